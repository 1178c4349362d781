"""What a sentence does in a talk: it offers, asks a favour, complains, apologises, tells of oneself, listens, strays, or
speaks like a service desk, as a model in the role of the partner does.

Linear rules over the sentence's meaning, as the embedder inside sees it, and its words; learnt from labelled sentences by
`benchmarks/rehearsal/learn.py`. They read fluent words only, so hesitation can neither cost nor win anything.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coach.errors import ArtifactProblem
from coach.index.embedder import MiniLM
from coach.settings import load_settings
from coach.skills.rehearse.speech import content_words, fluent, tokens

Act = Literal["offer", "ask", "vague", "negativity", "apology", "self_disclosure", "service"]
ReplyAct = Literal["follow_up", "listening", "off_topic"]

_MOST_KEPT = 4096
_MOST_CHARACTERS = 600  # of a sentence; what it does is plain by then
_POINTING = frozenset(["it", "that", "they", "he", "she", "them", "those", "there", "that's", "it's", "this"])
_OF_ME = frozenset(["i", "my", "i'm", "me", "we", "our", "i've"])
_OF_YOU = frozenset(["you", "your", "you're"])

_WORD_OR_MARK = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")

_meanings: dict[str, NDArray[np.float32]] = {}


@dataclass(frozen=True)
class _Rule:
    """A sentence does it when `bias` and the weights of what it has come to more than 0."""

    bias: float
    meaning: NDArray[np.float32]
    words: Mapping[str, float]
    reply: tuple[float, ...]  # over `reply_numbers`; empty for a rule that looks at the sentence alone

    def score(
        self, meaning: NDArray[np.float32], words: frozenset[str], numbers: Sequence[float] = ()
    ) -> float:
        score: float = self.bias + float(meaning @ self.meaning)
        score += sum(self.words.get(word, 0.0) for word in words) / len(words) ** 0.5
        score += sum(weight * number for weight, number in zip(self.reply, numbers, strict=True))
        return score


def can_read() -> bool:
    """Whether the embedder's files are there; without them nothing can be said about a sentence."""
    try:
        meanings(["hello"])
    except ArtifactProblem:
        return False
    return True


def acts_of(sentences: Sequence[str]) -> list[frozenset[Act]]:
    """What each sentence does by itself. Where it could be an offer or a favour asked it is the likelier of the two.

    Raises:
        ArtifactProblem: the embedder's files are not there.
    """
    rules: Mapping[Any, _Rule] = _rules()["sentence"]
    found = []
    for meaning, words in zip(meanings(sentences), map(words_and_pairs, sentences), strict=True):
        scores = {act: rule.score(meaning, words) for act, rule in rules.items()}
        weaker = min(("offer", "ask"), key=lambda act: scores[act])
        if scores["offer"] > 0 and scores["ask"] > 0:
            del scores[weaker]
        found.append(frozenset(act for act, score in scores.items() if score > 0))
    return found


def reply_acts_of(replies: Sequence[tuple[str, str]]) -> list[frozenset[ReplyAct]]:
    """What each reply, second of its pair, does with what was said before it.

    Raises:
        ArtifactProblem: the embedder's files are not there.
    """
    rules: Mapping[Any, _Rule] = _rules()["reply"]
    found = []
    before, said = meanings([heard for heard, _ in replies]), meanings([reply for _, reply in replies])
    for (heard, reply), theirs, own in zip(replies, before, said, strict=True):
        words, numbers = words_and_pairs(reply), reply_numbers(heard, reply, float(theirs @ own))
        found.append(frozenset(act for act, rule in rules.items() if rule.score(own, words, numbers) > 0))
    return found


def words_and_pairs(sentence: str) -> frozenset[str]:
    """The words of a sentence, each two neighbours, and whether it has a number."""
    words = ["^", *_spoken(sentence).split(), "$"]
    marks = {*words[1:-1], *(" ".join(pair) for pair in pairwise(words))}
    if any(word.isdigit() for word in words):
        marks.add("<number>")
    return frozenset(marks)


def reply_numbers(heard: str, reply: str, likeness: float) -> tuple[float, ...]:
    """How a reply hangs together with what was heard; `likeness` is the cosine of the two."""
    own = content_words(fluent(reply))
    shared = len(own & content_words(fluent(heard)))
    words = set(tokens(fluent(reply)))
    return (
        likeness, float(shared > 0), float(shared > 1), len(own) / 5, len(words) / 10, float(bool(words & _OF_YOU)),
        float(bool(words & _POINTING)), float(bool(words & _OF_ME)), float("?" in reply), float(heard.rstrip().endswith("?")),
    )  # fmt: skip


def meanings(texts: Sequence[str]) -> list[NDArray[np.float32]]:
    """The vector of each text's fluent words."""
    spoken = [_spoken(text) for text in texts]
    known = {text: _meanings[text] for text in spoken if text in _meanings}
    new = [text for text in dict.fromkeys(spoken) if text not in known]
    if new:
        known.update(zip(new, _embedder().embed(new), strict=True))
        if len(_meanings) + len(new) > _MOST_KEPT:
            _meanings.clear()
        _meanings.update((text, known[text]) for text in new[:_MOST_KEPT])
    return [known[text] for text in spoken]


@cache
def _spoken(sentence: str) -> str:
    """Its fluent words and its question and exclamation marks, and no comma: that is only where somebody paused."""
    return " ".join(_WORD_OR_MARK.findall(fluent(sentence[:_MOST_CHARACTERS])))


@cache
def _embedder() -> MiniLM:
    return MiniLM(load_settings())


@cache
def _rules() -> Mapping[str, Mapping[str, _Rule]]:
    raw = tomllib.loads((Path(__file__).parent / "acts.toml").read_text(encoding="utf-8"))
    return {kind: {act: _rule(one) for act, one in rules.items()} for kind, rules in raw.items()}


def _rule(raw: Mapping[str, Any]) -> _Rule:
    meaning, reply = np.array(raw["meaning"], dtype=np.float32), tuple(raw["reply"])
    return _Rule(float(raw["bias"]), meaning, raw["words"], reply)
