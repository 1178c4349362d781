"""Plans of messages that ask for one small thing, and the table of all purposes.

No model is asked. A needed fact that neither the notes nor the user give becomes a gap, never an invention.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from coach.guard.findings import FromPlan, FromProfile, FromUser, Source
from coach.people.profile import as_goal
from coach.skills.draft import lines as m
from coach.skills.draft.asks import introduction
from coach.skills.draft.brief import Slot
from coach.skills.draft.connection import connection, met_at, told
from coach.skills.draft.courtesies import congratulate, decline, reply, thanks
from coach.skills.draft.manners import willing
from coach.skills.draft.parts import Parts
from coach.skills.draft.typed import to_reader, written

_AN_OCCASION = re.compile(r"for an?\b", re.IGNORECASE)  # "a quick call", where "ten minutes" is how long


def lunch(parts: Parts) -> list[Slot]:
    if parts.when is None and not parts.profile.free:
        parts.gap(
            "When could you meet?", "An invitation needs a time frame; a day or a week is enough.", "when"
        )
    meal = "lunch or a coffee" if parts.has_time_for_lunch() else "a coffee"
    return [
        *connection(parts), *parts.own_line(),
        parts.courtesy("why"),
        parts.ask(f"Would you like to have {meal} somewhere near you", f"{meal} near you", meeting=True),
        *parts.give(), parts.out(),
    ]  # fmt: skip


def follow_up(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    promise = parts.best(
        lambda line: (
            m.PROMISE.match(line.text)
            and m.telling(re.sub(r"^I\s+\w+", "", line.text))  # "I promised to send" names no thing
            and line.citation.quote not in parts.kept_promises
        )
    )
    topic = promise or parts.best(
        lambda line: (m.TALKED.match(line.text) or m.DOING.match(line.text)) and parts.is_concrete(line)
    )
    if topic is None:
        topic = parts.best(
            lambda line: m.TAKEN_UP.match(line.text) and parts.is_young(line) and parts.is_concrete(line)
        )
    if topic is not None:
        text = topic.text
        tail = (
            ", and I have not forgotten it" if topic is promise else ", and I would like to come back to that"
        )
        slots.append(
            parts.from_note(
                "topic", topic, f"{text}. I would like to come back to that", f"{text}{tail}.", f"{text}."
            )
        )
    elif not parts.request.line:
        parts.ask_for(
            f"What did you and {parts.first} talk about?",
            "Your notes hold nothing that may be taken up again.",
            "line",
        )
    slots += parts.own_line("topic" if not slots else "line")
    why = parts.courtesy("why")
    question, facts = "Would you have a few minutes to talk about it", "a few minutes to talk about it"
    if promise is not None:
        question, facts = "Is it still of use to you", "is it still of use to you"
    ask = parts.ask(question, facts, meeting=parts.when is not None)
    return [*slots, *([why] if slots else []), ask, *parts.give(), parts.out()]


def reconnect(parts: Parts) -> list[Slot]:
    slots = told(parts)
    met = (
        None
        if slots
        else parts.best(lambda line: m.MET.match(line.text))
        or parts.best(lambda line: m.TOGETHER.match(line.text) and parts.is_concrete(line))
    )
    if met is not None:
        slots.append(
            parts.from_note("met", met, met.text, f"{met.text}, {parts.tail('together')}.", f"{met.text}.")
        )
    elif not slots and not parts.is_family():
        slots += met_at(parts)
    known = slots or parts.is_family()
    hook = parts.best(parts.is_concrete if known else parts.is_shared)
    if hook is not None:
        said = parts.hook(hook, optional=bool(slots))
        # Who has just said that they would like to be in touch does not say so twice.
        slots.append(replace(said, planned=said.short) if slots and m.TOGETHER.match(hook.text) else said)
    elif not slots and parts.is_family():
        slots += connection(parts)
    if not slots and not parts.request.line and parts.material.notes:
        parts.ask_for(
            f"How do you know {parts.first}?",
            "Your notes do not say where you met or what you did together.",
            "about",
        )
    slots += parts.own_line()
    why = parts.courtesy("why")
    ask = parts.ask(
        "How are you these days, and what keeps you busy",
        "how you are these days",
        meeting=parts.when is not None,
    )
    return [
        *slots,
        why,
        ask,
        *parts.give(),
        parts.out(),
    ]


def ask_for_introduction(parts: Parts) -> list[Slot]:
    who, reason, besides = introduction(to_reader(written(parts.request.ask or ""), parts.called))
    if not who:
        parts.gap(f"Whom should {parts.first} introduce you to?", "A name and a reason are enough.", "ask")
        who = "somebody in your circle"
    goal = as_goal(parts.profile.goal) if parts.profile.goal else ""
    slots = [*connection(parts), *parts.own_line()]
    if reason:
        told = f"I would like to talk with {who}{f': {reason[4:]}' if _AN_OCCASION.match(reason) else f' {reason}'}."
        slots.append(parts.user_slot("why", f"{told} {besides}", f"{told} {besides}".strip()))
    elif goal and not besides:
        slots.append(
            Slot(
                "why",
                f"the reason: {goal}",
                f"{goal}."
                if ":" in goal
                else f"The reason is simple: {goal[0] if goal.startswith('I') else goal[0].lower()}{goal[1:]}.",
                f"{goal}.",
                (FromProfile(parts.profile.goal),),
            )
        )
    elif parts.request.ask and not parts.request.line and not besides:
        parts.gap("Why would you like to meet them?", "A connector needs one reason to pass on.", "line")
    asking = willing(parts.request.manner)
    source: Source = FromUser(parts.request.ask) if parts.request.ask else FromPlan("ask")
    slots.append(
        Slot(
            "ask",
            f"{asking[0].lower()}{asking[1:]} introduce me to {who}?",
            f"{asking} introduce me to {who}?",
            f"Would you introduce me to {who}?",
            (source,),
        )
    )
    if besides and not reason:
        slots.append(parts.user_slot("why", besides, besides))
    easy = parts.courtesy("ease")
    return [
        *slots,
        *([easy] if parts.request.channel == "email" else []),
        *parts.give(),
        parts.out(),
    ]


def share_goal(parts: Parts) -> list[Slot]:
    slots = connection(parts)
    goal = as_goal(parts.profile.goal) if parts.profile.goal else ""
    if goal and not parts.request.line:
        told = re.sub(r"^My goal is(?: this:)?\s+", "", goal)
        slots.append(
            Slot(
                "goal",
                f"I have a goal to tell you: {told if ':' in goal else goal}",
                f"I have a goal that I want to tell you about: {'my' + told[2:] if told.startswith('My ') else told}.",
                f"{goal}.",
                (FromProfile(parts.profile.goal),),
            )
        )
    elif parts.request.line:
        slots.append(parts.line_slot("goal"))
    else:
        unsaid = (
            "your own page keeps the goal it names from people like them."
            if parts.keeps_goals
            else "your own page (me.md) does not name one yet."
        )
        parts.gap("What is your goal?", f"One line is enough; {unsaid}", "line")
    why = parts.courtesy("why")
    ask = parts.ask(
        "Is there one person or one idea that comes to mind",
        "one person or one idea that comes to mind",
        meeting=False,
    )
    return [*slots, why, ask, *parts.give(), parts.out()]


PURPOSE_PLANS: dict[str, Callable[[Parts], list[Slot]]] = {
    "lunch_invite": lunch,
    "thank_you": thanks,
    "follow_up": follow_up,
    "reconnect": reconnect,
    "intro_request": ask_for_introduction,
    "share_goal": share_goal,
    "congratulate": congratulate,
    "decline": decline,
    "reply": reply,
}
