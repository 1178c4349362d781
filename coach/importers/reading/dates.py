"""Dates as people write them, turned into ISO 8601: a day, a month (`2024-06`) or a year (`2019`).

Day comes before month in `12/06/2024` unless that is impossible. A date that does not exist is no date.
"""

import re
from datetime import date

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar janvier janv enero ene gennaio gen januari janeiro",
            "february feb februar février fevrier févr fevr febrero febbraio februari fevereiro fev",
            "march mar märz maerz mrz mars marzo maart mrt março marco",
            "april apr avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio maj",
            "june jun juni juin junio giugno giu junho",
            "july jul juli juillet juil julio luglio lug julho",
            "august aug août aout agosto ago augustus augusti",
            "september sep sept septembre septiembre settembre set setembro",
            "october oct oktober okt octobre octubre ottobre ott outubro out",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}
"""The number of each month by its name, folded case, in eight languages."""
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b[.,]?\s+(?:the\s+)?"
)
_WORD = r"[^\W\d_]{3,10}"
_SHAPES = (
    r"(?P<y1>\d{4})(?P<sep>[-/.])(?P<m1>\d{1,2})(?:(?P=sep)(?P<d1>\d{1,2}))?(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\d])",
    r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}|\d{2})(?!\d)",
    rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th|\.|º)?[\s-]+(?:of\s+|de\s+)?(?P<w3>{_WORD})\.?,?(?:[\s-]+(?:de\s+)?|(?<=\.))"
    r"(?P<y3>\d{4}|\d{2}(?![\d:]))(?!\d)",
    rf"(?P<w4>{_WORD})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})(?!\d)",
    rf"(?P<w5>{_WORD})\.?,?\s+(?P<y5>\d{{4}})(?!\d)",
    r"(?P<y6>(?:19|20)\d{2})(?P<m6>[01]\d)(?P<d6>[0-3]\d)(?!\d)",
)
_WITHOUT_YEAR = (
    rf"(?P<d7>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?(?P<w7>{_WORD})\b",
    rf"(?P<w8>{_WORD})\s+(?P<d8>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:h]\d)",
)
_ANY = [re.compile(rf"(?<![\w])(?:{shape})", re.IGNORECASE) for shape in _SHAPES]
_ANY_WITHOUT_YEAR = [re.compile(rf"(?<![\w])(?:{shape})", re.IGNORECASE) for shape in _WITHOUT_YEAR]
_BEFORE = re.compile(
    rf"(?:[-*+•]\s+|\d{{1,3}}[.)]\s+(?!{_WORD}\.?,? \d{{4}})|>\s?|\[[ xX]\]\s+|[*_~`]|\[\[|[(\[\"|@]|#{{1,6}}\s+|\s)*(?:(?:on|date:)\s+)?(?:{_WEEKDAY})?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[)\]\"*_~`]*+(?=$|[\s:,;.|–—-])")
_DIGIT = re.compile(r"\d")
_YEAR_ONLY = re.compile(r"((?:19|20)\d{2})(?=\s*(?:$|[:–—]|-\s))")


def date_at_start(line: str, year: int | None = None) -> tuple[str, int] | None:
    """The date a line begins with, after bullets, quotes, emphasis and a weekday, and where it ends.

    Args:
        line: one line as written.
        year: the year of the section, for "12 June" without one.
    """
    if not _may_begin_with_date(line):
        return None
    before = _BEFORE.match(line)
    start = before.end() if before else 0
    for patterns in (_ANY, _ANY_WITHOUT_YEAR if year else ()):
        for pattern in patterns:
            match = pattern.match(line, start)
            after = match and _AFTER.match(line, match.end())
            if match and after and (found := _iso(match, year)):
                return found, after.end()
    only = _YEAR_ONLY.match(line, start)
    return (only[1], only.end()) if only else None


def date_in(text: str, year: int | None = None) -> str | None:
    """The first date anywhere in a heading or a file name; a year alone only if it is all there is."""
    for patterns in (_ANY, _ANY_WITHOUT_YEAR if year else ()):
        for pattern in patterns:
            for match in pattern.finditer(text):
                if found := _iso(match, year):
                    return found
    bare = text.strip(" #*_[]()")
    return bare if _YEAR_ONLY.fullmatch(bare) else None


def date_span(text: str) -> tuple[int, int] | None:
    """Where the first date of a heading stands."""
    for pattern in _ANY:
        for match in pattern.finditer(text):
            if _iso(match, None):
                return match.span()
    return None


def month_before_day(value: str) -> str:
    """An American date as the rest of the world writes it: 12/31/1999 -> 31/12/1999."""
    return re.sub(r"^(\d{1,2})/(\d{1,2})/", r"\2/\1/", value)


def parse_date(value: str) -> str | None:
    """A whole field as a date: `7-Feb-22`, `07 Feb 2022`, `20220207`, `2/7/22`, `--05-03` (a birthday without its year)."""
    text = value.strip().strip("[]\"'")
    if not text or len(text) > 60:
        return None
    # iPhones write a birthday without its year in 1604.
    yearless = re.fullmatch(r"(?:-{0,3}|1604-?)(\d{2})-?(\d{2})", text)
    if yearless:
        # A leap year, so that 29 February is a day.
        return f"--{yearless[1]}-{yearless[2]}" if _day(2000, int(yearless[1]), int(yearless[2])) else None
    return date_in(text)


def parse_birthday(value: str) -> str | None:
    """A whole field as a birthday: as `parse_date`, but never in a year to come: 3/5/54 was in 1954."""
    found = parse_date(value)
    if found is None or found.startswith("--") or int(found[:4]) <= date.today().year:
        return found
    return f"{int(found[:4]) - 100}{found[4:]}"


def _may_begin_with_date(line: str) -> bool:
    # Most lines of most notes begin with a plain word; they are sent away before any pattern is tried.
    return _DIGIT.search(line, 0, 40) is not None


def _iso(match: re.Match[str], year: int | None) -> str | None:
    found = {name[0]: text for name, text in match.groupdict().items() if text and name != "sep"}
    month = MONTHS.get(found["w"].casefold()) if "w" in found else int(found["m"])
    if month is None:
        return None
    full_year = _full_year(found["y"]) if "y" in found else year
    if full_year is None or not 1880 <= full_year <= 2199:
        return None
    if "d" not in found:
        return f"{full_year:04d}-{month:02d}" if 1 <= month <= 12 else None
    day = int(found["d"])
    if match.groupdict().get("d2") and month > 12 >= day:
        day, month = month, day
    return _day(full_year, month, day)


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < 70 else 1900)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
