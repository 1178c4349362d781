"""The vector index: numbers of passages and their vectors, in one flat table and, where they are many, in Chroma. No word.

The only file that knows chromadb. Whatever Chroma raises on a damaged folder becomes `DamagedIndex`, whose cure is
to build the folder anew from the book.
"""

import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from coach.index.embedder import Vectors
from coach.index.flat import FlatVectors
from coach.index.lock import cannot_be_used

EXACT_UP_TO = 20_000
"""Vectors that are compared one by one in a millisecond, and that loading does not make anybody wait for."""

# Dot products, as the flat table's: vectors have one length, but not always one. As Chroma comes, a note unlike all others was lost in a graph of many that are alike, 22 times of 24.
_HNSW = {"space": "ip", "ef_search": 500, "ef_construction": 400, "max_neighbors": 32}
_GIVEN_AT_ONCE = 4000  # below Chroma's own limit of 5,461 on SQLite builds with few variables


class DamagedIndex(Exception):
    """The folder cannot be used. Never reaches the user: whoever catches it rebuilds."""


class DenseIndex:
    """One folder of vectors. Chroma opens at the first use that needs it, so that a book that needs none pays nothing.

    Args:
        exact_up_to: so many vectors of a shelf are compared one by one; Chroma is given more than that, and from then on
            whenever some thousands wait.
    """

    def __init__(self, folder: Path, *, exact_up_to: int = EXACT_UP_TO) -> None:
        self.folder = folder
        self._exact_up_to = exact_up_to
        self._flat = FlatVectors(folder)
        self._lock = threading.Lock()
        self._client: Any = None
        self._shelves: dict[str, Any] = {}

    def put(self, numbers: Sequence[int], vectors: Vectors, *, shelf: str = "notes") -> None:
        """Adds the vectors of these passages; one that is there stays, as neither numbers nor embedders come back."""
        with _translated(self.folder):
            self._flat.put(numbers, vectors, shelf)
            may_wait = _GIVEN_AT_ONCE if self._flat.has_given(shelf) else self._exact_up_to
            if self._flat.count_waiting(shelf) > may_wait:
                self._give(shelf)

    def _give(self, shelf: str) -> None:
        """Gives Chroma all that wait. Whoever is interrupted gives the last part again, which changes nothing."""
        while (waiting := self._flat.waiting(shelf, _GIVEN_AT_ONCE))[0]:
            numbers, vectors = waiting
            self._open(shelf).upsert(ids=[str(number) for number in numbers], embeddings=vectors)
            self._flat.set_given(numbers)

    def remove(self, numbers: Sequence[int], *, shelf: str = "notes") -> None:
        """Takes vectors out; numbers that are not there are ignored."""
        with _translated(self.folder):
            given = self._flat.given(numbers)
            for start in range(0, len(given), _GIVEN_AT_ONCE):
                part = given[start : start + _GIVEN_AT_ONCE]
                self._open(shelf).delete(ids=[str(number) for number in part])
            self._flat.remove(numbers)

    def nearest(self, vector: Vectors, count: int, *, shelf: str = "notes") -> dict[int, float]:
        """Passage number to dot product of the `count` nearest: of those given to Chroma by HNSW, very nearly the nearest."""
        with _translated(self.folder):
            found = self._flat.nearest(vector, count, shelf)
            if not self._flat.has_given(shelf):
                return found
            near = self._open(shelf).query(
                query_embeddings=vector.reshape(1, -1), n_results=count, include=["distances"]
            )
            for number, distance in zip(near["ids"][0], near["distances"][0], strict=True):
                found[int(number)] = 1.0 - float(distance)
            return dict(sorted(found.items(), key=lambda one: -one[1])[:count])

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number to dot product of exactly these passages; those not there are left out."""
        with _translated(self.folder):
            return self._flat.cosines(vector, numbers)

    def count(self, shelf: str = "notes") -> int:
        """How many vectors of a shelf are there; does not open Chroma."""
        with _translated(self.folder):
            return self._flat.count(shelf)

    def last(self, shelf: str = "notes") -> int:
        """The highest passage number of a shelf; 0 if it is empty."""
        with _translated(self.folder):
            return self._flat.last(shelf)

    def numbers(self, shelf: str = "notes") -> list[int]:
        """The passages of a shelf whose vectors are there."""
        with _translated(self.folder):
            return self._flat.numbers(shelf)

    def holds(self, count: int, *, shelf: str = "notes") -> bool:
        """Whether exactly so many vectors are there, and Chroma has those that it was given."""
        with _translated(self.folder):
            every = self._flat.count(shelf)
            given = every - self._flat.count_waiting(shelf)
            return count == every and (not given or int(self._open(shelf).count()) == given)

    def is_there(self) -> bool:
        """Whether the folder has the files it needs; says nothing of what is in them."""
        if not self._flat.file.is_file():
            return False
        with _translated(self.folder):
            return not self._flat.has_given("notes") or (self.folder / "chroma.sqlite3").is_file()

    def close(self) -> None:
        """Lets go of the folder's files."""
        self._flat.close()
        with self._lock:
            client, self._client, self._shelves = self._client, None, {}
        if client is not None:
            client.close()

    def _open(self, shelf: str) -> Any:
        with self._lock:
            if self._client is None:
                os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
                import chromadb
                from chromadb.config import Settings as ChromaSettings

                self._client = chromadb.PersistentClient(
                    path=str(self.folder), settings=ChromaSettings(anonymized_telemetry=False)
                )
            if shelf not in self._shelves:
                self._shelves[shelf] = self._client.get_or_create_collection(
                    shelf,
                    embedding_function=None,
                    configuration={"hnsw": _HNSW},
                )
            return self._shelves[shelf]


def wipe(path: Path) -> None:
    """Removes a file or folder, zeros over every byte first, so that nothing can be read back from the disk."""
    for file in path.rglob("*") if path.is_dir() else [path]:
        with suppress(OSError):
            if file.is_file():
                size = file.stat().st_size
                with file.open("r+b") as opened:
                    opened.write(b"\0" * size)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        # Chroma raises anything from KeyError to its own errors on a damaged folder. One that is locked is whole.
        if "is locked" in str(error):
            raise cannot_be_used(folder, str(error)) from error
        raise DamagedIndex(str(error)) from error
    except BaseException as error:
        # A panic of its Rust half derives from BaseException alone; an interrupt by the user is not ours to keep.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedIndex(str(error)) from error
