"""The shorthand of a hurried hand written out, so that what follows reads whole words: "mtg w/ Ana re: the rota"."""

import re

_CONTRACTED = {
    "hes": "he's", "shes": "she's", "hed": "he'd", "theyre": "they're", "weve": "we've", "im": "I'm", "ive": "I've", "didnt": "didn't",
    "dont": "don't", "doesnt": "doesn't", "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't", "wasnt": "wasn't",
    "isnt": "isn't", "hasnt": "hasn't", "havent": "haven't", "arent": "aren't", "werent": "weren't", "thats": "that's",
}  # fmt: skip
_SHORT = {
    "w/o": "without", "w/": "with", "b/c": "because", "bc": "because", "cuz": "because", "coz": "because",
    "re:": "about", "mtg": "meeting", "mtgs": "meetings", "bday": "birthday", "xmas": "Christmas", "ppl": "people", "thx": "thanks",
    "pls": "please", "plz": "please", "yr": "year", "yrs": "years", "wk": "week", "wks": "weeks", "hrs": "hours", "hr": "hour", "mins": "minutes",
    "dept": "department", "appt": "appointment", "mgr": "manager", "asst": "assistant", "conf": "conference",
    "approx": "about", "1:1": "one-to-one",
}  # fmt: skip
_WRITTEN = {**_CONTRACTED, **_SHORT}
_SHORTHAND = re.compile(
    rf"(?<![\w/'’])(?:{'|'.join(re.escape(short) for short in sorted(_WRITTEN, key=len, reverse=True))})(?![\w'’])(?<!re:(?=\S))"
    # "1st ref letter", "said id send it", "chased him 3x", "books + tea"
    r"|(?<!\w)w/(?=\w)|(?<=\bwhen\s)were(?=\s(?:in|at|on|away|out|off|up|down)\b)|^w(?=\s\w)|(?<=[a-z]\s)w(?=\s\w)|(?<=[a-z]\s)n(?=\s[a-z])|(?<=\d\s)min(?!\w)|\bcos(?=\s(?:i|he|she|we|they|it|of|the|my|her|his|no)\b)|\bref(?=\s(?:letter|for)\b)|(?<![\w'’])id(?=\s(?:[a-z]+\s(?:her|him|them|it|the|my|a)\b))|\b[2-9]x\b|(?<=\w)\s[+&]\s(?=[a-z])",
    re.IGNORECASE,
)
_TIMES = dict(zip("23456789", ("twice", *(f"{n} times" for n in ("three", "four", "five", "six", "seven", "eight", "nine"))), strict=True))  # fmt: skip


def in_full(text: str) -> str:
    """The text without shorthand: "sat w/ Ana b/c of the rain" is "sat with Ana because of the rain"."""
    return _SHORTHAND.sub(_full, text)


def _full(match: re.Match[str]) -> str:
    short = match[0].casefold()
    if short.strip() in {"+", "&"}:
        return " and "
    if short.endswith("x") and short[0] in _TIMES:
        return _TIMES[short[0]]
    alone = {
        "ref": "reference",
        "id": "I'd",
        "min": "minutes",
        "cos": "because",
        "w": "with",
        "n": "and",
        "were": "we're",
    }
    full = alone.get(short) or _WRITTEN[short] + " " * match.string[match.end() :][:1].isalnum()
    return full[0].upper() + full[1:] if match[0][0].isupper() else full
