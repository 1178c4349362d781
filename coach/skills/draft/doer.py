"""Whose deed a line of a note tells that names nobody: "Lent me her ladder", "Coffee with Ana", "Same class at school".

The recipient is marked in it already. What could be anybody's deed is nobody's: "gave the talk" gives None.
"""

import re

from coach.skills.draft.scenes import RECIPIENT as _R
from coach.skills.draft.scenes import together
from coach.skills.draft.verbs import (
    PAST_OF_THEIRS,
    PAST_TENSE,
    PRESENT,
    REPORTS,
    TO_SOMEBODY,
    TOGETHER,
    is_present,
)
from coach.text import one_line

_MEETING = re.compile(
    r"^(?:(?:had|shared|got|grabbed)\s+)?(?:an?\s+|our\s+|quick\s+|long\s+|short\s+|first\s+|good\s+|nice\s+|lovely\s+)*"
    r"(?P<what>(?:coffee|lunch|dinner|tea|breakfast|brunch|walk|call|phone\s+call|video\s+call|chat|talk|drinks?|beers?|pint|swim|ride|run|hike|picnic"
    r"|soup|curry|pizza|chips|cake|ice\s+cream|supper|game\s+of\s+\w+)(?:\s+and\s+(?:a\s+)?(?:coffee|lunch|tea|walk|chat|talk|swim|chips|cake|soup|pint|scones?|biscuits?|ice\s+cream))?)\s+"
    rf"(?:with|and\s+chat\s+with)\s+{_R}(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SPELL = re.compile(  # "10 minutes with Ana at the wine table"
    rf"^(?:had\s+|spent\s+)?(?P<long>(?:\d{{1,2}}|an?|two|three|five|ten|twenty|half\s+an)\s+(?:minutes?|hours?|days?))\s+with\s+{_R}(?P<rest>\s(?:at|in|on|by)\s.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MET = re.compile(
    rf"^(?:i\s+|we\s+)?(?:first\s+)?(?:met|got\s+to\s+know)(?:\s+up)?(?:\s+with)?(?:\s+{_R})?(?P<rest>\s.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TALKED = re.compile(
    rf"^(?:i\s+|we\s+)?(?P<verb>talked|spoke|chatted|emailed|skyped)\s+(?:(?:to|with)\s+{_R}\s*)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_RAN_INTO = re.compile(
    rf"^(?:i\s+|we\s+)?(?P<verb>ran|bumped)\s+into\s+{_R}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_ING = re.compile(
    r"^(?P<adverb>(?:now|currently|still)\s+)?(?P<word>looking|planning|training|working|learning|hoping|trying|studying|writing"
    r"|building|thinking|organi[sz]ing|starting|saving|moving|preparing|interested|into|keen|opening|launching|teaching"
    r"|running|reading|renovating|restoring|running|getting)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FAN = re.compile(
    r"^(?:an?\s+)?(?P<rest>(?:big|huge|keen|great)\s+(?:fan|reader|gardener|cook|runner|cyclist|baker|walker)\b.*)$",
    re.IGNORECASE,
)
_WITH_THEM = re.compile(
    rf"^(\w+(?:\s(?:(?!\bme\b|\bmy\b).)*?)?)\s+with\s+{_R}((?:\s+(?:in|at|on|for|from)\b.*)?)$", re.DOTALL
)
_SAME = re.compile(
    r"^(?:at\s+|in\s+|on\s+)?(?:the\s+)?same\s+(?P<what>[a-z]+(?:\s+(?:at|in|on)\s+(?:the\s+)?[\w'-]+)?)$",
    re.IGNORECASE,
)
_NOW_THEN = re.compile(
    rf"^(?:(?:(?:now|then|also|but|and|so|later|luckily|finally)|(?:afterwards?|meanwhile|once|again|(?:in\s+the|at\s+the|at)\s+(?:end|last))(?=,?\s{_R}),?)\s+)+(?={_R}|[a-z]+\s)",
    re.IGNORECASE,
)
_CLEFT = re.compile(rf"^it\s+was\s+{_R}\s+who\b", re.IGNORECASE)
_FRONTED = re.compile(  # "On 4 October he asked me": the day or the place before the subject
    rf"^(?:on|in|at|last|this|during|after|before|over)\s+[^,]{{1,40}}?,?\s+(?={_R}(?:\s|'s)|(?:we|I)\s)",
    re.IGNORECASE,
)
_WHEN_THEN = re.compile(  # "When it balanced he put a cake on my desk"
    rf"^(?:when|while|as\s+soon\s+as|after)\s(?:(?!\b(?:if|not|\w+n't)\b|{_R})[^,]){{3,50}},?\s(?={_R}\s(?:\w+ed|{'|'.join(sorted(PAST_OF_THEIRS | TO_SOMEBODY))})\b)",
    re.IGNORECASE,
)
_WHEN_OR_WHERE = re.compile(r"(?:in|from|at|last|this|after|early|to|and|as)\b", re.IGNORECASE)
_PLACED = re.compile(
    r"^(?P<place>first|second|third|fourth|runner-up|highly\s+commended)\s+(?=(?:at|in)\s+(?:the\s+)?[A-Z])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^(?:at|to|in|before|up|out|for|me|us)\b", re.IGNORECASE)
_FOR_ME = re.compile(r"\b(?:me|my|mine|us|our)\b", re.IGNORECASE)
_DETERMINER = re.compile(rf"^(?:an?|the|my|me|up|out|how|all|every|{_R}'s)\b", re.IGNORECASE)
_BESIDE = re.compile(
    rf"^(?:I\s+|{_R}\s+)?(?:sat|sit|sits)\s+(?P<where>next\s+to|beside|opposite|across\s+from|behind|in\s+front\s+of)\s+(?:me\b|{_R})(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_MY_OWN = re.compile(
    r"(?<!if )(?<!whether )\bI(?:'(?:d|ll|m|ve)|\s+(?:would|will|was|am|had|have))\b", re.IGNORECASE
)


def with_doer(text: str) -> str | None:
    """The line with "we", "I" or the recipient as its subject; None when it could be anybody."""
    text = _FRONTED.sub("", _WHEN_THEN.sub("", _CLEFT.sub(_R, text)))
    if match := _MEETING.match(text):
        what = one_line(match["what"]).casefold()
        first = what.split(" and ")[0].split(" of ")[0]
        article = (
            "a "
            if first
            in {
                "walk",
                "call",
                "phone call",
                "video call",
                "chat",
                "talk",
                "pint",
                "swim",
                "ride",
                "run",
                "hike",
                "picnic",
                "game",
            }
            else ""
        )
        return f"we had {article}{what}{match['rest']}"
    if match := _SPELL.match(text):
        return f"we had {match['long'].lower()} together{match['rest']}"
    if match := _MET.match(text):
        rest = re.sub(rf"\swith\s{_R}'s\s.*$", "", match["rest"])  # "at the gate with her new boots"
        return f"we met{rest}" if _R not in match["rest"][:3] else None
    if beside := _BESIDE.match(text):
        # Who sat next to whom is one memory of both; behind and in front is not.
        return f"we sat {beside['where']} each other{beside['rest']}" if beside["where"][:2] in {"ne", "be", "op", "ac"} and beside["where"] != "behind" else None  # fmt: skip
    # "Spoke at the conference" says nothing of the two together.
    if (match := _TALKED.match(text)) and match["rest"] and not _ELSEWHERE.match(match["rest"]):
        # "Spoke two minutes with her at the fair": who is with her is "we" already.
        rest = re.sub(rf"\s(?:to|with)\s+{_R}(?!')", "", match["rest"], count=1)
        return f"we {match['verb'].lower()} {rest}"
    if match := _RAN_INTO.match(text):
        return f"I {match['verb'].lower()} into you{match['rest']}"
    if same := _SAME.match(text):
        return f"we had the same {same['what']}"
    if scene := together(text):
        return scene
    if re.match(r"shared\s+an?\s", text, re.IGNORECASE):
        return f"we {text[0].lower()}{text[1:]}"
    text = _NOW_THEN.sub("", text)
    first, _, rest = text.partition(" ")
    word = first.casefold()
    if first.startswith(_R) or word in {"we", "our"} or word.rstrip("'dve") == "i":
        return text
    if match := _PLACED.match(text):
        return f"you came {match['place'].lower()} {text[match.end() :]}"
    if match := _ING.match(text):
        return f"you are {match['adverb'] or ''}{match['word'].lower()}{match['rest']}"
    if match := _FAN.match(text):
        return f"you are a {match['rest'][0].lower()}{match['rest'][1:]}"
    lower = f"{word} {rest}"
    if word in {"is", "has", "was"} or (word in PRESENT and not rest.startswith(_R)):
        return f"{_R} {lower}"
    if is_present(word) and _DETERMINER.match(rest):
        return f"{_R} {lower}"
    to_them = rest.startswith(_R) and not rest.startswith(f"{_R}'s")
    if to_them and word in {"phoned", "called", "rang", "emailed", "texted", "visited", "saw"}:
        return f"I {lower}"
    if (joint := _WITH_THEM.match(lower)) and (
        word.endswith("ed") or word in PAST_OF_THEIRS or word in PAST_TENSE.values()
    ):
        return f"we {joint[1]} together{joint[2]}"
    if to_them and word in PAST_OF_THEIRS | TO_SOMEBODY:
        return f"I {lower}"
    # "Proofread the report", "gave the talk": without a word of who got it, nobody can tell who did.
    if word in TO_SOMEBODY and not _FOR_ME.search(rest):
        return None
    if word == "retired" and re.match(r"[a-z]", rest) and not _WHEN_OR_WHERE.match(rest):
        return None  # "retired bus driver" is what somebody is
    if word in REPORTS and _MY_OWN.search(rest) and not _FOR_ME.match(rest):
        return None  # "said I'd think": who says so of themselves is the user
    if word in PAST_OF_THEIRS | TO_SOMEBODY | REPORTS:
        return f"{_R} {lower}"
    if word in {"promised", "offered"}:
        if to_them or re.search(rf"^to\s+\w+\s+{_R}", rest):
            return f"I {lower}"
        return f"{_R} {lower}" if re.search(r"\b(?:me|my)\b", rest) else None
    if word in TOGETHER and re.search(r"\btogether\b", rest):
        return f"we {lower}"
    if word.endswith("ed") and re.search(r"\b(?:me|my|with us)\b", rest):
        return f"{_R} {lower}"
    return None
