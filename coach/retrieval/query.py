"""A question about the whole book as a typed query: alternatives within conditions, all of which must hold.

A closed set of fields, and no other way to ask: `translation.py` makes queries of questions, `rows.py` and `sayings.py`
say what each field means in rows and notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

When = Literal["now", "over", "ever"]


class Field(StrEnum):
    """What of a person a filter looks at."""

    CIRCLE = "circle"
    GROUP = "group"  # known in, at or from somewhere: a circle, a place, an employer, an occasion
    WORK = "work"  # role and employer
    TRADE = "trade"  # a whole field of work, in any of its words
    PLACE = "place"  # where they live
    ORIGIN = "origin"  # where they come from
    MET = "met"  # where or on what occasion they were met
    SAID = "said"  # anything a note says of them
    KNOWS = "knows"  # whom, or somebody where, they know
    LED_TO_ME = "led_to_me"  # who led the user to the people meant
    LED_BY = "led_by"  # whom the people meant led the user to
    OWED = "owed"  # what the user promised them
    OWING = "owing"  # what they promised the user
    BIRTHDAY = "birthday"
    CONTACT = "contact"  # a real contact on any of these days
    LAST_CONTACT = "last_contact"  # the newest real contact was on one of these days


@dataclass(frozen=True)
class Filter:
    """One condition. `days` are ISO days, both ends included, or of a birthday `MM-DD`, which may run over New Year.

    when: it is so now, is over, or was so at any time. With `days` and a field of work or place: in those days.
    """

    field: Field
    words: tuple[str, ...] = ()
    person_ids: tuple[int, ...] = ()
    days: tuple[str, str] | None = None
    when: When = "now"
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """Whom a question means: one of each group of alternatives must hold; no group at all means everybody.

    order: the newest contact first, or the oldest; `first` keeps only so many of them.
    """

    all_of: tuple[tuple[Filter, ...], ...] = ()
    order: Literal["", "newest", "oldest"] = ""
    first: int | None = None

    def filters(self) -> Iterator[Filter]:
        """Every condition of it."""
        return (one for group in self.all_of for one in group)
