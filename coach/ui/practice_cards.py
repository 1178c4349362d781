"""A practice talk as HTML: with whom, what was to be tried, a word after a turn, the branches, and the past ones."""

from collections.abc import Sequence
from html import escape
from typing import Any

from coach.skills.rehearse import Nudge, Past, Practice, Rehearsal, Turn
from coach.text import sentences
from coach.ui.today_cards import pairs

Value = dict[str, Any]
_HINTS = ("careful", "middle", "brave")
_LEVELS = {
    1: "kind and talkative",
    2: "friendly, but brief",
    3: "busy",
    4: "senior, and elsewhere in mind",
    5: "sceptical; says no to favours, kindly",
}


def level(number: int) -> str:
    """A level in words."""
    return f"{number} · {_LEVELS[number]}"


def status(talk: Rehearsal) -> str:
    """Whom one is practising with, how hard, what is real of it; after the end, that it is over."""
    if talk.state == "paused_for_care":
        # On a phone the chat shows the end of what was written; the numbers must be in sight.
        said = sentences(talk.transcript[-1].text) if talk.transcript else ()
        lines = "".join(f"<p>{escape(line)}</p>" for line in said if any(map(str.isdigit, line)))
        return (
            "<section class='card'><h3>We have stopped practising</h3><p>What I wrote in the chat comes first now.</p>"
            f"{lines}<p>The practice can wait as long as you like.</p></section>"
        )
    if talk.debrief is not None or talk.state == "ended":
        return (
            f"<section class='card'><h3>The talk with {escape(talk.partner)} is over</h3>"
            "<p>Well done for trying. What you could look at stands below.</p></section>"
        )
    last = next((turn.text for turn in reversed(talk.transcript) if turn.speaker == "partner"), "")
    return (
        f"<section class='card going'><h3>Practising with {escape(talk.partner)}</h3>"
        f"<p>{escape(talk.scene)} · level {level(talk.level)}</p>{_last_time(talk)}"
        f"<p data-partner-said='{escape(last, quote=True)}'>Type what you would say. Nobody sees it, silence is fine, and you may "
        f"<b>leave whenever you like</b>.</p>{_made_of(talk)}</section>"
    )


def _last_time(talk: Rehearsal) -> str:
    if talk.last_time is None:
        return ""
    return (
        f"<div class='needs'><p>Last time with {escape(talk.partner)} there was one thing to try: {escape(talk.last_time.why)}</p>"
        f"<p>For example: “{escape(talk.last_time.say_instead)}”</p></div>"
    )


def _made_of(talk: Rehearsal) -> str:
    real = "".join(
        f"<li><blockquote>{escape(cited.quote)}</blockquote><cite>{escape(cited.date or 'your notes')}</cite></li>"
        for cited in talk.from_notes
    )
    made_up = "".join(f"<li>{escape(line)}</li>" for line in talk.made_up)
    return (
        "<details><summary>What is real here, and what is made up</summary>"
        f"{f'<h4>From your notes</h4><ul class=notes>{real}</ul>' if real else ''}"
        f"<h4>Made up for practice; it never enters your notes</h4><ul>{made_up}</ul>"
        "<p>Whatever the partner says beyond this is made up too.</p></details>"
    )


def nudge(one: Nudge) -> str:
    """A word right after a turn."""
    instead = f"<p>You could say: “{escape(one.say_instead)}”</p>" if one.say_instead else ""
    title = "One thought" if one.say_instead else "That worked"
    return (
        f"<section class='card' role='status'><h3>{title}</h3><p>{escape(one.words)}</p>{instead}</section>"
    )


def hints(lines: Sequence[str]) -> str:
    """Three lines one could say."""
    rows = "".join(
        f"<li><span class='tag'>{kind}</span> {escape(line)}</li>"
        for kind, line in zip(_HINTS, lines, strict=True)
    )
    return (
        f"<section class='card' role='status'><h3>You could say</h3><ul class='notes'>{rows}</ul></section>"
    )


def said(title: str, words: str) -> str:
    """Something said to the user beside the talk."""
    return f"<section class='card' role='status'><h3>{escape(title)}</h3><p>{escape(words)}</p></section>"


def branches(talk: Rehearsal) -> str:
    """What was said before it was said otherwise."""
    return "".join(
        f"<section class='card'><h4>{number}. After “{escape(_cut(talk.transcript[branch.at - 1].text if branch.at else ''))}”</h4>"
        f"{_lines(branch.turns, talk.partner)}</section>"
        for number, branch in enumerate(talk.taken_back, start=1)
    )


def _lines(turns: Sequence[Turn], partner: str) -> str:
    return "".join(
        f"<p><b>{escape(partner if turn.speaker == 'partner' else 'You')}:</b> {escape(turn.text)}</p>"
        for turn in turns
    )


def _cut(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"


def next_step(step: Practice) -> str:
    """The next rung of the ladder."""
    return (
        f"<section class='card'><h3>Next: {escape(step.scene)}</h3><p>Level {level(step.level)}</p>"
        f"<p>{escape(step.why)}</p></section>"
    )


def title(one: Past) -> str:
    """An earlier talk in a line, for a list to choose from."""
    waits = "waits for you" if one.waits else "done"
    with_whom = "" if one.partner in one.scene else f" with {one.partner}"
    return f"{one.day} · {one.scene}{with_whom} · level {one.level} · {waits}"


def nerves(past: Sequence[Past]) -> str:
    """How nervous before and after, over time: a sentence, a picture, a table. Nothing while there is no pair."""
    rated = [
        (one.day, f"{one.scene}, level {one.level}", float(one.nervous_before), float(one.nervous_after))
        for one in reversed(past)
        if one.nervous_before is not None and one.nervous_after is not None
    ]
    if not rated:
        return ""
    calmer = sum(after < before for _, _, before, after in rated)
    words = "You have written down how nervous you were before and after."
    if calmer:
        words = f"{calmer} of {len(rated)} times you were calmer after practising than before."
    if calmer == len(rated) == 1:
        words = "The one time you wrote both down, you were calmer after practising than before."
    return pairs("How nervous you were", words, rated, before="before", after="after")
