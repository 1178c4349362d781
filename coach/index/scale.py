"""Another embedder's vectors on the scale of the one inside, so that every limit fitted on that one holds for them.

Embedders differ in what they call alike: many put every text into a narrow cone, where two that have nothing to do with
each other have a cosine of .7 (Ethayarajh 2019). So vectors are centred (Mu & Viswanath 2018), stretched, and lifted by one
dimension more, until the mean dot product of the questions of `pairs.txt` with their own lines, and with those of the others,
are what the embedder inside gives.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

ALIKE, UNLIKE = 0.46, 0.115
"""The embedder inside: mean cosine of a question with its own line, and with those of the others."""

_LEAST_GAP = 0.05  # less, and the embedder tells none of the pairs apart: stretching would only stretch noise


@dataclass(frozen=True)
class Scale:
    """How the vectors of one embedder are changed; shape (n, d) in, (n, d + 1) out."""

    centre: Vectors
    stretch: float
    lift: float

    @classmethod
    def of(cls, embed: Callable[[Sequence[str]], Vectors]) -> Self | None:
        """The scale of an embedder, asked once for the forty texts of `pairs.txt`; none if it cannot tell them apart."""
        questions, lines = pairs()
        vectors = unit(embed([*questions, *lines]))
        centre = vectors.mean(axis=0)
        centred = unit(vectors - centre)
        alike, unlike = likeness(centred[: len(questions)], centred[len(questions) :])
        if alike - unlike < _LEAST_GAP:
            return None
        stretch = (ALIKE - UNLIKE) / (alike - unlike)
        return cls(centre, stretch, max(UNLIKE - stretch * unlike, 0.0))

    def apply(self, vectors: Vectors) -> Vectors:
        """The vectors to scale. All have one length, so that nearest by dot product is nearest by cosine."""
        centred = unit(unit(vectors) - self.centre) * np.sqrt(self.stretch)
        lifted: Vectors = np.insert(centred, centred.shape[1], np.sqrt(self.lift), axis=1)
        return lifted.astype(np.float32)


def likeness(questions: Vectors, lines: Vectors) -> tuple[float, float]:
    """The mean dot product of each question with its own line, and with every other line."""
    products = questions @ lines.T
    own = np.eye(len(products), dtype=bool)
    return float(products[own].mean()), float(products[~own].mean())


@cache
def pairs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Questions and, in the same order, the line that answers each."""
    rows = (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    questions, lines = zip(*(row.split("\t") for row in rows), strict=True)
    return questions, lines


def unit(vectors: Vectors) -> Vectors:
    """The vectors at length one; one of length none stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
