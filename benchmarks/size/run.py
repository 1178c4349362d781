"""Measures how the time from a question to its passages grows with the book, beside Chroma alone.

    python benchmarks/size/run.py [--notes 1000 10000 50000 200000] [--questions 40]

The floor is what any retriever over these vectors must do: embed the question and ask Chroma for ten neighbours. All
three are timed in turn, question by question, so that whatever else runs lengthens them alike. Of the notes, 2,000 are
really embedded; the vectors of the others are those with noise added, which takes minutes instead of hours and leaves
the vectors as clustered as real ones. Everybody in it is invented (`benchmarks/book/invented.py`).
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.book.invented import invented
from coach.index.embedder import MiniLM, Vectors
from coach.people.filing import note_id
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note

TODAY = date(2026, 11, 23)
NOTES_EACH = 4
EMBEDDED = 2_000
NOISE = 0.35  # length of what is added to a unit vector, before it is made unit again


class Noisy:
    """MiniLM for questions; for notes, vectors of the first 2,000 with noise."""

    name = "noisy"
    dimensions = 384
    remote = False

    def __init__(self, inside: MiniLM) -> None:
        self.inside = inside
        self._seen = np.zeros((0, 384), dtype=np.float32)
        self._dice = np.random.default_rng(5)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors."""
        if len(texts) < 64 or len(self._seen) < EMBEDDED:
            really = self.inside.embed(texts)
            if len(texts) >= 64:
                self._seen = np.concatenate([self._seen, really])
            return really
        drawn = self._dice.normal(size=(len(texts), 384)) * (NOISE / 384**0.5)
        near = self._seen[self._dice.integers(len(self._seen), size=len(texts))] + drawn
        vectors: Vectors = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
        return vectors


def main() -> None:
    """Prints a row for each size."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--notes", type=int, nargs="+", default=[1_000, 10_000, 50_000, 200_000])
    asked.add_argument("--questions", type=int, default=40)
    sizes = asked.parse_args()
    for count in sizes.notes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count, sizes.questions)


def _measure(home: Path, count: int, questions: int) -> None:
    store = Store(home / "book.sqlite")
    _fill(store, count)
    embedder = Noisy(MiniLM(Settings(home=home, today=TODAY)))
    retriever = Retriever(store, home / "index", embedder, TODAY)
    begun = time.process_time()
    retriever.refresh()
    built = time.process_time() - begun
    index = retriever._indexes.vectors
    collection = index._open("notes")
    flat = index._flat
    lines = (
        line for one in invented(questions, seed=99) for _, words in one.notes for line in words.split(". ")
    )
    asked = [f"{line.rstrip('.')}?" for line in lines][:questions]
    with retriever._indexes.words.open() as words:
        person = 7
        theirs = [str(number) for number in words.of_people([person], 300)]
    rows: dict[str, list[float]] = {}

    def timed(what: str, call: Callable[..., Any], *given: Any) -> Any:
        start = time.perf_counter()
        value = call(*given)
        rows.setdefault(what, []).append((time.perf_counter() - start) * 1000)
        return value

    hits = 0
    for number, question in enumerate([asked[0], asked[0], *asked]):
        if number == 2:
            rows.clear()  # two for warming up
        vector = timed("embed", embedder.inside.embed, [question])[0]
        timed("Chroma, ten", _query, collection, vector, 10)
        near = timed("Chroma, 400", _query, collection, vector, 400)
        exact = timed("every vector compared, 400", flat.nearest, vector, 400, "notes")
        hits += len(set(near) & set(exact)) if number > 1 else 0
        timed("ours", retriever.search, question)
        timed("Chroma, ten of one person", _query, collection, vector, 10, theirs)
        timed("ours, one person", lambda text: retriever.search(text, person_ids=[person]), question)
    print(f"\n{count:,} notes, {retriever.count():,} passages; built in {built:.0f} s of processor time")
    for what, taken in rows.items():
        print(f"  {what:<30} p50 {statistics.median(taken):7.1f} ms   p95 {_p95(taken):7.1f} ms")
    for what, bare in (("ours", "Chroma, ten"), ("ours, one person", "Chroma, ten of one person")):
        floor = [a + b for a, b in zip(rows["embed"], rows[bare], strict=True)]
        ratio = statistics.median(rows[what]) / statistics.median(floor)
        print(f"  {what} by (embed + {bare}): p50 {ratio:.2f}, p95 {_p95(rows[what]) / _p95(floor):.2f}")
    print(f"  of the 400 nearest, Chroma finds {hits / (400 * len(asked)):.4f}")
    _sizes(home / "index")
    store.close()


def _query(collection: Any, vector: Vectors, count: int, ids: list[str] | None = None) -> list[int]:
    found = collection.query(
        query_embeddings=vector.reshape(1, -1),
        n_results=count,
        include=["distances"],
        **({"ids": ids} if ids else {}),
    )
    return [int(number) for number in found["ids"][0]]


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _sizes(index: Path) -> None:
    def megabytes(files: Sequence[Path]) -> float:
        return sum(file.stat().st_size for file in files if file.is_file()) / 1e6

    every = list(index.rglob("*"))
    words = [file for file in every if file.name.startswith("words")]
    flat = [file for file in every if file.name.startswith("flat")]
    rest = [file for file in every if file not in words and file not in flat]
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    print(
        f"  on the disk: words {megabytes(words):.0f}, vectors {megabytes(flat):.0f}, Chroma {megabytes(rest):.0f} MB; "
        f"resident {resident:.0f} MB",
        flush=True,
    )


def _fill(store: Store, count: int) -> None:
    """`count` notes of a line or two, four a person, without reading them for facts."""
    notes: list[tuple[Note, str]] = []
    with store.transaction():
        for number, one in enumerate(invented(2 * count // NOTES_EACH, seed=11, notes=NOTES_EACH)):
            if not one.notes or len(notes) >= count:
                continue
            person = store.people.add(one.name, created_at=TODAY.isoformat())
            for day, words in one.notes:
                notes.append(
                    (Note(note_id(f"{number}", day, words), words, day, person_ids=(person.id,)), "")
                )
        store.notes.add_new(notes[:count], None)


if __name__ == "__main__":
    main()
