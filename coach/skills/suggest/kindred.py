"""Words near a goal's own: families of words that go together in life, from `kindred.txt`, by stem.

A few dozen families, not a model of the world: what they find counts less than the goal's own words, and the meaning of
whole lines is left to the embedder.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from coach.text import fold

_ENDING = re.compile(r"(?:ations?|ings?|ies|ers?|ors?|ed|es|s|y|e)$")
# Words that stand beside the sense they are listed for: who is "learning the accordion" is not in education, and a wind
# farm makes no cheese.
_OTHER_SENSE = re.compile(
    r"\b(?i:learn(?:s|ing|ed|t)?)\s+(?=(?:the|to|how|an?|some|about|that)\b|[A-Z])|(?i:(?<=\bwind )farms?|(?<=\bsolar )farms?|(?<=\bserver )farms?)\b"
)
_MOST = 40


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem, only good for telling whether two words are of one family: "bakery", "baker" and "bakes" meet."""
    bare = fold(word).replace("'s", "")
    cut = _ENDING.sub("", bare)
    return cut if len(cut) >= 3 else bare


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", _OTHER_SENSE.sub(" ", text))]


@lru_cache(maxsize=1_000)
def kin_of(words: str) -> tuple[str, ...]:
    """Words of the families to which a word of the goal belongs, those shared by most of its words first."""
    wanted = set(stems_of(words)) | {
        part for word in words.split() for part in stems_of(word.replace("-", " "))
    }
    weight: dict[str, float] = {}
    for family, stems in _families():
        shared = len(wanted & stems)
        if shared:
            for place, word in enumerate(family):
                if stem(word) not in wanted:
                    weight[word] = weight.get(word, 0.0) + shared - place / 100
    return tuple(sorted(weight, key=lambda word: -weight[word])[:_MOST])


@cache
def _families() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    lines = (Path(__file__).parent / "kindred.txt").read_text(encoding="utf-8").splitlines()
    families = (tuple(line.split()) for line in lines if line and not line.startswith("#"))
    return tuple((family, frozenset(stem(word) for word in family)) for family in families)
