"""The conversation: which skill answers, within which limits; and the one object both doors call."""
