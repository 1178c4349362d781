"""The days a question means: "last spring", "in the past two weeks", "on 3 May", "since 2019"."""

import re
from datetime import date, timedelta

from coach.text import MONTHS

_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_MONTH = "(?:" + "|".join(MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_ISO_DATE = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?\b")
_MONTH_DATE = re.compile(
    rf"\b(?:(last|this)\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?({_MONTH})\b(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?,?(?:\s+(?:of\s+)?(\d{{4}}))?",
    re.IGNORECASE,
)
_SEASON_DATE = re.compile(
    rf"\b(?:(last|this|the)\s+)?({'|'.join(_SEASONS)})(?:\s+(?:of\s+)?(\d{{4}}))?\b", re.IGNORECASE
)
_YEAR = re.compile(
    r"\b(?:in|since|during|of|from|until|before|after|year)\s+((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "eighteen": 18, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3,
}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_LENGTH = re.compile(
    rf"\b(?:(?P<count>\d+|half a|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})\s+)?(?P<unit>{'|'.join(_DAYS)})s?\b",
    re.IGNORECASE,
)
_LAST_SPAN = re.compile(
    rf"\b(?:in|over|during|within|for)?\s*(?:the )?(?:last|past|previous)\s+(?=\d|{'|'.join(_COUNTS)}\b){_LENGTH.pattern.removeprefix(chr(92) + 'b')}",
    re.IGNORECASE,
)
_FEAST = re.compile(
    r"\b(?:(?P<which>last|this)\s+)?(?P<feast>easter|christmas|new year)(?:\s+(?:of\s+)?(?P<year>\d{4}))?\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(yesterday|(?:last|this)\s+(?:week|month|year))\b", re.IGNORECASE)


def days_of_span(text: str) -> int | None:
    """The first length of time in a text ("two weeks", "half a year") in days; None without one."""
    length = _LENGTH.search(text)
    if length is None:
        return None
    count = (length["count"] or "a").casefold()
    unit = _DAYS[length["unit"].casefold()]
    if count == "half a":
        return unit // 2
    return (int(count) if count.isdigit() else _COUNTS[count]) * unit


def days_in(text: str, today: date) -> tuple[tuple[str, str] | None, str]:
    """The days a text means, ISO, both ends included, and the text without the words that say so."""
    if match := _LAST_SPAN.search(text):
        days = days_of_span(match.group()) or 0
        return ((today - timedelta(days=days)).isoformat(), today.isoformat()), cut(text, match)
    if match := _FEAST.search(text):
        return _feast(match, today), cut(text, match)
    if match := _ISO_DATE.search(text):
        return _span(int(match[1]), int(match[2]), int(match[3] or 0)), cut(text, match)
    if match := _RELATIVE.search(text):
        return _relative(match.group(1).casefold(), today), cut(text, match)
    for match in _MONTH_DATE.finditer(text):
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(match[3].casefold()[:3]))
        plain_word = (
            match[3].casefold() in {"may", "march", "mar", "jan", "dec", "sep"} and not match[3][0].isupper()
        )
        day = int(match[2] or match[4] or 0)
        if plain_word and not (match[5] or day or match[1]):
            continue
        year = int(match[5]) if match[5] else today.year - (month > today.month)
        if match[5] is None and (match[1] or "").casefold() == "last" and month == today.month:
            year -= 1
        return _span(year, month, day), cut(text, match)
    if (match := _SEASON_DATE.search(text)) and (match[1] or match[3]):
        return _season(match, today), cut(text, match)
    if match := _YEAR.search(text):
        year = int(match[1] or match[2])
        return (f"{year}-01-01", f"{year}-12-31"), cut(text, match)
    return None, text


def _season(match: re.Match[str], today: date) -> tuple[str, str]:
    start, end = _SEASONS[match[2].casefold()]
    year = int(match[3]) if match[3] else today.year - (start > today.month)
    if (
        not match[3]
        and (match[1] or "").casefold() == "last"
        and start <= today.month <= (end if end > start else 12)
    ):
        year -= 1
    return _span(year, start)[0], _span(year + (end < start), end)[1]


def _feast(match: re.Match[str], today: date) -> tuple[str, str]:
    """The newest Easter Sunday, Christmas or New Year's Day up to today, or that of the year named."""
    from dateutil.easter import easter  # heavy to import, and needed for nothing else

    def falls(year: int) -> date:
        fixed = {"christmas": date(year, 12, 25), "new year": date(year, 1, 1)}
        return fixed.get(match["feast"].casefold()) or easter(year)

    year = int(match["year"]) if match["year"] else today.year
    day = falls(year) if match["year"] or falls(year) <= today else falls(year - 1)
    return day.isoformat(), day.isoformat()


def _relative(words: str, today: date) -> tuple[str, str]:
    if words == "yesterday":
        day = (today - timedelta(days=1)).isoformat()
        return day, day
    back = words.startswith("last")
    if words.endswith("week"):
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if words.endswith("month"):
        month = today.replace(day=1) - timedelta(days=1 if back else 0)
        return _span(month.year, month.month)
    year = today.year - back
    return f"{year}-01-01", f"{year}-12-31"


def _span(year: int, month: int, day: int = 0) -> tuple[str, str]:
    month = min(max(month, 1), 12)
    if day:
        one = f"{year:04d}-{month:02d}-{min(day, 31):02d}"
        return one, one
    return f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-31"


def cut(text: str, match: re.Match[str]) -> str:
    """A text without what was found in it."""
    return text[: match.start()] + " " + text[match.end() :]
