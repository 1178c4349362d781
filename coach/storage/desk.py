"""What is being worked on: drafts and rehearsals, each a JSON value that its skill understands."""

from typing import Any

from sqlalchemy import delete, select
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

    def drafts(self, person_id: int | None = None, limit: int = 50) -> list[tuple[str, int, dict[str, Any]]]:
        """(draft_id, person_id, value), newest first."""
        query = select(t.drafts).order_by(t.drafts.c.created_at.desc()).limit(limit)
        if person_id is not None:
            query = query.where(t.drafts.c.person_id == person_id)
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

    def remove_naming(self, person_id: int, names: list[str]) -> tuple[int, int]:
        """Removes the drafts and rehearsals that are with a person or hold one of these names; how many of each."""
        counts = []
        with self._transaction() as connection:
            for table in (t.drafts, t.rehearsals):
                rows = connection.execute(select(table.c.id, table.c.person_id, table.c.value)).all()
                lost = [
                    row.id
                    for row in rows
                    if row.person_id == person_id
                    or any(name.casefold() in _words(row.value) for name in names)
                ]
                for row_id in lost:
                    connection.execute(delete(table).where(table.c.id == row_id))
                counts.append(len(lost))
        return counts[0], counts[1]


def _words(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_words(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(_words(item) for item in value)
    return str(value).casefold()
