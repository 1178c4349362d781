"""A forgotten person is in no row, no index and no byte of the home."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import UnknownPerson
from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.forgetting import forget
from coach.people.merging import merge
from coach.people.pages import person_page
from coach.people.reading import read_notes
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.types import Note

NAME = "Wenceslas Øverby"


@pytest.fixture
def retriever(book: Book, settings: Settings) -> Retriever:
    return Retriever(book.store, settings.index_folder, open_embedder(settings), book.today)


@pytest.fixture
def full(book: Book, settings: Settings) -> Book:
    people = book.store.people
    gone = people.add(NAME, created_at="2026-11-23", organization="Kelp Bank")
    people.add_aliases(gone.id, ["Wence", "Vaclav Øverby"])
    people.add_contact(gone.id, "email", "wenceslas@kelp.example", "wenceslas@kelp.example")
    ana = people.add("Ana Costa", created_at="2026-11-23")
    notes = [
        Note("a", "He works at Kelp Bank and lent me a lamp.", "2025-01-01", False, "note", "w.md", (gone.id,)),
        Note("b", "PRIVATE: Wenceslas never returns books.", "2025-01-02", True, "note", "w.md", (gone.id,)),
        Note("c", f"Met [[{NAME}|Wence]] and Ana Costa at the fair. Wenceslas's boat leaks.", "2025-02-01", False, "note", "j.md", (gone.id, ana.id)),
        Note("d", "Ana works with Wenceslas Øverby. She loves kites.", "2025-03-01", False, "note", "ana.md", (ana.id, gone.id)),
        Note("e", "Ask wenceslas overby (wenceslas@kelp.example) about Ana.", None, False, "note", "ana.md", (ana.id,)),
    ]  # fmt: skip
    for note in notes:
        book.store.notes.add(note)
    read_notes(book)
    book.store.diary.add_reminder(ana.id, f"ask about {NAME}", "2026-12-01")
    book.store.desk.save_draft("d1", gone.id, "2026-11-01", {"body": "Dear friend"})
    book.store.desk.save_draft("d2", ana.id, "2026-11-01", {"body": f"I saw {NAME} today"})
    book.store.desk.save_draft("d3", ana.id, "2026-11-01", {"body": "I saw a kite"})
    book.store.desk.save_rehearsal("r1", gone.id, "2026-11-01", {"scene": "lunch"})
    book.store.threads.start("t", f"Lunch with {NAME}", "2026-11-01")
    book.store.threads.add("t", "user", "write to Wenceslas", {}, "2026-11-01")
    book.store.threads.add("t", "coach", "Whom?", {"people": [NAME]}, "2026-11-01")
    book.store.threads.add("t", "user", "Never mind", {}, "2026-11-01")
    book.store.notes.add_source(
        path=f"/notes/{NAME}.md", format="markdown", sha256="0" * 64, imported_at="2026-11-01",
        report={"skipped": [{"line": 1, "reason": "odd", "text": f"x {NAME}"}]},
    )  # fmt: skip
    settings.log_file.write_text(f"could not read {NAME}.md\nfine\n", encoding="utf-8")
    book.store.file.with_suffix(".before-update").write_bytes(NAME.encode())
    return book


def _spellings() -> Iterator[bytes]:
    for word in (NAME, "Wenceslas", "wenceslas", "overby", "Øverby", "Kelp Bank", "kelp.example"):
        for form in ("NFC", "NFD"):
            yield unicodedata.normalize(form, word).encode()


def test_a_preview_counts_and_removes_nothing(full: Book, retriever: Retriever) -> None:
    before = person_page(full, "Wenceslas")
    seen = forget(full, retriever, "Wenceslas", save=False)
    assert seen.person == NAME
    assert {what: seen.removed[what] for what in ("notes", "drafts", "rehearsals", "messages")} == {
        "notes": 2,
        "drafts": 2,
        "rehearsals": 1,
        "messages": 2,
    }
    assert person_page(full, "Wenceslas") == before


def test_no_byte_of_a_forgotten_person_is_left(full: Book, retriever: Retriever, home: Path) -> None:
    retriever.refresh()
    done = forget(full, retriever, "wence", save=True)
    assert done.removed["vectors"] > 0
    with pytest.raises(UnknownPerson):
        full.find("Wenceslas")
    held = [
        (path.name, word)
        for path in home.rglob("*")
        if path.is_file()
        for word in _spellings()
        if word in path.read_bytes()
    ]
    assert held == []


def test_others_keep_their_notes_with_someone_in_the_place_of_the_name(
    full: Book, retriever: Retriever
) -> None:
    forget(full, retriever, NAME, save=True)
    texts = {note.id: note.text for note in full.store.notes.all()}
    assert texts == {
        "c": "Met [someone] and Ana Costa at the fair. [someone]'s boat leaks.",
        "d": "Ana works with [someone]. She loves kites.",
        "e": "Ask [someone] ([someone]) about Ana.",
    }
    page = person_page(full, "Ana")
    assert [(fact.kind, fact.value) for fact in page.facts] == [("interest", "kites")]
    assert page.ties == ()
    assert [draft_id for draft_id, _, _ in full.store.desk.drafts()] == ["d3"]
    assert [message.text for message in full.store.threads.messages("t")] == ["Never mind"]
    passages = retriever.search("who has a boat at Kelp Bank", 10)
    assert not any("Wenceslas" in passage.text or passage.note_id in "ab" for passage in passages)


def test_a_kept_merge_is_forgotten_too(full: Book, retriever: Retriever, home: Path) -> None:
    full.store.people.add("Wenceslas O.", created_at="2026-11-23")
    merge(full, "Ana Costa", "Wenceslas O.")
    forget(full, retriever, NAME, save=True)
    assert not any(b"verby" in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_a_namesake_keeps_their_name(book: Book, retriever: Retriever) -> None:
    first = book.store.people.add("Maria Santos", created_at="2026-11-23", circle="neighbours")
    second = book.store.people.add("Maria Santos", created_at="2026-11-23", circle="choir")
    for number, person in enumerate((first, second)):
        book.store.notes.add(
            Note(str(number), "Maria Santos brought cake.", None, False, "note", str(number), (person.id,))
        )
    forget(book, retriever, "Maria Santos (choir)", save=True)
    assert [note.text for note in book.store.notes.all()] == ["Maria Santos brought cake."]
    assert book.find("Maria Santos").id == first.id
