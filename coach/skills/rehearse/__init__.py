"""Practising a talk, and what can be learnt from it."""

from coach.skills.rehearse.debrief import Change, Debrief, OneThing, Strength, debrief
from coach.skills.rehearse.mentor import ask_mentor, hint
from coach.skills.rehearse.rehearsal import (
    Rehearsal,
    finish,
    load_rehearsal,
    run_script,
    say,
    start,
    take_back,
)
from coach.skills.rehearse.scenes import scenes
from coach.skills.rehearse.transcript import Transcript, Turn, read_transcript, transcript_from

__all__ = [
    "Change",
    "Debrief",
    "OneThing",
    "Rehearsal",
    "Strength",
    "Transcript",
    "Turn",
    "ask_mentor",
    "debrief",
    "finish",
    "hint",
    "load_rehearsal",
    "read_transcript",
    "run_script",
    "say",
    "scenes",
    "start",
    "take_back",
    "transcript_from",
]
