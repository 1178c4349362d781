"""What the chat reads off a sentence before it drafts: whom for, when, and what is asked or thanked for."""

import pytest

from coach.agent.arguments import arguments_for


@pytest.mark.parametrize(
    ("said", "who", "purpose", "ask", "when"),
    [
        ("help me invite kofi for soup at the market hall sat 5 dec, my shout", "Kofi Mensah", "lunch_invite", "soup at the market hall, my shout", "Saturday 5 December"),
        ("Help me invite Kofi to lunch next Thursday", "Kofi Mensah", "lunch_invite", None, "next Thursday"),
        ("invite Kofi Mensah for a coffee on Friday at 10:30", "Kofi Mensah", "lunch_invite", None, "on Friday at 10:30"),
        ("Help me thank Priya for that she read my CV", "Priya Raman", "thank_you", "for that she read my CV", None),
        ("Thank Priya for me", "Priya Raman", "thank_you", None, None),
        ("Help me thank Priya", "Priya Raman", "thank_you", None, None),
        ("congratulate Ana on the new shop", "Ana Ruiz", "congratulate", "on the new shop", None),
        ("a note to follow up with Ana", "Ana Ruiz", "follow_up", None, None),
        ("invite her for a walk on 12 December", "", "lunch_invite", None, "on 12 December"),
    ],
)  # fmt: skip
def test_what_is_asked_for_and_when_stand_in_the_sentence(
    said: str, who: str, purpose: str, ask: str | None, when: str | None
) -> None:
    found = arguments_for("draft", who, purpose, said)
    assert (found["purpose"], found["ask"], found["when"]) == (purpose, ask, when)
