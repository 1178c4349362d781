"""Connections to one SQLite file that outlive their use: a new one reads the file's shape and each page anew, a millisecond or two."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.index.lock import BUSY_SECONDS

_MOST_IDLE = 2
_CACHE_KIBIBYTES = 8000


class Connections:
    """Each is used by one thread at a time, and by none once the file is not what it was when it was given back."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._idle: list[tuple[sqlite3.Connection, tuple[int, ...]]] = []

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """A connection that commits each statement, unless told otherwise; whoever raises has closed it.

        Raises:
            sqlite3.OperationalError: the file cannot be opened.
        """
        connection = self._taken() or self._new()
        try:
            yield connection
            # Writing may have changed the file; what changes it from here on is somebody else.
            stamp = self._stamp()
        except BaseException:
            connection.close()
            raise
        with self._lock:
            is_kept = len(self._idle) < _MOST_IDLE and not connection.in_transaction
            if is_kept:
                self._idle.append((connection, stamp))
        if not is_kept:
            connection.close()

    def close(self) -> None:
        """Lets go of the file, but for what is in use."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection, _ in idle:
            connection.close()

    def _taken(self) -> sqlite3.Connection | None:
        with self._lock:
            connection, stamp = self._idle.pop() if self._idle else (None, ())
        # The folder may be thrown away or cut short by anybody; of a file that grew, the pages held are still right.
        if connection is not None and stamp != self._stamp():
            connection.close()
            connection = None
        return connection

    def _new(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _stamp(self) -> tuple[int, ...]:
        try:
            stat = self._file.stat()
        except FileNotFoundError:
            return ()
        return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
