"""What the goals' screens show, as HTML: a goal said aloud, an event's card, both sides of a relationship, and paths."""

from collections.abc import Sequence
from html import escape

from coach.people.paths import Route
from coach.skills.event import EventCard, Line, MayBeThere
from coach.skills.ledger import Account
from coach.skills.remember import Remembered
from coach.skills.suggest import Move, NotThis, Routes, in_two_sentences, still_open
from coach.storage.goals import KeptGoal
from coach.types import LedgerEntry
from coach.ui.draft_cards import cited

WHO_MAY_HEAR = {"secret": "nobody yet", "close": "only people close to me", "anyone": "anybody"}


def goal(one: KeptGoal) -> str:
    """The goal in two sentences, as one could say it, and who may hear of it."""
    ended = (
        f"<p>Closed on {escape(one.closed)}. {escape(one.outcome or 'Reached or let go, both are good ends.')}</p>"
        if one.closed
        else ""
    )
    questions = "".join(
        f"<li>{escape(question)}</li>" for question in (() if one.closed else still_open(one))
    )
    asked = f"<p>To say it more clearly, if you like:</p><ul>{questions}</ul>" if questions else ""
    return (
        f"<section class='card'><h3>You could say</h3><p>“{escape(in_two_sentences(one))}”</p>{asked}"
        f"<span class='tag'>may hear of it: {WHO_MAY_HEAR[one.public]}</span>{ended}</section>"
    )


def no_goal() -> str:
    """The first step: one sentence."""
    return (
        "<section class='card'><h3>What would you like?</h3><p>One sentence is enough: “I want to move from shop work to "
        "nursing.” You can change it any day.</p></section>"
    )


def passed(gone: Sequence[NotThis], moves: Sequence[Move]) -> str:
    """Who was passed over for this goal, and what that taught the ranking."""
    if not gone:
        return ""
    rows = "".join(
        f"<li><b>{escape(one.person)}</b> {escape(one.because or 'no reason given')}</li>" for one in gone
    )
    taught = "".join(f"<li>{escape(move.why[0].upper() + move.why[1:])}.</li>" for move in moves)
    learnt = f"<h4>What I do otherwise now</h4><ul>{taught}</ul>" if taught else ""
    return (
        f"<details class='card'><summary>Not these, you said ({len(gone)})</summary><ul class='notes'>{rows}</ul>{learnt}"
        "</details>"
    )


def event(card: EventCard) -> str:
    """Everything to take along, in the order one needs it."""
    people = "".join(_may_be_there(one) for one in card.people)
    doing = (
        _line("When they ask what you do", card.what_i_do)
        if card.what_i_do
        else "<dt>When they ask what you do</dt><dd>Write one line about your work into your own page, and it stands here.</dd>"
    )
    on = f" <span class='tag'>{escape(card.date)}</span>" if card.date else ""
    return (
        f"<section class='card' role='status'><h3>{escape(card.event)}{on}</h3>"
        f"{f'<h4>Who may be there</h4><ul class=notes>{people}</ul>' if people else ''}"
        f"<dl>{_line('Where to stand', card.stand)}{doing}{_line('To leave a talk', card.exit_line)}"
        f"<dt>You may go home</dt><dd>{'at ' if card.leave_at[:1].isdigit() else ''}{escape(card.leave_at)}</dd></dl>"
        f"<h4>One small next step</h4><p>{escape(card.next_step)}</p></section>"
    )


def _may_be_there(one: MayBeThere) -> str:
    why = cited(one.citation) if one.citation else ""
    rests = cited(one.opener_citation) if one.opener_citation else ""
    return (
        f"<li><b>{escape(one.person)}</b> {escape(one.why)}<div>You could begin: <b>“{escape(one.opener)}”</b></div>"
        f"<details><summary>The notes this rests on</summary>{why}{rests}</details></li>"
    )


def _line(title: str, line: Line) -> str:
    return f"<dt>{title}</dt><dd>{escape(line.text)}</dd>"


def met(found: Sequence[Remembered]) -> str:
    """What would be, or was, kept of whom one met."""
    rows = "".join(
        f"<li><b>{escape(one.person or 'Somebody')}</b> {'<span class=tag>new in your book</span>' if one.new_person else ''}"
        f"<ul>{''.join(f'<li>{escape(fact.line())}</li>' for fact in one.facts)}"
        f"{''.join(f'<li>{escape(question)}</li>' for question in one.questions)}</ul></li>"
        for one in found
    )
    saved = bool(found) and all(one.saved for one in found)
    head = "Kept. That was the hard part, and it is done." if saved else "Shall I keep this?"
    return f"<section class='card' role='status'><h3>{head}</h3><ul class='notes'>{rows}</ul></section>"


def account(one: Account) -> str:
    """What was given and received, both ways, how it stands, and one thing to give."""
    doubts = "".join(f"<li>{escape(doubt.question)}</li>" for doubt in one.doubts)
    give = (
        f"<h4>One thing to give</h4><p>{escape(one.give.text)}</p>{cited(one.give.need) if one.give.need else ''}"
        if one.give
        else ""
    )
    return (
        f"<section class='card'><h3>Given and received</h3><p>{escape(one.word)}</p><div class='two'>"
        f"{_side('You gave', one.gave)}{_side('You received', one.received)}</div>"
        f"{_side('Still open', one.open) if one.open else ''}{give}"
        f"{f'<h4>Which is right?</h4><ul>{doubts}</ul>' if doubts else ''}</section>"
    )


def _side(title: str, entries: Sequence[LedgerEntry]) -> str:
    rows = "".join(
        f"<li>{escape(one.text)}{f'<cite>{escape(one.date)}</cite>' if one.date else ''}</li>"
        for one in entries
    )
    return (
        f"<div><h4>{title} ({len(entries)})</h4><ul>{rows or '<li>Nothing written down yet.</li>'}</ul></div>"
    )


def routes(found: Routes) -> str:
    """The ways to whom one wants to reach, the best first, with what to ask of each."""
    if not found.routes:
        return f"<section class='card' role='status'><h3>No way yet</h3><p>{escape(found.none_because or '')}</p></section>"
    ways = "".join(f"<li>{_route(one)}</li>" for one in found.routes)
    return f"<section class='card' role='status'><h3>Ways to {escape(found.to)}</h3><ol>{ways}</ol></section>"


def _route(one: Route) -> str:
    hops = "".join(
        f"<li>{escape(hop.ask)}{cited(hop.citation) if hop.citation else ''}</li>" for hop in one.hops
    )
    names = " → ".join(escape(hop.person) for hop in one.hops)
    return f"<b>You → {names}</b><ul>{hops}</ul>"
