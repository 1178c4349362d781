"""Reads what the user typed as an ask: a question, an introduction to somebody, or the questions in a pasted message."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from coach.guard.mirror import names_their_people
from coach.people.names import full_forms, word_set
from coach.skills.draft.manners import Manner, willing
from coach.skills.draft.typed import BASE_VERBS, clauses, works_together, written
from coach.skills.draft.verbs import base_of
from coach.text import one_line, sentences

_ASKS_FIRST = re.compile(
    r"(?:(?:and|also|but|so)\s+)?(?:(?:do|did|can|could|are|is|will|would|have)\s+(?:you|we|they|she|he|it)\b"
    r"|(?:which|what|when|where|who|how)\s+(?!(?:i|you|we|they|she|he|it)\b)(?:\w+\s+){0,3}?(?:do|does|did|is|are|was|were|can|will|should)\b)[^?,.]{3,200}(?=[,.])",
    re.IGNORECASE,
)
_TIME_TOGETHER = (
    r"minutes?|hours?|lunch|breakfast|dinner|coffee|tea|drinks?|pint|brew|cuppa|walk|stroll|call|chat|talk|word|phone|zoom|visit"
    r"|meeting|meet-?up|catch-?up"
)
_MEETING = re.compile(rf"\b(?:{_TIME_TOGETHER})\b", re.IGNORECASE)
_INDIRECT = re.compile(r"(?:which|what|who|whom|whose|where|when|why|how|whether|if)\b", re.IGNORECASE)
_AUXILIARY = r"could|can|would|will|may|might|do|does|did|are|is|was|were|have|has|had|should|shall"
_DIRECT = re.compile(
    rf"(?:which|what|who|whom|whose|where|when|why|how)\s+(?:\w+\s+){{0,3}}?(?:{_AUXILIARY})\s+"
    r"(?:you|I|we|he|she|they|the|my|your|a|an|it|there|this|that|our)\b",
    re.IGNORECASE,
)
_WRAPPING = re.compile(
    r"^(?:(?:hi|hello|hey|please|just|maybe|perhaps|so|also|and|ask|ask\s+(?:you|them)|asking|find\s+out|see|check)\s+(?:if|whether)\s+"
    r"|(?:hi|hello|hey|please|just|maybe|perhaps|so|also|and|to|for\s+you\s+to)\s+(?!me\b)"
    r"|I\s+(?:(?:just\s+)?(?:want(?:ed)?|need|would\s+like|would\s+love|hope|wish)|['’]d\s+(?:like|love))\s+(?=to\s+(?:ask|know|find\s+out)\b)"
    r"|I['’]d\s+(?:like|love)\s+(?=to\s+(?:ask|know|find\s+out)\b)"
    r"|(?:ask|asking|know|find\s+out)\s+(?:you\s+)?(?=(?:if|whether|for|about|wh\w+|how)\b)"
    r"|I\s+(?:want(?:ed)?|need|would\s+like|would\s+love)\s+(?:for\s+)?you\s+to\s+|I['’]d\s+(?:like|love)\s+(?:for\s+)?you\s+to\s+"
    r"|(?:I\s+)?(?:wonder|am\s+wondering|was\s+wondering)\s+(?=(?:if|whether|wh\w+|how)\b)"
    r"|if\s+you\s+(?:want|like|agree|have\s+(?:the\s+)?time|are\s+free),?\s+(?=(?:we|I|you|can|could)\b)"
    r"|(?:if|whether)\s+you\s+(?:could|can|would|will|might)\s+)",
    re.IGNORECASE,
)
_I_WANT = re.compile(
    r"^(?:I\s+(?:want|wanted|would\s+like|would\s+love|need|hope|wish)|I['’]d\s+(?:like|love)|want|need|would\s+(?:like|love))\s+",
    re.IGNORECASE,
)
_FOR_ME = word_set("borrow know learn hear understand shadow use attend observe rent buy")
_TO_PASS_ON = re.compile(r"(?:tell|let|inform|thank|greet)\s+you\b", re.IGNORECASE)
_ROLE = re.compile(
    r".*(?:er|[tslnyi]or|ist|ian|ant|ent|nurse|man|woman)(?P<many>s)?$|.*(?:people|staff|friends|colleagues|women|men)$"
)
_ALONE = word_set("advice feedback help tips directions permission news")
_STATED = re.compile(r"(?:you|I|we|it|there|they)\s+(?!could|can|would|will|should|might)\w+", re.IGNORECASE)
# "the sample page is done": what is told, and no thing to ask for; "the book that is on your desk" is one.
_TELLS = re.compile(
    r"(?:here['’]s|here\s+(?:is|are)|(?:the|my|our|your|this|that|these|those|both|all)\s+"
    r"(?:(?!(?:who|that|which|you|I|we|it|they|whose|where|how|what|is|are|was|were|has|have|had)\b)[\w'’-]+\s+){1,4}(?:is|are|was|were|has|have|had|will|can|came|went|did|does))\s+\w+",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(r"\b(?:is|are|was|were|has|does|did)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|that|which|wh\w+|how|if|whether)\b", re.IGNORECASE)
_THAT_WE = re.compile(r"that\s+(?P<who>we|I|you)\s+(?:(?:can|could|will|would)\s+)?(?=[a-z])", re.IGNORECASE)
# "tell her I mean to open a shop, and would she come and look": the ask is what comes after.
_TELL_THEM = re.compile(
    r"^(?:tell|let)\s+you\s+(?:know\s+)?(?:that\s+)?(?=(?:I|we|my|the|it|there)\b)", re.IGNORECASE
)
_NOTHING_BUT = re.compile(
    r"^(?:nothing|no\s+ask)\b(?:\s+(?:at\s+all|really|special|big|much))*[,:]?\s+(?:except|but|only|just|apart\s+from)\s+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:(?:quick|short|little|small|brief|nice|wee|friendly|phone|video|zoom|lunch|coffee)\s+){0,2}(?:call|chat|walk|stroll|talk|word|visit|drink|brew|cuppa|pint|meeting|lunch|coffee|tea|breakfast|catch-?up|meet-?up)\b",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    r"^(?:lunch|coffee|tea|breakfast|dinner)\b(?!\s+(?:call|chat|date|meeting|break))", re.IGNORECASE
)
_NO_THING = re.compile(
    rf"(?:not|dunno|nothing|idk|because|but|whatever|anyway|that|it|there|hmm|{_AUXILIARY})\b|\W*$|[\W\d]+$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"(?:{_AUXILIARY}|I|we|she|he|they|you|it|if|that|about|for|me|wh(?:at|y|en|ere|ich)|how|not)\b|.*\b(?:I|she|he|they)\b",
    re.IGNORECASE,
)
_INDEFINITE = word_set("someone somebody anyone anybody whoever other more some any your the a an my")
_DOING = word_set(
    "passing getting winning becoming finishing being making opening starting having moving buying reaching completing landing publishing "
    "running writing selling joining going coming doing finding keeping leaving building"
)
_DETERMINED = word_set("the a an your my our this that these those all both every one two three")
_TELL_OF_ME = re.compile(
    r"\b(?:tells?|talk\s+(?:to|with)|speak\s+(?:to|with)|ask)\s+((?:(?:Ms|Mrs?|Dr)\.?\s)?[\w'’-]+(?:\s[\w'’-]+){0,3}?)\s+(?:about|of)\s+me\b",
    re.IGNORECASE,
)
_NAMELESS = word_set(
    "hr it people women men staff team payroll finance marketing sales management data work press police"
)
_INTRODUCTION = re.compile(
    r"(?:.*?\b(?:introduc\w+|introduction|intro|connect\w*|put|bring|link\w*|hook\w*|get)\b(?:\s+(?:me|us))?(?:\s+in\s+(?:touch|contact)|\s+together|\s+up)?\s+(?:on\s?to|to|with|at)\s+"
    r"|.*?\bput\s+in\s+a\s+(?:good\s+)?word\s+(?:for\s+me\s+)?(?:with|to)\s+"
    r"|.*?\b(?:name|cv|number|details|me)\s+(?:on\s?)?to\s+"
    r"|^(?:I\s+(?:want|need|hope|would\s+like|would\s+love)\s+|I['’]d\s+(?:like|love)\s+)?(?:to\s+|a\s+(?:word|call|chat|talk)\s+with\s+)?"
    r"(?:(?:does|do|if)\s+(?:she|he|they|you|\w+)\s+knows?\s+|(?:meet|reach|get\s+to\s+know)\s+|(?:talk|speak|chat)\s+(?:to|with)\s+)?)"
    r"(?P<who>(?:(?:the|a|an|her|his|your|someone|somebody|anyone)\s+)?(?:(?:Dr|Mrs?|Ms|Prof|St|Fr)\.\s+)?[^,.;?]+?(?:,\s+(?:the|an?|head|your|our)\s[^,.;?]+?)?)"
    r"(?P<which>,?\s+who\b[^,.;?]*?)?"
    r"(?:\s*[,;]?\s+(?P<why>(?:about|because|so\s+that|since|regarding|to\s+(?:talk|ask|learn|hear|discuss|find|see|know)|for)\b.*?))?[.?!]?$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Question:
    """An ask as one question and a shorter wording of it, each without its mark; `besides` is what the user says after it.

    All are empty where no ask could be read.
    """

    long: str
    short: str
    besides: str = ""


class Introduction(NamedTuple):
    """Whom to meet, why, and what more the user says of it; empty where the ask does not say."""

    who: str
    why: str
    besides: str


def as_question(ask: str, manner: Manner = "", *, invites: bool = False) -> Question:
    """The user's ask, already turned to the reader, as one question.

    "could you look at my CV?" stays; "look at my CV" becomes "Would you be willing to look at my CV?"; "which class to
    take" is to be told, "ten minutes on the phone" is time to have, anything else is asked for by name.

    Args:
        invites: whether the message is an invitation, where what is named ("rolls at the pier") is to be had together.
    """
    head, besides = clauses(written(ask).strip(" ."))
    head = _NOTHING_BUT.sub("", head)
    told, _, asked = head.rpartition(", ")
    if _TELLS.match(told) and _DIRECT.match(asked):
        head, besides = told, [f"{asked}?", *besides]
    if any(one.endswith("?") for one in besides):
        head = _TELL_THEM.sub("", head)
    at = next((at for at, one in enumerate(besides) if one.endswith("?")), None)
    if at is not None and (_STATED.match(head) or _TELLS.match(head)):
        question = _agreed(besides.pop(at))
        if at:
            told = f"{head[0].upper()}{head[1:]}. {' '.join(besides[:at])} {question.rstrip('?')}"
            return Question(told, told, " ".join(besides[at:]))
        head = f"{head[0].upper()}{head[1:]}; {question if question.startswith('I ') else question[0].lower() + question[1:]}"
        return Question(head.rstrip("?"), head.rstrip("?"), " ".join(besides))
    if at == 0 and re.match(r"(?:my|the|our|your)\s", head) and not is_meeting(head) and not invites:
        about = f"{head[0].upper()}{head[1:]}: {besides[0][0].lower()}{besides[0][1:-1]}"
        return Question(about, about, " ".join(besides[1:]))
    long, short = _asked(head, manner, invites=invites)
    return Question(long, short, " ".join(besides))


def _asked(head: str, manner: Manner, *, invites: bool = False) -> tuple[str, str]:
    """(long, short) of the first clause; empty where it is no ask that can be read."""
    asks = head.endswith("?")
    bare = head.rstrip("?").strip(" .")
    while (cut := _WRAPPING.sub("", bare, count=1)) != bare and cut:
        bare = cut
    first = bare.split(" ")[0].casefold().strip(",")
    lower = bare if bare.split(" ")[0].isupper() or re.match(r"I\b", bare) else bare[:1].lower() + bare[1:]
    if _TO_PASS_ON.match(bare):
        return "", ""
    if re.match(
        rf"(?!would\s+(?:like|love)\b)(?:{_AUXILIARY})\s+(?:you|I|we|it|there|this|that|my|the|a|an|they|some\w+|any\w+|(?-i:[A-Z]))",
        bare,
        re.IGNORECASE,
    ):
        return _twice(_agreed(bare))
    if (
        re.match(r"(?:could|can|would|will|may|might)\s", bare, re.IGNORECASE)
        and bare.split(" ")[1] in BASE_VERBS
    ):
        return _twice(f"{first} you {bare.split(' ', 1)[1]}")
    ours = re.match(r"(we|you)\s+(?:(could|can|should|would|might)\s+)?(?=(\w+))", bare, re.IGNORECASE)
    if ours and (ours[2] or ours[3].casefold() in BASE_VERBS):
        who = ours[1].casefold()
        verb = (ours[2] or ("could" if who == "we" else "would")).casefold()
        verb = "could" if (who, verb) == ("you", "should") else verb
        return _twice(f"{verb} {who} {bare[ours.end() :]}")
    if match := _I_WANT.match(bare):
        wish = bare[match.end() :]
        if asks and first == "want":
            return _twice(f"do you {lower}")
        if wish.startswith("to "):
            return _twice(f"could I {wish[3:]}")
        return _asked(wish, manner, invites=invites)
    if _STATED.match(bare) and re.match(r"you\b", bare, re.IGNORECASE):
        return "", ""
    if re.match(r"(?:I|we|my|it|there|this)\b", bare):
        return _twice(f"{bare}; could you help me with that")
    if _TELLS.match(bare):
        return _twice(f"{bare}; is that of use to you")
    if match := _THAT_WE.match(bare):
        return _twice(f"could {match['who']} {bare[match.end() :]}")
    if first in _FOR_ME:
        return _twice(f"could I {lower}")
    if first in {"fancy", "feel", "mind", "remember"} or (
        asks and first in {"know", "have", "need", "think"}
    ):
        return _twice(f"do you {lower}")
    if first in {"up", "free", "available", "around"}:
        return _twice(f"are you {lower}")
    if first in {"anyone", "anybody", "someone", "somebody"}:
        return _twice(f"do you know {lower}")
    if re.match(r"(?:any|a)\s+chance\b", bare, re.IGNORECASE):
        return _twice(f"is there {lower}")
    if first in BASE_VERBS and not (
        _MEETING.match(bare) and re.match(r"\w+\s+(?:with|about|on|over|in|at)\b|\w+$", bare)
    ):
        if works_together(first) and not manner:
            return _twice(f"would you like to {lower}")
        short = "Will you" if manner == "brave" else "Would you"
        return f"{willing(manner)} {lower}", f"{short} {lower}"
    if _DIRECT.match(bare):
        return _twice(_agreed(bare))
    if _INDIRECT.match(lower):
        return _twice(f"could you tell me {lower}")
    if first.endswith("ing") and any(
        first[:-3] in {verb, verb.rstrip("e"), verb + verb[-1]} for verb in BASE_VERBS
    ):
        return _twice(f"would you mind {lower}")
    if _HAS_VERB.search(lower) and not _RELATIVE.search(lower):
        return "", ""  # a clause that could not be read, and no thing
    # "the slides of your talk" is a thing
    if is_meeting(re.split(r"\s(?:of|from)\s", lower)[0]) or (
        invites and not _NO_THING.match(lower) and not re.match(r"(?:your|the)\s", lower)
    ):
        alone = re.sub(r"\s+with\s+you\b", "", lower)
        return _twice(f"would you have time for {_with_article(alone)}")
    if _NO_THING.match(lower) or (len(lower.split()) == 1 and lower not in _ALONE):
        return "", ""
    about = "" if first in {"for", "about"} else "for "
    return f"Could I ask you {about}{lower}", f"Could I ask {'you ' if not about else ''}{about}{lower}"


def _twice(question: str) -> tuple[str, str]:
    question = question[:1].upper() + question[1:]
    return question, question


def _agreed(question: str) -> str:
    """ "does you know" as "do you know"."""
    return re.sub(
        r"\b(does|is|was|has)\s+you\b",
        lambda one: f"{base_of(one[1].casefold())} you",
        question,
        count=1,
        flags=re.IGNORECASE,
    )


def _with_article(meeting: str) -> str:
    """ "a quick lunch", but "lunch" and "ten minutes"."""
    bare = re.sub(r"^(?:just|only|maybe|perhaps|even)\s+", "", meeting, flags=re.IGNORECASE)
    return f"a {bare}" if _COUNTED.match(bare) and not _UNCOUNTED.match(bare) else bare


def is_meeting(ask: str) -> bool:
    """Whether an ask is for time together, which a day belongs to."""
    return _MEETING.search(ask) is not None and not _INDIRECT.match(one_line(ask))


def introduction(ask: str) -> Introduction:
    """Whom to meet and why, of "introduce me to Marta Reis about data roles"; empty strings where it does not say."""
    asked = re.sub(r"\s*\([^)]*\)", "", written(ask))
    asked = _TELL_OF_ME.sub(r"introduce me to \1", asked)
    text, besides = clauses(asked.strip(" .?!"))
    text, time = _without_time(text)
    match = _INTRODUCTION.match(text) if text else None
    who = match["who"].strip() if match else ""
    if match is None or not who or len(who.split(",")[0].split()) > 8 or _NO_NAME.match(who):
        return Introduction("", "", "")
    if who.split(" ")[0].casefold() in BASE_VERBS and not who[0].isupper():
        return Introduction("", "", "")
    who = re.sub(r"['’]s\s+(?:number|e-?mail|address|contact\s*\w*|details)$", "", who)
    who = _named(re.sub(r"^(?:her|his|their)\s+", "your ", who))
    if match["which"] and not who[0].isupper():  # "the lady" needs her "who runs the library"
        who += match["which"]
    if names_their_people(who):
        # No message names their boss or sister as such.
        who = re.sub(
            r"^your\s+(?:(?:older|younger|old|new|late|former)\s+)?[\w-]+", "the person you know", who
        )
        called = who.removeprefix("the person you know").strip()
        if not called or not re.match(r"(?:at|in|on|of|from|with|who|by|near)\b", called):
            who = _named(called)  # "your sister Jean" is Jean
    why = (match["why"] or (f"for {_with_article(time)}" if time else "")).strip()
    return Introduction(who, why, " ".join(besides))


def _without_time(text: str) -> tuple[str, str]:
    """The ask without an afterthought that says how long or by what means: "..., a quick phone call"."""
    head, *pieces = text.split(", ")
    at = next(
        (at for at, piece in enumerate(pieces) if _MEETING.search(piece) and not piece.startswith("to ")),
        None,
    )
    return (text, "") if at is None else (", ".join((head, *pieces[:at])), ", ".join(pieces[at:]))


def _named(who: str) -> str:
    """A name typed in small letters with its capitals: one or two words that no article goes before."""
    if match := re.fullmatch(
        r"(your\s+(?:friend|colleague|mate|contact|neighbour))\s+([a-z]+)((?:\s+who\b.*)?)", who
    ):
        return f"{match[1]} {match[2].title()}{match[3]}"
    if re.match(r"(?:head|director|manager|boss|leader|chair)\s+of\b", who):
        return f"the {who}"
    parts = who.split(" ")
    if (
        len(parts) > 2
        or not all(part.isalpha() and part.islower() for part in parts)
        or parts[0] in _INDEFINITE
    ):
        return who
    role = _ROLE.match(parts[-1])
    if full_forms(parts[0]) == {parts[0]} and (
        role or (len(parts) == 1 and parts[0].endswith("s")) or _NAMELESS.intersection(parts)
    ):
        one = role is not None and not role["many"] and parts[-1] not in _NAMELESS
        return f"{'an' if who[0] in 'aeiou' else 'a'} {who}" if one and not parts[-1].endswith("s") else who
    return who.title()


def as_thing(ask: str, owner: str = "") -> tuple[str, str, str]:
    """(a thing or doing, or else a clause of the reader's deed, what is said besides) of what was typed as news, a gift or a request.

    "the book you lent me" is a thing, "you lent me the book" a deed; all are empty where it is neither.

    Args:
        owner: what goes before a thing that has no article of its own.
    """
    head, besides = clauses(ask.strip(" .!?"))
    head, more = head.strip(" .!?"), " ".join(besides)
    if re.match(r"you\s+\w+", head, re.IGNORECASE):
        return "", head[0].upper() + head[1:], more
    if not head or _STATED.match(head) or (_NO_THING.match(head) and not head.startswith("do ")):
        return "", "", ""
    first = head.split(" ")[0]
    bare = (
        not first.casefold().endswith(("ing", "'s"))
        and first.casefold() not in _DETERMINED
        and not first.isdigit()
    )
    return f"{owner} {head}" if owner and bare and not first[0].isupper() else head, "", more


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
