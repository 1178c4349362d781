"""Writes down what happened with somebody: a note, a contact, a line of the ledger, and feared beside actual."""

from dataclasses import dataclass
from typing import Literal

from coach.errors import EmptyInput, TooLarge, UsageError
from coach.people.book import Book
from coach.people.filing import file_note
from coach.people.names import name_tokens, word_set
from coach.storage.diary import Interaction
from coach.text import fold, one_line
from coach.types import Citation, LedgerEntry

Direction = Literal["gave", "received"]

_LONGEST = 20_000  # characters
_PLAIN = word_set(
    "the a an and or to of for with her him them his she he they i my me we it in on at that this said told have has had "
    "promised promise owe will would gave give sent send brought bring lent lend some about today back"
)


@dataclass(frozen=True)
class Logged:
    """What was saved. `gave` and `received` hold the words if the contact was one of giving or receiving."""

    person: str
    date: str
    text: str
    note_id: str
    gave: str | None
    received: str | None
    feared: float | None
    actual: float | None


def log(
    book: Book,
    name: str,
    text: str,
    *,
    direction: str | None = None,
    feared: float | None = None,
    actual: float | None = None,
) -> Logged:
    """Saves that the user was in touch with somebody today, in the user's words; the same words twice are one contact.

    A promise that what was given or received plainly keeps is closed. `feared` and `actual` are 0 (nothing to it) to 10.

    Raises:
        EmptyInput: no text. TooLarge: over 20,000 characters.
        UsageError: another direction than "gave" or "received", or a number outside 0 to 10.
        UnknownPerson, AmbiguousPerson: the name does not lead to one person.
    """
    if not any(letter.isalnum() for letter in text):
        raise EmptyInput(
            f"There is nothing to log in {text.strip()[:60]!r}. Say in a few words what happened."
        )
    if len(text) > _LONGEST:
        raise TooLarge(f"This has {len(text):,} characters; {_LONGEST:,} is the most. Log the heart of it.")
    if direction not in {None, "gave", "received"}:
        raise UsageError(
            f"{direction!r} is neither 'gave' nor 'received'. Leave it out if nothing changed hands."
        )
    for what, value in (("feared", feared), ("actual", actual)):
        if value is not None and not 0 <= value <= 10:
            raise UsageError(
                f"{what} is {value!r}, but it goes from 0 (nothing to it) to 10 (as bad as can be)."
            )
    person = book.find(name)
    if person.is_me:
        raise UsageError(f"{name!r} is you. Log what happened with somebody else.")
    words, today = text.strip(), book.today.isoformat()
    private = words.casefold().startswith("private:")
    others = tuple(one for one in book.mentioned_in(words) if one.id != person.id)
    store = book.store
    with store.transaction():
        note = file_note(
            book, (person, *others), words, date=today, source="log", private=private, interaction=True
        )
        contact = Interaction(person.id, today, one_line(words), note.id, feared, actual)
        if not store.diary.add_interaction(contact):
            store.diary.tell_feeling(person.id, today, note.id, feared, actual)
        if direction is not None:
            cite = Citation(note.id, person.name, today, words)
            known = [entry for _, entry in store.facts.ledger(person.id)]
            entry = LedgerEntry(person.name, direction, one_line(words), today, cite)
            if not any(_same(entry, other) for other in known):
                store.facts.add_entry(person.id, entry)
            for promise in known:
                if _kept(promise, entry):
                    store.facts.close_entry(person.id, promise)
    return Logged(
        person=person.name,
        date=today,
        text=words,
        note_id=note.id,
        gave=words if direction == "gave" else None,
        received=words if direction == "received" else None,
        feared=feared,
        actual=actual,
    )


def _same(entry: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether reading the note has found the same giving already."""
    return (
        other.citation is not None
        and entry.citation is not None
        and other.citation.note_id == entry.citation.note_id
        and other.direction == entry.direction
    )


def _kept(promise: LedgerEntry, done: LedgerEntry) -> bool:
    """Whether an open promise is what was given or received now: they share a word that says what."""
    wanted = {"promised_by_me": "gave", "promised_to_me": "received"}.get(promise.direction)
    if not promise.open or done.direction != wanted:
        return False
    shared = _content(done) & _content(promise)
    return bool(shared)


def _content(entry: LedgerEntry) -> set[str]:
    names = set(name_tokens(entry.person))
    words = (word.strip(".,;:!?'\"") for word in fold(entry.text).split())
    return {
        word.rstrip("s")[:7] for word in words if len(word) > 3 and word not in _PLAIN and word not in names
    }
