"""What the user changes in a draft teaches how they write; each habit can be seen, used and removed."""

import pytest

from coach.errors import NotFound
from coach.people.book import Book
from coach.skills.draft import Draft, edit, load_draft, memories, unlearn
from coach.skills.draft.voice import taught_by
from tests.drafts import ANA, ME, Import, made, notes, revised
from tests.terminal import coach

__all__ = ["notes"]

BO = "---\nname: Bo Lind\n---\n2026-06-01 He lent me his red tent.\n2026-09-10 Told me he is looking for a kayak.\n"


def changed(book: Book, before: Draft, *swaps: tuple[str, str]) -> Draft:
    body = before.body
    for old, new in swaps:
        assert old in body
        body = body.replace(old, new)
    return edit(book, before.draft_id, before.subject, body)


def test_a_changed_greeting_and_signoff_come_back_to_the_same_person(book: Book, notes: Import) -> None:
    notes(ANA, BO)
    changed(book, made(book), ("Hi Ana,", "Moin Ana!"), ("Warm wishes,\nSam", "Cheers\nS."))
    again = made(book, purpose="reconnect").body
    assert again.startswith("Moin Ana!\n\n")
    assert again.endswith("\n\nCheers\nS.")
    assert made(book, to="Bo Lind").body.startswith("Hi Bo,")


def test_a_habit_seen_with_two_people_holds_for_everybody(book: Book, notes: Import) -> None:
    notes(ANA, BO, BO.replace("Bo Lind", "Cy Okonjo"))
    for name, first in (("Ana", "Ana"), ("Bo Lind", "Bo")):
        changed(book, made(book, to=name), (f"Hi {first},", f"Hey {first},"))
    assert {memory.scope for memory in memories(book)} == {"everybody"}
    assert made(book, to="Cy Okonjo").body.startswith("Hey Cy,")


def test_every_habit_rests_on_the_users_own_words(book: Book, notes: Import) -> None:
    notes(ANA)
    edited = changed(book, made(book), ("Hi Ana,", "Hey Ana,"))
    (memory,) = memories(book)
    assert (memory.what, memory.value, memory.quote) == ("greeting", "Hey {name},", "Hey Ana,")
    assert (memory.draft_id, memory.date, memory.person) == (edited.draft_id, "2026-11-23", "Ana Ruiz")


def test_a_removed_habit_is_not_used_any_more(book: Book, notes: Import) -> None:
    notes(ANA)
    edited = changed(book, made(book), ("Hi Ana,", "Hey Ana,"))
    assert unlearn(book, 1).value == "Hey {name},"
    assert memories(book) == ()
    assert made(book).body.startswith("Hi Ana,")
    assert load_draft(book, edited.draft_id).body.startswith("Hey Ana,")
    with pytest.raises(NotFound, match="number 1"):
        unlearn(book, 1)


def test_what_a_draft_taught_stays_through_a_revision(book: Book, notes: Import) -> None:
    notes(ANA)
    before = changed(book, made(book), ("Hi Ana,", "Hey Ana,"))
    revised(book, before, "shorter")
    assert [memory.value for memory in memories(book)] == ["Hey {name},"]


def test_a_word_put_in_place_of_another_is_kept_in_courtesies(book: Book, notes: Import) -> None:
    notes(ANA)
    changed(book, made(book, purpose="lunch_invite"), ("I would enjoy", "I would cherish"))
    assert [(m.what, m.instead_of, m.value) for m in memories(book)] == [("word", "enjoy", "cherish")]
    again = made(book)
    assert "I would cherish" in again.body
    assert again.status == "ready"


def test_short_forms_are_learned_and_quotes_are_left_as_they_are(book: Book, notes: Import) -> None:
    notes('---\nname: Ana Ruiz\n---\n2026-03-02 She said: "Write to me when you are ready to move."\n')
    changed(book, made(book, purpose="share_goal"), ("I would be happy to.", "I'd be happy to."))
    again = made(book, purpose="share_goal")
    assert "I'd be happy to" in again.body
    assert '"Write to me when you are ready to move"' in again.body
    assert again.status == "ready"


def test_a_tone_that_was_asked_for_is_stronger_than_a_habit(book: Book, notes: Import) -> None:
    notes(ANA)
    changed(book, made(book), ("Hi Ana,", "Hey Ana,"))
    assert made(book, tone="formal").body.startswith("Dear Ana,")


def test_what_is_said_is_no_habit() -> None:
    before = "Hi Ana,\n\nYou lent me your book. I am glad about it.\n\nWarm wishes,\nSam"
    after = "Hi Ana,\n\nYou lent me your ladder. I am glad about it. My sister is ill.\n\nWarm wishes,\nSam"
    assert taught_by(before, after, "email", ("Ana",), "2026-11-23") == []


def test_half_the_length_makes_the_next_one_shorter(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    edit(book, before.draft_id, before.subject, "Hi Ana,\n\nLunch on Thursday?\n\nWarm wishes,\nSam")
    assert [memory.what for memory in memories(book)] == ["length"]
    assert len(made(book).body) < len(before.body)


OWN = """
## How I write

Short. No exclamation marks. I sign with "Yours, Sam". This is one I sent:

> Hello Priya, I tried it and it works. Are you free on Tuesday?
"""


def test_the_own_page_teaches_everybody_and_can_be_overruled(book: Book, notes: Import) -> None:
    notes(ANA, me=ME + OWN)
    assert {(m.what, m.value, m.scope) for m in memories(book)} == {
        ("greeting", "Hello {name},", "everybody"), ("signoff", "Yours, Sam", "everybody"),
        ("length", "short", "everybody"), ("word", ".", "everybody"),
    }  # fmt: skip
    for memory in memories(book):
        assert memory.quote in book.store.notes.get([memory.note_id or ""])[0].text
    drafted = made(book, purpose="thank_you", channel="text")
    assert (drafted.body.split("\n")[0], "!" in drafted.body) == ("Hello Ana,", False)
    number = next(m.number for m in memories(book) if m.what == "greeting")
    unlearn(book, number)
    assert "greeting" not in {m.what for m in memories(book)}
    assert made(book).body.startswith("Hi Ana,")
    assert made(book).body.endswith("Yours, Sam")


def test_forgetting_a_person_forgets_what_their_drafts_taught(book: Book, notes: Import) -> None:
    notes(ANA)
    changed(book, made(book), ("Hi Ana,", "Hey Ana,"))
    book.store.close()
    assert [habit["value"] for habit in coach("voice", "--json").json()] == ["Hey {name},"]
    coach("forget", "Ana", "--yes")
    assert coach("voice", "--json").json() == []
