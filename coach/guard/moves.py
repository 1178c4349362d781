"""Are the parts of a message there, and none of the habits that spoil one?"""

import re
from collections.abc import Sequence

from coach.guard.findings import Check, Sentence

_SPOILERS = {
    "a worn opening": r"i hope (?:this|you|all|your|everything).{0,30}(?:finds|well|great week)|hope (?:you(?:'re| are)|all is)"
    r" (?:doing )?well|long time no|just (?:checking in|reaching out|wanted to (?:reach|check|touch))|touch(?:ing)? base"
    r"|i am (?:writing|reaching out) to you",
    "an apology for writing": r"sorry (?:to|for) (?:bother|disturb|trouble|interrupt|tak|writ|both|ask)\w*|hate to (?:bother|ask)"
    r"|i know you(?:'re| are) (?:very |so |really )?busy|forgive me|apologi[sz]e|sorry (?:if|it)|don't want to (?:bother|impose|be a)",
    "flattery": r"\b(?:amazing|incredible|brilliant|fantastic|genius|impressive|inspir\w+|admire\w*|expert(?:ise)?|invaluable|valuable"
    r"|outstanding|remarkable|legend\w*|wealth of|so talented|best person|hugely|in awe|insights?|insightful|huge fan"
    r"|you are (?:so|such)|you're (?:so|such))\b",
    "pressure": r"\b(?:asap|urgent\w*|as soon as possible|must (?:meet|reply|answer)|need (?:you|your|an answer|a reply)|deadline"
    r"|at your earliest|i (?:really )?need (?:this|it|you)|please (?:respond|reply|confirm)|let me know (?:by|asap)|can't do (?:this|it)"
    r" without|counting on you|you (?:owe|have to|should really)|immediately|right away)\b",
    "a placeholder": r"\[[^\]]*\]|\{[^}]*\}|<[^>]+>|\bX{2,}\b|\b(?:insert|your name here|tbd|to be (?:decided|confirmed))\b|\$[A-Za-z_]\w*",
    "a phrase of sales": r"pick your brain|synerg\w+|circle back|leverage|mutually beneficial|network(?:ing)? (?:with|opportunit\w+)"
    r"|grow (?:my|our) network|opportunity to (?:connect|discuss)|delve|explore (?:potential|possible)|value[- ]add",
}
_SPOILER_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _SPOILERS.items()}

NEEDED = {
    "lunch_invite": ("hook", "ask", "out"),
    "thank_you": ("thanks", "out"),
    "follow_up": ("topic", "ask", "out"),
    "reconnect": ("met", "ask", "out"),
    "intro_request": ("hook", "ask", "why", "out"),
    "share_goal": ("hook", "goal", "ask", "out"),
    "congratulate": ("news", "out"),
    "decline": ("decline", "out"),
    "reply": ("answer", "out"),
}
"""The parts each purpose needs in every channel; `hook` may also be played by how we met or by the user's own line."""

_STANDS_FOR_HOOK = {"hook", "met", "topic", "thanks", "news", "line"}


CONGRATULATES = re.compile(
    r"\bcongrat\w*|\bwell done\b|\bbravo\b|\b(?:happy|glad|delighted|pleased) for you\b|\bfelicit\w+|\bgl[uü]ckw[uü]nsch",
    re.IGNORECASE,
)
THANKS = re.compile(r"\b(?:thank\w*|grateful|appreciat\w+|gracias|danke|merci)\b", re.IGNORECASE)
_ACTS = {
    "congratulate": ("congratulation", CONGRATULATES),
    "thank_you": ("thanks", THANKS),
}
"""What a purpose cannot do without, in whatever words."""


def spoilers(text: str) -> tuple[str, ...]:
    """What in a text spoils it, each as "an apology for writing: 'sorry to bother'"."""
    found = []
    for name, pattern in _SPOILER_PATTERNS.items():
        found += [f"{name}: {match.group()!r}" for match in pattern.finditer(text)]
    return tuple(found)


def check_moves(purpose: str, sentences: Sequence[Sentence], subject: str, *, give_planned: bool) -> Check:
    """The purpose's parts are there; one thing is asked; no flattery, apology, pressure or placeholder.

    Args:
        give_planned: whether the plan holds something to offer, which then has to be said.
    """
    there = {sentence.move for sentence in sentences} | {sentence.kind for sentence in sentences}
    faults = []
    for move in NEEDED[purpose]:
        standing = _STANDS_FOR_HOOK if move in {"hook", "met"} else {move}
        if not there & standing:
            faults.append(f"the {_SPOKEN.get(move, move)} is missing")
    act = _ACTS.get(purpose)
    if act and not any(act[1].search(item.text) for item in sentences):
        faults.append(f"the word of {act[0]} is missing")
    if give_planned and "give" not in there:
        faults.append("your offer is missing")
    asking = [item.text for item in sentences if "?" in item.text and item.kind not in {"line", "user"}]
    if sum(text.count("?") for text in asking) > 1:
        faults.append("more than one question is asked")
    faults += [fault for text in (subject, *(item.text for item in sentences)) for fault in spoilers(text)]
    if len({item.text for item in sentences}) < len(sentences):
        faults.append("a sentence stands twice")
    parts = ", ".join(_SPOKEN.get(move, move) for move in NEEDED[purpose])
    return Check("moves", not faults, "; ".join(dict.fromkeys(faults)) or f"all there: {parts}")


_SPOKEN = {
    "hook": "thing that connects you",
    "met": "place you know each other from",
    "ask": "one small ask",
    "out": "easy way out",
    "why": "reason",
    "thanks": "thanks for what",
    "topic": "thing you talked about",
    "news": "good news",
    "decline": "clear no",
    "answer": "answer",
    "goal": "goal",
}
