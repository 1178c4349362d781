"""A plain text file: a list of names, one a line, or notes as in Markdown."""

from coach.importers.reading.front_matter import FrontMatter
from coach.importers.reading.names import looks_like_name
from coach.importers.reading.written import read_written
from coach.types import Parsed, PersonRecord, Skipped

_NAMES_AT_LEAST = 0.8


def read(text: str, encoding: str, path: str) -> Parsed:
    """The people of a list of bare names, else the person or the journal that the notes are."""
    lines = [(number, line.strip(" \t-*•")) for number, line in enumerate(text.split("\n"), start=1)]
    filled = [(number, line) for number, line in lines if line]
    named = [(number, line) for number, line in filled if looks_like_name(line)]
    if len(filled) > 1 and len(named) >= _NAMES_AT_LEAST * len(filled):
        people = tuple(PersonRecord(name=" ".join(line.split()), line=number) for number, line in named)
        reason = "this line does not look like a name; write one name a line, or notes in whole sentences"
        rest = tuple(
            Skipped(number, reason, line[:200]) for number, line in filled if not looks_like_name(line)
        )
        return Parsed("text", encoding, people, (), rest)
    return read_written("text", encoding, path, text, FrontMatter((), {}))
