"""Looks at a whole message before anybody sees it: all four checks, and whether it is ready."""

from collections.abc import Sequence

from coach.guard.findings import Check, Sentence
from coach.guard.fit import check_fit
from coach.guard.grounding import check_grounding
from coach.guard.mirror import check_mirror
from coach.guard.moves import check_moves
from coach.skills.draft.brief import Brief


def review(
    brief: Brief, subject: str, body: str, sentences: Sequence[Sentence], texts: Sequence[tuple[str, ...]]
) -> tuple[Check, ...]:
    """grounded, mirror, moves and fit, in this order."""
    allowed = " ".join(" ".join(slot.texts()) for slot in brief.slots)
    give = any(slot.move == "give" for slot in brief.slots)
    return (
        check_grounding(sentences, texts, brief.names, brief.theirs),
        check_mirror(sentences, subject, brief.secrets, allowed, brief.message),
        check_moves(brief.purpose, sentences, subject, give_planned=give),
        check_fit(brief.channel, subject, body),
    )
