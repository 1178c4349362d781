"""Times that a sentence says: "since March 2020", "until 2021", "from 2015 to 2018", "in June 2024"."""

import re

from coach.importers.reading.dates import MONTHS

_DATE = r"(?:(?P<{0}iso>\d{{4}}-\d{{2}}(?:-\d{{2}})?)|(?:(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+)?(?P<{0}month>[A-Za-zä-ûç]{{3,10}})\.?\s+(?P<{0}year>\d{{4}})|(?:(?:early|late|mid|spring|summer|autumn|fall|winter|the|about|around)[ -]+)*(?P<{0}only>(?:19|20)\d{{2}}))\b"
_SINCE = re.compile(r"\b(?:since|seit|depuis|desde|dal|from)\s+" + _DATE.format("a"), re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|through|bis|jusqu'en|jusqu’en|hasta|fino al|até|to)\s+" + _DATE.format("a"),
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:from\s+)?" + _DATE.format("a") + r"\s*(?:to|until|till|[-–—])\s*" + _DATE.format("b"),
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|on|as of|per)\s+" + _DATE.format("a"), re.IGNORECASE)


def times_in(sentence: str) -> tuple[str | None, str | None]:
    """(since, until) as far as a sentence says so, each `2020`, `2020-03` or `2020-03-12`."""
    both = _FROM_TO.search(sentence)
    if both and not re.match(r"\d{4}-\d{2}", both.group()):
        start, end = _read(both, "a"), _read(both, "b")
        if start and end and start[:4] <= end[:4]:
            return start, end
    since, until, within = _SINCE.search(sentence), _UNTIL.search(sentence), _IN.search(sentence)
    began = _read(since, "a") if since else None
    if began is None and until is None and within:
        began = _read(within, "a")
    return began, _read(until, "a") if until else None


def _read(match: re.Match[str], prefix: str) -> str | None:
    if match[f"{prefix}iso"]:
        return match[f"{prefix}iso"]
    if match[f"{prefix}only"]:
        return match[f"{prefix}only"]
    month = MONTHS.get(match[f"{prefix}month"].casefold())
    if month is None:
        # "in school 2019": the year alone is sure.
        return match[f"{prefix}year"]
    day = match[f"{prefix}day"]
    return f"{match[f'{prefix}year']}-{month:02d}" + (f"-{int(day):02d}" if day else "")
