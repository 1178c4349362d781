"""Reads the labelled talks and measures, per code, how often the debrief finds what a careful reader found."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from coach.skills.rehearse import Transcript, Turn, debrief

FOLDER = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class Labelled:
    """One talk with the codes of its reader."""

    name: str
    transcript: Transcript
    codes: frozenset[str]


@dataclass(frozen=True)
class Rates:
    """Of one code: right, wrongly found, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def load(name: str) -> list[Labelled]:
    """The talks of `labelled/<name>.yaml`."""
    talks = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_labelled(f"{name} {number}", talk) for number, talk in enumerate(talks, start=1)]


def found_in(talk: Labelled) -> frozenset[str]:
    """The codes the debrief finds."""
    result = debrief(talk.transcript)
    return frozenset(item.code for item in (*result.strengths, *result.changes))


def rates(talks: list[Labelled]) -> dict[str, Rates]:
    """Per code, over whole talks."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for talk in talks:
        found = found_in(talk)
        right.update(found & talk.codes)
        wrong.update(found - talk.codes)
        missed.update(talk.codes - found)
    return {code: Rates(right[code], wrong[code], missed[code]) for code in sorted({*right, *wrong, *missed})}


def _labelled(name: str, talk: dict[str, str]) -> Labelled:
    turns = []
    for line in talk["talk"].splitlines():
        letter, _, text = line.partition(": ")
        turns.append(Turn("partner" if letter == "P" else "user", text))
    codes = " ".join(talk.get(key) or "" for key in ("plus", "minus", "also_plus", "also_minus")).split()
    return Labelled(name, Transcript("Partner", tuple(turns)), frozenset(codes))
