"""Where the steps of a plan come from: reminders, birthdays, promises, replies owed, thanks, first meetings, quiet friends,
and goals.

Each source says what, why, how brave, and what the same step is when it is made smaller.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.people.days import as_day, days_in
from coach.people.names import first_name
from coach.skills.plan.ladder import HIGHEST
from coach.skills.plan.quiet import is_warm
from coach.skills.plan.rows import PlanRows, cite_best
from coach.skills.plan.step import Drifting
from coach.text import MONTHS, sentences
from coach.types import Citation, LedgerEntry, Person

_EASED_AFTER_DAYS = 7
_LONG_AGO_DAYS = 365
_VERY_QUIET_DAYS = 2 * 365
_FIRST_MEETING_DAYS = 21
_PROMISED = re.compile(
    r"^\W*(?:\d{4}-\d\d-\d\d\W*)?(?:and\s+)?I\s+(?:have\s+)?(?:promised|said\s+I\s+would|offered)\s+(?:(?:her|him|them|[A-Z][\w'’-]+)\s+(?=to\b))?to\s+",
    re.IGNORECASE,
)
_REPLY_OWED = re.compile(
    r"\b(?:have(?:n['’]t|\s+not)|did(?:n['’]t|\s+not)|never|still\s+(?:have|need)\s+to|must|should)\s+"
    r"(?:yet\s+)?(?:answer(?:ed)?|repl(?:y|ied)|wr(?:ite|ote|itten)\s+back|call(?:ed)?\s+back)\b|"
    r"\bowe\s+(?:her|him|them)\s+(?:an?\s+)?(?:answer|reply|letter|call|e-?mail)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    """A step that might go into the plan. `basis` makes it this step and no other; `smaller` is its easiest form.

    A `duty` was asked for by the user or is owed, and is made smaller only when it has been waiting.
    """

    weight: float
    kind: str
    person: Person | None
    basis: str
    what: str
    why: str
    size: int
    due: date
    citation: Citation | None
    smaller: str
    duty: bool = True
    waiting: bool = False


def candidates(
    rows: PlanRows, days: int, quiet: Sequence[tuple[int, Drifting]], rung: int
) -> Iterator[Candidate]:
    """Every step there is a reason for within so many days."""
    until = rows.today + timedelta(days=days)
    yield from _from_reminders(rows, until)
    yield from _from_birthdays(rows, until)
    yield from _from_promises(rows)
    yield from _from_replies_owed(rows)
    yield from _from_gifts(rows)
    yield from _from_first_meetings(rows)
    yield from _from_quiet(rows, quiet, until, rung)
    yield from _from_goals(rows, until)


def _from_reminders(rows: PlanRows, until: date) -> Iterator[Candidate]:
    for reminder in rows.reminders:
        due = as_day(reminder.due) or rows.today
        if due > until:
            continue
        person = rows.people.get(reminder.person_id) if reminder.person_id is not None else None
        note = rows.by_id.get(reminder.note_id) if reminder.note_id else None
        why = (
            "You set this aside earlier; today is as good a day."
            if due < rows.today
            else f"You asked to be reminded on {reminder.due}."
        )
        yield Candidate(
            5.0, "reminder", person, str(reminder.id), reminder.text, why, 2, max(due, rows.today),
            cite_best(note, person, reminder.text), f"Five minutes towards this, no more: {reminder.text}",
            waiting=(rows.today - due).days >= _EASED_AFTER_DAYS,
        )  # fmt: skip


def _from_birthdays(rows: PlanRows, until: date) -> Iterator[Candidate]:
    for person_id, (value, cite) in rows.birthdays.items():
        person, day = rows.open_to(person_id), next_birthday(value, rows.today)
        if person is not None and day is not None and day <= until:
            what = f"Wish {first_name(person.name)} a happy birthday"
            why = f"The birthday is on {day.isoformat()}; one line is enough."
            yield Candidate(4.0, "birthday", person, f"{person.id} {day.year}", what, why, 1, day, cite, what)


def _from_promises(rows: PlanRows) -> Iterator[Candidate]:
    """Promises of the user's; one with a day of its own is due on it, and one of years ago matters less."""
    for person_id, entry in rows.entries("promised_by_me"):
        if not entry.open:
            continue
        person = rows.people[person_id]
        said = as_day(entry.date or "")
        named = [one.due for one in days_in(entry.text, said)] if said else []
        due = next((day for day in named if day >= rows.today), rows.today + timedelta(days=3))
        old = said is not None and (rows.today - said).days > _LONG_AGO_DAYS
        why = (
            f"You said so on {entry.date}; a short word about it is welcome too."
            if said
            else "You said you would."
        )
        words = _short(_PROMISED.sub("", entry.text))
        yield Candidate(
            3.2 if old else 3.5, "promise", person, _basis(entry),
            f"Keep your word to {first_name(person.name)}: {words}", why, 2, due, entry.citation,
            f"One line to {first_name(person.name)}, that you have not forgotten: {words}",
            waiting=bool(named) and max(named) < rows.today,
        )  # fmt: skip


def _from_replies_owed(rows: PlanRows) -> Iterator[Candidate]:
    for person_id, notes in rows.notes.items():
        person, last = rows.open_to(person_id), notes[-1]
        found = next((one for one in sentences(last.text) if _REPLY_OWED.search(one)), None)
        if person is None or found is None or last.person_ids[0] != person_id:
            continue
        first = first_name(person.name)
        cite = Citation(last.id, person.name, last.date, found)
        why = "Your note says that the next word is yours; late is fine."
        yield Candidate(
            3.8, "reply", person, last.id, f"Write {first} two lines back", why, 2,
            rows.today + timedelta(days=2), cite, f"Write only the first line of an answer to {first}",
        )  # fmt: skip


def _from_gifts(rows: PlanRows) -> Iterator[Candidate]:
    """A thank-you for what somebody did within the last month."""
    since = (rows.today - timedelta(days=31)).isoformat()
    for person_id, entry in rows.entries("received"):
        if entry.date and entry.date >= since:
            person = rows.people[person_id]
            what = f"Thank {first_name(person.name)} in one line"
            why = f"{first_name(person.name)} did something for you on {entry.date}; thanks is a gift back."
            due = rows.today + timedelta(days=2)
            yield Candidate(2.0, "thanks", person, _basis(entry), what, why, 1, due, entry.citation, what)


def _from_first_meetings(rows: PlanRows) -> Iterator[Candidate]:
    """A line to somebody met for the first time in the last weeks, before it goes cold."""
    for person_id, contacts in rows.interactions.items():
        person, days = rows.open_to(person_id), rows.days_of(person_id)
        if person is None or len(days) != 1 or not 0 < (rows.today - days[0]).days <= _FIRST_MEETING_DAYS:
            continue
        if any(note.date and note.date < days[0].isoformat() for note in rows.notes.get(person_id, ())):
            continue
        first = first_name(person.name)
        cite = cite_best(rows.by_id.get(contacts[0].note_id or ""), person, contacts[0].text)
        why = f"You met on {days[0].isoformat()}, and a line soon after is easier than one much later."
        yield Candidate(
            2.5, "follow_up", person, f"{person.id} {days[0]}", f"Write {first} a line after your first meeting",
            why, 2, rows.today + timedelta(days=2), cite,
            f"Note one thing that you would like to ask {first} next time", duty=False,
        )  # fmt: skip


def _from_quiet(
    rows: PlanRows, quiet: Sequence[tuple[int, Drifting]], until: date, rung: int
) -> Iterator[Candidate]:
    """A hello; to the one who matters most as brave a one as the user's rung allows."""
    for place, (person_id, who) in enumerate(quiet):
        person = rows.people[person_id]
        first, warm = first_name(person.name), is_warm(person)
        base = 2 if warm else 3 + (who.days > _VERY_QUIET_DAYS)
        forms = [f"Send {first} two lines to say hello"]
        if place == 0:
            forms += [f"Send {first} a hello with one question", f"Ask {first} for a short call or a coffee"]
        braver = min(max(0, rung - base), len(forms) - 1, HIGHEST - base)
        why = f"The last time was {who.last_contact}; people are gladder to hear from us than we expect."
        if who.days > _VERY_QUIET_DAYS:
            why += " A line to somebody you write to anyway makes a good warm-up."
        yield Candidate(
            1.9 - place / 1000, "hello", person, f"{person_id} {who.last_contact}", forms[braver], why, base + braver,
            min(until, rows.today + timedelta(days=5)), who.citation,
            f"Say hello to {first} on paper first: two lines, and sending them can wait", duty=False,
        )  # fmt: skip


def _from_goals(rows: PlanRows, until: date) -> Iterator[Candidate]:
    """Once a month for the goal that is due soonest: one person to tell. Its words stand in no title, for calendars."""
    for goal in sorted(rows.goals, key=lambda goal: goal.due or "9999")[:1]:
        who = "one person close to you" if goal.public == "close" else "one person"
        why = f"Nobody can help with what they do not know: “{_short(goal.text)}”. One is enough."
        yield Candidate(
            1.5, "goal", None, f"{goal.id} {rows.today:%Y-%m}", f"Choose {who} to tell about your goal", why, 3,
            min(until, rows.today + timedelta(days=6)), None, "Say your goal aloud once, to nobody", duty=False,
        )  # fmt: skip


def eased(one: Candidate, rung: int) -> Candidate:
    """The step as this user takes it now: its easiest form where the whole would be too much."""
    too_brave = one.size > rung and (not one.duty or rung == 1)
    if not too_brave and not one.waiting:
        return one
    return replace(one, what=one.smaller, size=1)


def _basis(entry: LedgerEntry) -> str:
    return f"{entry.citation.note_id if entry.citation else entry.person} {entry.text}"


def _short(text: str, most: int = 120) -> str:
    line = text.rstrip(" .")
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


# ---- birthdays ------------------------------------------------------------------------------------------------


def next_birthday(value: str, today: date) -> date | None:
    """The next time a birthday comes round: "1980-03-04", "--03-04", "4 March"; None if it says no day."""
    numbers = re.search(r"(?:^|-)([01]?\d)-([0-3]?\d)$", value.strip())
    words = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b", re.sub(r"\b\d{4}\b", "", value))
    month = next(
        (n for n, name in enumerate(MONTHS, 1) if re.search(rf"\b{name[:3]}", value, re.IGNORECASE)), 0
    )
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
