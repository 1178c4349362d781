"""Who gave what to whom: each relationship's two sides, gently, and one thing to give that fits.

A relationship that one side carries alone fizzles out, whichever side that is. Everything here stands in a note, and is
for the user's own eyes. Entries that contradict each other are shown and not counted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from coach.index.embedder import Embedder, Vectors
from coach.people.book import Book
from coach.people.names import first_name, name_tokens
from coach.people.pages import holds_on
from coach.people.profile import as_offer, read_profile
from coach.people.standing import Bond, standings
from coach.people.use import use_of
from coach.text import fold, one_line
from coach.types import IF_ANY, Citation, Fact, LedgerEntry, Note, Person, Use

Carried = Literal["both", "me", "them", "unsaid"]
"""Which side carries a relationship; unsaid where too little is written down to tell."""

LEAST_FIT = 0.2
"""Cosine of an offer and the sentence of a need, by the embedder inside (`benchmarks/ledger`)."""
_ONE_SIDED_FROM = 3  # lines on one side and none, or a third as many, on the other
_KEEP_AWAY = {Bond.AVOID, Bond.EX, Bond.SELLS, Bond.DIED}
_LONG_NEED_DAYS = 2 * 365  # after which a need is a memory
_SHOWN_GIVEN = 10
_ASKS_OFFERS = re.compile(
    r"\bwhat\s+(?:(?:do|could|can|would)\s+I\s+(?:even\s+|really\s+|possibly\s+)?(?:have\s+to\s+)?(?:offer|give)\b|I\s+(?:have\s+to|can|could)\s+(?:offer|give)\b)"
    r"(?!\s+(?:to\s+)?(?!any(?:one|body)|people|others|back)[\w'’-]+)",
    re.IGNORECASE,
)
_ASKS_LEDGER = re.compile(
    r"\b(?:what|how much|which favou?rs?)\b.{0,20}\b(?:(?:has|did|have)\s+(?P<they>(?!(?:I|we|you)\b).{2,60}?)\s+(?:ever\s+|already\s+)?(?:do|done|give|given)\s+(?:for\s+)?(?:me|us)\b|"
    r"(?:have|did)\s+(?P<me>I)\s+(?:ever\s+|already\s+)?(?:do|done|give|given)\b)|"
    r"\b(?:who|which of us)\b.{0,20}\b(?:gave|given|gives|done|does|did|carries|carried)\s+(?:more|most)\b|\b(?:is|are)\s+(?:we|.{2,40}\band\s+I)\s+(?:even|quits)\b|"
    r"\bgive[ns]? and (?:take[ns]?|received?)\b|\bledger\b",
    re.IGNORECASE,
)
_OPPOSITE = {"gave": "received", "received": "gave"}


@dataclass(frozen=True)
class Offer:
    """Something the user can give, as they wrote it, or as they have given it before."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Gift:
    """One thing to give that fits: an offer of the user's beside a need of theirs, or thanks where nothing fits."""

    text: str
    offer: Citation | None
    need: Citation | None


@dataclass(frozen=True)
class Doubt:
    """Two entries that cannot both be so, and the question about them. Neither is counted."""

    question: str
    entries: tuple[LedgerEntry, LedgerEntry]


@dataclass(frozen=True)
class Account:
    """One person's two sides. `open` are promises of either side; `word` says gently how it stands."""

    person: str
    gave: tuple[LedgerEntry, ...]
    received: tuple[LedgerEntry, ...]
    open: tuple[LedgerEntry, ...]
    carried_by: Carried
    word: str
    give: Gift | None
    doubts: tuple[Doubt, ...] = field(default=(), metadata=IF_ANY)


@dataclass(frozen=True)
class Ledger:
    """Everybody with whom something changed hands, the most one-sided first, and what the user has to offer."""

    accounts: tuple[Account, ...]
    offers: tuple[Offer, ...]


def make_ledger(book: Book, embedder: Embedder, name: str | None = None) -> Ledger:
    """The ledger of one person, or of everybody with whom something changed hands.

    Only needs and offers that others may know are compared, so nothing else reaches an embedder elsewhere.

    Raises:
        UnknownPerson, AmbiguousPerson: the name does not lead to one person.
        ArtifactProblem, ModelProblem: the embedder cannot be used.
    """
    store = book.store
    wanted = book.find(name) if name is not None else None
    entries: dict[int, list[LedgerEntry]] = {wanted.id: []} if wanted else {}
    for person_id, entry in store.facts.ledger(wanted.id if wanted else None):
        entries.setdefault(person_id, []).append(entry)
    people = store.listing.people(entries)
    notes = store.notes.of_people(entries)
    offers = what_i_offer(book)
    fitting = _Fitting(book, embedder, offers, tuple(entries))
    accounts = [
        _account(book, people[one], found, notes.get(one, []), fitting)
        for one, found in entries.items()
        if one in people and not people[one].is_me
    ]
    return Ledger(tuple(sorted(accounts, key=_most_one_sided)), offers)


def what_i_offer(book: Book) -> tuple[Offer, ...]:
    """What the user has to offer anyone: what they wrote of themselves, then what they gave last."""
    me = book.me()
    own = book.store.notes.of_person(me.id, about_only=True) if me else []
    found: dict[str, Offer] = {}
    for words in read_profile(book).offers:
        cite = _where(words, own, me.name if me else "")
        if cite is not None and not fold(words).endswith((" it", " that", " this")):
            found.setdefault(fold(words), Offer(as_offer(words), cite))
    given = [entry for _, entry in book.store.facts.ledger() if entry.direction == "gave"]
    for entry in given[: -_SHOWN_GIVEN - 1 : -1]:
        if entry.citation and use_of(entry.text) is Use.SHAREABLE:
            text = f"You have given this before, to {entry.person}: {entry.text}"
            found.setdefault(fold(entry.text), Offer(text, entry.citation))
    return tuple(found.values())


def asks_what_i_offer(question: str) -> bool:
    """Whether a question asks what the user has to give: "What do I have to offer anyone?"."""
    return _ASKS_OFFERS.search(question) is not None


def told_by_ledger(
    book: Book, embedder: Embedder, question: str
) -> tuple[str, tuple[str, ...], tuple[Citation, ...]] | None:
    """What the ledger says to a question put in plain words, whom of, and the lines it rests on.

    Two kinds are known: what the user has to offer, and what changed hands with one person whom the question names.
    None for any other, and where nothing of it is written down.
    """
    if asks_what_i_offer(question) and (offers := what_i_offer(book)):
        said = ["More than it feels like. By your own notes:", *(f"- {offer.text}" for offer in offers)]
        return "\n".join(said), (), tuple(offer.citation for offer in offers)
    asked = _ASKS_LEDGER.search(question)
    named = [person for person in book.mentioned_in(question) if not person.is_me] if asked else []
    if asked is None or len(named) != 1:
        return None
    account = make_ledger(book, embedder, named[0].name).accounts[0]
    sides = {"they": account.received, "me": account.gave}
    entries = sides.get(asked.lastgroup or "", (*account.received, *account.gave))
    doubts = [doubt.question for doubt in account.doubts]
    if not entries and not doubts:
        return None
    first = first_name(named[0].name)
    lines = [
        f"- {f'{first} for you' if entry.direction == 'received' else f'You for {first}'}: “{one_line(entry.text)}”"
        for entry in entries
    ]
    cites = dict.fromkeys(entry.citation for entry in entries if entry.citation)
    return "\n".join([*lines, account.word, *doubts]), (account.person,), tuple(cites)


def _where(words: str, notes: Sequence[Note], name: str) -> Citation | None:
    """The verbatim piece of a note that a tidied line was taken from."""
    return next(
        (Citation(note.id, name, note.date, words) for note in notes if words in note.text and not note.private),
        None,
    )  # fmt: skip


# ---- one person -----------------------------------------------------------------------------------------------


def _account(
    book: Book, person: Person, entries: Sequence[LedgerEntry], notes: Sequence[Note], fitting: "_Fitting"
) -> Account:
    doubts = tuple(_doubts(entries))
    unsure = {id(entry) for doubt in doubts for entry in doubt.entries}
    sure = [entry for entry in entries if id(entry) not in unsure]
    gave = tuple(entry for entry in sure if entry.direction == "gave")
    received = tuple(entry for entry in sure if entry.direction == "received")
    carried = _carried(len(gave), len(received))
    closed = any(standing.bond in _KEEP_AWAY for standing in standings(person, notes))
    owes_something = carried == "them" and not closed
    gift = None if closed or carried == "me" else fitting.gift(person, owes_something)
    return Account(
        person=book.label(person),
        gave=gave,
        received=received,
        open=tuple(entry for entry in sure if entry.open),
        carried_by=carried,
        word=_word(first_name(person.name), carried, closed),
        give=gift,
        doubts=doubts,
    )


def _carried(gave: int, received: int) -> Carried:
    if received >= _ONE_SIDED_FROM and received >= 3 * gave:
        return "them"
    if gave >= _ONE_SIDED_FROM and gave >= 3 * received:
        return "me"
    return "both" if gave and received else "unsaid"


def _word(first: str, carried: Carried, closed: bool) -> str:
    if closed:
        return f"Your notes say to let {first} be. Nothing is owed here."
    return {
        "unsaid": f"Too little is written down to tell, and that says nothing about you and {first}.",
        "both": f"Both of you carry this, {first} and you.",
        "them": f"By your notes {first} has given more so far. Something small from you would be a joy, and it need not be equal.",
        "me": f"By your notes you have given {first} more so far. You may rest, or let {first} do something for you.",
    }[carried]


def _most_one_sided(account: Account) -> tuple[int, int, str]:
    order: tuple[Carried, ...] = ("them", "me", "both", "unsaid")
    return order.index(account.carried_by), -abs(len(account.gave) - len(account.received)), account.person


def _doubts(entries: Sequence[LedgerEntry]) -> Iterator[Doubt]:
    """Pairs that say of one thing on one day both that it was given and that it was received."""
    for place, entry in enumerate(entries):
        for other in entries[place + 1 :]:
            if _contradict(entry, other):
                first = first_name(entry.person)
                question = (
                    f"Your notes say both that you gave this and that {first} did: {entry.text!r} and {other.text!r}. "
                    "That happens easily. Neither is counted until one of the notes is changed."
                )
                yield Doubt(question, (entry, other))


def _contradict(entry: LedgerEntry, other: LedgerEntry) -> bool:
    if _OPPOSITE.get(entry.direction) != other.direction or entry.date != other.date:
        return False
    mine, theirs = _words(entry), _words(other)
    return bool(mine) and len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _words(entry: LedgerEntry) -> set[str]:
    """The words that say what, without whose they are."""
    names = set(name_tokens(entry.person))
    return {word.rstrip("s") for word in fold(entry.text).split() if len(word) > 3 and word not in names}


# ---- what would fit -------------------------------------------------------------------------------------------


class _Fitting:
    """Lays the user's offers beside what people said they need; the embedder wakes only when there are both."""

    def __init__(
        self, book: Book, embedder: Embedder, offers: Sequence[Offer], person_ids: Sequence[int]
    ) -> None:
        me = book.me()
        own = {note.id for note in book.store.notes.of_person(me.id)} if me else set()
        # What the user wrote of themselves; what they gave once is no promise to give it again.
        self._offers = [offer for offer in offers if offer.citation.note_id in own]
        found = book.store.listing.facts(person_ids, kinds=("need", "ask"))
        self._needs = {
            one: [fact for fact in facts if _stands(fact, book.today)] for one, facts in found.items()
        }
        self._embedder = embedder

    def gift(self, person: Person, owes_something: bool) -> Gift | None:
        """One thing that fits what this person needs; where nothing does, thanks if they have carried it so far."""
        first = first_name(person.name)
        fits = [pair for pair in self._pairs(person.id) if pair[0] >= LEAST_FIT]
        if fits:
            _, offer, need = max(fits, key=lambda pair: pair[0])
            text = (
                f"{offer.text.rstrip('.')}. {first} may have a use for it: “{one_line(need.citation.quote)}”"
            )
            return Gift(text, offer.citation, need.citation)
        if owes_something:
            return Gift(f"Two lines of thanks to {first} that name one thing they did.", None, None)
        return None

    def _pairs(self, person_id: int) -> Iterator[tuple[float, Offer, Fact]]:
        needs = self._needs.get(person_id, [])
        if not needs or not self._offers:
            return
        meanings = self._embedder.embed([fact.citation.quote for fact in needs])
        for need, likeness in zip(needs, meanings @ self._meanings.T, strict=True):
            for offer, cosine in zip(self._offers, likeness, strict=True):
                yield float(cosine), offer, need

    @cached_property
    def _meanings(self) -> Vectors:
        return self._embedder.embed([offer.citation.quote for offer in self._offers])


def _stands(fact: Fact, today: date) -> bool:
    """Whether a need is one to act on: for others to know, not over, not years old."""
    since = fact.since or fact.citation.date
    recent = since is None or since >= (today - timedelta(days=_LONG_NEED_DAYS)).isoformat()
    return fact.use is Use.SHAREABLE and recent and holds_on(fact, today)
