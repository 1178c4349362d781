"""The machine's side: model files and a check-up."""

import typer
from rich.table import Table

from coach.agent.checkup import Checkup, examine
from coach.artifacts.fetch import fetch
from coach.artifacts.files import Artifact, status
from coach.cli.door import Json, err, out, progress_bar, show, stoppable
from coach.settings import load_settings

models = typer.Typer(no_args_is_help=True)


@models.command("status", help="Which model files are here, verified, and where they come from.")
def models_status(as_json: Json = False) -> None:
    show(status(load_settings()), as_json, _print_files)


@models.command("fetch", help="Fetch and verify what is missing; goes on where it stopped.")
def models_fetch(as_json: Json = False) -> None:
    with stoppable(), progress_bar(as_json) as progress:
        files = fetch(load_settings(), progress=progress)
    show(files, as_json, _print_files)


def _print_files(files: list[Artifact]) -> None:
    table = Table("file", "version", "MB", "here", "verified", "licence")
    for file in files:
        here, verified = ("yes" if seen else "no" for seen in (file.present, file.verified))
        table.add_row(file.name, file.version, f"{file.bytes / 1e6:.1f}", here, verified, file.licence)
    out.print(table)


def doctor(as_json: Json = False) -> None:
    checkup = examine(load_settings())
    show(checkup, as_json, _print_checkup)
    if not checkup.ok:
        failed = "; ".join(f"{check.name}: {check.detail}" for check in checkup.checks if not check.ok)
        err.print(f"Not in order: {failed}", markup=False, soft_wrap=True)
        raise typer.Exit(1)


def _print_checkup(checkup: Checkup) -> None:
    for check in checkup.checks:
        out.print(f"{'✓' if check.ok else '✗'} {check.name}: {check.detail}", markup=False)
    table = Table("setting", "value", "from")
    for name, seen in checkup.settings.items():
        table.add_row(f"COACH_{name.upper()}", str(seen["value"]), str(seen["source"]))
    out.print(table)
    leaves = checkup.leaves_this_machine
    out.print("Some words leave this machine, as you set." if leaves else "Nothing leaves this machine.")


COMMANDS = {"models": models, "doctor": doctor}
