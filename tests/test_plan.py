"""A week's plan: few steps, easy ones first, no shaming; and logging what happened. Today is 23 November 2026."""

import re
from datetime import date

import pytest

from coach.errors import EmptyInput, TooLarge, UnknownPerson, UsageError
from coach.people.book import Book
from coach.people.filing import file_note
from coach.skills.log import Logged, log
from coach.skills.plan import Plan, make_plan, next_birthday
from coach.types import Person

_SHAMING = re.compile(
    r"\b(?:failed|lazy|overdue|neglect\w*|should have|streak|missed|too late|guilty|bad friend)\b", re.I
)


def add(book: Book, name: str, circle: str, *notes: tuple[str, str], birthday: str | None = None) -> Person:
    person = book.store.people.add(name, created_at="2026-01-01", circle=circle, birthday=birthday)
    for day, text in notes:
        file_note(book, (person,), text, date=day, source="test")
    return person


@pytest.fixture
def busy(book: Book) -> Book:
    """A promise, a reminder, a birthday, an unanswered letter, a friend gone quiet, and somebody to keep away from."""
    add(
        book,
        "Ana Duarte",
        "friends",
        ("2026-11-02", "Coffee with Ana. I promised to send her the photos of the river."),
    )
    ben = add(book, "Ben Archer", "work", ("2026-10-01", "Lunch with Ben in the canteen."))
    book.store.diary.add_reminder(ben.id, "Ask Ben about the fair", "2026-11-25")
    add(
        book,
        "Carla Nunez",
        "neighbours",
        ("2026-09-01", "Tea with Carla on her balcony."),
        birthday="1980-11-27",
    )
    add(book, "Dora Lind", "friends", ("2026-11-10", "Dora wrote me a long letter. I have not answered yet."))
    add(
        book,
        "Emil Sartor",
        "friends",
        ("2024-01-10", "Met Emil for a walk."),
        ("2024-02-10", "Met Emil for a walk again."),
        ("2024-03-12", "Met Emil for a film."),
    )
    add(
        book,
        "Lukas Dorn",
        "friends",
        ("2023-02-12", "Met Lukas. He wanted to sell me the starter kit. Avoid."),
    )
    return book


def test_an_empty_book_has_an_empty_plan(book: Book) -> None:
    assert make_plan(book) == Plan((), (), (), ())


def test_a_week_has_at_most_three_steps_easiest_first(busy: Book) -> None:
    steps = make_plan(busy).steps
    assert len(steps) == 3
    assert [step.size for step in steps] == sorted(step.size for step in steps)
    assert steps[0].size == 1
    assert {step.person for step in steps} == {"Carla Nunez", "Ben Archer", "Dora Lind"}


def test_two_weeks_have_room_for_everybody_but_whom_to_keep_away_from(busy: Book) -> None:
    plan = make_plan(busy, days=14)
    assert {step.person for step in plan.steps} == {
        "Ana Duarte",
        "Ben Archer",
        "Carla Nunez",
        "Dora Lind",
        "Emil Sartor",
    }
    assert all(date(2026, 11, 23) <= date.fromisoformat(step.due) <= date(2026, 12, 7) for step in plan.steps)


def test_a_promise_is_owed_until_it_is_kept(busy: Book) -> None:
    owed = make_plan(busy).owed_by_me
    assert [one.person for one in owed] == ["Ana Duarte"]
    assert owed[0].citation is not None
    assert "photos" in owed[0].citation.quote
    log(busy, "Ana", "Sent her the photos", direction="gave")
    assert make_plan(busy).owed_by_me == ()


def test_a_promise_to_me_is_owed_to_me(book: Book) -> None:
    add(book, "Ana Duarte", "friends", ("2026-11-02", "Ana promised to lend me her bicycle."))
    assert [one.person for one in make_plan(book).owed_to_me] == ["Ana Duarte"]


def test_a_friend_quiet_beyond_the_usual_rhythm_drifts(busy: Book) -> None:
    drifting = make_plan(busy).drifting
    assert [one.person for one in drifting] == ["Emil Sartor"]
    assert drifting[0].last_contact == "2024-03-12"
    assert drifting[0].citation is not None
    assert drifting[0].citation.quote == "Met Emil for a film."


def test_every_citation_stands_in_its_note_and_nothing_shames(busy: Book) -> None:
    plan = make_plan(busy, days=30)
    cited = [*plan.steps, *plan.owed_by_me, *plan.owed_to_me, *plan.drifting]
    for one in cited:
        if one.citation is not None:
            assert one.citation.quote in busy.store.notes.get([one.citation.note_id])[0].text
    words = " ".join(f"{step.what} {step.why}" for step in plan.steps)
    assert not _SHAMING.search(words)


@pytest.mark.parametrize("days", [0, -3, 366])
def test_a_plan_of_no_days_or_of_years_is_refused(book: Book, days: int) -> None:
    with pytest.raises(UsageError, match=str(days)):
        make_plan(book, days)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1980-11-27", date(2026, 11, 27)),
        ("--03-04", date(2027, 3, 4)),
        ("4 March", date(2027, 3, 4)),
        ("March 4, 1980", date(2027, 3, 4)),
        ("1996-02-29", date(2027, 2, 28)),
        ("1980", None),
        ("soon", None),
    ],
)
def test_a_birthday_comes_round(value: str, day: date | None) -> None:
    assert next_birthday(value, date(2026, 11, 23)) == day


def test_what_happened_is_saved_as_a_note_and_a_contact(busy: Book) -> None:
    saved = log(busy, "ben", "Asked Ben about the fair, he was kind", feared=7, actual=2)
    assert saved == Logged(
        "Ben Archer", "2026-11-23", "Asked Ben about the fair, he was kind", saved.note_id, None, None, 7, 2
    )
    ben = busy.find("Ben Archer")
    last = busy.store.diary.interactions(ben.id)[-1]
    assert (last.date, last.feared, last.actual, last.note_id) == ("2026-11-23", 7, 2, saved.note_id)
    assert busy.store.notes.get([saved.note_id])[0].kind == "interaction"


def test_giving_and_receiving_go_into_the_ledger_once(busy: Book) -> None:
    ben = busy.find("Ben Archer").id
    for _ in range(2):
        log(busy, "Ben Archer", "Ben lent me his drill", direction="received")
    received = [entry for _, entry in busy.store.facts.ledger(ben) if entry.direction == "received"]
    assert len(received) == 1
    assert len(busy.store.diary.interactions(ben)) == 2


def test_a_promise_kept_by_something_else_stays_open(busy: Book) -> None:
    log(busy, "Ana", "Gave her a jar of honey", direction="gave")
    assert [one.person for one in make_plan(busy).owed_by_me] == ["Ana Duarte"]


def test_a_log_that_makes_no_sense_is_refused(busy: Book) -> None:
    with pytest.raises(EmptyInput):
        log(busy, "Ben", "  ")
    with pytest.raises(TooLarge):
        log(busy, "Ben", "x" * 20_001)
    with pytest.raises(UsageError, match="11"):
        log(busy, "Ben", "spoke", feared=11)
    with pytest.raises(UsageError, match="stole"):
        log(busy, "Ben", "spoke", direction="stole")
    with pytest.raises(UnknownPerson):
        log(busy, "Nobody Known", "spoke")
    assert all(note.source == "test" for note in busy.store.notes.all())
