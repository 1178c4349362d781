"""What the draft card shows beside the message itself, as HTML. Every word of the user's is escaped."""

from collections.abc import Sequence
from datetime import date
from html import escape

from coach.agent.outgoing import Saved
from coach.people.expectations import Expectation
from coach.skills.draft import Change, Draft, Memory, Variants
from coach.skills.log import Sent
from coach.skills.warmup import WarmUp
from coach.types import Citation


def cited(citation: Citation) -> str:
    """One line of a note, with whom and when."""
    where = escape(", ".join(filter(None, (citation.person, citation.date))))
    return f"<blockquote>{escape(citation.quote)}</blockquote><cite>{where}</cite>"


_BY = {
    "email": "e-mail",
    "linkedin_note": "a LinkedIn note",
    "linkedin_message": "a LinkedIn message",
    "text": "a text",
}


def heading(draft: Draft) -> str:
    """Whom it is for, and as what."""
    return f"<h3>To {escape(draft.to)}, as {_BY[draft.channel]}</h3>"


def english(draft: Draft) -> str:
    """The English that a draft was put into another language from."""
    if draft.original is None:
        return ""
    subject = f"<h4>{escape(draft.original.subject)}</h4>" if draft.original.subject else ""
    return (
        f"<details class='card' open><summary>In English, as it was before the {escape(draft.language)}</summary>{subject}"
        f"<p class='message'>{escape(draft.original.body)}</p></details>"
    )


def writing(so_far: str = "") -> str:
    """That both are being written."""
    words = f"<blockquote>{escape(so_far)}</blockquote>" if so_far else ""
    return f"<section class='card' role='status'><p>Asking it carefully and bravely…</p>{words}</section>"


def variants(made: Variants) -> str:
    """Both messages side by side; what differs is underlined and bold, and said to be so."""
    if all(change.kind == "same" for change in made.differences):
        return (
            "<section class='card' role='status'><p>Careful and brave come out the same here: the ask is small already. "
            "Say when you could meet, and the brave one can name a time.</p></section>"
        )
    both = (("Careful", "a smaller ask, an easier no", "gone"), ("Brave", "asks plainly", "new"))
    columns = "".join(
        f"<article class='card'><h3>{name} <span class='tag'>{how}</span></h3>"
        f"<p class='message'>{_marked(made.differences, mine)}</p></article>"
        for name, how, mine in both
    )
    return f"<section role='status'><p>Underlined and bold: what differs.</p><div class='two'>{columns}</div></section>"


def _marked(changes: Sequence[Change], mine: str) -> str:
    runs = (
        escape(change.text)
        if change.kind == "same" or not change.text.strip()
        else f"<mark>{escape(change.text)}</mark>"
        for change in changes
        if change.kind in {"same", mine}
    )
    return "".join(runs)


def habits(known: Sequence[Memory]) -> str:
    """Each habit, the words of the user's it rests on, and a button that removes it."""
    if not known:
        return "<p>Nothing yet. Change a draft until it sounds like you, and keep your changes: I learn from that.</p>"
    rows = "".join(
        f"<li><b>{escape(one.says())}</b> <span class='tag'>{_scope(one)}</span><blockquote>{escape(one.quote)}</blockquote>"
        f"<button type='button' class='small' data-habit='{one.number}' data-says='{escape(one.says())}' "
        f"aria-label='Remove: {escape(one.says())}'>Remove</button></li>"
        for one in known
    )
    return f"<div class='card'><p>Learned from your own words only.</p><ul class='notes'>{rows}</ul></div>"


def _scope(one: Memory) -> str:
    return "to everybody" if one.scope == "everybody" else f"to {escape(one.person or 'them')}"


def warm_up(offer: WarmUp) -> str:
    """The offer before a brave message, and whom it would be easy to write to."""
    easy = "".join(
        f"<li><b>{escape(one.person)}</b> {escape(one.why)}{cited(one.citation)}</li>" for one in offer.easy
    )
    so_far = f"<p>{escape(offer.so_far)}</p>" if offer.so_far else ""
    return (
        f"<section class='card'><h3>Two minutes to warm up?</h3><p>{escape(offer.why)}</p><p>{escape(offer.how)}</p>"
        f"<details><summary>Who is easy to write to</summary><ul class='notes'>{easy or '<li>Anybody you write to anyway.</li>'}"
        f"</ul></details>{so_far}</section>"
    )


def sent(done: Sent) -> str:
    """That it is written down, and when to look again."""
    return (
        f"<section class='card' role='status'><p><b>Well done.</b> I noted it with {escape(done.person)}. Expect silence for "
        f"a few days; most people are glad to be written to. A look on {_day(done.follow_up)} is soon enough.</p></section>"
    )


def expected(to: str, one: Expectation | None) -> str:
    """What was expected of a message that is sent, and how it was."""
    if one is None:
        words = f"You sent this to {escape(to)}."
    elif one.actual is None:
        words = f"Noted: you expect {one.feared:g} of 10. When {escape(to)} has answered, or not, say here how it was."
    else:
        better = (
            " It went better than you feared."
            if one.actual < one.feared
            else " Thank you for writing it down."
        )
        words = f"You expected {one.feared:g} of 10. It was {one.actual:g}.{better}"
    return f"<section class='card' role='status'><p>{words}</p></section>"


def learned() -> str:
    """That the words really sent are kept with the draft."""
    return "<section class='card' role='status'><p>Kept. What is yours in it stands under “How you write”.</p></section>"


def no_mailbox() -> str:
    """How to set up a mailbox."""
    return (
        "<p class='looked'>To put drafts straight into your mailbox, unsent, set COACH_MAILBOX_HOST and COACH_MAILBOX_USER. "
        "It stays a draft: there is no code in here that sends.</p>"
    )


def filed(saved: Saved) -> str:
    """Where the draft lies now."""
    note = f"<p>{escape(saved.password_note)}</p>" if saved.password_note else ""
    return (
        f"<section class='card' role='status'><p>It lies in “{escape(saved.folder)}” of {escape(saved.mailbox)}, unsent. "
        f"Sending it is yours.</p>{note}</section>"
    )


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %B}"
