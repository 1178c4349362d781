"""What the user changes in a draft by hand, and what they really sent: kept in each next wording, and learned from."""

from coach.people.book import Book
from coach.skills.draft import Draft, edit, memories, request_of, variants
from coach.skills.draft.wordings import wording
from coach.skills.log import sent
from tests.drafts import ANA, Import, made, notes, revised, silent
from tests.terminal import coach

__all__ = ["notes"]


def _edited(book: Book, before: Draft, old: str, new: str) -> Draft:
    assert old in before.body
    return edit(book, before.draft_id, before.subject, before.body.replace(old, new))


OFFER = "I can help with cleaning a messy spreadsheet, if that is of use to you."
ASK = "Would you like to have lunch or a coffee somewhere near you on a Tuesday or Thursday?"


def test_a_sentence_put_in_other_words_takes_the_place_of_the_coachs_in_the_next_wording(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    mine = "Fancy a pie at the Fox on Thursday?"
    edited = _edited(book, made(book), ASK, mine)
    after = revised(book, edited, "more formal")
    assert after.body.count(mine) == 1
    assert "Would you like" not in after.body
    assert [check for check in after.checks if not check.passed] == []


def test_what_was_taken_out_by_hand_does_not_come_back(book: Book, notes: Import) -> None:
    notes(ANA)
    edited = _edited(book, made(book), f" {OFFER}", "")
    for wish in ("more formal", "warmer", "shorter"):
        edited = revised(book, edited, wish)
        assert "spreadsheet, if" not in edited.body


def test_words_changed_twice_are_there_once_and_as_they_were_last(book: Book, notes: Import) -> None:
    notes(ANA)
    edited = _edited(book, made(book), ASK, "Fancy a pie at the Fox?")
    edited = _edited(book, edited, "Fancy a pie at the Fox?", "Fancy a soup at the Fox?")
    after = revised(book, edited, "warmer")
    assert after.body.count("Fancy") == 1
    assert "Fancy a soup at the Fox?" in after.body
    again = _edited(book, after, "Fancy a soup at the Fox?", "Fancy a stew at the Fox?")
    assert "stew" in revised(book, again, "more formal").body


def test_both_ways_of_asking_keep_what_was_changed_by_hand(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    own = "I still laugh about the pigeon."
    edited = _edited(book, before, ASK, f"{own} {ASK}")
    edited = _edited(book, edited, f" {OFFER}", "")
    both = variants(book, silent(), request_of(book, before.draft_id), like=edited.draft_id)
    for one in (both.careful, both.brave):
        assert one.body.count(own) == 1
        assert "spreadsheet, if" not in one.body
    assert both.careful.body != both.brave.body


def test_a_greeting_put_in_other_words_is_no_line_of_its_own_but_what_follows_it_is(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    edited = _edited(book, made(book), "Hi Ana,", "Hey Ana!\n\nI still laugh about the pigeon.")
    after = revised(book, edited, "shorter")
    assert after.body.count("Hey Ana!") == 1
    assert after.body.count("I still laugh about the pigeon.") == 1


def test_a_way_out_taken_out_by_hand_is_pointed_at(book: Book, notes: Import) -> None:
    notes(ANA)
    out = wording("any", "out_warm", "Ana Ruiz")
    after = revised(book, _edited(book, made(book), f"{out}\n\n", ""), "warmer")
    assert out not in after.body
    assert [check.name for check in after.checks if not check.passed] == ["moves"]


# ---- what was really sent ----


def test_what_was_really_sent_teaches_the_voice(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    sent(book, before.draft_id)
    words = before.body.replace("Hi Ana,", "Hey Ana!").replace("Warm wishes,\nSam", "Cheers, S")
    book.store.close()
    ran = coach("drafts", "sent", before.draft_id, "--as-sent", "-", "--json", typed=words).json()
    assert ran["draft_id"] == before.draft_id
    told = [habit["value"] for habit in coach("voice", "--json").json()]
    assert sorted(told) == ["Cheers, S", "Hey {name}!"]
    (row,) = coach("drafts", "list", "--json").json()
    assert row["sent"] == "2026-11-23"


def test_a_sent_message_put_right_afterwards_is_one_contact(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    first = sent(book, before.draft_id)
    edit(book, before.draft_id, "Another subject", before.body.replace("Hi Ana,", "Hey Ana!"))
    assert sent(book, before.draft_id, feared=4).note_id == first.note_id
    assert [memory.value for memory in memories(book)] == ["Hey {name}!"]
    assert len(book.store.diary.reminders()) == 1
