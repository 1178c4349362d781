"""Bringing things in: files dropped here are read, what was not read is said, and a table nobody knows is asked about."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import gradio as gr

from coach.importers.reading.columns import Field
from coach.importers.spreadsheet import ColumnGuess
from coach.people.coverage import coverage
from coach.people.importing import ImportReport
from coach.ui import book_cards, cards
from coach.ui.room import Room, sentence_of

_EVERY = 0.2  # seconds between two pictures of the progress
_MESSAGES = "messages.csv"
_FIELDS = {
    Field.NAME: "Full name",
    Field.FIRST_NAME: "First name",
    Field.MIDDLE_NAME: "Middle name",
    Field.LAST_NAME: "Last name",
    Field.PREFIX: "Before the name (Dr, Ms)",
    Field.SUFFIX: "After the name (Jr, PhD)",
    Field.ALIAS: "Another name they go by",
    Field.EMAIL: "E-mail",
    Field.PHONE: "Phone",
    Field.ORGANIZATION: "Company or organization",
    Field.DEPARTMENT: "Department",
    Field.ROLE: "Job or role",
    Field.BIRTHDAY: "Birthday",
    Field.ADDRESS: "Address",
    Field.WEB: "Web page",
    Field.CIRCLE: "Circle or group",
    Field.NOTE: "Note",
    Field.KEPT: "Keep it as it is",
    Field.LEFT_OUT: "Leave it out",
}


# Gradio hashes what a page keeps, and dicts have no hash: by identity then.
@dataclass(frozen=True, eq=False)
class Job:
    """What is being brought in: `uploads` are the page's own copies, `tables` still wait to be asked about."""

    paths: tuple[Path, ...]
    uploads: tuple[Path, ...]
    tables: tuple[tuple[str, ColumnGuess], ...] = ()
    said: dict[str, Field] = field(default_factory=dict)

    def clear(self) -> None:
        """Removes the page's copies: the book has the words now."""
        for upload in self.uploads:
            upload.unlink(missing_ok=True)


class BringingPage:
    """Draws the page; `show` fills what was read so far."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.job = gr.State(None)
        with gr.Column(elem_id="choose", elem_classes="narrow") as self.choose:
            gr.Markdown(
                "### Bring in what you have\nNotes, contacts, LinkedIn or Google exports, calendars, a plain list of names, or a "
                "zip of them. They are read here and go nowhere else. Reading a file twice doubles nobody."
            )
            self.files = gr.File(
                label="Drop files or a zip here, or choose them",
                file_count="multiple",
                height=150,
                elem_id="files",
            )
            with gr.Accordion("A whole folder instead", open=False):
                self.folder = gr.Textbox(
                    label="The path of a folder on this machine",
                    placeholder="for example a folder of Markdown notes",
                    elem_id="folder",
                )
            self.bring = gr.Button("Bring these in", variant="primary", elem_id="bring")
        self.halt = gr.Button("Stop", variant="stop", visible=False, elem_id="halt")
        self.report = gr.HTML(elem_id="report")
        self._draw_messages()
        self._draw_columns()
        self.so_far = gr.HTML(elem_id="so-far")
        with gr.Column(elem_id="look-around", elem_classes="narrow"):
            gr.Markdown("### Nothing at hand? Look around first")
            self.example = gr.Button("Look around with an invented network first", elem_id="example")
            self.no_example = gr.Button("Remove the invented network", visible=False, elem_id="no-example")
        self.finished = [
            self.bring.click(self._begin, [self.files, self.folder], self._written(), concurrency_limit=1),
            self.yes.click(self._with_messages, [self.job], self._written(), concurrency_limit=1),
        ]
        self.no.click(self._without_messages, [self.job], [self.messages, self.job])
        self.halt.click(self._halt, None, [self.halt])

    def _draw_messages(self) -> None:
        with gr.Column(visible=False, elem_id="messages") as self.messages:
            gr.HTML(
                "<section class='card' role='status'><h3>One question about your messages</h3><p>Your LinkedIn export also holds "
                "your messages. May I look at them only to know when you last spoke with whom? I keep the day and the person, "
                "never a word of what was written. If you would rather not, nothing is missing.</p></section>"
            )
            with gr.Row():
                self.no = gr.Button("No, leave my messages alone", variant="primary", elem_id="messages-no")
                self.yes = gr.Button("Yes, only the days", elem_id="messages-yes")

    def _draw_columns(self) -> None:
        def columns(job: Job | None) -> None:
            if job is None or not job.tables:
                return
            path, guess = job.tables[0]
            gr.HTML(book_cards.first_rows(path, guess), elem_id="columns")
            choices = [(words, value.value) for value, words in _FIELDS.items()]
            with gr.Row():
                picks = [
                    gr.Dropdown(
                        choices,
                        value=column.field.value,
                        label=column.header,
                        interactive=True,
                        info=f"such as {', '.join(column.samples[:2])}"[:80] if column.samples else "empty",
                        min_width=220,
                    )
                    for column in guess.columns
                ]
            with gr.Row():
                go = gr.Button("Bring it in like this", variant="primary", elem_id="columns-go")
                leave = gr.Button("Not now", elem_id="columns-leave")
            go.click(self._matched, [self.job, *picks], self._written(), concurrency_limit=1).then(
                self.show, None, self.shown()
            )
            leave.click(self._leave, [self.job], [self.job, self.report, self.choose])

        gr.render(inputs=[self.job])(columns)

    def _written(self) -> list[Any]:
        return [self.report, self.files, self.halt, self.choose, self.job, self.messages]

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.so_far, self.example, self.no_example]

    def show(self) -> tuple[str, Any, Any]:
        """What was read so far, and whether the invented network is in."""
        examples = bool(self._room.coach.store.notes.sources(example=True))
        so_far = book_cards.everything_read(coverage(self._room.coach.book))
        return so_far, gr.Button(visible=not examples), gr.Button(visible=examples)

    # ---- what happens ----

    def _begin(self, files: list[str] | None, folder: str | None) -> Iterator[dict[Any, Any]]:
        uploads = tuple(Path(file) for file in files or ())
        typed = (folder or "").strip().strip("\"'")
        paths = (*uploads, *((Path(typed).expanduser(),) if typed else ()))
        if not paths:
            yield {self.report: cards.problem("Choose one or more files, or type the path of a folder.")}
            return
        try:
            guessed = self._room.coach.guess_columns(paths)
        except Exception as error:
            yield {self.report: cards.problem(sentence_of(error))}
            return
        asked = tuple((path, guess) for path, guess in guessed if not guess.corrected)
        yield from self._go_on(Job(paths, uploads, asked))

    def _matched(self, job: Job, *fields: str) -> Iterator[dict[Any, Any]]:
        (_, guess), *others = job.tables
        said = job.said | {
            column.header: Field(field) for column, field in zip(guess.columns, fields, strict=True)
        }
        if not {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME} & set(said.values()):
            yield {
                self.report: cards.problem(
                    "Say which column holds the names; without one nobody can come in."
                )
            }
            return
        waiting = tuple(
            (path, other)
            for path, other in others
            if any(column.header not in said for column in other.columns)
        )
        yield from self._go_on(replace(job, tables=waiting, said=said))

    def _go_on(self, job: Job) -> Iterator[dict[Any, Any]]:
        """Asks about the next table, or reads everything."""
        if job.tables:
            yield {self.job: job, self.report: "", self.files: None, self.choose: gr.Column(visible=False)}
        else:
            yield from self._read(job, messages=False)

    def _with_messages(self, job: Job) -> Iterator[dict[Any, Any]]:
        yield from self._read(job, messages=True)

    def _without_messages(self, job: Job | None) -> tuple[Any, None]:
        if job is not None:
            job.clear()
        return gr.Column(visible=False), None

    def _leave(self, job: Job) -> tuple[None, str, Any]:
        job.clear()
        return None, book_cards.says("Left out. Nothing was brought in."), gr.Column(visible=True)

    def _halt(self) -> Any:
        self._room.halt()
        return gr.Button("Stopping after this file…", interactive=False)

    def _read(self, job: Job, *, messages: bool) -> Iterator[dict[Any, Any]]:
        coach = self._room.coach
        yield {
            self.report: book_cards.says("Reading…"),
            self.files: None,
            self.job: None,
            self.halt: gr.Button("Stop", visible=True, interactive=True),
            self.choose: gr.Column(visible=False),
            self.messages: gr.Column(visible=False),
        }
        said, shown, report, asks = "", 0.0, None, False
        for piece in self._room.watch(
            lambda tell: coach.import_paths(
                job.paths, progress=tell, columns=job.said or None, messages=messages
            )
        ):
            if piece.at and time.monotonic() - shown > _EVERY:
                shown = time.monotonic()
                yield {self.report: book_cards.progress(piece.at)}
            elif piece.last:
                report = piece.result
                asks = report is not None and not messages and _holds_messages(report)
                said = (
                    cards.problem(piece.error)
                    if report is None
                    else book_cards.just_read(report, coverage(coach.book, report.files))
                )
        if not asks:
            job.clear()
        yield {
            self.report: said,
            self.job: job if asks else None,
            self.halt: gr.Button(visible=False),
            self.choose: gr.Column(visible=True),
            self.messages: gr.Column(visible=asks),
        }

    def load_example(self) -> Iterator[str]:
        """Brings in the invented network, with its progress."""
        yield book_cards.says("Reading…")
        for piece in self._room.watch(self._room.coach.load_example):
            if piece.at:
                yield book_cards.progress(piece.at)
            elif piece.last and piece.error:
                yield cards.problem(piece.error)
            elif piece.last:
                yield (
                    "<section class='card' role='status'><h3>An invented network is in your book</h3><p>"
                    f"{piece.result.people_total} people who do not exist. Try “Who should I tell about my goal?” in the "
                    "chat. You can remove them again without a trace.</p></section>"
                )

    def remove_example(self) -> str:
        """Takes the invented network out again."""
        try:
            self._room.coach.remove_example()
        except Exception as error:
            return cards.problem(sentence_of(error))
        return book_cards.says("The invented people are gone without a trace.")


def _holds_messages(report: ImportReport) -> bool:
    """Whether an export's messages were left alone because nobody was asked yet."""
    return any(
        file.path.replace("\\", "/").casefold().endswith(_MESSAGES) and not file.notes_added and file.skipped
        for file in report.files
    )
