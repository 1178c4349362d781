"""Where a phrase ends: "the cello and is learning German" keeps "the cello"."""

import re

from coach.people.names import word_set
from coach.text import fold

_STOP = (
    r"but|who|which|that|so|because|since|until|when|where|while|though|although|if|as much as|as well as|more than|for now|now|again|too|"
    r"these days|at the moment|atm|after|before|aber|weil|mais|parce que|pero|porque|ma|perché"
)
_TRAIL = re.compile(rf"\s+(?:and|{_STOP})\b.*$|\s+(?:and|but)$", re.DOTALL)
_TRAIL_NO_AND = re.compile(rf"\s+(?:{_STOP})\b.*$", re.DOTALL)
_AND_VERB = re.compile(
    r",?\s+(?:and|but|&|und|et|y|e)\s+(?:(?:also|still|now|she|he|they|I|we)\s+)?(?:[a-z]+s|is|was|has|had|can|will|would|said|told|asked|gave|went|came|made|\w+ed|"
    r"doesn['’]t|spricht|sucht|spielt|wohnt|cherche|habite|joue|busca|vive|trabaja|cerca|lavora|abita)\b.*$",
    re.DOTALL,
)
_ASIDE = re.compile(r"\s+(?:[-–—]|->|&)\s.*$|\s+(?:called|named)\b(?! )", re.DOTALL)
_LOOSE_END = re.compile(
    r"(?:\s+(?:in|the|of|an?|for|to|at|with|and|his|her|on|from|by|even more))+$", re.IGNORECASE
)
_TIME = re.compile(
    r",?\s+(?:(?:in|on|at|around|about)\s+)?(?:(?:early|late|mid)\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}).*$"
)
_EMPTY = word_set(
    "for it this that them him her me us you so one ones things something anything nothing somebody someone everything the a an anyone anybody nobody everybody everyone"
)


def trimmed(words: str, *, keep_time: bool = True) -> str:
    """A phrase without the next clause, and without what says when."""
    short = _ASIDE.sub("", _AND_VERB.sub("", words))
    joined = re.search(r"\band\b", short) and len(short) <= 60
    short = (_TRAIL_NO_AND if joined else _TRAIL).sub("", short)
    if not keep_time:
        short = _TIME.sub("", short)
    short = re.sub(r'["“”„«»]', "", short.split(", ")[0])
    return _LOOSE_END.sub("", short).strip(" ,-–—'[]|")


def says_something(what: str) -> bool:
    """Whether a phrase names anything: not "it", not a sentence, not a word cut at an abbreviation's full stop."""
    words = fold(what).split()
    whole = words[-1:] != [] and (len(words[-1]) > 1 or not words[-1].isalpha())
    return whole and not all(word in _EMPTY for word in words) and len(words) <= 14
