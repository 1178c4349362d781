"""The user's own mailbox: a draft can be filed there, by an explicit act of theirs. There is no code that sends."""
