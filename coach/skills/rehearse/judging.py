"""Whether a talk can be judged at all. When in doubt about the language or the sense, nobody is judged."""

from enum import StrEnum

from coach.people.names import word_set
from coach.skills.rehearse import acts, phrases
from coach.skills.rehearse.reading import UserTurn
from coach.skills.rehearse.speech import STOPWORDS, plain, tokens
from coach.skills.rehearse.transcript import Transcript

_FEW_WORDS = 3
_FEW_WORDS_IN_ONE_TURN = 6
_LANGUAGE_NEEDS = 4  # words before a guess at the language means anything

# The commonest words of the languages a user is most likely to practise in by habit; none is also common English.
_OTHER_LANGUAGES = word_set(
    """der die das und ich nicht ist ein eine mit sie wir für auf den dem zu auch aber wie mir mich bin
habe hast sind war sehr gut danke bitte hallo el la los las que de en un una por con para es soy
estoy muy bien gracias hola pero como mi yo usted tengo trabajo le les des une et je tu il nous vous
est suis pas pour avec dans très merci bonjour mais ce c'est j'ai sur moi il lo gli che di sono non
con molto grazie ciao come per mio ho lavoro o os uma não eu você muito obrigado obrigada olá mas
como meu het een ik niet van en met voor dat zijn heb dank goed nie jest się to na cześć dziękuję
jag är och inte det som har tack hej"""
) - frozenset({"die", "to", "as", "o", "me", "a", "war", "mi", "come", "on", "in", "an", "so", "la", "per"})


class NotJudged(StrEnum):
    """Why nothing was judged, in the words the user reads."""

    NO_PARTNER = "The partner says nothing in this talk, so there was no conversation to look at."
    NO_USER = "You say nothing in this talk, so there is nothing to look at yet."
    TOO_LITTLE = "There are too few words to say anything fair about this talk."
    OTHER_LANGUAGE = "This talk does not seem to be in English, and the coach can only judge English so far."
    NO_MODEL = (
        "A file the coach reads talks with is missing, so nothing was judged. `coach models fetch` gets it."
    )
    NO_SENSE = "The coach could not make sense of what was said, so it judges nothing."


def why_not_judged(transcript: Transcript, turns: tuple[UserTurn, ...]) -> NotJudged | None:
    """The reason a talk cannot be judged, or None."""
    spoken = [turn for turn in turns if turn.length]
    if not turns or not spoken:
        return NotJudged.NO_USER
    if not any(turn.speaker == "partner" and turn.text.strip() for turn in transcript.turns):
        return NotJudged.NO_PARTNER
    words = [word for turn in spoken for word in tokens(turn.words)]
    if len(words) < _FEW_WORDS or (len(spoken) == 1 and len(words) < _FEW_WORDS_IN_ONE_TURN):
        return NotJudged.TOO_LITTLE
    if _other_language(words) and len(words) >= _LANGUAGE_NEEDS:
        return NotJudged.OTHER_LANGUAGE
    partners = [
        word for turn in transcript.turns if turn.speaker == "partner" for word in tokens(plain(turn.text))
    ]
    if len(partners) >= _LANGUAGE_NEEDS and _other_language(partners):
        return NotJudged.OTHER_LANGUAGE
    if all(turn.nonsense for turn in spoken):
        return NotJudged.NO_SENSE
    return None if acts.can_read() else NotJudged.NO_MODEL


def _other_language(words: list[str]) -> bool:
    letters = "".join(words)
    if sum(not _latin(letter) for letter in letters) > 0.5 * len(letters):
        return True
    english = sum(word in STOPWORDS or word in phrases.ANSWER_WORDS for word in words)
    other = sum(word in _OTHER_LANGUAGES for word in words)
    return other > english and other >= 0.15 * len(words)


def _latin(letter: str) -> bool:
    return letter.isdigit() or ord(letter) < 0x0250 or letter == "’"
