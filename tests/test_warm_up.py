"""I sent it, what did I expect, how was it; and the warm-up before a brave message. Today is 23 November 2026."""

import pytest

from coach.errors import NotFound, UsageError
from coach.people.book import Book
from coach.people.expectations import Expectation, Record, expectations, record
from coach.people.filing import file_note
from coach.skills.draft.letter import Draft
from coach.skills.log import log, sent, tell_actual
from coach.skills.warmup import Easy, skip_warm_up, warm_up
from coach.storage.diary import Interaction
from coach.storage.steps import StepAnswer
from coach.types import Citation, Person, to_json
from tests.terminal import coach


def add(book: Book, name: str, *contacts: tuple[str, str], circle: str | None = None) -> Person:
    person = book.store.people.add(name, created_at="2026-01-01", circle=circle)
    for day, text in contacts:
        file_note(book, (person,), text, date=day, source="test", interaction=True)
        log_day(book, person, day)
    return person


def log_day(book: Book, person: Person, day: str) -> None:
    """A contact of an earlier day, as an import makes one."""
    note = next(one for one in book.store.notes.of_person(person.id) if one.date == day)
    book.store.diary.add_interaction(Interaction(person.id, day, note.text, note.id))


def drafted(book: Book, person: Person, subject: str = "Lunch on Thursday?") -> str:
    made = Draft("d1", person.name, "reconnect", "email", subject, "Hi", (), "ready", (), (), (), "m")
    book.store.desk.save_draft(
        "d1", person.id, "2026-11-23", {"draft": to_json(made), "request": {}, "earlier": []}
    )
    return "d1"


@pytest.fixture
def old_friend(book: Book) -> Person:
    return add(book, "Emil Sartor", ("2024-03-12", "Met Emil for a film."))


# ---- I sent it ----


def test_a_message_sent_is_a_contact_with_a_follow_up_and_one_question(
    book: Book, old_friend: Person
) -> None:
    done = sent(book, drafted(book, old_friend))
    assert (done.person, done.date, done.follow_up, done.feared) == (
        "Emil Sartor",
        "2026-11-23",
        "2026-12-03",
        None,
    )
    assert "from 0" in done.question
    last = book.store.diary.interactions(old_friend.id)[-1]
    assert last.text == "Wrote to Emil Sartor by e-mail: “Lunch on Thursday?”"
    (reminder,) = book.store.diary.reminders()
    assert (reminder.due, reminder.person_id, reminder.note_id) == ("2026-12-03", old_friend.id, done.note_id)
    value = book.store.desk.draft("d1")
    assert value is not None
    assert value[1]["sent"] == {"day": "2026-11-23", "subject": "Lunch on Thursday?", "body": "Hi"}


def test_what_is_expected_may_be_told_a_tap_later_and_the_message_stays_one(
    book: Book, old_friend: Person
) -> None:
    draft_id = drafted(book, old_friend)
    first = sent(book, draft_id)
    second = sent(book, draft_id, feared=7)
    assert (second.note_id, second.feared, second.question) == (first.note_id, 7, "")
    assert sent(book, draft_id).feared == 7
    assert len(book.store.diary.reminders()) == 1
    assert len(book.store.diary.interactions(old_friend.id)) == 2


def test_another_message_to_the_same_person_takes_the_place_of_the_first_follow_up(
    book: Book, old_friend: Person
) -> None:
    sent(book, drafted(book, old_friend))
    sent(book, drafted(book, old_friend, "One more thing"))
    assert len(book.store.diary.reminders()) == 1
    assert len(book.store.diary.interactions(old_friend.id)) == 3


@pytest.mark.parametrize(
    "subject", ["Thank you for the book", "I promise to send you the photos", "My new job at the library"]
)
def test_the_words_of_a_message_are_not_read_as_news_of_them(
    book: Book, old_friend: Person, subject: str
) -> None:
    sent(book, drafted(book, old_friend, subject))
    assert book.store.facts.facts(old_friend.id) == []
    assert book.store.facts.ledger(old_friend.id) == []


def test_a_draft_that_is_not_there_or_a_number_out_of_range_changes_nothing(
    book: Book, old_friend: Person
) -> None:
    with pytest.raises(NotFound, match="'nope'"):
        sent(book, "nope")
    with pytest.raises(UsageError, match="11"):
        sent(book, drafted(book, old_friend), feared=11)
    assert len(book.store.diary.interactions(old_friend.id)) == 1


# ---- expected and actual ----


def test_what_happened_later_stands_beside_what_was_feared_before(book: Book, old_friend: Person) -> None:
    done = sent(book, drafted(book, old_friend), feared=7)
    (waiting,) = expectations(book)
    assert waiting == Expectation("2026-11-23", "Emil Sartor", "Wrote to Emil Sartor by e-mail: “Lunch on Thursday?”", 7, None, done.note_id)  # fmt: skip
    assert record(expectations(book)) is None
    told = log(book, "Emil", "He wrote back within the hour, glad as anything", actual=1)
    assert (told.feared, told.actual) == (7, 1)
    assert [(one.feared, one.actual) for one in expectations(book)] == [(7, 1)]
    assert book.store.diary.reminders() == []


def test_one_tap_is_enough_to_say_how_it_was(book: Book, old_friend: Person) -> None:
    done = sent(book, drafted(book, old_friend), feared=7)
    tell_actual(book, done.note_id, 8)
    assert [(one.feared, one.actual) for one in expectations(book)] == [(7, 8)]
    with pytest.raises(NotFound, match="'other'"):
        tell_actual(book, "other", 3)


def test_how_it_was_with_one_person_does_not_answer_for_another(book: Book, old_friend: Person) -> None:
    add(book, "Ana Duarte")
    sent(book, drafted(book, old_friend), feared=7)
    told = log(book, "Ana", "Tea with Ana", actual=0)
    assert (told.feared, told.actual) == (None, 0)
    assert [one.actual for one in expectations(book)] == [None]


def test_a_step_of_the_plan_and_the_contact_it_made_are_one_experience(
    book: Book, old_friend: Person
) -> None:
    book.store.steps.answer(
        StepAnswer("s1", old_friend.id, "Say hello", 2, "done", "2026-11-23", feared=6, actual=2)
    )
    log(book, "Emil", "Said hello", feared=6, actual=2)
    book.store.steps.answer(StepAnswer("s2", None, "Ask at the library", 2, "taken", "2026-11-24", feared=5))
    assert [(one.person, one.what, one.actual, one.step_id) for one in expectations(book)] == [
        ("Emil Sartor", "Say hello", 2, "s1"),
        (None, "Ask at the library", None, "s2"),
    ]


def test_the_log_in_figures_comforts_only_where_it_truly_does() -> None:
    assert Record(6, 5, 1).says() == "5 of 6 times it went better than you feared."
    for times, better, worse in ((1, 0, 1), (3, 0, 0), (4, 1, 3)):
        assert "better" not in Record(times, better, worse).says()


# ---- the warm-up ----


def test_before_a_brave_message_somebody_easy_is_named_with_the_note_that_says_so(
    book: Book, old_friend: Person
) -> None:
    ana = add(
        book,
        "Ana Duarte",
        ("2026-11-02", "Coffee with Ana at the quay."),
        ("2026-11-16", "Walked with Ana by the river."),
    )
    add(book, "Lukas Dorn", ("2026-11-20", "Met Lukas. He wanted to sell me the starter kit. Avoid."))
    add(book, "Vera Kiss", ("2026-11-19", "Vera has cancer."))
    offer = warm_up(book, "Emil")
    assert offer is not None
    note = next(one for one in book.store.notes.of_person(ana.id) if one.date == "2026-11-16")
    assert offer.easy == (
        Easy("Ana Duarte", "You were in touch on 16 November, and on 1 more day lately.", Citation(note.id, "Ana Duarte", "2026-11-16", "Walked with Ana by the river.")),
    )  # fmt: skip
    assert offer.why == "You were last in touch with Emil on 2024-03-12."
    assert "Ana" in offer.how
    assert "skip" in offer.how
    assert offer.so_far == ""


def test_the_users_own_log_is_shown_once_there_is_one(book: Book, old_friend: Person) -> None:
    add(book, "Ana Duarte")
    log(book, "Ana", "Asked for a hand with the move", feared=8, actual=1)
    assert warm_up(book, "Emil") is None  # in touch with somebody today: warm already
    tomorrow = Book(book.store, book.today.replace(day=24))
    offer = warm_up(tomorrow, "Emil")
    assert offer is not None
    assert offer.so_far == "The one time you wrote both down, it went better than you feared."


def test_no_warm_up_is_offered_where_none_is_needed_or_wanted(book: Book, old_friend: Person) -> None:
    add(book, "Ana Duarte", ("2026-11-02", "Coffee with Ana."), ("2026-11-16", "Walked with Ana."))
    add(book, "Mum", circle="family")
    add(book, "Rosa Lind", ("2026-12-20", "Lunch with Rosa, in the calendar."))  # still to come: warms nobody
    assert warm_up(book, "Ana") is None
    assert warm_up(book, "Mum") is None
    assert warm_up(book, "Emil") is not None
    skip_warm_up(book, "Emil")
    assert warm_up(book, "Emil") is None


def test_in_an_almost_empty_book_the_warm_up_names_nobody(book: Book) -> None:
    add(book, "Priya Shah")
    offer = warm_up(book, "Priya")
    assert offer is not None
    assert (offer.easy, offer.why) == ((), "Your notes tell of no contact with Priya yet.")
    assert "anybody you write to anyway" in offer.how


def test_the_commands_carry_a_message_from_the_warm_up_to_what_happened(
    book: Book, old_friend: Person
) -> None:
    drafted(book, old_friend)
    assert coach("warm-up", "Emil", "--json").json()["minutes"] == 2
    done = coach("drafts", "sent", "d1", "--feared", "6", "--json").json()
    assert (done["person"], done["feared"], "question" in done) == ("Emil Sartor", 6, False)
    assert coach("drafts", "list", "--json").json()[0]["sent"] == "2026-11-23"
    tell_actual(book, done["note_id"], 1)
    (pair,) = coach("drafts", "expected", "--json").json()
    assert (pair["person"], pair["feared"], pair["actual"]) == ("Emil Sartor", 6, 1)
