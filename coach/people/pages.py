"""One person's page, and the list of everybody: what the book holds, each statement with its note."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.people.book import Book
from coach.text import fold
from coach.types import Citation, Fact, LedgerEntry, Note, Person, Tie


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
    book: Book, *, circle: str | None = None, where: str | None = None, quiet_for: int | None = None
) -> list[PersonRow]:
    """Everybody but the user, by name.

    Args:
        circle: only those of this circle (case and accents do not count).
        where: only those whose name, role, organization, circle, places or notes have all these words (or words that
            begin so).
        quiet_for: only those without contact for at least so many days; nobody yet counts as quiet.
    """
    people = [person for person in book.store.people.all() if not person.is_me]
    if circle is not None:
        people = [person for person in people if fold(person.circle or "") == fold(circle)]
    last = book.store.diary.last_contacts()
    if quiet_for is not None:
        people = [person for person in people if _quiet_days(last.get(person.id), book.today) >= quiet_for]
    if where is not None and fold(where):
        words = _words_of(book)
        wanted = [f" {word}" for word in fold(where).split()]
        people = [person for person in people if all(word in words.get(person.id, "") for word in wanted)]
    counts = book.store.people.note_counts()
    return [
        PersonRow(p.name, p.circle, p.role, p.organization, last.get(p.id), counts.get(p.id, 0))
        for p in people
    ]


def _words_of(book: Book) -> dict[int, str]:
    """person_id to the folded words one may look for: what holds now, and the notes about them."""
    words: dict[int, list[str]] = {}
    for person in book.store.people.all():
        words[person.id] = [v for v in (person.name, person.role, person.organization, person.circle) if v]
    for person_id, fact in book.store.facts.facts(kind="place"):
        if holds_on(fact, book.today):
            words[person_id].append(fact.value)
    for note in book.store.notes.all():
        for person_id in _about(note):
            words[person_id].append(note.text)
    return {person_id: f" {fold(' '.join(texts))}" for person_id, texts in words.items()}


def _about(note: Note) -> tuple[int, ...]:
    return note.person_ids[:1]


def _quiet_days(last: str | None, today: date) -> int:
    """Days since a date that may be a month or a year alone, counted from its first day."""
    if last is None:
        return 10**6
    year, month, day = (*(int(part) for part in last.split("-")), 1, 1)[:3]
    return (today - date(year, month, day)).days
