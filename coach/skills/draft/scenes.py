"""Where the two once were together, as notes tell it in passing: "allergen day with Sue", "w/ Yusuf on the night batch".

The recipient is marked in the text already, as `doer` has it; what is only like such a scene gives None.
"""

import re

from coach.people.clauses import KIN
from coach.skills.draft.shorthand import in_full

RECIPIENT = "\ue000"  # stands for the recipient while a sentence is being turned
_R = RECIPIENT
# What people go to, so that two who were there know each other from it.
_EVENT = (
    r"(?:day|meet-?up|meeting|conference|congress|convention|workshop|course|class|fair|panel|talk|lecture|seminar|webinar"
    r"|training|reunion|wedding|party|festival|exhibition|camp|expo|match|tournament|night|evening|quiz|rehearsal|concert"
    r"|reading|hackathon|session|induction|symposium|summit|show|outing|excursion|retreat|workday|jam)"
)
_WORD = r"[^\W_][\w'’&+-]*"
_WHAT = rf"(?P<what>(?:{_WORD}\s){{0,5}}?{_EVENT}(?:\s(?:in|at|of|for|on)\s(?:{_WORD}\s){{0,3}}?{_WORD})?)"
_WITH = re.compile(
    rf"^(?:at\s)?{_WHAT}(?:,|\s[-–—])?\s(?:(?P<did>sat|stood|walked|queued|danced|sang|talked|chatted)\s)?with\s{_R}(?!')",
    re.IGNORECASE,
)
_MET_AT = re.compile(rf"^meeting\sat\s(?P<what>(?:{_WORD}\s){{1,5}}?{_WORD})$", re.IGNORECASE)
_ALONE = re.compile(
    rf"^(?:at\s)?(?P<what>(?:{_WORD}\s){{1,5}}?{_EVENT}(?:\s(?:in|at)\s(?:{_WORD}\s){{0,3}}?{_WORD})?)(?:[.,;:]|\s[-–—]|$)",
    re.IGNORECASE,
)
_PLACED = re.compile(
    rf"^(?:was\s)?with\s{_R}\s(?P<where>(?:on|in|at)\s(?:{_WORD}\s){{1,7}}?{_WORD})(?:\s?[,;–—].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NO_PLACE = re.compile(
    r"^(?:on|in|at)\s(?:the\s|my\s|a\s)?(?:phone|line|mind|touch|confidence|contact|call|zoom|moment|last|first|once|\w+day|\d+|january"
    r"|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|afternoon|evening)\b"
    r"|\b(?:i|me|my|you|he|she|they|her|his|their|who|when|if|about|because|but|re)\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\b(?:i|me|my|you|he|she|they|her|his|their|we|our|who|when|if|about|because|but|not|no|next|every|one|last|same|bad|good|long|might|may|to|go|spent"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|phone|video|zoom|is|are|was|were|has|had|have|said|told|asked|gave|sent"
    r"|missed|cancelled|after|before|from|without|until|all|first(?!\said)|some|another|day\soff)\b"
    # "planning a panel", "spent the day"; "Sister's wedding" could be anybody's sister's
    rf"|(?<!\sin)(?<!\sat)\s(?:an?|the|my|our)\s|\b(?:{KIN})['’]s\b",
    re.IGNORECASE,
)
# In a note with one of these, that somebody's name follows an event does not say that they were there.
_APART = re.compile(
    r"\b(?:not|\w+n['’]t|didnt|couldnt|cant|never|without|miss\w*|cancel\w*|instead|photos?|pictures?|sends?|sent|rang|rings|phon\w+|called"
    r"|text\w*|e?mail\w*|heard|hears|watch\w*|stream\w*|invit\w+|next(?!\sto\b)|will|going|plan\w*|hop\w+|would|could|should|if|might|maybe"
    r"|asked\swhether|upcoming|tickets?|flyers?|posters?|ads?|brochures?|for\s(?:her|him|them))\b",
    re.IGNORECASE,
)
_MEET = re.compile(r"\b(?:she|he|her|his|him|with)\b", re.IGNORECASE)
_SAYS_ENOUGH = frozenset(
    (
        "conference", "congress", "convention", "workshop", "course", "class", "fair", "panel", "lecture", "seminar", "webinar",
        "reunion", "wedding", "party", "festival", "exhibition", "camp", "concert", "hackathon", "rehearsal", "retreat", "symposium", "quiz",
    )
)  # fmt: skip
_BOTH = re.compile(
    rf"^(?:(?:me|I)\s(?:and|&|\+|n)\s{_R}|{_R}\s(?:and|&|\+|n)\s(?:me|I))\s(?=[a-z])(?!both\b)", re.IGNORECASE
)
_KINDS = frozenset(
    (
        "Group", "Society", "Association", "Club", "Hotel", "Committee", "Council", "Museum", "Trust", "Foundation", "Institute", "Union",
        "Centre", "Center", "Network", "Choir", "Orchestra", "Clinic", "Conference", "Festival", "Fair", "Meetup", "Reunion", "Day",
    )
)  # fmt: skip


def with_article(place: str) -> str:
    """ "the Leeds data meetup", but "PyLadies Porto" and "my sister's wedding"."""
    words = place.split()
    own = re.split(r"\s(?:in|at|of|for|on)\s", place)[0].split()  # "Voicing course in Bamberg" is no name
    named = words[0][:1].isupper() and own[-1][:1].isupper()
    owned = any(word.endswith(("'s", "’s")) for word in words[:3])
    begun = re.match(r"(?:a|an|the|my|our)\b", place, re.IGNORECASE)
    kind = len(words) > 1 and words[-1] in _KINDS  # "the Yareside Footpath Group"
    return place if (named and not kind) or owned or begun else f"the {place}"


def together(text: str) -> str | None:
    """A marked line as something "we" did or were in: "me and Mo did the dishes", "census users day, sat with Sandeep"."""
    if match := _BOTH.match(text):
        rest = text[match.end() :]
        named = re.match(
            r"(?:[a-z]+\s)?(?:partner|colleague|classmate|neighbour|neighbor|flatmate|housemate|roommate|teammate|apprentice|student|trainee|friend)s\b",
            rest,
        )
        return f"we {'were ' if named else ''}{rest}"
    if (match := _WITH.match(text)) and not _NO_EVENT.search(match["what"]):
        what, alone = match["what"], len(match["what"].split()) == 1
        if alone and what.casefold() not in _SAYS_ENOUGH:
            return None
        what = _without_small_place(what)
        at = f"at {'a ' + what if alone else with_article(what)}"
        return f"we {match['did'].lower()} together {at}" if match["did"] else f"we were {at} together"
    if (match := _MET_AT.match(text)) and not _NO_EVENT.search(match["what"]):
        return f"we met at {with_article(match['what'])}"
    if (match := _PLACED.match(text)) and not _NO_PLACE.search(match["where"]):
        return f"we were {match['where']} together"
    return None


def event(sentence: str, line: str, names: tuple[str, ...]) -> str:
    """The event that a line of a note on somebody begins with, and at which they were seen; empty if unsure.

    Args:
        sentence: without its date. line: the whole line of the note, which says more of them.
    """
    match = _ALONE.match(in_full(sentence))
    if match is None or _NO_EVENT.search(match["what"]) or _APART.search(line):
        return ""
    rest = line[line.find(sentence) + len(match["what"]) :]
    called = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest, re.IGNORECASE) for name in names)
    return _without_small_place(match["what"]) if called or _MEET.search(rest) else ""


def _without_small_place(what: str) -> str:
    """The event without "in stockport": written small, as by somebody who writes all so, it would look careless."""
    return what if not what.islower() else re.sub(r"\s(?:in|at|on)\s(?!the\s|our\s|my\s|a\s).*$", "", what)
