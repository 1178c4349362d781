"""A week's plan: few steps, easy ones first, no shaming; and logging what happened. Today is 23 November 2026."""

import re
from datetime import date, timedelta

import pytest

from coach.errors import EmptyInput, NotFound, TooLarge, UnknownPerson, UsageError
from coach.importers import ics
from coach.people.book import Book
from coach.people.expectations import expectations
from coach.people.filing import file_note
from coach.skills.log import Logged, log
from coach.skills.plan import (
    Plan,
    answer_step,
    as_ics,
    make_plan,
    next_birthday,
    take_back_answer,
)
from coach.skills.plan.ladder import rung
from coach.storage.steps import StepAnswer
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
    shown = (plan.steps, plan.owed_by_me, plan.owed_to_me, plan.drifting)
    for citation in (one.citation for kind in shown for one in kind):
        if citation is not None:
            assert citation.quote in busy.store.notes.get([citation.note_id])[0].text
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


# ---- answers to steps -----------------------------------------------------------------------------------------


def later(book: Book, days: int) -> Book:
    return Book(book.store, book.today + timedelta(days=days))


def people_in(plan: Plan) -> set[str | None]:
    return {step.person for step in plan.steps}


def test_a_step_put_off_comes_back_and_one_turned_down_does_not(busy: Book) -> None:
    answer_step(busy, "Dora", "snoozed", snooze_days=3)
    answer_step(busy, "Carla", "not_this", because="She does not like birthdays")
    assert not people_in(make_plan(busy, 14)) & {"Dora Lind", "Carla Nunez"}
    assert "Dora Lind" in people_in(make_plan(later(busy, 3), 14))
    assert "Carla Nunez" not in people_in(make_plan(later(busy, 3), 14))
    assert [(one.choice, one.because) for one in busy.store.steps.all() if one.choice == "not_this"] == [
        ("not_this", "She does not like birthdays")
    ]


def test_what_was_answered_by_mistake_can_be_taken_back(busy: Book) -> None:
    answer = answer_step(busy, "Dora", "not_this")
    take_back_answer(busy, answer.id)
    assert "Dora Lind" in people_in(make_plan(busy))
    with pytest.raises(NotFound, match=answer.id):
        take_back_answer(busy, answer.id)


def test_a_reminder_that_is_done_is_settled_and_a_kept_promise_is_closed(busy: Book) -> None:
    answer_step(busy, "Ben", "done")
    assert busy.store.diary.reminders() == []
    step = next(step for step in make_plan(busy, 14).steps if step.person == "Ana Duarte")
    answer_step(busy, step.step_id, "done")
    assert make_plan(busy).owed_by_me == ()


def test_a_hello_that_was_sent_is_a_contact_from_which_quiet_is_counted(busy: Book) -> None:
    for name in ("Dora", "Ben", "Carla"):
        answer_step(busy, name, "done")
    answer_step(busy, "Ana", "done")  # two steps of size 2 have been done: the next rung
    assert make_plan(busy).rung == 3
    answer_step(busy, "Emil", "done", feared=6, actual=1)
    assert make_plan(busy).drifting == ()
    (felt,) = expectations(busy)
    assert (felt.day, felt.person, felt.what, felt.feared, felt.actual) == (
        "2026-11-23", "Emil Sartor", "Send Emil a hello with one question", 6, 1,
    )  # fmt: skip


def test_what_is_feared_before_a_step_stays_until_it_is_done(busy: Book) -> None:
    answer_step(busy, "Dora", "taken", feared=8)
    assert next(step.feared for step in make_plan(busy).steps if step.person == "Dora Lind") == 8
    done = answer_step(busy, "Dora", "done", actual=2)
    assert (done.feared, done.actual) == (8, 2)


def test_a_reminder_that_has_waited_is_offered_as_a_smaller_piece(busy: Book) -> None:
    soon = next(step for step in make_plan(busy).steps if step.person == "Ben Archer")
    late = next(step for step in make_plan(later(busy, 10), 14).steps if step.person == "Ben Archer")
    assert (soon.what, soon.size) == ("Ask Ben about the fair", 2)
    assert (late.what, late.size) == ("Five minutes towards this, no more: Ask Ben about the fair", 1)
    answer_step(later(busy, 10), "Ben", "done")
    assert len(busy.store.diary.reminders()) == 1  # its beginning is not the whole
    assert "Ben Archer" not in people_in(make_plan(later(busy, 11), 14))
    assert "Ben Archer" in people_in(make_plan(later(busy, 14), 14))


def test_an_answer_that_makes_no_sense_is_refused(busy: Book) -> None:
    with pytest.raises(NotFound, match="Nobody"):
        answer_step(busy, "Nobody", "done")
    with pytest.raises(NotFound, match="Lukas"):
        answer_step(busy, "Lukas", "done")
    with pytest.raises(UsageError, match="12"):
        answer_step(busy, "Dora", "taken", feared=12)
    with pytest.raises(UsageError, match="400"):
        answer_step(busy, "Dora", "snoozed", snooze_days=400)
    assert busy.store.steps.all() == []


def test_forgetting_somebody_forgets_the_answers_about_them(busy: Book) -> None:
    answer_step(busy, "Dora", "snoozed")
    busy.store.people.remove(busy.find("Dora").id)
    assert busy.store.steps.all() == []


def done(day: str, size: int, feared: float | None = None, actual: float | None = None) -> StepAnswer:
    return StepAnswer(day + str(size), None, "", size, "done", day, feared=feared, actual=actual)


@pytest.mark.parametrize(
    ("answers", "today", "stands"),
    [
        ([], "2026-11-23", 2),
        ([done("2026-11-20", 2)], "2026-11-23", 2),
        ([done("2026-11-20", 2), done("2026-11-21", 2)], "2026-11-23", 3),
        ([done("2026-11-20", 1), done("2026-11-21", 1)], "2026-11-23", 2),
        ([done("2026-11-20", 2, 3, 9)], "2026-11-23", 1),
        ([done("2026-11-20", 2, 9, 3), done("2026-11-21", 2, 5, 5)], "2026-11-23", 3),
        ([done("2026-11-01", 2), done("2026-11-02", 2)], "2026-11-23", 1),
        ([done("2026-10-01", 2)], "2026-11-23", 1),
    ],
)
def test_the_ladder_rises_after_successes_and_an_empty_week_makes_it_easier(
    answers: list[StepAnswer], today: str, stands: int
) -> None:
    assert rung(answers, (), date.fromisoformat(today)) == stands


def test_a_contact_keeps_a_week_from_being_empty() -> None:
    answers = [done("2026-11-01", 2), done("2026-11-02", 2)]
    assert rung(answers, {date(2026, 11, 12), date(2026, 11, 20)}, date(2026, 11, 23)) == 3


def test_a_first_meeting_asks_for_a_line_while_it_is_fresh(book: Book) -> None:
    person = add(book, "Faye Oduya", "work")
    log(book, "Faye", "Met her at the lecture, she keeps bees")
    assert person.name not in people_in(make_plan(book))
    step = next(step for step in make_plan(later(book, 2)).steps if step.person == "Faye Oduya")
    assert step.what == "Write Faye a line after your first meeting"
    assert step.citation is not None
    assert "bees" in step.citation.quote


def test_a_promise_with_a_day_is_due_on_that_day(book: Book) -> None:
    add(book, "Ana Duarte", "friends", ("2026-11-20", "I promised to send her the list by 27 November."))
    assert [step.due for step in make_plan(book).steps] == ["2026-11-27"]


def test_the_plan_as_a_calendar_file_says_nothing_delicate(busy: Book) -> None:
    dora = busy.find("Dora").id
    busy.store.diary.add_reminder(dora, "Ask Dora about her chemotherapy", "2026-12-20")
    written = as_ics(busy, make_plan(busy))
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    text = written.decode()
    assert text.count("BEGIN:VEVENT") == 4
    assert "Wish Carla a happy birthday" in text
    assert "chemotherapy" not in text
    assert ics.looks_like(text)


def test_a_goal_that_may_be_told_is_a_step_and_a_secret_one_is_not(book: Book) -> None:
    book.store.goals.add("Move into data", "", None, "secret", "2026-11-01")
    assert make_plan(book).steps == ()
    book.store.goals.add("Sing one solo", "", None, "close", "2026-11-01")
    step = make_plan(book).steps[0]
    assert (step.person, step.what, step.size) == (None, "Say your goal aloud once, to nobody", 1)
    assert "Sing one solo" in step.why
    assert b"solo" not in as_ics(book, make_plan(book))
