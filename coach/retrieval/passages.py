"""Cuts a note into passages: lines or short paragraphs, each verbatim in the note, never less than a sentence.

Hard-wrapped lines are read as the one sentence they are. What is indexed of a passage also says who and when, in
words, because people ask "what did Ana say in June" of notes that say neither.
"""

import re
from collections.abc import Iterator

from coach.text import MONTHS, sentence_spans

_LONGEST = 240  # characters of one passage, unless one sentence is longer
_WRAPPED = 50  # a line at least this long that ends in mid-sentence goes on in the next
_STARTS_ANEW = re.compile(
    r"[ \t]*(?:[-*+•>#]|\d{1,3}[.)][ \t]|\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[A-Z][\w' ]{0,30}:[ \t]|\|)"
)
_MARKER = re.compile(r"[ \t]*(?:[-*+•][ \t]+|#{1,6}[ \t]+|>[ \t]?|\d{1,3}[.)][ \t]+)")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
_CARD_LINE = re.compile(
    r"(?:(?-i:[a-z][a-z_-]{0,24})|name|aliases|e-?mails?|phone|mobile|url|website|address|circle|role|title|job title|position"
    r"|company|organi[sz]ation|met[ _]at|introduced[ _]by|birthday|connected on|categories|labels?):[ \t]*\S",
    re.IGNORECASE,
)
_LEADING_DATE = re.compile(r"^\d{4}(?:-\d\d){1,2}[\s:,.–—-]+")
_HEADING_WORDS = 3
_HAS_WORD = re.compile(r"\w")
_MONTHS = [month.capitalize() for month in MONTHS]


def passage_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each passage of a note, in order, not overlapping; `text[start:end]` is never blank."""
    for start, end in _joined(text):
        # A single line break inside a paragraph is only where the writer's page ended: same length, so spans hold.
        flat = text[start:end].replace("\n", " ")
        first = last = -1
        for left, right in sentence_spans(flat):
            if first >= 0 and right - first > _LONGEST:
                yield start + first, start + last
                first = left
            elif first < 0:
                first = left
            last = right
        if first >= 0 and _HAS_WORD.search(flat[first:last]):
            yield start + first, start + last


def in_words(date: str | None) -> str:
    """A date as people say it: "12 June 2024", "June 2024", "2024"; nothing for none."""
    if not date:
        return ""
    year, month, day = ([int(part) for part in date[:10].split("-") if part.isdigit()] + [0, 0, 0])[:3]
    if not 1 <= month <= 12:
        return str(year) if year else ""
    return f"{day} {_MONTHS[month - 1]} {year}" if day else f"{_MONTHS[month - 1]} {year}"


def on_one_line(passage: str) -> str:
    """A passage as it is shown in a sentence: no line breaks, no link marks, no date before it (that is told beside it)."""
    return _LEADING_DATE.sub("", " ".join(passage.replace("[[", "").replace("]]", "").split()))


def indexed_text(passage: str, who: str, date: str | None) -> str:
    """What is embedded and indexed: who and when, then the words."""
    when = in_words(date)
    head = ", ".join(part for part in (who, when) if part)
    plain = passage.replace("[[", "").replace("]]", "").replace("\n", " ")
    return f"{head}: {plain}" if head else plain


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, with a heading put before what it heads and the short lines of a card put together."""
    held: tuple[int, int] | None = None
    for start, end in _paragraphs(text):
        if not _HAS_WORD.search(text[start:end]):
            continue
        is_card = bool(_CARD_LINE.match(text[start:end]))
        if held is not None:
            both_cards = is_card and bool(_CARD_LINE.match(text[held[0] : held[1]]))
            if (both_cards and end - held[0] <= _LONGEST) or _is_heading(text[held[0] : held[1]]):
                start = held[0]
            else:
                yield held
        held = None
        if is_card or _is_heading(text[start:end]):
            held = start, end
        else:
            yield start, end
    if held is not None:
        yield held


def _is_heading(line: str) -> bool:
    """A few words without an end, such as "2025-09-13" or "Nell's garden"."""
    return len(line.split()) <= _HEADING_WORDS and not _ENDED.search(line)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong together, without the bullet or heading mark before them."""
    start = end = -1
    for left, right in _lines(text):
        line = text[left:right]
        goes_on = (
            start >= 0
            and bool(line.strip())
            and not _STARTS_ANEW.match(line)
            and end - text.rfind("\n", 0, end) - 1 >= _WRAPPED
            and not _ENDED.search(text[start:end])
        )
        if goes_on:
            end = right
            continue
        if start >= 0:
            yield start, end
        start = end = -1
        if line.strip():
            marker = _MARKER.match(line)
            start, end = left + (marker.end() if marker else 0), right
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
