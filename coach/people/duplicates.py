"""Two rows that may be one person: proposed with a reason, merged only when the user says so.

Pairs are looked for within blocks that share an address, a number, a name or an employer, so that a large book takes
seconds. What the user said is not one person is not proposed again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from coach.errors import UsageError
from coach.people.arrivals import names_fit
from coach.people.book import Book
from coach.people.merging import merge
from coach.people.names import SHORT_FORMS, name_tokens
from coach.text import fold, one_line
from coach.types import Person

_HOUSEHOLD = 3
"""An address or number that so many people share belongs to none of them alone."""
_BLOCK = 60
"""A block larger than this (a name half the country has) says too little to compare all its pairs."""
_LINE = 140  # characters of the newest note that a card shows
_NOT_SAME = "not_same"


@dataclass(frozen=True)
class Duplicate:
    """Two people who may be one; `a` and `b` can be given to `merge` as they stand. `score` is 0 to 1."""

    a: str
    b: str
    score: float
    why: str


@dataclass(frozen=True)
class MergeCard:
    """One of two people side by side, as little as tells them apart. `person` can be given to any call."""

    person_id: int
    person: str
    aliases: tuple[str, ...]
    contact: Mapping[str, tuple[str, ...]]
    circle: str | None
    role: str | None
    organization: str | None
    last_line: str  # the newest note's day and first words; empty without notes
    notes: int


@dataclass(frozen=True)
class MergeQuestion:
    """Are these two one person? `score` is 0 to 1, `why` a plain reason."""

    a: MergeCard
    b: MergeCard
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
    return [Duplicate(book.label(a), book.label(b), score, why) for score, why, a, b in _found(book)]


def keep_apart(book: Book, a: str, b: str) -> None:
    """Remembers that two people are two, so that they are not proposed again.

    Raises:
        UsageError: both names lead to one person.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
    """
    first, second = book.find(a), book.find(b)
    if first.id == second.id:
        raise UsageError(f"{a!r} and {b!r} are the same person already. Name two people.")
    book.store.people.decide(str(first.id), str(second.id), _NOT_SAME)


def merge_questions(book: Book, limit: int = 10) -> tuple[MergeQuestion, ...]:
    """The surest pairs nobody has answered yet, each as two short cards; of one person no more than one at a time.

    An answer about one pair may settle the next, so that a person is in one question of a batch alone.
    """
    questions: list[MergeQuestion] = []
    asked: set[int] = set()
    for score, why, a, b in _found(book):
        if len(questions) == limit:
            break
        if not {a.id, b.id} & asked:
            asked |= {a.id, b.id}
            questions.append(MergeQuestion(_card(book, a), _card(book, b), score, why))
    return tuple(questions)


def answer_merge(book: Book, a_id: int, b_id: int, same: bool) -> None:
    """Makes two people one (`split` undoes it), or remembers that they are two. `a_id` keeps its name.

    Raises:
        UnknownPerson: one of them is no longer in the book.
        UsageError: both are one already, or one is the user.
    """
    if same:
        merge(book, f"#{a_id}", f"#{b_id}")
    else:
        keep_apart(book, f"#{a_id}", f"#{b_id}")


def ask_again(book: Book, a_id: int, b_id: int) -> None:
    """Takes back that two people are two."""
    book.store.people.take_back(str(a_id), str(b_id), _NOT_SAME)


def _card(book: Book, person: Person) -> MergeCard:
    people = book.store.people
    notes = book.store.notes.of_person(person.id)
    last = notes[-1] if notes else None
    words = one_line(last.text) if last else ""
    shown = words if len(words) <= _LINE else f"{words[:_LINE].rsplit(' ', 1)[0]} …"
    return MergeCard(
        person_id=person.id,
        person=book.label(person),
        aliases=tuple(people.aliases(person.id)),
        contact={kind: tuple(values) for kind, values in people.contacts(person.id).items()},
        circle=person.circle,
        role=person.role,
        organization=person.organization,
        last_line=f"{last.date}: {shown}" if last and last.date else shown,
        notes=len(notes),
    )


def _found(book: Book) -> list[tuple[float, str, Person, Person]]:
    """(score, reason, one, the other) of every pair not answered yet, the surest first."""
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
    return found


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
