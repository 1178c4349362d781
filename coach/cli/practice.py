"""Practising: rehearse and debrief."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from coach.agent.coach import Coach
from coach.cli.door import Json, opened, out, show, stoppable
from coach.errors import EmptyInput, ImportProblem, NotFound, UsageError
from coach.skills.rehearse import (
    Debrief,
    Rehearsal,
    ask_mentor,
    debrief,
    next_practice,
    past_practices,
    rate,
    read_transcript,
)


def rehearse(
    with_name: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="A person in your book.")
    ] = None,
    scene: Annotated[
        str | None, typer.Option(metavar="S", help="A scene, or one of your own in a sentence.")
    ] = None,
    level: Annotated[int, typer.Option(help="1 kind and talkative to 5 sceptical.")] = 2,
    script: Annotated[Path | None, typer.Option(metavar="FILE", help="Your lines, one a line.")] = None,
    next_step: Annotated[bool, typer.Option("--next", help="What the ladder suggests next.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="The talk you left last.")] = False,
    as_json: Json = False,
) -> None:
    if sum((with_name is not None or scene is not None, next_step, resume)) != 1:
        raise UsageError(
            "Say whom to practise with (--with NAME), where (--scene 'coffee with a stranger'), --next for the next "
            "step, or --resume for the talk you left last."
        )
    if as_json and script is None:
        raise UsageError("--json needs --script FILE: a conversation cannot be typed into a JSON value.")
    if resume and script is not None:
        raise UsageError("--script begins a talk of its own; leave --resume out.")
    with opened(quiet=as_json) as coach:
        if next_step:
            step = next_practice(coach.book)
            scene, level = step.scene, step.level
            if not as_json:
                out.print(f"{step.scene}, level {step.level}. {step.why}", markup=False)
        if script is not None:
            done = coach.run_script(_read(script).splitlines(), with_name, scene, level)
        elif resume:
            done = _converse(coach, _left_last(coach))
        else:
            done = _converse(coach, coach.start_rehearsal(with_name, scene, level))
    show(done, as_json, _print_rehearsal if script is not None else lambda talk: _print_debrief(talk.debrief))


def _left_last(coach: Coach) -> Rehearsal:
    waiting = next((past for past in past_practices(coach.book) if past.waits), None)
    if waiting is None:
        raise NotFound("No practice talk is waiting. Begin one with --next, --with NAME or --scene S.")
    return coach.load_rehearsal(waiting.rehearsal_id)


def _converse(coach: Coach, talk: Rehearsal) -> Rehearsal:
    out.print(
        "Leave whenever you like: an empty line ends the talk. /hint gives three lines, /mentor QUESTION stops the clock, "
        "/back takes your last line back, /later leaves it for another day.",
        style="dim",
        markup=False,
    )
    if talk.last_time is not None:
        out.print(f"Last time there was one thing to try: {talk.last_time.say_instead}", markup=False)
    if talk.nervous_before is None and len(talk.transcript) < 2:
        talk = _tap(coach, talk, "before", "How nervous are you, 0 to 10? (Enter skips it)")
    for turn in talk.transcript:
        out.print(f"{talk.partner if turn.speaker == 'partner' else 'You'}: {turn.text}", markup=False)
    while talk.state == "open":
        line = typer.prompt("You", default="", show_default=False)
        if line.strip() == "/later":
            out.print("It waits for you: coach rehearse --resume")
            return talk
        if line.startswith("/"):
            talk = _aside(coach, talk, line)
            continue
        if not line.strip():
            break
        talk = coach.say(talk.rehearsal_id, line)
        out.print(f"{talk.partner}: {talk.transcript[-1].text}", markup=False)
        if talk.nudges and talk.nudges[-1].turn == len(talk.transcript) - 2:
            out.print(f"  ({talk.nudges[-1].words})", style="dim", markup=False)
    if talk.state == "paused_for_care":
        return coach.finish_rehearsal(talk.rehearsal_id)
    _tap(coach, talk, "after", "How nervous are you now, 0 to 10? (Enter skips it)")
    return coach.finish_rehearsal(talk.rehearsal_id)


def _aside(coach: Coach, talk: Rehearsal, line: str) -> Rehearsal:
    """What is said to the coach in the middle of a talk; the partner does not hear it."""
    command, _, words = line.partition(" ")
    match command:
        case "/hint":
            for kind, hint in zip(("careful", "middle", "brave"), coach.hint(talk.rehearsal_id), strict=True):
                out.print(f"  {kind}: {hint}", markup=False)
        case "/mentor":
            try:
                answer = ask_mentor(coach.book, coach.writer, talk.rehearsal_id, words)
            except EmptyInput as error:
                answer = str(error)
            out.print(f"  {answer}", markup=False)
        case "/back":
            try:
                talk = coach.take_back(talk.rehearsal_id)
            except UsageError as error:
                out.print(str(error), markup=False)
                return talk
            out.print(f"{talk.partner}: {talk.transcript[-1].text if talk.transcript else ''}", markup=False)
        case _:
            out.print("There is /hint, /mentor QUESTION, /back and /later.", markup=False)
    return talk


def _tap(coach: Coach, talk: Rehearsal, which: Literal["before", "after"], question: str) -> Rehearsal:
    said = typer.prompt(question, default="", show_default=False).strip()
    if not (said.isascii() and said.isdigit() and int(said) <= 10):
        return talk
    return rate(coach.book, talk.rehearsal_id, **{which: int(said)})


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
    if found is None:
        return  # the talk waits
    if not found.scored:
        out.print(str(found.measures.get("not_scored_because", "There was nothing to judge.")), markup=False)
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
