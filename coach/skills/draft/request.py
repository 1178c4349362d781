"""What is asked of a draft, checked at the door: purpose, channel, tone, sizes, and the time frame."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coach.errors import EmptyInput, TooLarge, UsageError
from coach.guard.languages import language_named, languages
from coach.skills.draft.manners import Manner
from coach.skills.draft.typed import days_in_full, with_capitals
from coach.text import fold, one_line

PURPOSES = (
    "lunch_invite", "thank_you", "follow_up", "reconnect", "intro_request", "share_goal", "congratulate", "decline", "reply",
)  # fmt: skip
CHANNELS = ("email", "linkedin_note", "linkedin_message", "text")
TONES = ("warm", "plain", "formal")
MOST_CHARACTERS = 20_000
MOST_LINE = 600

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_NUMBER = {name[:length]: at for at, name in enumerate(_MONTHS, 1) for length in (3, len(name))} | {
    "sept": 9
}
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2})[:.](\d{2}))?")
_CLOCK = re.compile(
    r"\b(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)\b|\b(?:at\s+)?(\d{1,2})[:.](\d{2})\b", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([A-Za-z]{3,9})\b(?:,?\s+(\d{4}))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4}))?", re.IGNORECASE)
_GONE = re.compile(r"\b(?:yesterday|last\s+(?:week|month|year|night|\w+day)|ago)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DraftRequest:
    """One wish for a message. `line` is kept word for word; `message` is theirs, to be replied to.

    `leave_out`, `mention` and `brief` come from later wishes ("leave out the dog", "mention the book", "shorter").
    `about` is how the two know each other, in the user's words ("neighbour", "we met at the gym").
    `manner` is how the ask is put; empty is the usual way between careful and brave.
    `language` is what it is to be in; empty is what the notes say of the recipient, else English.
    `heard` are lines of the notes as the writer told them: kind, note id, verbatim quote and the words said to them.
    """

    to: str
    purpose: str
    channel: str = "email"
    tone: str = "warm"
    line: str | None = None
    ask: str | None = None
    when: str | None = None
    message: str | None = None
    leave_out: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    brief: bool = False
    manner: Manner = ""
    about: str | None = None
    language: str = ""
    heard: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class When:
    """A time frame: how to say it in a sentence, and the day and hour if there is one."""

    phrase: str
    day: date | None = None
    start: datetime | None = None


def checked(request: DraftRequest) -> DraftRequest:
    """The request with its texts stripped.

    Raises:
        UsageError: an unknown purpose, channel, tone or language.
        EmptyInput: no recipient.
        TooLarge: a text over its limit.
    """
    for name, value, known in (
        ("purpose", request.purpose, PURPOSES),
        ("channel", request.channel, CHANNELS),
        ("tone", request.tone, TONES),
    ):
        if value not in known:
            raise UsageError(f"There is no {name} {value[:60]!r}. Choose one of {', '.join(known)}.")
    if not request.to.strip():
        raise EmptyInput("There is no recipient. Give the name of somebody in your book.")
    for name, text in (
        ("line", request.line),
        ("ask", request.ask),
        ("when", request.when),
        ("message", request.message),
        ("about", request.about),
    ):
        if text is not None and len(text) > MOST_CHARACTERS:
            raise TooLarge(
                f"The {name} has {len(text):,} characters; at most {MOST_CHARACTERS:,} fit. Give only the part that matters; nothing was changed."
            )
    language = language_named(request.language) if request.language.strip() else None
    if request.language.strip() and language is None:
        raise UsageError(
            f"I cannot write in {request.language.strip()[:60]!r}. Choose one of {', '.join(languages())}."
        )
    clean = {
        name: (getattr(request, name) or "").strip() or None
        for name in ("line", "ask", "when", "message", "about")
    }
    ask = one_line(clean["ask"]) if clean["ask"] else None
    return DraftRequest(
        one_line(request.to), request.purpose, request.channel, request.tone, clean["line"], ask,
        one_line(clean["when"]) if clean["when"] else None, clean["message"],
        request.leave_out, request.mention, request.brief, request.manner,
        one_line(clean["about"]) if clean["about"] else None, language.name if language else "", request.heard,
    )  # fmt: skip


def read_when(text: str, today: date) -> When:
    """A time frame as the user typed it; words without a date are kept as words.

    Raises:
        UsageError: the time is over, or the date does not exist.
    """
    words = days_in_full(with_capitals(one_line(text)[:120].strip(" .")))
    day, explicit_year = _day_of(words, today)
    if _GONE.search(words) or (day is not None and day < today):
        raise UsageError(
            f"The time {words!r} is over (today is {today.isoformat()}). Give a day that is still to come."
        )
    clock = _clock_of(words)
    start = datetime.combine(day, clock) if day is not None and clock is not None else None
    if day is not None and (_ISO.search(words) or explicit_year):
        rest = _ISO.sub("", words).strip(" ,") if _ISO.search(words) else ""
        named = f"on {_WEEKDAYS[day.weekday()].title()} {day.day} {_MONTHS[day.month - 1].title()}"
        if day.year > today.year and (day - today).days > 200:
            named += f" {day.year}"
        at = f" at {clock.hour}:{clock.minute:02d}" if clock is not None else ""
        return When(f"{named}{at}" if not rest or clock is not None else f"{named}, {rest}", day, start)
    return When(_with_preposition(words), day, start)


def _with_preposition(words: str) -> str:
    lower = fold(words)
    first = lower.split(" ")[0] if lower else ""
    if first in {"on", "in", "at", "next", "this", "any", "some", "tomorrow", "tonight", "today", "after", "before", "around", "over",
                 "from", "between", "during", "early", "late", "sometime", "either", "whenever", "later", "mid", "one", "within", "by"}:  # fmt: skip
        return words if words.isupper() or first in {*_WEEKDAYS, *_MONTHS} else words[0].lower() + words[1:]
    if first.rstrip("s") in _WEEKDAYS or first[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}:
        return f"on {words}"
    if first in _MONTHS or first in {"weekends", "mornings", "afternoons", "evenings", "lunchtime"}:
        return f"in {words}" if first in _MONTHS and not re.search(r"\d", words) else f"on {words}"
    if _DAY_MONTH.match(words):
        return f"on {words}"
    if _CLOCK.match(words):
        return f"at {words.removeprefix('at ')}"
    return words


def _day_of(words: str, today: date) -> tuple[date | None, bool]:
    """The day meant, and whether its year was written."""
    if match := _ISO.search(words):
        return _real_day(words, int(match[1]), int(match[2]), int(match[3])), True
    lower = words.casefold()
    if re.search(r"\b(?:today|tonight)\b", lower):
        return today, False
    if re.search(r"\btomorrow\b", lower):
        return today + timedelta(days=1), False
    for pattern, day_at, month_at in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        match = pattern.search(words)
        month = _MONTH_NUMBER.get(match[month_at].casefold()) if match else None
        if match and month:
            if match[3]:
                return _real_day(words, int(match[3]), month, int(match[day_at])), True
            found = _real_day(words, today.year, month, int(match[day_at]))
            # "3 January" said in November is next January; "20 November" said on the 23rd is a slip.
            if (today - found).days > 60:
                found = _real_day(words, today.year + 1, month, int(match[day_at]))
            return found, False
    named = [at for at, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}\b", lower)]
    if len(named) == 1 and not re.search(r"\b(?:or|any|most|every|weeks|month)\b", lower):
        ahead = (named[0] - today.weekday()) % 7 or 7
        if "next" in lower and ahead < 7 - today.weekday():
            ahead += 7
        return today + timedelta(days=ahead), False
    return None, False


def _real_day(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UsageError(f"The day in {words!r} is not in the calendar. Write it like 2026-12-03.") from error


def _clock_of(words: str) -> time | None:
    if match := _ISO.search(words):
        if match[4]:
            return _real_clock(words, int(match[4]), int(match[5]))
        words = words[: match.start()] + " " + words[match.end() :]
    match = _CLOCK.search(words)
    if match is None:
        return None
    if match[3]:
        hour = int(match[1]) % 12 + (12 if match[3].casefold() == "pm" else 0)
        return _real_clock(words, hour, int(match[2] or 0))
    return _real_clock(words, int(match[4]), int(match[5]))


def _real_clock(words: str, hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UsageError(f"The hour in {words!r} is not on the clock. Write it like 12:30.") from error
