"""The draft card: a message to edit, two ways to ask it side by side, and why it is safe to send."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from coach.skills.draft import Draft, request_of
from coach.types import to_json
from coach.ui import cards, draft_cards
from coach.ui.door import Door
from coach.ui.room import Room, sentence_of
from coach.ui.voice import VoiceList

_WISHES = ("Shorter", "Warmer", "Less formal")
_COPY = """async (text) => {
  const area = document.querySelector('#body textarea'); area.focus(); area.select();
  try { await navigator.clipboard.writeText(text); } catch { document.execCommand('copy'); }
  return 'Copied';
}"""
"""The clipboard is closed to pages that are neither on this machine nor encrypted; there the selection is copied."""


class DraftCard:
    """Draws the card; `show` fills it for one draft."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.draft_id = gr.State(None)
        self.two = gr.State(())
        with gr.Column(visible=False, elem_id="draft") as self.group:
            self.status = gr.HTML(padding=True)
            self.english = gr.HTML(elem_id="english")
            self.subject = gr.Textbox(label="Subject", max_lines=2, elem_id="subject")
            self.body = gr.Textbox(label="The message", lines=9, max_lines=24, elem_id="body")
            with gr.Row():
                # Gradio's own copy button stands inside the label and takes the field's name from it (WCAG 4.1.2).
                self.copy = gr.Button("Copy", size="sm", min_width=80, elem_id="copy")
                self.wishes = [gr.Button(wish, size="sm", min_width=80) for wish in _WISHES]
            with gr.Row():
                self.save = gr.Button("Keep my changes", size="sm", elem_id="save")
                self.compare = gr.Button("Careful and brave, side by side", size="sm", elem_id="compare")
            self._draw_variants()
            self.door = Door(room)
            with gr.Accordion("Why this is safe to send", open=False):
                self.reasons = gr.HTML(padding=True)
            with gr.Accordion("How you write, as I learned it", open=False, elem_id="voice"):
                self.voice = VoiceList(room)
        self.copy.click(None, [self.body], [self.copy], js=_COPY)
        self.body.input(None, None, [self.copy], js="() => 'Copy'")
        self.save.click(
            self._keep, [self.draft_id, self.subject, self.body], [self.door.trouble, self.status]
        ).then(self.voice.show, None, [self.voice.listed], show_progress="hidden")
        self.compare.click(
            self._compare,
            [self.draft_id, self.subject, self.body],
            [self.variants, self.taking, self.two],
            concurrency_limit=1,
        )
        self.door.wire(self.draft_id, self.edited, self.subject, self.body)

    def _draw_variants(self) -> None:
        self.variants = gr.HTML(elem_id="variants")
        with gr.Row(visible=False) as self.taking:
            self.careful = gr.Button("Take the careful one", size="sm", elem_id="take-careful")
            self.brave = gr.Button("Take the brave one", size="sm", elem_id="take-brave")

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            self.group, self.draft_id, self.status, self.english, self.subject, self.body, self.copy, self.reasons, self.variants, self.taking,
            self.two, self.voice.listed, *self.door.shown(),
        ]  # fmt: skip

    def show(self, made: dict[str, Any] | None) -> dict[Any, Any]:
        """The card of one draft, as it was last saved; hidden if there is none."""
        if not made:
            return {self.group: gr.Column(visible=False), self.draft_id: None}
        draft = self._room.coach.load_draft(made["draft_id"])
        return {
            self.group: gr.Column(visible=True),
            self.draft_id: draft.draft_id,
            self.status: draft_cards.heading(draft) + cards.draft_status(made),
            self.english: draft_cards.english(draft) if draft.original else "",
            self.subject: gr.Textbox(value=made["subject"] or "", visible=draft.channel == "email"),
            self.body: made["body"],
            self.copy: "Copy",
            self.reasons: cards.draft_reasons(made),
            self.variants: "",
            self.taking: gr.Row(visible=False),
            self.two: (),
            self.voice.listed: self.voice.show(),
            **self.door.show(draft),
        }

    def edited(self, draft_id: str | None, subject: str | None, body: str) -> Draft:
        """The draft with the words that stand in the card; nothing is written if they are the same.

        Raises:
            CoachError: there is no such draft, or the words cannot be kept.
        """
        draft = self._room.coach.load_draft(draft_id or "")
        if (subject or "", body.strip()) == (draft.subject, draft.body.strip()):
            return draft
        return self._room.coach.edit(draft.draft_id, subject or "", body)

    def _keep(self, draft_id: str | None, subject: str, body: str) -> tuple[Any, Any]:
        try:
            made = self.edited(draft_id, subject, body)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        return "", draft_cards.heading(made) + cards.draft_status(to_json(made))  # type: ignore[arg-type]

    def _compare(self, draft_id: str | None, subject: str, body: str) -> Iterator[tuple[Any, Any, Any]]:
        """Asks for both, showing that it is at work; what the user changed by hand is kept first."""
        yield draft_cards.writing(), gr.skip(), gr.skip()
        try:
            self.edited(draft_id, subject, body)
            request = request_of(self._room.coach.book, draft_id or "")
        except Exception as error:
            yield cards.problem(sentence_of(error)), gr.skip(), gr.skip()
            return
        written = ""
        for piece in self._room.stream(
            lambda on_text: self._room.coach.variants(request, on_text, like=draft_id)
        ):
            if piece.error:
                yield cards.problem(piece.error), gr.skip(), gr.skip()
            elif piece.last:
                made = piece.result
                ids = made.careful.draft_id, made.brave.draft_id
                yield draft_cards.variants(made), gr.Row(visible=bool(made.differences)), ids
            else:
                written += piece.words
                yield draft_cards.writing(written), gr.skip(), gr.skip()

    def taken(self, two: tuple[str, str], which: int) -> Draft | None:
        """The careful (0) or the brave (1) one of the two side by side; None if there are none."""
        return self._room.coach.load_draft(two[which]) if two else None
