"""What the user wrote about themselves, as far as a message needs it: name, goals, offers, free times."""

import re
from dataclasses import dataclass, replace

from coach.people.book import Book
from coach.people.names import word_set
from coach.people.use import use_of
from coach.text import MONTHS, fold, one_line, sentences
from coach.types import Citation, Use

_SECTION = re.compile(r"^\s*#{1,6}\s*(.+?)\s*$")
_LABEL = re.compile(r"^\s*(?:[-*•]\s*)?\**([A-Za-z][A-Za-z ']{2,28})\**\s*:\s*(.*)$")
_IS_GOAL = re.compile(r"\b(?:goals?|looking for|what i want|aims?|dream|hoping)\b", re.IGNORECASE)
_IS_OFFER = re.compile(
    r"\b(?:offer|offers|can (?:give|help|do|offer)|help with|good at|skills?|what i can)\b", re.IGNORECASE
)
_IS_FREE = re.compile(
    r"\b(?:availab\w+|when i can|free|times?|meet|schedule|calendar|working week|hours)\b", re.IGNORECASE
)
_GOAL = re.compile(
    r"\b(?:my goal is|i want to|i would like to|i'd like to|i am looking for|i'm looking for|i hope to|i aim to)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:i can (?:help|offer|give|teach|show|proofread|review)|happy to help|i offer|glad to help)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:i am free|i'm free|free (?:on|for|at|most|every|(?:mon|tue|wed|thu|fri|sat|sun)\w*|week\w+)|available|i can meet"
    r"|can (?:usually |often |always )?(?:do|have|make|meet)|(?:lunch|coffee|tea)\w* works?|suits? me|works? for me|works? best)\b",
    re.IGNORECASE,
)
_HOUR = r"(?:noon|midday|\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\b)?)"
_DAY = r"(?:any\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|wed|thu(?:rs)?|fri|sat|sun)|week(?:day|end)s?|lunch\s?times?|mornings?|afternoons?|evenings?|any day)"
_WITHIN = (
    rf"(?:\s+(?:before|after|from|until|till|between|around)\s+{_HOUR}(?:\s*(?:and|to|-|–)\s*{_HOUR})?"
    rf"|\s+(?:except|but not)\s+(?:on\s+)?{_DAY}|,?\s+in the (?:morning|afternoon|evening)s?)*"
)
_DAYS = re.compile(
    rf"\b{_DAY}\b{_WITHIN}(?:\s*(?:,?\s*\bor\b|,?\s*\band\b|,|/|&|\+|\bto\b|\bthrough\b)\s*(?:on\s+)?{_DAY}\b{_WITHIN}|\s+{_DAY}\b{_WITHIN})*",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(r"\b(?:not|never|no|except|busy|but not|can't|cannot)\b", re.IGNORECASE)
_PROPER = word_set(
    "English German French Spanish Italian Portuguese Polish Dutch Turkish Arabic Chinese Japanese Russian Swedish Danish "
    "Greek Latin Excel Python Java Word"
)
_GUARDED = re.compile(
    r"\b(?:not yet|secret\w*|do not|don't|must (?:not|hear)|nobody|private\w*|not for|hide|why|smaller one)\b",
    re.IGNORECASE,
)


_KEPT = re.compile(
    r"\b(?:not\s+(?:yet\s+)?(?:for|to)|nobody|no\s+one|secret\w*|(?:do\s+not|don['’]t|never)\s+tell|(?:must|should|may)\s+not|keep\s+(?:it|this)|hide)\b",
    re.IGNORECASE,
)
# "My own practice, nobody at work is to know" keeps itself, and no other goal.
_KEEPS_ITSELF = re.compile(rf"\s*[,;:(–—-]\s*(?:but\s+)?(?={_KEPT.pattern})", re.IGNORECASE)
# What a goal is a wish to do, in the form after "to".
WISHED = word_set("""
    achieve act adopt advance apply ask attend be become begin bring build buy care change coach come
    complete compose cook create cut deliver design develop direct do draw drive earn edit emigrate
    exhibit expand explore farm fill find finish fly found gain get give go grow have help hire illustrate
    improve invest join keep land launch lead learn leave live look make manage master meet mentor move
    open organise organize own paint pass pay perform photograph pick plan play practice practise present produce
    publish put qualify quit raise reach read record rent research restore retire retrain return run save
    sell serve set settle show sing speak specialise specialize spend stand start stay step stop study
    swap switch take talk teach tell tour train transfer translate travel try turn understand use visit
    volunteer win work write
    """)
_ARROW = re.compile(r"(?:from\s+)?(?P<old>[^>→]{2,60}?)\s*(?:[-=]+>|→|>)\s*(?P<new>[^>→]+)$", re.IGNORECASE)
_MONTH = re.compile(r"\b(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])\b(?!-)")


# "a training contract" is no training of a contract.
_POST = re.compile(
    r"\w+ing\s+(?:jobs?|roles?|posts?|positions?|contracts?|places?|courses?|career|degree|scheme|apprenticeship|qualification|certificate|team)\b",
    re.IGNORECASE,
)
# Whatever word goes before "my harp" or "one hundred pianos" is a deed: "tune one hundred pianos".
_DEED = re.compile(
    r"(?!(?:with|for|in|at|on|of|from|as|by|and|or|not|no|is)\b)[a-z]{3,}(?<!ing)(?<!s)\s+"
    r"(?:a|an|the|my|our|two|three|ten|twenty|one\s+(?:hundred|thousand)|\d+)\s",
    re.IGNORECASE,
)
# "small tours of my own" and "day job in a museum" are things, and nobody wants to small.
_THING = re.compile(
    r"(?:small|big|day|night|better|good|full|part|regular|steady|quiet|remote|fewer|less|enough|own|jobs?|first|one|two|three)\b"
)


@dataclass(frozen=True)
class Goal:
    """One goal, verbatim, and the sentences that keep it from somebody ("Not for the office")."""

    text: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """The user. Every text is verbatim in their own notes; an empty one is not there."""

    name: str = ""
    role: str = ""
    organization: str = ""
    email: str = ""
    goal: str = ""
    offers: tuple[str, ...] = ()
    free: str = ""  # "Tuesdays or Thursdays"
    free_line: str = ""
    goals: tuple[Goal, ...] = ()  # `goal` is the first of them

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name else ""


def read_profile(book: Book) -> Profile:
    """The user's own page; empty when they wrote nothing about themselves."""
    me = book.me()
    if me is None:
        return Profile()
    goals, offers, free, free_line = list[Goal](), list[str](), "", ""
    heading = ""
    for note in book.store.notes.of_person(me.id, about_only=True):
        if note.private:
            continue
        if _is_bare_heading(note.text):
            heading = note.text.strip()  # an importer keeps what follows as notes of their own
            continue
        for own_section, text in _pieces(note.text):
            section = own_section or heading
            if re.search(r"\bhow i (?:write|sound)\b|\bvoice\b", section, re.IGNORECASE):
                continue
            if text and _IS_GOAL.search(section) and (own := _KEEPS_ITSELF.search(text)) and own.start():
                goals.append(Goal(text[: own.start()], (text[own.end() :],)))
                continue
            if (
                goals
                and text
                and _KEPT.search(text)
                and (_IS_GOAL.search(section) or _beside(goals[-1], text, note.text))
            ):
                alone = not _beside(
                    goals[-1], text, note.text
                )  # on a line of its own it is said of all of them
                goals = [
                    replace(one, kept=(*one.kept, text)) if alone or one is goals[-1] else one
                    for one in goals
                ]
                continue
            # A goal in medicine is the user's own to tell; what would startle is caught in the finished message.
            if not text or use_of(text) is Use.PRIVATE or _GUARDED.search(text):
                continue
            if not free and (_IS_FREE.search(section) or _FREE.search(text)):
                days = _DAYS.search(text)
                if days and not _NOT_FREE.search(text[: days.start()]):
                    free, free_line = one_line(days.group()), text
                    continue
            if (not goals and _GOAL.search(text)) or (_IS_GOAL.search(section) and len(text.split()) > 2):
                goals.append(Goal(text))
            elif _OFFER.search(text) or (_IS_OFFER.search(section) and not _IS_GOAL.search(section)):
                offers.append(text)
    contacts = book.store.people.contacts(me.id)
    email = next(iter(contacts.get("email", [])), "")
    name = me.name if fold(me.name) not in {"me", "about me", "myself", "i"} else ""
    return Profile(
        name, me.role or "", me.organization or "", email, goals[0].text if goals else "",
        tuple(offers[:8]), free, free_line, tuple(goals),
    )  # fmt: skip


def _beside(goal: Goal, text: str, page: str) -> bool:
    """Whether a sentence stands on the line of a goal."""
    return any(goal.text in row and text in row for row in map(one_line, page.splitlines()))


def what_i_do(book: Book) -> tuple[str, Citation] | None:
    """The user's answer to "What do you do?", from their own page alone: work and employer, and where it says so.

    None while the page says neither. What is guarded there, a goal above all, is never part of it.
    """
    me = book.me()
    if me is None or not me.role:
        return None
    at = f" at {me.organization}" if me.organization and fold(me.organization) not in fold(me.role) else ""
    wanted = me.organization or me.role
    for note in book.store.notes.of_person(me.id, about_only=True):
        line = next((row for row in note.text.splitlines() if fold(me.role) in fold(row)), None)
        if line is not None and not note.private:
            article = "an" if me.role[0].casefold() in "aeiou" else "a"
            text = f"I am {article} {me.role}{at if wanted in note.text else ''}."
            return text, Citation(note.id, me.name, note.date, line)
    return None


def _pieces(text: str) -> list[tuple[str, str]]:
    """(section, sentence) of a page: headings and "Goal: ..." labels name what follows them."""
    found: list[tuple[str, str]] = []
    section = ""
    paragraph: list[str] = []

    def flush() -> None:
        for sentence in sentences(" ".join(paragraph)):
            label = _LABEL.match(sentence)
            if label and label[2] and _names_a_part(label[1]):
                found.extend(_listed(label[1], label[2]))
            else:
                found.append((section, sentence.lstrip("-*• ").strip()))
        paragraph.clear()

    rows = text.splitlines()
    if (
        len(rows) > 1
        and len(rows[0].split()) <= 6
        and ":" not in rows[0]
        and not re.search(r"[.!?:]\s*$", rows[0])
    ):
        section, rows = rows[0].strip("# "), rows[1:]  # an importer keeps a heading as the first line
    for row in rows:
        if heading := _SECTION.match(row):
            flush()
            section = heading[1]
        elif row.lstrip().startswith(">"):
            continue
        elif (label := _LABEL.match(row)) and _names_a_part(label[1]):
            flush()
            if label[2]:
                first, *others = sentences(label[2])
                found.extend(_listed(label[1], first))
                paragraph.extend(others)
            else:
                section = label[1]
        elif _is_bare_heading(row) and not any(paragraph):
            section = row.strip()  # a heading without its mark
        elif not row.strip() or row.lstrip()[:2] in {"- ", "* ", "• "}:
            flush()
            paragraph.append(row.strip())
        else:
            paragraph.append(row.strip())
    flush()
    return [(where, one_line(sentence)) for where, sentence in found if sentence.strip()]


def _is_bare_heading(row: str) -> bool:
    """Whether a line is only the name of a part: "Goals"."""
    short = len(row.split()) <= 4 and row.strip()[:1] not in {"-", "*", "•", ">"}
    return short and _names_a_part(row) and not re.search(r"[.!?,;:\d]", row)


def _names_a_part(label: str) -> bool:
    return any(pattern.search(label) for pattern in (_IS_GOAL, _IS_OFFER, _IS_FREE))


def _listed(label: str, text: str) -> list[tuple[str, str]]:
    """What stands behind "Goal:" or "I can offer:", with the label; offers are listed with commas."""
    is_list = _IS_OFFER.search(label) and not _IS_GOAL.search(label)
    parts = re.split(r"[;,]\s+" if is_list else r";", text)
    return [(label, part.strip(" .")) for part in parts if part.strip(" .")]


def as_goal(goal: str) -> str:
    """The goal as a sentence of the user's: "Goal: move into data" -> "I want to move into data"; "retail -> nursing" is a move."""
    text = _MONTH.sub(
        lambda day: f"{MONTHS[int(day['month']) - 1].title()} {day['year']}", one_line(goal).strip(" .")
    )
    text = re.sub(rf"^(i\s+want)\s+(?=(?:{'|'.join(WISHED)})\b)", r"\1 to ", text, flags=re.IGNORECASE)
    if match := _GOAL.search(text):
        return text[match.start()].upper() + text[match.start() + 1 :]
    text = re.sub(r"^(?:goal|aim)\s*[:,-]\s*", "", text, flags=re.IGNORECASE)
    if re.match(r"i\b|my\b", text, re.IGNORECASE):
        return text[0].upper() + text[1:]
    first = text.split(" ")[0]
    lowered = (
        text
        if first[1:] != first[1:].lower() or first in _PROPER or first.isupper()
        else text[0].lower() + text[1:]
    )
    if (move := _ARROW.match(lowered)) and move["old"].split(" ")[0] not in WISHED:
        return f"I want to move from {move['old']} to {move['new']}"
    lowered = re.sub(r"\s*(?:[-=]+>|→)\s*", ", then ", lowered)
    if re.match(r"(?:to)\s", lowered):
        return f"I want {lowered}"
    if re.match(r"(?:a|an|the|my|more|some|new)\s", lowered):
        return f"I am looking for {lowered}"
    if first.casefold().endswith("ing") and not _POST.match(lowered) and first.casefold() not in WISHED:
        return f"I am thinking about {lowered}"
    return (
        f"I want to {lowered}"
        if (first.casefold() in WISHED or _DEED.match(lowered)) and not _THING.match(lowered)
        else f"My goal is this: {lowered}"
    )


def as_offer(offer: str) -> str:
    """An offer as a sentence of the user's: "Proofreading English" -> "I can help with proofreading English"."""
    text = one_line(offer).strip(" .")
    if re.match(r"i\b", text, re.IGNORECASE):
        return text[0].upper() + text[1:]
    if re.match(r"happy|glad", text, re.IGNORECASE):
        return f"I am {text[0].lower()}{text[1:]}"
    first = text.split(" ")[0]
    keeps = first.isupper() or first in _PROPER
    lowered = text if keeps else text[0].lower() + text[1:]
    return f"I can help with {lowered}" if first.casefold().endswith("ing") else f"I can offer {lowered}"
