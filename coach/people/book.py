"""The book as people see it: a name leads to one person, or to a sentence that says why it does not.

Holds the names in memory while nobody changes them; with 50,000 people one look-up is a few dictionary reads.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from coach.errors import AmbiguousPerson, EmptyInput, UnknownPerson
from coach.people.names import ALSO_WORDS, TITLES, Token, name_tokens, same_or_short, tokens_of, word_set
from coach.storage.store import Store
from coach.text import fold, one_line
from coach.types import Person

_QUALIFIED = re.compile(r"^(?P<name>[^#]*?)\s*(?:\((?P<word>[^()#]+)\)|#(?P<id>\d{1,18}))\s*$")
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
_NO_FIRST_NAME = word_set("the my our a an that this his her their der die das le la el il")
_SHOWN = 8


@dataclass(frozen=True)
class Mention:
    """Where a text names somebody."""

    start: int
    end: int
    person_id: int


class Book:
    """The user's book on one day."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today
        self._names: _Names | None = None

    def me(self) -> Person | None:
        """The user, if they wrote about themselves."""
        return self.store.people.me()

    def find(self, name: str) -> Person:
        """The one person a name leads to.

        A full name or alias wins over a part of one; case, accents, titles and the order of the words do not count.
        "Name (Acme)", with an organization, circle or role, and "Name #12" tell namesakes apart. The user is only
        found by their own full name.

        Raises:
            EmptyInput: no name.
            AmbiguousPerson: several people; `candidates` can be given back to `find` as they stand.
            UnknownPerson: nobody; `candidates` are the nearest names.
        """
        wanted = one_line(name)
        if not fold(wanted) and not wanted.startswith("#"):
            raise EmptyInput(f"{name!r} is not a name. Give the name of somebody in your book.")
        exact = self._rows_named(fold(wanted))
        if len(exact) == 1:
            return exact[0]
        qualified = _QUALIFIED.match(wanted)
        if not exact and qualified:
            return self._qualified(wanted, qualified)
        return self._only(wanted, exact or self._by_part(wanted))

    def label(self, person: Person) -> str:
        """A name that `find` leads back to this person: with "(Acme)" or "#12" where others share it."""
        namesakes = self._rows_named(fold(person.name))
        return _label(person, namesakes or [person])

    def mentioned_in(self, text: str) -> tuple[Person, ...]:
        """The people a text names, in order of first mention: full names, aliases, unambiguous first names.

        One word alone counts only with a capital letter (or in a text without any). The user is never among them.
        """
        ids = dict.fromkeys(mention.person_id for mention in self.mentions(text))
        found = (self.store.people.get(person_id) for person_id in ids)
        return tuple(person for person in found if person is not None)

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names people, left to right; the longest name at a place wins."""
        return self._index().mentions(text)

    def reader(self) -> Callable[[str], list[Mention]]:
        """`mentions` by the names as they are now, whatever becomes of them."""
        return self._index().mentions

    def mentions_of(self, texts: Iterable[str]) -> list[list[Mention]]:
        """`mentions` of many texts, while nobody changes the names."""
        index = self._index()
        return [index.mentions(text) for text in texts]

    def all_names(self) -> Mapping[int, tuple[str, ...]]:
        """person_id to the folded words of each of their names, own name first; the user is left out."""
        return {
            one: tuple(" ".join(words) for words in names) for one, names in self._index().of_person.items()
        }

    def names_of(self, person_id: int) -> tuple[str, ...]:
        """The folded words of the name and each alias as one string each, own name first."""
        return tuple(" ".join(words) for words in self._index().of_person.get(person_id, ()))

    # ---- the steps of find ----

    def _rows_named(self, folded: str) -> list[Person]:
        """Those of exactly this full name, else those with exactly this alias."""
        return _present(self.store.people.get(person_id) for person_id in self.store.people.named(folded))

    def _qualified(self, wanted: str, match: re.Match[str]) -> Person:
        if match["id"]:
            person = self.store.people.get(int(match["id"]))
            words = set(name_tokens(match["name"]))
            if person is not None and words <= {w for name in self.names_of(person.id) for w in name.split()}:
                return person
            raise self._unknown(wanted, match["name"] or wanted)
        candidates = self._rows_named(fold(match["name"])) or self._by_part(match["name"])
        word = fold(match["word"])
        kept = [p for p in candidates if any(word == fold(v) for v in _tells_apart(p))] or [
            p for p in candidates if any(word in fold(v) for v in _tells_apart(p))
        ]
        if not kept and candidates:
            listing = ", ".join(_label(person, candidates) for person in candidates[:_SHOWN])
            raise UnknownPerson(
                f"Nobody named {match['name']!r} goes with {match['word']!r}. There is: {listing}.",
                [_label(person, candidates) for person in candidates],
            )
        return self._only(wanted, kept)

    def _by_part(self, wanted: str) -> list[Person]:
        """Those whose name the words are a part of: the same words first, then nicknames and initials."""
        index = self._index()
        words = name_tokens(wanted)
        for ids in (index.having(words), index.fitting(words)):
            if ids:
                return _present(self.store.people.get(person_id) for person_id in sorted(ids))
        return []

    def _only(self, wanted: str, candidates: Sequence[Person]) -> Person:
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise self._unknown(wanted, wanted)
        labels = [_label(person, candidates) for person in candidates]
        more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
        raise AmbiguousPerson(
            f"{wanted!r} could be {', '.join(labels[:_SHOWN])}{more}. Say which one, written like that.",
            labels,
        )

    def _unknown(self, wanted: str, name: str) -> UnknownPerson:
        near = self._index().nearest(fold(name))
        names = [person.name for person in _present(self.store.people.get(person_id) for person_id in near)]
        if names:
            return UnknownPerson(
                f"Nobody named {wanted!r} is in your book. The nearest: {', '.join(names)}.", names
            )
        return UnknownPerson(f"Nobody named {wanted!r} is in your book. `coach people list` shows who is.")

    def _index(self) -> "_Names":
        # Adding a person alone does not move the book's version, so the people are counted too.
        state = (self.store.version(), *self.store.people.extent())
        if self._names is None or self._names.state != state:
            me = self.me()
            self._names = _Names(state, self.store.people.names(), me.id if me else None)
        return self._names


class _Names:
    """Every name by its words. The user's own are left out, so that no part of a name leads to them."""

    def __init__(
        self, state: tuple[int, int | None, int], names: Iterable[tuple[str, int, bool]], me: int | None
    ) -> None:
        self.state = state
        self.of_person: dict[int, list[tuple[str, ...]]] = {}
        self.by_word: dict[str, set[int]] = {}
        self.by_first: dict[str, set[int]] = {}
        self.by_start: dict[str, dict[tuple[str, ...], set[int]]] = {}
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

    def nearest(self, folded: str) -> list[int]:
        """Up to three people whose names are written most alike; of a single word, those with a word like it."""
        if " " not in folded:
            words = process.extract(folded, list(self.by_word), scorer=fuzz.ratio, score_cutoff=72, limit=3)
            alike = [one for word, _, _ in words for one in sorted(self.by_word[word])]
            if alike:
                return list(dict.fromkeys(alike))[:3]
        spelled = {
            (one, " ".join(words)): " ".join(words)
            for one, names in self.of_person.items()
            for words in names
        }
        best = process.extract(folded, spelled, scorer=fuzz.WRatio, score_cutoff=70, limit=6)
        return list(dict.fromkeys(key[0] for _, _, key in best))[:3]

    def mentions(self, text: str) -> list[Mention]:
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


def _present(people: Iterable[Person | None]) -> list[Person]:
    return [person for person in people if person is not None]


def _tells_apart(person: Person) -> list[str]:
    return [value for value in (person.organization, person.circle, person.role) if value]


def _label(person: Person, among: Sequence[Person]) -> str:
    """The name, with what tells this person from the others of that name if there are any."""
    same = [other for other in among if other.id != person.id and fold(other.name) == fold(person.name)]
    if not same:
        return person.name
    for value in _tells_apart(person):
        if all(fold(value) not in fold(word) for other in same for word in _tells_apart(other)):
            return f"{person.name} ({value})"
    return f"{person.name} #{person.id}"
