"""Whom a sentence is about, when that somebody may not be in the book yet: "Met Ana Duarte at the gym".

Knows how names are written, not who is known. A name is a run of capitalised words after a verb of meeting, or at
the very start; in a text without any capital letter, the words between a verb of meeting and the next small word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.people.names import word_set

_MEETING = (
    r"(?:(?:just|finally|today|yesterday|also|i|i've|we|and|have|had)\s+)*"
    r"(?:re-?met|met(?:\s+up)?(?:\s+with)?|ran\s+into|bumped\s+into|(?:was\s+)?introduced\s+to|got\s+talking\s+(?:to|with)|"
    r"(?:spoke|talked|chatted|sat|danced|walked)\s+(?:to|with|next\s+to|beside)|got\s+to\s+know|"
    r"(?:(?:had|a|an|long|short|nice|good|quick|great|lovely)\s+)*(?:coffee|lunch|dinner|breakfast|tea|drinks?|a\s+chat|chat|call|phone\s+call|"
    r"conversation|walk|zoom)\s+with|saw|called|rang|phoned|visited|got\s+(?:a|an)\s+(?:mail|email|message|letter|call)\s+from|"
    r"heard\s+from|sat\s+next\s+to|remember(?:\s+that)?|note(?:\s+that)?|new\s+(?:contact|person|neighbou?r|colleague)\s*:?|"
    r"(?:there\s+is|there's)\s+(?:a|an)\s+\w+\s+(?:called|named))"
)
_CALLED = r"(?:[^.\n]{0,50}?\b(?:called|named|whose\s+name\s+is|name\s+is|name's)\s+)?"
_BEFORE_NAME = (
    r"(?:(?:my|our|the|a|an|his|her|their|(?:[^\W\d_]+\s+)?[^\W\d_]+['’]s|old|new|former|next-door|fellow|little|big|great)\s+|"
    r"(?:dr|prof|mr|mrs|ms|(?-i:father|sister|aunt|uncle|cousin|grandma|grandpa)|neighbou?r|friend|colleague|classmate|boss|"
    r"teacher|doctor|dentist|professor|trainer|coach|landlord|landlady|brother|someone|somebody|guy|woman|man|lady|girl)\b\.?,?\s+)*"
)
_PARTICLE = r"(?:van|von|der|den|de|da|di|du|dos|la|le|el|al|bin|ibn|of|zu|ter|y)"
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]*\.?"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_WORD}){{0,3}}"
_AFTER_MEETING = re.compile(rf"(?i:\b{_MEETING})\s+(?i:{_CALLED})(?i:{_BEFORE_NAME})(?P<name>{_NAME})")
_NAMED = re.compile(rf"(?i:\b(?:called|named|name\s+is|name's)\s+)(?P<name>{_NAME})")
_AT_START = re.compile(
    rf"^\W*(?i:{_BEFORE_NAME})(?P<name>{_NAME})(?=\s*[,:;–—(-]|\s+(?:[a-z]|\d)|'s\b|’s\b|\.?\s*$)"
)
_ANYWHERE = re.compile(rf"\b(?P<name>{_NAME})")
_SMALL = re.compile(
    rf"\b{_MEETING}\s+{_BEFORE_NAME}(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+){{0,3}}?)"
    r"(?=\s*(?:[,.;:(]|$)|\s+(?:at|in|on|from|through|during|yesterday|today|last|who|she|he|they|and|for|by|near|again|works?|runs?|is|was)\b)"
)
_AND = re.compile(rf"\s*(?:,|and|&|with)\s+(?:(?i:{_BEFORE_NAME}))(?P<name>{_NAME})")
_NOT_NAMES = word_set(
    "i he she they we it you the a an my our his her their this that there met meet saw had spoke talked ran bumped call "
    "called coffee lunch dinner tea today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december christmas easter new remember "
    "note private works runs loves likes said just finally also at in on from someone somebody nobody everyone people "
    "introduced got heard visited and but so then when after before please add who what where reminder ask write email "
    "phone ring text tell great nice lovely good bad very really last next first another guy woman man"
)
_STOPS = word_set("met at in on from and who he she they the a i")


@dataclass(frozen=True)
class Named:
    """A name as the text writes it; `met` if the text says that the user met them."""

    start: int
    end: int
    name: str
    met: bool


def names_in(text: str) -> list[Named]:
    """The likely names in order of how surely the text is about them: after a verb of meeting, then at the start."""
    found: list[Named] = []
    for pattern, met in ((_AFTER_MEETING, True), (_NAMED, True), (_AT_START, False)):
        for match in pattern.finditer(text):
            found += _trimmed(text, match, met)
    if not found and not any(letter.isupper() for letter in text):
        for match in _SMALL.finditer(text):
            if not _STOPS & set(match["name"].split()):
                found.append(Named(match.start("name"), match.end("name"), match["name"].title(), True))
    if not found:
        # The last resort: one full name somewhere in the sentence, and only one.
        loose = [named for match in _ANYWHERE.finditer(text) for named in _trimmed(text, match, False)]
        full = [named for named in loose if " " in named.name]
        found = full if len({named.name for named in full}) == 1 else []
    kept: list[Named] = []
    for named in found:
        if not any(named.start < other.end and other.start < named.end for other in kept):
            kept.append(named)
    return kept


def names_beside(text: str, named: Named) -> Iterator[Named]:
    """Those joined to a name by "and": "Ana Duarte and Luis Prado"."""
    place = named.end
    while match := _AND.match(text, place):
        yield from _trimmed(text, match, named.met)
        place = match.end()


def _trimmed(text: str, match: re.Match[str], met: bool) -> list[Named]:
    """The match without words that are no names: "Met Ana On Monday" holds one name of one word."""
    start, end = match.span("name")
    words = [(start + word.start(), start + word.end()) for word in re.finditer(r"\S+", text[start:end])]
    while words and _bare(text, words[0]) in _NOT_NAMES:
        words.pop(0)
    kept: list[tuple[int, int]] = []
    for word in words:
        # A full stop that ends a word of more than one letter ends the name too, unless it is a title's.
        if _bare(text, word) in _NOT_NAMES:
            break
        kept.append(word)
        shown = text[word[0] : word[1]]
        if shown.endswith(".") and len(shown) > 3:
            break
    if not kept:
        return []
    start, end = kept[0][0], kept[-1][1]
    name = text[start:end].rstrip(".,")
    name = re.sub(r"['’]s$", "", name)
    return [Named(start, start + len(name), name, met)] if len(name) > 1 else []


def _bare(text: str, word: tuple[int, int]) -> str:
    return re.sub(r"['’]s$", "", text[word[0] : word[1]].casefold()).strip(".,'’")
