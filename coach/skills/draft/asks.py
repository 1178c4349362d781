"""Reads what the user typed as an ask: a question, an introduction to somebody, or the questions in a pasted message."""

import re

from coach.guard.mirror import names_their_people
from coach.skills.draft.manners import Manner, willing
from coach.text import one_line, sentences

_ASKS_FIRST = re.compile(
    r"(?:(?:and|also|but|so)\s+)?(?:(?:do|did|can|could|are|is|will|would|have)\s+(?:you|we|they|she|he|it)\b"
    r"|(?:which|what|when|where|who|how)\s+(?!(?:i|you|we|they|she|he|it)\b)(?:\w+\s+){0,3}?(?:do|does|did|is|are|was|were|can|will|should)\b)[^?,.]{3,200}(?=[,.])",
    re.IGNORECASE,
)
_BASE_VERBS = frozenset(
    [
        "look",
        "read",
        "review",
        "introduce",
        "meet",
        "share",
        "tell",
        "send",
        "help",
        "check",
        "give",
        "have",
        "put",
        "talk",
        "join",
        "recommend",
        "connect",
        "pass",
        "write",
        "call",
        "come",
        "show",
        "explain",
        "answer",
        "think",
        "keep",
        "bring",
        "take",
        "make",
        "teach",
        "lend",
        "let",
        "go",
        "walk",
        "grab",
        "visit",
        "speak",
        "discuss",
        "chat",
        "get",
        "pick",
        "try",
        "work",
        "forward",
    ]
)
_TIME_TOGETHER = r"minutes?|hours?|lunch|dinner|coffee|tea|drinks?|walk|call|chat|talk|word|phone|visit"
_MEETING = re.compile(rf"\b(?:{_TIME_TOGETHER})\b", re.IGNORECASE)
_INDIRECT = re.compile(r"(?:which|what|who|whom|whose|where|when|why|how|whether|if)\b", re.IGNORECASE)
_THEY = {"she": "they", "he": "they", "her": "them", "him": "them", "his": "their"}
_INTRODUCTION = re.compile(
    r"(?:.*?\b(?:introduc\w+|introduction|intro|connect\w*|put)\b(?:\s+(?:me|us))?(?:\s+in\s+touch)?\s+(?:to|with)\s+|^(?:to\s+|meet\s+)?)"
    r"(?P<who>(?:(?:the|a|an|her|his|your|someone|somebody|anyone)\s+)?(?:(?:Dr|Mrs?|Ms|Prof|St|Fr)\.\s+)?[^,.;?]+?(?:,\s+(?:the|an?|head|your|our)\s[^,.;?]+?)?)"
    r"(?:,?\s+who\b[^,.;?]*?)?"
    r"(?:\s*[,;]?\s+(?P<why>(?:about|because|so\s+that|since|regarding|to\s+(?:talk|ask|learn|hear|discuss|find)|for)\b.*?)"
    rf"|\s*[,;]\s+(?P<time>[^,;]*?(?:{_TIME_TOGETHER})\b.*?))?[.?!]?$",
    re.IGNORECASE | re.DOTALL,
)


def as_question(ask: str, manner: Manner = "") -> tuple[str, str]:
    """The user's ask as one question, and a shorter wording of the same.

    "could you look at my CV?" stays; "look at my CV" becomes "Would you be willing to look at my CV?"; "which class to
    take" is to be told, "ten minutes on the phone" is time to have, anything else is asked for by name.
    """
    text = one_line(ask).strip(" .")
    if text.endswith("?"):
        return text[0].upper() + text[1:], text[0].upper() + text[1:]
    bare = re.sub(
        r"^(?:to|if\s+(?:you|she|he|they)\s+(?:could|can|would|might)|please)\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    if re.match(r"(?:could|can|would|will|may|might|do|are|is|have)\b", bare, re.IGNORECASE):
        return f"{bare[0].upper()}{bare[1:]}?", f"{bare[0].upper()}{bare[1:]}?"
    lower = bare if bare.split(" ")[0].isupper() or bare.startswith("I ") else bare[0].lower() + bare[1:]
    if bare.split(" ")[0].casefold() in _BASE_VERBS:
        short = "Will you" if manner == "brave" else "Would you"
        return f"{willing(manner)} {lower}?", f"{short} {lower}?"
    if _INDIRECT.match(lower):
        return f"Could you tell me {lower}?", f"Could you tell me {lower}?"
    if is_meeting(lower):
        return f"Would you have time for {lower}?", f"Would you have time for {lower}?"
    return f"Could I ask you for {lower}?", f"Could I ask for {lower}?"


def is_meeting(ask: str) -> bool:
    """Whether an ask is for time together, which a day belongs to."""
    return _MEETING.search(ask) is not None and not _INDIRECT.match(one_line(ask))


def introduction(ask: str) -> tuple[str, str]:
    """(to whom, why) of "introduce me to Marta Reis about data roles"; empty strings where it does not say."""
    text = one_line(ask).strip(" .?!")
    match = _INTRODUCTION.match(text) if text else None
    if match is None or len(match["who"].split(",")[0].split()) > 8:
        return "", ""
    who = re.sub(r"^(?:her|his|their)\s+", "your ", match["who"].strip())
    if names_their_people(who):
        # No message names their boss or sister as such.
        who = re.sub(
            r"^your\s+(?:(?:older|younger|old|new|late|former)\s+)?[\w-]+", "the person you know", who
        )
    why = (match["why"] or (f"for {match['time']}" if match["time"] else "")).strip()
    # Whoever "she" is in a reason, it is not the reader.
    return who, re.sub(
        r"\b(?:she|he|her|him|his)\b", lambda one: _THEY[one[0].casefold()], why, flags=re.IGNORECASE
    )


def questions_in(message: str) -> list[str]:
    """The questions of a pasted message, verbatim and each once; of "Which one is it, I forget." its first half."""
    asked = []
    for one in sentences(message):
        if one.rstrip("\"')”»").endswith(("?", "？", "؟", ";")) and _asks(one):
            asked.append(one)
        elif match := _ASKS_FIRST.match(one):
            asked.append(match.group())
    return list(dict.fromkeys(asked))


def _asks(sentence: str) -> bool:
    """A semicolon is a question mark in Greek only."""
    return not sentence.rstrip().endswith(";") or re.search(r"[\u0370-\u03ff]", sentence) is not None


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin ones, which is all that the checks can read."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(1 for letter in letters if letter < "\u0250") >= len(letters)
