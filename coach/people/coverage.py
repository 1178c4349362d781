"""What was read of every file, and what was not: each skipped line with its reason and a way to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from coach.people.book import Book
from coach.people.sources import FileReport, Source
from coach.types import Skipped

_MEND = "Mend that line in the file and bring the file in again; whatever is here already is not doubled."


@dataclass(frozen=True)
class NotRead:
    """One skipped piece of a file: `why` it was not read, and what to do about it."""

    line: int
    why: str
    mend: str
    text: str


@dataclass(frozen=True)
class FileCoverage:
    """How much of one file was read. `file` is its bare name; `day` is empty for a file that could not be read at all."""

    file: str
    format: str
    day: str
    read: int
    not_read: tuple[NotRead, ...]

    @property
    def records(self) -> int:
        """Everything the file holds."""
        return self.read + len(self.not_read)


def coverage(book: Book, reports: Sequence[FileReport] | None = None) -> tuple[FileCoverage, ...]:
    """The files of one import, as it reported them; without `reports`, every file in the book, the newest first.

    The invented network's files are left out of the second.
    """
    rows = book.store.notes.sources()
    if reports is None:
        return tuple(
            _covered(Source.of_row(row).report, str(row["imported_at"])) for row in rows if not row["example"]
        )
    days = {str(row["path"]): str(row["imported_at"]) for row in reversed(rows)}
    return tuple(_covered(report, days.get(report.path, "")) for report in reports)


def _covered(report: FileReport, day: str) -> FileCoverage:
    skipped = tuple(map(_not_read, report.skipped))
    return FileCoverage(_name(report.path), report.format, day, report.records, skipped)


def _not_read(skipped: Skipped) -> NotRead:
    """Reasons are written as "why; what to do"."""
    why, _, mend = skipped.reason.partition("; ")
    return NotRead(skipped.line, why, f"{mend[:1].upper()}{mend[1:]}." if mend else _MEND, skipped.text)


def _name(path: str) -> str:
    return PurePath(path.replace("\\", "/")).name
