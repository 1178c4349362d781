"""How things stand between the user and somebody, where the notes say it plainly: keep away, an ex, a seller, dead, the boss.

Sentences decide, each with its quote, so that whatever is left out of a suggestion or a plan can say why. The user's
own eyes only: these quotes may be private.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.people.names import ALSO_WORDS, name_tokens, tokens_of
from coach.text import fold, sentence_spans
from coach.types import Citation, Note, Person


class Bond(StrEnum):
    """What stands between the user and a person."""

    AVOID = "avoid"  # the user or the other asked for no contact
    EX = "ex"  # they were a couple
    EX_KIN = "ex_kin"  # family or partner of such a one
    SELLS = "sells"  # wants to sell or recruit
    DIED = "died"
    BOSS = "boss"  # the user reports to them
    TELLS_BOSS = "tells_boss"  # close to the boss


@dataclass(frozen=True)
class Standing:
    """One bond and the sentence that says so; `private` if that sentence stands in a private note."""

    bond: Bond
    citation: Citation
    private: bool


_OTHER = r"(?:her|him|them|this\s+(?:person|man|woman)|[A-Z][\w'’-]+)"
_PATTERNS: tuple[tuple[Bond, re.Pattern[str]], ...] = tuple(
    (bond, re.compile(pattern, re.IGNORECASE))
    for bond, pattern in (
        (
            Bond.AVOID,
            r"^\W*avoid\b(?!\s+(?:the|peak|nuts|gluten|talking|sugar|meat|politic|religio|mention|his|her\s+\w+))|"
            rf"\bavoid\s+{_OTHER}(?:\s*[.!;,]|\s*$|\s+(?:at\s+all|if|for\s+good|from\s+now))|\b(?:i|to)\s+avoid\s+(?:her|him|them)\b|"
            r"\bdo(?:\s+not|n['’]?t)\s+(?:ever\s+)?(?:contact|call|write\s+to|message|approach|trust|ask(?=\s+(?:her|him|them)\b)|involve|get\s+in\s+touch|reach\s+out|engage|sign\s+anything)"
            r"(?!\s+(?:(?:her|him|them|me|anyone)\s+)?(?:before|after|about|on|until|at|in|during|me|for|to)\b)|"
            r"\bno\s+(?:more\s+)?contact\b|\b(?:keep|stay|steer)\s+(?:well\s+|far\s+)?(?:away|clear)\b(?!\s+from\s+the\b)|\bnever\s+(?:again|contact|call|write)\b(?!\s+will\s+I\s+forget)|"
            r"\basked\s+me\s+not\s+to\s+(?:write|call|contact)|\bwants\s+no\s+contact\b|\bsaid\s+(?:that\s+)?i(?:['’]d|\s+would)\s+never\s+(?:work|get|find)\b|\bblocked\s+(?:me|him|her|them)\b|\bnot\s+(?:allowed\s+)?to\s+come\s+near\s+(?:me|us)\b|\brestraining\s+order\b(?!\s+against\s+(?:her|his|their)\b)|"
            r"\bnot\s+to\s+be\s+trusted\b|\bnot\s+honest\b|\ba\s+(?:crook|swindler|con\s*man|fraud)\b|\bdo\s+not\W*$|\bblocked\W*$|\bbetter\s+not\s+(?:to\s+)?(?:talk|speak|write|call|ask|meet|trust|contact)\b|\bnever\s+trusted\s+(?:her|him|them)\b|\bi\s+do\s+not\s+open\s+to\s+(?:her|him|them)\b|\b(?:cut|broke)\s+(?:off\s+)?(?:all\s+)?contact\b|\b(?:bullied|stalked|harassed|threatened|scammed|cheated|conned)\s+me\b",
        ),
        (
            Bond.EX_KIN,
            r"\bmy\s+ex(?:['’]s|[-\s]\w+['’]s)\s+\w+|\b(?:brother|sister|mother|father|mum|dad|cousin|son|daughter|wife|husband|partner|best\s+friend|friend|girlfriend|boyfriend|new\s+\w+)\s+of\s+my\s+ex\b|"
            r"\b(?:married|dating|seeing|together\s+with|lives\s+with|close\s+to)\s+my\s+ex\b",
        ),
        (
            Bond.EX,
            r"\bmy\s+ex\b(?!['’]s)(?![-\s](?:boss|manager|colleague|co-?worker|teacher|landlord|landlady|neighbou?r|flatmate|roommate|employer|team|student|classmate|company))|"
            r"\bmy\s+ex[-\s](?:husband|wife|partner|boyfriend|girlfriend|fianc\w+)\b(?!['’]s)|(?:^\W*|\brole:\s*)ex[-\s]?(?:husband|wife|partner|boyfriend|girlfriend)\b|"
            r"\bwe\s+(?:broke|split)\s+up\b|\band\s+i\s+(?:broke|split)\s+up\b|(?<!she\s)(?<!he\s)\b(?:ended\s+it|broke\s+up|split\s+up)\s+with\s+(?P<parted>[\w'’-]+)\b|"
            r"\b(?:our\s+(?:divorce|break-?up)|we\s+(?:got\s+)?divorced|used\s+to\s+(?:date|go\s+out))\b|\bwe\s+(?:dated|were\s+(?:together(?!\s+(?:at|in|on|with)\b)|a\s+couple|engaged|married))\b|\b(?:she|he)\s+left\s+me\b(?!\s+(?:her|his|an?|the|my|some|all|two|three|at|in|on|to|with)\b)|\band\s+i\s+are\s+(?:over|finished|through)\b|\bi\s+left\s+(?:her|him)\b",
        ),
        (
            Bond.SELLS,
            r"\bdownlines?\b|\buplines?\b|\bmlm\b|\bpyramid\b|\bmulti-?level\b|\bnetwork\s+marketing\b|\bbusiness\s+opportunity\b|\bstarter\s+(?:kit|pack|box|set)\b|\bindependent\s+(?:consultant|distributor)\b|\b(?:join|in)\s+(?:her|his|their)\s+(?:sales\s+)?(?:team|downline)\b|"
            r"\bsells?\s+(?:me|an?|her|his|their|these|those)?\s*(?:\w+\s+)?(?:course|courses|programme|coaching|supplements?|vitamins?|drops|shakes|oils)\b|\bvitamin\s+(?:drops|powder|shakes)\b|\bthen\s+the\s+brochure\b|"
            r"\b(?:sell|sells|selling|sold|pitch|pitches|pitching|pitched)\s+(?:me|us|everyone|everybody)\b|\b(?:wants?|tr(?:y|ies|ied|ying))\s+to\s+(?:sell|recruit|sign\s+(?:me|us|everyone)|pitch)\b|"
            r"\bfinancial\s+freedom\b|\bpassive\s+income\b|\bbe\s+(?:your|their|her|his|my)\s+own\s+boss\b|\bwithout\s+buying\b|\brecruits?\s+\w+\s+people\b|\bcrypto\s+(?:scheme|course|coin)|\bherbalife\b|\btupperware\b|\bessential\s+oils\b|"
            r"\btim?eshares?\b|\balways\s+selling\b|\bsales\s+pitch\b|\bevery\s+(?:call|talk|chat|conversation)\s+(?:ends|turns)\s+(?:with|into)\s+(?:a\s+|the\s+)?(?:sale|pitch|starter|offer)",
        ),
        (
            Bond.BOSS,
            r"\b(?:is\s+|was\s+made\s+)?my\s+(?:own\s+|new\s+|current\s+|direct\s+|line\s+)?(?:boss|chief|superior|manager|supervisor|line\s+manager|team\s*lead(?:er)?|head\s+of\s+department)\b(?!['’]s)|"
            r"\bi\s+report\s+(?:directly\s+)?to\s+(?:her|him|them)\b|\bi\s+work\s+(?:directly\s+)?(?:for|under)\s+(?:her|him|them)\b|\bdoes\s+my\s+(?:appraisal|yearly\s+review)",
        ),
    )
)  # fmt: skip
_FULL_NAME = r"[A-ZÀ-Þ][\w-]+(?:\s+[A-ZÀ-Þ][\w-]+)?"
_DIED = re.compile(
    rf"^\W*(?:(?:she|he|they|(?P<kin>[Uu]ncle|[Aa]unt|[Aa]untie|[Gg]randma|[Gg]randpa|[Gg]ran|[Gg]randfather|[Gg]randmother)|"
    rf"(?:Uncle\s+|Aunt\s+)?(?P<name>{_FULL_NAME})(?:\s+(?:sir|madam|uncle|aunty))?)\s+)?(?:sadly\s+|suddenly\s+)?"
    r"(?:died|passed\s+away|passed\s+on(?=\s*(?:$|[.,;!]|(?:in|on|last|at)\b))|has\s+died|has\s+expired|is\s+dead)\b|^\W*[Oo]bituary\s+(?:in|was)\b|"
    rf"\b(?:funeral|burial|memorial)\s+(?:of|for)\s+(?P<of>{_FULL_NAME})|^\W*(?P<whose>{_FULL_NAME})['’]s\s+(?:funeral|burial)\b|^\W*(?:her|his)\s+funeral\b"
)
_KIN = (
    r"(?:nephew|niece|cousin|brother|sister|wife|husband|partner|mother|father|mum|dad|son|daughter|girlfriend|boyfriend|"
    r"(?:best\s+|close\s+|old\s+|good\s+)?friends?|in-law|(?:brother|sister|mother|father)-in-law|flatmate|aunt|uncle)"
)
_PARTED = re.compile(
    r"\b(?:left|leaving|fired|sacked|cursed|fell\s+out|hates?|can(?:['’]t|not)\s+stand|quarrel\w*|used\s+to)\b", re.IGNORECASE
)  # fmt: skip
_LEAD = re.compile(r"^(?:[\W_]*(?:PRIVATE\s*:|\d{4}-\d\d(?:-\d\d)?))+[\s:.,–—-]*", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:former|formerly|old|ex|previous|first|last|used\s+to\s+be|was)\b[-\s]*(?:\w+\s+)?$", re.IGNORECASE
)


def standings(person: Person, notes: Iterable[Note]) -> Iterator[Standing]:
    """What the notes about one person say of where things stand. `notes` are those whose first person they are."""
    for note in notes:
        if not note.person_ids or note.person_ids[0] != person.id:
            continue
        for start, end in sentence_spans(note.text):
            sentence = note.text[start:end]
            for bond in _bonds(_LEAD.sub("", sentence), person):
                yield Standing(bond, Citation(note.id, person.name, note.date, sentence), note.private)


def together(person: Person, notes: Iterable[Note], other: Person, called: Iterable[str]) -> Standing | None:
    """The sentence that brings a person together with somebody who is not to hear of something, if there is one.

    A sentence of a note about the one that names the other by any word of `called` is enough: a lift shared, a lunch, kin, books
    kept. Who has left them, or was left, does not count.
    """
    of_other = {word for name in called for word in name_tokens(name) if len(word) > 2}
    of_person = {word for word in name_tokens(person.name) if len(word) > 2}
    for note in notes:
        owner = note.person_ids[0] if note.person_ids else 0
        if owner not in {person.id, other.id} or note.kind == "record":
            continue
        named = of_other if owner == person.id else of_person
        for start, end in sentence_spans(note.text):
            sentence = note.text[start:end]
            # "will" and "may" are names only where they are written as such.
            names = (token for token in tokens_of(sentence) if token.folded in named)
            if any(one.capital or one.folded not in ALSO_WORDS for one in names) and not _PARTED.search(
                sentence
            ):
                return Standing(
                    Bond.TELLS_BOSS, Citation(note.id, person.name, note.date, sentence), note.private
                )
    return None


def close_kin(person: Person, notes: Iterable[Note], others: Sequence[Person]) -> Standing | None:
    """The sentence in a person's own notes that makes them family or a friend of one of `others`, if there is one."""
    for other in others:
        name = _named(other)
        kin = re.compile(
            rf"\b{name}['’]s\s+(?:\w+\s+){{0,1}}{_KIN}\b|\b{_KIN}\s+of\s+{name}\b|\bmarried\s+(?:to\s+)?{name}\b",
            re.IGNORECASE,
        )
        for note in notes:
            if note.person_ids[:1] != (person.id,):
                continue
            for start, end in sentence_spans(note.text):
                sentence = note.text[start:end]
                if kin.search(sentence.replace("[[", "").replace("]]", "")):
                    cite = Citation(note.id, person.name, note.date, sentence)
                    return Standing(Bond.EX_KIN, cite, note.private)
    return None


def _named(person: Person) -> str:
    words = sorted(
        {re.escape(word) for word in name_tokens(person.name) if len(word) > 2}
        | {re.escape(fold(person.name))},
        key=len,
        reverse=True,
    )
    return rf"(?:{'|'.join(words)})(?:\s+(?:{'|'.join(words)}))?"


def _bonds(sentence: str, person: Person) -> Iterator[Bond]:
    found: set[Bond] = set()
    for bond, pattern in _PATTERNS:
        match = pattern.search(sentence)
        if match is None or (bond is Bond.BOSS and _FORMER.search(sentence[: match.start()])):
            continue
        if bond is Bond.EX and (Bond.EX_KIN in found or _parted_from_another(match, person)):
            continue
        found.add(bond)
        yield bond
    match = _DIED.search(sentence)
    if match and _is_the_dead(match, person):
        yield Bond.DIED


def _is_the_dead(match: re.Match[str], person: Person) -> bool:
    """Whether it is this person who died: "Uncle died" on somebody's page may be about an uncle of theirs."""
    if match["kin"]:
        return fold(person.circle or "") == "family" or match["kin"].casefold() in name_tokens(person.name)
    named = fold(match["name"] or match["of"] or match["whose"] or "").split()
    theirs = name_tokens(person.name)
    # "Marie Rainey's funeral" on the page of Otis Rainey is his wife's: the first word is the one that counts.
    return not named or any(len(named[0]) > 2 and token.startswith(named[0]) for token in theirs)


def _parted_from_another(match: re.Match[str], person: Person) -> bool:
    """Whether "split up with Kjeld" stands on the page of somebody else: then it is theirs, and not the user's."""
    named = fold(match.groupdict().get("parted") or "")
    return bool(named) and named not in {"her", "him", "them", *name_tokens(person.name)}
