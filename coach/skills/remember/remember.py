"""A sentence about somebody becomes a person, facts and reminders, shown first and saved only on a yes.

What is shown is what saving does: both run the same steps in one transaction, which is undone unless `save` is true.
The user's words are kept verbatim; everything read out of them carries a quote that stands in them.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta

from coach.errors import EmptyInput, TooLarge
from coach.llm.writer import Writer
from coach.people.arrivals import contact_key
from coach.people.book import Book
from coach.people.days import days_in
from coach.people.filing import file_note
from coach.people.holding import bring_up_to_date
from coach.people.use import use_of
from coach.skills.remember.clauses import addresses_in, clauses_of, met_at
from coach.skills.remember.whom import Unclear, Whom, whom
from coach.storage.diary import Interaction
from coach.text import one_line, sentences
from coach.types import Citation, Fact, Note, Person

_LONGEST = 20_000  # characters
_PRIVATE = re.compile(r"\bPRIVATE\s*:", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last\s+night)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:met|saw|ran\s+into|bumped|spoke|talked|chatted|had|was|were|went|visited|called\s+me|told\s+me\s+that|since|got\s+to\s+know)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?:is|are|am|['’]re|['’]m)\s+(?:going|having|meeting|seeing|getting|playing|cooking|doing|giving|taking|visiting)|will|['’]ll|going\s+to|wants?\s+to|would|let['’]?s|meet|call|ring|phone|write|e-?mail|text|send|remind|ask|visit|invite|come|starts?|begins?|opens?|"
    r"returns?|back|leaves|exam|interview|deadline|due|party|wedding|concert|trip|move|moves|moving|turns|travels?|flies|needs?|lunch|coffee|dinner|appointment|birthday\s+party)\b",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"\b(?:any|every|each)\s*$", re.IGNORECASE)
# The day of the talk itself: "Ruth told me today that ..." is nothing to be reminded of.
_TOLD = re.compile(
    r"\b(?:told|tells|said|says|mentioned|met|saw|spoke|talked|rang|called|wrote|heard)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class RememberedFact:
    """One thing read out of the words, with the contract's field names."""

    kind: str
    value: str
    since: str | None
    until: str | None
    citation: Citation

    def line(self) -> str:
        """As it is shown, and named again in `without`."""
        return f"{self.kind}: {self.value}"


@dataclass(frozen=True)
class RememberedReminder:
    """Something to think of on a day."""

    text: str
    due: str

    def line(self) -> str:
        """As it is shown, and named again in `without`."""
        return f"{self.due}: {self.text}"


@dataclass(frozen=True)
class Remembered:
    """What would be saved, or was. With a question nothing is saved; `person` is then None or who it may be."""

    person: str | None
    new_person: bool
    facts: tuple[RememberedFact, ...]
    reminders: tuple[RememberedReminder, ...]
    saved: bool
    questions: tuple[str, ...] = ()


class _Undone(Exception):
    """Takes the transaction back: the user has not said yes."""


def remember(
    book: Book, writer: Writer, text: str, *, save: bool, without: Collection[str] = ()
) -> Remembered:
    """Reads a few sentences about somebody; saves them only if `save` is true and it is clear whom they are about.

    A line that begins with "PRIVATE:" becomes a private note. Days such as "after the 20th" are counted from the book's
    today. The writer is only asked where no rule finds a name.

    Args:
        without: the lines (`line()` of a fact or reminder) that the user does not want kept; the words stay as they are.

    Raises:
        EmptyInput: no text. TooLarge: over 20,000 characters.
    """
    if not any(letter.isalnum() for letter in text):
        raise EmptyInput(
            f"There is nothing to remember in {text.strip()[:60]!r}. Say whom you met and what you learnt."
        )
    if len(text) > _LONGEST:
        raise TooLarge(
            f"This has {len(text):,} characters; {_LONGEST:,} is the most. Import longer notes as a file."
        )
    open_words, private_words = _parted(text.strip())
    about = whom(book, writer, open_words or private_words[0])
    if isinstance(about, Unclear):
        return Remembered(None, False, (), (), False, (about.question,))
    done: list[Remembered] = []
    try:
        # Its own book: what is undone must not stay among the names that `book` keeps in memory.
        with book.store.transaction():
            done.append(_filed(Book(book.store, book.today), about, open_words, private_words, save, without))
            if not save:
                raise _Undone
    except _Undone:
        pass
    return done[0]


def _filed(
    book: Book, about: Whom, open_words: str, private_words: list[str], save: bool, without: Collection[str]
) -> Remembered:
    store, today = book.store, book.today
    day = today - timedelta(days=1) if _YESTERDAY.search(open_words) else today
    person = about.person or store.people.add(about.name, created_at=today.isoformat())
    beside = [_companion(book, name) for name in about.beside]
    others = [one for one in book.mentioned_in(open_words) if one.id != person.id]
    company = [
        one for one in beside if one is not None and one.id not in {person.id, *(o.id for o in others)}
    ]
    notes: list[Note] = []
    reminders: list[RememberedReminder] = []
    addresses: list[RememberedFact] = []
    if open_words:
        note = file_note(
            book, (person, *others, *company), open_words, date=day.isoformat(), source="remember"
        )
        notes.append(note)
        _add_where(book, person, note, about)
        met = about.named is not None and about.named.met
        tied = {other for _, other, _ in store.facts.ties(person.id)}
        for other in {one.id: one for one in beside if one is not None and one.id != person.id}.values():
            if met and other.id not in tied:
                store.facts.add_tie(person.id, other.id, "met together", note.id, _first_sentence(note.text))
        if met and not any(one.note_id == note.id for one in store.diary.interactions(person.id)):
            store.diary.add_interaction(Interaction(person.id, note.date or "", one_line(note.text), note.id))
        for kind, value in addresses_in(open_words):
            if f"{kind}: {value}" in without:
                continue
            store.people.add_contact(person.id, kind, value, contact_key(kind, value))
            cite = Citation(note.id, person.name, note.date, value)
            addresses.append(RememberedFact(kind, value, None, None, cite))
        for reminder in _reminders(open_words, book, person):
            if reminder.line() in without:
                continue
            store.diary.add_reminder(person.id, reminder.text, reminder.due, note.id)
            reminders.append(reminder)
    for words in private_words:
        notes.append(file_note(book, (person,), words, date=day.isoformat(), source="remember", private=True))
    if without:
        _leave_out(book, [person, *others, *company], notes, without)
    return Remembered(
        person=person.name,
        new_person=about.person is None,
        facts=(*_facts(book, person, [*others, *company], notes), *addresses),
        reminders=tuple(reminders),
        saved=save,
    )


def _parted(text: str) -> tuple[str, list[str]]:
    """The words that may be used, and each private line; "PRIVATE:" in mid-line makes the rest of that line private."""
    open_lines: list[str] = []
    private: list[str] = []
    for line in text.splitlines():
        mark = _PRIVATE.search(line)
        open_lines.append(line[: mark.start()].rstrip() if mark else line)
        if mark:
            private.append(line[mark.start() :].strip())
    return "\n".join(open_lines).strip(), private


def _companion(book: Book, name: str) -> Person | None:
    """Somebody named beside the main person: known, or new if a full name is given."""
    known = book.mentioned_in(name)
    if known:
        return known[0]
    if " " not in name:
        return None
    return book.store.people.add(name, created_at=book.today.isoformat())


# ---- facts ----------------------------------------------------------------------------------------------------


def _add_where(book: Book, person: Person, note: Note, about: Whom) -> None:
    """Adds where they met, which the words right after the name say, if the reading of the note has not found it."""
    if about.named is None or not about.named.met:
        return
    after = about.named.end
    for name in about.beside:
        found = note.text.find(name, after)
        after = found + len(name) if found >= 0 else after
    where = met_at(note.text, after)
    if where is None or any(
        fact.kind == "met_at" and fact.citation.note_id == note.id
        for _, fact in book.store.facts.facts(person.id)
    ):
        return
    days = days_in(where.words, book.today)
    value = (where.words[: days[0].start] if days else where.words).strip(" ,")
    if value:
        quote = note.text[where.start : where.end]
        cite = Citation(note.id, person.name, note.date, quote)
        book.store.facts.add_fact(person.id, Fact("met_at", value, None, None, cite, use_of(quote)))


def _facts(book: Book, person: Person, others: list[Person], notes: list[Note]) -> tuple[RememberedFact, ...]:
    """Everything the book now holds from these notes, the main person's first."""
    ids = {note.id for note in notes}
    found: list[RememberedFact] = []
    for one in (person, *others):
        for _, fact in book.store.facts.facts(one.id):
            if fact.citation.note_id in ids:
                found.append(RememberedFact(fact.kind, fact.value, fact.since, fact.until, fact.citation))
        for _, entry in book.store.facts.ledger(one.id):
            if entry.citation and entry.citation.note_id in ids and entry.direction in {"gave", "received"}:
                found.append(RememberedFact(entry.direction, entry.text, None, None, entry.citation))
    for _, _, tie in book.store.facts.ties(person.id):
        if tie.citation.note_id in ids:
            cite = Citation(tie.citation.note_id, person.name, tie.citation.date, tie.citation.quote)
            found.append(RememberedFact("knows", f"{tie.person} ({tie.relation})", None, None, cite))
    return tuple(found)


def _leave_out(book: Book, people: list[Person], notes: list[Note], without: Collection[str]) -> None:
    """Takes back what these notes were read as and the user does not want kept."""
    ids, facts = {note.id for note in notes}, book.store.facts
    for person in people:
        for _, fact in facts.facts(person.id):
            if fact.citation.note_id in ids and f"{fact.kind}: {fact.value}" in without:
                facts.drop_fact(person.id, fact)
                for _, entry in facts.ledger(person.id):
                    if entry.citation and entry.citation.note_id in ids and entry.text == fact.value:
                        facts.drop_entry(person.id, entry)
                now = book.store.people.get(person.id)
                if now and fact.kind in {"role", "organization"} and getattr(now, fact.kind) == fact.value:
                    book.store.people.update(person.id, **{fact.kind: None})
        for _, entry in facts.ledger(person.id):
            if (
                entry.citation
                and entry.citation.note_id in ids
                and f"{entry.direction}: {entry.text}" in without
            ):
                facts.drop_entry(person.id, entry)
        for one, other, tie in facts.ties(person.id):
            if tie.citation.note_id in ids and f"knows: {tie.person} ({tie.relation})" in without:
                facts.drop_tie(one, other, tie)
    bring_up_to_date(book, [person.id for person in people])


# ---- reminders ------------------------------------------------------------------------------------------------


def _reminders(text: str, book: Book, person: Person) -> Iterator[RememberedReminder]:
    """A reminder for each clause that names a day ahead."""
    seen: set[tuple[str, str]] = set()
    for clause in clauses_of(text):
        words = clause.words
        days = [] if clause.birthday else days_in(words, book.today)
        wanted = [
            day
            for day in days
            if (clause.asked or _lies_ahead(words, day.sure))
            and not (day.due == book.today and _TOLD.search(words[: day.start]))
            and not _ANY_TIME.search(words[: day.start])
        ]
        for day in wanted[:1]:
            key = (one_line(words), day.due.isoformat())
            if key not in seen:
                seen.add(key)
                yield RememberedReminder(f"{person.name}: {one_line(words)}", day.due.isoformat())


def _lies_ahead(words: str, sure: bool) -> bool:
    past = _PAST.search(words)
    if sure:
        return past is None or bool(_AHEAD.search(words[past.end() :]))
    return bool(_AHEAD.search(words)) and past is None


def _first_sentence(text: str) -> str:
    return next(iter(sentences(text)), text)
