"""Who is tied to somebody nearer to the goal, by the ties of the book and by notes that name both in a sentence."""

import re
from collections.abc import Mapping

from coach.people.book import Book
from coach.people.use import use_of
from coach.skills.suggest.dossier import Path
from coach.text import sentence_spans
from coach.types import Citation, Person, Use

_TIE_WORDS = re.compile(
    r"\b(?:knows?|neighbou?r|brother|sister|husband|wife|married|partner|cousin|nephew|niece|son|daughter|friends?|flatmate|introduced|works?\s+(?:with|for)|colleague|"
    r"boss|uncle|aunt|father|mother|plays|shares|through|uses|clients?|met\s+(?:her|him|them)?\s*(?:at|through|via))\b",
    re.IGNORECASE,
)


def paths_to(book: Book, near: Mapping[int, float], people: Mapping[int, Person]) -> dict[int, list[Path]]:
    """Who is tied to one of those near the goal (id to relevance): by a tie of the book, or a note that names both in a sentence."""
    paths: dict[int, list[Path]] = {}

    def add(person_id: int, other_id: int, cite: Citation) -> None:
        if (
            person_id == other_id
            or person_id not in people
            or other_id not in near
            or use_of(cite.quote) is not Use.SHAREABLE
        ):
            return
        if any(path.other.id == other_id for path in paths.get(person_id, ())):
            return
        paths.setdefault(person_id, []).append(Path(people[other_id], cite, near[other_id]))

    ties = [
        (one, other, tie.citation)
        for one, other, tie in book.store.facts.ties()
        if one in near or other in near
    ]
    private = {
        note.id for note in book.store.notes.get([cite.note_id for _, _, cite in ties]) if note.private
    }
    for person_id, other_id, cite in ties:
        if cite.note_id not in private:
            add(person_id, other_id, cite)
            add(other_id, person_id, cite)
    for other_id, notes in book.store.notes.of_people(near).items():
        for note in notes:
            if note.private or len(note.person_ids) < 2:
                continue
            for start, end in sentence_spans(note.text):
                sentence = note.text[start:end]
                if not _TIE_WORDS.search(sentence):
                    continue
                both = {mention.person_id for mention in book.mentions(sentence)} | {note.person_ids[0]}
                for one in both & set(people):
                    if other_id in both:
                        owner = people.get(note.person_ids[0])
                        add(
                            one, other_id, Citation(note.id, owner.name if owner else "", note.date, sentence)
                        )
    return paths
