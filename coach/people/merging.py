"""Makes two rows one person, and two again: every row that a merge touches is kept as it was.

A split restores those rows to the last byte; what was added to the merged person since stays with the first.
"""

from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, insert, select, update

from coach.errors import NotFound, UsageError
from coach.people.book import Book
from coach.people.holding import bring_up_to_date
from coach.people.pages import PersonPage, page_of
from coach.people.reading import read_notes
from coach.storage import tables as t
from coach.text import fold

_READ = (t.facts, t.ties, t.ledger, t.interactions)
"""Rows read out of notes: kept whole, because a merge may end, close or drop some."""
_MADE = (t.reminders, t.drafts, t.rehearsals, t.merges)
"""Rows the user works on: only whose they are changes."""
_NAMED = (t.aliases, t.contacts, t.note_people)
"""Rows without an id of their own."""


def merge(book: Book, a: str, b: str) -> PersonPage:
    """Makes `b` part of `a`: names, contacts, notes and all that rests on them. `split` undoes it.

    Raises:
        UsageError: both names lead to one person, or one of them is the user.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
    """
    kept, gone = book.find(a), book.find(b)
    if kept.id == gone.id:
        raise UsageError(f"{a!r} and {b!r} are the same person already. Name two people.")
    if kept.is_me or gone.is_me:
        raise UsageError(f"{(a if kept.is_me else b)!r} is you. Only two people you know can be merged.")
    pair = (kept.id, gone.id)
    with book.store.transaction() as connection:
        before = {table.name: _rows(connection, table, pair) for table in (t.people, *_NAMED, *_READ, *_MADE)}
        _move(connection, kept.id, gone.id)
        book.store.people.add_aliases(kept.id, [gone.name] if fold(gone.name) != fold(kept.name) else [])
        filled = {
            name: getattr(gone, name)
            for name in ("circle", "role", "organization")
            if getattr(gone, name) and not getattr(kept, name)
        }
        birthday = book.store.people.birthday(gone.id)
        if birthday and not book.store.people.birthday(kept.id):
            filled["birthday"] = birthday
        if filled:
            book.store.people.update(kept.id, **filled)
        book.store.people.remove(gone.id)
        bring_up_to_date(book, [kept.id])
        left = {table.name: _rows(connection, table, pair) for table in _READ}
        kept_rows = {"gone": gone.id, "before": before, "left": left}
        book.store.people.add_merge(kept.id, kept_rows, book.today.isoformat())
    merged = book.store.people.get(kept.id)
    assert merged is not None
    return page_of(book, merged)


def split(book: Book, name: str) -> tuple[PersonPage, ...]:
    """Undoes the last merge of a person; both pages, the one that was kept first.

    Raises:
        NotFound: that person was never merged with anybody.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
    """
    person = book.find(name)
    found = book.store.people.last_merge(person.id)
    if found is None:
        raise NotFound(f"{person.name!r} was not merged with anybody, so there is nothing to split.")
    merge_id, value = found
    before = cast(dict[str, list[dict[str, Any]]], value["before"])
    left = cast(dict[str, list[dict[str, Any]]], value["left"])
    gone = cast(int, value["gone"])
    with book.store.transaction() as connection:
        stale = _read_anew(connection, left)
        _restore(connection, person.id, gone, before, stale=stale)
        book.store.people.remove_merge(merge_id)
    if stale:
        # The notes were read anew since the merge: their rows are read once more, now for two people.
        read_notes(
            book,
            [
                row["note_id"]
                for table in (t.note_people, *_READ)
                for row in before[table.name]
                if row["note_id"]
            ],
        )
    people = [book.store.people.get(person_id) for person_id in (person.id, gone)]
    return tuple(page_of(book, one) for one in people if one is not None)


def _rows(connection: Connection, table: Table, pair: tuple[int, int]) -> list[dict[str, Any]]:
    """The rows of two people in one table, as JSON values."""
    if table is t.people:
        condition: ColumnElement[bool] = t.people.c.id.in_(pair)
    else:
        condition = table.c.person_id.in_(pair)
        if table is t.ties:
            condition |= t.ties.c.other_id.in_(pair)
    columns = (table.c.id, table.c.person_id) if table in _MADE else tuple(table.c)
    return [dict(row._mapping) for row in connection.execute(select(*columns).where(condition))]


def _move(connection: Connection, kept: int, gone: int) -> None:
    for table in (*_NAMED, *_READ, *_MADE):
        if table is not t.note_people:
            connection.execute(
                update(table).prefix_with("OR IGNORE").where(table.c.person_id == gone).values(person_id=kept)
            )
    connection.execute(
        update(t.ties).prefix_with("OR IGNORE").where(t.ties.c.other_id == gone).values(other_id=kept)
    )
    connection.execute(delete(t.ties).where(t.ties.c.person_id == t.ties.c.other_id))
    mine = {row.note_id: row.position for row in _links(connection, kept)}
    for row in _links(connection, gone):
        if row.note_id not in mine:
            connection.execute(
                insert(t.note_people).values(note_id=row.note_id, person_id=kept, position=row.position)
            )
        elif row.position < mine[row.note_id]:
            link = and_(t.note_people.c.note_id == row.note_id, t.note_people.c.person_id == kept)
            connection.execute(update(t.note_people).where(link).values(position=row.position))


def _links(connection: Connection, person_id: int) -> list[Row[Any]]:
    query = select(t.note_people.c.note_id, t.note_people.c.position).where(
        t.note_people.c.person_id == person_id
    )
    return list(connection.execute(query))


def _read_anew(connection: Connection, left: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether rows that the merge left behind are not there as they were: their notes were read again since."""
    for table in _READ:
        ids = [row["id"] for row in left[table.name]]
        query = select(table).where(table.c.id.in_(ids))
        there = {row.id: dict(row._mapping) for row in connection.execute(query)} if ids else {}
        if any(there.get(row["id"]) != row for row in left[table.name]):
            return True
    return False


def _restore(
    connection: Connection, kept: int, gone: int, before: dict[str, list[dict[str, Any]]], *, stale: bool
) -> None:
    """Puts every row back, except those whose note is gone and those that are read again (`stale`)."""
    people = {row["id"]: row for row in before["people"]}
    connection.execute(insert(t.people).values(people[gone]))
    connection.execute(update(t.people).where(t.people.c.id == kept).values(people[kept]))
    notes = set(connection.execute(select(t.notes.c.id)).scalars())
    for table in () if stale else _READ:
        rows = [row for row in before[table.name] if row["note_id"] is None or row["note_id"] in notes]
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
                *(table.c[name] == value for name, value in _key(table, {**row, "person_id": kept}).items())
            )
            connection.execute(delete(table).where(moved))
        for row in before[table.name]:
            if not row.get("note_id") or row["note_id"] in notes:
                connection.execute(insert(table).prefix_with("OR IGNORE").values(row))
    owner = {row["id"]: row for row in before["people"]}
    name = owner[gone]["folded"]
    if not any(row["folded"] == name and row["person_id"] == kept for row in before["aliases"]):
        connection.execute(delete(t.aliases).where(t.aliases.c.person_id == kept, t.aliases.c.folded == name))
    for table in _MADE:
        for row in before[table.name]:
            connection.execute(
                update(table).where(table.c.id == row["id"]).values(person_id=row["person_id"])
            )


def _key(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The columns that make a row of this table one of its kind."""
    names = {"aliases": ("person_id", "folded"), "contacts": ("person_id", "kind", "folded")}
    return {name: row[name] for name in names.get(table.name, ("note_id", "person_id"))}
