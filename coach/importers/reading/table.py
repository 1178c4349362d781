"""A CSV file as rows: the separator is found out, lines before the header are passed over, no row raises.

RFC 4180 is the shape; spreadsheets add semicolons, tabs, `sep=` lines and preambles of their own.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coach.text import fold
from coach.types import Skipped

_SEPARATORS = ",;\t|"
_HEADER_WITHIN = 40
_SAID_OF_ONE = re.compile(r"\S@\S|://|\d{5}|\d[/.-]\d")
"""What stands in a row about somebody and in no header."""
csv.field_size_limit(2**30)


@dataclass(frozen=True)
class Row:
    """One row. `cells` maps the folded header to what stands in it; empty cells are left out."""

    line: int
    cells: dict[str, str]
    raw: str


@dataclass(frozen=True)
class Table:
    """The header as written and folded, and the rows that fit it."""

    header: tuple[str, ...]
    folded: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...]
    separator: str = ","


def key(header: str) -> str:
    """A header as it is compared: "E-mail 1 - Value" -> "e-mail 1 - value"."""
    return re.sub(r"\s+", " ", fold(header)).strip()


def read_table(text: str, is_header: Callable[[frozenset[str]], bool]) -> Table | None:
    """The table whose header `is_header` accepts (given the folded column names), or None.

    The header is looked for in the first lines with each usual separator.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        for separator in _SEPARATORS:
            if separator not in line:
                continue
            header = next(_rows(line, separator), (0, []))[1]
            if is_header(frozenset(key(name) for name in header)):
                return _read(lines, number, separator, tuple(name.strip() for name in header))
    return None


def read_any_table(text: str) -> Table | None:
    """The rows of a table that nobody knows: its first line of several cells is the header, unless it is a row itself.

    Then the columns are called "Column 1" and so on.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        separator = max(_SEPARATORS, key=line.count)
        first = [cell.strip() for cell in next(_rows(line, separator), (0, []))[1]]
        filled = [cell for cell in first if cell]
        if len(filled) < 2 and not (number == 0 and filled and separator not in text):
            continue
        if any(_SAID_OF_ONE.search(cell) for cell in filled):
            return _read(lines, number - 1, separator, tuple(f"Column {n}" for n in range(1, len(first) + 1)))
        return _read(lines, number, separator, tuple(first))
    return None


def header_names(text: str) -> Iterator[frozenset[str]]:
    """The folded column names of each line that could be a header: for telling formats apart."""
    for line in text.split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN]:
        for separator in _SEPARATORS:
            if separator in line:
                yield frozenset(key(name) for name in next(_rows(line, separator), (0, []))[1])


def _read(lines: list[str], header_line: int, separator: str, header: tuple[str, ...]) -> Table:
    folded = _once([key(name) for name in header])
    rows, skipped = [], []
    body = "\n".join(lines[header_line + 1 :])
    for offset, cells in _rows(body, separator):
        line = header_line + 2 + offset
        raw = separator.join(cells)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            reason = f"it has {len(cells)} fields where the header has {len(header)}; put quotes around a field with {separator!r} in it"
            skipped.append(Skipped(line, reason, raw[:200]))
            continue
        # strict=False: spreadsheets leave out empty cells at the end of a row
        named = {name: cell.strip() for name, cell in zip(folded, cells, strict=False) if cell.strip()}
        rows.append(Row(line, named, raw))
    return Table(header, folded, tuple(rows), tuple(skipped), separator)


def _once(names: list[str]) -> tuple[str, ...]:
    """Each name, a second one of its kind with a number: no column hides another."""
    seen: dict[str, int] = {}
    found = []
    for place, written in enumerate(names, start=1):
        name = written or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(found)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(line of its beginning, cells) of each row. A quote that is never closed ends with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            before = reader.line_num
            continue
        if reader.line_num - before > 200 and len(cells) > 1:
            yield from _plain_rows(text, before, separator)
            return
        yield before, cells
        before = reader.line_num


def _plain_rows(text: str, start: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n")[start:], start=start):
        yield number, [cell.strip().strip('"') for cell in line.split(separator)]
