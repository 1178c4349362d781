"""Forgets a person: their rows, their notes, their name in everybody else's notes, and every byte of both.

What is left of them in the notes of others is "[someone]". The indexes are wiped and built anew from what is left.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Protocol

from coach.importers.reading.files import EXPORT_MARKER
from coach.people.book import Book
from coach.people.exporting import listed
from coach.people.holding import bring_up_to_date
from coach.people.reading import read_notes
from coach.people.redacting import SOMEONE, Trace, trace_of
from coach.people.sources import sources_of
from coach.storage.traces import TraceRows
from coach.types import IF_ANY, Note, Person

__all__ = ["SOMEONE", "Forgotten", "Indexes", "forget"]

_KEPT_LINES = ("coach.log", "settings.toml")
_UPDATE_COPY = ".before-update"
_OURS = {".eml": b"X-Unsent: 1", ".ics": b"networking-coach"}
"""Files that a draft was saved to, and what in them says that we wrote them."""


class Indexes(Protocol):
    """What forgetting asks of the indexes."""

    def count(self, note_ids: Sequence[str] | None = None) -> int:
        """How many passages of notes are indexed; of these notes alone if given."""
        ...

    def drop(self) -> None:
        """Wipes every byte of the indexes."""
        ...

    def refresh(self) -> None:
        """Builds them from what the book holds."""
        ...


@dataclass(frozen=True)
class Forgotten:
    """Who was (or would be) forgotten, how many of each kind of thing go with them, and in whose notes they are named."""

    person: str
    removed: Mapping[str, int]
    mentions: Mapping[str, int] = field(default_factory=dict, metadata=IF_ANY)


def forget(book: Book, retriever: Indexes, name: str, *, save: bool, redact: bool = True) -> Forgotten:
    """Forgets the one person a name leads to; without `save`, only counts what would go.

    Removes their notes, facts, ties, ledger, contacts, reminders, drafts, rehearsals and the chat messages that name
    them; writes "[someone]" for them in reports, the log and, with `redact`, in other people's notes; removes drafts
    and exports of ours that name them from the home; wipes the indexes and the free pages of the book. Then no file of
    the home holds the name, unless other people's notes were left as they are.

    Raises:
        UnknownPerson, AmbiguousPerson, EmptyInput: as `Book.find`.
        StorageProblem: the book cannot be written; nothing is half forgotten.
    """
    person = book.find(name)
    trace = trace_of(book, person)
    own, mentioning = _their_notes(book, person)
    named = {note.id: note for note in _naming(book, trace, {note.id for note in own})}
    mentions: Counter[str] = Counter()
    for note in named.values():
        mentions[_whose(book, note, person)] += len(trace.places(note.text, note.person_ids))
    vectors = retriever.count([note.id for note in own])
    traces = TraceRows(book.store)
    with book.store.transaction():
        naming = traces.naming(person.id, trace.names)
        removed = {
            "notes": len(own),
            "facts": len(book.store.facts.facts(person.id)),
            "vectors": vectors,
            **{what: len(ids) for what, ids in naming.items()},
        }
        if save:
            traces.remove(naming)
            traces.rewrite(person.id, trace.redacted)
            book.store.notes.remove([note.id for note in own])
            for note in named.values() if redact else ():
                book.store.notes.replace_text(note.id, trace.redacted(note.text, note.person_ids))
            book.store.people.remove(person.id)
            read_notes(book, list(named) if redact else [])
            touched = {one for note in (*own, *mentioning) for one in note.person_ids if one != person.id}
            bring_up_to_date(book, touched)
    if save:
        retriever.drop()
        _clean_files(book.store.file, trace)
        book.store.compact()
        retriever.refresh()
    return Forgotten(person.name, removed, dict(mentions.most_common()))


def _their_notes(book: Book, person: Person) -> tuple[list[Note], list[Note]]:
    """(notes that go, notes of others that stay). A paragraph of a journal about several people stays."""
    pages = [source.id for source in sources_of(book) if source.page == person.id]
    on_their_page = {note_id for page in pages for note_id in book.store.notes.ids_of_source(page)}
    mentions = book.reader()
    own: list[Note] = []
    others: list[Note] = []
    for note in book.store.notes.of_person(person.id):
        named = any(mention.person_id == person.id for mention in mentions(note.text))
        about = note.person_ids[0] == person.id and not named
        goes = note.person_ids == (person.id,) or note.id in on_their_page or about
        (own if goes else others).append(note)
    return own, others


def _naming(book: Book, trace: Trace, without: set[str]) -> list[Note]:
    """The notes, besides some, whose words name the person."""
    return [
        note
        for note in book.store.notes.all()
        if note.id not in without and trace.places(note.text, note.person_ids)
    ]


def _whose(book: Book, note: Note, gone: Person) -> str:
    """In whose notes one stands: the first of its people who is not the one that goes."""
    owner = next((one for one in note.person_ids if one != gone.id), None)
    person = book.store.people.get(owner) if owner is not None else None
    return person.name if person else "nobody in particular"


# ---- files ----


def _clean_files(book_file: Path, trace: Trace) -> None:
    """Takes the person out of every file of the home that is ours: copies go, the log and the settings lose the name."""
    home = book_file.parent
    book_file.with_suffix(_UPDATE_COPY).unlink(missing_ok=True)
    for name in _KEPT_LINES:
        _clean_lines(home / name, trace)
    for marker in home.rglob(EXPORT_MARKER):
        names = sorted(listed(marker))
        for name in names:
            _remove_naming(marker.parent / name, trace)
        left = [name for name in names if (marker.parent / name).is_file()]
        marker.write_text(json.dumps(left), encoding="utf-8")
    for suffix, mark in _OURS.items():
        for file in home.rglob(f"*{suffix}"):
            if file.is_file() and mark in file.read_bytes():
                _remove_naming(file, trace)


def _clean_lines(file: Path, trace: Trace) -> None:
    if not file.is_file():
        return
    text = file.read_text(encoding="utf-8", errors="replace")
    kept = "".join(map(trace.redacted, text.splitlines(keepends=True)))
    if kept != text:
        file.write_text(kept, encoding="utf-8")


def _remove_naming(file: Path, trace: Trace) -> None:
    """Removes a file of ours that names the person, in its name or in its words as they are or as a message is coded."""
    if file.is_file() and (trace.names(file.stem) or any(map(trace.names, _readings(file)))):
        file.write_bytes(b"\0" * file.stat().st_size)
        file.unlink()


def _readings(file: Path) -> list[str]:
    content = file.read_bytes()
    readings = [content.decode("utf-8", errors="replace")]
    if file.suffix == ".eml":
        message = message_from_bytes(content, policy=default)
        readings += [str(value) for value in message.values()]
        readings += [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    unfolded = readings[0].replace("\r\n ", "").replace("\n ", "")
    return [*readings, unfolded]
