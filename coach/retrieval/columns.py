"""What columns and rows answer of the whole book: circles, days without contact, debts, birthdays.

Each person comes with the note that says so, where one does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from coach.people.book import Book
from coach.retrieval.passages import in_words, passage_spans
from coach.retrieval.words import says
from coach.text import fold, sentence_spans
from coach.types import Citation, LedgerEntry, Note, Person

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_YEAR = 366


@dataclass(frozen=True)
class Row:
    """One person of an exact answer. `why` is a few words, `citation` the note that says so (None if none does)."""

    person: Person
    why: str
    citation: Citation | None


def others(book: Book) -> list[Person]:
    """Everybody but the user."""
    return [person for person in book.store.people.all() if not person.is_me]


def in_circle(book: Book, circle: str) -> list[Row]:
    """Everybody of a circle."""
    wanted = fold(circle)
    inside = [
        person
        for person in others(book)
        if person.circle and wanted in {fold(person.circle), *fold(person.circle).split()}
    ]
    return [Row(person, person.circle or "", cite(book, person, person.circle or "")) for person in inside]


def quiet(book: Book, days: int) -> list[Row]:
    """Everybody whose last contact is at least so many days ago, and everybody without one."""
    last = book.store.diary.last_contacts()
    found = []
    for person in others(book):
        day = last.get(person.id)
        if day is None or (book.today - _day(day)).days >= days:
            why = f"last contact {in_words(day)}" if day else "no contact noted"
            found.append(Row(person, why, _cite_contact(book, person, day)))
    return found


def owing(book: Book, *, by_me: bool, words: Sequence[str] = ()) -> list[Row]:
    """Everybody with something open between them and the user; with words, only what says them."""
    direction = "promised_by_me" if by_me else "promised_to_me"
    people = {person.id: person for person in others(book)}
    entries: dict[int, list[LedgerEntry]] = {}
    for person_id, entry in book.store.facts.ledger():
        if (
            entry.direction == direction
            and entry.open
            and person_id in people
            and (not words or says(entry.text, words))
        ):
            entries.setdefault(person_id, []).append(entry)
    return [
        Row(people[one], "; ".join(entry.text for entry in owed), owed[0].citation)
        for one, owed in entries.items()
    ]


def born_in(book: Book, month: int) -> list[Row]:
    """Everybody with a birthday in a month."""
    return [row for row, (born, _) in _birthdays(book) if born == month]


def born_within(book: Book, first: int, last: int) -> list[Row]:
    """Everybody whose birthday comes round so many days from today, both ends included; the nearest first."""
    near = [
        (ahead, row)
        for row, day in _birthdays(book)
        if (ahead := _days_until(day, book.today)) is not None and first <= ahead <= last
    ]
    return [row for _, row in sorted(near, key=lambda one: one[0])]


def _birthdays(book: Book) -> list[tuple[Row, tuple[int, int | None]]]:
    """Everybody whose birthday is known, with its month and, if noted, its day."""
    facts = dict(book.store.facts.facts(kind="birthday"))
    days = book.store.people.birthdays()
    found = []
    for person in others(book):
        fact = facts.get(person.id)
        day = days.get(person.id) or (fact.value if fact else None)
        if day and (read := _month_and_day(day)):
            written = [day, day.removeprefix("--"), *([day[-5:]] if len(day) >= 5 else [])]
            quoted = fact.citation if fact else cite(book, person, *written, "birthday")
            found.append((Row(person, _in_words(read), quoted), read))
    return found


def _month_and_day(day: str) -> tuple[int, int | None] | None:
    """ "1980-03-04", "--03-04", "4 March" and "March" in numbers; None if no month can be read."""
    if numbers := re.search(r"(?:^|-)(\d\d)-(\d\d)$", day):
        return int(numbers[1]), int(numbers[2])
    if month_alone := re.match(r"\d{4}-(\d\d)$", day):
        return int(month_alone[1]), None
    folded = fold(day)
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", folded)), None)
    number = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", "", folded))
    return (month, int(number[1]) if number else None) if month else None


def _in_words(born: tuple[int, int | None]) -> str:
    month, day = born
    return (
        in_words(f"2000-{month:02d}-{day or 1:02d}").removesuffix(" 2000")
        if day
        else in_words(f"2000-{month:02d}").removesuffix(" 2000")
    )


def _days_until(born: tuple[int, int | None], today: Date) -> int | None:
    """Days from today to the next time a birthday comes round; one of 29 February is kept on the 28th."""
    month, day = born
    if day is None:
        return None
    for year in (today.year, today.year + 1):
        kept = 28 if (month, day) == (2, 29) and year % 4 else day
        try:
            ahead = (Date(year, month, kept) - today).days
        except ValueError:
            return None
        if 0 <= ahead <= _LONGEST_YEAR:
            return ahead
    return None


def cite(book: Book, person: Person, *said: str) -> Citation | None:
    """The line of this person's notes that says one of these words, else the first line about them."""
    notes = book.store.notes.of_person(person.id, about_only=True) or book.store.notes.of_person(person.id)
    for words in (fold(one) for one in said if one):
        for note in notes:
            for start, end in sentence_spans(note.text):
                if words in fold(note.text[start:end]):
                    return Citation(note.id, person.name, note.date, note.text[start:end])
    return _first_line(person, notes)


def _cite_contact(book: Book, person: Person, day: str | None) -> Citation | None:
    """The note of the last contact; else the newest line about them."""
    contacts = [one for one in book.store.diary.interactions(person.id) if one.note_id and one.date == day]
    notes = book.store.notes.get([one.note_id for one in contacts if one.note_id])
    return _first_line(person, notes or book.store.notes.of_person(person.id)[-1:])


def _first_line(person: Person, notes: Sequence[Note]) -> Citation | None:
    for note in notes:
        for start, end in passage_spans(note.text):
            return Citation(note.id, person.name, note.date, note.text[start:end])
    return None


def _day(day: str) -> Date:
    return Date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day[:10])
