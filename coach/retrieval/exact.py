"""Questions about the whole book, read as a closed, typed set of filters: "who works in shipping?", "whom do I owe?".

Only rules read them, and only what they fully understand; everything else is left to retrieval. What the filters mean
in rows is in `rows.py`.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.retrieval.passages import in_words
from coach.retrieval.question import Question
from coach.retrieval.words import content_words
from coach.text import MONTHS, fold


@dataclass(frozen=True)
class InCircle:
    """Everybody of one circle."""

    circle: str


@dataclass(frozen=True)
class WorksIn:
    """Everybody whose work is this: a trade, an employer, or a whole field ("in energy") in any of its words."""

    words: tuple[str, ...]
    field: bool = False


@dataclass(frozen=True)
class LivesIn:
    """Everybody who lives in a place."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class KnownFrom:
    """Everybody known in, at or from somewhere: a place, an employer, a circle, an occasion."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class MetAt:
    """Everybody met on one occasion or in one place."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Says:
    """Everybody of whom a note says this (a pastime, a language, a pet)."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class QuietFor:
    """Everybody without a real contact for so many days; `since` is the day in words, if a day was meant."""

    days: int
    since: str = ""


@dataclass(frozen=True)
class IntroducedBy:
    """Everybody one of these people led the user to."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class Owes:
    """Everybody with something open between them and the user."""

    by_me: bool
    words: tuple[str, ...] = ()  # of what is owed, when that is asked for


@dataclass(frozen=True)
class BornIn:
    """Everybody with a birthday in a month, 1 to 12."""

    month: int


@dataclass(frozen=True)
class BornWithin:
    """Everybody whose next birthday is so many days ahead, both ends included."""

    first: int
    last: int


@dataclass(frozen=True)
class Everybody:
    """The whole book."""


Filter = (
    Everybody
    | InCircle
    | WorksIn
    | LivesIn
    | KnownFrom
    | MetAt
    | Says
    | QuietFor
    | IntroducedBy
    | Owes
    | BornIn
    | BornWithin
)

_PEOPLE = (
    r"(?:people|persons|contacts|friends|colleagues|folks|ones|women|men|acquaintances|of (?:my|the) \w+)"
)
_OPENING = re.compile(
    rf"^\W*(?:(?:can you |could you |please )?(?:tell me |show me |list |give me |name )(?:me )?(?:all |everyone |everybody )?)?"
    rf"(?:who(?:m)?(?: all| else)?|which {_PEOPLE}|how many(?: other)? {_PEOPLE}|everyone|everybody|anyone|anybody|all (?:the |my )?{_PEOPLE}"
    rf"|(?:the |my )?{_PEOPLE}|(?:is|are) there (?:anyone|anybody|{_PEOPLE})|do i (?:know|have) (?:anyone|anybody|someone|somebody|{_PEOPLE}))"
    r"\b\s*(?:that |who |whom |do i know (?:who|that) |i know (?:who|that) |in my (?:book|network|notes) (?:who|that)? ?)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_EVERYBODY = re.compile(
    rf"^how many {_PEOPLE} (?:do i (?:know|have)|(?:are|is) (?:there )?(?:in|on))\b(?: (?:in )?(?:total|all|my (?:book|network|notes)))?$|^(?:list )?(?:everyone|everybody|all (?:the |my )?{_PEOPLE})(?: (?:that )?i know)?$"
    rf"|^who (?:all )?do i know$",
    re.IGNORECASE,
)
_SPOKEN = (
    r"(?:spoken|talked|been in (?:touch|contact)|heard|seen|contacted|met|written|called|caught up|speak|talk|hear|see|"
    r"contact|meet|write|call|catch up|been speaking|been talking)"
)
_QUIET = re.compile(
    rf"\b(?:have|did|do|'ve)(?:n['’]?t| not|) ?(?:i )?(?:not |n['’]t |never )?{_SPOKEN}\b.*?\b(?:for|in|since|after|over|within|this|lately|recently)\b(?P<span>.*)$"
    r"|\b(?:los(?:ing|t)|out of|drifting|drifted|fallen out of|lost) (?:touch|contact|apart|away)\b|\bdrifting\b|\bgone quiet\b"
    r"|\b(?:been|gone) (?:quiet|silent) (?:for|since)\b(?P<span2>.*)$",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"n['’]t\b|\bnot\b|\bnever\b|\blong(?:est)?\b|\bmore than\b|\blost?\b|\blosing\b|\bdrift|\bquiet\b|\bout of\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?P<count>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|half a|couple of|few)?\s*(?P<unit>day|week|month|year|age|long)s?\b",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18, "couple of": 2, "few": 3,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "age": 365, "long": 365}
_OWE_THEM = re.compile(
    r"\b(?:do|did) i (?:still )?owe\b|\bi(?:'m| am)? (?:still )?ow(?:e|ing)\b|\b(?:have|did) i promised?\b|\bi(?:'ve| have)? promised\b|\bam i in debt\b",
    re.IGNORECASE,
)
_OWE_ME = re.compile(r"\bowes? me\b|\bpromised me\b|\b(?:has|have) promised\b|\bstill owes?\b", re.IGNORECASE)
_OWE_PLAIN = frozenset(
    [
        "something",
        "anything",
        "thing",
        "favour",
        "favor",
        "favours",
        "favors",
        "money",
        "reply",
        "answer",
        "answers",
        "message",
        "open",
        "still",
        "owe",
        "owes",
        "owing",
        "promise",
        "promised",
        "promises",
        "what",
        "debt",
    ]
)
_INTRODUCED = re.compile(
    r"\bintroduced me to\b|\bintroduced by\b|\bintroduce me to\b|\b(?:know|met|meet|got to know)\b.*\bthrough\b|\bthrough\b.*\b(?:know|met|meet)\b|\bcame through\b",
    re.IGNORECASE,
)
_WHO_INTRODUCED = re.compile(r"^\W*who(?:m)? (?:has |had |first )?introduced (?:me|us)\b", re.IGNORECASE)
_BIRTHDAY = re.compile(r"\bbirthdays?\b|\bborn in\b", re.IGNORECASE)
_CIRCLE = re.compile(
    r"\b(?:in|from|of) (?:the |my )?(?P<name>[\w' -]+?) (?:circle|group)\b|\bcircle (?:of )?(?P<name2>[\w' -]+)",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"^(?:work(?:s|ing|ed)?|(?:is|are|who is) (?:working|employed)|(?:has|have) (?:a )?jobs?|(?:is|are) in the)\b(?: currently| now)?(?: (?:in|at|for|with|as|on|by))?(?: (?:the|a|an))? (?P<what>.+)$",
    re.IGNORECASE,
)
_IN_A_FIELD = re.compile(
    r"^(?:(?:is|are|who is) )?(?:work(?:s|ing|ed)?|employed|(?:has|have) (?:a )?jobs?)?\b(?: currently| now)? ?(?:in|with)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"^(?:is|are|'s) (?:an? |the )?(?P<what>[\w' -]+?)(?: by (?:profession|trade|training))?$", re.IGNORECASE
)
_LIVES = re.compile(
    r"^(?:(?:do|does) )?(?:i know (?:who|that) )?(?:live|lives|living|(?:is|are) (?:living|based|located)|based|resides?|reside)\b.*?\b(?:in|at|near|around|on)\b (?:the )?(?P<what>.+)$",
    re.IGNORECASE,
)
_KNOW = re.compile(
    r"^(?:do i|i|do we|have i got|do i have|did i)? ?(?:know|have|contacts?)?\b ?(?:people |contacts |anyone )?\b(?:in|at|from) (?:the |my )?(?P<what>.+)$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^(?:(?:did|have) )?i (?:first )?(?:meet|met|get to know|got to know)\b.*?\b(?:at|in|on|during|from) (?:the |my |a )?(?P<what>.+)$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^(?:(?:really )?(?:like|love|enjoy|play|speak|collect|cook|bake|sing|knit|paint|climb|sail|garden)s?|"
    r"knows? (?:about|how to)|(?:is|are) (?:interested in|into|keen on|good at|learning|fond of|allergic to)|(?:has|have) (?:an? |got )?|can|likes? to|used to) ?(?P<what>.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\b(?:at the moment|these days|right now|currently|now|nowadays|today|in my (?:book|network|notes)|do i know|that i know|i know)\b",
    re.IGNORECASE,
)
_TOO_MANY_WORDS = 5


def read_filters(question: Question, circles: Sequence[str], today: date) -> tuple[Filter, ...]:
    """The filters a whole-book question asks for, or nothing when it is no such question."""
    text = " ".join(question.text.split()).rstrip(" ?.!")
    opening = _OPENING.match(text)
    whole = opening is not None
    if _EVERYBODY.match(text):
        return (Everybody(),)
    rest = _TAIL.sub(" ", opening["rest"] if opening else text).strip(" ,")
    if found := _about_time(text, question, today) if whole else None:
        return (found,)
    if owed := _about_ledger(text, question, whole):
        return (owed,)
    if question.named and _INTRODUCED.search(text) and not _WHO_INTRODUCED.match(text) and whole:
        return (IntroducedBy(tuple(sorted(question.person_ids))),)
    if _BIRTHDAY.search(text) and not question.named and (born := _about_birthdays(text, today)):
        return (born,)
    if not whole or (question.named and not _names_an_employer(rest, question)):
        return ()
    return _about_words(text, rest, circles)


def _names_an_employer(rest: str, question: Question) -> bool:
    """Whether a person's name is only part of an employer's: "works at Lingua Bridge", though one is called Lingua."""
    match = _WORKS.match(rest)
    if match is None or re.search(r"['’]s\b|\bwith\b", rest):
        return False
    named = {word for one in question.named for word in one.written.split()}
    return named < set(fold(match["what"]).split())


def _about_words(text: str, rest: str, circles: Sequence[str]) -> tuple[Filter, ...]:
    """Circle, work, place, occasion or pastime, by the shape of what follows the opening."""
    if match := _CIRCLE.search(text):
        name = fold(match["name"] or match["name2"])
        known = [circle for circle in circles if fold(circle) == name] or [
            circle for circle in circles if name in fold(circle)
        ]
        return (InCircle(known[0] if known else name),)
    shapes: tuple[tuple[re.Pattern[str], type[MetAt | WorksIn | LivesIn | KnownFrom | Says]], ...] = (
        (_MET, MetAt),
        (_WORKS, WorksIn),
        (_LIVES, LivesIn),
        (_KNOW, KnownFrom),
        (_SAYS, Says),
        (_IS_A, WorksIn),
    )
    for pattern, kind in shapes:
        if match := pattern.match(rest):
            words = tuple(content_words(match["what"]))
            if pattern is _IS_A and match["what"].split()[0].endswith("ing"):
                return ()
            if (
                not words
                or len(words) > _TOO_MANY_WORDS
                or re.search(r"\b(?:my|me|i|his|her)\b", match["what"], re.IGNORECASE)
            ):
                return ()
            for circle in circles:
                if kind is KnownFrom and fold(circle) == fold(match["what"]):
                    return (InCircle(circle),)
            if kind is WorksIn:
                return (WorksIn(words, field=bool(_IN_A_FIELD.match(rest))),)
            return (kind(words),)
    return ()


def _about_time(text: str, question: Question, today: date) -> QuietFor | None:
    match = _QUIET.search(text)
    if not match or not _NEGATION.search(text):
        return None
    span = match["span"] or match["span2"] or ""
    if question.dates and re.search(r"\b(?:since|after)\b", text):
        return _quiet_since(_last_day(question.dates[1]), today)
    if re.search(r"\bthis year\b", text, re.IGNORECASE):
        return _quiet_since(date(today.year - 1, 12, 31), today)
    if re.search(r"\bthis month\b", text, re.IGNORECASE):
        return _quiet_since(today - timedelta(days=today.day), today)
    if re.search(r"\b(?:lately|recently|in a while)\b", text, re.IGNORECASE):
        return QuietFor(90)
    length = _SPAN.search(span)
    if length is None:
        return QuietFor(180) if not span.strip() else QuietFor(365) if "age" in span else None
    return QuietFor(_days_of(length))


def _about_ledger(text: str, question: Question, whole: bool) -> Owes | None:
    """Debts and promises of the whole book, all or those of one thing ("whom do I owe a dinner?")."""
    if question.named or not (whole or text.casefold().startswith("what")):
        return None
    words = tuple(word for word in question.content if word not in _OWE_PLAIN)
    if words and not whole:
        return None
    if _OWE_THEM.search(text):
        return Owes(True, words)
    return Owes(False, words) if _OWE_ME.search(text) else None


def _about_birthdays(text: str, today: date) -> BornIn | BornWithin | None:
    """ "In June", "this month", "in the next two weeks", "this week", "soon"."""
    if month := _month(text, today):
        return BornIn(month)
    folded = fold(text)
    if re.search(r"\b(?:today|tomorrow)\b", folded):
        ahead = int("tomorrow" in folded)
        return BornWithin(ahead, ahead)
    if re.search(r"\bthis week\b", folded):
        return BornWithin(0, 6 - today.weekday())
    if re.search(r"\bnext week\b", folded):
        return BornWithin(7 - today.weekday(), 13 - today.weekday())
    if match := re.search(r"\b(?:next|coming|within|in the|in)\b(?P<span>.*)$", folded):
        length = _SPAN.search(match["span"])
        if length is not None and length["unit"] in _DAYS:
            return BornWithin(0, _days_of(length))
    return BornWithin(0, 30) if re.search(r"\b(?:soon|coming up|upcoming|next)\b", folded) else None


def _quiet_since(day: date, today: date) -> QuietFor:
    return QuietFor((today - day).days, in_words(day.isoformat()))


def _last_day(day: str) -> date:
    year, month, number = (int(part) for part in day.split("-"))
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))


def _days_of(length: re.Match[str]) -> int:
    """A span of time ("two weeks", "half a year") in days."""
    count = (length["count"] or "a").casefold()
    if count == "half a":
        return 182
    return (int(count) if count.isdigit() else _COUNTS.get(count, 1)) * _DAYS[length["unit"].casefold()]


def _month(text: str, today: date) -> int | None:
    folded = fold(text)
    for number, name in enumerate(MONTHS, 1):
        if re.search(rf"\b{name}\b", folded):
            return number
    if "this month" in folded:
        return today.month
    return today.month % 12 + 1 if "next month" in folded else None
