"""Writes the whole book out: a Markdown file per person, a journal, `people.csv` and `people.vcf` (vCard 4.0, RFC 6350).

The Markdown is what this coach imports: the same people and the same notes come back. The table and the cards are for
other programs.
"""

import contextlib
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coach.errors import NameProblem, StorageProblem, UsageError
from coach.importers import markdown
from coach.importers.reading.files import EXPORT_MARKER
from coach.importers.reading.marked import marked
from coach.importers.reading.names import wiki_links
from coach.importers.reading.written import FROM_ELSEWHERE
from coach.people.book import Book
from coach.people.calendar import escaped, folded
from coach.people.filing import note_id
from coach.text import fold, one_line
from coach.types import Note, Person

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_BEGINS_DATED = re.compile(r"^\W*\d{4}(?:-\d{2}){0,2}\b|^\W*\d{1,2}[. ]|^\W*[A-Z][a-z]+ \d")
_YAML_WORDS = frozenset(("yes", "no", "true", "false", "null", "on", "off", "y", "n"))
_COLUMNS = ["name", "aliases", "circle", "role", "organization", "email", "phone", "url", "address", "birthday", "last_contact"]  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """The files that were written, as paths within the folder."""

    files: tuple[str, ...]


@dataclass(frozen=True)
class _Card:
    """Everything about one person that is not a note."""

    person: Person
    aliases: tuple[str, ...]
    contact: dict[str, list[str]]
    birthday: str | None
    last_contact: str | None


def export(book: Book, folder: Path) -> Exported:
    """Writes the book into an empty folder or one that an earlier export wrote.

    Raises:
        UsageError: the folder holds files that are not ours, or is a file.
        StorageProblem: it cannot be written.
    """
    folder = folder.expanduser()
    before = _ours(folder)
    last = book.store.diary.last_contacts()
    people = book.store.people.all()
    cards = [_card(book, person, last.get(person.id)) for person in people]
    own, journal, about = _sorted_notes(book, people)
    texts: dict[str, str] = {}
    for card in cards:
        name = _file_name(card.person, texts)
        texts[name] = _faithful(name, partial(_page, card), own.get(card.person.id, []))
    if journal:
        texts[_free("Journal.md", texts)] = _faithful("Journal.md", partial(_journal, about), journal)
    others = [card for card in cards if not card.person.is_me]
    texts["people.csv"] = _table(others)
    texts["people.vcf"] = "".join(_vcard(card) for card in others)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The list comes first: a run that is cut off leaves only files that the next one knows as ours.
        (folder / EXPORT_MARKER).write_text(json.dumps(sorted({*before, *texts})), encoding="utf-8")
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        for gone in before - texts.keys():
            (folder / gone).unlink(missing_ok=True)
        (folder / EXPORT_MARKER).write_text(json.dumps(sorted(texts)), encoding="utf-8")
    except OSError as error:
        raise StorageProblem(
            f"The folder {str(folder)!r} cannot be written: {error.strerror or error}. Choose another; the book is unchanged."
        ) from error
    return Exported(tuple(texts))


def _ours(folder: Path) -> set[str]:
    """What an earlier export wrote there."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is a file. Name a folder to export into.")
    marker = folder / EXPORT_MARKER
    if marker.is_file():
        return listed(marker)
    if folder.is_dir() and any(not item.name.startswith(".") for item in folder.iterdir()):
        raise UsageError(
            f"The folder {str(folder)!r} holds other files, which an export could overwrite. Name an empty or a new folder."
        )
    return set()


def listed(marker: Path) -> set[str]:
    """The names of the files that an export of ours wrote beside its marker; none if it cannot be read."""
    try:
        names = json.loads(marker.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return set()
    return {name for name in names if isinstance(name, str) and "/" not in name and "\\" not in name}


def _card(book: Book, person: Person, last_contact: str | None) -> _Card:
    people = book.store.people
    return _Card(
        person,
        tuple(people.aliases(person.id)),
        people.contacts(person.id),
        people.birthday(person.id),
        last_contact,
    )


def _sorted_notes(
    book: Book, people: Iterable[Person]
) -> tuple[dict[int, list[Note]], list[Note], dict[str, str]]:
    """(person_id to the notes of their page, the notes of the journal, note_id to links to whom one is about).

    Where a note came from, it goes. Links are written where a journal's words alone would not lead back to its people;
    where not even links would, since its person shares a name, the note goes to the page of that person.
    """
    names = {person.id: person.name for person in people}
    own: dict[int, list[Note]] = {}
    journal: list[Note] = []
    for note in book.store.notes.all():
        owner = note.person_ids[0] if note.person_ids else None
        from_journal = note.id == note_id("", note.date, note.text)
        if owner is None or from_journal or owner not in names:
            journal.append(note)
        else:
            own.setdefault(owner, []).append(note)
    lost = [note for note in _led_elsewhere(book, journal) if note.person_ids]
    about: dict[str, str] = {}
    for note in lost:
        links = {one: f"[[{names[one]}]]" for one in note.person_ids if one in names}
        sure = [
            one for one, link in links.items() if _ids_named(book, [t for t, _ in wiki_links(link)]) == [one]
        ]
        if note.person_ids[0] in sure:
            about[note.id] = " ".join(links[one] for one in sure)
        elif note.person_ids[0] in names:
            own.setdefault(note.person_ids[0], []).append(note)
    moved = {note.id for note in lost if note.id not in about and note.person_ids[0] in names}
    return own, [note for note in journal if note.id not in moved], about


def _led_elsewhere(book: Book, journal: Sequence[Note]) -> list[Note]:
    """The notes that a plain journal would lead to other people than theirs, or to nobody."""
    parsed = markdown.read(_journal({}, journal, False), "utf-8", "Journal.md")
    names = {(read.text, read.date): read.about for read in parsed.notes}
    mentioned = book.mentions_of([note.text for note in journal])
    lost = []
    for note, mentions in zip(journal, mentioned, strict=True):
        read = _ids_named(book, names.get((note.text, note.date), ()))
        ids = list(dict.fromkeys((*read, *(mention.person_id for mention in mentions))))
        if ids[:1] != list(note.person_ids[:1]) or set(ids) != set(note.person_ids):
            lost.append(note)
    return lost


def _ids_named(book: Book, names: Iterable[str]) -> list[int]:
    """The people whom names as a journal gives them lead to, also in a book that knows nothing but names yet."""
    found = []
    for name in names:
        with contextlib.suppress(NameProblem, UsageError):
            person = book.find(name)
            alone = book.label(person) == person.name
            known = alone or fold(name) in map(fold, book.store.people.aliases(person.id))
            found += [person.id] if known and not person.is_me else []
    return found


# ---- Markdown ----


def _faithful(name: str, write: Callable[[list[Note], bool], str], notes: list[Note]) -> str:
    """The page as plain Markdown if that brings every note back as it is; else with a comment around each note."""
    plain = write(notes, False)
    parsed = markdown.read(plain, "utf-8", name)
    back = [note for person in parsed.people for note in person.notes] + list(parsed.notes)
    said = sorted((note.text, note.date or "", note.private) for note in notes)
    same = (
        len(parsed.people) <= 1
        and sorted((note.text, note.date or "", note.private) for note in back) == said
    )
    return plain if same else write(notes, True)


def _page(card: _Card, notes: list[Note], fenced: bool) -> str:
    record = next((note for note in notes if _is_front_matter(note)), None)
    lines = ["---", f"name: {_yaml(card.person.name)}"]
    if card.aliases:
        lines.append(f"aliases: [{', '.join(_yaml(alias) for alias in card.aliases)}]")
    if card.person.is_me:
        lines.append("me: true")
    if record:
        if record.private:
            lines.append("private: true")
        lines += record.text.split("\n")
    known = fold(record.text) if record else ""
    fields: list[tuple[str, list[str]]] = [*card.contact.items()]
    fields += [(key, [getattr(card.person, key) or ""]) for key in ("role", "organization", "circle")]
    fields += [("birthday", [card.birthday or ""])]
    more = [
        f"{name}: {_yaml(' ; '.join(filter(None, values)))}"
        for name, values in fields
        if any(value and fold(value) not in known for value in values)
    ]
    if more:
        lines += [FROM_ELSEWHERE, *more]
    lines += ["---", "", "# About me" if card.person.is_me else f"# {one_line(card.person.name)}", ""]
    body = [note for note in notes if note is not record]
    return "\n".join(lines) + "\n" + "".join(_entries(body, fenced))


def _is_front_matter(note: Note) -> bool:
    """Whether a record was front matter: lines of `key: value`, and nothing an address book writes."""
    lines = note.text.split("\n")
    return (
        note.kind == "record"
        and bool(re.match(r"[a-z_ -]+:", lines[0]))
        and all(re.match(r"[\w .'-]{1,41}:|\s+\S|\s*-\s", line) for line in lines)
    )


def _yaml(value: str) -> str:
    """A value on one line, in quotation marks where YAML would otherwise read something else into it."""
    plain = one_line(value)
    return (
        plain
        if re.fullmatch(r"[^\W\d_][\w .'’@-]*", plain) and fold(plain) not in _YAML_WORDS
        else json.dumps(plain, ensure_ascii=False)
    )


def _journal(about: Mapping[str, str], notes: Sequence[Note], fenced: bool) -> str:
    return "# Journal\n\n" + "".join(_entries(notes, fenced, about))


def _entries(notes: Sequence[Note], fenced: bool, about: Mapping[str, str] | None = None) -> Iterator[str]:
    """The notes with what dates them: undated ones first, each dated one under a heading unless it begins with its date.

    Args:
        fenced: each note stands between comments; otherwise those alone of which `about` says whom they are about.
    """
    links = about or {}
    # Whatever stands between comments comes first: after a heading it would not be the heading's.
    for note in notes:
        if fenced or note.id in links:
            yield f"{marked(note.text, note.date, note.private, note.kind, links.get(note.id, ''))}\n\n"
    notes = [] if fenced else [note for note in notes if note.id not in links]
    undated = [_as_section(note.text) for note in notes if note.date is None]
    # A paragraph after a section would become part of it.
    for text in sorted(undated, key=lambda text: text.startswith("## ")):
        yield f"{text}\n\n"
    for note in notes:
        if note.date is not None:
            yield (
                f"{note.text}\n\n" if _BEGINS_DATED.match(note.text) else f"## {note.date}\n\n{note.text}\n\n"
            )


def _as_section(text: str) -> str:
    """A text that begins with the heading it stood under, as heading and words again."""
    title, _, rest = text.partition("\n")
    is_heading = (
        rest and len(title) <= 60 and title[-1:] not in ".,:;!?" and title[:1].isalnum() and ": " not in title
    )
    return f"## {title}\n\n{rest.lstrip()}" if is_heading else text


def _file_name(person: Person, taken: dict[str, str]) -> str:
    """A name that every system takes and nobody else has; "me.md" for the user."""
    if person.is_me:
        return _free("me.md", taken)
    # A space, since a file's name that differs in more than its marks would come back as another name of theirs.
    bare = one_line(_UNSAFE.sub(" ", person.name)).strip(" .-")[:80].strip() or "Somebody"
    if _RESERVED.match(bare) or fold(bare) in {"me", "journal"}:
        bare += "_"
    return _free(f"{bare}.md", taken)


def _free(name: str, taken: dict[str, str]) -> str:
    used = {other.casefold() for other in taken}
    stem, number, free = name.removesuffix(".md"), 1, name
    while free.casefold() in used:
        number += 1
        free = f"{stem} {number}.md"
    return free


# ---- a table and cards for other programs ----


def _table(cards: Iterable[_Card]) -> str:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(_COLUMNS)
    for card in cards:
        contact = {kind: " ; ".join(values) for kind, values in card.contact.items()}
        person = card.person
        values = (
            person.name,
            " ; ".join(card.aliases),
            person.circle,
            person.role,
            person.organization,
            *(contact.get(kind) for kind in ("email", "phone", "url", "address")),
            card.birthday,
            card.last_contact,
        )
        rows.writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: str | None) -> str:
    """A value that a spreadsheet takes for text; a leading "=" would be run as a formula."""
    return f"'{value}" if value and value[0] in "=@\t\r" else value or ""


def _vcard(card: _Card) -> str:
    person = card.person
    first, _, last = person.name.rpartition(" ")
    lines = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{escaped(person.name)}"]
    lines.append(f"N:{escaped(last)};{escaped(first)};;;" if first else f"N:;{escaped(last)};;;")
    if card.aliases:
        lines.append("NICKNAME:" + ",".join(escaped(alias) for alias in card.aliases))
    lines += [f"EMAIL:{escaped(value)}" for value in card.contact.get("email", [])]
    lines += [f"TEL;VALUE=text:{escaped(value)}" for value in card.contact.get("phone", [])]
    lines += [f"URL:{one_line(value)}" for value in card.contact.get("url", [])]
    lines += [f"ADR:;;{escaped(value)};;;;" for value in card.contact.get("address", [])]
    if person.organization:
        lines.append(f"ORG:{escaped(person.organization)}")
    if person.role:
        lines.append(f"TITLE:{escaped(person.role)}")
    if card.birthday and (day := _vcard_date(card.birthday)):
        lines.append(f"BDAY:{day}")
    if person.circle:
        lines.append(f"CATEGORIES:{escaped(person.circle)}")
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCARD"))


def _vcard_date(day: str) -> str | None:
    """RFC 6350 section 4.3.1: 19910208, 1991-02, 1991, --0514."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|--\d{2}-\d{2}", day):
        head = "--" if day.startswith("--") else ""
        return head + day.removeprefix("--").replace("-", "")
    return day if re.fullmatch(r"\d{4}(?:-\d{2})?", day) else None
