"""Files come into the book: one transaction a file, the same file twice changes nothing, every skip has its reason.

First every file's people and notes are written; then, when everybody is there, names in notes are led to people and
the notes are read for facts (`sources`). A file that was edited adds its new notes and keeps the old ones: a note
is never taken away by an import, since the words may have been moved to another file.
"""

import contextlib
import gc
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coach.errors import ImportProblem, Stopped
from coach.importers.detect import FORMATS, parse
from coach.importers.reading.files import FoundFile, find_files, open_file
from coach.importers.reading.table import key
from coach.importers.spreadsheet import Columns
from coach.people.arrivals import Arrivals
from coach.people.book import Book
from coach.people.duplicates import duplicates
from coach.people.filing import note_id
from coach.people.sources import FileReport, Pending, Source, finish_sources, said_of_columns, sources_of
from coach.text import fold, one_line
from coach.types import Note, NoteRecord, Parsed, PersonRecord, Progress, Skipped

_NAMED_BY_CONTENT = {".csv", ".tsv", ".vcf", ".vcard", ".ics", ".ical", ".json"}
"""In these the file's name says nothing; in notes it may be the person's or the day's."""

_ORDER = ("markdown", "vcard", "google", "outlook", "csv", "linkedin", "facebook", "ics", "text")


@dataclass(frozen=True)
class ImportReport:
    """The report on everything that was given, and what the book holds now."""

    files: tuple[FileReport, ...]
    people_total: int
    notes_total: int
    possible_duplicates: int


@dataclass
class _Reading:
    """One file as it was read, before it is written."""

    found: FoundFile
    fingerprint: str
    parsed: Parsed | None = None
    report: FileReport | None = None
    source: Source | None = None
    said: bool = False  # its columns are as the user said

    @property
    def order(self) -> int:
        """People's own files first, journals last, so that journals find everybody."""
        parsed = self.parsed
        first = parsed is not None and parsed.people and parsed.format in _ORDER
        return _ORDER.index(parsed.format) if parsed and first else len(_ORDER)


@contextlib.contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Thousands of rows are kept and none of them refers back: looking for cycles took a fifth of an import's time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@_without_looking_for_cycles()
def import_paths(
    book: Book,
    paths: Sequence[Path],
    *,
    format: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    example: bool = False,
    max_file_megabytes: int = 64,
    columns: Columns | None = None,
    messages: bool = False,
) -> ImportReport:
    """Reads files, folders and zips into the book.

    Args:
        format: one of `coach.importers.detect.FORMATS`; found out by content if None.
        progress: told about each file; raising `Stopped` in it keeps the files written before.
        example: everything that comes in is the invented network's, for `remove_example`.
        columns: what columns of tables mean, by header; remembered for every table with that header.
        messages: whether LinkedIn's `messages.csv` within a folder or a zip may be read, for whom and when.

    Raises:
        ImportProblem: a path that cannot be used, a format that is not known, or columns that no table has.
        Stopped: from `progress`; what was saved stays saved.
        StorageProblem: the disk or the book; the file being written is as if never begun.
    """
    if format is not None and format not in FORMATS:
        raise ImportProblem(
            f"There is no format {format!r}. Use one of {', '.join(FORMATS)}, or leave it out."
        )
    files = find_files(paths)
    # Who names the very file agrees to its being read.
    named = {path for path in map(Path.expanduser, paths) if path.suffix.lower() == ".csv"}
    agreed = {path for _, path in files} if messages else named
    readings = _read_all(book, files, format, progress, max_file_megabytes, columns, agreed)
    new = sorted((reading for reading in readings if reading.parsed), key=lambda reading: reading.order)
    # A single file is one transaction to the last fact; of many, each is one, and reading them for facts another.
    with book.store.transaction() if len(new) == 1 else contextlib.nullcontext():
        try:
            _write_all(book, new, progress, example)
        except Stopped:
            finish_sources(book)
            raise
        finish_sources(book)
    reports = {source.id: source.report for source in sources_of(book)} if new else {}
    return ImportReport(
        files=tuple(
            reading.report or reports[reading.source.id if reading.source else 0] for reading in readings
        ),
        people_total=book.store.people.count(),
        notes_total=book.store.notes.count(),
        possible_duplicates=len(duplicates(book)),
    )


# ---- reading ----


def _read_all(
    book: Book,
    files: Sequence[tuple[str, Path]],
    format: str | None,
    progress: Callable[[Progress], None] | None,
    max_file_megabytes: int,
    columns: Columns | None,
    agreed: set[Path],
) -> list[_Reading]:
    """Every file, parsed unless it is in the book as it stands."""
    sources = sources_of(book)
    known = {source.fingerprint: source for source in sources}
    said = said_of_columns(sources, columns)
    told, found_headers = {*map(key, columns or ())}, set[str]()
    people = {person.id for person in book.store.people.all()}
    notes = set(book.store.notes.ids())
    readings: list[_Reading] = []
    for number, (shown, path) in enumerate(files):
        if progress:
            progress(Progress(number, len(files), f"Reading {shown}"))
        for found in open_file(shown, path, max_file_megabytes, messages=path in agreed):
            reading = _Reading(found, _fingerprint(found, format, columns))
            readings.append(reading)
            before = known.get(reading.fingerprint)
            if found.problem:
                skipped = Skipped(1, f"it is {found.problem}", "")
                reading.report = FileReport(found.shown, format or "unknown", "", skipped=(skipped,))
            elif before is not None and before.still_there(people, notes):
                reading.report = _again(before.report, found.shown)
                found_headers |= {*map(key, before.report.columns)}
            else:
                reading.parsed = parse(found.shown, found.content, format, said)
                headers = {*map(key, reading.parsed.columns)}
                reading.said = not headers.isdisjoint(told)
                found_headers |= headers
                reading.found = replace(found, content=b"")
    if unknown := told - found_headers:
        raise ImportProblem(
            f"No table has a column {min(unknown)!r}. Write its header as it stands in the file."
        )
    return readings


def _fingerprint(found: FoundFile, format: str | None, columns: Columns | None) -> str:
    shown = Path(found.shown)
    named = "" if shown.suffix.lower() in _NAMED_BY_CONTENT else f"{shown.parent.name}/{shown.name}"
    said = json.dumps(sorted(columns.items())) if columns else ""
    return hashlib.sha256(f"{format or ''}{said}\0{named}\0".encode() + found.content).hexdigest()


def _again(report: FileReport, shown: str) -> FileReport:
    """The report on a file that is in the book as it stands."""
    return replace(
        report, path=shown, people_added=0, people_updated=0, notes_added=0, unchanged=report.records
    )


# ---- writing ----


def _write_all(
    book: Book, readings: Sequence[_Reading], progress: Callable[[Progress], None] | None, example: bool
) -> None:
    if not readings:
        return
    sources = sources_of(book)
    invented = {one for source in sources if source.example for one in source.created}
    everybody = {person.id for person in book.store.people.all()}
    arrivals = Arrivals(book.store, book.today.isoformat(), everybody - invented if example else invented)
    for source in sources:
        if source.page is not None:
            arrivals.remember_page(source.page, source.file)
    brings_me = any(person.is_me for one in readings if one.parsed for person in one.parsed.people)
    mine = book.me()
    if mine and mine.id in invented and brings_me and not example:
        # The invented network's user steps back when the real one arrives.
        book.store.people.update(mine.id, is_me=False)
    written: dict[str, Source] = {}
    notes = set(book.store.notes.ids())
    for number, reading in enumerate(readings):
        if progress:
            progress(Progress(number, len(readings), f"Saving {reading.found.shown}"))
        twin = written.get(reading.fingerprint)
        if twin is not None:
            reading.report = _again(twin.report, reading.found.shown)
            continue
        with book.store.transaction():
            reading.source = written[reading.fingerprint] = _Writing(
                book, arrivals, notes, reading, example
            ).write()


class _Writing:
    """One file on its way into the book."""

    def __init__(
        self, book: Book, arrivals: Arrivals, known: set[str], reading: _Reading, example: bool
    ) -> None:
        assert reading.parsed is not None
        self._known = known
        self._book = book
        self._notes = book.store.notes
        self._arrivals = arrivals
        self._parsed: Parsed = reading.parsed
        self._found = reading.found
        self._file = str(reading.found.path.resolve())
        self._new: list[tuple[Note, str]] = []
        self._links: dict[str, list[int]] = {}
        self._there: dict[str, list[int]] = {}
        self._words: dict[int, dict[tuple[str | None, str], str]] = {}
        parsed = self._parsed
        report = FileReport(
            self._found.shown,
            parsed.format,
            parsed.encoding,
            skipped=parsed.skipped,
            columns=dict(parsed.columns),
        )
        self._source = Source(report, reading.fingerprint, example, self._file, said=reading.said)

    def write(self) -> Source:
        """Everything but what needs the other files."""
        source = self._source
        ids = [one for one, _ in self._all_notes()]
        self._there = self._notes.people_of([one for one in ids if one in self._known])
        report = source.report
        for record in self._parsed.people:
            person_id, outcome = self._take_in(record)
            added = self._take_notes(record, person_id, is_new=outcome == "added")
            source.people.append(person_id)
            if outcome == "added":
                source.created.append(person_id)
                report.people_added += 1
            elif outcome == "updated" or added:
                report.people_updated += 1
            else:
                report.unchanged += 1
            report.notes_added += added
        if self._own_page():
            source.page = source.people[0]
            self._arrivals.remember_page(source.page, self._file)
        self._take_journal()
        report.records = len(self._parsed.people) + len(self._parsed.notes)
        source.id = self._notes.add_source(**source.row(self._book.today))
        self._notes.add_new(self._new, source.id)
        self._notes.link(self._links)
        return source

    def _all_notes(self) -> Iterator[tuple[str, NoteRecord]]:
        for record in self._parsed.people:
            for note in record.notes:
                yield note_id(record.name, note.date, note.text), note
        for note in self._parsed.notes:
            yield note_id("", note.date, note.text), note

    def _own_page(self) -> bool:
        parsed = self._parsed
        return parsed.format in ("markdown", "text") and len(parsed.people) == 1 and not parsed.notes

    def _take_in(self, record: PersonRecord) -> tuple[int, str]:
        ids = [note_id(record.name, note.date, note.text) for note in record.notes]
        about = Counter(people[0] for one in ids if (people := self._there.get(one)))
        most = about.most_common(1)
        known = most[0][0] if most and 2 * most[0][1] >= len(ids) else self._known_by_words(record)
        person_id = self._arrivals.who(
            record, format=self._parsed.format, file=self._file, own_page=self._own_page(), known=known
        )
        if person_id is None:
            return self._arrivals.add(record), "added"
        return person_id, "updated" if self._arrivals.update(person_id, record) else "unchanged"

    def _known_by_words(self, record: PersonRecord) -> int | None:
        """The namesake whose notes hold most of the record's words: our own export comes back, or a moved file."""
        words = {_words(note) for note in record.notes}
        for one in self._arrivals.named(record) if words else ():
            if 2 * len(words & self._words_about(one).keys()) >= len(words):
                return one
        return None

    def _words_about(self, person_id: int) -> dict[tuple[str | None, str], str]:
        """The words of each note about or naming a person, and its id."""
        if person_id not in self._words:
            notes = self._notes.of_person(person_id)
            self._words[person_id] = {(note.date, one_line(note.text)): note.id for note in notes}
        return self._words[person_id]

    def _take_notes(self, record: PersonRecord, person_id: int, *, is_new: bool) -> int:
        """The record's notes, each about this person; how many were new."""
        added = 0
        for note in record.notes:
            one = note_id(record.name, note.date, note.text)
            if one not in self._there and not is_new:
                # The same words may be in the book as a journal's note, or under an older name.
                one = self._words_about(person_id).get(_words(note), one)
            self._source.notes.append(one)
            if one not in self._there and one not in self._words.get(person_id, {}).values():
                self._add(one, note, (person_id,))
                others = [*note.about, *([record.introduced_by] if note.kind == "record" else [])]
                named = tuple(name for name in others if name)
                self._source.pending.append(Pending(one, named, line=record.line))
                added += 1
            elif person_id not in self._there.get(one, [person_id]):
                self._links.setdefault(one, []).append(person_id)
        return added

    def _take_journal(self) -> None:
        """Notes that name their people: led to them when everybody is there."""
        report = self._source.report
        here = {
            fold(record.name): one
            for record, one in zip(self._parsed.people, self._source.people, strict=True)
        }
        for note in self._parsed.notes:
            one = note_id("", note.date, note.text)
            self._source.notes.append(one)
            if self._there.get(one):
                report.unchanged += 1
                continue
            if one not in self._there:
                self._add(one, note, ())
                report.notes_added += 1
            names = tuple(here.get(fold(name), name) for name in note.about)
            line = int("".join(filter(str.isdigit, note.place)) or 1)
            self._source.pending.append(Pending(one, names, journal=True, line=line, of_known=note.of_known))

    def _add(self, one: str, note: NoteRecord, people: tuple[int, ...]) -> None:
        self._there[one] = list(people)
        self._known.add(one)
        self._new.append(
            (
                Note(one, note.text, note.date, note.private, note.kind, self._found.shown, people),
                note.place,
            )
        )


def _words(note: NoteRecord) -> tuple[str | None, str]:
    return note.date, one_line(note.text)
