"""Sentences to ties: who knows whom, in the words of the note.

A name that merely stands in a note makes no tie; the words between two people must say what joins them.
"""

import re
from collections.abc import Iterator

from coach.people.clauses import KIN, ME, NOT_STATED, Sentence
from coach.people.found import FoundTie

_KIN = (
    rf"(?:(?:younger|older|elder|little|big|best|old|close|former|ex-?|half-?|step-?|twin|late)\s*)*(?:{KIN}|grandmother|grandfather|flatmate|roommate|room-mate|housemate|neighbou?r|friends?|colleagues?|co-worker|"
    r"boss|manager|mentor|teacher|tutor|student|assistant|business partner|classmate|schoolmate|landlord|landlady|godmother|godfather|godson|goddaughter|deputy|successor|predecessor)"
)
_POSSESSIVE = re.compile(rf"^['’]s?\s+(?P<relation>{_KIN})\b")
_HER_KIN = re.compile(
    rf"\b(?P<whose>[Hh]er|[Hh]is|[Tt]heir)\s+(?P<relation>(?:\w+\s+)?{_KIN})(?:,|\s+is|\s+called)?\s+(?:\[\[)?$"
)
_PHRASES = re.compile(
    r"(?P<relation>(?:also\s+|still\s+)?(?:knows|know each other|works? with|worked with|works? for|worked for|used to work (?:with|for)|reports to|manages|hired|married to|is married to|married|is engaged to|engaged to|is dating|dating|lives with|shares [\w' ]{1,25} with|plays [\w' ]{1,20} with|sings with|studied with|went to (?:school|university|college) with|"
    r"at (?:school|university|college) with|grew up with|is friends with|friends with|friend of|best friend of|close to|old friend of|colleague of|boss of|(?:college |university )?roommate of|flatmate of|neighbour of|neighbor of|sister of|brother of|cousin of|"
    r"wife of|husband of|son of|daughter of|mother of|father of|niece of|nephew of|aunt of|uncle of|partner of|student of|mentor of|taught|mentors|mentored|trained|coaches|co-founded [\w ]{1,20} with|founded [\w' ]{1,30} with|runs [\w' ]{1,30} with|sits on [\w' ]{1,30} with|is related to|telephones with|met|asked after|cuts the hair of)"
    r"(?:\s+from\s+\w+|\s+well)?)\s+(?:\[\[)?$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\bintroduced (?:me|us) to\s+(?:\[\[)?$|\bput (?:me|us) in touch with\s+(?:\[\[)?$|\bconnected (?:me|us) (?:with|to)\s+(?:\[\[)?$|\bsent (?:me|us) to\s+(?:\[\[)?$|\brecommended\s+(?:\[\[)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:introduced by|introduced to me by|introduction (?:by|from)|introduced us:?|referred by|met (?:her |him |them )?(?:through|via)|know (?:her|him|them) (?:through|via|from)|friend of a friend via|through|via|recommended by|thanks to)\s+(?:my (?:friend|sister|brother|cousin|aunt|uncle|colleague)\s+)?(?:\[\[)?$",
    re.IGNORECASE,
)
_RECORD_BY = re.compile(r"^(?:introduced_by|introduced by)\s*:", re.IGNORECASE)
_HAVE_KNOWN = re.compile(
    r"(?:know each other|are (?:(?:getting|newly) married|engaged|a couple|friends|colleagues|cousins|sisters|brothers|siblings|married|neighbours|neighbors)|share a \w+|(?:play|sing|work|live|studied|worked|went to \w+) together)\b"
)


def ties_in(sentence: Sentence) -> Iterator[FoundTie]:
    """Every tie a sentence states."""
    quote = sentence.quote
    if sentence.asks:
        return
    seen: set[tuple[int, int]] = set()
    for mention in sentence.named:
        for tie in _ties_of(sentence, mention.start, mention.end, mention.person_id):
            pair = (min(tie.person_id, tie.other_id), max(tie.person_id, tie.other_id))
            if tie.person_id != tie.other_id and pair not in seen:
                seen.add(pair)
                yield tie
    together = _HAVE_KNOWN.search(quote)
    before = [m.person_id for m in sentence.named if together and m.end <= together.start()]
    if together and len(dict.fromkeys(before)) == 2 and not NOT_STATED.search(quote[: together.start()]):
        first, second = dict.fromkeys(before)
        if (min(first, second), max(first, second)) not in seen:
            yield FoundTie(first, second, together.group())


def _ties_of(sentence: Sentence, start: int, end: int, other: int) -> Iterator[FoundTie]:
    before, after = sentence.body[:start], sentence.body[end:].lstrip("]|")
    owner = sentence.current if sentence.current != other else sentence.owner
    if _RECORD_BY.match(sentence.quote) or _BY.search(before):
        if owner and owner != other:
            yield FoundTie(
                owner, other, "introduced by" if "introduc" in sentence.quote.casefold() else "met through"
            )
        return
    possessive = _POSSESSIVE.match(after)
    if possessive:
        # "Callum's sister" says it of the one the note is about; "Callum's sister Isla" of Isla.
        named = re.match(r"\s*,?\s*(?:\[\[)?", after[possessive.end() :])
        at = len(sentence.body) - len(after) + possessive.end() + (named.end() if named else 0)
        next_one = next((m.person_id for m in sentence.named if m.start == at), None)
        begins = not sentence.body[sentence.lead : start].strip(" [") or re.search(
            r"\b(?:is|was)\s+(?:\[\[)?$", before
        )
        who = next_one or (owner if begins and sentence.own_note else None)
        if who and who != other:
            yield FoundTie(who, other, f"{possessive['relation']} of")
        return
    kin = _HER_KIN.search(before)
    if kin:
        whose = owner if owner != other else None
        if whose:
            yield FoundTie(whose, other, kin["relation"])
        return
    introduced = _INTRODUCED.search(before)
    if introduced:
        who = sentence.actor(introduced.start())
        if who and who not in (ME, other) and not NOT_STATED.search(before[: introduced.start()]):
            yield FoundTie(other, who, "introduced by")
        return
    phrase = _PHRASES.search(before)
    if phrase and not NOT_STATED.search(before[: phrase.start()]):
        who = sentence.actor(phrase.start())
        if who is None and re.search(r",\s*$", before[: phrase.start()]) and sentence.own_note:
            who = sentence.owner
        if who and who not in (ME, other):
            yield FoundTie(who, other, " ".join(phrase["relation"].split()).casefold())
