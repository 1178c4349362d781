"""The usual measures of a ranking, for questions that may need several lines, and bootstrap intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_RESAMPLES = 2000
_SEED = 20261123


@dataclass(frozen=True)
class Estimate:
    """A mean and the 95 % interval of its bootstrap over questions."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def recall_at(gains: Sequence[int], needed: int, k: int) -> float:
    """The share of the needed lines among the first `k`."""
    return sum(gains[:k]) / needed


def reciprocal_rank(gains: Sequence[int]) -> float:
    """One over the place of the first needed line."""
    return next((1 / place for place, gain in enumerate(gains, 1) if gain), 0.0)


def ndcg_at(gains: Sequence[int], needed: int, k: int) -> float:
    """Discounted gain as a share of the best order there could be."""
    best = sum(1 / math.log2(place + 1) for place in range(1, min(needed, k) + 1))
    return min(1.0, sum(gain / math.log2(place + 1) for place, gain in enumerate(gains[:k], 1)) / best)


def f1(found: set[str], wanted: set[str]) -> float:
    """Of two sets; both empty is right."""
    right = len(found & wanted)
    return 2 * right / (len(found) + len(wanted)) if found or wanted else 1.0


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of one value a question, with its interval."""
    if not values:
        return Estimate(math.nan, math.nan, math.nan)
    measured = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(_SEED).integers(0, len(measured), (_RESAMPLES, len(measured)))
    low, high = np.percentile(measured[drawn].mean(axis=1), [2.5, 97.5])
    return Estimate(float(measured.mean()), float(low), float(high))
