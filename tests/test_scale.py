"""A large book: lists and look-ups narrowed down in one statement, an index that reads only what changed."""

import runpy
import sqlite3
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from benchmarks.book.invented import as_cards, invented
from coach.errors import AmbiguousPerson, Stopped, UnknownPerson
from coach.index.embedder import Vectors
from coach.people.book import Book
from coach.people.directory import Directory
from coach.people.importing import import_paths
from coach.people.merging import merge, split
from coach.people.pages import count_people, list_people
from coach.people.reading import read_notes
from coach.retrieval.retriever import Retriever
from coach.storage.diary import Interaction
from coach.storage.store import Store
from coach.types import Note, Progress

TODAY = date(2026, 11, 23)
VERSIONS = Path(__file__).parent.parent / "coach" / "storage" / "migrations" / "versions"


class Letters:
    """An embedder quick enough to count on: a text's vector is how often it holds each letter."""

    name = "letters"
    dimensions = 26
    remote = False

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts: list[str]) -> Vectors:
        self.texts += texts
        counts = np.array([[one.casefold().count(chr(97 + n)) + 0.01 for n in range(26)] for one in texts])
        vectors: Vectors = (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)
        return vectors


def _note(book: Book, person_id: int, words: str, date: str = "2026-05-01") -> str:
    note = Note(f"n{len(book.store.notes.ids())}", words, date, person_ids=(person_id,))
    book.store.notes.add(note)
    read_notes(book, [note.id])
    return note.id


@pytest.fixture
def three(book: Book) -> Book:
    people = book.store.people
    ines = people.add("Inês Almeida", created_at="2026-01-01", circle="Choir", role="port planner")
    grace = people.add("Grace Lee", created_at="2026-01-01", circle="choir", organization="Öst Works")
    people.add("Tom Baker", created_at="2026-01-01")
    _note(book, ines.id, "Met at the café. Loves sourdough, not chess.")
    _note(book, grace.id, "Grace lives in Malmö and plays chess.", "2024-02")
    return book


@pytest.fixture
def retriever(store: Store, home: Path) -> tuple[Retriever, Letters]:
    embedder = Letters()
    return Retriever(store, home / "index", embedder, TODAY), embedder


# ---- lists ----


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("chess", ["Grace Lee", "Inês Almeida"]),
        ("CHESS choir", ["Grace Lee", "Inês Almeida"]),
        ("chess ost", ["Grace Lee"]),
        ("malmo", ["Grace Lee"]),
        ("cafe", ["Inês Almeida"]),
        ("plan", ["Inês Almeida"]),
        ("lanner", []),
        ("ines sour", ["Inês Almeida"]),
        ("?!", ["Grace Lee", "Inês Almeida", "Tom Baker"]),
    ],
)
def test_a_list_holds_whoever_has_words_that_begin_so(three: Book, where: str, names: list[str]) -> None:
    assert [row.person for row in list_people(three, where=where)] == names
    assert count_people(three, where=where) == len(names)


def test_words_are_looked_for_as_they_are_now(three: Book) -> None:
    tom = three.find("Tom Baker")
    three.store.people.update(tom.id, role="Beekeeper")
    assert [row.person for row in list_people(three, where="beekeeper")] == ["Tom Baker"]
    three.store.people.update(tom.id, role=None)
    assert list_people(three, where="beekeeper") == []
    note = three.store.notes.all()[0]
    three.store.notes.replace_text(note.id, "Grace sings.")
    assert [row.person for row in list_people(three, where="chess")] == ["Inês Almeida"]
    merge(three, "Grace Lee", "Tom Baker")
    split(three, "Grace Lee")
    assert [row.person for row in list_people(three, where="sings")] == ["Grace Lee"]


def test_a_list_can_be_a_window_of_the_whole(three: Book) -> None:
    assert [row.person for row in list_people(three, limit=2)] == ["Grace Lee", "Inês Almeida"]
    assert [row.person for row in list_people(three, limit=1, circle="CHOIR")] == ["Grace Lee"]
    assert count_people(three) == 3


def test_a_month_alone_counts_from_its_first_day(three: Book) -> None:
    three.store.diary.add_interaction(Interaction(three.find("Grace Lee").id, "2024-02", "talked"))
    quiet = (TODAY - date(2024, 2, 1)).days
    assert [row.person for row in list_people(three, quiet_for=quiet)] == ["Grace Lee", "Tom Baker"]
    assert [row.person for row in list_people(three, quiet_for=quiet + 1)] == ["Tom Baker"]
    three.store.diary.add_interaction(Interaction(three.find("Tom Baker").id, "2026-11-22", "talked"))
    assert list_people(three, quiet_for=quiet + 1) == []


def test_the_first_note_is_the_oldest_about_somebody_or_else_the_oldest_that_names_them(three: Book) -> None:
    ines, grace, tom = (three.find(name).id for name in ("Ines", "Grace Lee", "Tom Baker"))
    notes = three.store.notes
    notes.add(Note("year", "Sings.", "2026", person_ids=(ines,)))
    notes.add(Note("month", "Rows.", "2026-03", person_ids=(ines, tom)))
    notes.add(Note("earlier", "Seen with Tom and Grace.", "2020-01-01", person_ids=(ines, grace, tom)))
    first = three.store.listing.first_notes([ines, grace, tom, 999])
    assert {one: note_id for one, (note_id, _, _) in first.items()} == {
        ines: "earlier",
        grace: "n1",
        tom: "earlier",
    }
    assert first[tom] == ("earlier", "2020-01-01", "Seen with Tom and Grace.")
    notes.remove(["earlier"])
    assert three.store.listing.first_notes([ines])[ines][0] == "year"


# ---- names ----


def test_few_names_say_what_all_names_would(book: Book) -> None:
    for one in invented(400, seed=3):
        person = book.store.people.add(one.name, created_at="2026-01-01")
        book.store.people.add_aliases(
            person.id, [f"{one.name.split()[0]} the {one.role}"] if one.role else []
        )
    everybody = Directory(book.store.people.names(), None)
    known = Book(book.store, TODAY)
    assert known.all_names()  # which learns them all
    texts = [words for one in invented(400, seed=3) for _, words in one.notes]
    texts += [
        f"{one.name} and {one.name.split()[0]}, Dr {one.name.split()[-1]}" for one in invented(60, seed=3)
    ]
    assert any(everybody.mentions(text) for text in texts)
    for text_ in texts[::7]:
        assert Book(book.store, TODAY).mentions(text_) == everybody.mentions(text_)
    for one in list(invented(60, seed=3)):
        for part in (one.name.split()[0], one.name.split()[-1], f"{one.name[0]} {one.name.split()[-1]}"):
            assert _found(Book(book.store, TODAY), part) == _found(known, part)


def _found(book: Book, name: str) -> set[int]:
    try:
        return {book.find(name).id}
    except AmbiguousPerson as error:
        return {book.find(candidate).id for candidate in error.candidates}
    except UnknownPerson:
        return set()


def test_a_new_name_is_found_at_once(three: Book) -> None:
    assert three.mentioned_in("Zebedee called") == ()
    added = three.store.people.add("Zebedee Quux", created_at="2026-01-01")
    assert three.mentioned_in("Zebedee called") == (added,)
    three.store.people.add_aliases(added.id, ["Zeb"])
    assert three.find("zeb") == added


# ---- the index follows the log of changes ----


def test_only_the_note_that_changed_is_embedded_again(
    three: Book, retriever: tuple[Retriever, Letters]
) -> None:
    search, embedder = retriever
    search.refresh()
    embedder.texts.clear()
    _note(three, three.find("Tom Baker").id, "Tom keeps bees on the roof.")
    search.refresh()
    assert [one for one in embedder.texts if "bees" not in one] == []
    assert [one.text for one in search.search("bees", 1)] == ["Tom keeps bees on the roof."]


def test_what_is_followed_is_what_would_be_built_anew(
    three: Book, home: Path, retriever: tuple[Retriever, Letters]
) -> None:
    search, embedder = retriever
    search.refresh()
    tom = three.find("Tom Baker")
    note = _note(three, tom.id, "Tom keeps bees.")
    search.refresh()
    three.store.people.update(tom.id, name="Thomas Bakewell")
    three.store.people.add_aliases(tom.id, ["Tommo"])
    three.store.notes.replace_text(note, "He keeps hens.")
    search.refresh()
    three.store.people.remove(three.find("Grace Lee").id)
    ines = three.find("Inês Almeida")
    three.store.notes.link({note: [ines.id]})
    search.refresh()
    anew = Retriever(three.store, home / "anew", embedder, TODAY)
    anew.refresh()
    for asked in ("keeps hens", "Grace", "Thomas", "tommo", "chess", "Ines"):
        assert {(p.note_id, p.text, p.person, p.person_ids) for p in search.search(asked)} == {
            (p.note_id, p.text, p.person, p.person_ids) for p in anew.search(asked)
        }
        assert search.read(asked).named == anew.read(asked).named
    assert search.read("bakewel").named == anew.read("bakewel").named


def test_a_log_that_was_cleared_means_reading_everything(
    three: Book, retriever: tuple[Retriever, Letters]
) -> None:
    search, _ = retriever
    search.refresh()
    _note(three, three.find("Tom Baker").id, "Tom keeps bees.")
    three.store.compact()
    assert three.store.changes.notes(0) == three.store.changes.names(0) == []
    assert search.search("bees", 1)[0].text == "Tom keeps bees."


def test_the_log_of_changes_keeps_no_word(three: Book, retriever: tuple[Retriever, Letters]) -> None:
    three.store.people.remove(three.find("Grace Lee").id)
    with three.store.reading() as connection:
        logged = [
            str(value)
            for table in ("changes", "renamed")
            for row in connection.execute(text(f"SELECT * FROM {table}"))
            for value in row
        ]
    assert logged
    assert not [value for value in logged if "grace" in value.casefold() or "lee" in value.casefold()]


def test_indexing_that_was_stopped_goes_on_where_it_was(
    book: Book, tmp_path: Path, retriever: tuple[Retriever, Letters]
) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text(as_cards(invented(400)), encoding="utf-8", newline="")
    import_paths(book, [cards])
    search, embedder = retriever

    def stop(progress: Progress) -> None:
        raise Stopped("enough")

    with pytest.raises(Stopped):
        search.refresh(stop)
    first = len(embedder.texts)
    search.refresh()
    assert 0 < first < len(embedder.texts) == search.count()


def test_a_search_after_indexing_was_stopped_does_not_wait_for_all_of_it(
    book: Book, retriever: tuple[Retriever, Letters]
) -> None:
    person = book.store.people.add("Tom Baker", created_at="2026-01-01")
    notes = [Note(f"n{n:04}", f"Saw {n} herons.", person_ids=(person.id,)) for n in range(2500)]
    notes.append(Note("z", "Keeps a lighthouse.", person_ids=(person.id,)))
    book.store.notes.add_new([(note, "") for note in notes], None)
    search, embedder = retriever
    found = search.search("lighthouse")
    assert "Keeps a lighthouse." in [one.text for one in found]
    assert "Tom Baker: Keeps a lighthouse." not in embedder.texts
    search.search("herons")
    assert "Tom Baker: Keeps a lighthouse." in embedder.texts
    assert len(embedder.texts) == len(notes) + len(["lighthouse", "herons"])


def test_a_book_of_the_first_shape_is_brought_to_the_newest(tmp_path: Path) -> None:
    first = runpy.run_path(str(VERSIONS / "0001_first_shape.py"))
    file = tmp_path / "book.sqlite"
    with sqlite3.connect(file) as old:
        old.executescript(first["STATEMENTS"])
        for table, happenings in first["WATCHED"].items():
            for happening in happenings:
                old.execute(
                    f"CREATE TRIGGER version_{table}_{happening.lower()} AFTER {happening} ON {table} "
                    "BEGIN UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'version'; END"
                )
        old.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        old.execute("INSERT INTO alembic_version VALUES ('0001')")
        old.execute(
            "INSERT INTO people VALUES (1, 'Inês', 'ines', NULL, 'Baker', NULL, NULL, 0, '2026-01-01')"
        )
        old.execute("INSERT INTO notes VALUES ('n', 'Plays Fadó.', NULL, 0, 'note', '', '', NULL)")
        old.execute("INSERT INTO note_people VALUES ('n', 1, 0)")
    old.close()
    store = Store(file)
    book = Book(store, TODAY)
    assert [row.person for row in list_people(book, where="baker fado")] == ["Inês"]
    assert not store.changes.reach_back_to(0)
    store.close()
