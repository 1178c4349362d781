"""Reads notes by rules: what they say becomes facts, ties, the ledger and contacts, each resting on a verbatim quote.

Nothing is read that a rule is not sure of; reading a note again gives the same rows.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from coach.people.book import Book, Mention
from coach.people.clauses import Sentence, sentences_of
from coach.people.fact_rules import facts_in
from coach.people.found import FoundFact
from coach.people.giving import entries_in
from coach.people.holding import bring_up_to_date
from coach.people.knowing import ties_in
from coach.people.meeting import Read, last_met_in, met_in
from coach.people.use import use_of
from coach.text import fold, one_line
from coach.types import Citation, Fact, LedgerEntry, Note, Use

_RECORD_LINE = re.compile(
    r"^[^\S\n]*(?P<key>[^\W\d][\w ./-]{1,40}?)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE
)
_TOLD = {"remember", "log"}
"""Sources of words told about one person, who then needs no naming."""

_RECORD_KINDS = {
    key: kind
    for kind, keys in (
        ("role", "role|title|job title|position|occupation|organization title"),
        ("organization", "organization|organisation|company|co|employer|org|organization name"),
        ("met_at", "met at|met_at"),
        ("birthday", "birthday|bday"),
        ("place", "place|city|location"),
        ("language", "language|languages"),
        ("interest", "interests|interest|hobbies"),
        ("family", "family"),
        ("need", "needs"),
        ("offer", "offers"),
    )
    for key in keys.split("|")
}


def read_notes(book: Book, note_ids: Sequence[str]) -> None:
    """Reads these notes anew, in one transaction.

    What was read from them before is taken back first; then facts, ties, ledger and contacts are added, older facts
    ended, and each person's role and organization brought up to date.
    """
    store = book.store
    notes = store.notes.get(list(dict.fromkeys(note_ids)))
    mentions = book.mentions_of([note.text for note in notes])
    names = book.all_names()
    owners = store.facts.owners_by_source()
    own_pages = {source for source, people in owners.items() if source and len(people) == 1}
    found = _Found(book.today)
    with store.transaction():
        store.facts.remove_derived([note.id for note in notes])
        for note, named in zip(notes, mentions, strict=True):
            _read(found, note, named, names, note.source in own_pages or note.source in _TOLD)
        store.facts.add_derived(found.facts, found.ties, found.entries, found.contacts)
        bring_up_to_date(book, found.people)


class _Found:
    """What was read so far, as rows to be."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.people: dict[int, None] = {}
        self.facts: list[tuple[int, Fact]] = []
        self.ties: list[tuple[int, int, str, str, str]] = []
        self.entries: list[tuple[int, LedgerEntry]] = []
        self.contacts: list[tuple[int, str, str, str]] = []

    def add_fact(self, note: Note, found: FoundFact, quote: str, use: Use) -> None:
        """Adds a fact, unless its quote is not in the note: then nothing vouches for it."""
        if quote not in note.text or not found.value.strip():
            return
        since, until = found.since, found.until
        if until == "past":
            # It "used to" hold: by the day of the note, or else by today, it had ended.
            until = note.date or self.today.isoformat()
        if since is None and until is None and found.kind in {"role", "organization", "place", "left"}:
            since = note.date if note.kind != "record" else None
        if since and until and since > until:
            since = None
        citation = Citation(note.id, "", note.date, quote)
        value = one_line(found.value).replace("[[", "").replace("]]", "")
        self.facts.append((found.person_id, Fact(found.kind, value, since, until, citation, use)))


def _read(
    found: _Found,
    note: Note,
    named: Sequence[Mention],
    all_names: Mapping[int, tuple[str, ...]],
    own_page: bool,
) -> None:
    """Adds what one note says."""
    owner = next(iter(note.person_ids), None)
    if owner is None or owner not in all_names:  # what the user writes about themselves is for the user
        return
    names = {one: all_names.get(one, ()) for one in (owner, *(mention.person_id for mention in named))}
    found.people.update(dict.fromkeys((*note.person_ids, *names)))
    lines = _read_record(found, note, owner, named)
    if _is_record(note) or (note.kind == "record" and all(":" in line for line in note.text.split("\n"))):
        return
    sentences = [
        (sentence, _use(note, sentence, names), list(entries_in(sentence)))
        for sentence in sentences_of(note, named, owner, own_page=own_page or note.kind == "record")
        if not (note.kind == "record" and ":" in sentence.quote) and sentence.quote not in lines
    ]
    for read in sentences:
        _read_sentence(found, note, read, names)
    for person_id, day, quote in last_met_in(sentences):
        if day <= found.today.isoformat():
            found.contacts.append((person_id, day, one_line(quote), note.id))
    for person_id, quote in met_in(note, sentences):
        if note.date and note.date <= found.today.isoformat():
            found.contacts.append((person_id, note.date, one_line(quote), note.id))


def _read_sentence(found: _Found, note: Note, read: Read, names: Mapping[int, tuple[str, ...]]) -> None:
    sentence, use, entries = read
    seen: set[tuple[int, str, str]] = set()
    for fact in facts_in(sentence):
        key = (fact.person_id, fact.kind, fold(fact.value))
        if key not in seen and fact.person_id in names:
            seen.add(key)
            found.add_fact(note, fact, sentence.quote, use)
    found.ties += [
        (tie.person_id, tie.other_id, tie.relation, note.id, sentence.quote) for tie in ties_in(sentence)
    ]
    for entry in entries:
        if entry.person_id in names:
            citation = Citation(note.id, "", note.date, sentence.quote)
            line = LedgerEntry("", entry.direction, entry.text, note.date, citation, entry.open)
            found.entries.append((entry.person_id, line))
            kind = {"promised_to_me": "offer", "promised_by_me": "promise"}.get(entry.direction)
            if kind:
                found.add_fact(note, FoundFact(entry.person_id, kind, entry.text), sentence.quote, use)


def _read_record(found: _Found, note: Note, owner: int, named: Sequence[Mention]) -> set[str]:
    """Reads the lines of "key: value" that an importer or the user wrote; they hold as long as nothing newer is known.

    In the user's own words only what names a trade or an employer is believed. Returns the lines that were read.
    """
    read = set()
    for line in _RECORD_LINE.finditer(note.text):
        key, value = fold(line["key"].replace("_", " ")), line["value"].strip("\"' ")
        quote = line.group().strip()
        prose = note.kind != "record" and not _is_record(note)
        if prose and (_RECORD_KINDS.get(key) not in {"role", "organization"} or len(value.split()) > 6):
            continue
        read.add(quote)
        if key in {"introduced by", "introduced_by", "knows"}:
            others = [m.person_id for m in named if line.start("value") <= m.start < line.end("value")]
            for other in others:
                relation = "knows" if key == "knows" else "introduced by"
                if other != owner:
                    found.ties.append((owner, other, relation, note.id, quote))
        kind = _RECORD_KINDS.get(key)
        if kind and value:
            use = Use.PRIVATE if note.private else use_of(quote)
            for one in value.split(",") if kind == "language" else (value,):
                found.add_fact(note, FoundFact(owner, kind, one.strip()), quote, use)
    return read


def _is_record(note: Note) -> bool:
    """Whether a note is nothing but one line of "key: value" that a record may hold."""
    line = _RECORD_LINE.fullmatch(note.text)
    return line is not None and fold(line["key"].replace("_", " ")) in _RECORD_KINDS


def _use(note: Note, sentence: Sentence, names: Mapping[int, tuple[str, ...]]) -> Use:
    if note.private:
        return Use.PRIVATE
    own = names.get(sentence.current or sentence.owner, ())
    return use_of(sentence.quote, own)
