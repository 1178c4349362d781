"""What is open between the user and others: first the ledger, then the sentences that promise, lend or owe."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from coach.people.book import Book
from coach.people.names import word_set
from coach.retrieval.passages import passage_spans
from coach.retrieval.subjects import Told, quoted, sentences_about
from coach.retrieval.words import content_words, says
from coach.types import Citation, Person

_OF_MINE = re.compile(
    r"\bdo i (?:still )?owe\b|\b(?:did|have|had) i (?:ever |still )?(?:promised?|owed?)\b|\bmy (?:promises?|debts?) to\b"
    r"|\bam i (?:still )?(?:owing|in debt)\b|\bi(?:['’]ve| have)? promised\b",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(
    r"\bowes? me\b|\bpromised? (?:to )?(?:me|us)\b|\bowe me\b|\b(?:has|have|did|does) .+ (?:promised?|owe)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:did|have) (?:i|we) (?:ever )?(?:give|given)\b", re.IGNORECASE)
_RECEIVED = re.compile(r"\b(?:did|have|has) .+ (?:ever )?(?:give|given) (?:me|us)\b", re.IGNORECASE)
_PLAIN = word_set(
    """
    owe owes owed owing promise promised promises still open debt debts exactly back offer offered lend lent
    money favour favor given gift gifts present presents
    """
)
_I_GAVE = r"(?:^|[.!?:] |\d )(?:Gave|Lent|Sent|Brought)\b(?! (?:me|us)\b)|\bI(?: have|['’]ve)? (?:gave|given|lent|brought|bought|made|sent) (?:him|her|them|it to)\b"
_THEY_GAVE = r"\b(?:gave|given|brought|bought|made|sent) (?:me|us)\b"
_SAID_I = r"\btold (?:him|her|them|[A-Z]\w{1,20}) (?:that )?I\b|\b(?:I|we)(?: still| also| have|['’]ve)? (?:promised|said (?:that )?I['’]?(?:d| would| will|ll))\b|\bI['’]ll\b|\bversprochen, dass ich\b"
_I_OWE = r"\b(?:I|we)(?: still| also| have|['’]ve)? owe\b|\bstill owe (?:it|him|her|them)\b|\b(?:le|les) debo\b|\bich schulde\b"
_MY_LOAN = r"\blent me\b|\bgive (?:it|them) back\b|\bI still have (?:his|her|their)\b"
_SAID_THEY = r"\bpromised me\b|\bpromised to\b|\b(?:s?he|they) said (?:s?he|they)['’]?(?:d| would| will|ll)\b|\bhat mir versprochen\b"
_THEY_OWE = r"\bowes? me\b|\bnever paid\b|\bme debe\b|\bschuldet mir\b"
_THEIR_LOAN = r"\bI lent\b|\bborrowed\b"
_OPEN_MINE = re.compile(rf"{_I_OWE}|\b(?:I|we)(?: have|['’]ve)? promised\b", re.IGNORECASE)
_OPEN_THEIRS = re.compile(rf"{_THEY_OWE}|\bpromised me\b|\bhat mir versprochen\b", re.IGNORECASE)
_LOOKED_UP = (
    "promise",
    "promised",
    "owe",
    "owes",
    "paid",
    "debo",
    "debe",
    "schulde",
    "schuldet",
    "versprochen",
)
# "If you ever need a reference, ask me" is an offer: nobody owes it.
_IF_ASKED = re.compile(r"\b(?:if|when|wenn|offered|could|can|any ?time|whenever)\b", re.IGNORECASE)
_PROMISED = re.compile(r"\bpromis|\bow(?:e|es|ing)\b|\bversprochen\b|\bdeb[eo]\b|\bschulde", re.IGNORECASE)
_SHOWN = 3
_SHORT = 6  # words

Sentences = Callable[[Sequence[Sequence[str]], re.Pattern[str]], Iterable[tuple[int, Citation]]]
"""Looks up every sentence that matches, of every note with a word of each group: whom it is about, and the line."""


def promises(book: Book, sentences: Sentences, *, by_me: bool) -> Iterator[tuple[int, Citation]]:
    """Everything open on one side in the whole book: whose it is, and the line; the ledger before other sentences."""
    direction = "promised_by_me" if by_me else "promised_to_me"
    done: set[tuple[str, str]] = set()
    for person_id, entry in book.store.facts.ledger():
        if entry.direction != direction or entry.citation is None:
            continue
        done.add((entry.citation.note_id, entry.citation.quote))
        if entry.open and (by_me or _PROMISED.search(entry.text) or not _IF_ASKED.search(entry.text)):
            yield person_id, entry.citation
    for person_id, cite in sentences([_LOOKED_UP], _OPEN_MINE if by_me else _OPEN_THEIRS):
        if (cite.note_id, cite.quote) not in done:
            yield person_id, cite


def owed_told(book: Book, person: Person, question: str, named: Sequence[str]) -> Told | None:
    """What the user owes, promised or gave this person, or the person them; None when no note says so.

    Args:
        named: the folded words the question uses for the person. Its other words narrow down what is meant.
    """
    by_me = bool(_OF_MINE.search(question) or _GIVEN.search(question))
    is_open = bool(_OF_MINE.search(question) or _OF_THEIRS.search(question))
    direction = (
        ("promised_by_me" if by_me else "promised_to_me") if is_open else "gave" if by_me else "received"
    )
    cites = [
        entry.citation
        for _, entry in book.store.facts.ledger(person.id)
        if (entry.open or not is_open) and entry.direction == direction and entry.citation is not None
    ]
    if not cites:
        # What was lent is owed, but nobody promised it.
        said, owed, loan = (_SAID_I, _I_OWE, _MY_LOAN) if by_me else (_SAID_THEY, _THEY_OWE, _THEIR_LOAN)
        asked = said if re.search(r"promis", question, re.IGNORECASE) else f"{said}|{owed}|{loan}"
        if not is_open:
            asked = _I_GAVE if by_me else _THEY_GAVE
        pattern = re.compile(asked, re.IGNORECASE)
        cites = [one for one in sentences_about(book, person) if pattern.search(one.quote)]
    words = [word for word in content_words(question) if word not in named and word not in _PLAIN]
    narrowed = [one for one in cites if any(says(one.quote, [word]) for word in words)]
    shown = tuple(dict.fromkeys(_widened(book, one) for one in (narrowed or cites)))[:_SHOWN]
    return Told(" ".join(quoted(one) for one in shown), shown) if shown else None


def _widened(book: Book, cite: Citation) -> Citation:
    """A sentence too short to say what it is about ("I promised before midsummer.") with those it stands among."""
    if len(cite.quote.split()) > _SHORT:
        return cite
    for note in book.store.notes.get([cite.note_id]):
        at = note.text.find(cite.quote)
        for start, end in passage_spans(note.text):
            if start <= at and at + len(cite.quote) <= end:
                return replace(cite, quote=note.text[start:end])
    return cite


def asks_for_debts(question: str) -> bool:
    """Whether a question is about what one owes, promised or gave the other."""
    return any(one.search(question) for one in (_OF_MINE, _OF_THEIRS, _GIVEN, _RECEIVED))
