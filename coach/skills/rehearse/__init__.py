"""Practising a talk, and what can be learnt from it."""

from coach.skills.rehearse.debrief import Debrief, debrief
from coach.skills.rehearse.transcript import Transcript, Turn, read_transcript

__all__ = ["Debrief", "Transcript", "Turn", "debrief", "read_transcript"]
