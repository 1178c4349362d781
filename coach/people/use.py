"""Decides, per sentence, whether a note may be used in front of others: shareable, delicate or private.

A false "delicate" costs a draft one opening line; a miss leaks a secret. So the tables err on the careful side,
and places of work ("nurse at the hospital") are taken out before they are read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
    r"\b(?:my|our|her|his|their|a|some|one|another|the) (?:\w+ )?(?!(?:who|that|and|she|he|they|i)\b)[\w'-]+ (?:says|said|tells me|told me|thinks|reckons|claims|claimed|swears|suspects)\b(?! (?:hi|hello|yes|no|thanks?)\b)"
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
    for table, use in (("private", Use.PRIVATE), ("delicate", Use.DELICATE)):
        # The many harmless patterns are only worth their time when a word of the table is there at all.
        if _phrases(table).in_text(bare) and _phrases(table).in_text(_harmless().sub(" ", bare)):
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


@dataclass(frozen=True)
class _Phrases:
    """Phrases by their first word, so that a sentence is read word by word and not once per phrase."""

    exact: dict[str, re.Pattern[str] | None]
    begun: dict[str, re.Pattern[str] | None]  # of a first word that ends with `*`
    shortest: int

    def in_text(self, folded: str) -> bool:
        """Whether one of them stands in a folded text. A pattern of None is the first word alone."""
        for match in _WORD.finditer(folded):
            word = match.group()
            keys = [
                (self.exact, word),
                *((self.begun, word[:n]) for n in range(self.shortest, len(word) + 1)),
            ]
            for table, key in keys:
                if key in table:
                    rest = table[key]
                    if rest is None or rest.match(folded, match.end()):
                        return True
        return False


@cache
def _phrases(table: str) -> _Phrases:
    """The phrases of a table; see the tables for what `*` and `?` mean."""
    lines = (PRIVATE if table == "private" else DELICATE).strip().splitlines()
    rests: dict[str, set[str]] = {}
    for phrase in (
        phrase.strip() for line in lines if not line.startswith("#") for phrase in line.split("|")
    ):
        first, _, rest = phrase.partition(" ")
        if first:
            rests.setdefault(first, set()).add(rest)
    return _Phrases(
        {first: _after(found) for first, found in rests.items() if not first.endswith("*")},
        {first[:-1]: _after(found) for first, found in rests.items() if first.endswith("*")},
        min(len(first) - 1 for first in rests if first.endswith("*")),
    )


def _after(rests: set[str]) -> re.Pattern[str] | None:
    """What may follow a first word; None if nothing need to."""
    if "" in rests:
        return None
    shaped = [
        r"\s+".join(re.escape(word).replace(r"\*", r"[\w'-]*") for word in rest.split()).replace(
            r"\?\s+", _FEW_WORDS
        )
        for rest in sorted(rests)
    ]
    return re.compile(rf"\s+(?:{'|'.join(shaped)})(?![\w])")
