"""Whether a line about somebody sounds like harm, or like a mouth that tells, where no word of `standing` says so.

"Twice he stood outside the gym when I came out" has none of the words. Its meaning, as the embedder inside sees it, is
weighed by linear rules learnt from some 2,000 labelled lines (`benchmarks/suggest/wary.py`). They are often wrong: whoever
is held back or shown with a caution for them is shown with the line, so that the user can judge. Nothing leaves the machine.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.errors import ArtifactProblem
from coach.index.embedder import MiniLM
from coach.settings import load_settings

Sense = Literal["harm", "tells"]
_DATE = re.compile(r"^\W{0,9}\d{4}(?:-\d\d){0,2}[\s:.,–—-]{0,5}")  # tells nothing of harm, and dims what does


def most_suspicious(sense: Sense, sentences: Sequence[str]) -> tuple[int, float] | None:
    """The place of the sentence that sounds most like it, and how much, 0 to 1; None without one or without the embedder."""
    if not sentences:
        return None
    try:
        meaning = _embedder().embed([as_judged(sentence) for sentence in sentences])
    except ArtifactProblem:
        return None
    weights, bias = _rule(sense)
    likely = 1 / (1 + np.exp(-(meaning @ weights + bias)))
    place = int(np.argmax(likely))
    return place, float(likely[place])


def as_judged(sentence: str) -> str:
    """A sentence without its day and without the brackets round names."""
    return _DATE.sub("", sentence.replace("[[", "").replace("]]", ""))


@cache
def _embedder() -> MiniLM:
    return MiniLM(load_settings())


@cache
def _rule(sense: Sense) -> tuple[NDArray[np.float32], float]:
    raw = tomllib.loads((Path(__file__).parent / "wary.toml").read_text(encoding="utf-8"))[sense]
    return np.array(raw["weights"], dtype=np.float32), float(raw["bias"])
