"""What is being worked on: drafts and rehearsals, each a JSON value that its skill understands."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows


class DeskRows(Rows):
    """Saved after every step, so that a crash loses at most the word being written."""

    def save_draft(self, draft_id: str, person_id: int, created_at: str, value: dict[str, Any]) -> None:
        """Adds a draft or replaces the one of that id."""
        with self._transaction() as connection:
            row = {"id": draft_id, "person_id": person_id, "created_at": created_at, "value": value}
            statement = insert(t.drafts).values(row)
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_={"value": value}))

    def draft(self, draft_id: str) -> tuple[int, dict[str, Any]] | None:
        """(person_id, value) of one draft."""
        with self._reading() as connection:
            row = connection.execute(select(t.drafts).where(t.drafts.c.id == draft_id)).one_or_none()
        return (row.person_id, row.value) if row else None

    def drafts(self, limit: int = 50) -> list[tuple[str, int, dict[str, Any]]]:
        """(draft_id, person_id, value), newest first."""
        query = select(t.drafts).order_by(t.drafts.c.created_at.desc()).limit(limit)
        with self._reading() as connection:
            return [(row.id, row.person_id, row.value) for row in connection.execute(query)]

    def save_rehearsal(
        self, rehearsal_id: str, person_id: int | None, now: str, value: dict[str, Any]
    ) -> None:
        """Adds a rehearsal or replaces the one of that id."""
        row = {
            "id": rehearsal_id,
            "person_id": person_id,
            "created_at": now,
            "updated_at": now,
            "value": value,
        }
        with self._transaction() as connection:
            statement = insert(t.rehearsals).values(row)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["id"], set_={"value": value, "updated_at": now}
                )
            )

    def rehearsal(self, rehearsal_id: str) -> tuple[int | None, dict[str, Any]] | None:
        """(person_id, value) of one rehearsal."""
        with self._reading() as connection:
            row = connection.execute(
                select(t.rehearsals).where(t.rehearsals.c.id == rehearsal_id)
            ).one_or_none()
        return (row.person_id, row.value) if row else None

    def rehearsals(self, limit: int = 50) -> list[tuple[str, int | None, dict[str, Any]]]:
        """(rehearsal_id, person_id, value), newest first."""
        query = select(t.rehearsals).order_by(t.rehearsals.c.updated_at.desc()).limit(limit)
        with self._reading() as connection:
            return [(row.id, row.person_id, row.value) for row in connection.execute(query)]
