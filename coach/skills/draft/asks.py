"""Reads what the user typed as an ask: a question, an introduction to somebody, or the questions in a pasted message."""

import re

from coach.guard.mirror import names_their_people
from coach.skills.draft.manners import Manner, willing
from coach.text import one_line, sentences

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
_INTRODUCTION = re.compile(
    r"(?:.*?\b(?:introduc\w+|introduction|intro|connect\w*|put)\b(?:\s+(?:me|us))?(?:\s+in\s+touch)?\s+(?:to|with)\s+|^(?:to\s+|meet\s+)?)"
    r"(?P<who>(?:(?:the|a|an|her|his|your|someone|somebody|anyone)\s+)?(?:(?:Dr|Mrs?|Ms|Prof|St|Fr)\.\s+)?[^,.;?]+?(?:,\s+(?:the|an?|head|your|our)\s[^,.;?]+?)?)"
    r"(?:\s*[,;]?\s+(?P<why>(?:about|because|so\s+that|since|regarding|to\s+(?:talk|ask|learn|hear|discuss|find)|for|who)\b.*?))?[.?!]?$",
    re.IGNORECASE | re.DOTALL,
)


def as_question(ask: str, manner: Manner = "") -> tuple[str, str]:
    """The user's ask as one question, and a shorter wording of the same.

    "could you look at my CV?" stays; "look at my CV" becomes "Would you be willing to look at my CV?"; anything else
    is asked for by name.
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
    return f"May I ask you for one small thing: {lower}?", f"May I ask for {lower}?"


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
    return who, (match["why"] or "").strip()


def questions_in(message: str) -> list[str]:
    """The questions of a pasted message, verbatim and each once."""
    asked = (
        one
        for one in sentences(message)
        if one.rstrip("\"')”»").endswith(("?", "？", "؟", ";")) and _asks(one)
    )
    return list(dict.fromkeys(asked))


def _asks(sentence: str) -> bool:
    """A semicolon is a question mark in Greek only."""
    return not sentence.rstrip().endswith(";") or re.search(r"[\u0370-\u03ff]", sentence) is not None


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin ones, which is all that the checks can read."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(1 for letter in letters if letter < "\u0250") >= len(letters)
