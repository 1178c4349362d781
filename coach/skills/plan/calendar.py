"""The plan as a calendar file: its steps and the other open reminders. Calendars are often shared, so nothing delicate."""

import re
from datetime import date

from coach.people.book import Book
from coach.people.calendar import Entry, calendar
from coach.people.second_opinion import careful_use_of
from coach.skills.plan.step import Plan
from coach.types import Use

_UNSAID = "A small step of your own"


def as_ics(book: Book, plan: Plan) -> bytes:
    """Each step on the day it is due, ringing at nine; a step whose words are not for others only says that it is one."""
    notes = [step.citation.note_id for step in plan.steps if step.citation]
    private = {note.id for note in book.store.notes.get(notes) if note.private}
    entries = [
        Entry(step.step_id, _said(step.what, step.citation is not None and step.citation.note_id in private),
              date.fromisoformat(step.due), description=f"Size {step.size} of 5.", reminds=True)
        for step in plan.steps
    ]  # fmt: skip
    shown = {step.what for step in plan.steps}
    for reminder in book.store.diary.reminders():
        due = date.fromisoformat(reminder.due)
        if due >= book.today and not any(reminder.text in what for what in shown):
            entries.append(Entry(f"reminder-{reminder.id}", _said(reminder.text, False), due, reminds=True))
    return calendar(entries, book.today)


def _said(what: str, private: bool) -> str:
    marked = private or re.search(r"\bprivate\s*:", what, re.IGNORECASE)
    return _UNSAID if marked or careful_use_of(what) is not Use.SHAREABLE else what
