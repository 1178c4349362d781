"""How lines of notes, in the manner of many writers, are said to the person they are about, or are left alone."""

import pytest

from coach.skills.draft.lines import is_kind
from coach.skills.draft.pieces import note_sentences
from coach.skills.draft.second_person import Names, to_second_person
from coach.types import Note

ANA = Names(("Ana Ruiz", "Ana"), "she")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("14 Mar 2026: she lent me her ladder", "You lent me your ladder"),
        ("Oct 5, 2026 - her book on kites came out", "Your book on kites came out"),
        ("On 4 October 2026 she asked me to hold the ladder", "You asked me to hold the ladder"),
        ("It was Ana who sent me the form", "You sent me the form"),
        ("She's just been made head of the ward", "You have just been made head of the ward"),
        ("She's giving me her old loom", "You are giving me your old loom"),
        ("worked with her at the kennels 2016-2019", "We worked together at the kennels from 2016 to 2019"),
        ("sat next to her in the talk on owls", "We sat next to each other in the talk on owls"),
        ("same bench at school", "We had the same bench at school"),
        ("Said I should come and see the workshop.", "You said I should come and see the workshop"),
        ("passed her exam at last :)", "You passed your exam at last"),
        ("Spoke two minutes with her at the fair", "We spoke two minutes at the fair"),
        ("Our union rep, Ana, got me a swap", "You got me a swap"),
        ("Ana, our union rep, got me a swap", "You got me a swap"),
        ("On 4 October 2026 her plan for the library won a prize", "Your plan for the library won a prize"),
        ("she told me they need a treasurer", "You told me they need a treasurer"),
        ("oct 2026 -> covered my saturday so i could rest", "You covered my Saturday so I could rest"),
        ("11/25 sent me her style guide!!", "You sent me your style guide"),
        ("SECOND at Otley!", "You came second at Otley"),
        ("She passed her last paper.", "You passed your last paper"),
        ("talked me through the form in the dugout", "You talked me through the form in the dugout"),
        ("told her I'd send my phone list", "I told you I'd send my phone list"),
    ],
)
def test_a_line_is_said_to_them_however_it_was_noted(line: str, said: str) -> None:
    assert to_second_person(line, ANA) == said


@pytest.mark.parametrize(
    "line",
    [
        "retired bus driver",
        "gave the talk!!!",  # nobody can tell who gave it
        "Said I'd think about it.",
        "told the council about the roof",
        "Had to let the dog go in spring.",
        "Spoke at the conference in Porto.",
        "Ana in the seat behind me at the depot talk.",
        "Ana me ayudó a llevar el sofá al tercer piso.",
        "Ana hat mir seine alte Hobelbank geschenkt.",
    ],
)
def test_what_could_be_anybodys_deed_or_is_in_another_language_is_not_said(line: str) -> None:
    assert to_second_person(line, ANA) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("You minded my cat for ten days", True),
        ("You are giving me your old loom", True),
        ("You stood up for me before the council", True),
        ("You asked me about the roof", False),
        ("You gave the whole team a bonus", False),
    ],
)
def test_a_kindness_is_what_was_done_for_the_user(said: str, kind: bool) -> None:
    assert is_kind(said) is kind


def test_a_short_line_without_a_full_stop_ends_its_sentence() -> None:
    text = "1 Oct 2026: showed me the form for the knees\nknee operation in December\n"
    note = Note("n", text)
    assert [sentence for sentence, _ in note_sentences(note)] == text.splitlines()
