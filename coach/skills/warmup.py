"""The two-minute warm-up before a brave message: write to somebody easy first.

Messaging a current friend first raised the sending of a message to an old one by two thirds, where changing attitudes
did not help (Aknin & Sandstrom, Communications Psychology 2024). An offer, made once a person; it may be skipped.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from coach.errors import UsageError
from coach.people.book import Book
from coach.people.expectations import Record, expectations, record
from coach.people.names import first_name
from coach.people.standing import standings
from coach.people.use import use_of
from coach.text import sentences
from coach.types import Citation, Note, Person, Use

_MINUTES = 2
_QUIET_DAYS = 180  # so long without a word makes a message brave
_CURRENT_DAYS = 120  # somebody easy was in touch within so many days
_EASY = 3  # as many are named
_LOOKED_AT = 40  # the most in touch, of whom the notes may rule some out
_CLOSE = ("famil", "friend")  # circles in which a first hello is not brave
_SKIPPED = "warm_up_skipped"


@dataclass(frozen=True)
class Easy:
    """Somebody who is easy to write to, and the line of the notes that says so."""

    person: str
    why: str
    citation: Citation


@dataclass(frozen=True)
class WarmUp:
    """An offer before a message to `person`. `easy` may be empty: then it is anybody the user writes to anyway.

    `so_far` is the user's own log of expected against actual in one sentence; empty if there is none.
    """

    person: str
    why: str
    minutes: int
    easy: tuple[Easy, ...]
    how: str
    so_far: str


def warm_up(book: Book, name: str) -> WarmUp | None:
    """The offer before a first brave message to somebody; None where it would be needless or a nuisance.

    Brave is a message to somebody never met before now, met once, or quiet for half a year. Nothing is offered to who
    skipped it for this person, or has been in touch with somebody today and so is warm.

    Raises:
        UnknownPerson, AmbiguousPerson: the name does not lead to one person. UsageError: it is the user.
    """
    person = _other(book, name)
    today = book.today.isoformat()
    contacts = book.store.diary.interactions(person.id)
    days = sorted({contact.date for contact in contacts if contact.date <= today})
    why = _brave(book, person, days)
    skipped = (str(person.id), str(person.id)) in book.store.people.decisions(_SKIPPED)
    if why is None or skipped or book.store.diary.most_in_touch(today, today, 1):
        return None
    easy = _easy(book, person)
    first = first_name(person.name)
    whom = (
        f"{first_name(easy[0].person)}, or anybody else you write to anyway,"
        if easy
        else "anybody you write to anyway"
    )
    so_far: Record | None = record(expectations(book))
    return WarmUp(
        person.name,
        why,
        _MINUTES,
        easy,
        f"Write two true lines to {whom} and send them; then come straight back to {first}. Or skip it.",
        so_far.says() if so_far else "",
    )


def skip_warm_up(book: Book, name: str) -> None:
    """The user does not want one before writing to this person; it is not offered for them again."""
    person = _other(book, name)
    book.store.people.decide(str(person.id), str(person.id), _SKIPPED)


def _other(book: Book, name: str) -> Person:
    person = book.find(name)
    if person.is_me:
        raise UsageError(f"{name!r} is you. A warm-up comes before a message to somebody else.")
    return person


def _brave(book: Book, person: Person, days: list[str]) -> str | None:
    """Why a message to somebody is brave, in words for the user; None if it is not."""
    close = any(word in (person.circle or "").casefold() for word in _CLOSE)
    first = first_name(person.name)
    if not days:
        return None if close else f"Your notes tell of no contact with {first} yet."
    if days[-1] < (book.today - timedelta(days=_QUIET_DAYS)).isoformat():
        return f"You were last in touch with {first} on {days[-1]}."
    return (
        f"You have been in touch with {first} once so far, on {days[0]}."
        if len(days) == 1 and not close
        else None
    )


def _easy(book: Book, recipient: Person) -> tuple[Easy, ...]:
    """Those in touch most of late, each with a shareable line; nobody with whom the notes say there is anything."""
    since = (book.today - timedelta(days=_CURRENT_DAYS)).isoformat()
    store, easy = book.store, []
    seen = store.diary.most_in_touch(since, book.today.isoformat(), _LOOKED_AT)
    people = store.listing.people([person_id for person_id, *_ in seen])
    for person_id, times, last in seen:
        person = people.get(person_id)
        if person is None or person.is_me or person.id == recipient.id:
            continue
        notes = store.notes.of_person(person.id, about_only=True)
        line = _line(notes, person, last)
        if line is None or any(True for _ in standings(person, notes)):
            continue
        day = date.fromisoformat(last)
        often = f", and on {times - 1} more {'day' if times == 2 else 'days'} lately" if times > 1 else ""
        easy.append(Easy(person.name, f"You were in touch on {day.day} {day:%B}{often}.", line))
        if len(easy) == _EASY:
            break
    return tuple(easy)


def _line(notes: list[Note], person: Person, day: str) -> Citation | None:
    """The fullest line of that day that may be shown to anybody who looks over the user's shoulder."""
    lines = [
        Citation(note.id, person.name, note.date, sentence)
        for note in notes
        if note.date == day and not note.private
        for sentence in sentences(note.text)
        if use_of(sentence, (person.name,)) is Use.SHAREABLE
    ]
    return max(lines, key=lambda line: len(line.quote), default=None)
