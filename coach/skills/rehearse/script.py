"""What the partner's model reads: who it plays, the talk as it heard it, and a direction for one turn.

The direction stands last, so that what is before it stays cached. Asking for the next line of a play instead, with a worked
example, was tried: the model copied the example and answered questions with questions.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from string import Template

from coach.prompts import load_prompt
from coach.resources import resource_folder
from coach.skills.rehearse import care
from coach.skills.rehearse.persona import Persona
from coach.skills.rehearse.scenes import Level, Scene
from coach.skills.rehearse.transcript import Turn
from coach.types import Message

_WINDOW = 12  # turns the partner remembers at least
_WINDOW_STEP = 6  # old turns go six at a time, so that the prefix stays cached between two goings
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


def script(cast: Cast, turns: Sequence[Turn], direction: str | None) -> list[Message]:
    """The messages that ask for the next line; `direction` is a key of `prompts/partner_turns.toml`."""
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
        example=cast.level.example,
    )
    shown = [_as_heard(turn) for turn in _remembered(turns)]
    if not shown or shown[0].role == "assistant":
        shown.insert(0, Message("user", "(They come up to you.)"))
    if direction:
        shown[-1] = Message("user", f"{shown[-1].text}\n\n[{directed(direction, cast)}]")
    return [*system, *shown]


def directed(direction: str | None, cast: Cast) -> str:
    """The direction for one turn, in words."""
    words = _directions().get(direction or "", "")
    return Template(words).substitute(name=cast.first_name, opens_with=cast.scene.opens_with)


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
def _directions() -> dict[str, str]:
    return tomllib.loads((resource_folder("prompts") / "partner_turns.toml").read_text(encoding="utf-8"))
