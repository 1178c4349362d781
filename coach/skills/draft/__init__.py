"""Drafts: planned in code, worded by the model, checked in code, sent by nobody but the user."""

from coach.skills.draft.brief import Gap
from coach.skills.draft.changes import Change, differences
from coach.skills.draft.drafting import (
    Variants,
    draft,
    edit,
    load_draft,
    request_of,
    revise,
    revisions,
    variants,
)
from coach.skills.draft.files import as_eml, as_ics, mailto
from coach.skills.draft.letter import Draft, Revision
from coach.skills.draft.request import CHANNELS, PURPOSES, TONES, DraftRequest
from coach.skills.draft.voice import Memory, memories, unlearn

__all__ = [
    "CHANNELS", "PURPOSES", "TONES", "Change", "Draft", "DraftRequest", "Gap", "Memory", "Revision", "Variants", "as_eml",
    "as_ics", "differences", "draft", "edit", "load_draft", "mailto", "memories", "request_of", "revise", "revisions", "unlearn",
    "variants",
]  # fmt: skip
