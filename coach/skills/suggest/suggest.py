"""From a goal to a few people, each with the lines that speak for them. No model: features, weights, and a set.

The ranking reads rows and notes (`evidence`), turns them into features (`features`), weighs them (`weights.toml`),
picks a set (`picks`) and puts it into words (`wording`).
"""

from collections.abc import Collection
from dataclasses import replace

from coach.errors import UsageError
from coach.people.book import Book
from coach.retrieval.retriever import Retriever
from coach.skills.suggest.evidence import gather
from coach.skills.suggest.features import score
from coach.skills.suggest.goal import read_goal
from coach.skills.suggest.picks import choose, hold_back, keep_paths_outward, label, left_out, ranked, veto
from coach.skills.suggest.shape import Suggestion, Suggestions
from coach.skills.suggest.weights import Weights, load_weights
from coach.skills.suggest.wording import how_to_find, read_offers, reasons, suggestion
from coach.text import fold

_MOST = 50
_SPARE = 3  # people looked at beyond those asked for, so that a set can be chosen


def suggest(
    book: Book,
    retriever: Retriever,
    goal: str,
    k: int = 5,
    weights: Weights | None = None,
    *,
    without: Collection[int] = (),
    confidential: bool = False,
) -> Suggestions:
    """Whom to tell about a goal, at most `k` people, and who was left out although they seem to fit.

    Each reason carries a line of a note that may be shown; a person without one is not suggested. Among two or more
    there is one comfortable pick and one stretch, and a bridge where the book knows of one. No suggestion is an answer
    too: nobody yet, and `how_to_find` says where somebody could be.

    Args:
        without: ids of people who are not to be named for this goal.
        confidential: nobody at work may hear of it, whatever the words say.

    Raises:
        EmptyInput, TooLarge: no goal, or far too much of one.
        UsageError: `k` is not between 1 and 50, or the goal is meant to hurt somebody.
    """
    if not 1 <= k <= _MOST:
        raise UsageError(f"{k!r} people cannot be suggested. Ask for 1 to {_MOST}; three are plenty.")
    wish = read_goal(goal)
    if confidential:
        wish = replace(wish, secret=True)
    weights = weights or load_weights()
    if not book.store.people.count():
        return Suggestions(wish.text, (), (), how_to_find(wish, ()))
    dossiers = [one for one in gather(book, retriever, wish, weights) if one.person.id not in without]
    scored = [score(one, weights, book.today) for one in dossiers]
    vetoed = [(one, reason) for one in scored if (reason := veto(one, wish)) is not None]
    # A namesake may be the same person, imported twice: what bars one bars both.
    names = {fold(one.dossier.person.name) for one, _ in vetoed}
    barred = {one.person.id for one in dossiers if fold(one.person.name) in names}
    keep_paths_outward(scored, barred)
    open_to = [score(one, weights, book.today) for one in dossiers if one.person.id not in barred]
    fitting = [one for one in ranked(open_to, weights, scored) if reasons(one, "comfortable", wish, weights)]
    fitting, held = hold_back(fitting, wish, k + _SPARE)
    chosen = choose(fitting, k, weights)
    me = book.me()
    offers = read_offers(book.store.notes.of_person(me.id) if me else ())
    suggestions: list[Suggestion] = [
        suggestion(one, pick, wish, offers, weights) for one, pick in zip(chosen, label(chosen), strict=True)
    ]
    return Suggestions(
        wish.text,
        tuple(suggestions),
        left_out(held, vetoed, weights),
        () if suggestions else how_to_find(wish, open_to),
    )
