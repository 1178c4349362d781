"""Words a short kind letter may use without claiming anything, and the cutting of sentences into such words."""

import re

from coach.text import MONTHS, WEEKDAYS, fold

_FUNCTION = """
a an the this that these those there here it its itself i me my mine myself you your yours yourself we us our ours
and or but so if then than as because while when whenever where what which who how why whether although though
of to in on at by for from with without about into over under near around up out off down after before until since
am is are was were be been being do does did done doing have has had having can could will would shall should may
might must not no nor yes don't didn't won't wouldn't can't couldn't isn't wasn't aren't i'm i'd i'll i've you're
you'd you'll you've we'd we'll we've it's that's there's let's any some one ones all both each every either neither
more most less least much many few little bit lot very too also just only even still again ever never now soon
already yet back away once other another same such own else anyway through between during
"""
# Words of asking, offering, thanking, wishing and leaving a way out. None of them says anything about a person.
_LETTER = """
hi hello dear hey thanks thank thankful grateful gratitude appreciate wish wishes wishing best warm warmly regards
hope hoping glad happy pleased delighted lovely nice great good well better kind love like enjoy look looking forward
see seeing hear hearing know knowing think thinking thought thoughts tell say said talk talking chat word words
ask asking question questions answer answers reply write writing message note line touch get getting keep go going
come coming make making take taking give giving share sharing help helping helpful use useful send sending let
meet meeting catch catching join joining invite inviting lunch coffee tea walk call bite eat drink treat quick short
small simple brief easy minute minutes half hour time times day days moment week weekend sometime someday whenever anytime
month free busy full plate schedule calendar suit suits work works fit fits place near nearby spot somewhere anywhere
open willing able ready possible maybe perhaps fine okay ok alright sure absolutely totally completely perfectly
worry worries pressure rush hurry need needed obligation reason idea ideas interest interested interesting advice view
mind minds happen happens plan plans planning try trying start started next new old last first long while far way thing
things something anything nothing everything someone anyone somebody anybody people person kindly feel feels feeling
mean means meant meaningful lot deal care really truly simply please want wanted would return favour favor turn side
right wrong late early later sooner otherwise instead too part end real true deserve deserved well-deserved
congratulations congrats news celebrate proud cheers luck enjoying rest bring brings brought point welcome decline
unfortunately cannot able join pass made read reading wonder wondering curious reach reaching contact connect touch
introduce introduction introduced pass paragraph below forward goal aim step steps moving learn learning experience
request sit nobody plenty drop quiet plainly patience stays possibly ahead understand matter matters comfortable convenient offer exchange pleasure remember remembered chance
sound sounds works talked spoke met told mentioned since changed change today ask asked put happily gladly
"""
_PROTECT = {word for word in (*MONTHS, *WEEKDAYS) if word != "may"}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SUFFIXES = (
    "ations",
    "ation",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "ied",
    "es",
    "ly",
    "s",
    "'s",
    "’s",
    "er",
    "e",
    "y",
)


_ONE_VERB = {
    form: base
    for base, forms in {
        "go": "goes went gone", "tell": "told", "say": "said", "give": "gave given", "lend": "lent", "send": "sent",
        "meet": "met", "run": "ran", "win": "won", "teach": "taught", "write": "wrote written", "take": "took taken",
        "make": "made", "begin": "began begun", "buy": "bought", "build": "built", "lead": "led", "grow": "grew grown",
        "know": "knew known", "bring": "brought", "find": "found", "get": "got gotten", "keep": "kept", "leave": "left",
        "think": "thought", "do": "does did done", "come": "came", "hear": "heard", "speak": "spoke spoken", "feel": "felt",
        "drive": "drove driven", "show": "shown", "read": "reads", "see": "saw seen",
    }.items()
    for form in forms.split()
}  # fmt: skip


def stem(word: str) -> str:
    """A word without its ending, good enough to see that "starting" and "started" are one word."""
    bare = fold(word).removesuffix("'s").replace("-", "")
    bare = _ONE_VERB.get(bare, bare)
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
            bare = bare[: -len(suffix)]
            break
    return bare[:-1] if len(bare) > 3 and bare[-1] == bare[-2] else bare


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(text.replace("’", "'"))


FUNCTION_STEMS = frozenset(stem(word) for word in _FUNCTION.split())
LETTER_STEMS = FUNCTION_STEMS | frozenset(stem(word) for word in _LETTER.split())


def content_stems(text: str) -> set[str]:
    """The stems that carry meaning: everything but the grammar."""
    return {stem(word) for word in words(text)} - FUNCTION_STEMS


def claim_stems(text: str) -> set[str]:
    """The stems that say something of the world: neither grammar nor the courtesies of a letter."""
    found = set()
    for word in words(text):
        root = stem(word)
        if fold(word) in _PROTECT or root not in LETTER_STEMS:
            found.add(root)
    return found
