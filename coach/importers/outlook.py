"""Outlook's contacts CSV in the languages Outlook writes it. LinkedIn's export of before 2016 has the same 59 columns."""

from coach.importers.reading.columns import Field, fields_of, has_names, meaning, people_of
from coach.importers.reading.not_notes import unread
from coach.importers.reading.table import read_table
from coach.types import Parsed

_NEEDED = {Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANIZATION, Field.EMAIL}


def is_header(columns: frozenset[str]) -> bool:
    """Whether these folded column names are Outlook's: first and last name, a company and an e-mail address."""
    return len(columns) > 8 and {meaning(column) for column in columns} >= _NEEDED


def read(text: str, encoding: str) -> Parsed:
    """The people of an Outlook export."""
    table = read_table(text, has_names)
    if table is None:
        reason = "no line with column names such as First Name and Last Name was found; export from Outlook as CSV again"
        return unread("outlook", encoding, reason, text)
    people, skipped = people_of(table, fields_of(table))
    return Parsed("outlook", encoding, people, (), skipped)
