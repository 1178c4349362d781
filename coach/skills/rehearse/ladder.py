"""What to practise next: a ladder of scenes and levels that begins below the fear and goes up one step after a success.

After a talk that was too much it goes one step down, and says that kindly. Nothing here is a grade.
"""

from dataclasses import dataclass

from coach.people.book import Book
from coach.skills.rehearse.debrief import OneThing
from coach.skills.rehearse.saved import Rehearsal, Saved, newest
from coach.skills.rehearse.scenes import scenes

# (rung of the scene, level of the partner), the easiest first.
_STEPS = (
    (1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (2, 3), (3, 3), (4, 2), (4, 3), (3, 4), (4, 4), (5, 3), (5, 4), (5, 5),
)  # fmt: skip
_A_TALK = 3  # turns of the user
_TOO_MUCH = 8  # of 10, after it
_REMEMBERED = 200


@dataclass(frozen=True)
class Practice:
    """A practice talk worth having next, and why this one."""

    scene: str
    level: int
    why: str


@dataclass(frozen=True)
class Past:
    """A practice talk that was had, or waits: for the list and for the plot."""

    rehearsal_id: str
    day: str
    scene: str
    partner: str
    level: int
    waits: bool
    nervous_before: int | None
    nervous_after: int | None
    to_try: OneThing | None


def past_practices(book: Book) -> tuple[Past, ...]:
    """Every practice talk in which the user said something, the newest first."""
    return tuple(_past(saved) for saved in newest(book, _REMEMBERED) if _said(saved.shown))


def next_practice(book: Book) -> Practice:
    """The next step: the easiest at first, one up after a talk that went well, one down after one that was too much.

    A talk went well when it was held to some length and left the user no more nervous than before it. Of the scenes on a
    rung the one practised least comes first.
    """
    done = [saved for saved in newest(book, _REMEMBERED) if saved.shown.debrief is not None]
    if not done:
        return _practice(
            0, done, "A first one, easy on purpose: somebody kind who likes to talk. Five minutes are plenty."
        )
    last = done[0]
    at = _step_of(last)
    if _too_much(last.shown):
        why = "The last one was a lot, and you stayed as long as you could. This one is easier. Once more is as good as once further."
        return _practice(max(at - 1, 0), done, why)
    if _said(last.shown) < _A_TALK:
        return _practice(
            at, done, "The last one was short, and that is fine. The same once more, as long as you like."
        )
    if at == len(_STEPS) - 1:
        return _practice(
            at, done, "You are at the top of the ladder. What is left is the real one; this keeps you warm."
        )
    return _practice(at + 1, done, "The last one went well, so this is one small step up.")


def _practice(step: int, done: list[Saved], why: str) -> Practice:
    rung, level = _STEPS[step]
    times = [saved.cast.scene.title for saved in done]
    easiest = min(
        (scene for scene in scenes().values() if scene.rung == rung),
        key=lambda scene: times.count(scene.title),
    )
    return Practice(easiest.title, level, why)


def _step_of(saved: Saved) -> int:
    """The step a talk stood on, or the last one that is no harder."""
    here = (saved.cast.scene.rung, saved.shown.level)
    if here in _STEPS:
        return _STEPS.index(here)
    easier = [at for at, step in enumerate(_STEPS) if step[0] <= here[0] and step[1] <= here[1]]
    return max(easier, default=0)


def _too_much(shown: Rehearsal) -> bool:
    after, before = shown.nervous_after, shown.nervous_before
    return after is not None and (after >= _TOO_MUCH or (before is not None and after > before))


def _said(shown: Rehearsal) -> int:
    return sum(turn.speaker == "user" for turn in shown.transcript)


def _past(saved: Saved) -> Past:
    shown = saved.shown
    return Past(
        rehearsal_id=shown.rehearsal_id,
        day=saved.day,
        scene=shown.scene,
        partner=shown.partner,
        level=shown.level,
        waits=shown.state == "open" and shown.debrief is None,
        nervous_before=shown.nervous_before,
        nervous_after=shown.nervous_after,
        to_try=shown.debrief.one_thing if shown.debrief else None,
    )
