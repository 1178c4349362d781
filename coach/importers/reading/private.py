"""Where privacy begins in written notes: a line that begins with `PRIVATE:`, in any case, behind any bullet.

Used by every importer, so that a `PRIVATE:` line in a phone's note field is as safe as one in a Markdown file.
"""

import re
from collections.abc import Iterator

from coach.importers.reading.dates import date_at_start
from coach.types import NoteRecord

_PRIVATE = re.compile(
    r"[\W_]*(?:\d{1,3}[.)]\s*[\W_]*)?private[\s*_~`\])]*[:：]|[\W_]*PRIVATE[\s*_]+[-–—]\s", re.IGNORECASE
)
_AFTER_NAME = re.compile(r"[^:\n]{1,60}:[\s*_]*PRIVATE[*_]*\s*[:：]")
_IN_MID_LINE = re.compile(r"(?<=[\s.!?;,(|])(?=[*_(\[]{0,3}PRIVATE[*_]{0,3}\s*[:：])")
_DATED_INSIDE = re.compile(r"(?<=[.!?;])[ \t]+(?=\d{4}-\d{2}-\d{2}:?[ \t]+[^\W\d])")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]*\s*$")
_NEW_ITEM = re.compile(r"\s*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\|)")


def is_private_line(line: str) -> bool:
    """Whether a line begins with `PRIVATE:` once bullets, quotation signs, emphasis and a date are passed over."""
    if "priv" not in line.casefold():
        return False
    if _PRIVATE.match(line) or _AFTER_NAME.match(line):
        return True
    dated = date_at_start(line)
    return dated is not None and _PRIVATE.match(line, dated[1]) is not None


def split_mid_line(line: str) -> list[str]:
    """A line in which `PRIVATE:` begins later on, in capitals, as two: what is before it stays usable."""
    if "PRIVATE" not in line or is_private_line(line):
        return [line]
    match = _IN_MID_LINE.search(line)
    return [line[: match.start()], line[match.start() :]] if match and match.start() else [line]


def split_at_dates(line: str) -> list[str]:
    """A line in which a dated entry begins after a full stop ("Nurse. 2024-06-12 lunch at Luigi's") as several."""
    return [line] if is_private_line(line) else _DATED_INSIDE.split(line)


def continues(private: str, line: str, width: int) -> bool:
    """Whether `line`, right under a private one, still belongs to it. Unsure is private.

    It does unless it begins something new, or the private line ended its sentence well before the `width` at which
    this text's lines are wrapped.
    """
    if not line.strip() or _NEW_ITEM.match(line) or date_at_start(line):
        return False
    if line[:1] in " \t" or line.lstrip()[:1].islower() or not _SENTENCE_END.search(private):
        return True
    return len(private) + 1 + len(line.split(maxsplit=1)[0]) > width


def wrap_width(lines: list[str]) -> int:
    """Where this text's lines are wrapped, in characters; at least 72, so that short notes are not taken for wrapped."""
    return max([72, *(len(line) for line in lines if len(line) <= 120)])


def notes_of(
    text: str, *, place: str = "", date: str | None = None, private: bool = False
) -> Iterator[NoteRecord]:
    """A note field of an address book as note records, each private line as its own."""
    lines = [piece for line in text.split("\n") for piece in split_mid_line(line)]
    width = wrap_width(lines)
    block: list[str] = []
    hidden = False
    # What goes on from a private line is not cut at its dates: it stays private to its end.
    lines = lines if any(map(is_private_line, lines)) else [p for line in lines for p in split_at_dates(line)]
    for line in [*lines, ""]:
        begins = is_private_line(line)
        dated = bool(block) and date_at_start(line) is not None
        ends = begins or dated or (hidden and not continues(block[-1], line, width))
        if ends and block:
            yield from _record(block, place, date, private or hidden)
            block = []
        hidden = begins or (hidden and not ends)
        block.append(line)
    yield from _record(block, place, date, private or hidden)


def _record(block: list[str], place: str, date: str | None, private: bool) -> Iterator[NoteRecord]:
    text = "\n".join(block).strip()
    if any(letter.isalnum() for letter in text):
        dated = date_at_start(text.split("\n", 1)[0])
        yield NoteRecord(text=text, date=dated[0] if dated else date, private=private, place=place)
