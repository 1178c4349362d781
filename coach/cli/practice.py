"""Practising: rehearse and debrief."""

from pathlib import Path
from typing import Annotated

import typer

from coach.agent.coach import Coach
from coach.cli.door import Json, opened, out, show, stoppable
from coach.errors import ImportProblem, UsageError
from coach.skills.rehearse import Debrief, Rehearsal, debrief, read_transcript


def rehearse(
    with_name: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="A person in your book.")
    ] = None,
    scene: Annotated[
        str | None, typer.Option(metavar="S", help="A scene, or one of your own in a sentence.")
    ] = None,
    level: Annotated[int, typer.Option(help="1 kind and talkative to 5 sceptical.")] = 2,
    script: Annotated[Path | None, typer.Option(metavar="FILE", help="Your lines, one a line.")] = None,
    as_json: Json = False,
) -> None:
    if with_name is None and scene is None:
        raise UsageError(
            "Say whom to practise with (--with NAME) or where (--scene 'coffee with a stranger')."
        )
    if as_json and script is None:
        raise UsageError("--json needs --script FILE: a conversation cannot be typed into a JSON value.")
    with opened(quiet=as_json) as coach:
        if script is not None:
            done = coach.run_script(_read(script).splitlines(), with_name, scene, level)
        else:
            talk = coach.start_rehearsal(with_name, scene, level)
            done = _converse(coach, talk)
    show(done, as_json, _print_rehearsal if script is not None else lambda talk: _print_debrief(talk.debrief))


def _converse(coach: Coach, talk: Rehearsal) -> Rehearsal:
    out.print("Leave whenever you like: an empty line ends the talk.", style="dim")
    for turn in talk.transcript:
        out.print(f"{talk.partner}: {turn.text}", markup=False)
    while talk.state == "open":
        line = typer.prompt("You", default="", show_default=False)
        if not line.strip():
            break
        talk = coach.say(talk.rehearsal_id, line)
        out.print(f"{talk.partner}: {talk.transcript[-1].text}", markup=False)
    return coach.finish_rehearsal(talk.rehearsal_id)


def _print_rehearsal(talk: Rehearsal) -> None:
    for turn in talk.transcript:
        out.print(f"{talk.partner if turn.speaker == 'partner' else 'You'}: {turn.text}", markup=False)
    _print_debrief(talk.debrief)


def debrief_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transcript as JSON.")], as_json: Json = False
) -> None:
    with stoppable():
        found = debrief(read_transcript(_read(file)))
    show(found, as_json, _print_debrief)


def _print_debrief(found: Debrief | None) -> None:
    if found is None or not found.scored:
        out.print("There was too little to judge, and that is fine. Try two or three sentences next time.")
        return
    for strength in found.strengths:
        out.print(f"✓ {strength.code.replace('_', ' ')}: “{strength.quote}”", style="green", markup=False)
    if found.one_thing:
        out.print(f"One thing to try: {found.one_thing.why}", style="bold", markup=False)
        out.print(f"   you said: “{found.one_thing.quote}”", markup=False)
        out.print(f"   you could say: “{found.one_thing.say_instead}”", markup=False)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportProblem(
            f"The file {str(file)!r} is not plain UTF-8 text. Save it as text and try again."
        ) from error
    except OSError as error:
        raise ImportProblem(
            f"The file {str(file)!r} cannot be read: {error.strerror}. Check the path."
        ) from error


COMMANDS = {"rehearse": rehearse, "debrief": debrief_}
