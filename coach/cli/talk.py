"""The chat, one line at a time."""

from typing import Annotated

import typer

from coach.agent.conversation import Conversation, Turn
from coach.cli.door import Json, opened, out, print_citation, show


def chat(
    text: Annotated[str, typer.Argument(help="What you want, in your own words.")],
    thread: Annotated[str | None, typer.Option(metavar="ID", help="Go on with an earlier chat.")] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        turn = Conversation(coach).turn(text, thread)
    show(turn, as_json, _print_turn)


def _print_turn(turn: Turn) -> None:
    out.print(turn.reply, markup=False)
    for citation in turn.citations:
        print_citation(citation)
    if turn.needs_confirmation:
        out.print(f'Say yes or no: coach chat --thread {turn.thread} "yes"', style="yellow", markup=False)
    out.print(f"thread {turn.thread}", style="dim")


COMMANDS = {"chat": chat}
