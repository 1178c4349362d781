"""Dates as people say them: "after the 20th", "next Tuesday", "before Christmas", resolved against one day.

Knows English and nothing of people or the book. Where a phrase allows several days, the rule is written beside it,
and it errs on the side of reminding early.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_WORDS = ("a an one", "two couple", "three few", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate(_NUMBER_WORDS, 1) for word in words.split()}
_DAY_NAME = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
_MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)\b)?"
_PART = r"(?:(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+)"
_SIDE = r"(?P<side>\b(?:not\s+before|no\s+later\s+than|before|by|until|till|after|from|on)\s+)?(?:the\s+)?"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})(?:\s+of)?"
_AHEAD = re.compile(
    r"(?:not before|no later than|before|by|until|till|after|from|in|within|next|this|tomorrow|tonight|today|end|"
    r"the day after|the end|at the weekend)\b"
)
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?\b"


@dataclass(frozen=True)
class Day:
    """A day a text names. `text[start:end]` is the phrase; `sure` means that it can only lie ahead."""

    start: int
    end: int
    due: date
    sure: bool


def days_in(text: str, today: date) -> list[Day]:
    """Every day `text` names, left to right, as the day on which to think of it.

    "after" means the day after, "before" the day before; "by" and "on" the day itself. A day or month without a
    year is the next one to come. "Next Tuesday" is the Tuesday of the week after this one; "Tuesday" and "this
    Tuesday" the first one after today. A month or season means its first day, its "end" the last.
    """
    found: list[Day] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < day.end and day.start < match.end() for day in found):
                continue
            day = resolve(match, today)
            if day is not None:
                sided = _on_its_side(match, day, today)
                found.append(Day(match.start(), match.end(), sided, _is_sure(match)))
    return sorted(found, key=lambda day: day.start)


def as_day(value: str) -> date | None:
    """A date of the book as a day: a month or a year alone is its first day; None if it is no date."""
    try:
        return date.fromisoformat({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))
    except ValueError:
        return None


def _on_its_side(match: re.Match[str], day: date, today: date) -> date:
    side = " ".join((match.groupdict().get("side") or "").casefold().split())
    if side == "after":
        return day + timedelta(days=1)
    if side == "before":
        return max(today, day - timedelta(days=1))
    return day


def _is_sure(match: re.Match[str]) -> bool:
    words = match.group().casefold()
    return _AHEAD.match(words) is not None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(match: re.Match[str], today: date) -> date | None:
    return _safe(int(match["year"]), int(match["month"]), int(match["day"]))


def _day_and_month(match: re.Match[str], today: date) -> date | None:
    month = _month_number(match["month"])
    if match["year"]:
        return _safe(int(match["year"]), month, int(match["day"]))
    this_year = _safe(today.year, month, int(match["day"]))
    if this_year is not None and this_year >= today:
        return this_year
    return _safe(today.year + 1, month, int(match["day"]))


def _day_alone(match: re.Match[str], today: date) -> date | None:
    year, month = today.year, today.month
    for _ in range(3):  # the 31st may be two months away
        found = _safe(year, month, int(match["day"]))
        if found is not None and found > today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _day_of_next_month(match: re.Match[str], today: date) -> date | None:
    first = _add_months(today.replace(day=1), 1)
    return _safe(first.year, first.month, int(match["day"]))


def _weekday(match: re.Match[str], today: date) -> date | None:
    wanted = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(match["weekday"].casefold()[:3]))
    ahead = (wanted - today.weekday()) % 7 or 7
    which = (match["which"] or "").casefold()
    if which == "next":
        return today + timedelta(days=7 - today.weekday() + wanted)
    if "week" in (match.groupdict().get("after_week") or "").casefold():
        return today + timedelta(days=ahead + 7)
    return today + timedelta(days=ahead)


def _after_some(match: re.Match[str], today: date) -> date | None:
    count = match["count"].casefold()
    number = int(count) if count.isdigit() else _NUMBERS[count]
    unit = match["unit"].casefold()
    if unit in {"month", "year"}:
        return _add_months(today, number * (12 if unit == "year" else 1))
    return today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _next_unit(match: re.Match[str], today: date) -> date | None:
    unit = match["unit"].casefold()
    if unit == "week":
        return today + timedelta(days=7 - today.weekday())
    if unit == "weekend":
        return today + timedelta(days=12 - today.weekday())
    if unit == "month":
        return _add_months(today.replace(day=1), 1)
    return date(today.year + 1, 1, 1)


def _end_of_unit(match: re.Match[str], today: date) -> date | None:
    unit = match["unit"].casefold()
    if unit == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if unit == "month":
        return _add_months(today.replace(day=1), 1) - timedelta(days=1)
    return date(today.year, 12, 31)


def _month(match: re.Match[str], today: date) -> date | None:
    month = _month_number(match["month"])
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    first = date(year, month, 1)
    part = (match["part"] or "").casefold()
    if "mid" in part:
        return first.replace(day=15)
    if "late" in part or "end" in part:
        return _add_months(first, 1) - timedelta(days=1 if "end" in part else 8)
    return max(first, today)


def _season(match: re.Match[str], today: date) -> date | None:
    season = match["season"].casefold()
    month = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    first = date(today.year, month, 1)
    return first if first > today else date(today.year + 1, month, 1)


def _feast(match: re.Match[str], today: date) -> date | None:
    name = match["feast"].casefold()
    for year in (today.year, today.year + 1):
        if "eve" in name:
            day = date(year, 12, 31) if "new" in name else date(year, 12, 24)
        elif "new" in name:
            day = date(year, 1, 1)
        elif "easter" in name:
            day = _easter(year)
        elif "thanksgiving" in name:
            november = date(year, 11, 1)
            day = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
        elif "valentine" in name:
            day = date(year, 2, 14)
        elif "halloween" in name:
            day = date(year, 10, 31)
        else:
            day = date(year, 12, 25)
        if day >= today:
            return day
    return None


def _easter(year: int) -> date:
    """Western Easter (the anonymous Gregorian computus, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if name.casefold().startswith(month))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        found = _safe(year, month + 1, last)
        if found is not None and last <= day.day:
            return found
    return date(year, month + 1, 28)


def _rules() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]]:
    def rule(
        pattern: str, resolve: Callable[[re.Match[str], date], date | None]
    ) -> tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]:
        return re.compile(pattern, re.IGNORECASE), resolve

    yield rule(_SIDE + r"(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b", _written)
    yield rule(_SIDE + r"\b(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>20\d\d)\b", _written)
    yield rule(_SIDE + rf"\b{_DAY}\s+(?:of\s+)?{_MONTH_NAME}{_YEAR}", _day_and_month)
    yield rule(_SIDE + rf"\b{_MONTH_NAME}\s+(?:the\s+)?{_DAY}(?!\d){_YEAR}", _day_and_month)
    yield rule(_SIDE + r"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?next\s+month\b", _day_of_next_month)
    yield rule(
        r"\b(?P<side>before|by|until|till|after|over|at|for)?\s*\b"
        r"(?P<feast>christmas eve|christmas|xmas|new year'?s eve|new year(?:'?s)?(?:\s+day)?|easter|thanksgiving|"
        r"valentine'?s(?:\s+day)?|halloween|the holidays)\b",
        _feast,
    )
    yield rule(r"\bthe day after tomorrow\b", lambda _, today: today + timedelta(days=2))
    yield rule(_SIDE + r"\btomorrow\b", lambda _, today: today + timedelta(days=1))
    yield rule(r"\b(?:tonight|this (?:evening|afternoon)|today)\b", lambda _, today: today)
    yield rule(
        rf"\b(?:in|within)\s+(?:about\s+|around\s+)?(?:the\s+next\s+)?(?:a\s+)?{_COUNT}\s+{_UNIT}",
        _after_some,
    )
    yield rule(rf"\b(?:a\s+)?{_COUNT}\s+{_UNIT}\s+(?:from now|from today)\b", _after_some)
    yield rule(
        _SIDE + rf"\b(?P<which>next|this|coming)?\s*\b{_DAY_NAME}(?P<after_week>\s+(?:after next|week)\b)?",
        _weekday,
    )
    yield rule(
        r"\bthis weekend\b|\bat the weekend\b",
        lambda _, today: today + timedelta(days=(5 - today.weekday()) % 7),
    )
    yield rule(r"\b(?:later )?this (?P<unit>week|month|year)\b", _end_of_unit)
    yield rule(_SIDE + r"\bend of (?:the |this )?(?P<unit>week|month|year)\b", _end_of_unit)
    yield rule(_SIDE + r"\b(?:early |some ?time )?next (?P<unit>week|weekend|month|year)\b", _next_unit)
    yield rule(
        rf"\b(?P<side>in|by|before|until|till|after|from)\s+(?:{_PART})?{_MONTH_NAME}(?:\s+(?P<year>20\d\d))?(?!\s+\d)",
        _month,
    )
    yield rule(rf"\b{_PART}{_MONTH_NAME}(?:\s+(?P<year>20\d\d))?", _month)
    yield rule(r"\b(?:in|by|until|next)\s+(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\b", _season)
    yield rule(
        r"(?P<side>\b(?:not before|before|by|until|till|after|from|on)\s+)?the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
        r"(?!\s+(?:floor|century|time|row|street|avenue|birthday|year|grade|edition))",
        _day_alone,
    )


_RULES = tuple(_rules())
