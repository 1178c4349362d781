"""Whatever is merged can be split again, and every row is then what it was."""

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import text

from coach.people.book import Book
from coach.people.duplicates import keep_apart
from coach.people.importing import import_paths
from coach.people.merging import merge, split
from coach.people.reading import read_notes
from coach.storage.store import Store
from coach.types import Note

Dump = dict[str, list[str]]

_NAMES = ("Ana Costa", "Ana Costa", "Anna Costa", "Ben Okafor", "Benjamin Okafor", "Grace Lee")
_LINES = (
    "{name} works at Harbour Museum as an archivist.",
    "{name} started at Tide Archive. She gave me her old map.",
    "I promised to send {name} the photos.",
    "Sent {name} the photos as promised.",
    "Had lunch with {name} and [[Grace Lee]].",
    "{name} loves kites and knows [[Ben Okafor]] from the choir.",
    "[[Ana Costa]] introduced me to {name} at the fair.",
)


def dump(book: Book) -> Dump:
    """Every row of every table, but for the counters that only ever grow."""
    with book.store.reading() as connection:
        tables = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
        return {
            name: sorted(
                json.dumps(list(row), ensure_ascii=False)
                for row in connection.execute(text(f"SELECT * FROM {name}"))
            )
            for name in tables
            if name not in {"meta", "sqlite_sequence", "changes", "renamed"}
        }


class MergingAndSplitting(RuleBasedStateMachine):
    """A book in which people are imported, written about, merged and split in any order."""

    @initialize()
    def open_a_book(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "book.sqlite")
        self.book = Book(self.store, date(2026, 11, 23))
        self.count = 0
        self.merged: list[tuple[int, Dump]] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def _ids(self) -> list[int]:
        return sorted(person.id for person in self.store.people.all())

    def _one(self, number: int) -> int:
        ids = self._ids()
        return ids[number % len(ids)]

    @rule(
        name=st.sampled_from(_NAMES),
        line=st.sampled_from(_LINES),
        mail=st.integers(0, 3),
        day=st.integers(1, 28),
    )
    def import_a_page(self, name: str, line: str, mail: int, day: int) -> None:
        self.count += 1
        page = Path(self.folder.name) / f"{self.count}" / f"{name}.md"
        page.parent.mkdir()
        front = f"---\nemail: m{mail}@example.org\naliases: [{name.split()[0]} the {self.count}th]\n---\n"
        page.write_text(f"{front}\n2025-03-{day:02} {line.format(name=name)}\n", encoding="utf-8")
        import_paths(self.book, [page])
        self.merged.clear()

    @precondition(lambda self: self._ids())
    @rule(number=st.integers(0, 50), line=st.sampled_from(_LINES), day=st.integers(1, 28))
    def write_about(self, number: int, line: str, day: int) -> None:
        person = self.store.people.get(self._one(number))
        assert person is not None
        self.count += 1
        self.store.notes.add(
            Note(
                f"n{self.count}",
                line.format(name=person.name),
                f"2025-06-{day:02}",
                False,
                "note",
                "",
                (person.id,),
            )
        )
        read_notes(self.book, [f"n{self.count}"])
        self.merged.clear()

    @precondition(lambda self: self._ids())
    @rule(number=st.integers(0, 50))
    def work_with(self, number: int) -> None:
        one = self._one(number)
        self.count += 1
        self.store.desk.save_draft(
            f"d{self.count}", one, "2026-11-01", {"body": "Dear friend", "number": self.count}
        )
        self.store.desk.save_rehearsal(f"r{self.count}", one, "2026-11-01", {"scene": "lunch"})
        self.store.diary.add_reminder(one, "write", "2026-12-01")
        self.store.threads.start(f"t{self.count}", "Lunch", "2026-11-01")
        self.store.threads.add(f"t{self.count}", "user", "write to her", {"person": one}, "2026-11-01")
        self.merged.clear()

    @precondition(lambda self: len(self._ids()) > 1)
    @rule(a=st.integers(0, 50), b=st.integers(0, 50))
    def say_that_two_are_two(self, a: int, b: int) -> None:
        if self._one(a) != self._one(b):
            keep_apart(self.book, f"#{self._one(a)}", f"#{self._one(b)}")
            self.merged.clear()

    @precondition(lambda self: len(self._ids()) > 1)
    @rule(a=st.integers(0, 50), b=st.integers(0, 50))
    def merge_two(self, a: int, b: int) -> None:
        kept, gone = self._one(a), self._one(b)
        if kept != gone:
            before = dump(self.book)
            merge(self.book, f"#{kept}", f"#{gone}")
            assert gone not in self._ids()
            self.merged.append((kept, before))

    @precondition(lambda self: self.merged)
    @rule()
    def split_what_was_merged_last(self) -> None:
        kept, before = self.merged.pop()
        split(self.book, f"#{kept}")
        assert dump(self.book) == before

    @precondition(lambda self: self._ids())
    @rule(number=st.integers(0, 50))
    def split_anybody(self, number: int) -> None:
        one = self._one(number)
        if self.store.people.last_merge(one) is not None:
            count = len(self._ids())
            split(self.book, f"#{one}")
            assert len(self._ids()) == count + 1
            self.merged.clear()

    @invariant()
    def nothing_belongs_to_nobody(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as connection:
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


TestMergingAndSplitting = MergingAndSplitting.TestCase
TestMergingAndSplitting.settings = settings(
    max_examples=25,
    stateful_step_count=18,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
