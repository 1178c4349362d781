"""Measures how the book bears size: imports, lists, names, exact answers, and the indexes that follow it.

    python benchmarks/book/run.py [--cards 10000] [--people 50000] [--embedded 1500]

Times are of this process's own processor (only indexing, which does two things at once, is measured by the clock), so
that whatever else runs counts less; a ratio compares two things done in the same run. Everybody in it is invented (`invented.py`). The index rows use vectors made of nothing but chance, since
what an embedder takes is measured by itself.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.book.invented import as_cards, as_page, invented
from coach.errors import NameProblem
from coach.index.embedder import MiniLM, Vectors
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.filing import note_id
from coach.people.importing import import_paths
from coach.people.pages import count_people, list_people, person_page
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.answer import ask
from coach.storage.store import Store
from coach.types import Note

TODAY = date(2026, 11, 23)
QUESTIONS = (
    "Who works at a hospital?",
    "Who is a beekeeper?",
    "Who do I know in the choir circle?",
    "How many people do I know?",
    "Who has a birthday in June?",
    "Whom do I owe something?",
    "Who have I not spoken to for three years?",
)


class Chance:
    """Vectors of chance, as quick as can be."""

    name = "chance"
    dimensions = 384
    remote = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Any unit vectors."""
        drawn = np.random.default_rng(len(texts)).normal(size=(len(texts), self.dimensions))
        vectors: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
        return vectors


class Overheard:
    """The model while somebody else uses it: remembers every batch, so that it can be given them alone."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.batches: list[tuple[Any, ...]] = []

    def run(self, *given: Any) -> Any:
        """As the session's."""
        self.batches.append(given)
        return self._session.run(*given)

    def again(self) -> None:
        """Every batch once more, and nothing else."""
        for batch in self.batches:
            self._session.run(*batch)


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cards", type=int, default=10_000)
    asked.add_argument("--people", type=int, default=50_000)
    asked.add_argument("--embedded", type=int, default=1_500)
    sizes = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _imports(Path(folder) / "imports", sizes.cards)
        _embedding(Path(folder) / "embedding", sizes.embedded)
        _large(Path(folder) / "large", sizes.people)


def _imports(home: Path, cards: int) -> None:
    with _book(home) as book:
        bare, noted = home / "bare.vcf", home / "noted.vcf"
        bare.write_text(as_cards(invented(cards, seed=1, notes=0)), encoding="utf-8", newline="")
        noted.write_text(as_cards(invented(cards, seed=2)), encoding="utf-8", newline="")
        parsed = _seconds(lambda: import_paths(book, [bare]))
        _say(f"{cards:,} cards without notes", f"{parsed:.1f} s (bar 20 s)")
    with _book(home / "noted") as book:
        taken = _seconds(lambda: import_paths(book, [noted]))
        _say(f"{cards:,} cards, {book.store.notes.count():,} notes", f"{taken:.1f} s (bar 20 s)")
        again = _seconds(lambda: import_paths(book, [noted]))
        _say("the same file again", f"{again:.2f} s (bar 2 s), ratio {again / taken:.3f}")
    with _book(home / "pages") as book:
        folder = home / "vault"
        folder.mkdir()
        for number, person in enumerate(invented(cards // 10, seed=3)):
            (folder / f"{number}.md").write_text(as_page(person), encoding="utf-8")
        taken = _seconds(lambda: import_paths(book, [folder]))
        again = _seconds(lambda: import_paths(book, [folder]))
        _say(f"{cards // 10:,} Markdown pages, then again", f"{taken:.1f} s, {again:.2f} s")


def _embedding(home: Path, people: int) -> None:
    """All that indexing does beside the model: cutting, tokens, words, vectors put away."""
    with _book(home) as book:
        _fill(book.store, people)
        embedder = MiniLM(Settings(home=home, today=TODAY))
        embedder.embed(["wake up"])
        overheard = embedder._session = Overheard(embedder._session)
        retriever = Retriever(book.store, home / "index", embedder, TODAY)
        whole = _wall(retriever.refresh)
        alone = _wall(overheard.again)
        texts = sum(len(batch[1]["input_ids"]) for batch in overheard.batches)
        _say(
            f"indexing {texts:,} passages",
            f"{whole:.1f} s, onnxruntime alone {alone:.1f} s: ratio {alone / whole:.3f} (bar 0.95)",
        )


def _large(home: Path, people: int) -> None:
    with _book(home) as book:
        _fill(book.store, people)
        store = book.store
        _say("the large book", f"{store.people.count():,} people, {store.notes.count():,} notes")
        everybody = "SELECT name, circle, role, organization, folded FROM people"

        def bare() -> None:
            with store.reading() as connection:
                connection.exec_driver_sql(everybody).cursor.fetchall()

        name = list_people(book, limit=1000)[-1].person
        floor = _best(bare)
        _say("floor: the rows of everybody out of SQLite", f"{floor:.0f} ms")
        rows: tuple[tuple[str, Callable[[], object]], ...] = (
            ("list, everybody", lambda: list_people(book)),
            (
                "list, a window of 500, and the count",
                lambda: (list_people(book, limit=500), count_people(book)),
            ),
            ("list --where climbing", lambda: list_people(book, where="climbing")),
            ("list --where 'nurse leeds'", lambda: list_people(book, where="nurse leeds")),
            ("list --circle choir", lambda: list_people(book, circle="choir")),
            ("list --quiet-for 2000", lambda: list_people(book, quiet_for=2000)),
            ("show", lambda: person_page(book, name)),
            ("find a full name, new process", lambda: _find(store, name)),
            ("find a first name, new process", lambda: _find(store, "Siobhan")),
            ("find a misspelt name, new process", lambda: _find(store, "Siobahn Strömquist")),
        )
        for what, call in rows:
            taken = _best(call)
            _say(what, f"{taken:.0f} ms (bar 100 ms), {taken / floor:.1f} of the floor")
        _indexes(book, home / "index")


def _indexes(book: Book, folder: Path) -> None:
    retriever = Retriever(book.store, folder, Chance(), TODAY)
    taken = _seconds(retriever.refresh)
    _say(f"{retriever.count():,} passages into both indexes", f"{taken:.0f} s")
    for number, what in enumerate(("the first of this process", "another", "another")):
        words = f"Note {number}: saw the herons on the mill pond."
        book.store.notes.add(Note(f"new-{number}", words, "2026-11-01", person_ids=(7,)))
        _say(f"one note more, {what}", f"{_seconds(retriever.refresh) * 1000:.0f} ms (bar 50 ms)")
    _say("nothing new", f"{_best(retriever.refresh):.0f} ms")
    writer = scripted_writer([])
    for question in QUESTIONS:
        answer = ask(book, retriever, writer, question)
        taken = _best(lambda question=question: ask(book, retriever, writer, question), times=2)  # type: ignore[misc]
        _say(f"{question} ({len(answer.people):,}, exact: {answer.exact})", f"{taken:.0f} ms (bar 100 ms)")


def _find(store: Store, name: str) -> None:
    try:
        Book(store, TODAY).find(name)
    except NameProblem:
        return


def _fill(store: Store, people: int) -> None:
    """Writes people and their notes straight into the book, without reading the notes for facts."""
    with store.transaction():
        notes: list[tuple[Note, str]] = []
        contacts: list[tuple[int, str, str, str]] = []
        for number, one in enumerate(invented(people)):
            columns = {"circle": one.circle, "role": one.role, "organization": one.organization}
            columns["birthday"] = one.birthday
            known = {name: value for name, value in columns.items() if value}
            person = store.people.add(one.name, created_at=TODAY.isoformat(), **known)
            if one.email:
                store.people.add_contact(person.id, "email", one.email, one.email)
            for day, words in one.notes:
                note = Note(note_id(f"{number}", day, words), words, day, person_ids=(person.id,))
                notes.append((note, ""))
                contacts.append((person.id, day, words, note.id))
        store.notes.add_new(notes, None)
        store.facts.add_derived([], [], [], contacts)


@contextmanager
def _book(home: Path) -> Iterator[Book]:
    store = Store(home / "book.sqlite")
    try:
        yield Book(store, TODAY)
    finally:
        store.close()


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def _wall(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _best(call: Callable[[], object], times: int = 3) -> float:
    """Milliseconds of the quickest of some."""
    return min(_seconds(call) for _ in range(times)) * 1000


def _say(what: str, figure: str) -> None:
    print(f"{what:<58} {figure}", flush=True)


if __name__ == "__main__":
    main()
