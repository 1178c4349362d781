"""What holds now: newer facts end older ones, endings end what they name, kept promises are closed.

Works on the facts of one person as they lie in the book, so that the order of reading does not matter.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coach.people.book import Book
from coach.people.jobs import ACTIVITY
from coach.people.names import word_set
from coach.text import fold
from coach.types import Fact, LedgerEntry, Person, Use

_FEW = 30
_WATCHED = re.compile(r"\b(?:linkedin|connections|profile|website|online|news|paper)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:now|new job|started|starts|joined|joins|moved|promoted|became|since|left|leaving|switched|first day|nowadays|"
    r"retired|got a job|has a job)\b",
    re.IGNORECASE,
)
# Words of a promise that do not say what was promised.
_PLAIN = word_set(
    "said told with that this have from they them about would could will when what into over some promised offered owe "
    "gave give sent send lend lent help helped write wrote bring brought introduce introduced show showed then also just "
    "very still more than after before until which whom their there here always ever name person people thing things "
    "time year month week tell email mail call ring wants want know knows happy glad ready look good soon again your"
)


def bring_up_to_date(book: Book, person_ids: Iterable[int]) -> None:
    """Brings each person's facts, columns and open promises in line with each other."""
    wanted = set(person_ids)
    for known in _known_of(book, wanted):
        _settle(book, known)


@dataclass
class _Known:
    """What the book holds of one person."""

    person: Person
    facts: list[Fact]
    entries: list[LedgerEntry]


def _known_of(book: Book, person_ids: set[int]) -> Iterator[_Known]:
    """What is known of these people; the ledger of many at once is read whole."""
    store = book.store
    few = person_ids if len(person_ids) <= _FEW else (None,)
    entries: dict[int, list[LedgerEntry]] = {}
    for person_id, entry in (line for one in few for line in store.facts.ledger(one)):
        entries.setdefault(person_id, []).append(entry)
    facts = store.listing.facts(person_ids)
    for person_id, person in sorted(store.listing.people(person_ids).items()):
        yield _Known(person, facts.get(person_id, []), entries.get(person_id, []))


def _settle(book: Book, known: _Known) -> None:
    person_id = known.person.id
    sure = [fact for fact in known.facts if _sure(fact)]
    ended = _ended_jobs(sure)
    now_ended: dict[int, str] = {}
    for kind in ("role", "organization", "place"):
        now_ended |= _end_older(book, person_id, [fact for fact in sure if fact.kind == kind], ended)
    _keep_first_meeting(book, person_id, [fact for fact in known.facts if fact.kind == "met_at"])
    _write_columns(
        book, known.person, [replace(fact, until=now_ended.get(id(fact), fact.until)) for fact in sure]
    )
    for promise in known.entries:
        if promise.open and any(_keeps(done, promise) for done in known.entries):
            book.store.facts.close_entry(person_id, promise)


def _sure(fact: Fact) -> bool:
    """Whether a fact may end another: hearsay may not, what stands on a public profile may."""
    return fact.use is not Use.PRIVATE or bool(_WATCHED.search(fact.citation.quote))


def _when(fact: Fact) -> str:
    return fact.since or fact.citation.date or ""


def _order(facts: Sequence[Fact]) -> list[Fact]:
    """Oldest first. An undated record is how things are now, unless a dated note tells of a change to something else."""
    dated = sorted((fact for fact in facts if _when(fact)), key=_when)
    undated = [fact for fact in facts if not _when(fact)]
    newest = dated[-1] if dated else None
    if newest is None or newest.until or not _CHANGE.search(newest.citation.quote):
        return dated + undated
    old = [fact for fact in undated if not _same(fact, newest)]
    return old + dated + [fact for fact in undated if fact not in old]


def _newer(ordered: Sequence[Fact], place: int) -> Fact | None:
    """What took the place of a fact: the next that says something else; for a record without a date, the newest."""
    others = [other for other in ordered[place + 1 :] if not _same(ordered[place], other) and not other.until]
    if not others:
        return None
    return others[0] if _when(ordered[place]) else others[-1]


def _end_older(book: Book, person_id: int, facts: Sequence[Fact], ended: dict[str, str]) -> dict[int, str]:
    """Writes when facts ended that newer ones replaced; `id(fact)` to that day."""
    until_of: dict[int, str] = {}
    # "sits on the board of X" goes on beside whatever else somebody does.
    ordered = _order([fact for fact in facts if not ACTIVITY.match(fact.value)])
    for place, fact in enumerate(ordered):
        newer = _newer(ordered, place)
        if fact.until is None and newer is not None:
            # The record that holds now may bear no date: what was known before ended some time before today.
            until_of[id(fact)] = max(_when(newer), _when(fact)) if _when(newer) else book.today.isoformat()
    for fact in facts:
        end, until = ended.get(fold(fact.value), ""), until_of.get(id(fact), fact.until)
        if end and end >= _when(fact) and (until is None or until > end):
            until_of[id(fact)] = end
    for fact in facts:
        if id(fact) in until_of:
            book.store.facts.end_fact(person_id, fact, until_of[id(fact)])
    return until_of


def _same(a: Fact, b: Fact) -> bool:
    """Whether two values say the same thing, one perhaps more fully."""
    one, other = fold(a.value), fold(b.value)
    return one in other or other in one or (a.kind == "role" and a.citation.note_id == b.citation.note_id)


def _ended_jobs(facts: Sequence[Fact]) -> dict[str, str]:
    """Folded organization or role to the day it ended, by what was left and by what took its place."""
    organizations = [fact for fact in facts if fact.kind == "organization"]
    leavings = [fact for fact in facts if fact.kind == "left" and _when(fact)]
    ended: dict[str, str] = {}
    for leaving in leavings:
        for fact in organizations:
            if _leaves(leaving, fact):
                ended[fold(fact.value)] = max(ended.get(fold(fact.value), ""), _when(leaving))
    ordered = _order([fact for fact in organizations if fact.until is None])
    for place, fact in enumerate(ordered[:-1]):
        newer = _newer(ordered, place)
        if newer is not None and _when(newer):
            ended.setdefault(fold(fact.value), max(_when(newer), _when(fact)))
    # A role that the same note ties to an organization ends with it.
    for role in (fact for fact in facts if fact.kind == "role"):
        for fact in organizations:
            if fact.citation.note_id == role.citation.note_id and fold(fact.value) in ended:
                ended.setdefault(fold(role.value), ended[fold(fact.value)])
        for leaving in leavings:
            if leaving.value == "job" and _when(role) and _when(role) < _when(leaving):
                ended.setdefault(fold(role.value), _when(leaving))
    return ended


def _leaves(leaving: Fact, job: Fact) -> bool:
    """Whether what somebody left is this organization. An undated record is younger than a job lost before."""
    if leaving.value == "job":
        return bool(_when(job)) and _when(job) < _when(leaving)
    named, whole = fold(leaving.value), fold(job.value)
    fits = named in whole or whole in named
    if not fits and leaving.value.islower():
        fits = named.split()[-1] in whole.split()
    return fits and _when(job) <= _when(leaving)


def _keep_first_meeting(book: Book, person_id: int, facts: Sequence[Fact]) -> None:
    """One meets for the first time once: the record's word, else the oldest note's, if no contact came before it."""
    if not any(fact.citation.date for fact in facts) and len(facts) < 2:
        return
    contacts = [interaction.date for interaction in book.store.diary.interactions(person_id)]
    first = min(contacts, default="9999")
    for place, fact in enumerate(sorted(facts, key=lambda fact: fact.citation.date or "")):
        if place > 0 or (fact.citation.date or "") > first:
            book.store.facts.drop_fact(person_id, fact)


def _write_columns(book: Book, person: Person, facts: Sequence[Fact]) -> None:
    """The person's role and organization as the facts have them now; untouched when no fact speaks of them."""
    if person.is_me:
        return
    now = book.today.isoformat()
    changed: dict[str, str | None] = {}
    for column in ("role", "organization"):
        known = [fact for fact in facts if fact.kind == column]
        holding = [fact for fact in _order(known) if fact.until is None or fact.until > now]
        best = [fact for fact in holding if not ACTIVITY.match(fact.value)] or holding
        # Of two ways to say the newest, the fuller one.
        value = max((fact.value for fact in best if _same(fact, best[-1])), key=len) if best else None
        if known and value != getattr(person, column):
            changed[column] = value
    if changed:
        book.store.people.update(person.id, **changed)


def _keeps(done: LedgerEntry, promise: LedgerEntry) -> bool:
    """Whether something given or received later is what was promised: they share a word that says what."""
    wanted = {"promised_by_me": "gave", "promised_to_me": "received"}.get(promise.direction)
    if done.direction != wanted or (done.date or "") < (promise.date or "") or done.text == promise.text:
        return False
    shared = (_content(done.text) & _content(promise.text)) - {
        word[:6] for word in fold(promise.person).split()
    }
    return bool(shared) or "as promised" in done.text.casefold()


def _content(text: str) -> set[str]:
    """The words that say what a thing is, cut short so that "questions" is "question"."""
    return {
        word[:6].rstrip("s")
        for word in fold(text).split()
        if len(word) > 3 and word not in _PLAIN and not word[0].isdigit()
    }
