"""What several formats share: bytes to text, tables, dates, names, and the blocks of written notes."""
