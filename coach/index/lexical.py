"""The word index: passages and names in one SQLite file of their own, searched with FTS5.

`words` is stemmed and unaccented; the names are in `coach/index/names.py`. The file also says of which book version
and embedder both indexes are. It can be deleted at any time. Knows rows, not meanings: what a passage's words are is
decided by whoever writes them.
"""

import contextlib
import json
import math
import re
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.index.connections import Connections
from coach.index.lock import cannot_be_used
from coach.index.names import NAMES_SCHEMA, Names
from coach.text import fold

SHAPE = "5"
"""Raised when the tables or the way passages are cut change; an index of another shape is built anew."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notes (note_id TEXT PRIMARY KEY, print TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, note_id TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL,
    person TEXT NOT NULL, date TEXT, source TEXT NOT NULL, private INTEGER NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0, shelf TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_note ON passages (note_id, position);
CREATE INDEX IF NOT EXISTS passages_to_embed ON passages (shelf, embedded);
CREATE TABLE IF NOT EXISTS passage_people (
    person_id INTEGER NOT NULL, date TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (person_id, date, number))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS people_of_passage ON passage_people (number);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (said, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE IF NOT EXISTS guide_words USING fts5 (said, tokenize = 'porter unicode61 remove_diacritics 2');
"""
_PEOPLE_OF = "SELECT person_id, number FROM passage_people WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number, person_id"
_ENTRIES = (
    "SELECT number, note_id, position, text, person, date, source, private FROM passages "
    "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
)
# Lines that may be turns of a talk ("Ana: ...") on one day, up to the one after next; of one note, the next.
_BESIDE = (
    "SELECT near.number FROM json_each(?) JOIN passages AS one ON one.number = value JOIN passages AS near "
    "ON near.number BETWEEN one.number - 2 AND one.number + 2 AND near.source = one.source AND near.date IS one.date "
    "AND (near.note_id = one.note_id AND abs(near.number - one.number) = 1 OR one.date IS NOT NULL "
    "AND instr(substr(one.text, 1, 40), ':') AND instr(substr(near.text, 1, 40), ':'))"
)
_WORD = re.compile(r"\w+", re.UNICODE)
_MAX_WORDS = 64  # of a query; a 10,000-character question is not 2,000 times more precise
_COMMON = 1000  # passages; which hold a word that so many hold is kept in memory
_MOST_KEPT = 128  # words: of a book of 200,000 passages some ten megabytes


@dataclass(frozen=True)
class Entry:
    """One passage as the index keeps it. `number` joins it with its vector; `position` counts within its note."""

    note_id: str
    position: int
    text: str
    words: str
    person: str
    date: str | None
    source: str
    private: bool
    person_ids: tuple[int, ...] = ()
    number: int = 0


Shares = NDArray[np.float64]
Kept = dict[tuple[str, str, str], NDArray[np.int32]]


class WordIndex:
    """One file of words and names. A thread has a connection to itself as long as one `with index.open()`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._connections = Connections(file)
        self._kept: Kept = {}

    @contextlib.contextmanager
    def open(self) -> Iterator["Words"]:
        """The index in its newest shape; made if it is not there.

        Raises:
            sqlite3.DatabaseError: the file is damaged; the cure is to build it anew.
            StorageProblem: the folder cannot be written.
        """
        self.make_folder()
        try:
            with self._connections.one() as connection:
                if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {_SCHEMA} {NAMES_SCHEMA} PRAGMA user_version = {SHAPE}; COMMIT;"
                    )
                yield Words(connection, self._kept)
        except sqlite3.OperationalError as error:
            if any(word in str(error) for word in ("readonly", "full", "unable to open", "locked")):
                raise cannot_be_used(self.file.parent, str(error)) from error
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._connections.close()

    def make_folder(self) -> None:
        """Makes the folder of the index if it is not there.

        Raises:
            StorageProblem: it cannot be made.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_be_used(self.file.parent, error.strerror or str(error)) from error


class Words(Names):
    """The open word index. `kept` lives longer than it: the passages that hold a common word, by state, shelf and word."""

    def __init__(self, connection: sqlite3.Connection, kept: Kept) -> None:
        super().__init__(connection)
        self._kept = kept

    # ---- what the index is of ----

    def meta(self, key: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, **values: str) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))

    def shape(self) -> str:
        return str(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Passages come and go inside one only."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.set_meta(passages=secrets.token_hex(8))
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def prints(self) -> dict[str, str]:
        """Note id to the fingerprint it had when it was indexed."""
        return dict(self._connection.execute("SELECT note_id, print FROM notes"))

    def sound(self) -> bool:
        """Whether SQLite finds nothing wrong with the file."""
        return bool(self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    # ---- writing ----

    def add(self, entries: Iterable[Entry], *, shelf: str = "notes") -> list[int]:
        """Adds passages to the shelf `notes` or `guides`; their numbers, in order."""
        numbers = []
        for entry in entries:
            row = (
                entry.note_id,
                entry.position,
                entry.text,
                entry.person,
                entry.date,
                entry.source,
                entry.private,
            )
            number = self._connection.execute(
                "INSERT INTO passages (note_id, position, text, person, date, source, private, shelf) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, shelf),
            ).lastrowid
            assert number is not None
            self._connection.execute(
                f"INSERT INTO {_table(shelf)} (rowid, said) VALUES (?, ?)", (number, entry.words)
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO passage_people VALUES (?, ?, ?)",
                [(who, entry.date or "", number) for who in entry.person_ids],
            )
            numbers.append(number)
        return numbers

    def set_prints(self, prints: Iterable[tuple[str, str]]) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", list(prints))

    def numbers_of(self, note_ids: Sequence[str]) -> list[int]:
        """The passages of these notes."""
        query = "SELECT number FROM passages WHERE note_id IN (SELECT value FROM json_each(?))"
        return [number for (number,) in self._connection.execute(query, (json.dumps(list(note_ids)),))]

    def numbers_on(self, shelf: str) -> list[int]:
        return [
            row[0]
            for row in self._connection.execute("SELECT number FROM passages WHERE shelf = ?", (shelf,))
        ]

    def remove(self, numbers: Sequence[int], *, shelf: str = "notes") -> None:
        """Takes passages out, with their words and people."""
        for number in numbers:
            self._connection.execute(f"DELETE FROM {_table(shelf)} WHERE rowid = ?", (number,))
            self._connection.execute("DELETE FROM passage_people WHERE number = ?", (number,))
            self._connection.execute("DELETE FROM passages WHERE number = ?", (number,))

    def remove_prints(self, note_ids: Sequence[str]) -> None:
        self._connection.executemany(
            "DELETE FROM notes WHERE note_id = ?", [(note_id,) for note_id in note_ids]
        )

    def unembedded(
        self, shelf: str, limit: int, *, private: bool, after: int = 0, anew: bool = False
    ) -> list[tuple[int, str]]:
        """(number, indexed words) of passages whose vectors are still to be made, by number, from beyond `after` on.

        Args:
            private: private ones too.
            anew: those that have vectors too.
        """
        only = f"{'' if private else 'AND NOT private'} {'' if anew else 'AND embedded = 0'}"
        # With every passage wanted, the index on shelves would have them all sorted for each batch: `+` rules it out.
        return self._connection.execute(
            f"SELECT number, said FROM passages JOIN {_table(shelf)} AS w ON w.rowid = number "
            f"WHERE {'+' if anew else ''}shelf = ? AND number > ? {only} ORDER BY number LIMIT ?",
            (shelf, after, limit),
        ).fetchall()

    def set_embedded_until(self, shelf: str, number: int, *, private: bool) -> None:
        """Notes that the passages up to that number have their vectors; private ones only if told so."""
        self._connection.execute(
            "UPDATE passages SET embedded = 1 WHERE shelf = ? AND number <= ? AND (? OR NOT private)",
            (shelf, number, private),
        )

    def set_embedded(self, numbers: Sequence[int]) -> None:
        """Notes that these passages have their vectors."""
        self._connection.executemany(
            "UPDATE passages SET embedded = 1 WHERE number = ?", [(number,) for number in numbers]
        )

    def forget_vectors(self) -> None:
        """Notes that every vector is to be made anew."""
        self._connection.execute("UPDATE passages SET embedded = 0")

    # ---- searching ----

    def shares(self, query: str, *, shelf: str = "notes") -> Shares:
        """By passage number, the share a passage holds of what the words of a query tell; of 0, and as many as need be.

        A rare word tells more than a common one, by BM25's measure (Robertson & Zaragoza 2009); a passage with each of
        them has 1. How often a word stands in a passage and how long that is does not count: of lines of a sentence
        or two both tell nothing (left out, more of the right lines are among the first), and looking every line's
        length up is most of what FTS5's own ranking costs in a large book.

        Every character that FTS5 could read as syntax is quoted away; a query without a word finds nothing.
        """
        state, every = self.meta("passages"), self.count(shelf)
        held = [self._with_word(word, shelf, state) for word in _distinct(query)]
        shares = np.zeros(1 + max((int(numbers[-1]) for numbers in held if len(numbers)), default=0))
        told = 0.0
        for numbers in held:
            tells = math.log(1 + (every - len(numbers) + 0.5) / (len(numbers) + 0.5))
            shares[numbers] += tells
            told += tells
        return shares / told if told else shares

    def _with_word(self, word: str, shelf: str, state: str) -> NDArray[np.int32]:
        """The passages that hold a word, in order."""
        key = state, shelf, word
        if (kept := self._kept.get(key)) is not None:
            return kept
        table = _table(shelf)
        (listed,) = self._connection.execute(
            f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH ?", (f'"{word}"',)
        ).fetchone()
        numbers = np.fromstring(listed or "", dtype=np.int32, sep=",")
        if len(numbers) >= _COMMON:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = numbers
        return numbers

    def holding(self, groups: Sequence[Sequence[str]]) -> list[int]:
        """Every passage (not only the best) that holds a word or phrase of each group, stemmed."""
        every = []
        for group in groups:
            quoted = [
                '"' + " ".join(_WORD.findall(fold(phrase))) + '"'
                for phrase in group
                if _WORD.search(fold(phrase))
            ]
            if not quoted:
                return []
            every.append("(" + " OR ".join(quoted) + ")")
        if not every:
            return []
        found = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", (" AND ".join(every),)
        )
        return [row[0] for row in found]

    def of_people(self, person_ids: Iterable[int], limit: int = -1) -> list[int]:
        """The newest `limit` passages about or naming any of these people; all if negative."""
        rows = self._connection.execute(
            "SELECT DISTINCT number FROM passage_people WHERE person_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY date DESC, number LIMIT ?",
            (json.dumps(list(person_ids)), limit),
        )
        return [row[0] for row in rows]

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """The passages of these numbers that are there."""
        wanted = json.dumps(list(numbers))
        people: dict[int, list[int]] = {}
        for who, number in self._connection.execute(_PEOPLE_OF, (wanted,)):
            people.setdefault(number, []).append(who)
        return {
            number: Entry(
                note_id,
                position,
                text,
                "",
                person,
                day,
                source,
                bool(private),
                tuple(people.get(number, ())),
                number,
            )
            for number, note_id, position, text, person, day, source, private in self._connection.execute(
                _ENTRIES, (wanted,)
            )
        }

    def beside(self, numbers: Sequence[int]) -> list[int]:
        """The passages just before and after these that may be turns of the same talk, or are of the same note."""
        found = self._connection.execute(_BESIDE, (json.dumps(list(numbers)),))
        return list({number for (number,) in found}.difference(numbers))

    def openings(self, note_ids: Sequence[str]) -> dict[str, str]:
        """The first passage of each of these notes that has one."""
        return dict(
            self._connection.execute(
                "SELECT note_id, text FROM passages WHERE note_id IN (SELECT value FROM json_each(?)) AND position = 0",
                (json.dumps(list(note_ids)),),
            )
        )

    def occurrences(self, word: str) -> int:
        """How many passages about people hold this word or its stem; of one in parts ("part-time"), any of them."""
        state = self.meta("passages")
        lines = [self._with_word(one, "notes", state) for one in _distinct(word)]
        return len(lines[0]) if len(lines) == 1 else len(reduce(np.union1d, lines, np.zeros(0)))

    def count(self, shelf: str = "notes") -> int:
        """How many passages stand on a shelf."""
        # FTS5 keeps one row a passage here: SQLite counts a whole table's rows page by page, those of a shelf one by one.
        return int(self._connection.execute(f"SELECT count(*) FROM {_table(shelf)}_docsize").fetchone()[0])

    def count_embedded(self, shelf: str = "notes", *, embedded: bool = True, private: bool = True) -> int:
        """How many passages of a shelf have their vectors, or lack them."""
        only = "" if private else "AND NOT private"
        query = f"SELECT count(*) FROM passages WHERE shelf = ? AND embedded = ? {only}"
        return int(self._connection.execute(query, (shelf, embedded)).fetchone()[0])


def most(shares: Shares, count: int, among: Sequence[int] | None = None) -> list[int]:
    """The passages of the largest shares, of all or among these; none that holds nothing."""
    numbers = np.flatnonzero(shares)
    if among is not None:
        numbers = np.intersect1d(numbers, among)
    if len(numbers) > count:
        numbers = numbers[np.argpartition(-shares[numbers], count)[:count]]
    found: list[int] = numbers.tolist()
    return found


def _table(shelf: str) -> str:
    return "guide_words" if shelf == "guides" else "words"


def _distinct(query: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(fold(query))))[:_MAX_WORDS]
