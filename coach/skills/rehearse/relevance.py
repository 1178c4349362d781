"""Which answers have nothing to do with the talk: copied, keyboard noise, or about something else altogether.

People leave a topic in good ways all the time, so an answer is only called off topic when nothing ties it to what was
said: no shared word, no courtesy, no offer, and every sentence of it reads like the examples of strays.
"""

from coach.skills.rehearse.reading import UserTurn
from coach.skills.rehearse.speech import content_words, fluent

_FEW_WORDS = 3


def off_topic_turns(turns: tuple[UserTurn, ...]) -> frozenset[int]:
    """The indexes of the turns that answer nothing."""
    aside: set[int] = set()
    topic: frozenset[str] = frozenset()
    for turn in turns:
        topic |= content_words(fluent(turn.partner_said))
        if not turn.length:
            continue
        if turn.after_opening and (turn.copied or _noise(turn) or _elsewhere(turn, topic)):
            aside.add(turn.index)
        else:
            topic |= content_words(turn.words)
    return frozenset(aside)


def _noise(turn: UserTurn) -> bool:
    return turn.nonsense and sum(len(said.text.split()) for said in turn.sentences) > 1


def _elsewhere(turn: UserTurn, topic: frozenset[str]) -> bool:
    if not turn.partner_said.strip() or turn.length < _FEW_WORDS or content_words(turn.words) & topic:
        return False
    if turn.has("thanks", "leaving", "warm_close", "listening", "ask", "offer", "apology", "negativity"):
        return False
    return all("off_topic" in said.traits for said in turn.sentences if said.length >= _FEW_WORDS)
