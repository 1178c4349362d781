"""What was so in a year gone by: facts and lines whose years cover it, never today's state.

"Since 2018" covers 2020 and not 2015; "(2012-2018)" covers both ends.
"""

import re
from collections.abc import Iterator

from coach.people.book import Book
from coach.people.pages import facts_of, holds_on
from coach.retrieval.question import Question
from coach.retrieval.retriever import within
from coach.retrieval.subjects import Told, quoted, sentences_about
from coach.retrieval.words import stems
from coach.text import fold
from coach.types import Passage, Person

_YEAR = r"((?:19|20)\d\d)"
_FROM_TO = re.compile(rf"\b{_YEAR}\s*(?:[-–—]|to|until|till|bis|a|and)\s*{_YEAR}\b", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b(?:since|seit|desde|depuis|from)\s+(?:\w+\s+)?{_YEAR}\b(?!\s*(?:[-–—]|to|until|till))", re.IGNORECASE
)
_OPEN_ENDED = re.compile(r"\b(?:since|after|before|until|till|from|between)\b", re.IGNORECASE)
_WORK = re.compile(
    r"\b(?:work|works|working|worked|job|employed|do|doing|role|position|company|employer)\b", re.IGNORECASE
)
_HOME = re.compile(r"\b(?:live|lives|living|lived|based|reside|stay|staying)\b", re.IGNORECASE)
# "What changed in her working hours in 2019?" is not what she did then.
_PLAINLY = re.compile(rf"{_WORK.pattern}|{_HOME.pattern}|\b(?:city|town|country|place|firm|title)\b")
_WORK_BEFORE = re.compile(
    r"\b(?:left|quit|resigned from|retired from|laid off from|until (?:19|20)\d\d|used to|before that|previously|formerly|moved from|was (?:at|with)|ex)\b",
    re.IGNORECASE,
)
_AT_SOMETHING = re.compile(r"\b(?:at|for|from|with|as|the)\b|\bex-", re.IGNORECASE)


def in_time(question: Question, passage: Passage) -> bool:
    """Whether a passage is of the days a question names, or speaks of them; true where it names none."""
    if question.dates is None or _OPEN_ENDED.search(question.text):
        return True
    if passage.date and within(passage.date, question.dates):
        return True
    return stems(" ".join(question.date_words)) <= stems(passage.text) or _covers(
        passage.text, question.dates
    )


def held_then(book: Book, person: Person, question: Question) -> Told | None:
    """Where somebody worked or lived in a year that the question names, or None when no note covers that year."""
    if (
        question.dates is None
        or _OPEN_ENDED.search(question.text)
        or question.kind not in {"where", "what", "who"}
    ):
        return None
    kinds = ("place",) if _HOME.search(question.text) else ("role", "organization")
    if not _HOME.search(question.text) and not _WORK.search(question.text):
        return None
    if any(not _PLAINLY.search(word) for word in question.content):
        return None
    facts = [
        fact
        for fact in facts_of(book, person)
        if fact.kind in kinds
        and fact.since
        and fact.since <= question.dates[1]
        and (fact.until is None or fact.until >= question.dates[0])
    ]
    if facts:
        values = ", ".join(_unlike(fact.value for fact in facts))
        when = " ".join(question.date_words)
        return Told(
            f"{person.name}, {when}: {values}.", tuple(dict.fromkeys(fact.citation for fact in facts))
        )
    for one in sentences_about(book, person):
        if _covers(one.quote, question.dates) and _AT_SOMETHING.search(one.quote):
            return Told(quoted(one), (one,))
    return None


def formerly(book: Book, person: Person, text: str) -> Told | None:
    """What somebody did before: facts that have ended, else a sentence that says they left."""
    ended = [
        fact
        for fact in facts_of(book, person)
        if fact.kind in {"role", "organization"}
        and not holds_on(fact, book.today)
        and fold(fact.value) not in fold(text)
    ][:3]
    if ended:
        values = ", ".join(dict.fromkeys(fact.value for fact in ended))
        return Told(
            f"{person.name}, before: {values}.", tuple(dict.fromkeys(fact.citation for fact in ended))
        )
    for one in sentences_about(book, person):
        if _WORK_BEFORE.search(one.quote) and _AT_SOMETHING.search(one.quote):
            return Told(quoted(one), (one,))
    return None


def _covers(text: str, dates: tuple[str, str]) -> bool:
    """Whether years written in a text span the days meant."""
    first, last = dates[0][:4], dates[1][:4]
    spans = ((match[1], match[2]) for match in _FROM_TO.finditer(text))
    return any(start <= first and last <= end for start, end in spans) or any(
        match[1] <= first for match in _SINCE.finditer(text)
    )


def _unlike(values: Iterator[str]) -> list[str]:
    """The values, each once, without those that others hold in themselves."""
    kept: list[str] = []
    for value in values:
        if not any(fold(value) in fold(other) for other in kept):
            kept.append(value)
    return kept
