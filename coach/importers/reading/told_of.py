"""Whom a text as a whole tells of: full names, and a title with one name, that behave like a person's in it.

One sign is not enough, since towns, clubs and books have two capitals too: a name must do what people do, be followed
by an age or a "who", or go by its first word elsewhere. What stands after "in" or "at" is a place, whatever else it does.
"""

import re
from collections.abc import Iterator

from coach.importers.reading.names import (
    CAPITAL_WORD,
    PERSON_TITLES,
    TWO_NAMES,
    looks_like_name,
    without_links,
)
from coach.text import fold

_NAME = re.compile(rf"(?:(?<![\w.])(?P<title>(?:{PERSON_TITLES})\.?[ ]))?(?P<name>{TWO_NAMES})")
_TITLED = re.compile(rf"(?<![\w.-])(?:{PERSON_TITLES})\.?[ ](?P<name>{CAPITAL_WORD})\b(?![ ](?-i:[A-ZÀ-Þ]))")
_HUMAN = (
    r"(?:said|says|told|tells|asked|asks|rang|wrote|writes|phoned|emailed|texted|called|answered|replied|laughed|cried|thinks|thought|wants|wanted|knows|knew|"
    r"came|brought|gave|lent|sent|showed|taught|offered|promised|introduced|invited|helped|met|married|retired|refused|remembered|lives|loves|hates|likes|sings|plays|"
    r"teaches|works|studies|studied|drives|phones|calls|rings|mends|repairs|fixes|fits|makes|bakes|cooks|sews|explained|mentioned|recommended|admitted|joined|turned up|moved|got|took|grew up|volunteers|"
    r"dropped (?:in|by)|has (?:a|an|two|three|his|her|been|found|started)|is (?:a|an|from|now|my|our|back|here|hiring|\d\d)|was (?:a|an|my|there|here|born)|"
    r"hat (?:mir|uns|eine?n?|jetzt|gesagt|heute)|ist (?:eine?|jetzt)|spielt|arbeitet|wohnt|sucht|disse|contou|trouxe|quer|ligou|dijo|contó|trajo|sagt|sagte|erzählte|kam|meinte|brachte)\b"
)
_BESIDE = r"(?:, [^,.;:\n]{2,40},| \([^()\n]{2,60}\)| from [^,.;:\n]{2,30}?| \w+)?"
"""What may stand between a name and its verb: ", social worker,", "(treasurer)", "from the workshop", "also"."""

_DOES = re.compile(rf"{_BESIDE} {_HUMAN}|(?: \([^()\n]{{2,40}}\))? (?:and|&) (?:I|me)\b")
_AGE_OR_WHO = re.compile(
    r"(?:,| \()\s?(?:(?:(?:an?|the|my|our) )?[^,.;:()\n]{2,40},? (?:who|whose)\b|(?:an?|the|my|our) (?:[a-z-]+ ){0,2}(?:man|woman|guy|lady|girl|boy)\b|\d\d(?!\d)|who\b|whose\b|que faz\b|(?:die|der) )|['’]s (?:wife|husband|sister|brother|son|daughter|mother|mum|cousin)\b"
)
_KIN = (
    r"(?:girl|boy)?friend|mate|wife|husband|partner|sister|brother|cousin|son|daughter|nephew|niece|aunt|uncle|mother|father|dad|mum|mom|neighbou?r|colleague|boss|manager|"
    r"landlord|landlady|teacher|tutor|supervisor|mentor|successor|classmate|flatmate|sobrinh[ao]|prim[ao]|filh[ao]"
)
_INTRODUCED = re.compile(
    r"\b(?:(?:man|woman|girl|boy|guy|lady|lad|owner|boss|manager|director|Frau|Mann|mulher|mujer|femme)(?:\b[^.;:\n]{0,25},| called| named)|name:|Name:|successor:|guest:|replaced by|"
    r"(?i:met(?: my)?|meet|meeting|introduced? me to|introduced to|introduced by|thank|thanked|thanks to|asked|told|rang|phoned|texted|emailed|visited|saw|named|avoid|(?:keep|stay|keeping) away from|"
    r"ran into|bumped into|talked to|spoke (?:to|with)|wrote to|heard from|(?:message|letter|mail) from|(?:birthday|leaving) (?:do|party|drinks) for|(?:I|we|and|then|just|finally|somebody|someone) called)|Called|"
    r"(?i:lunch|coffee|tea|dinner|breakfast|brunch|supper|drinks?|beers?|pints?|call|walk|chat|talk|zoom|skype|meeting|catch-?up|caught up|met up|walked|chatted|talked|sat|went|played|evening|afternoon|picnic|swim|run|spent|stayed)"
    r"\b[^.!?\n]{0,25}? (?:with|w/)|(?:[Tt]reffen|[Kk]affee|[Ee]ssen|[Tt]elefonat|[Cc]afé|[Aa]lmuerzo|[Cc]ena|[Jj]antar|[Aa]lmoço|[Dd]îner|[Dd]éjeuner|[Pp]ranzo) (?:mit|con|com|avec)|[Cc]onocí a|presentó a|conheci [ao]|amigo \w+ \w+,|"
    rf"{_KIN}),?[ ](?:(?:my|our|an?|the) [a-z]+ )?$"
)
_TOO = re.compile(r"(?:,| and|, and| &)\s+(?:my \w+ )?")
"""What joins a name to the one before it."""

_PRESENT = re.compile(
    r"^(?:[^\w\n]|\d){0,40}(?:present|there|attending|attendees|excused|guests?|people|participants|anwesend|presentes)\s*:[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_TRADE = re.compile(
    r"(?:,| -| –| —) (?:(?:an?|the|my|our|old|young|retired|former) ){0,2}(?:[a-z-]+ )?"
    r"(?!volunteer|number|dinner|summer|winter|weather|after|under|over|other|later|never|water|paper|corner|centre|order|color|letter|offer|rather|former|another|together|whether|answer|either)"
    r"[a-z]{2,12}(?:er|or|ist|ian|man|eer|yer|nurse|chef|cook|clerk|student|notary)\b"
)
_THEN_THEY = re.compile(
    r" (?!(?:with|again|was|were|at|in|on|today|and|or|by|for|opens?|closed)\b)[a-z][^\n]{0,160}?(?:[.!?;] |, | and | but )(?:[Hh]e|[Ss]he)(?:['’](?:s|d|ll))? "
)
"""A name that does something, and goes on as "he" or "she"."""
_LABELLED = re.compile(r"(?:,| \(|:| -| –| —| =)[ ](?![A-ZÀ-Þ])")
_BEGUN = re.compile(
    r"(?:^|[.!?:]\s|\n)[\W\d]*(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\W[\W\d]*)?$"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|(?<!ran )(?<!Ran )(?<!umped )into|inside|outside|on|to the|at the|in the|of the|from the|the|im|am|beim|nach|em|na|no|nas|nos|en|el|la|ao|aux?|um|uma|chez le|"
    r"[Rr]ua|[Aa]venida|[Cc]lub|[Rr]egião|[Hh]otel|[Cc]línica|[Hh]ospital(?: da| de)?)[ ]$"
)
_SURE = 2


def told_of(text: str) -> tuple[str, ...]:
    """The names that the text vouches for, as written there first, in order."""
    text = without_links(text)
    places: dict[str, list[tuple[int, int, str]]] = {}
    lists = [match.span() for match in _PRESENT.finditer(text)]
    sure_until = -1
    for start, title, name in _candidates(text):
        end = start + len(title) + len(name)
        joined = sure_until >= 0 and _TOO.fullmatch(text, sure_until, start)
        signs = _SURE if title or joined else _signs(text, start, end, lists)
        sure_until = end if signs >= _SURE else -1
        places.setdefault(name, []).append((start, signs, title + name))
    sure = []
    for name, found in places.items():
        if not any(_PLACE_BEFORE.search(text[max(0, start - 24) : start]) for start, _, _ in found):
            signs = sum(signs for _, signs, _ in found) + (len(found) > 1)
            if signs >= _SURE or _goes_by_first_name(text, name):
                sure.append(found[0][2])
    titled: dict[str, list[str]] = {}
    for match in _TITLED.finditer(text):
        if looks_like_name(match["name"], marked=False):
            titled.setdefault(fold(match["name"]), []).append(match.group())
    return (*sure, *(names[0] for names in titled.values() if len(names) > 1))


def says_of(text: str, word: str) -> bool:
    """Whether a text has somebody of this one name do or say something."""
    said = rf"(?<![\w.'’ -] )(?<![\w.'’-]){re.escape(word)}(?:{_DOES.pattern}|['’]s\b|:[ ])"
    return re.search(said, without_links(text)) is not None


def within(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of `names` that stand in a part of the text, in the order in which they do."""
    return tuple(sorted((name for name in names if name in text), key=text.index))


def _candidates(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each run of capitals begins that can be a name, the title before it and the name itself.

    An everyday word at either end of it ("Then Ann Lee", "Ann Lee Monday") is left out.
    """
    for match in _NAME.finditer(text):
        start, title = match.start(), match["title"] or ""
        words = re.sub(r"['’]s$", "", match["name"]).split(" ")
        while len(words) > 2 and not looks_like_name(words[0], marked=False):
            start, title = start + len(title) + len(words.pop(0)) + 1, ""
        while len(words) > 2 and not looks_like_name(words[-1], marked=False):
            words.pop()
        name = " ".join(words)
        plain = all(looks_like_name(word, marked=False) or word.islower() for word in words)
        is_saint = words[0] == "St"  # a church, a feast, a street
        if (
            len(words) > 1
            and plain
            and not is_saint
            and looks_like_name(name, marked=False)
            and not name.isupper()
        ):
            yield start, title, name


def _signs(text: str, start: int, end: int, lists: list[tuple[int, int]]) -> int:
    """How much one place says that a name is somebody's."""
    before, after = text[max(0, start - 60) : start], text[end : end + 200]
    strong = _DOES.match(after) or _AGE_OR_WHO.match(after) or _INTRODUCED.search(before)
    if strong or any(begun <= start < ended for begun, ended in lists):
        return _SURE
    if not _BEGUN.search(before):
        return 0
    # Clubs and streets begin sentences too, but they have no trade, and hardly ever go on as "he" or "she".
    goes_on = _THEN_THEY.match(after)
    if _TRADE.match(after) or (goes_on and not re.search(TWO_NAMES, goes_on.group())):
        return _SURE
    return int(bool(_LABELLED.match(after)))


def _goes_by_first_name(text: str, name: str) -> bool:
    """Whether the name's first word alone says or does something elsewhere: "Marta Fontes ... Marta rang"."""
    first, second = name.split(" ")[:2]
    alone = rf"(?<![\w.'’-]){re.escape(first)}(?![ ]{re.escape(second)})(?:{_DOES.pattern}|:[ ]|[ ]{re.escape(second[0])}\.[ ])"
    return re.search(alone, text) is not None
