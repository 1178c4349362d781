"""What differs between two wordings, word by word, so that the user sees at a glance what changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\s*\S+|\s+$")


@dataclass(frozen=True)
class Change:
    """A run of words with the white space before them; all that is not "new" joined is the text before."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> tuple[Change, ...]:
    """The runs of words that stayed, went and came, in reading order; a word is what stands between white space."""
    return tuple(change for change in _runs(before, after) if change.text)


def _runs(before: str, after: str) -> Iterator[Change]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(old[a:b]))
        else:
            yield Change("gone", "".join(old[a:b]))
            yield Change("new", "".join(new[c:d]))
