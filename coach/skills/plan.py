"""The week's plan: at most three small steps, easiest first, and the other side of the ledger.

Reads reminders, promises, birthdays and the rhythm of past contacts. Knows no model, and says nothing that shames:
a missed week is simply followed by an easier step.
"""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from coach.errors import UsageError
from coach.people.book import Book
from coach.people.names import first_name
from coach.people.standing import Bond, close_kin, standings
from coach.storage.diary import Interaction, Reminder
from coach.text import fold, sentences
from coach.types import Citation, LedgerEntry, Note, Person

_STEPS_A_WEEK = 3
_SHOWN = 10
_RHYTHM_DAYS = {"family": 45, "friend": 60, "neighbour": 90, "church": 90, "choir": 90, "club": 90}
_USUAL_RHYTHM_DAYS = 120
_LEAST_QUIET_DAYS = 60
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WARM = re.compile(r"famil|friend|neighbo|church|choir|club|school|relative|godparent", re.IGNORECASE)
_PROMISED = re.compile(
    r"^\W*(?:\d{4}-\d\d-\d\d\W*)?(?:and\s+)?I\s+(?:have\s+)?(?:promised|said\s+I\s+would|offered)\s+(?:(?:her|him|them|[A-Z][\w'’-]+)\s+(?=to\b))?(?:to\s+)?",
    re.IGNORECASE,
)
_KEEP_AWAY = {Bond.AVOID, Bond.EX, Bond.EX_KIN, Bond.SELLS, Bond.DIED}
_REPLY_OWED = re.compile(
    r"\b(?:have(?:n['’]t|\s+not)|did(?:n['’]t|\s+not)|never|still\s+(?:have|need)\s+to|must|should)\s+"
    r"(?:yet\s+)?(?:answer(?:ed)?|repl(?:y|ied)|wr(?:ite|ote|itten)\s+back|call(?:ed)?\s+back)\b|"
    r"\bowe\s+(?:her|him|them)\s+(?:an?\s+)?(?:answer|reply|letter|call|e-?mail)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Step:
    """One thing to do. `size` is how brave it is, 1 to 5; `due` a day."""

    person: str | None
    what: str
    why: str
    size: int
    due: str
    citation: Citation | None


@dataclass(frozen=True)
class Owed:
    """A promise that is still open, on either side."""

    person: str
    text: str
    since: str | None
    citation: Citation | None


@dataclass(frozen=True)
class Drifting:
    """Somebody who has been quiet for longer than the two usually are."""

    person: str
    last_contact: str
    days: int
    citation: Citation | None


@dataclass(frozen=True)
class Plan:
    """What `coach plan` shows."""

    steps: tuple[Step, ...]
    owed_by_me: tuple[Owed, ...]
    owed_to_me: tuple[Owed, ...]
    drifting: tuple[Drifting, ...]


@dataclass(frozen=True)
class _Rows:
    """What the plan is made from, read once."""

    today: date
    people: dict[int, Person]
    notes: dict[int, list[Note]]
    by_id: dict[str, Note]
    interactions: dict[int, list[Interaction]]
    ledger: list[tuple[int, LedgerEntry]]
    birthdays: dict[int, tuple[str, Citation | None]]
    closed: frozenset[int]


def make_plan(book: Book, days: int = 7) -> Plan:
    """The steps for the coming days: reminders, promises, birthdays, replies owed, people drifting away.

    At most three steps for each seven days, one a person, those that matter most, shown easiest first. Nobody the
    notes say to keep away from is in it. A step rests on a note unless it rests on a reminder or a birthday alone.

    Raises:
        UsageError: `days` is not between 1 and 365.
    """
    if not 1 <= days <= 365:
        raise UsageError(f"A plan covers 1 to 365 days, not {days!r}. Seven is a good week.")
    rows = _read(book)
    until = rows.today + timedelta(days=days)
    drifting = _drifting(rows)
    candidates = [
        *_from_reminders(rows, book.store.diary.reminders(until=until.isoformat())),
        *_from_birthdays(rows, days),
        *_from_promises(rows),
        *_from_replies_owed(rows),
        *_from_gifts(rows),
        *_from_drifting(rows, drifting, until),
    ]
    most = max(1, ceil(days * _STEPS_A_WEEK / 7))
    return Plan(
        steps=tuple(
            sorted(_best(candidates, most), key=lambda step: (step.size, step.due, step.person or ""))
        ),
        owed_by_me=_owed(rows, "promised_by_me"),
        owed_to_me=_owed(rows, "promised_to_me"),
        drifting=tuple(drifting[:_SHOWN]),
    )


def _read(book: Book) -> _Rows:
    store = book.store
    people = {person.id: person for person in store.people.all() if not person.is_me}
    notes: dict[int, list[Note]] = {}
    by_id: dict[str, Note] = {}
    for note in store.notes.all():
        by_id[note.id] = note
        for person_id in note.person_ids:
            notes.setdefault(person_id, []).append(note)
    bonds = {
        person.id: {standing.bond for standing in standings(person, notes.get(person.id, ()))}
        for person in people.values()
    }
    past = [people[one] for one, found in bonds.items() if Bond.EX in found]
    closed = {one for one, found in bonds.items() if found & _KEEP_AWAY}
    closed |= {one.id for one in people.values() if past and close_kin(one, notes.get(one.id, ()), past)}
    interactions: dict[int, list[Interaction]] = {}
    for interaction in store.diary.interactions():
        interactions.setdefault(interaction.person_id, []).append(interaction)
    birthdays: dict[int, tuple[str, Citation | None]] = {}
    for person_id, day in store.people.birthdays().items():
        birthdays[person_id] = (day, None)
    for person_id, fact in store.facts.facts(kind="birthday"):
        birthdays[person_id] = (birthdays.get(person_id, (fact.value, None))[0], fact.citation)
    return _Rows(
        book.today, people, notes, by_id, interactions, store.facts.ledger(), birthdays, frozenset(closed)
    )


# ---- where steps come from; each with how much it matters, most first -----------------------------------------

_Weighed = tuple[float, Step]


def _from_reminders(rows: _Rows, reminders: Iterable[Reminder]) -> Iterable[_Weighed]:
    for reminder in reminders:
        person = rows.people.get(reminder.person_id) if reminder.person_id is not None else None
        note = rows.by_id.get(reminder.note_id) if reminder.note_id else None
        overdue = reminder.due < rows.today.isoformat()
        why = (
            "You set this aside earlier; today is as good a day."
            if overdue
            else f"You asked to be reminded on {reminder.due}."
        )
        cite = _cite_best(note, person, reminder.text) if note else None
        due = max(reminder.due, rows.today.isoformat())
        yield 5.0, Step(person.name if person else None, reminder.text, why, 2, due, cite)


def _from_birthdays(rows: _Rows, days: int) -> Iterable[_Weighed]:
    for person_id, (value, cite) in rows.birthdays.items():
        person = rows.people.get(person_id)
        day = next_birthday(value, rows.today)
        if person is None or person_id in rows.closed or day is None or (day - rows.today).days > days:
            continue
        why = f"The birthday is on {day.isoformat()}; one line is enough."
        yield (
            4.0,
            Step(
                person.name, f"Wish {first_name(person.name)} a happy birthday", why, 1, day.isoformat(), cite
            ),
        )


def _from_promises(rows: _Rows) -> Iterable[_Weighed]:
    for person_id, entry in rows.ledger:
        person = rows.people.get(person_id)
        if (
            person is None
            or person_id in rows.closed
            or not entry.open
            or entry.direction != "promised_by_me"
        ):
            continue
        why = (
            f"You said so on {entry.date}; a short word about it is welcome too."
            if entry.date
            else "You said you would."
        )
        due = rows.today + timedelta(days=3)
        yield (
            3.5,
            Step(
                person.name,
                f"Keep your word to {first_name(person.name)}: {_short(_PROMISED.sub('', entry.text))}",
                why,
                2,
                due.isoformat(),
                entry.citation,
            ),
        )


def _from_replies_owed(rows: _Rows) -> Iterable[_Weighed]:
    for person_id, notes in rows.notes.items():
        person = rows.people.get(person_id)
        if person is None or person_id in rows.closed:
            continue
        last = notes[-1]
        found = next((s for s in sentences(last.text) if _REPLY_OWED.search(s)), None)
        if found is None or last.person_ids[0] != person_id:
            continue
        cite = Citation(last.id, person.name, last.date, found)
        due = rows.today + timedelta(days=2)
        why = "Your note says that the next word is yours; late is fine."
        yield (
            3.8,
            Step(
                person.name, f"Write {first_name(person.name)} two lines back", why, 2, due.isoformat(), cite
            ),
        )


def _from_gifts(rows: _Rows) -> Iterable[_Weighed]:
    """A thank-you for what somebody did within the last month."""
    since = (rows.today - timedelta(days=31)).isoformat()
    for person_id, entry in rows.ledger:
        person = rows.people.get(person_id)
        if person is None or person_id in rows.closed or entry.direction != "received" or not entry.date:
            continue
        if entry.date >= since:
            due = rows.today + timedelta(days=2)
            why = f"{first_name(person.name)} did something for you on {entry.date}; thanks is a gift back."
            yield (
                2.0,
                Step(
                    person.name,
                    f"Thank {first_name(person.name)} in one line",
                    why,
                    1,
                    due.isoformat(),
                    entry.citation,
                ),
            )


def _from_drifting(rows: _Rows, drifting: Iterable[Drifting], until: date) -> Iterable[_Weighed]:
    by_name = {person.name: person for person in rows.people.values()}
    for place, quiet in enumerate(drifting):
        person = by_name[quiet.person]
        size = (2 if _WARM.search(person.circle or "") else 3) + (quiet.days > 2 * 365)
        what = f"Send {first_name(person.name)} two lines to say hello"
        why = f"The last time was {quiet.last_contact}; people are gladder to hear from us than we expect."
        due = min(until, rows.today + timedelta(days=5))
        yield 1.9 - place / 100, Step(person.name, what, why, size, due.isoformat(), quiet.citation)


def _best(candidates: Iterable[_Weighed], most: int) -> list[Step]:
    """The ones that matter most, one a person; a plan of several always has an easy one in it if there is any."""
    kept: dict[str, Step] = {}
    ranked = sorted(candidates, key=lambda one: (-one[0], one[1].due, one[1].size, one[1].what))
    for _, step in ranked:
        kept.setdefault(fold(step.person or step.what), step)
    chosen = list(kept.values())
    best, rest = chosen[:most], chosen[most:]
    easy = next((step for step in rest if step.size == 1), None)
    if easy and len(best) == most and most > 2 and all(step.size > 1 for step in best):
        best[-1] = easy
    return best


# ---- the lists beside the steps -------------------------------------------------------------------------------


def _owed(rows: _Rows, direction: str) -> tuple[Owed, ...]:
    return tuple(
        Owed(rows.people[person_id].name, entry.text, entry.date, entry.citation)
        for person_id, entry in rows.ledger
        if entry.open and entry.direction == direction and person_id in rows.people
    )


def _drifting(rows: _Rows) -> list[Drifting]:
    """Those quiet for twice their own usual gap or more, warm circles first, then the longest against their rhythm."""
    found: list[tuple[bool, float, Drifting]] = []
    for person_id, contacts in rows.interactions.items():
        person = rows.people.get(person_id)
        dates = sorted(
            {day for day in (_day(one.date) for one in contacts) if day is not None and day <= rows.today}
        )
        if person is None or person_id in rows.closed or not dates:
            continue
        warm = bool(_WARM.search(person.circle or ""))
        if not warm and len(dates) < 2:
            continue  # one meeting is not yet a rhythm that could be lost
        quiet = (rows.today - dates[-1]).days
        usual = _usual_gap(dates, person)
        if quiet >= max(_LEAST_QUIET_DAYS, 2 * usual):
            last = max(contacts, key=lambda one: one.date)
            cite = _cite_best(rows.by_id.get(last.note_id or ""), person, last.text)
            found.append((not warm, -quiet / usual, Drifting(person.name, last.date, quiet, cite)))
    return [drifting for *_, drifting in sorted(found, key=lambda one: (one[0], one[1], one[2].person))]


def _usual_gap(dates: list[date], person: Person) -> float:
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(dates)]
    if len(gaps) >= 2:
        return max(14.0, float(median(gaps)))
    circle = fold(person.circle or "")
    return next((days for word, days in _RHYTHM_DAYS.items() if word in circle), _USUAL_RHYTHM_DAYS)


def next_birthday(value: str, today: date) -> date | None:
    """The next time a birthday comes round: "1980-03-04", "--03-04", "4 March"; None if it says no day."""
    numbers = re.search(r"(?:^|-)([01]?\d)-([0-3]?\d)$", value.strip())
    words = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", "", value))
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", value, re.IGNORECASE)), 0)
    if numbers:
        return _next_time(int(numbers[1]), int(numbers[2]), today)
    return _next_time(month, int(words[1]), today) if words and month else None


def _next_time(month: int, day: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        for shown in (day, 28) if (month, day) == (2, 29) else (day,):
            try:
                found = date(year, month, shown)
            except ValueError:
                continue
            if found >= today:
                return found
            break
    return None


def _cite_best(note: Note | None, person: Person | None, words: str) -> Citation | None:
    """The sentence of a note that shares most words with `words`."""
    if note is None or not sentences(note.text):
        return None
    wanted = set(fold(words).split())
    best = max(sentences(note.text), key=lambda sentence: len(wanted & set(fold(sentence).split())))
    return Citation(note.id, person.name if person else "", note.date, best)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat({4: value + "-01-01", 7: value + "-01"}.get(len(value), value))
    except ValueError:
        return None


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
