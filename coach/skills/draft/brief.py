"""The plan of a message as values: slots in their order, gaps, and what each slot rests on."""

from dataclasses import dataclass

from coach.guard.findings import Source
from coach.skills.draft.material import Withheld
from coach.skills.draft.request import When


@dataclass(frozen=True)
class Gap:
    """Something the user has to say. `what` is a question that can be answered in a word."""

    what: str
    why: str


@dataclass(frozen=True)
class Slot:
    """One part of a message.

    `facts` is what the model is told; `planned` and `short` are the coach's own wordings of it, shown only where the
    model's fail. The model never touches a `fixed` slot (the user's own words). An `optional` one may be left away.
    """

    move: str
    facts: str
    planned: str
    short: str
    sources: tuple[Source, ...]
    fixed: bool = False
    optional: bool = False
    support: tuple[str, ...] = ()  # more texts the sentence may draw on, such as verbatim quotes

    def texts(self) -> tuple[str, ...]:
        """What a sentence in this slot may draw on, the fact first."""
        return (self.facts, self.planned, self.short, *self.support)


@dataclass(frozen=True)
class Brief:
    """The whole plan. `slots` stand in the order of the message, without greeting and sign-off."""

    to: str
    first_name: str
    me: str
    purpose: str
    channel: str
    tone: str
    subject: str
    slots: tuple[Slot, ...]
    gaps: tuple[Gap, ...]
    withheld: tuple[Withheld, ...]
    secrets: tuple[str, ...]
    when: When | None = None
    beneath: str = ""  # a paragraph to forward, beneath the sign-off
    beneath_sources: tuple[Source, ...] = ()
    theirs: frozenset[tuple[str, str]] = (
        frozenset()
    )  # (note id, quote) of what the notes say about the recipient

    @property
    def greeting(self) -> str:
        word = {"warm": "Hi", "plain": "Hello", "formal": "Dear"}[self.tone]
        return f"{word} {self.first_name},"

    @property
    def signoff(self) -> str:
        if self.channel in {"text", "linkedin_note"}:
            return self.me
        closing = {"warm": "Warm wishes", "plain": "Best wishes", "formal": "Kind regards"}[self.tone]
        return f"{closing},\n{self.me}" if self.me else f"{closing}"

    @property
    def names(self) -> tuple[str, ...]:
        """Names that may stand anywhere in the message."""
        return (self.first_name, self.to, self.me)
