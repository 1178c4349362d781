"""People, the names they go by, and how to reach them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows
from coach.text import fold
from coach.types import Person

# As plain SQL: with thousands of cards, SQLAlchemy would take four times as long to prepare these as SQLite to run them.
_NEW_PERSON = (
    "INSERT INTO people (name, folded, circle, role, organization, birthday, is_me, created_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_NEW_CONTACT = (
    "INSERT INTO contacts (person_id, kind, value, folded) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_FIELDS = ("id", "name", "circle", "role", "organization", "is_me")


class PeopleRows(Rows):
    """Reads and writes people as `Person` values."""

    def add(
        self,
        name: str,
        *,
        created_at: str,
        circle: str | None = None,
        role: str | None = None,
        organization: str | None = None,
        birthday: str | None = None,
        is_me: bool = False,
    ) -> Person:
        """Adds a person; two people of one name are two rows."""
        with self._transaction() as connection:
            row = (name, fold(name), circle, role, organization, birthday, is_me, created_at)
            person_id = int(connection.exec_driver_sql(_NEW_PERSON, row).lastrowid)
        return Person(person_id, name, circle, role, organization, is_me)

    def update(self, person_id: int, **values: object) -> None:
        """Changes columns of one person: name, circle, role, organization, birthday, is_me."""
        if "name" in values:
            values["folded"] = fold(str(values["name"]))
        with self._transaction() as connection:
            columns = ", ".join(f"{t.people.c[name].name} = ?" for name in values)
            row = (*values.values(), person_id)
            connection.exec_driver_sql(f"UPDATE people SET {columns} WHERE id = ?", row)

    def get(self, person_id: int) -> Person | None:
        with self._reading() as connection:
            row = connection.execute(_select().where(t.people.c.id == person_id)).one_or_none()
        return Person(*row) if row else None

    def all(self) -> list[Person]:
        """Everybody, the user included, by name; namesakes by circle and organization, so that the order is always one."""
        with self._reading() as connection:
            return [
                Person(*row)
                for row in connection.execute(
                    _select().order_by(
                        *(t.people.c[name] for name in ("folded", "circle", "organization", "id"))
                    )
                )
            ]

    def me(self) -> Person | None:
        """The user, if they wrote about themselves."""
        with self._reading() as connection:
            row = connection.execute(_select().where(t.people.c.is_me)).first()
        return Person(*row) if row else None

    def count(self) -> int:
        """How many people the user knows (not counting the user)."""
        with self._reading() as connection:
            query = select(func.count()).select_from(t.people).where(~t.people.c.is_me)
            return int(connection.execute(query).scalar_one())

    def birthday(self, person_id: int) -> str | None:
        with self._reading() as connection:
            return connection.execute(
                select(t.people.c.birthday).where(t.people.c.id == person_id)
            ).scalar_one_or_none()

    def birthdays(self) -> dict[int, str]:
        """person_id to birthday, of everybody whose birthday is known."""
        with self._reading() as connection:
            query = select(t.people.c.id, t.people.c.birthday).where(t.people.c.birthday.is_not(None))
            return {row.id: row.birthday for row in connection.execute(query)}

    def remove(self, person_id: int) -> None:
        """Removes the row and, by cascade, everything that hangs on it except notes."""
        with self._transaction() as connection:
            connection.execute(delete(t.people).where(t.people.c.id == person_id))

    # ---- names ----

    def add_aliases(self, person_id: int, aliases: Iterable[str]) -> int:
        """Adds other names a person goes by; how many were new."""
        rows = [
            {"person_id": person_id, "alias": alias, "folded": fold(alias)}
            for alias in aliases
            if fold(alias)
        ]
        with self._transaction() as connection:
            return sum(
                connection.execute(insert(t.aliases).values(row).on_conflict_do_nothing()).rowcount
                for row in rows
            )

    def aliases(self, person_id: int) -> list[str]:
        with self._reading() as connection:
            query = (
                select(t.aliases.c.alias)
                .where(t.aliases.c.person_id == person_id)
                .order_by(t.aliases.c.alias)
            )
            return list(connection.execute(query).scalars())

    def names_of(self, person_ids: Iterable[int]) -> list[tuple[str, int, bool]]:
        """As `names`, of these people alone."""
        found: list[tuple[str, int, bool]] = []
        with self._reading() as connection:
            for one in person_ids:
                own = select(t.people.c.folded).where(t.people.c.id == one)
                other = select(t.aliases.c.folded).where(t.aliases.c.person_id == one)
                found += [(folded, one, False) for folded in connection.execute(own).scalars()]
                found += [(folded, one, True) for folded in connection.execute(other).scalars()]
        return found

    def names(self) -> list[tuple[str, int, bool]]:
        """Every folded name: (folded, person_id, is_alias)."""
        # The driver's own rows: this is read whole, and a row of SQLAlchemy's takes three times as long.
        with self._reading() as connection:
            own = connection.exec_driver_sql("SELECT folded, id FROM people").cursor.fetchall()
            other = connection.exec_driver_sql("SELECT folded, person_id FROM aliases").cursor.fetchall()
        return [(folded, one, False) for folded, one in own] + [(folded, one, True) for folded, one in other]

    def named(self, folded: str) -> list[int]:
        """The people of exactly this folded name, else those with exactly this alias."""
        with self._reading() as connection:
            own = connection.execute(select(t.people.c.id).where(t.people.c.folded == folded)).scalars().all()
            query = select(t.aliases.c.person_id).where(t.aliases.c.folded == folded)
            return sorted(set(own or connection.execute(query).scalars()))

    def all_aliases(self) -> dict[int, list[str]]:
        """person_id to the other names they go by."""
        found: dict[int, list[str]] = {}
        with self._reading() as connection:
            for row in connection.execute(
                select(t.aliases.c.person_id, t.aliases.c.alias).order_by(t.aliases.c.alias)
            ):
                found.setdefault(row.person_id, []).append(row.alias)
        return found

    # ---- how to reach them ----

    def add_contact(self, person_id: int, kind: str, value: str, folded: str) -> bool:
        """Adds one way to reach somebody; `folded` is the form two writings of it share. False if known already."""
        with self._transaction() as connection:
            return bool(connection.exec_driver_sql(_NEW_CONTACT, (person_id, kind, value, folded)).rowcount)

    def contacts(self, person_id: int) -> dict[str, list[str]]:
        """Kind (email, phone, url, address) to values."""
        with self._reading() as connection:
            rows = connection.execute(
                select(t.contacts.c.kind, t.contacts.c.value).where(t.contacts.c.person_id == person_id)
            ).all()
        found: dict[str, list[str]] = {}
        for kind, value in rows:
            found.setdefault(kind, []).append(value)
        return found

    def all_contacts(self) -> list[tuple[int, str, str, str]]:
        """(person_id, kind, value, folded) of everybody."""
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(select(t.contacts))]

    # ---- what the user decided about two rows ----

    def decide(self, a: str, b: str, kind: str) -> None:
        """Remembers a decision about two names, in either order."""
        with self._transaction() as connection:
            first, second = sorted((a, b))
            connection.execute(
                insert(t.decisions).values(a=first, b=second, kind=kind).on_conflict_do_nothing()
            )

    def take_back(self, a: str, b: str, kind: str) -> None:
        """Forgets such a decision, so that it is asked again."""
        first, second = sorted((a, b))
        row = t.decisions.c
        with self._transaction() as connection:
            connection.execute(delete(t.decisions).where(row.a == first, row.b == second, row.kind == kind))

    def decisions(self, kind: str) -> set[tuple[str, str]]:
        with self._reading() as connection:
            query = select(t.decisions.c.a, t.decisions.c.b).where(t.decisions.c.kind == kind)
            return {(row.a, row.b) for row in connection.execute(query)}

    def add_merge(self, person_id: int, value: Mapping[str, object], created_at: str) -> None:
        """Keeps every row as it was before a merge, so that a split restores it."""
        with self._transaction() as connection:
            connection.execute(
                insert(t.merges).values(person_id=person_id, value=dict(value), created_at=created_at)
            )

    def last_merge(self, person_id: int) -> tuple[int, dict[str, object]] | None:
        """The newest merge into this person: its id and what was kept."""
        with self._reading() as connection:
            row = connection.execute(
                select(t.merges.c.id, t.merges.c.value)
                .where(t.merges.c.person_id == person_id)
                .order_by(t.merges.c.id.desc())
            ).first()
        return (row.id, row.value) if row else None

    def remove_merge(self, merge_id: int) -> None:
        with self._transaction() as connection:
            connection.execute(delete(t.merges).where(t.merges.c.id == merge_id))


def _select() -> Select[Any]:
    return select(*(t.people.c[name] for name in _FIELDS))
