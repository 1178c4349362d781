"""The orders that a debrief must hold, over hundreds of pairs made of the labelled talks."""

import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from coach.skills.rehearse import Debrief, Transcript, Turn, debrief
from coach.skills.rehearse.reading import read_user_turns

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks" / "rehearsal"))
import labelled_talks

SETS = ("dev", "dev_more", "dev_third", "dev_fourth", "held_out", "stranger")
TALKS = [talk for name in SETS for talk in labelled_talks.load(name)]
FAULTS = frozenset(
    [
        "one_word_answer",
        "no_question",
        "closed_questions_only",
        "no_follow_up_question",
        "monologue",
        "apologising",
        "negativity",
        "ask_too_early",
        "vague_ask",
        "no_give",
        "abrupt_close",
        "off_topic",
    ]
)
HONEST = [talk for talk in TALKS if talk.codes and not talk.codes & FAULTS]
ELSEWHERE = (
    "Bananas are yellow.",
    "Penguins cannot fly.",
    "The capital of France is Paris.",
    "Sharks eat fish.",
)


def saying(transcript: Transcript, answers: Mapping[int, str]) -> Transcript:
    """The same partner, and the user's turns said anew where `answers` has their number in the talk."""
    turns = enumerate(transcript.turns)
    return Transcript(
        transcript.partner,
        tuple(Turn("user", answers.get(at, one.text)) if one.speaker == "user" else one for at, one in turns),
    )


def balance(found: Debrief) -> int:
    """What worked against what to change, as a reader would weigh them."""
    return len(found.strengths) - len(found.changes)


def places(found: Debrief) -> list[tuple[str, int]]:
    worked: list[tuple[str, int]] = [(item.code, item.turn) for item in found.strengths]
    return worked + [(item.code, item.turn) for item in found.changes]


def hesitant(words: str, chance: random.Random) -> str:
    """The same words of somebody who searches for them."""
    said: list[str] = []
    for word in words.split(" "):
        if said and not said[-1].endswith((".", "?", "!", "…")) and chance.random() < 0.15:
            said.append(chance.choice(("um,", "uh,", "er,", "um...")))
        said.append(word)
    return chance.choice(("Um, ", "Well, um, ", "Uh... ", "I'm a bit nervous, ")) + " ".join(said)


def test_the_same_talk_by_a_hesitant_and_by_a_fluent_speaker_is_equal() -> None:
    chance = random.Random(11)
    unequal = []
    for talk in TALKS:
        fluent = debrief(talk.transcript)
        searching = {at: hesitant(turn.text, chance) for at, turn in enumerate(talk.transcript.turns)}
        other = debrief(saying(talk.transcript, searching))
        if fluent.scored and places(fluent) != places(other):
            unequal.append(talk.name)
    assert not unequal


def fine(transcript: Transcript, at: int) -> str:
    return "Fine."


def empty(transcript: Transcript, at: int) -> str:
    return ""


def copied(transcript: Transcript, at: int) -> str:
    before = [turn.text for turn in transcript.turns[:at] if turn.speaker == "partner"]
    return before[-1] if before else "Hello."


def elsewhere(transcript: Transcript, at: int) -> str:
    return ELSEWHERE[at // 2 % len(ELSEWHERE)]


@pytest.mark.parametrize("worse", [fine, empty, copied, elsewhere])
def test_short_empty_copied_and_stray_answers_stand_below_honest_ones(
    worse: Callable[[Transcript, int], str],
) -> None:
    assert len(HONEST) > 100
    for talk in HONEST:
        answers = {at: worse(talk.transcript, at) for at in range(len(talk.transcript.turns))}
        found = debrief(saying(talk.transcript, answers))
        assert not found.strengths, talk.name
        assert not found.scored or balance(found) < balance(debrief(talk.transcript)), talk.name


def test_a_talk_without_a_question_stands_below_the_same_talk_with_one() -> None:
    pairs = 0
    for talk in TALKS:
        turns = talk.transcript.turns
        asked = {
            turn.index: said.text
            for turn in read_user_turns(talk.transcript)
            for said in turn.sentences
            if "?" in said.text and not said.traits & {"ask", "offer", "apology", "negativity", "off_topic"}
        }
        kept = {at: turns[at].text.replace(question, " ").strip() for at, question in asked.items()}
        without = saying(talk.transcript, kept)
        silent = not all(kept.values())
        if not asked or silent or any("?" in turn.text for turn in without.turns if turn.speaker == "user"):
            continue
        where = min(asked)
        with_one = saying(without, {where: f"{kept[where]} {asked[where]}"})
        if debrief(without).scored:
            pairs += 1
            assert balance(debrief(without)) < balance(debrief(with_one)), talk.name
    assert pairs > 50
