"""Whom a sentence is about: one note may speak of several people, and the name often stands a sentence earlier."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.people.book import Book
from coach.people.pages import facts_of
from coach.retrieval.passages import in_words, on_one_line
from coach.retrieval.question import Question
from coach.retrieval.words import content_words, family, stem, stems
from coach.text import sentence_spans
from coach.types import Citation, Note, Passage, Person

_GOES_ON = re.compile(r"^\W*(?:he|she|they|it|i|we|his|her|their|my|said|told)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A sentence about one person and the notes it rests on."""

    text: str
    citations: tuple[Citation, ...]


def sentences_about(book: Book, person: Person) -> Iterator[Citation]:
    """Every sentence of the notes that is about this person, the newest note first, each as a citation."""
    for note in reversed(book.store.notes.of_person(person.id)):
        for start, end, about in _subjects(book, note):
            if about == person.id:
                yield Citation(note.id, person.name, note.date, note.text[start:end])


def _subjects(book: Book, note: Note) -> Iterator[tuple[int, int, int | None]]:
    """Each sentence of a note and whom it is about: whom it names first, or whom the ones before it named."""
    current = note.person_ids[0] if len(note.person_ids) == 1 else None
    own = current is not None
    for start, end in sentence_spans(note.text):
        sentence = note.text[start:end]
        named = [mention.person_id for mention in book.mentions(sentence)]
        # "He can introduce me to Tessa" still speaks of him.
        if named and not own and (current is None or not _GOES_ON.match(sentence)):
            current = named[0]
        yield start, end, current


def quoted(cite: Citation) -> str:
    """A line of a note with where it stands, for showing."""
    when = f" of {in_words(cite.date)}" if cite.date else ""
    about = f" on {cite.person}" if cite.person else ""
    return f'From your note{when}{about}: "{on_one_line(cite.quote)}"'


def owner_of(book: Book, passage: Passage) -> int | None:
    """Whose note a passage stands in; its `person_ids` are in no order."""
    people = (book.store.people.get(one) for one in passage.person_ids)
    return next((person.id for person in people if person and person.name == passage.person), None)


def with_subject(book: Book, question: Question, passage: Passage) -> Passage:
    """The passage under the name of whom it answers about: the one asked about, else whom its best sentence names."""
    asked = [one for named in question.named for one in named.person_ids if one in passage.person_ids]
    other = (
        _nearest_name(book, question, passage.text, without=asked)
        if not asked or question.kind == "who"
        else None
    )
    about: int | None = other
    if asked and other is None:
        # "Who is Pilar's sister?": the line of the sister's own page is about her.
        owner = owner_of(book, passage)
        about = owner if question.kind == "who" and owner is not None and owner not in asked else asked[0]
    person = book.store.people.get(about) if about is not None else None
    return replace(passage, person=person.name) if person and person.name != passage.person else passage


def told_apart(book: Book, question: Question, person_ids: Sequence[int]) -> list[Person]:
    """The namesakes, or those of them that the question tells apart: "Tom the electrician", "Tom from Leeds"."""
    people = [person for one in person_ids if (person := book.store.people.get(one)) is not None]
    return [person for person in people if _told_by(book, question, person)] or people


def asked_of(book: Book, question: Question, person: Person) -> Question:
    """The question without the words that only tell which of the namesakes is meant: "the swimming Bruno"."""
    told = _told_by(book, question, person)
    left = tuple(word for word in question.content if word not in told)
    return replace(question, content=left) if left else question


def _told_by(book: Book, question: Question, person: Person) -> set[str]:
    """The words of a question that stand on somebody's card or among their jobs and places."""
    facts = (fact.value for fact in facts_of(book, person) if fact.kind in {"role", "organization", "place"})
    card = f"{person.role or ''} {person.circle or ''} {person.organization or ''} {' '.join(facts)}"
    return set(question.content) & set(content_words(card))


def _nearest_name(book: Book, question: Question, text: str, *, without: Sequence[int]) -> int | None:
    """Whom the sentence that says most of the question names nearest to what it says; else the name before it."""
    wanted = (
        frozenset().union(*(family(word) for word in question.content)) if question.content else frozenset()
    )
    spans = list(sentence_spans(text))
    if not wanted or not spans:
        return None
    start, end = max(spans, key=lambda span: len(wanted & stems(text[span[0] : span[1]])))
    mentions = [one for one in book.mentions(text) if one.person_id not in without]
    inside = [one for one in mentions if start <= one.start < end]
    if not inside:
        before = [one for one in mentions if one.end <= start]
        return before[-1].person_id if before else None
    places = [
        start + at.start()
        for at in re.finditer(r"\w+", text[start:end])
        if stem(at.group().casefold()) in wanted
    ]
    if not places or _GOES_ON.match(text[start:end]):
        return None if not places else inside[0].person_id
    return min(inside, key=lambda one: min(abs(one.start - place) for place in places)).person_id
