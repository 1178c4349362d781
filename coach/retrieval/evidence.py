"""From passages to evidence: does this line answer this question, or is it only about the same person?

A passage is what was found; its strength as evidence is a probability, fitted on labelled questions with and without
an answer (`benchmarks/notes/calibrate.py`; the curve is in `docs/calibration.md`). Nothing here is a model's opinion of
itself: cosines, shared words weighed by how rare they are, and whether the line holds the kind of thing asked for.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from coach.index.embedder import Vectors
from coach.retrieval.expected import Expected, expected, holds
from coach.retrieval.passages import in_words
from coach.retrieval.question import Question
from coach.retrieval.retriever import Candidate, Retriever, within
from coach.retrieval.sentences import OF_SOMEBODY_ELSE, RELATIVE_OF
from coach.retrieval.words import family, stem, stems
from coach.text import fold
from coach.types import Passage

_MEN = frozenset(
    map(stem, ("brother", "father", "dad", "husband", "son", "boy", "boyfriend", "uncle", "nephew"))
)
_WOMEN = frozenset(
    map(stem, ("sister", "mother", "mum", "mom", "wife", "daughter", "girl", "girlfriend", "aunt", "niece"))
)
_OWN_LINE = 0.08
_CARD_LINE = re.compile(r"[a-z_]{3,14}:\s", re.ASCII)
_OTHERS = 3  # of the other lines, the nearest, that the best one stands out from
_UNLIKE = 0.15  # what a line has in common with a question that has nothing to do with it
_WEIGHED = 14  # passages judged per question

ENOUGH = 0.5
"""The least strength that is an answer."""

LIKELY = 0.2
"""The least strength that is shown where somebody who could help is asked for: whoever reads the line can judge."""

NEAR = 0.25
"""The least strength that is worth showing as the nearest thing found, claiming nothing."""

PLAIN = 0.2
"""How far the best must be ahead of the second to answer alone."""


@dataclass(frozen=True)
class Features:
    """What speaks for a passage as an answer, each between 0 and 1, and how far it is ahead between -1 and 1.

    cosine: question and line, with who and when. bare: the same without any names, so that a shared name is no answer.
    coverage: share of the question's meaning words, the rare ones counting more, that the line says or nearly says.
    strange: share of those words that no note holds, nor this line in other words. holds, lacks: where an age, a day, a name
    is asked for, whether the line has one. card: a line of a card, "role: Baker". ahead: how much more bare likeness than the others.
    """

    cosine: float
    bare: float
    coverage: float
    strange: float
    holds: float
    lacks: float
    card: float
    ahead: float

    def strength(self, weights: "Weights") -> float:
        """The probability that the line answers the question."""
        pairs = zip(astuple(weights.each), astuple(self), strict=True)
        return logistic(weights.bias + sum(weight * feature for weight, feature in pairs))


@dataclass(frozen=True)
class Weights:
    """Of the logistic curve; fitted, not chosen. `each` holds what each feature weighs."""

    bias: float
    each: Features


def logistic(total: float) -> float:
    """The probability that a sum of what speaks for and against comes to."""
    return 1.0 / (1.0 + math.exp(-total))


# What no note holds speaks against a line: that weight is set by hand, for what is asked in vain is asked in such
# words ("who is allergic to peanuts?"), and too few of those questions were among the ones fitted.
NAMED = Weights(-1.98, Features(0.68, 1.68, 3.33, -1.0, 0.08, -2.89, -0.66, 3.73))
"""Where somebody is named, and theirs are all the lines: the nearest of them is much, and may be about anything."""

OPEN = Weights(-1.77, Features(1.63, 1.18, 2.71, -1.0, -0.82, -2.23, -1.45, 5.11))
"""Where nobody is, and the whole book is looked through."""


@dataclass(frozen=True)
class Evidence:
    """A passage and how strongly it answers the question."""

    passage: Passage
    features: Features
    strength: float


def weigh(question: Question, candidates: Sequence[Candidate], retriever: Retriever) -> tuple[Evidence, ...]:
    """The best of the candidates as evidence, strongest first."""
    near = candidates[:_WEIGHED]
    if not near:
        return ()
    names = sorted(
        {word for one in near for word in fold(one.passage.person).split()} | _written(question), key=len
    )
    texts = [_nameless(question.text, names), *(_nameless(one.passage.text, names) for one in near)]
    vectors = retriever.embed(texts)
    rarity = retriever.rarity(question.content)
    kind = expected(question)
    weights = NAMED if question.named else OPEN
    likeness = [_cosine(vectors, place) for place in range(1, len(texts))]
    found = []
    for place, one in enumerate(near):
        others = sorted(likeness[:place] + likeness[place + 1 :])[-_OTHERS:]
        ahead = likeness[place] - (sum(others) / len(others) if others else _UNLIKE)
        features = _features(question, one, likeness[place], ahead, rarity, kind)
        strength = round(features.strength(weights), 4)
        # Without the age, the day or the name asked for a line is no answer; it may be the nearest.
        found.append(Evidence(one.passage, features, min(strength, PLAIN) if features.lacks else strength))
    return tuple(sorted(found, key=lambda one: -one.strength - _OWN_LINE * _is_own(question, one.passage)))


def _features(
    question: Question,
    one: Candidate,
    bare: float,
    ahead: float,
    rarity: Mapping[str, float],
    kind: Expected | None,
) -> Features:
    passage = one.passage
    said = stems(f"{passage.text} {in_words(passage.date)}")
    relative = _relative_asked(question)
    if relative in rarity and not _alike(relative) & said:
        # Who is not spoken of is not answered about.
        rarity = {relative: 1.0}
        said = frozenset()
    elif relative in rarity and len(rarity) > 1:
        # Of whom is asked is no more an answer than a name is: "what does Ana's sister do?"
        rarity = {word: weight for word, weight in rarity.items() if word != relative}
    total = sum(rarity.values())
    covered = sum(
        weight * (1.0 if stems(word) <= said else 0.7 if family(word) & said else 0.0)
        for word, weight in rarity.items()
    )
    if question.dates:
        total += 1.0
        in_time = bool(passage.date and within(passage.date, question.dates))
        covered += in_time or stems(" ".join(question.date_words)) <= said
    strange = sum(weight for word, weight in rarity.items() if weight >= 1.0 and not family(word) & said)
    has_kind = kind is None or holds(kind, question, passage)
    return Features(
        cosine=max(one.cosine, 0.0),
        bare=max(bare, 0.0),
        coverage=covered / total if total else 0.5,
        strange=strange / total if total else 0.0,
        holds=float(kind is not None and has_kind),
        lacks=float(not has_kind),
        card=float(bool(_CARD_LINE.match(passage.text))),
        ahead=ahead,
    )


def _relative_asked(question: Question) -> str:
    """The relative a question is about, where it is about somebody's relative; else nothing."""
    if turned := RELATIVE_OF.search(question.text):
        return fold(turned[1])
    match = OF_SOMEBODY_ELSE.search(question.text)
    return fold(match.group().split()[-1]) if match else ""


def _alike(relative: str) -> frozenset[str]:
    """The stems that may mean this relative: a sister's family holds brothers, who are not meant."""
    root = stem(relative)
    return family(relative) - (_WOMEN if root in _MEN else _MEN if root in _WOMEN else frozenset())


def _is_own(question: Question, passage: Passage) -> bool:
    """Whether the line is about somebody the question names, rather than only naming them."""
    return bool(passage.person_ids) and passage.person_ids[0] in question.person_ids


def _written(question: Question) -> set[str]:
    return {word for named in question.named for word in named.written.split()}


def _nameless(text: str, names: Sequence[str]) -> str:
    """The text with every name taken out, for comparing what is said rather than of whom."""
    known = set(names)
    words = (word for word in text.replace("[[", "").replace("]]", "").split())
    return " ".join("they" if fold(word).removesuffix("'s") in known else word for word in words)


def _cosine(vectors: Vectors, place: int) -> float:
    return float(vectors[0] @ vectors[place])
