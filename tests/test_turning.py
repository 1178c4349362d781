"""What quick notes say, once it is said to the one they are about."""

import pytest

from coach.skills.draft.second_person import names_of, to_second_person
from coach.skills.draft.shorthand import in_full


@pytest.mark.parametrize(
    ("name", "note", "said"),
    [
        ("Ida Roe", "She left me her good saw.", "You left me your good saw"),
        (
            "Ida Roe",
            "Afterwards she stayed to answer all my questions.",
            "You stayed to answer all my questions",
        ),
        ("Tom Ash", "Tom from accounts lent me his ladder", "You lent me your ladder"),
        ("Tom Ash", "When it worked he put a cake on my desk.", "You put a cake on my desk"),
        ("Ida Roe", "10 min w/ Ida at the seed table", "We had 10 minutes together at the seed table"),
        ("Tom Ash", "Old Tom lent me his boat", "You lent me your boat"),
    ],
)
def test_a_quick_note_is_said_to_them(name: str, note: str, said: str) -> None:
    assert to_second_person(note, names_of(name, (), (note,))) == said


@pytest.mark.parametrize(
    "note",
    ["He left me waiting an hour.", "He left a job at the mill for us.", "Tom said you need patience for R"],
)
def test_what_only_looks_like_it_is_not(note: str) -> None:
    assert to_second_person(note, names_of("Tom Ash", (), (note,))) is None


def test_shorthand_is_written_out_and_names_are_left_alone() -> None:
    assert in_full("mtg w/Ana re: R&D b/c shes new") == "meeting with Ana about R&D because she's new"
