"""Practising more than once: branches, nudges, taps, the ladder, and the same person again."""

from itertools import pairwise
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.skills.rehearse import (
    Practice,
    Rehearsal,
    finish,
    load_rehearsal,
    next_practice,
    past_practices,
    rate,
    say,
    scenes,
    start,
    switch_nudges,
    take_back,
    take_up,
)

_OPENING = "Hello there, these snacks are better than last time."
_PARTNER = [
    "I mix sound for a small theatre these days.",
    "The last show had a dog on the stage.",
    "We build the whole set out of cardboard.",
    "Most of the audience comes twice.",
    "My hands still smell of glue.",
    "Goodbye, it was good to meet you!",
]
_GOOD = (
    "Hello, I am new here. What do you do?",
    "Sound for a theatre, how did you come to that?",
    "I volunteer at a repair café on Saturdays. What was the hardest show so far?",
    "It was lovely talking to you, thank you. I have to go now, bye!",
)


def _talk(
    book: Book, lines: tuple[str, ...], *, scene: str = "meetup", level: int = 1, **taps: int
) -> Rehearsal:
    # More than enough: a line that does not pass the partner's checks is sampled again.
    writer = scripted_writer([_OPENING, *_PARTNER * 10])
    talk = start(book, writer, scene=scene, level=level)
    for line in lines:
        talk = say(book, writer, talk.rehearsal_id, line)
    rate(book, talk.rehearsal_id, **taps)
    return finish(book, writer, talk.rehearsal_id)


# ---- what if I had said ----


def test_a_line_taken_back_can_be_taken_up_again_and_nothing_is_lost(book: Book) -> None:
    writer = scripted_writer([_OPENING, _PARTNER[0], _PARTNER[1]])
    talk = start(book, writer, scene="meetup")
    say(book, writer, talk.rehearsal_id, "Fine.")
    take_back(book, talk.rehearsal_id)
    other = say(book, writer, talk.rehearsal_id, "I came with a friend. What do you do?")
    assert [turn.text for turn in other.taken_back[0].turns] == ["Fine.", _PARTNER[0]]
    assert other.taken_back[0].at == 1
    back = take_up(book, talk.rehearsal_id, 0)
    assert [turn.text for turn in back.transcript] == [_OPENING, "Fine.", _PARTNER[0]]
    assert back.taken_back[0].turns == other.transcript[1:]
    assert take_up(book, talk.rehearsal_id, 0).transcript == other.transcript
    assert load_rehearsal(book, talk.rehearsal_id).taken_back == other.taken_back


def test_a_branch_that_is_not_there_is_said_so(book: Book) -> None:
    talk = start(book, scripted_writer([_OPENING]), scene="meetup")
    with pytest.raises(UsageError, match="no line 0"):
        take_up(book, talk.rehearsal_id, 0)


def test_a_talk_that_was_over_goes_on_when_its_last_line_is_taken_back(book: Book) -> None:
    done = _talk(book, _GOOD)
    assert done.state == "ended"
    again = take_back(book, done.rehearsal_id)
    assert again.state == "open"
    assert again.debrief is None


# ---- a word right after a turn ----


def test_a_nudge_comes_right_after_the_turn_it_is_about(book: Book) -> None:
    writer = scripted_writer([_OPENING, *_PARTNER])
    talk = start(book, writer, scene="meetup")
    say(book, writer, talk.rehearsal_id, "I came here with my sister tonight.")
    talk = say(book, writer, talk.rehearsal_id, "I'm so sorry for wasting your time, I am such a bother.")
    assert [(nudge.turn, nudge.code) for nudge in talk.nudges] == [(3, "apologising")]
    assert talk.nudges[0].say_instead


def test_nudges_come_at_most_once_in_three_turns_and_can_be_switched_off(book: Book) -> None:
    bad = "I'm so sorry for bothering you again with my silly talk."
    writer = scripted_writer([_OPENING, *_PARTNER * 10])
    talk = start(book, writer, scene="meetup")
    for number in range(5):
        talk = say(book, writer, talk.rehearsal_id, f"{bad} Number {number} is about my garden.")
    turns = [nudge.turn for nudge in talk.nudges]
    assert turns
    assert all(later - earlier >= 6 for earlier, later in pairwise(turns))
    off = switch_nudges(book, talk.rehearsal_id, False)
    for _ in range(4):
        off = say(book, writer, talk.rehearsal_id, bad)
    assert off.nudges == talk.nudges


def test_silence_is_never_nudged(book: Book) -> None:
    writer = scripted_writer([_OPENING, *_PARTNER * 10])
    talk = start(book, writer, scene="meetup")
    for line in ("...", "I froze", "", "…"):
        talk = say(book, writer, talk.rehearsal_id, line)
    assert talk.nudges == ()


def test_a_nudge_about_a_line_goes_when_the_line_is_taken_back(book: Book) -> None:
    writer = scripted_writer([_OPENING, *_PARTNER])
    talk = start(book, writer, scene="meetup")
    say(book, writer, talk.rehearsal_id, "I came here with my sister tonight.")
    assert say(book, writer, talk.rehearsal_id, "I'm so sorry for wasting your time, I am a bother.").nudges
    assert take_back(book, talk.rehearsal_id).nudges == ()


# ---- taps ----


def test_taps_are_kept_and_one_outside_the_scale_is_refused(book: Book) -> None:
    talk = start(book, scripted_writer([_OPENING]), scene="meetup", nervous=6)
    rate(book, talk.rehearsal_id, after=3)
    rate(book, talk.rehearsal_id, expected=7)
    kept = load_rehearsal(book, talk.rehearsal_id)
    assert (kept.nervous_before, kept.nervous_after, kept.expected) == (6, 3, 7)
    with pytest.raises(UsageError, match="11"):
        rate(book, talk.rehearsal_id, after=11)


# ---- the ladder ----


def test_the_ladder_begins_with_the_kindest_partner_in_the_easiest_place(book: Book) -> None:
    first = next_practice(book)
    assert (scenes()[first.scene].rung, first.level) == (1, 1)


def test_the_ladder_rises_by_one_step_after_a_talk_that_went_well(book: Book) -> None:
    _talk(book, _GOOD, scene="lunch", before=6, after=4)
    then = next_practice(book)
    assert (scenes()[then.scene].rung, then.level) == (1, 2)
    assert "one small step up" in then.why


def test_the_ladder_steps_down_kindly_after_a_talk_that_was_too_much(book: Book) -> None:
    _talk(book, _GOOD, scene="meetup", level=2, before=5, after=9)
    then = next_practice(book)
    assert (scenes()[then.scene].rung, then.level) == (2, 1)
    assert not any(word in then.why.casefold() for word in ("fail", "bad", "wrong"))


def test_a_short_talk_is_offered_again_as_it_was(book: Book) -> None:
    _talk(book, ("Hello, I am new here. What do you do?",), scene="meetup", level=2)
    assert next_practice(book).level == 2
    assert "short" in next_practice(book).why


def test_climbing_the_whole_ladder_meets_many_scenes_and_ends_at_the_top(book: Book) -> None:
    seen: list[Practice] = []
    for _ in range(16):
        seen.append(next_practice(book))
        _talk(book, _GOOD, scene=seen[-1].scene, level=seen[-1].level, before=5, after=2)
    assert seen[-1].level == 5
    assert "top of the ladder" in next_practice(book).why
    assert len({one.scene for one in seen}) >= 12
    rungs = [scenes()[one.scene].rung for one in seen]
    assert rungs[0] == 1
    assert rungs[-1] == 5


# ---- again, with the same person ----


def test_the_same_person_again_brings_what_was_to_be_tried(book: Book, tmp_path: Path) -> None:
    note = tmp_path / "Ines Duarte.md"
    note.write_text("---\nname: Ines Duarte\nrole: data lead\n---\n2026-05-02 Ines is learning the cello.\n")
    import_paths(book, [note])
    writer = scripted_writer(["Good to see you here.", *["The cello keeps me busy these days."] * 30])
    first = start(book, writer, with_name="Ines")
    assert first.real
    assert first.last_time is None
    for line in ("I work in a shop now.", "I also moved house in May.", "The new flat has a garden."):
        say(book, writer, first.rehearsal_id, line)
    done = finish(book, writer, first.rehearsal_id)
    assert done.debrief is not None
    assert done.debrief.one_thing is not None
    note.write_text(note.read_text() + "2026-11-01 Ines loves hiking in the Alps.\n")
    import_paths(book, [note])
    again = start(book, writer, with_name="Ines")
    assert again.last_time == done.debrief.one_thing
    assert any("Alps" in citation.quote for citation in again.from_notes)


def test_what_was_practised_is_listed_newest_first_with_what_waits(book: Book) -> None:
    done = _talk(book, _GOOD, scene="lunch", before=7, after=4)
    writer = scripted_writer([_OPENING, *_PARTNER])
    start(book, writer, scene="meetup")  # nothing was said in it: not worth a line
    talk = start(book, writer, scene="career fair", level=3)
    say(book, writer, talk.rehearsal_id, "Hello, I saw your poster. What does your company do?")
    past = past_practices(book)
    assert [one.rehearsal_id for one in past] == [talk.rehearsal_id, done.rehearsal_id]
    assert [one.waits for one in past] == [True, False]
    assert (past[1].nervous_before, past[1].nervous_after) == (7, 4)
    assert past[1].day == book.today.isoformat()


def test_a_talk_saved_by_an_earlier_shape_of_the_book_is_still_there(book: Book) -> None:
    done = _talk(book, _GOOD)
    take_back(book, done.rehearsal_id)
    found = book.store.desk.rehearsal(done.rehearsal_id)
    assert found is not None
    _, value = found
    shown = {
        key: one
        for key, one in value["shown"].items()
        if key not in {"nudges", "nudging", "last_time", "real", "expected", "actual"}
    }
    shown["taken_back"] = [branch["turns"] for branch in shown["taken_back"]]
    cast = {**value["cast"], "scene": {k: v for k, v in value["cast"]["scene"].items() if k != "rung"}}
    book.store.desk.save_rehearsal(done.rehearsal_id, None, "2026-11-22", {"shown": shown, "cast": cast})
    again = load_rehearsal(book, done.rehearsal_id)
    assert again.transcript == done.transcript[:-2]
    assert again.taken_back[0].turns == done.transcript[-2:]
    assert past_practices(book)[0].rehearsal_id == done.rehearsal_id
