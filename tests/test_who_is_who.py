"""Who may be one person is asked once, in small batches, and every answer can be taken back."""

import time
from pathlib import Path

import pytest

from coach.people.book import Book
from coach.people.duplicates import answer_merge, duplicates, merge_questions
from coach.people.importing import import_paths
from coach.people.likeness import Likeness, likeness, spelled
from coach.people.merging import split
from coach.types import Note, Person


def _add(book: Book, name: str, email: str = "", phone: str = "", **values: object) -> Person:
    person = book.store.people.add(name, created_at="2026-11-23", **values)  # type: ignore[arg-type]
    for kind, value in (("email", email), ("phone", phone)):
        if value:
            book.store.people.add_contact(person.id, kind, value, value)
    return person


def test_a_question_shows_two_short_cards_and_an_answer_settles_it(book: Book) -> None:
    a = _add(book, "Robert Tansley", organization="City Library")
    b = _add(book, "Bob Tansley", organization="City Library", circle="work")
    book.store.notes.add(Note("n", "Lent me a book.", "2026-01-02", False, "note", "", (b.id,)))
    (question,) = merge_questions(book)
    assert (question.a.person, question.b.person) == ("Robert Tansley", "Bob Tansley")
    assert (question.b.circle, question.b.last_line, question.b.notes) == (
        "work",
        "2026-01-02: Lent me a book.",
        1,
    )
    answer_merge(book, a.id, b.id, same=False)
    assert merge_questions(book) == ()
    answer_merge(book, a.id, b.id, same=True)
    assert [person.name for person in book.store.people.all()] == ["Robert Tansley"]
    split(book, "Robert Tansley")
    assert merge_questions(book) == ()
    assert duplicates(book) == []


def test_a_person_stands_in_one_question_of_a_batch(book: Book) -> None:
    for name in ("Ana Costa", "Anna Costa", "Ana Kosta"):
        _add(book, name, email="ana@example.org")
    first = merge_questions(book)
    assert len(first) == 1
    answer_merge(book, first[0].a.person_id, first[0].b.person_id, same=True)
    assert len(merge_questions(book)) == 1


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}\nEND:VCARD\n"


def _import(book: Book, folder: Path, name: str, *cards: tuple[str, str]) -> None:
    """Writes a file of cards, each a name and its other lines, and imports it."""
    file = folder / name
    file.write_text("".join(CARD.format(name=one, more=more) for one, more in cards), encoding="utf-8")
    import_paths(book, [file])


HOUSE = "TEL:0113 496 0104"
OFFICE = "EMAIL:info@lockett.example"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("John Featherstone", HOUSE), ("J. Featherstone", HOUSE)),  # Jane has an initial too
        (("Sam Lockett", OFFICE), ("Samuel Lockett", OFFICE)),
        (("George Ellerby", HOUSE), ("George Ellerby Jr", HOUSE)),
        (("Bob Tansley", HOUSE), ("Robert Tansley", HOUSE)),
        (("Ruth Abernathy", f"{HOUSE}\nBDAY:1952-01-09"), ("Ruth Abernathy", f"{HOUSE}\nBDAY:1981-06-20")),
        (("Ann Reed", "EMAIL:ann@marlin.example\nORG:Marlin"), ("Ann Reed", "EMAIL:ann2@marlin.example\nORG:Marlin")),
        (("Tom Baker", "ORG:Boatyard Ltd"), ("Tom Baker", "ORG:The Boatyard\nTEL:07700 900156")),
        (("Daniel Novak", "EMAIL:dnovak@post.example"), ("Daniel Novak", "TEL:+420 601 000 001")),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_never_joined_by_an_import(
    book: Book, tmp_path: Path, a: tuple[str, str], b: tuple[str, str]
) -> None:
    _import(book, tmp_path, "a.vcf", a)
    _import(book, tmp_path, "b.vcf", b)
    assert book.store.people.count() == 2


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Tom Bakerley", "EMAIL:tom.b@boats.example"), ("T. Bakerley", "EMAIL:tom.b@boats.example")),
        (("Robert Tansley", "EMAIL:rtansley@x.example"), ("Bob Tansley", "EMAIL:rtansley@x.example")),
        (("Иван Петров", "EMAIL:ivan@p.example"), ("Ivan Petrov", "EMAIL:ivan@p.example")),
        (("Hugo Linde", "TEL:+44 7700 900155\nEMAIL:h@a.example"), ("Hugo Linde", "TEL:07700 900155\nEMAIL:h@b.example")),
    ],
)  # fmt: skip
def test_what_is_certain_is_joined_without_a_question(
    book: Book, tmp_path: Path, a: tuple[str, str], b: tuple[str, str]
) -> None:
    _import(book, tmp_path, "a.vcf", a)
    _import(book, tmp_path, "b.vcf", b)
    assert (book.store.people.count(), duplicates(book)) == (1, [])


def test_an_answer_outlives_the_next_export_of_the_same_address_book(book: Book, tmp_path: Path) -> None:
    cards = (
        ("Sam Lockett", OFFICE), ("Samuel Lockett", OFFICE), ("Jane Featherstone", HOUSE), ("J. Featherstone", HOUSE),
        ("Ann Reed", "TITLE:Teller\nORG:Marlin"), ("Ann Reed", "TITLE:Surgeon\nORG:Marlin"),
    )  # fmt: skip
    _import(book, tmp_path, "phone.vcf", *cards)
    assert book.store.people.count() == 6
    assert len(merge_questions(book)) == 3
    for question in merge_questions(book):
        same = question.a.person.endswith("Lockett")
        answer_merge(book, question.a.person_id, question.b.person_id, same)
    assert (book.store.people.count(), duplicates(book)) == (5, [])
    _import(book, tmp_path, "phone.vcf", *cards, ("Somebody New", "TEL:07700 900199"))
    assert (book.store.people.count(), duplicates(book)) == (6, [])


def test_who_is_not_somebody_is_not_them_by_another_name_either(book: Book) -> None:
    father = _add(book, "George Ellerby", phone="01134960101")
    son = _add(book, "George Ellerby", organization="Mill")
    also = _add(book, "George A. Ellerby", organization="Mill")
    answer_merge(book, father.id, son.id, same=False)
    answer_merge(book, also.id, son.id, same=True)
    assert duplicates(book) == []
    split(book, f"#{also.id}")
    pairs = {(pair.a, pair.b) for pair in duplicates(book)}
    assert not any(a.startswith("George Ellerby") and b.startswith("George Ellerby") for a, b in pairs)
    assert len(pairs) == 2


@pytest.mark.parametrize(
    ("a", "b", "like"),
    [
        ("Prof. Dr. Ulrike Steinmetz", "Steinmetz, Ulrike", Likeness.SAME),
        ("Aunt Rosa Duarte", "Rosa Duarte", Likeness.SAME),
        ("Paco Beltran", "Francisco Beltrán", Likeness.SHORT),
        ("Sepp Huber", "Josef Huber", Likeness.SHORT),
        ("Liz Hart", "Beth Hart", Likeness.SHORT),
        ("T. B. Smith", "Thomas Smith", Likeness.SHORT),
        ("Jürgen Möller", "Juergen Moeller", Likeness.SHORT),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", Likeness.SHORT),
        ("李伟", "Wei Li", Likeness.SAME),
        ("محمد حسن", "Mohamed Hassan", Likeness.ALIKE),
        ("Siobhán O'Reilly", "Siobhan O Reilly", Likeness.SHORT),
        ("Joanna Bielski", "Joanna Marchetti", Likeness.FIRST),
        ("Jack Ma", "Jack Chan", Likeness.FIRST),
        ("Ann Lee", "Tom Lee", Likeness.NONE),
    ],
)  # fmt: skip
def test_names_are_alike_by_how_people_write_them(a: str, b: str, like: Likeness) -> None:
    assert likeness(spelled(a), spelled(b)) is like
    assert likeness(spelled(b), spelled(a)) is like


def test_a_large_book_is_looked_through_in_seconds(book: Book) -> None:
    firsts, lasts = [f"{c}{v}na" for c in "bdklmnrst" for v in "aeiou"], [f"Sur{n:x}name" for n in range(400)]
    with book.store.transaction():
        for number in range(6000):
            _add(
                book, f"{firsts[number % 45].title()} {lasts[number * 7 % 400]}", email=f"p{number}@x.example"
            )
    started = time.process_time()
    merge_questions(book)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Ivan Petrov", "Иван Петров"),
        ("petrov", "Иван Петров"),
        ("Li Wei", "李伟"),
        ("Zhang Xiaoming", "张晓明"),
        ("Giorgos Papadopoulos", "Γιώργος Παπαδόπουλος"),
        ("Mohamed Hassan", "محمد حسن"),
        ("Ольга Нильсен", "Olga Nilsen"),
        ("Juergen Moeller", "Jürgen Möller"),
        ("Möller", "Jürgen Möller"),
        ("Schäfer", "Guenther Schaefer"),
        ("Lupe", "Guadalupe Reyes"),
    ],
)
def test_a_name_is_found_by_how_other_letters_write_it(book: Book, asked: str, name: str) -> None:
    for one in ("Иван Петров", "李伟", "张晓明", "Γιώργος Παπαδόπουλος", "محمد حسن", "Olga Nilsen", "Jürgen Möller",
                "Guenther Schaefer", "Guadalupe Reyes"):  # fmt: skip
        _add(book, one)
    assert book.find(asked).name == name
