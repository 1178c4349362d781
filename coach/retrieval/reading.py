"""Which of the nearest lines answers a question, and whether any does: read by the built-in writer.

It is not asked to say so in words: told to say "none" it never does, and puts what it would like to hear into the line
(measured). How likely it finds each letter of the lines, and the one for none, tells more. Those odds and the strength of
each line by rule are joined by a logistic curve, fitted by `benchmarks/notes/calibrate.py` (`docs/calibration.md`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coach.errors import ArtifactProblem, ModelProblem, TooLarge
from coach.llm.writer import Slot, Writer
from coach.prompts import load_prompt
from coach.retrieval.evidence import Evidence
from coach.retrieval.passages import on_one_line
from coach.retrieval.question import Question
from coach.types import Message

_LETTERS = "ABCDE"
_NONE = "N"
_LONGEST_LINE = 140  # characters
_LONGEST_WAIT = 20.0  # seconds; then the rules answer
_UNLIKELY = -10.0  # a letter that is not among the likeliest words

UNSURE = (0.05, 0.9)
"""Where the strongest line by rule is weaker or stronger than this, the rule decides alone."""


@dataclass(frozen=True)
class ReadingWeights:
    """Of the logistic curve: fitted, not chosen. `alone`: how likely each letter is without a question."""

    bias: float = -5.92
    strength: float = 0.16
    letter: float = 1.16
    none: float = -1.05
    alone: tuple[float, ...] = (-3.46, -2.82, -3.90, -1.91, -2.31)


def read_lines(writer: Writer, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, strongest first, its strength now the reader's; as it came where nothing can be read.

    What stands in notes is read on this machine only.
    """
    if writer.remote or not evidence or not UNSURE[0] <= evidence[0].strength <= UNSURE[1]:
        return tuple(evidence)
    read, rest = evidence[: len(_LETTERS)], evidence[len(_LETTERS) :]
    try:
        odds = writer.odds(as_messages(question, read), slot=Slot.ANSWER, timeout_seconds=_LONGEST_WAIT)
    except (ArtifactProblem, ModelProblem, TooLarge):
        odds = {}
    if not odds:
        return tuple(evidence)
    judged = [
        replace(one, strength=round(min(strength_read(one.strength, place, odds), 0.9999), 4))
        for place, one in enumerate(read)
    ]
    # What was not read can be no stronger than the weakest of what was.
    least = min(one.strength for one in judged)
    others = [replace(one, strength=min(one.strength, least)) for one in rest]
    return tuple(sorted([*judged, *others], key=lambda one: -one.strength))


def as_messages(question: Question, evidence: Sequence[Evidence]) -> tuple[Message, ...]:
    """What the reader is shown."""
    lines = (f"{letter} {_shown(one)}" for letter, one in zip(_LETTERS, evidence, strict=False))
    return load_prompt("read").messages(question=question.text, lines="\n".join(lines))


def strength_read(
    strength: float, place: int, odds: Mapping[str, float], weights: ReadingWeights = ReadingWeights()
) -> float:
    """The probability that the line at this place answers the question, by its strength and the reader's odds."""
    bounded = min(max(strength, 0.001), 0.999)
    total = (
        weights.bias
        + weights.strength * math.log(bounded / (1 - bounded))
        + weights.letter * (odds.get(_LETTERS[place], _UNLIKELY) - weights.alone[place])
        + weights.none * odds.get(_NONE, _UNLIKELY)
    )
    return 1.0 / (1.0 + math.exp(-total))


def _shown(one: Evidence) -> str:
    """The beginning of a line, after whom it is about and the year: a full date costs too much to read."""
    text = on_one_line(one.passage.text)
    short = text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE].rsplit(" ", 1)[0] + " …"
    head = ", ".join(part for part in (one.passage.person, (one.passage.date or "")[:4]) if part)
    return f"({head}) {short}" if head else short
