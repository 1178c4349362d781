"""When the user can meet, in the words of an invitation, and whether that is a time for lunch."""

import re

from coach.skills.draft.typed import days_in_full

_CLOCK = re.compile(
    r"\b(?:(?P<bound>before|after|until|till|from|at)\s+)?(?P<hour>\d{1,2})(?P<minute>[:.]\d\d)?(?:\s*(?P<half>[ap])\.?m\b)?",
    re.IGNORECASE,
)


def one_of(free: str) -> str:
    """What the user wrote of their free times, as one time of it: "Tuesdays and Thursdays before 11" -> "on a Tuesday or Thursday before 11"."""
    days = re.sub(r"(\w*(?:day|time|morning|afternoon|evening|weekend))s\b", r"\1", free, flags=re.IGNORECASE)
    days = days_in_full(days)
    days = re.sub(r"^(?:Weekday|Weekend|Lunchtime|Morning|Afternoon|Evening)\b", lambda m: m[0].lower(), days)
    days = re.sub(r",\s*(?=in the\b)", " ", days)
    if not re.search(r"(?<!\d) (?:to|through) ", days):
        days = re.sub(r"\s*(?:,\s*(?:and\b|or\b)?|\band\b(?!\s*\d)|&|/|\+)\s*", " or ", days)
    elif not re.match(r"any", days, re.IGNORECASE):
        days = f"day from {days}"
    return f"on {days[0].lower()}{days[1:]}" if re.match(r"any", days, re.IGNORECASE) else f"on a {days}"


def leaves_lunch(time: str) -> bool:
    """Whether lunch fits into a time; into one that names neither an hour nor a part of the day it does."""
    if re.search(r"\b(?:lunch\w*|noon|midday)\b", time, re.IGNORECASE):
        return True
    for clock in _CLOCK.finditer(time):
        if clock["bound"] or clock["minute"] or clock["half"]:
            hour = int(clock["hour"]) + (12 if clock["half"] in {"p", "P"} and int(clock["hour"]) < 12 else 0)
            bound = (clock["bound"] or "at").casefold()
            if bound in {"before", "until", "till"}:
                return hour > 12
            return hour <= 12 if bound in {"after", "from"} else 11 <= hour <= 13
    return not re.search(r"\b(?:mornings?|afternoons?|evenings?)\b", time, re.IGNORECASE)
