"""Drafts: planned in code, worded by the model, checked in code, sent by nobody but the user."""

from coach.skills.draft.brief import Gap
from coach.skills.draft.drafting import draft, edit, load_draft, revise
from coach.skills.draft.files import as_eml, as_ics, mailto
from coach.skills.draft.letter import Draft
from coach.skills.draft.request import CHANNELS, PURPOSES, TONES, DraftRequest

__all__ = [
    "CHANNELS", "PURPOSES", "TONES", "Draft", "DraftRequest", "Gap", "as_eml", "as_ics", "draft", "edit", "load_draft", "mailto",
    "revise",
]  # fmt: skip
