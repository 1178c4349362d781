"""The labelled questions of one half, and when a found passage counts as what was labelled."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.types import Passage

HERE = Path(__file__).parent
KINDS = ("one_note", "several_notes", "whole_set", "time", "namesakes", "indirect", "no_answer")


@dataclass(frozen=True)
class Quote:
    """A line that is needed for the answer, the file it stands in, and its day where the same words come again."""

    file: str
    text: str
    date: str = ""

    def is_in(self, passage: Passage) -> bool:
        """Whether the passage holds the quote, or is held in it, and comes from its file."""
        found = _flat(passage.text)
        if self.date and passage.date != self.date:
            return False
        return passage.source.endswith(self.file) and (self.text in found or found in self.text)


@dataclass(frozen=True)
class Labelled:
    """One question; `people` are those of the answer, `evidence` all that is needed for it, none if no note says it."""

    id: str
    kind: str
    question: str
    people: tuple[str, ...]
    evidence: tuple[Quote, ...]

    def gains(self, found: Sequence[Passage]) -> list[int]:
        """How many quotes each passage, in order, is the first to show."""
        missing = set(self.evidence)
        gains = []
        for passage in found:
            shown = {quote for quote in missing if quote.is_in(passage)}
            missing -= shown
            gains.append(len(shown))
        return gains


def load(half: str) -> list[Labelled]:
    """The questions of `dev` or `test`."""
    lines = (HERE / half / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Labelled(
            row["id"],
            row["kind"],
            row["question"],
            tuple(row["people"]),
            tuple(Quote(one["file"], _flat(one["quote"])) for one in row["evidence"]),
        )
        for row in map(json.loads, lines)
    ]


def _flat(text: str) -> str:
    return " ".join(text.split())
