"""How a text reads: its sentences, its words, its grade, its language, and the words that rest on no source."""

import re
import tomllib
from functools import cache

from cases import HERE, Case, folded
from when import MONTHS, TODAY, WEEKDAYS, namable

_STEM_LETTERS = 5
_FEWEST_BARE_WORDS = 2
_SPAN = re.compile(r"\b(?:\d{1,2}|three|four|five|ten|fifteen|twenty|thirty)[- ]minutes?\b", re.IGNORECASE)
_NAMED_FIRST = re.compile(
    r"\w+(?:'s|\s+(?:is|was|has|had|told|said|says|and|would|will|knows|thinks|gave|sent|wants)\b)"
)
_CAPITALS = frozenset({"linkedin", "ok", "pm", "am", "p", "s", "ps"})
_OPEN = re.compile(r"\?|\b(?:would|could|can|may|might|if|i'd|whether|glad to|happy to)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]\s+|\s+(?:and|but|so)\s+(?=(?:i|you|we|it|that)\b)", re.IGNORECASE)
_ABOUT_THEM = re.compile(r"\b(?:you|your|yours|we|our|us)\b", re.IGNORECASE)
_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand")  # fmt: skip
_AGO = {name: str(at) for at, name in enumerate(_NUMBERS[:10], 3)}
_STOPWORDS = {
    "en": {"the", "and", "you", "your", "to", "of", "for", "is", "it", "that", "i", "me", "with", "if", "a"},
    "de": {
        "und",
        "ich",
        "sie",
        "du",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "mir",
        "für",
        "mit",
        "ist",
        "nicht",
        "ihr",
    },
    "es": {
        "y",
        "que",
        "el",
        "la",
        "los",
        "tu",
        "te",
        "por",
        "para",
        "con",
        "un",
        "una",
        "me",
        "si",
        "gracias",
        "de",
    },
    "fr": {
        "et",
        "je",
        "vous",
        "tu",
        "le",
        "la",
        "les",
        "pour",
        "que",
        "est",
        "une",
        "un",
        "de",
        "ton",
        "votre",
    },
    "hu": {"és", "a", "az", "hogy", "nem", "is", "egy", "köszönöm", "meg", "neked", "kedves"},
}
_SAID_OF_THEM = re.compile(
    r"\b(?:you|we)(?:'ve| have| had| both| so| kindly| once| also| first| once| even|\s\w+ly)*\s+"
    r"(told|said|mentioned|wrote|explained|talked|spoke|asked|gave|lent|sent|shared|brought|bought|helped|taught|showed|fixed|"
    r"worked|introduced|invited|promised|recommended)\b",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    """The sentences, one a row or more."""
    return [
        one.strip() for row in text.splitlines() for one in re.split(r"(?<=[.!?])\s+", row) if one.strip()
    ]


def grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid et al. 1975); syllables are counted as groups of vowels."""
    words = re.findall(r"[^\W\d_]+(?:'\w+)?", text)
    if not words:
        return 0.0
    return (
        0.39 * len(words) / max(1, len(sentences_of(text)))
        + 11.8 * sum(map(_syllables, words)) / len(words)
        - 15.59
    )


def _syllables(word: str) -> int:
    plain = folded(word)
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = (plain.endswith("e") and not plain.endswith(("le", "ee"))) or (
        plain.endswith("ed") and not plain.endswith(("ted", "ded"))
    )
    return max(1, groups - silent)


def language_of(text: str) -> str:
    """The language with the most of its small words in the text; "" where there are too few to tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {name: sum(word in small for word in words) for name, small in _STOPWORDS.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= 3 else ""


def unsupported(text: str, case: Case) -> tuple[str, ...]:
    """Names, numbers and dates that do not stand in the sources."""
    known = _stems(case.sources)
    dates = namable(case.sources)
    found = []
    for sentence in sentences_of(text):
        for at, token in enumerate(re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", sentence)):
            word = re.sub(r"[’']s$", "", token)
            plain = folded(word)
            if word.isdigit() or plain in _NUMBERS:
                right = plain in dates or _number_stands(plain, case.sources) or bool(_SPAN.search(sentence))
            elif re.search(r"\d", word):  # "B2", "A3", "9:00"
                right = plain in folded(case.sources)
            elif plain in WEEKDAYS or (plain in MONTHS and word[0].isupper()):
                right = plain in dates
            elif word[0].isupper() and len(word) > 1 and (at > 0 or _NAMED_FIRST.match(sentence)):
                right = plain.startswith("i'") or _known(plain, known | (_CAPITALS if at else _everyday()))
            else:
                right = True
            if not right:
                found.append(word)
    return tuple(dict.fromkeys(found))


def bare_words(text: str, case: Case) -> tuple[str, ...]:
    """Plain words of statements about the other that rest on nothing, where a clause has two or more of them."""
    known = _stems(case.sources) | _everyday()
    found: list[str] = []
    clauses = (
        clause
        for sentence in sentences_of(text)
        if not _OPEN.search(sentence)
        for clause in _CLAUSE.split(sentence)
    )
    for clause in clauses:
        if not _ABOUT_THEM.search(clause):
            continue
        words = [word for word in re.findall(r"[^\W\d_]{4,}", clause) if word[0].islower()]
        bare = [word for word in words if not _known(folded(word), known)]
        found += bare if len(set(bare)) >= _FEWEST_BARE_WORDS else []
    return tuple(dict.fromkeys(found))


def claims_without_source(text: str, case: Case) -> tuple[str, ...]:
    """Deeds said of the other ("you lent", "we talked") of which the notes hold no word of the kind."""
    groups = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))["deeds"]
    noted = set(re.findall(r"[^\W\d_]+(?:-\w+)?", case.sources.lower()))
    found = []
    for hit in _SAID_OF_THEM.finditer(text):
        verb = hit[1].lower()
        kin: set[str] = set().union(*(group for group in groups.values() if verb in group)) | {verb}
        if not kin & noted:
            found.append(hit[0])
    return tuple(found)


def _number_stands(word: str, sources: str) -> bool:
    digits = {number: name for name, number in _AGO.items()}
    years = re.findall(r"(?:19|20)\d\d", sources)
    if word in _AGO and any(str(TODAY.year - int(year)) == _AGO[word] for year in years):
        return True
    forms = {word, digits.get(word, word), *(number for number, name in digits.items() if name == word)}
    return any(re.search(rf"(?<!\d){re.escape(form)}(?!\d)", sources, re.IGNORECASE) for form in forms)


def _known(plain: str, known: frozenset[str]) -> bool:
    if plain in known or plain[:_STEM_LETTERS] in known:
        return True
    shorter = re.sub(r"(?:ing|ed|es|s|ly|er|e|y|ies)$", "", plain)
    return len(shorter) >= 3 and shorter[:_STEM_LETTERS] in known


@cache
def _stems(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in re.findall(r"[^\W\d_]+(?:[’'][^\W_]+)*", text):
        plain = folded(word)
        found |= {
            plain,
            plain[:_STEM_LETTERS],
            re.sub(r"(?:ing|ed|es|s|ly|er|e|y|ies)$", "", plain)[:_STEM_LETTERS],
        }
    return frozenset(found)


@cache
def _everyday() -> frozenset[str]:
    words = (HERE / "everyday.txt").read_text(encoding="utf-8").split()
    return frozenset(folded(word) for word in words)
