"""Whether an answer put into words by a model says only what the lines it was written from say."""

import re
from collections.abc import Sequence

from coach.retrieval.passages import in_words
from coach.retrieval.question import Question
from coach.retrieval.words import content_words, family, stem, stems
from coach.text import fold, sentences
from coach.types import NOT_IN_NOTES, Passage

_MOST_SENTENCES = 3
_KEPT_SHARE = 0.75  # of the words of a written answer that must stand in its lines or in the question
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|we|our|us)\b")
_THIRD_PERSON = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their)\b", re.IGNORECASE)
_NAME_OR_NUMBER = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_a-zà-öø-ÿ][\w'’-]+")
_OWN_WORDS = frozenset(
    stem(word)
    for word in ["you", "your", "yours", "note", "notes", "say", "says", "told", "tell", "mentioned", "said"]
)


def stands_in(text: str, passages: Sequence[Passage], question: Question) -> bool:
    """Whether a written answer says only what its passages say.

    Every capitalised word and every number must stand in them (or in the question); of all other words that carry
    meaning, three in four; it must say something that the question does not, and call the user "you".
    """
    if _FIRST_PERSON.search(text) or len(sentences(text)) > _MOST_SENTENCES:
        return False
    # "drove him to Mum's" of a line that says "drove me": who is meant is lost, so it is no answer.
    said = {word.casefold() for passage in passages for word in _THIRD_PERSON.findall(passage.text)}
    if any(word.casefold() not in said for word in _THIRD_PERSON.findall(text)):
        return False
    source = " ".join(f"{one.person} {in_words(one.date)} {one.date or ''} {one.text}" for one in passages)
    known = stems(f"{source} {question.text}")
    for sentence in sentences(text):
        for place, match in enumerate(_NAME_OR_NUMBER.finditer(sentence)):
            word = match.group()
            starts = place == 0 and match.start() == 0 and not word[0].isdigit()
            if starts and not content_words(word):
                continue
            parts = stems(word)
            if not parts <= known | _OWN_WORDS:
                return False
    words = [word for word in content_words(text) if stem(word) not in _OWN_WORDS]
    kept = [word for word in words if stem(word) in known or family(word) & stems(source)]
    told = [word for word in words if stem(word) not in stems(question.text)]
    return bool(told) and len(kept) >= _KEPT_SHARE * len(words) and fold(NOT_IN_NOTES) not in fold(text)
