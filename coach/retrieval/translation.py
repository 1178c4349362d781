"""Translates a question about the whole book into a query, clause by clause.

What is not wholly understood is not translated, so that nothing is counted by half a question.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from coach.retrieval.clauses import CLAUSES, SPOKEN, by_words, words_of
from coach.retrieval.query import Field, Filter, Query
from coach.retrieval.question import Question
from coach.retrieval.words import content_words
from coach.text import fold

_PEOPLE = r"(?:people|persons?|contacts?|friends?|colleagues|folks?|ones|women|men|acquaintances|anyone|anybody|everyone|everybody)"
_NUMBERS = {
    name: number
    for number in range(1, 11)
    for name in (
        str(number),
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][number - 1],
    )
}
_PLAINER = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (
            r"^\W*(?:(?:hi|hello|hey|ok|so|um|and|please|thanks)\b(?: there)?[,! ]*|(?:can|could|would|will) you (?:please )?|"
            r"(?:i(?:'d| would)? (?:like|want|need)(?: to know)?|i wonder|do you know|remind me|tell me|show me|give me|find(?: me)?|list|name)\b:? ?"
            r"(?:a list of |all (?=who\b)|please )?)+",
            "",
        ),
        (r"\b(who)['’]?s (?=worked|been|gone|promised|introduced|moved|left|lived|got|had)", r"\1 has "),
        (r"\b(who|that|there|what|it)['’]?s\b(?= )", r"\1 is"),
        (r"\b(have|has|had|do|does|did|is|are|was|were)(?:n['’]t|nt\b)", r"\1 not"),
        (r"\b(i|you|we|they)['’]?ve\b", r"\1 have"),
        (r"\bi['’]?m\b", "i am"),
        (r"\bppl\b", "people"),
        (r"^([\w' -]+?): (?:who|everyone|everybody|people|list)\b.*$", r"who is in my \1"),
        (
            r"\b(?:pls|plz|please|thanks|thank you|ever|also|actually|really|exactly|currently|still|right now|at the moment|these days|nowadays|both|again|all)\b",
            " ",
        ),
        (r"\bnow(?=\s*(?:$|,|and\b|or\b|but\b|(?:live|work)))", " "),
    )
)
_HEAD = re.compile(
    rf"^(?:how many(?: other)?(?: of)?|whose(?= birth)|who(?:m|se)?\b(?: else)?(?: of)?|which(?: of)?|(?:is|are) there|do i (?:know|have)|have i got|the|my|any|(?:with|through) whom)\b ?"
    rf"(?:(?P<most>{'|'.join(_NUMBERS)}) )?(?:(?:of )?(?:the |my |(?=an? )|any )?{_PEOPLE}\b ?)?"
    rf"|^(?:the |my )?{_PEOPLE}\b ?|^(?=birthdays? |(?:have|did|do) i (?:promised?|owe)\b)",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    rf"^(?:how many {_PEOPLE} (?:do i (?:know|have)|(?:are )?(?:there )?(?:are )?(?:in|on))|(?:everyone|everybody|all (?:the |my )?{_PEOPLE})(?: that)?(?: i know)?"
    rf"|(?:my )?{_PEOPLE} i know|who do i know)\b(?: ?(?:in )?(?:total|all|my (?:book|network|notes|list|address book)))?$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"(?:have |did |do )?(?:i |we )?(?:known to |have |not )*(?:gone |been |go )?(?:(?P<old>(?:the )?longest|least recently)|(?P<new>(?:the )?most recently|last))?"
    rf"(?: without)? ?(?:quiet|silent|{SPOKEN})(?: (?:to|with|from|of))?(?: ?(?:for )?(?P<old_after>(?:the )?longest|least recently)| ?(?P<new_after>(?:the )?most recently|last))?$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^(?:\s*(?:,|and|but|or|who|that|which|whom|in my (?:book|network|notes)|(?:that |who |whom )?(?:do )?i know(?= who| that|$| ,)|they|he|she|of (?:them|those)|: ))+\s*",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?P<no>not )?(?:(?:in|at|for|with|from) )?(?:the |an? )?(?P<what>\S.*?)(?=\s*(?:$|,|\b(?:and|or|but|who)\b))",
    re.IGNORECASE,
)
_ANYTHING = re.compile(
    r"(?P<no>(?:(?:do|does|did|is|are|has|have) )?(?:not|never) )?(?P<what>\S.+)$", re.IGNORECASE
)
_IS_ANYBODY = re.compile(r"^(?:is|are|do|have|any|the|my|people|persons?|contacts?|friends?)\b(?! there)")
_BY_WORDS = frozenset(
    [Field.CIRCLE, Field.GROUP, Field.WORK, Field.TRADE, Field.PLACE, Field.ORIGIN, Field.MET, Field.SAID]
)


def read_query(question: Question, today: date) -> Query | None:
    """The query a question asks for, or None when it is no whole-book question or not wholly understood."""
    text = " ".join(question.text.split()).rstrip(" ?.!")
    for pattern, instead in _PLAINER:
        text = " ".join(pattern.sub(instead, text).split())
    if _EVERYBODY.match(text):
        return Query()
    order: Literal["", "newest", "oldest"] = ""
    head = _HEAD.match(text)
    first = None
    if (ordered := _ORDERED.search(text)) and any(ordered.groups()):
        order = "oldest" if ordered["old"] or ordered["old_after"] else "newest"
        first = _NUMBERS[fold(head["most"])] if head and head["most"] else 1
        text = text[: ordered.start()]
        if head is None or not content_words(text[head.end() :]):
            return Query((), order, first)
    if head is None:
        return None
    all_of = _conditions(text[head.end() :], question, today)
    if not all_of or not _all_names_used(all_of, question):
        return None
    # "The best contact" and "do I have time" are no questions for people of whom something is said.
    if _IS_ANYBODY.match(fold(text)) and all(one.field is Field.SAID for group in all_of for one in group):
        return None
    return Query(all_of, order, first)


def _conditions(rest: str, question: Question, today: date) -> tuple[tuple[Filter, ...], ...]:
    """Clause after clause until nothing is left; empty when one is not understood."""
    groups: list[list[Filter]] = []
    while rest.strip():
        link = _LINK.match(rest)
        is_alternative = bool(link and re.search(r"\bor\b", link.group()))
        rest = (rest[link.end() :] if link else rest).strip()
        if not rest:
            break
        read = _clause(rest, question, today) or _more_of(groups, rest) or _anything(rest, question, today)
        if read is None:
            return ()
        found, rest = read
        if is_alternative and groups:
            groups[-1].append(found)
        else:
            groups.append([found])
    return tuple(tuple(group) for group in groups)


def _clause(rest: str, question: Question, today: date) -> tuple[Filter, str] | None:
    for clause in CLAUSES:
        if (match := clause.pattern.match(rest)) and (found := clause.build(match, question, today)):
            return found, rest[match.end() :]
    return None


def _more_of(groups: list[list[Filter]], rest: str) -> tuple[Filter, str] | None:
    """ "Bath or Plymouth": what comes after the link is more of what came before it."""
    last = groups[-1][-1] if groups else None
    match = _MORE.match(rest)
    words = words_of(match["what"]) if match else None
    if last is None or last.field not in _BY_WORDS or match is None or not words:
        return None
    return replace(last, words=words, negated=bool(match["no"])), rest[match.end() :]


def _anything(rest: str, question: Question, today: date) -> tuple[Filter, str] | None:
    """Whatever else may be said of somebody, to the end of the question."""
    match = _ANYTHING.match(rest)
    found = by_words(Field.SAID)(match, question, today) if match else None
    return (found, "") if found else None


def _all_names_used(all_of: tuple[tuple[Filter, ...], ...], question: Question) -> bool:
    """Whether whoever the question names is asked about, or the name is only part of an employer's or a place's."""
    used = {one for group in all_of for each in group for one in each.person_ids}
    said = {word for group in all_of for each in group for word in each.words}
    return all(set(named.person_ids) <= used or set(named.written.split()) < said for named in question.named)
