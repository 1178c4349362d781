"""One plan a purpose: which parts, in which order, resting on what.

No model is asked. A needed fact that neither the notes nor the user give becomes a gap, never an invention.
"""

import re
from collections.abc import Callable

from coach.guard.findings import FromPlan, FromProfile, FromUser, Source
from coach.skills.draft import material as m
from coach.skills.draft.asks import introduction, questions_in
from coach.skills.draft.brief import Slot
from coach.skills.draft.parts import Parts
from coach.skills.draft.profile import as_goal
from coach.text import one_line


def lunch(parts: Parts) -> list[Slot]:
    if parts.when is None and not parts.profile.free:
        parts.gap("When could you meet?", "An invitation needs a time frame; a day or a week is enough.")
    return [
        *parts.connection(), *parts.own_line(),
        parts.courtesy("why", "it would be nice to have time to talk", "It would be nice to sit down and have time to talk.", optional=True),
        parts.ask("Would you like to have lunch or a coffee somewhere near you", "lunch or coffee near you", meeting=True),
        *parts.give(), parts.out(),
    ]  # fmt: skip


def thanks(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    claimed = parts.request.ask or parts.request.line
    against = parts.material.contradicted(claimed) if claimed else None
    if against is not None:
        parts.gap(
            "Did you really receive this?",
            "A note of yours says it did not happen; look at it before you give thanks.",
        )
    found = parts.best(
        lambda line: m.KINDNESS.match(line.text) and re.search(r"\b(?:me|my|us|our)\b", line.text)
    )
    if parts.request.ask:
        what = re.sub(
            r"^(?:thank(?:s| you)?\s+(?:you\s+)?)?(?:for\s+)?", "", parts.request.ask, flags=re.IGNORECASE
        ).strip(" .")
        slots.append(parts.user_slot("thanks", f"thank you for {what}", f"I want to thank you for {what}."))
    elif found is not None:
        text = found.text
        slots.append(parts.from_note("thanks", found, f"{text}. I want to thank you for that", f"{text}, and I want to thank you for that.",
                                     f"{text}. Thank you for that!"))  # fmt: skip
    elif not parts.request.line:
        gave = any(line.text.startswith("I ") for line in parts.lines)
        why = "Your notes only say what you gave." if gave else "Your notes do not say what you received."
        parts.gap(f"What do you want to thank {parts.first} for?", why)
    if slots:
        slots += parts.own_line()
    elif parts.request.line:
        slots += [parts.line_slot("thanks")]
    kind = parts.courtesy(
        "wish",
        "I hope to do something for you one day",
        "I hope I can do something kind for you in return one day.",
        optional=True,
    )
    word = parts.courtesy(
        "why",
        "it meant a lot to me, and I want to say so plainly",
        "It meant a lot to me, and I wanted to say so plainly instead of only thinking it.",
        optional=True,
    )
    return [
        *slots,
        word,
        kind,
        parts.out(
            "no need to reply", "There is no need to reply; I just wanted you to know.", "No need to reply!"
        ),
    ]


def follow_up(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    promise = parts.best(lambda line: m.PROMISE.match(line.text))
    topic = (
        promise
        or parts.best(lambda line: m.TOLD.match(line.text) or m.TOGETHER.match(line.text))
        or parts.best()
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
        parts.gap(
            f"What did you and {parts.first} talk about?",
            "Your notes hold nothing that may be taken up again.",
        )
    slots += parts.own_line("topic" if not slots else "line")
    why = parts.courtesy(
        "why",
        "it was on my mind and I did not want to let it drop",
        "I did not want to let that drop, so here is a short note from me.",
        optional=True,
    )
    ask = parts.ask(
        "Would you have a few minutes to talk about it",
        "a few minutes to talk about it",
        meeting=parts.when is not None,
    )
    return [*slots, why, ask, *parts.give(), parts.out()]


def reconnect(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    met = parts.best(lambda line: m.MET.match(line.text)) or parts.best(
        lambda line: m.TOGETHER.match(line.text)
    )
    if met is not None:
        slots.append(
            parts.from_note(
                "met", met, met.text, f"{met.text}, and I would like to be in touch again.", f"{met.text}."
            )
        )
    else:
        slots += parts.met_at("I would like to be in touch again")
    hook = parts.best(lambda line: met is None or line.citation.quote != met.citation.quote)
    if hook is not None:
        slots.append(parts.hook(hook, optional=bool(slots)))
    if not slots and not parts.request.line:
        parts.gap(
            f"How do you know {parts.first}?", "Your notes do not say where you met or what you did together."
        )
    slots += parts.own_line()
    why = parts.courtesy(
        "why",
        "I let our contact rest and would like to hear from you",
        "I let this rest for too long, and I would like to hear from you again.",
        optional=True,
    )
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
        parts.out(
            "no rush to answer",
            "There is no rush to answer, and a short line is plenty.",
            "No rush to answer!",
        ),
    ]


def ask_for_introduction(parts: Parts) -> list[Slot]:
    who, reason = introduction(parts.request.ask or "")
    if not who:
        parts.gap(f"Whom should {parts.first} introduce you to?", "Give the name and the reason with --ask.")
        who = "somebody in your circle"
    goal = as_goal(parts.profile.goal) if parts.profile.goal else ""
    slots = [*parts.connection(), *parts.own_line()]
    if reason:
        slots.append(
            parts.user_slot(
                "why",
                f"I would like to talk with {who} {reason}",
                f"I would like to talk with {who} {reason}.",
            )
        )
    elif goal:
        slots.append(
            Slot(
                "why",
                f"the reason: {goal}",
                f"The reason is simple: {goal[0] if goal.startswith('I') else goal[0].lower()}{goal[1:]}.",
                f"{goal}.",
                (FromProfile(parts.profile.goal),),
            )
        )
    elif not parts.request.line:
        parts.gap("Why would you like to meet them?", "A connector needs one reason to pass on.")
    source: Source = FromUser(parts.request.ask) if parts.request.ask else FromPlan("ask")
    slots.append(
        Slot(
            "ask",
            f"would you be willing to introduce me to {who}?",
            f"Would you be willing to introduce me to {who}?",
            f"Would you introduce me to {who}?",
            (source,),
        )
    )
    easy = parts.courtesy(
        "ease",
        "I put a few lines below that you can pass on",
        "I have put a few lines below that you can pass on as they are.",
        optional=True,
    )
    return [
        *slots,
        *([easy] if parts.request.channel == "email" else []),
        parts.out(
            "a no is fine",
            "If it does not feel right to you, a no is fine, and I will not mind.",
            "A no is fine!",
        ),
    ]


def share_goal(parts: Parts) -> list[Slot]:
    slots = parts.connection()
    goal = as_goal(parts.profile.goal) if parts.profile.goal else ""
    if goal and not parts.request.line:
        slots.append(
            Slot(
                "goal",
                f"I have a goal to tell you: {goal}",
                f"I have a goal that I want to tell you about: {goal[0].lower() if not goal.startswith('I') else 'I'}{goal[1:]}.",
                f"{goal}.",
                (FromProfile(parts.profile.goal),),
            )
        )
    elif parts.request.line:
        slots.append(parts.line_slot("goal"))
    else:
        parts.gap(
            "What is your goal?", "Say it with --line, or write it in your own page (me.md) under Goals."
        )
    why = parts.courtesy(
        "why",
        "I tell you because nobody can help with what they do not know",
        "I am telling you because nobody can help with what they do not know.",
        optional=True,
    )
    ask = parts.ask(
        "Is there one person or one idea that comes to mind",
        "one person or one idea that comes to mind",
        meeting=False,
    )
    return [*slots, why, ask, *parts.give(), parts.out()]


def congratulate(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    news = parts.best(lambda line: m.NEWS.match(line.text))
    if parts.request.ask:
        what = re.sub(r"^(?:congrat\w+\s+)?(?:on|for)\s+", "", parts.request.ask, flags=re.IGNORECASE).strip(
            " ."
        )
        slots.append(parts.user_slot("news", f"congratulations on {what}", f"Congratulations on {what}!"))
    elif news is not None:
        slots.append(
            parts.from_note(
                "news",
                news,
                f"{news.text}. Congratulations on that",
                f"{news.text}, and I want to say congratulations!",
                f"{news.text}. Congratulations!",
            )
        )
    elif parts.request.line:
        slots.append(parts.line_slot("news"))
    else:
        parts.gap(
            f"What do you want to congratulate {parts.first} on?", "Your notes hold no good news of theirs."
        )
    if slots and slots[0].move == "news" and not slots[0].fixed:
        slots += parts.own_line()
    glad = parts.courtesy(
        "why",
        "I was glad and wanted to say so",
        "I was glad about it, and I did not want to keep that to myparts.",
        optional=True,
    )
    wish = parts.courtesy(
        "wish",
        "I wish you a good time with it and a quiet moment to enjoy it",
        "I wish you a good time with it, and a quiet moment to enjoy it.",
    )
    return [
        *slots,
        glad,
        wish,
        parts.out(
            "no need to reply", "There is no need to reply; I just wanted to say it.", "No need to reply!"
        ),
    ]


def decline(parts: Parts) -> list[Slot]:
    asked = parts.best(
        lambda line: re.match(r"you (?:also )?(?:asked|invited|wanted|offered)\b", line.text, re.IGNORECASE)
    )
    slots: list[Slot] = []
    if parts.request.ask:
        what = re.sub(
            r"^(?:(?:please\s+)?(?:decline|say no to|turn down)\s+)?",
            "",
            parts.request.ask,
            flags=re.IGNORECASE,
        ).strip(" .?")
        slots.append(
            parts.user_slot(
                "thanks",
                f"thank you for thinking of me for {what}",
                f"Thank you for thinking of me for {what}.",
            )
        )
    elif asked is not None and not parts.request.line:
        slots.append(
            parts.from_note(
                "thanks",
                asked,
                f"{asked.text}. Thank you for that",
                f"{asked.text}, and I thank you for thinking of me.",
                f"{asked.text}.",
            )
        )
    elif not parts.request.line:
        parts.gap("What do you want to say no to?", "Your notes do not say what was asked of you.")
    no = parts.courtesy(
        "decline", "I have to say no this time", "I have thought about it, and I have to say no this time."
    )
    glad = parts.courtesy(
        "why",
        "I was glad to be asked",
        "I was glad to be asked, and it was not an easy answer to give.",
        optional=True,
    )
    wish = parts.courtesy(
        "wish",
        "I wish you well with it",
        "I wish you good luck with it, and I hope it goes well.",
        optional=True,
    )
    return [
        *slots,
        no,
        *parts.own_line(),
        glad,
        wish,
        parts.out(
            "I hope that is all right with you",
            "I hope that is all right with you, and please do ask me again another time.",
            "I hope that is all right!",
        ),
    ]


def reply(parts: Parts) -> list[Slot]:
    message, line = parts.request.message, parts.request.line
    if message is None and line is not None and ("?" in line or len(line) > 300):
        message, line = line, None  # what was pasted is theirs, not the user's
    if message is None:
        parts.gap(
            f"What did {parts.first} write?", "Paste their message, so that each question gets an answer."
        )
    slots = [
        parts.courtesy(
            "thanks", "thank you for your message", "Thank you for your message; I was glad to get it."
        )
    ]
    for question in questions_in(message or ""):
        answer = parts.answer_to(question)
        if answer is not None:
            slots.append(answer)
        else:
            parts.gap(
                one_line(question)[:160],
                f"{parts.first} asks this, and neither you nor your notes answer it.",
            )
    if line:
        slots.append(parts.line_slot("answer"))
    elif parts.request.ask and not any(slot.move == "answer" for slot in slots):
        slots.append(
            parts.user_slot(
                "answer",
                f"answer: {parts.request.ask}",
                f"{one_line(parts.request.ask).strip(' .')[0].upper()}{one_line(parts.request.ask).strip(' .')[1:]}.",
            )
        )
    if not any(slot.move == "answer" for slot in slots) and not parts.gaps:
        parts.gap("What would you like to answer?", "Their message asks nothing that the notes could answer.")
    return [*slots, parts.courtesy("wish", "I would be glad to hear from you again", "I would be glad to hear from you again when it suits you.", optional=True),
            parts.courtesy("why", "this is a short answer, and I can say more another time", "This is a short answer, and I would be happy to say more another time.", optional=True),
            parts.out("no rush", "There is no rush on your side.", "No rush!")]  # fmt: skip


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
