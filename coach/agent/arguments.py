"""Reads the arguments of an action off the user's own sentence, for a model too small to be trusted with them."""

import re
from typing import Any

from coach.skills.draft.typed import with_capitals
from coach.text import MONTHS, WEEKDAYS, one_line

_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?)"
_CLOCK = r"(?:,?\s+(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:\s*[ap]m)?|\d{1,2}\s*[ap]m|noon)|\s+at\s+\d{1,2})"
_WHEN = re.compile(
    rf"\b((?:(?:next|this|coming|on|in the week of)\s+(?:week|month|weekend|{_DAY})(?:\s+(?:morning|afternoon|evening|lunchtime))?"
    rf"|tomorrow|{_DAY}s?(?:\s+or\s+\w+day)?)(?:,?\s+(?:the\s+)?{_DATE})?{_CLOCK}?|(?:on\s+)?{_DATE}{_CLOCK}?|\d{{4}}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
# What stands behind the name: what the thanks are for, or what is to be had together.
_BEHIND_THE_NAME = {
    "thank_you": re.compile(
        r"\s+(?:so\s+much\s+)?(?P<ask>(?:for|that)\s+(?!me\b|us\b).+)", re.IGNORECASE | re.DOTALL
    ),
    "congratulate": re.compile(r"\s+(?P<ask>(?:on|for)\s+(?!me\b|us\b).+)", re.IGNORECASE | re.DOTALL),
    "lunch_invite": re.compile(r"\s+for\s+(?P<ask>(?!me\b|us\b).+)", re.IGNORECASE | re.DOTALL),
}
_USUAL = re.compile(  # an invitation says so by itself
    r"(?:an?\s+|some\s+)?(?:lunch|coffee|tea|dinner|breakfast|walk|drinks?|(?:video\s+)?call)\b(?:\s+or\s+\w+)?\W*$",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\blevel\s*([1-5])\b", re.IGNORECASE)
_HARD = re.compile(r"\b(hard|tough|difficult|sceptical|skeptical|unfriendly)\b", re.IGNORECASE)
_CHANNELS = (
    ("linkedin_note", r"linkedin note|connection request"),
    ("linkedin_message", r"linkedin"),
    ("text", r"\btext|sms|whatsapp"),
)
_PURPOSES = (
    ("thank_you", r"thank|grateful|gratitude"),
    ("congratulate", r"congrat"),
    ("intro_request", r"introduc\w* me|put me in touch|introduction"),
    ("decline", r"declin|turn(ing)? (it |him |her |them )?down|say(ing)? no|a no to|can't come|cannot come"),
    ("reply", r"\b(reply|answer|respond)\b"),
    ("lunch_invite", r"lunch|coffee|tea\b|dinner|breakfast|walk\b|invit|video call|meet up"),
    (
        "reconnect",
        r"back in touch|reconnect|lost touch|reach out .*again|after (all )?(these |so many )?years|it('s| has) been",
    ),
    ("share_goal", r"\bmy goals?\b|what i('m| am) aiming"),
    ("follow_up", r"follow[- ]?up"),
)
_NAMED = re.compile(
    r"\b(?:to|with|for|invite|ask|forget|thank|be|are|as|play|about|on|tell|from|of|remove|delete|erase|rid of|text|email|message)"
    r"\s+((?:(?:Dr|Mrs?|Ms|Prof|Aunt|Uncle)\.?\s+)?[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2})"
)
_NOT_NAMES = {
    "linkedin",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "i",
    "spanish",
    "german",
}
_QUOTED = re.compile(r"[“\"]([^”\"]{3,300})[”\"]")


def name_in(text: str) -> str:
    """Who a sentence names, when nobody in the book answers to it: what stands like a name; empty if nothing does."""
    found = [name for name in _NAMED.findall(text) if name.casefold() not in _NOT_NAMES]
    return found[-1] if found else ""


def arguments_for(action: str, who: str, purpose: str, text: str) -> dict[str, Any]:
    """The arguments of an action, read off the user's own sentence; `purpose` is that of the nearest example."""
    whole = with_capitals(one_line(text))
    when = _WHEN.search(whole)
    quoted = _QUOTED.search(text)
    match action:
        case "ask" | "advise":
            return {"question": text}
        case "suggest":
            return {"goal": text}
        case "revise":
            return {"how": text}
        case "remember":
            return {"text": _after_command(text)}
        case "forget":
            return {"name": who}
        case "plan":
            days = re.search(r"\b(\d{1,3}) days\b", text)
            return {"days": int(days.group(1)) if days else 30 if "month" in text.lower() else 7}
        case "rehearse":
            level = _LEVEL.search(text)
            return {
                "with_name": who or None,
                "scene": None if who else text,
                "level": int(level.group(1)) if level else 4 if _HARD.search(text) else 2,
            }
        case _:
            plain = next(
                (kind for kind, words in _PURPOSES if re.search(words, text, re.IGNORECASE)), purpose
            )
            channel = next(
                (name for name, words in _CHANNELS if re.search(words, text, re.IGNORECASE)), "email"
            )
            return {
                "to": who,
                "purpose": plain or "follow_up",
                "channel": channel,
                "line": quoted.group(1) if quoted else None,
                "ask": None if quoted else _asked_for(who, plain, whole, when),
                "when": when.group(1) if when else None,
            }


def _asked_for(who: str, purpose: str, text: str, when: re.Match[str] | None) -> str | None:
    """What the sentence says behind the name, without the time: "thank Priya for that she read my CV"."""
    behind = _BEHIND_THE_NAME.get(purpose)
    names = "|".join(re.escape(word) for word in who.split())
    if behind is None or not names:
        return None
    if when:
        text = f"{text[: when.start()]}{text[when.end() :]}"
    named = re.search(rf"(?<!\w)(?:{names})(?!\w)(?:\s+(?:{names})(?!\w))*", text, re.IGNORECASE)
    said = behind.match(text, named.end()) if named else None
    ask = re.sub(r"\s+([,.;])", r"\1", one_line(said["ask"])).strip(" ,.;!") if said else ""
    return ask if ask and not _USUAL.match(ask) else None


def _after_command(text: str) -> str:
    return (
        re.sub(
            r"^\s*(please\s+)?((?:note|write|jot|put) (?:this |it )?down|remember|note|save|add a person|add)\b\s*(that\b|[:,])?\s*",
            "",
            text,
            flags=re.IGNORECASE,
        )
        or text
    )
