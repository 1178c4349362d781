"""What a query over the whole book finds: every person it holds for, each with the note that says so.

Columns and rows answer here; what must be read in the words of notes is in `sayings.py`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from coach.people.book import Book
from coach.retrieval.debts import promises
from coach.retrieval.passages import in_words, passage_spans
from coach.retrieval.query import Field, Filter, Query
from coach.retrieval.retriever import Retriever
from coach.retrieval.sayings import Finds, Sayings, Why, union
from coach.retrieval.sentences import spans
from coach.retrieval.words import folded_words, says, stems
from coach.text import MONTHS, fold
from coach.types import Citation, Note, Person

READ_IN_NOTES = frozenset([Field.SAID, Field.KNOWS])
"""Fields that people put in any words of their own."""
_LEAP_DAY = "02-29"
_INTRODUCED_BY = re.compile(r"introduced by|introduced_by|through")
_INTRODUCED_ME = re.compile(r"introduced (?:me|us) to|put me in touch with")
_INTRODUCING = (("introduced", "introduced_by", "introduces", "introduction", "through"),)


@dataclass(frozen=True)
class Row:
    """One person of an answer: `why` in a few words, and the lines that say so (none if no note is about them)."""

    person: Person
    why: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Found:
    """The rows of a query, by name or in its order.

    sure: counted from rows, or from what notes state of work, home and meetings; what people say in any words of
    their own (pastimes, friends of friends) is never sure to be complete. unknown: how many have no contact noted,
    where contacts were asked for.
    """

    rows: tuple[Row, ...]
    sure: bool
    unknown: int = 0


def rows_for(
    query: Query, book: Book, retriever: Retriever, *, is_ignored: Callable[[str], bool] = lambda text: False
) -> Found:
    """Everybody the query holds for. No sentence that `is_ignored` says anything of anybody."""
    sayings = Sayings(book, retriever, is_ignored)
    found: Finds | None = None
    for group in query.all_of:
        either = reduce(union, (_holding(one, book, sayings) for one in group))
        found = either if found is None else _both(found, either)
    last = book.store.diary.last_contacts() if query.order or _asks_contact(query) else {}
    if found is None:
        found = dict.fromkeys(sayings.everybody(), ("", ()))
    by_name = not query.all_of
    ids = list(found)
    if query.order:
        ids = [one for one in ids if one in last]
        ids.sort(key=lambda one: (last[one], one), reverse=query.order == "newest")
        ids = ids[: query.first]
    people = sayings.people(ids)
    ids = [one for one in ids if one in people]
    if not query.order and not by_name:
        ids.sort(key=lambda one: (fold(people[one].name), one))
    cited = _cited(book, retriever, [people[one] for one in ids if not found[one][1]])
    rows = []
    for one in ids:
        why, cites = found[one]
        if query.order:
            why = f"last contact {in_words(last[one])}"
        rows.append(Row(people[one], why, cites or cited.get(one, ())))
    unknown = book.store.people.count() - len(last) if _asks_contact(query) else 0
    return Found(tuple(rows), not any(one.field in READ_IN_NOTES for one in query.filters()), max(unknown, 0))


def _asks_contact(query: Query) -> bool:
    return any(one.field is Field.LAST_CONTACT for one in query.filters())


def _both(a: Finds, b: Finds) -> Finds:
    return {
        one: (
            "; ".join(why for why in (a[one][0], b[one][0]) if why),
            (*(a[one][1] or ()), *(b[one][1] or ())),
        )
        for one in a
        if one in b
    }


def _holding(asked: Filter, book: Book, sayings: Sayings) -> Finds:
    found = _asserted(asked, book, sayings)
    if not asked.negated:
        return found
    return {one: ("", ()) for one in sayings.everybody() if one not in found}


def _asserted(asked: Filter, book: Book, sayings: Sayings) -> Finds:
    match asked.field:
        case Field.CIRCLE:
            return in_circle(book, asked.words)
        case Field.CONTACT | Field.LAST_CONTACT:
            return _in_contact(book, asked)
        case Field.OWED | Field.OWING:
            return _owed(asked, book, sayings)
        case Field.BIRTHDAY:
            return _born(book, asked.days or ("01-01", "12-31"))
        case Field.LED_BY | Field.LED_TO_ME:
            return _introduced(asked, book, sayings)
        case Field.GROUP:
            circle = in_circle(book, asked.words)
            return union(circle, sayings.members(asked.words)) if circle else sayings.find(asked)
        case _:
            return sayings.find(asked)


# ---- one field each ---------------------------------------------------------------------------------------


def in_circle(book: Book, words: Sequence[str]) -> Finds:
    """Everybody of the circle of this name; of every circle whose name holds the words, if none is called just so."""
    name = " ".join(words)
    circles = book.store.listing.circles()
    same = [circle for circle in circles if fold(circle) == name]
    near = same or [circle for circle in circles if stems(name) <= stems(circle)]
    return {one: (circle, ()) for one, circle in book.store.listing.in_circles(near)} if near else {}


def _in_contact(book: Book, asked: Filter) -> Finds:
    """By the newest contact where that decides it, else by every contact."""
    first, last = asked.days or ("", "9999")
    newest = book.store.diary.last_contacts()
    if asked.field is Field.LAST_CONTACT:
        days = {one: day for one, day in newest.items() if first <= day <= last + "~"}
    else:
        days = {one: day for one, day in newest.items() if first <= day <= last + "~"}
        if last < book.today.isoformat():
            days |= {
                one.person_id: one.date
                for one in book.store.diary.interactions()
                if first <= one.date <= last + "~"
            }
    return {
        one: (f"{'last ' if newest[one] == day else ''}contact {in_words(day)}", ())
        for one, day in days.items()
    }


def _owed(asked: Filter, book: Book, sayings: Sayings) -> Finds:
    by_me = asked.field is Field.OWED
    found: dict[int, list[Citation]] = {}
    for person_id, cite in promises(book, sayings.sentences_with, by_me=by_me):
        if all(says(cite.quote, [word]) for word in asked.words):
            found.setdefault(person_id, []).append(cite)
    return {
        one: ("; ".join(dict.fromkeys(cite.quote for cite in cites)), tuple(dict.fromkeys(cites)))
        for one, cites in found.items()
    }


def _born(book: Book, days: tuple[str, str]) -> Finds:
    """Everybody whose birthday falls between two days of the year; of a birthday without a day, the month counts."""
    first, last = days
    facts = dict(book.store.facts.facts(kind="birthday"))
    found: dict[int, Why] = {}
    for one, day in {
        **{one: fact.value for one, fact in facts.items()},
        **book.store.people.birthdays(),
    }.items():
        born = _day_of_year(day)
        # One of 29 February is kept on the 28th.
        kept = born if born != _LEAP_DAY or _LEAP_DAY in days else "02-28"
        if not kept:
            continue
        lowest, highest = (kept, kept) if len(kept) == 5 else (f"{kept}-31", f"{kept}-01")
        inside = first <= lowest and highest <= last if first <= last else first <= lowest or highest <= last
        if inside:
            why = in_words(f"2000-{born}").removesuffix(" 2000")
            found[one] = (why, (facts[one].citation,) if one in facts else ())
    return found


def _day_of_year(day: str) -> str:
    """ "1980-03-04", "--03-04", "4 March" and "March" as "03-04" or "03"; empty if no month can be read."""
    if numbers := re.search(r"(?:^|-)(\d\d)-(\d\d)$", day):
        return f"{numbers[1]}-{numbers[2]}"
    if month_alone := re.match(r"\d{4}-(\d\d)$", day):
        return month_alone[1]
    words = folded_words(day)
    month = next(
        (n for n, name in enumerate(MONTHS, 1) for word in words if len(word) > 2 and name.startswith(word)),
        None,
    )
    number = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", "", fold(day)))
    return "" if month is None else f"{month:02d}-{int(number[1]):02d}" if number else f"{month:02d}"


def _introduced(asked: Filter, book: Book, sayings: Sayings) -> Finds:
    """Whom these people led the user to; or, of the people meant, who led the user to them."""
    meant = set(asked.person_ids)
    found: dict[int, Why] = {}
    for led, leader, cite in _introductions(meant, book, sayings):
        one, other = (led, leader) if asked.field is Field.LED_BY else (leader, led)
        if other in meant and one not in meant:
            found.setdefault(one, (cite.quote, (cite,)))
    return found


def _introductions(
    meant: Collection[int], book: Book, sayings: Sayings
) -> Iterator[tuple[int, int, Citation]]:
    """(whom the user was led to, who led, the line) of each introduction in which one of these people took part."""
    for one in meant:
        for first, second, tie in book.store.facts.ties(one):
            if "introduc" in tie.relation.casefold() or "through" in tie.relation.casefold():
                led, leader = _sides(first, second, tie.citation, book)
                yield led, leader, tie.citation
    names = {one: [rf"\b{re.escape(name)}\b" for name in book.names_of(one)] for one in meant}
    for passage in sayings.holding(_INTRODUCING):
        for start, end in spans(passage.text):
            text = passage.text[start:end]
            flat = fold(text)
            led_to: Sequence[int] = ()
            if _INTRODUCED_BY.search(flat):
                led_to = passage.person_ids[:1]
            elif _INTRODUCED_ME.search(flat):
                led_to = [mention.person_id for mention in book.mentions(text)]
            for leader in (one for one in meant if any(re.search(name, flat) for name in names[one])):
                for one, person in sayings.people(led_to).items():
                    if one != leader:
                        yield one, leader, Citation(passage.note_id, person.name, passage.date, text)


def _sides(first: int, second: int, cite: Citation, book: Book) -> tuple[int, int]:
    """(whom the user was led to, who led) of a tie, read off its line; a tie is kept from the side of the first."""
    quote = fold(cite.quote)
    for leader, led in ((first, second), (second, first)):
        for name in map(re.escape, book.names_of(leader)):
            led_me = rf"\b{name}\b.*\bintroduced (?:me|us)|(?:introduced[ _]by|through)\W+(?:\w+\W+)?{name}\b"
            if re.search(led_me, quote):
                return led, leader
    return first, second


# ---- the line that says so --------------------------------------------------------------------------------


def _cited(book: Book, retriever: Retriever, people: Sequence[Person]) -> Mapping[int, tuple[Citation, ...]]:
    """The first line of the oldest note about each person, or naming them if none is about them."""
    first = book.store.listing.first_notes(person.id for person in people)
    lines = retriever.openings([note_id for note_id, _, _ in first.values()])
    found = {}
    for person in people:
        note_id, day, text = first.get(person.id, ("", None, ""))
        # An index that is behind may hold the line as it was.
        if (line := lines.get(note_id)) and line in text:
            found[person.id] = (Citation(note_id, person.name, day, line),)
    missing = [person for person in people if person.id in first and person.id not in found]
    notes = book.store.notes.of_people(person.id for person in missing)
    for person in missing:
        own = [note for note in notes[person.id] if note.person_ids[:1] == (person.id,)] or notes[person.id]
        if cite := _line(person, own):
            found[person.id] = (cite,)
    return found


def _line(person: Person, notes: Iterable[Note]) -> Citation | None:
    for note in notes:
        for start, end in passage_spans(note.text):
            return Citation(note.id, person.name, note.date, note.text[start:end])
    return None
