"""Whom a sentence of a note is about. A message may only say what stands in sentences about its recipient:
"Met through Priya at a pub quiz" on Marek's page is a memory of Marek, whoever else it names.
"""

import re
from collections.abc import Iterator

from coach.people.book import Book
from coach.people.clauses import Sentence, sentences_of
from coach.types import Note

_PRONOUN = re.compile(r"(?:she|he|they|her|his|their)\b", re.IGNORECASE)
_SPEAKS_OF = re.compile(r"\b(?:she|he|they|her|his|him|their|them|we|us|our)\b", re.IGNORECASE)
_THIRD = re.compile(r"\b(?:she|he|her|his|him)\b", re.IGNORECASE)
_MINE = re.compile(r"(?:i|we|my|our)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:through|via|by|about|of|for|from|than|like|at|after|before|because|near|without)\s*\[*$",
    re.IGNORECASE,
)
_NEWS_FROM = re.compile(  # it is the sender's news
    r"^(?:(?:an?|the|another|long|short)\s+)*(?:letter|card|postcard|e-?mail|mail|text|message|note|call|phone\s?call|word|news|visit|parcel)\s+from\s*\[*$",
    re.IGNORECASE,
)
_FEW = 5  # words before a name that is still what the sentence begins with: "Had a long lunch with"


class Subjects:
    """Whom each sentence is about, note by note. Unsure is None."""

    def __init__(self, book: Book) -> None:
        self._book = book
        owners = book.store.facts.owners_by_source()
        self._own_pages = {source for source, people in owners.items() if source and len(people) == 1}
        self._read: dict[str, list[tuple[int, int, int | None]]] = {}

    def at(self, note: Note, place: int) -> int | None:
        """The person whom the sentence at this place is about."""
        for start, end, person_id in self._spans(note):
            if start <= place < end:
                return person_id
        return None

    def of_quote(self, note: Note, quote: str) -> int | None:
        """The person whom the sentence is about that a verbatim quote begins in."""
        place = note.text.find(quote)
        return self.at(note, place) if place >= 0 and quote else None

    def _spans(self, note: Note) -> list[tuple[int, int, int | None]]:
        if note.id not in self._read:
            self._read[note.id] = list(self._subjects(note))
        return self._read[note.id]

    def _subjects(self, note: Note) -> Iterator[tuple[int, int, int | None]]:
        if not note.person_ids:
            return
        owner = note.person_ids[0]
        mentions = self._book.mentions(note.text)
        own_page = note.source in self._own_pages
        end = 0
        # A note that names nobody else is about its owner from its first word.
        alone = {mention.person_id for mention in mentions} <= {owner} and note.person_ids == (owner,)
        going_on = owner if alone else None
        for sentence in sentences_of(note, mentions, owner, own_page=own_page):
            start = note.text.index(sentence.quote, end)
            if "\n\n" in note.text[end:start]:
                going_on = None
            end = start + len(sentence.quote)
            subject, going_on = _subject(sentence, going_on)
            going_on = owner if alone and going_on is None else going_on
            yield start, end, subject


def _subject(sentence: Sentence, going_on: int | None) -> tuple[int | None, int | None]:
    """Whom a sentence is about, and whom a pronoun after it means.

    Args:
        going_on: whom a pronoun in it means, in a note that is about several people.
    """
    words = sentence.words.lstrip(" [*")
    first = sentence.named[0] if sentence.named else None
    before = sentence.quote[sentence.lead : first.start].strip(" [\"'(*") if first else ""
    if first is not None and not before:
        return first.person_id, first.person_id
    if sentence.own_note:
        # Without a subject, or with the user's "I", a line on somebody's page is about them; "told me she is moving"
        # after a line about another is not.
        of_another = first is None and sentence.current != sentence.owner and _THIRD.search(words)
        return (sentence.current if of_another or _PRONOUN.match(words) else sentence.owner), sentence.current
    if first is None:
        # "Found the pencils" in a journal is the user's own doing.
        return (going_on if _SPEAKS_OF.search(words) else None), going_on
    if _PRONOUN.match(words):
        return going_on, going_on
    named = {mention.person_id for mention in sentence.named}
    beside = sentence.quote[first.end :].lstrip("]")[:2] in {"'s", "’s"} or (
        _ASIDE.search(before) and not _NEWS_FROM.match(before)
    )
    if len(named) > 1 or beside or len(before.split()) > _FEW + bool(_MINE.match(words)):
        return None, None
    return first.person_id, first.person_id
