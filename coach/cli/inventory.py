"""Who do I know? The guided walk, one circle after the other; or a file of names with the circles as headings."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click
import typer

from coach.agent.coach import Coach
from coach.cli.door import Json, opened, out, show
from coach.errors import ImportProblem, UsageError
from coach.skills.inventory import CIRCLES, SOMEBODY_NEW, CircleCount, Inventory, Named, circle_named


@dataclass(frozen=True)
class Walked:
    """What became of each line, and the picture at the end."""

    named: tuple[Named, ...]
    circles: tuple[CircleCount, ...]
    people_named: int
    people_total: int
    next_step: str


def inventory(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Names, one a line, under headings such as '# neighbours'; '-' reads standard input.",
        ),
    ] = None,
    circle: Annotated[str | None, typer.Option(help="One circle alone, such as neighbours.")] = None,
    as_json: Json = False,
) -> None:
    if as_json and file is None and sys.stdin.isatty():
        raise UsageError("--json needs a FILE of names, or names on standard input: coach inventory - --json")
    text = _read(file) if file is not None else None if sys.stdin.isatty() else sys.stdin.read()
    with opened(quiet=as_json) as coach:
        named = _walk(coach, circle) if text is None else tuple(_take_in(coach, text, circle))
        picture = coach.look_back()
    walked = Walked(named, picture.circles, picture.people_named, picture.people_total, picture.next_step)
    show(walked, as_json, lambda done: _print_picture(done, asked=text is None))


def _take_in(coach: Coach, text: str, circle: str | None) -> Iterator[Named]:
    """The names of a text; a line "# neighbours" or "Neighbours:" begins a circle."""
    here = circle_named(circle).name if circle else None
    for line in text.splitlines():
        heading = line.strip(" #*:\t")
        if line.lstrip().startswith("#") or line.rstrip().endswith(":"):
            here = circle_named(heading).name
        elif line.strip() and here is None:
            raise UsageError(
                f"It is not said which circle {line.strip()!r} is of. Begin with a heading such as '# neighbours', or "
                "use --circle."
            )
        elif here is not None:
            yield from coach.name_people(here, line)


def _walk(coach: Coach, circle: str | None) -> tuple[Named, ...]:
    """Asks circle by circle; every name is saved as it is given."""
    out.print(
        "One name, then Enter. An empty line goes on; every circle may be skipped. Ctrl-C keeps what is there."
    )
    done: list[Named] = []
    for one in [circle_named(circle)] if circle else CIRCLES:
        out.print(f"\n{one.title}", style="bold")
        out.print(one.question)
        while line := typer.prompt("  name", default="", show_default=False).strip():
            for named in coach.name_people(one.name, line):
                done.append(_asked(coach, named) if named.outcome == "unclear" else named)
                out.print(f"  {_said(done[-1])}", style="dim", markup=False)
    return tuple(done)


def _asked(coach: Coach, named: Named) -> Named:
    choices = [*named.candidates, SOMEBODY_NEW]
    for number, choice in enumerate(choices, 1):
        out.print(f"    {number}  {choice}", markup=False)
    number = typer.prompt("    Which one", type=click.IntRange(1, len(choices)), default=len(choices))
    return coach.name_people(named.circle, named.line, choices[number - 1])[0]


def _said(named: Named) -> str:
    return {
        "new": f"{named.person} is in your book.",
        "known": f"{named.person} was in your book already; nothing is doubled.",
        "unclear": f"Could be {' or '.join(named.candidates)}; nothing saved yet.",
        "no_name": "That names nobody, so nothing was saved.",
    }[named.outcome]


def _print_picture(walked: Walked | Inventory, *, asked: bool) -> None:
    if isinstance(walked, Walked) and not asked:
        for named in walked.named:
            out.print(f"{named.line}: {_said(named)}", markup=False)
    widest = max((circle.people for circle in walked.circles), default=0) or 1
    for circle in walked.circles:
        bar = "█" * max(1 if circle.people else 0, round(24 * circle.people / widest))
        out.print(f"{circle.title:<32}{circle.people:>4}  {bar}", markup=False)
    out.print(
        f"\nYou named {walked.people_named} people. Your book holds {walked.people_total}.", style="bold"
    )
    out.print(walked.next_step, markup=False)


def _read(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportProblem(
            f"The file {str(file)!r} cannot be read as plain text. Check the path, or save it as UTF-8 and try again."
        ) from error


COMMANDS = {"inventory": inventory}
