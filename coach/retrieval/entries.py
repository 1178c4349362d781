"""What of a note or a guide stands in the indexes: its passages and whom each is about, the names, and its fingerprint."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from coach.index.lexical import Entry
from coach.people.book import Book
from coach.people.names import name_tokens
from coach.resources import resource_folder
from coach.retrieval.passages import indexed_text, passage_spans
from coach.types import Note, Person

_GUIDE_HEADING = "\n## "
_STRANGER = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,20} (?:(?:von|van|de|da|di|der|den|al|bin) )?[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}\b"
)
"""How a line begins that is not about whoever the rest of the day is about."""


def entries_of(note: Note, people: dict[int, Person], book: Book) -> Iterator[Entry]:
    """The passages of a note, each with the people it is about."""
    owner = note.person_ids[0] if note.person_ids else 0
    linked = set(note.person_ids)
    several = len(linked) > 1
    # In a journal the owner is named like everybody else; in a person's own file the words may never name them.
    is_journal = several and owner in {mention.person_id for mention in book.mentions(note.text)}
    for position, (start, end) in enumerate(passage_spans(note.text)):
        passage = note.text[start:end]
        named = (
            [one.person_id for one in book.mentions(passage) if one.person_id in linked] if several else []
        )
        about = named[0] if is_journal and named and owner not in named else owner
        if not named and _is_of_a_stranger(passage, owner, note, book):
            about = 0
        who = people[about].name if about in people else ""
        ids = dict.fromkeys(
            [about, *named] if is_journal and (named or not about) else [about, owner, *named]
        )
        yield Entry(
            note_id=note.id,
            position=position,
            text=passage,
            words=indexed_text(passage, who, note.date),
            person=who,
            date=note.date,
            source=note.source,
            private=note.private,
            person_ids=tuple(one for one in ids if one in people),
        )


def _is_of_a_stranger(passage: str, owner: int, note: Note, book: Book) -> bool:
    """Whether a line begins with the whole name of somebody not in the book, in a note that names its owner like others."""
    match = _STRANGER.match(passage)
    if match is None or any(one.start < match.end() for one in book.mentions(passage)):
        return False
    return owner in {one.person_id for one in book.mentions(note.text)}


def names_of(
    names: Iterable[tuple[str, int, bool]], people: Mapping[int, Person]
) -> Iterator[tuple[str, int, str]]:
    """Each name, alias and part of a name. Parts of the user's own name lead to nobody."""
    for folded, person_id, is_alias in names:
        yield folded, person_id, "alias" if is_alias else "name"
        parts = name_tokens(folded)
        if " ".join(parts) != folded and parts:
            yield " ".join(parts), person_id, "alias" if is_alias else "name"
        if len(parts) < 2 or is_alias or (person_id in people and people[person_id].is_me):
            continue
        yield parts[0], person_id, "first"
        for part in parts[1:]:
            if len(part) > 1:
                yield part, person_id, "surname"


def note_print(note: Note, people: dict[int, Person]) -> str:
    names = (people[one].name for one in note.person_ids if one in people)
    return print_of(
        note.text, note.date or "", str(note.private), note.source, *map(str, note.person_ids), *names
    )


def print_of(*parts: str) -> str:
    return hashlib.sha1("\0".join(parts).encode(errors="replace"), usedforsecurity=False).hexdigest()


def read_guides() -> list[tuple[str, str]]:
    """(file name, text) of every guide."""
    folder = resource_folder("knowledge")
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.md"))]


def guide_entries(guides: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    """A guide's sections, each under its own words and once more under every sentence of `asked` that leads to it.

    Its title and summary stand in the words of each section, so that any of them can be found. People in need of advice seldom
    use a guide's words: `asked`, in the front matter, says by heading what they say instead.
    """
    for name, text in guides:
        front, _, body = text[4:].partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        head = yaml.safe_load(front) or {}
        about = " ".join(str(head[key]) for key in ("title", "summary") if key in head)
        for position, section in enumerate(piece for piece in body.split(_GUIDE_HEADING) if piece.strip()):
            shown = section.strip()
            asked = head.get("asked", {}).get(shown.partition("\n")[0], [])
            for words in (f"{about}: {shown}".replace("\n", " "), *asked):
                yield Entry(f"knowledge/{Path(name).stem}", position, shown, words, "", None, name, False)
