"""Reaching out: suggest, draft. Nothing here sends anything."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.door import Json, opened, out, print_citation, show, streamer, write_file
from coach.errors import UsageError
from coach.skills.draft import Change, Draft, DraftRequest, Memory, Variants, as_eml, as_ics, differences
from coach.skills.suggest import Suggestions


def suggest(
    goal: Annotated[str, typer.Argument(help="What you want, in a sentence or two.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many people at most.")] = 5,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        suggestions = coach.suggest(goal, k)
    show(suggestions, as_json, print_suggestions)


def print_suggestions(found: Suggestions) -> None:
    if not found.suggestions:
        out.print("Nobody in your notes fits this yet. What may help:")
        for idea in found.how_to_find:
            out.print(f"  • {idea}", markup=False)
    for suggestion in found.suggestions:
        out.print(f"{suggestion.person}  ({suggestion.pick})", style="bold", markup=False)
        for reason in suggestion.reasons:
            out.print(f"  • {reason.text}", markup=False)
            print_citation(reason.citation, "      ")
        for label, text in (
            ("take care", suggestion.caution),
            ("give", suggestion.give),
            ("ask", suggestion.ask),
            ("first step", suggestion.first_step),
        ):
            if text:
                out.print(f"  {label}: {text}", markup=False)
        if suggestion.via:
            out.print(f"  through: {', '.join(step.person for step in suggestion.via)}", markup=False)
    for left in found.left_out:
        out.print(f"left out: {left.person}, {left.reason}", style="dim", markup=False)


def draft(
    to: Annotated[str | None, typer.Option("--to", metavar="NAME", help="Whom it is for.")] = None,
    purpose: Annotated[
        str | None,
        typer.Option(
            metavar="P",
            help="lunch_invite, thank_you, follow_up, reconnect, intro_request, share_goal, congratulate, decline or reply.",
        ),
    ] = None,
    channel: Annotated[str, typer.Option(help="email, linkedin_note, linkedin_message or text.")] = "email",
    tone: Annotated[str, typer.Option(help="warm, plain or formal.")] = "warm",
    line: Annotated[str | None, typer.Option(help="Your own words, kept word for word.")] = None,
    ask: Annotated[str | None, typer.Option(help="The one thing you ask for.")] = None,
    when: Annotated[str | None, typer.Option(help="A day or time frame.")] = None,
    about: Annotated[
        str | None, typer.Option(help='How you know each other, such as "neighbour" or "we met at the gym".')
    ] = None,
    message: Annotated[
        str | None, typer.Option(help="Their message, to be replied to; - reads what is piped in.")
    ] = None,
    language: Annotated[
        str, typer.Option(help="Such as Spanish or es; what your notes say of them, if you leave it out.")
    ] = "",
    revise: Annotated[
        str | None, typer.Option("--revise", metavar="DRAFT_ID", help="Change a draft you have.")
    ] = None,
    how: Annotated[str | None, typer.Option(help='How to change it, such as "shorter".')] = None,
    eml: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write an unsent e-mail file.")
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a tentative calendar entry.")
    ] = None,
    both: Annotated[
        bool, typer.Option("--both", help="Two versions side by side: asked carefully, and asked bravely.")
    ] = False,
    as_json: Json = False,
) -> None:
    if revise is None and (to is None or purpose is None):
        raise UsageError(
            "Say whom it is for with --to NAME and what it is with --purpose P, or --revise DRAFT_ID --how."
        )
    if revise is not None and not how:
        raise UsageError(f"Say how to change the draft {revise!r}, for example --how shorter.")
    if both and (revise is not None or eml is not None or ics is not None):
        raise UsageError(
            "--both makes two new drafts; take one of them with --revise DRAFT_ID, --eml or --ics later."
        )
    request = DraftRequest(
        to=to or "",
        purpose=purpose or "",
        channel=channel,
        tone=tone,
        line=line,
        ask=ask,
        when=when,
        about=about,
        message=sys.stdin.buffer.read().decode("utf-8-sig", errors="replace") if message == "-" else message,
        language=language,
    )
    with opened(quiet=as_json) as coach:
        if both:
            pair = coach.variants(request, streamer(as_json))
            show(pair, as_json, _print_variants)
            return
        if revise is not None:
            made = coach.revise(revise, how or "", streamer(as_json))
            *_, before, now = coach.revisions(revise)
            changes = differences(before.body, now.body)
        else:
            made, changes = coach.draft(request, streamer(as_json)), ()
        for file, content in ((eml, as_eml), (ics, as_ics)):
            if file is not None:
                write_file(file, content(coach.book, made))
        brave = not as_json and revise is None and coach.warm_up(request.to) is not None
    show(made, as_json, _print_draft)
    if brave:
        out.print(
            f"A brave one? Two easy minutes first: coach warm-up {made.to!r}", style="dim", markup=False
        )
    if changes and not as_json:
        _print_changes("What changed", changes)


def _print_draft(made: Draft) -> None:
    out.print()
    out.print(f"To: {made.to}", style="bold", markup=False)
    if made.subject:
        out.print(f"Subject: {made.subject}", style="bold", markup=False)
    out.print(f"\n{made.body}\n", markup=False)
    if made.original:
        out.print("In English:", style="bold")
        if made.original.subject:
            out.print(f"Subject: {made.original.subject}", style="dim", markup=False)
        out.print(f"\n{made.original.body}\n", style="dim", markup=False)
    for gap in made.gaps:
        option = f"  (--{gap.field})" if gap.field else ""
        out.print(f"? {gap.what} {gap.why}{option}", style="yellow", markup=False)
    for check in made.checks:
        if not check.passed:
            out.print(f"✗ {check.name}: {check.detail}", style="yellow", markup=False)
    if made.withheld:
        out.print(f"{len(made.withheld)} notes were held back; nobody will read of them here.", style="dim")
    ready = "ready for you to send" if made.status == "ready" else "needs a word from you"
    out.print(f"{ready} · draft {made.draft_id} · written by {made.model}", style="dim", markup=False)


def _print_variants(pair: Variants) -> None:
    for title, made in (("Careful", pair.careful), ("Brave", pair.brave)):
        out.print(f"\n{title}", style="bold underline")
        _print_draft(made)
    _print_changes("From careful to brave", pair.differences)


def _print_changes(title: str, changes: Sequence[Change]) -> None:
    """The whole text once, with what went in [-...-] and what came in {+...+}, readable without colours."""
    out.print(f"\n{title}", style="bold")
    marks = {"same": ("", "", ""), "gone": ("[-", "-]", "red"), "new": ("{+", "+}", "green")}
    for change in changes:
        before, after, style = marks[change.kind]
        words = change.text.strip()
        space, end = change.text.partition(words)[::2] if words else (change.text, "")
        out.print(space, end="", markup=False)
        out.print(f"{before}{words}{after}" if words else "", end=end, style=style, markup=False)
    out.print()


def voice(
    forget: Annotated[
        int | None, typer.Option("--forget", metavar="N", help="Remove the habit of that number.")
    ] = None,
    as_json: Json = False,
) -> None:
    with opened(quiet=as_json) as coach:
        if forget is not None:
            coach.unlearn(forget)
        habits = coach.voice()
    show(habits, as_json, _print_voice)


def _print_voice(habits: tuple[Memory, ...]) -> None:
    if not habits:
        out.print("Nothing is learned yet. What you change in a draft teaches the coach how you write.")
    for habit in habits:
        whom = "to everybody" if habit.scope == "everybody" else f"to {habit.person}"
        where = f"draft {habit.draft_id}" if habit.draft_id else f"your own page, {habit.note_id}"
        out.print(f"{habit.number}  {habit.says()}  ({whom})", style="bold", markup=False)
        out.print(
            f"   “{' '.join(habit.quote.split())}”, {where}, {habit.date or 'no date'}",
            style="dim",
            markup=False,
        )


COMMANDS = {"suggest": suggest, "draft": draft, "voice": voice}
