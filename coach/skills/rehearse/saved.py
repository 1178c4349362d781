"""A debrief back from its JSON value, as the book keeps it."""

from collections.abc import Mapping
from typing import Any

from coach.skills.rehearse.debrief import Change, Debrief, OneThing, Strength


def debrief_from(value: Mapping[str, Any]) -> Debrief:
    """The inverse of `to_json` for a debrief."""
    return Debrief(
        measures=value["measures"],
        strengths=tuple(Strength(**item) for item in value["strengths"]),
        changes=tuple(Change(**item) for item in value["changes"]),
        one_thing=OneThing(**value["one_thing"]) if value["one_thing"] else None,
        scored=value["scored"],
    )
