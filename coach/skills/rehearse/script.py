"""What the partner's model reads: who it plays, the talk as it heard it, a direction for one turn and its first words.

What changes stands last, so that what is before it stays cached. A small model answers a question that is put to it once
more, and keeps to what it has begun: "So you" makes it take up what it was told, where it else would offer its services.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any

from coach.prompts import load_prompt
from coach.resources import resource_folder
from coach.skills.rehearse import care
from coach.skills.rehearse.persona import Persona
from coach.skills.rehearse.scenes import Level, Scene
from coach.skills.rehearse.transcript import Turn
from coach.types import Message

_WINDOW = 12  # turns the partner remembers at least
_WINDOW_STEP = 6  # old turns go six at a time, so that the prefix stays cached between two goings
_LONGEST_TAKEN_UP = 160  # characters of the user's words that are put once more
_FILLS_THE_GAP = frozenset(
    {"little", "silent", "question"}
)  # turns in which the partner tells something unasked
_HEARD = {
    care.Turn.OUT_OF_ROLE: "(mumbles something that you cannot make out)",
    care.Turn.SILENT: "(looks at you, smiles, and searches for words)",
}


@dataclass(frozen=True)
class Cast:
    """Who plays, where, and how hard."""

    persona: Persona
    scene: Scene
    level: Level

    @property
    def first_name(self) -> str:
        """Without a title: Helena of Dr. Helena Brandt."""
        words = self.persona.name.split()
        return next((word for word in words if not word.endswith(".")), words[0])

    def knows(self) -> str:
        """All the words the partner was given about itself."""
        return " ".join(
            (self.persona.name, self.persona.role, *self.persona.facts, self.scene.place, self.scene.title)
        )


@dataclass(frozen=True)
class Aim:
    """What one turn of the partner is for: a key of `prompts/partner_turns.toml`, and how it takes up what was said.

    `asked` is the question the user asked, `told` what they told of themselves; verbatim, each a sentence. `fact` is what the
    partner could tell of itself now; where nothing was asked or told it is for a partner that has to fill the gap.
    """

    key: str | None = None
    asked: str = ""
    told: str = ""
    fact: str = ""

    def directions(self) -> tuple[str, ...]:
        """In words, in the order they are read."""
        words = {
            "asked": self.asked[:_LONGEST_TAKEN_UP],
            "told": self.told[:_LONGEST_TAKEN_UP],
            "fact": self.fact,
        }
        written = (_turns()[key].get("direction", "") for key in self._keys())
        return tuple(Template(direction).substitute(words) for direction in written if direction)

    def beginning(self, cast: Cast, turns: Sequence[Turn]) -> str:
        """The first words of the line, other ones than last time, or none."""
        if self.key == "opening":
            return cast.scene.opens
        begins: Sequence[str] = _turns()[self.key].get("begins", ()) if self.key else ()
        if not begins and self.told and not self.asked:
            begins = _turns()["told"]["begins"]
        return begins[len(turns) // 2 % len(begins)] if begins else ""

    def _keys(self) -> list[str]:
        takes_up = ["asked"] if self.asked else ["told"] if self.told else []
        fills_the_gap = self.key in _FILLS_THE_GAP and not self.told
        with_a_fact = ["fact"] if self.fact and (self.asked or fills_the_gap) else []
        return [*takes_up, *with_a_fact, *([self.key] if self.key else [])]


def script(cast: Cast, turns: Sequence[Turn], aim: Aim) -> list[Message]:
    """The messages that ask for the next line. Where the aim has first words, they stand last, as the partner's own."""
    persona, scene = cast.persona, cast.scene
    system = load_prompt("partner").messages(
        name=persona.name,
        role=persona.role,
        user_is="somebody you know" if persona.real else scene.user_is,
        place=scene.place,
        facts="\n".join(f"- {fact}" for fact in persona.facts) or "- nothing in particular",
        mood=scene.mood,
        goal=scene.goal,
        wont_give=scene.wont_give,
        manner=cast.level.manner,
        worked="\n".join(f"They: {heard}\nYou: {said}" for heard, said in cast.level.worked),
    )
    shown = [_as_heard(turn) for turn in _remembered(turns)]
    if not shown or shown[0].role == "assistant":
        shown.insert(0, Message("user", "(They come up to you.)"))
    if directions := aim.directions():
        shown[-1] = Message("user", f"{shown[-1].text}\n\n[{' '.join(directions)}]")
    begun = aim.beginning(cast, turns)
    return [*system, *shown, *([Message("assistant", begun)] if begun else [])]


def _remembered(turns: Sequence[Turn]) -> Sequence[Turn]:
    if len(turns) <= _WINDOW:
        return turns
    return turns[max(0, -(-(len(turns) - _WINDOW - _WINDOW_STEP) // _WINDOW_STEP) * _WINDOW_STEP) :]


def _as_heard(turn: Turn) -> Message:
    """A turn as the partner hears it: orders to a model are a mumble, silence is a smile, now and in all later turns."""
    if turn.speaker == "partner":
        return Message("assistant", turn.text)
    return Message("user", _HEARD.get(care.kind_of(turn.text)) or turn.text)


@cache
def _turns() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resource_folder("prompts") / "partner_turns.toml").read_text(encoding="utf-8"))
