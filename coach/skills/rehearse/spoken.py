"""Whether a line of the partner is a sentence somebody could say, and claims nothing that stands nowhere.

Three ways a small model fails: words without a sentence, its own directions read aloud, and a life made up on the spot.
A line that fails is thrown away whole; nothing is cut out of it.
"""

import re
from collections.abc import Iterable, Sequence

from coach.people.names import word_set
from coach.skills.rehearse.speech import STOPWORDS, content_words, plain, tokens

_NEWS = 2  # words that carry a topic; one may be a feeling
_OF_ONESELF = re.compile(r"\b(?:i|i'm|i've|my|me|we|our)\b")
_RUN = 4  # words in a row that a line may not share with its directions
_SECOND_PERSON = frozenset({"you", "you're", "your", "yours", "yourself", "you've"})

_BROKEN = re.compile(
    r"\s[.,;!?](?:\s|$)"  # a word is missing before the mark
    r"|\b(?:the|an?|my|your|our|their|and|or|is a|is the|because|very|called|named)\s*[.!?]"
    r"|\b(?:name|number|address|job|age|e-?mail) is\s*[.!?,]"
    r"|\b(?:the|an?|my|your) (?:and|or|is|are|the|an?|my)\b|\b(?:is|are) (?:and|or|is|are)\b"
    r"|^as (?:an?|the) [^,]{1,40},"  # nobody says "As a data analyst, I" across a table
    r"|^(?:and |but |so |well,? )*i [a-z]+ (?:is|are|am)\b|\b(\w{3,}) \1 \1\b",
    re.IGNORECASE,
)
_ONE_WORD = word_set(
    """yes yeah yep no nope hello hi hey sure okay ok well exactly absolutely definitely certainly sorry thanks bye
goodbye cheers maybe perhaps really indeed true right oh ah hm hmm welcome wonderful lovely great good fine nice sometimes often
always never mostly usually rarely tuesdays mondays fridays sundays saturdays"""
)

_WORK = re.compile(
    r"\bi (?:work|worked|am working|used to work|have worked|teach|taught|manage|run|lead|own|sell|design|study|studied) (?P<a>[^.!?,;]+)"
    r"|\bi(?:'m| am) (?:currently |now |also )?(?:employed|working (?:as|at|for|in)|(?:writing|building|designing|developing|researching|launching|opening|teaching|running|studying)) (?P<b>[^.!?,;]+)"
    r"|\bi(?:'m| am|'ve been| have been| was| used to be) (?:an?|the) (?P<c>[^.!?,;]+)"
    r"|\bmy (?:job|work|career) (?:(?:is|was) )?(?:an?|the|at|as|in|with|for) (?P<d>[^.!?,;]+)"
    r"|\b(?:my|our) (?P<e>compan(?:y|ies)|business|clients?|patients?|students?|pupils|shop|studio|practice|restaurant|clinic)\b"
)
_NO_JOB = re.compile(
    r"^(?:bit|little|lot|big|huge|great|good|fan|morning|night|person|people|regular|slow|fast|terrible|bad|real|quick|while|"
    r"kind|sort|creature|long|only|same|first|last|one|type|hard|too|on it|out|late|fine|best|worst|friend|keen)\b"
)
_FAMILY = re.compile(
    r"\b(?:my|our) (?:[a-z]+ )?(family|wife|husband|partner|boyfriend|girlfriend|son|sons|daughter|daughters|kids?|child|children|"
    r"mother|mum|mom|father|dad|parents|brothers?|sisters?|siblings?|cousins?|aunt|uncle|nephew|niece|grandmother|grandma|"
    r"grandfather|grandpa|grandparents|grandchildren|baby|twins|ex)\b"
)
_TOGETHER = re.compile(
    r"\b(?:when|since|that|how|where|day|time) (?:we|you and i) (?:first |last )?(?:met|saw|spoke|worked|studied|talked|sat|went|were)\b"
    r"|\bwe (?:first |last |both |once )*(?:met|worked together|studied together|used to|go (?:way )?back|were (?:colleagues|neighbou?rs|at school))\b"
    r"|\blast time (?:we|you|i)\b|\b(?:do you |you )?remember (?:when|that|our|how we)\b|\bour last\b|\bas (?:you know|always with us)\b"
    r"|\b(?:known each other|old times|the other day you|you (?:once )?told me (?:last|once|before|about))\b"
)
_FIRST_MEETING = re.compile(r"\b(?:nice|good|great|lovely|pleased|pleasure) (?:to meet|meeting) you\b")
_YOUR_STATE = re.compile(
    r"\bsorry (?:to hear |that |about )+(?:that )?(?:you|your)\b(?P<a>[^.!?]*)"
    r"|\byou(?:'re| are| must be| look| seem| sound| feel)(?: a (?:bit|little)| so| very| quite)* (?P<b>hungry|tired|nervous|shy|sad|"
    r"stressed|busy|rushed|anxious|upset|curious|lonely|hoarse|sick|ill)\b"
)


def is_whole(sentence: str) -> bool:
    """Whether it is a sentence, or one of the few words people say alone ("Yes.")."""
    words = tokens(plain(sentence))
    if not words or _BROKEN.search(plain(sentence)):
        return False
    return len(words) > 1 or words[0] in _ONE_WORD


def reads_aloud(sentence: str, about_them: Iterable[str], directions: Iterable[str]) -> bool:
    """Whether it repeats what only the model was told: a fact still said to a "you", or how it is to speak and where it is."""
    said = _runs(sentence)
    turned = _runs(_turned(sentence))
    if any((said | turned) & _runs(text) for text in directions):
        return True
    return any(_SECOND_PERSON & set(run) for text in about_them for run in said & _runs(text))


def makes_up(sentence: str, known: str, heard: Sequence[str], *, real: bool, friends: bool) -> bool:
    """Whether it claims a job, a relative, a past or a first meeting with the user that nothing supports.

    Args:
        known: everything the partner was told about itself.
        heard: what the user has said, newest last.
        real: the partner is a person of the book; only then is a relative of an invented person refused.
        friends: the scene says that they know each other, so that "last time" is no invention of an invented person.
    """
    words = plain(sentence)
    facts = plain(" ".join((known, *heard)))
    own = content_words(plain(known))
    for match in _WORK.finditer(words):
        rest = next((group for group in match.groups() if group is not None), "").strip()
        if _NO_JOB.match(rest):
            continue
        claimed = content_words(rest)
        if claimed and not claimed & own:
            return True
    if real and any(match[1].rstrip("s") not in facts for match in _FAMILY.finditer(words)):
        return True
    if real and _FIRST_MEETING.search(words):
        return True
    if (real or not friends) and _TOGETHER.search(words):
        return True
    state = _YOUR_STATE.search(words)
    if state is None:
        return False
    told = content_words(plain(" ".join(heard)))
    felt = content_words(state["a"] or state["b"] or "")
    return not (felt & told)


def tells_news(sentence: str, known: str) -> bool:
    """Whether somebody real would tell of themselves what no note says: "I read a book about mindfulness"."""
    words = plain(sentence)
    if not _OF_ONESELF.search(words):
        return False
    told = content_words(words)
    return len(told) >= _NEWS and not told & content_words(plain(known))


def _turned(sentence: str) -> str:
    """As the model was told it: "my desk" is "your desk"."""
    words = re.sub(r"\b(?:my|our)\b", "your", plain(sentence))
    return re.sub(r"\b(?:i|we)\b", "you", words)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """Every four words in a row that carry at least one word of their own."""
    words = tokens(plain(text))
    runs = (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
    return frozenset(run for run in runs if set(run) - STOPWORDS or _SECOND_PERSON & set(run))
