"""Puts one note of the user's own words into the book, as the terminal and the chat do it; importers have their own way."""

import hashlib

from coach.people.book import Book
from coach.people.reading import read_notes
from coach.text import one_line
from coach.types import Note, Person


def file_note(
    book: Book,
    people: tuple[Person, ...],
    text: str,
    *,
    date: str,
    source: str,
    private: bool = False,
    interaction: bool = False,
) -> Note:
    """Saves a note verbatim and reads it. The first of `people` is whom it is about; nothing is saved twice.

    Args:
        date: the day it tells of, ISO 8601.
        source: where it came from, such as "remember" or "log".
        interaction: whether it tells of a real contact on that day.
    """
    ids = tuple(dict.fromkeys(person.id for person in people))
    note = Note(
        id=note_id(people[0].name, date, text),
        text=text,
        date=date,
        private=private,
        kind="interaction" if interaction else "note",
        source=source,
        person_ids=ids,
    )
    with book.store.transaction():
        book.store.notes.add(note)
        read_notes(book, [note.id])
    return note


def note_id(who: str, date: str | None, text: str) -> str:
    """The id of a note: a hash of whom, when and the words, so that the same note read twice is one note."""
    words = "\n".join((who, date or "", one_line(text)))
    return hashlib.sha256(words.encode("utf-8", errors="replace")).hexdigest()[:16]
