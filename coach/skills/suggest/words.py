"""The rare words that a goal and somebody's notes share, beside what both mean.

A small embedder blurs names of things ("herbarium", "Slovak", "hearing aid"); the words themselves are exact. How rare a
word is, is counted among the people compared, by the formula of BM25 (Robertson & Zaragoza 2009), so that no list of
empty words is needed.
"""

from collections.abc import Sequence
from math import log

from coach.skills.suggest.dossier import Dossier
from coach.skills.suggest.whose import stems_of

_HALF = 5.0  # rarity of shared words that counts half; from 3 to 5 alike


def share_words(topic: str, dossiers: Sequence[Dossier]) -> None:
    """Sets `words` of each dossier: 0 where no word of the goal is in what may be shown of them, towards 1 with more and rarer ones."""
    wanted = set(stems_of(topic))
    shared = [wanted & set(stems_of(_told(one))) for one in dossiers]
    rarity = {word: _rarity(sum(word in words for words in shared), len(dossiers)) for word in wanted}
    for one, words in zip(dossiers, shared, strict=True):
        weight = sum(rarity[word] for word in words)
        one.words = weight / (weight + _HALF)


def _told(one: Dossier) -> str:
    person = one.person
    notes = (note.text for note in one.about() if not note.private)
    return " ".join((person.role or "", person.organization or "", person.circle or "", *notes))


def _rarity(having: int, among: int) -> float:
    return log(1 + (among - having + 0.5) / (having + 0.5))
