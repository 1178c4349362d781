"""Who do I know? A walk through ten circles for somebody who thinks they know nobody: one name a line, saved at once.

Whoever is in the book already is recognised and not doubled; where a name could be one of several people, it is
asked and nothing is saved. Each name keeps a note that says when and where it was named, and the user's own words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.errors import AmbiguousPerson, CoachError, NotFound, TooLarge, UnknownPerson, UsageError
from coach.importers.reading.names import looks_like_name
from coach.people.book import Book
from coach.people.filing import file_note, note_id
from coach.people.sources import sources_of
from coach.text import fold, one_line
from coach.types import Citation, Note, Person

SOURCE = "inventory"
"""The source of every note that this walk writes."""

SOMEBODY_NEW = "somebody new"
"""The answer to "is this ...?" that adds another person of the name."""

_LONGEST = 20_000  # characters at once
_LONGEST_NAME = 60
_MARKER = re.compile(r"^\s*(?:[-*•+]|\d{1,3}[.)])\s+")
_AFTER_NAME = re.compile(r"\s*[,;:(/|]\s*|\s+[-–—]\s+")
_JOINED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_PRIVATE = re.compile(r"\bPRIVATE\s*:", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^(?:the|an?|my|our)\s+", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:nobody|no ?one|none|nothing|skip|pass|n/?a|next|done|i\s.*|.*\b(?:don['’]?t|do not|can['’]?t)\b.*)[.!]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Circle:
    """One stop of the walk: the circle as the book keeps it, and what the user is asked."""

    name: str
    title: str
    question: str


CIRCLES = (
    Circle("family", "Family", "Near and far: a cousin you see once a year counts."),
    Circle("friends", "Friends", "Now or years ago. People you liked and lost sight of count too."),
    Circle("classmates", "Classmates", "Who sat near you at school, in training or on a course?"),
    Circle("neighbours", "Neighbours", "Next door, upstairs, across the road: whoever says hello."),
    Circle(
        "co-workers", "Co-workers", "From any job you ever had, paid or not, and the people you served there."
    ),
    Circle(
        "services", "People whose services you use", "Hairdresser, dentist, plumber, the baker who knows you."
    ),
    Circle("worship", "A place of worship", "If you go to one: whom do you sit with, who leads, who sings?"),
    Circle("clubs", "Clubs and pastimes", "A choir, a gym, a class, a team, an allotment, a dog park."),
    Circle(
        "school parents", "Parents at school", "The parents of your children's friends, and their teachers."
    ),
    Circle("online", "Online", "People you write with and would be glad to meet."),
)

Outcome = Literal["new", "known", "unclear", "no_name"]


@dataclass(frozen=True)
class Named:
    """What became of one name. With `unclear` nothing was saved: `candidates` are the people it could be."""

    line: str
    circle: str
    outcome: Outcome
    person: str | None
    candidates: tuple[str, ...]
    citation: Citation | None


@dataclass(frozen=True)
class CircleCount:
    """How many people were named in one circle."""

    circle: str
    title: str
    people: int


@dataclass(frozen=True)
class Inventory:
    """The picture at the end: how many people in which circle, how many the book holds, and one small next step."""

    circles: tuple[CircleCount, ...]
    people_named: int
    people_total: int
    next_step: str


def circle_named(name: str) -> Circle:
    """The circle of a name or title.

    Raises:
        UsageError: there is none of that name.
    """
    wanted = fold(name)
    found = next((one for one in CIRCLES if wanted in (fold(one.name), fold(one.title))), None)
    if found is None:
        raise UsageError(
            f"There is no circle {name!r}. Use one of: {', '.join(one.name for one in CIRCLES)}."
        )
    return found


def name_people(book: Book, circle: str, text: str, *, answer: str | None = None) -> tuple[Named, ...]:
    """Saves whoever is named, one name a line with a few words after it if there are any.

    Args:
        answer: who an unclear name is: one of its candidates, or `SOMEBODY_NEW`.

    Raises:
        UsageError: no such circle. TooLarge: over 20,000 characters.
        UnknownPerson, AmbiguousPerson: `answer` leads to nobody or to several.
    """
    if len(text) > _LONGEST:
        raise TooLarge(
            f"This has {len(text):,} characters; at most {_LONGEST:,} fit. Import a longer list as a file."
        )
    where = circle_named(circle)
    with book.store.transaction():
        return tuple(_take_in(book, where, line, name, answer) for line, name in _lines_in(text))


def named_in(book: Book, circle: str) -> tuple[Named, ...]:
    """Everybody who was named in a circle, in the order of their names."""
    where = circle_named(circle)
    found = []
    for note in book.store.notes.written_by(SOURCE):
        if note.kind != "record" or not note.text.startswith(f"{_first_line(where)}\n"):
            continue
        person = book.store.people.get(note.person_ids[0]) if note.person_ids else None
        if person is not None:
            found.append(_named("", where, "known", book, person, note))
    return tuple(sorted(found, key=lambda one: fold(one.person or "")))


def take_name_back(book: Book, named: str) -> str:
    """Undoes one naming, by the id of its note; the name. Whoever the book knows from nowhere else goes with it.

    Raises:
        NotFound: there is no such note of this walk.
    """
    notes = [note for note in book.store.notes.written_by(SOURCE) if note.id == named]
    person = book.store.people.get(notes[0].person_ids[0]) if notes and notes[0].person_ids else None
    if person is None:
        raise NotFound("That name is not there any more. Nothing was changed.")
    about = book.store.notes.of_person(person.id)
    mine = [note for note in about if note.source == SOURCE and note.person_ids[0] == person.id]
    is_last = sum(note.kind == "record" for note in mine) == 1
    imported = any(person.id in source.people for source in sources_of(book))
    known = imported or len(mine) < len(about) or bool(book.store.people.contacts(person.id))
    with book.store.transaction():
        book.store.notes.remove([note.id for note in mine] if is_last else [named])
        if is_last and not known:
            book.store.people.remove(person.id)
    return person.name


def look_back(book: Book) -> Inventory:
    """How many people were named, by circle, and one small next step."""
    named = {circle: named_in(book, circle.name) for circle in CIRCLES}
    people = {one.citation.person for found in named.values() for one in found if one.citation}
    total = book.store.people.count()
    return Inventory(
        tuple(CircleCount(circle.name, circle.title, len(found)) for circle, found in named.items()),
        len(people),
        total,
        _next_step(named),
    )


def _next_step(named: dict[Circle, tuple[Named, ...]]) -> str:
    warm = [one.person for circle in CIRCLES[:2] for one in named[circle] if one.person]
    anybody = [one.person for found in named.values() for one in found if one.person]
    if not anybody:
        return "Think of one person who was kind to you, and write down the name. One is enough for today."
    return (
        f"Choose the one you would be gladdest to hear from, {(warm or anybody)[0]} for instance, and say hello in two "
        "lines this week. I can draft them with you."
    )


# ---- one line ----


def _lines_in(text: str) -> Iterator[tuple[str, str]]:
    """(line, name) of everybody named: "Ann, Bob and Carla" are three lines; "Ann Park, my dentist" is one."""
    for written in text.splitlines():
        line = _MARKER.sub("", written).strip()
        words = line[: mark.start()] if (mark := _PRIVATE.search(line)) else line
        parts = [part for part in _JOINED.split(words.strip()) if part]
        several = mark is None and (len(parts) > 2 or (len(parts) == 2 and "," not in words))
        if several and all(looks_like_name(part) and len(part.split()) <= 3 for part in parts):
            yield from ((part, part) for part in parts)
        elif line:
            yield line, _AFTER_NAME.split(words.strip(), maxsplit=1)[0]


def _as_name(words: str) -> str:
    """Words as a name: no article, first letters large if all were small; empty if they name nobody."""
    bare = _BEFORE_NAME.sub("", one_line(words)).strip(' .,;:"“”*_[]')
    if (
        len(bare) > _LONGEST_NAME
        or "@" in bare
        or not any(letter.isalpha() for letter in bare)
        or _NOBODY.match(bare)
    ):
        return ""
    if not bare.islower():
        return bare[0].upper() + bare[1:]
    short = len(bare.split()) <= 3
    return (
        " ".join(word[0].upper() + word[1:] for word in bare.split()) if short else bare[0].upper() + bare[1:]
    )


def _take_in(book: Book, circle: Circle, line: str, words: str, answer: str | None) -> Named:
    name = _as_name(words)
    if not name:
        return Named(line, circle.name, "no_name", None, (), None)
    person, candidates = _who(book, name, answer)
    if candidates:
        return Named(line, circle.name, "unclear", None, tuple(candidates), None)
    outcome: Outcome = "known"
    if person is None:
        person, outcome = (
            book.store.people.add(name, created_at=book.today.isoformat(), circle=circle.name),
            "new",
        )
    elif not person.circle:
        book.store.people.update(person.id, circle=circle.name)
    return _named(line, circle, outcome, book, person, _write(book, circle, person, name, line))


def _who(book: Book, name: str, answer: str | None) -> tuple[Person | None, Sequence[str]]:
    """(who it is, or None for somebody new; the people it could be, if that must be asked)."""
    if answer is not None:
        return (None if answer == SOMEBODY_NEW else book.find(answer)), ()
    exact = [
        one for one in map(book.store.people.get, book.store.people.named(fold(name))) if one is not None
    ]
    if len(exact) == 1:
        return exact[0], ()
    if exact:
        return None, [book.label(one) for one in exact]
    try:
        return None, [book.label(book.find(name))]
    except AmbiguousPerson as error:
        return None, error.candidates
    except (UnknownPerson, CoachError):
        return None, ()


def _write(book: Book, circle: Circle, person: Person, name: str, line: str) -> Note:
    """Keeps where and when somebody was named, and what else the line says; nothing twice."""
    before = book.store.notes.of_person(person.id, about_only=True)
    open_words, private = (
        (line[: mark.start()], line[mark.start() :]) if (mark := _PRIVATE.search(line)) else (line, "")
    )
    for words, secret in ((open_words.strip(), False), (private, True)):
        if words and fold(words) != fold(name) and not any(note.text == words for note in before):
            file_note(book, (person,), words, date=book.today.isoformat(), source=SOURCE, private=secret)
    said = next(
        (
            note
            for note in before
            if note.kind == "record" and note.text.startswith(f"{_first_line(circle)}\n")
        ),
        None,
    )
    if said is not None:
        return said
    text = f"{_first_line(circle)}\nnamed by me on: {book.today.isoformat()}"
    note = Note(
        note_id(f"{person.name} {person.id}", None, text),
        text,
        kind="record",
        source=SOURCE,
        person_ids=(person.id,),
    )
    book.store.notes.add(note)
    return note


def _first_line(circle: Circle) -> str:
    return f"circle: {circle.name}"


def _named(line: str, circle: Circle, outcome: Outcome, book: Book, person: Person, note: Note) -> Named:
    label = book.label(person)
    quote = note.text
    return Named(line, circle.name, outcome, label, (), Citation(note.id, label, note.date, quote))
