"""What a reading rule hands over, before it is tied to rows: one kind of find per noun of the book."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FoundFact:
    """A fact about a person. `since` and `until` only where the words say so."""

    person_id: int
    kind: str
    value: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class FoundTie:
    """One person knows another, in the words of the note."""

    person_id: int
    other_id: int
    relation: str


@dataclass(frozen=True)
class FoundEntry:
    """Something given, received or promised."""

    person_id: int
    direction: str
    text: str
    open: bool = False
