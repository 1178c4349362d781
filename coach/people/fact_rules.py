"""Sentences to facts: where somebody lives, what they like, need, ask and speak, their family; their work is in `jobs`.

Each pattern wants to know who acts (`Sentence.stated`); where that is not sure, nothing is read. A missed fact is
found again by search; a wrong one is believed.
"""

import re
from collections.abc import Iterator

from coach.people.clauses import KIN, ME, NOT_STATED, Sentence
from coach.people.cues import EDUCATION, FROM, MET, PHRASES, PLACE, each
from coach.people.found import FoundFact
from coach.people.jobs import jobs_in
from coach.people.phrases import says_something, trimmed
from coach.people.trades import place_at

_DIET = re.compile(
    r"\b(?:(?:is|she's|he's)\s+(?:a\s+)?)?(?P<what>vegetarian|vegan|pescatarian|teetotal|gluten[- ]free|coeliac|lactose[- ]intolerant|halal|kosher|(?:does not|doesn['’]t) (?:drink|eat \w+)|no (?:meat|gluten|dairy|nuts|alcohol|pork)(?=\s*[,.;!]|$)|"
    r"vegetarier(?:in)?|veganer(?:in)?|végétarienn?e?|vegetarian[oa]|vegan[oa])\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:[Ss]peaks|[Ss]pricht|parle|habla|parla|fala)\s+(?!no\b|not?\b|kein|pas\b)(?P<what>[^.;:!?()\x00]{3,60})|\bnative (?P<native>[A-Z]\w+) speaker"
    r"|\b(?:translator|interpreter|teacher|tutor)\s*\((?P<listed>[^)\x00]{3,60})\)"
)
_LANGUAGE = re.compile(
    r"\b(English|German|French|Spanish|Italian|Portuguese|Dutch|Polish|Russian|Ukrainian|Turkish|Arabic|Hebrew|Farsi|Persian|Hindi|Urdu|Punjabi|Bengali|Tamil|Mandarin|Cantonese|Chinese|Japanese|Korean|Vietnamese|Thai|Swedish|Danish|Norwegian|Finnish|Icelandic|Greek|Czech|Slovak|Hungarian|Romanian|Bulgarian|Croatian|Serbian|Slovenian|Welsh|Irish|Gaelic|Catalan|Basque|Swahili|Yoruba|Igbo|Amharic|Somali|Tagalog|Malay|Indonesian|Latvian|Lithuanian|Estonian|Albanian|Afrikaans|Zulu|Xhosa|Sign Language|BSL|"
    r"Englisch|Deutsch|Französisch|Spanisch|Italienisch|Polnisch|Türkisch|anglais|allemand|espagnol|italien|inglés|alemán|francés|inglese|tedesco|francese|spagnolo|inglês|alemão|francês|espanhol)\b",
    re.IGNORECASE,
)
_COUNT = r"(?:an?|one|two|three|four|five|six|\d|twin|grown-up|young|small|little|teenage|new|(?:un|una|une|ein|eine|zwei|drei|deux|trois|dos|tres|due|tre))"
_OWN = r"(?:[Hh]er|[Hh]is|[Tt]heir|[Ss]eine?|[Ii]hre?|[Ss]on|[Ss]a|[Ss]es|[Ss]u|[Ss]us)"
_FAMILY = re.compile(
    rf"\b(?:[Hh]as|[Hh]ave|with(?: (?:her|his|their))?|got|hat|(?<=il )a|(?<=elle )a|tiene|ha)\s+(?P<some>(?:{_COUNT}\s+){{1,3}}(?:{KIN}))\b(?P<called>\s+(?:called|named)\s+[A-ZÀ-Þ][\w'’-]+(?:(?:,| and|, and)\s+[A-ZÀ-Þ][\w'’-]+)*)?"
    rf"|\b(?P<own>{_OWN}|[A-ZÀ-Þ][\w-]+(?:'s|’s))\s+(?P<kin>(?:(?:youngest|eldest|oldest|older|younger|little|big|new|elder|late|two|three)\s+)?(?:{KIN}))\b(?!['’])(?P<rest>[^.;:!?\x00]{{0,60}})"
    rf"|\bmarried to\s+(?P<spouse>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)"
    rf"|\b(?:with|has)\s+(?:her|his|their)\s+(?P<beside>(?:\w+\s+)?(?:{KIN}))\b(?P<named>\s+[A-ZÀ-Þ][\w'’-]+)?"
)
_KIN_FIRST = re.compile(
    rf"(?P<what>(?:(?:{_COUNT}|older|younger|eldest|youngest)\s+){{0,3}}(?:{KIN}))\b(?!['’]s)(?P<rest>(?:\s+(?:in|at)\s+[A-ZÀ-Þ][\w'’-]+|:?\s+\(?(?-i:[A-ZÀ-Þ])[\w'’-]+)?)(?P<then>[^.;:!?\x00]{{0,60}})",
    re.IGNORECASE,
)
"""A jotter's "2 kids" and "son Mateo plays football", where a page's owner needs no naming."""

_KIN_OF = re.compile(rf"\]{{0,2}}(?:\s*\(|,\s+)(?P<what>[A-ZÀ-Þ][\w-]+['’]s\s+(?:{KIN}))\b")
"""The one who is meant, by somebody of their family: "Beth (Tom's wife)"."""

_KIN_VERB = re.compile(
    r"\s+(?:is|are|was|has|works?|lives|runs|teaches|studies|owns|builds|does|plays|got|won|starting|started|at(?= the\b| [A-ZÀ-Þ])|called|named|died|married|moved|retired|graduated|[a-z]{2,}s)\b"
)
_BIRTHDAY = re.compile(
    r"\b(?:birthday|born|bday|b-day)(?:\s+is)?(?:\s+on|:)?\s+(?:the\s+)?(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? (?-i:[A-Z])[a-z]{2,}(?: \d{4})?|(?-i:[A-Z])[a-z]{2,} \d{1,2}(?!\d)(?:st|nd|rd|th)?(?:,? \d{4})?)",
    re.IGNORECASE,
)
_NOT_THEIRS = re.compile(rf"\b(?:my|(?:her|his) (?:{KIN}))\b")
_DATE = re.compile(
    r"\b(?:[Hh]er|[Hh]is|[Tt]heir)\s+(?P<what>(?:\w+\s+){0,2}?(?:exam|wedding|concert|viva|interview|operation|half marathon|marathon|show|exhibition|opening|launch|talk|recital|premiere|retirement party|graduation|move|due date|deadline|trial))"
    r"(?P<more>(?:\s+for\s+[^,.;:!?]{2,30})?\s+is\s+(?:on\s+|in\s+)?(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+|\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2})(?: \d{4})?)"
)
_ASKS = re.compile(
    r"\b(?P<what>(?:[Ss]aid|[Tt]old (?:me|us)) to (?:write|call|ring|e-?mail|text|phone|message|get in touch|send (?:him|her|them))\b(?! (?:down|up|off|out))(?!.*\b(?:any ?time|whenever|if)\b)[^.;!?\x00]{3,120}|(?:[Aa]sked|asks|begged)\s+(?:(?:me|us)\s+)?(?:if|whether)\s+(?:I|we|anyone|anybody)\s+(?:could|can|would|will|might|know|knew|had|have)\b[^.;!?\x00]{3,120}|"
    r"(?:[Aa]sked|asks)\s+(?:me|us)\s+(?:to|for)\s[^.;!?\x00]{3,120}|(?:[Aa]sked|asks)\s+for\s+(?:the|my|some|help|a (?:copy|hand|favour|reference|lift|number|loan))\b[^.;!?\x00]{0,120}|"
    r"(?:[Ww]ants|would like|[Nn]eeds)\s+(?:me|us)\s+to\s[^.;!?\x00]{3,120}|(?:[Ww]ants|would like)\s+to\s+borrow\s[^.;!?\x00]{3,80}|(?:hat mich gebeten|hat gefragt, ob ich|m['’]a demandé|me pidió|me ha pedido|mi ha chiesto)\s[^.;!?\x00]{3,120})"
)


_KNOWS = re.compile(
    r"\bknows (?P<what>(?:(?:every(?:one|body)|half|lots of people|a lot of people|many people|people|someone|somebody|all(?= the))\b(?! (?:that|how|what|I)\b)|(?!(?:I|How|What)\b)[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ])[^.;:!?()\x00]{0,80})"
)
"""Whom somebody knows, where the book does not know them by name."""


_NO_THING = re.compile(
    r"(?:from|in|at|on|with|by|into|it|that|how|when|if|as|like|louder|badly|well)\b|to (?:say|tell|think|joke|argue|meet|talk|complain|come|see)\b(?:\s|$)",
    re.IGNORECASE,
)
"""What stands after "sings", "likes" or "wants" and is nothing that somebody likes or needs."""

_HOBBY = re.compile(
    r"(?P<what>chess|bridge|opera|jazz|ballet|golf|tennis|squash|badminton|cricket|football|rugby|hockey|rowing|sailing|swimming|running|cycling|hiking|climbing|"
    r"skiing|surfing|yoga|judo|karate|fencing|boxing|darts|snooker|poker|knitting|crochet|sewing|quilting|pottery|painting|drawing|photography|birdwatching|birding|"
    r"fishing|angling|gardening|baking|cooking|beekeeping|astronomy|origami|calligraphy|model trains|crosswords|sudoku|karaoke|salsa|tango|choir)[.!]?",
    re.IGNORECASE,
)
"""A pastime that is a jotter's whole sentence."""


def facts_in(sentence: Sentence) -> Iterator[FoundFact]:
    """Every fact a sentence states, with the person it is about."""
    yield from jobs_in(sentence)
    yield from _places(sentence)
    yield from _said_of_them(sentence)
    yield from _family(sentence)
    yield from _days(sentence)


def _places(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in PLACE.finditer(sentence.lowered):
        who, place = sentence.stated(match.start()), place_at(body, match.end())
        if who and place and not sentence.within(match.end(), match.end() + len(place)):
            was = match["verb"].startswith("lived")
            yield FoundFact(who, "place", place, *sentence.times(match.start(), past=was))
    for match in FROM.finditer(sentence.lowered):
        who, place = sentence.stated(match.start()), place_at(body, match.end())
        if who and place and not body[match.end() :].startswith("the "):
            yield FoundFact(who, "from", place)
    for match in MET.finditer(body):
        where = trimmed(match["where"], keep_time=False)
        who = next(iter(sentence.within(match.start(), match.start("where"))), sentence.current)
        again = re.search(r"\bagain\b|\bby chance\b|\bonce\b", sentence.words)
        mine = sentence.actor(match.start()) in {ME, who, None, sentence.owner}
        first = match.group().split()[0].casefold() not in {"ran", "bumped"}
        new = mine and first and not again
        if who and new and len(where.split()) > 1 and not NOT_STATED.search(body[: match.start()]):
            yield FoundFact(who, "met_at", where)


def _said_of_them(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    asked: list[tuple[int, int]] = []
    for match in _ASKS.finditer(body):
        who = sentence.stated(match.start())
        if who:
            asked.append(match.span())
            what = sentence.quote[match.start("what") : match.end("what")].split(", ")[0].strip()
            if not what.endswith((" anyone", " anybody", " someone", " somebody")):
                yield FoundFact(who, "ask", what)
    for kind, pattern in PHRASES.items():
        for match in each(pattern, sentence.lowered, beside="what"):
            if any(start <= match.start() < end for start, end in asked):
                continue
            # Quoted words are blanked out in the body but may be part of what is liked or sought.
            who = sentence.stated(match.start())
            what = trimmed(sentence.quote[match.start("what") : match.end("what")])
            if kind == "need" and match["aid"]:
                what = f"help with {what}"
            if who and says_something(what) and not _NO_THING.match(what):
                yield FoundFact(who, kind, what)
    if sentence.own_note and (alone := _HOBBY.fullmatch(sentence.words)):
        yield FoundFact(sentence.owner, "interest", alone["what"])
    for match in _KNOWS.finditer(body):
        who, what = sentence.stated(match.start()), trimmed(match["what"])
        if who and not sentence.within(match.start("what"), match.end()) and says_something(what):
            yield FoundFact(who, "knows", what)
    for match in EDUCATION.finditer(body):
        who, what = sentence.stated(match.start()), trimmed(match["what"])
        if who and says_something(what) and not re.search(r"\bwith me\b", what):
            yield FoundFact(who, "education", f"{match['verb'].casefold()} {what}")
    for match in _DIET.finditer(body):
        who = sentence.stated(match.start())
        if who:
            yield FoundFact(who, "diet", match["what"])
    for match in _SPEAKS.finditer(body):
        who = sentence.stated(match.start())
        if who:
            for language in _LANGUAGE.findall(match["what"] or match["native"] or match["listed"]):
                yield FoundFact(who, "language", language)


def _family(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    taken: list[tuple[int, int]] = []
    for match in _FAMILY.finditer(body):
        found = _relative(sentence, match)
        if found:
            taken.append(match.span())
            yield found
    for mention in sentence.named:
        kin_of = _KIN_OF.match(body, mention.end)
        if kin_of and not any(begun <= kin_of.start("what") < end for begun, end in taken):
            yield FoundFact(mention.person_id, "family", kin_of["what"])
    if not sentence.own_note:
        return
    for start in sentence.fragment_starts():
        match_first = _KIN_FIRST.match(body, start)
        if match_first and not any(begun <= start < end for begun, end in taken):
            then = match_first["then"]
            # "Little sister, big voice" and "cousin in Leeds" say what the page's owner is to the user.
            counted = re.match(r"(?:\d|an?|two|three|four|five|six)\b", match_first["what"])
            named = re.match(r":?\s+\(?(?!in\b|at\b)", match_first["rest"])
            theirs = start >= sentence.my_kin() and (start > sentence.lead)
            theirs = theirs or bool(counted or named) or sentence.goes_on
            ends = not then.strip() or then.lstrip()[0] in ",-–—&(+" or re.match(r"\s+(?:and|in) ", then)
            bare = bool(theirs and ends and (counted or named or sentence.goes_on))
            if bare or _KIN_VERB.match(then):
                value = match_first["what"] + match_first["rest"] + ("" if bare else _clause_of(then))
                yield FoundFact(sentence.owner, "family", value.replace(":", "").strip(" ("))


def _relative(sentence: Sentence, match: re.Match[str]) -> FoundFact | None:
    who: int | None
    if match["some"] or match["beside"]:
        # "worked with two boys" has nobody's family in it; "lives in Oslo with her two girls" has.
        mine = re.match(r"(?:[Hh]as|[Hh]ave|has|have|got|hat|a|tiene|ha)\b", match.group())
        who = sentence.stated(match.start()) if mine else sentence.stated_before(match.start())
        value = (match["some"] or match["beside"]) + (match["called"] or match["named"] or "")
        if not mine and not re.search(r"\b(?:her|his|their)\b", match.group()):
            who = None
        if match["beside"] and not match["named"]:
            return None  # "lives with her mother" names nobody that anybody would look up
    elif match["spouse"]:
        who, value = sentence.stated(match.start()), f"married to {match['spouse']}"
    else:
        who = sentence.whose(match.start("own"), match["own"])
        said = _clause_of(match["rest"])
        if not said:
            return None  # "for his lad" says nothing of the family that anybody would look up
        value = f"{match['kin']}{said}"
    return FoundFact(who, "family", value) if who else None


def _clause_of(rest: str) -> str:
    """What is said of a relative in the same breath: a name, "is a surgeon"; nothing that goes on about somebody else."""
    named = re.match(r"\s+(?:\[\[)?(?:[A-ZÀ-Þ][\w'’-]+\s?){1,3}(?:\]\])?", rest)
    if named and not _KIN_VERB.match(rest, named.end() - (1 if named.group().endswith(" ") else 0)):
        return named.group().replace("[[", "").replace("]]", "").rstrip()
    rest = re.split(r",\s|\s[-–—]\s|\s(?:and|but|who|which|because|so)\s|[()]", rest)[0]
    if not re.match(r"\s+(?:\[\[)?[A-ZÀ-Þ]", rest) and not _KIN_VERB.match(rest):
        return ""
    return rest.replace("[[", "").replace("]]", "").rstrip(" ,-–—")


def _days(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _BIRTHDAY.finditer(body):
        whose = next(iter(sentence.within(0, match.start())), sentence.current)
        if whose and not _NOT_THEIRS.search(body[: match.start()]):
            yield FoundFact(whose, "birthday", match["day"])
    for match in _DATE.finditer(body):
        whose = sentence.whose(match.start(), "her")
        if whose:
            yield FoundFact(whose, "date", match["what"] + match["more"])
