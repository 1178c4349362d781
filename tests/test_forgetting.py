"""A forgotten person is in no row, no index and no byte of the home."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import UnknownPerson
from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.exporting import export
from coach.people.forgetting import forget
from coach.people.merging import merge, split
from coach.people.pages import person_page
from coach.people.reading import read_notes
from coach.people.redacting import trace_of
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.text import fold
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
    read_notes(book, book.store.notes.ids())
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


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (unicodedata.normalize("NFD", "Met Wenceslas Øverby and Zoë."), unicodedata.normalize("NFD", "Met [someone] and Zoë.")),
        ("WENCESLAS OVERBY, wenceslas_øverby.md, Øverby, Wenceslas", "[someone], [someone].md, [someone]"),
        ("Wenceslas\nØverby came; wenceslas was late. Mr Øverby sat.", "[someone] came; [someone] was late. Mr [someone] sat."),
        ("profiles.example/in/wenceslasoverby", "profiles.example/in/[someone]"),
        ("Wence's boat, call +44 7700 900-123 or 07700 900123", "[someone]'s boat, call [someone] or [someone]"),
        ("Dear\tVaclav, the [[Vaclav Øverby|old man]] rang", "Dear\t[someone], the [someone] rang"),
        ("Winceslas and Wenceslasia are places; overbyte too.", "Winceslas and Wenceslasia are places; overbyte too."),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_spelled(book: Book, words: str, left: str) -> None:
    gone = book.store.people.add(NAME, created_at="2026-11-23")
    book.store.people.add_aliases(gone.id, ["Wence", "Vaclav Øverby"])
    book.store.people.add_contact(gone.id, "phone", "+44 7700 900123", "447700900123")
    assert trace_of(book, gone).redacted(words) == left


@pytest.mark.parametrize(
    "words",
    [
        "Annabel Leeson and Mary Ann Lee met Ann Lee-Smith.",
        "Anna, Annabel, Leeds, plannlee and the lee side.",
        "Rosa Marchetti and Rosa's shop",
        "Bo knows; so do I. An old lee shore.",
    ],
)
def test_what_is_part_of_another_name_is_left_alone(book: Book, words: str) -> None:
    gone = book.store.people.add("Ann Lee", created_at="2026-11-23")
    book.store.people.add_aliases(gone.id, ["Aunt Rosa"])
    for other in ("Mary Ann Lee", "Annabel Leeson", "Rosa Marchetti", "Ann Lee-Smith", "Ann Carver"):
        book.store.people.add(other, created_at="2026-11-23")
    trace = trace_of(book, gone)
    assert trace.redacted(words) == words
    assert trace.redacted("Ann Lee and Aunt Rosa; lee, ann") == "[someone] and [someone]; [someone]"


def test_a_surname_that_is_a_word_or_a_place_of_work_stays_a_word(book: Book) -> None:
    gone = book.store.people.add("Tom Potter", created_at="2026-11-23")
    kiln = book.store.people.add("Ida Kiln", created_at="2026-11-23", organization="Kiln Theatre")
    book.store.people.add("Ben Okafor", created_at="2026-11-23")
    book.store.notes.add(Note("n", "The potter by the harbour. A potter again.", None, False, "note", "", ()))
    assert trace_of(book, gone).redacted("Potter Street. Tom Potter.") == "Potter Street. [someone]."
    assert (
        trace_of(book, kiln).redacted("At the Kiln Theatre with Ida.")
        == "At the Kiln Theatre with [someone]."
    )


@pytest.mark.parametrize(
    "name", ["Иван Петров", "李伟", "محمد حسن", "Γιώργος Παπάς", "たなか ゆき", "Ng Ửyên"]
)
def test_a_name_in_any_script_leaves_no_byte(
    book: Book, settings: Settings, retriever: Retriever, home: Path, name: str
) -> None:
    gone = book.store.people.add(name, created_at="2026-11-23")
    ana = book.store.people.add("Ana Costa", created_at="2026-11-23", organization=f"Sisters of {name}")
    book.store.people.add_aliases(ana.id, [f"{name}'s neighbour"])
    book.store.people.add_contact(ana.id, "address", f"c/o {name}, Leeds", f"c/o {name}, leeds")
    book.store.notes.add(
        Note("a", f"{name} lent me a lamp.", "2025-01-01", False, "note", "w.md", (gone.id,))
    )
    book.store.notes.add(Note("b", f"Ana and {name} met.", "2025-01-02", False, "note", "w.md", (ana.id,)))
    read_notes(book, book.store.notes.ids())
    other = book.store.people.add(f"{name}'s driver", created_at="2026-11-23")
    merge(book, "Ana Costa", f"#{other.id}")
    book.store.threads.start("t", "chat", "2026-11-01")
    book.store.threads.add(
        "t", "user", "x", {"arguments": {"text": f"Dear\n{name}\nbye", name: 1}}, "2026-11-01"
    )
    (home / "page").mkdir()
    (home / "d.eml").write_bytes(f"X-Unsent: 1\r\nSubject: hi\r\n\r\nDear {name}".encode())
    (home / "my.eml").write_bytes(b"Subject: my own letter, which the coach did not write")
    export(book, home / "out")
    seen = forget(book, retriever, f"#{gone.id}", save=False)
    done = forget(book, retriever, f"#{gone.id}", save=True)
    assert (done, done.removed["vectors"], done.mentions) == (seen, 1, {"Ana Costa": 1})
    forms = {form.encode() for one in ("NFC", "NFD") for form in (unicodedata.normalize(one, name),)}
    forms |= {json.dumps(name)[1:-1].encode(), fold(name).encode()}
    held = [
        (path.relative_to(home).as_posix(), form)
        for path in home.rglob("*")
        for form in forms
        if form in path.name.encode() or (path.is_file() and form in path.read_bytes())
    ]
    assert held == []
    assert (home / "my.eml").is_file()
    split(book, "Ana Costa")


def test_the_notes_of_others_may_be_left_as_they_are(full: Book, retriever: Retriever) -> None:
    seen = forget(full, retriever, NAME, save=True, redact=False)
    assert seen.mentions == {"Ana Costa": 5}
    texts = [note.text for note in full.store.notes.all()]
    assert "Ana works with Wenceslas Øverby. She loves kites." in texts
    assert [person.name for person in full.store.people.all()] == ["Ana Costa"]
