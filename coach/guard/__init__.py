"""What is checked before a person sees or sends anything. Plain text and plain facts in, findings out."""
