"""Reads a goal: what it is about, whether it is a career move, who must not hear of it, and whether it is kind.

Rules only, English only. Knows the words of the goal and not the people in the book.
"""

import re
from dataclasses import dataclass

from coach.errors import EmptyInput, TooLarge, UsageError
from coach.people.names import word_set
from coach.people.profile import WISHED
from coach.text import one_line

_LONGEST = 20_000  # characters; more is a pasted document and not a goal
_READ = 600  # of a long goal, its first sentences say what it is about
_WISH = re.compile(
    r"^\W*(?:(?:my\s+(?:big\s+|next\s+|secret\s+)?(?:goal|dream|plan|wish|aim)\s+is\s+(?:to\s+)?|"
    r"(?:i|we)(?:['’]d|\s+would)?\s+(?:really\s+|very\s+much\s+|also\s+|finally\s+|just\s+)*(?:want(?:\s+to)?|like\s+to|love\s+to|need(?:\s+to)?|wish\s+to|hope\s+to|plan\s+to|intend\s+to|"
    r"am\s+(?:hoping|trying|planning|looking)\s+(?:to|for)|have\s+to|should|must|dream\s+of)\s+|"
    r"i['’]?m\s+(?:hoping|trying|planning|looking|thinking)\s+(?:to|for|of|about)\s+|"
    r"(?:please\s+)?help\s+me\s+(?:to\s+)?|(?:how\s+(?:can|do)\s+i|who\s+(?:can|could|should)(?:\s+\w+){0,3}\s+(?:about|help\s+me(?:\s+to)?))\s+|"
    r"(?:to|try\s+to|finally|maybe|perhaps|get\s+help\s+(?:to|with))\s+)\s*)+",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"^(?:(?:move|get|break|switch|change|go|transition|grow|come)\s+(?:over\s+|back\s+|more\s+)?(?:in)?to\s+|get\s+(?:a|an|some|my|into|hold\s+of)\s+(?:first\s+|new\s+)?|"
    r"(?:find|get|land|look\s+for|search\s+for)\s+(?:(?:a|an|some|my|me|another|somebody|someone|people|new|first|other)\s+)*|"
    r"(?:work|be|start|volunteer)\s+(?:in|as|for|at|with)\s+(?:an?\s+|the\s+)?|become\s+(?:an?\s+|the\s+)?|learn\s+(?:about|how\s+to|to|more\s+about)?\s*|"
    r"(?:start|open|found|launch|set\s+up|build|run|create|try|do|have|join|make|know\s+more\s+about)\s+(?:an?\s+|my\s+|the\s+)?(?:own\s+)?|meet\s+(?:people|somebody|someone)\s+(?:who|from|in)\s+)",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"\b(?:leave|leaving|quit(?:ting)?|resign(?:ing)?(?:\s+from)?|get\s+(?:away|out)\s+(?:from|of)|hand\s+in\s+my\s+notice|give\s+up|escape(?:\s+from)?|"
    r"(?:change|switch|move|transition|go)(?:\s+\w+)?\s+from|look(?:ing)?\s+(?:around\s+)?for\s+another\s+(?:job|employer|position))\b",
    re.IGNORECASE,
)
_LEAVING_WORK = re.compile(
    r"\b(?:leave|leaving|quit(?:ting)?|resign\w*|get\s+out\s+of|hand\s+in|give\s+up|escape)\b[^.;]{0,40}\b"
    r"(?:job|work|position|company|firm|employer|boss|office|notice|desk|ward|team|department|school|bank|practice|hospital|agency|post|shipping|lab|laboratory|studio|clinic|shop|kitchen|factory|university|college|museum|theatre|here)\b|"
    r"\bresign\w*\b|\bquit(?:ting)?\s*(?:$|[.,;])|\banother\s+(?:job|employer|position)\b|\b(?:new|different|better)\s+(?:job|employer|position)\b|\bchange\s+(?:jobs?|employers?)\b|"
    r"\b(?:want|wish|going|plan|decided|intend)\s+to\s+(?:leave|quit|go)\s*(?:$|[.,;])|\b(?:i['’]?m|i\s+am)\s+(?:leaving|quitting)\b",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(
    r"^.*?\b(?:leave|leaving|quit|quitting|resign(?:\s+from)?|get\s+out\s+of|escape(?:\s+from)?|change(?:\s+\w+)?\s+from|switch(?:\s+\w+)?\s+from|move(?:\s+\w+)?\s+from|go\s+from|give\s+up)\b.*?"
    r"(?:,\s*(?:and\s+)?|\s+(?:to|for|and|into|towards)\s+)(?=\S)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"[,;.]?\s*(?:\band\s+|\bbut\s+)?(?:(?:my|the)\s+(?:boss|chief|superior|manager|supervisor|employer|team|colleagues?|company|co-?workers?)\b[^,.;]*\b(?:must|should|may|can|is|are|do|does)(?:\s+not|n['’]t|not)\b[^,.;]*|"
    r"\bwithout\s+(?:my\s+|the\s+|any\s+of\s+my\s+)?(?:boss|manager|supervisor|employer|team|colleagues?|company|anyone|anybody|them|work)\b[^,.;]*|\b(?:no\s*body|no\s+one)\s+at\s+work\b[^,.;]*|"
    r"\b(?:confidential(?:ly)?|in\s+secret|secretly|discreetly|on\s+the\s+quiet|quietly\s+look\w*|keep\s+(?:it|this)\s+(?:secret|quiet|to\s+myself)|do(?:n['’]t|\s+not)\s+tell\s+\w+(?:\s+\w+)?)\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:promot(?:ed|ion)|pay\s+rise|(?:a|my)\s+raise|more\s+(?:pay|responsibility)|get\s+on\s+(?:better\s+)?with\s+my\s+(?:boss|manager|supervisor))\b",
    re.IGNORECASE,
)
_NOT = r"(?:(?:must|should|may|can|could|need|is|are|do|does)(?:\s+not|n['’]?t|['’]t)|cannot)"
_HEARS = r"(?:know|hear|learn|find\s+out|be\s+told|get\s+wind|notice|suspect)"
_HIDDEN = re.compile(
    r"\bwithout\s+(?:telling\s+)?[^,.;]{1,60}?(?:\s+(?:knowing|hearing|learning|finding\s+out|noticing)\b[^,.;]*|(?=[,.;]|$))|"
    rf"(?:^|[,.;]|\band\b|\bbut\b)\s*(?:[\w'’-]{{1,30}},\s*){{0,3}}[^,.;]{{1,50}}?\s{_NOT}\s+(?:(?:to|yet|ever)\s+){{0,2}}{_HEARS}\b[^,.;]*|"
    r"(?:^|[,.;]|\band\b|\bbut\b)\s*[^,.;]{1,50}?\s(?:must|should|may|can)\s+(?:know|hear|learn)\s+nothing\b[^,.;]*|"
    rf"(?:^|[,.;])\s*[^,.;]{{0,40}}?\b(?:nobody|no\s+one)\s+(?:must|should|may|can)\s+{_HEARS}\b[^,.;]*|"
    r"\b(?:nobody|no\s+one)\s+(?:of|in|from|at|on)\s+[^,.;]{1,50}?\s(?:may|must|should|can)\b[^,.;]*|\bdo(?:n['’]t|\s+not)\s+tell\s+[^,.;]+|\bkeep\s+(?:it|this)\s+from\s+[^,.;]+|"
    r"\bnot\s+a\s+word\s+(?:of\s+it\s+)?(?:to|a?round|in|at)\s+[^,.;]+|\b(?:do(?:n['’]t|\s+not)\s+want|not)\s+(?:it|this)\s+all\s+(?:over|round|around)\s+[^,.;]+",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:know|knowing|hear|hearing|learn\s+of|learning\s+of|told|tell|telling|find(?:ing)?\s+out|get(?:ting)?\s+wind|notic\w+|suspect\w*|from\s+my|a\s+word|all\s+over)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:leav(?:e|ing)|quit(?:ting)?|stop(?:ping)?|resign(?:ing)?|get(?:ting)?\s+out|giv(?:e|ing)\s+up|escap(?:e|ing)|work(?:ing)?\s+(?:at|in|for))\s+"
    r"([^,.;]{1,60}?)(?=\s+(?:for|and|to|so|but|because|without|now)\b|[,.;]|$)",
    re.IGNORECASE,
)
_OWN_KIN = re.compile(
    r"\bthe\s+family\b|\bmy\s+(?:\w+\s+)?(?:husband|wife|partner|boyfriend|girlfriend|parents|mother|father|mum|dad|family|in-?laws|brothers?|sisters?|aunts?|uncles?|cousins?)\b",
    re.IGNORECASE,
)
_CAREER = re.compile(
    r"\b(?:jobs?|work(?:ing)?\s+(?:in|on|for|as|at|with|from)|career|profession(?:al)?|position|employ\w*|hire[ds]?|promotion|industry|field|sector|company|freelanc\w*|apprentic\w*|intern\w*|trainee|cv|interviews?|salary|"
    r"move\s+into|get\s+into|break\s+into|switch\w*|become|(?:change|move|transition)\s+(?:from|to\s+an?\b)|change\s+to|retrain\w*|role)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:get\s+(?:back\s+at|even\s+with)|take\s+revenge|revenge|pay\s*back\s+(?:for|to)\s+what|make\s+(?:him|her|them|my\s+\w+|(?-i:[A-Z]\w+))\s+(?:pay|suffer|regret|cry|lose\s+\w+\s+job)|"
    r"(?:ruin|destroy|humiliate|blackmail|threaten|punish|hurt|harm|stalk|sabotage|bully|expose|spy\s+on|harass|frame|poison|kill|beat\s+up|intimidate|manipulate|trick|scam|defraud|cheat|con)\s+(?:him|her|them|my|the|a|an|our|his|someone|somebody|people|old|(?-i:[A-Z]\w+))|"
    r"get\s+(?:him|her|them|my\s+\w+|(?-i:[A-Z]\w+))\s+(?:fired|sacked|in\s+trouble|arrested|deported)|(?:track\s+down|find\s+out\s+where|follow|win\s+back|get\s+back\s+(?:together\s+)?with)\s+(?:my\s+)?(?:\w+\s+)?ex\b|"
    r"where\s+my\s+ex\b|steal\s+(?:from|the|my|a)\b|spread\s+(?:rumou?rs|lies)|teach\s+(?:him|her|them)\s+a\s+lesson)",
    re.IGNORECASE,
)  # fmt: skip
_NOT_HARM = re.compile(
    r"\b(?:stop|prevent|protect|against|recover|heal|survivors?|victims?|without|avoid|not\s+to|never)\b",
    re.IGNORECASE,
)
_WITHAL = re.compile(
    r"\s+(?:(?:together\s+)?with\s+my\s+\w+|in\s+my\s+(?:free|spare)\s+time|one\s+day|some\s+day|of\s+my\s+own|this\s+year|next\s+year|before\s+i\b.*)$",
    re.IGNORECASE,
)
_DOUBLED = word_set("begin cut get put quit run set stop swap transfer travel win")
_LIGHT = word_set(
    "i my me we our a an the to of for in on at as with by from into onto and or but so that which who some any new own other another "
    "one day maybe perhaps time free bit little more most very really small first small-scale good better best nice great want like "
    "find get make start do be have go become work working job jobs career position role employment profession second somebody someone "
    "people person who can could would help learn try move change join look looking open found quieter calm calmer without less "
    "it its this these those am is are was will using use about out up"
)


@dataclass(frozen=True)
class Goal:
    """A goal as it was understood.

    `topic` is what it is about in a few of the user's words; `words` the words of it that carry meaning; `doing` is it
    as it fits behind "about": "moving into renewable energy".
    `secret` means that nobody at work may hear of it, `hidden_from` holds the words that say from whom to keep it. `career` is a move at work; `leaving` means that the present employer must not hear of it; `within` is a wish that
    the present employer has to hear, such as a promotion. `left` holds the words for what the user wants to leave, and
    `from_kin` is whether the user's own family must not hear of it.
    """

    text: str
    topic: str
    words: str
    doing: str
    career: bool
    leaving: bool
    secret: bool
    hidden_from: str
    within: bool
    left: str = ""
    from_kin: bool = False


def read_goal(text: str) -> Goal:
    """What a goal is about.

    Raises:
        EmptyInput: no letter in it.
        TooLarge: longer than any goal.
        UsageError: it is meant to hurt somebody; the message says what the coach can do instead.
    """
    if not any(letter.isalpha() for letter in text):
        raise EmptyInput(
            f"{text.strip()[:60]!r} is not a goal yet. Say it in a sentence, such as 'learn to draw'."
        )
    if len(text) > _LONGEST:
        raise TooLarge(
            f"The goal has {len(text):,} characters; {_LONGEST:,} is the most. One or two sentences are enough."
        )
    plain = one_line(text)
    harm = _HARM.search(plain)
    if harm and not _NOT_HARM.search(plain[: harm.start()]):
        raise UsageError(
            f"Nobody from your book will be suggested for {plain[:80]!r}: it is about hurting or chasing somebody. "
            "If something was done to you, try a goal such as 'find somebody to talk it over with' or 'get advice on my rights'."
        )
    read = plain[:_READ]
    secret = bool(_SECRET.search(read))
    hidden_from = " ".join(_HIDDEN.findall(read)) if secret or _KEEPS.search(read) else ""
    topic = _topic(_SECRET.sub(" ", _HIDDEN.sub(" ", read) if hidden_from else read))
    # In a long goal, only what it asks for first decides; in a short one, every word does.
    words = [word for word in re.findall(r"[\w'’-]+", topic) if word.casefold() not in _LIGHT]
    leaving = secret or bool(_LEAVING_WORK.search(read))
    career = leaving or bool(_CAREER.search(read))
    return Goal(
        text=plain,
        topic=topic,
        words=" ".join(words[:24]) or topic,
        doing=_doing(_SECRET.sub(" ", _HIDDEN.sub(" ", read) if hidden_from else read)),
        career=career,
        leaving=leaving,
        secret=leaving or (career and bool(hidden_from)),
        hidden_from=hidden_from,
        left=" ".join(_LEFT.findall(read)) if leaving else "",
        from_kin=bool(hidden_from) and bool(_OWN_KIN.search(read)),
        within=not leaving and bool(_WITHIN.search(read)),
    )


def _topic(text: str) -> str:
    core = _WISH.sub("", one_line(text)).strip(" .,;!?")
    if _LEAVE.search(core):
        core = _LEFT_BEHIND.sub("", core, count=1)
        core = _WISH.sub("", core)
    stripped = _WITHAL.sub("", _VERB.sub("", core)).strip(" .,;!?")
    return stripped or core or one_line(text)


def _doing(text: str) -> str:
    """The goal behind "about", said to the user: "opening a small bakery of your own"; "your goal" where that fails."""
    core = _WISH.sub("", one_line(text)).strip(" .,;!?")
    core = re.split(r"[.;:!?]|,\s|\s+(?:and|because|so\s+that|but)\s+", core, maxsplit=1)[0]
    first, _, rest = core.partition(" ")
    verb = first.casefold()
    rest = re.sub(
        r"\b(my|me|I)\b", lambda found: {"my": "your", "me": "you"}.get(found[0].lower(), "you"), rest
    )
    if verb not in WISHED or len(core.split()) > 12:
        return "your goal"
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing {rest}".strip()
    return f"{verb[:-1] if verb.endswith('e') and not verb.endswith('ee') else verb}ing {rest}".strip()
