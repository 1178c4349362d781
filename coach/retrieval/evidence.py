"""From passages to evidence: does this line answer this question, or is it only about the same person?

A passage is what was found; its strength as evidence is a probability, fitted on labelled questions with and without
an answer (`benchmarks/notes/calibrate.py`; the curve is in `docs/calibration.md`). Nothing here is a model's opinion of
itself: cosines, shared words weighed by how rare they are, and whether the line holds the kind of thing asked for.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.index.embedder import Vectors
from coach.retrieval.passages import in_words
from coach.retrieval.question import Question
from coach.retrieval.retriever import Candidate, Retriever, within
from coach.retrieval.sentences import OF_SOMEBODY_ELSE
from coach.retrieval.words import family, stem, stems
from coach.text import fold
from coach.types import Passage

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand|dozen|once|twice|both|several|couple|half|no|none)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|christmas|easter|morning|evening|week|month|"
    r"year|today|yesterday|birthday)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|from|to|near|of|on|by|into|opposite|behind|organi[sz]ation:|address:|met_at:)\s+(?:the\s+|a\s+|an\s+|my\s+|his\s+|her\s+|their\s+)?\w|\b(?:here|abroad|home|next door)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|so|as|for|due|reason|why|want(?:s|ed)?|hates?|would|closed|laid off|could not|cannot)\b",
    re.IGNORECASE,
)
_MEN = frozenset(
    map(stem, ("brother", "father", "dad", "husband", "son", "boy", "boyfriend", "uncle", "nephew"))
)
_WOMEN = frozenset(
    map(stem, ("sister", "mother", "mum", "mom", "wife", "daughter", "girl", "girlfriend", "aunt", "niece"))
)
_OWN_LINE = 0.08
_MAIL_WORDS = frozenset({"email", "e-mail"})
_REACH_WORDS = _MAIL_WORDS | {"phone", "telephone", "mobile", "number"}
_LEAST_COVERAGE = 0.15
_LEAST_BARE = 0.3
_WEIGHED = 14  # passages judged per question

ENOUGH = 0.35
"""The least strength that is an answer."""

NEAR = 0.08
"""The least strength that is worth showing as the nearest thing found, claiming nothing."""

PLAIN = 0.2
"""How far the best must be ahead of the second to answer alone."""


@dataclass(frozen=True)
class Weights:
    """Of the logistic curve, in the order of `Features`; fitted, not chosen."""

    bias: float = -6.5
    cosine: float = 6.5
    bare: float = 0.85
    coverage: float = 3.2
    strange: float = -1.25
    fits_kind: float = 2.4


WEIGHTS = Weights()


@dataclass(frozen=True)
class Features:
    """What speaks for a passage as an answer, each between 0 and 1.

    cosine: question and line, with who and when. bare: the same without any names, so that a shared name is no answer.
    coverage: share of the question's meaning words, the rare ones counting more, that the line says or nearly says.
    strange: share of those words that no note holds, nor this line in other words. fits_kind: a number for "how many", a time for "when", and so on.
    """

    cosine: float
    bare: float
    coverage: float
    strange: float
    fits_kind: float

    def strength(self, weights: Weights = WEIGHTS) -> float:
        """The probability that the line answers the question; 0 for a line that shares only a name with it.

        A line that says no word of what is asked, in whatever form, is at most the nearest there is.
        """
        if self.coverage < _LEAST_COVERAGE and self.bare < _LEAST_BARE:
            return 0.0
        total = (
            weights.bias
            + weights.cosine * self.cosine
            + weights.bare * self.bare
            + weights.coverage * self.coverage
            + weights.strange * self.strange
            + weights.fits_kind * self.fits_kind
        )
        chance = 1.0 / (1.0 + math.exp(-total))
        return chance if self.coverage else min(chance, PLAIN)


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
    found = []
    for place, one in enumerate(near, 1):
        features = _features(question, one, _cosine(vectors, place), rarity)
        found.append(Evidence(one.passage, features, round(features.strength(), 4)))
    return tuple(sorted(found, key=lambda one: -one.strength - _OWN_LINE * _is_own(question, one.passage)))


def _features(question: Question, one: Candidate, bare: float, rarity: Mapping[str, float]) -> Features:
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
    strange = sum(
        weight
        for word, weight in rarity.items()
        if weight >= 1.0 and (word in _REACH_WORDS or not family(word) & said)
    )
    return Features(
        cosine=max(one.cosine, 0.0),
        bare=max(bare, 0.0),
        coverage=covered / total if total else 0.5,
        strange=strange / total if total else 0.0,
        fits_kind=float(_fits_kind(question, passage)),
    )


def _relative_asked(question: Question) -> str:
    """The relative a question is about, where it is about somebody's relative; else nothing."""
    match = OF_SOMEBODY_ELSE.search(question.text)
    return fold(match.group().split()[-1]) if match else ""


def _alike(relative: str) -> frozenset[str]:
    """The stems that may mean this relative: a sister's family holds brothers, who are not meant."""
    root = stem(relative)
    return family(relative) - (_WOMEN if root in _MEN else _MEN if root in _WOMEN else frozenset())


def _fits_kind(question: Question, passage: Passage) -> bool:
    """Whether the line holds the kind of thing that is asked for."""
    asked = set(question.content)
    if "birthday" in asked and not family("birthday") & stems(passage.text):
        return False
    if (
        asked & _REACH_WORDS
        and question.kind == "what"
        and re.search(r"\b(?:is|are|have)\b|['’]s\b", question.text)
    ):
        whole = stems(" ".join(asked - _REACH_WORDS)) <= stems(f"{passage.text} {passage.person}")
        reached = "@" in passage.text if asked & _MAIL_WORDS else len(re.sub(r"\D", "", passage.text)) >= 6
        return whole and reached
    match question.kind:
        case "how_many":
            return bool(_NUMBER.search(passage.text))
        case "when":
            return bool(passage.date or _TIME.search(passage.text))
        case "where":
            return bool(_PLACE.search(passage.text))
        case "why":
            return bool(_REASON.search(passage.text))
        case _:
            return True


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
