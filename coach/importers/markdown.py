"""Markdown notes: a file per person or a journal, with or without YAML front matter; an Obsidian vault's files."""

from coach.importers.reading.front_matter import split
from coach.importers.reading.marked import take_marked, with_marked
from coach.importers.reading.written import read_written
from coach.types import Parsed


def read(text: str, encoding: str, path: str) -> Parsed:
    """The person, or the journal's notes."""
    front, body, first_line = split(text)
    rest, notes = take_marked(body)
    return with_marked(read_written("markdown", encoding, path, rest, front, first_line), notes)
