"""What people drop by mistake, and what to do instead: one sentence's end for each, after "it is".

Recognised by the ending, by the first bytes, by what lies in a zip, or by the first lines. "" means that it may be notes.
"""

import re
from collections.abc import Set

from coach.importers.reading.words import word_set
from coach.types import Parsed, Skipped

_PICTURE = "a picture; only words can be read: type what it shows into a note"
_RECORDING = "a recording; only words can be read: write what matters into a note"
_SPREADSHEET = "a spreadsheet; open it, choose “Save as” and CSV, and import that"
_DOCUMENT = "a text document; open it, save it as plain text (.txt) and import that"
_SLIDES = "a presentation; copy the words that matter into a text file and import that"
_PDF = "a PDF document; copy its words into a text file and import that"
_OUTLOOK = "an Outlook data file; export the contacts from Outlook as CSV and import that"
_OLD_OFFICE = "an old Office or Outlook file; open it, save it as CSV or plain text and import that"
_MAIL = "mail, which is not read; export the address book of the mail program as vCard or CSV, and write what matters into notes"
_CHAT = "the history of a chat, which is not read; write what matters into a note, with the person's name"
_WEB_PAGE = "a web page; save its words as plain text and import that"
_BOOK = "an electronic book; only your own notes are read"
_PACKED = "a packed file ({}); unpack it and import what is inside"
_DATABASE = "a database; export it as CSV and import that"
_PROGRAM = "a program or a part of one; only notes and address books are read"
_OF_PROGRAMS = "a file of a program; export the contacts as vCard or CSV instead"

_ENDINGS = {
    ending: what
    for endings, what in (
        (".png .jpg .jpeg .gif .webp .heic .bmp .tif .tiff .svg .ico .excalidraw .psd", _PICTURE),
        (".mp3 .m4a .wav .ogg .mp4 .mov .avi .mkv .webm .flac", _RECORDING),
        (".xls .xlsx .xlsm .ods .numbers", _SPREADSHEET),
        (".doc .docx .odt .pages .rtf", _DOCUMENT),
        (".ppt .pptx .key .odp", _SLIDES),
        (".pdf", _PDF),
        (".pst .ost .msg .olm", _OUTLOOK),
        (".mbox .eml .emlx .mbx", _MAIL),
        (".epub .mobi .azw3", _BOOK),
        (".exe .dll .so .dmg .iso .jar .apk .class .pyc", _PROGRAM),
        (".abbu .contact .ldif .mab", _OF_PROGRAMS),
    )
    for ending in word_set(endings)
}
_TEXT_ENDINGS = {
    **dict.fromkeys(word_set(".html .htm .mht"), _WEB_PAGE),
    **dict.fromkeys(word_set(".css .js .ts .py .java .c .cpp .h .sh .sql .yaml .yml .toml .ini"), _PROGRAM),
    ".json": "a JSON file of another kind; of those only Facebook's list of friends is read",
    ".xml": "an XML file; export the contacts as CSV or vCard instead",
    ".canvas": "an Obsidian canvas, which holds no notes of its own; import the notes themselves",
}
_FIRST_BYTES = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"RIFF", "a picture or a recording; only words can be read"),
    (b"ID3", _RECORDING),
    (b"OggS", _RECORDING),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"!BDN", _OUTLOOK),
    (b"SQLite format 3", _DATABASE),
    (b"\x1f\x8b", _PACKED.format("gzip")),
    (b"Rar!", _PACKED.format("RAR")),
    (b"7z\xbc\xaf", _PACKED.format("7z")),
    (b"BZh", _PACKED.format("bzip2")),
    (b"\xfd7zXZ", _PACKED.format("xz")),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90", _PROGRAM),
    (b"{\\rtf", _DOCUMENT),
)
_MAIL_HEADER = re.compile(
    r"^(?:Message-ID|Received|MIME-Version|Return-Path|Delivered-To):", re.MULTILINE | re.IGNORECASE
)
_MAILBOX = re.compile(r"From \S+.*\n(?:[A-Z][\w-]+: .*\n)")
_CHAT_LINE = re.compile(
    r"^\u200e?\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?(?:\]| -) [^:\n]{1,40}: ",
    re.MULTILINE,
)
_HTML = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def by_ending(suffix: str) -> str:
    """What a file with this ending (".pdf") is, whatever is in it."""
    return _ENDINGS.get(suffix.lower(), "")


def by_first_bytes(content: bytes) -> str:
    """What a file is that begins like this."""
    return next((what for signature, what in _FIRST_BYTES if content.startswith(signature)), "")


def in_zip(names: Set[str], mimetype: str) -> str:
    """What a zip is that holds these files; `mimetype` is what the file of that name in it says."""
    if "META-INF/MANIFEST.MF" in names:
        return _PROGRAM
    if "mimetype" not in names and "[Content_Types].xml" not in names:
        return ""
    folders = {name.split("/")[0] for name in names}
    if "epub" in mimetype:
        return _BOOK
    if "spreadsheet" in mimetype or "xl" in folders:
        return _SPREADSHEET
    return _SLIDES if "presentation" in mimetype or "ppt" in folders else _DOCUMENT


def by_words(text: str, suffix: str) -> str:
    """What a text is that no importer claims."""
    head = text[:4000]
    if _HTML.match(head):
        return _WEB_PAGE
    if _MAILBOX.match(head) or _MAIL_HEADER.search(head.split("\n\n", 1)[0]):
        return _MAIL
    if len(_CHAT_LINE.findall(head)) >= 2:
        return _CHAT
    return _TEXT_ENDINGS.get(suffix, "")


def unread(format: str, encoding: str, reason: str, text: str, line: int = 1) -> Parsed:
    """A file of which nothing could be read, and why: "it has no table; save it as CSV"."""
    return Parsed(format, encoding, skipped=(Skipped(line, reason, text[:200]),))
