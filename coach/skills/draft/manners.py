"""The same message asked carefully and asked bravely: a smaller ask with more way out, or a plain one that names a time."""

from dataclasses import dataclass
from typing import Literal

Manner = Literal["", "careful", "brave"]


@dataclass(frozen=True)
class Asked:
    """A question without its time and mark; `meeting` when a time belongs to it."""

    question: str
    facts: str
    meeting: bool


_ASKS: dict[tuple[str, Manner], Asked] = {
    ("lunch_invite", "careful"): Asked(
        "Would you be up for a short coffee somewhere near you", "a short coffee near you", True
    ),
    ("lunch_invite", "brave"): Asked("Will you have lunch with me", "will you have lunch with me", True),
    ("follow_up", "careful"): Asked(
        "Would it be all right to come back to it one day",
        "is it all right to come back to it one day",
        False,
    ),
    ("follow_up", "brave"): Asked("Can we talk about it over a coffee", "talk about it over a coffee", True),
    ("reconnect", "careful"): Asked("How are you these days", "how you are these days", False),
    ("reconnect", "brave"): Asked("Will you meet me for a coffee", "will you meet me for a coffee", True),
    ("share_goal", "careful"): Asked(
        "Does anything come to mind that I could read or look at", "anything to read or look at", False
    ),
    ("share_goal", "brave"): Asked(
        "Is there one person you could put me in touch with", "one person to put me in touch with", False
    ),
}
_WILLING: dict[Manner, str] = {
    "": "Would you be willing to",
    "careful": "If you ever have a moment, would you",
    "brave": "Will you",
}
_WAYS_OUT: dict[Manner, tuple[str, str]] = {
    "careful": (
        "There is no rush at all, no answer is fine too, and I will not mind a no.",
        "No rush, and a no is fine!",
    ),
    "brave": (
        "If it does not suit you, just say no.",
        "Just say no if not!",
    ),
}


def asked(purpose: str, manner: Manner) -> Asked | None:
    """The ask of a purpose in a manner; None where the usual one stands."""
    return _ASKS.get((purpose, manner))


def willing(manner: Manner) -> str:
    """How a favour is asked for, before its verb."""
    return _WILLING[manner]


def way_out(manner: Manner) -> tuple[str, str] | None:
    """(planned, short) of the way out in a manner; None where the purpose's own stands."""
    return _WAYS_OUT.get(manner)
