"""Vectors as they are, in one SQLite table: fetched by number, or all that Chroma has not been given compared one by one.

Two reasons. A passage's neighbours, or one person's lines, are a few known vectors, which Chroma takes 20 to 40 ms to
hand out and this one. And comparing every vector of a book of ordinary size is exact and takes a millisecond, so
that most homes and most commands never import Chroma, which takes most of a second.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from coach.index.embedder import Vectors
from coach.index.lock import BUSY_SECONDS

_SCHEMA = """
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS vectors (
    number INTEGER PRIMARY KEY, shelf TEXT NOT NULL, vector BLOB NOT NULL, given INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS vectors_of_shelf ON vectors (shelf, given);
"""


class FlatVectors:
    """One file of vectors, kept in half precision (a cosine loses less than 0.001)."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "flat.sqlite"
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._held: dict[str, tuple[tuple[int, int], list[int], Vectors]] = {}

    def put(self, numbers: Sequence[int], vectors: Vectors, shelf: str) -> None:
        """Adds the vectors of these passages that are not there."""
        halves = vectors.astype(np.float16)
        with self._open() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO vectors (number, shelf, vector) VALUES (?, ?, ?)",
                [(number, shelf, half.tobytes()) for number, half in zip(numbers, halves, strict=True)],
            )

    def remove(self, numbers: Sequence[int]) -> None:
        with self._open() as connection:
            connection.executemany("DELETE FROM vectors WHERE number = ?", [(number,) for number in numbers])

    def count(self, shelf: str) -> int:
        """How many vectors of a shelf are there; 10 ms for 200,000."""
        return self._number("SELECT count(*) FROM vectors WHERE shelf = ?", shelf)

    def count_waiting(self, shelf: str) -> int:
        """How many of them Chroma was not given."""
        return self._number("SELECT count(*) FROM vectors WHERE shelf = ? AND given = 0", shelf)

    def has_given(self, shelf: str) -> bool:
        """Whether Chroma was given any."""
        return self._number("SELECT EXISTS (SELECT 1 FROM vectors WHERE shelf = ? AND given = 1)", shelf) > 0

    def last(self, shelf: str) -> int:
        """The highest number of a shelf; 0 if it is empty."""
        return self._number("SELECT coalesce(max(number), 0) FROM vectors WHERE shelf = ?", shelf)

    def _number(self, query: str, shelf: str) -> int:
        with self._open() as connection:
            return int(connection.execute(query, (shelf,)).fetchone()[0])

    def waiting(self, shelf: str, limit: int) -> tuple[list[int], Vectors]:
        """The first vectors of a shelf, by number, that Chroma was not given."""
        with self._open() as connection:
            query = "SELECT number, vector FROM vectors WHERE shelf = ? AND given = 0 ORDER BY number LIMIT ?"
            rows = connection.execute(query, (shelf, limit)).fetchall()
        return [number for number, _ in rows], _matrix(rows)

    def set_given(self, numbers: Sequence[int]) -> None:
        """Notes that Chroma has these."""
        with self._open() as connection:
            connection.executemany(
                "UPDATE vectors SET given = 1 WHERE number = ?", [(number,) for number in numbers]
            )

    def given(self, numbers: Sequence[int]) -> list[int]:
        """Those of these that Chroma has."""
        query = "SELECT number FROM vectors WHERE given = 1 AND number IN (SELECT value FROM json_each(?))"
        with self._open() as connection:
            return [number for (number,) in connection.execute(query, (json.dumps(list(numbers)),))]

    def numbers(self, shelf: str) -> list[int]:
        with self._open() as connection:
            found = connection.execute("SELECT number FROM vectors WHERE shelf = ?", (shelf,))
            return [number for (number,) in found]

    def nearest(self, vector: Vectors, count: int, shelf: str) -> dict[int, float]:
        """Passage number to cosine of exactly the `count` nearest of those that Chroma was not given."""
        numbers, matrix = self._all_waiting(shelf)
        if not numbers:
            return {}
        cosines = _dots(matrix, vector)
        best = range(len(numbers)) if count >= len(numbers) else np.argpartition(-cosines, count)[:count]
        return {numbers[place]: float(cosines[place]) for place in best}

    def _all_waiting(self, shelf: str) -> tuple[list[int], Vectors]:
        """As `waiting`, all of them, held in memory until the file changes."""
        with self._lock:
            stamp = self._stamp()
            if shelf not in self._held or self._held[shelf][0] != stamp:
                self._held[shelf] = stamp, *self.waiting(shelf, -1)
            return self._held[shelf][1:]

    def _stamp(self) -> tuple[int, int]:
        stat = self.file.stat()
        return stat.st_mtime_ns, stat.st_size

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number to cosine of these passages; those not there are left out."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT number, vector FROM vectors WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            ).fetchall()
        return _cosines(rows, vector)

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file in one transaction; one thread at a time."""
        with self._lock:
            if self._connection is None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self.file, timeout=BUSY_SECONDS, check_same_thread=False)
                try:
                    connection.executescript(_SCHEMA)
                except BaseException:
                    connection.close()
                    raise
                self._connection = connection
            with self._connection:
                yield self._connection


def _cosines(rows: Sequence[tuple[int, bytes]], vector: Vectors) -> dict[int, float]:
    if not rows:
        return {}
    cosines = _dots(_matrix(rows), vector)
    return {number: float(cosine) for (number, _), cosine in zip(rows, cosines, strict=True)}


def _matrix(rows: Sequence[tuple[int, bytes]]) -> Vectors:
    halves = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float16)
    return halves.reshape(len(rows), -1 if rows else 0).astype(np.float32)


def _dots(matrix: Vectors, vector: Vectors) -> Vectors:
    """The cosine of each row with the vector, in one thread.

    Not `matrix @ vector`: BLAS shares that out among threads whose waiting for each other, on a machine with other work,
    takes 20 ms where the numbers take less than one.

    Raises:
        ValueError: the vector is of another length.
    """
    dots: Vectors = np.vecdot(matrix, vector.reshape(-1))
    return dots
