"""A question in, the passages worth showing out: both indexes are asked, and what they find is ranked (`ranking.py`)."""

import hashlib
import math
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from coach.errors import EmptyInput
from coach.index.dense import EXACT_UP_TO, DamagedIndex
from coach.index.embedder import Embedder, Vectors
from coach.index.lexical import Entry, Words, most
from coach.retrieval.indexing import Indexes, OnProgress
from coach.retrieval.question import Event, Question, event_in, read_question
from coach.retrieval.ranking import NAMED_BONUS, ranked, scored
from coach.retrieval.ranking import within as within
from coach.retrieval.words import STOP, content_words, folded_words, says
from coach.storage.store import Store
from coach.types import Passage

_GUIDES = 100  # sections of guides looked at, by meaning and by words
_NAMED_POOL = 120  # lines of people named in the question
_THEIR_POOL = 1000  # lines of people that alone are asked for
_COMPARED = 4000  # passages whose cosines with a few queries are looked up at once
_CLOSE = 40  # by meaning, by words, and of both looked at closely; more if more are asked for
_LONGEST_QUERY = 1000  # characters; what comes after adds noise, not meaning


@dataclass(frozen=True)
class Candidate:
    """A passage with its cosine with the question; its fused score is the passage's."""

    passage: Passage
    cosine: float
    number: int


@dataclass(frozen=True)
class Hit:
    """One passage as `coach search` shows it."""

    note_id: str
    person: str
    date: str | None
    text: str
    score: float
    source: str


@dataclass(frozen=True)
class Found:
    """What `coach search` answers."""

    passages: tuple[Hit, ...]
    took_ms: int


class Retriever:
    """Finds passages. Opening is cheap; the indexes and the embedder load at the first search."""

    def __init__(
        self, store: Store, folder: Path, embedder: Embedder, today: date, *, exact_up_to: int = EXACT_UP_TO
    ) -> None:
        self._today = today
        self._indexes = Indexes(store, folder, embedder, today, exact_up_to)

    def search(
        self, query: str, k: int = 10, *, person_ids: Iterable[int] | None = None, private: bool = True
    ) -> tuple[Passage, ...]:
        """The best `k` passages, best first.

        Args:
            person_ids: only passages about or naming these people; empty finds nothing.
            private: whether private notes may be among them.

        Raises:
            EmptyInput: no letter or digit in the query.
            StorageProblem, ArtifactProblem, ModelProblem: the index or the embedder cannot be used.
        """
        only = None if person_ids is None else tuple(person_ids)
        _, found = self.candidates(query, k, person_ids=only, private=private)
        return tuple(candidate.passage for candidate in found)

    def find(self, query: str, k: int = 10) -> Found:
        """As `search`, with the time it took."""
        begun = time.perf_counter()
        hits = tuple(
            Hit(one.note_id, one.person, one.date, one.text, one.score, one.source)
            for one in self.search(query, k)
        )
        return Found(hits, round((time.perf_counter() - begun) * 1000))

    def candidates(
        self, query: str | Question, k: int, *, person_ids: Sequence[int] | None = None, private: bool = True
    ) -> tuple[Question, tuple[Candidate, ...]]:
        """As `search`, with what was understood of the question and what speaks for each passage.

        A question that was read before (`read`) is not read again.
        """
        known = query if isinstance(query, Question) else None
        query = _checked(query if isinstance(query, str) else query.text)
        for last in (False, True):
            try:
                with self._indexes.opened() as words:
                    question = known or read_question(query, words, self._today)
                    return question, self._rank(words, question, k, person_ids, private)
            except DamagedIndex:
                if last:
                    break
                self._indexes.drop_vectors()
            except sqlite3.DatabaseError:
                if last:
                    raise
                self._indexes.drop()
        # The vectors cannot be had just now (another process rebuilds them, say): words alone find something.
        with self._indexes.words.open() as words:
            question = known or read_question(query, words, self._today)
            return question, self._rank(words, question, k, person_ids, private, dense=False)

    def guidance(self, query: str, k: int = 3) -> tuple[Passage, ...]:
        """The best `k` sections of the guides in `knowledge/`; `note_id` is the guide, person is empty.

        Raises:
            EmptyInput: no letter or digit in the query.
        """
        query = _checked(query)
        with self._indexes.opened() as words:
            self._indexes.ready_guides(words)
            lexical = words.shares(_keywords(query), shelf="guides")
            try:
                embedder, vectors = self._indexes.asked(words)
                dense = vectors.nearest(embedder.embed([query])[0], _GUIDES, shelf="guides")
            except DamagedIndex:
                dense = {}
            scores = scored({*dense, *most(lexical, _GUIDES)}, dense, lexical)
            entries = words.entries(list(scores))
        found: dict[str, Passage] = {}  # a section stands there under several sentences: the best one counts
        for number in sorted(scores.keys() & entries.keys(), key=lambda number: -sum(scores[number])):
            # The cosine, not the fused score: whoever advises must know whether the guides cover it at all.
            section = replace(_passage(entries[number]), score=round(dense.get(number, 0.0), 4))
            found.setdefault(section.text, section)
        return tuple(found.values())[:k]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, for whoever compares sentences with sentences."""
        return self._indexes.embedder.embed(texts)

    def embed_once(self, texts: Sequence[str]) -> Vectors:
        """As `embed`, for texts of our own that never change: their vectors are kept beside the index."""
        embedder = self._indexes.embedder
        key = hashlib.sha256("\n".join((embedder.name, *texts)).encode()).hexdigest()[:16]
        file = self._indexes.folder / f"kept-{key}.npy"
        with suppress(OSError, ValueError, EOFError):
            kept: Vectors = np.load(file)
            if kept.shape == (len(texts), embedder.dimensions):
                return kept
        vectors = embedder.embed(texts)
        with suppress(OSError):  # without it they are made anew next time
            np.save(file, vectors)
        return vectors

    def compare(
        self, queries: Sequence[Sequence[str]], person_ids: Iterable[int], *, private: bool = False
    ) -> tuple[tuple[Passage, tuple[float, ...]], ...]:
        """The newest passages about or naming these people, each with its cosine with each query, in no order.

        A query is one or more wordings of the same thing; their mean is compared. At most 4,000 passages.
        """
        with self._indexes.opened() as words:
            embedder, vectors = self._indexes.asked(words)
            asked = [embedder.embed(list(wordings)).mean(axis=0) for wordings in queries]
            numbers = words.of_people(person_ids, _COMPARED)
            entries = words.entries(numbers)
            try:
                cosines = [vectors.cosines(vector, numbers) for vector in asked]
            except DamagedIndex:  # the next search mends it
                cosines = [{} for _ in asked]
        return tuple(
            (_passage(entry), tuple(one.get(number, 0.0) for one in cosines))
            for number, entry in entries.items()
            if private or not entry.private
        )

    def rarity(self, content: Sequence[str]) -> dict[str, float]:
        """How much each word tells: from near 0 for one in every line to 1 for one that no note holds."""
        with self._indexes.words.open() as words:
            every = math.log(1 + words.count())
            return {
                word: 1.0 - math.log(1 + words.occurrences(word)) / every if every else 1.0
                for word in content
            }

    def everything_with(
        self, groups: Sequence[Sequence[str]], *, private: bool = True
    ) -> tuple[Passage, ...]:
        """Every passage, not only the best, that holds a word or phrase of each group in any of its forms."""
        with self._indexes.opened() as words:
            entries = words.entries(words.holding(groups))
        return tuple(_passage(entry) for entry in entries.values() if private or not entry.private)

    def openings(self, note_ids: Sequence[str]) -> dict[str, str]:
        """The first passage of each of these notes, as it was indexed."""
        with self._indexes.words.open() as words:
            return words.openings(note_ids)

    def read(self, question: str) -> Question:
        """What is understood of a question; days are those of a note where it goes by what happened."""
        with self._indexes.opened() as words:
            understood = read_question(_checked(question), words, self._today)
        event = None if understood.dates else event_in(understood.text)
        return self._dated(understood, event) if event else understood

    def _dated(self, question: Question, event: Event) -> Question:
        """With the days before or after an event, where a dated line says every word of it."""
        wanted = content_words(event.words)
        told = (one.date for one in self.search(event.words, 5) if one.date and says(one.text, wanted))
        day = next(told, None) if wanted else None
        if day is None:
            return question
        days = (date.min.isoformat(), day) if event.is_end else (day, self._today.isoformat())
        left = set(content_words(event.rest))
        content = tuple(word for word in question.content if word in left)
        return replace(question, dates=days, date_words=tuple(wanted), content=content, about_now=False)

    def everything(self) -> tuple[Passage, ...]:
        """Every passage of the notes, in the order it was read."""
        with self._indexes.opened() as words:
            entries = words.entries(words.numbers_on("notes"))
        return tuple(_passage(entries[number]) for number in sorted(entries))

    def refresh(self, progress: OnProgress | None = None) -> None:
        """Brings both indexes up to the book; called after imports."""
        self._indexes.refresh(progress)

    def drop(self) -> None:
        """Wipes every byte of both indexes (for forgetting). The next search builds them anew."""
        self._indexes.drop()

    def close(self) -> None:
        """Lets go of the files of both indexes; the next search opens them again."""
        self._indexes.close()

    def count(self, note_ids: Sequence[str] | None = None) -> int:
        """How many passages of notes are indexed; of these notes alone if given."""
        with self._indexes.opened() as words:
            return words.count() if note_ids is None else len(words.numbers_of(note_ids))

    # ---- ranking ----

    def _rank(
        self,
        words: Words,
        question: Question,
        k: int,
        person_ids: Sequence[int] | None,
        private: bool,
        dense: bool = True,
    ) -> tuple[Candidate, ...]:
        if person_ids is not None and not person_ids:
            return ()
        close_up = max(k, _CLOSE)
        shares = words.shares(_keywords(question.text))
        if person_ids is None:
            named = words.of_people(question.person_ids, _NAMED_POOL)
            pool = {*named, *most(shares, close_up)}
        else:
            named = words.of_people(person_ids)
            pool = {*named[:_THEIR_POOL], *most(shares, close_up, named)}
        cosines: dict[int, float] = {}
        embedder, vectors = self._indexes.asked(words)
        vector = embedder.embed([question.text])[0] if dense else None
        if vector is not None:
            if person_ids is None:
                cosines = vectors.nearest(vector, close_up)
            # Filtering by person inside Chroma is slow; fetching that person's few vectors is not.
            cosines |= vectors.cosines(vector, [one for one in pool if one not in cosines])
            pool.update(cosines)
        scores = scored(pool, cosines, shares)
        bonus = dict.fromkeys(named, NAMED_BONUS)
        close = sorted(pool, key=lambda number: -sum(scores[number]) - bonus.get(number, 0.0))[:close_up]
        beside = words.beside(close)
        entries = words.entries([*close, *beside])
        if vector is not None and (missing := [one for one in beside if one not in cosines]):
            cosines |= vectors.cosines(vector, missing)
        scores |= scored(beside, cosines, shares)
        shown = [
            entries[one]
            for one in close
            if one in entries
            and (private or not entries[one].private)
            and (person_ids is None or set(person_ids) & set(entries[one].person_ids))
        ]
        fused = ranked(question, shown, scores, entries)
        shown.sort(key=lambda one: (-fused[one.number], one.note_id, one.number))
        return tuple(
            Candidate(
                replace(_passage(one), score=fused[one.number]), cosines.get(one.number, 0.0), one.number
            )
            for one in shown[:k]
        )


def _checked(query: str) -> str:
    if not any(letter.isalnum() for letter in query):
        raise EmptyInput(f"There is nothing to look for in {query[:60]!r}. Write a few words.")
    return query.strip()[:_LONGEST_QUERY]


def _keywords(query: str) -> str:
    """The words worth looking up: without those in every sentence, unless there are no others."""
    every = folded_words(query)
    return " ".join(word for word in every if word not in STOP) or " ".join(every)


def _passage(entry: Entry) -> Passage:
    return Passage(
        entry.note_id,
        entry.person,
        entry.date,
        entry.text,
        0.0,
        entry.source,
        entry.person_ids,
        entry.private,
    )
