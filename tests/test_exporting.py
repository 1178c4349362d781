"""What is written out comes back as the same book, and other programs can read it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.people.book import Book
from coach.people.exporting import export
from coach.people.importing import import_paths
from coach.resources import resource_folder
from coach.storage.store import Store
from coach.types import Note


@pytest.fixture
def network(book: Book) -> Book:
    import_paths(book, [resource_folder("examples") / "network"])
    return book


def _people(book: Book) -> list[tuple[object, ...]]:
    people = book.store.people
    return sorted(
        (
            p.name,
            p.circle or "",
            p.role or "",
            p.organization or "",
            p.is_me,
            people.aliases(p.id),
            sorted(people.contacts(p.id).items()),
            people.birthday(p.id) or "",
        )
        for p in people.all()
    )


def _notes(book: Book) -> list[tuple[str, str, bool, str]]:
    return sorted((note.text, note.date or "", note.private, note.kind) for note in book.store.notes.all())


def test_an_export_comes_back_as_the_same_book(network: Book, tmp_path: Path) -> None:
    export(network, tmp_path / "out")
    store = Store(tmp_path / "second" / "book.sqlite")
    second = Book(store, date(2026, 11, 23))
    import_paths(second, [tmp_path / "out"])
    assert _people(second) == _people(network)
    assert _notes(second) == _notes(network)
    ids = {note.id for note in network.store.notes.all()}
    # A note that arrived under a name that has since become an alias gets its id from the name.
    assert len(ids & {note.id for note in second.store.notes.all()}) >= len(ids) - 1
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        "# A heading of its own\n\n2020-01-01 and a date inside",
        "Two paragraphs.\n\n- a list\n- PRIVATE: not at the start of the note",
        "---\nname: Somebody Else\n---",
        "> pasted\n--\n[[Ben Okafor]] wrote 2021-05-05 this.",
    ],
)
def test_odd_words_come_back_verbatim(book: Book, tmp_path: Path, words: str) -> None:
    ana = book.store.people.add("Ana Costa", created_at="2026-11-23")
    book.store.notes.add(Note("n1", words, "2025-06", False, "note", "", (ana.id,)))
    export(book, tmp_path / "out")
    store = Store(tmp_path / "second" / "book.sqlite")
    import_paths(Book(store, date(2026, 11, 23)), [tmp_path / "out"])
    assert [(note.text, note.date, note.private) for note in store.notes.all()] == [(words, "2025-06", False)]
    store.close()


def test_importing_an_export_into_its_own_book_changes_nothing(network: Book, tmp_path: Path) -> None:
    before = (_people(network), {note.id for note in network.store.notes.all()})
    export(network, tmp_path / "out")
    report = import_paths(network, [tmp_path / "out"])
    assert [file.path for file in report.files if file.people_added or file.notes_added or file.skipped] == []
    assert (_people(network), {note.id for note in network.store.notes.all()}) == before


def test_a_second_export_takes_away_whom_the_book_no_longer_holds(book: Book, tmp_path: Path) -> None:
    for name in ("Ana Costa", "Ben Okafor"):
        book.store.people.add(name, created_at="2026-11-23")
    assert export(book, tmp_path / "out").files == (
        "Ana Costa.md",
        "Ben Okafor.md",
        "people.csv",
        "people.vcf",
    )
    book.store.people.remove(book.find("Ben").id)
    export(book, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.md")) == ["Ana Costa.md"]


def test_a_folder_with_other_files_is_refused(book: Book, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="other files"):
        export(book, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["mine.txt"]


def test_names_become_file_names_that_every_system_takes(book: Book, tmp_path: Path) -> None:
    for name in ("A/B: C?", "CON", "ana costa", "Ana Costa", "..", "Journal"):
        book.store.people.add(name, created_at="2026-11-23")
    files = export(book, tmp_path / "out").files
    assert sorted(files) == [
        "A B C.md",
        "Ana Costa 2.md",
        "CON_.md",
        "Journal_.md",
        "Somebody.md",
        "ana costa.md",
        "people.csv",
        "people.vcf",
    ]


def test_cards_are_folded_and_escaped_as_rfc_6350_asks(book: Book, tmp_path: Path) -> None:
    person = book.store.people.add(
        "Zoë; Ng, Ph.D.", created_at="2026-11-23", organization="Ünïcode " * 12, birthday="--05-14"
    )
    book.store.people.add_contact(person.id, "email", "zoe@example.org", "zoe@example.org")
    export(book, tmp_path / "out")
    raw = (tmp_path / "out" / "people.vcf").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode("utf-8").replace("\r\n ", "")
    assert "FN:Zoë\\; Ng\\, Ph.D.\r\n" in text
    assert "BDAY:--0514\r\n" in text
    assert f"ORG:{'Ünïcode ' * 12}\r\n" in text


def test_the_table_has_a_row_for_everybody_but_the_user(network: Book, tmp_path: Path) -> None:
    export(network, tmp_path / "out")
    with (tmp_path / "out" / "people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == network.store.people.count()
    assert (
        next(row for row in rows if row["name"] == "Priya Raman")["organization"]
        == "Yorkvale Integrated Care"
    )


def test_notes_of_a_journal_come_back_with_their_people_whatever_their_order(
    book: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for number, (role, organization) in enumerate(
        (("Data Engineer", "Octo Energy"), ("Risk Analyst", "Barclays"))
    ):
        rows.append(f"Raj,Patel,https://example.org/raj{number},,{organization},{role},12 Mar 2023")
    (folder / "Connections.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "2026-09-21.md").write_text(
        "# 2026-09-21\n\nWalked with [[Fiona Gatsby]] and [[Ruth Adeyemi]] to the market.\n\n"
        "PRIVATE: owes me 40 pounds and pretends to forget.\n\n"
        "Rang [[Marek Kowalczyk]] about the museum.\n\nprivate: bitter about the director.\n"
    )
    (folder / "remarks.txt").write_text(
        "Raj Patel (Octo Energy) - asked me for feedback on his talk.\n"
        "Raj Patel (Barclays) - now drives a bus.\nSofia Lindgren - hiking in 2018.\n"
    )
    import_paths(book, [folder])
    export(book, tmp_path / "out")
    store = Store(tmp_path / "second" / "book.sqlite")
    second = Book(store, date(2026, 11, 23))
    report = import_paths(second, [tmp_path / "out"])
    assert [skipped for file in report.files for skipped in file.skipped] == []
    assert _notes(second) == _notes(book)
    assert _people_of_notes(second) == _people_of_notes(book)
    before = len(_notes(book))
    import_paths(book, [tmp_path / "out"])
    assert len(_notes(book)) == before
    store.close()


def _people_of_notes(book: Book) -> list[tuple[str, list[tuple[str, str]]]]:
    known = {person.id: (person.name, person.organization or "") for person in book.store.people.all()}
    return sorted((note.text, [known[one] for one in note.person_ids]) for note in book.store.notes.all())
