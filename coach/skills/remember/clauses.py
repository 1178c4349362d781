"""Cuts what the user told into clauses, and finds where somebody was met and how to reach them.

What the clauses say of a person is read by `coach.people.reading`, as in any note. Each span is verbatim in the text.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_VERBS = (
    r"(?:runs?|ran|leads?|heads?|manages?|owns?|founded|chairs?|directs?|edits?|works?|worked|is|was|has|had|loves?|likes?|"
    r"enjoys?|plays?|collects?|sings?|paints?|teaches|studies|studied|builds?|writes?|designs?|sells?|trains?|lives?|"
    r"moved|comes?|grew|needs?|wants?|hopes?|offered|said|says|told|asked|knows?|can|could|would|invited|promised|just|"
    r"used|hates?|married|starts?|started|volunteers?|coaches|breeds?|keeps?|organi[sz]es|mentioned|thinks?|looking|"
    r"introduced|remind|i|i'll|i'd|we|she|he|they|her|his|their|it)"
)
_CUT = re.compile(
    rf"[.!?]+(?:\s+|$)|\n+|[;:]\s+|\s+[–—-]\s+|,\s+(?:and\s+|but\s+|who\s+)?|\s+(?:and|but|who|where)\s+(?={_VERBS}\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:said|says|told|asked|promised|offered|invited|owe|remind|must|should|need\s+to|have\s+to|can|could|would|will|['’]ll|going\s+to)\b",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"\bbirthday\b(?!\s+party)", re.IGNORECASE)
_MET_AT = re.compile(
    r"(?:\s*\([^)]*\))?\s*,?\s*(?:again\s+|yesterday\s+|today\s+|last\s+(?:night|week)\s+|both\s+)*"
    r"(?P<value>(?:at|in|on|outside|during|after|through|via|behind|near)\s+(?!the\s+phone\b|zoom\b|person\b)(?P<place>(?:(?!\s[-–—]\s)[^,.;\n])+))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w-])\+?\d[\d ()/-]{6,20}\d(?![\w-])")
_LATER_VERB = re.compile(rf"\s+(?:and|but|who|where)\s+(?={_VERBS}\b).*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Clause:
    """`text[start:end]` says one thing; `asked` if it asks, offers or promises something that may lie ahead."""

    start: int
    end: int
    words: str
    asked: bool = False
    birthday: bool = False


def clauses_of(text: str) -> Iterator[Clause]:
    """The clauses of `text`, in order."""
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(text)]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    for (_, start), (end, _) in itertools.pairwise(edges):
        words = text[start:end].strip()
        if words:
            at = text.index(words, start)
            yield Clause(
                at, at + len(words), words, bool(_ASKED.search(words)), bool(_BIRTHDAY.search(words))
            )


def met_at(text: str, after: int) -> Clause | None:
    """Where they met, when the words right after the name say so: "at the gym"."""
    match = _MET_AT.match(text, after)
    if match is None:
        return None
    whole = _LATER_VERB.sub("", match["value"]).rstrip()
    start = match.start("value")
    return Clause(start, start + len(whole), whole.partition(" ")[2].strip())


def addresses_in(text: str) -> Iterator[tuple[str, str]]:
    """(kind, value) of e-mail addresses and telephone numbers."""
    for kind, pattern in (("email", _EMAIL), ("phone", _PHONE)):
        yield from ((kind, match.group()) for match in pattern.finditer(text))
