"""Answers questions about networking itself from the guides in `knowledge/`, and from nothing else.

The writer words it in two or three sentences; an invented name or number, or words far from the guide, and the
guide's own sentences are given instead. What the guides do not cover is said to be so.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.errors import ModelProblem, TooLarge
from coach.llm.writer import Slot, Writer
from coach.prompts import load_prompt
from coach.retrieval.retriever import Retriever
from coach.retrieval.words import content_words, family, stem, stems
from coach.text import sentences
from coach.types import Citation, Passage

NOT_IN_GUIDES = "My guides do not cover that."
"""The one sentence for "no guide says"; what they do cover follows."""

OnText = Callable[[str], None]

_NEAR_ENOUGH = 0.34  # cosine with the question; below it a guide is about something else
_GUIDE_CHARACTERS = 1300
_KEPT_SHARE = 0.6  # of the words of a written answer that must stand in the guide or the question
_SECTIONS = 40
_QUOTED_SENTENCES = 3
_SMALL_STEP = "One small step"
_QUOTED = re.compile(r"[\"“]([^\"”]+)[\"”]")
_NAME_OR_NUMBER = re.compile(r"\d+|(?<![.!?:\"“] )(?<!^)\b[A-Z][a-z]+\b")
_ADVICE_WORDS = frozenset(
    stem(word)
    for word in [
        "you",
        "your",
        "try",
        "start",
        "small",
        "step",
        "say",
        "ask",
        "feel",
        "good",
        "kind",
        "gentle",
        "simple",
        "simply",
        "help",
        "take",
        "keep",
    ]
)


@dataclass(frozen=True)
class Advice:
    """A kind, short answer and the guides it rests on (`note_id` is the guide, `quote` the section)."""

    answer: str
    citations: tuple[Citation, ...]


def advise(retriever: Retriever, writer: Writer, question: str, on_text: OnText | None = None) -> Advice:
    """Advice on one question, from the guides.

    Raises:
        EmptyInput: no question.
        StorageProblem, ArtifactProblem, ModelProblem: the index or the embedder cannot be used. A writer that fails
            is no error here: the guide's own sentences are given.
    """
    sections = retriever.guidance(question, _SECTIONS)
    best = fitting(sections)
    if best is None:
        advice = Advice(_not_covered(sections[:3]), ())
    else:
        steps = [one for one in sections if one.note_id == best.note_id and one.text.startswith(_SMALL_STEP)]
        guide = [best, *(one for one in steps if one != best)]
        text = _with_step(_written(writer, question, best) or _own_sentences(best), guide[1:])
        advice = Advice(text, tuple(one.cite() for one in guide))
    if on_text is not None:
        on_text(advice.answer)
    return advice


def fitting(sections: Sequence[Passage]) -> Passage | None:
    """The first of the sections found that is near enough to what was asked; None if the guides do not cover it."""
    return next((one for one in sections if one.score >= _NEAR_ENOUGH), None)


def _not_covered(sections: Sequence[Passage]) -> str:
    titles = dict.fromkeys(one.note_id.removeprefix("knowledge/").replace("-", " ") for one in sections)
    nearest = f" The nearest are {', '.join(titles)}." if titles else ""
    return f"{NOT_IN_GUIDES}{nearest}"


def _written(writer: Writer, question: str, guide: Passage) -> str | None:
    """The writer's sentences if they keep to the guide, else None."""
    # Without its examples: the model gives somebody else's ward round as advice.
    text = "\n".join(line for line in guide.text.splitlines() if not line.startswith("- "))[
        :_GUIDE_CHARACTERS
    ]
    prompt = load_prompt("advise")
    try:
        reply = writer.complete(
            prompt.messages(guide=text.replace("**", ""), question=question),
            slot=Slot.ANSWER,
            max_tokens=int(str(prompt.settings["max_tokens"])),
            temperature=float(str(prompt.settings["temperature"])),
        )
    except (ModelProblem, TooLarge):
        return None
    # A reply cut off by the token limit ends with its last whole sentence.
    whole = [one for one in sentences(" ".join(reply.split())) if re.search(r"[.!?][\"'”’)]*$", one)]
    answer = " ".join(whole[:4])
    return answer if answer and _keeps_to(answer, f"{text} {question}") else None


def _keeps_to(answer: str, source: str) -> bool:
    known = stems(source)
    if any(said not in source for said in _QUOTED.findall(answer)):
        return False
    if any(not stems(match.group()) <= known for match in _NAME_OR_NUMBER.finditer(answer)):
        return False
    words = [word for word in content_words(answer) if stem(word) not in _ADVICE_WORDS]
    kept = [word for word in words if stem(word) in known or family(word) & known]
    return bool(words) and len(kept) >= _KEPT_SHARE * len(words)


def _own_sentences(section: Passage) -> str:
    """How the section begins, in the guide's own words."""
    return " ".join(_body(section)[:_QUOTED_SENTENCES])


def _with_step(text: str, steps: Sequence[Passage]) -> str:
    """The advice and, as the guide says it, the one small step."""
    step = next((body[0] for one in steps if (body := _body(one))), "")
    return text if not step or step in text else f"{text} {_SMALL_STEP}: {step[:1].lower()}{step[1:]}"


def _body(section: Passage) -> list[str]:
    """The sentences of a section without its heading."""
    return [one.lstrip("-* ").replace("**", "") for one in sentences(section.text.partition("\n")[2])]
