"""Does a sentence in another language carry over what the English one says? Names, numbers, days, a no, a question.

Knows the languages of `prompts/languages.toml`. Plain text only: what a sentence means is beyond it, and it never says so.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from coach.resources import resource_folder
from coach.text import fold, sentences

ENGLISH = "English"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"(\d+)(?:[:.h]00\b)?(?:\s*(pm|p\.m\.)(?!\w))?", re.IGNORECASE)
_WITHIN = re.compile(r"(?<=[^.!?:;\s…\"“«»¿¡]\s)[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_LAST_LATIN = 0x24F
_LIKE_ENOUGH = (
    0.5  # how alike the names of one town are in two languages: Lisbon and Lisboa, not Library and Biblioteca
)
_LONGEST, _SHORTEST = 2.0, 0.45  # of the English
_SAME_WORDS = 0.5
_FEW_WORDS = 4
_FEWEST_HITS = 2  # one small word alone may be anybody's


@dataclass(frozen=True)
class Language:
    """One language as its table says it; words of one meaning stand in one set, and all are folded."""

    name: str
    also: tuple[str, ...]
    greeting: Mapping[str, str]
    closing: Mapping[str, str]
    pass_on: str
    opening: Mapping[str, str]  # the mark that begins a sentence, by the one that ends it
    friendly: tuple[str, ...]
    formal: tuple[str, ...]
    friend: frozenset[str]
    polite: frozenset[str]  # not folded: in some languages only a capital letter makes them polite
    common: frozenset[str]
    no: frozenset[str]
    days: tuple[frozenset[str], ...]
    numbers: tuple[frozenset[str], ...]


def language_named(name: str) -> Language | None:
    """A language by its English name, its own name or its code of two letters; None if it is not among those known."""
    wanted = fold(name)
    return next(
        (one for one in languages().values() if wanted in {fold(known) for known in (one.name, *one.also)}),
        None,
    )


@cache
def languages() -> dict[str, Language]:
    """Every known language by its English name, English among them."""
    with (resource_folder("prompts") / "languages.toml").open("rb") as file:
        return {name: _language(name, table) for name, table in tomllib.load(file).items()}


def _language(name: str, table: dict[str, object]) -> Language:
    def listed(key: str) -> tuple[str, ...]:
        value = table.get(key, ())
        return tuple(value.split()) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]

    def meanings(key: str) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(fold(word) for word in words.split("|")) for words in listed(key))

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in listed(key))

    def by_key(key: str) -> dict[str, str]:
        return dict(table.get(key, {}))  # type: ignore[call-overload, no-any-return]

    return Language(
        name, listed("also"), by_key("greeting"), by_key("closing"), str(table.get("pass_on", "")), by_key("opening"),
        listed("friendly"), listed("formal") or listed("friendly"), words("friend"), frozenset(listed("polite")),
        words("common"), words("no"), (*meanings("weekdays"), *meanings("months")), meanings("numbers"),
    )  # fmt: skip


def is_in(text: str, language: Language) -> bool:
    """Whether the commonest words of a text are that language's more than English, and not much more another's."""
    said = _words(text)
    hits = {one.name: sum(word in one.common for word in said) for one in languages().values()}
    return len(said) < _FEW_WORDS or (
        hits[language.name] > hits[ENGLISH] and 2 * hits[language.name] >= max(hits.values())
    )


def language_of(text: str) -> Language | None:
    """The language whose commonest words a text has most of; None where that is English or no language known here."""
    said = _words(text)
    hits = {one.name: sum(word in one.common | one.no for word in said) for one in languages().values()}
    best = max(hits, key=lambda name: hits[name])
    english = hits[ENGLISH] + sum(word in set().union(*languages()[ENGLISH].numbers) for word in said)
    return languages()[best] if hits[best] >= _FEWEST_HITS and hits[best] > 2 * english else None


def not_carried_over(
    english: str, text: str, language: Language, names: Sequence[str], *, formal: bool
) -> tuple[str, ...]:
    """What of an English sentence did not come over into another language, or came in; empty when all is well.

    Args:
        names: names of people and organisations, which stay as they are letter for letter.
        formal: whether the reader is addressed politely.
    """
    faults = [f"it is not all {language.name}"] if not _reads_as(english, text, language) else []
    faults += [
        f"the name {name!r} is gone"
        for name in names
        if re.search(rf"\b{re.escape(name)}\b", english) and name not in text
    ]
    faults += _other_names(english, text, language, names)
    faults += _other_numbers(english, text, language)
    for ours, theirs in zip(languages()[ENGLISH].days, language.days, strict=True):
        if _speaks_of(english, ours) != bool(theirs & set(_words(text))):
            faults.append(f"{min(ours, key=len).title()!r} is in one of the two only")
    if english.count("?") != text.count("?"):
        faults.append("a question mark is in one of the two only")
    if len(sentences(english)) != len(sentences(text)):
        faults.append("it has another number of sentences")
    if languages()[ENGLISH].no & set(_words(english)) and not language.no & set(_words(text)):
        faults.append("its no is gone")
    if _quotes(english) != _quotes(text):
        faults.append("quotation marks are in one of the two only")
    # French joins the reader to the verb: "pouvez-vous".
    spoken = [part for word in _WORD.findall(text) for part in word.split("-")]
    if formal and {fold(word) for word in spoken} & language.friend:
        faults.append("it speaks to the reader as to a friend")
    if not formal and set(spoken[1:]) & language.polite:
        faults.append("it speaks to the reader too politely")
    if not _SHORTEST * len(english) <= len(text) <= _LONGEST * len(english) + 10:
        faults.append("its length is far from the English")
    return tuple(faults)


def _reads_as(english: str, text: str, language: Language) -> bool:
    """In that language, in its letters, and not the English words over again."""
    said, before = _words(text), set(_words(english))
    plain = [word for word in said if word not in language.common]
    left = sum(word in before for word in plain)
    foreign = any(letter.isalpha() and ord(letter) > _LAST_LATIN for letter in text)
    few = len(said) < _FEW_WORDS
    return (
        not foreign
        and (few or left <= _SAME_WORDS * len(plain))
        and text != english
        and is_in(text, language)
    )


def _other_names(english: str, text: str, language: Language, names: Sequence[str]) -> Iterator[str]:
    """Capitals within a sentence that the other one has nothing like; German writes every noun with one."""
    own = {word for name in names for word in _WORD.findall(name)}
    days = set().union(*languages()[ENGLISH].days, *language.days)
    tongues = {fold(word) for one in languages().values() for word in (one.name, *one.also)}
    ours, theirs = (
        [word for word in _WITHIN.findall(one) if word not in own and fold(word) not in days | tongues]
        for one in (english, text)
    )
    yield from (f"{word!r} is not in it" for word in ours if not _has_like(text, word))
    if language.name != "German":
        kept = set(language.polite) | {word.capitalize() for word in language.no}
        yield from (
            f"the name {word!r} came in"
            for word in theirs
            if word not in kept and not _has_like(english, word)
        )


def _has_like(text: str, name: str) -> bool:
    wanted = fold(name)
    return any(
        word[:1].isupper() and SequenceMatcher(None, wanted, fold(word)).ratio() >= _LIKE_ENOUGH
        for word in _WORD.findall(text)
    )


def _other_numbers(english: str, text: str, language: Language) -> Iterator[str]:
    """Figures that one side has and the other has not; 1 pm may have become 13, and two 2."""
    ours, theirs = _NUMBER.findall(english), Counter(number for number, _ in _NUMBER.findall(text))
    said = set(_words(text))
    for number, afternoon in ours:
        other = str(int(number) % 12 + 12) if afternoon and len(number) < 3 else number
        found = next((one for one in (number, other) if theirs[one]), None)
        if found:
            theirs[found] -= 1
        elif not (2 <= int(number[:4]) <= 12 and language.numbers[int(number[:4]) - 2] & said):
            yield f"the number {number} is gone"
    spelled = set(_words(english))
    for at, (mine, yours) in enumerate(zip(languages()[ENGLISH].numbers, language.numbers, strict=True), 2):
        if mine & spelled and not yours & said:
            if not theirs[str(at)]:
                yield f"the number {min(mine)} is gone"
            theirs[str(at)] -= 1
    yield from (f"the number {number} came in" for number, times in theirs.items() if times > 0)


def _speaks_of(english: str, names: frozenset[str]) -> bool:
    """Whether an English sentence names a day or month: with a capital, and "may" and "march" not as its first word."""
    return any(
        match.group()[0].isupper()
        and fold(match.group()) in names - ({"may", "march"} if not match.start() else set())
        for match in _WORD.finditer(english)
    )


def _quotes(text: str) -> int:
    return len(re.findall(r"[\"“”„«»]", text))


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text.replace("’", "'"))]
