"""Who must not hear of a goal, and who stands so near them that they would: bosses, colleagues, former partners' kin.

What stands between the user and a person may be private: it bars them, and never becomes a reason that is shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coach.people.book import Book
from coach.people.standing import Bond, close_kin, near_the_boss, standings
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
    mine = fold(me.organization) if me and me.organization else ""
    ears = [
        people[one.id]
        for one in (book.mentioned_in(goal.hidden_from) if goal.hidden_from else ())
        if one.id in people
    ]
    left = set(stems_of(goal.left))
    from_kin = goal.from_kin or any(_is_family(ear) for ear in ears)
    past = list(
        dict.fromkeys(
            [*past, *(one.person for one in dossiers if _KEPT_FROM & {bond.bond for bond in one.bonds})]
        )
    )
    for one in dossiers:
        one.ear = _ear(book, one, ears)
        one.kin = from_kin and _is_family(one.person)
        one.colleague = _is_colleague(one.person, mine, bosses) or _works_at(one.person, left)
        near = near_the_boss(one.person, one.notes, [boss for boss in bosses if boss.id != one.person.id])
        kin = close_kin(one.person, one.notes, [other for other in past if other.id != one.person.id])
        one.bonds += [bond for bond in (near, kin) if bond is not None]


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


def _ear(book: Book, one: Dossier, ears: Iterable[Person]) -> str | None:
    """The name of whoever must not hear of the goal and would: this person themselves, or somebody they are close to."""
    for ear in ears:
        called = [replace(ear, name=name) for name in (ear.name, *book.names_of(ear.id))]
        near = any(ear.id in (first, other) for first, other, _ in book.store.facts.ties(one.person.id))
        if one.person.id == ear.id or near or near_the_boss(one.person, one.notes, called):
            return ear.name
    return None


def _is_colleague(person: Person, my_organization: str, bosses: list[Person]) -> bool:
    """Whether they work where the user works now."""
    circle, organization = fold(person.circle or ""), fold(person.organization or "")
    if re.search(r"\b(?:former|ex|old|previous|past)\b", circle):
        return False
    if organization and (
        (bool(my_organization) and _one_in_other(organization, my_organization))
        or organization in {fold(boss.organization or "") for boss in bosses}
    ):
        return True
    return bool(re.search(r"\b(?:work|colleagues?|co-?workers?|coworkers?|office|job|team)\b", circle))


def _works_at(person: Person, left: set[str]) -> bool:
    """Whether the goal's words for what the user wants to leave ("the night shift at the hotel") are in their employer's name."""
    return bool(left & {stem for stem in stems_of(person.organization or "") if len(stem) > 3})


def _is_family(person: Person) -> bool:
    return bool(re.search(r"famil|relati|in-law", person.circle or "", re.IGNORECASE))


def _one_in_other(one: str, other: str) -> bool:
    """Whether one name of an organization is the other, perhaps shortened: "wharfeside" is "wharfeside hospital"."""
    few, many = sorted((one.split(), other.split()), key=len)
    return many[: len(few)] == few
