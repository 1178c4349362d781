"""Which sentences of the notes on somebody stay with the user, and the reason, which never repeats them."""

import re
from collections.abc import Sequence

from coach.guard.injection import is_instruction
from coach.guard.languages import language_of
from coach.guard.mirror import delicate_words, harsh_words, names_their_people
from coach.guard.vocabulary import LETTER_STEMS, stem, words
from coach.people.second_opinion import careful_use_of, is_plainly_harmless, sounds_secret
from coach.people.use import use_of
from coach.skills.draft.second_person import without_label
from coach.skills.draft.shorthand import in_full
from coach.skills.draft.verbs import KIND
from coach.types import Use

_FAMILY = re.compile(
    r"\b(?:has|have|had|got|expecting|raising)\s+(?:[\w-]+\s+){0,3}(?:girls?|boys?|kids?|child(?:ren)?|twins?|sons?|daughters?"
    r"|bab(?:y|ies)|triplets|toddlers?)\b|\b(?:her|his|their)\s+(?:[\w-]+\s+){0,2}(?:boys?|girls?|lads?|twins|triplets|little\s+ones?)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:secret(?!ar)\w*|in\s+confidence|confidential\w*|between\s+us|(?:do\s+not|don't|dont|never)\s+(?:tell|mention|repeat|say)"
    r"|not\s+to\s+(?:tell|mention)|keep\s+(?:it|this)\s+(?:quiet|to\s+myself)|nobody\s+(?:knows|else)|off\s+the\s+record"
    r"|(?:shan['’]t|won['’]t|shall\s+not|will\s+not|mustn['’]t|must\s+not)\s+(?:repeat|tell|mention|breathe|pass\s+it\s+on)"
    r"|must\s+not\s+(?:hear|know)|(?:does|do|did)(?:\s+not|n't)\s+know\s+(?!how\b|much\b|many\b|anyone|anybody|me\b|each)|hush)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:i\s+heard|heard\s+(?:from|that)|apparently|supposedly|rumou?rs?|gossip\w*|people\s+say|they\s+say|word\s+is|is\s+said\s+to"
    r"|someone\s+told|(?:told|tells)\s+me\s+that\s+(?:his|her)\s+(?:wife|husband)|behind\s+(?:his|her|their)\s+back|i\s+saw\s+(?:her|him|them)\s+with)\b",
    re.IGNORECASE,
)
# "Ferdl in the garage says she took the list": what "she" says herself is none, and the recipient's names are "She" here.
_NAMED_TELLER = re.compile(
    r"\b(?!(?:She|He|They|We|You|It|I|Then|And|But|So)\b)[A-Z][\w'’-]+(?:\s(?!(?:she|he|they|i|we|me)\b|(?:She|He|They|I|We)\b)[\w'’-]+){0,4}"
    r"\s(?:says?|reckons|claims|swears|thinks)\s(?:that\s)?(?:she|he|they|her|his|She)\b"
)
CARD = re.compile(r"^(?:circle|role|organi[sz]ation|company|title|position)\s*:", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:(?:and|but|so|now|then|still)\s+)*(?:she|he|they|her|his|their|it|this|that|still)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\[\[|\]\]")
_HE, _HER = (re.compile(rf"\b(?:{said})\b", re.IGNORECASE) for said in ("he|his|him", "she|her|hers"))
_AS_OBJECT = re.compile(
    r"\b((?:with|from|to|for|at|by|of|about|beside|than|like|met|saw|told|asked|rang|gave|sent|lent|thanked)\s)(?:She|He)\b(?!')"
)
_LIKELY = 0.4
_BACK = re.compile(r"\b(?:that|this|it|secret|between\s+us)\b", re.IGNORECASE)
TO_ME = re.compile(r"\b(?:me|my|us|our)\b", re.IGNORECASE)
_TELLS_A_LANGUAGE = 4  # words written small, of which one at least is common in English
_FEWEST_WORDS = 3  # of which the meaning of a sentence can be told
_HANDS = KIND - {"kept", "left", "read", "shared", "showed", "wrote", "explained"}


def why_held_back(sentence: str, known: tuple[str, ...] = (), called: Sequence[str] = ()) -> str | None:
    """The reason a sentence stays with the user, or None. The reason does not repeat it.

    Args:
        known: what the card says of their work and circle. "The same night team, ward 4" is no illness where ward 4 is
            the circle; only if the rest of the words and the meaning of the whole are harmless too.
        called: the names of the recipient: what "Ana said" on her own page is no hearsay.
    """
    if is_instruction(sentence):
        return "it gives orders to the model instead of telling about a person"
    sentence = _BRACKETS.sub("", in_full(without_label(sentence)))
    # "She told me he rows" would be gossip where "Tom told me he rows" is none.
    male = _HE.search(sentence) is not None and _HER.search(sentence) is None
    for name in called:
        sentence = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "He" if male else "She", sentence)
    sentence = _AS_OBJECT.sub(r"\1him" if male else r"\1her", sentence)
    # Of a line of a card, a word or two, or a hand lent to the user, the words tell enough.
    by_words = CARD.match(sentence) or len(sentence.split()) < _FEWEST_WORDS or lends_a_hand(sentence)
    use_in = use_of if by_words else careful_use_of
    use = use_in(sentence)
    if use is not Use.PRIVATE and (use is Use.DELICATE or delicate_words(sentence)):
        without = _without(sentence, known)
        if without != sentence and is_plainly_harmless(sentence):
            use, sentence = careful_use_of(without), without
    if use is Use.PRIVATE or _CONFIDENCE.search(sentence):
        return "it is private: your own view of them, hearsay, or told in confidence"
    if _HEARSAY.search(sentence) or _NAMED_TELLER.search(sentence):
        return "it is hearsay"
    if use is Use.DELICATE or delicate_words(sentence):
        return "it is delicate"
    if harsh_words(sentence):
        return "it is unflattering"
    if names_their_people(sentence) or _FAMILY.search(sentence):
        return "it is about somebody close to them"
    if not CARD.match(sentence) and _is_in_no_known_language(sentence):
        return "it is in a language that no check here reads"
    return None


def _is_in_no_known_language(sentence: str) -> bool:
    said = [word for word in words(sentence) if word[:1].islower()]
    return (
        len(said) >= _TELLS_A_LANGUAGE
        and not LETTER_STEMS & {stem(word) for word in said}
        and language_of(sentence) is None
    )


def is_in_confidence(sentence: str) -> bool:
    """Whether a sentence keeps what was said just before it between the two: "I shan't repeat that to a soul"."""
    return bool(_CONFIDENCE.search(sentence) and _BACK.search(sentence))


def goes_on_secretly(sentence: str) -> bool:
    """Whether what follows a secret in its note may be of the same matter: "Jean died. He still sets out two cups"."""
    return _GOES_ON.match(sentence) is not None and sounds_secret(without_label(sentence), _LIKELY)


def lends_a_hand(sentence: str) -> bool:
    """Whether a sentence begins with what somebody did for the user: "let me stay", "Ana drove me home"."""
    first = [word.casefold() for word in sentence.split()[:3]]
    return bool(_HANDS.intersection(first)) and TO_ME.search(sentence) is not None


def _without(sentence: str, known: tuple[str, ...]) -> str:
    for phrase in known:
        sentence = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", sentence, flags=re.IGNORECASE)
    return sentence
