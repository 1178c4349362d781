"""The debrief: findings with verbatim quotes, the three orders, and what cannot be judged."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import TooLarge, UsageError
from coach.skills.rehearse import Debrief, Transcript, Turn, debrief, read_transcript
from coach.skills.rehearse.speech import fluent, spoken_spans
from coach.types import to_json
from tests.terminal import coach

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks" / "rehearsal"))
import labelled_talks

_PARTNER = (
    "Hi, I'm Sara. I bake for three cafés in town. How was your week?",
    "We just bought a second oven, and it does not fit through the door.",
    "My brother says we should take out the window. What do you do yourself?",
    "Well, it was good to meet you.",
)


def talk(*answers: str) -> Transcript:
    """The same partner, with these answers."""
    turns: list[Turn] = []
    for said, answer in zip(_PARTNER, answers, strict=False):
        turns += [Turn("partner", said), Turn("user", answer)]
    return Transcript("Sara", tuple(turns))


def codes(found: Debrief) -> set[str]:
    return {item.code for item in (*found.strengths, *found.changes)}


def balance(found: Debrief) -> int:
    """What worked against what to change, as a reader would weigh them."""
    return len(found.strengths) - len(found.changes)


HONEST = (
    "It was busy, I moved into a new flat on Monday.",
    "Oh no, a new oven that stays outside! How will you get it in?",
    "I repair bicycles in a small shop by the canal.",
    "It was nice talking to you, good luck with the oven!",
)


def test_fine_stands_below_a_full_sentence() -> None:
    fine = debrief(talk("Fine.", "Nice.", "Bikes.", "Ok."))
    full = debrief(talk(*HONEST))
    assert fine.scored
    assert full.scored
    assert balance(fine) < 0 < balance(full)
    assert not fine.strengths
    assert fine.one_thing is not None
    assert fine.one_thing.code == "one_word_answer"


def test_empty_copied_and_off_topic_answers_stand_below_honest_ones() -> None:
    honest = debrief(talk(*HONEST))
    empty = debrief(talk("", "...", "", ""))
    copied = debrief(talk(*_PARTNER))
    elsewhere = debrief(
        talk(
            "Bananas are yellow.",
            "Penguins cannot fly.",
            "The capital of France is Paris.",
            "Sharks eat fish.",
        )
    )
    assert not empty.scored
    assert copied.scored
    assert elsewhere.scored
    for worse in (empty, copied, elsewhere):
        assert not worse.strengths
        assert balance(worse) < balance(honest)


def test_a_talk_without_a_question_stands_below_the_same_talk_with_one() -> None:
    with_one = debrief(talk(*HONEST))
    without = debrief(talk(HONEST[0], "Oh no, a new oven that stays outside!", *HONEST[2:]))
    assert balance(without) < balance(with_one)
    assert "no_question" in codes(without)
    assert "no_question" not in codes(with_one)


@pytest.mark.parametrize("question", ["Is it heavy?", "And you?", "What now?", "How is the old one?"])
def test_even_a_small_question_is_never_worse_than_none(question: str) -> None:
    without = debrief(
        talk("I moved on Monday.", "That is bad luck.", "I repair bicycles.", "Good to meet you too.")
    )
    with_one = debrief(
        talk(
            "I moved on Monday.",
            f"That is bad luck. {question}",
            "I repair bicycles.",
            "Good to meet you too.",
        )
    )
    assert balance(without) < balance(with_one)


def _hesitant(sentence: str) -> str:
    first, _, rest = sentence.partition(" ")
    middle = rest.replace(", ", ", um, ", 1)
    return f"Um, well, I guess, I'm a bit nervous, {first}... {middle}"


def test_a_hesitant_and_a_fluent_speaker_are_equal() -> None:
    fluent_talk = debrief(talk(*HONEST))
    hesitant = debrief(talk(*map(_hesitant, HONEST)))
    assert hesitant.measures == fluent_talk.measures
    assert [(item.code, item.turn) for item in hesitant.strengths] == [
        (item.code, item.turn) for item in fluent_talk.strengths
    ]
    assert [(item.code, item.turn) for item in hesitant.changes] == [
        (item.code, item.turn) for item in fluent_talk.changes
    ]


@pytest.mark.parametrize(
    ("hesitant", "said"),
    [
        ("Um, well, I... I work at, uh, a bank, you know?", "i work at, a bank"),
        ("I guess it's kind of a big step, I mean, for me.", "it's a big step, for me."),
        ("What kind of work do you do?", "what kind of work do you do?"),
        ("Do you know anyone there?", "do you know anyone there?"),
        ("That's kind of you.", "that's kind of you."),
        ("I like my job.", "i like my job."),
    ],
)
def test_only_hesitation_is_taken_out_of_a_sentence(hesitant: str, said: str) -> None:
    assert fluent(hesitant).replace("?", "").rstrip(" ,.") == said.replace("?", "").rstrip(" ,.")


def test_hedging_is_not_a_fault_and_apologising_for_existing_is() -> None:
    hedged = debrief(
        talk("I guess it was maybe a bit long.", "What happened then?", "I sort of fix bikes.", "Thank you!")
    )
    existing = debrief(
        talk("Sorry to bother you.", "What happened then?", "Sorry, I'm so boring.", "Bye, thank you!")
    )
    courtesy = debrief(
        talk("Sorry I'm late.", "I'm sorry to hear that. What now?", "I fix bikes.", "Thank you, bye!")
    )
    assert "apologising" not in codes(hedged)
    assert [item.turn for item in existing.changes if item.code == "apologising"] == [1, 5]
    assert "apologising" not in codes(courtesy)


@pytest.mark.parametrize(
    "transcript",
    [
        Transcript("", ()),
        Transcript("", (Turn("user", "hello"), Turn("user", "is anybody here?"))),
        Transcript("", (Turn("partner", "How are you?"),)),
        Transcript("", (Turn("partner", "How are you?"), Turn("user", "Fine, thanks"))),
        Transcript(
            "",
            (
                Turn("partner", "Wie war deine Woche?"),
                Turn("user", "Ich habe viel gearbeitet und bin sehr müde."),
            ),
        ),
        Transcript(
            "", (Turn("partner", "How was it?"), Turn("user", "我很好,谢谢你,你呢"), Turn("user", "我是老师"))
        ),
        Transcript(
            "",
            (Turn("partner", "How was it?"), Turn("user", "xkcd qwrt zzz"), Turn("user", "pfff grmbl hjkl")),
        ),
    ],
)
def test_what_cannot_be_judged_is_not_scored_and_says_why(transcript: Transcript) -> None:
    found = debrief(transcript)
    assert found.scored is False
    assert not found.strengths
    assert not found.changes
    assert found.one_thing is None
    assert found.measures["not_scored_because"]


def test_without_the_embedders_files_nothing_is_judged_and_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    turns = [[turn.speaker, turn.text] for turn in talk(*HONEST).turns]
    file.write_text(json.dumps({"partner": "Sara", "turns": turns}), encoding="utf-8")
    here = {"COACH_HOME": str(tmp_path / "home"), "COACH_MODELS": str(tmp_path / "none")}
    found = coach("debrief", str(file), "--json", extra=here).json()
    assert not found["scored"]
    assert not found["changes"]
    assert "models fetch" in found["measures"]["not_scored_because"]


def test_asking_leave_to_sit_down_is_no_follow_up_question() -> None:
    said = (
        Turn("partner", "The other chairs are all taken, so please sit down."),
        Turn("user", "Hi, may I sit here?"),
        Turn("partner", "Of course. I am reading a detective story that is set in a bakery."),
        Turn("user", "What do you like about the detective?"),
    )
    follow = [
        item.quote
        for item in debrief(Transcript("Samir", said)).strengths
        if item.code == "follow_up_question"
    ]
    assert follow == ["What do you like about the detective?"]


def test_one_short_answer_in_a_talk_full_of_sentences_is_no_fault() -> None:
    found = debrief(talk(HONEST[0], HONEST[1], HONEST[2], "You too."))
    assert "one_word_answer" not in codes(found)


def test_a_partner_whose_words_cannot_be_turned_round_is_not_quoted_askew() -> None:
    turns = (
        Turn("partner", "I was on a jury last month. You would have loved it."),
        Turn("user", "Do you use Excel?"),
        Turn("partner", "Now and then. We haven't seen you at the allotment."),
        Turn("user", "Are you willing to travel?"),
    )
    for change in debrief(Transcript("Ines", turns)).changes:
        assert "I were" not in change.say_instead
        assert "seen I" not in change.say_instead


def test_a_line_to_say_instead_is_made_of_the_partners_own_words() -> None:
    found = debrief(
        talk("I moved on Monday.", "That is bad luck.", "I repair bicycles.", "Good to meet you too.")
    )
    change = next(item for item in found.changes if item.code == "no_question")
    assert change.say_instead.startswith("You said you just bought a second oven")
    assert change.say_instead.endswith("?")


_words = st.sampled_from(
    [*HONEST, *_PARTNER, "um", "fine", "Sorry to bother you.", "Could you help me somehow?", "I hate my job…", "“Hi”  there\n",
     "Gotta go.", "x" * 300, "\x00\x1b[31mred\x07", "🙂", "Why?", "blah blah", "e.g. Dr. No", "  "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["partner", "user"]), st.lists(_words, max_size=5).map(" ".join)),
        max_size=12,
    )
)
def test_every_quote_stands_verbatim_in_a_turn_of_the_user(rows: list[tuple[str, str]]) -> None:
    transcript = Transcript(
        "Sara", tuple(Turn("user" if who == "user" else "partner", text) for who, text in rows)
    )
    found = debrief(transcript)
    for item in (*found.strengths, *found.changes, *([found.one_thing] if found.one_thing else [])):
        assert transcript.turns[item.turn].speaker == "user"
        assert item.quote in transcript.turns[item.turn].text
        assert "\x1b" not in item.quote
    assert found.scored or not (found.strengths or found.changes)
    json.dumps(to_json(found))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_sentences_never_lose_their_place(text: str) -> None:
    for start, end in spoken_spans(text):
        assert 0 <= start < end <= len(text)


_LONG = " ".join(
    f"I told my cousin number {number} that the oven of shop {number} was too wide for the door and"
    for number in range(150)
)


def test_a_long_turn_is_read_quickly_and_its_quote_is_short() -> None:
    found = debrief(talk(_LONG, "What happened then?", "I fix bikes.", "Thank you, bye!"))
    monologue = next(item for item in found.changes if item.code == "monologue")
    assert len(monologue.quote) <= 240


@pytest.mark.parametrize(
    "text",
    [
        "", "not json", "[]", "{}", '{"turns": 3}', '{"turns": [["user"]]}', '{"turns": [["user", 3]]}',
        '{"turns": [["moderator", "hi"]]}', '{"partner": 4, "turns": []}', "[" * 50_000,
    ],
)  # fmt: skip
def test_another_shape_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"[Tt]ranscript"):
        read_transcript(text)


def test_a_turn_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge, match="Turn 1"):
        read_transcript(json.dumps({"turns": [["partner", "Hi"], ["user", "a" * 30_000]]}))


def test_a_transcript_may_name_its_partner_as_speaker() -> None:
    read = read_transcript(json.dumps({"partner": "Inês", "turns": [["Ines", "Hi"], ["User", "Hello"]]}))
    assert [turn.speaker for turn in read.turns] == ["partner", "user"]


def test_on_the_talks_that_were_held_out_what_is_found_is_mostly_right() -> None:
    rates = labelled_talks.rates(labelled_talks.load("held_out"))
    right = sum(rate.right for rate in rates.values())
    assert right / (right + sum(rate.wrong for rate in rates.values())) >= 0.85
    assert right / (right + sum(rate.missed for rate in rates.values())) >= 0.75


@pytest.mark.parametrize(
    "small",
    [
        "May I ask you for your view on the talk?",
        "Can I write to you next week?",
        "Let me know if you see Tom.",
    ],
)
def test_only_a_favour_that_costs_something_needs_something_given(small: str) -> None:
    begun = (
        Turn("partner", "I teach history at a school."),
        Turn("user", "What drew you to history?"),
        Turn("partner", "My grandfather's letters."),
    )
    asked = debrief(Transcript("Sara", (*begun, Turn("user", small))))
    assert "no_give" not in codes(asked)
    job = debrief(Transcript("Sara", (*begun, Turn("user", "Could you pass my CV to your head?"))))
    assert "no_give" in codes(job)


def test_a_short_thank_you_on_the_way_out_is_a_graceful_close() -> None:
    turns = (
        Turn("partner", "I grow dahlias."),
        Turn("user", "How did you get into dahlias?"),
        Turn("partner", "My gran left me her tubers."),
        Turn("user", "Thank you, bye!"),
    )
    found = debrief(Transcript("Sara", turns))
    assert ("graceful_close", 3) in {(strength.code, strength.turn) for strength in found.strengths}
    assert "abrupt_close" not in codes(found)
