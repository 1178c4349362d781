"""The mentor, who stands beside the user while the clock is stopped: three lines to choose from, or an answer.

Another voice than the partner, with its own prompt and its own slot. It never hears what the partner hides.
"""

from collections.abc import Callable, Sequence

from coach.errors import EmptyInput, ModelNonsense, TooLarge
from coach.llm.endpoint import Slot
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.prompts import load_prompt
from coach.skills.rehearse import advice, care
from coach.skills.rehearse.reading import UserTurn
from coach.skills.rehearse.rehearsal import load_rehearsal
from coach.skills.rehearse.saved import Rehearsal
from coach.skills.rehearse.speech import tokens
from coach.skills.rehearse.transcript import Transcript, Turn
from coach.text import one_line

_LAST_TURNS = 6
_MOST_WORDS = 32
_MAX_QUESTION = 1_000
_KINDS = ("careful", "middle", "brave")
_LINE = {"type": "string", "minLength": 8, "maxLength": 220}
_THREE = {
    "type": "object",
    "properties": dict.fromkeys(_KINDS, _LINE),
    "required": list(_KINDS),
    "additionalProperties": False,
}


def hint(book: Book, writer: Writer, rehearsal_id: str) -> tuple[str, ...]:
    """Three lines the user could say next: careful, middle, brave. Each fits the partner's last line.

    A line that is too long, repeats another, or speaks as the partner is replaced by one made of the partner's own words.

    Raises:
        NotFound: no such rehearsal.
        ModelProblem: the model cannot be reached.
    """
    talk = load_rehearsal(book, rehearsal_id)
    messages = load_prompt("hint").messages(scene=talk.scene, talk=_spoken(talk.transcript))
    planned = _planned(talk)
    try:
        chosen = writer.choose(messages, _THREE, slot=Slot.MENTOR, max_tokens=160)
    except ModelNonsense:
        return planned
    lines: list[str] = []
    for kind, spare in zip(_KINDS, planned, strict=True):
        line = one_line(str(chosen.get(kind, ""))).strip('"“”')
        lines.append(line if _fits(line, talk, lines) else spare)
    return tuple(lines)


def ask_mentor(
    book: Book, writer: Writer, rehearsal_id: str, question: str, on_text: Callable[[str], None] | None = None
) -> str:
    """The mentor's answer to a question in the middle of a talk; the talk itself does not move.

    Raises:
        EmptyInput, TooLarge: no question, or more than a question.
        NotFound, ModelProblem: as `hint`.
    """
    asked = one_line(question)
    if not asked:
        raise EmptyInput("There is no question for the mentor. Write what you would like to know.")
    if len(asked) > _MAX_QUESTION:
        raise TooLarge(
            f"This question has {len(asked):,} characters; {_MAX_QUESTION:,} fit. Ask one thing at a time."
        )
    talk = load_rehearsal(book, rehearsal_id)
    if care.kind_of(asked) is care.Turn.DESPAIR:
        return care.words_of_care()
    messages = load_prompt("mentor").messages(talk=_spoken(talk.transcript), question=asked)
    answer = ""
    for piece in writer.stream(messages, slot=Slot.MENTOR, max_tokens=110, temperature=0.3):
        answer += piece
        if on_text:
            on_text(piece)
    return answer.strip()


def _spoken(turns: Sequence[Turn]) -> str:
    lines = [
        f"{'Other' if turn.speaker == 'partner' else 'Me'}: {turn.text[:400]}"
        for turn in turns[-_LAST_TURNS:]
    ]
    return "\n".join(lines) or "Other: Hello."


def _fits(line: str, talk: Rehearsal, before: Sequence[str]) -> bool:
    said = [turn.text for turn in talk.transcript]
    names = talk.partner.split()[:1]
    return (
        0 < len(tokens(line.lower())) <= _MOST_WORDS
        and line not in before
        and line not in said
        and not any(f"I'm {name}" in line or f"I am {name}" in line for name in names)
        and ":" not in line[:14]
    )


def _planned(talk: Rehearsal) -> tuple[str, ...]:
    """Three lines made of the partner's own words, as the debrief would make them."""
    said = next((turn.text for turn in reversed(talk.transcript) if turn.speaker == "partner"), "")
    here = UserTurn(len(talk.transcript), (), said, bool(said))
    transcript = Transcript(talk.partner, talk.transcript)
    return (
        advice.say_instead("one_word_answer", transcript, here),
        advice.say_instead("no_question", transcript, here),
        "I'd like to hear more about that. Could we talk again over a coffee next week?",
    )
