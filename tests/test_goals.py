"""Goals that are kept: revised and closed, "not this one" that teaches a little and can be undone, and secrets kept."""

import pytest

from coach.errors import EmptyInput, UsageError
from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.filing import file_note
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.suggest import (
    add_goal,
    close_goal,
    in_two_sentences,
    kept_goal,
    kept_goals,
    moves,
    not_this_one,
    passed_over,
    reopen_goal,
    revise_goal,
    set_weight,
    still_open,
    suggest,
    suggest_for,
    take_back,
)
from coach.skills.suggest.kept import tuned
from coach.skills.suggest.weights import load_weights


@pytest.fixture
def retriever(book: Book, settings: Settings) -> Retriever:
    return Retriever(book.store, settings.index_folder, open_embedder(settings), settings.today)


def add(book: Book, name: str, note: str, *, role: str | None = None, circle: str | None = None) -> None:
    one = book.store.people.add(name, created_at="2026-01-01", role=role, circle=circle)
    file_note(book, (one,), note, date="2026-05-05", source="test")


def test_a_goal_is_kept_revised_closed_and_opened_again(book: Book) -> None:
    first = add_goal(book, "learn to bind books", why="my hands need it", due="2027-03")
    second = add_goal(book, "sing in a choir", public="anyone")
    assert kept_goals(book) == (first, second)
    revised = revise_goal(book, first.id, text="bind books for a living", due="")
    assert (revised.text, revised.why, revised.due) == ("bind books for a living", "my hands need it", None)
    closed = close_goal(book, second.id, "sang twice")
    assert (closed.closed, closed.outcome) == (book.today.isoformat(), "sang twice")
    assert kept_goals(book) == (revised,)
    assert kept_goals(book, closed=True) == (revised, closed)
    assert reopen_goal(book, second.id) == second


@pytest.mark.parametrize(
    ("text", "due", "public", "error"),
    [
        (" ", None, "close", EmptyInput),
        ("get back at my boss", None, "close", UsageError),
        ("learn to draw", "tomorrow", "close", UsageError),
        ("learn to draw", None, "everybody", UsageError),
    ],
)
def test_a_goal_that_cannot_be_kept_is_refused(
    book: Book, text: str, due: str | None, public: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_goal(book, text, due=due, public=public)  # type: ignore[arg-type]
    assert kept_goals(book) == ()


def test_an_unknown_number_lists_the_goals_there_are(book: Book) -> None:
    add_goal(book, "learn to draw")
    with pytest.raises(UsageError, match=r"no goal 9.*1 \(learn to draw\)"):
        kept_goal(book, 9)


def test_a_goal_is_said_in_two_sentences(book: Book) -> None:
    full = add_goal(book, "learn to draw", why="it calms me", due="2027")
    assert in_two_sentences(full) == (
        "I would like to learn to draw. It matters to me because it calms me, and I hope to be there by 2027."
    )
    bare = add_goal(book, "I want to sing")
    assert in_two_sentences(bare) == "I want to sing. I am only starting to think about it."


def test_not_this_one_takes_out_moves_a_little_and_is_undone(book: Book, retriever: Retriever) -> None:
    add(book, "Ana Duarte", "Ana binds old books in her workshop.", role="bookbinder")
    add(book, "Ben Ortiz", "Ben repairs and binds books for the library.", role="bookbinder")
    goal = add_goal(book, "learn to bind books")
    assert {one.person for one in suggest_for(book, retriever, goal.id).suggestions} == {
        "Ana Duarte",
        "Ben Ortiz",
    }
    taught = not_this_one(book, goal.id, "Ana", "we lost touch too long ago")
    assert [(move.weight, move.by) for move in taught] == [("dormancy", -0.02)]
    assert [(one.person, one.because) for one in passed_over(book, goal.id)] == [
        ("Ana Duarte", "we lost touch too long ago")
    ]
    assert [one.person for one in suggest_for(book, retriever, goal.id).suggestions] == ["Ben Ortiz"]
    other = add_goal(book, "bind my own books")
    assert "Ana Duarte" in {one.person for one in suggest_for(book, retriever, other.id).suggestions}
    assert take_back(book, goal.id, "Ana") == ()
    assert passed_over(book, goal.id) == ()


def test_what_answers_teach_stays_small(book: Book) -> None:
    for number in range(9):
        add(book, f"Person {'abcdefghi'[number]}ski", "Met once.")
        goal = add_goal(book, f"goal number {number}")
        not_this_one(book, goal.id, f"Person {'abcdefghi'[number]}ski", "I do not know them")
    assert [(move.weight, move.by) for move in moves(book)] == [("cost", 0.06)]


def test_a_weight_is_set_by_hand_and_given_back(book: Book) -> None:
    set_weight(book, "warmth", 0.5)
    assert tuned(book).for_["warmth"] == pytest.approx(0.5)
    set_weight(book, "warmth", None)
    assert tuned(book) == load_weights()
    with pytest.raises(UsageError, match="No weight is called 'charm'"):
        set_weight(book, "charm", 0.5)


def test_a_secret_goal_is_not_told_at_work_nor_to_whom_the_goal_names(
    book: Book, retriever: Retriever
) -> None:
    add(book, "Cleo Marr", "Cleo binds books at home too.", circle="work", role="bookbinder")
    add(book, "Dov Lang", "Dov binds books and restores maps.", role="bookbinder")
    add(book, "Ewa Lang", "Ewa, sister of Dov Lang, binds books.", role="bookbinder")
    secret = add_goal(book, "learn to bind books", public="secret")
    assert "Cleo Marr" not in {one.person for one in suggest_for(book, retriever, secret.id).suggestions}
    hidden = add_goal(book, "learn to bind books without Dov Lang knowing", public="anyone")
    found = suggest_for(book, retriever, hidden.id)
    assert [one.person for one in found.suggestions] == ["Cleo Marr"]
    assert {one.person: one.reason for one in found.left_out} == {
        "Dov Lang": "You want them not to know of it yet.",
        "Ewa Lang": "Your notes name them together with Dov Lang, who is not to know of it yet.",
    }


@pytest.mark.parametrize(
    ("said", "name", "line"),
    [
        ("Marr can't know till I'm ready", "Cleo Marr", "Cleo binds books."),
        ("Marr isn't to get wind of it", "Pim Oss", "Pim and Marr share a lift. Pim binds books."),
        ("Captain and cook must not know", "Sven Holt", "Captain Sven binds books in winter."),
        ("not a word round the family", "Rena Moss", "auntie Rena asked again. She binds books."),
        ("I don't want it all over church", "Theo Gale", "Theo binds books."),
    ],
)
def test_whoever_the_goal_is_kept_from_is_left_out_however_it_is_said(
    book: Book, retriever: Retriever, said: str, name: str, line: str
) -> None:
    add(book, "Dov Lang", "Dov binds books and restores maps.", role="bookbinder")
    add(book, name, line, circle="church" if "church" in said else None)
    if name != "Cleo Marr":
        add(book, "Cleo Marr", "Cleo lives at the mill.")
    found = suggest(book, retriever, f"learn to bind books. {said}")
    assert "Dov Lang" in {one.person for one in found.suggestions}
    assert name not in {one.person for one in found.suggestions}


def test_who_has_left_somebody_may_hear_what_is_kept_from_them(book: Book, retriever: Retriever) -> None:
    add(book, "Cleo Marr", "Cleo binds books.")
    add(book, "Dov Lang", "Dov left Cleo and was cursed for it. He binds books alone now.")
    found = suggest(book, retriever, "learn to bind books without Cleo knowing")
    assert [one.person for one in found.suggestions] == ["Dov Lang"]


def test_who_is_forgotten_is_forgotten_in_answers_too(book: Book) -> None:
    add(book, "Ana Duarte", "Ana binds books.")
    goal = add_goal(book, "learn to bind books")
    not_this_one(book, goal.id, "Ana", "too far")
    book.store.people.remove(book.find("Ana").id)
    assert passed_over(book, goal.id) == ()


def test_what_a_goal_still_lacks_is_asked_kindly_and_only_that(book: Book) -> None:
    bare = add_goal(book, "sing")
    assert [question.split()[0] for question in still_open(bare)] == ["What", "What", "Why", "By"]
    full = add_goal(
        book,
        "find somebody who teaches me to bind old books",
        why="my grandfather bound them",
        due="2027-03",
    )
    assert still_open(full) == ()


def test_a_rare_word_of_the_goal_counts_more_than_a_common_one(book: Book, retriever: Retriever) -> None:
    for name in ("Cleo Marr", "Dov Lang", "Ewa Pim"):
        add(book, name, "We talked about a book somebody found in the old library.")
    add(book, "Finn Oss", "We talked about a quire somebody found in the old library.")
    found = suggest(book, retriever, "learn what a quire is in a book of an old library")
    assert found.suggestions[0].person == "Finn Oss"
