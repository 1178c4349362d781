"""How a person is recognised in any text, however their name is spelled there, and taken out of it.

Texts are compared folded, letter by letter, so that case, accents, composed and decomposed letters do not count and
every find leads back to its place.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.people.book import Book
from coach.people.directory import Mention
from coach.people.names import ALSO_WORDS, SUFFIXES, TITLES, latin, name_tokens, tokens_of
from coach.text import fold
from coach.types import Person

SOMEONE = "[someone]"
"""What stands for a forgotten person in the notes of others."""

_LINK = re.compile(r"\[\[[^\[\]]+\]\]")
_BETWEEN = r"(?:%20|[\W_]){1,3}"
_BETWEEN_OR_NOT = r"(?:%20|[\W_]){0,3}"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NEVER_RUN_TOGETHER = 8  # letters; a shorter name run together may be a piece of another word
_NUMBER = 7  # digits from which a number is somebody's


@dataclass(frozen=True)
class Trace:
    """How one person is recognised.

    `always` are the names and addresses that nobody else has; `where_meant` also those that others share, for texts
    that are known to be about this person; `namesakes` are the others who share one.
    """

    person: Person
    always: re.Pattern[str]
    where_meant: re.Pattern[str]
    namesakes: frozenset[int]
    words: frozenset[
        str
    ]  # of their names, folded: a text without any of these, and without a find, names them not
    mentions: Callable[[str], list[Mention]]

    def redacted(self, text: str, about: Collection[int] = ()) -> str:
        """The text with every mention replaced. `about` are the people it is known to be about or to name."""
        found = self.places(text, about)
        for start, end in reversed(found):
            text = text[:start] + SOMEONE + text[end:]
        return text

    def names(self, text: str) -> bool:
        """Whether a text names the person."""
        return bool(self.places(text))

    def places(self, text: str, about: Collection[int] = ()) -> list[tuple[int, int]]:
        """Where a text names the person, from left to right; what is part of another's name is not theirs."""
        folded, back = _folded(text)
        meant = self.person.id in about and not self.namesakes.intersection(about)
        pattern = self.where_meant if meant else self.always
        hits = [(back[hit.start()], back[hit.end() - 1] + 1) for hit in pattern.finditer(folded)]
        if not hits and not any(word in folded for word in self.words):
            return []
        mentions = self.mentions(text)
        others = [(m.start, m.end) for m in mentions if m.person_id != self.person.id]
        found = [
            _with_marks(text, hit)
            for hit in hits
            if not _goes_on(text, hit) and not any(_part_of(text, hit, other) for other in others)
        ]
        found += [(m.start, m.end) for m in mentions if m.person_id == self.person.id]
        if found:
            links = [link.span() for link in _LINK.finditer(text)]
            found = [next((link for link in links if _within(hit, link)), hit) for hit in found]
        return _merged(found)


def trace_of(book: Book, person: Person) -> Trace:
    """How a person of the book is recognised. Reads every note once, to tell a rare surname from an ordinary word."""
    names = [person.name, *book.store.people.aliases(person.id)]
    theirs = {fold(name) for name in names}
    others = {one: set(known) for one, known in book.all_names().items() if one != person.id}
    words_of_others = {
        part for known in others.values() for name in known for word in name.split() for part in _parts(word)
    }
    namesakes = {one for one, known in others.items() if known & {" ".join(name_tokens(n)) for n in theirs}}
    shared = {name for one in namesakes for name in others[one]}
    # A name of two characters is a full name too where a character is a word.
    whole = [name for name in names if len(name_tokens(latin(name))) > 1]
    alone = _words_alone(book, names, words_of_others)
    sure = [_spelled(name) for name in whole if " ".join(name_tokens(fold(name))) not in shared]
    sure += [_spelled(word) for word in alone] + _ways(book, person)
    firsts = [word for name in names for word in name_tokens(name)[:1] if _is_a_name(word)]
    meant = [*sure, *map(_spelled, whole), *map(_spelled, firsts)]
    words = frozenset(part for name in theirs for word in name_tokens(name) for part in _parts(word))
    return Trace(person, _any_of(sure), _any_of(meant), frozenset(namesakes), words, book.reader())


def _words_alone(book: Book, names: Iterable[str], words_of_others: Collection[str]) -> list[str]:
    """The single words that mean nobody and nothing else: not in another's name, and no word the notes write small."""
    wanted = {
        token.folded
        for name in names
        for token in tokens_of(name)
        if token.capital and _is_a_name(token.folded) and token.folded not in words_of_others
    }
    places = {fold(person.organization or "") for person in book.store.people.all()}
    wanted -= {word for place in places for word in place.split()}
    if not wanted:
        return []
    capital, small = Counter[str](), Counter[str]()
    for note in book.store.notes.all():
        if wanted.isdisjoint(fold(note.text).replace("'", " ").replace("-", " ").split()):
            continue
        for token in tokens_of(note.text):
            (capital if token.capital else small)[token.folded] += token.folded in wanted
    return sorted(word for word in wanted if small[word] <= capital[word])


def _is_a_name(word: str) -> bool:
    return len(word) > 1 and word not in ALSO_WORDS | TITLES | SUFFIXES


def _parts(word: str) -> set[str]:
    return {word, *word.split("-")}


def _ways(book: Book, person: Person) -> list[str]:
    """Patterns of the addresses and numbers that are this person's alone."""
    contacts = book.store.people.all_contacts()
    of_others = {(kind, folded) for one, kind, _, folded in contacts if one != person.id}
    found = []
    for one, kind, value, folded in contacts:
        if one != person.id or (kind, folded) in of_others:
            continue
        if kind == "phone" and len(folded) >= _NUMBER:
            found.append(r"(?:[+(]*\d[\d\s().-]{0,7})?" + r"[\s().-]*".join(folded[-9:]))
        elif kind in {"email", "url"} and len(value) > 5:
            found.append(re.escape(_folded(value)[0]))
    return found


def _spelled(name: str) -> str:
    """A pattern for a name in folded text: as written, in Latin letters, turned round, with or without titles."""
    spellings: set[str] = set()
    for form in {name, latin(name)}:
        for words in (fold(form).split(), list(name_tokens(form))):
            escaped = [_BETWEEN_OR_NOT.join(map(re.escape, re.split(r"['-]", word))) for word in words]
            letters = sum(map(len, words))
            between = _BETWEEN_OR_NOT if letters >= _NEVER_RUN_TOGETHER else _BETWEEN
            spellings.add(between.join(escaped))
            if len(words) > 1:
                spellings.add(_BETWEEN.join((escaped[-1], *escaped[:-1])))
    return "|".join(sorted(filter(None, spellings), key=len, reverse=True))


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(set(patterns), key=len, reverse=True)
    return re.compile(rf"{_BEFORE}(?:{'|'.join(ordered)}){_AFTER}" if ordered else r"(?!)")


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """(the text folded letter by letter, the place in `text` of each folded letter)."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    back: list[int] = []
    for place, letter in enumerate(text):
        for one in _letter(letter):
            letters.append(one)
            back.append(place)
    return "".join(letters), back


@lru_cache(maxsize=8192)
def _letter(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    return (fold(letter) if letter.isalnum() else "") or letter.casefold()


def _with_marks(text: str, hit: tuple[int, int]) -> tuple[int, int]:
    """The place with the combining marks of its last letter."""
    start, end = hit
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _goes_on(text: str, hit: tuple[int, int]) -> bool:
    """Whether a surname goes on after a hyphen: "Ann Lee-Smith" is not Ann Lee."""
    return text[hit[1] : hit[1] + 1] in {"-", "‐"} and text[hit[1] + 1 : hit[1] + 2].isupper()


def _part_of(text: str, hit: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a find is a part of somebody else's name; "Ann Lee's wife" is named after Ann Lee, "Mary Ann Lee" is not."""
    owned = text[hit[1] : hit[1] + 2] in {"'s", "’s"} and hit[1] < other[1]
    return _within(hit, other) and not owned


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that overlap or touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
