"""The scenes one can practise in, the five levels, and how a word or a sentence of the user leads to one."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz

from coach.errors import TooLarge, UsageError
from coach.text import fold, one_line

_OWN_SCENE_WORDS = 3
_OWN_SCENE_CHARACTERS = 400
_SAME = 88  # of 100; the user's "career fair" and "carrer fair" are one, "phone call with grandma" is a scene of its own
_WITH_WHOM = re.compile(
    r"\b(?:with|to|by|from|ask|asking|tell|telling|call|calling|see) (?:my |the |an? |our |her |his |their )(?P<who>(?:[\w-]+ ){0,2}?[\w-]+?)(?= (?:about|for|at|in|on|who|after|before|to|that|and|because|when|over)\b|[,.;]|$)"
)


@dataclass(frozen=True)
class Level:
    """How hard the partner makes it.

    `worked` are a few turns as such a partner would take them, heard and said; `patience` is how many turns of the user
    the partner stays.
    """

    number: int
    manner: str
    worked: tuple[tuple[str, str], ...]
    max_sentences: int
    max_words: int
    asks_back: Literal["often", "sometimes", "seldom", "never"]
    patience: int

    @property
    def says_no(self) -> bool:
        return self.number == 5


@dataclass(frozen=True)
class Scene:
    """Where and with whom. `own` is true for a scene in the user's words."""

    title: str
    name: str
    role: str
    facts: tuple[str, ...]
    place: str
    user_is: str
    goal: str
    mood: str
    wont_give: str
    farewell: str
    life: Mapping[str, str] = field(
        default_factory=dict
    )  # what the partner tells when asked, by the kind of question
    opens: str = "Hello, good to see you."  # first words, perhaps of a sentence that the model ends
    declines: bool = False
    own: bool = False
    acquainted: bool = False  # the two know each other already
    rung: int = 3  # of the ladder, 1 the easiest
    anybody: str = (
        ""  # the place as somebody without this scene's role would find it; empty where `place` will do
    )

    def for_somebody_real(self) -> "Scene":
        """The same place without what was invented for it: a person of the book has no job, errand or friend from here."""
        if self.own:
            return self
        return replace(
            self,
            facts=(),
            place=self.anybody or self.place,
            user_is="somebody you know",
            goal="have an easy talk and hear what is new with them",
            wont_give="You do not promise anybody a job.",
            life={},
            opens="Hello, it's good to see you.",
            farewell="I have to go now, but this was nice. Take care!",
            acquainted=True,
        )


@cache
def levels() -> dict[int, Level]:
    """The five levels by their number."""
    return {
        int(number): Level(**{**row, "number": int(number), "worked": tuple(map(tuple, row["worked"]))})
        for number, row in _table()["levels"].items()
    }


@cache
def questions() -> dict[str, tuple[str, ...]]:
    """What people ask each other, by its kind, which is a key of every scene's `life`."""
    return {kind: tuple(asked) for kind, asked in _table()["questions"].items()}


@cache
def scenes() -> dict[str, Scene]:
    """The scenes of the table, by their titles."""
    made = []
    for row in _table()["scenes"].values():
        columns: dict[str, Any] = {key: value for key, value in row.items() if key != "aliases"}
        made.append(Scene(**{**columns, "facts": tuple(columns["facts"])}))
    return {scene.title: scene for scene in made}


def level_of(number: int) -> Level:
    """Raises UsageError for anything but 1 to 5."""
    if isinstance(number, bool) or number not in levels():
        raise UsageError(
            f"There is no level {number!r}. Choose 1 (kind and talkative) to 5 (sceptical, says no kindly)."
        )
    return levels()[number]


def find_scene(words: str | None) -> Scene:
    """The scene a name leads to, or the user's own scene if it is a sentence; no words mean a lunch.

    Raises:
        UsageError: one or two words that name no scene; the message lists them.
        TooLarge: a scene longer than a sentence or two.
    """
    if words is None:
        return scenes()["lunch"]
    wanted = one_line(words)
    if len(wanted) > _OWN_SCENE_CHARACTERS:
        raise TooLarge(
            f"A scene of {len(wanted):,} characters is too long. Say in a sentence where you are and with whom."
        )
    bare = re.sub(r"^(?:an?|the|at|in|my) ", "", fold(wanted.replace("_", " ")))
    best = max(_names(), key=lambda name: fuzz.token_sort_ratio(bare, name))
    if bare and fuzz.token_sort_ratio(bare, best) >= _SAME:
        return scenes()[_names()[best]]
    if len(bare.split()) >= _OWN_SCENE_WORDS:
        return _own(wanted)
    raise UsageError(
        f"There is no scene {words!r}. Choose one of: {', '.join(scenes())}; or describe your own in a sentence."
    )


def _own(sentence: str) -> Scene:
    who = _WITH_WHOM.search(sentence)
    return Scene(
        title=sentence,
        name="Robin",
        role=f"the {who['who']} of this scene" if who else "the other person in this scene",
        facts=(),
        place=f"The scene, as the person who practises describes it: {sentence.rstrip('.')}.",
        user_is="the person who practises",
        goal="have an honest, ordinary conversation",
        mood="calm",
        wont_give="You do not make promises you cannot keep.",
        farewell="I have to go now. Take care!",
        opens="Hello.",
        own=True,
    )


@cache
def _names() -> dict[str, str]:
    """Every folded name of a scene, and its title."""
    return {
        re.sub(r"^(?:an?|the|at|in|my) ", "", fold(name)): row["title"]
        for key, row in _table()["scenes"].items()
        for name in (key.replace("_", " "), row["title"], *row["aliases"])
    }


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "scenes.toml").read_text(encoding="utf-8"))
