"""One person's page, and the list of everybody: what the book holds, each statement with its note."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.people.book import Book
from coach.storage.listing import Wanted
from coach.text import fold
from coach.types import Citation, Fact, LedgerEntry, Person, Tie


@dataclass(frozen=True)
class PageFact:
    """A fact as the page shows it."""

    kind: str
    value: str
    since: str | None
    until: str | None
    citation: Citation


@dataclass(frozen=True)
class PageNote:
    """A note as the page shows it."""

    note_id: str
    date: str | None
    text: str


@dataclass(frozen=True)
class PageLedger:
    """What I gave, what I received, and what is promised and open on either side."""

    gave: tuple[LedgerEntry, ...]
    received: tuple[LedgerEntry, ...]
    open: tuple[LedgerEntry, ...]


@dataclass(frozen=True)
class PersonPage:
    """Everything the book holds about one person."""

    person: str
    aliases: tuple[str, ...]
    contact: Mapping[str, tuple[str, ...]]
    circle: str | None
    facts: tuple[PageFact, ...]
    ties: tuple[Tie, ...]
    ledger: PageLedger
    notes: tuple[PageNote, ...]


@dataclass(frozen=True)
class PersonRow:
    """One line of the list. `notes` is how many are about or mention them; `last_contact` is computed."""

    person: str
    circle: str | None
    role: str | None
    organization: str | None
    last_contact: str | None
    notes: int


def person_page(book: Book, name: str) -> PersonPage:
    """The page of the one person a name leads to.

    Raises:
        UnknownPerson, AmbiguousPerson, EmptyInput: as `Book.find`.
    """
    return page_of(book, book.find(name))


def page_of(book: Book, person: Person) -> PersonPage:
    """The page of a person. Facts that hold come first, newest first; then what held before."""
    store = book.store
    entries = [entry for _, entry in store.facts.ledger(person.id)]
    contact = store.people.contacts(person.id)
    facts = facts_of(book, person)
    return PersonPage(
        person=person.name,
        aliases=tuple(store.people.aliases(person.id)),
        contact={kind: tuple(values) for kind, values in contact.items()},
        circle=person.circle,
        facts=tuple(PageFact(f.kind, f.value, f.since, f.until, f.citation) for f in _each_fact_once(facts)),
        ties=_each_tie_once([tie for _, _, tie in store.facts.ties(person.id)]),
        ledger=PageLedger(
            gave=tuple(entry for entry in entries if entry.direction == "gave"),
            received=tuple(entry for entry in entries if entry.direction == "received"),
            open=tuple(entry for entry in entries if entry.open),
        ),
        notes=tuple(PageNote(note.id, note.date, note.text) for note in store.notes.of_person(person.id)),
    )


def _each_fact_once(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Of what several notes say alike, the first."""
    once: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        once.setdefault((fact.kind, fold(fact.value)), fact)
    return once.values()


def _each_tie_once(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """Each person and relation once, the newest first; whoever introduced is whom they were met through."""
    newest = sorted(ties, key=lambda tie: tie.citation.date or "", reverse=True)
    once: dict[tuple[str, str], Tie] = {}
    for tie in newest:
        relation = "introduced by" if tie.relation == "met through" else tie.relation
        once.setdefault((tie.person, fold(relation)), tie)
    return tuple(once.values())


def facts_of(book: Book, person: Person) -> list[Fact]:
    """The facts of a person with their use: those that hold now first, the newest before the older."""
    facts = [fact for _, fact in book.store.facts.facts(person.id)]
    facts.sort(key=lambda fact: fact.since or fact.citation.date or "", reverse=True)
    return sorted(facts, key=lambda fact: holds_on(fact, book.today), reverse=True)


def holds_on(fact: Fact, day: date) -> bool:
    """Whether a fact has not ended on a day. A fact "until 2021" no longer holds in 2021."""
    return fact.until is None or fact.until > day.isoformat()


def list_people(
    book: Book,
    *,
    circle: str | None = None,
    where: str | None = None,
    quiet_for: int | None = None,
    limit: int | None = None,
) -> list[PersonRow]:
    """Everybody but the user, by name.

    Args:
        circle: only those of this circle (case and accents do not count).
        where: only those whose name, role, organization, circle, places or notes have all these words (or words that
            begin so).
        quiet_for: only those without contact for at least so many days; nobody yet counts as quiet.
        limit: at most so many, for a page that shows a window; `count_people` says how many there are.
    """
    wanted = _wanted(book, circle, where, quiet_for)
    return [PersonRow(*row) for row in book.store.listing.rows(wanted, limit)]


def count_people(
    book: Book, *, circle: str | None = None, where: str | None = None, quiet_for: int | None = None
) -> int:
    """How many `list_people` would list without a limit."""
    return book.store.listing.count(_wanted(book, circle, where, quiet_for))


def _wanted(book: Book, circle: str | None, where: str | None, quiet_for: int | None) -> Wanted:
    return Wanted(
        today=book.today.isoformat(),
        circles=None
        if circle is None
        else [known for known in ("", *book.store.listing.circles()) if fold(known) == fold(circle)],
        words=fold(where or "").split(),
        quiet_until=None if quiet_for is None else (book.today - timedelta(days=quiet_for)).isoformat(),
    )
