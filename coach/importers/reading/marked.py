"""Notes that an export of ours fenced with comments, because plain Markdown would not bring them back as they were.

<!-- note 2025-03-27 private -->
the words, verbatim
<!-- end of note -->

Links in the first comment (`about [[Tom Baker]] [[Ann Lee]]`) say whom a journal's note is about.
"""

import re
from dataclasses import replace

from coach.importers.reading.names import wiki_links
from coach.types import NoteRecord, Parsed

_MARKED = re.compile(
    r"^<!-- note(?: (?P<date>\d{4}(?:-\d\d){0,2}))?(?P<private> private)?(?: (?P<kind>record|interaction))?(?: about (?P<about>[^\n]+?))? -->\n"
    r"(?P<text>.*?)\n<!-- end of note -->$",
    re.MULTILINE | re.DOTALL,
)


def marked(note_text: str, date: str | None, private: bool, kind: str, about: str = "") -> str:
    """A note between its two comments; `about` are wiki links."""
    words = ["note", date or "", "private" if private else "", "" if kind == "note" else kind]
    words.append(f"about {about}" if about else "")
    return f"<!-- {' '.join(word for word in words if word)} -->\n{note_text}\n<!-- end of note -->"


def take_marked(body: str) -> tuple[str, tuple[NoteRecord, ...]]:
    """A text without its marked notes (their lines left empty), and those notes."""
    notes = tuple(
        NoteRecord(
            text=match["text"],
            date=match["date"],
            private=match["private"] is not None,
            about=tuple(
                dict.fromkeys(
                    t for words in (match["about"] or "", match["text"]) for t, _ in wiki_links(words)
                )
            ),
            place=f"line {body.count(chr(10), 0, match.start()) + 1}",
            kind="record" if match["kind"] == "record" else "note",
        )
        for match in _MARKED.finditer(body)
    )
    return _MARKED.sub(lambda match: "\n" * match.group().count("\n"), body), notes


def with_marked(parsed: Parsed, notes: tuple[NoteRecord, ...]) -> Parsed:
    """A file as read, with its marked notes: the one person's, or the journal's."""
    if not notes:
        return parsed
    if len(parsed.people) == 1 and not parsed.notes:
        person = parsed.people[0]
        return replace(parsed, people=(replace(person, notes=(*person.notes, *notes)),), skipped=())
    return replace(parsed, notes=(*parsed.notes, *notes), skipped=())
