"""Which of the user's goals is told to whom: the one that fits, and none that the user keeps from them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.guard.vocabulary import content_stems
from coach.people.profile import Goal, Profile
from coach.text import fold
from coach.types import Person

_WORK = re.compile(r"\b(?:work|office|boss|job|employer|manager|colleagues?|team|company)\b", re.IGNORECASE)
_FAMILY = re.compile(r"\b(?:family|mum|mom|mother|dad|father|parents|wife|husband|home)\b", re.IGNORECASE)
_SHORT = 3  # letters of words such as "of" in the name of an employer


def with_fitting_goal(profile: Profile, person: Person, topic: str, said: Sequence[str]) -> Profile:
    """The page with the goal for this person in front: one not kept from them, nearest to what is asked or known of them.

    Args:
        topic: what the user asks of them. said: what the notes say about them.
    """
    open_to_them = [goal for goal in profile.goals if not _is_kept(goal, profile, person, said)]
    about = content_stems(f"{topic} {person.role or ''} {person.organization or ''}")
    best = max(open_to_them, key=lambda goal: len(about & content_stems(goal.text)), default=None)
    return profile if best is None else replace(profile, goal=best.text)


def keeps_goal(profile: Profile, person: Person, said: Sequence[str]) -> bool:
    """Whether the goal in front is kept from this person, because every one is."""
    return any(goal.text == profile.goal and _is_kept(goal, profile, person, said) for goal in profile.goals)


def _is_kept(goal: Goal, profile: Profile, person: Person, said: Sequence[str]) -> bool:
    return any(is_kept_from(kept, profile, person, said) for kept in goal.kept)


def is_kept_from(kept: str, profile: Profile, person: Person, said: Sequence[str]) -> bool:
    """Whether "Not for the office" means this person. What names nobody is kept from everybody."""
    card = fold(f"{person.name} {person.circle or ''} {person.role or ''} {person.organization or ''}")
    names = re.findall(r"(?<=\w\s)[A-Z]\w+", kept)
    words = {fold(word) for word in (*names, *re.findall(r"\w{4,}", kept))}
    if words & set(card.split()) or any(name in text for name in names for text in said):
        return True
    employer = {word for word in fold(profile.organization).split() if len(word) > _SHORT}
    at_work = re.search(r"\b(?:work|colleagues?|office|boss|team)\b", card) or employer & set(card.split())
    of_work = _WORK.search(kept) is not None or bool(words & employer)
    if of_work and at_work:
        return True
    if _FAMILY.search(kept) and re.search(r"\bfamily\b|\brelatives?\b", card):
        return True
    return not (names or of_work or _FAMILY.search(kept))
