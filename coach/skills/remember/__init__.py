"""A sentence about somebody becomes a person, facts and reminders."""

from coach.skills.remember.remember import Remembered, RememberedFact, RememberedReminder, remember

__all__ = ["Remembered", "RememberedFact", "RememberedReminder", "remember"]
