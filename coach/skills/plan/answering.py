"""What the user answers to a step: I take it on, done, later, not this one. And how it was beside how it was feared."""

from datetime import timedelta

from coach.errors import NotFound, TooLarge, UsageError
from coach.people.book import Book
from coach.skills.plan.plan import offered_step
from coach.skills.plan.sources import Candidate
from coach.storage.diary import Interaction
from coach.storage.steps import CHOICES, Choice, StepAnswer
from coach.text import one_line

_LONGEST_REASON = 500  # characters
_IN_TOUCH = frozenset({"birthday", "promise", "reply", "thanks", "follow_up", "hello"})
"""The kinds of step that are a contact once they are done in full."""


def answer_step(
    book: Book,
    which: str,
    choice: Choice,
    *,
    snooze_days: int = 7,
    because: str = "",
    feared: float | None = None,
    actual: float | None = None,
) -> StepAnswer:
    """Keeps the user's answer to the step of an id, or with somebody of that name; the last answer counts.

    "taken" keeps it in the plan as it is, with what is feared; "done" settles the reminder or promise behind it, and a
    message sent is a contact of today; "snoozed" hides it for some days; "not_this" hides it for good.

    Raises:
        NotFound: no step of that id within a year, and none in this week's plan with somebody of that name.
        UsageError: another choice, a number outside 0 to 10, or days outside 1 to 365. TooLarge: a long reason.
    """
    if choice not in CHOICES:
        raise UsageError(f"{choice!r} is no answer to a step. Use one of {', '.join(CHOICES)}.")
    for what, value in (("feared", feared), ("actual", actual)):
        if value is not None and not 0 <= value <= 10:
            raise UsageError(f"{what} is {value!r}, but it goes from 0 (nothing to it) to 10 (as bad as can be).")  # fmt: skip
    if not 1 <= snooze_days <= 365:
        raise UsageError(f"A step can wait 1 to 365 days, not {snooze_days!r}.")
    if len(because) > _LONGEST_REASON:
        raise TooLarge(f"This reason has {len(because):,} characters; {_LONGEST_REASON} fit.")
    one, step = offered_step(book, which)
    until = (book.today + timedelta(days=snooze_days)).isoformat() if choice == "snoozed" else None
    answer = StepAnswer(
        id=step.step_id,
        person_id=one.person.id if one.person else None,
        what=step.what,
        size=step.size,
        choice=choice,
        day=book.today.isoformat(),
        until=until,
        because=one_line(because) or None,
        feared=feared,
        actual=actual,
    )
    with book.store.transaction():
        kept = book.store.steps.answer(answer)
        if choice == "done":
            _settle(book, one, kept)
    return kept


def take_back_answer(book: Book, step_id: str) -> None:
    """Brings a step back that was put off, turned down or taken on.

    Raises:
        NotFound: nothing was answered to that step. UsageError: it is done, and stays done.
    """
    answer = book.store.steps.get(step_id)
    if answer is None:
        raise NotFound(
            f"Nothing was answered to the step {step_id!r}. `coach plan` shows the steps there are."
        )
    if answer.choice == "done":
        raise UsageError(f"The step {step_id!r} is done, and that is kept.")
    book.store.steps.take_back(step_id)


def _settle(book: Book, one: Candidate, answer: StepAnswer) -> None:
    """What doing a step changes in the book. Its smaller form changes nothing: that comes with the whole."""
    if answer.what == one.smaller != one.what:
        return
    if one.kind == "reminder":
        book.store.diary.finish_reminder(int(one.basis))
    if one.person is None:
        return
    if one.kind == "promise":
        for _, entry in book.store.facts.ledger(one.person.id):
            if entry.open and entry.citation == one.citation:
                book.store.facts.close_entry(one.person.id, entry)
    if one.kind in _IN_TOUCH:
        contact = Interaction(one.person.id, answer.day, answer.what, None, answer.feared, answer.actual)
        book.store.diary.add_interaction(contact)
