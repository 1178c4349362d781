"""Fits what tells an answer from a near miss, and draws what each threshold would do.

    python benchmarks/notes/calibrate.py

Prints the weights for `coach/retrieval/evidence.py` and writes `docs/calibration.md` and `docs/calibration.svg`. Fitted
on the questions over the example network and over the ordinary notes of four people; the dev half of the hard notes is only
shown beside them. What a strange word weighs is not fitted: `evidence.py` says why.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

import numpy as np
from labels import HERE, Labelled, Quote, load
from opening import opened
from ordinary import load_ordinary

from coach.retrieval.evidence import ENOUGH, NAMED, OPEN, Features, Weights, weigh
from coach.retrieval.retriever import Retriever

ROOT = HERE.parent.parent
DEPTH = 14
_PRIOR = 0.3  # pulls weights towards nought; a few dozen questions fit anything
_STEPS = 60
_THRESHOLDS = [step / 20 for step in range(1, 16)]
_WIDE, _HIGH, _EDGE = 560, 320, 40


@dataclass(frozen=True)
class Judged:
    """One question's lines: what speaks for each, and whether it is a needed one."""

    has_answer: bool
    is_named: bool
    features: tuple[Features, ...]
    right: tuple[bool, ...]

    @property
    def best(self) -> float:
        """The strength of the strongest line, as the coach weighs it."""
        return max((one.strength(NAMED if self.is_named else OPEN) for one in self.features), default=0.0)


@dataclass(frozen=True)
class Point:
    """What one threshold does: the shares of questions without and with an answer that are refused."""

    threshold: float
    refused_rightly: float
    refused_wrongly: float


def main() -> None:
    with opened("example network", ROOT / "examples" / "network") as example:
        network = _judged(example_questions(), example.retriever)
    ordinary = []
    for user in load_ordinary(HERE / "ordinary"):
        with opened(user.name, user.notes) as book:
            ordinary += _judged([one.labelled for one in user.questions], book.retriever)
    with opened("dev", HERE / "dev" / "notes") as dev:
        hard = _judged([one for one in load("dev") if one.kind != "whole_set"], dev.retriever)
    for name, is_named in (("NAMED", True), ("OPEN", False)):
        weights = _fit([one for one in (*network, *ordinary) if one.is_named == is_named])
        each = (f"{one.name}={getattr(weights.each, one.name):.2f}" for one in fields(Features))
        print(f"{name} bias={weights.bias:.2f},", ", ".join(each))
    # What is drawn is what the coach uses, whatever a fresh fit would say.
    curves = {
        "example network": _curve(network),
        "ordinary notes": _curve(ordinary),
        "hard notes, dev half": _curve(hard),
    }
    page = ROOT / "docs" / "calibration.md"
    # What `calibrate_reading.py` wrote below stays.
    _, heading, below = page.read_text(encoding="utf-8").partition("\n## ")
    page.write_text(_table(curves) + heading + below, encoding="utf-8")
    (ROOT / "docs" / "calibration.svg").write_text(_drawing(curves), encoding="utf-8")


def example_questions() -> list[Labelled]:
    """The questions over the example network."""
    lines = (HERE.parent / "retrieval" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Labelled(str(number), "", row["question"], (), tuple(Quote("", one) for one in row["evidence"]))
        for number, row in enumerate(map(json.loads, lines))
    ]


def _judged(questions: Sequence[Labelled], retriever: Retriever) -> list[Judged]:
    judged = []
    for one in questions:
        question = retriever.read(one.question)
        theirs = tuple(sorted(question.person_ids)) or None
        found = weigh(*retriever.candidates(question, DEPTH, person_ids=theirs), retriever)
        right = tuple(any(quote.is_in(line.passage) for quote in one.evidence) for line in found)
        judged.append(
            Judged(bool(one.evidence), bool(question.named), tuple(line.features for line in found), right)
        )
    return judged


def _fit(judged: Sequence[Judged]) -> Weights:
    """Logistic regression by Newton's steps: needed lines against all others, which count as two a question."""
    rows = np.array([(1.0, *astuple(line)) for one in judged for line in one.features])
    labels = np.array([float(right) for one in judged for right in one.right])
    counts = np.array([1.0 if right else 2.0 / len(one.right) for one in judged for right in one.right])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (labels - chance)) - _PRIOR * weights
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + _PRIOR * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    bias, *each = map(float, weights)
    return Weights(bias, Features(*each))


def _curve(judged: Sequence[Judged]) -> list[Point]:
    without = np.array([one.best for one in judged if not one.has_answer])
    having = np.array([one.best for one in judged if one.has_answer])
    return [Point(at, float(np.mean(without < at)), float(np.mean(having < at))) for at in _THRESHOLDS]


def _table(curves: dict[str, list[Point]]) -> str:
    names = list(curves)
    lines = [
        "# When the notes do not say",
        "",
        "The strongest line found for a question must be at least so strong (`ENOUGH` in `coach/retrieval/evidence.py`, "
        f"now {ENOUGH}) to be an answer. Below: of the questions without an answer, the share refused for that reason; "
        "of those with one, the share refused wrongly. Other rules refuse too (a name that nobody bears, a place asked "
        "for and none given), so that the coach refuses more than this. Made by `benchmarks/notes/calibrate.py`.",
        "",
        "![What each threshold does](calibration.svg)",
        "",
        "The weights are fitted on the example network and the ordinary notes. The hard notes' questions without an answer were written to "
        "share more words with the notes than those with one, on purpose: there no threshold on likeness tells one "
        "from the other, and the curve shows it.",
        "",
        "| threshold | " + " | ".join(f"{name}: rightly | wrongly" for name in names) + " |",
        "|---" * (1 + 2 * len(names)) + "|",
    ]
    for row in zip(*curves.values(), strict=True):
        cells = " | ".join(f"{one.refused_rightly:.2f} | {one.refused_wrongly:.2f}" for one in row)
        lines.append(f"| {row[0].threshold:.2f} | {cells} |")
    return "\n".join(lines) + "\n"


def _drawing(curves: dict[str, list[Point]]) -> str:
    """Both shares over the threshold, a colour a set: rightly drawn through, wrongly dashed."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{_HIGH}" font-family="sans-serif" font-size="11">',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="white"/>',
    ]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _down(share)
        parts.append(
            f'<path d="M{_EDGE} {y:.0f}H{_WIDE - _EDGE}" stroke="#ddd"/><text x="8" y="{y + 4:.0f}">{share:.2f}</text>'
        )
    for at in _THRESHOLDS[1::2]:
        parts.append(f'<text x="{_across(at) - 8:.0f}" y="{_HIGH - 20}">{at:.1f}</text>')
    parts.append(
        f'<path d="M{_across(ENOUGH):.0f} {_EDGE}V{_HIGH - _EDGE}" stroke="#888" stroke-dasharray="1 3"/>'
    )
    for place, ((name, points), colour) in enumerate(
        zip(curves.items(), ("#1f6f8b", "#5b8c2a", "#c0562f"), strict=True)
    ):
        rightly = " ".join(f"{_across(one.threshold):.0f},{_down(one.refused_rightly):.0f}" for one in points)
        wrongly = " ".join(f"{_across(one.threshold):.0f},{_down(one.refused_wrongly):.0f}" for one in points)
        parts += [
            f'<polyline points="{rightly}" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<polyline points="{wrongly}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="5 4"/>',
            f'<text x="{_EDGE + 170 * place}" y="22" fill="{colour}">{name}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _across(threshold: float) -> float:
    return _EDGE + (_WIDE - 2 * _EDGE) * threshold / _THRESHOLDS[-1]


def _down(share: float) -> float:
    return _HIGH - _EDGE - (_HIGH - 2 * _EDGE) * share


if __name__ == "__main__":
    main()
