"""A talk, turn by turn, and how it is read from JSON. Knows nothing of what is good or bad in it."""

import json
import re
from dataclasses import dataclass
from typing import Literal

from coach.errors import TooLarge, UsageError
from coach.text import fold

Speaker = Literal["partner", "user"]

MAX_TURN_CHARACTERS = 20_000
MAX_TURNS = 1_000
_MAX_CHARACTERS = 4_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_SHAPE = 'It should look like {"partner": "Ines", "turns": [["partner", "Hello!"], ["user", "Hi!"]]}.'


@dataclass(frozen=True)
class Turn:
    """One turn. `text` stays exactly as it was said."""

    speaker: Speaker
    text: str


@dataclass(frozen=True)
class Transcript:
    """A whole talk; a finding's `turn` is the index into `turns`, counted from 0 over both speakers."""

    partner: str
    turns: tuple[Turn, ...]


def read_transcript(text: str) -> Transcript:
    """Reads the contract's JSON shape, `{"partner", "turns": [["partner"|"user", text], ...]}`.

    Raises:
        TooLarge: the whole or a turn is over the limit.
        UsageError: not JSON, or another shape; the sentence says which turn.
    """
    if len(text) > _MAX_CHARACTERS:
        raise TooLarge(
            f"This transcript has {len(text):,} characters; {_MAX_CHARACTERS:,} fit. Give one talk at a time."
        )
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"This transcript is not JSON: it begins {text[:40]!r}. {_SHAPE}") from error
    return transcript_from(value)


def transcript_from(value: object) -> Transcript:
    """Checks a decoded JSON value; each turn may be a pair or `{"speaker", "text"}` as `coach rehearse` prints it.

    Raises:
        UsageError: another shape, an unknown speaker, or a turn that is no text.
        TooLarge: too many turns or too long a turn.
    """
    if not isinstance(value, dict):
        raise UsageError(f"A transcript is a JSON object, but this is {_kind(value)}. {_SHAPE}")
    partner = value.get("partner", "")
    if not isinstance(partner, str):
        raise UsageError(f'The transcript\'s "partner" should be a name, not {_kind(partner)}. {_SHAPE}')
    turns = value.get("turns", value.get("transcript"))
    if not isinstance(turns, list):
        raise UsageError(f'The transcript has no list of "turns". {_SHAPE}')
    if len(turns) > MAX_TURNS:
        raise TooLarge(
            f"The transcript has {len(turns)} turns; {MAX_TURNS} are the most. Give one talk at a time."
        )
    return Transcript(partner, tuple(_turn(index, item, partner) for index, item in enumerate(turns)))


def without_control(text: str) -> str:
    """The same text, of the same length, with a line break for each control or direction character.

    A line break ends a sentence, so no quote can carry a control character to somebody's terminal.
    """
    return _CONTROL.sub("\n", text)


def _turn(index: int, item: object, partner: str) -> Turn:
    if isinstance(item, dict):
        item = [item.get("speaker"), item.get("text")]
    if not isinstance(item, list) or len(item) != 2 or not all(isinstance(part, str) for part in item):
        raise UsageError(
            f'Turn {index} of the transcript is not ["partner" or "user", text]: {str(item)[:80]!r}. {_SHAPE}'
        )
    speaker, text = item
    if len(text) > MAX_TURN_CHARACTERS:
        raise TooLarge(
            f"Turn {index} of the transcript has {len(text):,} characters; {MAX_TURN_CHARACTERS:,} are the most. "
            "Cut it, or split it into several turns."
        )
    return Turn(_speaker(index, speaker, partner), text)


def _speaker(index: int, speaker: str, partner: str) -> Speaker:
    word = fold(speaker)
    if word == "user":
        return "user"
    if word == "partner" or (word and word == fold(partner)):
        return "partner"
    raise UsageError(
        f'Turn {index} of the transcript is by {speaker[:60]!r}; a speaker is "partner" or "user".'
    )


def _kind(value: object) -> str:
    names = {list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "an object")
