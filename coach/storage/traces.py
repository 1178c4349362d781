"""Where a person may be named outside their own rows, and how the name is taken out of there."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from coach.storage import tables as t
from coach.storage.rows import Rows

_MADE = {"drafts": t.drafts, "rehearsals": t.rehearsals, "messages": t.messages}
_TEXTS = (
    (t.threads, "title"),
    (t.notes, "place"),
    (t.notes, "source"),
    (t.sources, "path"),
    (t.interactions, "text"),
    (t.reminders, "text"),
    (t.ledger, "text"),
    (t.ledger, "quote"),
    (t.ties, "relation"),
    (t.people, "circle"),
    (t.people, "role"),
    (t.people, "organization"),
)


class TraceRows(Rows):
    """Knows tables, not names: what a name is, the caller says."""

    def naming(self, person_id: int, names: Callable[[str], bool]) -> dict[str, list[Any]]:
        """Ids of the drafts, rehearsals and messages that are with a person or name them in any of their words."""
        found: dict[str, list[Any]] = {}
        with self._reading() as connection:
            for what, table in _MADE.items():
                found[what] = [
                    row["id"]
                    for row in connection.execute(select(table)).mappings()
                    if row.get("person_id") == person_id
                    or names(_words(row["value"]))
                    or names(row.get("text") or "")
                ]
        return found

    def remove(self, ids: Mapping[str, Sequence[Any]]) -> None:
        """Removes what `naming` found."""
        with self._transaction() as connection:
            for what, wanted in ids.items():
                for one in wanted:
                    connection.execute(delete(_MADE[what]).where(_MADE[what].c.id == one))

    def rewrite(self, person_id: int, clean: Callable[[str], str]) -> None:
        """Takes a name out of what is kept about others: texts, titles of chats, reports of imports, merges, decisions."""
        with self._transaction() as connection:
            for table, column in _TEXTS:
                for row in connection.execute(select(table.c.id, table.c[column])).all():
                    if row[1] and clean(row[1]) != row[1]:
                        values = {column: clean(row[1])}
                        connection.execute(update(table).where(table.c.id == row[0]).values(values))
            for row in connection.execute(select(t.sources.c.id, t.sources.c.report)).all():
                report = _cleaned(row.report, clean)
                if report != row.report:
                    connection.execute(
                        update(t.sources).where(t.sources.c.id == row.id).values(report=report)
                    )
            for row in connection.execute(select(t.merges.c.id, t.merges.c.value)).all():
                # A merge that cannot be undone without the forgotten one is not kept.
                if _cleaned(row.value, clean) != row.value:
                    connection.execute(delete(t.merges).where(t.merges.c.id == row.id))
            decisions = t.decisions.c
            for row in connection.execute(select(t.decisions)).all():
                if str(person_id) in (row.a, row.b) or clean(row.a) != row.a or clean(row.b) != row.b:
                    connection.execute(delete(t.decisions).where(decisions.a == row.a, decisions.b == row.b))


def _words(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(item, clean) for key, item in value.items()}
    return [_cleaned(item, clean) for item in value] if isinstance(value, list) else value
