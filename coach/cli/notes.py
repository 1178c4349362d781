"""Notes in, notes found, notes out: import, search, ask, remember, log, forget, export."""

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from coach.cli.door import Json, opened, out, print_citation, progress_bar, show
from coach.errors import UsageError
from coach.importers.detect import FORMATS
from coach.importers.reading.columns import Field
from coach.importers.spreadsheet import ColumnGuess
from coach.people.exporting import Exported
from coach.people.forgetting import Forgotten
from coach.people.importing import ImportReport
from coach.retrieval.retriever import Found
from coach.skills.answer import Answer
from coach.skills.log import Logged
from coach.skills.remember import Remembered

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders or zips.")],
    as_format: Annotated[
        str | None, typer.Option("--as", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar='"HEADER=FIELD,..."', help=f"What a table's columns mean: {', '.join(Field)}."),
    ] = None,
    messages: Annotated[
        bool, typer.Option("--messages", help="Also look at LinkedIn's messages, for whom and when only.")
    ] = False,
    as_json: Json = False,
) -> None:
    if as_format is not None and as_format not in FORMATS:
        raise UsageError(
            f"There is no format {as_format!r}. Use one of {', '.join(FORMATS)}, or leave --as out."
        )
    said = _columns(columns) if columns else None
    with opened(quiet=as_json) as coach:
        if not said and not as_format and not as_json and sys.stdin.isatty():
            said = _asked_columns(coach.guess_columns(paths))
        with progress_bar(as_json) as progress:
            report = coach.import_paths(paths, as_format, progress, columns=said, messages=messages)
    show(report, as_json, _print_report)


def _columns(written: str) -> dict[str, Field]:
    """The columns of "Full name=name,Firma=organization".

    Raises:
        UsageError: a part without "=" or with a field that there is not.
    """
    found = {}
    for part in next(csv.reader([written])):
        header, equals, field = part.rpartition("=")
        try:
            found[header.strip()] = Field(field.strip().casefold())
        except ValueError:
            equals = ""
        if not equals or not header.strip():
            raise UsageError(
                f"{part!r} is not a column. Write HEADER=FIELD with one of the fields {', '.join(Field)}."
            )
    return found


def _asked_columns(guesses: tuple[tuple[str, ColumnGuess], ...]) -> dict[str, Field]:
    """Shows what columns are taken for and lets the user correct it; what was said before is not asked again."""
    said: dict[str, Field] = {}
    for path, guess in guesses:
        if guess.corrected or any(column.header in said for column in guess.columns):
            continue
        table = Table("column", "taken for", "such as")
        for column in guess.columns:
            table.add_row(column.header, column.field, ", ".join(column.samples)[:60])
        out.print(f"{path}: {guess.row_count} rows", markup=False)
        out.print(table)
        question = "Press Enter if that is right, or write what is not, such as Firma=organization"
        while written := typer.prompt(question, default="", show_default=False).strip():
            try:
                corrected = _columns(written)
            except UsageError as error:
                out.print(str(error), style="yellow", markup=False)
                continue
            headers = {column.header for column in guess.columns}
            if corrected.keys() <= headers:
                said |= corrected
                break
            unknown = next(iter(corrected.keys() - headers))
            out.print(f"There is no column {unknown!r} here.", style="yellow", markup=False)
    return said


def _print_report(report: ImportReport) -> None:
    table = Table("file", "format", "people", "updated", "notes", "unchanged", "skipped")
    for file in report.files:
        counts = (file.people_added, file.people_updated, file.notes_added, file.unchanged, len(file.skipped))
        table.add_row(file.path, file.format, *map(str, counts))
    out.print(table)
    for file in report.files:
        for skipped in file.skipped:
            out.print(
                f"skipped {file.path}, line {skipped.line}: {skipped.reason}", style="yellow", markup=False
            )
    out.print(f"Your book now holds {report.people_total} people and {report.notes_total} notes.")
    if report.possible_duplicates:
        out.print(f"{report.possible_duplicates} pairs may be the same person: coach people duplicates")


def search(
    query: Annotated[str, typer.Argument(help="Words, a name, a question.")],
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages at most.")] = 10,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        found = coach.search(query, k)
    show(found, as_json, _print_found)


def _print_found(found: Found) -> None:
    for passage in found.passages:
        out.print(
            f"{passage.score:.2f}  {passage.person}, {passage.date or 'undated'}  ({passage.note_id})",
            style="bold",
        )
        out.print(f"      {passage.text}", markup=False)
    out.print(f"{len(found.passages)} passages in {found.took_ms} ms", style="dim")


def ask(
    question: Annotated[str, typer.Argument(help="A question about the people you know.")],
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        answer = coach.ask(question)
    show(answer, as_json, _print_answer)


def _print_answer(answer: Answer) -> None:
    out.print(answer.answer, markup=False)
    for citation in answer.citations:
        print_citation(citation)


def remember(
    text: Annotated[str, typer.Argument(help="A sentence about somebody, in your own words.")],
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        seen = coach.remember(text, save=yes)
        if not as_json and not yes:
            _print_remembered(seen)
            if not seen.questions and typer.confirm("Save this?", default=True):
                seen = coach.remember(text, save=True)
                out.print("Saved.")
            return
    show(seen, as_json, _print_remembered)


def _print_remembered(seen: Remembered) -> None:
    out.print(f"{seen.person or 'nobody yet'}{' (new)' if seen.new_person else ''}", style="bold")
    for fact in seen.facts:
        out.print(f"  {fact.kind}: {fact.value}", markup=False)
    for reminder in seen.reminders:
        out.print(f"  {reminder.due}: {reminder.text}", markup=False)
    for question in seen.questions:
        out.print(f"  ? {question}", markup=False)


def log(
    name: Annotated[str, typer.Argument(help="Whom it was with.")],
    text: Annotated[str, typer.Argument(help="What happened.")],
    gave: Annotated[bool, typer.Option("--gave", help="You gave something.")] = False,
    received: Annotated[bool, typer.Option("--received", help="You received something.")] = False,
    feared: Annotated[
        float | None, typer.Option(min=0, max=10, help="How bad you expected it to be.")
    ] = None,
    actual: Annotated[float | None, typer.Option(min=0, max=10, help="How bad it was.")] = None,
    as_json: Json = False,
) -> None:
    if gave and received:
        raise UsageError("Say either --gave or --received, not both; log it twice if both happened.")
    with opened(quiet=as_json) as coach:
        logged = coach.log(name, text, "gave" if gave else "received" if received else None, feared, actual)
    show(logged, as_json, _print_logged)


def _print_logged(logged: Logged) -> None:
    out.print(f"Saved: {logged.date}, {logged.person}: {logged.text}", markup=False)
    if logged.feared is not None and logged.actual is not None:
        out.print(f"You expected {logged.feared:g} of 10; it was {logged.actual:g}.")


def forget(
    name: Annotated[str, typer.Argument(help="Whom to remove.")],
    yes: Yes = False,
    redact: Annotated[
        bool,
        typer.Option(
            "--redact/--keep-mentions",
            help='Write "[someone]" for them in the notes of others, or leave those.',
        ),
    ] = True,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        forgotten = coach.forget(name, save=yes, redact=redact)
        if not as_json and not yes:
            _print_forgotten(forgotten)
            if typer.confirm(f"Remove {forgotten.person} for good?", default=False):
                coach.forget(name, save=True, redact=redact)
                out.print("Removed.")
            return
    show(forgotten, as_json, _print_forgotten)


def _print_forgotten(forgotten: Forgotten) -> None:
    counts = ", ".join(f"{count} {what}" for what, count in forgotten.removed.items())
    out.print(f"{forgotten.person}: {counts}", markup=False)
    if forgotten.mentions:
        whose = ", ".join(f"{name} ({count})" for name, count in forgotten.mentions.items())
        out.print(f"Named in the notes of others: {whose}", markup=False)


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An empty or new folder.")],
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        exported = coach.export(folder)
    show(exported, as_json, _print_exported)


def _print_exported(exported: Exported) -> None:
    out.print(f"{len(exported.files)} files written.")


COMMANDS = {
    "import": import_,
    "search": search,
    "ask": ask,
    "remember": remember,
    "log": log,
    "forget": forget,
    "export": export,
}
