"""Two rows that may be one person: proposed with a reason, merged only when the user says so.

Pairs are looked for where two people share a key (an address, a name, what a name is short for), so that 50,000 take
seconds. What the user said is not one person is not proposed again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from rapidfuzz import fuzz, process

from coach.errors import UsageError
from coach.people.book import Book
from coach.people.likeness import Known, Spelled, bare, judged, reach_key, spelling
from coach.people.merging import merge
from coach.people.names import full_forms
from coach.text import fold, one_line
from coach.types import Person

_BLOCK = 60
"""A block larger than this (a name half the country has, a switchboard) says too little to compare all its pairs."""
_SHORTEST_TYPO = 4  # letters of a word in which a slip of the pen can be told from another name
_WORDS_ALIKE = 75  # percent of letters in common of two words, one of which nobody else bears
_LINE = 140  # characters of the newest note that a card shows
_NOT_SAME = "not_same"

Key = tuple[str, ...]


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
    people = {person.id: person for person in book.store.people.all() if not person.is_me}
    known = _everybody(book, people)
    apart = book.store.people.decisions(_NOT_SAME)
    found: list[tuple[float, str, Person, Person]] = []
    for a, b in _pairs(known):
        score, why = judged(known[a], known[b])
        if score and not {(str(a), str(b)), (str(b), str(a))} & apart:
            found.append((score, why, people[a], people[b]))
    found.sort(key=lambda pair: (-pair[0], fold(pair[2].name), pair[2].id, pair[3].id))
    return found


def _everybody(book: Book, people: Mapping[int, Person]) -> dict[int, Known]:
    reach: dict[int, set[tuple[str, str]]] = {}
    for person_id, kind, value, folded in book.store.people.all_contacts():
        if key := reach_key(kind, value, folded):
            reach.setdefault(person_id, set()).add(key)
    places: dict[int, set[str]] = {}
    for person_id, fact in book.store.facts.facts(kind="organization"):
        places.setdefault(person_id, set()).add(fact.value)
    aliases = book.store.people.all_aliases()
    birthdays = book.store.people.birthdays()
    return {
        one: Known.of(
            person, aliases.get(one, ()), reach.get(one, ()), birthdays.get(one), places.get(one, ())
        )
        for one, person in people.items()
    }


# ---- which pairs are worth a look ----


def _pairs(known: Mapping[int, Known]) -> set[tuple[int, int]]:
    """Pairs of people who share a key, or of whom one asks for a key the other has."""
    alike: dict[Key, set[int]] = {}
    asking: dict[Key, set[int]] = {}
    for person_id, one in known.items():
        for key in _keys(one):
            alike.setdefault(key, set()).add(person_id)
        for key in _asked(one):
            asking.setdefault(key, set()).add(person_id)
    blocks = [members for members in alike.values() if 1 < len(members) <= _BLOCK]
    pairs = {pair for members in blocks for pair in combinations(sorted(members), 2)}
    offered: dict[Key, set[int]] = {}
    for person_id, one in known.items():
        for key in _offered(one):
            if key in asking:
                offered.setdefault(key, set()).add(person_id)
    for key, members in offered.items():
        if len(members) * len(asking[key]) <= _BLOCK * _BLOCK:
            pairs.update((min(a, b), max(a, b)) for a, b in product(asking[key], members) if a != b)
    return pairs | _misspelt(known)


def _keys(one: Known) -> Iterator[Key]:
    """What two rows of one person are likely to have both."""
    for kind, value in one.reach:
        yield "reach", kind, value
    place = _first_word(one.organization)
    for name in one.names:
        for turn in name.turns:
            yield "turn", turn
            if place:
                yield "turn", turn, place
        if one.birthday:
            yield from (("born", one.birthday, key) for key in name.keys)
        if len(name.words) > 1:
            yield from (("short", *pair) for pair in _short_pairs(name))


def _short_pairs(name: Spelled) -> Iterator[tuple[str, str]]:
    """(what the first name is short for, a surname), also with a middle word in the place of either."""
    firsts = name.words[:2] if len(name.words) > 2 else name.words[:1]
    for first in firsts:
        for full in full_forms(first):
            for last in {name.keys[-1], name.keys[-2] if len(name.keys) > 2 else name.keys[-1]}:
                if last != spelling(first):
                    yield spelling(full), last


def _asked(one: Known) -> Iterator[Key]:
    """What a name that is cut short, or written without vowels, may be completed by."""
    place = _first_word(one.organization)
    for name in one.names:
        if len(name.words) == 1 and place:
            yield from (("alone", spelling(full), place) for full in full_forms(name.words[0]))
        elif len(name.words) > 1 and len(name.words[0]) == 1:
            yield "initial", name.words[0], name.keys[-1]
        elif len(name.words) > 1 and len(name.words[-1]) == 1:
            yield "surname", name.keys[0], name.words[-1]
        if name.vowelless:
            yield "bones", *name.bones


def _offered(one: Known) -> Iterator[Key]:
    """What completes such a name."""
    place = _first_word(one.organization)
    for name in one.names:
        if len(name.words) < 2:
            continue
        if place:
            yield from (("alone", spelling(full), place) for full in full_forms(name.words[0]))
        letters = {full[0] for full in full_forms(name.words[0])}
        yield from (("initial", letter, last) for letter in letters for last in name.keys[1:])
        yield "surname", name.keys[0], name.words[-1][0]
        yield "bones", *name.bones


def _first_word(organization: str | None) -> str:
    words = bare(organization).split() if organization else []
    return words[0] if words else ""


def _misspelt(known: Mapping[int, Known]) -> set[tuple[int, int]]:
    """Pairs whose names differ in one word that is nobody else's: a slip of the pen makes a word of its own."""
    bearers = Counter(word for one in known.values() for word in {w for n in one.names for w in n.words})
    beside: dict[Key, dict[str, set[int]]] = {}
    for person_id, one in known.items():
        for name in one.names:
            if len(name.words) > 1:
                first, last = name.words[0], name.words[-1]
                beside.setdefault(("first", name.keys[0]), {}).setdefault(last, set()).add(person_id)
                beside.setdefault(("last", name.keys[-1]), {}).setdefault(first, set()).add(person_id)
    pairs: set[tuple[int, int]] = set()
    for words in beside.values():
        long = [word for word in words if len(word) >= _SHORTEST_TYPO]
        rare = [word for word in long if bearers[word] == 1]
        if not rare or len(long) < 2:
            continue
        ratios = process.cdist(rare, long, scorer=fuzz.ratio, score_cutoff=_WORDS_ALIKE)
        for row, column in zip(*ratios.nonzero(), strict=True):
            if rare[row] != long[column]:
                found = product(words[rare[row]], words[long[column]])
                pairs.update((min(a, b), max(a, b)) for a, b in found if a != b)
    return pairs
