"""One entry of an address book as a `PersonRecord`, whatever the address book is called.

What the entry says is kept as readable lines in one note of kind "record", so that an answer can cite it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.importers.reading.dates import parse_birthday
from coach.importers.reading.names import turned
from coach.importers.reading.private import notes_of
from coach.text import one_line
from coach.types import NoteRecord, PersonRecord

_LONGEST_NAME = 200
_IN_POWERS = re.compile(r"[\d.,]+E\+\d+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![^\s@<>,;:\"])[^\s@<>,;:\"]{1,254}@[^\s@<>,;:\"]{1,254}")


@dataclass
class Entry:
    """What an importer gathers for one person before it is a record."""

    name: str = ""
    aliases: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    circle: str | None = None
    role: str | None = None
    organization: str | None = None
    birthday: str | None = None
    notes: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)  # label and value of each line of the record


def full_name(*parts: str | None) -> str:
    """The parts that are there, in order, with one space between."""
    return one_line(" ".join(part for part in parts if part))


def first_emails(values: Sequence[str]) -> tuple[str, ...]:
    """Every address in some fields, once each, as written."""
    found = [
        match.strip(".'()") for value in values for match in _EMAIL.findall(value.removeprefix("mailto:"))
    ]
    return _once(found)


def to_record(entry: Entry, line: int) -> PersonRecord | None:
    """The person, or None if nothing in the entry can serve as a name.

    Without a name the organization, an address or a number stands in: better found under that than lost.
    """
    emails = first_emails(entry.emails)
    phones, unreadable = _numbers(entry.phones)
    entry.said += [("Number", value) for value in unreadable]
    name = one_line(entry.name)[:_LONGEST_NAME]
    name = name if entry.name == entry.organization else turned(name)
    if not any(letter.isalnum() for letter in name):
        stand_ins = (*entry.aliases, entry.organization or "", *emails, *phones)
        shown = (one_line(value)[:_LONGEST_NAME] for value in stand_ins)
        name = next((value for value in shown if any(c.isalnum() for c in value)), "")
    if not name:
        return None
    contact: Mapping[str, tuple[str, ...]] = {
        kind: values
        for kind, values in (
            ("email", emails),
            ("phone", phones),
            ("url", _once(entry.urls)),
            ("address", _once(entry.addresses)),
        )
        if values
    }
    birthday = parse_birthday(entry.birthday) if entry.birthday else None
    place = f"line {line}"
    written = tuple(note for text in entry.notes for note in notes_of(text, place=place))
    return PersonRecord(
        name=name,
        aliases=tuple(
            alias for alias in _once(map_one_line(entry.aliases)) if alias.casefold() != name.casefold()
        ),
        contact=contact,
        circle=entry.circle or None,
        role=one_line(entry.role or "") or None,
        organization=one_line(entry.organization or "") or None,
        birthday=birthday,
        notes=(*_record_note(entry, name, contact, birthday, place), *written),
        line=line,
    )


def _numbers(values: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The numbers, several in one cell apart; and what a spreadsheet made of one ("4.4E+11"), which is none any more."""
    found: list[str] = []
    unreadable = []
    for value in (one_line(value.removeprefix("tel:")) for value in values):
        parts = re.split(r"\s*[;,/|]\s*|:::", value)
        several = len(parts) > 1 and all(sum(c.isdigit() for c in part) > 5 for part in parts)
        if _IN_POWERS.fullmatch(value):
            unreadable.append(value)
        elif any(c.isdigit() for c in value):
            found += parts if several else [value]
    return _once(found), unreadable


def map_one_line(values: Sequence[str]) -> list[str]:
    """Each value on one line, empty ones left out."""
    return [clean for value in values if (clean := one_line(value))]


def _record_note(
    entry: Entry, name: str, contact: Mapping[str, tuple[str, ...]], birthday: str | None, place: str
) -> tuple[NoteRecord, ...]:
    lines = [("Name", name), ("Position", entry.role or ""), ("Company", entry.organization or "")]
    lines += [("Birthday", birthday or entry.birthday or ""), *entry.said]
    labels = {"email": "Email", "phone": "Phone", "url": "Web", "address": "Address"}
    lines += [(labels[kind], value) for kind, values in contact.items() for value in values]
    text = "\n".join(f"{label}: {shown}" for label, value in lines if (shown := one_line(value)))
    # A cell may begin with PRIVATE: too; it is then a private record of its own.
    return tuple(replace(note, date=None, kind="record") for note in notes_of(text, place=place))


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean for value in values if (clean := value.strip())))
