"""The vectors of another embedder, made beside those in use until they are all there; then they take their place.

One batch at a time, each kept: whoever is interrupted goes on where it stopped, and notes come in between batches. What
is asked meanwhile is answered from the vectors in use, as long as their embedder can still be had.
"""

import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from coach.errors import CoachError
from coach.index.dense import DamagedIndex, DenseIndex, wipe
from coach.index.embedder import Embedder
from coach.index.lexical import WordIndex, Words
from coach.types import Progress

_BATCH = 256
_PAUSE_SECONDS = 0.1  # while somebody else holds the index
_SHELVES = ("notes", "guides")
_log = logging.getLogger("coach")


class Successor:
    """Makes the vectors of `embedder` in a folder of their own.

    Args:
        alone: true inside for one thread or process at a time; held for one batch only.
    """

    def __init__(
        self,
        words: WordIndex,
        folder: Path,
        embedder: Embedder,
        alone: Callable[[], AbstractContextManager[bool]],
    ) -> None:
        self._words = words
        self._folder = folder
        self._embedder = embedder
        self._alone = alone
        self._thread: threading.Thread | None = None
        self._index: DenseIndex | None = None

    def start(self) -> None:
        """Makes them in the background, unless that is being done."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._try, name="successor", daemon=True)
            self._thread.start()

    def finish(self, progress: Callable[[Progress], None] | None = None) -> None:
        """Makes them while the caller waits.

        Raises:
            CoachError: the embedder cannot work; what was made is kept, and the vectors in use stay in use.
            Stopped: from `progress`.
        """
        while not self._step(progress):
            pass

    def _try(self) -> None:
        try:
            self.finish()
        except (CoachError, DamagedIndex, sqlite3.Error) as error:
            # Nobody waits for it: the vectors in use go on answering, and the next search tries again.
            _log.warning("The new embedder's vectors could not be made: %s", error)

    def _step(self, progress: Callable[[Progress], None] | None) -> bool:
        """One batch; true when nothing is left to make."""
        with self._alone() as alone:
            if not alone:
                time.sleep(_PAUSE_SECONDS)
                return False
            with self._words.open() as words:
                if words.meta("embedder") in ("", self._embedder.name):
                    return True
                index = self._begun(words)
                shelf, batch = self._next(words, index)
                if not batch:
                    return self._take_over(words, index)
        # Nobody is kept waiting by an embedder, only by the writing.
        vectors = self._embedder.embed([text for _, text in batch])
        while True:
            with self._alone() as alone, self._words.open() as words:
                if words.meta("next_vectors") != index.folder.name:
                    return False  # everything was thrown away meanwhile
                if alone:
                    index.put([number for number, _ in batch], vectors, shelf=shelf)
                    done, total = index.count(shelf), words.count(shelf)
                    break
            time.sleep(_PAUSE_SECONDS)
        if progress is not None:
            progress(Progress(min(done, total), total, "reading your notes with the new embedder"))
        return False

    def _next(self, words: Words, index: DenseIndex) -> tuple[str, list[tuple[int, str]]]:
        """The next passages to make vectors of, by number, and their shelf; none when all are made."""
        for shelf in _SHELVES:
            private = not self._embedder.remote
            if batch := words.unembedded(shelf, _BATCH, private=private, after=index.last(shelf), anew=True):
                return shelf, batch
        return _SHELVES[0], []

    def _begun(self, words: Words) -> DenseIndex:
        """The folder in which the new vectors are made: the one begun before, if it was for this embedder."""
        if words.meta("next_embedder") != self._embedder.name:
            name = f"vectors-{secrets.token_hex(4)}"
            with words.transaction():
                words.set_meta(next_embedder=self._embedder.name, next_vectors=name)
        folder = self._folder / words.meta("next_vectors")
        if self._index is None or self._index.folder != folder:
            self._index = DenseIndex(folder)
        return self._index

    def _take_over(self, words: Words, index: DenseIndex) -> bool:
        """Puts the new vectors in the place of the old; false if they have to be made anew."""
        last = {shelf: index.last(shelf) for shelf in _SHELVES}
        for shelf in _SHELVES:
            # What was taken out of the book since its vector was made.
            index.remove(sorted(set(index.numbers(shelf)) - set(words.numbers_on(shelf))), shelf=shelf)
        whole = all(index.holds(index.count(shelf), shelf=shelf) for shelf in _SHELVES)
        index.close()
        self._index = None
        with words.transaction():
            words.set_meta(next_vectors="", next_embedder="")
            if whole:
                words.set_meta(vectors=index.folder.name, embedder=self._embedder.name)
                words.forget_vectors()
                for shelf in _SHELVES:
                    words.set_embedded_until(shelf, last[shelf], private=not self._embedder.remote)
        for old in self._folder.glob("vectors-*"):
            if old.name != words.meta("vectors"):
                wipe(old)
        return whole
