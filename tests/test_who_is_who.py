"""Who may be one person is asked once, in small batches, and every answer can be taken back."""

from coach.people.book import Book
from coach.people.duplicates import answer_merge, duplicates, merge_questions
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
