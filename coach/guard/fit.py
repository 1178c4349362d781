"""Does a message fit its channel: length, subject, reading grade. Pure text, no model."""

import re
from dataclasses import dataclass

from coach.guard.findings import Check
from coach.text import sentences

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
HIGHEST_GRADE = 8.0
SUBJECT_WORDS = 8


@dataclass(frozen=True)
class Limits:
    """What a channel takes. `has_subject` is true for e-mail only."""

    min_words: int
    max_words: int
    max_characters: int
    has_subject: bool = False


LIMITS = {
    "email": Limits(60, 140, 2_000, has_subject=True),
    "linkedin_note": Limits(8, 60, 300),
    "linkedin_message": Limits(25, 110, 900),
    "text": Limits(6, 65, 320),
}


def word_count(text: str) -> int:
    """Words as a reader counts them: separated by white space, holding a letter or a digit."""
    return sum(1 for word in text.split() if any(letter.isalnum() for letter in word))


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Capitalised words in mid-sentence are names; they count as words of one syllable, as a reader who knows the
    person does not stumble over them.
    """
    words = syllables = count = 0
    for sentence in sentences(text):
        found = _WORD.findall(sentence)
        if not found:
            continue
        count += 1
        words += len(found)
        syllables += sum(1 if at and word[0].isupper() else _syllables(word) for at, word in enumerate(found))
    if not words:
        return 0.0
    return 0.39 * words / count + 11.8 * syllables / words - 15.59


def _syllables(word: str) -> int:
    bare = word.casefold()
    found = len(_VOWELS.findall(bare))
    if (bare.endswith("e") and not bare.endswith(("le", "ee")) and found > 1) or (
        bare.endswith("ed") and not bare.endswith(("ted", "ded")) and found > 1
    ):
        found -= 1
    return max(found, 1)


def check_fit(channel: str, subject: str, body: str) -> Check:
    """Length, subject and reading grade of a whole message for one channel."""
    limits = LIMITS[channel]
    words, characters, grade = word_count(body), len(body), reading_grade(body)
    faults = []
    if words < limits.min_words:
        faults.append(f"{words} words, and {limits.min_words} is the least that says it")
    if words > limits.max_words:
        faults.append(f"{words} words, and {limits.max_words} is the most that gets read")
    if characters > limits.max_characters:
        faults.append(f"{characters} characters, and this channel takes {limits.max_characters}")
    if grade > HIGHEST_GRADE:
        faults.append(f"reading grade {grade:.1f}, and {HIGHEST_GRADE:.0f} is easy to read")
    if limits.has_subject:
        if not subject.strip():
            faults.append("no subject")
        if word_count(subject) > SUBJECT_WORDS:
            faults.append(f"a subject of {word_count(subject)} words, and {SUBJECT_WORDS} is the most")
    elif subject.strip():
        faults.append("a subject, which this channel does not have")
    told = f"{words} words, {characters} characters, reading grade {max(grade, 0):.1f}"
    return Check("fit", not faults, "; ".join(faults) if faults else told)
