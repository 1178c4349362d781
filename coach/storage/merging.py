"""The rows a merge of two people touches: kept as they were, moved, and put back to the last byte."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, TableClause, and_, delete, insert, select, update

from coach.storage import tables as t
from coach.storage.rows import Rows

Snapshot = dict[str, list[dict[str, Any]]]
"""Table name to rows, as JSON values."""

_READ = (t.facts, t.ties, t.ledger, t.interactions)
"""Rows read out of notes: kept whole, because a merge may end, close or drop some."""
_MADE = (t.reminders, t.steps, t.passed_over, t.drafts, t.rehearsals, t.merges)
"""Rows the user works on: only whose they are changes."""
_NAMED = (t.aliases, t.contacts, t.note_people)
"""Rows without an id of their own."""


class MergeRows(Rows):
    """Every table that knows a person."""

    def snapshot(self, pair: tuple[int, int]) -> Snapshot:
        """Every row of two people, as it is."""
        with self._reading() as connection:
            kept = (t.people, *_NAMED, *_READ, *_MADE, t.decisions)
            return {table.name: _rows(connection, table, pair) for table in kept}

    def read_rows(self, pair: tuple[int, int]) -> Snapshot:
        """The rows of two people that were read out of notes."""
        with self._reading() as connection:
            return {table.name: _rows(connection, table, pair) for table in _READ}

    def move(self, kept: int, gone: int) -> None:
        """Makes every row of `gone` one of `kept`, where `kept` does not have the same already."""
        with self._transaction() as connection:
            for table in (*_NAMED, *_READ, *_MADE):
                if table is not t.note_people:
                    connection.execute(
                        update(table)
                        .prefix_with("OR IGNORE")
                        .where(table.c.person_id == gone)
                        .values(person_id=kept)
                    )
            connection.execute(
                update(t.ties).prefix_with("OR IGNORE").where(t.ties.c.other_id == gone).values(other_id=kept)
            )
            connection.execute(delete(t.ties).where(t.ties.c.person_id == t.ties.c.other_id))
            # Who is somebody else than the one that goes is somebody else than the one that is kept.
            for row in connection.execute(select(t.decisions).where(_decided_of(gone))).all():
                other = row.b if row.a == str(gone) else row.a
                if other != str(kept):
                    first, second = sorted((str(kept), other))
                    values = {"a": first, "b": second, "kind": row.kind}
                    connection.execute(insert(t.decisions).prefix_with("OR IGNORE").values(values))
            connection.execute(delete(t.decisions).where(_decided_of(gone)))
            mine = {row.note_id: row.position for row in _links(connection, kept)}
            for row in _links(connection, gone):
                if row.note_id not in mine:
                    connection.execute(
                        insert(t.note_people).values(
                            note_id=row.note_id, person_id=kept, position=row.position
                        )
                    )
                elif row.position < mine[row.note_id]:
                    link = and_(t.note_people.c.note_id == row.note_id, t.note_people.c.person_id == kept)
                    connection.execute(update(t.note_people).where(link).values(position=row.position))

    def read_anew(self, left: Snapshot) -> bool:
        """Whether rows that a merge left behind are not there as they were: their notes were read again since."""
        with self._reading() as connection:
            for table in _READ:
                ids = [row["id"] for row in left[table.name]]
                query = select(table).where(table.c.id.in_(ids))
                there = {row.id: dict(row._mapping) for row in connection.execute(query)} if ids else {}
                if any(there.get(row["id"]) != row for row in left[table.name]):
                    return True
            return False

    def restore(self, kept: int, gone: int, before: Snapshot, *, stale: bool) -> None:
        """Puts every row back, except those whose note is gone and those that are read again (`stale`)."""
        with self._transaction() as connection:
            people = {row["id"]: row for row in before["people"]}
            connection.execute(insert(t.people).values(people[gone]))
            connection.execute(update(t.people).where(t.people.c.id == kept).values(people[kept]))
            notes = set(connection.execute(select(t.notes.c.id)).scalars())
            for table in () if stale else _READ:
                rows = [
                    row for row in before[table.name] if row["note_id"] is None or row["note_id"] in notes
                ]
                connection.execute(delete(table).where(table.c.id.in_([row["id"] for row in rows])))
                for row in rows:
                    connection.execute(insert(table).values(row))
            if stale:
                # Ids may mean other rows by now; what the user entered is found by its note and day, the rest is read again.
                for row in before["interactions"]:
                    same = and_(*(t.interactions.c[name] == row[name] for name in ("date", "note_id")))
                    mine = and_(same, t.interactions.c.person_id == kept)
                    connection.execute(update(t.interactions).where(mine).values(person_id=row["person_id"]))
            for table in _NAMED:
                for row in before[table.name]:
                    if row.get("note_id", "") and row["note_id"] not in notes:
                        continue
                    moved = and_(
                        *(
                            table.c[name] == value
                            for name, value in _key(table, {**row, "person_id": kept}).items()
                        )
                    )
                    connection.execute(delete(table).where(moved))
                for row in before[table.name]:
                    if not row.get("note_id") or row["note_id"] in notes:
                        connection.execute(insert(table).prefix_with("OR IGNORE").values(row))
            name = people[gone]["folded"]
            if not any(row["folded"] == name and row["person_id"] == kept for row in before["aliases"]):
                connection.execute(
                    delete(t.aliases).where(t.aliases.c.person_id == kept, t.aliases.c.folded == name)
                )
            _restore_decisions(connection, kept, gone, before)
            for table in _MADE:
                for row in before.get(table.name, ()):  # a merge made before there were steps knows none
                    connection.execute(
                        update(table).where(table.c.id == row["id"]).values(person_id=row["person_id"])
                    )

    @staticmethod
    def note_ids(before: Snapshot) -> list[str]:
        """The notes that the rows of a snapshot rest on."""
        tables = (t.note_people, *_READ)
        return [row["note_id"] for table in tables for row in before[table.name] if row["note_id"]]


def _rows(connection: Connection, table: TableClause, pair: tuple[int, int]) -> list[dict[str, Any]]:
    """The rows of two people in one table, as JSON values."""
    if table is t.people:
        condition: ColumnElement[bool] = t.people.c.id.in_(pair)
    elif table is t.decisions:
        condition = _decided_of(*pair)
    else:
        condition = table.c.person_id.in_(pair)
        if table is t.ties:
            condition |= t.ties.c.other_id.in_(pair)
    columns = (table.c.id, table.c.person_id) if table in _MADE else tuple(table.c)
    return [dict(row._mapping) for row in connection.execute(select(*columns).where(condition))]


def _decided_of(*people: int) -> ColumnElement[bool]:
    ids = [str(one) for one in people]
    return t.decisions.c.a.in_(ids) | t.decisions.c.b.in_(ids)


def _links(connection: Connection, person_id: int) -> list[Row[Any]]:
    query = select(t.note_people.c.note_id, t.note_people.c.position).where(
        t.note_people.c.person_id == person_id
    )
    return list(connection.execute(query))


def _restore_decisions(connection: Connection, kept: int, gone: int, before: Snapshot) -> None:
    """What was decided of the one who went is decided of them again, and no longer of the one who was kept."""
    rows = before.get("decisions", [])
    known = {(row["a"], row["b"], row["kind"]) for row in rows}
    for row in rows:
        other = row["b"] if row["a"] == str(gone) else row["a"]
        first, second = sorted((str(kept), other))
        if str(gone) in (row["a"], row["b"]) and (first, second, row["kind"]) not in known:
            mine = and_(
                t.decisions.c.a == first, t.decisions.c.b == second, t.decisions.c.kind == row["kind"]
            )
            connection.execute(delete(t.decisions).where(mine))
        connection.execute(insert(t.decisions).prefix_with("OR IGNORE").values(row))


def _key(table: TableClause, row: dict[str, Any]) -> dict[str, Any]:
    """The columns that make a row of this table one of its kind."""
    names = {"aliases": ("person_id", "folded"), "contacts": ("person_id", "kind", "folded")}
    return {name: row[name] for name in names.get(table.name, ("note_id", "person_id"))}
