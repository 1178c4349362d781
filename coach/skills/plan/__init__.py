"""The week's plan: at most three small steps, what the user answers to them, and the same as a calendar file."""

from coach.skills.plan.answering import answer_step, take_back_answer
from coach.skills.plan.calendar import as_ics
from coach.skills.plan.plan import ahead, make_plan
from coach.skills.plan.sources import next_birthday
from coach.skills.plan.step import Drifting, Owed, Plan, Step

__all__ = [
    "Drifting",
    "Owed",
    "Plan",
    "Step",
    "ahead",
    "answer_step",
    "as_ics",
    "make_plan",
    "next_birthday",
    "take_back_answer",
]
