"""Whether a line tells the answer, where the rules are in doubt: read by the built-in writer.

It is not asked to say so in words: told to say "none" it never does (measured). How likely it finds a yes and a no
tells more. Those odds and the strength by rule are joined by a logistic curve, fitted by `benchmarks/notes/calibrate.py`
(`docs/calibration.md`). Without the built-in writer the rules stand alone.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from coach.errors import ArtifactProblem, ModelProblem, TooLarge
from coach.llm.writer import Slot, Writer
from coach.prompts import load_prompt
from coach.retrieval.evidence import Evidence, logistic
from coach.retrieval.passages import in_words, on_one_line
from coach.retrieval.question import Question
from coach.types import Message

_READ = 2
"""Lines read at most; each takes a second."""

_LONGEST_LINE = 300  # characters
_UNLIKELY = -12.0  # where a word is not among the likeliest

IN_DOUBT = (0.2, 0.9)
"""Where the strongest line by rule is no stronger than the first, or stronger than the second, the rule stands alone."""

BIAS, OF_STRENGTH, OF_ODDS = -1.80, 0.32, 1.79
"""Of the curve over the strength by rule (as log odds) and the writer's log odds of yes: fitted, not chosen."""


def read_lines(writer: Writer, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence, strongest first; where the strongest is in doubt, with what the writer makes of the best lines.

    What stands in notes is read on this machine only, by the one writer whose odds are known.
    """
    doubted = [one for one in evidence[:_READ] if _in_doubt(one)]
    if writer.remote or not doubted or doubted[0] is not evidence[0]:
        return tuple(evidence)
    try:
        odds = [odds_of_yes(writer, question, one) for one in doubted]
    except (ArtifactProblem, ModelProblem, TooLarge):
        return tuple(evidence)
    read = [
        one if likely is None else replace(one, strength=joined(one.strength, likely))
        for one, likely in zip(doubted, odds, strict=True)
    ]
    # What was not read can be no stronger than what was.
    most = max(one.strength for one in read)
    others = [replace(one, strength=min(one.strength, most)) for one in evidence[len(read) :]]
    return tuple(sorted([*read, *others], key=lambda one: -one.strength))


def odds_of_yes(writer: Writer, question: Question, one: Evidence) -> float | None:
    """How much likelier than a no the writer finds a yes, as a natural logarithm; none where it does not tell."""
    words = writer.odds(as_messages(question, one), slot=Slot.ANSWER)
    yes, no = (
        max((chance for word, chance in words.items() if word.lower() == said), default=_UNLIKELY)
        for said in ("yes", "no")
    )
    return yes - no if words else None


def as_messages(question: Question, one: Evidence) -> tuple[Message, ...]:
    """What the writer is shown; the question and the line stand last, so that the rest is read only once."""
    about = ", ".join(part for part in (one.passage.person, in_words(one.passage.date)) if part)
    text = on_one_line(one.passage.text)
    short = text if len(text) <= _LONGEST_LINE else text[:_LONGEST_LINE].rsplit(" ", 1)[0] + " …"
    return load_prompt("tells").messages(
        question=on_one_line(question.text), about=f" ({about})" if about else "", line=short
    )


def joined(strength: float, odds: float) -> float:
    """The probability that a line answers, by its strength and the writer's odds of yes."""
    by_rule = math.log(strength / (1.0 - strength))
    return round(logistic(BIAS + OF_STRENGTH * by_rule + OF_ODDS * odds), 4)


def _in_doubt(one: Evidence) -> bool:
    return IN_DOUBT[0] < one.strength <= IN_DOUBT[1]
