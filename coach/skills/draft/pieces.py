"""Cuts a note into sentences, and a sentence into the pieces of it that could be said alone."""

import re
from collections.abc import Iterator

from coach.text import sentence_spans
from coach.types import Note

_HEADING = re.compile(r"^\s*#{1,6}\s")
OVER = re.compile(
    r"\b(?:no\s+longer|not\s+any\s*more|stopped|gave\s+up|quit|closed|sold|ended|is\s+over|fell\s+through|left|cancel\w+|did\s+not|didn't"
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
_NEW_SUBJECT = re.compile(
    r"(?:[;,:]|\s[-–—]{1,3}|\s(?P<and>and))\s{1,3}(?=(?:she|he)(?:['’]s)?\s|we\s+(?:talked|spoke|met|discussed|chatted)\b)",
    re.IGNORECASE,
)
_ENDS_IN_A_NAME = re.compile(r"(?:\b(?:her|his|their|my|the)\s+\w+|\b[A-Z]\w+)$")
_CONDITION = re.compile(r"\b(?:if|unless|although|though|when|whether|until)\b", re.IGNORECASE)
_LONGEST = 600  # signs; longer is no sentence
_NO_WRAP = 70  # signs; nobody breaks a line of prose before
_BEGINS = frozenset(("He", "She", "They", "We", "My", "Her", "His", "Now", "Then", "The"))


def note_sentences(note: Note) -> Iterator[tuple[str, int]]:
    """The sentences of a note, verbatim, with where they start, headings left out.

    A short line that ends without a full stop ends its sentence too: what follows was written on another day.
    """
    for start, end in sentence_spans(note.text):
        if _HEADING.match(note.text[start:end]):
            continue
        while (cut := _end_of_line(note.text, start, end)) is not None:
            if note.text[start:cut].strip():
                yield note.text[start:cut].strip(), start
            start = cut + 1
        rest = note.text[start:end]
        if rest.strip():
            yield rest.strip(), start + len(rest) - len(rest.lstrip())


def _end_of_line(text: str, start: int, end: int) -> int | None:
    """Where the first line of a span ends that was broken on purpose, and not because it was full."""
    at = text.find("\n", start, end)
    while at >= 0:
        begun = text.rfind("\n", 0, at) + 1
        word = text[at + 1 : end].split(maxsplit=1)[:1]
        if at - begun + 1 + len(word[0] if word else "") < _NO_WRAP or (word and word[0] in _BEGINS):
            return at
        at = text.find("\n", at + 1, end)
    return None


def pieces(sentence: str) -> Iterator[tuple[str, ...]]:
    """The sentence with its beginnings, then what it says after each new "she" or "we" with the beginnings of that.

    The pieces of each group stand in the order of their worth; of one group only one is said.
    """
    if len(sentence) > _LONGEST:
        return
    yield (sentence, *beginnings(sentence))
    for joint in _NEW_SUBJECT.finditer(sentence):
        before = sentence[: joint.start()]
        # "Her brother and she run a bakery" is one subject.
        if not _CONDITION.search(before) and not (joint["and"] and _ENDS_IN_A_NAME.search(before)):
            rest = sentence[joint.end() :]
            yield (rest, *beginnings(rest))


def beginnings(sentence: str) -> Iterator[str]:
    """Where a sentence goes on to something that may not be said, its beginning may; the longest one first.

    Not where what follows takes it back: "was made head of the desk, but it fell through".
    """
    for joint in reversed([*_JOINT.finditer(sentence)]):
        if OVER.search(sentence[joint.start() :]):
            return
        if len(sentence[: joint.start()].split()) >= _FEWEST_WORDS:
            yield sentence[: joint.start()]
