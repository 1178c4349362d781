"""vCard 2.1, 3.0, 4.0 (RFC 2426, RFC 6350) and what phones and mail programs make of them.

Read line by line and forgivingly: a damaged card is skipped with its line and reason, its neighbours come in.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header

from coach.importers.reading.code_pages import likely_code_page
from coach.importers.reading.contacts import Entry, full_name, map_one_line, to_record
from coach.importers.reading.not_notes import unread
from coach.importers.reading.words import word_set
from coach.types import Parsed, PersonRecord, Skipped

_PROPERTY = re.compile(
    r"^(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9-]*)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)$", re.DOTALL
)
_LOOSE = re.compile(r"^(?:[A-Za-z0-9_-]+\.)?([A-Za-z][A-Za-z0-9-]*)((?:;[^:]*)?):(.*)$", re.DOTALL)
_GLUED = "END:VCARDBEGIN:VCARD"
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-ABCROP-RECTANGLE"})
_LAST_TAKEN = 20
_SAID = {
    name: label
    for label, names in (
        ("Address", "ADR"),
        ("Group", "CATEGORIES"),
        ("Anniversary", "ANNIVERSARY X-EVOLUTION-ANNIVERSARY X-ANNIVERSARY"),
        ("Related", "RELATED X-ABRELATEDNAMES"),
        ("Spouse", "X-SPOUSE X-EVOLUTION-SPOUSE"),
        ("Messenger", "IMPP"),
        ("Profile", "X-SOCIALPROFILE"),
        ("Date", "X-ABDATE"),
    )
    for name in names.split()
} | {
    name: name.removeprefix("X-").capitalize()
    for name in ("ROLE", "X-ASSISTANT", "X-MANAGER", "X-SKYPE", "HOBBY", "INTEREST", "EXPERTISE")
}
_KNOWN = (
    word_set(
        "FN N NICKNAME EMAIL TEL ORG TITLE BDAY NOTE URL VERSION UID REV PRODID KIND GEO TZ SOURCE LABEL MAILER CLASS SORT-STRING AGENT BEGIN END GENDER LANG MEMBER"
    )
    | _BINARY
    | _SAID.keys()
)


@dataclass(frozen=True)
class _Property:
    name: str
    parameters: Mapping[str, str]
    value: str


def looks_like(text: str) -> bool:
    """Whether a file holds cards."""
    return re.search(r"^[^\S\n]*BEGIN:VCARD\s*$", text[:200_000], re.IGNORECASE | re.MULTILINE) is not None


def read(text: str, encoding: str) -> Parsed:
    """The people of a file of cards."""
    people: list[PersonRecord] = []
    skipped: list[Skipped] = []
    found = False
    for line, lines, problem in _cards(text.split("\n")):
        found = True
        record = None if problem else _person(lines, line)
        if record is None:
            reason = problem or "this card has no name, address or number; write a name in its FN line"
            skipped.append(Skipped(line, reason, _shown(lines)))
        else:
            people.append(record)
    if not found:
        reason = "no card (BEGIN:VCARD) was found in it; export the contacts as vCard again"
        return unread("vcard", encoding, reason, text)
    return Parsed("vcard", encoding, tuple(people), (), tuple(skipped))


def _cards(lines: list[str]) -> Iterator[tuple[int, list[str], str]]:
    """(line of BEGIN, the lines within, what is wrong or "")."""
    cut = "this card is cut off: its END:VCARD is missing; export it again"
    start, depth = 0, 0
    within: list[str] = []
    previous = ""
    for number, line in enumerate(lines, start=1):
        word = line.strip().upper()
        if word == _GLUED and depth:
            # Files that were joined without a line end between them.
            yield start, within, ""
            start, depth, within = number, 1, []
        elif word == "BEGIN:VCARD":
            # An AGENT holds a card within the card; any other BEGIN means that an END was lost.
            if depth and previous.upper().startswith("AGENT"):
                depth += 1
            else:
                if depth:
                    yield start, within, cut
                start, depth, within = number, 1, []
        elif word == "END:VCARD" and depth:
            depth -= 1
            if depth == 0:
                yield start, within, ""
                within = []
        elif depth == 1:
            within.append(line)
        if word:
            previous = word
    if depth:
        yield start, within, cut


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Logical lines: folding by a space or a tab, quoted-printable soft breaks, and breaks nobody escaped."""
    current: str | None = None
    for line in lines:
        quoted = current is not None and current.endswith("=") and _is_quoted_printable(current)
        if current is None:
            current = line
        elif quoted:
            current = current[:-1] + line
        elif line[:1] == "=" and _is_quoted_printable(current):
            current += line  # a phone forgot the sign of the soft break
        elif line[:1] in ("\t", " "):
            current += line[1:]
        elif _continues(current, line):
            current += "\\n" + line
        else:
            yield current
            current = line
    if current is not None:
        yield current


def _is_quoted_printable(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.split(":", 1)[0].upper()


def _continues(current: str, line: str) -> bool:
    name = _name_of(current)
    if name in _BINARY or not current.strip():
        return False
    shaped = _shaped(line)
    if shaped is None:
        return bool(line.strip())
    known = (
        shaped[1].upper() in _KNOWN
        or shaped[1].upper().startswith("X-")
        or (line[:1].islower() and "." in line.split(":")[0])
    )
    return name == "NOTE" and not known


def _shaped(line: str) -> re.Match[str] | None:
    """A line as a property; one that lost a quotation mark only if its name is known."""
    if strict := _PROPERTY.match(line):
        return strict
    loose = _LOOSE.match(line)
    return loose if loose and loose[1].upper() in _KNOWN else None


def _name_of(line: str) -> str:
    shaped = _shaped(line)
    return shaped[1].upper() if shaped else ""


def _properties(lines: list[str]) -> Iterator[_Property]:
    for line in _unfolded(lines):
        shaped = _shaped(line.rstrip("\n").lstrip("\ufeff"))
        if shaped is None or shaped[1].upper() in _BINARY:
            continue
        parameters = _parameters(shaped[2])
        yield _Property(shaped[1].upper(), parameters, _decoded(shaped[3], parameters))


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in text.split(";"):
        name, equals, value = piece.partition("=")
        if not equals:
            # vCard 2.1 writes the value alone: `TEL;HOME;QUOTED-PRINTABLE:`
            bare = name.strip().upper()
            name, value = (
                ("ENCODING", bare)
                if bare in {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
                else ("TYPE", bare)
            )
        key = name.strip().upper()
        found[key] = f"{found[key]},{value.strip()}" if key in found else value.strip().strip('"')
    return found


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(value.encode("utf-8"))
    elif encoding in {"B", "BASE64"}:
        try:
            raw = binascii.a2b_base64(value.encode("utf-8"))
        except binascii.Error:
            return ""
    else:
        return value
    text = _in_charset(raw, parameters.get("CHARSET", ""))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    # Quoted-printable writes line ends as bytes: a backslash before an n is one.
    return re.sub(r"\\(?=[nN\\])", r"\\\\", lines)


def _in_charset(raw: bytes, named: str) -> str:
    """Bytes in the charset that the property names, in UTF-8 if it names none, or else in the likeliest code page."""
    for charset in filter(None, (named, "utf-8")):
        try:
            return raw.decode(charset)
        except (LookupError, ValueError):
            continue
    return raw.decode(likely_code_page(raw), errors="replace")


def _person(lines: list[str], line: int) -> PersonRecord | None:
    entry = Entry()
    names: dict[str, str] = {}
    for item in _properties(lines):
        value = item.value
        if item.name in ("FN", "N"):
            shown = one_part(value) if item.name == "FN" else _from_n(value)
            names.setdefault(item.name, shown) if shown else None
            if item.name == "N" and shown:
                parts = _parts(value)
                names.setdefault("plain", full_name(parts[1] if len(parts) > 1 else "", parts[0]))
        elif item.name == "NICKNAME":
            entry.aliases += [one_part(alias) for alias in re.split(r"(?<!\\),", value)]
        elif item.name == "EMAIL":
            entry.emails.append(one_part(value))
        elif item.name == "TEL":
            kinds = item.parameters.get("TYPE", "").upper()
            other = next((kind for kind in ("FAX", "PAGER") if kind in kinds), None)
            number, _, extension = one_part(value).partition(";ext=")
            if other:
                entry.said.append((other.capitalize(), number))
            else:
                entry.phones.append(number)
            if extension:
                entry.said.append(("Extension", extension))
        elif item.name == "ORG":
            organization = _parts(value)
            entry.organization = entry.organization or organization[0] or None
            entry.said += [("Department", part) for part in organization[1:] if part]
        elif item.name == "TITLE":
            entry.role = entry.role or one_part(value)
        elif item.name == "BDAY":
            entry.birthday = entry.birthday or value.strip()
        elif item.name == "NOTE":
            entry.notes.append(_text(value))
        elif item.name == "URL":
            entry.urls.append(one_part(value))
        elif item.name in _SAID and len(entry.said) < _LAST_TAKEN:
            entry.said.append((_SAID[item.name], ", ".join(map_one_line(_parts(value, r";,")))))
    _settle(entry, names)
    return to_record(entry, line)


def _settle(entry: Entry, names: Mapping[str, str]) -> None:
    """FN is the name, unless it is an address or missing; categories name the circle."""
    shown = names.get("FN", "")
    entry.name = names.get("plain") or names.get("N") or shown if "@" in shown or not shown else shown
    if not entry.role:
        entry.role = next((value for label, value in entry.said if label == "Role"), None)
    groups = next((value for label, value in entry.said if label == "Group"), "")
    circles = [
        group
        for group in map(str.strip, groups.split(","))
        if group.casefold() not in {"mycontacts", "starred in android", ""}
    ]
    entry.circle = circles[0] if circles else None


def _from_n(value: str) -> str:
    family, given, additional, prefix, suffix = (*_parts(value), "", "", "", "", "")[:5]
    return full_name(prefix, given, additional, family, suffix)


def _parts(value: str, separators: str = ";") -> list[str]:
    return [one_part(part) for part in re.split(rf"(?<!\\)[{separators}]", value)] or [""]


def one_part(value: str) -> str:
    """A value with its escapes undone, on one line."""
    clean = " ".join(_text(value).split())
    return _unworded(clean) if "=?" in clean and "?=" in clean else clean


def _unworded(text: str) -> str:
    """What a mail program encoded as for a mail's header (RFC 2047): "=?UTF-8?Q?Jos=C3=A9?=" -> "José"."""
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, HeaderParseError):
        return text


def _text(value: str) -> str:
    return re.sub(r"\\([nN,;:\\\"])", lambda match: "\n" if match[1] in "nN" else match[1], value).strip()


def _shown(lines: list[str]) -> str:
    name = next((line for line in lines if line.upper().startswith(("FN", "N:", "N;"))), "")
    return (name or "\n".join(lines))[:200]
