"""A lock between threads and processes."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def only_one(file: Path) -> Iterator[bool]:
    """True inside for one process or thread at a time; False at once for the others.

    The lock is SQLite's own on an empty file: it works on every platform and goes when its process goes.
    """
    connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
    finally:
        connection.close()
