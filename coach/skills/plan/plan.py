"""The week's plan: at most three small steps, easiest first, and the other side of the ledger.

Reads reminders, promises, birthdays and the rhythm of past contacts. Knows no model, and says nothing that shames:
an empty week is simply followed by an easier step.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from math import ceil

from coach.errors import EmptyInput, NameProblem, NotFound, UsageError
from coach.people.book import Book
from coach.skills.plan.ladder import rung
from coach.skills.plan.quiet import drifting
from coach.skills.plan.rows import PlanRows, read_rows
from coach.skills.plan.sources import Candidate, candidates, eased
from coach.skills.plan.step import Owed, Plan, Step
from coach.text import fold

_STEPS_A_WEEK = 3
_SHOWN = 10
_ANSWERED_DAYS = 14
_A_YEAR = 365
_REST_DAYS = 3
"""How long nobody is offered again after an answer."""


def make_plan(book: Book, days: int = 7) -> Plan:
    """The steps for the coming days: reminders, promises, birthdays, replies owed, people drifting away.

    At most three steps for each seven days, one a person, those that matter most, shown easiest first; none that the
    user has done, turned down or put off, and none braver than their rung of the ladder unless they asked for it.
    Nobody the notes say to keep away from is in it. A step rests on a note unless it rests on a reminder or a
    birthday alone.

    Raises:
        UsageError: `days` is not between 1 and 365.
    """
    if not 1 <= days <= 365:
        raise UsageError(f"A plan covers 1 to 365 days, not {days!r}. Seven is a good week.")
    rows = read_rows(book)
    quiet = drifting(rows)
    stands = rung(rows.answers.values(), rows.contact_days(), rows.today)
    resting = _resting(rows)
    offered = [
        one
        for one in candidates(rows, days, quiet, stands)
        if not _answered(rows, one) and not (one.person and one.person.id in resting)
    ]
    best = _best(offered, max(1, ceil(days * _STEPS_A_WEEK / 7)))
    steps = [_step(rows, one, stands) for one in best]
    since = (rows.today - timedelta(days=_ANSWERED_DAYS)).isoformat()
    return Plan(
        steps=tuple(sorted(steps, key=lambda step: (step.size, step.due, step.person or ""))),
        owed_by_me=_owed(rows, "promised_by_me"),
        owed_to_me=_owed(rows, "promised_to_me"),
        drifting=tuple(who for _, who in quiet[:_SHOWN]),
        rung=stands,
        answered=tuple(one for one in rows.answers.values() if one.choice != "taken" and one.day >= since),
    )


def ahead(book: Book, days: int = 30) -> tuple[Step, ...]:
    """The birthdays of the coming days and every reply owed, by day, whether or not they are steps of this week."""
    rows = read_rows(book)
    stands = rung(rows.answers.values(), rows.contact_days(), rows.today)
    found = [one for one in candidates(rows, days, (), stands) if one.kind in {"birthday", "reply"}]
    return tuple(
        _step(rows, one, stands) for one in sorted(found, key=lambda one: one.due) if not _answered(rows, one)
    )


def offered_step(book: Book, which: str) -> tuple[Candidate, Step]:
    """The step of an id, or the step of this week's plan with somebody of that name; whole, and as it is shown now.

    Raises:
        NotFound: there is no such step within a year.
    """
    rows = read_rows(book)
    stands = rung(rows.answers.values(), rows.contact_days(), rows.today)
    offered = {_id(one): one for one in candidates(rows, _A_YEAR, drifting(rows), stands)}
    step_id = which
    if which not in offered:
        step_id = next((step.step_id for step in make_plan(book).steps if _is_with(book, step, which)), which)
    if step_id in offered:
        return offered[step_id], _step(rows, offered[step_id], stands)
    raise NotFound(f"There is no step {which!r} in your plan. `coach plan` shows the steps there are.")


def _is_with(book: Book, step: Step, name: str) -> bool:
    """Whether a step is with the one person a name leads to."""
    try:
        return step.person is not None and book.find(name).name == step.person
    except (NameProblem, EmptyInput):
        return False


def _resting(rows: PlanRows) -> set[int | None]:
    """With whom nothing is due for some days, because the user has just answered a step with them."""
    since = (rows.today - timedelta(days=_REST_DAYS)).isoformat()
    return {
        answer.person_id
        for answer in rows.answers.values()
        if (answer.until or "") > rows.today.isoformat()
        or (answer.choice in {"done", "not_this"} and answer.day > since)
    } - {None}


def _answered(rows: PlanRows, one: Candidate) -> bool:
    """Whether a step needs no showing: done in full, turned down, or put off."""
    answer = rows.answers.get(_id(one))
    if answer is None or answer.choice == "taken":
        return False
    if answer.choice == "snoozed":
        return (answer.until or "") > rows.today.isoformat()
    only_begun = answer.choice == "done" and answer.what == one.smaller != one.what
    return not only_begun


def _best(offered: Iterable[Candidate], most: int) -> list[Candidate]:
    """The ones that matter most, one a person; a plan of several always has an easy one in it if there is any."""
    kept: dict[str, Candidate] = {}
    for one in sorted(offered, key=lambda one: (-one.weight, one.due, one.size, one.what)):
        kept.setdefault(str(one.person.id) if one.person else fold(one.what), one)
    chosen = list(kept.values())
    best, rest = chosen[:most], chosen[most:]
    easy = next((one for one in rest if one.size == 1), None)
    if easy and len(best) == most and most > 2 and all(one.size > 1 for one in best):
        best[-1] = easy
    return best


def _step(rows: PlanRows, one: Candidate, stands: int) -> Step:
    """As it is shown. What the user has taken on stays as it was when they did."""
    step_id = _id(one)
    taken = rows.answers.get(step_id)
    shown = eased(one, stands)
    if taken is not None and taken.choice == "taken":
        what, size, feared = taken.what, taken.size, taken.feared
    else:
        what, size, feared = shown.what, shown.size, None
    person = one.person.name if one.person else None
    return Step(person, what, one.why, size, one.due.isoformat(), one.citation, step_id, feared)


def _id(one: Candidate) -> str:
    """The same for the same reason, however the step is worded."""
    return hashlib.sha256(f"{one.kind}\n{one.basis}".encode("utf-8", errors="replace")).hexdigest()[:12]


def _owed(rows: PlanRows, direction: str) -> tuple[Owed, ...]:
    return tuple(
        Owed(rows.people[person_id].name, entry.text, entry.date, entry.citation)
        for person_id, entry in rows.ledger
        if entry.open and entry.direction == direction and person_id in rows.people
    )
