"""Learns the rules of `coach/skills/rehearse/acts.py` from labelled sentences and replies, and says how well.

Ridge regression over meaning and words at once, in its dual form, so that what each example would be called by a rule
learnt without it comes out exactly and for nothing (leave one out). Ten seconds a run.

    python benchmarks/rehearsal/learn.py [--write] [--without SET]

`--without held_out` leaves out every sentence of that set of labelled talks, so that run.py can measure on it what was
never seen; learn once more without it afterwards.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.skills.rehearse.acts import meanings, reply_numbers, words_and_pairs

HERE = Path(__file__).parent
RULES = HERE.parent.parent / "coach" / "skills" / "rehearse" / "acts.toml"
SENTENCES = {
    "ask": "kv", "offer": "o", "vague": "v", "negativity": "n", "apology": "p", "self_disclosure": "d", "service": "s",
}  # fmt: skip
REPLIES = {"follow_up": "f", "listening": "l", "off_topic": "x"}
_PENALTY = 1.0
_SEEN_AT_LEAST = 2  # a pair of words that one sentence alone has says nothing
_LEAST_WEIGHT = 0.02
_TALKS_BEGIN = " of the labelled talks."  # in both files; what stands before it was written to be hard, one line at a time
# The bar is .85 in a talk, whose sentences are easier than these. A fault found wrongly hurts more than a strength, and
# a follow-up found wrongly hides the fault of having asked none; what strays is looked at once more by code.
_PRECISION, _PRECISION_WHERE_IT_HURTS = 0.80, 0.87
_HURTS = frozenset({"vague", "negativity", "apology", "follow_up"})
# Found wrongly too often in talks nothing was learnt from, because the written lines have far more of them than talks do.
_RARE_IN_TALKS = frozenset({"offer", "listening", "negativity", "apology"})

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """Labels, which lines stand in a talk, and what the rules look at: rows of meanings, words and, for replies, numbers."""

    labels: list[str]
    in_talks: NDArray[np.bool_]
    meaning: Floats
    words: Floats
    vocabulary: list[str]
    numbers: Floats


def read_examples(name: str, unseen: str = "") -> Examples:
    """The lines of a file: labels, perhaps what was heard, and the sentence, with tabs between; none that `unseen` has."""
    alone, _, in_talks = (HERE / name).read_text(encoding="utf-8").partition(_TALKS_BEGIN)
    cut = [
        (line.split("\t"), part is in_talks)
        for part in (alone, in_talks)
        for line in part.splitlines()
        if "\t" in line
    ]
    kept = [(row, said) for row, said in cut if row[-1] not in unseen]
    rows = [row for row, _ in kept]
    texts = [row[-1] for row in rows]
    marks = [words_and_pairs(text) for text in texts]
    seen: dict[str, int] = {}
    for one in marks:
        for mark in one:
            seen[mark] = seen.get(mark, 0) + 1
    vocabulary = sorted(mark for mark, times in seen.items() if times >= _SEEN_AT_LEAST)
    place = {mark: column for column, mark in enumerate(vocabulary)}
    words = np.zeros((len(rows), len(vocabulary)))
    for number, one in enumerate(marks):
        for mark in one & place.keys():
            words[number, place[mark]] = len(one) ** -0.5
    meaning = np.array(meanings(texts), dtype=np.float64)
    numbers = np.zeros((len(rows), 0))
    if len(rows[0]) == 3:
        heard = np.array(meanings([row[1] for row in rows]), dtype=np.float64)
        numbers = np.array(
            [
                reply_numbers(row[1], row[2], float(a @ b))
                for row, a, b in zip(rows, heard, meaning, strict=True)
            ]
        )
    return Examples(
        [row[0] for row in rows], np.array([said for _, said in kept]), meaning, words, vocabulary, numbers
    )


def learn(name: str, acts: dict[str, str], unseen: str = "") -> dict[str, str]:
    """The rules of one file as TOML, by act. Prints what leaving each example out would give."""
    seen = read_examples(name, unseen)
    middle, spread = _scale(seen.numbers)
    numbers = (seen.numbers - middle) / spread / 3
    kernel = seen.meaning @ seen.meaning.T + seen.words @ seen.words.T + numbers @ numbers.T
    inverse = np.linalg.inv(kernel + 1 + _PENALTY * np.eye(len(kernel)))
    rules = {}
    asks = np.full(len(kernel), -np.inf)  # how surely each is a favour asked; an offer must be surer
    for act, letters in acts.items():
        truth = np.array([bool(set(label) & set(letters)) for label in seen.labels])
        weights = inverse @ np.where(truth, 1.0, -1.0)
        left_out = np.where(truth, 1.0, -1.0) - weights / np.diag(inverse)
        rival = asks if act == "offer" else np.full(len(kernel), -np.inf)
        least = _PRECISION_WHERE_IT_HURTS if act in _HURTS else _PRECISION
        told = seen.in_talks if act in _RARE_IN_TALKS else np.ones_like(truth)
        threshold = _threshold(truth, left_out, rival, told, least)
        found = left_out - threshold > np.maximum(rival, 0)
        precision, recall = _rates(truth, found)
        asks = left_out - threshold if act == "ask" else asks
        print(
            f"{name:14} {act:16} {truth.sum():4} of {len(truth)}  P {precision:.2f}  R {recall:.2f}", end="  "
        )
        precision, recall = _rates(truth[told], found[told])
        print(f"in talks {truth[told].sum():4} of {told.sum()}  P {precision:.2f}  R {recall:.2f}")
        reply = numbers.T @ weights / spread / 3
        bias = float(weights.sum()) - threshold - float(middle @ reply)
        rules[act] = _as_toml(bias, seen.meaning.T @ weights, seen.vocabulary, seen.words.T @ weights, reply)
    return rules


def _scale(numbers: Floats) -> tuple[Floats, Floats]:
    return (numbers.mean(0), numbers.std(0) + 1e-9) if numbers.size else (np.zeros(0), np.ones(0))


def _threshold(
    truth: NDArray[np.bool_], scores: Floats, rival: Floats, told: NDArray[np.bool_], least: float
) -> float:
    """The best balance of precision and recall among the limits that are precise enough, in talks (`told`) as well."""

    def worth(limit: float) -> tuple[bool, float]:
        found = scores - limit > np.maximum(rival, 0)
        precision, recall = _rates(truth, found)
        in_talks, _ = _rates(truth[told], found[told])
        return min(precision, in_talks) >= least, 2 * precision * recall / (precision + recall + 1e-9)

    return float(max(np.linspace(-0.9, 0.6, 61), key=worth))


def _rates(truth: NDArray[np.bool_], found: NDArray[np.bool_]) -> tuple[float, float]:
    right = int((truth & found).sum())
    return right / max(int(found.sum()), 1), right / max(int(truth.sum()), 1)


def _as_toml(bias: float, meaning: Floats, vocabulary: Sequence[str], words: Floats, reply: Floats) -> str:
    kept = [
        (mark, weight) for mark, weight in zip(vocabulary, words, strict=True) if abs(weight) >= _LEAST_WEIGHT
    ]
    return "\n".join(
        (
            f"bias = {bias:.4f}",
            f"meaning = [{', '.join(f'{weight:.3f}' for weight in meaning)}]",
            f"reply = [{', '.join(f'{weight:.4f}' for weight in reply)}]",
            "words = { " + ", ".join(f'"{mark}" = {weight:.2f}' for mark, weight in kept) + " }",
        )
    )


def main() -> None:
    """Learns both kinds of rules and writes them if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without", metavar="SET")
    chosen = parser.parse_args()
    unseen = (
        (HERE / "labelled" / f"{chosen.without}.yaml").read_text(encoding="utf-8") if chosen.without else ""
    )
    parts = ["# Learnt by benchmarks/rehearsal/learn.py for all-MiniLM-L6-v2-int8."]
    for kind, name, acts in (("sentence", "sentences.txt", SENTENCES), ("reply", "replies.txt", REPLIES)):
        parts += [f"[{kind}.{act}]\n{rule}" for act, rule in learn(name, acts, unseen).items()]
    if chosen.write:
        RULES.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
