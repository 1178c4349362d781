"""The invented network to look around in: it comes in as files do, and goes again without a trace."""

from collections.abc import Callable
from functools import partial

from coach.people.book import Book
from coach.people.importing import ImportReport, import_paths
from coach.people.sources import sources_of
from coach.resources import resource_folder
from coach.storage.traces import TraceRows
from coach.types import Progress


def load_example(book: Book, progress: Callable[[Progress], None] | None = None) -> ImportReport:
    """Brings in the invented network to look around in."""
    return import_paths(book, [resource_folder("examples") / "network"], progress=progress, example=True)


def remove_example(book: Book) -> int:
    """Takes the invented network out again without a trace; how many people went.

    Whoever a file of the user's own knows too stays, without the invented notes.
    """
    store, traces = book.store, TraceRows(book.store)
    with store.transaction():
        sources = sources_of(book)
        real = {person_id for source in sources if not source.example for person_id in source.people}
        gone: set[int] = set()
        for source in sources:
            if source.example:
                store.notes.remove(store.notes.ids_of_source(source.id))
                store.notes.remove_source(source.id)
                gone |= set(source.created) - real
        for person_id in sorted(gone):
            person = store.people.get(person_id)
            own = [note.id for note in store.notes.of_person(person_id) if set(note.person_ids) <= gone]
            store.notes.remove(own)
            if person is not None:
                names = partial(_names, person.name.casefold())
                traces.remove(traces.naming(person_id, names))
                store.threads.retitle(names, "A chat")
                store.people.remove(person_id)
    store.compact()
    return len(gone)


def _names(name: str, text: str) -> bool:
    return name in text.casefold()
