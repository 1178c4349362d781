"""Turns a sentence of a note about somebody into one said to them: "Told me she runs a bakery" -> "You told me you run
a bakery". Rules only; a sentence the rules are not sure of gives None, because a garbled fact is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.guard.vocabulary import FUNCTION_STEMS, stem
from coach.people.names import TITLES
from coach.skills.draft.doer import with_doer
from coach.skills.draft.scenes import RECIPIENT as _R
from coach.skills.draft.shorthand import in_full
from coach.skills.draft.verbs import (
    PAST_TENSE,
    PRESENT,
    TAKES_OBJECT,
    VERBS,
    base_of,
    is_present,
    reads_as_english,
)
from coach.text import WEEKDAYS, fold, one_line

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{4}}(?:-\d{{2}})?\s*[–—-]\s*\d{{4}}(?:-\d{{2}}(?!\d|-))?\s|\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?\d{{4}}|\d{{1,2}}\s+{_MONTH}(?=\s*[:,–—-]))"
)
_AFTER_DATE = r"(?:[-=]{0,2}[>→]|[:,–—-])?\s*"
_LABEL = re.compile(
    # What stands before a colon and has a digit in it is a date, in whatever way it is written.
    rf"^(?:[-*•+]\s+|{_DATE}\s*{_AFTER_DATE}|\d{{1,2}}/\d{{2}}\s+{_AFTER_DATE}|(?=[^:]{{0,24}}\d)[^:]{{1,25}}:\s+|(?:note|update|news|fact)s?:\s+|\[[ x]\]\s+)+",
    re.IGNORECASE,
)
_WIKI = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")
_MARKUP = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_ASIDE = re.compile(r"\s*\([^()]{0,80}\)|\s*[:;]-?[()DP](?!\w)|\s*<3|\s*[\U0001F300-\U0001FAFF\u2600-\u27BF]")
_YEARS = re.compile(r"(?<!\bfrom )\b((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\b")
_ADVERB = (
    r"(?:(?:always|also|still|now|just|really|often|usually|finally|recently|currently|both|even|only)\s+)?"
)
_SMALL = re.compile(rf"\b(i|{'|'.join(WEEKDAYS)})\b(?!\.)")  # notes in a hurry
_CONTRACTED = {"isn't": "aren't", "wasn't": "weren't", "doesn't": "don't", "hasn't": "haven't"}
_PARTICIPLE = re.compile(
    r"^(?:been|got|had|gone|done|taken|made|won|become|begun|started|\w{3,}ed)\b", re.IGNORECASE
)
_SINCE = re.compile(r"^(?:(?:just|now|already|also|finally|recently|always|never|still)\s+)+", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:send|sent|give|gave|show|showed|lend|lent|bring|brought|promised?|offered|owe|buy|bought)\s$",
    re.IGNORECASE,
)
_AFTER_OBJECT_HER = re.compile(
    r"^(?:\s*(?:[.,;:!?)]|$)|\s+(?:to|about|at|in|on|for|with|from|that|if|how|what|when|where|why|again|and|but|the|a|an|my"
    r"|some|i|we|after|before|by|since|yesterday|today|over|out|up|off|back|into|during|through|because|as|now|soon|once|later|then|too|tomorrow|tonight|sometime|maybe|please|instead"
    r"|(?:like\s+|about\s+)?\d+\s*(?:sec|min|hour|day|week|month|year)"
    # "saw her last week", but "her last paper"
    r"|(?:last|this)\s+(?:week|weekend|month|year|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|time|\w+day))\b)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"\b(?:told\s+(?:me|us)|said|mentioned)\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_RUN_ON = re.compile(
    r",\s+(?:we\s+)?(talked|spoke|discussed|chatted|laughed|swapped|compared|took|told|gave|lent|showed|said|asked)\b"
)
_SAID = re.compile(
    rf"^(?:and\s+|then\s+)?{_R}\s+(?:also\s+)?(?P<verb>said|told me)(?:\s+to\s+me\b[^\",]{{0,40}})?\s*[:,]?\s*$",
    re.IGNORECASE,
)
_CALLED = frozenset(("sister", "brother", "auntie", "aunt", "uncle", "coach", "chef", "nurse", "captain", "oom", "tannie", "young", "old", "dear"))  # fmt: skip
_ANY_YOU = re.compile(r"\b(?:you|yours?|yourself)\b(?!\s+know\b)", re.IGNORECASE)
# "Helga from the tourist office gave me", "Sbu from the youth, plays": where somebody is from tells them apart, no more.
_WHEREFROM = re.compile(
    rf"^{_R},?\s(?:from|at|of|in|next\s+door|upstairs|downstairs)(?:\s(?!(?:and|or|with|his|her|their|my|who|was|is|has)\b)[\w'’&-]+){{0,4}}?,?(?=\s(?:{'|'.join(sorted(VERBS))})\b)"
)
_OF_THEM = re.compile(
    r"^((?:\S+\s){4,}(?!(?:all|some|most|part|each|both|one|none|any|half|rid|out|because|care)\s)\S+)\s(?:for|of)\s(?:them|it|this|that|these|those)$"
)
_LEAVES = re.compile(
    r"^you\s+(?:left|quit)\b(?!\s+(?:me|us)\s+(?:an?|the|your|some|two|three|\d+)\s"
    r"|\s+(?:an?|some|two|three|\d+)\s(?!(?:\w+\s)?(?:job|post|position|career|firm|company|marriage|life)\b)[^,]{1,60}?\s(?:for|on|at|in|with|by|under|outside)\s(?:me|my|us|our)\b)",
    re.IGNORECASE,
)
_LEFTOVER_ONE = re.compile(r"\b(?:she|he|her|hers|him|his|herself|himself)\b", re.IGNORECASE)
_LEFTOVER = re.compile(rf"{_LEFTOVER_ONE.pattern}|\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """How a note may call the recipient, and which pronouns their notes use for them."""

    names: tuple[str, ...]
    pronoun: str  # "she", "he" or "they"; "" when the notes use none
    work: str = ""  # their organization, which a note may call "the museum"


def without_label(sentence: str) -> str:
    """A sentence of a note without the bullet or the date before it."""
    return _LABEL.sub("", sentence)


def names_of(name: str, aliases: Sequence[str], texts: Sequence[str]) -> Names:
    """Full name, first name and aliases; the pronoun most often used in the notes about them."""
    words = name.split()
    shown = {name, *aliases}
    joined = " ".join(texts)
    # "Canon Aurelio Finch" is called Aurelio; elsewhere it is the first word.
    alone = (word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)(?!\s+[A-Z])", joined))
    shown.update([words[0], next(alone, words[0])] if words else [])
    # "Mrs Pym" on the page of Beryl Pym
    titles = re.finditer(rf"\b([A-Z][a-z]+)\.?\s{re.escape(words[-1])}(?!\w)", joined) if words else ()
    shown.update(match.group() for match in titles if fold(match[1]) in TITLES)
    # "Sister Bongi", "Auntie Jo", "P. Wong"
    titles = re.finditer(rf"\b([A-Z][a-z]+)\.?\s{re.escape(words[0])}(?!\w)", joined) if words else ()
    shown.update(match.group() for match in titles if fold(match[1]) in TITLES | _CALLED)
    if len(words) > 1:
        shown.add(f"{words[0][:1]}. {words[-1]}")
    joined = joined.casefold()
    counts = {
        "she": len(re.findall(r"\b(?:she|her|hers)\b", joined)),
        "he": len(re.findall(r"\b(?:he|him|his)\b", joined)),
    }
    best = max(counts, key=lambda key: counts[key])
    they = len(re.findall(r"\b(?:they|their)\b", joined))
    pronoun = best if counts[best] else "they" if they else ""
    return Names(tuple(sorted((n for n in shown if n.strip()), key=len, reverse=True)), pronoun)


def to_second_person(sentence: str, names: Names) -> str | None:
    """The sentence as said to the recipient, without its full stop; None when the rules are not sure.

    Raises nothing. The result speaks of "you"; it holds no third-person pronoun.
    """
    text = without_label(in_full(one_line(_MARKUP.sub("", _WIKI.sub(r"\1", sentence))))).strip(" .;,")
    text = _ASIDE.sub("", text.replace("’", "'")).rstrip("!").strip(" .;,")
    text = _SMALL.sub(lambda match: match[1].capitalize(), text)
    text = _YEARS.sub(r"from \1 to \2", text)
    if quoted := _SAID.match(_mark(text.split('"')[0], names) or ""):
        return _as_quoted(text, quoted)
    if (
        not 2 < len(text.split()) < 32
        or re.search(r"[=<>|@\\{}\[\]]|\bw/|\bv\b\.?", text)
        or "?" in text
        or '"' in text
        or "“" in text
        or re.search(r":(?!\d)|(?<!\d):", text)
    ):
        return None
    if re.match(
        r"(?:private|secret|todo|do not|don't|remember|maybe|perhaps|probably|i think|not sure)\b",
        text,
        re.IGNORECASE,
    ):
        return None
    if not reads_as_english(text):
        return None
    # "Said that is your whole story": whose "you" that is, only the one who wrote it knows.
    marked = None if _ANY_YOU.search(text) else _mark(text, names)
    if marked is None:
        return None
    begun = with_doer(marked)
    if begun is None:
        return None
    turned = _report(_agree(begun))
    turned = _head(_RUN_ON.sub(r" and \1", turned))
    turned = re.sub(r"\bI promised you to (\w+) you\b", r"I promised to \1 you", turned)
    turned = re.sub(r"\bbday\b", "birthday", turned)
    turned = re.sub(r"\s+([,.;])", r"\1", one_line(turned)).strip(" ,;.")
    # "he the arch, I the foundations" says who had what without a verb.
    turned = re.sub(r",\s+(?:and\s+)?(?:you|I)\s+(?:the|an?|my|your)\b.*$", "", turned)
    turned = _OF_THEM.sub(r"\1", turned)
    if _LEFTOVER.search(turned):
        turned = turned.split(", ")[0]  # "for me, forty of them, and ...": an aside may speak of things
    # Where they are "she" or "he", the "they" of whom they told are others: those who look for somebody, say.
    plural = names.pronoun in {"she", "he"} and _REPORT.match(turned[4:])
    if _R in turned or (_LEFTOVER_ONE if plural else _LEFTOVER).search(turned) or len(turned.split()) < 3:
        return None
    if not re.search(
        r"\b(?:you|your|we|our)\b|^I\s+(?:promised|said\s+(?:that\s+)?I\b)", turned, re.IGNORECASE
    ):
        return None
    # Leaving is not news to bring up; what came after it is.
    if left := re.match(
        r"^you\s+(?:left|quit)\b.*?(?:,\s*(?:and\s+)?now|\band(?:\s+now)?)\s+(?P<next>(?!I\b|my\b).+)$",
        turned,
        re.IGNORECASE,
    ):
        turned = f"you {left['next']}"
    elif _LEAVES.match(turned):
        return None
    if _both_sides(turned) or re.search(
        r"^you\s+[-–—]|^you,|^you\s+(?:in|at|on|from|of|with|by|for|behind|beside|near|next|the|an?|my|our)\b|\b\d{4}-\d{2}|^you\s+(?:are|were)\s+not\b|\byour\s+(?:when|to|and|at|in|on|but|while|after|before)\b|\bmakes?\s+your\s+\w+$|\byour$",
        turned,
        re.IGNORECASE,
    ):
        return None
    return turned[0].upper() + turned[1:]


def addressed(text: str, names: Names) -> str:
    """Words about the recipient as said to them, whatever else they say: "which one she would take", "which one you would take"."""
    own = re.search(r"\b(?:she|he)\b|\b(?:her|his|him)\b", text, re.IGNORECASE)
    pronoun = "" if own is None else "she" if own[0].casefold() in {"she", "her"} else "he"
    marked = _mark(text, replace(names, pronoun=pronoun)) if pronoun else None
    return text if marked is None else _agree(marked)


def _as_quoted(text: str, said: re.Match[str]) -> str | None:
    """What they said in their own words, left as they are: 'You said "write to me when you are ready"'."""
    parts = text.split('"')
    words = parts[1].strip(" .,;!") if len(parts) == 3 and not parts[2].strip(" .") else ""
    # "Go and tell her": nobody but the user knows any more who she was.
    fits = 3 < len(words.split()) < 24 and "?" not in words and not _LEFTOVER_ONE.search(words)
    return f'You {said["verb"]} "{words}"' if fits else None


def _head(text: str) -> str:
    """The sentence up to its first comma, where what follows is an afterthought and not the rest of a list."""
    head, comma, rest = text.partition(", ")
    following = rest.split(",")[0].split()
    is_list = (
        len(following) <= 3
        and not re.match(r"(?:between|in|on|at|all|no|with|during|by)\b", rest)
        and re.search(r"\b(?:and|or)\b|,", rest) is not None
    )
    joined = re.match(r"(?:and|but|who|which|where|that)\b", rest) is not None
    return head if comma and len(head.split()) >= 5 and not is_list and not joined else text


def _both_sides(text: str) -> bool:
    """Whether the reader would do something to themselves: a second person was meant."""
    doer = ""
    for match in re.finditer(
        r"\b(?:(?P<who>I|we)\b|(?P<before>\w+\s+)?you\b(?P<after>\s+\w+)?)", text, re.IGNORECASE
    ):
        if match["who"]:
            doer = "me"
        elif match["before"] and match["before"].strip().casefold() in TAKES_OBJECT:
            # "You told me to ring you" is how one is invited.
            if doer == "you" and not re.search(
                r"\b(?:said|told me|asked me) to \w+ $", text[: match.end("before")]
            ):
                return True
        else:
            doer = "you"
    return False


def _mark(text: str, names: Names) -> str | None:
    """Names and pronouns of the recipient become one mark; a pronoun of somebody else gives None."""
    # A short name may be a word, unless all is written small, and the name is none of the small words.
    all_small = not re.search(r"[A-HJ-Z]", text)
    for name in names.names:
        anyhow = len(name) > 3 or (all_small and stem(name) not in FUNCTION_STEMS)
        text = re.sub(
            rf"(?<!\w)((?:me|I)\s(?:and|&|n)|with)\s{re.escape(name)}(?!\w)",
            rf"\1 {_R}",
            text,
            flags=re.IGNORECASE,
        )
        text = re.sub(
            rf"(?<!\w){re.escape(name)}(?=('s)?(?!\w))", _R, text, flags=re.IGNORECASE if anyhow else 0
        )
    if (place := re.match(r"the\s+([a-z]+)\b", text, re.IGNORECASE)) and place[1].casefold() in _places(
        names.work
    ):
        text = f"{_R}'s {text[place.start(1) :]}"
    text = _WHEREFROM.sub(_R, text)
    # "Our union rep, Ana, got me a swap" and "Ana, our union rep, got me a swap" are Ana's deed.
    text = re.sub(rf"^(?:the|our|my)\s[^,.]{{2,40}},\s{_R},\s", f"{_R} ", text, flags=re.IGNORECASE)
    text = re.sub(rf"^{_R},\s(?:(?:the|our|my|an?)\s[^,.]{{2,40}},\s)?(?=[a-z])", f"{_R} ", text)
    # What is left of a longer name ("Ana Ruiz" when the notes say "Ana Maria Ruiz") would be somebody else.
    if re.search(rf"{_R}\s+(?!I\b)[A-Z][a-z]*(?!\w)", text) and not re.search(
        rf"{_R}\s+[A-Z][a-z]+(?:s|ed)\b", text
    ):
        return None
    other = {"she": r"\b(?:he|him|his|himself)\b", "he": r"\b(?:she|her|hers|herself)\b"}.get(
        names.pronoun, r"(?!)"
    )
    if re.search(other, text, re.IGNORECASE):
        return None
    # A pronoun with 's is "is" or "has", never a possessive.
    text = re.sub(r"\b(she|he)'s\b(?P<rest>.{0,40})", _spelled_out, text, flags=re.IGNORECASE | re.DOTALL)
    if names.pronoun == "she":
        text = re.sub(r"\bshe\b", _R, text, flags=re.IGNORECASE)
        text = re.sub(r"\bherself\b", "yourself", text, flags=re.IGNORECASE)
        text = re.sub(r"\bhers\b", "yours", text, flags=re.IGNORECASE)
        return re.sub(
            r"\bher\b",
            lambda m: _R if _AFTER_OBJECT_HER.match(m.string[m.end() :]) else f"{_R}'s",
            text,
            flags=re.IGNORECASE,
        )
    if names.pronoun == "he":
        text = re.sub(r"\bhe\b|\bhim\b", _R, text, flags=re.IGNORECASE)
        text = re.sub(r"\bhimself\b", "yourself", text, flags=re.IGNORECASE)
        return re.sub(r"\bhis\b", f"{_R}'s", text, flags=re.IGNORECASE)
    if names.pronoun == "they":
        text = re.sub(r"\bthey\b|\bthem\b", _R, text, flags=re.IGNORECASE)
        return re.sub(r"\btheir\b", f"{_R}'s", text, flags=re.IGNORECASE)
    return text


def _spelled_out(match: re.Match[str]) -> str:
    """ "She's moved" -> "She has moved", "she's moving" -> "she is moving"."""
    verb = "has" if _PARTICIPLE.match(_SINCE.sub("", match["rest"].lstrip())) else "is"
    return f"{match[1]} {verb}{match['rest']}"


def _places(work: str) -> frozenset[str]:
    """What an organization may be called for short: "the museum" for the Museum of Written Things."""
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{4,}", work))


def _agree(text: str) -> str:
    """Every mark becomes you or your, and the verbs that go with it agree."""

    def subject(match: re.Match[str]) -> str:
        adverb, verb = match["adverb"] or "", match["verb"]
        if _GIVEN.search(match.string, 0, match.start()):
            return f"you {adverb}{verb}"  # "send her photographs"
        return f"you {adverb}{_CONTRACTED.get(verb.casefold()) or (base_of(verb) if is_present(verb) else _plain(verb))}"

    def contracted(match: re.Match[str]) -> str:
        rest = _SINCE.sub("", match.string[match.end() :].lstrip())
        return "you've" if _PARTICIPLE.match(rest) else "you're"

    own = re.search(rf"^{_R}", text) is not None
    # "Ana's starting a bakery" is "is"; "Ana's bakery" is a possessive.
    text = re.sub(
        rf"{_R}'s(?=\s+(?:(?:just|now|still|always|been)\s+|going\b|\w+ing\s+(?:a|an|the|to|for|at|in|with|on)\b))",
        contracted,
        text,
    )
    text = re.sub(rf"{_R}'s", "your", text)
    text = re.sub(rf"{_R}'(d|ll|ve|re)\b", r"you'\1", text)
    text = re.sub(rf"{_R}\s+(?P<adverb>{_ADVERB})(?P<verb>[\w']+)", subject, text)
    if own:
        text = re.sub(
            r"(?P<join>\b(?:and|but|then)\s+|,\s+)(?P<adverb>" + _ADVERB + r")(?P<verb>\w+)\b",
            lambda m: (
                m["join"]
                + m["adverb"]
                + (
                    base_of(m["verb"])
                    if m["verb"].casefold() in PRESENT or m["verb"] in {"is", "was", "has"}
                    else m["verb"]
                )
            ),
            text,
        )
        # "grow dahlias, wins prizes": a verb nobody knows by name ends the sentence before it.
        odd = re.search(
            r",\s+(?P<verb>[a-z]+)\s+(?!and\b|or\b|in\b|on\b|at\b|of\b|for\b|from\b|with\b)\w", text
        )
        if odd and is_present(odd["verb"]):
            text = text[: odd.start()]
    return text.replace(_R, "you")


def _plain(verb: str) -> str:
    return {"was": "were", "is": "are", "has": "have", "does": "do"}.get(verb.casefold(), verb)


def _report(text: str) -> str:
    """What was said is put into the past: "told me you are" -> "told me you were" stays true when it has changed."""
    match = _REPORT.search(text)
    if match is None:
        return text

    def past(found: re.Match[str]) -> str:
        whole = found.group("whole")
        if whole.casefold() in PAST_TENSE:
            return PAST_TENSE[whole.casefold()]
        verb = found.group("verb")
        return f"you {PAST_TENSE[verb]}" if verb in PAST_TENSE else found.group()

    said = re.sub(r"\b(?P<whole>you(?:'\w+|\s+(?P<verb>[\w']+)))", past, match["rest"])
    return text[: match.start("rest")] + said
