"""What connects the two, as the first sentence of a message: what the user says, a memory, where they met, their work."""

import re

from coach.guard.findings import FromPlan, FromUser, Source
from coach.guard.vocabulary import claim_stems
from coach.skills.draft.acquaintance import bare_place, from_circle, known_from, met_in, told_connection
from coach.skills.draft.brief import Slot
from coach.skills.draft.held_back import CARD
from coach.skills.draft.parts import Parts
from coach.skills.draft.scenes import event, with_article
from coach.skills.draft.second_person import names_of, without_label
from coach.skills.draft.verbs import PRESENT
from coach.text import fold
from coach.types import Citation, Fact

# Any of these in a note on them, held back or not, may mean that the work on their card is over.
_MAY_BE_OVER = re.compile(
    r"\b(?:laid\s+off|let\s+go|redundan\w*|fired|sacked|dismissed|resign\w*|quit\w*|retir(?:ed|es|ing|ement)|no\s+longer|new\s+job|out\s+of\s+work"
    r"|between\s+jobs|moved\s+(?:on|to|jobs?|from)|now\s+(?:at|a|an|with|works|runs|leads)|used\s+to\s+(?:be|work|run|teach|lead)|on\s+leave"
    r"|(?:maternity|parental|sick)\s+leave|leaving|last\s+day|restructur\w*|closed|closing|closes|shut\w*|bankrupt\w*|insolven\w*|cut\s+\d+"
    r"|stopped\s+(?:work|teach|be)\w*|gave\s+up|sold\s+(?:the|her|his|their)|(?:left|leaves)\s+(?!me\b|us\b|my\b|it\b|a\b|early\b|late\b)"
    r"|chang(?:ed|es|ing)\s+jobs?|switched|was\s+(?:an?\s|the\s|head\b)|former\w*|ex-\w+)",
    re.IGNORECASE,
)
_ONCE = re.compile(r"^(?:retired|former|ex|semi-retired)[\s-]+", re.IGNORECASE)
_NO_WORK = re.compile(
    r"\b(?:students?|pupil|unemployed|job\s*seek\w*|parents?|mum|mom|dad|retire\w*|pensioner|self[\s-]employed|freelanc\w*|none|various"
    r"|neighbou?r|friend|customer|client|patient|member|mentor|mentee|boss|manager\s+of\s+mine|landlord|landlady|ex)\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\b(?:chair\w*|president|director|founder|owner|head|secretary|treasurer|organi[sz]er|captain|principal|leader|general\smanager)$",
    re.IGNORECASE,
)
_LONGEST_ROLE = 5  # words


def connection(parts: Parts) -> list[Slot]:
    """What connects the two: what the user said, a hook, where they met, their work, or the user's own line; else a gap."""
    if said := told(parts):
        return said
    line = parts.best(parts.is_concrete)
    slots = met_at(parts) if line is None or parts.kind(line) == "other" else []
    if line is not None and not slots:
        return [parts.hook(line)]
    if not slots and parts.is_family():
        # Nobody has to explain why they write to their sister.
        return [
            parts.courtesy(
                "hook", text="I thought of you, and I would love to hear from you.", optional=False
            )
        ]
    if not slots and (parts.request.purpose != "lunch_invite" or parts.request.ask):
        slots = their_work(parts)
    if not slots and not parts.request.line and parts.material.notes:
        parts.ask_for(
            f"What connects you and {parts.first}?",
            "Your notes hold nothing that may be said to them. One line is enough.",
            "about",
        )
    return slots


def told(parts: Parts) -> list[Slot]:
    """How the two know each other, where the user said so for this message."""
    about = parts.request.about
    if not about:
        return []
    called = names_of(parts.person.name, parts.store.people.aliases(parts.person.id), [about])
    text = told_connection(about, called)
    if not text:
        parts.gap(
            f"How would you say that to {parts.first}?",
            f"{about[:80]!r} could not be turned to them safely. Begin with 'we' or 'you'.",
            "about",
        )
        return []
    return [_met(parts, text, FromUser(about), about)]


def met_at(parts: Parts) -> list[Slot]:
    """Where they know each other from, by the front matter, a line of the notes or the circle; empty if nothing says so."""
    material = parts.material
    for _, fact in parts.store.facts.facts(parts.person.id):
        if fact.kind in {"met_at", "met"} and parts.may_say(fact) and (place := bare_place(fact.value)):
            return [_met(parts, met_in(place), fact.citation, fact.value, fact.citation.quote)]
    own = [
        (said, cited) for said, cited in material.sentences if (cited.note_id, cited.quote) in material.theirs
    ]
    for sentence, citation in own:
        if known := known_from(sentence) or _seen_at(parts, sentence, citation):
            return [_met(parts, known, citation, sentence)]
    written = next((s.partition(":")[2] for s, _ in material.sentences if fold(s).startswith("circle")), "")
    if not (text := from_circle(parts.person.circle or written)):
        return []
    quote = next((c for s, c in own if fold(parts.person.circle or "?") in fold(s)), None)
    return [_met(parts, text, quote or FromPlan("met"), parts.person.circle or written)]


def _met(parts: Parts, text: str, source: Source, *support: str) -> Slot:
    return Slot("met", text, f"{text}, {parts.tail('met')}.", f"{text}.", (source,), support=support)


def _seen_at(parts: Parts, sentence: str, citation: Citation) -> str:
    """Where a dated line of a note saw them: "school reunion, table 9, she still does the voice"; empty if unsure."""
    note = next((one for one in parts.store.notes.get([citation.note_id]) if one.kind != "record"), None)
    line = next((row for row in (note.text if note else "").splitlines() if citation.quote in row), "")
    if note is None or (note.date or "") > parts.today.isoformat():
        return ""
    what = event(without_label(sentence), line, parts.called.names)
    return f"We were both at {with_article(what)}" if what else ""


def their_work(parts: Parts) -> list[Slot]:
    """Their work as the reason why one writes, where the card names it and no note says that it may be over."""
    said = [*parts.material.secrets, *(text for text, cited in parts.material.sentences)]
    facts = {
        fact.kind: fact
        for _, fact in parts.store.facts.facts(parts.person.id)
        if fact.kind in {"role", "organization"} and parts.may_say(fact) and not fact.until
    }
    role, place = facts.get("role"), facts.get("organization")
    as_role, at = _as_role(role), _at_place(place)
    over = any(_MAY_BE_OVER.search(text) for text in said if not CARD.match(text))
    if not as_role or over or not (at or parts.material.notes or (place and parts.material.withheld)):
        return []
    once = role is not None and _ONCE.match(role.value) is not None
    at = "" if once or (place and claim_stems(place.value) <= claim_stems(as_role)) else at
    cited = tuple(fact.citation for fact in (role, place if at else None) if fact is not None)
    work = f"your {'years' if once else 'work'} {as_role}{at}"
    if at and _OF_WHOM.search(as_role):  # there is one of these: "as chair of the footpath group"
        as_role, at = re.sub(r"^as an? ", "as ", as_role), at.replace(" at ", " of ", 1)
        work = f"your work {as_role}{at}"
    text = f"{parts.worded('work', f'hook_{parts.request.purpose}')} {work}"
    support = tuple(one.quote for one in cited)
    return [Slot("hook", text, f"{text}.", f"{text}.", cited, support=support)]


def _as_role(role: Fact | None) -> str:
    """ "as an epidemiologist"; empty for what is no work, or not put as one."""
    text = _ONCE.sub("", role.value.strip(" .") if role else "")
    text = re.split(r"\s*[,;/(&+]|\s[-–—]\s|\s(?:at|for|in)\s", text)[0].strip()
    words = text.split()
    if not words or len(words) > _LONGEST_ROLE or _NO_WORK.search(text) or words[0].casefold() in PRESENT:
        return ""
    if not re.match(r"[^\W\d_]", text) or not text.isascii():
        return ""
    if re.match(
        r"(?:an?|the|my|our|head|chair\w*|director|vice|deputy)\s(?:.*\sof\s)?", text, re.IGNORECASE
    ) and (" of " in text):
        return f"as {text}"
    # "Head nurse", but "English teacher" and "HR manager"
    plain = words[0][1:].islower() and not re.search(r"(?:ish|ese|ian|man|ench|eek)$", words[0])
    text = text[0].lower() + text[1:] if plain else text
    return f"as {'an' if re.match('[aeio]|un(?!i)', text, re.IGNORECASE) else 'a'} {text}"


def _at_place(place: Fact | None) -> str:
    """ " at the city health unit"; empty for what is no place of work."""
    text = bare_place(place.value) if place else ""
    return f" at {with_article(text)}" if text and not _NO_WORK.search(text) else ""
