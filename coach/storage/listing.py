"""Everybody at a glance, and many people at once: reads that stay quick in a book of 50,000.

One statement each, over the folded words that triggers keep beside people and notes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from coach.storage import tables as t
from coach.storage.rows import Rows
from coach.types import Citation, Fact, Person, Use

_ROWS = """
SELECT name, circle, role, organization,
    (SELECT max(date) FROM interactions WHERE person_id = people.id),
    (SELECT count(*) FROM note_people WHERE person_id = people.id)
FROM people{by} WHERE NOT is_me{filters} ORDER BY folded, circle, organization, id
"""
_COUNT = "SELECT count(*) FROM people{by} WHERE NOT is_me{filters}"
_SAID = "{said} AS MATERIALIZED (SELECT id AS note_id FROM notes WHERE instr(words, ?) > 0)"
# A place is quoted from a note, so only the notes that say the word can hold one of that name.
_HAS_WORD = """ AND (
    instr(words, ?) > 0
    OR id IN (SELECT person_id FROM {said} CROSS JOIN note_people USING (note_id) WHERE position = 0)
    OR id IN (
        SELECT person_id FROM {said} CROSS JOIN facts USING (note_id)
        WHERE kind = 'place' AND (until IS NULL OR until > ?) AND instr(' ' || fold(value), ?) > 0))
"""
# A month or a year alone counts from its first day.
_QUIET = """ AND coalesce(
    (SELECT d || substr('-01-01', length(d) - 3) <= ?
     FROM (SELECT max(date) AS d FROM interactions WHERE person_id = people.id) WHERE d IS NOT NULL), 1)
"""
_FACTS = """
SELECT person_id, facts.kind, value, since, until, "use", note_id, quote, name, date
FROM facts JOIN people ON people.id = person_id JOIN notes ON notes.id = note_id
WHERE person_id IN {ids} {kinds} ORDER BY date, facts.id
"""
# Of one day, the one written first; "2024" is before "2024-05" since a space is before a hyphen. Whoever stands first
# of those a note names is whom it is about.
_FIRST_NOTES = """
SELECT person_id, notes.id, date, text, min(
    (position > 0 AND EXISTS (
        SELECT 1 FROM note_people AS before WHERE note_id = notes.id AND before.position < named.position))
    || coalesce(date, '') || printf(' %012d', notes.rowid))
FROM note_people AS named JOIN notes ON notes.id = note_id WHERE person_id IN {ids} GROUP BY person_id
"""
_USES = {use.value: use for use in Use}


@dataclass(frozen=True)
class Wanted:
    """Whom a list is of: everybody but the user, unless narrowed down.

    Args:
        circles: as written in the book; one of them.
        words: folded; each must begin a word of the name, role, organization, circle, place of today, or a note about
            them.
        quiet_until: an ISO day; nobody in touch after it.
        today: an ISO day, on which places hold.
    """

    today: str
    circles: Sequence[str] | None = None
    words: Sequence[str] = ()
    quiet_until: str | None = None


class ListingRows(Rows):
    """Reads of many people at once; nothing is written here."""

    def rows(
        self, wanted: Wanted, limit: int | None = None
    ) -> Iterator[tuple[str, str | None, str | None, str | None, str | None, int]]:
        """(name, circle, role, organization, last contact, how many notes name them) of each, by name."""
        statement, values = _narrowed(_ROWS, wanted)
        if limit is not None:
            statement, values = f"{statement} LIMIT ?", (*values, limit)
        with self._reading() as connection:
            yield from connection.exec_driver_sql(statement, values).cursor  # type: ignore[misc]

    def count(self, wanted: Wanted) -> int:
        """How many `rows` would yield."""
        with self._reading() as connection:
            return int(connection.exec_driver_sql(*_narrowed(_COUNT, wanted)).scalar_one())

    def circles(self) -> list[str]:
        """Every circle, as written, by name."""
        query = select(t.people.c.circle).where(t.people.c.circle.is_not(None)).distinct()
        with self._reading() as connection:
            return sorted(circle for circle in connection.execute(query).scalars() if circle)

    def in_circles(self, circles: Sequence[str]) -> list[tuple[int, str]]:
        """(person_id, circle) of everybody but the user in one of these circles, as written."""
        query = select(t.people.c.id, t.people.c.circle).where(
            t.people.c.circle.in_(circles), ~t.people.c.is_me
        )
        with self._reading() as connection:
            return [(row.id, row.circle) for row in connection.execute(query)]

    def people(self, person_ids: Iterable[int]) -> dict[int, Person]:
        """Each of these ids that is somebody's, read at once: for answers about many without reading everybody."""
        rows = self._of(
            "SELECT id, name, circle, role, organization, is_me FROM people WHERE id IN {ids}", person_ids
        )
        return {
            one: Person(one, name, circle, role, organization, bool(is_me))
            for one, name, circle, role, organization, is_me in rows
        }

    def everybody(self) -> list[Person]:
        """Everybody but the user, by name; namesakes as they came."""
        statement = (
            "SELECT id, name, circle, role, organization FROM people WHERE NOT is_me ORDER BY folded, id"
        )
        with self._reading() as connection:
            return [Person(*row) for row in connection.exec_driver_sql(statement).cursor.fetchall()]

    def facts(self, person_ids: Iterable[int], kinds: Sequence[str] = ()) -> dict[int, list[Fact]]:
        """Each of these people who has any, to their facts (of these kinds, if given), oldest first, read at once."""
        narrowed = f"AND facts.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        rows = self._of(_FACTS.format(ids="{ids}", kinds=narrowed), person_ids, *kinds)
        found: dict[int, list[Fact]] = {}
        for one, kind, value, since, until, use, note_id, quote, name, day in rows:
            fact = Fact(kind, value, since, until, Citation(note_id, name, day, quote), _USES[use])
            found.setdefault(one, []).append(fact)
        return found

    def first_notes(self, person_ids: Iterable[int]) -> dict[int, tuple[str, str | None, str]]:
        """Each of these people to (id, date, text) of the oldest note about them, or naming them if none is about them."""
        return {row[0]: row[1:4] for row in self._of(_FIRST_NOTES, person_ids)}

    def _of(self, statement: str, person_ids: Iterable[int], *values: object) -> list[Any]:
        """The rows of a statement about these people. The driver's own: SQLAlchemy's take three times as long to read."""
        ids = json.dumps(list(dict.fromkeys(person_ids)))
        with self._reading() as connection:
            found = connection.exec_driver_sql(
                statement.format(ids="(SELECT value FROM json_each(?))"), (ids, *values)
            )
            return list(found.cursor.fetchall())


def _narrowed(statement: str, wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    """The statement with its filters, and the values in the order of its marks."""
    before: list[str] = []
    filters: list[str] = []
    first: list[object] = []
    values: list[object] = []
    if wanted.circles is not None:
        filters.append(f" AND coalesce(circle, '') IN ({', '.join('?' * len(wanted.circles))})")
        values += wanted.circles
    for number, word in enumerate(wanted.words):
        begins = f" {word}"
        before.append(_SAID.format(said=f"said{number}"))
        first.append(begins)
        filters.append(_HAS_WORD.format(said=f"said{number}"))
        values += [begins, wanted.today, begins]
    if wanted.quiet_until is not None:
        filters.append(_QUIET)
        values.append(wanted.quiet_until)
    head = f"WITH {', '.join(before)}" if before else ""
    # With words the table is read as it lies and the few that fit are sorted; by the index it would take twice as long.
    by = " NOT INDEXED" if before else ""
    return head + statement.format(filters="".join(filters), by=by), (*first, *values)
