"""What a line is to the two, where the verb is in no list: told by its meaning, and only of what is done."""

import pytest

from coach.people.book import Book
from coach.people.filing import file_note
from coach.skills.draft.moments import sounds_like, sounds_unlike
from coach.skills.draft.plan import plan
from coach.skills.draft.request import DraftRequest


@pytest.mark.parametrize(
    "line",
    [
        "You restrung my cello the night before the audition",
        "You came with me to the registry",
        "You waited two hours with me at the ferry office",
        "You gave up your lunch to help me with the tiles",
    ],
)
def test_a_kindness_is_told_by_its_meaning(line: str) -> None:
    assert sounds_like("kindness", line)


@pytest.mark.parametrize(
    "line",
    [
        "You offered to lend me your van",
        "You were going to cover my Sunday",
        "You refused to swap shifts with me",
        "I drove you to the station",
        "You asked me to cover your shift",
        "You helped your sister to move house",
        "You cancelled our lunch",
    ],
)
def test_what_was_not_done_for_the_user_is_no_kindness(line: str) -> None:
    assert not sounds_like("kindness", line)


@pytest.mark.parametrize(
    "line",
    [
        "You have been appointed head of the reading room",
        "You have got your place on the midwifery course at Leeds",
        "You passed first time",
    ],
)
def test_good_news_is_told_by_its_meaning(line: str) -> None:
    assert sounds_like("news", line)


@pytest.mark.parametrize(
    "line",
    [
        "You hope to be appointed head of the reading room",
        "You are applying for the deputy post",
        "You were turned down for the deputy post",
        "Your sister got a place at Leeds",
        "Your team moved to Bay Street",
        "You live above the bakery",
    ],
)
def test_hopes_and_news_of_others_are_no_news_of_theirs(line: str) -> None:
    assert not sounds_like("news", line)


def test_a_verb_of_kindness_does_not_make_every_deed_one() -> None:
    assert sounds_unlike("kindness", "You cancelled our lunch")
    assert not sounds_unlike("kindness", "You lent me your ladder")


def asked(book: Book, purpose: str, *notes: str) -> tuple[list[str], list[str]]:
    """What the plan says of the notes on Wim, and what it asks the user."""
    person = book.store.people.add("Wim Aalders", created_at="2026-01-01")
    for text in notes:
        file_note(book, (person,), text, date="2026-11-05", source="test")
    brief = plan(book, DraftRequest(to="Wim Aalders", purpose=purpose, channel="email"))
    return [slot.planned for slot in brief.slots], [gap.what for gap in brief.gaps]


def test_an_offer_is_thanked_for_only_where_no_note_says_that_it_did_not_come(book: Book) -> None:
    said, gaps = asked(
        book, "thank_you", "He offered to post me his textbook.", "The book from Wim has not come."
    )
    assert gaps
    assert not any("textbook" in sentence for sentence in said)


def test_what_went_to_somebody_else_is_not_thanked_for(book: Book) -> None:
    person = book.store.people.add("Wim Aalders", created_at="2026-01-01")
    text = "He says that I will have his tuning levers. The levers went to his nephew."
    file_note(book, (person,), text, date="2026-11-05", source="test")
    request = DraftRequest(to="Wim", purpose="thank_you", channel="text", ask="say thank you for the levers")
    brief = plan(book, request)
    assert [gap.what for gap in brief.gaps] == ["Did you really receive this?"]
    assert brief.slots[0].short == "Thank you for the levers!"


@pytest.mark.parametrize(
    ("line", "enough"), [("pure chuffed for you", False), ("pure chuffed you got the job", True)]
)
def test_a_line_congratulates_only_on_what_it_names(book: Book, line: str, enough: bool) -> None:
    person = book.store.people.add("Wim Aalders", created_at="2026-01-01")
    file_note(book, (person,), "Drives the red van.", date="2026-11-05", source="test")
    brief = plan(book, DraftRequest(to="Wim", purpose="congratulate", channel="text", line=line))
    assert not brief.gaps if enough else brief.gaps[0].what == "What do you want to congratulate Wim on?"
    assert any(line in slot.planned for slot in brief.slots)


def test_whoever_bears_a_title_in_every_note_is_greeted_by_it(book: Book) -> None:
    person = book.store.people.add("Leszek Baran", created_at="2026-01-01")
    file_note(book, (person,), "Dr Baran lent me his moss book.", date="2026-11-05", source="test")
    assert plan(book, DraftRequest(to="Baran", purpose="thank_you", channel="text")).first_name == "Dr Baran"


def test_a_medal_of_long_ago_is_nothing_to_congratulate_on(book: Book) -> None:
    _, gaps = asked(
        book, "congratulate", "Wim told that in 2014 he got the medal for young engineer in Zagreb."
    )
    assert gaps


def test_the_move_of_their_team_is_nothing_to_congratulate_on(book: Book) -> None:
    _, gaps = asked(book, "congratulate", "His team moved to Bay Street.")
    assert gaps


def test_news_that_goes_on_to_the_users_kitchen_is_said_without_the_kitchen(book: Book) -> None:
    said, gaps = asked(
        book,
        "congratulate",
        "Wim has got his nursing place at Leeds, starts in January, he danced in my kitchen.",
    )
    assert not gaps
    assert any("your nursing place at Leeds" in sentence for sentence in said)
    assert not any("kitchen" in sentence for sentence in said)
