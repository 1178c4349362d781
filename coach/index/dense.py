"""The vector index: numbers of passages and their vectors in Chroma. No word and no name is ever put into it.

The only file that knows chromadb. Whatever Chroma raises on a damaged folder becomes `DamagedIndex`, whose cure is
to build the folder anew from the book.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from coach.index.embedder import Vectors

_REACH = 400  # how many neighbours HNSW weighs per query; as many as are ever asked for
_ADD_AT_ONCE = 4000  # below Chroma's own limit of 5,461 on SQLite builds with few variables


class DamagedIndex(Exception):
    """The folder cannot be used. Never reaches the user: whoever catches it rebuilds."""


class DenseIndex:
    """One folder of vectors. Open at the first use, so that a command that needs none pays nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._client: Any = None
        self._shelves: dict[str, Any] = {}

    def put(self, numbers: Sequence[int], vectors: Vectors, *, shelf: str = "notes") -> None:
        """Adds the vectors of these passages, in place of any that were there."""
        with _translated():
            for start in range(0, len(numbers), _ADD_AT_ONCE):
                part = slice(start, start + _ADD_AT_ONCE)
                self._open(shelf).upsert(
                    ids=[str(number) for number in numbers[part]], embeddings=vectors[part]
                )

    def remove(self, numbers: Sequence[int], *, shelf: str = "notes") -> None:
        """Takes vectors out; numbers that are not there are ignored."""
        with _translated():
            for start in range(0, len(numbers), _ADD_AT_ONCE):
                self._open(shelf).delete(
                    ids=[str(number) for number in numbers[start : start + _ADD_AT_ONCE]]
                )

    def nearest(self, vector: Vectors, count: int, *, shelf: str = "notes") -> dict[int, float]:
        """Passage number to cosine of the `count` nearest (by HNSW: very nearly the nearest)."""
        with _translated():
            found = self._open(shelf).query(
                query_embeddings=vector.reshape(1, -1), n_results=count, include=["distances"]
            )
            return {
                int(number): 1.0 - float(distance)
                for number, distance in zip(found["ids"][0], found["distances"][0], strict=True)
            }

    def cosines(self, vector: Vectors, numbers: Sequence[int]) -> dict[int, float]:
        """Passage number to cosine of exactly these passages; those not there are left out."""
        if not numbers:
            return {}
        with _translated():
            found = self._open("notes").get(ids=[str(number) for number in numbers], include=["embeddings"])
            if not found["ids"]:
                return {}
            # Chroma keeps what it was given, and what it was given has length one.
            cosines = np.asarray(found["embeddings"], dtype=np.float32) @ vector.reshape(-1)
            return {int(number): float(cosine) for number, cosine in zip(found["ids"], cosines, strict=True)}

    def count(self, shelf: str = "notes") -> int:
        with _translated():
            return int(self._open(shelf).count())

    def close(self) -> None:
        """Lets go of the folder's files."""
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
                    configuration={"hnsw": {"space": "cosine", "ef_search": _REACH}},
                )
            return self._shelves[shelf]


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (
        Exception
    ) as error:  # Chroma raises anything from KeyError to its own Rust panics on a damaged folder
        raise DamagedIndex(str(error)) from error
    except BaseException as error:
        # A panic of its Rust half derives from BaseException alone; an interrupt by the user is not ours to keep.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedIndex(str(error)) from error
