"""Outlook's contacts CSV in the languages Outlook writes it, and any other table with a column of names.

LinkedIn's export of before 2016 has the same 59 columns.
"""

from coach.importers.reading.columns import entry_of, has_names, meaning
from coach.importers.reading.contacts import to_record
from coach.importers.reading.table import read_table
from coach.types import Parsed, PersonRecord, Skipped


def is_header(columns: frozenset[str]) -> bool:
    """Whether these folded column names are Outlook's: first and last name, a company and an e-mail address."""
    return {"first", "last", "company", "email"} <= {meaning(column) for column in columns} and len(
        columns
    ) > 8


def read(text: str, encoding: str, *, format: str = "outlook") -> Parsed:
    """The people of a table whose columns can be made out.

    Args:
        format: what the report calls it; "csv" for a table of no known program.
    """
    table = read_table(text, has_names)
    if table is None:
        reason = "no line with column names such as First Name, Last Name or Name was found; write one above the rows"
        return Parsed(format, encoding, skipped=(Skipped(1, reason, text[:200]),))
    people: list[PersonRecord] = []
    skipped = list(table.skipped)
    for row in table.rows:
        record = to_record(entry_of(row), row.line)
        if record is None:
            skipped.append(
                Skipped(row.line, "it has neither a name nor an address; give it a name", row.raw[:200])
            )
        else:
            people.append(record)
    return Parsed(format, encoding, tuple(people), (), tuple(skipped))
