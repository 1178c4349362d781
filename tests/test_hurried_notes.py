"""Drafts from notes written in a hurry, in lists and in journals, through the public call and without a model."""

import pytest

from coach.people.book import Book
from tests.drafts import Import, made, notes

__all__ = ["notes"]

ANA = """---
name: Ana Ruiz
circle: neighbours
---
- 2026-09-02 She's on the list for the new allotments, her hand shakes with the cup.
- 2026-10-02 asks me to do the treasurer thing for the street
- 2026-11-05 told her I'd send my list of plumbers
- 2026-11-06 Ferdl from the garage says she never pays her tradesmen
- 2026-11-07 ubaba wakhe uyagula kakhulu, wathi ngingatsheli muntu
- 2026-11-08 I lent the sewing machine to Odete.
"""
JOURNAL = """# Journal

## 2026-11-02
Found the coloured pencils. When the computer broke, [[Carl Frost]] and I drew all 38 routes again by hand.

## 2026-11-03
Letter from [[Ivor Bass]], a long one. He has taken up bell ringing.

## 2026-11-04
In the paper, which I still take: [[Ruby Hart]] is to be head of scheduling at Fenline from January.

## 2026-11-05
The tea was poured by [[Petra Lang]]. Her hand was shaking. She said it is Parkinson, and only I know.
"""


def test_an_ask_that_speaks_of_them_is_put_to_them(book: Book, notes: Import) -> None:
    notes(ANA)
    for ask, said in (
        ("half an hour over coffee, on what she looks for", "Would you have time for half an hour over coffee on Friday, on what you look for?"),
        ("which one class she would take first", "Could you tell me which one class you would take first"),
        ("her old ladder", "Could I ask you for your old ladder"),
    ):  # fmt: skip
        assert said in made(book, ask=ask, when="Friday").body


def test_an_introduction_keeps_how_long_and_when_and_leaves_the_other_who_she_is(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    asked = {"purpose": "intro_request", "channel": "linkedin_message"}
    body = made(book, ask="an intro to Bo Berg, 15 minutes on the phone in January about trams", **asked).body
    assert "I would like to talk with Bo Berg for 15 minutes on the phone in January about trams." in body
    body = made(
        book, ask="an introduction to Mia Cole who edits Trams, to ask if she would read it", **asked
    ).body
    assert "I would like to talk with Mia Cole to ask if she would read it." in body
    assert "introduce me to Mia Cole?" in body


def test_a_no_says_to_what_also_beside_the_users_own_line(book: Book, notes: Import) -> None:
    notes(ANA)
    drafted = made(book, purpose="decline", line="I count badly after nine.")
    assert "You ask me to do the treasurer thing for the street" in drafted.body
    assert drafted.status == "ready"


def test_what_the_user_said_they_would_do_is_followed_up(book: Book, notes: Import) -> None:
    notes(ANA)
    assert (
        "I told you I'd send my list of plumbers, and I have not forgotten it."
        in made(book, purpose="follow_up").body
    )


def test_hearsay_of_a_named_teller_and_lines_in_an_unknown_language_are_listed_as_held_back(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    drafted = made(book)
    held = {book.store.notes.get([one.note_id])[0].text[:12]: one.reason for one in drafted.withheld}
    assert "hearsay" in held["2026-11-06 F"]
    assert held["2026-11-07 u"] == "it is in a language that no check here reads"


@pytest.mark.parametrize(
    ("asked", "gaps"),
    [("Which day was it, I forget. Do you still have the sewing machine?", ["Which day was it"]), ("Is the sewing machine with you?", [])],
)  # fmt: skip
def test_a_question_of_theirs_is_answered_by_a_note_on_that_thing_or_asked(
    book: Book, notes: Import, asked: str, gaps: list[str]
) -> None:
    notes(ANA)
    drafted = made(book, purpose="reply", message=asked)
    assert "I lent the sewing machine to Odete." in drafted.body
    assert [gap.what for gap in drafted.gaps] == gaps


def test_in_a_journal_what_has_no_doer_is_the_users_and_what_begins_with_a_name_is_theirs(
    book: Book, notes: Import
) -> None:
    notes(JOURNAL)
    carl = made(book, "Carl", "reconnect").body
    assert "We drew all 38 routes again by hand" in carl
    assert "pencils" not in carl
    assert "bell ringing" in made(book, "Ivor", "share_goal").body
    assert (
        "You are to be head of scheduling at Fenline from January" in made(book, "Ruby", "congratulate").body
    )


def test_what_stands_beside_a_secret_and_may_be_of_it_is_not_said(book: Book, notes: Import) -> None:
    notes(JOURNAL)
    drafted = made(book, "Petra", "reconnect")
    assert "shaking" not in drafted.body
    assert drafted.status == "needs_you"


def test_what_never_came_after_it_was_promised_is_asked_about_before_thanks(
    book: Book, notes: Import
) -> None:
    notes(
        "---\nname: Ana Ruiz\n---\n7 Nov 2026: met at the fair. Said she'd send me the list of old houses. Never came.\n"
    )
    drafted = made(book, purpose="thank_you", line="Thank you for sending the list of old houses.")
    assert [gap.what for gap in drafted.gaps] == ["Did you really receive this?"]
