"""A plain text file: a list of names, one a line, or notes as in Markdown."""

import re

from coach.importers.reading.contacts import first_emails
from coach.importers.reading.dates import date_at_start
from coach.importers.reading.front_matter import FrontMatter
from coach.importers.reading.names import looks_like_name, starter
from coach.importers.reading.private import split_at_dates
from coach.importers.reading.prose import date_after_name
from coach.importers.reading.told_of import told_of
from coach.importers.reading.written import read_written
from coach.text import one_line
from coach.types import NoteRecord, Parsed, PersonRecord, Skipped

_NAMES_AT_LEAST = 0.8
_MOST_LINES = 0.5
_NUMBER = re.compile(r"(?<![\w-])\+?\(?\d[\d ()/-]{6,}\d")


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
    begun = [(number, line, starter(line)) for number, line in filled]
    listed = len(filled) > 1 and "private" not in text.casefold()
    if listed and sum(name is not None for _, _, name in begun) > _MOST_LINES * len(filled):
        return _list(encoding, begun)
    return read_written("text", encoding, path, text, FrontMatter((), {}))


def _list(encoding: str, lines: list[tuple[int, str, str | None]]) -> Parsed:
    """A person a line, with whatever is said of them after the name: "Tom Baker - plumber, 0113 496 0000"."""
    people: list[PersonRecord] = []
    skipped: list[Skipped] = []
    for number, line, name in lines:
        if name is None:
            reason = "this line does not begin with a full name; begin it with one, then a dash or a comma"
            skipped.append(Skipped(number, reason, line[:200]))
            continue
        emails = first_emails([line])
        phones = tuple(one_line(match) for match in _NUMBER.findall(line))
        contact = {kind: values for kind, values in (("email", emails), ("phone", phones)) if values}
        notes = tuple(
            NoteRecord(
                piece,
                (date_at_start(piece) or [date_after_name(piece)])[0],
                False,
                told_of(piece),
                f"line {number}",
            )
            for piece in split_at_dates(line)
        )
        people.append(PersonRecord(name=name, contact=contact, notes=notes, line=number))
    return Parsed("text", encoding, tuple(people), (), tuple(skipped))
