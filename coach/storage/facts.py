"""What notes say: facts with their time, ties between people, and the ledger of giving and receiving."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, TableClause, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows, among
from coach.types import Citation, Fact, LedgerEntry, Tie, Use

_TIE = ("person_id", "other_id", "relation", "note_id", "quote")

# Built once: building a statement takes longer than running it.
_NEW_FACT = insert(t.facts).on_conflict_do_nothing()
_NEW_TIE = insert(t.ties).on_conflict_do_nothing()
_NEW_ENTRY = insert(t.ledger).on_conflict_do_nothing()


class FactRows(Rows):
    """Everything here is derived from notes and rests on one: it goes when the note goes."""

    def add_derived(
        self,
        facts: Sequence[tuple[int, Fact]],
        ties: Sequence[tuple[int, int, str, str, str]],
        entries: Sequence[tuple[int, LedgerEntry]],
        contacts: Sequence[tuple[int, str, str, str]],
    ) -> None:
        """Adds what was read out of many notes at once; what is there already stays as it is.

        Args:
            ties: (person_id, other_id, relation, note_id, quote).
            contacts: (person_id, date, text, note_id) of each real contact.
        """
        columns = ("person_id", "date", "text", "note_id")
        rows: list[tuple[TableClause, list[dict[str, object]]]] = [
            (t.facts, [_fact_row(person_id, fact) for person_id, fact in facts]),
            (t.ties, [dict(zip(_TIE, tie, strict=True)) for tie in ties]),
            (t.ledger, [_entry_row(person_id, entry) for person_id, entry in entries]),
            (t.interactions, [dict(zip(columns, contact, strict=True)) for contact in contacts]),
        ]
        with self._transaction() as connection:
            for table, values in rows:
                if values:
                    connection.execute(insert(table).on_conflict_do_nothing(), values)

    def add_fact(self, person_id: int, fact: Fact) -> bool:
        """Adds a fact; False if the same one from the same note is there already."""
        row = _fact_row(person_id, fact)
        with self._transaction() as connection:
            return bool(connection.execute(_NEW_FACT, row).rowcount)

    def facts(self, person_id: int | None = None, kind: str | None = None) -> list[tuple[int, Fact]]:
        """(person_id, fact), oldest first; of one person, of one kind, or all."""
        query = (
            select(t.facts, t.people.c.name.label("person"), t.notes.c.date.label("date"))
            .join(t.people, t.people.c.id == t.facts.c.person_id)
            .join(t.notes, t.notes.c.id == t.facts.c.note_id)
            .order_by(t.notes.c.date, t.facts.c.id)
        )
        if person_id is not None:
            query = query.where(t.facts.c.person_id == person_id)
        if kind is not None:
            query = query.where(t.facts.c.kind == kind)
        with self._reading() as connection:
            return [
                (
                    row.person_id,
                    Fact(
                        row.kind,
                        row.value,
                        row.since,
                        row.until,
                        Citation(row.note_id, row.person, row.date, row.quote),
                        Use(row.use),
                    ),
                )
                for row in connection.execute(query)
            ]

    def end_fact(self, person_id: int, fact: Fact, until: str) -> None:
        """Writes when a fact stopped to hold."""
        with self._transaction() as connection:
            connection.execute(update(t.facts).where(*_this_fact(person_id, fact)).values(until=until))

    def drop_fact(self, person_id: int, fact: Fact) -> None:
        """Takes back one fact, read from one note."""
        with self._transaction() as connection:
            connection.execute(delete(t.facts).where(*_this_fact(person_id, fact)))

    def drop_entry(self, person_id: int, entry: LedgerEntry) -> None:
        """Takes back one line of the ledger, read from one note."""
        with self._transaction() as connection:
            connection.execute(delete(t.ledger).where(*_this_entry(person_id, entry)))

    def drop_tie(self, person_id: int, other_id: int, tie: Tie) -> None:
        """Takes back what one note says of two people, whichever of them knows the other."""
        row, pair = t.ties.c, (person_id, other_id)
        with self._transaction() as connection:
            connection.execute(
                delete(t.ties)
                .where(row.person_id.in_(pair), row.other_id.in_(pair), row.relation == tie.relation)
                .where(row.note_id == tie.citation.note_id)
            )

    def add_tie(self, person_id: int, other_id: int, relation: str, note_id: str, quote: str) -> bool:
        """Adds "person knows other"; False if that note said so already."""
        row = dict(zip(_TIE, (person_id, other_id, relation, note_id, quote), strict=True))
        with self._transaction() as connection:
            return bool(connection.execute(_NEW_TIE, row).rowcount)

    def ties(self, person_id: int | None = None) -> list[tuple[int, int, Tie]]:
        """(person_id, other_id, tie to the other), of one person's side (both directions) or all."""
        other = t.people.alias("other")
        query = (
            select(
                t.ties, other.c.name.label("other_name"), t.notes.c.date, t.people.c.name.label("own_name")
            )
            .join(other, other.c.id == t.ties.c.other_id)
            .join(t.people, t.people.c.id == t.ties.c.person_id)
            .join(t.notes, t.notes.c.id == t.ties.c.note_id)
            .order_by(t.ties.c.id)
        )
        if person_id is not None:
            query = query.where((t.ties.c.person_id == person_id) | (t.ties.c.other_id == person_id))
        found = []
        with self._reading() as connection:
            for row in connection.execute(query):
                cite = Citation(row.note_id, row.own_name, row.date, row.quote)
                if person_id is not None and row.other_id == person_id:
                    found.append((row.other_id, row.person_id, Tie(row.own_name, row.relation, cite)))
                else:
                    found.append((row.person_id, row.other_id, Tie(row.other_name, row.relation, cite)))
        return found

    def add_entry(self, person_id: int, entry: LedgerEntry) -> bool:
        """Adds one line of the ledger; False if the same line from the same note is there already."""
        row = _entry_row(person_id, entry)
        with self._transaction() as connection:
            return bool(connection.execute(_NEW_ENTRY, row).rowcount)

    def ledger(self, person_id: int | None = None) -> list[tuple[int, LedgerEntry]]:
        """(person_id, entry), oldest first."""
        query = (
            select(t.ledger, t.people.c.name.label("person"))
            .join(t.people, t.people.c.id == t.ledger.c.person_id)
            .order_by(t.ledger.c.date, t.ledger.c.id)
        )
        if person_id is not None:
            query = query.where(t.ledger.c.person_id == person_id)
        with self._reading() as connection:
            return [
                (
                    row.person_id,
                    LedgerEntry(
                        row.person,
                        row.direction,
                        row.text,
                        row.date,
                        Citation(row.note_id, row.person, row.date, row.quote) if row.note_id else None,
                        row.open,
                    ),
                )
                for row in connection.execute(query)
            ]

    def close_entry(self, person_id: int, entry: LedgerEntry) -> None:
        """Marks a promise as kept."""
        with self._transaction() as connection:
            connection.execute(update(t.ledger).where(*_this_entry(person_id, entry)).values(open=False))

    def owners_by_source(self) -> dict[str, set[int]]:
        """Each source to the people whom its notes are about: one person alone for a file of their own."""
        query = (
            select(t.notes.c.source, t.note_people.c.person_id)
            .join(t.note_people, t.note_people.c.note_id == t.notes.c.id)
            .where(t.note_people.c.position == 0)
            .distinct()
        )
        owners: dict[str, set[int]] = {}
        with self._reading() as connection:
            for source, person_id in connection.execute(query):
                owners.setdefault(source, set()).add(person_id)
        return owners

    def remove_derived(self, note_ids: Iterable[str]) -> None:
        """Takes back everything that was read out of these notes, before reading them again.

        What the user logged was entered, not read: the contact and the giving of such a note stay.
        """
        wanted = list(note_ids)
        logged = select(t.notes.c.id).where(t.notes.c.kind == "interaction")
        with self._transaction() as connection:
            for table in (t.facts, t.ties):
                connection.execute(delete(table).where(among(table.c.note_id, wanted)))
            for table in (t.ledger, t.interactions):
                read = among(table.c.note_id, wanted) & table.c.note_id.not_in(logged)
                connection.execute(delete(table).where(read))


def _this_fact(person_id: int, fact: Fact) -> tuple[ColumnElement[bool], ...]:
    row = t.facts.c
    same = (row.person_id == person_id, row.kind == fact.kind, row.value == fact.value)
    return (*same, row.note_id == fact.citation.note_id)


def _this_entry(person_id: int, entry: LedgerEntry) -> tuple[ColumnElement[bool], ...]:
    row = t.ledger.c
    same = (row.person_id == person_id, row.direction == entry.direction, row.text == entry.text)
    return (*same, row.note_id == (entry.citation.note_id if entry.citation else None))


def _fact_row(person_id: int, fact: Fact) -> dict[str, object]:
    return {
        "person_id": person_id,
        "kind": fact.kind,
        "value": fact.value,
        "since": fact.since,
        "until": fact.until,
        "use": fact.use.value,
        "note_id": fact.citation.note_id,
        "quote": fact.citation.quote,
    }


def _entry_row(person_id: int, entry: LedgerEntry) -> dict[str, object]:
    return {
        "person_id": person_id,
        "direction": entry.direction,
        "text": entry.text,
        "date": entry.date,
        "open": entry.open,
        "note_id": entry.citation.note_id if entry.citation else None,
        "quote": entry.citation.quote if entry.citation else None,
    }
