"""What the user changed in a draft by hand, part by part, so that the next wording of it keeps their words and their cuts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from coach.guard.findings import FromPlan, FromUser, Sentence
from coach.guard.vocabulary import content_stems
from coach.skills.draft.brief import Brief, Slot
from coach.text import sentences

_AROUND = {"greeting", "signoff"}  # the voice learns these, and no plan has them
_SAME_PART = 0.5  # of the words that say something


@dataclass(frozen=True)
class ByHand:
    """A part as the coach had it, and as the user put it; `now` is empty where they took it out."""

    move: str
    was: str
    now: str


def by_hand(
    before: Sequence[Sentence], after: Sequence[str], known: Sequence[ByHand], *, translated: bool
) -> tuple[ByHand, ...]:
    """The parts that were changed or taken out, with those `known` from earlier changes. What was only added is none.

    Args:
        before: the sentences of the draft as it was. after: those of the text as it is now.
        translated: the draft is in another language than its plan, so that a part is known by its move alone.
    """
    old = [(at, part) for at, sentence in enumerate(before) for part in sentences(sentence.text)]
    room = {at: len(sentences(one.text)) for at, one in enumerate(before) if one.kind in _AROUND}
    kept: dict[int, list[str]] = {}
    matcher = SequenceMatcher(None, [part for _, part in old], list(after), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        for at, number in enumerate(range(c, d) if kind != "insert" else ()):
            # What came in place of fewer sentences belongs to the last of them; a greeting takes in no more than itself.
            part = old[min(a + at, b - 1)][0]
            if len(kept.get(part, ())) < room.get(part, len(after)):
                kept.setdefault(part, []).append(after[number])
    changed: list[ByHand] = []
    for at, sentence in enumerate(before):
        now = " ".join(kept.get(at, ()))
        if now == " ".join(sentences(sentence.text)):
            continue
        earlier = next((one for one in known if sentence.text in sentences(one.now)), None)
        if earlier:
            changed.append(replace(earlier, now=" ".join(earlier.now.replace(sentence.text, now).split())))
        elif sentence.kind != "user":
            changed.append(ByHand(sentence.move, "" if translated else sentence.text, now))
    again = {(one.move, one.was) for one in changed}
    return (*(one for one in known if (one.move, one.was) not in again), *changed)


def with_hand(brief: Brief, changes: Sequence[ByHand]) -> Brief:
    """The plan with the user's words in place of its own, and without what they took out.

    Words for a part that the plan has no more stand before its last part.
    """
    slots = list(brief.slots)
    homeless: list[Slot] = []
    for change in changes:
        if change.move in _AROUND:
            continue
        if change.move == "forward":
            brief = replace(brief, beneath=change.now, beneath_sources=(FromUser(change.now),))
            continue
        at = next((at for at, slot in enumerate(slots) if _is(slot, change)), None)
        own = _own(change)
        if at is None:
            homeless += [own] if own else []
        else:
            slots[at : at + 1] = [own] if own else []
    slots[-1:-1] = homeless
    return replace(brief, slots=tuple(slots))


def _is(slot: Slot, change: ByHand) -> bool:
    """Whether a part of a new plan is the one that was changed: the same move, and it says much the same."""
    said = content_stems(change.was)
    return slot.move == change.move and len(said & content_stems(" ".join(slot.texts()))) >= _SAME_PART * len(
        said
    )


def _own(change: ByHand) -> Slot | None:
    sources = (FromUser(change.now), FromPlan(change.move))
    return Slot(change.move, change.now, change.now, change.now, sources, fixed=True) if change.now else None
