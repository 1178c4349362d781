"""What a sentence about somebody says, clause by clause: "runs the river trust, loves cats, said to write".

Rules only, English only. Each reading carries the span it was read from, so that its quote is verbatim.
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
    r"introduced|i|i'll|i'd|we|she|he|they|her|his|their|it)"
)
_CUT = re.compile(
    rf"[.!?]+(?:\s+|$)|\n+|[;:]\s+|\s+[–—-]\s+|,\s+(?:and\s+|but\s+|who\s+)?|\s+(?:and|but|who|where)\s+(?={_VERBS}\b)",
    re.IGNORECASE,
)
_SUBJECT = (
    r"^(?:(?:she|he|they|who|it)(?:['’]s|['’]re)?\s+|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}\s+)?"
    r"(?:(?:also|just|now|really|currently|still|recently|apparently|always|even|already|both)\s+)*"
)


@dataclass(frozen=True)
class Clause:
    """`text[start:end]` says one thing. `kind` is empty where no rule knows what."""

    start: int
    end: int
    kind: str
    value: str


# The first rule that fits a clause wins. `value` is what is kept; without that group, the whole clause from the verb on.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("promise", r"^(?:and\s+)?I\s+(?:promised|said\s+I(?:['’]d|\s+would|['’]ll|\s+will)|offered|owe|will|['’]ll|should|must|need\s+to|have\s+to|am\s+going\s+to)\s+(?P<value>.+)"),
        ("promise", r"^I['’]ll\s+(?P<value>.+)"),
        ("birthday", r"\bbirthday\s+(?:is\s+)?(?:on\s+)?(?P<value>.*\d.*)"),
        ("offer", _SUBJECT + r"(?P<value>(?:offered|invited\s+me|promised)\b.+)"),
        ("offer", _SUBJECT + r"(?:said|says)\s+(?:that\s+)?(?P<value>(?:she|he|they)(?:['’]d|['’]ll|\s+would|\s+will|\s+could|\s+can)\s+.+)"),
        ("offer", _SUBJECT + r"(?P<value>(?:can|could|would|will)\s+(?:help|introduce|show|put|lend|teach|connect|recommend|read|review|give|send|vouch|look)\b.*)"),
        ("ask", _SUBJECT + r"(?P<value>(?:said\s+to|says\s+to|said\s+I\s+(?:should|can|could|may)|told\s+me\s+to|asked\s+me\s+to|asked\s+for|wants?\s+me\s+to)\b.+)"),
        ("family", _SUBJECT + r"(?P<value>(?:has|is\s+married|married|is\s+expecting|expects)\s+.*\b(?:kids?|child(?:ren)?|sons?|daughters?|wife|husband|partner|twins|baby|brothers?|sisters?|married|to)\b.*)"),
        ("family", r"^(?P<value>(?:her|his|their)\s+(?:wife|husband|partner|son|daughter|kids?|children|brother|sister|mother|father|mum|dad|boy|girl)\b.+)"),
        ("interest", _SUBJECT + r"(?:loves?|likes?|enjoys?|adores?|plays?|collects?|(?:is\s+|['’]s\s+)?(?:really\s+|very\s+)?(?:into|keen\s+on|crazy\s+about|mad\s+about|fond\s+of|a\s+fan\s+of)|is\s+interested\s+in|interested\s+in|talks?\s+about)\s+(?P<value>.+)"),
        ("interest", _SUBJECT + r"(?P<value>(?:sings?|paints?|climbs?|rows?|knits?|dances?|hikes?|gardens?|breeds?|bakes?|volunteers?|keeps\s+(?:bees|chickens|goats|hens))\b.*)"),
        ("need", _SUBJECT + r"(?:needs?|(?:is\s+|['’]s\s+)?looking\s+for|looks\s+for|is\s+searching\s+for|wants?|could\s+use|is\s+hoping\s+(?:to|for)|hopes\s+(?:to|for)|would\s+like|is\s+short\s+of)\s+(?P<value>.+)"),
        # "is moving to Oslo" is news, and not yet where somebody lives.
        ("", _SUBJECT + r"(?:is\s+(?:soon\s+)?moving|moves|moving|(?:will|is\s+going\s+to|wants\s+to|plans\s+to)\s+move)\s+(?P<value>.+)"),
        ("place", _SUBJECT + r"(?:lives?|is\s+based|based|moved)\s+(?:in|on|near|to|at|by)\s+(?P<value>.+)"),
        ("place", _SUBJECT + r"(?:(?:is|comes|['’]s|originally)\s+)+from\s+(?P<value>.+)|" + _SUBJECT + r"grew\s+up\s+(?:in|on|near)\s+(?P<home>.+)"),
        ("role", _SUBJECT + r"(?:works?|is\s+working|is\s+employed|working)\s+as\s+(?:an?\s+|the\s+)?(?P<value>.+)"),
        ("work", _SUBJECT + r"(?P<whole>(?:works?|is\s+working|working|started|starts|is\s+starting)\s+(?:at|for|with)\s+(?P<value>.+))"),
        ("role", _SUBJECT + r"(?P<value>(?:runs?|leads?|heads?|manages?|owns?|founded|chairs?|directs?|edits?|set\s+up|organi[sz]es|works?|teaches|studies|builds?|designs?|writes?|sells?|trains?|coaches|produces|develops|researches|repairs|makes?)\b\s+.+)"),
        ("knows", _SUBJECT + r"(?:knows|is\s+friends\s+with|is\s+a\s+friend\s+of|is\s+related\s+to|shares\s+a\s+flat\s+with)\s+(?P<value>(?:(?-i:[A-Z])|(?:every|half|many|people|someone|somebody|lots|all)).+)"),
        ("role", _SUBJECT + r"(?:is|['’]s|turned\s+out\s+to\s+be|became|is\s+now)\s+(?:(?:an?|the|our|my)\s+|(?=head\b|chief\b|senior\b))(?P<value>.+)"),
        ("role", r"^(?:an?|the\s+new|our\s+new)\s+(?P<value>[a-z].+)"),
    )
)  # fmt: skip
_MET_AT = re.compile(
    r"\s*,?\s*(?:again\s+|yesterday\s+|today\s+|last\s+(?:night|week)\s+|both\s+)*"
    r"(?P<value>(?:at|in|on|outside|during|after|through|via|behind|near)\s+(?!the\s+phone\b|zoom\b|person\b)(?P<place>(?:(?!\s[-–—]\s)[^,.;\n])+))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w-])\+?\d[\d ()/-]{6,}\d(?![\w-])")
_LATER_VERB = re.compile(rf"\s+(?:and|but|who|where)\s+(?={_VERBS}\b).*$", re.IGNORECASE | re.DOTALL)


def clauses_of(text: str, begin: int = 0) -> Iterator[Clause]:
    """The clauses of `text` from `begin` on, each with what it says; a clause that fits no rule has no kind."""
    cuts = [(match.start(), match.end()) for match in _CUT.finditer(text, begin)]
    edges = [(begin, begin), *cuts, (len(text), len(text))]
    for (_, start), (end, _) in itertools.pairwise(edges):
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if end > start:
            yield _read(text, start, end)


def met_at(text: str, after: int) -> Clause | None:
    """Where they met, when the words right after the name say so: "at the gym"."""
    match = _MET_AT.match(text, after)
    if match is None:
        return None
    whole = _LATER_VERB.sub("", match["value"])
    start = match.start("value")
    return Clause(start, start + len(whole.rstrip()), "met_at", whole.partition(" ")[2].strip())


def addresses_in(text: str) -> Iterator[Clause]:
    """E-mail addresses and telephone numbers."""
    for kind, pattern in (("email", _EMAIL), ("phone", _PHONE)):
        for match in pattern.finditer(text):
            yield Clause(match.start(), match.end(), kind, match.group())


def _read(text: str, start: int, end: int) -> Clause:
    for kind, pattern in _RULES:
        match = pattern.search(text[start:end])
        if match is None:
            continue
        value = next(
            (group for name, group in match.groupdict().items() if name != "whole" and group), match.group()
        )
        return Clause(start, end, kind, value.strip())
    return Clause(start, end, "", text[start:end])
