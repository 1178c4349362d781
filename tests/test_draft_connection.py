"""What connects two people, as the first sentence of a message to one of them has it."""

import pytest

from coach.people.book import Book
from coach.skills.draft.wordings import wordings
from tests.drafts import Import, made, notes

__all__ = ["notes"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Nov 17 2026 - census users day, sat w/ Ana. Both hate postal codes.", "We sat together at the census users day"),
        ("allergen day in stockport with ana ruiz, said id send her my chart", "We were at the allergen day together"),
        ("Feb 2021 - w/ Ana on nightly batch at Nordgate", "We were on nightly batch at Nordgate together"),
        ("Oct 29 2026 - mtg at health data meetup. She does dashboards.", "We met at the health data meetup"),
        ("2024-03-12 welders open day in Trier, Ana had the stand next to ours", "We were both at the welders open day in Trier"),
        ("2026-10-05 me n ana partners for the motor controls unit", "We were partners for the motor controls unit"),
        ("22 june 2018 me and ana did the washing up in our good frocks", "We did the washing up in our good frocks"),
    ],
)  # fmt: skip
def test_where_two_were_together_in_passing_is_how_they_know_each_other(
    book: Book, notes: Import, line: str, said: str
) -> None:
    notes(f"---\nname: Ana Ruiz\n---\n{line}\n")
    drafted = made(book, purpose="reconnect", channel="text")
    assert said in drafted.body
    assert drafted.status == "ready"


@pytest.mark.parametrize(
    "line",
    [
        "2026-08-01 book fair in Leeds, she could not come",
        "2026-08-01 trade fair, saw her photos of it",
        "2027-01-05 spring workshop, she is on the list",
        "2026-08-01 with her on the phone about nothing",
        "2026-08-01 my sister's wedding. He is her ex.",
        "2026-08-01 planning a panel with Ana",
        "2026-08-01 a course with Ana's brother",
    ],
)
def test_where_they_may_not_have_been_is_never_claimed(book: Book, notes: Import, line: str) -> None:
    notes(f"---\nname: Ana Ruiz\n---\n{line}\n")
    drafted = made(book, purpose="reconnect", channel="text")
    assert "We " not in drafted.body
    assert drafted.status == "needs_you"


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("role: epidemiologist\norganization: city health unit", "your work as an epidemiologist at the city health unit"),
        ("role: organizer\norganization: Plain Tables meetup", "your work as organizer of the Plain Tables meetup"),
        ("role: retired press photographer", "your years as a press photographer"),
    ],
)  # fmt: skip
def test_the_work_on_their_card_is_a_reason_to_tell_them_a_goal(
    book: Book, notes: Import, card: str, said: str
) -> None:
    notes(f"---\nname: Ana Ruiz\n{card}\n---\n2026-10-20 short talks welcome, no slides needed\n")
    drafted = made(book, purpose="share_goal")
    assert said in drafted.body
    assert drafted.status == "ready"


@pytest.mark.parametrize(
    "told",
    ["was laid off in June", "now at the council", "leaving at the end of the month", "the place is closing"],
)
def test_work_that_may_be_over_is_no_reason(book: Book, notes: Import, told: str) -> None:
    notes(f"---\nname: Ana Ruiz\nrole: sous chef\norganization: The Elm\n---\n2026-10-20 {told}\n")
    drafted = made(book, purpose="share_goal")
    assert "sous chef" not in drafted.body
    assert drafted.status == "needs_you"


@pytest.mark.parametrize("purpose", ["reconnect", "lunch_invite", "share_goal"])
def test_a_bare_card_asks_how_the_two_know_each_other(book: Book, notes: Import, purpose: str) -> None:
    notes("---\nname: Ana Ruiz\ncircle: rowing club\nrole: solicitor\n---\n")
    assert made(book, purpose=purpose).status == "needs_you"


def test_what_follows_a_memory_is_joined_to_it_by_a_word() -> None:
    tails = [
        tail
        for name, parts in wordings().items()
        if name.startswith("hook")
        for part, ways in parts.items()
        if part != "work"
        for tail in ways
    ]
    assert tails
    assert [tail for tail in tails if not tail.startswith(("and ", "so "))] == []
