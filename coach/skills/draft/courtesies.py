"""Plans of messages that ask for nothing: thanks, congratulations, a kind no, an answer.

No model is asked. A needed fact that neither the notes nor the user give becomes a gap, never an invention.
"""

import re
from dataclasses import replace

from coach.guard.findings import FromProfile, FromUser
from coach.guard.moves import CONGRATULATES, THANKS
from coach.guard.vocabulary import claim_stems
from coach.people.profile import as_offer
from coach.skills.draft.answers import answered, as_answer
from coach.skills.draft.asks import as_thing, is_latin, questions_in
from coach.skills.draft.brief import Slot
from coach.skills.draft.held_back import TO_ME
from coach.skills.draft.lines import Line
from coach.skills.draft.moments import sounds_like, sounds_unlike
from coach.skills.draft.parts import Parts
from coach.skills.draft.second_person import without_label
from coach.skills.draft.typed import BASE_VERBS, to_reader, written
from coach.text import one_line

_MOST_QUESTIONS = 8
_ASKS_PRICE = re.compile(r"\b(?:charge|cost|price|fee|rate)s?\b", re.IGNORECASE)
_PRICE = re.compile(
    r"\b(?:free|no\s+(?:charge|money)|never\s+(?:take|charge))\b|[£$€]\s?\d|\d\s?(?:£|\$|€|euros?|pounds?)",
    re.IGNORECASE,
)
_UNREAD = "What you typed could not be put to them; a few words such as 'the book' are enough."
# What goes before the thing itself: "say a big thank you to her for", "congratulate him on".
_WORD = r"(?:(?:please\s+)?(?:say|tell|give|send|write)\s+(?:(?:her|him|them|you)\s+)?)?(?:(?:a|my|big|many|huge|warm)\s+)*"
_THANKS_FOR = (
    rf"^(?:{_WORD}thank(?:s|ing|\s+you)?\s+(?:(?:her|him|them|you|so|very|much)\s+|to\s+\w+\s+(?=for\b))*)?"
    r"(?:for\s+)?(?:that\s+(?=(?:she|he|they|you)\b))?"
)
_CONGRATULATES_ON = rf"^(?:{_WORD}congrat\w*\s+(?:(?:her|him|them|you)\s+)*)?(?:(?:on|for)\s+)?"
_NAMES_NEWS = re.compile(
    r"\b(?:your|on\s+the|for\s+the|that\s+the|you\s+(?:have\s+)?(?:\w+ed|got|won|made|did|are|have)|you['’](?:ve|re)|new)\b",
    re.IGNORECASE,
)
_SAME_THING = 2  # telling words of a question and of the line that answers it
_OF_SOMEBODY = re.compile(r"\b(?:she|he|her|his|him|they|their|them)\b|[?:\"“]|\[\[|^\d", re.IGNORECASE)
# A line that itself turns something down; "I need my weekends" alone does not tell what.
_SAYS_NO_TO = re.compile(
    r"\b(?:can(?:no|['’])t|can\s+not|won['’]?t|will\s+not|unable|not\s+able|say(?:ing)?\s+no\s+to|declin\w+|pass\s+on|not\s+(?:be|join|take|do|come)\w*)\b"
    r"\W+(?:\w+\W+){0,12}\w{4,}",
    re.IGNORECASE,
)
_OFFER = re.compile(r"^you\s+(?:have\s+|had\s+)?offered\b", re.IGNORECASE)


def _typed(parts: Parts, before: str, owner: str = "") -> tuple[str, str, str]:
    """What the user typed as the ask, said to the reader: a thing, or else their deed, and what comes after it."""
    typed = re.sub(before, "", written(parts.request.ask or ""), flags=re.IGNORECASE)
    return as_thing(to_reader(typed, parts.called), owner)


def thanks(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    claimed = parts.request.ask or parts.request.line
    if claimed and parts.material.contradicted(claimed):
        parts.gap(
            "Did you really receive this?",
            "A note of yours says it did not happen; look at it before you give thanks.",
        )
    elif claimed and parts.was_mine(claimed):
        parts.gap("Was it not you who gave this?", "A note of yours says that it came from you.")
    found = _kindness_of(parts)
    what, deed, besides = _typed(parts, _THANKS_FOR)
    if parts.request.ask and not (what or deed):
        parts.gap(f"What do you want to thank {parts.first} for?", _UNREAD, "ask")
    elif what:
        told = f"This is only a short note, because I want to thank you for {what}. {besides}".strip()
        thanked = parts.user_slot("thanks", f"thank you for {what}. {besides}", told)
        slots.append(replace(thanked, short=f"Thank you for {what}! {besides}".strip()))
    elif deed:
        told = f"{deed}, and I want to thank you for that. {besides}".strip()
        slots.append(
            replace(
                parts.user_slot("thanks", told, told), short=f"{deed}. Thank you for that! {besides}".strip()
            )
        )
    elif found is not None:
        text = found.text
        slots.append(parts.from_note("thanks", found, f"{text}. I want to thank you for that", f"{text}, and I want to thank you for that.",
                                     f"{text}. Thank you for that!"))  # fmt: skip
    elif not THANKS.search(parts.request.line or ""):
        gave = any(line.text.startswith("I ") for line in parts.lines)
        why = "Your notes only say what you gave." if gave else "Your notes do not say what you received."
        parts.ask_for(f"What do you want to thank {parts.first} for?", why, "ask")
    if slots:
        slots += parts.own_line()
    elif parts.request.line:
        slots += [parts.line_slot("thanks")]
    kind = parts.courtesy("wish")
    word = parts.courtesy("why")
    about = [word, kind] if slots else []  # "it meant a lot" needs an "it"
    return [
        *slots,
        *about,
        parts.out(),
    ]


def congratulate(parts: Parts) -> list[Slot]:
    slots: list[Slot] = []
    claimed = parts.request.ask or parts.request.line
    if claimed and parts.material.contradicted(claimed):
        parts.gap("Did this really happen?", "A note of yours says it did not, or that it is over.")
    news = _news_of(parts)
    what, deed, besides = _typed(parts, _CONGRATULATES_ON, owner="your")
    if parts.request.ask and not (what or deed):
        parts.gap(f"What do you want to congratulate {parts.first} on?", _UNREAD, "ask")
    elif what or deed:
        told = f"Congratulations on {what}!" if what else f"{deed}. Congratulations!"
        told = f"{told} {besides}".strip()
        slots.append(parts.user_slot("news", told, told))
    elif news is not None:
        slots.append(
            parts.from_note(
                "news",
                news,
                f"Congratulations! {news.text}",
                f"Congratulations! {news.text}, and I am very happy for you.",
                f"{news.text}. Congratulations!",
            )
        )
    else:
        slots += parts.own_line("news")
    if not slots or (slots[0].fixed and not _NAMES_NEWS.search(parts.request.line or "")):
        parts.ask_for(
            f"What do you want to congratulate {parts.first} on?",
            "Your notes hold no good news of theirs.",
            "ask",
        )
    if slots and slots[0].move == "news" and not slots[0].fixed:
        slots += parts.own_line()
    glad = parts.courtesy("why")
    company = parts.courtesy("wish", "company")
    good_time = parts.worded("wish")
    unsaid = slots and slots[0].fixed and not CONGRATULATES.search(slots[0].planned)
    wish = parts.courtesy(
        "wish", text=f"Congratulations, and {good_time}" if unsaid else good_time, optional=False
    )
    return [
        *slots,
        *([glad] if slots else []),
        wish,
        company,
        parts.out(),
    ]


def _kindness_of(parts: Parts) -> Line | None:
    """What they did for the user, by its words or else by its meaning; an offer only where nothing was done and it may have come."""
    return (
        parts.best(
            lambda line: (
                parts.is_kindness(line)
                and not _OFFER.match(line.text)
                and not sounds_unlike("kindness", line.text)
            )
        )
        or parts.best(
            lambda line: (
                parts.is_young(line) and not parts.is_news(line) and sounds_like("kindness", line.text)
            )
        )
        or parts.best(
            lambda line: (
                parts.is_kindness(line) and _OFFER.match(line.text) and not parts.material.never_came(line)
            )
        )
    )


def _news_of(parts: Parts) -> Line | None:
    """Good news of theirs: by its words, or else by its meaning; without an afterthought that is about the user or is none."""

    def begun(line: Line) -> Line:
        return replace(line, text=line.text.partition(", ")[0])

    def tells_news(line: Line) -> bool:
        by_meaning = parts.is_young(line) and parts.is_concrete(line) and sounds_like("news", line.text)
        return parts.is_news(line) or by_meaning

    found = (
        parts.best(parts.is_news)
        or parts.best(tells_news)
        or parts.best(lambda line: tells_news(begun(line)))
    )
    if found is None or (tells_news(found) and not TO_ME.search(found.text)) or not tells_news(begun(found)):
        return found
    return begun(found)


def decline(parts: Parts) -> list[Slot]:
    asked = parts.best(
        lambda line: re.match(
            r"you (?:also |just |have |would like ){0,2}(?:(?:ask|asked|invite|invited|want|wanted) me (?:to|whether|if|for|out|along|on|in|as|at|will)|want (?:the|a|an|my|our)|asked (?:if|whether|will|would|could|can) (?:i|we) )\b",
            line.text,
            re.IGNORECASE,
        )
    )
    slots: list[Slot] = []
    what, _, besides = _typed(
        parts,
        r"^(?:please\s+)?(?:decline|sorry,?\s+(?:but\s+)?|say\s+no\s+to|turn\s+down|no\s+to|I\s+(?:can(?:['’]t|not|\s+not)|won['’]t|do(?:n['’]t|\s+not)\s+want\s+to)(?=\s))?\s*",
    )
    what = re.sub(r",?\s+sorry$", "", what)
    doing = re.match(rf"(?:to\s+|(?=(?:{'|'.join(BASE_VERBS)}|do|run|hold|lead)\b))", what)
    if parts.request.ask and not what:
        parts.gap("What do you want to say no to?", _UNREAD, "ask")
    elif what:
        told = (
            f"Thank you for asking me to {what[doing.end() :]}."
            if doing
            else f"Thank you for thinking of me for {what}."
        )
        slots.append(parts.user_slot("thanks", told, told))
    elif asked is not None and len(claim_stems(parts.request.line or "") & claim_stems(asked.text)) < 2:
        slots.append(
            parts.from_note(
                "thanks",
                asked,
                f"{asked.text}. Thank you for thinking of me",
                f"{asked.text}, and it was kind of you to think of me.",
                f"{asked.text}.",
            )
        )
    elif asked is None and not _tells_what(parts):
        parts.ask_for("What do you want to say no to?", "Your notes do not say what was asked of you.", "ask")
    no = parts.courtesy("decline", optional=False)
    glad = parts.courtesy("why")
    wish = parts.courtesy("wish")
    return [
        *slots,
        no,
        *([parts.user_slot("line", besides, besides)] if besides else []),
        *parts.own_line(),
        glad,
        wish,
        parts.out(),
    ]


def _tells_what(parts: Parts) -> bool:
    """Whether the user's own line says what it turns down, by itself or by a word of the notes on them."""
    line = parts.request.line or ""
    noted = " ".join((*(text for text, _ in parts.material.sentences), *parts.material.secrets))
    return bool(_SAYS_NO_TO.search(line) or claim_stems(line) & claim_stems(noted))


def reply(parts: Parts) -> list[Slot]:
    message, line = parts.request.message, parts.request.line
    if message is None and line is not None and ("?" in line or len(line) > 300):
        message, line = line, None  # what was pasted is theirs, not the user's
    if message is None and not line:
        parts.gap(
            f"What did {parts.first} write?",
            "Paste their message, so that each question gets an answer.",
            "message",
        )
    slots = [parts.courtesy("thanks", optional=False)]
    questions = questions_in(message or "")
    if message and not is_latin(message):
        parts.gap(
            f"What does {parts.first} say, in English?",
            "Their message is in a script that the checks cannot read, so no answer could be vouched for.",
            "line",
        )
    if len(questions) > _MOST_QUESTIONS:
        parts.gap(
            f"Which of their {len(questions)} questions matter most?",
            f"Only the first {_MOST_QUESTIONS} are taken up here; paste the part that matters.",
            "message",
        )
    said = as_answer(parts.request.ask or "", message or "", parts.called) if parts.request.ask else ""
    told = answered(said, questions, message or "") if said else set()
    in_line = answered(line, questions, message or "") if line else set()
    for question in questions[:_MOST_QUESTIONS]:
        answer = (
            parts.user_slot("answer", said, said)
            if question in told
            else _answer_to(parts, question, message or "")
        )
        if answer is not None:
            slots += [answer] if answer not in slots else []
        elif question not in in_line:
            parts.gap(
                one_line(question)[:160],
                f"{parts.first} asks this, and neither you nor your notes answer it.",
                "line",
            )
    if line:
        slots.append(parts.line_slot("answer"))
    elif parts.request.ask and not any(slot.move == "answer" for slot in slots):
        slots.append(parts.user_slot("answer", said, said))
    if not any(slot.move == "answer" for slot in slots) and not parts.gaps:
        parts.gap(
            "What would you like to answer?",
            "Their message asks nothing that the notes could answer.",
            "line",
        )
    return [*slots, parts.courtesy("wish"),
            parts.courtesy("why"),
            parts.out()]  # fmt: skip


def _answer_to(parts: Parts, question: str, message: str) -> Slot | None:
    """What stands elsewhere for one question of theirs: the time given for "when", a note, or a price on the user's own page."""
    about_time = re.search(
        r"\b(?:when|free|available|what\s+(?:day|time)|which\s+day|suit\w*|make\s+it|\w+day)\b",
        question,
        re.IGNORECASE,
    )
    if about_time and parts.when is not None:
        phrase = re.sub(r"^on\s+", "", parts.when.phrase)
        return Slot(
            "answer",
            f"{phrase} works for me",
            f"{phrase[0].upper()}{phrase[1:]} works for me.",
            f"{phrase[0].upper()}{phrase[1:]} works for me.",
            (FromUser(parts.request.when or ""),),
        )
    line = _note_on(parts, question)
    if line is not None:
        return parts.from_note("answer", line, line.text, f"{line.text}.", f"{line.text}.")
    offer = next(
        (
            one
            for one in parts.profile.offers
            if _PRICE.search(one) and claim_stems(one) & claim_stems(message)
        ),
        "",
    )
    if offer and _ASKS_PRICE.search(question):
        text = f"{as_offer(offer)}."
        return Slot("answer", text, text, text, (FromProfile(offer),), support=(offer,))
    return None


def _note_on(parts: Parts, question: str) -> Line | None:
    """What a note says of the thing they ask about, of the user or of the thing itself, as it stands; the newest."""
    asked = claim_stems(question)
    found = [
        Line(text.strip(" ."), citation)
        for text, citation in ((without_label(said), cited) for said, cited in parts.material.sentences)
        if len(asked & claim_stems(text)) >= _SAME_THING
        and not _OF_SOMEBODY.search(text)
        and text.isprintable()
    ]
    best = max(found, key=lambda line: line.date, default=None)
    parts.answers |= {(best.citation.note_id, best.citation.quote)} if best else set()
    return best
