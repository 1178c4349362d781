"""Names lead to people; pages, lists, duplicates, merges and splits."""

import time

import pytest
from sqlalchemy import TableClause, text

from coach.errors import AmbiguousPerson, EmptyInput, NotFound, UnknownPerson, UsageError
from coach.people.book import Book
from coach.people.duplicates import duplicates, keep_apart
from coach.people.merging import merge, split
from coach.people.pages import list_people, person_page
from coach.people.reading import read_notes
from coach.storage import tables
from coach.storage.store import Store
from coach.types import Note, Person, to_json


def _add(book: Book, name: str, aliases: tuple[str, ...] = (), **values: object) -> Person:
    person = book.store.people.add(name, created_at="2026-11-23", **values)  # type: ignore[arg-type]
    book.store.people.add_aliases(person.id, aliases)
    return person


def _note(book: Book, person: Person, words: str, date: str | None = None, *, private: bool = False) -> Note:
    note = Note(f"note-{len(book.store.notes.ids())}", words, date, private, "note", "", (person.id,))
    book.store.notes.add(note)
    read_notes(book, [note.id])
    return note


@pytest.fixture
def full(book: Book) -> Book:
    _add(book, "Inês Almeida", organization="Porto Docks")
    _add(book, "Grace Lee", circle="friends")
    _add(book, "Robert O'Neil", ("Bobby the plumber",))
    _add(book, "John Smith", organization="Acme")
    _add(book, "John Smith", circle="gym")
    _add(book, "Dr. Ruth Miller", ("Aunt Ruth",))
    _add(book, "Maria Lopez-Garcia")
    _add(book, "Will Turner")
    _add(book, "June Park")
    _add(book, "Sam Taylor", is_me=True)
    return book


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("ines", "Inês Almeida"),
        ("INÊS ALMEIDA", "Inês Almeida"),
        ("Almeida, Ines", "Inês Almeida"),
        ("bob", "Robert O'Neil"),
        ("R O’Neil", "Robert O'Neil"),
        ("bobby the plumber", "Robert O'Neil"),
        ("Plumber O'Neil", "Robert O'Neil"),
        ("Dr Miller", "Dr. Ruth Miller"),
        ("aunt ruth", "Dr. Ruth Miller"),
        ("Maria Lopez", "Maria Lopez-Garcia"),
        ("garcia", "Maria Lopez-Garcia"),
        ("Sam Taylor", "Sam Taylor"),
    ],
)
def test_a_name_is_found_by_any_unambiguous_way_to_say_it(full: Book, asked: str, name: str) -> None:
    assert full.find(asked).name == name


def test_namesakes_are_told_apart_by_what_the_error_lists(full: Book) -> None:
    with pytest.raises(AmbiguousPerson) as caught:
        full.find("John Smith")
    assert caught.value.candidates == ("John Smith (Acme)", "John Smith (gym)")
    found = [full.find(candidate) for candidate in caught.value.candidates]
    assert [person.organization for person in found] == ["Acme", None]
    assert full.find(f"John Smith #{found[1].id}") == found[1]


def test_an_unknown_name_comes_with_the_nearest(full: Book) -> None:
    with pytest.raises(UnknownPerson, match="Inês Almeida"):
        full.find("Inez Almeda")


def test_a_first_name_written_wrong_comes_with_whom_it_is_near_to(book: Book) -> None:
    for name in ("Priya Raman", "Marek Kowalczyk", "Ruth Adeyemi"):
        _add(book, name)
    for wrong, near in (("Prya", "Priya Raman"), ("Marrek", "Marek Kowalczyk"), ("Adeyimi", "Ruth Adeyemi")):
        with pytest.raises(UnknownPerson) as caught:
            book.find(wrong)
        assert list(caught.value.candidates) == [near]


def test_a_page_says_the_same_fact_and_the_same_tie_once(book: Book) -> None:
    marek, priya = _add(book, "Marek Kowalczyk"), _add(book, "Priya Raman")
    _note(book, marek, "Head teacher at Fernhill School. Met through [[Priya Raman]].", "2022-03-15")
    _note(book, marek, "He is head teacher at Fernhill School now.", "2024-05-01")
    _note(book, priya, "She introduced me to [[Marek Kowalczyk]] in 2022.", "2023-01-01")
    read_notes(book, book.store.notes.ids())
    page = person_page(book, "Marek")
    jobs = [fact for fact in page.facts if fact.kind in {"organization", "role"}]
    assert sorted((fact.kind, fact.value.casefold(), fact.since) for fact in jobs) == [
        ("organization", "fernhill school", "2024-05-01"),
        ("role", "head teacher", "2024-05-01"),
    ]
    assert [(tie.person, tie.citation.date) for tie in page.ties] == [("Priya Raman", "2023-01-01")]


def test_a_part_of_the_users_own_name_leads_to_nobody(full: Book) -> None:
    with pytest.raises(UnknownPerson):
        full.find("Sam")


def test_an_empty_name_is_refused(full: Book) -> None:
    with pytest.raises(EmptyInput):
        full.find("  ")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Grace was there, with grace.", ["Grace Lee"]),
        ("Grace under pressure is rare.", []),
        ("I met Grace Hopper and Grace's dog", ["Grace Lee"]),
        ("Will she come in May or June?", []),
        ("June left in June 2024 with Will.", ["June Park", "Will Turner"]),
        ("[[Inês Almeida|Inês]] met Aunt Ruth", ["Inês Almeida", "Dr. Ruth Miller"]),
        ("lunch with ines and grace lee", ["Inês Almeida", "Grace Lee"]),
        ("John came along.", []),
    ],
)
def test_people_are_recognised_in_free_text(full: Book, words: str, names: list[str]) -> None:
    assert [person.name for person in full.mentioned_in(words)] == names


def test_a_large_book_answers_at_once(full: Book) -> None:
    with full.store.transaction():
        for number in range(5000):
            _add(full, f"Person{number % 900} Surname{number}")
    full.mentioned_in("warm")
    started = time.perf_counter()
    for _ in range(50):
        full.mentioned_in("Person7 Surname7 came with Grace and asked about Surname8. " * 3)
    assert (time.perf_counter() - started) / 50 < 0.05
    assert full.find("Surname4321").name == "Person721 Surname4321"


def test_a_page_has_exactly_the_fields_of_the_contract(full: Book) -> None:
    grace = full.find("grace")
    note = _note(full, grace, "Grace works at Harbour Museum as an archivist.", "2024-06-12")
    page = to_json(person_page(full, "Grace"))
    assert isinstance(page, dict)
    assert list(page) == ["person", "aliases", "contact", "circle", "facts", "ties", "ledger", "notes"]
    cite = {
        "note_id": note.id,
        "person": "Grace Lee",
        "date": "2024-06-12",
        "quote": "Grace works at Harbour Museum as an archivist.",
    }
    assert page["facts"] == [
        {"kind": kind, "value": value, "since": "2024-06-12", "until": None, "citation": cite}
        for kind, value in (("organization", "Harbour Museum"), ("role", "archivist"))
    ]
    assert page["notes"] == [{"note_id": note.id, "date": "2024-06-12", "text": note.text}]
    assert page["ledger"] == {"gave": [], "received": [], "open": []}


def test_the_list_filters_by_circle_words_and_quiet_days(full: Book) -> None:
    grace, ines = full.find("grace"), full.find("ines")
    _note(full, grace, "Had lunch with her in Évora, she wants to learn weaving.", "2026-11-01")
    _note(full, ines, "Coffee with Inês at the docks.", "2025-01-10")
    assert [row.person for row in list_people(full, circle="Friends")] == ["Grace Lee"]
    assert [row.person for row in list_people(full, where="evora weav")] == ["Grace Lee"]
    quiet = [row.person for row in list_people(full, quiet_for=365)]
    assert "Inês Almeida" in quiet
    assert "Grace Lee" not in quiet
    assert "Sam Taylor" not in [row.person for row in list_people(full)]
    assert next(row for row in list_people(full) if row.person == "Inês Almeida").last_contact == "2025-01-10"


def _everything(book: Book) -> dict[str, list[tuple[object, ...]]]:
    tables = (
        "people",
        "aliases",
        "contacts",
        "note_people",
        "facts",
        "ties",
        "ledger",
        "interactions",
        "reminders",
    )
    with book.store.reading() as connection:
        return {
            t: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {t}"))), key=str) for t in tables
        }


def test_a_merge_keeps_everything_and_a_split_restores_every_row(full: Book) -> None:
    grace, ines = full.find("grace"), full.find("ines")
    _note(full, grace, "Grace works at Harbour Museum. She gave me her old map.", "2024-06-12")
    _note(full, ines, "Inês started at Tide Archive. I promised to send her the photos.", "2025-06-12")
    full.store.people.add_contact(ines.id, "email", "ines@example.org", "ines@example.org")
    full.store.diary.add_reminder(ines.id, "write to her", "2026-12-01")
    before = _everything(full)
    page = merge(full, "Grace", "Inês")
    assert page.person == "Grace Lee"
    assert "Inês Almeida" in page.aliases
    assert page.contact == {"email": ("ines@example.org",)}
    assert len(page.notes) == 2
    assert {(f.value, f.until) for f in page.facts if f.kind == "organization"} == {
        ("Harbour Museum", "2025-06-12"),
        ("Tide Archive", None),
    }
    assert [one.person for one in split(full, "Grace")] == ["Grace Lee", "Inês Almeida"]
    assert _everything(full) == before


def test_a_split_after_the_notes_were_read_again_gives_each_their_own(full: Book) -> None:
    grace, ines = full.find("grace"), full.find("ines")
    _note(full, grace, "Grace works at Harbour Museum.", "2024-06-12")
    _note(full, ines, "Inês works at Tide Archive.", "2025-06-12")
    merge(full, "Grace", "Inês")
    read_notes(full, full.store.notes.ids())
    split(full, "Grace")
    values = {fact.value for _, fact in full.store.facts.facts(ines.id, "organization")}
    assert values == {"Tide Archive"}
    assert {fact.value for _, fact in full.store.facts.facts(grace.id, "organization")} == {"Harbour Museum"}


def test_merging_somebody_with_themselves_or_with_the_user_is_refused(full: Book) -> None:
    with pytest.raises(UsageError):
        merge(full, "Grace", "Grace Lee")
    with pytest.raises(UsageError):
        merge(full, "Grace", "Sam Taylor")
    with pytest.raises(NotFound):
        split(full, "Grace")


def test_duplicates_come_with_a_reason_and_are_asked_once(book: Book) -> None:
    a, b = (
        _add(book, "Robert Tansley", organization="City Library"),
        _add(book, "Bob Tansley", organization="City Library"),
    )
    c, d = _add(book, "Ana Costa"), _add(book, "Anna Costa")
    _add(book, "Maria Santos", organization="Bank")
    _add(book, "Maria Santos", organization="Bakery")
    for person in (c, d):
        book.store.people.add_contact(person.id, "email", "ana@example.org", "ana@example.org")
    found = {(pair.a, pair.b): pair.why for pair in duplicates(book)}
    assert found == {
        ("Ana Costa", "Anna Costa"): "same e-mail, names that fit",
        ("Robert Tansley", "Bob Tansley"): "one name short for the other, same company",
    }
    keep_apart(book, a.name, b.name)
    assert [pair.a for pair in duplicates(book)] == ["Ana Costa"]


def test_a_household_shares_an_address_and_stays_several_people(book: Book) -> None:
    for name in ("Ola Berg", "Nils Berg"):
        person = _add(book, name)
        book.store.people.add_contact(person.id, "phone", "+4412345678", "4412345678")
    assert duplicates(book) == []


def test_queries_know_the_columns_that_the_migrations_made(store: Store) -> None:
    known = {
        table.name: set(table.c.keys()) for table in vars(tables).values() if isinstance(table, TableClause)
    }
    with store.reading() as connection:
        made = {
            name: {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({name})")}
            for name in known
        }
    assert {name: columns - {"words"} for name, columns in made.items()} == known
