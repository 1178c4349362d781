"""Who could open a door: paths of at most three steps from the user, through who knows whom, to people one wants to reach.

Ties come from notes and each shows its line; a tie that rests on a private or delicate line makes no path. What a
relationship bears is a rough number worked out from contacts and the ledger; its meaning lies in the order it gives.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.people.book import Book
from coach.people.names import first_name
from coach.people.standing import Bond, standings
from coach.people.use import use_of
from coach.types import Citation, LedgerEntry, Note, Person, Tie, Use

NEVER_MET = re.compile(
    r"\b(?:never\s+met|not\s+met(?:\s+yet)?|not\s+yet\s+met|have(?:n['’]t|\s+not)\s+met|only\s+heard\s+of|did\s+not\s+speak|never\s+spoke|do(?:n['’]t|\s+not)\s+know\s+(?:her|him|them)\s+(?:yet|well))\b",
    re.IGNORECASE,
)
_CLOSED = frozenset({Bond.AVOID, Bond.EX, Bond.EX_KIN, Bond.SELLS, Bond.DIED})
_FARTHEST = 3  # steps
_WIDEST = 200  # people looked at in one step back from the goal; more are no longer "somebody I know"
_CLOSE_TIE = re.compile(
    r"married|wife|husband|partner|sister|brother|mother|father|mum|dad|son|daughter|cousin|friend|flatmate|lives", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True)
class Hop:
    """One step of a path: whom to speak with, the line that ties them to the one before, what to ask.

    `citation` is None where the one before is the user and no note says how they know each other. `goodwill` is what
    the link bears, 0 to 1.
    """

    person: str
    citation: Citation | None
    ask: str
    goodwill: float


@dataclass(frozen=True)
class Route:
    """A path from the user; the last hop is who is to be reached. `goodwill` is that of its weakest link."""

    hops: tuple[Hop, ...]
    goodwill: float


@dataclass(frozen=True)
class Acquaintance:
    """What lies between the user and one person, in numbers."""

    contacts: int
    last: date | None
    gave: int
    received: int


def find_routes(book: Book, targets: Collection[int], k: int = 3) -> tuple[Route, ...]:
    """The best `k` routes to any of these people, the strongest weakest link first, then the shorter.

    Nobody is asked whom a note says to keep away from, nor is anybody the first step whom the user never met. Loops and
    ties of somebody with themselves lead nowhere. Strength of the weakest link: Granovetter 1973 for why a chain is
    worth having, the ledger for what may be asked of it.
    """
    near = neighbours(book)
    trails = _trails(near, targets, {me.id} if (me := book.me()) else set())
    ids = {one for trail in trails for one in trail}
    people = book.store.listing.people(ids)
    notes = book.store.notes.of_people(ids)
    closed = {
        one
        for one in people
        if any(found.bond in _CLOSED for found in standings(people[one], notes.get(one, ())))
    }
    known = {one: known_to_user(book, people[one], notes.get(one, ())) for one in people}
    routes = [
        _route(book, trail, people, near, known)
        for trail in trails
        if not closed & set(trail) and known[trail[0]] is not None
    ]
    routes.sort(key=lambda route: (-route.goodwill, len(route.hops), [hop.person for hop in route.hops]))
    best: dict[tuple[str, str], Route] = {}
    for route in routes:  # one route for each first person and goal is enough
        best.setdefault((route.hops[0].person, route.hops[-1].person), route)
    return tuple(best.values())[:k]


def known_to_user(book: Book, person: Person, notes: Sequence[Note]) -> Acquaintance | None:
    """What lies between the user and somebody; None where they never met or nothing says that they did."""
    about = [note for note in notes if note.person_ids[:1] == (person.id,)]
    contacts = [
        day for one in book.store.diary.interactions(person.id) if (day := _day(one.date)) is not None
    ]
    contacts = [day for day in contacts if day <= book.today]
    unmet = [_day(note.date or "") or date.min for note in about if NEVER_MET.search(note.text)]
    if unmet and max(unmet) >= max(contacts, default=date.min):
        return None
    if not contacts and all(note.kind == "record" for note in about):
        return None
    entries = [entry for _, entry in book.store.facts.ledger(person.id)]
    return Acquaintance(len(contacts), max(contacts, default=None), *_balance(entries))


def goodwill(bond: Acquaintance, today: date) -> float:
    """What the user's own link to somebody bears, 0.1 to 0.95: contacts, how long ago, and who has given.

    Giving first and never asking a third favour running without giving; quiet for two years weighs a little.
    """
    bears = 0.4 + min(0.3, bond.contacts / 10)
    if bond.last is not None:
        days = (today - bond.last).days
        bears += 0.1 if days < 365 else -0.1 if days > 2 * 365 else 0.0
    if bond.gave and bond.gave >= bond.received:
        bears += 0.15
    elif bond.received >= bond.gave + 2:
        bears -= 0.15
    return round(min(0.95, max(0.1, bears)), 2)


def neighbours(book: Book) -> dict[int, dict[int, Tie]]:
    """Both directions of every tie that may be shown; somebody tied to themselves is left out."""
    ties = book.store.facts.ties()
    notes = {tie.citation.note_id for _, _, tie in ties}
    private = {note.id for note in book.store.notes.get(list(notes)) if note.private}
    near: dict[int, dict[int, Tie]] = {}
    for one, other, tie in ties:
        cite = tie.citation
        if one == other or cite.note_id in private or use_of(cite.quote) is not Use.SHAREABLE:
            continue
        near.setdefault(one, {}).setdefault(other, tie)
        near.setdefault(other, {}).setdefault(one, tie)
    return near


def _trails(
    near: Mapping[int, Mapping[int, Tie]], targets: Collection[int], without: set[int]
) -> list[tuple[int, ...]]:
    """Chains of ids that end at a target, the first being whom the user would speak with; no one stands in one twice."""
    trails: list[tuple[int, ...]] = []
    wave: list[tuple[int, ...]] = [(one,) for one in dict.fromkeys(targets) if one not in without]
    for _ in range(_FARTHEST):
        trails += wave
        wave = [
            (one, *trail)
            for trail in wave
            for one in near.get(trail[0], {})
            if one not in trail and one not in without
        ][:_WIDEST]
    return trails


def _route(
    book: Book,
    trail: tuple[int, ...],
    people: Mapping[int, Person],
    near: Mapping[int, Mapping[int, Tie]],
    known: Mapping[int, Acquaintance | None],
) -> Route:
    own = known[trail[0]]
    assert own is not None  # the caller starts no route with somebody never met
    hops: list[Hop] = []
    for place, one in enumerate(trail):
        tie = near[trail[place - 1]][one] if place else None
        bears = _tie_bears(tie) if tie else goodwill(own, book.today)
        after = people[trail[place + 1]] if place + 1 < len(trail) else None
        through = near[one][after.id] if after else None
        ask = _ask(people[one], after, through, own if not place else None)
        hops.append(Hop(people[one].name, tie.citation if tie else None, ask, bears))
    return Route(tuple(hops), min(hop.goodwill for hop in hops))


def _tie_bears(tie: Tie) -> float:
    return 0.8 if _CLOSE_TIE.search(tie.relation) else 0.6


def _ask(person: Person, after: Person | None, through: Tie | None, own: Acquaintance | None) -> str:
    first = first_name(person.name)
    before = ""
    if own is not None and own.received >= own.gave + 2:
        before = f"{first} has done more for you than you for them: thank them and give something first. "
    if after is None:
        return f"{before}Ask {first} for ten minutes, and say who sent you." if own is None else (
            f"{before}You know {first} yourself: ask for ten minutes."
        )  # fmt: skip
    then = first_name(after.name)
    if through is not None and "introduced" in through.relation:
        return f"{before}{first} and {then} are linked by an introduction: thank {first} for it first, then ask for a word to {then}."
    return (
        f"{before}Ask {first} whether they would introduce you to {then}, and what {then} would like to hear."
    )


def _balance(entries: Sequence[LedgerEntry]) -> tuple[int, int]:
    """How often the user gave and received. Entries that contradict each other both count; neither is believed more."""
    gave = sum(entry.direction == "gave" for entry in entries)
    return gave, sum(entry.direction == "received" for entry in entries)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat({4: value + "-07-01", 7: value + "-15"}.get(len(value), value))
    except ValueError:
        return None
