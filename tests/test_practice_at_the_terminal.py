"""Practising at the terminal: the ladder's next step, asides to the coach, and a talk that waits for another day."""

from collections.abc import Iterator

import pytest

from tests.partner import partner_at_hand
from tests.terminal import coach


@pytest.fixture(autouse=True)
def at_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with partner_at_hand() as url:
        monkeypatch.setenv("COACH_LLM_URL", url)
        monkeypatch.setenv("COACH_LLM_MODEL", "some-model")
        yield


def test_a_talk_is_left_for_another_day_and_taken_up_where_it_was() -> None:
    typed = (
        "6\nHello, how are you today?\n/hint\n/mentor What now?\n/back\nHello, what a full room.\n/later\n"
    )
    ran = coach("rehearse", "--next", typed=typed)
    assert ran.status == 0, ran.err
    assert "easy on purpose" in ran.out
    assert "brave: I would love to hear you play one day." in ran.out
    assert "Ask about the cello." in ran.out
    assert "coach rehearse --resume" in ran.out
    again = coach("rehearse", "--resume", typed="Thank you, I have to go now, goodbye!\n3\n")
    assert again.status == 0, again.err
    assert "You: Hello, what a full room." in again.out
    assert "how are you today" not in again.out
    none = coach("rehearse", "--resume")
    assert none.status == 1
    assert "No practice talk is waiting" in none.err


def test_one_way_to_begin_is_enough() -> None:
    assert coach("rehearse", "--next", "--scene", "lunch").status == 2
    assert coach("rehearse").status == 2
