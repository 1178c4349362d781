"""How alike two names are, and whether two sets of what is known of somebody are one person's.

Knows nothing of the book: what it compares was read before, so that a pair costs microseconds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from coach.people.names import full_forms, generation, latin, name_tokens, same_or_short, word_set
from coach.text import fold
from coach.types import Person, PersonRecord

_TYPO = 88  # percent of letters in common from which two full names may be one with a slip of the pen
_SAME_ORGANIZATION = 85
_OTHER_TRADE = 60
_SAYS_LITTLE = word_set(
    "the ltd limited inc gmbh ag plc llc llp co corp company group sa srl bv ab oy and of & e.v. kg s.r.l."
)
_OFFICE = word_set(
    "info sales office contact kontakt mail hello hi support service team admin enquiries inquiries reception hr jobs press "
    "accounts billing orders shop booking bookings family home post buero contacto ventas infos accueil bonjour ufficio vendite "
    "welcome help webmaster postmaster secretary marketing no-reply noreply"
)
# Spellings that writers and alphabets do not agree about; both sides are written the same way, right or wrong.
_SPELLINGS = (
    ("sch", "sh"), ("ch", "q"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("c", "k"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
    ("oy", "u"), ("ou", "u"), ("iy", "i"), ("yi", "i"), ("y", "i"), ("w", "v"), ("tz", "z"), ("x", "ks"),
)  # fmt: skip
PROFILE = re.compile(r"(?:linkedin\.com|/)/?in/([^/?#\s]+)", re.IGNORECASE)
"""The part of a profile's address that is one person's."""

_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouywh']")
_VOWELLESS = re.compile(r"[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufeff]")


class Likeness(IntEnum):
    """What two names say of each other."""

    NONE = 0
    FIRST = 1  # one first name, other surnames: married, perhaps
    ALIKE = 2  # written almost alike: a slip of the pen, another spelling, a sister
    SHORT = 3  # one short for the other: a nickname, an initial, a word left out
    SAME = 4  # the same words, in whatever order


@dataclass(frozen=True)
class Spelled:
    """A name taken apart, in Latin letters. `keys` are its words in the one spelling of `spelling`."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    turns: frozenset[str]  # the keys run together, beginning at each of them
    bones: tuple[str, ...]  # the consonants, sorted by word
    vowelless: bool  # written in a script without vowels: the bones are all there is
    generation: str | None


@dataclass(frozen=True)
class Known:
    """What speaks for or against somebody being somebody else. `reach` holds (kind, key) of addresses and numbers."""

    names: tuple[Spelled, ...]  # own name first
    reach: frozenset[tuple[str, str]]
    organizations: frozenset[str] = frozenset()  # folded, past ones too
    organization: str | None = None
    role: str | None = None
    circle: str | None = None
    birthday: str | None = None

    @classmethod
    def of(
        cls,
        one: Person | PersonRecord,
        other_names: Iterable[str],
        reach: Iterable[tuple[str, str] | None],
        birthday: str | None,
        past: Iterable[str] = (),
    ) -> "Known":
        """What a row of the book or a record says, with what is kept beside it; `past` are organizations of any time."""
        return cls(
            names=spelled_names((one.name, *other_names)),
            reach=frozenset(filter(None, reach)),
            organizations=frozenset(filter(None, (*past, one.organization))),
            organization=one.organization,
            role=one.role,
            circle=one.circle,
            birthday=birthday,
        )


@lru_cache(maxsize=4096)
def spelled(name: str) -> Spelled:
    """A name taken apart, without titles before it and degrees after it."""
    words = tuple(
        part.replace("'", "").replace("’", "")
        for token in name_tokens(latin(name))
        for part in token.split("-")
        if part.strip("'’")
    )
    keys = tuple(map(spelling, words))
    turned = ("".join(keys[place:] + keys[:place]) for place in range(min(len(keys), 5)))
    bones = tuple(sorted(filter(None, (_DOUBLED.sub(r"\1", _VOWELS.sub("", word)) for word in words))))
    return Spelled(
        words, keys, frozenset(turned), bones, bool(_VOWELLESS.search(name)), generation(latin(name))
    )


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """One spelling for all that are read alike: "Moeller" and "Möller", "Dmitriy" and "Dmitry", "Marc" and "Mark"."""
    for written, read in _SPELLINGS:
        word = word.replace(written, read)
    short = _DOUBLED.sub(r"\1", word)
    return short.rstrip("h") or short


def spelled_names(names: Iterable[str]) -> tuple[Spelled, ...]:
    """Each name taken apart; an address that stands for a name is none."""
    return tuple(name for each in names if "@" not in each and (name := spelled(each)).words)


def likeness(a: Spelled, b: Spelled) -> Likeness:
    """How alike two names are; titles, accents, scripts and the order of the words do not count."""
    if not a.words or not b.words:
        return Likeness.NONE
    if sorted(a.words) == sorted(b.words):
        return Likeness.SAME
    if _short(a, b) or _short(b, a):
        return Likeness.SHORT
    if len(a.words) > 1 and len(b.words) > 1:
        if a.turns & b.turns or _written_alike(a, b):
            return Likeness.ALIKE
        if (a.vowelless or b.vowelless) and a.bones == b.bones:
            return Likeness.ALIKE
        if a.keys[0] == b.keys[0] and len(a.words[0]) > 2:
            return Likeness.FIRST
    elif a.turns == b.turns:
        return Likeness.ALIKE
    return Likeness.NONE


def reach_key(kind: str, value: str, folded: str) -> tuple[str, str] | None:
    """An address, number or profile as two writings of it are equal; None for what says little of who somebody is."""
    if kind == "email" and folded:
        return kind, folded
    if kind == "phone" and len(folded) >= 7:
        return kind, folded[-9:]
    profile = PROFILE.search(value) if kind == "url" else None
    return (kind, profile[1].casefold()) if profile else None


def nearest(a: Known, b: Known) -> Likeness:
    """The best likeness of any two of their names; whoever goes by no name may go by any."""
    if not a.names or not b.names:
        return Likeness.SHORT
    return max(likeness(x, y) for x in a.names for y in b.names)


def _nearest_in_full(a: Known, b: Known) -> Likeness:
    """The best likeness of any two of their names that have a first and a last word."""
    full = [[name for name in one.names if len(name.words) > 1] for one in (a, b)]
    return max((likeness(x, y) for x in full[0] for y in full[1]), default=Likeness.NONE)


def _short(few: Spelled, many: Spelled) -> bool:
    """Whether a name is a shorter way to say another: nickname, initial, fewer middle words or surnames."""
    if len(few.words) == 1:
        return len(few.words[0]) > 1 and _one_first(few.words[0], many.words[0])
    if len(few.words) > len(many.words):
        return False
    firsts = many.words[:2] if len(many.words) > 2 else many.words[:1]
    lasts = (many.words[-1],) if len(many.words) == 2 else many.words[1:]
    return any(_one_first(few.words[0], word) for word in firsts) and any(
        few.keys[-1] == spelling(word) or _initial(few.words[-1], word) for word in lasts
    )


def _one_first(a: str, b: str) -> bool:
    """Whether two first names may be one: equal, short for each other or for the same third, an initial."""
    if min(len(a), len(b)) == 1:
        return any(x[0] == y[0] for x in full_forms(a) for y in full_forms(b))
    return same_or_short(a, b) or spelling(a) == spelling(b) or bool(full_forms(a) & full_forms(b))


def _initial(a: str, b: str) -> bool:
    return min(len(a), len(b)) == 1 and a[0] == b[0]


def _written_alike(a: Spelled, b: Spelled) -> bool:
    ratio = fuzz.ratio(" ".join(sorted(a.words)), " ".join(sorted(b.words)), score_cutoff=_TYPO)
    return bool(ratio) or bool(fuzz.ratio(" ".join(a.keys), " ".join(b.keys), score_cutoff=_TYPO + 4))


# ---- two people ----


def certainly_one(a: Known, b: Known, shared: Iterable[tuple[str, str]]) -> bool:
    """Whether an address or number that only these two have makes them one person without asking.

    It does not where a mailbox is an office's or a family's, where one name is only a short form on a telephone that a
    house may share, and where anything else says that they are two.
    """
    if _speaks_against(a, b):
        return False
    like = nearest(a, b)
    for kind, key in shared:
        if kind == "url" and like >= Likeness.SHORT:
            return True
        if kind == "email" and _box(key) not in _OFFICE and _fits_mailbox(like, key, a, b):
            return True
        if kind == "phone" and _nearest_in_full(a, b) is Likeness.SAME:
            return not _two_mailboxes(a, b) and not other_trade_at_one_place(a, b)
    return False


def said_again(told: Known, known: Known) -> bool:
    """Whether a card tells of somebody by full name and nothing that is not known: it was read before, or most of it.

    An office's mailbox or a family's telephone makes nobody certain, but a card that brings nothing else is no news.
    """
    if _speaks_against(told, known) or _other_trade(told.role, known.role):
        return False
    if _nearest_in_full(told, known) is not Likeness.SAME:
        return False
    if told.reach:
        return told.reach <= known.reach or (bool(known.reach) and known.reach <= told.reach)
    return at_one_place(told.organization, known.organization) is True


def one_by_name(a: Known, b: Known) -> bool:
    """Whether the same full name is enough without asking: where nothing else is said of one of the two, or the same work.

    "Tom Baker" in a note means the Tom Baker one knows. Two cards of one name are asked about, at one company too, where
    large ones have two Tom Bakers; the same work there, and no second address, is one person's.
    """
    if _speaks_against(a, b) or a.reach & b.reach:
        return False
    if any(_both(a, b, kind) for kind in ("email", "phone", "url")):
        return False
    if _at_one_place(a, b) and a.role and b.role and not (a.reach and b.reach):
        return fold(a.role) == fold(b.role)
    return not _other_life(a, b) and not (_tells_apart(a) and _tells_apart(b))


def _tells_apart(one: Known) -> bool:
    return bool(one.reach or one.organization or one.birthday)


def judged(a: Known, b: Known) -> tuple[float, str]:
    """(score from 0 to 1, plain reason) of two people being one; a score of 0 is not worth a question."""
    in_full = _nearest_in_full(a, b)
    like = max(in_full, nearest(a, b)) if in_full < Likeness.ALIKE else in_full
    shared = {kind for kind, _ in a.reach & b.reach}
    if like is Likeness.NONE or _born_apart(a, b) or _generations_differ(a, b):
        return 0.0, ""
    place = _at_one_place(a, b)
    doubt = 0.5 if _one_is_a_generation(a, b) else 1.0
    if shared:
        way = "e-mail" if "email" in shared else "phone" if "phone" in shared else "profile"
        base = {"e-mail": 0.98, "phone": 0.95, "profile": 0.98}[way]
        step, names = _NAMES[like]
        return round((base - step) * doubt, 2), f"same {way}, {names}"
    born = a.birthday is not None and a.birthday == b.birthday
    if born and like is not Likeness.FIRST:
        return round(0.9 * doubt, 2), f"same birthday, {_NAMES[like][1]}"
    against = (
        place is False
        or _other_life(a, b)
        or (_both(a, b, "email") and (_both(a, b, "phone") or _two_mailboxes(a, b)))
    )
    if like is Likeness.FIRST or (against and not (like is Likeness.SAME and place)):
        return 0.0, ""
    if in_full is Likeness.NONE:
        return (0.6, "a first name alone, same company") if place else (0.0, "")
    base = {Likeness.SAME: 0.8, Likeness.SHORT: 0.7, Likeness.ALIKE: 0.6}[like]
    base -= 0.3 if against else 0.0
    name = _ALONE[like]
    return (
        (round((base + 0.1) * doubt, 2), f"{name}, same company") if place else (round(base * doubt, 2), name)
    )


_NAMES = {
    Likeness.SAME: (0.0, "same name"),
    Likeness.SHORT: (0.02, "names that fit"),
    Likeness.ALIKE: (0.08, "names written almost alike"),
    Likeness.FIRST: (0.25, "same first name"),
}
_ALONE = {
    Likeness.SAME: "same name",
    Likeness.SHORT: "one name short for the other",
    Likeness.ALIKE: "names written almost alike",
}


def _speaks_against(a: Known, b: Known) -> bool:
    return _born_apart(a, b) or _generations_differ(a, b) or _one_is_a_generation(a, b)


def _born_apart(a: Known, b: Known) -> bool:
    """Whether both birthdays are known to the year and differ."""
    return bool(
        a.birthday and b.birthday and a.birthday != b.birthday and len(a.birthday) == len(b.birthday) == 10
    )


def _generation(one: Known) -> str | None:
    return next((name.generation for name in one.names if name.generation), None)


def _generations_differ(a: Known, b: Known) -> bool:
    first, second = _generation(a), _generation(b)
    return first is not None and second is not None and first != second


def _one_is_a_generation(a: Known, b: Known) -> bool:
    """Whether one alone is "Jr": a father, or the same man."""
    return (_generation(a) is None) != (_generation(b) is None)


def at_one_place(a: str | None, b: str | None) -> bool | None:
    """Whether two organizations are one ("Acme" is "Acme Ltd"); None if one is not said."""
    if not a or not b:
        return None
    return fuzz.token_set_ratio(bare(a), bare(b)) >= _SAME_ORGANIZATION


def bare(organization: str) -> str:
    """An organization folded, without "Ltd" and the like."""
    words = fold(organization).split()
    return " ".join(word for word in words if word not in _SAYS_LITTLE) or " ".join(words)


def _at_one_place(a: Known, b: Known) -> bool | None:
    """Whether both are or were at one organization; None if that is not said of both."""
    if not a.organization or not b.organization:
        return None
    return any(at_one_place(x, y) for x in a.organizations for y in b.organizations)


def _other_trade(a: str | None, b: str | None) -> bool:
    return bool(a and b) and fuzz.token_set_ratio(fold(a or ""), fold(b or "")) < _OTHER_TRADE


def other_trade_at_one_place(a: Known, b: Known) -> bool:
    """Whether both are at one organization and do quite different things there."""
    return _at_one_place(a, b) is True and _other_trade(a.role, b.role)


def _other_life(a: Known, b: Known) -> bool:
    """Whether both circle and trade are said of both and differ: the neighbour who sews, the classmate who counts."""
    circles = a.circle and b.circle and fold(a.circle) != fold(b.circle)
    return bool(circles) and _other_trade(a.role, b.role)


def _both(a: Known, b: Known, kind: str) -> bool:
    """Whether both have an address of this kind."""
    return all(any(one == kind for one, _ in known.reach) for known in (a, b))


def _two_mailboxes(a: Known, b: Known) -> bool:
    """Whether they have different mailboxes in one house: two colleagues, not one person."""
    first, second = ({key for kind, key in one.reach if kind == "email"} for one in (a, b))
    houses = {key.rpartition("@")[2] for key in first} & {key.rpartition("@")[2] for key in second}
    return not first & second and bool(houses)


def _box(email: str) -> str:
    return email.partition("@")[0].partition("+")[0]


def _fits_mailbox(like: Likeness, email: str, a: Known, b: Known) -> bool:
    return like is Likeness.SAME or (like is Likeness.SHORT and _owner_named(email, a, b))


def _owner_named(email: str, a: Known, b: Known) -> bool:
    """Whether a mailbox bears a first name of one of the two, or an initial and a surname: then it is one person's."""
    box = fold(_box(email).replace(".", " ").replace("_", " "))
    parts = {part for word in box.split() for part in word.split("-")}
    if not a.names or not b.names:
        return True
    for name in (*a.names, *b.names):
        first, last = name.words[0], name.words[-1]
        if len(first) > 2 and any(part.startswith(first) for part in parts):
            return True
        if len(name.words) > 1 and f"{first[0]}{last}" in box.replace(" ", ""):
            return True
    return False
