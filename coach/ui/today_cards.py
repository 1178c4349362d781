"""What Today shows, as HTML: a step, what is owed and by whom, and the picture of feared beside actual."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coach.people.expectations import Expectation, record
from coach.skills.plan import Drifting, Owed, Plan, Step
from coach.storage.steps import StepAnswer
from coach.ui.draft_cards import cited

_WIDTH, _HEIGHT = 420, 200
_LEFT, _TOP, _BOTTOM = 34, 12, 30
_SHOWN = 24
"""So many of the newest are drawn; the table has them all."""


def step(one: Step) -> str:
    """What to do, why, how brave it is, and the line it rests on."""
    feared = (
        f"<p>You expect {one.feared:g} of 10. Tell me afterwards how it was.</p>"
        if one.feared is not None
        else ""
    )
    rests = (
        f"<details><summary>The note it rests on</summary>{cited(one.citation)}</details>"
        if one.citation
        else ""
    )
    return (
        f"<article class='card'><h3>{escape(one.what)}</h3><p><span class='tag'>size {one.size} of 5</span> "
        f"<span class='tag'>by {_day(one.due)}</span></p><p>{escape(one.why)}</p>{feared}{rests}</article>"
    )


def answered(answer: StepAnswer) -> str:
    """That an answer is kept."""
    felt = (
        f" You expected {answer.feared:g} of 10; it was {answer.actual:g}."
        if answer.feared is not None and answer.actual is not None
        else ""
    )
    words = {
        "done": f"<b>Done.</b> {escape(answer.what)}.{felt} One is plenty for a day.",
        "snoozed": f"Put off until {_day(answer.until or answer.day)}. That is fine.",
        "not_this": "Not this one, then. I shall not ask again.",
        "taken": "Kept.",
    }[answer.choice]
    return f"<section class='card' role='status'><p>{words}</p></section>"


def nothing_due() -> str:
    """An empty week is a good week."""
    return (
        "<section class='card'><h3>Nothing is due</h3><p>A small step, if you like one: write down one person you were glad "
        "to see lately.</p></section>"
    )


def week(made: Plan, soon: Sequence[Step]) -> str:
    """Promises of both sides, replies owed and birthdays, and who has been quiet; each folded, and left out if empty."""
    return (
        _list("You said you would", [_owed(one) for one in made.owed_by_me])
        + _list("They offered", [_owed(one) for one in made.owed_to_me])
        + _list("Birthdays and replies, the next 30 days", [_soon(one) for one in soon])
        + _list("Quiet for a while", [_drifting(one) for one in made.drifting])
    )


def _list(title: str, rows: Sequence[str]) -> str:
    if not rows:
        return ""
    return f"<details class='card'><summary>{title} ({len(rows)})</summary><ul class='notes'>{''.join(rows)}</ul></details>"


def _owed(one: Owed) -> str:
    since = f"<cite>{escape(one.since)}</cite>" if one.since else ""
    return f"<li><b>{escape(one.person)}</b> {escape(one.text)}{since}</li>"


def _soon(one: Step) -> str:
    return f"<li><b>{_day(one.due)}</b> {escape(one.what)}</li>"


def _drifting(one: Drifting) -> str:
    return f"<li><b>{escape(one.person)}</b> since {escape(one.last_contact)}</li>"


def how_was_it(one: Expectation) -> str:
    """Asks about something that was rated beforehand only."""
    return (
        f"<section class='card'><h3>What happened?</h3><p>{_day(one.day)}: {escape(one.what)}. You expected "
        f"{one.feared:g} of 10.</p></section>"
    )


def felt(log: Sequence[Expectation]) -> str:
    """Feared beside actual over time: a picture, one sentence, and the same as a table. Nothing while there is no pair."""
    said = record(log)
    if said is None:
        return ""
    rated = [(one.day, one.what, one.feared, one.actual) for one in log if one.actual is not None]
    return pairs("What you feared, and how it was", said.says(), rated, before="feared", after="how it was")


def pairs(
    title: str, words: str, rated: Sequence[tuple[str, str, float, float]], *, before: str, after: str
) -> str:
    """Two taps on each of several days, (day, what, first, second) oldest first: a sentence, a picture, a table."""
    rows = "".join(
        f"<tr><th scope='row'>{_day(day)}</th><td>{escape(what)}</td><td>{first:g}</td><td>{second:g}</td></tr>"
        for day, what, first, second in rated
    )
    picture = _picture([(day, first, second) for day, _, first, second in rated[-_SHOWN:]], title)
    return (
        f"<section class='card'><h3>{title}</h3><p>{escape(words)}</p>{picture}"
        f"<p class='key'>● {before} &nbsp; ■ {after} &nbsp; 0 is nothing to it, 10 is as bad as can be</p>"
        "<details><summary>The same as a table</summary><table><thead><tr><th scope='col'>day</th><th scope='col'>what</th>"
        f"<th scope='col'>{before}</th><th scope='col'>{after}</th></tr></thead><tbody>{rows}</tbody></table></details></section>"
    )


def _picture(pairs: Sequence[tuple[str, float, float]], what: str) -> str:
    """Each pair is a circle (feared) and a square (how it was) over one day, joined by a line: told apart without colour."""
    apart = (_WIDTH - _LEFT - 20) / max(len(pairs), 1)
    lines = "".join(
        f"<line x1='{_LEFT}' x2='{_WIDTH}' y1='{_y(level)}' y2='{_y(level)}' class='grid'/>"
        f"<text x='{_LEFT - 8}' y='{_y(level) + 4}' text-anchor='end'>{level}</text>"
        for level in (0, 5, 10)
    )
    marks = ""
    for number, (day, feared, actual) in enumerate(pairs):
        x = round(_LEFT + apart * (number + 0.5))
        named = len(pairs) <= 8 or number in {0, len(pairs) - 1}
        marks += (
            f"<line x1='{x}' x2='{x}' y1='{_y(feared)}' y2='{_y(actual)}' class='span'/>"
            f"<circle cx='{x}' cy='{_y(feared)}' r='7' class='feared'/>"
            f"<rect x='{x - 6}' y='{_y(actual) - 6}' width='12' height='12' class='was'/>"
        )
        marks += (
            f"<text x='{x}' y='{_HEIGHT - 8}' text-anchor='middle'>{_day(day, short=True)}</text>"
            if named
            else ""
        )
    title = (
        f"{what}, {len(pairs)} {'time' if len(pairs) == 1 else 'times'}; the numbers stand in the table below"
    )
    return f"<svg class='felt' viewBox='0 0 {_WIDTH} {_HEIGHT}' role='img' aria-label='{title}'>{lines}{marks}</svg>"


def _y(level: float) -> int:
    return round(_HEIGHT - _BOTTOM - level / 10 * (_HEIGHT - _TOP - _BOTTOM))


def _day(iso: str, *, short: bool = False) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return escape(iso)
    return f"{day:%-d %b}" if short else f"{day:%-d %B}"
