"""The user's goals and the paths to somebody: `coach goals`, `coach path`."""

from collections.abc import Sequence
from typing import Annotated, cast

import typer

from coach.cli.door import Json, opened, out, print_citation, show
from coach.cli.outreach import print_suggestions
from coach.skills import suggest as goal_skill
from coach.skills.suggest import Move, NotThis, Routes
from coach.storage.goals import KeptGoal, Public

goals = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(metavar="GOAL", help="The goal's number, as `coach goals list` shows it.")]  # fmt: skip
Who = Annotated[str, typer.Option("--public", help="Who may hear of it: secret, close or anyone.")]


@goals.command("list", help="Your goals.")
def list_goals(
    closed: Annotated[bool, typer.Option("--closed", help="The closed ones too.")] = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        found = goal_skill.kept_goals(coach.book, closed=closed)
    show(found, as_json, _print_goals)


@goals.command(help="Keep a goal.")
def add(
    text: Annotated[str, typer.Argument(help="What you want, in a sentence.")],
    why: Annotated[str, typer.Option(help="Why it matters to you.")] = "",
    by: Annotated[str | None, typer.Option(metavar="DATE", help="By when.")] = None,
    public: Who = "close",
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        kept = goal_skill.add_goal(
            coach.book, coach.text(text, "goal"), why=why, due=by, public=cast(Public, public)
        )
    show(kept, as_json, lambda goal: _print_goals([goal]))


@goals.command(help="Change what a goal says; what you leave out stays.")
def revise(
    goal: Number,
    text: Annotated[str | None, typer.Option(help="What you want.")] = None,
    why: Annotated[str | None, typer.Option(help="Why it matters to you.")] = None,
    by: Annotated[str | None, typer.Option(metavar="DATE", help="By when.")] = None,
    public: Annotated[str | None, typer.Option(help="Who may hear of it: secret, close or anyone.")] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        who = cast(Public | None, public)
        kept = goal_skill.revise_goal(coach.book, goal, text=text, why=why, due=by, public=who)
    show(kept, as_json, lambda one: _print_goals([one]))


@goals.command(help="Close a goal: reached, or let go.")
def close(
    goal: Number,
    outcome: Annotated[str, typer.Option(help="How it went, in your words.")] = "",
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        kept = goal_skill.close_goal(coach.book, goal, outcome)
    show(kept, as_json, lambda one: _print_goals([one]))


@goals.command("suggest", help="Whom to tell about a kept goal.")
def suggest_goal(
    goal: Number,
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many people at most.")] = 5,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        found = goal_skill.suggest_for(coach.book, coach.retriever, goal, k)
    show(found, as_json, print_suggestions)


@goals.command("not-this", help="Not this one for this goal, because ...; --undo takes it back.")
def not_this(
    goal: Number,
    name: Annotated[str, typer.Argument(help="Whom not to name for it.")],
    because: Annotated[str, typer.Option(help="Why not, in your words.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take that answer back.")] = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        if undo:
            goal_skill.take_back(coach.book, goal, name)
        else:
            goal_skill.not_this_one(coach.book, goal, name, because)
        found = goal_skill.passed_over(coach.book, goal)
    show(found, as_json, _print_passed_over)


@goals.command(help="What the ranking does otherwise for you, and why.")
def weights(
    name: Annotated[str | None, typer.Option("--set", help="The weight to move.")] = None,
    value: Annotated[float | None, typer.Option("--to", help="0 to 1; without it, the weight goes back.")] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    with opened(quiet=as_json) as coach:
        if name is not None:
            goal_skill.set_weight(coach.book, name, value)
        found = goal_skill.moves(coach.book)
    show(found, as_json, _print_moves)


def path(
    to: Annotated[str, typer.Argument(metavar="TO", help="A person, a company or a field.")],
    k: Annotated[int, typer.Option("-k", min=1, max=10, help="How many paths at most.")] = 3,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        found = goal_skill.routes_to(coach.book, coach.retriever, coach.text(to, "wish"), k)
    show(found, as_json, _print_routes)


def _print_goals(found: Sequence[KeptGoal]) -> None:
    if not found:
        out.print("No goal is kept yet. One sentence is enough: coach goals add 'learn to draw'.")
    for goal in found:
        until = f"  (closed {goal.closed})" if goal.closed else ""
        out.print(f"{goal.id}  {goal.text}{until}", style="bold", markup=False)
        out.print(f"   said aloud: {goal_skill.in_two_sentences(goal)}", markup=False)
        for question in () if goal.closed else goal_skill.still_open(goal):
            out.print(f"   {question}", style="dim", markup=False)
        out.print(f"   may hear of it: {goal.public}", style="dim", markup=False)


def _print_passed_over(found: Sequence[NotThis]) -> None:
    if not found:
        out.print("Nobody is passed over for this goal.")
    for one in found:
        out.print(f"not {one.person}{f', because {one.because}' if one.because else ''}", markup=False)


def _print_moves(found: Sequence[Move]) -> None:
    if not found:
        out.print("The ranking is as it came. What you answer to suggestions moves it a little.")
    for move in found:
        out.print(f"{move.weight} {move.by:+.2f}: {move.why}", markup=False)


def _print_routes(found: Routes) -> None:
    if found.none_because:
        out.print(found.none_because, markup=False)
    for route in found.routes:
        out.print(" → ".join(("you", *(hop.person for hop in route.hops))), style="bold", markup=False)
        for hop in route.hops:
            out.print(f"  {hop.ask}", markup=False)
            print_citation(hop.citation, "      ")


COMMANDS = {"goals": goals, "path": path}
