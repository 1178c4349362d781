"""Whom to tell about a goal, and why."""

from coach.skills.suggest.shape import LeftOut, Pick, Reason, Suggestion, Suggestions, Via
from coach.skills.suggest.suggest import suggest

__all__ = ["LeftOut", "Pick", "Reason", "Suggestion", "Suggestions", "Via", "suggest"]
