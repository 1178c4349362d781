"""Who the partner is: a person of the book by shareable facts alone, or somebody invented for a scene.

What is invented is listed as made up, for the eyes of the user; it lives in the rehearsal and never in the notes.
"""

import re
from dataclasses import dataclass

from coach.guard.injection import is_instruction
from coach.guard.mirror import delicate_words, harsh_words
from coach.importers.reading.dates import date_at_start
from coach.people.book import Book
from coach.people.second_opinion import careful_use_of
from coach.people.use import use_of
from coach.skills.rehearse.scenes import Scene
from coach.text import sentence_spans
from coach.types import Citation, Note, Person, Use

_MOST_FACTS = 6
_MOST_WORDS = 24
# The user's own side of the story is not the partner's: "I promised her the book" would come out of the wrong mouth.
_OF_THE_USER = re.compile(r"\b(?:I|I'm|I've|I'd|I'll|me|my|mine|we|we're|us|our)\b", re.IGNORECASE)
_CONTACT = re.compile(r"@|https?:|www\.|\+?\d[\d ()/-]{6,}")
# News from a call is about the call: the caller would speak of the vacancy as of their own life.
_OF_A_CALL = re.compile(
    r"^\W*(?:[^\W\d_][\w'’-]*\W+){0,3}?(?:rang|phoned|texted|wrote|e-?mailed|messaged|called|told|asked|said)\b",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(r"^[\s:,;.|)–—-]+")
_MADE_FOR_PAPER = re.compile(
    r"^\W*(?:todo|tbd|ps|nb|met_at|tags?|#|(?:role|organi[sz]ation|circle|aliases?|name|introduced_by|title|company|position)\s*:)|[{}<>|=]|\]\(",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Persona:
    """What the partner knows of itself. `from_notes` are the citations behind `facts` of a real person."""

    name: str
    role: str
    facts: tuple[str, ...]
    from_notes: tuple[Citation, ...]
    made_up: tuple[str, ...]
    real: bool


def persona_of(book: Book, person: Person, scene: Scene) -> Persona:
    """A person of the book as partner: work, and what shareable notes about them alone say, newest first.

    Private and delicate notes, judgements, contact details, the user's own doings and sentences that name anybody else
    stay out.
    """
    citations: list[Citation] = []
    for note in reversed(book.store.notes.of_person(person.id, about_only=True)):
        if note.private or (note.person_ids and note.person_ids[0] != person.id):
            continue
        citations += [
            Citation(note.id, person.name, note.date, sentence)
            for sentence in _sentences(note)
            if _may_be_said(book, person, sentence)
        ]
    kept = tuple(citations[:_MOST_FACTS])
    return Persona(
        name=person.name,
        role=_role(person),
        facts=tuple(_as_told(citation.quote) for citation in kept),
        from_notes=kept,
        made_up=(
            f"mood: {scene.mood}",
            f"what they want of this talk: {scene.goal}",
            f"the place: {scene.place}",
        ),
        real=True,
    )


def invented(scene: Scene) -> Persona:
    """The partner of a scene; all of it is made up."""
    return Persona(
        name=scene.name,
        role=scene.role,
        facts=(facts := (*scene.facts, *scene.life.values())),
        from_notes=(),
        made_up=(f"{scene.name}, {scene.role}", *facts, f"mood: {scene.mood}"),
        real=False,
    )


def _role(person: Person) -> str:
    if person.role and use_of(person.role) is not Use.SHAREABLE:
        return "somebody who knows the person in front of you"
    work = " at ".join(part for part in (person.role, person.organization) if part)
    if person.organization and not person.role:
        work = f"somebody who works at {person.organization}"
    return work or "somebody who knows the person in front of you"


def _as_told(quote: str) -> str:
    """A quote without the marks of its list or link."""
    return " ".join(re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", quote.lstrip("-*• ")).split())


def _sentences(note: Note) -> list[str]:
    """The sentences of a note, verbatim but for the day one begins with, which nobody says of themselves."""
    found = (note.text[start:end] for start, end in sentence_spans(note.text))
    return [_AFTER_DAY.sub("", line[day[1] :]) if (day := date_at_start(line)) else line for line in found]


def _may_be_said(book: Book, person: Person, sentence: str) -> bool:
    words = sentence.split()
    if not 3 <= len(words) <= _MOST_WORDS or sentence.rstrip().endswith("?"):
        return False
    if _OF_THE_USER.search(sentence) or _CONTACT.search(sentence) or _MADE_FOR_PAPER.search(sentence):
        return False
    if _OF_A_CALL.search(sentence):
        return False
    if careful_use_of(sentence) is not Use.SHAREABLE or is_instruction(sentence):
        return False
    if delicate_words(sentence) or harsh_words(sentence):
        return False
    return all(other.id == person.id for other in book.mentioned_in(sentence))
