"""The rows of a table as people: what every address book that is a CSV file has in common."""

from collections.abc import Mapping

from coach.importers.reading.columns import Field, entry_of, month_first
from coach.importers.reading.contacts import to_record
from coach.importers.reading.names import looks_like_name
from coach.importers.reading.table import Table
from coach.types import PersonRecord, Skipped

_NOBODY = "it has neither a name nor an address; give it a name and import the file again"
_BROKEN = "it is one word where the header has several fields; write the whole row and import the file again"


def people_of(
    table: Table, fields: Mapping[str, Field], *, joined: str | None = None
) -> tuple[tuple[PersonRecord, ...], tuple[Skipped, ...]]:
    """The people, and the rows that are nobody.

    Args:
        fields: what each column means, by its folded header.
        joined: what stands between several values in one cell.
    """
    people: list[PersonRecord] = []
    skipped = list(table.skipped)
    american = month_first(table)
    for row in table.rows:
        entry = entry_of(row, fields, joined=joined, month_first=american)
        record = to_record(entry, row.line)
        broken = len(table.header) > 2 and table.separator not in row.raw and not looks_like_name(row.raw)
        if record is None or broken:
            skipped.append(Skipped(row.line, _BROKEN if broken else _NOBODY, row.raw[:200]))
        else:
            people.append(record)
    return tuple(people), tuple(skipped)
