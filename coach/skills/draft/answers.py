"""Which questions of a pasted message the user's answer covers, by the kind of thing that each asks for."""

import re
from collections.abc import Sequence

from coach.guard.vocabulary import claim_stems, content_stems, stem, words
from coach.people.names import word_set
from coach.skills.draft.second_person import Names
from coach.skills.draft.typed import as_sentence, is_question, speaks_of_others, to_reader, written
from coach.text import MONTHS, WEEKDAYS, sentences

_WH = re.compile(r"\b(?:who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_YES = r"yes|yeah|yep|yup|ya|sure|ok|okay|of\s+course|absolutely|definitely|gladly|certainly|glad\s+to|happy\s+to|love\s+to|no|nope|nah|sorry|unfortunately|afraid\s+not|fine|no\s+problem"
_SAYS_YES = re.compile(
    rf"(?:^|[,;]\s*|\b(?:and|but|then)\s+)(?:well\s+|oh\s+)?(?P<word>{_YES})\b", re.IGNORECASE
)
# "Can be in till ten" is a yes to who asked "could you be in?".
_BEGINS_YES = re.compile(
    rf"\W*(?:{_YES}|(?:can(?:not|['’]?t)?|could(?:n['’]?t)?|will|won['’]?t))\b", re.IGNORECASE
)
_TO_ALL = re.compile(r"\b(?:yes|no|ok|okay|sure)\s+(?:to\s+)?(?:both|all|everything)\b", re.IGNORECASE)
_DAY = rf"(?:{'|'.join((*WEEKDAYS, *(month for month in MONTHS if month != 'may')))})"
_TIME = re.compile(
    rf"\b(?:{_DAY}|may|\d{{1,2}}(?:st|nd|rd|th)|tomorrow|tonight|today|next\s+\w+|any\s*time|mornings?|evenings?|afternoons?|weekends?|noon|midday|christmas|easter)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:(?:at|by|around|from|till|until)\s+(?:\w+\s+past\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,2}[:.]\d\d|\d{1,2}\s*[ap]m|noon|midday|half\s+(?:past\s+)?(?:\d{1,2}|\w+(?=\W|$)))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?<![\d:.])\d[\d,.]*\b(?!\s*(?:st|nd|rd|th|[ap]m)\b)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|none|nothing|no\s+(?:money|charge)|free|half|a\s+few|a\s+couple|both)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:at|in|on|near|by|outside|opposite|from|to)\s+(?:the|my|our|your|[A-Z]\w+)", re.UNICODE
)
_SOMEBODY = re.compile(r"(?<=\s)(?!I\b)[A-Z][a-zà-ÿ]+|\b(?:me|my|us|we|I)\b")
_ASKS_AMOUNT = re.compile(
    r"\bhow\s+(?:many|much|long|far|old|big)\b|\bwhat\b[^?]*\b(?:cost|charge|price|fee|rate|owe|size|number)\b",
    re.IGNORECASE,
)
_ASKS_CLOCK = re.compile(r"\bwhat\s+time\b|\bhow\s+(?:early|late)\b", re.IGNORECASE)
_ASKS_DAY = re.compile(
    r"\bwhen\b|\b(?:what|which)\s+(?:day|date|week|month|weekend|evening|morning)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\byou\s+(?:should|could|can|must|may|might)|\b(?:should|do)n['’]?t\b|\bI(?:['’]d|\s+would)\b|\bbetter\b|\btoo\s+\w+|\b(?:take|ask|wait|accept|refuse)\b",
    re.IGNORECASE,
)
_KINDS = (
    (re.compile(r"\bshould\s+I\b", re.IGNORECASE), _ADVICE),
    (_ASKS_CLOCK, _CLOCK),
    (_ASKS_DAY, _TIME),
    (_ASKS_AMOUNT, _AMOUNT),
    (re.compile(r"\bwhere\b", re.IGNORECASE), _PLACE),
    (re.compile(r"\bwhom?\b", re.IGNORECASE), _SOMEBODY),
)
_DOING = r"(?:\w+ly|still|also|just|not|be|to|going|able|planning|hoping|really|definitely)"
_YOU_DO = re.compile(rf"\byou\s+(?:{_DOING}\s+)*(?P<verb>[a-z]{{3,}})", re.IGNORECASE)
_I_DO = re.compile(
    rf"\b(?:I|we)(?:['’](?:m|ll|d|ve|re))?\s+(?:(?:am|are|will|can|could|would|do|have|was|{_DOING})\s+)*(?P<verb>[a-z]{{3,}})",
    re.IGNORECASE,
)
_NO_DEED = frozenset(
    stem(word) for word in word_set("are can could would will have like want need mean think know tell the")
)
_ENOUGH_IN_COMMON = 2  # words of an answer and its question
_TOLD_TO_SAY = re.compile(
    r"^(?:(?:just|please)\s+)?(?:(?:tell|let)\s+(?:her|him|them|{names})(?:\s+know)?|say|answer|reply)(?:\s+that)?[:,]?\s+",
    re.IGNORECASE,
)


def as_answer(said: str, message: str, called: Names) -> str:
    """What the user typed as an answer, in whole sentences said to the reader, with the capitals the message has.

    Where the message speaks of a third person, "he" stays who he is.
    """
    text = written(said)
    names = "|".join(re.escape(name) for name in called.names) or "them"
    told = re.compile(_TOLD_TO_SAY.pattern.replace("{names}", names), re.IGNORECASE)
    text = told.sub("", text)
    if not speaks_of_others(message):
        text = " ".join(
            one if _names_another(one, called) else to_reader(one, called) for one in sentences(text)
        )
    for name in set(re.findall(r"(?<=[a-z,] )[A-Z][a-zA-Z]+", message)):
        text = re.sub(rf"\b{name.casefold()}\b", name, text)
    whole = (as_sentence(one) if one[-1] not in ')"”' else one for one in sentences(text))
    return " ".join(f"{one[:-1]}?" if is_question(one) and one[-1] == "." else one for one in whole)


def _names_another(text: str, called: Names) -> bool:
    """Whether an answer names somebody besides the reader: "Graham stepped down, and we thanked him"."""
    own = {part.casefold() for name in called.names for part in name.split()}
    others = (match[0].casefold() for match in re.finditer(r"(?<=\w )(?<![.!?] )[A-Z][a-zà-ÿ]+", text))
    return any(name not in own and name not in {*WEEKDAYS, *MONTHS} for name in others)


def answered(said: str, questions: Sequence[str], message: str) -> set[str]:
    """The questions that an answer covers; a bare yes covers the first that takes one, a number one that asks how many."""
    found = {question for question in questions if _shares(said, question) or _does_it(said, question)}
    new = " ".join(said.split())
    for kind, thing in _KINDS:
        asking = [question for question in questions if kind.search(question)]
        given = [
            one
            for one in thing.findall(new)
            if not re.search(rf"\b{re.escape(one)}\b", message, re.IGNORECASE)
        ]
        found -= {question for question in asking if not thing.search(new)}
        found |= set(asking[: len(given)])
    take_yes = [
        question for question in questions if not _WH.search(question) and not re.search(r"\bor\b", question)
    ]
    if _TO_ALL.search(new):
        return found | set(take_yes)
    # Who begins with a yes begins with the first question that takes one.
    begun = set(take_yes[:1]) - found if _BEGINS_YES.match(said) else set()
    found |= begun
    said_yes = [one for one in sentences(said) if _SAYS_YES.search(one)]
    free = -len(begun)
    for one in said_yes:
        yeses = len(re.findall(r"\b(?:yes|no)\b", one, re.IGNORECASE)) or 1
        free += 1 if re.match(rf"(?:{_YES})\W+(?:{_YES})\b", one, re.IGNORECASE) else yeses
    # A yes that comes with the words of one question is the answer to that one.
    free -= sum(
        1
        for one in take_yes
        if one in found and any(_shares(yes, one) or _does_it(yes, one) for yes in said_yes)
    )
    found |= set([question for question in take_yes if question not in found][: max(0, free)])
    if len(questions) == 1 and not (
        _WH.search(questions[0]) and re.fullmatch(rf"\W*(?:{_YES})\b.{{0,12}}", said, re.IGNORECASE)
    ):
        return set(questions)
    return found


def _shares(said: str, question: str) -> bool:
    """Whether they share a word that says something, a number, or one side of an "or"."""
    if claim_stems(said) & claim_stems(question) or set(re.findall(r"\d+", said)) & set(
        re.findall(r"\d+", question)
    ):
        return True
    common = content_stems(said) & content_stems(question)
    sides = re.search(
        r"(\w+)\s+or\s+(?:(?:a|an|the|at|in|on|by|shall|should|I|we)\s+)*(\w+)", question, re.IGNORECASE
    )
    chosen = {stem(side.casefold()) for side in sides.groups()} if sides else set()
    return len(common) >= _ENOUGH_IN_COMMON or bool(chosen & {stem(word.casefold()) for word in words(said)})


def _does_it(said: str, question: str) -> bool:
    """Whether the user says they do what they are asked of: "what train are you getting?", "I'm getting the 9.24"."""
    asked = {stem(match["verb"].casefold()) for match in _YOU_DO.finditer(question)} - _NO_DEED
    done = [match for match in _I_DO.finditer(said) if stem(match["verb"].casefold()) in asked]
    news = any(len(said[match.end() :].split()) > 0 for match in done)
    return bool(done) and (news or not _WH.search(question))
