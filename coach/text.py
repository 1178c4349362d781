"""Plain text: folding names for comparison, and cutting prose into sentences without losing a character."""

import re
import unicodedata
from collections.abc import Iterator

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_SPACES = re.compile(r"\s+")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_NOT_NAME = re.compile(r"[^\w\s'’-]", re.UNICODE)
_LETTERS_WITHOUT_MARKS = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "ı": "i",
    }
)
# What `fold` makes of each ASCII character: most text is ASCII, and one table is ten times as fast as Unicode's.
_ASCII_FOLDED = {
    code: chr(code).lower() if chr(code).isalnum() or chr(code) in "_'-" else " " for code in range(128)
}
# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "rev",
        "sr",
        "jr",
        "vs",
        "e.g",
        "i.e",
        "etc",
        "approx",
        "no",
        "dept",
        "inc",
        "ltd",
        "co",
        "corp",
        "mt",
        "fr",
        "gen",
        "hon",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "tel",
        "ca",
        "bzw",
        "z.b",
    ]
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n+")
# What begins a line of its own, and is never the rest of a sentence that an editor wrapped.
_OWN_LINE = re.compile(r"\s*(?:[-*+>#|]|\d|\[\[?\d|\*\*|[\w -]{1,24}:(?:\s|$))")
_WRAPPED_FROM = 55
_WRAPPED_BEFORE_A_CAPITAL = 70


def fold(text: str) -> str:
    """Case, accents and stray punctuation removed, one space between words: "Inês  O'Neil" -> "ines o'neil"."""
    if text.isascii():
        return " ".join(text.translate(_ASCII_FOLDED).split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS_WITHOUT_MARKS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", _NOT_NAME.sub(" ", bare.replace("’", "'"))).strip().casefold()


def one_line(text: str) -> str:
    """Every run of white space and control characters becomes one space."""
    return _BLANKS.sub(" ", text).strip()


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; `text[start:end]` is a verbatim, stripped, non-empty piece.

    A line break ends a sentence, unless an editor wrapped a long line there; a full stop after an abbreviation or a
    single initial does not.
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "\n" and _is_wrapped(text, match.start()):
            continue
        if match.group().startswith("."):
            word = text[start : match.start()].rsplit(None, 1)[-1:] or [""]
            bare = word[0].lstrip("(\"'").casefold()
            if bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and word[0].isupper()):
                continue
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _is_wrapped(text: str, at: int) -> bool:
    """Whether the line break at `at` only wraps a sentence: a long line before it that ends nothing, words after it."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    most = _WRAPPED_FROM if text[at + 1 : at + 2].islower() else _WRAPPED_BEFORE_A_CAPITAL
    return len(line) >= most and line[-1] not in ".!?…:;" and not _OWN_LINE.match(text, at + 1)


def sentences(text: str) -> list[str]:
    """The sentences of `text`, verbatim."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield start + left, start + right
