"""Measures how the time from a question to its passages grows with the book, beside Chroma alone.

    python benchmarks/size/run.py [--notes 1000 10000 50000 200000] [--questions 40]

The floor is what any retriever over these vectors must do: embed the question and ask Chroma for ten neighbours. All
are timed in turn, question by question, so that whatever else runs lengthens them alike; the processor time of both is
given too, which waiting does not lengthen. The notes are lines of `benchmarks/book/invented.py` with a few words of the
embedder's own vocabulary after them, drawn as often as their rank lets expect (Zipf), so that most words are rare and a
few are in every third note. The first 10,000 notes are really embedded, once, and kept in the folder for temporary files; the
vectors of the others are those with noise added, which takes minutes instead of hours and leaves them as clustered.
"""

import argparse
import hashlib
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.book.invented import invented
from coach.artifacts.files import artifact_path
from coach.index.dense import DenseIndex
from coach.index.embedder import MiniLM, Vectors
from coach.people.filing import note_id
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note

TODAY = date(2026, 11, 23)
NOTES_EACH = 4
EMBEDDED = 10_000
NOISE = 0.35  # length of what is added to a unit vector, before it is made unit again
ADDED = 20  # notes added one by one


class Noisy:
    """MiniLM for one text; for many, the vectors of the first 10,000 notes with noise."""

    name = "noisy"
    dimensions = 384
    remote = False

    def __init__(self, inside: MiniLM, seen: Vectors) -> None:
        self.inside = inside
        self._seen = seen
        self._dice = np.random.default_rng(5)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors."""
        if len(texts) < 64:
            return self.inside.embed(texts)
        drawn = self._dice.normal(size=(len(texts), 384)) * (NOISE / 384**0.5)
        near = self._seen[self._dice.integers(len(self._seen), size=len(texts))] + drawn
        vectors: Vectors = (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)
        return vectors


class Timed:
    """Milliseconds by the clock, and of processor time, of each thing done."""

    def __init__(self) -> None:
        self.clock: dict[str, list[float]] = {}
        self.processor: dict[str, list[float]] = {}

    def run(self, what: str, call: Callable[..., Any], *given: Any) -> Any:
        """What the call returns."""
        clock, processor = time.perf_counter(), time.process_time()
        value = call(*given)
        self.processor.setdefault(what, []).append((time.process_time() - processor) * 1000)
        self.clock.setdefault(what, []).append((time.perf_counter() - clock) * 1000)
        return value

    def forget(self) -> None:
        """Begins anew, after warming up."""
        self.clock.clear()
        self.processor.clear()

    def ratio(self, what: str, floor: Sequence[str]) -> str:
        """How many times the sum of the floor something took."""

        def times(taken: dict[str, list[float]], pick: Callable[[Sequence[float]], float]) -> float:
            sums = [sum(one) for one in zip(*(taken[name] for name in floor), strict=True)]
            return pick(taken[what]) / pick(sums)

        return (
            f"p50 {times(self.clock, statistics.median):.2f}, p95 {times(self.clock, _p95):.2f}, "
            f"processor {times(self.processor, statistics.median):.2f}"
        )


def main() -> None:
    """Prints a table for each size."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--notes", type=int, nargs="+", default=[1_000, 10_000, 50_000, 200_000])
    asked.add_argument("--questions", type=int, default=40)
    sizes = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inside = MiniLM(Settings(home=Path(folder), today=TODAY))
        vocabulary = _vocabulary(inside)
        seen = _embedded_once(inside, vocabulary)
    for count in sizes.notes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count, sizes.questions, Noisy(inside, seen), vocabulary)


def _measure(home: Path, count: int, questions: int, embedder: Noisy, vocabulary: Sequence[str]) -> None:
    store = Store(home / "book.sqlite")
    _fill(store, count, vocabulary)
    retriever = Retriever(store, home / "index", embedder, TODAY)
    timed = Timed()
    timed.run("build", retriever.refresh)
    built = timed.processor["build"][0] / 1000
    index = retriever._indexes.vectors
    bare, numbers, every = _bare(home / "bare", index)
    with retriever._indexes.words.open() as words:
        person = 7
        theirs = [str(number) for number in words.of_people([person], 300)]
    asked = [f"{words.split('. ')[0].rstrip('.')}?" for _, words in _notes(questions, vocabulary, seed=99)]
    hits = 0
    for number, question in enumerate([*asked[:3], *asked]):
        if number == 3:
            timed.forget()
        vector = timed.run("embed", embedder.inside.embed, [question])[0]
        timed.run("Chroma, ten", _query, bare, vector, 10)
        near = timed.run("our nearest, 80", index.nearest, vector, 80)
        exact = numbers[np.argpartition(-np.vecdot(every, vector), 80)[:80]]
        hits += len(set(near) & set(exact.tolist())) if number > 2 else 0
        timed.run("ours", retriever.search, question)
        timed.run("Chroma, ten of one person", _query, bare, vector, 10, theirs)
        timed.run("ours, one person", lambda text: retriever.search(text, person_ids=[person]), question)
    print(f"\n{count:,} notes, {retriever.count():,} passages; built in {built:.0f} s of processor time")
    for what, taken in timed.clock.items():
        spent = statistics.median(timed.processor[what])
        print(
            f"  {what:<30} p50 {statistics.median(taken):7.1f} ms   p95 {_p95(taken):7.1f} ms   processor {spent:6.1f} ms"
        )
    for what, bare in (("ours", "Chroma, ten"), ("ours, one person", "Chroma, ten of one person")):
        print(f"  {what} by (embed + {bare}): {timed.ratio(what, ('embed', bare))}")
    print(f"  of the 80 nearest, ours finds {hits / (80 * len(asked)):.4f}")
    _add(store, retriever, vocabulary)
    _sizes(home / "index")
    store.close()


def _add(store: Store, retriever: Retriever, vocabulary: Sequence[str]) -> None:
    """One note more, embedding included: saved and found."""
    timed = Timed()
    for number, (day, words) in enumerate(_notes(ADDED + 1, vocabulary, seed=7)):
        note = Note(f"more-{number}", words, day, person_ids=(7,))
        timed.run("first" if number == 0 else "added", _add_one, store, retriever, note)
    print(
        f"  one note more: the first {timed.clock['first'][0]:.0f} ms, others p50 {statistics.median(timed.clock['added']):.0f} ms, "
        f"p95 {_p95(timed.clock['added']):.0f} ms, processor {statistics.median(timed.processor['added']):.0f} ms"
    )


def _add_one(store: Store, retriever: Retriever, note: Note) -> None:
    store.notes.add(note)
    retriever.refresh()


def _bare(folder: Path, index: DenseIndex) -> tuple[Any, NDArray[np.int64], Vectors]:
    """A Chroma collection of the same vectors as Chroma makes it, their numbers, and the vectors."""
    import chromadb

    with index._flat._open() as connection:
        rows = connection.execute("SELECT number, vector FROM vectors").fetchall()
    every = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float16).reshape(len(rows), -1)
    numbers, vectors = np.array([row[0] for row in rows]), every.astype(np.float32)
    settings = chromadb.config.Settings(anonymized_telemetry=False)
    collection = chromadb.PersistentClient(path=str(folder), settings=settings).create_collection(
        "notes", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    for start in range(0, len(rows), 4000):
        part = slice(start, start + 4000)
        collection.add(ids=[str(number) for number in numbers[part]], embeddings=vectors[part])
    return collection, numbers, vectors


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


# ---- the notes --------------------------------------------------------------------------------------------


def _vocabulary(inside: MiniLM) -> list[str]:
    """Whole words the embedder knows, the common ones first."""
    pieces = json.loads(artifact_path(inside._settings, "tokenizer").read_text(encoding="utf-8"))["model"][
        "vocab"
    ]
    return [piece for piece in pieces if len(piece) > 3 and piece.isascii() and piece.isalpha()]


def _notes(count: int, vocabulary: Sequence[str], *, seed: int) -> Iterator[tuple[str, str]]:
    """(date, words) of invented notes."""
    dice = random.Random(seed)
    for one in invented(2 * count // NOTES_EACH + 8, seed=seed, notes=NOTES_EACH):
        for day, words in one.notes:
            drawn = [vocabulary[int(len(vocabulary) ** dice.random()) - 1] for _ in range(dice.randint(4, 9))]
            yield day, f"{words} {' '.join(drawn).capitalize()}."
            count -= 1
            if not count:
                return


def _embedded_once(inside: MiniLM, vocabulary: Sequence[str]) -> Vectors:
    """The vectors of the first notes, from a file that an earlier run left or made now."""
    texts = [words for _, words in _notes(EMBEDDED, vocabulary, seed=11)]
    print_of = hashlib.sha256("\n".join((inside.name, *texts)).encode()).hexdigest()[:16]
    file = Path(tempfile.gettempdir()) / f"coach-benchmark-{print_of}.npy"
    if not file.exists():
        np.save(file, inside.embed(texts))
    seen: Vectors = np.load(file)
    return seen


def _fill(store: Store, count: int, vocabulary: Sequence[str]) -> None:
    """`count` notes, four a person, without reading them for facts."""
    people = [one.name for one in invented(count // NOTES_EACH, seed=11, notes=NOTES_EACH)]
    with store.transaction():
        ids = [store.people.add(name, created_at=TODAY.isoformat()).id for name in people]
        store.notes.add_new(
            [
                (
                    Note(
                        note_id(f"{number}", day, words), words, day, person_ids=(ids[number // NOTES_EACH],)
                    ),
                    "",
                )
                for number, (day, words) in enumerate(_notes(count, vocabulary, seed=11))
            ],
            None,
        )


if __name__ == "__main__":
    main()
