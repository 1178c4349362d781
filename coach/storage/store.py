"""Opens the book: one SQLite file in WAL mode, brought to the newest shape, safe for several threads and processes.

Knows SQLAlchemy and Alembic; hands out our own types through one small class per noun.
"""

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from coach.errors import StorageProblem
from coach.storage.changes import ChangeRows
from coach.storage.desk import DeskRows
from coach.storage.diary import DiaryRows
from coach.storage.facts import FactRows
from coach.storage.goals import GoalRows
from coach.storage.listing import ListingRows
from coach.storage.notes import NoteRows
from coach.storage.people import PeopleRows
from coach.storage.steps import StepRows
from coach.storage.threads import ThreadRows
from coach.text import fold

HEAD = "0004"
"""The newest migration. Alembic, which is slow to import, is only loaded when a book is not there yet."""

_BUSY_SECONDS = 20


class Store:
    """The book of one user. Every method of every noun works inside `transaction()` or alone."""

    def __init__(self, file: Path) -> None:
        """Opens or creates the book.

        Raises:
            StorageProblem: the folder cannot be written, the file is not a book, or it is of a newer version.
        """
        self.file = file
        with _translated(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            self._engine = _engine(file)
            self._migrate()
        self._local = threading.local()
        self.people = PeopleRows(self)
        self.listing = ListingRows(self)
        self.changes = ChangeRows(self)
        self.notes = NoteRows(self)
        self.facts = FactRows(self)
        self.diary = DiaryRows(self)
        self.steps = StepRows(self)
        self.goals = GoalRows(self)
        self.desk = DeskRows(self)
        self.threads = ThreadRows(self)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing. A transaction inside another one, on the same thread, is part of the outer one."""
        with self._connection(writes=True) as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the book, which neither waits for a writer nor makes one wait."""
        with self._connection(writes=False) as connection:
            yield connection

    @contextlib.contextmanager
    def _connection(self, *, writes: bool) -> Iterator[Connection]:
        current: Connection | None = getattr(self._local, "connection", None)
        if current is not None:
            yield current
            return
        with (
            _translated(self.file),
            self._engine.connect() as connection,
            connection.execution_options(writes=writes).begin(),
        ):
            self._local.connection = connection if writes else None
            try:
                yield connection
            finally:
                self._local.connection = None

    def version(self) -> int:
        """A number that grows whenever a note, its people or a name changes: what an index compares itself with."""
        return self._counted("version")

    def names_version(self) -> int:
        """A number that grows whenever somebody comes, goes or is called otherwise."""
        return self._counted("names")

    def _counted(self, key: str) -> int:
        query = "SELECT value FROM meta WHERE key = ?"
        current: Connection | None = getattr(self._local, "connection", None)
        if current is not None:
            return int(current.exec_driver_sql(query, (key,)).scalar_one())
        # Asked before every search: without a transaction of its own, which one row does not need.
        with _translated(self.file), contextlib.closing(self._engine.raw_connection()) as raw:
            cursor = raw.cursor()
            try:
                return int(cursor.execute(query, (key,)).fetchone()[0])
            finally:
                cursor.close()

    def compact(self) -> None:
        """Leaves no byte of a deleted row behind: in free pages or in the write-ahead log."""
        self.changes.clear(self.version())
        with _translated(self.file):
            raw = self._engine.raw_connection()
            try:
                raw.driver_connection.isolation_level = None  # type: ignore[union-attr]
                cursor = raw.cursor()
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.close()
            finally:
                raw.invalidate()

    def close(self) -> None:
        """Closes every connection; the store cannot be used afterwards."""
        self._engine.dispose()

    def _migrate(self) -> None:
        with self._engine.connect() as connection:
            known = connection.execute(
                text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
            ).scalar_one_or_none()
            current = (
                connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if known
                else None
            )
        if current == HEAD:
            return
        if current is not None and current > HEAD:
            raise StorageProblem(
                f"The book {str(self.file)!r} was written by a newer version of the coach ({current}). "
                "Update the coach and try again; nothing was changed."
            )
        from alembic import command
        from alembic.config import Config

        if current is not None:
            shutil.copy2(self.file, self.file.with_suffix(".before-update"))
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self._engine.begin() as connection:
            # Two commands at once on a new home: the second waits here and then finds the work done.
            connection.execute(text("CREATE TABLE IF NOT EXISTS making (one INTEGER)"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.execute(text("DROP TABLE making"))
        self.file.with_suffix(".before-update").unlink(missing_ok=True)


def _engine(file: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours, below
        connection.create_function(
            "fold", 1, fold, deterministic=True
        )  # the triggers write folded words with it
        connection.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE: a reader that turns writer half-way would otherwise fail at once instead of waiting its turn.
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextlib.contextmanager
def _translated(file: Path) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StorageProblem(_operational(file, str(error.orig))) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        if "not a database" in reason or "malformed" in reason:
            raise StorageProblem(
                f"The book {str(file)!r} is damaged or is not a book of the coach. Move it aside and import your files "
                "again; nothing in it was changed."
            ) from error
        raise
    except OSError as error:
        raise StorageProblem(
            f"The folder {str(file.parent)!r} cannot be used: {error.strerror or error}. "
            "Choose another with COACH_HOME, or make room; nothing was lost."
        ) from error


def _operational(file: Path, reason: str) -> str:
    if "locked" in reason or "busy" in reason:
        return f"Another coach is writing to {str(file)!r}. Wait a moment and try again; nothing was lost."
    if "full" in reason:
        return f"The disk that holds {str(file)!r} is full. Make room and try again; nothing was saved half."
    if "readonly" in reason or "read-only" in reason or "unable to open" in reason:
        return (
            f"The book {str(file)!r} cannot be written: {reason}. Allow writing to its folder, or choose another "
            "with COACH_HOME; nothing was changed."
        )
    return f"The book {str(file)!r} could not be used: {reason}. Try again; nothing was saved half."
