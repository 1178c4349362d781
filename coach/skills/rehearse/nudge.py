"""A word from the coach right after a turn, when something mattered: what just worked, or one thing to say otherwise.

Seldom on purpose: at most one in three turns, never about silence, and never while there is too little to judge.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.skills.rehearse import advice
from coach.skills.rehearse.debrief import debrief
from coach.skills.rehearse.transcript import Transcript

_APART = 3  # turns of the user from one nudge to the next
_WORKED = {
    "open_question": "That was a question they can tell something about. Now you may lean back and listen.",
    "follow_up_question": "You asked on about what they just said. People like that more than almost anything.",
    "listening": "You showed that you heard them.",
    "clear_ask": "Clear and small: that is easy to answer, with a yes or a no.",
    "offer": "You gave something too. That makes it a talk of two.",
}
# What is told while one speaks; the rest is for looking back.
_AT_ONCE = frozenset(
    {"one_word_answer", "monologue", "apologising", "negativity", "vague_ask", "ask_too_early", "off_topic"}
)


@dataclass(frozen=True)
class Nudge:
    """About the user's turn `turn`. `say_instead` is empty where the turn worked."""

    turn: int
    code: str
    words: str
    say_instead: str = ""


def nudge_after(transcript: Transcript, earlier: Sequence[Nudge]) -> Nudge | None:
    """What to say about the user's last turn; nothing most of the time.

    What could be said otherwise comes before what worked, and each thing that worked is said once a talk.
    """
    mine = [index for index, turn in enumerate(transcript.turns) if turn.speaker == "user"]
    if not mine or any(one.turn in mine[-_APART:] for one in earlier):
        return None
    found = debrief(transcript)
    for change in found.changes:
        if change.turn == mine[-1] and change.code in _AT_ONCE:
            return Nudge(change.turn, change.code, advice.why(change.code), change.say_instead)
    said = {one.code for one in earlier}
    for strength in found.strengths:
        if strength.turn == mine[-1] and strength.code in _WORKED and strength.code not in said:
            return Nudge(strength.turn, strength.code, _WORKED[strength.code])
    return None
