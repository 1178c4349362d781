"""Token budgets: what fits is decided before a call, and whole pieces are dropped, never half a sentence."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def fit(
    pieces: Sequence[T], text_of: Callable[[T], str], budget: int, count: Callable[[str], int]
) -> tuple[T, ...]:
    """The longest head of `pieces` (best first) whose texts together stay within `budget` tokens.

    Args:
        pieces: ordered from most to least useful; dropping starts at the end.
        text_of: the words the model would read for one piece.
        budget: in tokens; zero or less keeps nothing.
        count: tokens of a text, by the tokenizer of the model that will read it.
    """
    kept: list[T] = []
    used = 0
    for piece in pieces:
        used += count(text_of(piece))
        if used > budget:
            break
        kept.append(piece)
    return tuple(kept)
