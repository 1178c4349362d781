"""Who may use the files of the index when: a lock between threads and processes, and what to say of one that stays shut."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from coach.errors import StorageProblem

BUSY_SECONDS = 5
"""How long somebody else's lock on a file is waited for."""


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


def cannot_be_used(folder: Path, reason: str) -> StorageProblem:
    """What to tell of an index that is not damaged and cannot be read or written all the same."""
    cure = (
        "Another program holds it: wait until that is done, or close it,"
        if "locked" in reason
        else "Make room or allow writing to that folder,"
    )
    return StorageProblem(
        f"The index in {str(folder)!r} cannot be used: {reason}. {cure} and try again; your notes are safe."
    )
