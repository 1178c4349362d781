"""Your machine: what leaves it (nothing, unless you say so), taking your notes out, removing somebody."""

import re
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from coach.agent.checkup import examine
from coach.text import fold
from coach.types import to_json
from coach.ui import book_cards, cards
from coach.ui.room import Room, sentence_of

_WORDS = {
    "notes": "notes about them",
    "facts": "facts",
    "vectors": "entries of the search index",
    "messages": "chat messages",
    "rehearsals": "practice talks",
}
_BESIDE_NAME = re.compile(r"\s*(?:\([^()]*\)|#\d+)$")


class MachinePage:
    """The fourth page."""

    def __init__(self, room: Room) -> None:
        self._room = room
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                gr.Markdown("### What is where")
                self.checkup = gr.HTML(elem_id="checkup")
            with gr.Column(scale=2, min_width=320):
                gr.Markdown("### Take everything out\nOne Markdown file a person, a table and a vCard file.")
                self.folder = gr.Textbox(
                    label="A new or empty folder on this machine", elem_id="export-folder"
                )
                self.export = gr.Button("Write it all out", elem_id="export")
                self.exported = gr.HTML()
                gr.Markdown(
                    "### Remove somebody for good\nYou see first what would go. You can take everything out above before."
                )
                self.name = gr.Textbox(label="Whom", submit_btn="Show what would go", elem_id="forget-name")
                self.preview = gr.HTML(elem_id="forget-preview")
                with gr.Column(visible=False, elem_id="forget-sure") as self.sure:
                    self.redact = gr.Checkbox(
                        label="Also write “[someone]” for them in what I wrote about others",
                        value=True,
                        elem_id="forget-redact",
                    )
                    self.typed = gr.Textbox(
                        label="Type the name once more, to be sure", elem_id="forget-typed"
                    )
                    with gr.Row():
                        self.leave = gr.Button("Keep them", variant="primary", elem_id="forget-leave")
                        self.really = gr.Button("Remove for good", variant="stop", elem_id="forget-really")
        self.found = gr.State("")
        self.export.click(self._export, [self.folder], [self.exported])
        outputs = [self.preview, self.sure, self.typed, self.found, self.redact]
        self.name.submit(self._look, [self.name], outputs)
        self.leave.click(self._leave, None, outputs)
        self.really.click(self._forget, [self.found, self.typed, self.redact], [*outputs, self.name])

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page."""
        blocks.load(self.show, None, [self.checkup])

    def show(self) -> str:
        """The check-up."""
        return cards.checkup(to_json(examine(self._room.settings)))  # type: ignore[arg-type]

    def _export(self, folder: str) -> str:
        if not folder.strip():
            return cards.problem("Type the path of a new or empty folder.")
        try:
            exported = self._room.coach.export(Path(folder.strip()).expanduser())
        except Exception as error:
            return cards.problem(sentence_of(error))
        return f"<section class='card' role='status'>{len(exported.files)} files written.</section>"

    def _look(self, name: str) -> tuple[Any, ...]:
        try:
            person = self._room.coach.book.label(self._room.coach.book.find(name))
            seen = self._room.coach.forget(person, save=False)
        except Exception as error:
            return _told(cards.problem(sentence_of(error)))
        rows = "".join(
            f"<li>{escape(_WORDS.get(what, what))}: {count:,}</li>"
            for what, count in seen.removed.items()
            if count
        )
        others = sum(seen.mentions.values())
        named = (
            f"<p>In {others:,} of your notes about others they are named; you may leave that as it is.</p>"
        )
        html = (
            f"<section class='card' role='status'><h3>What would go with {escape(person)}</h3><ul>{rows or '<li>the name</li>'}"
            f"</ul>{named if others else ''}<p>This cannot be undone.</p></section>"
        )
        return html, gr.Column(visible=True), "", person, gr.Checkbox(value=True, visible=bool(others))

    def _leave(self) -> tuple[Any, ...]:
        return _told(book_cards.says("Nothing was removed."))

    def _forget(self, person: str, typed: str, redact: bool) -> tuple[Any, ...]:
        if fold(typed) not in {fold(person), fold(_BESIDE_NAME.sub("", person))}:
            html = cards.problem(
                f"That is not {person!r} yet, so nothing was removed. Type it as it stands above."
            )
            return html, gr.Column(visible=True), typed, person, gr.skip(), gr.skip()
        try:
            gone = self._room.coach.forget(person, save=True, redact=redact)
        except Exception as error:
            return (*_told(cards.problem(sentence_of(error))), gr.skip())
        words = f"{gone.person} is gone from the book, the indexes, drafts, practice and chats."
        return (*_told(book_cards.says(words)), "")


def _told(html: str) -> tuple[Any, ...]:
    """A sentence, and nothing left to confirm."""
    return html, gr.Column(visible=False), "", "", gr.skip()
