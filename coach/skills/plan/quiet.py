"""Who is drifting away: quiet for twice as long as the two usually are, counted from the last real contact."""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from statistics import median

from coach.skills.plan.rows import PlanRows, cite_best
from coach.skills.plan.step import Drifting
from coach.text import fold
from coach.types import Person

_RHYTHM_DAYS = {"family": 45, "friend": 60, "neighbour": 90, "church": 90, "choir": 90, "club": 90}
_USUAL_RHYTHM_DAYS = 120
_LEAST_QUIET_DAYS = 60
_WARM = re.compile(r"famil|friend|neighbo|church|choir|club|school|relative|godparent", re.IGNORECASE)


def drifting(rows: PlanRows) -> list[tuple[int, Drifting]]:
    """(person_id, who), warm circles first, then those who have been quiet longest against their own rhythm."""
    found: list[tuple[bool, float, str, int, Drifting]] = []
    for person_id, contacts in rows.interactions.items():
        person, days = rows.open_to(person_id), rows.days_of(person_id)
        if person is None or not days:
            continue
        warm = is_warm(person)
        if not warm and len(days) < 2:
            continue  # one meeting is not yet a rhythm that could be lost
        quiet, usual = (rows.today - days[-1]).days, _usual_gap(days, person)
        if quiet >= max(_LEAST_QUIET_DAYS, 2 * usual):
            last = max(
                (one for one in contacts if one.date <= rows.today.isoformat()), key=lambda one: one.date
            )
            cite = cite_best(rows.by_id.get(last.note_id or ""), person, last.text)
            who = Drifting(person.name, last.date, quiet, cite)
            found.append((not warm, -quiet / usual, person.name, person_id, who))
    return [(person_id, who) for *_, person_id, who in sorted(found, key=lambda one: one[:4])]


def is_warm(person: Person) -> bool:
    """Whether somebody is of a circle in which a hello needs no reason."""
    return _WARM.search(person.circle or "") is not None


def _usual_gap(days: Sequence[date], person: Person) -> float:
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    if len(gaps) >= 2:
        return max(14.0, float(median(gaps)))
    circle = fold(person.circle or "")
    return next((days for word, days in _RHYTHM_DAYS.items() if word in circle), _USUAL_RHYTHM_DAYS)
