"""The command `coach`. Only the module of the command that was called is opened, so that `--help` is quick.

Every error becomes one sentence on standard error and an exit status: 1 could not, 2 wrong usage.
"""

import importlib
import logging
import os
import sys
from pathlib import Path

import platformdirs
import typer

from coach.errors import CoachError, UsageError

COMMANDS = {
    "import": ("notes", "Bring in notes and contacts: files, folders, zips."),
    "people": ("people", "Look at the people in your book; merge and split them."),
    "inventory": ("inventory", "Who do I know? A kind walk through ten circles."),
    "search": ("notes", "Find the lines of your notes nearest to some words."),
    "ask": ("notes", "Ask a question; the answer shows the notes it rests on."),
    "suggest": ("outreach", "Whom to tell about a goal, and why."),
    "goals": ("goals", "Your goals: keep, revise, close them; whom to tell about each."),
    "path": ("goals", "Who could open the door to a person, a company or a field."),
    "draft": ("outreach", "Draft a message: it is never sent for you."),
    "voice": ("outreach", "How you write, as the coach learned it; each habit can be removed."),
    "drafts": ("drafts", "The drafts you have: list, save to your mailbox, mark as sent."),
    "warm-up": ("drafts", "Two easy minutes before a brave message, if you like."),
    "plan": ("week", "At most three small steps for the coming days."),
    "event": ("week", "An event ahead: who may be there, how to begin, when to go home."),
    "ledger": ("week", "Who gave what to whom, and what you have to offer."),
    "rehearse": ("practice", "Practise a conversation where nobody sees."),
    "debrief": ("practice", "What worked in a conversation, and one thing to try."),
    "remember": ("notes", "Put a sentence about somebody into the book."),
    "log": ("notes", "Write down what happened with somebody."),
    "chat": ("talk", "Say it in your own words; the coach picks what fits."),
    "forget": ("notes", "Remove a person from everywhere."),
    "export": ("notes", "Write everything out as Markdown, CSV and vCard."),
    "models": ("machine", "The model files: what is here, and fetch what is not."),
    "doctor": ("machine", "Check that everything works, and show every setting."),
    "serve": ("serve", "Open the page in the browser."),
}


def build(called: str | None) -> typer.Typer:
    """The application, with the called command real and every other one a line of the help."""
    app = typer.Typer(
        name="coach",
        help="A networking coach for shy people. Your own notes, your own machine. Every command takes --json.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name, (module, help) in COMMANDS.items():
        if name == called:
            command = importlib.import_module(f"coach.cli.{module}").COMMANDS[name]
            if isinstance(command, typer.Typer):
                app.add_typer(command, name=name, help=help)
            else:
                app.command(name, help=help)(command)
        else:
            app.command(name, help=help)(_elsewhere)
    return app


def _elsewhere() -> None:
    """Stands in the help for a command whose module was not opened."""


def run() -> None:
    """The console script."""
    called = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    try:
        build(called)()
    except CoachError as error:
        _say(str(error))
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except BrokenPipeError:
        # The reader of our output went away (`coach people list | head`): nothing to say to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:
        # The one broad except of this door: the traceback is for the log, the sentence for the person.
        _say(f"Something broke that should not have. Nothing that was saved is lost. {_log()}")
        sys.exit(1)


def _say(sentence: str) -> None:
    print(" ".join(sentence.split()), file=sys.stderr)


def _log() -> str:
    """Keeps the traceback in the user's home; where to find it, or that it could not be kept."""
    home = os.environ.get("COACH_HOME") or platformdirs.user_data_dir("networking-coach", appauthor=False)
    file = Path(home).expanduser() / "coach.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=file, level=logging.INFO, format="%(asctime)s %(message)s")
        logging.exception("coach %s", " ".join(sys.argv[1:2]))
    except OSError as error:
        return f"The details could not be written to {str(file)!r}: {error.strerror}."
    return f"The details are in {str(file)!r}."


if __name__ == "__main__":
    run()
