"""A skill's result as HTML. Every word of the user's is escaped: a note may hold anything."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Value = Mapping[str, Any]
_PICKS = {
    "comfortable": "comfortable · easy to ask",
    "stretch": "stretch · braver, and worth more",
    "bridge": "bridge · knows somebody inside",
}


_SHOWN = 10
"""More lines than these are folded away."""


def folded(items: Sequence[str], more: str) -> str:
    """List items, those after the first ten folded away."""
    rest = (
        f"<details><summary>{len(items) - _SHOWN:,} {more}</summary><ul class='notes'>{''.join(items[_SHOWN:])}</ul></details>"
        if len(items) > _SHOWN
        else ""
    )
    return f"<ul class='notes'>{''.join(items[:_SHOWN])}</ul>{rest}"


def answer(found: Value) -> str:
    """Whom an answer names, how much was looked through for it, and the notes it rests on."""
    people, looked = found["people"], found["considered"]
    through = f"{looked['people']:,} people, {looked['notes']:,} notes considered"
    if not found["exact"] or not people:
        return citations(found["citations"]) + f"<p class='looked'>{through}.</p>"
    count = "1 person" if len(people) == 1 else f"{len(people):,} people"
    names = folded([f"<li>{escape(name)}</li>" for name in people], "more people")
    return (
        f"<section class='card'><h3>{count}</h3><p>{through}. Counted, so nobody is left out.</p>{names}</section>"
        f"{citations(found['citations'])}"
    )


def to_keep(seen: Value) -> str:
    """Whom something is about that waits to be saved."""
    new = " <span class='tag'>new in your book</span>" if seen["new_person"] else ""
    return f"<section class='card'><h3>Shall I keep this about {escape(str(seen['person']))}?{new}</h3></section>"


def citations(cited: Sequence[Value]) -> str:
    """The notes something rests on, each with whom, when and the words."""
    seen = dict.fromkeys((c["note_id"], c["person"], c["date"], c["quote"]) for c in cited)
    if not seen:
        return ""
    items = [
        f"<li><blockquote>{escape(words)}</blockquote><cite>{escape(', '.join(filter(None, (person or note, date))))}</cite></li>"
        for note, person, date, words in seen
    ]
    return f"<section class='card'><h3>The notes this rests on</h3>{folded(items, 'more notes')}</section>"


def suggestions(found: Value) -> str:
    """People with their reasons, one article each."""
    if not found["suggestions"]:
        ideas = found.get("how_to_find") or ["Ask one person you like whom they would talk to about it."]
        body = (
            "<p>Nobody in your notes fits this goal yet. What may help:</p>"
            f"<ul>{''.join(f'<li>{escape(idea)}</li>' for idea in ideas)}</ul>"
        )
        return f"<section class='card'><h3>Nobody yet</h3>{body}</section>{_left_out(found)}"
    return "".join(_suggestion(person) for person in found["suggestions"]) + _left_out(found)


def _suggestion(person: Value) -> str:
    reasons = "".join(
        f"<li>{escape(reason['text'])}<blockquote>{escape(reason['citation']['quote'])}</blockquote>"
        f"<cite>{escape(', '.join(filter(None, (reason['citation']['person'], reason['citation']['date']))))}</cite></li>"
        for reason in person["reasons"]
    )
    rows = "".join(
        f"<dt>{label}</dt><dd>{escape(str(person[key]))}</dd>"
        for label, key in (
            ("First step", "first_step"),
            ("You could ask", "ask"),
            ("You could give", "give"),
            ("Take care", "caution"),
        )
        if person.get(key)
    )
    via = ", ".join(escape(step["person"]) for step in person.get("via", ()))
    through = f"<dt>Through</dt><dd>{via}</dd>" if via else ""
    return (
        f"<article class='card'><h3>{escape(person['person'])} <span class='tag'>{_PICKS[person['pick']]}</span></h3>"
        f"<ul class='notes'>{reasons}</ul><dl>{rows}{through}</dl></article>"
    )


def _left_out(found: Value) -> str:
    if not found["left_out"]:
        return ""
    rows = "".join(
        f"<li>{escape(left['person'])}: {escape(left['reason'])}</li>" for left in found["left_out"]
    )
    return f"<details class='card'><summary>Whom I left out, and why</summary><ul>{rows}</ul></details>"


def draft_status(made: Value) -> str:
    """Whether it is ready; what is missing; what was checked and what was held back."""
    if made["status"] == "ready":
        head = "<p class='ready'>✓ Checked: every claim rests on a note. You send it, when you are ready.</p>"
    else:
        gaps = "".join(f"<li><b>{escape(gap['what'])}</b> {escape(gap['why'])}</li>" for gap in made["gaps"])
        failed = (
            "".join(f"<li>{escape(c['detail'])}</li>" for c in made["checks"] if not c["passed"])
            if not gaps
            else ""
        )
        head = f"<div class='needs'><p>It needs a word from you:</p><ul>{gaps or failed}</ul></div>"
    return head


def draft_reasons(made: Value) -> str:
    """Sentence by sentence, what each rests on; then what was checked and what was held back."""
    rows = "".join(
        f"<li>{escape(sentence['text'])}{''.join(_source(source) for source in sentence['sources'])}</li>"
        for sentence in made["sentences"]
    )
    checks = "".join(
        f"<li>{'✓' if c['passed'] else '✗'} <b>{escape(c['name'])}</b> {escape(c['detail'] or '')}</li>"
        for c in made["checks"]
    )
    held = "".join(f"<li>{escape(w['reason'])}</li>" for w in made["withheld"])
    held = f"<h4>Held back, for your eyes only</h4><ul>{held}</ul>" if held else ""
    return f"<h4>Each sentence and what it rests on</h4><ul class='notes'>{rows}</ul><h4>Checks</h4><ul>{checks}</ul>{held}"


def _source(source: Value) -> str:
    if "quote" in source:
        return f"<blockquote>{escape(source['quote'])}</blockquote>"
    kind = next(iter(source), "")
    words = {
        "profile": "from what you wrote about yourself",
        "user": "your own words",
        "plan": "courtesy",
    }.get(kind, kind)
    return f"<cite>{escape(words)}</cite>"


def mail_link(link: str) -> str:
    """A link that opens the user's own mail program with the draft in it, unsent."""
    return f"<a class='out' href='{escape(link, quote=True)}'>Open in my mail program</a>"


def debrief(found: Value) -> str:
    """First what worked, then one thing to try; the rest folded away."""
    if not found["scored"]:
        return (
            "<section class='card'><h3>Nothing to say yet</h3><p>There was too little to learn from, and that is fine. "
            "Two or three sentences next time are enough.</p></section>"
        )
    first_of_each = {strength["code"]: strength for strength in reversed(found["strengths"])}
    worked = "".join(
        f"<li><b>{_code(code)}</b><blockquote>{escape(strength['quote'])}</blockquote></li>"
        for code, strength in reversed(first_of_each.items())
    )
    html = (
        f"<section class='card'><h3>What worked</h3><ul class='notes'>{worked}</ul></section>"
        if worked
        else ""
    )
    one = found["one_thing"]
    if one:
        html += (
            f"<section class='card'><h3>One thing to try</h3><p>{escape(one['why'])}</p>"
            f"<blockquote>{escape(one['quote'])}</blockquote><p>You could say: <b>“{escape(one['say_instead'] or '')}”</b></p></section>"
        )
    rest = [c for c in found["changes"] if not one or (c["code"], c["turn"]) != (one["code"], one["turn"])]
    if rest:
        rows = "".join(
            f"<li><b>{_code(c['code'])}</b><blockquote>{escape(c['quote'])}</blockquote>{escape(c['say_instead'] or '')}</li>"
            for c in rest
        )
        html += f"<details class='card'><summary>More, if you want it</summary><ul class='notes'>{rows}</ul></details>"
    return (
        html or "<section class='card'><h3>A good talk</h3><p>There is nothing I would change.</p></section>"
    )


def _code(code: str) -> str:
    return escape(code.replace("_", " ").replace("follow up", "follow-up").capitalize())


def plan(made: Value) -> str:
    """The next steps, the easiest first, and what is owed on both sides."""
    steps = "".join(
        f"<article class='card'><h3>{escape(step['person'] or 'You')} <span class='tag'>size {step['size']} of 5 · by "
        f"{escape(step['due'])}</span></h3><p><b>{escape(step['what'])}</b></p><p>{escape(step['why'])}</p></article>"
        for step in made["steps"]
    )
    if not steps:
        steps = (
            "<section class='card'><h3>Nothing is due</h3><p>A small step, if you like one: write down one person you were "
            "glad to see lately.</p></section>"
        )
    for title, key in (("You said you would", "owed_by_me"), ("They offered", "owed_to_me")):
        rows = "".join(f"<li>{escape(row['person'])}: {escape(row['text'])}</li>" for row in made[key])
        steps += (
            f"<details class='card'><summary>{title} ({len(made[key])})</summary><ul>{rows}</ul></details>"
            if rows
            else ""
        )
    quiet = "".join(
        f"<li>{escape(row['person'])}, since {escape(row['last_contact'] or 'long ago')}</li>"
        for row in made["drifting"]
    )
    if quiet:
        steps += f"<details class='card'><summary>Quiet for a while ({len(made['drifting'])})</summary><ul>{quiet}</ul></details>"
    return steps


def person(page: Value) -> str:
    """One person: what is known and since when, ties, notes."""
    contact = "".join(
        f"<dt>{escape(kind)}</dt><dd>{escape(', '.join(values))}</dd>"
        for kind, values in page["contact"].items()
    )
    facts = "".join(
        f"<li><b>{escape(f['kind'].replace('_', ' '))}</b> {escape(str(f['value']))}"
        f"{_span(f)}<blockquote>{escape(f['citation']['quote'])}</blockquote></li>"
        for f in page["facts"]
    )
    ties = "".join(f"<li>{escape(t['person'])}: {escape(t['relation'])}</li>" for t in page["ties"])
    notes = "".join(
        f"<li><cite>{escape(n['date'] or 'undated')}</cite><blockquote>{escape(n['text'])}</blockquote></li>"
        for n in reversed(page["notes"])
    )
    also = f"<p>Also {escape(', '.join(page['aliases']))}</p>" if page["aliases"] else ""
    return (
        f"<section class='card'><h3>{escape(page['person'])}</h3>{also}<dl>{contact}</dl>"
        f"{f'<h4>What your notes say</h4><ul class=notes>{facts}</ul>' if facts else ''}"
        f"{f'<h4>Knows</h4><ul>{ties}</ul>' if ties else ''}"
        f"<h4>Notes</h4><ul class='notes'>{notes}</ul></section>"
    )


def _span(fact: Value) -> str:
    parts = [
        f"since {fact['since']}" if fact["since"] else "",
        f"until {fact['until']}" if fact["until"] else "",
    ]
    return escape(f" ({', '.join(filter(None, parts))})") if any(parts) else ""


def checkup(made: Value) -> str:
    """Each check and each setting; never a secret."""
    checks = "".join(
        f"<li>{'✓' if c['ok'] else '✗'} <b>{escape(c['name'])}</b>: {escape(c['detail'])}</li>"
        for c in made["checks"]
    )
    rows = "".join(
        f"<tr><td>COACH_{escape(name.upper())}</td><td>{escape(str(s['value']))}</td><td>{escape(str(s['source']))}</td></tr>"
        for name, s in made["settings"].items()
    )
    leaves = (
        "Some words leave this machine, because you set an address elsewhere."
        if made["leaves_this_machine"]
        else "Nothing leaves this machine."
    )
    return (
        f"<section class='card'><h3>{leaves}</h3><ul>{checks}</ul><details><summary>Every setting, and where it comes "
        "from</summary><table><thead><tr><th scope='col'>setting</th><th scope='col'>value</th><th scope='col'>from</th></tr>"
        f"</thead><tbody>{rows}</tbody></table></details></section>"
    )


def problem(sentence: str) -> str:
    """An error, said where the user looks."""
    return f"<section class='card needs' role='alert'><p>{escape(sentence)}</p></section>"
