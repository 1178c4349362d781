"""A CSV of contacts: Google's, Outlook's in the languages it writes, or any other.

What the columns of a table of no known program mean is guessed, shown, and corrected by the person whose table it is.
LinkedIn's export of before 2016 has Outlook's 59 columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coach.importers.reading.columns import Field, fields_of, has_names, meaning, people_of
from coach.importers.reading.not_notes import unread
from coach.importers.reading.table import Table, key, read_any_table, read_table
from coach.importers.reading.words import word_set
from coach.types import Parsed, Skipped

Columns = Mapping[str, Field]
"""What columns mean, by header, however it is written (case, accents and spaces do not count)."""

_SAMPLES = 5
_OF_GOOGLE = word_set(
    "e-mail 1 - value|phone 1 - value|organization 1 - name|group membership|e-mail 1 - label|phone 1 - label",
    "|",
)
_OF_OUTLOOK = {Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANIZATION, Field.EMAIL}


def is_googles(columns: frozenset[str]) -> bool:
    """Whether these folded column names are Google's, of before or after 2023."""
    names = {"given name", "first name", "name", "family name", "last name"}
    return bool(columns & _OF_GOOGLE and columns & names)


def is_outlooks(columns: frozenset[str]) -> bool:
    """Whether these folded column names are Outlook's: first and last name, a company and an e-mail address."""
    return len(columns) > 8 and {meaning(column) for column in columns} >= _OF_OUTLOOK


@dataclass(frozen=True)
class Said:
    """What the user said of columns: `now`, of any table that has them; `before`, each of the very header row it was said of."""

    now: Columns = field(default_factory=dict)
    before: Sequence[Columns] = ()

    def of(self, folded: Iterable[str]) -> dict[str, Field]:
        """What counts for a table with these folded headers, by folded header."""
        headers = set(folded)
        known = (_folded(columns) for columns in self.before)
        again = next((columns for columns in known if columns.keys() == headers), {})
        return again | {header: field for header, field in _folded(self.now).items() if header in headers}


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Column:
    """One column: its header as written, what it is taken for, and up to five cells that are not empty."""

    header: str
    field: Field
    samples: tuple[str, ...]


@dataclass(frozen=True)
class ColumnGuess:
    """What a table is taken for before anything is imported.

    `rows` are up to five rows, each with a cell for every column. `finds_names` is false as long as no column is a
    name: such a table cannot come in. `corrected` says that the fields are what a person said, not a guess.
    """

    encoding: str
    separator: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    finds_names: bool
    corrected: bool = False

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headers of the columns that do not come in."""
        return tuple(column.header for column in self.columns if column.field is Field.LEFT_OUT)


def guess(text: str, encoding: str, said: Said = NOTHING_SAID) -> ColumnGuess | None:
    """What the columns of a table mean; None if it is no table."""
    table = _table(text)
    if table is None:
        return None
    told = said.of(table.folded)
    fields = fields_of(table, told)
    columns = tuple(
        Column(_shown(table, place), fields[name], _samples(table, name))
        for place, name in enumerate(table.folded)
    )
    rows = tuple(tuple(row.cells.get(name, "") for name in table.folded) for row in table.rows[:_SAMPLES])
    return ColumnGuess(
        encoding, table.separator, columns, rows, len(table.rows), _finds_names(fields), bool(told)
    )


def was_told(text: str, said: Said) -> bool:
    """Whether this is a table with columns of which the user said what they mean."""
    table = _table(text) if said.now or said.before else None
    return table is not None and bool(said.of(table.folded))


def read(text: str, encoding: str, said: Said = NOTHING_SAID, format: str = "csv") -> Parsed:
    """The people of a table whose columns can be made out; what each column was taken for, unless a program is known."""
    table = _table(text)
    if table is None:
        reason = "it holds no table; a first line with a name for each column is needed, such as Name,Email,Company"
        return unread(format, encoding, reason, text)
    fields = fields_of(table, said.of(table.folded))
    columns = {_shown(table, place): str(fields[name]) for place, name in enumerate(table.folded)}
    if not _finds_names(fields):
        shown = ", ".join(repr(header) for header in list(columns)[:6])
        first = next(iter(columns))
        reason = (
            f"none of its columns ({shown}) looks like names; say which one holds them in the column step, "
            f"or in the terminal with --columns {f'{first}=name'!r}"
        )
        return Parsed(format, encoding, skipped=(Skipped(1, reason, text[:200]),), columns=columns)
    people, skipped = people_of(table, fields)
    return Parsed(format, encoding, people, (), skipped, columns if format == "csv" else {})


def _table(text: str) -> Table | None:
    return read_table(text, has_names) or read_any_table(text)


def _folded(columns: Columns) -> dict[str, Field]:
    return {key(header): field for header, field in columns.items()}


def _finds_names(fields: Mapping[str, Field]) -> bool:
    return bool({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME} & set(fields.values()))


def _shown(table: Table, place: int) -> str:
    """A header as written, unless it is empty or an earlier column is called so too."""
    written = table.header[place]
    return written if written and key(written) == table.folded[place] else table.folded[place].capitalize()


def _samples(table: Table, name: str) -> tuple[str, ...]:
    filled = dict.fromkeys(row.cells[name] for row in table.rows[:200] if name in row.cells)
    return tuple(filled)[:_SAMPLES]
