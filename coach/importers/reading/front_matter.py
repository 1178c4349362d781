"""The YAML between two `---` lines at the head of a Markdown file, read forgivingly: no front matter raises.

Broken YAML is read line by line as `key: value`; a key nobody knows is kept as a line of the record.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import yaml

from coach.text import fold, one_line

Field = Literal[
    "name", "aliases", "email", "phone", "circle", "role", "organization", "met_at", "introduced_by", "birthday",
    "private", "me", "last_contact", "url", "address", "date", "people", "type",
]  # fmt: skip
_WORDS: Mapping[Field, str] = {
    "name": "name|full name|fullname|person",
    "aliases": "aliases|alias|aka|also known as|nickname|nicknames|other names",
    "email": "email|emails|e-mail|e-mails|mail",
    "phone": "phone|phones|mobile|tel|telephone|cell|phone number",
    "circle": "circle|circles|group|relationship|category",
    "role": "role|job|job title|position|occupation|profession|work",
    "organization": "organization|organisation|company|co|employer|org|workplace",
    "met_at": "met at|met|how we met|where we met|met in|met via",
    "introduced_by": "introduced by|intro by|met through|introduced via|via|introduced",
    "birthday": "birthday|bday|birthdate|born|date of birth",
    "private": "private|confidential",
    "me": "me|is me|self",
    "last_contact": "last contact|last contacted|last seen|last met",
    "url": "url|urls|website|web|linkedin|homepage",
    "address": "address|addresses",
    "date": "date|created|day",
    "people": "people|with|attendees|participants|persons|who",
    "type": "type|kind",
}
_FIELDS: dict[str, Field] = {word: name for name, words in _WORDS.items() for word in words.split("|")}
_KEY = re.compile(r"^([A-Za-z][\w .'-]{0,40}?)\s*:(?:\s+(.*)|)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_PLAIN = re.compile(r"^(?:[A-Za-z][\w .'-]{0,40}?\s*:(?:\s+.*|)|\s*-\s+.*|\s*)$")
_HARD = re.compile(r":\s*[|>{&*!\"']|\s#|-\s+[\"'{]|[\[,]\s*[\"']|-\s+\S+:\s")
_TRUE = {"true", "yes", "y", "on", "1"}
_FALSE = {"false", "no", "n", "off", "0", "", "none", "null", "~"}


@dataclass(frozen=True)
class FrontMatter:
    """What stood there: `lines` verbatim, and each known field's values as text."""

    lines: tuple[str, ...]
    fields: Mapping[Field, tuple[str, ...]]

    def first(self, name: Field) -> str | None:
        """The first value of a field, on one line; None if it says nothing."""
        return next(iter(self.fields.get(name, ())), None)

    def all(self, name: Field) -> tuple[str, ...]:
        """Every value; a string with commas or semicolons is several."""
        values = (part for value in self.fields.get(name, ()) for part in re.split(r"[,;]", value))
        return tuple(dict.fromkeys(clean for part in values if (clean := unlinked(part))))

    def is_set(self, name: Field) -> bool:
        """Whether a yes-or-no field says yes. Words that are neither (a sentence, say) count as yes."""
        value = self.first(name)
        return value is not None and value.casefold() not in _FALSE


def split(text: str) -> tuple[FrontMatter, str, int]:
    """The front matter, the text after it, and the line number at which that begins."""
    lines = text.split("\n")
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter((), {}), text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            front = tuple(lines[1:number])
            return FrontMatter(front, _fields(front)), "\n".join(lines[number + 1 :]), number + 2
        # Without an end it is a line drawn across the page, and all of this is notes.
        if number > 200 or (number > 1 and line.startswith("# ")):
            break
    return FrontMatter((), {}), text, 1


def field_of(key: str) -> Field | None:
    """The field a key means, by any of its usual names."""
    return _FIELDS.get(fold(key.replace("_", " ").replace("-", " "))) or _FIELDS.get(fold(key))


def unlinked(value: str) -> str:
    """A value on one line without quotation marks and wiki brackets."""
    plain = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", one_line(value))
    return plain.strip().strip("\"'").strip()


def says_no(value: str) -> bool:
    """Whether a value is a plain no, or nothing."""
    return value.strip().casefold() in _FALSE


def says_yes(value: str) -> bool:
    """Whether a value is a plain yes, and so no words of its own."""
    return value.strip().casefold() in _TRUE


def _fields(lines: tuple[str, ...]) -> dict[Field, tuple[str, ...]]:
    found: dict[Field, list[str]] = {}
    for key, value in _pairs(lines):
        name = field_of(key)
        if name is not None:
            found.setdefault(name, []).extend(clean for item in value if (clean := unlinked(item)))
    return {name: tuple(values) for name, values in found.items()}


def _pairs(lines: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    # Wiki links are lists of lists to YAML; what stands in the line is what was meant. Plain lines need no parser.
    text = "\n".join(lines)
    if "[[" not in text and any(_HARD.search(line) or not _PLAIN.match(line) for line in lines):
        try:
            value = yaml.load(text, Loader=_Strings)
        except (yaml.YAMLError, ValueError, RecursionError, TypeError):
            value = None
        if isinstance(value, dict):
            return [(str(key), _texts(item)) for key, item in value.items() if key is not None]
    pairs: list[tuple[str, list[str]]] = []
    for line in lines:
        item, key = _ITEM.match(line), _KEY.match(line)
        if item and pairs and line[:1] in " -":
            pairs[-1][1].append(item[1])
        elif key:
            pairs.append((key[1], _listed((key[2] or "").strip())))
    return pairs


def _listed(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return value[1:-1].split(",")
    return [value] if value else []


def _texts(value: object, depth: int = 0) -> list[str]:
    if depth > 5 or value is None:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _texts(item, depth + 1)]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item, depth + 1)]
    return [str(value)]


class _Strings(yaml.BaseLoader):
    """Every scalar as the text it is: a phone number keeps its zeros, a date its form."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # An alias may be used to blow a file up; front matter has no need of one.
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)
