"""What a sentence says once the hesitation is taken out of it: the same words for a shy and for a fluent speaker.

Everything the debrief measures is measured on `fluent` words, so that "um", "I guess" and "I'm a bit nervous" can
neither cost nor win anything.
"""

import re
from functools import cache
from itertools import pairwise

from coach.people.names import word_set
from coach.skills.rehearse.transcript import without_control
from coach.text import sentence_spans

_TYPED = {
    "im": "i'm", "ive": "i've", "ill": "i'll", "dont": "don't", "didnt": "didn't", "doesnt": "doesn't",
    "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't", "isnt": "isn't", "wasnt": "wasn't",
    "whats": "what's", "hows": "how's", "thats": "that's", "youre": "you're", "youve": "you've", "lets": "let's",
    "u": "you", "ur": "your", "thx": "thanks", "pls": "please", "havent": "haven't", "wheres": "where's",
    "whos": "who's", "theres": "there's", "its": "it's", "tho": "though", "ya": "you", "gonna": "going to",
    "wanna": "want to",
}  # fmt: skip
_TYPED_WORD = re.compile(r"\b(?:" + "|".join(_TYPED) + r")\b")

# With the comma after it, which is the pause's; a comma before it may be the sentence's own.
_SOUNDS = re.compile(r"\b(?:u+h*m+|u+h+|e+r+m*|h+m+|m{2,}|a+h+m+|a+h+|o+h+|eh)\b,?")
_NERVOUS = re.compile(
    r"\b(?:sorry,? )?(?:i'm|i am|i get|i feel|i'm feeling)(?: (?:a bit|a little|so|very|kind of|quite|really|always|just|pretty|rather))*"
    r" (?:nervous|shy|anxious)(?: (?:right now|today|tonight|here|about (?:this|talking|asking|it)))?(?=\s*(?:[,.;:!?-]|but\b|so\b|$)),?"
)
_SELF_REPAIR = re.compile(
    r"\b(?:sorry|no|wait),? (?=(?:i mean|what i mean|what i meant|let me (?:start|try|rephrase)|where was i)\b)"
    r"|\b(?:what i (?:mean|meant|want to say|'m trying to say) is|let me (?:start again|try again|rephrase(?: that)?)|where was i)\b,?"
)
_HEDGES = re.compile(
    r"\b(?:i (?:guess|suppose|mean|reckon|think|believe|feel like)|if (?:that|this|it) makes (?:any )?sense|to be honest|tbh|"
    r"if you know what i mean|if that's (?:ok|okay|all right|alright)|honestly|basically|actually|literally|maybe|perhaps|probably|"
    r"possibly|a (?:little )?bit|a little|just|really|quite|or something(?: like that)?|or whatever|somehow like)\b"
    r"|(?<!what )(?<!which )(?<!this )(?<!that )(?<!some )(?<!any )(?<!every )(?<!\ba )(?<!the )(?<!so )(?<!very )"
    r"\b(?:kind of|sort of|kinda|sorta)\b(?! you\b)"
)
_BRACKETED = re.compile(
    r"(?:^|(?<=[,;:]))\s*(?:well|so|like|you know|okay|ok|right|i don't know|idk|anyway|let's see|let me think|oh|yeah no)\s*(?=,)"
    r"|^\s*(?:well|so like|like|let's see|let me think)\b(?=\s)(?! (?:done|said|what|how|that|about|me|do|if|anyone|somebody|someone|any)\b)"
    r"|,\s*(?:well|like|you know|i don't know|idk|right)\s*(?=[.!?]*$)"
)
_STUTTER = re.compile(r"\b((?!very\b|bye\b|that\b|had\b|no\b|yes\b|ha\b)[a-z']+)(?:[\s,-]+\1\b)+")
_COMMAS = re.compile(r"\s*(?:,\s*)+")
_SPACES = re.compile(r"\s+")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PAUSE = re.compile(r"\.{2,}|…|[–—]|\s-\s")
_AFTER_A_SOUND = re.compile(r"\b(?:uh+m*|um+|er+m*|ah+m*|hm+)\W*$", re.IGNORECASE)
_TRAILING_PAUSE = re.compile(r"(?:\.{2,}|…)\s*$")

MAX_QUOTE_CHARACTERS = 240

STOPWORDS = word_set(
    """a about above after again against ago all almost alone already also although always am among an and
another any anybody anyone anything anyway are aren't around as ask asked asking at away back be
became because become been before began being between both but by came can can't cannot come coming
could couldn't day days did didn't different do does doesn't doing don't done down during each
either else enough even ever every everybody everyone everything far feel feeling felt few find
first for found from gave get gets getting give given go goes going gone good got great had hadn't
happen happened happens hard has hasn't have haven't having he he'd he'll he's hello her here here's
hers herself hey hi him himself his hope how how's however i i'd i'll i'm i've if in instead
interesting into is isn't it it'd it'll it's its itself keep kind knew know known knows last later
least less let let's like liked likes little long look looked looking looks lot lots love loved made
make makes making many may maybe me mean means met might mine more most mostly much must my myself
need needed needs never new next nice no nobody none nor not nothing now of off often oh ok okay old
on once one ones only or other others our ours out over own part people perhaps please point pretty
put quite rather really right said same saw say saying says see seem seemed seems seen she she'd
she'll she's should shouldn't since so some somebody someone something sometimes soon sorry sort
sound sounds start started still stuff such sure take taken takes taking talk talking tell than
thank thanks that that'd that'll that's the their theirs them themselves then there there's these
they they'd they'll they're they've thing things think thinking this those though thought three
through time times to today together told too took tried try trying two under until up upon us use
used using usually very want wanted wants was wasn't way ways we we'd we'll we're we've week weeks
well went were weren't what what's whatever when when's where where's whether which while who who's
whole whom whose why why's will with within without won't wonderful work worked working works would
wouldn't yeah year years yep yes yet you you'd you'll you're you've your yours yourself bit couple
end anymore guess hear heard wow cool glad happy mention mentioned moment place end bring brings
brought bye goodbye talked spend spent real true fun big small meet meeting"""
)

_STEM_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ings", "ing", "edly", "ers", "ed", "er", "es", "ly", "ors", "or", "s", "e")  # fmt: skip


@cache
def plain(text: str) -> str:
    """Lower case, straight apostrophes, typed short forms written out."""
    lowered = without_control(text).replace("’", "'").replace("‘", "'").replace("`", "'").lower()
    return _TYPED_WORD.sub(lambda match: _TYPED[match.group()], lowered)


@cache
def fluent(text: str) -> str:
    """A sentence in lower case without fillers, hedges, stutters and talk about being nervous."""
    words = _PAUSE.sub(", ", plain(text))
    words = _tidy(_SOUNDS.sub(" ", words))
    words = _tidy(_SELF_REPAIR.sub(",", words))
    words = _tidy(_NERVOUS.sub(",", words))
    for _ in range(3):
        before = words
        words = _tidy(_BRACKETED.sub(",", _HEDGES.sub(" ", words)))
        words = _STUTTER.sub(r"\1", words)
        if words == before:
            break
    return words


def tokens(text: str) -> list[str]:
    """The words of an already plain or fluent text."""
    return _TOKEN.findall(text)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry a topic."""
    return frozenset(
        stem(word) for word in tokens(text) if len(word) > 2 and word not in STOPWORDS and not word.isdigit()
    )


@cache
def stem(word: str) -> str:
    """A rough stem: enough to see that "teaching" and "teacher", "studied" and "study" are one topic."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def spoken_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a turn stand. A pause ("I work at... um... a bank") does not end a sentence."""
    spans: list[tuple[int, int]] = []
    clean = without_control(text)
    for start, end in sentence_spans(clean):
        if spans and _is_pause(clean, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def quote(text: str) -> str:
    """A piece short enough to show, cut at a space; still verbatim."""
    if len(text) <= MAX_QUOTE_CHARACTERS:
        return text
    return text[:MAX_QUOTE_CHARACTERS].rsplit(None, 1)[0]


def longest_shared_run(words: list[str], source: list[str]) -> int:
    """The length, in words, of the longest run that `words` copies from `source`."""
    best = 0
    lengths = [0] * (len(source) + 1)
    for word in words:
        before = 0
        for position, other in enumerate(source, start=1):
            before, lengths[position] = lengths[position], before + 1 if word == other else 0
            best = max(best, lengths[position])
    return best


def share_of_pairs(words: list[str], known: frozenset[str]) -> float:
    """The share of neighbouring word pairs in which neither word is known: 1.0 for keyboard noise."""
    pairs = list(pairwise(words))
    return sum(a not in known and b not in known for a, b in pairs) / len(pairs) if pairs else 0.0


def _is_pause(text: str, span: tuple[int, int], start: int) -> bool:
    if not _TRAILING_PAUSE.search(text[span[0] : span[1]]) or "\n" in text[span[1] : start]:
        return False
    if _AFTER_A_SOUND.search(text[span[0] : span[1]]):
        return True
    following = text[start : start + 3]
    return following[:1].islower() or following.startswith(("I ", "I'", "I’", "..", "…"))


def _tidy(words: str) -> str:
    words = _COMMAS.sub(", ", words)
    words = re.sub(r",\s*(?=[.!?])", "", words)
    return _SPACES.sub(" ", words).strip(" ,;:-")
