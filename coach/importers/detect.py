"""Finds out what a file is by what stands in it, and has the right importer read it. Whatever the bytes, nothing raises."""

import logging
from pathlib import PurePath

from coach.importers import facebook, ics, linkedin, markdown, spreadsheet, text, vcard
from coach.importers.reading.columns import has_names
from coach.importers.reading.decoding import Decoded, decode
from coach.importers.reading.not_notes import by_words, unread
from coach.importers.reading.table import header_names
from coach.importers.spreadsheet import NOTHING_SAID, ColumnGuess, Said
from coach.types import Parsed

FORMATS = ("markdown", "linkedin", "google", "outlook", "vcard", "ics", "facebook", "csv", "text")
"""What `--as` takes."""

_log = logging.getLogger(__name__)
_PROSE = {".md", ".markdown", ".mdown", ".mkd"}
_TABLES = {".csv", ".tsv", ".tab"}
_BY_ENDING = {".vcf": "vcard", ".vcard": "vcard", ".ics": "ics", ".ical": "ics"}
"""For a file without a single card or event: then its own importer says so best."""

_HEADERS = (
    ("linkedin", linkedin.is_header),
    ("linkedin", linkedin.is_messages_header),
    ("google", spreadsheet.is_googles),
    ("outlook", spreadsheet.is_outlooks),
)
_NOTES = {"text": text.read, "markdown": markdown.read}
_OTHERS = {"linkedin": linkedin.read, "vcard": vcard.read, "ics": ics.read, "facebook": facebook.read}


def columns_of(path: str, content: bytes, said: Said = NOTHING_SAID) -> ColumnGuess | None:
    """What the columns of a table are taken for; None for a file whose columns need no guessing, or that has none.

    Args:
        said: what the user said of columns.
    """
    decoded = decode(content)
    if decoded.problem or _format_of(decoded.text, PurePath(path).suffix.lower(), said) != "csv":
        return None
    return spreadsheet.guess(decoded.text, decoded.encoding, said)


def parse(path: str, content: bytes, format: str | None = None, said: Said = NOTHING_SAID) -> Parsed:
    """What one file holds.

    Args:
        path: as the user knows it; the last part may name a person or a day, the ending is only a hint.
        content: every byte of it.
        format: one of `FORMATS` to skip the finding out.
        said: what the user said of the columns of tables.
    """
    decoded = decode(content)
    if decoded.problem:
        return unread(format or "unknown", "", f"it is {decoded.problem}", "")
    suffix = PurePath(path).suffix.lower()
    known = format or _format_of(decoded.text, suffix, said)
    if known is None:
        return unread("unknown", decoded.encoding, f"it is {by_words(decoded.text, suffix)}", decoded.text)
    try:
        parsed = _read(known, path, said, decoded)
    except Exception:
        # The last guard: one odd file must never cost the others their import.
        _log.exception("the %s importer failed on %r", known, path)
        reason = f"it could not be read as {known}; save it anew from the program it comes from, or name its format with --as"
        return unread(known, decoded.encoding, reason, decoded.text)
    if parsed.people or parsed.notes or parsed.skipped:
        return parsed
    reason = "it holds neither people nor notes; nothing to add"
    return unread(known, decoded.encoding, reason, decoded.text)


def _format_of(written: str, suffix: str, said: Said = NOTHING_SAID) -> str | None:
    if vcard.looks_like(written):
        return "vcard"
    if ics.looks_like(written):
        return "ics"
    if suffix in _PROSE:
        return "markdown"
    if facebook.looks_like(written):
        return "facebook"
    if by_words(written, suffix):
        return None
    if suffix in _BY_ENDING:
        return _BY_ENDING[suffix]
    if spreadsheet.was_told(written, said):
        return "csv"
    headers = list(header_names(written))
    for name, is_header in _HEADERS:
        if any(map(is_header, headers)):
            return name
    if suffix in _TABLES or (headers and len(headers[0]) > 1 and has_names(headers[0])):
        return "csv"
    return "markdown" if written.startswith("---\n") else "text"


def _read(format: str, path: str, said: Said, decoded: Decoded) -> Parsed:
    if format in ("google", "outlook", "csv"):
        return spreadsheet.read(decoded.text, decoded.encoding, said, format)
    if format in _NOTES:
        return _NOTES[format](decoded.text, decoded.encoding, path)
    return _OTHERS[format](decoded.text, decoded.encoding)
