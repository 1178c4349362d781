"""Your machine: what leaves it (nothing, unless you say so), taking your notes out, removing somebody."""

from html import escape
from pathlib import Path

import gradio as gr

from coach.agent.checkup import examine
from coach.types import to_json
from coach.ui import cards
from coach.ui.room import Room, sentence_of


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
                gr.Markdown("### Remove somebody for good")
                self.name = gr.Textbox(label="Whom", elem_id="forget-name")
                self.look = gr.Button("Show what would go", elem_id="forget-look")
                self.preview = gr.HTML(elem_id="forget-preview")
                self.really = gr.Button(
                    "Remove for good", variant="stop", visible=False, elem_id="forget-really"
                )
        self.export.click(self._export, [self.folder], [self.exported])
        self.look.click(self._look, [self.name], [self.preview, self.really])
        self.really.click(self._forget, [self.name], [self.preview, self.really])

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

    def _look(self, name: str) -> tuple[str, gr.Button]:
        try:
            seen = self._room.coach.forget(name, save=False)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.Button(visible=False)
        rows = "".join(f"<li>{count} {escape(what)}</li>" for what, count in seen.removed.items())
        html = f"<section class='card'><h3>{escape(seen.person)}</h3><ul>{rows}</ul><p>This cannot be undone.</p></section>"
        return html, gr.Button(visible=True)

    def _forget(self, name: str) -> tuple[str, gr.Button]:
        try:
            gone = self._room.coach.forget(name, save=True)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.Button(visible=False)
        words = f"{escape(gone.person)} is gone from the book, the indexes, drafts, practice and chats."
        return f"<section class='card' role='status'>{words}</section>", gr.Button(visible=False)
