"""What every command has in common: `--json`, an opened coach, a progress bar, streamed words."""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from coach.agent.coach import Coach
from coach.errors import ImportProblem, Stopped
from coach.settings import load_settings
from coach.types import Citation, Progress, to_json

Json = Annotated[bool, typer.Option("--json", help="Exactly one JSON value on standard output.")]
T = TypeVar("T")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextlib.contextmanager
def opened(*, quiet: bool = False) -> Iterator[Coach]:
    """The user's coach; closed again whatever happens. Ctrl-C becomes a sentence."""
    announce = None if quiet else lambda sentence: err.print(f"[dim]{sentence}[/dim]")
    with stoppable():
        coach = Coach(load_settings(), announce)
        try:
            yield coach
        finally:
            coach.close()


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C at any time loses nothing already saved, and says so."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("Stopped. What was saved before stays saved.") from None


def show(value: T, as_json: bool, human: Callable[[T], None]) -> None:
    """One JSON value, or the same for human eyes."""
    if as_json:
        # Written as UTF-8 whatever the terminal's locale: names must come out as they went in.
        sys.stdout.buffer.write(json.dumps(to_json(value), ensure_ascii=False, indent=2).encode() + b"\n")
        sys.stdout.buffer.flush()
    else:
        human(value)


def write_file(file: Path, content: bytes) -> None:
    """Writes what the user asked to have as a file.

    Raises:
        ImportProblem: the file cannot be written.
    """
    try:
        file.write_bytes(content)
    except OSError as error:
        raise ImportProblem(
            f"The file {str(file)!r} cannot be written: {error.strerror}. Nothing else is lost; choose another place."
        ) from error


@contextlib.contextmanager
def progress_bar(as_json: bool) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal's standard error; nothing anywhere else."""
    if as_json or not sys.stderr.isatty():
        yield lambda _: None
        return
    with Bar(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=step.what, completed=step.done, total=step.total)


def streamer(as_json: bool) -> Callable[[str], None] | None:
    """Words as they are written, on a terminal; None where only the finished value counts."""
    if as_json or not sys.stdout.isatty():
        return None
    return lambda piece: out.print(f"[dim]{piece}[/dim]", end="", markup=False, soft_wrap=True)


def print_citation(citation: Citation | None, indent: str = "   ") -> None:
    """One line that says which note something rests on."""
    if citation is not None:
        where = ", ".join(part for part in (citation.person, citation.date) if part)
        out.print(
            f"{indent}“{' '.join(citation.quote.split())}” — {where} ({citation.note_id})",
            style="dim",
            markup=False,
        )
