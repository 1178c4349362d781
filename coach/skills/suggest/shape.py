"""What a suggestion is, with the contract's field names."""

from dataclasses import dataclass, field
from typing import Literal

from coach.types import IF_ANY, Citation

Pick = Literal["comfortable", "stretch", "bridge"]


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a person, in words, and the line of a note that says so."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Via:
    """Somebody on the way: whom this person knows, and the line that says so."""

    person: str
    citation: Citation


@dataclass(frozen=True)
class Suggestion:
    """One person worth telling. `caution` is None where nothing needs care; `via` is empty unless a path was found."""

    person: str
    pick: Pick
    reasons: tuple[Reason, ...]
    caution: str | None
    give: str
    ask: str
    first_step: str
    via: tuple[Via, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """An obvious candidate who is not suggested, and why; for the user's eyes only."""

    person: str
    reason: str


@dataclass(frozen=True)
class Suggestions:
    """The whole answer. No suggestion at all means: nobody in the book yet; `how_to_find` then says what to try."""

    goal: str
    suggestions: tuple[Suggestion, ...]
    left_out: tuple[LeftOut, ...]
    how_to_find: tuple[str, ...] = field(default=(), metadata=IF_ANY)
