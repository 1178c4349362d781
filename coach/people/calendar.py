"""A calendar file of the user's own (RFC 5545). Nobody is invited by it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class Entry:
    """One entry: a whole day, or an hour from `start` on. `uid` keeps it one entry when the file is opened again."""

    uid: str
    summary: str
    day: date
    start: datetime | None = None
    description: str = ""
    tentative: bool = False
    reminds: bool = False  # rings in the morning


def calendar(entries: Iterable[Entry], today: date) -> bytes:
    """The entries as one file, lines folded at 75 octets, UTF-8."""
    stamp = datetime.combine(today, time(12), tzinfo=UTC)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//networking-coach//EN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", f"UID:{entry.uid}@networking-coach", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"]
        lines += _times(entry)
        lines += ["STATUS:TENTATIVE"] if entry.tentative else []
        lines += [f"TRANSP:{'OPAQUE' if entry.start or entry.tentative else 'TRANSPARENT'}"]
        lines += [f"SUMMARY:{escaped(entry.summary)}"]
        lines += [f"DESCRIPTION:{escaped(entry.description)}"] if entry.description else []
        if entry.reminds:
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(entry.summary)}", "TRIGGER:PT9H", "END:VALARM"]  # fmt: skip
        lines += ["END:VEVENT"]
    lines += ["END:VCALENDAR"]
    return ("\r\n".join(folded(line) for line in lines) + "\r\n").encode("utf-8")


def _times(entry: Entry) -> list[str]:
    if entry.start is not None:
        end = entry.start + timedelta(hours=1)
        return [f"DTSTART:{entry.start:%Y%m%dT%H%M%S}", f"DTEND:{end:%Y%m%dT%H%M%S}"]
    after = entry.day + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def escaped(text: str) -> str:
    """A value on one line with its signs escaped, as calendars and cards are written (RFC 5545, 3.3.11; RFC 6350, 3.4)."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return re.sub(r"\r\n|\r|\n", r"\\n", marked)


def folded(line: str) -> str:
    """At most 75 octets a line (RFC 5545, 3.1; RFC 6350, 3.2), never through the middle of a letter."""
    pieces, current, octets = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if octets + width > 73:
            pieces.append(current)
            current, octets = "", 0
        current, octets = current + letter, octets + width
    return "\r\n ".join([*pieces, current])
