"""Reads a question: whom it names, when it means, what kind of answer it wants, and which words matter.

Rules only, and cheap: names are looked up in the word index, however many people there are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from coach.index.lexical import Words
from coach.people.names import ALSO_WORDS, TITLES, word_set
from coach.retrieval.spans import cut, days_in
from coach.retrieval.words import STOP, content_words, folded_words
from coach.text import MONTHS, WEEKDAYS, fold

Kind = Literal["who", "where", "when", "how_many", "what", "why", "whether"]

_NOW = re.compile(
    r"\b(?:now|currently|nowadays|these days|at the moment|today|still|latest|newest|most recent|last time|last (?:see|saw|meet|met|talk|spoke|hear|heard))\b"
    r"|^(?:who|where|what|which|how)\b.{0,40}?\b(?:is|are|does|do|has|have)\b|^(?:is|are|does|do)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:did|was|were|used to|had|before|first|ago|back (?:in|then)|originally|former(?:ly)?)\b",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "how_many",
        re.compile(r"\bhow (?:many|much|old|long|often|far|big|tall)\b|\bnumber of\b", re.IGNORECASE),
    ),
    (
        "when",
        re.compile(
            r"\bwhen\b|\bwhat (?:day|date|year|month|time)\b|\bwhich (?:day|year|month)\b|\bhow long ago\b|\bbirthday\b",
            re.IGNORECASE,
        ),
    ),
    (
        "where",
        re.compile(
            r"\bwhere?\b|\bwhat (?:city|town|country|place|street|school|company)\b|\bwhich (?:city|town|country|place|street|school|company)\b",
            re.IGNORECASE,
        ),
    ),
    ("who", re.compile(r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:friend|person|colleague)\b", re.IGNORECASE)),
    ("why", re.compile(r"\bwhy\b|\bwhat for\b|\bhow come\b", re.IGNORECASE)),
)
_WHAT = re.compile(r"\b(?:what|which|how)\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
_IS_IT = re.compile(r"\W*(?:is|was) it\b", re.IGNORECASE)
_MANY = re.compile(
    r"\b(?:every(?:one|body)|any(?:one|body)|all (?:of )?(?:my|the|those|them)|(?:who|which) (?:of|among)|"
    r"which (?:[\w-]{1,30} )?(?!does|has|is|was)[\w-]{1,30}s|whose [\w-]{1,30}s|whom have)\b"
    r"|^\W*who(?:'d|'s)?\s+(?:(?:else|all|here)\s+)?(?:is|are|has|have|does|do|can|could|would|will|might|\w+s)\b",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"^\W*(?:(?:do i know )?any(?:one|body)|who(?:m| else)?|which of (?:my|the) [\w-]{1,30}|is there (?:any|some)(?:one|body))\b[^?]{0,30}?"
    r"\b(?:do i know|could|can|might|would be able to|may be able to|knows? (?!(?:me|him|her|them|us|each)\b)|good (?:with|at)|to ask|should i ask|i could|i can)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"(?:,| and|, and)\s(?=(?:what|who|whom|where|when|how|why|which|did|does|do|is|are|was|were|has|have)\b)"
)
_EVENT = re.compile(
    r"\b(?P<side>before|until|after|since)\s+(?P<event>(?:I|we|he|she|they|my|the|[A-Z][\w-]{1,30})\s[^?.!,;]{3,80})"
)
_CAPITAL_WORD = re.compile(r"(?<![\w'’-])[^\W\d_a-zà-öø-ÿ][\w'’-]*", re.UNICODE)
_MY_KIN = re.compile(
    r"\bmy\s+(aunt|auntie|uncle|grandma|grandmother|grandpa|grandfather|granny|cousin|mum|mom|dad|mother|father|godmother|godfather|doctor|neighbour|neighbor)\b(?!\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_LONGEST_NAME = 5  # words
_LEAST_ENGLISH = 0.25  # of an English question are small words
_NOT_NAMES = word_set(
    """
    i christmas easter english german french spanish portuguese italian dutch polish linkedin google facebook
    whatsapp instagram private ceo cv phd mba uk us usa eu it hr ai
    """
) | frozenset((*MONTHS, *WEEKDAYS))


@dataclass(frozen=True)
class Named:
    """A name as the question writes it, and everybody it may mean: several for a shared first name."""

    written: str
    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What was understood. `dates` are ISO days, both ends included, and `date_words` the words for them; `strangers` are names that nobody bears."""

    text: str
    kind: Kind
    named: tuple[Named, ...] = ()
    strangers: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    dates: tuple[str, str] | None = None
    date_words: tuple[str, ...] = ()
    about_now: bool = False

    @property
    def asks_for_many(self) -> bool:
        """Whether it may mean several people: "everybody who", "which of them", or "who" and what is so now."""
        return bool(_MANY.search(self.text))

    @property
    def asks_for_help(self) -> bool:
        """Whether it looks for somebody who could do or know something: a likely person is worth showing."""
        return bool(_HELP.search(self.text))

    @property
    def person_ids(self) -> frozenset[int]:
        return frozenset(person_id for named in self.named for person_id in named.person_ids)


def parts_of(text: str) -> list[str]:
    """The questions that one sentence asks: "what does Ana do, and where does Ben live?" are two."""
    return [part.strip() for part in _SECOND.split(text)]


@dataclass(frozen=True)
class Event:
    """What a question dates itself by: "before I left the hospital". `rest` is the question without it."""

    words: str
    is_end: bool
    rest: str


def event_in(text: str) -> Event | None:
    """The happening that a question lies before or after, if it names one in words."""
    match = _EVENT.search(text)
    if match is None:
        return None
    return Event(match["event"], match["side"] in {"before", "until"}, cut(text, match))


def read_question(text: str, words: Words, today: date) -> Question:
    """Reads a question against the names of the word index."""
    named, strangers, used = _names(text, words)
    dates, without_dates = days_in(text, today)
    content = [word for word in content_words(without_dates) if word not in used]
    return Question(
        text=text,
        kind=_kind(text),
        named=tuple(named),
        strangers=tuple(strangers),
        content=tuple(content),
        dates=dates,
        date_words=tuple(word for word in folded_words(text) if word not in folded_words(without_dates))
        if dates
        else (),
        about_now=bool(_NOW.search(text)) and not _PAST.search(text) and dates is None,
    )


def _kind(text: str) -> Kind:
    """What the first of its asking words asks for: "what did she say when I left" is no "when"."""
    if _IS_IT.match(text):
        return "whether"
    found = [(match.start(), kind) for kind, pattern in _KINDS if (match := pattern.search(text))]
    first = min(found, key=lambda one: one[0], default=None)
    plain = _WHAT.search(text)
    if first is not None and not (plain and plain.start() < first[0]):
        return first[1]
    return "whether" if plain is None and _WHETHER.search(text) else "what"


# ---- names ------------------------------------------------------------------------------------------------


def _names(text: str, words: Words) -> tuple[list[Named], list[str], set[str]]:
    """Those named, capitalised words that are nobody's name and in no note, and the words both took up."""
    said = folded_words(text)[:200]
    tokens = [_whose(token, words) for token in said]
    capitals = {fold(match.group()).removesuffix("'s") for match in _CAPITAL_WORD.finditer(text)}
    first = tokens[0] if tokens else ""
    named: list[Named] = []
    used: set[str] = set()
    place = 0
    while place < len(tokens):
        length, owners = _longest(tokens, place, words, capitals, first)
        if owners:
            named.append(Named(" ".join(tokens[place : place + length]), tuple(owners)))
            used.update(tokens[place : place + length])
        place += max(length, 1)
    if not named and (kin := _MY_KIN.search(text)):
        owners = words.people_whose_name_begins(fold(kin[1]))
        if owners:
            named.append(Named(kin.group(), tuple(owners)))
            used.update(fold(kin[1]).split())
    strangers = []
    # Nobody is "in England" or "from Poland": a place that no note names is only one more word.
    places = {after for before, after in pairwise(tokens) if before in {"in", "from", "near", "around"}}
    # Where every noun has a capital letter, or other words do, a capital letter names nobody.
    in_english = _LEAST_ENGLISH * len(tokens) <= sum(token in STOP for token in tokens)
    for token in tokens:
        if (
            token in used
            or token not in capitals
            or token in STOP
            or token in _NOT_NAMES
            or token in TITLES
            or len(token) < 3
        ):
            continue
        if words.occurrences(token):
            continue
        owners = _misspelt(token, words)
        if owners:
            named.append(Named(token, tuple(owners)))
            used.add(token)
        elif (token != first and in_english and token not in places) or len(tokens) == 1:
            strangers.append(token)
    return (
        _merged(named),
        strangers,
        used | {plain for plain, token in zip(said, tokens, strict=True) if token in used},
    )


def _whose(token: str, words: Words) -> str:
    """The name in "Ana's", also where the apostrophe is left out and nobody is called so: "anas"."""
    bare = token.removesuffix("'s")
    name = bare[:-1]
    if len(bare) < 4 or not bare.endswith("s") or bare in STOP or name in ALSO_WORDS:
        return bare
    # Hardly any word less its s is a name, so that one is looked up first.
    return name if words.people_called(name) and not words.people_called(bare) else bare


def _longest(
    tokens: Sequence[str], place: int, words: Words, capitals: set[str], first: str
) -> tuple[int, list[int]]:
    for length in range(min(_LONGEST_NAME, len(tokens) - place), 0, -1):
        run = tokens[place : place + length]
        if length == 1:
            word = run[0]
            is_plain = word in STOP or word in ALSO_WORDS or word in TITLES or len(word) < 3
            if is_plain and (word not in capitals or word == first or word in STOP):
                return 1, []
            if word in _NOT_NAMES and word not in capitals:
                return 1, []
        rows = words.people_called(" ".join(run))
        whole = [who for who, kind in rows if kind == "name"] or [
            who for who, kind in rows if kind == "alias"
        ]
        owners = whole if length > 1 else [who for who, _ in rows]
        if length == 1 and not any(word in capitals for word in run):
            # "baker" in small letters is more likely the trade than Mr Baker.
            owners = [who for who, kind in rows if kind != "surname"]
        if owners:
            return length, sorted(set(owners))
    return 1, []


def _misspelt(token: str, words: Words) -> list[int]:
    """The people of the name that is one or two letters away from this word, if only one name is."""
    allowed = 1 if len(token) < 6 else 2
    near = {
        name: DamerauLevenshtein.distance(token, name, score_cutoff=allowed)
        for name in words.names_like(token)
        if " " not in name and name[0] == token[0]
    }
    near = {name: distance for name, distance in near.items() if distance <= allowed}
    if not near:
        return []
    best = min(near, key=lambda name: near[name])
    return sorted({who for who, _ in words.people_called(best)})


def _merged(named: list[Named]) -> list[Named]:
    """Names that may mean the same person narrow each other down: "Maria ... Maria Santos" is one."""
    kept: list[Named] = []
    for name in sorted(named, key=lambda one: len(one.person_ids)):
        if not any(set(other.person_ids) & set(name.person_ids) for other in kept):
            kept.append(name)
    return kept
