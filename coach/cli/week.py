"""The week: the plan, what one answers to its steps, an event ahead, and who gave what to whom."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli.door import Json, opened, out, print_citation, show, write_file
from coach.errors import UsageError
from coach.skills.event import EventCard
from coach.skills.ledger import Ledger
from coach.skills.plan import Plan, as_ics
from coach.skills.remember import Remembered
from coach.storage.steps import Choice, StepAnswer


def plan(
    days: Annotated[int, typer.Option(help="How far to look ahead.")] = 7,
    done: Annotated[str | None, typer.Option(metavar="WHOSE", help="This step is done.")] = None,
    take: Annotated[str | None, typer.Option(metavar="WHOSE", help="I take this step on.")] = None,
    snooze: Annotated[str | None, typer.Option(metavar="WHOSE", help="Not now.")] = None,
    wait: Annotated[int, typer.Option(metavar="DAYS", help="How long a snoozed step waits.")] = 7,
    not_this: Annotated[str | None, typer.Option(metavar="WHOSE", help="Not this one.")] = None,
    because: Annotated[str, typer.Option(help="Why not this one.")] = "",
    feared: Annotated[float | None, typer.Option(min=0, max=10, help="How bad it might be.")] = None,
    actual: Annotated[float | None, typer.Option(min=0, max=10, help="How bad it was.")] = None,
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write a calendar file.")] = None,
    as_json: Json = False,
) -> None:
    said: tuple[tuple[str | None, Choice], ...] = (
        (take, "taken"),
        (done, "done"),
        (snooze, "snoozed"),
        (not_this, "not_this"),
    )
    answers = [(which, choice) for which, choice in said if which is not None]
    if len(answers) > 1 or (not answers and (feared is not None or actual is not None or because)):
        raise UsageError(
            "Answer one step at a time: --take, --done, --snooze or --not-this with the name of the person it is with."
        )
    with opened(quiet=as_json) as coach:
        if answers:
            which, choice = answers[0]
            answer = coach.answer_step(
                which, choice, snooze_days=wait, because=because, feared=feared, actual=actual
            )
            show(answer, as_json, _print_answer)
            return
        made = coach.plan(days)
        if ics is not None:
            write_file(ics, as_ics(coach.book, made))
    show(made, as_json, _print_plan)


def _print_answer(answer: StepAnswer) -> None:
    said = {
        "taken": "Yours. It stays in the plan as it is.",
        "done": "Done. Well begun.",
        "snoozed": f"It comes back on {answer.until}.",
        "not_this": "Gone from the plan.",
    }
    out.print(f"{answer.what}\n{said[answer.choice]}", markup=False)
    if answer.feared is not None and answer.actual is not None:
        out.print(f"You expected {answer.feared:g} of 10; it was {answer.actual:g}.")


def _print_plan(made: Plan) -> None:
    if not made.steps:
        out.print("Nothing is due. A good small step: write down one person you were glad to see lately.")
    for step in made.steps:
        out.print(
            f"{step.due}  {step.person or step.step_id}: {step.what}  (size {step.size} of 5)",
            style="bold",
            markup=False,
        )
        out.print(f"   {step.why}", markup=False)
        print_citation(step.citation)
    for title, rows in (("you promised", made.owed_by_me), ("they offered", made.owed_to_me)):
        for row in rows:
            out.print(f"{title}: {row.person}: {row.text}", markup=False)
    for quiet in made.drifting:
        out.print(f"quiet since {quiet.last_contact}: {quiet.person}", style="dim", markup=False)


def ledger(
    name: Annotated[str | None, typer.Argument(help="Whom it is with; everybody if left out.")] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        made = coach.ledger(name)
    show(made, as_json, _print_ledger)


def _print_ledger(made: Ledger) -> None:
    for account in made.accounts:
        out.print(
            f"{account.person}: given {len(account.gave)}, received {len(account.received)}",
            style="bold",
            markup=False,
        )
        out.print(f"   {account.word}", markup=False)
        for doubt in account.doubts:
            out.print(f"   ? {doubt.question}", style="yellow", markup=False)
        if account.give:
            out.print(f"   to give: {account.give.text}", markup=False)
            print_citation(account.give.need)
    if not made.accounts:
        out.print("Nothing is in the ledger yet. `coach log NAME TEXT --gave` or `--received` is the first line.")  # fmt: skip
    out.print("What you have to offer:" if made.offers else "Write what you can offer into me.md.", style="bold")  # fmt: skip
    for offer in made.offers:
        out.print(f"  {offer.text}", markup=False)


def event(
    text: Annotated[str, typer.Argument(help='Which event, such as "The alumni evening is on 4 March".')],
    met: Annotated[
        list[str] | None,
        typer.Option(
            "--met", metavar="TEXT", help="Afterwards: whom you met and one thing about them; once for each."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Save whom you met without asking.")] = False,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        if not met:
            show(coach.event(text), as_json, _print_card)
            return
        seen = coach.met_at_event(text, met, save=yes)
        if not as_json and not yes:
            _print_met(seen)
            if typer.confirm("Save this?", default=True):
                seen = coach.met_at_event(text, met, save=True)
    show(seen, as_json, _print_met)


def _print_card(card: EventCard) -> None:
    out.print(f"{card.event}{f', {card.date}' if card.date else ''}", style="bold", markup=False)
    for one in card.people:
        out.print(f"{one.person} may be there. {one.why}", markup=False)
        print_citation(one.citation)
        out.print(f"   to begin: {one.opener}", markup=False)
        print_citation(one.opener_citation)
    if card.what_i_do:
        out.print(f"when they ask what you do: {card.what_i_do.text}", markup=False)
    else:
        out.print("when they ask what you do: write one line about it into me.md first.", markup=False)
    out.print(f"to leave a talk: {card.exit_line.text}", markup=False)
    out.print(f"where to stand: {card.stand.text}", markup=False)
    out.print(f"you may go home: {card.leave_at}", markup=False)
    out.print(card.next_step, markup=False)
    for name in card.rehearse_with:
        out.print(f'   coach rehearse --with "{name}"', style="dim", markup=False)


def _print_met(seen: tuple[Remembered, ...]) -> None:
    for one in seen:
        new = " (new)" if one.new_person else ""
        out.print(f"{one.person or 'nobody yet'}{new}{': saved' if one.saved else ''}", style="bold")
        for fact in one.facts:
            out.print(f"  {fact.kind}: {fact.value}", markup=False)
        for question in one.questions:
            out.print(f"  ? {question}", markup=False)


COMMANDS = {"plan": plan, "event": event, "ledger": ledger}
