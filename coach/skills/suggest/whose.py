"""Whose each sentence of a note is: a note about Ana that says "Ottilie gave the talk. She is a scientist." says nothing of Ana.

Somebody at the head of a sentence takes it and the "she ..." that follow; everything else is the note's own person's. A page
of a journal has no person of its own: there a new line that names nobody is about nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.people.book import Book, Mention
from coach.people.filing import note_id
from coach.people.names import name_tokens
from coach.people.use import use_of
from coach.text import fold, sentence_spans
from coach.types import Note, Use

_LEAD = re.compile(
    r"(?:[\s>*•#\[+–—-]+|\d{4}(?:-\d\d){1,2}[\s:.,–—-]*|(?:Dr|Prof|Mr|Mrs|Ms|Aunt|Uncle|Father|Sister)\b\.?\s+)*"
)
_PRONOUN = re.compile(r"(?:she|he|they|her|his|their|who)\b", re.IGNORECASE)
_STRANGER = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+\s+){1,2}[A-ZÀ-Þ][\w'’-]+(?=\s+[a-z]|,)")
_STRANGERS = -1
_ENDING = re.compile(r"(?:ations?|ings?|ies|ers?|ors?|ed|es|s|y|e)$")


@dataclass(frozen=True)
class Sentence:
    """`note.text[start:end]` is about `person_id`, and whom it names."""

    start: int
    end: int
    person_id: int
    text: str
    named: frozenset[int]

    def shareable(self) -> bool:
        """Whether it may be shown to others."""
        return use_of(self.text) is Use.SHAREABLE


def sentences_of(book: Book, notes: Sequence[Note]) -> dict[str, list[Sentence]]:
    """Note id to the note's sentences, each with whom it is about (-1: a stranger to the book)."""
    spans = {note.id: list(sentence_spans(note.text)) for note in notes}
    texts = [note.text[start:end] for note in notes for start, end in spans[note.id]]
    mentions = iter(book.mentions_of(texts))
    return {note.id: list(_assigned(book, note, spans[note.id], mentions)) for note in notes}


def _assigned(
    book: Book, note: Note, spans: Sequence[tuple[int, int]], mentions: Iterator[list[Mention]]
) -> Iterator[Sentence]:
    owner = note.person_ids[0] if note.person_ids else _STRANGERS
    of_a_journal = note.id == note_id("", note.date, note.text)
    current = owner
    for start, end in spans:
        text = note.text[start:end]
        lead = _LEAD.match(text)
        head = lead.end() if lead else 0
        named = next(mentions)
        first = next((one for one in named if one.start <= head + 2), None)
        if first is not None:
            current = first.person_id
        elif not _PRONOUN.match(text[head:]):
            stranger = _STRANGER.match(text[head:])
            # A namesake's name is nobody's for the book; in one's own note it is one's own.
            own = {word for name in book.names_of(owner) for word in name.split()} if stranger else set()
            theirs = stranger is None or bool(own & set(name_tokens(stranger.group())))
            if not theirs:
                current = _STRANGERS
            elif not of_a_journal:
                current = owner
            elif not named and "\n" in note.text[max(0, start - 2) : start]:
                current = _STRANGERS
        yield Sentence(start, end, current, text, frozenset(one.person_id for one in named))


def part_about(
    sentences: list[Sentence], note: Note, start: int, end: int, person_id: int, stems: set[str]
) -> str | None:
    """Within `note.text[start:end]`, the run of shareable sentences about or naming a person that says most."""
    runs: list[tuple[int, int]] = []
    last_fits = False
    for one in sentences:
        if one.end <= start or one.start >= end:
            continue
        fits = (one.person_id == person_id or person_id in one.named) and one.shareable()
        if fits:
            left, right = max(one.start, start), min(one.end, end)
            runs = [*runs[:-1], (runs[-1][0], right)] if last_fits else [*runs, (left, right)]
        last_fits = fits
    if not runs:
        return None
    best = max(
        runs, key=lambda run: (len(stems & set(stems_of(note.text[run[0] : run[1]]))), run[1] - run[0])
    )
    return note.text[best[0] : best[1]]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem, only good for telling whether two words are of one family: "bakery", "baker" and "bakes" meet."""
    bare = fold(word).replace("'s", "")
    cut = _ENDING.sub("", bare)
    return cut if len(cut) >= 3 else bare


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)]
