"""The second half of an import: when everybody is in the book, notes are led to the people they name and read.

What is still to be done is kept with each file's row, so that an import that was killed half-way is finished by the
next one from the book alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from coach.errors import AmbiguousPerson, NameProblem, UsageError
from coach.importers.detect import columns_of
from coach.importers.reading.columns import Field
from coach.importers.reading.files import find_files, open_file
from coach.importers.reading.names import looks_like_name
from coach.importers.spreadsheet import ColumnGuess, Columns, Said
from coach.people.arrivals import Arrivals
from coach.people.book import Book
from coach.people.names import name_tokens
from coach.people.reading import read_notes
from coach.types import BESIDE, IF_ANY, Note, Person, PersonRecord, Skipped

_GOES_ON = re.compile(r"\W*(?:she|he|they|her|his|their|both)\b", re.IGNORECASE)
_WHICH = re.compile(r"\s+\([^()]*\)\s*$")
_NAMES_NOBODY = (
    "nothing in the file names anybody in your book; write a person's name as [[Name]] and import it again"
)


@dataclass(frozen=True)
class Pending:
    """A new note and whom it names: names as written, or ids where the file itself says who."""

    note_id: str
    names: tuple[str | int, ...] = ()
    journal: bool = False  # the file does not say whom it is about, its words may
    line: int = 0
    of_known: bool = False  # it makes nobody new


@dataclass
class FileReport:
    """What became of one file. `unchanged` counts the records (people; notes of a journal) that were there already.

    `columns`: of a table of no known program, what each column was taken for. `records`: how many the file holds.
    """

    path: str
    format: str
    encoding: str
    people_added: int = 0
    people_updated: int = 0
    notes_added: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict, metadata=IF_ANY)
    records: int = field(default=0, metadata=BESIDE)


@dataclass
class Source:
    """A file in the book: whom and what it brought, and what is pending. `said`: its columns are as the user said."""

    report: FileReport
    fingerprint: str
    example: bool
    file: str = ""
    id: int = 0
    people: list[int] = field(default_factory=list)
    created: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    page: int | None = None
    unresolved_at: int | None = None  # the newest person when some of its notes named nobody
    said: bool = False

    @classmethod
    def of_row(cls, row: dict[str, object]) -> "Source":
        """As the book keeps it; a row of an older shape counts as a file never read."""
        value = cast(dict[str, Any], row["report"])
        report = {"format": row["format"], "encoding": "", **value.get("report", {}), "path": row["path"]}
        report["skipped"] = tuple(Skipped(**one) for one in report.get("skipped", ()))
        pending = [Pending(**{**one, "names": tuple(one["names"])}) for one in value.get("pending", ())]
        return cls(
            FileReport(**report),
            fingerprint=str(row["sha256"]),
            example=bool(row["example"]),
            id=cast(int, row["id"]),
            pending=pending,
            **{name: value[name] for name in _KEPT if name in value},
        )

    def row(self, today: date) -> dict[str, Any]:
        """What `add_source` takes."""
        return {
            "path": self.report.path,
            "format": self.report.format,
            "sha256": self.fingerprint,
            "imported_at": today.isoformat(),
            "report": self.as_json(),
            "example": self.example,
        }

    def as_json(self) -> dict[str, object]:
        """What is kept in the row beside its columns."""
        value = asdict(self)
        return {name: value[name] for name in ("report", "pending", *_KEPT)}

    def still_there(self, people: set[int], notes: set[str]) -> bool:
        """Whether reading the file again would change nothing. What is pending needs no file to be finished."""
        known = (
            people.issuperset(self.people)
            and people.issuperset(self.created)
            and notes.issuperset(self.notes)
        )
        waits = self.unresolved_at is not None and self.unresolved_at != max(people, default=0)
        return known and bool(self.people or self.notes) and not waits


_KEPT = ("file", "people", "created", "notes", "page", "unresolved_at", "said")


def sources_of(book: Book) -> list[Source]:
    """Every file that was ever read, oldest first."""
    return [Source.of_row(row) for row in reversed(book.store.notes.sources())]


def said_of_columns(sources: Iterable[Source], now: Columns | None = None) -> Said:
    """What the user said of the columns of tables, now and, newest first, in earlier imports."""
    before = [source.report.columns for source in sources if source.said]
    known = [{header: Field(field) for header, field in columns.items()} for columns in reversed(before)]
    return Said(now or {}, known)


def guess_columns(
    book: Book, paths: Sequence[Path], *, max_file_megabytes: int = 64
) -> tuple[tuple[str, ColumnGuess], ...]:
    """Each table under the paths whose columns are guessed, as (its path to show, the guess); nothing is written.

    Raises:
        ImportProblem: a path that cannot be used.
    """
    said = said_of_columns(sources_of(book))
    found = [
        (one.shown, columns_of(one.shown, one.content, said))
        for shown, path in find_files(paths)
        for one in open_file(shown, path, max_file_megabytes)
        if not one.problem
    ]
    return tuple((shown, guess) for shown, guess in found if guess is not None)


def finish_sources(book: Book) -> None:
    """Leads every pending note to its people and has the new ones read for facts; a file of nobody is dropped."""
    waiting = [source for source in sources_of(book) if source.pending]
    if not waiting:
        return
    # Everything is looked up before anything is written: a book that changes has to learn its names anew.
    with book.store.transaction():
        named = _Names(book)
        named.look_up(name for source in waiting for one in source.pending for name in one.names)
        # Full names first: then "Bob" in one file may be the Bob Tansley whom another names.
        for short in (False, True):
            if short:
                named.look_up_again()
            for source in waiting:
                names = (name for one in source.pending if not one.of_known for name in one.names)
                source.created += named.create(names, short=short)
        pending = [one.note_id for source in waiting for one in source.pending]
        notes = {note.id: note for note in book.store.notes.get(pending)}
        prose = [note for note in notes.values() if note.kind != "record"]
        mentions = book.mentions_of([note.text for note in prose])
        mentioned = {
            note.id: [mention.person_id for mention in found]
            for note, found in zip(prose, mentions, strict=True)
        }
        links: dict[str, list[int]] = {}
        for source in waiting:
            # A note that an earlier file brought too was counted there.
            links |= _lead(book, named, source, notes, mentioned, counted=links.keys())
        book.store.notes.link({one: ids for one, ids in links.items() if ids})
        kept = {one for source in waiting for one in source.notes}
        dropped = [one for one, ids in links.items() if one not in kept and not notes[one].person_ids]
        book.store.notes.remove(dropped)
        read_notes(book, [one for one in notes if one not in dropped])
        for source in waiting:
            source.pending = []
        book.store.notes.change_sources({source.id: source.as_json() for source in waiting})


class _Names:
    """Names as written in notes to people: those known are found, those that look like names become people."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._arrivals = Arrivals(book.store, book.today.isoformat())
        self._found: dict[str, int | None] = {}
        self._unknown: set[str] = set()
        self.ambiguous: set[str] = set()

    def look_up(self, names: Iterable[str | int]) -> None:
        """Finds whoever is known; writes nothing."""
        for name in dict.fromkeys(names):
            if isinstance(name, str) and name not in self._found and self._could_be_new(name):
                self._unknown.add(name)

    def look_up_again(self) -> None:
        """What was nobody's before full names came in may be a part of one of them."""
        unknown, self._unknown = self._unknown, set()
        self._unknown = {name for name in unknown if self._could_be_new(name)}

    def create(self, names: Iterable[str | int], *, short: bool) -> list[int]:
        """Adds whoever is named and not known yet, by a full name or by one word of it; their ids."""
        created = []
        for name in dict.fromkeys(names):
            if (
                not isinstance(name, str)
                or name not in self._unknown
                or short != (len(name_tokens(_WHICH.sub("", name))) < 2)
            ):
                continue
            self._unknown.discard(name)
            # Two ways of writing one new name ("[[Tom Baker]]", "Tom  Baker") are one person.
            record = PersonRecord(name=" ".join(_WHICH.sub("", name).split()))
            one = self._arrivals.who(record, format="", file="", own_page=False, known=None)
            if one is None:
                one = self._arrivals.add(record)
                created.append(one)
            self._found[name] = one
        return created

    def ids(self, names: Iterable[str | int]) -> list[int]:
        """The people of these names, in order."""
        found = (name if isinstance(name, int) else self._found.get(name) for name in names)
        return [one for one in found if one is not None]

    def newest(self) -> int:
        """The highest id in the book."""
        return self._arrivals.newest()

    def _find(self, name: str) -> Person:
        """By the name as written; "Tom Baker (Acme)" by the name alone if nobody is told apart by "Acme"."""
        try:
            return self._book.find(name)
        except (NameProblem, UsageError):
            bare = _WHICH.sub("", name)
            if bare == name:
                raise
            return self._book.find(bare)

    def _could_be_new(self, name: str) -> bool:
        """Whether a name is nobody's yet and could be somebody's."""
        self._found[name] = None
        bare = _WHICH.sub("", name)
        try:
            person = self._find(name)
        except AmbiguousPerson:
            self.ambiguous.add(name)
        except (NameProblem, UsageError):
            return looks_like_name(bare)
        else:
            self._found[name] = None if person.is_me else person.id
        return False


def _lead(
    book: Book,
    named: _Names,
    source: Source,
    notes: Mapping[str, Note],
    mentioned: Mapping[str, list[int]],
    counted: Set[str],
) -> dict[str, list[int]]:
    """The people of each note of one file, besides those it has.

    A line that names nobody is kept to be found, if others of its file name somebody; "it", "there" and "the new boss" go
    on from those. What names somebody whom the book cannot tell, and a file that names nobody at all, is reported.
    """
    links: dict[str, list[int]] = {}
    unled: list[tuple[Pending, Skipped]] = []
    before: tuple[str, list[int]] = ("", [])
    for one in source.pending:
        note = notes.get(one.note_id)
        if note is None or (note.kind == "record" and not one.journal):
            continue
        day = note.date or ""
        ids = list(dict.fromkeys((*named.ids(one.names), *mentioned.get(note.id, ()))))
        if one.journal and not ids and before[0] == day and (note.private or _GOES_ON.match(note.text)):
            ids = before[1]
        if one.journal and not ids:
            unled.append((one, Skipped(one.line, _reason(one, named), note.text[:200])))
        before = (day, ids)
        links[note.id] = [person_id for person_id in ids if person_id not in note.person_ids]
    names_somebody = (
        any(links.values())
        or not unled
        or any(note.person_ids for note in book.store.notes.get(source.notes))
    )
    skipped = [
        said for one, said in unled if one.of_known or not names_somebody or said.reason != _NAMES_NOBODY
    ]
    dropped = {one.note_id for one, _ in unled if one.of_known or not names_somebody}
    dropped = {one for one in dropped if not links[one] and not notes[one].person_ids}
    source.notes = [one for one in source.notes if one not in dropped]
    source.people = list(dict.fromkeys((*source.people, *source.created)))
    source.report.people_added = len(source.created)
    source.report.notes_added -= len(dropped - counted)
    source.report.records -= len(skipped)
    source.report.skipped = (*source.report.skipped, *skipped)
    source.unresolved_at = named.newest() if unled else None
    return links


def _reason(one: Pending, named: _Names) -> str:
    if one.of_known:
        return (
            f"{str(one.names[0])!r} is not in your book; add them first if you know them, and import it again"
        )
    several = next((name for name in one.names if name in named.ambiguous), None)
    if several is not None:
        return f"it names {several!r}, and several people go by that; write the full name and import it again"
    return _NAMES_NOBODY
