"""What a plan is made from, read out of the book once, and the small questions one asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coach.people.book import Book
from coach.people.days import as_day
from coach.people.standing import Bond, close_kin, standings
from coach.storage.diary import Interaction, Reminder
from coach.storage.goals import KeptGoal
from coach.storage.steps import StepAnswer
from coach.text import fold, sentences
from coach.types import Citation, LedgerEntry, Note, Person

_KEEP_AWAY = {Bond.AVOID, Bond.EX, Bond.EX_KIN, Bond.SELLS, Bond.DIED}


@dataclass(frozen=True)
class PlanRows:
    """Everybody and everything, by person. `closed`: whom the notes say to keep away from, and the dead; `goals`:
    those that are open and may be told."""

    today: date
    people: dict[int, Person]
    notes: dict[int, list[Note]]
    by_id: dict[str, Note]
    interactions: dict[int, list[Interaction]]
    ledger: list[tuple[int, LedgerEntry]]
    birthdays: dict[int, tuple[str, Citation | None]]
    reminders: list[Reminder]
    answers: dict[str, StepAnswer]
    closed: frozenset[int]
    goals: list[KeptGoal]

    def open_to(self, person_id: int) -> Person | None:
        """The person, if one may write to them."""
        return None if person_id in self.closed else self.people.get(person_id)

    def entries(self, direction: str) -> Iterator[tuple[int, LedgerEntry]]:
        """The ledger of one direction, of those one may write to."""
        for person_id, entry in self.ledger:
            if entry.direction == direction and self.open_to(person_id):
                yield person_id, entry

    def days_of(self, person_id: int) -> list[date]:
        """The days of real contact with somebody until today, oldest first, each once."""
        days = {as_day(contact.date) for contact in self.interactions.get(person_id, ())}
        return sorted(day for day in days if day is not None and day <= self.today)

    def contact_days(self) -> set[date]:
        """The days of every real contact until today."""
        return {day for person_id in self.interactions for day in self.days_of(person_id)}


def read_rows(book: Book) -> PlanRows:
    """Reads everything a plan needs."""
    store = book.store
    people = {person.id: person for person in store.people.all() if not person.is_me}
    notes: dict[int, list[Note]] = {}
    by_id: dict[str, Note] = {}
    for note in store.notes.all():
        by_id[note.id] = note
        for person_id in note.person_ids:
            notes.setdefault(person_id, []).append(note)
    interactions: dict[int, list[Interaction]] = {}
    for interaction in store.diary.interactions():
        interactions.setdefault(interaction.person_id, []).append(interaction)
    birthdays: dict[int, tuple[str, Citation | None]] = {
        person_id: (day, None) for person_id, day in store.people.birthdays().items()
    }
    for person_id, fact in store.facts.facts(kind="birthday"):
        birthdays[person_id] = (birthdays.get(person_id, (fact.value, None))[0], fact.citation)
    return PlanRows(
        today=book.today,
        people=people,
        notes=notes,
        by_id=by_id,
        interactions=interactions,
        ledger=store.facts.ledger(),
        birthdays=birthdays,
        reminders=store.diary.reminders(),
        answers={answer.id: answer for answer in store.steps.all()},
        closed=_closed(people, notes),
        goals=[goal for goal in store.goals.all() if goal.closed is None and goal.public != "secret"],
    )


def _closed(people: dict[int, Person], notes: dict[int, list[Note]]) -> frozenset[int]:
    bonds = {
        person.id: {standing.bond for standing in standings(person, notes.get(person.id, ()))}
        for person in people.values()
    }
    past = [people[one] for one, found in bonds.items() if Bond.EX in found]
    closed = {one for one, found in bonds.items() if found & _KEEP_AWAY}
    if past:
        closed |= {one.id for one in people.values() if close_kin(one, notes.get(one.id, ()), past)}
    return frozenset(closed)


def cite_best(note: Note | None, person: Person | None, words: str) -> Citation | None:
    """The sentence of a note that shares most words with `words`."""
    said = sentences(note.text) if note else []
    if note is None or not said:
        return None
    wanted = set(fold(words).split())
    best = max(said, key=lambda sentence: len(wanted & set(fold(sentence).split())))
    return Citation(note.id, person.name if person else "", note.date, best)
