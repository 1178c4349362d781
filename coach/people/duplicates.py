"""Two rows that may be one person: proposed with a reason, merged only when the user says so.

Pairs are looked for within blocks that share an address, a number, a name or an employer, so that a large book takes
seconds. What the user said is not one person is not proposed again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from coach.people.arrivals import names_fit
from coach.people.book import Book
from coach.people.names import SHORT_FORMS, name_tokens
from coach.text import fold
from coach.types import Person

_HOUSEHOLD = 3
"""An address or number that so many people share belongs to none of them alone."""
_BLOCK = 60
"""A block larger than this (a name half the country has) says too little to compare all its pairs."""
_NOT_SAME = "not_same"


@dataclass(frozen=True)
class Duplicate:
    """Two people who may be one; `a` and `b` can be given to `merge` as they stand. `score` is 0 to 1."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True)
class _Known:
    """What speaks for or against somebody being somebody else."""

    person: Person
    names: tuple[tuple[str, ...], ...]  # own name first
    reach: frozenset[tuple[str, str]]  # ("email", folded), ("phone", last nine digits)


def duplicates(book: Book) -> list[Duplicate]:
    """Pairs that may be one person, the surest first. Two of one name at different places are not proposed."""
    known = _everybody(book)
    apart = book.store.people.decisions(_NOT_SAME)
    found: list[tuple[float, str, Person, Person]] = []
    for a, b in sorted(_pairs(known)):
        first, second = sorted((str(a), str(b)))
        if (first, second) in apart:
            continue
        score, why = _compare(known[a], known[b])
        if score:
            found.append((score, why, known[a].person, known[b].person))
    found.sort(key=lambda pair: (-pair[0], fold(pair[2].name), pair[2].id, pair[3].id))
    return [Duplicate(book.label(a), book.label(b), score, why) for score, why, a, b in found]


def keep_apart(book: Book, a: str, b: str) -> None:
    """Remembers that two people are two, so that they are not proposed again."""
    book.store.people.decide(str(book.find(a).id), str(book.find(b).id), _NOT_SAME)


def _everybody(book: Book) -> dict[int, _Known]:
    reach: dict[int, set[tuple[str, str]]] = {}
    for person_id, kind, _, folded in book.store.people.all_contacts():
        if kind == "email" and folded:
            reach.setdefault(person_id, set()).add((kind, folded))
        elif kind == "phone" and len(folded) >= 7:
            reach.setdefault(person_id, set()).add((kind, folded[-9:]))
    aliases = book.store.people.all_aliases()
    return {
        person.id: _Known(
            person,
            tuple(
                words for name in (person.name, *aliases.get(person.id, ())) if (words := name_tokens(name))
            ),
            frozenset(reach.get(person.id, ())),
        )
        for person in book.store.people.all()
        if not person.is_me
    }


def _pairs(known: dict[int, _Known]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], set[int]] = {}
    for person_id, one in known.items():
        for key in _keys(one):
            blocks.setdefault(key, set()).add(person_id)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        limit = _HOUSEHOLD if key[0] == "reach" else _BLOCK
        if 1 < len(members) <= limit:
            pairs.update(combinations(sorted(members), 2))
    return pairs


def _keys(one: _Known) -> Iterator[tuple[str, ...]]:
    for kind, value in one.reach:
        yield "reach", kind, value
    company = fold(one.person.organization or "")
    for words in one.names:
        yield "name", *sorted(words)
        if len(words) == 1:
            yield "alone", words[0]
            continue
        yield "alone", words[0]
        yield "last", words[-1], words[0][0]
        for formal in SHORT_FORMS.get(words[0], ()):
            yield "last", words[-1], formal[0]
        # A slip of the pen in either word leaves the other one and the first letters whole.
        yield "first", words[0], words[-1][:2]
        yield "first", words[-1], words[0][:2]
        if company:
            yield "company", company, words[0][0], words[-1][0]


def _compare(a: _Known, b: _Known) -> tuple[float, str]:
    """(score, reason); a score of 0 is no proposal."""
    fit = any(names_fit(" ".join(x), " ".join(y)) for x in a.names for y in b.names)
    alike = max(
        (fuzz.ratio(" ".join(sorted(x)), " ".join(sorted(y))) for x in a.names for y in b.names), default=0
    )
    shared = {kind for kind, _ in a.reach & b.reach}
    company = _company(a.person, b.person)
    lives = _other_life(a.person, b.person)
    if shared and (fit or alike >= 85):
        why = "same e-mail" if "email" in shared else "same phone"
        return (0.98 if "email" in shared else 0.95), f"{why}, names that fit"
    same = any(sorted(x) == sorted(y) and len(x) > 1 for x in a.names for y in b.names)
    alone = any(min(len(x), len(y)) == 1 for x in a.names for y in b.names) and not same
    against = company is False or lives or _contradict(a, b)
    if same and not against:
        return (0.9, "same name, same company") if company else (0.8, "same name")
    if same:
        return 0.0, ""
    if fit and not alone and not against:
        return (
            (0.85, "one name short for the other, same company")
            if company
            else (0.7, "one name short for the other")
        )
    if fit and alone and company:
        return 0.6, "a first name alone, same company"
    if alike >= 88 and not alone and not against:
        return (
            (0.75, "names written almost alike, same company")
            if company
            else (0.6, "names written almost alike")
        )
    return 0.0, ""


def _company(a: Person, b: Person) -> bool | None:
    """Whether both are at one organization; None if that is not said of both. "Acme" is "Acme Ltd"."""
    if not a.organization or not b.organization:
        return None
    first, second = fold(a.organization), fold(b.organization)
    one, other = set(first.split()), set(second.split())
    return one <= other or other <= one or fuzz.token_sort_ratio(first, second) >= 90


def _other_life(a: Person, b: Person) -> bool:
    """Whether both circle and trade are said of both and differ: the neighbour who sews, the classmate who counts."""
    if not (a.circle and b.circle and a.role and b.role):
        return False
    return fold(a.circle) != fold(b.circle) and fuzz.token_set_ratio(fold(a.role), fold(b.role)) < 60


def _contradict(a: _Known, b: _Known) -> bool:
    """Whether both have an address and a number and share neither."""
    kinds = [{kind for kind, _ in one.reach} for one in (a, b)]
    return "email" in kinds[0] & kinds[1] and "phone" in kinds[0] & kinds[1]
