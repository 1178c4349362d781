"""Whom to tell about a goal, and why; the goals that are kept; and the paths to somebody one wants to reach."""

from coach.skills.suggest.kept import (
    Move,
    NotThis,
    add_goal,
    close_goal,
    in_two_sentences,
    kept_goal,
    kept_goals,
    moves,
    not_this_one,
    passed_over,
    reopen_goal,
    revise_goal,
    set_weight,
    still_open,
    suggest_for,
    take_back,
)
from coach.skills.suggest.reach import Routes, network_for, routes_to
from coach.skills.suggest.shape import LeftOut, Pick, Reason, Suggestion, Suggestions, Via
from coach.skills.suggest.suggest import suggest

__all__ = [
    "LeftOut",
    "Move",
    "NotThis",
    "Pick",
    "Reason",
    "Routes",
    "Suggestion",
    "Suggestions",
    "Via",
    "add_goal",
    "close_goal",
    "in_two_sentences",
    "kept_goal",
    "kept_goals",
    "moves",
    "network_for",
    "not_this_one",
    "passed_over",
    "reopen_goal",
    "revise_goal",
    "routes_to",
    "set_weight",
    "still_open",
    "suggest",
    "suggest_for",
    "take_back",
]
