"""What the user expected of a brave thing beside how it was: their own log, from steps of the plan and from contacts.

Both halves are the user's own taps, 0 (nothing to it) to 10 (as bad as can be); nothing here is worked out by a model.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.people.book import Book


@dataclass(frozen=True)
class Expectation:
    """One brave thing. `actual` is None while nobody has said how it was.

    `note_id` is the contact's, for `coach.skills.log.tell_actual`; `step_id` that of a step of the plan.
    """

    day: str
    person: str | None
    what: str
    feared: float
    actual: float | None
    note_id: str | None = None
    step_id: str | None = None


@dataclass(frozen=True)
class Record:
    """The log in figures: how often both halves were tapped, and how often it went better or worse than feared."""

    times: int
    better: int
    worse: int

    def says(self) -> str:
        """One true sentence for the user; a log that comforts nobody is only counted."""
        if self.times == self.better == 1:
            return "The one time you wrote both down, it went better than you feared."
        if self.better > self.worse:
            return f"{self.better} of {self.times} times it went better than you feared."
        return f"You have written down {self.times} {'time' if self.times == 1 else 'times'} what you feared and how it was."


def expectations(book: Book) -> tuple[Expectation, ...]:
    """Everything the user rated beforehand, oldest first; those with no `actual` yet are still open."""
    steps = [one for one in book.store.steps.all() if one.choice in {"taken", "done"}]
    contacts = book.store.diary.interactions(feared=True)
    whom = {one.person_id for one in contacts} | {one.person_id for one in steps if one.person_id is not None}
    names = {person.id: person.name for person in book.store.listing.people(whom).values()}
    found: dict[tuple[str, int | None, float, float | None], Expectation] = {}
    for step in steps:
        if step.feared is not None:
            name = names.get(step.person_id) if step.person_id is not None else None
            one = Expectation(step.day, name, step.what, step.feared, step.actual, step_id=step.id)
            found[step.day, step.person_id, step.feared, step.actual] = one
    for contact in contacts:
        if contact.feared is not None:
            name = names[contact.person_id]
            one = Expectation(
                contact.date, name, contact.text, contact.feared, contact.actual, contact.note_id
            )
            # A step done and the contact it made are one experience.
            found.setdefault((contact.date, contact.person_id, contact.feared, contact.actual), one)
    return tuple(sorted(found.values(), key=lambda one: one.day))


def record(log: Iterable[Expectation]) -> Record | None:
    """The log in figures; None while nothing has both halves."""
    pairs = [(one.feared, one.actual) for one in log if one.actual is not None]
    if not pairs:
        return None
    return Record(
        len(pairs),
        sum(actual < feared for feared, actual in pairs),
        sum(actual > feared for feared, actual in pairs),
    )
