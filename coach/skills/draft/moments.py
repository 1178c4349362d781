"""What a line is to the two: a kindness done for the user, or good news of theirs; by what it means, not by its verbs.

The lists of `lines` know the usual words; every trade has others ("took my yard duty", "got his nursing place"). Here words
decide only whether a line tells a deed that is done and not an offer, a plan or a refusal; what is left is weighed by a
linear rule over the embedder's vector, learnt from labelled sentences (`benchmarks/drafts/moments.py`). Asked only where
a thank-you or a congratulation has nothing else.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from coach.people.second_opinion import meaning_of
from coach.skills.draft.lines import AT_MY_PLACE

Moment = Literal["kindness", "news"]
AT_LEAST: dict[Moment, float] = {
    "kindness": 0.7,
    "news": 0.75,
}  # of 1; lower finds more and is wrong more often
_UNLIKE = 0.25
_OF_MINE = re.compile(r"\b(?:me|my|mine|us|our|I|we)\b")
_NOT_DONE = re.compile(  # wishes, offers, words and lasting states, none of which somebody did for anybody
    r"^you(?:['’](?:ll|d)\b|\s+(?:(?:also|still|now|just|really|once)\s+)?(?:will|would|may|might|could|can|should|want\w*|wish\w*|hope[sd]?"
    r"|plan\w*|mean[ts]?|need\w*|dream\w*|like[sd]?|love[sd]?|hate[sd]?|think|thought|say|said|told|tell|ask|asked|mention\w*|promis\w+"
    r"|offer\w*|agreed|propos\w+|suggest\w+|announced|advised|wonder\w*|know|owe|appl(?:y|ied)|and\s+I|(?:are|were)\s+(?:\w+ing|sure|up|away|on|out|in|my|our)"
    r"|ha(?:ve|d)\s+(?:an?|the|two|three|some|no|your|been\s+(?:\w+ing|the|an?|at|in|on))|keep|live[sd]?|work)\b)",
    re.IGNORECASE,
)
_NOT_GOOD = re.compile(
    r"\b(?:not|never|but|lost|fail\w*|missed|declin\w+|refus\w+|forgot\w*|borrow\w*|charg\w+|turned\s+(?:down|\w+\s+down)|passed\s+over|withdrew"
    r"|gave\s+up(?!\s+your\b)|stopped|let\s+go|sick|transferred|to\s+leave|waiting|no\s+longer|finished\s+(?:up|with))\b|n['’]t\b|^you\s+left\b",
    re.IGNORECASE,
)
_WOULD_NOT_TAKE = re.compile(
    r"\b(?:and|but)\s+(?:would\s+not|wouldn't|did\s+not|didn't|never)\b.*$", re.IGNORECASE
)


def can_be(moment: Moment, text: str) -> bool:
    """Whether a line, said to them, tells a deed or an event that is done, with or without the user in it."""
    if re.match(r"you\b", text, re.IGNORECASE) is None or _NOT_DONE.match(text):
        return False
    if moment == "kindness":
        # "would not take a penny" and "never sighed" make a kindness greater.
        text = _WOULD_NOT_TAKE.sub("", text)
        return _OF_MINE.search(text) is not None and _NOT_GOOD.search(text) is None
    return _OF_MINE.search(AT_MY_PLACE.sub("", text)) is None and _NOT_GOOD.search(text) is None


def sounds_like(moment: Moment, text: str) -> bool:
    """Whether a line is more like the labelled kindnesses, or good news, than like the other lines; False without the embedder."""
    return can_be(moment, text) and likelihood(moment, text) >= AT_LEAST[moment]


def sounds_unlike(moment: Moment, text: str) -> bool:
    """Whether a line that looks like one by its verb is far from all of them; False without the embedder."""
    return 0 < likelihood(moment, text) < _UNLIKE


@lru_cache(maxsize=4096)
def likelihood(moment: Moment, text: str) -> float:
    """From 0 to 1; 0 where the embedder's files are missing."""
    meaning = meaning_of(text)
    if meaning is None:
        return 0.0
    weights, bias = _rules()[moment]
    return float(1 / (1 + np.exp(-(float(meaning @ weights) + bias))))


@cache
def _rules() -> dict[str, tuple[NDArray[np.float32], float]]:
    raw = tomllib.loads((Path(__file__).parent / "moments.toml").read_text(encoding="utf-8"))
    return {
        name: (np.array(rule["weights"], dtype=np.float32), float(rule["bias"])) for name, rule in raw.items()
    }
