"""An event ahead: who of mine may be there, how to begin, when to go home. Today is 23 November 2026."""

from datetime import date
from pathlib import Path

import pytest

from coach.errors import EmptyInput, TooLarge
from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.filing import file_note
from coach.resources import resource_folder
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.event import EventCard, event_card, is_event_ahead, named_event, what_was_said_there
from coach.types import Person

TODAY = date(2026, 11, 23)


def add(book: Book, name: str, *notes: str, day: str = "2026-09-10", contact: bool = False) -> Person:
    person = book.store.people.add(name, created_at="2026-01-01")
    for text in notes:
        private = text.startswith("PRIVATE")
        file_note(book, (person,), text, date=day, source="test", private=private, interaction=contact)
    return person


@pytest.fixture
def choir(book: Book) -> Book:
    """Three of the choir, one of them to avoid, a secret, and people who have nothing to do with it."""
    add(book, "Ruth Abernethy", "circle: choir\nrole: choir leader", "Ruth loves sailing.")
    add(book, "Beatrix Hollins", "Beatrix sang in the choir concert with me.")
    add(book, "Lukas Dorn", "circle: choir", "Avoid him.")
    add(book, "Chloe Martin", "PRIVATE: she hates the choir and its concert.")
    add(book, "Priya Raman", "Priya is a medicines analyst at Yorkvale.")
    add(book, "Emil Sartor", "He carried the chairs.")
    return book


@pytest.fixture
def retriever(choir: Book, settings: Settings) -> Retriever:
    return Retriever(choir.store, settings.index_folder, open_embedder(settings), settings.today)


def card(book: Book, retriever: Retriever, text: str) -> EventCard:
    return event_card(book, retriever, text)


def test_the_notes_say_who_may_be_there_and_each_opener_stands_in_one(
    choir: Book, retriever: Retriever
) -> None:
    made = card(choir, retriever, "The choir concert is on 4 March at 7 pm")
    assert (made.event, made.date, made.leave_at) == ("The choir concert", "2027-03-04", "20:00")
    assert {one.person for one in made.people} == {"Ruth Abernethy", "Beatrix Hollins"}
    for cite in (cite for one in made.people for cite in (one.citation, one.opener_citation)):
        assert cite is None or cite.quote in choir.store.notes.get([cite.note_id])[0].text
    ruth = next(one for one in made.people if one.person == "Ruth Abernethy")
    assert ruth.opener == "Are you still into sailing? What is new there?"
    assert ruth.opener_citation is not None
    assert made.rehearse_with == tuple(one.person for one in made.people)


def test_whoever_the_sentence_names_comes_first(choir: Book, retriever: Retriever) -> None:
    made = card(choir, retriever, "The choir concert with Priya, tomorrow")
    assert made.people[0].person == "Priya Raman"
    assert made.people[0].citation is None


def test_at_most_three_people_are_on_the_card(choir: Book, retriever: Retriever) -> None:
    for name in ("Ann Reed", "Bo Lund", "Cy Marsh"):
        add(choir, name, "circle: choir")
    assert len(card(choir, retriever, "choir concert").people) == 3


def test_an_event_that_no_note_knows_names_nobody_and_says_what_helps(
    choir: Book, retriever: Retriever
) -> None:
    made = card(choir, retriever, "a beekeepers' evening next Friday")
    assert made.people == ()
    assert "stands alone" in made.next_step
    assert made.leave_at == "an hour after you come"


def test_what_i_do_comes_from_my_own_page_alone(choir: Book, retriever: Retriever) -> None:
    assert card(choir, retriever, "choir concert").what_i_do is None
    me = choir.store.people.add("Hanna Duarte", created_at="2026-01-01", is_me=True)
    choir.store.people.update(me.id, role="pharmacy technician", organization="Wharfeside General")
    text = "role: pharmacy technician\norganization: Wharfeside General\nGoal: leave, nobody must know."
    file_note(choir, (choir.me() or me,), text, date="2026-01-01", source="me.md")
    doing = card(choir, retriever, "choir concert").what_i_do
    assert doing is not None
    assert doing.text == "I am a pharmacy technician at Wharfeside General."
    assert doing.citation.quote == "role: pharmacy technician"


def test_the_exit_line_and_the_place_stand_in_the_guides(choir: Book, retriever: Retriever) -> None:
    made = card(choir, retriever, "choir concert")
    for line in (made.exit_line, made.stand):
        guide = resource_folder("knowledge") / f"{Path(line.citation.note_id).name}.md"
        assert line.citation.quote in guide.read_text(encoding="utf-8")


def test_an_empty_or_endless_event_is_refused(choir: Book, retriever: Retriever) -> None:
    with pytest.raises(EmptyInput, match="event"):
        card(choir, retriever, " ?! ")
    with pytest.raises(TooLarge, match="2,000"):
        card(choir, retriever, "x" * 2_001)


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("The alumni evening is on 4 March", "The alumni evening", date(2027, 3, 4)),
        ("choir concert tomorrow", "choir concert", date(2026, 11, 24)),
        ("a meetup", "a meetup", None),
    ],
)
def test_an_event_has_a_name_and_perhaps_a_day(text: str, name: str, day: date | None) -> None:
    assert named_event(text, TODAY) == (name, day)


def test_what_is_said_afterwards_says_where_it_was() -> None:
    event = "The alumni evening"
    assert what_was_said_there(event, "Tom Bly, sails.") == "Tom Bly, sails. Met at the alumni evening."
    said = "At the alumni evening I met Tom Bly, who sails."
    assert what_was_said_there(event, said) == said


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("The alumni evening is on 4 March", True),
        ("I'm going to a conference next Tuesday", True),
        ("who will be at the choir concert?", True),
        ("I met Ana at the choir concert on Monday", False),
        ("Remember that the party is on 4 March", False),
        ("Write to Tom about the dinner on Friday", False),
        ("what should I do this week?", False),
    ],
)
def test_a_sentence_about_an_event_ahead_is_known(said: str, is_one: bool) -> None:
    assert is_event_ahead(said, TODAY) is is_one
