"""Fits what the writer's yes or no weighs beside the strength by rule, and says what it does for whom it was not fitted on.

    python benchmarks/notes/calibrate_reading.py

Prints the weights for `coach/retrieval/reading.py` and writes the second part of `docs/calibration.md`: over the example network and
the ordinary notes of eight people, each one's questions judged by a fit on all the others. Wakes the writer for some ten minutes.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
from calibrate import DEPTH, ROOT, example_questions
from labels import HERE, Labelled
from opening import Opened, opened
from ordinary import load_ordinary

from coach.llm.writer import Writer, open_writer
from coach.retrieval.evidence import ENOUGH, logistic, weigh
from coach.retrieval.reading import IN_DOUBT, odds_of_yes
from coach.settings import load_settings

_PRIOR = 0.3
_STEPS = 50
_LIMIT = 0.4
_HEADING = "\n## Where the writer reads\n"
_BOUNDS = ((0.2, 0.9), (0.25, 0.8), (0.3, 0.7))


@dataclass(frozen=True)
class Judged:
    """The strongest line for one question: how strong by rule, the writer's odds of yes if it was read, and whether it is a needed one."""

    user: str
    has_answer: bool
    strength: float
    odds: float | None
    is_needed: bool

    @property
    def features(self) -> tuple[float, float, float]:
        return 1.0, math.log(self.strength / (1.0 - self.strength)), self.odds or 0.0


def main() -> None:
    writer = open_writer(load_settings())
    begun = time.perf_counter()
    judged: list[Judged] = []
    with opened("example network", ROOT / "examples" / "network") as example:
        judged += _judged(example, example_questions(), writer)
    for folder in ("ordinary", "ordinary_second"):
        for user in load_ordinary(HERE / folder):
            with opened(user.name, user.notes) as book:
                judged += _judged(book, [one.labelled for one in user.questions], writer)
    read = [one for one in judged if one.odds is not None]
    print(f"{len(read)} lines read in {time.perf_counter() - begun:.0f} s")
    bias, *others = _fit(read)
    # A line refused though it answers is worse than one shown that does not: it is shown from this limit on.
    bias += math.log((1.0 - _LIMIT) / _LIMIT)
    print("BIAS, OF_STRENGTH, OF_ODDS =", ", ".join(f"{one:.2f}" for one in (bias, *others)))
    page = ROOT / "docs" / "calibration.md"
    above, _, _ = page.read_text(encoding="utf-8").partition(_HEADING)
    page.write_text(above + _HEADING + "\n".join(_section(judged)) + "\n", encoding="utf-8")


def _judged(book: Opened, questions: Sequence[Labelled], writer: Writer) -> Iterator[Judged]:
    for one in questions:
        question = book.retriever.read(one.question)
        theirs = tuple(sorted(question.person_ids)) or None
        found = weigh(*book.retriever.candidates(question, DEPTH, person_ids=theirs), book.retriever)
        if not found:
            continue
        best = found[0]
        strength = best.strength
        is_needed = any(quote.is_in(best.passage) for quote in one.evidence)
        is_read = IN_DOUBT[0] < strength <= IN_DOUBT[1]
        odds = odds_of_yes(writer, question, best) if is_read else None
        yield Judged(book.name, bool(one.evidence), strength, odds, is_needed)


def _fit(read: Sequence[Judged]) -> tuple[float, float, float]:
    """Logistic regression by Newton's steps over the lines that were read."""
    rows = np.array([one.features for one in read])
    labels = np.array([float(one.is_needed) for one in read])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + _PRIOR * np.eye(len(weights))
        weights += np.linalg.solve(bend, rows.T @ (labels - chance) - _PRIOR * weights)
    bias, strength, odds = map(float, weights)
    return bias, strength, odds


def _left_out(judged: Sequence[Judged], bounds: tuple[float, float]) -> list[float]:
    """The joined strength of each best line, by a fit on everybody else's questions; by rule where it is not in doubt."""
    found = []
    for one in judged:
        if one.odds is None or not bounds[0] < one.strength <= bounds[1]:
            found.append(one.strength)
            continue
        others = [
            other
            for other in judged
            if other.user != one.user and other.odds is not None and bounds[0] < other.strength <= bounds[1]
        ]
        weights = _fit(others)
        found.append(
            logistic(sum(weight * feature for weight, feature in zip(weights, one.features, strict=True)))
        )
    return found


def _section(judged: Sequence[Judged]) -> Iterator[str]:
    yield ""
    yield (
        "Where the strongest line by rule lies in doubt, the built-in writer is shown the question and the line, and how much likelier it "
        "finds a yes than a no is joined with the strength (`coach/retrieval/reading.py`). Below, for the strongest line alone: the eight "
        "people's ordinary notes and the example network, each one's questions judged by a fit on the others. Made by "
        "`benchmarks/notes/calibrate_reading.py`."
    )
    for name, chosen in (
        ("ordinary notes", [one for one in judged if one.user != "example network"]),
        ("example network", [one for one in judged if one.user == "example network"]),
    ):
        users = {one.user for one in chosen}
        yield ""
        yield f"| {name}: in doubt | limit | read | refused rightly | refused wrongly | a needed line first, and answered |"
        yield "|---|---|---|---|---|---|"
        for bounds in ((1.0, 1.0), *_BOUNDS):
            strengths = [
                (one, strength)
                for one, strength in zip(judged, _left_out(judged, bounds), strict=True)
                if one.user in users
            ]
            share = mean(one.odds is not None and bounds[0] < one.strength <= bounds[1] for one in chosen)
            for limit in (ENOUGH - 0.1, ENOUGH, ENOUGH + 0.1):
                rightly = mean(strength < limit for one, strength in strengths if not one.has_answer)
                wrongly = mean(strength < limit for one, strength in strengths if one.has_answer)
                told = mean(
                    strength >= limit and one.is_needed for one, strength in strengths if one.has_answer
                )
                span = "by rule alone" if bounds[0] == 1.0 else f"{bounds[0]:.2f} to {bounds[1]:.2f}"
                yield f"| {span} | {limit:.1f} | {share:.2f} | {rightly:.2f} | {wrongly:.2f} | {told:.2f} |"


if __name__ == "__main__":
    main()
