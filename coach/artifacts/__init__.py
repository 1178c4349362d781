"""Model files that nobody has to trust: where they come from, and proof that they are what they should be."""
