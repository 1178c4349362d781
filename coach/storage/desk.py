"""What is being worked on: drafts and rehearsals, each a JSON value that its skill understands."""

from typing import Any

from sqlalchemy import ColumnElement, TableClause, select
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows


class DeskRows(Rows):
    """Saved after every step, so that a crash loses at most the word being written."""

    def save_draft(self, draft_id: str, person_id: int, created_at: str, value: dict[str, Any]) -> None:
        """Adds a draft or replaces the one of that id."""
        self._save(t.drafts, draft_id, {"person_id": person_id, "created_at": created_at}, {"value": value})

    def draft(self, draft_id: str) -> tuple[int, dict[str, Any]] | None:
        """(person_id, value) of one draft."""
        return self._one(t.drafts, draft_id)

    def drafts(self, limit: int = 50) -> list[tuple[str, int, dict[str, Any]]]:
        """(draft_id, person_id, value), newest first."""
        return self._newest(t.drafts, t.drafts.c.created_at, limit)

    def save_rehearsal(
        self, rehearsal_id: str, person_id: int | None, now: str, value: dict[str, Any]
    ) -> None:
        """Adds a rehearsal or replaces the one of that id."""
        first = {"person_id": person_id, "created_at": now}
        self._save(t.rehearsals, rehearsal_id, first, {"value": value, "updated_at": now})

    def rehearsal(self, rehearsal_id: str) -> tuple[int | None, dict[str, Any]] | None:
        """(person_id, value) of one rehearsal."""
        return self._one(t.rehearsals, rehearsal_id)

    def rehearsals(self, limit: int = 50) -> list[tuple[str, int | None, dict[str, Any]]]:
        """(rehearsal_id, person_id, value), newest first."""
        return self._newest(t.rehearsals, t.rehearsals.c.updated_at, limit)

    def _save(self, table: TableClause, row_id: str, first: dict[str, Any], each: dict[str, Any]) -> None:
        """Adds a row of the columns in `first` and `each`; where it is there already, only `each` changes."""
        statement = insert(table).values({"id": row_id, **first, **each})
        with self._transaction() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=each))

    def _one(self, table: TableClause, row_id: str) -> tuple[Any, dict[str, Any]] | None:
        query = select(table.c.person_id, table.c.value).where(table.c.id == row_id)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return (row.person_id, row.value) if row else None

    def _newest(
        self, table: TableClause, day: ColumnElement[Any], limit: int
    ) -> list[tuple[str, Any, dict[str, Any]]]:
        query = select(table.c.id, table.c.person_id, table.c.value).order_by(day.desc()).limit(limit)
        with self._reading() as connection:
            return [(row.id, row.person_id, row.value) for row in connection.execute(query)]
