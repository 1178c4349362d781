"""Goals that are kept: written down, said in two sentences, revised, closed; and what "not this one" teaches.

An answer "not this one, because ..." takes that person out for that goal and moves one weight a little for all goals. The
move is worked out from the kept answers each time, so that taking an answer back undoes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.errors import UsageError
from coach.people.book import Book
from coach.retrieval.retriever import Retriever
from coach.skills.suggest.goal import read_goal
from coach.skills.suggest.shape import Suggestions
from coach.skills.suggest.suggest import suggest
from coach.skills.suggest.weights import Weights, load_weights
from coach.storage.goals import PUBLIC, KeptGoal, PassedOver, Public
from coach.text import one_line

_STEP = 0.02  # how far one answer moves a weight
_CLEAR_WORDS = 2  # words of a goal that carry meaning
_FROM_WHOM = re.compile(
    r"\b(?:somebody|someone|anybody|people|person|advice|mentor|teacher|introduc\w*|meet|ask|help|learn\s+from|talk|speak\s+with|co-?founder)\b",
    re.IGNORECASE,
)
_MOST = 0.06  # and how far all answers together move it
_TAUGHT: tuple[tuple[str, str, float, re.Pattern[str]], ...] = tuple(
    (name, why, sign, re.compile(pattern, re.IGNORECASE))
    for name, why, sign, pattern in (
        (
            "one_sided",
            "whoever has done much for you already is named later",
            1,
            r"\bowe|\bfavou?r|asked .{0,20}(?:often|already|again)|one-sided|done enough",
        ),
        (
            "cost",
            "people you have not met are named later",
            1,
            r"never met|not met|do(?:n['’]t| not) (?:really )?know|stranger|scar|afraid|too brave",
        ),
        ("novelty", "people from other circles are named sooner", 1, r"too close|famil|same circle|nothing new|friend"),
        ("warmth", "people you are at ease with are named sooner", 1, r"unkind|cold|rude|not warm|uneasy|awkward"),
        ("dormancy", "people long quiet are named later", -1, r"too long|lost touch|years ago|not in touch|quiet"),
        ("relevance", "nearness to the goal counts more", 1, r"nothing to do|wrong field|not (?:about|related)|does not fit"),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Move:
    """One weight that is not as the file has it, and why, in words."""

    weight: str
    by: float
    why: str


@dataclass(frozen=True)
class NotThis:
    """Somebody passed over for a goal."""

    person: str
    because: str
    day: str


def add_goal(
    book: Book, text: str, *, why: str = "", due: str | None = None, public: Public = "close"
) -> KeptGoal:
    """Keeps a goal.

    Raises:
        EmptyInput, TooLarge, UsageError: as `read_goal`; or `due` is no date, or `public` none of `PUBLIC`.
    """
    _checked(due, public)
    return book.store.goals.add(read_goal(text).text, one_line(why), due, public, book.today.isoformat())


def revise_goal(
    book: Book,
    goal_id: int,
    *,
    text: str | None = None,
    why: str | None = None,
    due: str | None = None,
    public: Public | None = None,
) -> KeptGoal:
    """The goal with what was given changed; the rest stays. An empty `due` takes the date away."""
    goal = kept_goal(book, goal_id)
    _checked(due or None, public or goal.public)
    revised = replace(
        goal,
        text=goal.text if text is None else read_goal(text).text,
        why=goal.why if why is None else one_line(why),
        due=goal.due if due is None else due or None,
        public=public or goal.public,
    )
    book.store.goals.replace(revised)
    return revised


def close_goal(book: Book, goal_id: int, outcome: str = "") -> KeptGoal:
    """The goal, closed today with the user's word on how it went; reached and let go are equally good ends."""
    closed = replace(
        kept_goal(book, goal_id), closed=book.today.isoformat(), outcome=one_line(outcome) or None
    )
    book.store.goals.replace(closed)
    return closed


def reopen_goal(book: Book, goal_id: int) -> KeptGoal:
    """The goal, open again."""
    opened = replace(kept_goal(book, goal_id), closed=None, outcome=None)
    book.store.goals.replace(opened)
    return opened


def kept_goals(book: Book, *, closed: bool = False) -> tuple[KeptGoal, ...]:
    """The open goals, oldest first; with `closed`, the closed ones too."""
    return tuple(goal for goal in book.store.goals.all() if closed or goal.closed is None)


def kept_goal(book: Book, goal_id: int) -> KeptGoal:
    """One goal.

    Raises:
        UsageError: none has that number; the message lists those there are.
    """
    goal = book.store.goals.get(goal_id)
    if goal is None:
        known = ", ".join(f"{one.id} ({one.text[:40]})" for one in kept_goals(book, closed=True))
        raise UsageError(f"There is no goal {goal_id!r}. You have {known or 'none yet; add one first'}.")
    return goal


def in_two_sentences(goal: KeptGoal) -> str:
    """The goal as one could say it aloud: what, and why or by when. Only the user's own words and plain glue."""
    wish = goal.text.strip(" .")
    said = (
        wish
        if re.match(r"(?:i|my|we)\b", wish, re.IGNORECASE)
        else f"I would like to {wish[0].lower()}{wish[1:]}"
    )
    first = f"{said[0].upper()}{said[1:]}."
    why = goal.why.strip(" .")
    if not why and not goal.due:
        return f"{first} I am only starting to think about it."
    reason = re.sub(r"^because\s+", "", why, flags=re.IGNORECASE)
    second = f"It matters to me because {reason}" if why else "I am giving myself time"
    return f"{first} {second}{f', and I hope to be there by {goal.due}' if goal.due and why else f' until {goal.due}' if goal.due else ''}."


def still_open(goal: KeptGoal) -> tuple[str, ...]:
    """What the two sentences still lack, as kind questions: what exactly, from whom, why, by when. None has to be answered."""
    asked = []
    if len(read_goal(goal.text).words.split()) < _CLEAR_WORDS:
        asked.append("What exactly? One more word helps: what kind, where, or for whom.")
    if not _FROM_WHOM.search(f"{goal.text} {goal.why}"):
        asked.append(
            "What could somebody do for you: tell you how it is, teach you, or introduce you to somebody?"
        )
    if not goal.why:
        asked.append("Why does it matter to you? People help more gladly when they know.")
    if not goal.due:
        asked.append("By when would you like to have taken a first step? A month is enough.")
    return tuple(asked)


def suggest_for(book: Book, retriever: Retriever, goal_id: int, k: int = 5) -> Suggestions:
    """`suggest` for a kept goal: nobody passed over, the weights as the user moved them, a secret goal kept secret."""
    goal = kept_goal(book, goal_id)
    gone = {passed.person_id for passed in book.store.goals.passed_over() if passed.goal_id == goal_id}
    return suggest(
        book, retriever, goal.text, k, tuned(book), without=gone, confidential=goal.public == "secret"
    )


def not_this_one(book: Book, goal_id: int, name: str, because: str = "") -> tuple[Move, ...]:
    """Keeps "not this one, because ..." for a goal; what the ranking does otherwise from now on."""
    goal = kept_goal(book, goal_id)
    person = book.find(name)
    book.store.goals.pass_over(PassedOver(goal.id, person.id, one_line(because), book.today.isoformat()))
    return moves(book)


def take_back(book: Book, goal_id: int, name: str) -> tuple[Move, ...]:
    """Undoes `not_this_one`, and what it taught."""
    book.store.goals.take_back(kept_goal(book, goal_id).id, book.find(name).id)
    return moves(book)


def passed_over(book: Book, goal_id: int) -> tuple[NotThis, ...]:
    """Whoever was passed over for a goal."""
    rows = [passed for passed in book.store.goals.passed_over() if passed.goal_id == goal_id]
    people = book.store.listing.people([passed.person_id for passed in rows])
    return tuple(NotThis(people[one.person_id].name, one.because, one.day) for one in rows)


def moves(book: Book) -> tuple[Move, ...]:
    """Each weight that stands elsewhere than in the file: by the user's own hand, or taught by answers."""
    file, by_hand = load_weights(), book.store.goals.weights()
    found = [
        Move(name, round(value - _of(file, name), 3), "you set it so")
        for name, value in by_hand.items()
        if name in file.for_ or name in file.against
    ]
    answers = [passed.because for passed in book.store.goals.passed_over()]
    for name, why, sign, pattern in _TAUGHT:
        by = min(_MOST, _STEP * sum(bool(pattern.search(because)) for because in answers))
        if by:
            found.append(Move(name, sign * by, why))
    return tuple(found)


def tuned(book: Book) -> Weights:
    """The weights of the file with every move of this user; none falls below 0."""
    return moved(load_weights(), moves(book))


def moved(weights: Weights, by: Sequence[Move]) -> Weights:
    """Weights with these moves made."""
    for_, against = dict(weights.for_), dict(weights.against)
    for move in by:
        side = for_ if move.weight in for_ else against
        side[move.weight] = max(0.0, side[move.weight] + move.by)
    return Weights(for_, against, weights.limits)


def set_weight(book: Book, name: str, value: float | None) -> tuple[Move, ...]:
    """Moves one weight by hand (0 to 1), or with None gives back the file's.

    Raises:
        UsageError: no weight is called so, or the value is out of range.
    """
    file = load_weights()
    if name not in file.for_ and name not in file.against:
        raise UsageError(f"No weight is called {name!r}. There are {', '.join([*file.for_, *file.against])}.")
    if value is not None and not 0 <= value <= 1:
        raise UsageError(f"A weight lies between 0 and 1, and {value!r} does not. Choose another value.")
    book.store.goals.set_weight(name, value)
    return moves(book)


def _of(weights: Weights, name: str) -> float:
    return weights.for_[name] if name in weights.for_ else weights.against[name]


def _checked(due: str | None, public: str) -> None:
    if public not in PUBLIC:
        raise UsageError(f"Who may hear of it is one of {', '.join(PUBLIC)}, and not {public!r}.")
    if due is not None:
        try:
            date.fromisoformat(due if len(due) == 10 else f"{due}-01" if len(due) == 7 else f"{due}-01-01")
        except ValueError:
            raise UsageError(
                f"{due!r} is no day by which a goal can stand. Write it like 2027-03-01, 2027-03 or 2027."
            ) from None
