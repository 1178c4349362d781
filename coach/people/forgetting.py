"""Forgets a person: their rows, their notes, their name in everybody else's notes, and every byte of both.

What is left of them in the notes of others is "[someone]". The indexes are wiped and built anew from what is left.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.people.book import Book, Mention
from coach.people.holding import bring_up_to_date
from coach.people.names import ALSO_WORDS, name_tokens, tokens_of
from coach.people.reading import read_notes
from coach.people.sources import sources_of
from coach.storage.traces import TraceRows
from coach.text import fold
from coach.types import Note, Person

SOMEONE = "[someone]"
"""What stands for a forgotten person in the notes of others."""

_LINK = re.compile(r"\[\[[^\[\]]+\]\]")
_LONG_PARAGRAPH = 400
_LOG = "coach.log"
_UPDATE_COPY = ".before-update"


class Indexes(Protocol):
    """What forgetting asks of the indexes."""

    def count(self) -> int:
        """How many passages of notes are indexed."""
        ...

    def drop(self) -> None:
        """Wipes every byte of the indexes."""
        ...

    def refresh(self) -> None:
        """Builds them from what the book holds."""
        ...


@dataclass(frozen=True)
class Forgotten:
    """Who was (or would be) forgotten, and how many of each kind of thing go with them."""

    person: str
    removed: Mapping[str, int]


@dataclass(frozen=True)
class _Trace:
    """How a person is recognised in any text."""

    person: Person
    pattern: re.Pattern[str] | None  # names and addresses, however spaced or spelled
    mine_alone: bool  # nobody else bears the full name
    mentions: Callable[[str], list[Mention]]

    def redacted(self, text: str, *, linked: bool) -> str:
        """The text with every mention replaced. Of namesakes' mentions, only those in `linked` notes are."""
        if self.mine_alone or linked:
            text = _LINK.sub(lambda link: SOMEONE if self._in(link.group()) else link.group(), text)
            spans = [(m.start, m.end) for m in self.mentions(text) if m.person_id == self.person.id]
            for start, end in reversed(spans):
                text = text[:start] + SOMEONE + text[end:]
            if self.pattern is not None:
                text = self.pattern.sub(SOMEONE, text)
        return text

    def _in(self, words: str) -> bool:
        named = any(mention.person_id == self.person.id for mention in self.mentions(words))
        return named or (self.pattern is not None and self.pattern.search(words) is not None)

    def names(self, text: str) -> bool:
        """Whether a text names the person."""
        return self.redacted(text, linked=False) != text


def forget(book: Book, retriever: Indexes, name: str, *, save: bool) -> Forgotten:
    """Forgets the one person a name leads to; without `save`, only counts what would go.

    Removes their notes, facts, ties, ledger, contacts, reminders, drafts, rehearsals and the chat messages that name
    them; writes "[someone]" for them in other people's notes, reports and the log; wipes the indexes and the free
    pages of the book, so that no file of the home holds the name.

    Raises:
        UnknownPerson, AmbiguousPerson, EmptyInput: as `Book.find`.
        StorageProblem: the book cannot be written; nothing is half forgotten.
    """
    person = book.find(name)
    trace = _trace(book, person)
    own, mentioning = _their_notes(book, person)
    traces = TraceRows(book.store)
    before = retriever.count() if save else 0
    with book.store.transaction():
        naming = traces.naming(person.id, trace.names)
        removed = {
            "notes": len(own),
            "facts": len(book.store.facts.facts(person.id)),
            "vectors": _passages(own),
            **{what: len(ids) for what, ids in naming.items()},
        }
        if save:
            traces.remove(naming)
            traces.rewrite(person.id, lambda text: trace.redacted(text, linked=False))
            _remove(book, person, trace, own, mentioning)
    if not save:
        return Forgotten(person.name, removed)
    retriever.drop()
    _clean_files(book, trace)
    book.store.compact()
    retriever.refresh()
    removed["vectors"] = max(0, before - retriever.count())
    return Forgotten(person.name, removed)


def _trace(book: Book, person: Person) -> _Trace:
    names = [person.name, *book.store.people.aliases(person.id)]
    shared = [other for other in book.store.people.all() if fold(other.name) == fold(person.name)]
    pieces = [piece for name in names for piece in _spellings(name)]
    for kind, values in book.store.people.contacts(person.id).items():
        pieces += [
            re.escape(value) for value in values if len(value) > 5 and kind in {"email", "url", "phone"}
        ]
    ordered = sorted(set(pieces), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", re.IGNORECASE) if ordered else None
    return _Trace(person, pattern, len(shared) == 1, book.reader())


def _spellings(name: str) -> list[str]:
    """Patterns for a name of several words (a single common word alone is not theirs): as written, folded, turned round."""
    written = [name[token.start : token.end] for token in tokens_of(name)]
    spellings = []
    for words in (written, list(name_tokens(name)), [fold(word) for word in written]):
        if len(words) > 1:
            spellings.append(r"[\W_]{1,3}".join(re.escape(word) for word in words))
            spellings.append(
                rf"{re.escape(words[-1])},\s*" + r"[\W_]{1,3}".join(re.escape(word) for word in words[:-1])
            )
        elif words and len(words[0]) > 3 and fold(words[0]) not in ALSO_WORDS:
            spellings.append(re.escape(words[0]))
    return spellings


def _their_notes(book: Book, person: Person) -> tuple[list[Note], list[Note]]:
    """(notes that go, notes of others that stay redacted). A paragraph of a journal about several people stays."""
    pages = [source.id for source in sources_of(book) if source.page == person.id]
    on_their_page = {note_id for page in pages for note_id in book.store.notes.ids_of_source(page)}
    mentions = book.reader()
    own: list[Note] = []
    mentioning: list[Note] = []
    for note in book.store.notes.of_person(person.id):
        named = any(mention.person_id == person.id for mention in mentions(note.text))
        about = note.person_ids[0] == person.id and not named
        goes = note.person_ids == (person.id,) or note.id in on_their_page or about
        (own if goes else mentioning).append(note)
    return own, mentioning


def _remove(book: Book, person: Person, trace: _Trace, own: list[Note], mentioning: list[Note]) -> None:
    gone = {note.id for note in own}
    linked = {note.id for note in mentioning}
    rewritten = {}
    for note in book.store.notes.all():
        text = trace.redacted(note.text, linked=note.id in linked)
        if note.id not in gone and text != note.text:
            rewritten[note.id] = text
    touched = {other for note in (*own, *mentioning) for other in note.person_ids if other != person.id}
    book.store.notes.remove(gone)
    for note_id, text in rewritten.items():
        book.store.notes.replace_text(note_id, text)
    book.store.people.remove(person.id)
    read_notes(book, list(rewritten))
    bring_up_to_date(book, touched)


def _clean_files(book: Book, trace: _Trace) -> None:
    """The log without its lines that name them, and no copy of an older book."""
    home: Path = book.store.file.parent
    book.store.file.with_suffix(_UPDATE_COPY).unlink(missing_ok=True)
    log = home / _LOG
    if log.is_file():
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        kept = [line for line in lines if not trace.names(line)]
        if len(kept) != len(lines):
            log.write_text("".join(kept), encoding="utf-8")


def _passages(notes: Iterable[Note]) -> int:
    """About how many passages of the index these notes are: one, and another for each longer paragraph."""
    return sum(1 + len(note.text) // _LONG_PARAGRAPH for note in notes)
