"""What happened and when, and what is to come: interactions and reminders."""

from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows


@dataclass(frozen=True)
class Interaction:
    """One real contact. `feared` and `actual` are 0 to 10, as the user tapped them."""

    person_id: int
    date: str
    text: str
    note_id: str | None = None
    feared: float | None = None
    actual: float | None = None


@dataclass(frozen=True)
class Reminder:
    """Something to do on a day."""

    id: int
    person_id: int | None
    text: str
    due: str
    done: bool
    note_id: str | None


class DiaryRows(Rows):
    """Interactions and reminders."""

    def add_interaction(self, interaction: Interaction) -> bool:
        """Adds a contact; False if that note's contact on that day is there already."""
        with self._transaction() as connection:
            row = vars(interaction)
            return bool(
                connection.execute(insert(t.interactions).values(**row).on_conflict_do_nothing()).rowcount
            )

    def tell_feeling(
        self, person_id: int, date: str, note_id: str | None, feared: float | None, actual: float | None
    ) -> None:
        """Adds feared and actual to a contact that is there; what was tapped before stays where nothing is given."""
        given = {"feared": feared, "actual": actual}
        values = {name: value for name, value in given.items() if value is not None}
        if not values:
            return
        row = t.interactions.c
        with self._transaction() as connection:
            connection.execute(
                update(t.interactions)
                .where(row.person_id == person_id, row.date == date, row.note_id == note_id)
                .values(**values)
            )

    def interactions(self, person_id: int | None = None, *, feared: bool = False) -> list[Interaction]:
        """Oldest first; of one person, or only those of which something was `feared`."""
        columns = (t.interactions.c[name] for name in Interaction.__dataclass_fields__)
        query = select(*columns).order_by(t.interactions.c.date, t.interactions.c.id)
        if person_id is not None:
            query = query.where(t.interactions.c.person_id == person_id)
        if feared:
            query = query.where(t.interactions.c.feared.is_not(None))
        with self._reading() as connection:
            return [Interaction(**row) for row in connection.execute(query).mappings()]

    def last_contacts(self) -> dict[int, str]:
        """person_id to the date of the last real contact: computed, never typed in."""
        query = select(t.interactions.c.person_id, func.max(t.interactions.c.date)).group_by(
            t.interactions.c.person_id
        )
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def most_in_touch(self, since: str, until: str, limit: int) -> list[tuple[int, int, str]]:
        """(person_id, days of contact, the last of them) of those in touch on most days of a time, most first."""
        row = t.interactions.c
        days, last = func.count(row.date.distinct()), func.max(row.date)
        query = (
            select(row.person_id, days, last)
            .where(row.date >= since, row.date <= until)
            .group_by(row.person_id)
            .order_by(days.desc(), last.desc(), row.person_id)
            .limit(limit)
        )
        with self._reading() as connection:
            return [(found[0], found[1], found[2]) for found in connection.execute(query)]

    def add_reminder(self, person_id: int | None, text: str, due: str, note_id: str | None = None) -> int:
        with self._transaction() as connection:
            row = {"person_id": person_id, "text": text, "due": due, "note_id": note_id, "done": False}
            added = insert(t.reminders).values(row).returning(t.reminders.c.id)
            return int(connection.execute(added).scalar_one())

    def reminders(self) -> list[Reminder]:
        """Those not done, soonest first."""
        query = select(t.reminders).where(~t.reminders.c.done).order_by(t.reminders.c.due, t.reminders.c.id)
        with self._reading() as connection:
            return [Reminder(**row) for row in connection.execute(query).mappings()]

    def finish_reminder(self, reminder_id: int) -> None:
        with self._transaction() as connection:
            connection.execute(update(t.reminders).where(t.reminders.c.id == reminder_id).values(done=True))
