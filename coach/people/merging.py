"""Makes two rows one person, and two again: every row that a merge touches is kept as it was.

A split restores those rows to the last byte; what was added to the merged person since stays with the first.
"""

from typing import cast

from coach.errors import NotFound, UsageError
from coach.people.book import Book
from coach.people.holding import bring_up_to_date
from coach.people.pages import PersonPage, page_of
from coach.people.reading import read_notes
from coach.storage.merging import MergeRows, Snapshot
from coach.text import fold


def merge(book: Book, a: str, b: str) -> PersonPage:
    """Makes `b` part of `a`: names, contacts, notes and all that rests on them. `split` undoes it.

    Raises:
        UsageError: both names lead to one person, or one of them is the user.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
    """
    kept, gone = book.find(a), book.find(b)
    if kept.id == gone.id:
        raise UsageError(f"{a!r} and {b!r} are the same person already. Name two people.")
    if kept.is_me or gone.is_me:
        raise UsageError(f"{(a if kept.is_me else b)!r} is you. Only two people you know can be merged.")
    pair = (kept.id, gone.id)
    rows = MergeRows(book.store)
    with book.store.transaction():
        before = rows.snapshot(pair)
        rows.move(kept.id, gone.id)
        book.store.people.add_aliases(kept.id, [gone.name] if fold(gone.name) != fold(kept.name) else [])
        filled = {
            name: getattr(gone, name)
            for name in ("circle", "role", "organization")
            if getattr(gone, name) and not getattr(kept, name)
        }
        birthday = book.store.people.birthday(gone.id)
        if birthday and not book.store.people.birthday(kept.id):
            filled["birthday"] = birthday
        if filled:
            book.store.people.update(kept.id, **filled)
        book.store.people.remove(gone.id)
        bring_up_to_date(book, [kept.id])
        kept_rows = {"gone": gone.id, "before": before, "left": rows.read_rows(pair)}
        book.store.people.add_merge(kept.id, kept_rows, book.today.isoformat())
    merged = book.store.people.get(kept.id)
    assert merged is not None
    return page_of(book, merged)


def split(book: Book, name: str) -> tuple[PersonPage, ...]:
    """Undoes the last merge of a person; both pages, the one that was kept first.

    Raises:
        NotFound: that person was never merged with anybody.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
    """
    person = book.find(name)
    found = book.store.people.last_merge(person.id)
    if found is None:
        raise NotFound(f"{person.name!r} was not merged with anybody, so there is nothing to split.")
    merge_id, value = found
    before, left = cast(Snapshot, value["before"]), cast(Snapshot, value["left"])
    gone = cast(int, value["gone"])
    rows = MergeRows(book.store)
    with book.store.transaction():
        stale = rows.read_anew(left)
        rows.restore(person.id, gone, before, stale=stale)
        book.store.people.remove_merge(merge_id)
    if stale:
        # The notes were read anew since the merge: their rows are read once more, now for two people.
        read_notes(book, rows.note_ids(before))
    people = [book.store.people.get(person_id) for person_id in (person.id, gone)]
    return tuple(page_of(book, one) for one in people if one is not None)
