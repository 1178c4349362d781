"""How brave a step this user takes now, 1 to 5. It rises only after successes, and an empty week makes it easier.

Graded steps from below what is feared, as in exposure hierarchies; and repeated practice lowers the rejection people
expect (Sandstrom, Boothby & Cooney, JESP 2022).
"""

from collections.abc import Collection, Iterable
from datetime import date

from coach.storage.steps import StepAnswer

LOWEST, START, HIGHEST = 1, 2, 5
_SUCCESSES_TO_RISE = 2
_BAD = 7  # of 10; a step that was at least so bad, and worse than feared, is followed by an easier one


def rung(answers: Iterable[StepAnswer], contacts: Collection[date], today: date) -> int:
    """The bravest size to offer.

    Two steps of that size done, one rung up; a step that went worse than feared, one down; each whole week without a
    step done or a contact (`contacts`: the days of them), one down. Whoever never answered a step stands at 2.
    """
    done = sorted((answer for answer in answers if answer.choice == "done"), key=lambda answer: answer.day)
    stands, successes = START, 0
    alive: date | None = None
    for answer in done:
        day = date.fromisoformat(answer.day)
        empty = _empty_weeks(alive, day, contacts)
        if empty:
            stands, successes = max(LOWEST, stands - empty), 0
        alive = day
        if _went_badly(answer):
            stands, successes = max(LOWEST, stands - 1), 0
        elif answer.size >= stands:
            successes += 1
        if successes == _SUCCESSES_TO_RISE:
            stands, successes = min(HIGHEST, stands + 1), 0
    return max(LOWEST, stands - _empty_weeks(alive, today, contacts))


def _empty_weeks(alive: date | None, until: date, contacts: Collection[date]) -> int:
    """Whole weeks between two days in which nothing happened at all."""
    if alive is None:
        return 0
    last = max([alive, *(day for day in contacts if alive < day <= until)])
    return max(0, (until - last).days // 7 - 1)


def _went_badly(answer: StepAnswer) -> bool:
    return answer.actual is not None and answer.actual >= max(_BAD, answer.feared or 0)
