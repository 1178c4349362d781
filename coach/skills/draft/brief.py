"""The plan of a message as values: slots in their order, gaps, and what each slot rests on."""

from dataclasses import dataclass

from coach.guard.findings import FromPlan, FromProfile, FromUser, Sentence, Source
from coach.people.names import titled
from coach.skills.draft.material import Withheld
from coach.skills.draft.request import When
from coach.skills.draft.voice import NO_VOICE, Memory, Voice


@dataclass(frozen=True)
class Gap:
    """Something the user has to say. `what` is a question that can be answered in a word.

    `field` is the part of the request that holds the answer ("when", "about", "ask", "line", "message"); empty where
    only the user can decide.
    """

    what: str
    why: str
    field: str = ""


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

    message: str = ""  # what they wrote, where this answers it
    voice: Voice = NO_VOICE
    language: str = ""  # what it is to be put into; empty for English

    @property
    def greeting(self) -> Sentence:
        """In the user's words where they are known, unless a tone was asked for that is not the usual one."""
        learned = self.voice.greeting(self.first_name) if self.tone == "warm" else ""
        word = {"warm": "Hi", "plain": "Hello", "formal": "Dear"}[self.tone]
        called = titled(self.to) if self.tone == "formal" else ""
        text = learned or f"{word} {called or self.first_name},"
        return Sentence(
            text, "greeting", (_rests_on(self.voice.of("greeting")) if learned else FromPlan("greeting"),)
        )

    @property
    def signoff(self) -> Sentence:
        """The user's name, with a closing where the channel has room for one."""
        source: Source = FromProfile(self.me) if self.me else FromPlan("signoff")
        if self.channel in {"text", "linkedin_note"}:
            return Sentence(self.me, "signoff", (source,))
        learned = self.voice.of("signoff") if self.tone == "warm" else None
        if learned is not None:
            return Sentence(learned.value, "signoff", (_rests_on(learned),))
        closing = {"warm": "Warm wishes", "plain": "Best wishes", "formal": "Kind regards"}[self.tone]
        return Sentence(f"{closing},\n{self.me}" if self.me else closing, "signoff", (source,))

    @property
    def names(self) -> tuple[str, ...]:
        """Names that may stand anywhere in the message."""
        return (self.first_name, self.to, self.me)


def _rests_on(memory: Memory | None) -> Source:
    """What a learned habit rests on, in the user's own words."""
    if memory is None:
        return FromPlan("greeting")
    return FromUser(memory.quote) if memory.draft_id else FromProfile(memory.quote)
