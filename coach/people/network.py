"""The user's network as a picture: everybody a dot, each circle a cluster of its own round the user, and a table beside it.

The place of a dot follows from who is in the book, by counting and not by a simulation: the same book gives the same
picture, two thousand people take milliseconds, and nobody lies on anybody else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import cos, pi, sin, sqrt

from coach.people.book import Book
from coach.people.paths import Route, neighbours
from coach.text import fold
from coach.types import Person

_QUIET_DAYS = 2 * 365
_GOLDEN = pi * (3 - sqrt(5))  # the angle of a sunflower's seeds: even filling of a disc (Vogel 1979)
_APART = 1.0  # between two dots
_NO_CIRCLE = "no circle"


@dataclass(frozen=True)
class Node:
    """One person. `x` and `y` lie between -1 and 1; the user is in the middle. `lit`: in the field of the goal."""

    id: int
    name: str
    circle: str
    x: float
    y: float
    quiet: bool
    lit: bool
    is_me: bool = False


@dataclass(frozen=True)
class Edge:
    """Two people who know each other, by id, and how."""

    a: int
    b: int
    relation: str


@dataclass(frozen=True)
class Row:
    """One line of the table for whoever does not see the picture."""

    person: str
    circle: str
    last_contact: str | None
    knows: tuple[str, ...]
    lit: bool


@dataclass(frozen=True)
class Network:
    """The picture. `left_out` is how many people are not in it because the book is larger than the picture."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    paths: tuple[Route, ...]
    rows: tuple[Row, ...]
    left_out: int


def network(
    book: Book, lit: Collection[int] = (), paths: Sequence[Route] = (), *, most: int = 2000
) -> Network:
    """At most `most` people: those of the goal and of the paths first, then who is tied, then whoever was last heard of."""
    spelled: dict[str, str] = {}  # "Choir" in one address book is "choir" in another
    people = [
        replace(
            person, circle=spelled.setdefault(fold(person.circle or _NO_CIRCLE), person.circle or _NO_CIRCLE)
        )
        for person in book.store.listing.everybody()
        if not person.is_me
    ]
    last = book.store.diary.last_contacts()
    ties = neighbours(book)
    on_path = {hop.person for route in paths for hop in route.hops}
    people.sort(key=lambda one: last.get(one.id, ""), reverse=True)
    people.sort(key=lambda one: (one.id not in lit, one.name not in on_path, one.id not in ties))
    shown = people[:most]
    quiet_before = (book.today - timedelta(days=_QUIET_DAYS)).isoformat()
    places = _places(shown)
    nodes = [
        Node(
            one.id,
            one.name,
            one.circle or _NO_CIRCLE,
            *places[one.id],
            quiet=last.get(one.id, "") < quiet_before,
            lit=one.id in lit,
        )
        for one in shown
    ]
    me = book.me()
    centre = [Node(me.id, me.name, "me", 0.0, 0.0, quiet=False, lit=False, is_me=True)] if me else []
    names = {one.id: one.name for one in shown}
    edges = tuple(
        Edge(one, other, tie.relation)
        for one in names
        for other, tie in ties.get(one, {}).items()
        if one < other and other in names
    )
    rows = tuple(
        Row(
            one.name,
            one.circle or _NO_CIRCLE,
            last.get(one.id),
            tuple(sorted(names[other] for other in ties.get(one.id, {}) if other in names)),
            one.id in lit,
        )
        for one in shown
    )
    return Network((*centre, *nodes), edges, tuple(paths), rows, len(people) - len(shown))


def _places(people: Sequence[Person]) -> dict[int, tuple[float, float]]:
    """Id to place. Each circle is a disc filled like a sunflower; the discs stand in a ring round the user."""
    circles: dict[str, list[int]] = {}
    for one in people:
        circles.setdefault(one.circle or _NO_CIRCLE, []).append(one.id)
    discs = sorted(circles.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    radii = [_APART * (sqrt(len(members)) + 1) for _, members in discs]
    # Wide enough for all discs side by side, and for the largest beside the user.
    ring = max(sum(radii) / pi * 1.15, 1.2 * max(radii, default=1.0) + 1)
    whole = ring + max(radii, default=1.0)
    places: dict[int, tuple[float, float]] = {}
    turned = 0.0
    share = 2 * pi / (sum(radii) or 1.0)
    for (_, members), radius in zip(discs, radii, strict=True):
        turned += radius * share / 2
        middle = ring * cos(turned), ring * sin(turned)
        for seed, member in enumerate(members):
            out, angle = _APART * sqrt(seed + 0.5), seed * _GOLDEN
            places[member] = (
                round((middle[0] + out * cos(angle)) / whole, 4),
                round((middle[1] + out * sin(angle)) / whole, 4),
            )
        turned += radius * share / 2
    return places
