"""Google Contacts CSV, with the headers of before and after 2023; several values in one cell stand apart by ` ::: `."""

from coach.importers.reading.columns import fields_of, has_names, people_of
from coach.importers.reading.not_notes import unread
from coach.importers.reading.table import read_table
from coach.importers.reading.words import word_set
from coach.types import Parsed

_SEPARATOR = ":::"
_MARKS = word_set(
    "e-mail 1 - value|phone 1 - value|organization 1 - name|group membership|e-mail 1 - label|phone 1 - label",
    "|",
)


def is_header(columns: frozenset[str]) -> bool:
    """Whether these folded column names are Google's."""
    return bool(columns & _MARKS) and bool(
        columns & {"given name", "first name", "name", "family name", "last name"}
    )


def read(text: str, encoding: str) -> Parsed:
    """The people of a Google Contacts export."""
    table = read_table(text, is_header) or read_table(text, has_names)
    if table is None:
        reason = "no line with Google's column names was found; export again from contacts.google.com as Google CSV"
        return unread("google", encoding, reason, text)
    people, skipped = people_of(table, fields_of(table), joined=_SEPARATOR)
    return Parsed("google", encoding, people, (), skipped)
