"""Imports every file of the corpus, then the same file saved anew in other ways: nobody may be added, nothing may change.

PYTHONPATH=. python benchmarks/importers/again.py
"""

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.importers.corpus import File, corpus
from benchmarks.importers.odd import odd_files
from coach.importers.reading.decoding import decode
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.storage.store import Store


def saved_anew(file: File) -> Iterator[tuple[str, bytes]]:
    """The ways in which programs save a file again."""
    text = decode(file.content).text
    yield "the same", file.content
    yield "CRLF", text.replace("\n", "\r\n").encode("utf-8")
    yield "with a mark", text.encode("utf-8-sig")
    yield "UTF-16", text.encode("utf-16")
    if file.name.endswith(".vcf"):
        cards = re.split(r"(?im)^(?=begin:vcard)", text)
        yield (
            "in another order",
            "".join(card.rstrip("\n") + "\n" for card in reversed(cards) if card.strip()).encode("utf-8"),
        )

    lines = text.rstrip("\n").split("\n")
    if file.name.endswith(".csv") and all(line.count('"') % 2 == 0 for line in lines):
        header = next((n for n, line in enumerate(lines) if len(re.findall("[,;\t]", line)) > 1), 0)
        rows = [*lines[: header + 1], *reversed(lines[header + 1 :])]
        yield "in another order", "\n".join(rows).encode("utf-8")


def contents(book: Book) -> object:
    """Everybody and everything that is known of them."""
    people = book.store.people
    notes = sorted(
        (note.person_ids, note.date or "", note.text, note.private) for note in book.store.notes.all()
    )
    return [
        (p, people.aliases(p.id), people.contacts(p.id), people.birthday(p.id)) for p in people.all()
    ], notes


def measure_again() -> None:
    """Prints how many files, saved anew, changed nothing."""
    files = [*corpus(), *odd_files()]
    tried = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):
            home = Path(folder, str(number))
            home.mkdir()
            book = Book(Store(home / "book.sqlite"), date(2026, 11, 23))
            path = home / file.name
            path.write_bytes(file.content)
            import_paths(book, [path])
            before = contents(book)
            for way, content in saved_anew(file):
                path.write_bytes(content)
                report = import_paths(book, [path])
                one = report.files[0]
                tried += 1
                if contents(book) != before or one.people_added + one.people_updated + one.notes_added:
                    wrong += 1
                    counts = (one.people_added, one.people_updated, one.notes_added)
                    print(f"{file.name} saved {way}: added, updated, notes {counts}")
                    before = contents(book)
            book.store.close()
    print(f"{tried} files imported again: {tried - wrong} changed nothing")
