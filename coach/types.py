"""The nouns every layer shares. A skill's own result types live in that skill.

Field names are those of the command line's contract, so `to_json` needs no table. Dates are ISO 8601 strings
(`2026-05`, `2026-05-12`; a month or a year alone is allowed where the source says no more).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Literal

NOT_IN_NOTES = "Your notes do not say."
"""The one sentence for "nothing found": used by prompts, code and tests alike."""


class Use(StrEnum):
    """How something in a note may be used. Unsure is never shareable."""

    SHAREABLE = "shareable"  # they told me, or it is public
    DELICATE = "delicate"  # health, family trouble, money, faith, job loss, grief
    PRIVATE = "private"  # my judgement of them, hearsay, anything marked PRIVATE


@dataclass(frozen=True)
class Message:
    """One chat turn as a model reads it. `role` is system, user or assistant."""

    role: str
    text: str


@dataclass(frozen=True)
class Citation:
    """Where a claim comes from. `quote` stands character for character in that note."""

    note_id: str
    person: str
    date: str | None
    quote: str


@dataclass(frozen=True)
class Person:
    """Somebody in the book. `id` is the row; the name is for people."""

    id: int
    name: str
    circle: str | None = None
    role: str | None = None
    organization: str | None = None
    is_me: bool = False


@dataclass(frozen=True)
class Note:
    """A dated block of the user's own words, verbatim. The first of `person_ids` is whom it is about.

    A block with `private` true never reaches a draft, a persona or a remote model; a `PRIVATE:` line is always a
    note of its own, so that privacy is a property of whole notes.
    """

    id: str
    text: str
    date: str | None = None
    private: bool = False
    kind: Literal["note", "interaction", "record"] = "note"
    source: str = ""
    person_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Passage:
    """A line or short paragraph of a note, as found for a question. `text` is verbatim in the note."""

    note_id: str
    person: str
    date: str | None
    text: str
    score: float
    source: str
    person_ids: tuple[int, ...] = ()
    private: bool = False

    def cite(self) -> Citation:
        """The whole passage as a citation."""
        return Citation(self.note_id, self.person, self.date, self.text)


@dataclass(frozen=True)
class Fact:
    """Something a note says of a person, and since when. A newer fact ends an older one; nothing is erased."""

    kind: str
    value: str
    since: str | None
    until: str | None
    citation: Citation
    use: Use = Use.SHAREABLE


@dataclass(frozen=True)
class Tie:
    """Who knows whom, how, and by which note."""

    person: str
    relation: str
    citation: Citation


@dataclass(frozen=True)
class LedgerEntry:
    """One thing given, received or promised. `direction`: gave, received, promised_by_me, promised_to_me."""

    person: str
    direction: str
    text: str
    date: str | None
    citation: Citation | None
    open: bool = False


# ---- what an importer hands over --------------------------------------------------------------------------


@dataclass(frozen=True)
class NoteRecord:
    """A dated block as an importer read it. `about` are the names it gives, besides the record's own person.

    `of_known`: it counts only for people who are in the book anyway, and makes nobody new.
    """

    text: str
    date: str | None = None
    private: bool = False
    about: tuple[str, ...] = ()
    place: str = ""  # the line number or heading, for the eyes of the user
    kind: Literal["note", "interaction", "record"] = (
        "note"  # a record: the rows of an address book, the front matter
    )
    of_known: bool = False


@dataclass(frozen=True)
class PersonRecord:
    """A person as an importer read them. `contact` maps email, phone, url, address to values."""

    name: str
    aliases: tuple[str, ...] = ()
    contact: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    circle: str | None = None
    role: str | None = None
    organization: str | None = None
    met_at: str | None = None
    introduced_by: str | None = None
    birthday: str | None = None
    last_contact: str | None = None
    is_me: bool = False
    notes: tuple[NoteRecord, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Skipped:
    """A piece of a file that was not read, and why. `text` is at most its first 200 characters."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class Parsed:
    """What one file holds: people, notes of a journal that name their people, and what was skipped.

    `columns`: of a table of no known program, what each column was taken for, by header.
    """

    format: str
    encoding: str
    people: tuple[PersonRecord, ...] = ()
    notes: tuple[NoteRecord, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


# ---- progress and JSON ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """One step of a long task, for a progress bar."""

    done: int
    total: int
    what: str


BESIDE = {"beside": True}
"""Metadata of a field that stands beside the contract's: for the page and the book, not in the command's JSON."""


IF_ANY = {"if_any": True}
"""Metadata of a field that the command's JSON holds only where there is something in it."""


def to_json(value: object, *, whole: bool = False) -> object:
    """Our own types as plain JSON values; a dataclass becomes an object with its field names.

    Fields marked `BESIDE`, and empty ones marked `IF_ANY`, are left out unless `whole`.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = [
            item.name
            for item in fields(value)
            if whole
            or not (
                item.metadata.get("beside") or (item.metadata.get("if_any") and not getattr(value, item.name))
            )
        ]
        return {name: to_json(getattr(value, name), whole=whole) for name in kept}
    if isinstance(value, Mapping):
        return {str(key): to_json(item, whole=whole) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset | Iterator):
        return [to_json(item, whole=whole) for item in value]
    return value
