"""Notes to contacts: whether a dated note says that the user and somebody were really in touch that day."""

import re
from collections.abc import Iterator, Sequence

from coach.importers.reading.dates import date_at_start
from coach.people.clauses import ME, Sentence
from coach.people.found import FoundEntry
from coach.text import fold
from coach.types import Note, Use

_CONTACT = re.compile(
    r"\b(?:met|meet|meeting|lunch|coffee|tea|dinner|breakfast|brunch|drinks|pint|beer|walk|walked|call|called|phone|phoned|rang|ring|talk|talked|spoke|chat|chatted|zoom|video call|teams call|skype|e-?mail|mail|mailed|"
    r"emailed|wrote|letter|postcard|card|texted|text|message|messaged|ran into|bumped into|came across|caught up|catch-up|catch up|visit|visited|came by|came over|came round|dropped by|dropped in|stopped by|party|wedding|"
    r"barbecue|picnic|concert|rehearsal|session|class|lesson|workshop|conference|interview|hiked|hike|cycled|ran with|swam|sang|cooked|ate|pizza|soup|cake|introduced|thanked|congratulated|asked|answered|replied|told|said|says|swapped|"
    r"helped|showed|gave|lent|sent|brought|drove|fixed|invited|offered|promised|getroffen|traf|telefoniert|angerufen|geschrieben|mittagessen|kaffee|rencontre|dejeuner|appele|telephone|almuerzo|cafe|llame|comimos|"
    r"incontrat[oa]|conosciut[oa]|conoci|conocimos|kennengelernt|treffen|rencontree?|pranzo|telefonata|almoco|liguei|encontrei|falamos|conversamos|gesprochen|gegessen|comi|vi a)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|we|us|our|mine|ich|mir|mich|wir|je|nous|me|nos|io|noi|eu)\b")
_WE_DID = re.compile(
    r"\b(?:I|[Ww]e) (?:(?:both|all|also|just|then|finally) )?(?!(?:needed|wanted|hoped|wished|wondered|used|missed|noticed|learned|learnt|worked|lived|studied|decided|liked|loved|hated|planned|seemed|owed|reckoned|believed|guessed|studied|graduated)\b)"
    r"(?:[a-z]{2,}ed|had|went|sat|ate|saw|took|drank|sang|ran|drove|made|spent|gave|left|stood|swam|rode|played|got)\b"
)
_DID_TO_ME = re.compile(
    r"^(?:(?:she|he|they) )?(?:(?!need|want|like|love)[a-z]+ed|came|kept|left|took|gave|brought|sat|drove|held|made|showed|bought|got|let|saw|found|went|wants me)\b.*\b(?:me|us|my|our)\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:last year|years? ago|months ago|(?:every|each) (?:\w+ )?(?:year|month|week|day|time|christmas|easter|birthday|sunday|monday|tuesday|wednesday|thursday|friday|saturday)|every other|always|usually|used to|back in|in those days|"
    r"the year before|in my first year|on (?:mon|tues|wednes|thurs|fri|satur|sun)days)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SUPPOSED = re.compile(
    r"\b(?:I|we|she|he|they) (?:might|may|could|would|will|hope|wish|want|plan|should|must)\b(?!.{0,40}\b(?:said|told|asked|says|wrote|rang)\b)(?<!said )",
    re.IGNORECASE,
)
_NO_CONTACT = re.compile(
    r"\b(?:have not|haven't|haven’t|has not|hasn't|did not|didn't|didn’t|never|not) (?:\w+ )?(?:seen|heard|spoken|talked|met|written|wrote|write|answered|answer|replied|reply|been back|been in touch|called|call|rung|sent|send|contact|contacted)\b|"
    r"\bno (?:reply|answer|contact|word|news)\b|\blost touch\b|\bout of touch\b|\bI (?:should|must|need to|ought to|want to|would like to|will|plan to|might|could|am going to|'ll|have to) (?:\w+ )?(?:call|write|ring|ask|meet|email|invite|send|see|thank|reach|get back|reply|visit)\b|"
    r"^(?:todo|to do|remember to|plan|idea|next|must|should|need to|ask|call|email|write|remind)\b|\blast heard\b|\b(?:keep|stay|keeping|staying) away from\b|\b(?:never|not) (?:yet )?met\b|\bi owe\b|\bowes? me\b|\b(?:hates|prefers|avoids)\b|\b(?:has|have) (?:a|an|two|three) (?:class|party|interview|wedding)\b|\bi think about\b|\bnobody told\b",
    re.IGNORECASE,
)
_LAST_TIME = re.compile(r"\blast (?:saw|spoke|met)\b", re.IGNORECASE)
"""With its date before it, the contact of that day; without one, of a day that is not known."""

_I_DID_NOT = re.compile(
    r"^[^,;]{0,30}\bI (?:\w+ )?(?:never|did not|didn't|didn’t|have not|haven't|haven’t)\b"
)
_WATCHED = re.compile(
    r"\b(?:saw|noticed|seen|read|spotted) (?:on|in|from) (?:the |her |his )?(?:linkedin|facebook|instagram|twitter|x|news|paper|newspaper|website|internet|connections|profile|feed)|\bon linkedin\b|\bliked my (?:post|photo|picture|comment)|\bsaw (?:that|her post|his post)|\bI (?:heard|read|saw) (?:that|about|from)|\b(?:heard|read) that\b|\bapparently\b|"
    r"\baccording to\b|\bbirthday today\b|\bhas a new job\b.*\blinkedin\b|\bstarted at\b|\bconnected on\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:met|saw|with|told|rang|called|phoned|wrote to|wrote|emailed|mailed|texted|messaged|visited|helped|talked to|talked with|spoke to|spoke with|ran into|bumped into|invited|thanked|asked|joined|hugged|interviewed|sent|gave|lent|drove|introduced|"
    r"lunch|coffee|tea|dinner|breakfast|w/|traf|mit|avec|con|com|and|from|by|of|between|beside|next to)\s+(?:my \w+ |Aunt |Uncle |Dr\.? |an? \w+ from )?(?:\[\[)?$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"^\]{0,2}(?:\|[^\]]*\]\])?(?:,? (?:who|also|then|again|just|finally|kindly|still) ?)*\s*(?:and [^,.;]{2,40}\s)?(?:said|says|asked|told|rang|called|phoned|praised|lent|gave|sent|met|wrote|showed|came|joined|helped|invited|laughed|kicked|hugged|offered|promised|introduced|wanted|wants|"
    r"thanked|drove|brought|answered|replied|explained|nodded|waved|took|sat|had|emailed|texted|messaged|visited|stopped|dropped|was there|were there|walked|paid|bought|read|listened|recommended|suggested|agreed|apologised|cooked|made|told|stayed|liked|admitted|confessed|whispered|shouted|and I|and me|['’]s (?:place|house|party|garden|birthday|flat|office|wedding))\b"
)


Read = tuple[Sentence, Use, Sequence[FoundEntry]]
"""A sentence, how it may be used, and the lines of the ledger it holds."""


def met_in(note: Note, sentences: Sequence[Read]) -> Iterator[tuple[int, str]]:
    """(person_id, the sentence that says so) for everybody whom the note says the user was in touch with."""
    if note.private or note.date is None or note.kind == "record":
        return
    if note.kind == "interaction" and sentences:
        yield sentences[0][0].owner, note.text
    seen = {sentences[0][0].owner} if note.kind == "interaction" and sentences else set()
    for sentence, use, entries in sentences:
        body = sentence.words
        if (
            _NO_CONTACT.search(body)
            or (_LAST_TIME.search(body) and not _begins_dated(sentence))
            or _I_DID_NOT.search(body)
            or _WATCHED.search(body)
            or _hearsay(sentence, use)
        ):
            continue
        if _at_another_time(sentence, note.date):
            continue
        for person_id in _met(sentence, entries):
            if person_id not in seen:
                seen.add(person_id)
                yield person_id, sentence.quote


_DATED_CONTACT = re.compile(
    r"(?:last (?:seen|saw (?:her|him|them)|spoke(?:n)?|met|contact(?:ed)?|in touch|called|visited)|(?:call|called|met|meeting|lunch|coffee|visit|visited|rang|phoned|e-?mailed?))\W+(?:on )?(?=\d)",
    re.IGNORECASE,
)


def last_met_in(sentences: Sequence[Read]) -> Iterator[tuple[int, str, str]]:
    """(person_id, the day, the sentence) where a sentence itself says the day: "Last seen 2019-09-14", "Call 2 Feb 2026"."""
    for sentence, use, _ in sentences:
        said = _DATED_CONTACT.match(sentence.body, sentence.lead) if use is not Use.PRIVATE else None
        dated = date_at_start(sentence.quote[said.end() :]) if said else None
        who = sentence.named[0].person_id if sentence.named and not sentence.own_note else sentence.current
        if dated and who and len(dated[0]) == 10:
            yield who, dated[0], sentence.quote


def _at_another_time(sentence: Sentence, day: str) -> bool:
    """Whether a sentence tells of another year, or of what always happens, and not of the note's day."""
    years = set(_YEAR.findall(sentence.words))
    return bool((years and day[:4] not in years) or _OTHER_TIME.search(sentence.words))


def _begins_dated(sentence: Sentence) -> bool:
    return any(letter.isdigit() for letter in sentence.quote[: sentence.lead])


def _met(sentence: Sentence, entries: Sequence[FoundEntry]) -> Iterator[int]:
    mine = _FIRST_PERSON.search(sentence.words)
    gave = any(entry.direction in {"gave", "received"} for entry in entries)
    told = _tells_of_contact(sentence) and not _SUPPOSED.match(sentence.words)
    contact = (
        gave
        or told
        or _WE_DID.search(sentence.words)
        or _DID_TO_ME.match(sentence.words)
        or _LAST_TIME.search(sentence.words)
    )
    others = [m.person_id for m in sentence.named if m.person_id != sentence.owner]
    if sentence.own_note and contact:
        first = sentence.named[0] if sentence.named else None
        # "Rosa says that ..." in somebody's own notes is Rosa's contact, not theirs.
        led_by_other = (
            first is not None and first.person_id != sentence.owner and first.start - sentence.lead <= 2
        )
        if not led_by_other or (mine and re.search(r"\b(?:with|and) (?:her|him|them)\b", sentence.body)):
            yield sentence.owner
    for mention in sentence.named:
        if sentence.own_note and mention.person_id == sentence.owner:
            continue
        before, after = sentence.body[: mention.start], sentence.body[mention.end :]
        theirs = _THEIRS.match(after) and not _ACTS.match(after)
        if theirs or _DID_NOT_TO.search(before):
            continue
        with_them = _WITH.search(before)
        if sentence.own_note:
            # In somebody's notes another person is met only where the user and they are in one breath.
            if (
                with_them
                and with_them.group().split()[0].casefold()
                in {"with", "met", "told", "saw", "rang", "called", "and"}
                and others
            ):
                if not mine and not re.search(r"\bwith (?:her|him|them)\b", before):
                    continue
                verb = sentence.actor(with_them.start())
                if verb in {ME, None} and not re.search(
                    r"\b(?:plays?|works?|lives|friends|shares|car) (?:\w+ ){0,3}with\s", before
                ):
                    yield mention.person_id
        elif (
            (with_them and _by_me(sentence, with_them))
            or _ACTS.match(after)
            or (len(sentence.named) == 1 and (contact or mine) and not _spoken_of(before))
        ):
            yield mention.person_id


_THEIRS = re.compile(r"\]{0,2}['’]s\b")
_DID_NOT_TO = re.compile(r"\b(?:did not|didn['’]t|never)\b[^,.;]*$")
_OCCASION = re.compile(
    r"\b(?:call|talk|class|lesson|session|workshop|conference|interview|rehearsal|concert|party|wedding|picnic|barbecue|soup|cake|pizza|lunch|dinner|breakfast|"
    r"tea|coffee|meeting|walk|mail|letter|card|session|message)\b"
)
"""Occasions that somebody may have without the user."""

_DONE_TO_THEM = re.compile(
    r"(?:saw|met|rang|told|took|brought|sent|drove|taught|\w{2,}ed)(?: with| to| at)? (?:her|him|them)\b",
    re.IGNORECASE,
)
"""A jotter's "rowed with her", where it is the user who did."""

_ALSO_NAMED = re.compile(r"\b[Cc]alled (?=[A-ZÀ-Þ])")
"""A dog called Pickle; when the word after it is somebody in the book, they were rung up."""


def _tells_of_contact(sentence: Sentence) -> bool:
    """Whether the words tell of being in touch: an occasion only where it begins the sentence or "me" or "we" is in it."""
    body = sentence.words
    for named in reversed(list(_ALSO_NAMED.finditer(body))):
        if all(mention.start != sentence.lead + named.end() for mention in sentence.named):
            body = body[: named.start()] + body[named.end() :]
    words = fold(body)
    if _DONE_TO_THEM.match(body):
        return True
    if not _FIRST_PERSON.search(body):
        words = _OCCASION.sub(
            lambda said: said.group() if words[: said.start()].count(" ") < 2 else " ", words
        )
    return _CONTACT.search(words) is not None


def _by_me(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "with X" or "told X" is the user's doing: nobody else is its subject."""
    who = sentence.actor(match.start())
    if who == ME:
        return True
    before = sentence.body[sentence.lead : match.start()].strip()
    return (
        not before
        or (who is None and not re.search(r"\b(?:she|he|they)\b", before, re.IGNORECASE))
        or before.endswith(("with", "and", ","))
    )


def _spoken_of(before: str) -> bool:
    """Whether somebody is only talked about: "knows X", "wants me to ring X", "told her about X"."""
    return bool(
        re.search(
            r"\b(?:knows|about|wants me to \w+|asked me to \w+|should \w+|like|than|after|for|friend of|sister of|brother of|introduce me to|introduce us to|works with|mentioned|know|(?:his|her|their) (?:\w+ )?\w+)\s+(?:\[\[)?$",
            before,
            re.IGNORECASE,
        )
    )


def _hearsay(sentence: Sentence, use: Use) -> bool:
    return use is Use.PRIVATE and bool(
        re.search(
            r"\b(?:I|we) (?:heard|read)|rumou?r|apparently|(?:says|said|told me) (?:that )?(?:\[\[)?[A-ZÀ-Þ]\w+ (?:is|was|has|had|left|lost|asked|will|wants)\b",
            sentence.body,
        )
    )
