"""Would the other person be hurt or startled to read this? And which notes must stay with the user.

Code only. It knows words, not people: what is delicate in a note is decided by `coach.people.use`; this file catches
what still reads as delicate, as watching, as gossip or as a file kept on somebody in the finished text.
"""

import re
from collections.abc import Sequence

from coach.guard.findings import Check, FromProfile, FromUser, Sentence
from coach.text import fold
from coach.types import Citation

MOST_PERSONAL_FACTS = 2

_DELICATE = re.compile(
    r"""\b(?:divorc\w*|separat(?:ed|ion|ing)|break-?up|broke\s+up|split\s+up|custody|affair|cheat\w*|miscarr\w*|pregnan\w*|ivf
    |infertil\w*|cancer|chemo\w*|tumou?r|diagnos\w*|depress\w*|anxiety|burn-?(?:out|ed\s+out)|therap(?:y|ist)|rehab|relaps\w*
    |sober|sobriety|alcohol\w*|drink(?:s|ing)?\s+(?:too|a\s+lot|problem)|drunk|drugs?|overdos\w*|suicid\w*|self-harm
    |surger(?:y|ies)|operation|in\s+hospital|hospitali\w+|hospital\s+(?:bed|stay|visits?)|illness|sick|disease|disab\w*|medication|adhd|autis\w*|hiv|stroke|seizure\w*
    |laid\s+off|lay-?offs?|fired|sacked|redundan\w*|unemploy\w*|lost\s+(?:his|her|their|your|the)\s+(?:job|mother|father|mum
    |mom|dad|wife|husband|son|daughter|brother|sister|baby|parent)|debts?|bankrupt\w*|salar(?:y|ies)|mortgage|evict\w*|lawsuit
    |su(?:ed|ing)\b|(?:in|to)\s+court|court\s+case|arrest\w*|prison|jail|funeral|grie(?:f|ving)|bereave\w*|passed\s+away|died|death|dying|widow\w*
    |(?-i:church)|mosque|synagogue|pray(?:s|er|ers|ing)?|(?-i:faith)|relig\w*|politic\w*|vot(?:ed|es)\s+for
    |gay|lesbian|bisexual|transgender|sexual\w*|came\s+out\s+(?:as|to)|immigration\s+status|visa\s+problem\w*|asylum|(?:lost|gained|losing|gaining)\s+weight|overweight|(?:you|she|he|they)(?:['’]re|['’]s|\s+(?:are|is|looks?|looked))\s+(?:\w+\s+)?ugly)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WATCHING = re.compile(
    r"""\b(?:i\s+(?:saw|noticed|see|read|know|heard|hear|found\s+out|looked\s+(?:you\s+)?up|googled|understand)\s+
        (?:that\s+|about\s+|from\s+)?(?:you|your|on\s+linkedin|online)
    |i(?:'ve|\s+have)\s+(?:heard|been\s+following|noticed|read|seen)
    |(?:people|they|everyone|everybody|someone|somebody)\s+(?:say|says|told\s+me|tell\s+me)
    |word\s+(?:is|has\s+it)|rumou?rs?|apparently|allegedly|supposedly|behind\s+(?:his|her|your|their)\s+back
    |my\s+notes\b|according\s+to\s+my|i\s+wrote\s+down|i\s+keep\s+(?:a\s+)?(?:notes?|records?))""",
    re.IGNORECASE | re.VERBOSE,
)
_UNFLATTERING = re.compile(
    r"\b(?:annoying|boring|rude|lazy|arrogant|selfish|stingy|awkward|weird|clingy|flaky|unreliable|gossip\w*|stupid|jealous"
    r"|bitter|moody|talks?\s+too\s+much|never\s+(?:replies|listens|pays)|owes?\s+me|useless|difficult\s+person)\b",
    re.IGNORECASE,
)
_OTHERS_OF_THEIRS = re.compile(
    r"\bthe\s+(?:\w+\s+)?(?:boys|girls|kids|children|twins)\b(?!['’])|\b(?:your|his|her|their)\s+(?:late\s+|older\s+|younger\s+|elder\s+|little\s+|big\s+|new\s+|old\s+|former\s+)?"
    r"(?:husband|wife|spouse|partner|ex(?:-\w+)?|boyfriend|girlfriend|fianc[eé]e?|son|daughter|kids?|child(?:ren)?|baby|mother"
    r"|father|mum|mom|dad|parents?|brother|sister|siblings?|uncle|aunt(?:y|ie)?|cousin|nephew|niece|grand\w+|in-laws?|\w+-in-law|boss"
    r"|manager|landlord|landlady|neighbou?rs?|flatmate|roommate|co-?founder|business\s+partner|doctor|therapist)\b",
    re.IGNORECASE,
)


def delicate_words(text: str) -> tuple[str, ...]:
    """Words of health, family trouble, money, faith, job loss or grief in a text."""
    return tuple(match.group() for match in _DELICATE.finditer(text))


def harsh_words(text: str) -> tuple[str, ...]:
    """Words of judgement in a text."""
    return tuple(match.group() for match in _UNFLATTERING.finditer(text))


def names_their_people(text: str) -> bool:
    """Whether a text speaks of the recipient's family, boss or other people near them."""
    return _OTHERS_OF_THEIRS.search(text) is not None


def mirror_faults(text: str, *, own: bool = False, asked: str = "") -> tuple[str, ...]:
    """What in one sentence would hurt or startle, each as a short clause.

    Args:
        own: whether the user wrote it.
        asked: what the reader wrote themselves; a word of theirs may come back to them.
    """
    brought_up = {word.casefold() for word in delicate_words(asked)}
    faults = [
        f"{word!r} touches something delicate"
        for word in delicate_words(text)
        if word.casefold() not in brought_up
    ]
    faults += [f"{word!r} is unflattering" for word in harsh_words(text)]
    faults += [f"{match.group()!r} sounds like watching or hearsay" for match in _WATCHING.finditer(text)]
    if not own and (match := _OTHERS_OF_THEIRS.search(text)):
        faults.append(f"{match.group()!r} is about somebody else, told in confidence")
    return tuple(faults)


def repeats_withheld(text: str, withheld: Sequence[str], allowed: str) -> tuple[str, ...]:
    """Runs of three words that stand in a withheld sentence and in the text, but not in what may be used."""
    said, may = fold(text), fold(allowed)
    found = []
    for secret in withheld:
        words = fold(secret).split()
        for start in range(len(words) - 2):
            run = " ".join(words[start : start + 3])
            if len(run) >= 12 and f" {run} " in f" {said} " and run not in may:
                found.append(run)
                break
    return tuple(found)


def _answers(sentence: Sentence) -> bool:
    """Whether it is an answer that the user typed themselves."""
    return any(isinstance(source, FromUser) for source in sentence.sources)


def _is_of_the_user(sentence: Sentence) -> bool:
    return bool(sentence.sources) and all(isinstance(source, FromProfile) for source in sentence.sources)


def check_mirror(
    sentences: Sequence[Sentence], subject: str, withheld: Sequence[str], allowed: str, asked: str = ""
) -> Check:
    """Nothing delicate, private, hearsay, unflattering or about third people, and no list of what I know.

    Args:
        withheld: verbatim sentences of notes that must not show.
        allowed: every text that may show (usable facts, the user's own words).
        asked: the reader's own message, where this answers it.
    """
    # What touches the user alone, in their own words about themselves, is theirs to tell.
    theirs = [item.text for item in sentences if item.kind == "forward" or _is_of_the_user(item)]
    said = [item for item in sentences if item.text not in theirs]
    faults = list(mirror_faults(subject))
    # Whom the user's own line speaks of is theirs to know; what it says of the reader is looked at.
    faults += [
        fault
        for item in said
        for fault in mirror_faults(item.text, own=item.kind == "line", asked=asked if _answers(item) else "")
    ]
    body = " ".join((subject, *(item.text for item in sentences)))
    faults += [
        "it repeats words of a note that was held back" for _ in repeats_withheld(body, withheld, allowed)
    ]
    personal = {source.quote for item in sentences for source in item.sources if isinstance(source, Citation)}
    if len(personal) > MOST_PERSONAL_FACTS:
        faults.append(
            f"{len(personal)} things you know about them, and more than {MOST_PERSONAL_FACTS} reads like a file"
        )
    return Check(
        "mirror", not faults, "; ".join(dict.fromkeys(faults)) or "nothing here would hurt or startle them"
    )
