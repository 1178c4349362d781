"""Where a person may be named outside their own rows, and how the name is taken out of there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update

from coach.storage import tables as t
from coach.storage.rows import Rows
from coach.text import fold

_MADE = {"drafts": t.drafts, "rehearsals": t.rehearsals, "messages": t.messages}
_TEXTS = (
    (t.threads, "title"),
    (t.notes, "place"),
    (t.notes, "source"),
    (t.sources, "path"),
    (t.interactions, "text"),
    (t.reminders, "text"),
    (t.steps, "what"),
    (t.steps, "because"),
    (t.goals, "text"),
    (t.goals, "why"),
    (t.goals, "outcome"),
    (t.passed_over, "because"),
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
                    or any(map(names, _strings(row["value"])))
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
        """Takes a name out of what is kept about others: their names, texts, chat titles, reports, merges, decisions."""
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
                value = _cleaned(_without(row.value, person_id), clean)
                if value != row.value:
                    connection.execute(update(t.merges).where(t.merges.c.id == row.id).values(value=value))
            for row in connection.execute(select(t.people.c.id, t.people.c.name)).all():
                if row.id != person_id and clean(row.name) != row.name:
                    name = clean(row.name)
                    values = {"name": name, "folded": fold(name)}
                    connection.execute(update(t.people).where(t.people.c.id == row.id).values(values))
            for row in connection.execute(select(t.aliases)).all():
                if clean(row.alias) != row.alias:
                    mine = (t.aliases.c.person_id == row.person_id) & (t.aliases.c.folded == row.folded)
                    connection.execute(delete(t.aliases).where(mine))
            for row in connection.execute(select(t.contacts).where(t.contacts.c.kind == "address")).all():
                if row.person_id != person_id and clean(row.value) != row.value:
                    mine = (t.contacts.c.person_id == row.person_id) & (t.contacts.c.folded == row.folded)
                    values = {"value": clean(row.value), "folded": fold(clean(row.value))}
                    connection.execute(
                        update(t.contacts).prefix_with("OR REPLACE").where(mine).values(values)
                    )
            decisions = t.decisions.c
            for row in connection.execute(select(t.decisions)).all():
                if str(person_id) in (row.a, row.b) or clean(row.a) != row.a or clean(row.b) != row.b:
                    connection.execute(delete(t.decisions).where(decisions.a == row.a, decisions.b == row.b))


def _strings(value: Any) -> Iterator[str]:
    """Every text within a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _without(merge: Any, person_id: int) -> Any:
    """The rows kept of a merge without those that are a person's or tie somebody to them."""
    if not isinstance(merge, dict):
        return merge
    rows = {
        part: {
            table: [row for row in kept if person_id not in (row.get("person_id"), row.get("other_id"))]
            for table, kept in merge[part].items()
        }
        for part in ("before", "left")
        if part in merge
    }
    return {**merge, **rows}


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(item, clean) for key, item in value.items()}
    return [_cleaned(item, clean) for item in value] if isinstance(value, list) else value
