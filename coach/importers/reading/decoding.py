"""Bytes become text without mojibake, or a sentence says why they are not text.

UTF-8 and byte order marks are certain; for anything else `code_pages` finds the likeliest of the old encodings.
"""

import codecs
import re
from dataclasses import dataclass

from coach.importers.reading.code_pages import likely_code_page
from coach.importers.reading.not_notes import by_first_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EMPTY = "empty; if there should be something in it, save or export it again"
_DOUBLED = re.compile(r"[ÃÂâÅÄÐÑ][\u0080-\u00bf\u2018-\u203a\u20ac\u0152-\u0192\u02c6\u02dc]")


@dataclass(frozen=True)
class Decoded:
    """Either `text` in `encoding`, or the `problem` as the end of the sentence "this is ..."."""

    text: str
    encoding: str
    problem: str = ""


def decode(content: bytes) -> Decoded:
    """The text of a file, with one kind of line end and without the byte order mark. Never raises."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        return Decoded("", "", _EMPTY)
    if what := by_first_bytes(content):
        return Decoded("", "", what)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _finished(content.decode(encoding, errors="replace"), encoding)
    wide = _wide_encoding(content)
    if wide:
        return _finished(content.decode(wide, errors="replace"), wide)
    if content.count(b"\x00") > len(content) // 200 or _control_share(content) > 0.02:
        return Decoded("", "", "not text (binary); only words can be read")
    try:
        return _finished(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mostly = _mostly_utf8(content)
    if mostly is not None:
        return _finished(mostly, "utf-8")
    encoding = likely_code_page(content)
    return _finished(content.decode(encoding, errors="replace"), encoding)


def repaired(text: str) -> str:
    """UTF-8 that somebody read as Latin-1 ("JosÃ©") becomes what it was; anything else stays as it is."""
    if not _DOUBLED.search(text) and not re.search(r"[ÃÂâÅÄÐÑ][\u0080-\u00ff]", text):
        return text
    for code_page in ("latin-1", "cp1252"):
        try:
            return text.encode(code_page).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _finished(text: str, encoding: str) -> Decoded:
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").removeprefix("\ufeff")
    if _DOUBLED.search(clean):
        clean = repaired(clean)
    # Half of a surrogate pair is no character: it could not be stored.
    clean = clean.encode("utf-8", errors="replace").decode("utf-8")
    return Decoded(clean, encoding) if clean.strip() else Decoded("", "", _EMPTY)


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of western text is zero."""
    sample = content[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _control_share(content: bytes) -> float:
    sample = content[:20_000]
    return sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in sample) / len(sample)


def _mostly_utf8(content: bytes) -> str | None:
    """A UTF-8 file cut in mid-character, or with a few lines pasted in from elsewhere."""
    lines = content.split(b"\n")
    good = bad = 0
    for number, line in enumerate(lines):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError as error:
            cut = number == len(lines) - 1 and "unexpected end" in error.reason
            good += cut and not line[: error.start].isascii()
            bad += not cut
    if bad > max(1, good // 4) or not good:
        return None
    return "\n".join(_one_line(line, last=n == len(lines) - 1) for n, line in enumerate(lines))


def _one_line(line: bytes, *, last: bool) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if last and error.end == len(line) and "unexpected end" in error.reason:
            return line[: error.start].decode("utf-8")
        return line.decode("cp1252", errors="replace")
