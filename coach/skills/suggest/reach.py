"""From words to people one wants to reach (a name, an employer, a field), the paths to them, and the picture of it all."""

from dataclasses import dataclass

from coach.errors import EmptyInput, UnknownPerson
from coach.people.book import Book
from coach.people.network import Network, network
from coach.people.paths import Route, find_routes
from coach.retrieval.retriever import Retriever
from coach.skills.suggest.evidence import gather
from coach.skills.suggest.features import score
from coach.skills.suggest.goal import read_goal
from coach.skills.suggest.picks import ranked, veto
from coach.skills.suggest.weights import load_weights
from coach.text import fold, one_line

_FIELD = 12  # people who stand for a field
_NEAR = 0.3  # relevance below which somebody is not of the field


@dataclass(frozen=True)
class Routes:
    """The routes to what was asked for; `reaches` is who was understood by it, `none_because` says why there is no route."""

    to: str
    reaches: tuple[str, ...]
    routes: tuple[Route, ...]
    none_because: str | None = None


def routes_to(book: Book, retriever: Retriever, to: str, k: int = 3) -> Routes:
    """The best `k` routes of at most three steps to a person, an employer or a field.

    Raises:
        EmptyInput: no letter in it.
        AmbiguousPerson: the name fits several people.
    """
    wanted = one_line(to)
    if not any(letter.isalpha() for letter in wanted):
        raise EmptyInput(
            f"{to.strip()[:60]!r} names nobody. Say whom you want to reach: a person, a company or a field."
        )
    ids = _meant(book, retriever, wanted)
    people = book.store.listing.people(ids)
    names = tuple(people[one].name for one in ids if one in people)
    routes = find_routes(book, ids, k)
    if routes:
        return Routes(wanted, names, routes)
    why = (
        f"Nobody in your book has to do with {wanted!r} yet."
        if not ids
        else "Your notes name nobody who could open that door, or say to keep away. A note like 'Ana knows Ben' makes a path."
    )
    return Routes(wanted, names, (), why)


def network_for(book: Book, retriever: Retriever, goal: str | None = None, *, most: int = 2000) -> Network:
    """The picture of the user's network; with a goal, its field lit and the best paths into it drawn."""
    lit = _field(book, retriever, goal) if goal else []
    return network(book, lit, find_routes(book, lit, 5) if lit else (), most=most)


def _meant(book: Book, retriever: Retriever, wanted: str) -> list[int]:
    try:
        return [book.find(wanted).id]
    except UnknownPerson:
        pass
    folded = fold(wanted)
    there = [
        one.id
        for one in book.store.listing.everybody()
        if not one.is_me and folded in fold(one.organization or "")
    ]
    return there or _field(book, retriever, wanted)


def _field(book: Book, retriever: Retriever, wanted: str) -> list[int]:
    """Who has to do with a field, best first; nobody who must not be told."""
    goal, weights = read_goal(wanted), load_weights()
    if not book.store.people.count():
        return []
    scored = [score(one, weights, book.today) for one in gather(book, retriever, goal, weights)]
    fitting = ranked([one for one in scored if veto(one, goal) is None], weights)
    return [one.dossier.person.id for one in fitting if one.features["relevance"] >= _NEAR][:_FIELD]
