"""Notes in a home of their own, imported and indexed as the product does it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.index.embedder import Embedder, open_embedder
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Opened:
    """A book of notes that can be searched and asked."""

    name: str
    book: Book
    retriever: Retriever
    embedder: Embedder


@contextmanager
def opened(name: str, notes: Path) -> Iterator[Opened]:
    """The notes of a folder; their home goes when the block ends."""
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), today=TODAY)
        store = Store(settings.book_file)
        try:
            book = Book(store, TODAY)
            import_paths(book, [notes])
            embedder = open_embedder(settings)
            retriever = Retriever(store, settings.index_folder, embedder, TODAY)
            retriever.refresh()
            yield Opened(name, book, retriever, embedder)
        finally:
            store.close()
