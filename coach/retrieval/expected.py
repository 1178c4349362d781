"""The kind of thing a question asks for, and whether a line holds one: a number, a day, a place, a name, a way to reach.

"How old is Ben?" wants an age: a line about Ben without one is near, and no answer (Li & Roth 2002 sort questions so).
"""

import re
from typing import Literal

from coach.people.names import word_set
from coach.retrieval.passages import on_one_line
from coach.retrieval.question import Question
from coach.retrieval.words import family, stems
from coach.text import MONTHS, WEEKDAYS, fold
from coach.types import Passage

Expected = Literal[
    "age",
    "amount",
    "number",
    "length",
    "day",
    "place",
    "reason",
    "name",
    "proper",
    "phone",
    "email",
    "birthday",
]

_COUNT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand"
)
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w{3,5})?|\d{1,3}"
_WORDS_ASKED: tuple[tuple[Expected, str], ...] = (
        ("email", r"\be-?mail(?: address)?\b(?! (?:about|from|to)\b)"),
        ("phone", r"\b(?:phone|telephone|mobile) number\b|\bnumber (?:for|of)\b|^\W*(?:what(?: is|'s|’s)|phone|mobile)\b[^?]{0,60}\b(?:phone|number|mobile)\W*$"),
        ("age", r"\bhow old\b|\bwhat age\b|\b(?:s|of) age\b"),
        ("amount", r"\bhow much\b(?! (?:time|does .{1,30}\b(?:know|like))\b)|\bcosts?\W*$|^\W*what(?: is|'s|’s| are) [^?]{1,60}\b(?:price|rent|salary|fee|interest)\W*$|\bwhat\b.{1,60}\bcosts?\b|\bwhat (?:is the )?(?:price|share|percentage|fee|salary|rent|interest|rate)\b"),
        ("length", r"\bhow (?:long|often|far|big|tall)\b"),
        ("number", r"\bhow many\b"),
        ("birthday", r"\bbirthday\b|\bwhen was .{1,60} born\b"),
        ("day", r"\bwhen\b|\bwhat (?:day|date|year|month|time)\b|\bwhich (?:day|year|month)\b"),
    ("name", r"\b(?:what|which)(?: is|'s|’s| are|'re)?(?: the)? names?\b|\bnames? of\b|\b(?:what|how)\b[^?]{1,60}\b(?:called|named)\W*$"),
    ("proper", r"\b(?:which|what) (?:firm|company|university|college|hospital|school|bank|church|street|city|town|country|village|team|club|museum|restaurant|hotel|airline)\b"),
    ("place", r"\bwhere?\b"),
        ("reason", r"\bwhy\b|\bhow come\b|\bwhat for\b"),
)  # fmt: skip
_ASKED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _WORDS_ASKED)
_WORDS_HELD: dict[Expected, str] = {
    "email": r"@",
    "birthday": r"\bbirthday|\bborn\b|\bgeburtstag|\bcumplea|\banniversaire|\bcompleanno|\banivers[aá]rio",
    "phone": r"(?:\d[\s()./-]{0,2}){6}",
    "age": rf"\b(?:aged?|is|was|now|at|nearly|almost|over|just|turn(?:s|ed|ing)?)\s+(?:{_TENS})\b(?!\s*(?:years? (?:in|ago|of|more)|months?|weeks?|days?|o'clock|am|pm|%|euro|pound))"
    rf"|\b(?:{_TENS})(?:[ -]years?[ -]old|,)|\b(?:birthday|born)\b",
    "amount": rf"\d|%|\b(?:{_COUNT}|half|free|per cent|nothing)\b",
    "number": rf"\d|\b(?:{_COUNT}|both|twins?|couple|pair|several|no|none|only child|an?)\b",
    "length": rf"\d|\b(?:{_COUNT}|year|month|week|day|hour|minute|since|once|twice|every|always|daily|half|short|long|tall|small|big|near|far)s?\b",
    "day": rf"\d|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|spring|summer|autumn|winter|christmas|easter|morning|evening|week|month|year|today|tomorrow|yesterday|birthday)s?\b",
    "place": r"\b(?:in|at|from|to|near|of|on|by|into|opposite|behind|organi[sz]ation:|address:|met_at:)\s+(?:the\s+|a\s+|an\s+|my\s+|his\s+|her\s+|their\s+)?\w|\b(?:here|abroad|home|next door|downstairs|upstairs)\b",
    "reason": r"\b(?:because|since|so|as|for|due|reason|why|want(?:s|ed)?|hates?|would|closed|laid off|could not|cannot|after|too)\b",
}
_HELD = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _WORDS_HELD.items()}
_CAPITAL = re.compile(r"(?<![\w'’-])[^\W\d_a-zà-öø-ÿ][\w'’-]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“]\s+|\n)\W*$")
_AT_A_PLACE = re.compile(r"\b(?:in|at|from|to|near|of)\s$", re.IGNORECASE)
_WITH_ME = re.compile(r"\b(?:i|me|my|we|us)\b", re.IGNORECASE)
_OWN = frozenset(("age", "birthday", "phone", "email"))
_NOT_NAMES = word_set("i he she it they we his her their my the a an in on at") | frozenset(
    (*MONTHS, *WEEKDAYS)
)


def expected(question: Question) -> Expected | None:
    """What kind of thing an answer must hold; none where anything may answer."""
    kind = next((kind for kind, asked in _ASKED if asked.search(question.text)), None)
    if (
        kind is None
        and question.kind == "who"
        and question.named
        and question.content
        and not _WITH_ME.search(question.text)
    ):
        return "name"
    return kind


def holds(kind: Expected, question: Question, passage: Passage) -> bool:
    """Whether a line holds a thing of that kind that the question did not bring along. A dated note tells when.

    What is somebody's own, an age or a number, is held only by a line that says whose it is, where nobody in the book is named.
    """
    text = on_one_line(passage.text)
    if kind in _OWN and not question.named:
        said = stems(f"{passage.person} {text}")
        if not all(family(word) & said for word in question.content if not _HELD[kind].search(word)):
            return False
    if kind == "day":
        return bool(passage.date) or bool(_HELD[kind].search(text))
    if kind in {"name", "proper"}:
        return _has_another_name(question, passage, anywhere=kind == "proper")
    return bool(_HELD[kind].search(text))


def _has_another_name(question: Question, passage: Passage, *, anywhere: bool) -> bool:
    """Whether a line names another than the question does and the person it is about; a place only if `anywhere`."""
    known = set(fold(f"{question.text} {passage.person}").replace("'s", "").split())
    known |= {word.rstrip("s?.!,") for word in known} | _NOT_NAMES
    for match in _CAPITAL.finditer(passage.text):
        word = fold(match.group()).removesuffix("'s")
        before = passage.text[max(0, match.start() - 6) : match.start()]
        if not anywhere and _AT_A_PLACE.search(before):
            continue
        if word not in known and not _SENTENCE_START.search(
            passage.text[max(0, match.start() - 4) : match.start()]
        ):
            return True
    return False
