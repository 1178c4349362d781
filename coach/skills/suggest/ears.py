"""Who must not hear of a goal, and who stands so near them that they would: bosses, colleagues, former partners' kin.

What stands between the user and a person may be private: it bars them, and never becomes a reason that is shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.people.book import Book
from coach.people.names import Token, name_tokens, tokens_of, word_set
from coach.people.standing import Bond, close_kin, standings, together
from coach.retrieval.retriever import Retriever
from coach.skills.suggest.dossier import Dossier
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.whose import stems_of
from coach.text import fold
from coach.types import Note, Person

_BOSS_PHRASES = (
    "my boss", "my chief", "my superior", "my manager", "my supervisor", "my line manager", "report to", "my team lead", "my team leader", "my head of department",
    "my own boss", "my new boss", "my current boss", "work for her", "work for him", "work under",
)  # fmt: skip
_PAST_PHRASES = (
    "my ex", "broke up", "split up", "we were together", "ended it with", "we dated", "divorced", "our divorce", "left me", "a couple", "ex",
)  # fmt: skip
_AVOID_PHRASES = (
    "avoid", "keep away", "stay away", "keep well clear", "keep clear", "steer clear", "no contact", "do not contact", "don't contact", "do not trust",
    "don't trust", "never again", "blocked", "restraining order", "bullied me", "stalked me", "threatened me", "cheated me", "scammed me",
)  # fmt: skip

_KEPT_FROM = {Bond.EX, Bond.AVOID, Bond.SELLS}
_NOBODY = word_set(
    "nobody one anyone anybody none word they them the and not esp especially without before till until yet ready have has had mustn can't cannot isn must "
    "should may can could know knowing hear hearing learn learning find finding out told tell telling get getting wind notice noticing suspect keep "
    "want all over round around work job boss company team office colleagues colleague manager supervisor superior employer about this that "
    "from for his her their our mine with myself yet now ever nothing"
)
_CALLED_KIN = r"(?:aunt(?:ie|y)?|uncle|cousin|granny|grand\w+|mother|father|mum|dad|brother|sister)"


@dataclass(frozen=True)
class Ear:
    """Somebody who must not hear of a goal, and every word they are called by."""

    person: Person
    called: tuple[str, ...]


def bosses_of(retriever: Retriever, people: Mapping[int, Person]) -> list[Person]:
    """Those whom a note calls the user's boss."""
    found = {one.id: one for one in _bound(retriever, people, _BOSS_PHRASES, Bond.BOSS)}
    for person in people.values():
        if re.match(
            r"my\s+(?:boss|chief|superior|manager|supervisor)|(?:current\s+)?boss$",
            person.role or "",
            re.IGNORECASE,
        ):
            found[person.id] = person
    return list(found.values())


def bar(
    book: Book,
    retriever: Retriever,
    goal: Goal,
    dossiers: Sequence[Dossier],
    people: Mapping[int, Person],
    bosses: list[Person],
) -> None:
    """Writes into each dossier who of those not to be told they are, or stand near."""
    # Kin of those with whom the user was a couple, or from whom they keep away.
    past = list(
        {
            one.id: one
            for phrases, bond in ((_PAST_PHRASES, Bond.EX), (_AVOID_PHRASES, Bond.AVOID))
            for one in _bound(retriever, people, phrases, bond)
        }.values()
    )
    me = book.me()
    mine = _own_words(book, me) if me else ""
    ears = _ears(book, retriever, goal, people)
    own_name = set(name_tokens(me.name)) if me else set()
    kept_from = {word.folded for word in _meant(goal)}
    left = set(stems_of(goal.left))
    from_kin = goal.from_kin or any(_is_family(ear.person) for ear in ears)
    past = list(
        dict.fromkeys(
            [*past, *(one.person for one in dossiers if _KEPT_FROM & {bond.bond for bond in one.bonds})]
        )
    )
    for one in dossiers:
        of_circle = kept_from & set(fold(one.person.circle or "").split())
        one.ear = next(
            (ear.person.name for ear in ears if _hears(book, one, ear, own_name)),
            one.person.name if of_circle else None,
        )
        one.kin = from_kin and (_is_family(one.person) or _is_called_kin(one))
        one.colleague = _is_colleague(one.person, mine, bosses) or _works_at(one.person, left)
        near = (
            together(one.person, one.notes, boss, [boss.name]) for boss in bosses if boss.id != one.person.id
        )
        kin = close_kin(one.person, one.notes, [other for other in past if other.id != one.person.id])
        one.bonds += [bond for bond in (next(filter(None, near), None), kin) if bond is not None]


def _bound(
    retriever: Retriever, people: Mapping[int, Person], phrases: tuple[str, ...], bond: Bond
) -> list[Person]:
    """Everybody of whom a note that holds one of these phrases says this bond."""
    found: dict[int, Person] = {}
    for passage in retriever.everything_with((phrases,)):
        person = people.get(passage.person_ids[0]) if passage.person_ids else None
        if person is None:
            continue
        note = Note(passage.note_id, passage.text, passage.date, passage.private, person_ids=(person.id,))
        if any(standing.bond is bond for standing in standings(person, [note])):
            found[person.id] = person
    return list(found.values())


def _meant(goal: Goal) -> list[Token]:
    """The words of a goal that say from whom to keep it."""
    words = tokens_of(goal.hidden_from)
    return [word for word in words if word.folded not in _NOBODY and len(word.folded) > 2]


def _ears(book: Book, retriever: Retriever, goal: Goal, people: Mapping[int, Person]) -> list[Ear]:
    """Whom the goal's words mean by those who must not hear: by a name or a part of one, by their role, or by what a note
    calls them: "Captain Svein", "chief is Kjell"."""
    meant = _meant(goal)
    written = {token.folded for token in meant if token.capital or goal.text.islower()}
    words = {token.folded for token in meant}
    called: dict[int, set[str]] = {one.id: set() for one in book.mentioned_in(goal.hidden_from)}
    for person in people.values():
        role = fold(person.role or "")
        if written & set(fold(person.name).split()):
            called.setdefault(person.id, set())
        elif role in words:
            called.setdefault(person.id, set()).add(role)
    for word in sorted(words):
        head = re.compile(rf"(?:^[\W\d]*|\b(?:my|our)\s+){re.escape(word)}\b[^.!?]{{0,20}}$", re.IGNORECASE)
        for passage in retriever.everything_with(((word,),)):
            first = next(iter(book.mentions(passage.text)), None)
            if first is not None and first.person_id in people and head.search(passage.text[: first.start]):
                called.setdefault(first.person_id, set()).add(word)
    return [
        Ear(people[one], (people[one].name, *book.names_of(one), *sorted(filter(None, more))))
        for one, more in called.items()
        if one in people
    ]


def _hears(book: Book, one: Dossier, ear: Ear, own_name: set[str]) -> bool:
    """Whether this is who must not hear of it, or somebody who bears their name or whom a note brings together with them."""
    if one.person.id == ear.person.id:
        return True
    surname, theirs = name_tokens(one.person.name)[-1:], name_tokens(ear.person.name)
    return (
        (len(theirs) > 1 and surname == theirs[-1:] and not set(surname) & own_name)
        or any(ear.person.id in (first, other) for first, other, _ in book.store.facts.ties(one.person.id))
        or together(one.person, one.notes, ear.person, ear.called) is not None
    )


def _own_words(book: Book, me: Person) -> str:
    """What the user says of themselves, folded, with a blank at either end: their employer stands in it somewhere."""
    told = " ".join(
        note.text for note in book.store.notes.of_person(me.id) if note.person_ids[:1] == (me.id,)
    )
    return f" {fold(' '.join((me.organization or '', told)))} "


def _is_colleague(person: Person, mine: str, bosses: list[Person]) -> bool:
    """Whether they work where the user works now, or where the user's own page names their employer."""
    circle, organization = fold(person.circle or ""), fold(person.organization or "")
    if re.search(r"\b(?:former|ex|old|previous|past)\b", circle):
        return False
    if organization and (
        f" {organization} " in mine or organization in {fold(boss.organization or "") for boss in bosses}
    ):
        return True
    return bool(re.search(r"\b(?:work|colleagues?|co-?workers?|coworkers?|office|job|team)\b", circle))


def _works_at(person: Person, left: set[str]) -> bool:
    """Whether the goal's words for what the user wants to leave ("the night shift at the hotel") are in their employer's name."""
    return bool(left & {stem for stem in stems_of(person.organization or "") if len(stem) > 3})


def _is_family(person: Person) -> bool:
    return bool(re.search(r"famil|relati|in-law", person.circle or "", re.IGNORECASE))


def _is_called_kin(one: Dossier) -> bool:
    """Whether a note of theirs calls them the user's kin: "auntie Rehana asked"."""
    first = re.escape(one.person.name.split()[0])
    kin = re.compile(rf"(?<!['’]s )\b{_CALLED_KIN},?\s+(?:\[\[)?{first}\b", re.IGNORECASE)
    return any(kin.search(note.text) for note in one.about())
