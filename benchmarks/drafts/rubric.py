"""The rubric: what a message is worth, by code, whoever wrote it. It knows the notes and the case, not how it was made."""

import re
from dataclasses import dataclass
from typing import Any

from coach.guard.fit import check_fit
from coach.guard.mirror import mirror_faults
from coach.guard.moves import spoilers
from coach.guard.vocabulary import claim_stems, stem, words
from coach.text import fold, sentences

_WAY_OUT = re.compile(
    r"\bno\s+(?:worries|rush|pressure|hurry|need)\b|\ba?\s*no\s+is\b|\bsay\s+no\b|\bif\s+(?:it|this|that|you|now|not)\b.*\b(?:fine|okay|ok|worries|problem)\b"
    r"|\ball\s+right\b|\bcompletely\s+fine\b|\bunderstand\b",
    re.IGNORECASE,
)
_ASKING = {"lunch_invite", "follow_up", "reconnect", "intro_request", "share_goal"}


@dataclass(frozen=True)
class Marks:
    """What was found. `points` of 7: fits, no spoiler, content, one ask, way out, the user's line, no bare claims."""

    leaks: tuple[str, ...]
    claims: tuple[str, ...]
    points: int
    faults: tuple[str, ...]


def mark(case: dict[str, Any], subject: str, body: str, notes: str) -> Marks:
    """Marks one message for one case.

    Args:
        notes: everything the writer may know: the shareable notes, the user's page, what the user typed.
    """
    text = f"{subject}\n{body}"
    faults = []
    leaks = tuple(word for word in case["never"] if re.search(rf"\b{re.escape(fold(word))}", fold(text)))
    known = {stem(word) for word in words(notes)}
    claims = tuple(sorted(claim_stems(text) - known))
    channel = case.get("channel", "email")
    if not check_fit(channel, subject, body).passed:
        faults.append("fit")
    if spoilers(text) or any(mirror_faults(sentence) for sentence in sentences(body)):
        faults.append("spoiled")
    if case.get("needs") and not any(fold(word) in fold(text) for word in case["needs"]):
        faults.append("content")
    asked = body.count("?")
    if asked != 1 if case["purpose"] in _ASKING else asked > 0:
        faults.append("ask")
    if not _WAY_OUT.search(body):
        faults.append("way out")
    if case.get("line") and case["line"] not in body:
        faults.append("line")
    if claims:
        faults.append("claims")
    return Marks(leaks, claims, 7 - len(faults), tuple(faults))
