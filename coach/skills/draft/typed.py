"""What a user typed in haste, as written English: shorthand, capitals, where one clause ends, and who is meant by "she"."""

import re
from collections.abc import Sequence

from coach.people.clauses import KIN
from coach.people.names import word_set
from coach.skills.draft.second_person import Names, addressed
from coach.skills.draft.shorthand import in_full
from coach.text import MONTHS, WEEKDAYS, one_line

BASE_VERBS = word_set("""
    advise answer ask bring call catch chat check check-in choose come comment connect correct discuss drop eat explain feed
    find forward get give go grab have hear help introduce invite join keep know learn lend let listen look make
    meet pass phone pick point practise practice proofread put read recommend review say see send share show sign
    speak study suggest take talk teach tell test think translate try visit walk watch work write
    """)
NOUNS_TOO = word_set(
    "answer call chat check comment drop feed feedback help point review show study talk test visit walk watch work"
)
_TOGETHER = word_set(
    "catch chat come discuss eat get go grab have join meet practise practice study talk visit walk watch"
)
_DAYS = {day[:3]: day.title() for day in WEEKDAYS}
_MONTHS = {month[:3]: month.title() for month in MONTHS}
_DAY = r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:rs?|s)?\b"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b"
_ANY_MONTH = rf"(?:{_MONTH}|(?:{'|'.join(MONTHS)})\b)"
# Only by a date, or behind "by", "on" and "next": "thank you that you sat 2 hours with me".
_SHORT_DAY = re.compile(
    rf"{_DAY}\.?(?=,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_ANY_MONTH}|{_ANY_MONTH}\s+\d))|(?:(?<=\b(?:by|on)\s)|(?<=\b(?:next|this)\s)){_DAY}",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(rf"(?<!the\s){_DAY}", re.IGNORECASE)
_SHORT_MONTH = re.compile(
    rf"(?:(?<=\d\s)|(?<=\d[a-z]{{2}}\s)){_MONTH}\.?|\b{_MONTH}(?=\s\d{{1,2}}\b)", re.IGNORECASE
)
_TYPED = (
    (re.compile(r"\bu\b"), "you"),
    (re.compile(r"\bur\b"), "your"),
    (re.compile(r"\bsb\b"), "somebody"),
    (re.compile(r"\b(here|there)s\b", re.IGNORECASE), r"\1's"),
    (re.compile(r"\bintro\b(?=\s+me\b)", re.IGNORECASE), "introduce"),
    (re.compile(r"\b1\s?(?:mins?|hrs?)\b(?=\W|$)", re.IGNORECASE), "one hour"),
    (re.compile(r"(?<=\d)\s?mins?\b\.?", re.IGNORECASE), " minutes"),
    (re.compile(r"(?<=\d)\s?hrs?\b\.?", re.IGNORECASE), " hours"),
    (re.compile(r"\bnxt\b", re.IGNORECASE), "next"),
    (re.compile(r"\bcv\b"), "CV"),
    (re.compile(r"\bhalf\s+(?:an?\s+)?h(?:ou)?r\b", re.IGNORECASE), "half an hour"),
    (re.compile(r"(?<=\w)\s+(?=(?:my\s+(?:shout|treat)|on\s+me)\W*$)", re.IGNORECASE), ", "),
    (re.compile(r"(?<=\w)\s+please\b", re.IGNORECASE), ""),
    (re.compile(r"\bw(?:ld|ud)\b", re.IGNORECASE), "would"),
    (re.compile(r"\bcld\b", re.IGNORECASE), "could"),
    (re.compile(r"\babt\b|\bre(?=\s+(?:the|my|her|his|our|a)\b)", re.IGNORECASE), "about"),
    (re.compile(r"(?<=[a-z]\s)4(?=\s+(?:a|an|the|me|my|her|his|you|us|\d+)\b)", re.IGNORECASE), "for"),
    (re.compile(r"\bany\s+(?=body\b|one\s+who\b)", re.IGNORECASE), "any"),
    (re.compile(r"\bhow\s+long\s+took\b", re.IGNORECASE), "how long it took"),
    (re.compile(r"\bi\b(?!\.)"), "I"),
    (re.compile(r"\bi(?=['’](?:m|d|ll|ve)\b)"), "I"),
    (re.compile(r"\b[Ii]m\b"), "I'm"),
    (re.compile(r"\bid(?=\s+(?:love|like|be|rather|really|need|want)\b)", re.IGNORECASE), "I'd"),
    (
        re.compile(r"\bill(?=\s+(?:be|bring|call|come|do|get|make|pay|pick|send|take)\b)", re.IGNORECASE),
        "I'll",
    ),
    (re.compile(r"\bwont\b"), "won't"),
    (
        re.compile(
            rf"\b((?:want|would\s+like|would\s+love|['’]d\s+(?:like|love)))\s+(?=(?:{'|'.join(sorted(BASE_VERBS - NOUNS_TOO))}|become|start|be)\b)"
        ),
        r"\1 to ",
    ),
    (re.compile(r"[,.]?\s+(?:please|thanks|thank\s+you|cheers)\W*$", re.IGNORECASE), ""),
)
_CALENDAR = re.compile(
    rf"\b(?:{'|'.join((*WEEKDAYS, *(month for month in MONTHS if month not in {'may', 'march'})))}|xmas|christmas|easter|english|french|german|spanish|italian|polish|portuguese|dutch|arabic|chinese)s?\b"
)
_SUBJECT = r"(?:I|we|you|she|he|they|(?:it|there|this|that)(?=['’]s|\s+(?:is|was|would|will|are|has)\b)|my\s+\w+(?=\s+\w+s\b))"
_CLAUSE = re.compile(
    rf"(?:(?:and|but|then|also)\s+)*{_SUBJECT}(?:['’](?:m|d|ll|ve|s|re)\b|\s+(?:\w+ly\s+|just\s+|only\s+|also\s+|really\s+)?"
    r"(?!(?:and|or|of|in|on|at|to|for|with|from|by|about)\b)[a-z]+)",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:and\s+)?(?:can|could|would|will|do|does|did|is|are|may|shall|has|have|had)\s+(?:I|we|you|she|he|they|it)\b"
    r"|(?:is|are|was|were)\s+there\b",
    re.IGNORECASE,
)
_WH_ASKED = re.compile(
    r"(?:which|what|who|whom|whose|where|when|why|how)\s+(?:\w+\s+){0,3}?(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|may)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(r"(?:and\s+)?(?:want|need|would\s+(?:like|love)|hope|wish|am|have\s+to)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:no\s+(?:rush|hurry|pressure|worries|stress|problem)|thanks|thank\s+you|sorry|cheers|only\s+if|my\s+(?:shout|treat|round)|on\s+me)\b",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(
    r"^(?P<told>.*\b(?:know|ask|hear|find\s+out|see|wonder(?:ing)?|understand|learn))\s+(?P<asked>(?:(?:wh\w+|how(?:\s+\w+)?)\s+)?(?:is|are|was|do|does|did|can|could|will|would|should|has|have)\s+"
    r"(?:the|a|an|my|I|you|we|it|they|there|one|he|she|this|that)\b.*)$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?P<verb>is|are|was|can|could|will|would|should|has|have)\s+(?P<who>I|you|we|it|they|there|this|that"
    r"|(?:the|a|an|my)\s+\w+(?=\s+(?:ok|okay|good|hard|easy|right|open|free|possible|worth|enough|difficult|full|still|for|in|on|at|to|a|the|too|very|really|not)\b))"
    r"\s+(?P<rest>.*)$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"\b(?:my|our|a|an|her|his|their|the)\s+(?:\w+\s+)?(?:{KIN}|friend|colleague|boss|manager|neighbou?r|flatmate|pupil|student|apprentice|client|customer|patient|teacher)s?\b"
    r"|(?-i:\b(?:to|with|for|about|of|from|my|see|meet|ask|tells?)\s+(?:Dr\.?\s|Mrs?\.?\s|Ms\.?\s)?(?!I\b)[A-Z][\w'’-]+)",
    re.IGNORECASE,
)
_THIRD = re.compile(r"\b(?:she|he|her|hers|him|his|himself|herself)\b", re.IGNORECASE)
_AUX_THEY = re.compile(
    r"^(could|can|would|will|do|are|have|might|may|should|if|whether)\s+they\b", re.IGNORECASE
)


def written(text: str) -> str:
    """The text in one line, without shorthand and with the capitals that hurry leaves out."""
    text = in_full(one_line(text))
    for short, full in _TYPED:
        text = short.sub(full, text)
    return one_line(with_capitals(text))


def with_capitals(text: str) -> str:
    """With the capitals of days, months and languages, and "sat 5 dec" as "Saturday 5 December"."""
    text = _SHORT_DAY.sub(_whole_day, text)
    text = _SHORT_MONTH.sub(lambda month: _MONTHS[month[0][:3].casefold()], text)
    return _CALENDAR.sub(lambda day: day[0].capitalize(), text)


def days_in_full(text: str) -> str:
    """A time as typed, with its days whole: "next sat" is "next Saturday". In other text a cat sat there."""
    return _ANY_DAY.sub(_whole_day, text)


def _whole_day(short: re.Match[str]) -> str:
    return _DAYS[short[0][:3].casefold()]


def is_question(text: str) -> bool:
    """Whether a clause is put as a question: "can you pick me up"."""
    return _QUESTION.match(text) is not None


def works_together(verb: str) -> bool:
    """Whether one does this with the reader, so that they are asked whether they would like to, and not for a favour."""
    return verb in _TOGETHER


def speaks_of_others(text: str) -> bool:
    """Whether a text is about a third person: by a pronoun or by a word for one."""
    return _THIRD.search(text) is not None or _OTHER.search(text) is not None


def to_reader(text: str, called: Names) -> str:
    """What was typed about the recipient ("could she", "ask Gill for") as said to them; anybody else stays who they are.

    What comes after a word for somebody else ("my daughter's CV, she starts in May") is about that one.
    """
    if re.search(r"\byou\b", text, re.IGNORECASE):
        return text
    text = _AUX_THEY.sub(r"\1 you", text)
    pronoun = called.pronoun if called.pronoun in {"she", "he"} else "she"
    if first := _THIRD.search(text):
        pronoun = "she" if first[0].casefold() in {"she", "her", "hers", "herself"} else "he"
    for name in called.names:
        own = re.escape(name)
        text = re.sub(
            rf"(?<!\w){own}['’]s?(?!\w)", "her" if pronoun == "she" else "his", text, flags=re.IGNORECASE
        )
        text = re.sub(rf"(?<!\w){own}(?!\w)(?!\s+(?-i:[A-Z]))", pronoun, text, flags=re.IGNORECASE)
    other = _OTHER.search(text)
    before, after = (text[: other.end()], text[other.end() :]) if other else (text, "")
    own, self = (r"hers\b", "herself") if pronoun == "she" else (r"his(?=[,.;?]|$)", "himself")
    before = re.sub(rf"\b{self}\b", "yourself", re.sub(rf"\b{own}", "yours", before))
    return addressed(before, called) + after


def who_is_meant(text: str, called: Names) -> str:
    """A pronoun that could be the recipient or somebody else whom the text names; empty where it is clear."""
    other = _OTHER.search(text)
    if other is None or re.search(r"\byou\b", text, re.IGNORECASE):
        return ""
    before = {_gender(one) for one in _THIRD.findall(text[: other.start()])}
    return next((one for one in _THIRD.findall(text[other.end() :]) if _gender(one) in before), "")


def _gender(pronoun: str) -> str:
    return "f" if pronoun.casefold() in {"she", "her", "hers", "herself"} else "m"


def clauses(text: str) -> tuple[str, list[str]]:
    """(the first clause with its afterthoughts, whole sentences that come after it).

    "quick lunch, 30 minutes, hear about the team, I bring cake" -> ("quick lunch, 30 minutes, to hear about the team", ["I bring cake."]).
    """
    head, besides = "", list[str]()
    for stop, piece in _pieces(text):
        if not head:
            head, *more = re.split(
                r"\s+and\s+(?=(?:we|I)\s+(?!both\b|could\b|can\b)[a-z]+)", piece, maxsplit=1
            )
            besides += [as_sentence(one) for one in more]
        elif _QUESTION.match(piece) or (stop != "," and _WH_ASKED.match(piece)):
            besides.append(f"{as_sentence(re.sub('^and ', '', piece)).rstrip('.?')}?")
        elif _CLAUSE.match(piece) or piece.endswith("?") or _ASIDE.match(piece):
            besides.append(as_sentence(re.sub(r"^(?:and|so|then)\s+(?=\w)", "", piece, flags=re.IGNORECASE)))
        elif _WANTS.match(piece):
            besides.append(as_sentence(f"I {re.sub(r'^and ', '', piece)}"))
        elif besides:
            besides[-1] = f"{besides[-1].rstrip('.')}{stop} {piece}." if stop == "," else besides[-1]
            besides += [] if stop == "," else [as_sentence(piece)]
        elif piece.split(" ")[0].casefold() in BASE_VERBS:
            joined = " and" if head.split(" ")[0].casefold() in BASE_VERBS else ", to"
            head += f"{joined} {piece[0].lower()}{piece[1:]}"
        elif re.match(r"(?:how|what|why|where|which)\s", piece, re.IGNORECASE) and not _WH_ASKED.match(piece):
            head += f", to hear {piece[0].lower()}{piece[1:]}"
        else:
            head += (
                f", {piece[0].lower() + piece[1:] if stop != ',' and not piece.startswith('I') else piece}"
            )
    return head, besides


def _pieces(text: str) -> Sequence[tuple[str, str]]:
    """Each stretch between commas, full stops, semicolons, dashes and question marks, with the mark before it."""
    found, stop = list[tuple[str, str]](), ""
    for part in re.split(
        r"(\?+\s+|,\s+|;\s+|(?<!\b[A-Z])(?<!\b[DM][rs])(?<!Mrs)\.\s+|\s[-–—]+\s|!\s+)", text
    ):
        if re.fullmatch(r"\?+\s+", part) and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}?")
        if re.fullmatch(r"\?+\s+|[,;.!]\s+|\s[-–—]+\s", part):
            stop = part.strip()
        elif part.strip(" ."):
            found.append((stop, part.strip(" .")))
    return found


def as_sentence(text: str) -> str:
    """With a capital and a mark; "I want to know is it hard" becomes "I want to know whether it is hard"."""
    text = text.strip(" .,;")
    if match := _EMBEDDED.match(text):
        inverted = _INVERTED.match(match["asked"])
        asked = (
            f" whether {inverted['who']} {inverted['verb']} {inverted['rest']}"
            if inverted
            else f": {match['asked']}"
        )
        text = match["told"] + asked.rstrip("?")
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", "!")) else f"{text}."
