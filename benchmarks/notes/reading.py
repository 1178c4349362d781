"""Measures and fits the reader: how likely the built-in writer finds each of five lines, or none, to answer.

    python benchmarks/notes/reading.py read [--seconds 300]
    python benchmarks/notes/reading.py fit

`read` asks it questions of the dev half that are not yet in `odds.jsonl`, those without an answer first, and adds them;
it takes some seconds a question. `fit` needs no model: it prints the weights for `coach/retrieval/reading.py`, and what
the strength by rule and the reader's each do at every threshold, each question left out of the fit that judges it.
"""

import argparse
import json
import math
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labels import HERE, Labelled, load
from opening import TODAY, Opened, opened

from coach.llm.writer import Slot, Writer, open_writer
from coach.retrieval.evidence import ENOUGH, weigh
from coach.retrieval.reading import ReadingWeights, as_messages
from coach.settings import Settings

ODDS = HERE / "odds.jsonl"
LETTERS = "ABCDE"
_DEPTH = 14
_PATIENCE = 300.0  # seconds
_UNLIKELY = -10.0
_PRIOR = np.array([0.05, 0.3, 0.3, 0.3])
_BEGIN = np.array([0.0, 0.6, 0.6, -0.6])
_USUAL_NONE = -3.3  # of the letter for none; only keeps the numbers of the fit near nought
_THRESHOLDS = (0.2, 0.25, 0.3, ENOUGH, 0.4, 0.45, 0.5, 0.6)


@dataclass(frozen=True)
class Read:
    """One question: its lines' strengths by rule, which are needed ones, and the odds of their letters and of none."""

    id: str
    has_answer: bool
    strengths: tuple[float, ...]
    right: tuple[bool, ...]
    letters: tuple[float, ...]
    none: float

    def rows(self) -> np.ndarray:
        """A row of what the curve joins for each line."""
        alone = ReadingWeights().alone
        bounded = [min(max(one, 0.001), 0.999) for one in self.strengths]
        return np.array(
            [
                (1.0, math.log(one / (1 - one)), letter - alone[place], self.none - _USUAL_NONE)
                for place, (one, letter) in enumerate(zip(bounded, self.letters, strict=True))
            ]
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["read", "fit"])
    parser.add_argument("--seconds", type=float, default=300.0)
    given = parser.parse_args()
    if given.what == "read":
        _read(given.seconds)
    else:
        for line in report(load_odds()):
            print(line)


def load_odds() -> list[Read]:
    """What was read so far."""
    if not ODDS.exists():
        return []
    rows = map(json.loads, ODDS.read_text(encoding="utf-8").splitlines())
    return [
        Read(
            row["id"],
            row["has_answer"],
            tuple(row["strengths"]),
            tuple(row["right"]),
            tuple(row["letters"]),
            row["none"],
        )
        for row in rows
    ]


def report(read: Sequence[Read]) -> list[str]:
    """The weights and the table, in Markdown."""
    bias, strength, letter, none = _fit(read)
    left_out = [_chances(one, _fit([*read[:place], *read[place + 1 :]])) for place, one in enumerate(read)]
    by_rule = [np.array(one.strengths) for one in read]
    having = sum(one.has_answer for one in read)
    first = [
        sum(one.right[int(np.argmax(by))] for one, by in zip(read, way, strict=True))
        for way in (by_rule, left_out)
    ]
    lines = [
        f"Weights: bias {bias - none * _USUAL_NONE:.2f}, strength {strength:.2f}, letter {letter:.2f}, none {none:.2f} "
        "(the coach's bias is lower or higher, so that one threshold serves both).",
        "",
        f"{having} questions with an answer and {len(read) - having} without. The strongest line is a needed one for "
        f"{first[0]} by rule and {first[1]} as read.",
        "",
        "| threshold | rule: rightly | wrongly | read: rightly | wrongly |",
        "|---|---|---|---|---|",
    ]
    for at in _THRESHOLDS:
        cells = []
        for way in (by_rule, left_out):
            for wanted in (False, True):
                best = [
                    float(by.max()) for one, by in zip(read, way, strict=True) if one.has_answer is wanted
                ]
                cells.append(f"{np.mean(np.array(best) < at):.2f}")
        lines.append(f"| {at:.2f} | {' | '.join(cells)} |")
    return lines


def _chances(one: Read, weights: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-one.rows() @ weights)))


def _fit(read: Sequence[Read]) -> np.ndarray:
    """Logistic regression by damped Newton's steps: needed lines against all others, which count as one a question."""
    rows = np.vstack([one.rows() for one in read])
    labels = np.array([float(right) for one in read for right in one.right])
    counts = np.array([1.0 if right else 1.0 / len(one.right) for one in read for right in one.right])

    def loss(weights: np.ndarray) -> float:
        total = rows @ weights
        away = weights - _BEGIN
        return float(
            (counts * (np.logaddexp(0, total) - labels * total)).sum() + (_PRIOR * away * away).sum() / 2
        )

    weights = _BEGIN.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (labels - chance)) - _PRIOR * (weights - _BEGIN)
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(_PRIOR)
        step = np.linalg.solve(bend, slope)
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-6:
            step /= 2
        weights = weights + step
    return weights


def _read(seconds: float) -> None:
    begun = time.monotonic()
    known = {one.id for one in load_odds()}
    asked = [one for one in load("dev") if one.kind != "whole_set" and one.id not in known]
    with (
        tempfile.TemporaryDirectory() as home,
        opened("dev", HERE / "dev" / "notes") as dev,
        ODDS.open("a", encoding="utf-8") as file,
    ):
        writer = open_writer(Settings(home=Path(home), today=TODAY))
        for one in sorted(asked, key=lambda labelled: bool(labelled.evidence)):
            if time.monotonic() - begun > seconds:
                break
            if row := _row(dev, writer, one):
                file.write(json.dumps(row) + "\n")
                file.flush()


def _row(dev: Opened, writer: Writer, one: Labelled) -> dict[str, object]:
    """What the reader makes of one question's best lines; nothing where no line was found."""
    asked = dev.retriever.read(one.question)
    people = tuple(sorted(asked.person_ids)) or None
    _, found = dev.retriever.candidates(asked, _DEPTH, person_ids=people)
    lines = weigh(asked, found, dev.retriever)[: len(LETTERS)]
    if not lines:
        return {}
    odds = writer.odds(as_messages(asked, lines), slot=Slot.ANSWER, timeout_seconds=_PATIENCE)
    return {
        "id": one.id,
        "has_answer": bool(one.evidence),
        "strengths": [line.strength for line in lines],
        "right": [any(quote.is_in(line.passage) for quote in one.evidence) for line in lines],
        "letters": [round(odds.get(letter, _UNLIKELY), 3) for letter in LETTERS[: len(lines)]],
        "none": round(odds.get("N", _UNLIKELY), 3),
    }


if __name__ == "__main__":
    main()
