"""Whom a sentence is about: somebody in the book, somebody new, or a question back to the user."""

import re
from dataclasses import dataclass

from coach.errors import AmbiguousPerson, CoachError, ModelProblem, UnknownPerson
from coach.llm.writer import Slot, Writer
from coach.people.book import Book
from coach.people.second_opinion import careful_use_of
from coach.prompts import load_prompt
from coach.skills.remember.names import Named, names_beside, names_in
from coach.text import fold, sentences
from coach.types import Person, Use

_SCHEMA = {
    "type": "object",
    "properties": {"name": {"anyOf": [{"type": "string", "maxLength": 60}, {"type": "null"}]}},
    "required": ["name"],
    "additionalProperties": False,
}
_MOST_READ = 600  # characters the writer reads; a name stands near the beginning
_INTRODUCED = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:cousin|aunt|uncle|niece|nephew|neighbou?r|colleague|co-?worker|friend|flatmate|boss|manager|teacher|tutor|"
    r"landlord|landlady|dentist|doctor|brother|sister|(?:brother|sister|mother|father)-in-law|classmate|hairdresser|barber|plumber|trainer|coach)\s+$",
    re.IGNORECASE,
)
"""Words that make a first name somebody new: "my cousin Femi"."""

_TITLE = re.compile(r"\b(?P<title>Mr|Mrs|Ms|Miss|Dr|Prof|Father|Sister|Aunt|Uncle)\.?\s+$")
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+")


@dataclass(frozen=True)
class Whom:
    """The person (None if new, then `name` is theirs), where the words about them begin, and who else was there."""

    name: str
    person: Person | None
    named: Named | None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unclear:
    """It is not clear whom this is about; `question` is for the user."""

    question: str


def whom(book: Book, writer: Writer, text: str) -> Whom | Unclear:
    """Finds out whom `text` is about: by rules, then by the book's own names, then by the writer."""
    found = names_in(text)
    for named in found:
        try:
            person = book.find(named.name)
        except AmbiguousPerson as error:
            return Unclear(str(error))
        except UnknownPerson:
            if named.met or " " in named.name or _INTRODUCED.search(text[: named.start]):
                return Whom(_titled(text, named), None, named, _beside(text, named))
            continue
        except CoachError:
            continue
        if not person.is_me:
            return Whom(person.name, person, named, _beside(text, named))
    mentions = book.mentions(text)
    if mentions:
        first = mentions[0]
        mentioned = book.store.people.get(first.person_id)
        if mentioned is not None:
            named = Named(first.start, first.end, text[first.start : first.end], False)
            return Whom(mentioned.name, mentioned, named)
    shared = _shared_name(book, text)
    if shared is not None:
        return Unclear(shared)
    return _by_writer(book, writer, text) or _nobody(found)


def _titled(text: str, named: Named) -> str:
    """The name of somebody new; one word after a title keeps the title: "Mr Okafor"."""
    title = _TITLE.search(text[: named.start]) if " " not in named.name else None
    return f"{title['title']} {named.name}" if title else named.name


def _nobody(found: list[Named]) -> Unclear:
    if found:
        return Unclear(
            f"Nobody named {found[0].name!r} is in your book. If that is somebody new, say it with the full name "
            "or as 'Met ...'; if not, say whom this is about."
        )
    return Unclear("Whom is this about? Say it again with the name of the person.")


def _beside(text: str, named: Named) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other.name for other in names_beside(text, named)))


def _shared_name(book: Book, text: str) -> str | None:
    """The question to ask when a word is the name of several people."""
    for word in dict.fromkeys(_CAPITAL.findall(text)):
        try:
            book.find(word)
        except AmbiguousPerson as error:
            return str(error)
        except CoachError:
            continue
    return None


def _by_writer(book: Book, writer: Writer, text: str) -> Whom | None:
    """What the writer takes for the name, if it stands in the text; nothing private or delicate leaves the machine."""
    if writer.remote and any(careful_use_of(sentence) is not Use.SHAREABLE for sentence in sentences(text)):
        return None
    if not any(letter.isupper() for letter in text[1:]):
        return None  # without a capital letter in it, a guess would be no better than a question
    prompt = load_prompt("remember")
    try:
        chosen = writer.choose(
            prompt.messages(text=text[:_MOST_READ].replace("\n", " ")),
            _SCHEMA,
            slot=Slot.REMEMBER,
            max_tokens=40,
        )
    except ModelProblem:
        return None
    name = str(chosen.get("name") or "").strip()
    start = text.find(name)
    if not name or start < 0 or not name[0].isupper() or len(fold(name)) < 2:
        return None
    named = Named(start, start + len(name), name, True)
    try:
        person = book.find(name)
    except UnknownPerson:
        return Whom(name, None, named) if " " in name else None
    except CoachError:
        return None
    return None if person.is_me else Whom(person.name, person, named)
