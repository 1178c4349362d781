"""Keeps both indexes in step with the book. They hold nothing of their own and can be deleted at any time.

The book's log of changes says which notes to read; only an index that is new, or older than the log, reads them all.
Words come first and are committed at once; vectors follow in batches, each committed when it is in Chroma, so that an
interrupted run goes on where it stopped and search answers meanwhile from what is there.
"""

import contextlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

from coach.errors import StorageProblem
from coach.index.dense import EXACT_UP_TO, DamagedIndex, DenseIndex, wipe
from coach.index.embedder import Embedder, former_embedder
from coach.index.lexical import SHAPE, WordIndex, Words
from coach.index.lock import only_one
from coach.people.book import Book
from coach.retrieval.entries import entries_of, guide_entries, names_of, note_print, print_of, read_guides
from coach.retrieval.successor import Successor
from coach.storage.store import Store
from coach.types import Note, Person, Progress

OnProgress = Callable[[Progress], None]

_PATIENCE_SECONDS = 15
_BATCH = 256  # passages embedded between two commits
_MEANWHILE = 2000  # passages that one search makes vectors for, when indexing was stopped half-way
_LONG_LOG = 1000  # changes that the book keeps for an index that has them already
_LOCK = "refresh.lock"


class Indexes:
    """The word index and the vector index of one book."""

    def __init__(
        self, store: Store, folder: Path, embedder: Embedder, today: date, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        self.folder = folder
        self._exact_up_to = exact_up_to
        self.embedder = embedder
        self.words = WordIndex(folder / "words.sqlite")
        self._store = store
        self._book = Book(store, today)
        self._lock = threading.Lock()
        self._vectors: DenseIndex | None = None
        self._counted = False
        self._former: tuple[str, Embedder | None] = "", None
        self._successor = Successor(self.words, folder, embedder, self._alone)

    # ---- in step ----

    @contextlib.contextmanager
    def opened(self) -> Iterator[Words]:
        """The word index, both indexes brought up to the book first; one small query if they are not behind."""
        with contextlib.ExitStack() as open_index:
            try:
                words = open_index.enter_context(self.words.open())
                fresh = self._is_fresh(words)
            except sqlite3.DatabaseError:
                fresh = False
            if fresh:
                if self._serving(words) is not self.embedder:
                    self._successor.start()
                yield words
                return
        # A search does not wait for a whole book to be embedded: words find what has no vector yet.
        self.refresh(at_most=_MEANWHILE)
        self._wait_for_words()
        with self.words.open() as words:
            yield words

    def refresh(self, progress: OnProgress | None = None, *, at_most: int | None = None) -> None:
        """Adds what is new, drops what is gone, and rebuilds what is damaged or of another embedder.

        While another thread or process does the same, returns at once: what is there can be searched.

        Args:
            progress: told about each batch of passages; raising `Stopped` in it keeps what was made.
            at_most: makes vectors for about so many passages and leaves the rest to the next time.

        Raises:
            StorageProblem: the index folder cannot be written.
            ArtifactProblem, ModelProblem: the embedder cannot work; the word index is up to the book all the same.
        """
        with self._alone() as alone:
            if not alone:
                return
            try:
                self._bring_up(progress, at_most)
            except (sqlite3.DatabaseError, DamagedIndex):
                self._wipe()
                self._bring_up(progress, at_most)
        if at_most is None:
            with self.words.open() as words:
                changing = self._serving(words) is not self.embedder
            if changing:
                self._successor.finish(progress)

    def ready_guides(self, words: Words) -> None:
        """Brings the guides' half of the indexes up to the files in `knowledge/`."""
        guides = read_guides()
        state = print_of(*(text for _, text in guides), *(name for name, _ in guides))
        if words.meta("guides") == state and not words.unembedded("guides", 1, private=True):
            return
        with self._alone() as alone:
            if not alone:
                return
            if words.meta("guides") != state:
                with words.transaction():
                    words.remove(words.numbers_on("guides"), shelf="guides")
                    words.add(guide_entries(guides), shelf="guides")
                    words.set_meta(guides=state)
            self._embed(words, "guides", None)

    @property
    def vectors(self) -> DenseIndex:
        """The vector index that belongs to the word index now."""
        with self.words.open() as words:
            return self._vectors_of(words)

    def asked(self, words: Words) -> tuple[Embedder, DenseIndex]:
        """Whoever puts a question into numbers, and the vectors to compare them with.

        While the vectors of another embedder are being made, both are still those of the one before.
        """
        return self._serving(words), self._vectors_of(words)

    def drop_vectors(self) -> None:
        """Throws the vectors away; the next search begins to make them anew. The words stay."""
        with self._alone() as alone:
            if alone:
                with self.words.open() as words:
                    self._start_vectors(words)

    def drop(self) -> None:
        """Wipes every index file, its bytes overwritten first. The next search builds them anew."""
        with self._alone():
            self._wipe()

    def _wait_for_words(self) -> None:
        """While somebody else makes the very first index: a moment's wait is better than finding nothing."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < until:
            with self.words.open() as words:
                if words.meta("words"):
                    return
            time.sleep(0.05)

    # ---- the steps of refresh ----

    def _state(self) -> str:
        """What the indexes compare themselves with."""
        return str(self._store.version())

    def _is_fresh(self, words: Words) -> bool:
        return (
            words.shape() == SHAPE
            and words.meta("state") == self._state()
            and words.meta("embedder") == self._serving(words).name
            and self._are_whole(words)
        )

    def _are_whole(self, words: Words) -> bool:
        """Whether the vectors are there. A file that was cut short opens without complaint: only its count shows it."""
        with contextlib.suppress(DamagedIndex):
            vectors = self._vectors_of(words)
            if not vectors.is_there():
                return False
            # More are no harm: a batch is counted once it is written.
            self._counted = self._counted or vectors.count() >= words.count_embedded()
            return self._counted
        return False

    def _bring_up(self, progress: OnProgress | None, at_most: int | None) -> None:
        with self.words.open() as words:
            if words.shape() != SHAPE:
                raise DamagedIndex("the word index is of another shape")
            now = self._store.version()
            if words.meta("embedder") != self._serving(words).name or not self._are_whole(words):
                self._start_vectors(words)
            before = words.meta("words")
            all_anew = not before or not self._store.changes.reach_back_to(int(before))
            if all_anew:
                if not words.sound():
                    raise DamagedIndex("the word index does not hold together")
                self._compare_all(words)
            elif before != str(now):
                self._follow(words, int(before))
            words.set_meta(words=str(now))
            whole = self._embed(words, "notes", progress, at_most)
            if all_anew and not self._vectors_of(words).holds(words.count_embedded()):
                self._start_vectors(words)
                whole = self._embed(words, "notes", progress, at_most)
            if whole:
                words.set_meta(state=str(now))
        if all_anew or now - int(before) > _LONG_LOG:
            # A book that somebody else is writing to keeps its log a little longer.
            with contextlib.suppress(StorageProblem):
                self._store.changes.clear(now)

    def _compare_all(self, words: Words) -> None:
        """Reads every note and writes what differs from what is indexed, in one transaction."""
        people = {person.id: person for person in self._store.people.all()}
        notes = self._store.notes.all()
        prints = {note.id: note_print(note, people) for note in notes}
        known = words.prints()
        gone = [note_id for note_id, old in known.items() if prints.get(note_id) != old]
        new = [note for note in notes if known.get(note.id) != prints[note.id]]
        with words.transaction():
            lost = self._replace(words, gone, new, people)
            words.set_prints((note.id, prints[note.id]) for note in new)
            words.set_names(names_of(self._store.people.names(), people))
        self._remove_vectors(words, lost)

    def _follow(self, words: Words, since: int) -> None:
        """Reads the notes and names that changed since that version of the book, in one transaction."""
        changed = self._store.changes.notes(since)
        notes = self._store.notes.get(changed)
        renamed = self._store.changes.names(since)
        people = self._store.listing.people([*renamed, *(one for note in notes for one in note.person_ids)])
        with words.transaction():
            lost = self._replace(words, changed, notes, people)
            words.set_prints((note.id, note_print(note, people)) for note in notes)
            if renamed:
                words.set_names(names_of(self._store.people.names_of(renamed), people), of=renamed)
        self._remove_vectors(words, lost)

    def _replace(
        self, words: Words, gone: Sequence[str], new: Sequence[Note], people: dict[int, Person]
    ) -> list[int]:
        """Takes the passages of some notes out and puts others in; the numbers that were taken out."""
        lost = words.numbers_of(gone)
        words.remove(lost)
        words.remove_prints(gone)
        for note in new:
            words.add(entries_of(note, people, self._book))
        return lost

    def _remove_vectors(self, words: Words, lost: Sequence[int]) -> None:
        # After the commit: a vector without its passage is ignored, a passage without its vector would be lost.
        if lost:
            self._vectors_of(words).remove(lost)

    def _embed(
        self, words: Words, shelf: str, progress: OnProgress | None, at_most: int | None = None
    ) -> bool:
        """Makes the vectors that are missing; False if some are left.

        Private notes never go to a remote embedder: words find them.

        While one batch is written, the next is being embedded: on two cores the writing costs next to nothing.
        """
        embedder = self._serving(words)
        private = not embedder.remote
        total = words.count_embedded(shelf, embedded=False, private=private)
        index = self._vectors_of(words)
        what = "reading your notes" if shelf == "notes" else "reading the guides"
        last = done = 0
        written: list[tuple[Future[None], list[int]]] = []
        with ThreadPoolExecutor(1, "vectors") as writing:
            try:
                while batch := words.unembedded(shelf, _BATCH, private=private, after=last):
                    numbers = [number for number, _ in batch]
                    vectors = embedder.embed([text for _, text in batch])
                    _finish(words, written)
                    written.append((writing.submit(index.put, numbers, vectors, shelf=shelf), numbers))
                    last, done = numbers[-1], done + len(batch)
                    if progress is not None:
                        progress(Progress(done, total, what))
                    if at_most is not None and done >= at_most:
                        break
            finally:
                _finish(words, written)
        if not total and not index.is_there():
            index.holds(0, shelf=shelf)  # makes the folder, so that an empty book is up to date too
        return done >= total

    # ---- files ----

    def _serving(self, words: Words) -> Embedder:
        """The embedder of the vectors in use, if it can still be had; else the one that the settings ask for."""
        name = words.meta("embedder")
        if name in ("", self.embedder.name):
            return self.embedder
        if self._former[0] != name:
            self._former = name, former_embedder(name, self.embedder)
        return self._former[1] or self.embedder

    def _vectors_of(self, words: Words) -> DenseIndex:
        folder = self.folder / (words.meta("vectors") or "none")
        with self._lock:
            if self._vectors is None or self._vectors.folder != folder:
                if self._vectors is not None:
                    self._vectors.close()
                self._vectors = DenseIndex(folder, exact_up_to=self._exact_up_to)
            return self._vectors

    def close(self) -> None:
        """Lets go of the files; the next use opens them again."""
        self.words.close()
        self._close_vectors()

    def _close_vectors(self) -> None:
        with self._lock:
            if self._vectors is not None:
                self._vectors.close()
            self._vectors = None

    def _start_vectors(self, words: Words) -> None:
        """A new folder each time: Chroma keeps what it knows of an old one in memory, in every process."""
        self._close_vectors()
        with words.transaction():
            words.forget_vectors()
            words.set_meta(
                vectors=f"vectors-{secrets.token_hex(4)}",
                embedder=self.embedder.name,
                next_embedder="",
                next_vectors="",
            )
        for old in self.folder.glob("vectors-*"):
            wipe(old)

    def _wipe(self) -> None:
        self.close()
        for path in self.folder.glob("*"):
            if not path.name.startswith(_LOCK):
                wipe(path)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[bool]:
        self.words.make_folder()
        with only_one(self.folder / _LOCK) as alone:
            yield alone


def _finish(words: Words, written: list[tuple[Future[None], list[int]]]) -> None:
    """Waits for the batch that is being written, if one is, and notes that it is there."""
    while written:
        future, numbers = written.pop()
        future.result()
        words.set_embedded(numbers)
