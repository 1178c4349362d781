"""iCalendar (RFC 5545): whom one met when. An event with people is an interaction; a series is counted, not unrolled."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.importers.reading.dates import parse_date
from coach.importers.reading.names import looks_like_name, name_from_slug, turned
from coach.importers.reading.private import notes_of
from coach.importers.reading.told_of import told_of
from coach.text import fold, one_line
from coach.types import NoteRecord, Parsed, PersonRecord, Skipped

_LINE = re.compile(r"^([A-Za-z][A-Za-z0-9-]*)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)$")
_CROWD = 25
"""An event with more attendees than this is a conference or a company meeting: nobody was met by it."""


@dataclass
class _Event:
    line: int
    values: dict[str, str] = field(default_factory=dict)
    attendees: list[tuple[str, str]] = field(default_factory=list)  # (name or "", e-mail or "")


def looks_like(text: str) -> bool:
    """Whether a file is a calendar."""
    return re.search(r"^[^\S\n]*BEGIN:VCALENDAR\s*$", text[:20_000], re.IGNORECASE | re.MULTILINE) is not None


def read(text: str, encoding: str) -> Parsed:
    """The attendees with their addresses, and one interaction for each event with people."""
    events: list[_Event] = []
    skipped: list[Skipped] = []
    calendar: dict[str, str] = {}
    for event, problem in _events(text.split("\n"), calendar):
        if problem:
            skipped.append(Skipped(event.line, problem, event.values.get("SUMMARY", "")[:200]))
        else:
            events.append(event)
    if not events and not skipped:
        skipped.append(Skipped(1, "no event was found in this calendar; export it again", text[:200]))
    mine = _own_addresses(events, calendar)
    people: dict[str, PersonRecord] = {}
    notes: list[NoteRecord] = []
    for event in events:
        names = []
        others = [(name, email) for name, email in event.attendees if email.casefold() not in mine]
        for name, email in others if len(others) <= _CROWD else ():
            shown = name or _from_email(email)
            if not shown:
                continue
            names.append(shown)
            contact = {"email": (email,)} if email else {}
            people.setdefault(
                email.casefold() or fold(shown), PersonRecord(name=shown, contact=contact, line=event.line)
            )
        found = list(_notes(event, tuple(dict.fromkeys(names))))
        if not found:
            reason = "it has no date; give it one in the calendar and export it again"
            skipped.append(Skipped(event.line, reason, event.values.get("SUMMARY", "")[:200]))
        notes += found
    return Parsed("ics", encoding, tuple(people.values()), tuple(notes), tuple(skipped))


def _notes(event: _Event, names: tuple[str, ...]) -> Iterator[NoteRecord]:
    day = parse_date(event.values.get("DTSTART", "")[:8] or "") or parse_date(event.values.get("DTSTART", ""))
    if not day:
        return
    summary = one_line(_text(event.values.get("SUMMARY", ""))) or "Meeting"
    place = f"line {event.line}"
    about = (*names, *(name for name in told_of(summary) if name not in names))
    lines = [f"{day}: {summary}"]
    if location := one_line(_text(event.values.get("LOCATION", ""))):
        lines.append(f"Place: {location}")
    if names:
        lines.append(f"With: {', '.join(names)}")
    if rule := event.values.get("RRULE"):
        lines.append(f"Repeats: {_repetition(rule)}")
    hidden = event.values.get("CLASS", "").upper() in {"PRIVATE", "CONFIDENTIAL"}
    for record in notes_of("\n".join(lines), place=place, date=day, private=hidden):
        yield NoteRecord(record.text, day, record.private, about, place, "interaction")
    for record in notes_of(
        _text(event.values.get("DESCRIPTION", ""))[:4000], place=place, date=day, private=hidden
    ):
        yield NoteRecord(record.text, day, record.private, about, place)


def _events(lines: list[str], calendar: dict[str, str]) -> Iterator[tuple[_Event, str]]:
    """(event, what is wrong or ""). What stands outside of events goes into `calendar`."""
    event: _Event | None = None
    inner = 0
    for number, line in _unfolded(lines):
        shaped = _LINE.match(line)
        if shaped is None:
            continue
        name, parameters, value = shaped[1].upper(), shaped[2], shaped[3].strip()
        if name == "BEGIN" and value.upper() == "VEVENT":
            if event is not None:
                yield event, "this event is cut off: its END:VEVENT is missing; export it again"
            event, inner = _Event(number), 0
        elif name == "END" and value.upper() == "VEVENT" and event is not None:
            cancelled = event.values.get("STATUS", "").upper() == "CANCELLED"
            yield event, "it was cancelled, so nobody was met; nothing to do" if cancelled else ""
            event = None
        elif name in ("BEGIN", "END"):
            inner += 1 if name == "BEGIN" else -1
        elif event is None:
            calendar.setdefault(name, value)
        elif inner <= 0 and name in ("ATTENDEE", "ORGANIZER"):
            _add_attendee(event, parameters, value)
        elif inner <= 0:
            event.values.setdefault(name, value)
    if event is not None:
        yield event, "this event is cut off: its END:VEVENT is missing; export it again"


def _unfolded(lines: list[str]) -> Iterator[tuple[int, str]]:
    current, start = "", 0
    for number, line in enumerate(lines, start=1):
        if line[:1] in ("\t", " ") and current:
            current += line[1:]
            continue
        if current:
            yield start, current
        current, start = line, number
    if current:
        yield start, current


def _add_attendee(event: _Event, parameters: str, value: str) -> None:
    found: Mapping[str, str] = {
        name.upper(): shown.strip('"')
        for name, _, shown in (
            piece.partition("=") for piece in re.findall(r";([^;\"]*(?:\"[^\"]*\"[^;\"]*)*)", parameters)
        )
    }
    if (
        found.get("CUTYPE", "").upper() in {"RESOURCE", "ROOM"}
        or found.get("PARTSTAT", "").upper() == "DECLINED"
    ):
        return
    email = re.sub(r"^mailto:", "", value, flags=re.IGNORECASE).strip()
    email = email if "@" in email and " " not in email else ""
    # "Baker, Tom (Acme)": companies put a department or themselves after the name.
    name = turned(re.sub(r"\s*\([^()]*\)$", "", one_line(_text(found.get("CN", "")))))
    entry = (name if name and "@" not in name else "", email)
    if any(entry) and not any(email and email.casefold() == known.casefold() for _, known in event.attendees):
        event.attendees.append(entry)


def _own_addresses(events: list[_Event], calendar: Mapping[str, str]) -> set[str]:
    """The user's addresses: the calendar's name, and who is at nearly every event of several."""
    mine = {calendar.get("X-WR-CALNAME", "").casefold()}
    counted = Counter(email.casefold() for event in events for _, email in event.attendees if email)
    with_people = sum(len(event.attendees) > 1 for event in events)
    return mine | {
        email for email, count in counted.items() if with_people >= 2 and count >= 0.9 * with_people
    }


def _from_email(email: str) -> str:
    name = name_from_slug(re.sub(r"\d+$", "", email.split("@")[0]).lower())
    return name if " " in name and looks_like_name(name) else email


def _repetition(rule: str) -> str:
    parts = dict(piece.partition("=")[::2] for piece in rule.upper().split(";"))
    shown = parts.get("FREQ", "regularly").lower()
    if parts.get("COUNT"):
        return f"{shown}, {parts['COUNT']} times"
    until = parse_date(parts.get("UNTIL", "")[:8])
    return f"{shown}, until {until}" if until else shown


def _text(value: str) -> str:
    return re.sub(r"\\([nN,;\\])", lambda match: "\n" if match[1] in "nN" else match[1], value)
