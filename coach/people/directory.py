"""Every name by its words: who has these words in a name, whose name is like them, whom a text names.

Made of the folded names it is given, all of the book's or those worth a look; it reads nothing itself.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from coach.people.names import ALSO_WORDS, TITLES, Token, name_tokens, same_or_short, tokens_of, word_set

_DATE_BEFORE = word_set(
    "in since until till by from to of on during after before early late mid end last next"
)
_MONTHS = word_set("january february march april may june july august september october november december")
_NOT_A_SURNAME = word_set(
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december and or but"
)
_VERB = re.compile(
    r"^(?:is|was|has|had|said|says|can|could|would|will|did|does|and|told|went|knows|knew|got|gave|came|left|"
    r"runs|ran|met|thinks|thought|took|sent|wrote|\w{3,}ed|\w{3,}s)$"
)
_REMEMBERED = 50_000
"""Texts whose mentions are kept: an import asks for those of a note when it links and when it reads it."""
_NO_FIRST_NAME = word_set("the my our a an that this his her their der die das le la el il")


@dataclass(frozen=True)
class Mention:
    """Where a text names somebody."""

    start: int
    end: int
    person_id: int


def sharing(names: Sequence[tuple[str, int, bool]], words: Collection[str]) -> list[tuple[str, int, bool]]:
    """Every name of whoever has one of these folded words in a name.

    A directory of these says of texts and names made of the words just what one of all names would, and takes
    milliseconds to make where that takes most of a second in a book of 50,000.
    """
    wanted = set(words)
    ids = {person_id for folded, person_id, _ in names if not wanted.isdisjoint(_words(folded))}
    return [name for name in names if name[1] in ids]


def nearest(names: Sequence[tuple[str, int, bool]], folded: str) -> list[int]:
    """Up to three people whose names are written most alike; of a single word, those with a word like it."""
    if " " not in folded:
        known = {word for name, _, _ in names for word in _words(name)}
        alike = [
            word
            for word, _, _ in process.extract(
                folded, sorted(known), scorer=fuzz.ratio, score_cutoff=72, limit=3
            )
        ]
        bearing = [(name, one) for name, one, _ in names if any(word in name for word in alike)]
        found = [one for word in alike for name, one in bearing if word in _words(name)]
        if found:
            return list(dict.fromkeys(found))[:3]
    best = process.extract(
        folded, [name for name, _, _ in names], scorer=fuzz.WRatio, score_cutoff=70, limit=6
    )
    return list(dict.fromkeys(names[place][1] for _, _, place in best))[:3]


def _words(folded: str) -> Iterable[str]:
    if folded.replace(" ", "").isalnum():
        return folded.split()
    whole = [token.folded for token in tokens_of(folded)]
    return [*whole, *(part for word in whole for part in word.split("-"))]


class Directory:
    """Every name by its words. The user's own are left out, so that no part of a name leads to them."""

    def __init__(self, names: Iterable[tuple[str, int, bool]], me: int | None) -> None:
        """Learns (folded name, person_id, whether it is an alias) of everybody but `me`."""
        self.of_person: dict[int, list[tuple[str, ...]]] = {}
        self.by_word: dict[str, set[int]] = {}
        self.by_first: dict[str, set[int]] = {}
        self.by_start: dict[str, dict[tuple[str, ...], set[int]]] = {}
        self._read: dict[str, list[Mention]] = {}
        for folded, person_id, is_alias in names:
            if person_id == me:
                continue
            words = name_tokens(folded)
            if not words:
                continue
            self.of_person.setdefault(person_id, []).append(words)
            # An alias such as "the plumber" must not make a name of its first word.
            if not is_alias or (len(words) > 1 and words[0] not in _NO_FIRST_NAME):
                self.by_first.setdefault(words[0], set()).add(person_id)
            for whole in {words, tuple(token.folded for token in tokens_of(folded))}:
                self.by_start.setdefault(whole[0], {}).setdefault(whole, set()).add(person_id)
            for word in words:
                for part in {word, *word.split("-")}:
                    self.by_word.setdefault(part, set()).add(person_id)

    def having(self, words: Sequence[str]) -> set[int]:
        """Those who have every one of these words in one name."""
        found = set.intersection(*(self.by_word.get(word, set()) for word in words)) if words else set()
        return {one for one in found if any(self._covers(name, words) for name in self.of_person[one])}

    def fitting(self, words: Sequence[str]) -> set[int]:
        """Those one of whose names fits with nicknames, initials and left-out middle names."""
        if not words or (len(words) == 1 and len(words[0]) == 1):
            return set()
        # The longest word is the surest: it must be there as written, or be a nickname.
        found = set()
        for one in self._near(words):
            for name in self.of_person[one]:
                if self._fits(words, name) or (len(name) > 1 and self._fits(name, words)):
                    found.add(one)
        return found

    def _near(self, words: Sequence[str]) -> set[int]:
        if len(words) == 1:
            return {
                one for name in self.by_first if same_or_short(words[0], name) for one in self.by_first[name]
            }
        return set().union(*(self.by_word.get(word, set()) for word in words if len(word) > 1))

    @staticmethod
    def _covers(name: Sequence[str], words: Sequence[str]) -> bool:
        parts = {part for word in name for part in (word, *word.split("-"))}
        return all(word in parts for word in words)

    @staticmethod
    def _fits(few: Sequence[str], many: Sequence[str]) -> bool:
        """Whether each of `few` is, in order, one of `many`; what is left over may only be middle words."""
        if len(few) > len(many) or (len(few) > 1 and few[-1] != many[-1] and few[-1][0] != few[-1]):
            return False
        if len(few) == 1:
            return same_or_short(few[0], many[0])
        if not same_or_short(few[0], many[0]) or not _same_last(few[-1], many[-1]):
            return False
        position = 1
        for word in few[1:-1]:
            while position < len(many) - 1 and not same_or_short(word, many[position]):
                position += 1
            if position >= len(many) - 1:
                return False
            position += 1
        return True

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names people, left to right; the longest name at a place wins."""
        if text not in self._read:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            self._read[text] = self._mentions(text)
        return list(self._read[text])

    def _mentions(self, text: str) -> list[Mention]:
        words = tokens_of(text)
        unmarked = not any(letter.isupper() for letter in text)
        found: list[Mention] = []
        place = 0
        while place < len(words):
            if not self._may_begin(words, place):
                place += 1
                continue
            taken, one = self._longest(text, words, place, unmarked)
            if one is not None:
                found.append(Mention(words[place].start, words[place + taken - 1].end, one))
            place += taken
        return found

    def _may_begin(self, words: list[Token], place: int) -> bool:
        """Whether a name can begin here at all; most words of a text begin none."""
        word = words[place].folded
        return (
            word in self.by_start
            or word in self.by_first
            or (place > 0 and words[place - 1].folded in TITLES)
        )

    def _longest(self, text: str, words: list[Token], place: int, unmarked: bool) -> tuple[int, int | None]:
        """How many words the longest name here takes, and whose it is if it is one person's."""
        known = self.by_start.get(words[place].folded, {})
        run = _run(text, words, place, max((len(name) for name in known), default=1))
        for length in range(len(run), 1, -1):
            owners = known.get(tuple(run[:length]))
            if owners:
                return length, next(iter(owners)) if len(owners) == 1 else None
        word = words[place]
        owners = known.get((word.folded,), set()) | self.by_first.get(word.folded, set())
        after_title = place > 0 and words[place - 1].folded in TITLES and words[place - 1].capital
        if after_title and not owners:
            owners = {
                one for one in self.by_word.get(word.folded, ()) if self.of_person[one][0][-1] == word.folded
            }
        if len(owners) != 1 or not (word.capital or (unmarked and len(word.folded) > 2)):
            return 1, None
        owner = next(iter(owners))
        if _is_only_a_word(text, words, place, unmarked) or self._is_another(text, words, place, owner):
            return 1, None
        return 1, owner

    def _is_another(self, text: str, words: list[Token], place: int, owner: int) -> bool:
        """Whether a surname follows that is not this person's: "Grace Hopper" is not our Grace Lee."""
        if place + 1 >= len(words):
            return False
        word, following = words[place], words[place + 1]
        gap = text[word.end : following.start]
        if (
            gap != " "
            or not following.capital
            or following.folded in _NOT_A_SURNAME
            or following.folded in TITLES
        ):
            return False
        return not any(following.folded in name for name in self.of_person[owner])


def _same_last(a: str, b: str) -> bool:
    return a == b or a in b.split("-") or b in a.split("-") or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _run(text: str, words: list[Token], place: int, longest: int) -> list[str]:
    """The folded words from `place` on that stand together as a name would."""
    run = [words[place].folded]
    for before, word in zip(words[place:], words[place + 1 : place + longest], strict=False):
        gap = text[before.end : word.start]
        stop_belongs = gap.startswith(".") and (len(before.folded) == 1 or before.folded in TITLES)
        if gap.strip(" \t\n.") or len(gap) > 3 or ("." in gap and not stop_belongs):
            break
        run.append(word.folded)
    return run


def _is_only_a_word(text: str, words: list[Token], place: int, unmarked: bool) -> bool:
    """Whether a name that is a word too ("Will", "May") is only the word here."""
    word = words[place]
    if word.folded not in ALSO_WORDS:
        return False
    if unmarked:
        return True
    following = words[place + 1].folded if place + 1 < len(words) else ""
    if word.folded in {"april", "may", "june", "august", "march", "summer", "winter", "autumn", "easter"}:
        before = words[place - 1].folded if place else ""
        beside = words[place - 2].folded if place > 1 and before in {"or", "and", "to"} else before
        if following.isdigit() or before.isdigit() or before in _DATE_BEFORE or beside in _MONTHS:
            return True
    begins = (
        not text[: word.start].strip(" \t\"'(*_-#>[")
        or text[: word.start].rstrip(" \"'(*_[")[-1:] in ".!?\n:;"
    )
    possessive = text[word.end : word.end + 2] in {"'s", "’s"}
    return (
        begins
        and not possessive
        and text[word.end : word.end + 1] not in "],)"
        and not _VERB.match(following)
    )
