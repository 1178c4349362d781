"""When the coach has asked for one missing thing, the next words are probably the answer.

What was asked is kept with the turn, so that it is still known after a restart.
"""

import re
from dataclasses import dataclass
from typing import Any, Literal

from coach.errors import AmbiguousPerson, NameProblem
from coach.people.book import Book

Slot = Literal["to", "name", "partner", "goal", "when", "ask", "line"]
_MOST_WORDS = {"to": 5, "name": 5, "partner": 10, "goal": 80, "when": 8, "ask": 40, "line": 60}
_SOMETHING_ELSE = re.compile(
    r"^\s*(who|what|where|when|which|how|why|is|are|do|does|did|can|could|forget|remember|make it|shorter|warmer|less|leave out)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Expected:
    """The action that waits for one argument, with the arguments it has already."""

    action: str
    slot: Slot
    arguments: dict[str, Any]


def filled(expected: Expected, said: str, book: Book) -> tuple[str, dict[str, Any]] | None:
    """The action with the missing argument in it, or None if the words are about something else."""
    if len(said.split()) > _MOST_WORDS[expected.slot] or "?" in said or _SOMETHING_ELSE.match(said):
        return None
    name = expected.slot
    if name in ("to", "name") and not _names_somebody(said, book):
        return None
    if name == "partner":
        person = _person_in(said, book)
        return expected.action, {**expected.arguments, "with_name": person, "scene": None if person else said}
    value = _person_in(said, book) or said.strip() if name in ("to", "name") else said.strip()
    return expected.action, {**expected.arguments, name: value}


def _names_somebody(said: str, book: Book) -> bool:
    # Somebody nobody knows by that name is still an answer to "whom?", if it is short: the draft then says so.
    return len(said.split()) <= 3 or _person_in(said, book) is not None


def _person_in(said: str, book: Book) -> str | None:
    try:
        return book.find(said.strip(" .!")).name
    except AmbiguousPerson:
        return said.strip(" .!")
    except NameProblem:
        people = book.mentioned_in(said)
        return people[0].name if len(people) == 1 else None
