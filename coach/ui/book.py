"""Your people: bring notes in, look around in an invented network, look at everybody and at one."""

from pathlib import Path
from typing import Any

import gradio as gr

from coach.errors import AmbiguousPerson
from coach.types import Progress, to_json
from coach.ui import cards
from coach.ui.room import Room, sentence_of

_COLUMNS = ("Person", "Circle", "Role", "Organization", "Last contact", "Notes")
_MOST_ROWS = 500


class BookPage:
    """The second page."""

    def __init__(self, room: Room) -> None:
        self._room = room
        with gr.Row(equal_height=False):
            with gr.Column(scale=2, min_width=320):
                self._draw_bringing_in()
            with gr.Column(scale=3, min_width=320):
                self._draw_people()
        self._wire()

    def _draw_bringing_in(self) -> None:
        gr.Markdown(
            "### Bring in what you have\nNotes, contacts, exports: they are read here and go nowhere else."
        )
        self.files = gr.File(
            label="Markdown, vCard, CSV, calendar, zip or text files",
            file_count="multiple",
            height=160,
            elem_id="files",
        )
        self.folder = gr.Textbox(
            label="Or the path of a folder on this machine",
            placeholder="for example a folder of Markdown notes",
            elem_id="folder",
        )
        with gr.Row():
            self.bring = gr.Button("Bring these in", variant="primary", elem_id="bring")
            self.halt = gr.Button("Stop", variant="stop", visible=False, elem_id="halt")
        self.report = gr.HTML(elem_id="report")
        gr.Markdown("### Or look around first")
        with gr.Row():
            self.example = gr.Button("Look around with an invented network first", elem_id="example")
            self.no_example = gr.Button("Remove the invented network", visible=False, elem_id="no-example")

    def _draw_people(self) -> None:
        gr.Markdown("### Everybody you know")
        self.where = gr.Textbox(
            label="Find by name, circle, place, trade or word",
            placeholder="for example: library",
            elem_id="where",
        )
        self.count = gr.Markdown(elem_id="count")
        self.table = gr.Dataframe(
            headers=list(_COLUMNS),
            datatype=["str", "str", "str", "str", "str", "number"],
            interactive=False,
            label="Choose a row to see one person",
            max_height=380,
            wrap=True,
            column_widths=["22%", "15%", "20%", "19%", "14%", "10%"],
            elem_id="people",
        )
        self.person = gr.HTML(elem_id="person")

    def _wire(self) -> None:
        shown = self.shown()
        brought = self.bring.click(
            self._bring, [self.files, self.folder], [self.report, self.files], show_progress_on=[self.report]
        )
        brought.then(self.show, [self.where], shown)
        looked = self.example.click(self.load_example, None, [self.report], show_progress_on=[self.report])
        looked.then(self.show, [self.where], shown)
        self.no_example.click(self._remove_example, None, [self.report, self.person]).then(
            self.show, [self.where], shown
        )
        self.bring.click(lambda: gr.Button(visible=True), None, [self.halt])
        brought.then(lambda: gr.Button(visible=False), None, [self.halt])
        self.halt.click(lambda: gr.Button(visible=False), None, [self.halt], cancels=[brought])
        self.where.submit(self.show, [self.where], shown)
        self.table.select(self._select, None, [self.person])

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page: the people as they are."""
        blocks.load(self.show, [self.where], self.shown())

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.table, self.count, self.example, self.no_example]

    def show(self, where: str) -> tuple[Any, str, Any, Any]:
        """The table, a line that counts, and whether the invented network is in."""
        rows = self._room.coach.people(where=where.strip() or None)
        table = [
            [
                row.person,
                row.circle or "",
                row.role or "",
                row.organization or "",
                row.last_contact or "",
                row.notes,
            ]
            for row in rows[:_MOST_ROWS]
        ]
        words = (
            f"{len(rows)} people" if rows else "Nobody here yet. Bring something in, or look around first."
        )
        if len(rows) > _MOST_ROWS:
            words += f"; the first {_MOST_ROWS} are shown. Narrow it down with a word."
        examples = bool(self._room.coach.store.notes.sources(example=True))
        return table, words, gr.Button(visible=not examples), gr.Button(visible=examples)

    def _bring(
        self, files: list[str] | None, folder: str, progress: gr.Progress = gr.Progress()
    ) -> tuple[str, Any]:
        paths = [Path(file) for file in files or ()]
        if folder.strip():
            paths.append(Path(folder.strip().strip("\"'")).expanduser())
        if not paths:
            return cards.problem("Choose one or more files, or type the path of a folder."), gr.skip()
        try:
            report = self._room.coach.import_paths(paths, progress=_onto(progress))
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        finally:
            # The page's own copies of what was uploaded: the book has the words now.
            for file in files or ():
                Path(file).unlink(missing_ok=True)
        return cards.report(to_json(report)), None  # type: ignore[arg-type]

    def load_example(self, progress: gr.Progress = gr.Progress()) -> str:
        try:
            report = self._room.coach.load_example(_onto(progress))
        except Exception as error:
            return cards.problem(sentence_of(error))
        return (
            "<section class='card' role='status'><h3>An invented network is in your book</h3><p>"
            f"{report.people_total} people who do not exist. Try “Who should I tell about my goal?” in the chat. "
            "You can remove them again without a trace.</p></section>"
        )

    def _remove_example(self) -> tuple[str, str]:
        try:
            self._room.coach.remove_example()
        except Exception as error:
            return cards.problem(sentence_of(error)), ""
        return (
            "<section class='card' role='status'>The invented people are gone without a trace.</section>",
            "",
        )

    def _select(self, event: gr.SelectData) -> str:
        name, circle, _, organization, *_ = event.row_value
        try:
            try:
                page = self._room.coach.person(name)
            except AmbiguousPerson:
                page = self._room.coach.person(f"{name} ({organization or circle})")
        except Exception as error:
            return cards.problem(sentence_of(error))
        return cards.person(to_json(page))  # type: ignore[arg-type]


def _onto(progress: gr.Progress) -> Any:
    def step(at: Progress) -> None:
        progress((at.done, at.total), desc=at.what)

    return step
