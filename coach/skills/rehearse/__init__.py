"""Practising a talk, and what can be learnt from it."""

from coach.skills.rehearse.debrief import Change, Debrief, OneThing, Strength, debrief
from coach.skills.rehearse.ladder import Past, Practice, next_practice, past_practices
from coach.skills.rehearse.mentor import ask_mentor, hint
from coach.skills.rehearse.nudge import Nudge
from coach.skills.rehearse.rehearsal import (
    finish,
    load_rehearsal,
    rate,
    run_script,
    say,
    start,
    switch_nudges,
    take_back,
    take_up,
)
from coach.skills.rehearse.saved import Branch, Rehearsal
from coach.skills.rehearse.scenes import scenes
from coach.skills.rehearse.transcript import Transcript, Turn, read_transcript, transcript_from

__all__ = [
    "Branch",
    "Change",
    "Debrief",
    "Nudge",
    "OneThing",
    "Past",
    "Practice",
    "Rehearsal",
    "Strength",
    "Transcript",
    "Turn",
    "ask_mentor",
    "debrief",
    "finish",
    "hint",
    "load_rehearsal",
    "next_practice",
    "past_practices",
    "rate",
    "read_transcript",
    "run_script",
    "say",
    "scenes",
    "start",
    "switch_nudges",
    "take_back",
    "take_up",
    "transcript_from",
]
