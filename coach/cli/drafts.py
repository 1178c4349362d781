"""Drafts on their way out, each by the user's own act: into the mailbox, marked as sent; and the warm-up before."""

import getpass
import sys
from typing import Annotated

import typer
from rich.table import Table

from coach.agent.outgoing import DraftRow, Saved
from coach.cli.door import Json, opened, out, print_citation, show
from coach.errors import PasswordNeeded
from coach.people.expectations import Expectation
from coach.skills.log import Sent
from coach.skills.warmup import WarmUp

app = typer.Typer(no_args_is_help=True)
DraftId = Annotated[str, typer.Argument(metavar="DRAFT_ID", help="As `coach drafts list` shows it.")]


@app.command("list", help="The drafts you have, newest first.")
def list_(as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        rows = coach.drafts()
    show(rows, as_json, _print_rows)


def _print_rows(rows: tuple[DraftRow, ...]) -> None:
    table = Table("draft", "to", "purpose", "subject", "status")
    for row in rows:
        status = f"sent by you on {row.sent}" if row.sent else row.status.replace("_", " ")
        table.add_row(row.draft_id, row.to, row.purpose, row.subject, status)
    out.print(table if rows else "There is no draft yet: coach draft --to NAME --purpose lunch_invite")


@app.command("save-to-mailbox", help="Put a draft into the Drafts of your own mailbox. It is not sent.")
def save_to_mailbox(
    draft_id: DraftId,
    keep_password: Annotated[
        bool,
        typer.Option("--keep-password", help="Keep the password in the system's keyring, never in a file."),
    ] = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        try:
            saved = coach.save_to_mailbox(draft_id)
        except PasswordNeeded as needed:
            typed = _typed_password(str(needed))
            if not typed:
                raise
            saved = coach.save_to_mailbox(draft_id, typed, keep=keep_password)
    show(saved, as_json, _print_saved)


def _typed_password(why: str) -> str:
    """What the user types without it being seen; from a pipe, its first line."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{why}\nPassword: ")
    return sys.stdin.readline().rstrip("\r\n")


def _print_saved(saved: Saved) -> None:
    out.print(f"In {saved.folder!r} of {saved.mailbox}, unsent. Sending it is yours.", markup=False)
    if saved.password_note:
        out.print(saved.password_note, style="dim", markup=False)


@app.command("sent", help="You sent it: note it, with a follow-up and what you expect.")
def sent(
    draft_id: DraftId,
    feared: Annotated[
        float | None, typer.Option(min=0, max=10, help="How badly you expect it to go, 0 to 10.")
    ] = None,
    words: Annotated[
        typer.FileBinaryRead | None,
        typer.Option(
            "--as-sent",
            metavar="FILE",
            help="What you really sent, where you changed it; your voice is learned from it. - reads what is piped in.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        read = words.read().decode("utf-8-sig", errors="replace") if words else None
        done = coach.sent(draft_id, feared, read)
    show(done, as_json, _print_sent)


def _print_sent(done: Sent) -> None:
    out.print(
        f"Well done. Noted with {done.person}. A look on {done.follow_up} is soon enough.", markup=False
    )
    if done.question:
        out.print(f"{done.question}\n  coach drafts sent {done.draft_id} --feared N", markup=False)


@app.command("expected", help="Your own log: what you expected beside how it was.")
def expected(as_json: Json = False) -> None:
    with opened(quiet=as_json) as coach:
        log = coach.expectations()
    show(log, as_json, _print_log)


def _print_log(log: tuple[Expectation, ...]) -> None:
    table = Table("day", "with", "what", "feared", "was")
    for one in log:
        was = "what happened?" if one.actual is None else f"{one.actual:g}"
        table.add_row(one.day, one.person or "", one.what, f"{one.feared:g}", was)
    out.print(
        table if log else "Nothing here yet. After your next message: coach drafts sent DRAFT_ID --feared N"
    )


def warm_up(
    name: Annotated[str, typer.Argument(help="Whom the brave message is for.")],
    skip: Annotated[bool, typer.Option("--skip", help="No warm-up for this person, now or later.")] = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        if skip:
            coach.skip_warm_up(name)
        offer = coach.warm_up(name)
    show(offer, as_json, print_warm_up)


def print_warm_up(offer: WarmUp | None) -> None:
    """The offer, for human eyes."""
    if offer is None:
        out.print("No warm-up is needed here. Read it once and send it.")
        return
    out.print(f"{offer.why} A warm-up of {offer.minutes} minutes helps many people:", markup=False)
    out.print(offer.how, markup=False)
    for easy in offer.easy:
        out.print(f"  {easy.person}: {easy.why}", markup=False)
        print_citation(easy.citation, "    ")
    if offer.so_far:
        out.print(offer.so_far, markup=False)


COMMANDS = {"drafts": app, "warm-up": warm_up}
