"""What the coach says in a chat about a skill's result: short, kind, and always with one next step."""

from coach.people.forgetting import Forgotten
from coach.skills.advise import Advice
from coach.skills.draft import Draft
from coach.skills.event import EventCard
from coach.skills.plan import Plan
from coach.skills.rehearse import Rehearsal
from coach.skills.remember import Remembered
from coach.skills.suggest import Suggestions
from coach.types import Citation


def broke() -> str:
    return "Something broke that should not have. Nothing that was saved is lost. Please try once more."


def whom_for() -> str:
    return "Gladly. Whom would you like to write to? A first name is enough."


def whom_to_forget() -> str:
    return "Whom would you like me to remove? Say the name; I show what would go before anything does."


def which_goal() -> str:
    return "Gladly. What is your goal, in a sentence or two? For example: I want to move from shop work to nursing."


def with_whom() -> str:
    return (
        "Good idea; nobody sees it. Whom would you like to practise with? A name from your book, or a scene such as "
        "coffee with a stranger, a career fair, or leaving a conversation."
    )


def paused() -> str:
    return "Our practice talk waits where it was; say “go on” to come back to it."


def suggestions(found: Suggestions) -> str:
    """The people, best first, with their first reason; or how to find somebody."""
    if not found.suggestions:
        said = "Nobody in your notes fits this goal yet, and that is an answer too. What may help:"
        return "\n".join([said, *(f"- {idea}" for idea in found.how_to_find)])
    lines = ["Here is whom I would tell, and why. Three are plenty; one is enough to begin with."]
    for suggestion in found.suggestions:
        reason = suggestion.reasons[0]
        lines.append(
            f"- **{suggestion.person}** ({suggestion.pick}): {reason.text} “{reason.citation.quote}”"
        )
    return "\n".join(lines)


def advice_with_opener(advice: Advice, name: str, opener: str, rests_on: Citation | None) -> str:
    """How to begin with one person, from the user's own notes, and after it what the guides say."""
    noted = f" You wrote: “{rests_on.quote}”" if rests_on else ""
    return f"With {name} you could begin like this: “{opener}”{noted}\n\n{advice.answer}"


def draft(made: Draft) -> str:
    """One line about the draft and, if it needs the user, the first question."""
    if made.status == "ready":
        return f"Here is a draft for {made.to}. Read it, change what does not sound like you, and send it yourself when you are ready."
    if not made.gaps:
        failed = next((check.detail for check in made.checks if not check.passed), "")
        return f"Here is a start for {made.to}. One thing is not right yet: {failed}"
    gap = made.gaps[0]
    how = " Say it as you would say it to them; your words stay as they are." if gap.field else ""
    return f"Here is a start for {made.to}. It needs one word from you: **{gap.what}** {gap.why}{how}"


def rehearsal(talk: Rehearsal) -> str:
    """The partner's last words; after the talk, what worked and one thing to try."""
    debrief = talk.debrief
    last = next((turn.text for turn in reversed(talk.transcript) if turn.speaker == "partner"), "")
    if debrief is None:
        return last if talk.state == "paused_for_care" else f"**{talk.partner}:** {last}"
    if not debrief.scored:
        return "There was too little to say anything about, and that is fine. Come back whenever you like."
    worked = debrief.strengths[0] if debrief.strengths else None
    lines = [f"**{talk.partner}:** {last}"] if last else []
    lines += [f"What worked: “{worked.quote}”"] if worked else []
    if debrief.one_thing:
        lines.append(
            f"One thing to try: {debrief.one_thing.why} You could say: “{debrief.one_thing.say_instead}”"
        )
    else:
        lines.append("There is nothing I would change.")
    return "\n\n".join(lines)


def questions(seen: Remembered) -> str:
    return " ".join(seen.questions) or "Whom is this about? Say the name, and I will keep it with them."


def confirm_remember(seen: Remembered) -> str:
    """What would be saved, and the question."""
    who = f"{seen.person}, who is new in your book" if seen.new_person else seen.person
    known = "; ".join(f"{fact.kind}: {fact.value}" for fact in seen.facts)
    due = "; ".join(f"{reminder.due}: {reminder.text}" for reminder in seen.reminders)
    parts = [f"I would write this down about {who}."]
    parts += [f"Facts: {known}."] if known else []
    parts += [f"Reminder: {due}."] if due else []
    return " ".join([*parts, "Shall I save it?"])


def remembered(saved: Remembered) -> str:
    return f"Saved with {saved.person}." if saved.saved else questions(saved)


def confirm_forget(seen: Forgotten) -> str:
    counts = ", ".join(f"{count} {what}" for what, count in seen.removed.items() if count)
    return f"This removes {seen.person} for good ({counts or 'nothing but the name'}), and cannot be undone. Shall I?"


def forgotten() -> str:
    """Names nobody: this reply is kept in the chat."""
    return "They are gone from your book, the indexes, drafts, rehearsals and chats."


def plan(made: Plan) -> str:
    """The steps, smallest first."""
    if not made.steps:
        return (
            "Nothing is due. A small step, if you like one: write down somebody you were glad to see lately."
        )
    return "\n".join(
        ["A few small steps, the easiest first:"]
        + [
            f"- {step.what} ({f'{step.person}, ' if step.person else ''}size {step.size} of 5, by {step.due}). {step.why}"
            for step in made.steps
        ]
    )


def event(card: EventCard) -> str:
    """What to take along to an event: who may be there and how to begin, a place to stand, when to leave, one step."""
    lines = [f"For {card.event}{f', {card.date}' if card.date else ''}:"]
    lines += [f"- **{one.person}** may be there. {one.why} To begin: “{one.opener}”" for one in card.people]
    lines += [f"- “What do you do?” You could say: “{card.what_i_do.text}”"] if card.what_i_do else []
    lines += [f"- A place to stand: {card.stand.text}", f"- To leave a talk: “{card.exit_line.text}”"]
    leave = f"at {card.leave_at}" if card.leave_at[0].isdigit() else card.leave_at
    return "\n".join([*lines, f"- You may go {leave}. {card.next_step}"])
