"""The one source of truth: one SQLite file, its tables, its migrations, and the store that reads and writes it."""
