"""Opens the browser's door from the terminal."""

from typing import Annotated

import typer

from coach.cli.door import stoppable
from coach.settings import load_settings
from coach.ui.page import serve


def serve_(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on.")] = 7860,
) -> None:
    with stoppable():
        serve(load_settings(), host, port)


COMMANDS = {"serve": serve_}
