"""Names in the word index: whom a question names, by full name, alias or part, and misspelt ones by runs of three letters."""

import sqlite3
from collections.abc import Iterable, Sequence

NAMES_SCHEMA = """
CREATE TABLE IF NOT EXISTS names (folded TEXT NOT NULL, person_id INTEGER NOT NULL, kind TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS names_by_fold ON names (folded);
CREATE INDEX IF NOT EXISTS names_by_person ON names (person_id);
CREATE TABLE IF NOT EXISTS spellings (number INTEGER PRIMARY KEY, folded TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS names_by_letters USING fts5 (folded, tokenize = 'trigram');
"""


class Names:
    """The names of an open word index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def set_names(self, names: Iterable[tuple[str, int, str]], of: Sequence[int] | None = None) -> None:
        """Replaces the names of these people, or of everybody: (folded, person_id, kind), kind being name, alias or part."""
        if of is None:
            for table in ("names", "spellings", "names_by_letters"):
                self._connection.execute(f"DELETE FROM {table}")
        for person_id in of or ():
            self._remove_names(person_id)
        rows = list(names)
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
        for folded in dict.fromkeys(row[0] for row in rows):
            new = self._connection.execute("INSERT OR IGNORE INTO spellings (folded) VALUES (?)", (folded,))
            if new.rowcount:
                self._connection.execute(
                    "INSERT INTO names_by_letters (rowid, folded) VALUES (?, ?)", (new.lastrowid, folded)
                )

    def _remove_names(self, person_id: int) -> None:
        mine = self._connection.execute("SELECT DISTINCT folded FROM names WHERE person_id = ?", (person_id,))
        spelled = [row[0] for row in mine]
        self._connection.execute("DELETE FROM names WHERE person_id = ?", (person_id,))
        for folded in spelled:
            if self._connection.execute("SELECT 1 FROM names WHERE folded = ?", (folded,)).fetchone():
                continue
            gone = self._connection.execute(
                "DELETE FROM spellings WHERE folded = ? RETURNING number", (folded,)
            ).fetchall()
            self._connection.executemany("DELETE FROM names_by_letters WHERE rowid = ?", gone)

    def people_whose_name_begins(self, folded: str) -> list[int]:
        """Everybody with a name or alias that begins with these words ("aunt" finds "Aunt Rosa")."""
        found = self._connection.execute(
            "SELECT DISTINCT person_id FROM names WHERE folded >= ? AND folded < ? ORDER BY person_id",
            (folded + " ", folded + "!"),
        )
        return [row[0] for row in found]

    def people_called(self, folded: str) -> list[tuple[int, str]]:
        """(person_id, kind) of everybody who goes by exactly this folded name or part."""
        return self._connection.execute(
            "SELECT DISTINCT person_id, kind FROM names WHERE folded = ? ORDER BY person_id", (folded,)
        ).fetchall()

    def names_like(self, folded: str, limit: int = 20) -> list[str]:
        """Names that share runs of three letters with this one, the likest first."""
        runs = {folded[start : start + 3] for start in range(len(folded) - 2)}
        if not runs:
            return []
        expression = " OR ".join('"' + run.replace('"', '""') + '"' for run in sorted(runs))
        rows = self._connection.execute(
            "SELECT folded FROM names_by_letters WHERE names_by_letters MATCH ? ORDER BY rank LIMIT ?",
            (expression, limit),
        )
        return [row[0] for row in rows]
