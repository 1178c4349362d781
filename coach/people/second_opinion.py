"""A second opinion on whether a sentence tells something nobody but the user should read.

Words alone miss what is said sideways: "her knees are shot", "security walked her to the car park with a box". Here the
meaning of the sentence, as the embedder inside sees it, is weighed by a linear rule learnt from labelled sentences
(`benchmarks/facts/second_opinion.py`). Five milliseconds a sentence: asked only of what is about to be shown to others.
"""

import tomllib
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.errors import ArtifactProblem
from coach.index.embedder import MiniLM
from coach.people.use import use_of
from coach.settings import load_settings
from coach.types import Use

_AT_LEAST = 0.6  # of 1; lower catches more secrets and holds back more harmless words
_PLAINLY = 0.1


def careful_use_of(sentence: str) -> Use:
    """As `use_of`, and delicate too where the words are harmless but the meaning is not.

    Where the embedder's files are missing the words alone decide. Nothing leaves the machine, whatever the settings.
    """
    use = use_of(sentence)
    return Use.DELICATE if use is Use.SHAREABLE and sounds_secret(sentence) else use


def sounds_secret(sentence: str, at_least: float = _AT_LEAST) -> bool:
    """Whether a sentence is more like the secrets of the examples than like their harmless sentences.

    Args:
        at_least: how much more, 0 to 1; lower where more speaks for a secret than the sentence itself.
    """
    return _secrecy(sentence) >= at_least


def is_plainly_harmless(sentence: str) -> bool:
    """Whether its meaning is far from every secret. No leave to overrule the words alone; False without the embedder."""
    return 0 < _secrecy(sentence) < _PLAINLY


@lru_cache(maxsize=4096)
def _secrecy(sentence: str) -> float:
    """From 0 to 1; 0 where the embedder's files are missing."""
    weights, bias = _rule()
    meaning = meaning_of(sentence)
    return 0.0 if meaning is None else float(1 / (1 + np.exp(-(float(meaning @ weights) + bias))))


def meaning_of(sentence: str) -> NDArray[np.float32] | None:
    """The vector of a sentence as the embedder inside sees it; None where its files are missing."""
    try:
        vector: NDArray[np.float32] = _embedder().embed([sentence])[0]
    except ArtifactProblem:
        return None
    return vector


@cache
def _embedder() -> MiniLM:
    return MiniLM(load_settings())


@cache
def _rule() -> tuple[NDArray[np.float32], float]:
    raw = tomllib.loads((Path(__file__).parent / "second_opinion.toml").read_text(encoding="utf-8"))
    return np.array(raw["weights"], dtype=np.float32), float(raw["bias"])
