"""Notes, whom each is about or mentions, and the files they came from."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows, among
from coach.types import Note

# Built once: with thousands of small files, building statements would take longer than running them.
_NEW_NOTE = insert(t.notes).on_conflict_do_nothing()
_NEW_LINK = insert(t.note_people).on_conflict_do_nothing()
_INSERT_SOURCE = insert(t.sources)
_NEW_SOURCE = _INSERT_SOURCE.on_conflict_do_update(
    index_elements=["sha256"],
    set_={
        name: _INSERT_SOURCE.excluded[name] for name in ("path", "format", "imported_at", "report", "example")
    },
).returning(t.sources.c.id)
_CHANGED_SOURCE = (
    update(t.sources).where(t.sources.c.id == bindparam("source")).values(report=bindparam("said"))
)
_FIELDS = ("id", "text", "date", "private", "kind", "source")


class NoteRows(Rows):
    """Reads and writes notes as `Note` values."""

    def add(self, note: Note, *, place: str = "", source_id: int | None = None) -> bool:
        """Adds a note with its people; False if one of that id is already there (its people are added to)."""
        with self._transaction():
            known = bool(self.get([note.id]))
            self.add_new([(note, place)], source_id)
        return not known

    def add_new(self, notes: Sequence[tuple[Note, str]], source_id: int | None) -> None:
        """Adds many notes that are not there yet, each with its place in the file, and their people."""
        rows = [
            {name: getattr(note, name) for name in _FIELDS} | {"place": place, "source_id": source_id}
            for note, place in notes
        ]
        links = [
            {"note_id": note.id, "person_id": person_id, "position": position}
            for note, _ in notes
            for position, person_id in enumerate(note.person_ids)
        ]
        with self._transaction() as connection:
            if rows:
                connection.execute(_NEW_NOTE, rows)
            if links:
                connection.execute(_NEW_LINK, links)

    def link(self, people_of: Mapping[str, Sequence[int]]) -> None:
        """Adds people to notes, after those who are there already."""
        with self._transaction() as connection:
            known = self.people_of(list(people_of))
            links = [
                {"note_id": note_id, "person_id": person_id, "position": len(known.get(note_id, ())) + n}
                for note_id, person_ids in people_of.items()
                for n, person_id in enumerate(person_ids)
            ]
            if links:
                connection.execute(_NEW_LINK, links)

    def people_of(self, note_ids: Sequence[str]) -> dict[str, list[int]]:
        """Each of these notes that is there, to whom it is about and mentions, in order."""
        found: dict[str, list[int]] = {}
        query = (
            select(t.notes.c.id, t.note_people.c.person_id)
            .outerjoin(t.note_people, t.note_people.c.note_id == t.notes.c.id)
            .where(among(t.notes.c.id, note_ids))
            .order_by(t.note_people.c.position, t.note_people.c.person_id)
        )
        with self._reading() as connection:
            for note_id, person_id in connection.execute(query):
                found.setdefault(note_id, []).extend([] if person_id is None else [person_id])
        return found

    def all(self) -> list[Note]:
        """Every note, oldest first, undated first."""
        return self._load()

    def of_person(self, person_id: int, *, about_only: bool = False) -> list[Note]:
        """The notes about a person (position 0) and, unless `about_only`, those that mention them; oldest first."""
        wanted = select(t.note_people.c.note_id).where(t.note_people.c.person_id == person_id)
        if about_only:
            wanted = wanted.where(t.note_people.c.position == 0)
        with self._reading() as connection:
            ids = list(connection.execute(wanted).scalars())
        return self.get(ids)

    def of_people(self, person_ids: Iterable[int]) -> dict[int, list[Note]]:
        """Each of these people to the notes about or naming them, oldest first, read in one go."""
        found: dict[int, list[Note]] = {one: [] for one in person_ids}
        naming = select(t.note_people.c.note_id).where(among(t.note_people.c.person_id, found)).distinct()
        with self._reading() as connection:
            note_ids = list(connection.execute(naming).scalars())
        for note in self.get(note_ids):
            for person_id in note.person_ids:
                if person_id in found:
                    found[person_id].append(note)
        return found

    def get(self, note_ids: Sequence[str]) -> list[Note]:
        """The notes of these ids that are there, oldest first."""
        return self._load(list(note_ids))

    def written_by(self, source: str) -> list[Note]:
        """The notes of one source that is no file, such as "log" or "inventory"; oldest first."""
        with self._reading() as connection:
            query = select(t.notes.c.id).where(t.notes.c.source == source, t.notes.c.source_id.is_(None))
            ids = list(connection.execute(query).scalars())
        return self.get(ids)

    def ids(self) -> list[str]:
        """The id of every note."""
        with self._reading() as connection:
            return list(connection.execute(select(t.notes.c.id)).scalars())

    def count(self) -> int:
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(t.notes)).scalar_one())

    def replace_text(self, note_id: str, text: str) -> None:
        """Writes other words into a note (redaction)."""
        with self._transaction() as connection:
            connection.execute(update(t.notes).where(t.notes.c.id == note_id).values(text=text))

    def remove(self, note_ids: Iterable[str]) -> int:
        """Removes notes and, by cascade, everything that rests on them; how many were removed."""
        with self._transaction() as connection:
            return connection.execute(delete(t.notes).where(among(t.notes.c.id, note_ids))).rowcount

    # ---- the files notes came from ----

    def add_source(
        self,
        *,
        path: str,
        format: str,
        sha256: str,
        imported_at: str,
        report: dict[str, object],
        example: bool = False,
    ) -> int:
        """Records that a file was read, in place of an earlier reading of the same bytes; the row's id."""
        row = {
            "path": path,
            "format": format,
            "imported_at": imported_at,
            "report": report,
            "example": example,
        }
        with self._transaction() as connection:
            return int(connection.execute(_NEW_SOURCE, {"sha256": sha256, **row}).scalar_one())

    def change_sources(self, reports: Mapping[int, dict[str, object]]) -> None:
        """Writes what is known of some files' reading anew."""
        rows = [{"source": source_id, "said": report} for source_id, report in reports.items()]
        with self._transaction() as connection:
            if rows:
                connection.execute(_CHANGED_SOURCE, rows)

    def sources(self, *, example: bool | None = None) -> list[dict[str, object]]:
        """Every file read: id, path, format, sha256, imported_at, report, example; newest first."""
        query = select(t.sources).order_by(t.sources.c.id.desc())
        if example is not None:
            query = query.where(t.sources.c.example == example)
        with self._reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def remove_source(self, source_id: int) -> None:
        with self._transaction() as connection:
            connection.execute(delete(t.sources).where(t.sources.c.id == source_id))

    def ids_of_source(self, source_id: int) -> list[str]:
        with self._reading() as connection:
            return list(
                connection.execute(select(t.notes.c.id).where(t.notes.c.source_id == source_id)).scalars()
            )

    def _load(self, note_ids: list[str] | None = None) -> list[Note]:
        # Of one day, as they were written: in a talk the answer follows the question.
        query = select(*(t.notes.c[name] for name in _FIELDS)).order_by(
            func.coalesce(t.notes.c.date, ""), text("notes.rowid")
        )
        people = select(t.note_people.c.note_id, t.note_people.c.person_id).order_by(t.note_people.c.position)
        if note_ids is not None:
            query = query.where(among(t.notes.c.id, note_ids))
            people = people.where(among(t.note_people.c.note_id, note_ids))
        links: dict[str, list[int]] = {}
        with self._reading() as connection:
            for note_id, person_id in connection.execute(people):
                links.setdefault(note_id, []).append(person_id)
            rows = connection.execute(query).mappings().all()
        return [Note(**row, person_ids=tuple(links.get(row["id"], ()))) for row in rows]
