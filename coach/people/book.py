"""The book as people see it: a name leads to one person, or to a sentence that says why it does not.

Holds the names in memory while nobody changes them. One look-up in a book of 50,000 learns only the names that share
a word with it; many look-ups at once learn all of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from coach.errors import AmbiguousPerson, EmptyInput, UnknownPerson
from coach.people.directory import Directory, Mention, nearest, sharing
from coach.people.likeness import spelled
from coach.people.names import SHORT_FORMS, name_tokens, tokens_of
from coach.storage.store import Store
from coach.text import fold, one_line
from coach.types import Person

_QUALIFIED = re.compile(r"^(?P<name>[^#]*?)\s*(?:\((?P<word>[^()#]+)\)|#(?P<id>\d{1,18}))\s*$")
_SHOWN = 8
_FEW = 8
"""So few texts and names are looked up among the names that share a word with them; for more, all names are learnt."""

__all__ = ["Book", "Mention"]


class Book:
    """The user's book on one day."""

    def __init__(self, store: Store, today: date) -> None:
        self.store = store
        self.today = today
        self._held: tuple[int, list[tuple[str, int, bool]]] = (-1, [])
        self._everybody: tuple[int, Directory] | None = None
        self._looked_up = 0

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
        return self._sharing(token.folded for token in tokens_of(text)).mentions(text)

    def reader(self) -> Callable[[str], list[Mention]]:
        """`mentions` by the names as they are now, whatever becomes of them."""
        return self._index().mentions

    def mentions_of(self, texts: Iterable[str]) -> list[list[Mention]]:
        """`mentions` of many texts, while nobody changes the names."""
        every = list(texts)
        if len(every) <= _FEW:
            known = self._sharing(token.folded for text in every for token in tokens_of(text))
        else:
            known = self._index()
        return [known.mentions(text) for text in every]

    def all_names(self) -> Mapping[int, tuple[str, ...]]:
        """person_id to the folded words of each of their names, own name first; the user is left out."""
        return {
            one: tuple(" ".join(words) for words in names) for one, names in self._index().of_person.items()
        }

    def names_of(self, person_id: int) -> tuple[str, ...]:
        """The folded words of the name and each alias as one string each, own name first."""
        me = self.me()
        if me and me.id == person_id:
            return ()
        own = (folded for folded, one, _ in self._names() if one == person_id)
        return tuple(" ".join(words) for folded in own if (words := name_tokens(folded)))

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
            labels = _labels(candidates)
            raise UnknownPerson(
                f"Nobody named {match['name']!r} goes with {match['word']!r}. There is: {', '.join(labels[:_SHOWN])}.",
                labels,
            )
        return self._only(wanted, kept)

    def _by_part(self, wanted: str) -> list[Person]:
        """Those whose name the words are a part of: the same words first, then nicknames and initials."""
        words = name_tokens(wanted)
        short = (*SHORT_FORMS.get(words[0], ()), words[0][:1]) if words else ()
        index = self._sharing((*words, *short))
        # "Bernie Keenan" is Bernadette Keenan, called Bernie: a word of an alias, and one of the name.
        mixed = set.intersection(*(set(index.having((word,))) for word in words)) if len(words) > 1 else set()
        for ids in (index.having(words), index.fitting(words), mixed):
            if ids:
                people = self.store.listing.people(ids)
                return [people[one] for one in sorted(people)]
        return self._in_other_letters(wanted)

    def _in_other_letters(self, wanted: str) -> list[Person]:
        """Those whose name is read as these words are: "Ivan Petrov" is Иван Петров, "Mueller" is Müller."""
        asked = spelled(wanted)
        # What has a spelling of its own is compared with every name; plain words only with names of other letters.
        every = not wanted.isascii() or any(pair in wanted.casefold() for pair in ("ae", "oe", "ue"))
        found: set[int] = set()
        # Two Latin spellings begin alike, which spares comparing nearly all of a large book.
        initials = {word[0] for word in fold(wanted).split()}
        begins = every and all(letter.isascii() for letter in initials)
        for folded, one, _ in self._names() if asked.keys else ():
            near = not folded.isascii() or (
                initials <= {word[0] for word in folded.split()} if begins else every
            )
            if near and one not in found:
                name = spelled(folded)
                bones = (asked.vowelless or name.vowelless) and asked.bones == name.bones
                found |= (
                    {one} if set(asked.keys) <= set(name.keys) or asked.turns & name.turns or bones else set()
                )
        me = self.me()
        people = self.store.listing.people(found - {me.id} if me else found) if found else {}
        return [people[one] for one in sorted(people)]

    def _only(self, wanted: str, candidates: Sequence[Person]) -> Person:
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise self._unknown(wanted, wanted)
        labels = _labels(candidates)
        more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
        raise AmbiguousPerson(
            f"{wanted!r} could be {', '.join(labels[:_SHOWN])}{more}. Say which one, written like that.",
            labels,
        )

    def _unknown(self, wanted: str, name: str) -> UnknownPerson:
        me = self.me()
        near = nearest([one for one in self._names() if not me or one[1] != me.id], fold(name))
        names = [person.name for person in _present(self.store.people.get(person_id) for person_id in near)]
        if names:
            return UnknownPerson(
                f"Nobody named {wanted!r} is in your book. The nearest: {', '.join(names)}.", names
            )
        return UnknownPerson(f"Nobody named {wanted!r} is in your book. `coach people list` shows who is.")

    def _names(self) -> list[tuple[str, int, bool]]:
        version = self.store.names_version()
        if self._held[0] != version:
            self._held = version, self.store.people.names()
            self._looked_up = 0
        return self._held[1]

    def _sharing(self, words: Iterable[str]) -> Directory:
        """Whoever has one of these words in a name; everybody, if everybody is known already or asked for often."""
        names = self._names()
        self._looked_up += 1
        if self._looked_up > _FEW or (self._everybody and self._everybody[0] == self._held[0]):
            return self._index()
        me = self.me()
        return Directory(sharing(names, set(words)), me.id if me else None)

    def _index(self) -> Directory:
        version = self.store.names_version()
        if self._everybody is None or self._everybody[0] != version:
            me = self.me()
            self._everybody = version, Directory(self._names(), me.id if me else None)
        return self._everybody[1]


def _present(people: Iterable[Person | None]) -> list[Person]:
    return [person for person in people if person is not None]


def _tells_apart(person: Person) -> list[str]:
    return [value for value in (person.organization, person.circle, person.role) if value]


def _label(person: Person, among: Sequence[Person]) -> str:
    """The name, with what tells this person from the others of that name if there are any."""
    return _labels([person], [other for other in among if other.id != person.id])[0]


def _labels(people: Sequence[Person], others: Sequence[Person] = ()) -> list[str]:
    """What to call each of these people, so that nobody else among them or `others` is meant."""
    named: dict[str, list[Person]] = {}
    for person in (*people, *others):
        named.setdefault(fold(person.name), []).append(person)
    return [_apart(person, named[fold(person.name)]) for person in people]


def _apart(person: Person, namesakes: Sequence[Person]) -> str:
    same = [other for other in namesakes if other.id != person.id]
    if not same:
        return person.name
    for value in _tells_apart(person):
        if all(fold(value) not in fold(word) for other in same for word in _tells_apart(other)):
            return f"{person.name} ({value})"
    return f"{person.name} #{person.id}"
