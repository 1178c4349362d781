"""Who do I know? Names in the user's own words, nobody doubled, nothing lost, and a picture at the end."""

from pathlib import Path

import pytest

from coach.errors import NotFound, UsageError
from coach.people.book import Book
from coach.people.exporting import export
from coach.people.importing import import_paths
from coach.people.pages import person_page
from coach.skills.inventory import (
    CIRCLES,
    SOMEBODY_NEW,
    look_back,
    name_people,
    named_in,
    take_name_back,
)
from coach.storage.store import Store
from tests.terminal import coach


def outcomes(book: Book, circle: str, text: str) -> list[tuple[str | None, str]]:
    return [(named.person, named.outcome) for named in name_people(book, circle, text)]


def test_each_name_is_a_person_with_a_note_in_the_users_words(book: Book) -> None:
    name_people(book, "neighbours", "- Ann Park, nurse at St James\n2. mum\nthe lady at the bakery")
    page = person_page(book, "Ann Park")
    assert [note.text for note in page.notes] == [
        "circle: neighbours\nnamed by me on: 2026-11-23",
        "Ann Park, nurse at St James",
    ]
    assert page.circle == "neighbours"
    assert [named.person for named in named_in(book, "neighbours")] == [
        "Ann Park",
        "Lady at the bakery",
        "Mum",
    ]
    for named in named_in(book, "neighbours"):
        assert named.citation is not None
        assert named.citation.quote in book.store.notes.get([named.citation.note_id])[0].text


@pytest.mark.parametrize("line", ["", "...", "nobody", "I don't know anybody", "name@example.org", "12"])
def test_a_line_that_names_nobody_saves_nobody(book: Book, line: str) -> None:
    name_people(book, "friends", line)
    assert book.store.people.count() == 0


def test_several_names_on_one_line_are_several_people(book: Book) -> None:
    found = outcomes(book, "friends", "Bob, Carl and Dora\nIngrid Moe & Tom Baker")
    assert found == [(name, "new") for name in ("Bob", "Carl", "Dora", "Ingrid Moe", "Tom Baker")]


def test_whoever_is_known_is_recognised_and_not_doubled(book: Book) -> None:
    name_people(book, "family", "Inês Moreau")
    assert outcomes(book, "clubs", "ines moreau") == [("Inês Moreau", "known")]
    assert outcomes(book, "clubs", "ines moreau") == [("Inês Moreau", "known")]
    assert book.store.people.count() == 1
    assert book.store.notes.count() == 2
    assert person_page(book, "Ines").circle == "family"


def test_a_name_that_could_be_somebody_known_is_asked_and_not_saved(book: Book) -> None:
    name_people(book, "friends", "Robert Tansley")
    asked = name_people(book, "clubs", "Bob")[0]
    assert (asked.outcome, asked.candidates) == ("unclear", ("Robert Tansley",))
    assert book.store.notes.count() == 1
    assert name_people(book, "clubs", "Bob", answer="Robert Tansley")[0].outcome == "known"
    assert name_people(book, "clubs", "Bob", answer=SOMEBODY_NEW)[0].outcome == "new"
    assert book.store.people.count() == 2


def test_namesakes_are_asked_and_stay_two(book: Book) -> None:
    name_people(book, "friends", "Tom Baker")
    name_people(book, "online", "Tom Baker", answer=SOMEBODY_NEW)
    asked = name_people(book, "clubs", "Tom Baker")[0]
    assert asked.candidates == ("Tom Baker (friends)", "Tom Baker (online)")
    assert book.store.people.count() == 2


def test_private_words_become_a_private_note(book: Book) -> None:
    name_people(book, "co-workers", "Tom Baker, porter PRIVATE: drinks")
    notes = book.store.notes.of_person(book.find("Tom Baker").id)
    assert {note.text: note.private for note in notes if note.kind != "record"} == {
        "Tom Baker, porter": False,
        "PRIVATE: drinks": True,
    }


def test_a_name_taken_back_leaves_no_trace_but_of_whom_others_know(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Ann Park\nTom Baker\n")
    import_paths(book, [file])
    before = book.store.notes.count()
    known = name_people(book, "clubs", "Ann Park, sings")[0].citation
    new = name_people(book, "clubs", "Zoe Lind, sings too")[0].citation
    assert known
    assert new
    assert take_name_back(book, known.note_id) == "Ann Park"
    assert take_name_back(book, new.note_id) == "Zoe Lind"
    assert sorted(person.name for person in book.store.people.all()) == ["Ann Park", "Tom Baker"]
    assert book.store.notes.count() == before
    with pytest.raises(NotFound, match="not there any more"):
        take_name_back(book, new.note_id)


def test_the_picture_counts_each_circle_and_each_person_once(book: Book) -> None:
    name_people(book, "family", "Mum\nAunt Rosa")
    name_people(book, "worship", "Aunt Rosa")
    picture = look_back(book)
    assert {one.circle: one.people for one in picture.circles if one.people} == {"family": 2, "worship": 1}
    assert (picture.people_named, picture.people_total) == (2, 2)
    assert "Aunt Rosa" in picture.next_step
    assert [one.circle for one in picture.circles] == [circle.name for circle in CIRCLES]


def test_an_unknown_circle_is_named_with_those_there_are(book: Book) -> None:
    with pytest.raises(UsageError, match=r"'martians'.*family, friends"):
        name_people(book, "martians", "Zorg")


def test_what_was_named_comes_back_from_an_export(book: Book, tmp_path: Path) -> None:
    name_people(book, "neighbours", "Ann Park, nurse at St James\nMum")
    export(book, tmp_path / "out")
    again = Store(tmp_path / "again.sqlite")
    import_paths(Book(again, book.today), [tmp_path / "out"])
    assert {(one.name, one.circle) for one in again.people.all()} == {
        (one.name, one.circle) for one in book.store.people.all()
    }
    assert {note.text for note in again.notes.all()} == {note.text for note in book.store.notes.all()}
    again.close()


def test_the_terminal_reads_names_under_headings(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("# neighbours\nAnn Park\n\nA place of worship:\nAunt Rosa\nAnn\n")
    value = coach("inventory", str(names), "--json").json()
    assert [(one["person"], one["circle"], one["outcome"]) for one in value["named"]] == [
        ("Ann Park", "neighbours", "new"),
        ("Aunt Rosa", "worship", "new"),
        (None, "worship", "unclear"),
    ]
    assert value["people_named"] == 2
    names.write_text("Ann Park\n")
    wrong = coach("inventory", str(names), "--json")
    assert (wrong.status, wrong.out) == (2, "")
    assert "'Ann Park'" in wrong.err
