"""Everybody at a glance, and many people at once: reads that stay quick in a book of 50,000.

One statement each, over the folded words that triggers keep beside people and notes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from coach.storage import tables as t
from coach.storage.rows import Rows
from coach.types import Citation, Fact, Person, Use

_CHUNK = 500

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
        query = select(t.people.c.id, t.people.c.circle).where(t.people.c.circle.in_(circles), ~t.people.c.is_me)
        with self._reading() as connection:
            return [(row.id, row.circle) for row in connection.execute(query)]

    def people(self, person_ids: Iterable[int]) -> dict[int, Person]:
        """Each of these ids that is somebody's, read at once: for answers about many without reading everybody."""
        columns = (t.people.c[name] for name in ("id", "name", "circle", "role", "organization", "is_me"))
        query = select(*columns)
        found: dict[int, Person] = {}
        with self._reading() as connection:
            for chunk in _chunks(person_ids):
                for row in connection.execute(query.where(t.people.c.id.in_(chunk))):
                    found[row.id] = Person(*row)
        return found

    def facts(self, person_ids: Iterable[int], kinds: Sequence[str] = ()) -> dict[int, list[Fact]]:
        """Each of these people who has any, to their facts (of these kinds, if given), oldest first, read at once."""
        query = (
            select(t.facts, t.people.c.name.label("person"), t.notes.c.date.label("date"))
            .join(t.people, t.people.c.id == t.facts.c.person_id)
            .join(t.notes, t.notes.c.id == t.facts.c.note_id)
            .order_by(t.notes.c.date, t.facts.c.id)
        )
        if kinds:
            query = query.where(t.facts.c.kind.in_(kinds))
        found: dict[int, list[Fact]] = {}
        with self._reading() as connection:
            for chunk in _chunks(person_ids):
                for row in connection.execute(query.where(t.facts.c.person_id.in_(chunk))):
                    cite = Citation(row.note_id, row.person, row.date, row.quote)
                    fact = Fact(row.kind, row.value, row.since, row.until, cite, Use(row.use))
                    found.setdefault(row.person_id, []).append(fact)
        return found

    def last_notes(self, person_ids: Iterable[int]) -> dict[int, str]:
        """Each of these people to the id of the newest note that names them, an address book's record only if there is
        no other; whoever no note names is left out."""
        marks = "SELECT person_id, note_id FROM note_people JOIN notes ON notes.id = note_id WHERE person_id IN ({})"
        newest = marks + " ORDER BY kind != 'record', coalesce(date, ''), position DESC"
        found: dict[int, str] = {}
        with self._reading() as connection:
            for chunk in _chunks(person_ids):
                statement = newest.format(", ".join("?" * len(chunk)))
                found.update(connection.exec_driver_sql(statement, tuple(chunk)).tuples())
        return found


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


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    every = list(dict.fromkeys(ids))
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))
