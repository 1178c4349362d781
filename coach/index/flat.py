"""Vectors as they are, in one SQLite table beside Chroma: fetched by number, or all compared one by one.

Two reasons. A passage's neighbours, or one person's lines, are a few known vectors, which Chroma takes 20 to 40 ms to
hand out and this one. And comparing every vector of a book of ordinary size is exact and takes a few milliseconds,
so that a single `coach search` need not import Chroma, which takes most of a second.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from coach.index.embedder import Vectors

_CHUNK = 500
_BUSY_SECONDS = 10


class FlatVectors:
    """One file of vectors, kept in half precision (a cosine loses less than 0.001)."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "flat.sqlite"

    def put(self, numbers: Sequence[int], vectors: Vectors, shelf: str) -> None:
        """Adds the vectors of these passages, in place of any that were there."""
        halves = vectors.astype(np.float16)
        with self._open() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(number, shelf, half.tobytes()) for number, half in zip(numbers, halves, strict=True)],
            )

    def remove(self, numbers: Sequence[int]) -> None:
        with self._open() as connection:
            connection.executemany("DELETE FROM vectors WHERE number = ?", [(number,) for number in numbers])

    def count(self, shelf: str) -> int:
        with self._open() as connection:
            return int(
                connection.execute("SELECT count(*) FROM vectors WHERE shelf = ?", (shelf,)).fetchone()[0]
            )

    def nearest(self, vector: Vectors, count: int, shelf: str) -> dict[int, float]:
        """Passage number to cosine of exactly the `count` nearest."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT number, vector FROM vectors WHERE shelf = ?", (shelf,)
            ).fetchall()
        cosines = _cosines(rows, vector)
        return dict(sorted(cosines.items(), key=lambda item: -item[1])[:count])

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number to cosine of these passages; those not there are left out."""
        rows: list[tuple[int, bytes]] = []
        with self._open() as connection:
            for start in range(0, len(numbers), _CHUNK):
                chunk = list(numbers[start : start + _CHUNK])
                marks = ", ".join("?" * len(chunk))
                rows += connection.execute(
                    f"SELECT number, vector FROM vectors WHERE number IN ({marks})", chunk
                )
        return _cosines(rows, vector)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.file, timeout=_BUSY_SECONDS)
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors (number INTEGER PRIMARY KEY, shelf TEXT NOT NULL, vector BLOB NOT NULL)"
            )
            connection.execute("CREATE INDEX IF NOT EXISTS vectors_of_shelf ON vectors (shelf)")
            with connection:
                yield connection
        finally:
            connection.close()


def _cosines(rows: Sequence[tuple[int, bytes]], vector: Vectors) -> dict[int, float]:
    if not rows:
        return {}
    width = len(vector.reshape(-1))
    matrix = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float16).reshape(len(rows), -1)
    if matrix.shape[1] != width:
        raise ValueError(f"vectors of length {matrix.shape[1]} cannot be compared with one of {width}")
    cosines = matrix.astype(np.float32) @ vector.reshape(-1)
    return {number: float(cosine) for (number, _), cosine in zip(rows, cosines, strict=True)}
