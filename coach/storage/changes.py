"""What changed in the book since a version of it, so that an index need not read everything to find out.

Triggers write it down (see the migrations); it holds hashes and numbers, no words.
"""

from sqlalchemy import text

from coach.storage.rows import Rows


class ChangeRows(Rows):
    """The log of changes, as far back as it reaches."""

    def reach_back_to(self, version: int) -> bool:
        """Whether every change after that version is known. If not, whoever asks has to read everything."""
        with self._reading() as connection:
            first = connection.execute(text("SELECT value FROM meta WHERE key = 'changes_from'")).scalar_one()
        return version >= int(first)

    def notes(self, since: int) -> list[str]:
        """The ids of notes that came, went or changed after that version, in words or people."""
        with self._reading() as connection:
            query = text("SELECT note_id FROM changes WHERE version > :since")
            return list(connection.execute(query, {"since": since}).scalars())

    def names(self, since: int) -> list[int]:
        """Who came, went or is called otherwise after that version."""
        with self._reading() as connection:
            query = text("SELECT person_id FROM renamed WHERE version > :since")
            return list(connection.execute(query, {"since": since}).scalars())

    def clear(self, until: int) -> None:
        """Lets go of what changed up to that version: the index has it all."""
        with self._transaction() as connection:
            for table in ("changes", "renamed"):
                connection.execute(text(f"DELETE FROM {table} WHERE version <= :until"), {"until": until})
            connection.execute(
                text(
                    "UPDATE meta SET value = :until WHERE key = 'changes_from' AND CAST(value AS INTEGER) < :until"
                ),
                {"until": until},
            )
