"""Days and dates: which ones the notes and the user's words hold, and so which ones a message may name."""

import re
from datetime import date, timedelta

from cases import Case

TODAY = date(2026, 11, 23)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?")
_DAY_MONTH = re.compile(r"\b(\d{1,2}) ([a-z]{3})[a-z]*\.?(?: (\d{4}))?", re.IGNORECASE)


def dates_in(text: str) -> tuple[date, ...]:
    """The days written out in a text; a day and month without a year is the next one from today."""
    found = []
    for year, month, day in _ISO.findall(text):
        if 1 <= int(month) <= 12:
            found.append(_day(int(year), int(month), int(day or 1)))
    for day, month, year in _DAY_MONTH.findall(text):
        number = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(month.lower())), None)
        if number:
            found.append(_day(int(year) if year else TODAY.year, number, int(day)))
    return tuple(one for one in found if one)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def namable(text: str) -> frozenset[str]:
    """Weekdays, months, years and days of the month that a writer who rests on this text may name."""
    lowered = text.lower()
    names = {name for name in (*WEEKDAYS, *MONTHS) if name in lowered}
    days = [*dates_in(text)]
    for at, name in enumerate(WEEKDAYS):
        if name in lowered:
            days += [one for ahead in range(15) if (one := TODAY + timedelta(days=ahead)).weekday() == at]
    for one in days:
        names |= {WEEKDAYS[one.weekday()], MONTHS[one.month - 1], str(one.year), str(one.day)}
    return frozenset(names)


def in_recent_notes(case: Case, within_days: int) -> bool:
    """Whether the last dated note on the recipient is that fresh, so that "the other day" can be true."""
    notes = case.recipient.text if case.recipient else ""
    days = [one for one in dates_in(notes) if one <= TODAY]
    return bool(days) and (TODAY - max(days)).days <= within_days
