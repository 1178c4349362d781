"""Decides, per sentence, whether a note may be used in front of others: shareable, delicate or private.

A false "delicate" costs a draft one opening line; a miss leaks a secret. So the tables err on the careful side,
and places of work ("nurse at the hospital") are taken out before they are read.
"""

import re
from collections.abc import Sequence
from functools import cache

from coach.people.delicate_words import DELICATE, HARMLESS, PRIVATE, SUM_OF_MONEY
from coach.people.names import word_set
from coach.text import fold
from coach.types import Use

# "Tom told me that Anna ...": a named teller. Pronouns ("she told me") are the person the note is about.
_TELLER = re.compile(
    r"\b([A-ZÀ-Þ][\w'’-]+)(?:\s+[A-ZÀ-Þ][\w'’-]+)?\s+"
    r"(?:told\s+(?:me|us)|tells\s+(?:me|us)|says|said|mentioned|reckons|thinks|claims|claimed|let\s+slip|heard)\b(?!\s+(?:hi|hello|yes|no|thanks?)\b)"
)
# "My sister says he is ...": somebody who is not the person the note is about.
_RELATIVE_TELLS = re.compile(
    r"\b(?:my|our|her|his|their|a|some|one|another|the) (?:\w+ )?(?!(?:who|that|and|she|he|they|i|catalogue|paper|sign|label|book|map|card|recipe|report|website|leaflet|poster)\b)[\w'-]+ (?:says|said|tells me|told me|thinks|reckons|claims|claimed|swears|suspects)\b(?! (?:hi|hello|yes|no|thanks?)\b)"
)
_NOT_A_TELLER = word_set("She He They It I We You Who Then Also And But Later Today Yesterday")
_WORD = re.compile(r"[\w][\w'-]*")
_FEW_WORDS = r"(?:[\w'-]+\s+){0,3}"


def use_of(sentence: str, about: Sequence[str] = ()) -> Use:
    """How one sentence (or line) of a note may be used.

    Private: marked PRIVATE, hearsay, secrets, the user's judgement of somebody, somebody's money in figures. Delicate:
    health, family trouble, money trouble, faith, politics, origin, job loss, the law, grief. Else shareable.

    Args:
        sentence: verbatim.
        about: names of the person the note is about. What *they* told is no hearsay; without it, every sentence in
            which somebody named says something is.
    """
    bare = fold(sentence)
    if bare.startswith("private"):
        return Use.PRIVATE
    if SUM_OF_MONEY.search(sentence) or _told_by_another(sentence, bare, about):
        return Use.PRIVATE
    for phrases, use in ((_PRIVATE, Use.PRIVATE), (_DELICATE, Use.DELICATE)):
        # The many harmless patterns are only worth their time when a word of the table is there at all.
        if phrases.in_text(bare) and phrases.in_text(_harmless().sub(" ", bare)):
            return use
    return Use.SHAREABLE


def _told_by_another(sentence: str, bare: str, about: Sequence[str]) -> bool:
    if _RELATIVE_TELLS.search(bare):
        return True
    own = {word for name in about for word in fold(name).split()}
    return any(
        match[1] not in _NOT_A_TELLER and fold(match[1]) not in own for match in _TELLER.finditer(sentence)
    )


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in HARMLESS))


class _Phrases:
    """Phrases by their first word, so that a sentence is read word by word and not once per phrase.

    See the tables for what `*` and `?` mean.
    """

    def __init__(self, table: str) -> None:
        self._rests: dict[
            str, set[str]
        ] = {}  # what follows each first word; one that ends with `*` is a beginning
        for line in table.strip().splitlines():
            for phrase in () if line.startswith("#") else line.split("|"):
                first, _, rest = phrase.strip().partition(" ")
                if first:
                    self._rests.setdefault(first, set()).add(rest)
        self._known: dict[str, re.Pattern[str] | None] = {}

    def in_text(self, folded: str) -> bool:
        """Whether one of them stands in a folded text."""
        for match in _WORD.finditer(folded):
            word = match.group()
            if word not in self._known:
                self._known[word] = self._after(word)
            after = self._known[word]
            if after is not None and after.match(folded, match.end()):
                return True
        return False

    def _after(self, word: str) -> re.Pattern[str] | None:
        """What must stand after this word for one of the phrases to be there; None if none begins with it."""
        begun = [word, *(f"{word[:length]}*" for length in range(1, len(word) + 1))]
        rests = sorted({rest for first in begun for rest in self._rests.get(first, ())})
        if not rests:
            return None
        if "" in rests:
            return re.compile("")
        shaped = (
            r"\s+".join(re.escape(part).replace(r"\*", r"[\w'-]*") for part in rest.split()).replace(
                r"\?\s+", _FEW_WORDS
            )
            for rest in rests
        )
        return re.compile(rf"\s+(?:{'|'.join(shaped)})(?![\w])")


_PRIVATE, _DELICATE = _Phrases(PRIVATE), _Phrases(DELICATE)
