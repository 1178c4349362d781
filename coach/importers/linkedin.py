"""LinkedIn's `Connections.csv` and `messages.csv`: preamble lines, reordered and extra columns, both date styles.

The form of before 2016 has Outlook's columns and is read as Outlook's. Of messages only who and when is kept.
"""

from collections import Counter

from coach.importers.reading.columns import (
    CONNECTED,
    Field,
    fields_of,
    meaning,
    people_of,
    without_letters,
)
from coach.importers.reading.dates import parse_date
from coach.importers.reading.not_notes import unread
from coach.importers.reading.table import Table, read_table
from coach.types import NoteRecord, Parsed, Skipped

_CLOSED = "it has no name (LinkedIn leaves out people who closed their account); nothing to add"


def is_header(columns: frozenset[str]) -> bool:
    """Whether these folded column names are those of a list of connections."""
    return _has_both_names(columns) and bool(columns & CONNECTED)


def is_messages_header(columns: frozenset[str]) -> bool:
    """Whether these are the columns of the messages file."""
    return {"from", "to", "date", "content"} <= columns and "conversation id" in columns


def read(text: str, encoding: str) -> Parsed:
    """The people of a list of connections, or the contacts of a messages file."""
    messages = read_table(text, is_messages_header)
    if messages is not None:
        return _read_messages(messages, encoding)
    table = read_table(text, is_header) or read_table(text, _has_both_names)
    if table is None:
        reason = "no line with First Name, Last Name and Connected On was found; export Connections from LinkedIn again"
        return unread("linkedin", encoding, reason, text)
    people, skipped = people_of(table, fields_of(table), nobody=_CLOSED)
    return Parsed("linkedin", encoding, people, (), skipped)


def _has_both_names(columns: frozenset[str]) -> bool:
    return {Field.FIRST_NAME, Field.LAST_NAME} <= {meaning(column) for column in columns}


def _read_messages(table: Table, encoding: str) -> Parsed:
    """One interaction for each day and partner. The user is whoever takes part in most of the messages."""
    sent: list[tuple[int, str, set[str]]] = []
    for row in table.rows:
        names = {row.cells.get("from", ""), *row.cells.get("to", "").split(",")}
        bare = {without_letters(name.strip()) for name in names} - {""}
        sent.append((row.line, parse_date(row.cells.get("date", "")) or "", bare))
    present = Counter(name for _, _, names in sent for name in names)
    me = present.most_common(1)[0][0] if present else ""
    days: dict[tuple[str, str], tuple[int, int]] = {}
    skipped = list(table.skipped)
    for line, day, names in sent:
        others = names - {me, "LinkedIn Member"}
        if not day or len(others) != 1:
            why = "to nobody or to several, and only talks of two count" if day else "without a date"
            reason = f"a message {why}; if it matters, log the contact yourself"
            skipped.append(Skipped(line, reason, ", ".join(sorted(names))[:200]))
            continue
        first, count = days.get((day, next(iter(others))), (line, 0))
        days[day, next(iter(others))] = (first, count + 1)
    notes = tuple(
        NoteRecord(
            text=f"{day}: {count} message{'s' if count > 1 else ''} on LinkedIn with {name}",
            date=day,
            about=(name,),
            place=f"line {line}",
            kind="interaction",
            of_known=True,
        )
        for (day, name), (line, count) in days.items()
    )
    return Parsed("linkedin", encoding, (), notes, tuple(skipped))
