"""Cuts a note into sentences, and a sentence into the pieces of it that could be said alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from coach.skills.draft.verbs import VERBS
from coach.text import sentence_spans
from coach.types import Note

_HEADING = re.compile(r"^\s*#{1,6}\s")
OVER = re.compile(
    r"\b(?:no\s+longer|not\s+any\s*more|stopped|gave\s+up|quit|closed|sold|ended|is\s+over|fell\s+through|left(?!\s+(?:me|us)\b|\s+an?\s+(?!job|post|role|position))|cancel\w+|did\s+not|didn't"
    r"|never|turned\s+down|withdrew|gone|finished\s+with|used\s+to|former\w*|now\s+at|moved\s+(?:on|away|from)|instead|not\s+yet)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # of a piece of a sentence that can be said alone
_JOINT = re.compile(
    r"\s{0,3}[;,]\s{1,3}|\s{1,3}[-–—]{1,3}\s{1,3}"
    r"|\s{1,3}(?=(?:and|but|so|when|while|after|because|since|as|though|until|during|today|yesterday|tonight)\b"
    r"|(?:this|last|next)\s+\w+|\w+\s+\w+\s+ago\b|(?:with|by|through|via)\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_ENDS_IN_A_NAME = re.compile(r"(?:\b(?:her|his|their|my|the)\s+\w+|\b[A-Z]\w+)$")
_CONDITION = re.compile(r"\b(?:if|unless|although|though|whether|until)\b", re.IGNORECASE)
_LONGEST = 600  # signs; longer is no sentence
_NO_WRAP = 70  # signs; nobody breaks a line of prose before
_LONG_WORD = 14  # signs
_BEGINS = frozenset(("He", "She", "They", "We", "My", "Her", "His", "Now", "Then", "The"))


def note_sentences(note: Note) -> Iterator[tuple[str, int]]:
    """The sentences of a note, verbatim, with where they start, headings left out.

    A short line that ends without a full stop ends its sentence too: what follows was written on another day.
    """
    full = _full_line(note.text)
    for start, end in sentence_spans(note.text):
        if _HEADING.match(note.text[start:end]):
            continue
        while (cut := _end_of_line(note.text, start, end, full)) is not None:
            if note.text[start:cut].strip():
                yield note.text[start:cut].strip(), start
            start = cut + 1
        rest = note.text[start:end]
        if rest.strip():
            yield rest.strip(), start + len(rest) - len(rest.lstrip())


def _end_of_line(text: str, start: int, end: int, full: int) -> int | None:
    """Where the first line of a span ends that was broken on purpose, and not because it was full.

    Args:
        full: the fewest signs of a line that may have been broken because it was full.
    """
    at = text.find("\n", start, end)
    while at >= 0:
        begun = text.rfind("\n", 0, at) + 1
        word = text[at + 1 : end].split(maxsplit=1)[:1]
        if at - begun + 1 + len(word[0] if word else "") < full or (word and word[0] in _BEGINS):
            return at
        at = text.find("\n", at + 1, end)
    return None


def _full_line(text: str) -> int:
    """How long a line of this note is at least that ends because it was full.

    Most lines of wrapped prose end within a word of the longest; where they end anywhere, each was ended on purpose.
    """
    run_on = [
        len(row)
        for row, following in pairwise(text.splitlines())
        if row and row[-1] not in ".!?:" and following[:1].islower()
    ]
    longest = max(run_on, default=0)
    wrapped = 2 * sum(length >= longest - _LONG_WORD for length in run_on) > len(run_on)
    return _NO_WRAP if wrapped or not run_on else longest + 2 * _LONG_WORD


def pieces(sentence: str, names: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
    """The sentence with its beginnings, then what it says after each new "she", "we" or name with the beginnings of that.

    The pieces of each group stand in the order of their worth; of one group only one is said.
    """
    if len(sentence) > _LONGEST:
        return
    yield (sentence, *beginnings(sentence))
    for joint in _new_subject(tuple(names)).finditer(sentence):
        before = sentence[: joint.start()]
        # "Her brother and she run a bakery" is one subject.
        if not _CONDITION.search(before) and not (joint["and"] and _ENDS_IN_A_NAME.search(before)):
            rest = sentence[joint.end() :]
            yield (rest, *beginnings(rest))


@lru_cache(maxsize=64)
def _new_subject(names: tuple[str, ...]) -> re.Pattern[str]:
    """Where a sentence goes on to another doing of the person of these names, or of the two."""
    does = rf"(?:\]\])?\s+(?:and\s+I\b|(?:is|was|has|had|\w+ed|{'|'.join(sorted(VERBS))})\b)"
    called = "".join(
        rf"|(?:\[\[)?{re.escape(name)}{does}|(?:me|I)\s+(?:and|&|n)\s+{re.escape(name)}\s" for name in names
    )
    return re.compile(
        r"(?:[;,:]|\s[-–—]{1,3}|\s(?P<and>and))\s{1,3}"
        rf"(?=(?:she|he)(?:['’]s)?\s|(?:her|his)\s|we\s+(?:talked|spoke|met|discussed|chatted)\b|I\s+(?:said|promised|told|offered)\b{called})",
        re.IGNORECASE,
    )


def beginnings(sentence: str) -> Iterator[str]:
    """Where a sentence goes on to something that may not be said, its beginning may; the longest one first.

    Not where what follows takes it back: "was made head of the desk, but it fell through".
    """
    for joint in reversed([*_JOINT.finditer(sentence)]):
        if OVER.search(sentence[joint.start() :]):
            return
        if len(sentence[: joint.start()].split()) >= _FEWEST_WORDS:
            yield sentence[: joint.start()]
