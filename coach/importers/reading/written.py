"""Somebody's own words in a file: either the page of one person, or a journal that names several.

The front matter's name decides, then the first heading, then the file's name. What names nobody is left to the
importing, which knows who is in the book.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from coach.importers.reading.contacts import first_emails
from coach.importers.reading.dates import date_in, parse_date
from coach.importers.reading.front_matter import Field, FrontMatter, field_of, says_no, says_yes
from coach.importers.reading.names import (
    looks_like_name,
    name_from_slug,
    split_title,
    starter,
    unlinked_heading,
    which_starter,
    wiki_links,
)
from coach.importers.reading.not_notes import unread
from coach.importers.reading.private import is_private_line
from coach.importers.reading.prose import ABOUT_ME, Block, entries, sections_and_blocks, with_headings
from coach.importers.reading.told_of import says_of, told_of, within
from coach.importers.reading.words import word_set
from coach.text import fold
from coach.types import NoteRecord, Parsed, PersonRecord

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_H1 = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*$|^(?=\S)([^\n]+)\n=+[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1[^\n]*$|\Z)", re.MULTILINE | re.DOTALL)
_H2 = re.compile(r"^ {0,3}##[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_JOURNAL_FOLDERS = word_set("journal journals daily diary dailies log logs meetings lunches events calendar")
_OF_A_PERSON: tuple[Field, ...] = (
    "email", "phone", "role", "organization", "met_at", "introduced_by", "birthday", "circle", "aliases",
)  # fmt: skip
_NOT_SAID = word_set(
    "name full name fullname person aliases alias aka nickname nicknames me private confidential cssclass cssclasses publish "
    "uid id created modified updated title template date type kind"
) | {"full name", "also known as", "other names"}
_RECORD_LINE = re.compile(r"[A-Z][\w /()-]{1,40}: \S")
FROM_ELSEWHERE = "#: known from elsewhere"
"""Front matter below this line fills the card and is no note: an export adds there what other notes say."""
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his)\b", re.IGNORECASE)
_CONTACT_LINE = re.compile(
    r"^[^\S\n]*(?:[-*+•]\s+)?[*_]{0,2}(e-?mail|phone|tel|telephone|mobile|cell)[*_]{0,2}\s*:[*_]{0,2}\s*(\S[^\n]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LINE = re.compile(
    r"^\W*name\W*:\W*([^\n]{2,60})$|\b(?:my name is|i am|i'm|call me) ((?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+){0,2})",
    re.IGNORECASE | re.MULTILINE,
)


def read_written(
    format: str, encoding: str, path: str, body: str, front: FrontMatter, first_line: int = 1
) -> Parsed:
    """The person or the journal in one file of notes.

    Args:
        path: as given; its last part may be the person's name or the journal's day.
        body: the text without its front matter, which begins at line `first_line` of the file.
    """
    stem = PurePath(path).stem
    titles = [unlinked_heading(one or two) for one, two in _H1.findall(_FENCED.sub("", body))]
    is_me = fold(stem) == "me" or front.is_set("me") or _only_about_me(titles, body)
    name = _my_name(front, titles, body) if is_me else _name_of_file(front, titles, body, path)
    date = parse_date(front.first("date") or "") if name is None else None
    private = front.is_set("private")
    blocks = sections_and_blocks(
        body, first_line, date or (None if name else date_in(stem)), by_name=name is None
    )
    people: list[PersonRecord] = []
    if name is not None:
        own = [block for block in blocks if is_me or not block.section.me]
        people.append(_with_file_name(_person(name, front, titles, body, own, private, is_me), stem))
        notes: tuple[NoteRecord, ...] = ()
    else:
        named = front.all("people")
        headed = _people_of_headings(blocks)
        if len(titles) == 1:
            headed -= {split_title(titles[0])[0]}  # the title was found to be nobody
        notes = _journal_notes(blocks, headed, named, private)
    mine = [block for block in blocks if block.section.me and not is_me]
    if mine:
        text = "\n".join(block.text for block in mine)
        notes_of_me = tuple(_note(block, "", private) for block in entries(mine))
        people.append(
            PersonRecord(
                name=_my_name(FrontMatter((), {}), [], text), is_me=True, notes=notes_of_me, line=mine[0].line
            )
        )
    if not people and not notes:
        reason = "it holds no words of a note; write what you know in sentences"
        return unread(format, encoding, reason, body[:200].strip())
    return Parsed(format, encoding, tuple(people), notes)


def _only_about_me(titles: list[str], body: str) -> bool:
    """Whether a file that begins with "# About me" stays with it: a journal may begin so, and go on to others."""
    if not titles or fold(titles[0]) not in ABOUT_ME or any(fold(title) not in ABOUT_ME for title in titles):
        return False
    under = [unlinked_heading(title) for title in _H2.findall(_FENCED.sub("", body))]
    return sum(date_in(title) is not None for title in under) < 2


def _with_file_name(person: PersonRecord, stem: str) -> PersonRecord:
    """The person, also known by the file's name: links to "Tom Baker (Leeds).md" are written [[Tom Baker (Leeds)]]."""
    words = set(fold(person.name).split())
    known = {fold(name) for name in (person.name, *person.aliases)}
    bare = " ".join(re.sub(r"[()]", " ", stem).split())
    if person.is_me or fold(stem) in known or len(bare.split()) < 2 or not looks_like_name(bare):
        return person
    return replace(person, aliases=(*person.aliases, stem)) if words & set(fold(bare).split()) else person


def _person(
    name: str,
    front: FrontMatter,
    titles: list[str],
    body: str,
    blocks: list[Block],
    private: bool,
    is_me: bool,
) -> PersonRecord:
    open_text = "\n".join(line for block in blocks if not block.private for line in block.lines)
    lines = _CONTACT_LINE.findall(open_text)
    emails = first_emails(
        [*front.all("email"), *(value for kind, value in lines if "mail" in kind.casefold())]
    )
    phones = [*front.all("phone"), *(value.strip() for kind, value in lines if "mail" not in kind.casefold())]
    contact = {
        "email": emails,
        "phone": tuple(phones),
        "url": front.all("url"),
        "address": front.fields.get("address", ()),
    }
    rest = split_title(titles[0])[1] if titles and fold(split_title(titles[0])[0]) == fold(name) else ""
    introduced_by = front.first("introduced_by")
    told = () if is_me else _others_told_of(body, (name, *front.all("aliases")))
    called = (rest,) if " " in rest and looks_like_name(rest, marked=False) else ()
    return PersonRecord(
        name=name,
        aliases=tuple(alias for alias in (*front.all("aliases"), *called) if fold(alias) != fold(name)),
        contact={kind: tuple(values) for kind, values in contact.items() if values},
        circle=front.first("circle"),
        role=front.first("role"),
        organization=front.first("organization"),
        met_at=front.first("met_at"),
        introduced_by=introduced_by,
        birthday=parse_date(front.first("birthday") or ""),
        last_contact=parse_date(front.first("last_contact") or ""),
        is_me=is_me,
        notes=(
            *_front_notes(front, "" if called else rest, private),
            *(_note(block, name, private, told) for block in entries(blocks)),
        ),
        line=1,
    )


def _others_told_of(body: str, own: tuple[str, ...]) -> tuple[str, ...]:
    """Who else a person's page names in full; a name that shares a word with its owner's may be theirs written otherwise."""
    words = {word for name in own for word in fold(name).split()}
    return tuple(other for other in told_of(body) if not words & set(fold(other).split()))


def _note(block: Block, name: str, private: bool, told: tuple[str, ...] = ()) -> NoteRecord:
    text = block.text
    own = fold(name)
    named = [target for words in (text, block.section.title) for target, _ in wiki_links(words)]
    named += within(told, text)
    about = tuple(other for other in dict.fromkeys(named) if fold(other) != own and not date_in(other))
    kind: Literal["note", "record"] = "record" if _is_record(text, name) else "note"
    return NoteRecord(text, block.date, block.private or private, about, f"line {block.line}", kind=kind)


def _is_record(text: str, name: str) -> bool:
    """Whether a block is an address book's entry, as an export of ours carries it: "Name: ..." and lines like it."""
    lines = text.split("\n")
    return bool(name) and lines[0].startswith("Name: ") and all(_RECORD_LINE.match(line) for line in lines)


def _people_of_headings(blocks: list[Block]) -> frozenset[str]:
    """The headings that are people: full names, and a single word if what stands under it speaks of somebody."""
    under: dict[str, list[str]] = {}
    for block in blocks:
        if block.section.person:
            under.setdefault(block.section.person, []).append(block.text)
    return frozenset(
        name for name, texts in under.items() if " " in name or _names_or_means(name, "\n".join(texts))
    )


def _names_or_means(name: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(name)}\b", text) or _PRONOUN.search(text))


def _journal_notes(
    blocks: list[Block], headed: frozenset[str], always: tuple[str, ...], private: bool
) -> tuple[NoteRecord, ...]:
    """Each block's note; an entry in the middle of a line is about whom the line began with, if it names nobody."""
    notes: list[NoteRecord] = []
    told = told_of("\n".join(block.text for block in blocks))
    line, before = 0, ()  # type: int, tuple[str, ...]
    for block in with_headings(blocks):
        if block.section.me:
            continue
        note = _journal_note(block, headed, (*within(told, block.text), *always), private)
        if block.line == line and not note.about:
            note = replace(note, about=before)
        line, before = block.line, note.about[:1]
        notes.append(note)
    return tuple(notes)


def _journal_note(block: Block, headed: frozenset[str], always: tuple[str, ...], private: bool) -> NoteRecord:
    text = block.text
    links = tuple(target for target, _ in wiki_links(text) if not date_in(target))
    begins = tuple(name for line in block.lines if (name := which_starter(line)))
    person = block.section.person
    first = [person] if person is not None and person in headed else list(begins[:1])
    named = (*first, *links, *block.section.named, *begins, *always)
    about = tuple({fold(name): name for name in reversed(named)}.values())[::-1]
    return NoteRecord(text, block.date, block.private or private, about, f"line {block.line}")


def _front_notes(front: FrontMatter, title_rest: str, private: bool) -> Iterator[NoteRecord]:
    """What the front matter says, verbatim: one record, and whatever in it is private by itself."""
    said: list[str] = [title_rest] if title_rest else []
    hidden: list[str] = []
    into: list[str] | None = None
    for line in front.lines:
        key, colon, value = line.partition(":")
        if colon and line[:1] not in " \t-#":
            folded = fold(key.replace("_", " "))
            if folded.startswith("private") or field_of(key) == "private":
                into = None if says_no(value) or says_yes(value) else hidden
            else:
                into = hidden if is_private_line(value) else None if folded in _NOT_SAID else said
        if line.startswith(FROM_ELSEWHERE):
            break
        if into is not None and line.strip() and not line.lstrip().startswith("#"):
            (hidden if is_private_line(line) else into).append(line.rstrip())
    for lines, secret in ((said, private), (hidden, True)):
        if any(letter.isalnum() for line in lines for letter in line.partition(":")[2] or line):
            yield NoteRecord("\n".join(lines).strip(), private=secret, place="front matter", kind="record")


def _my_name(front: FrontMatter, titles: list[str], body: str) -> str:
    named = front.first("name") or next(
        (title for title in titles if looks_like_name(title) and fold(title) not in ABOUT_ME), None
    )
    said = None if named else _NAME_LINE.search(body)
    words = (said[1] or said[2] or "").strip(" *_.") if said else ""
    begins = "" if named or words else starter(body.split("\n", 1)[0]) or ""
    return named or (words if looks_like_name(words) else begins or "Me")


def _name_of_file(front: FrontMatter, titles: list[str], body: str, path: str) -> str | None:
    """The one person a file is about, or None for a journal."""
    if front.first("name"):
        return front.first("name")
    names = [name for name in (split_title(title)[0] for title in titles) if looks_like_name(name)]
    file = PurePath(path)
    stem = name_from_slug(file.stem)
    sure = any(front.first(name) for name in _OF_A_PERSON)
    dated = date_in(file.stem) is not None or _YEAR.search(file.stem) is not None
    if len(names) == 1 and len(titles) == 1:
        # "# Leipzig" and "# Misturas" look like names too: the notes under them must be about somebody.
        journal = " " not in names[0] and (dated or fold(file.parent.name) in _JOURNAL_FOLDERS)
        named = (
            " " in names[0]
            or fold(names[0]) == fold(stem)
            or _speaks_of(names[0], stem.lower(), body.partition("\n")[2])
        )
        return names[0] if sure or (named and not journal and not _of_others(body, names[0])) else None
    if len(names) > 1 or dated:
        return None
    if sure and any(letter.isalpha() for letter in stem):
        return stem
    if not looks_like_name(stem) or fold(file.parent.name) in _JOURNAL_FOLDERS or _lists_people(body, stem):
        return None
    return stem if len(stem.split()) > 1 or _speaks_of(stem, file.stem, body) else None


def _of_others(body: str, name: str) -> bool:
    """Whether a text that bears a name tells of other people instead: it never says that name, and others in full."""
    _, _, rest = body.partition("\n")
    words = set(fold(name).split())
    others = sum(" " in other and not words & set(fold(other).split()) for other in told_of(rest))
    return others > (1 if " " in name else 0) and not says_of(rest, name.split()[0])


def _lists_people(body: str, stem: str) -> bool:
    """Whether a text is plainly about several: headings that are names, or lines that begin with full names."""
    enough = 3 if " " in stem else 2
    headings = sum(looks_like_name(split_title(unlinked_heading(title))[0]) for title in _H2.findall(body))
    return headings >= 2 or sum(starter(line) is not None for line in body.split("\n")) >= enough


def _speaks_of(name: str, stem: str, body: str) -> bool:
    """Whether a file with one word for a name is about that person: "Tom.md", or "tom.md" that says Tom, he or she."""
    if re.search(rf"\b{re.escape(name)}\b", body):
        return True
    links = sum(1 for _ in wiki_links(body))
    return (stem[:1].isupper() and links < 2) or (links == 0 and _PRONOUN.search(body) is not None)
