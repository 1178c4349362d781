"""Writes down what happened with somebody: a note, a contact, a line of the ledger, and feared beside actual.

A message the user says they sent is such a contact, with a follow-up; what was expected of it and how it was, perhaps
weeks later, stand on that one contact.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from coach.errors import EmptyInput, NotFound, TooLarge, UsageError
from coach.people.book import Book
from coach.people.filing import file_note
from coach.people.names import name_tokens, word_set
from coach.storage.diary import Interaction
from coach.text import fold, one_line
from coach.types import IF_ANY, Citation, LedgerEntry

_LONGEST = 20_000  # characters
_FOLLOW_UP_DAYS = 10
"""Two weeks of silence are usual; a few days before that one may begin to think of a light second line."""
_SENT = "sent"  # the source of the note that a message was sent
_BY = {
    "email": "by e-mail",
    "linkedin_note": "on LinkedIn",
    "linkedin_message": "on LinkedIn",
    "text": "by text",
}
_PLAIN = word_set(
    "the a an and or to of for with her him them his she he they i my me we it in on at that this said told have has had "
    "promised promise owe will would gave give sent send brought bring lent lend some about today back"
)


@dataclass(frozen=True)
class Logged:
    """What was saved. `gave` and `received` hold the words if the contact was one of giving or receiving."""

    person: str
    date: str
    text: str
    note_id: str
    gave: str | None
    received: str | None
    feared: float | None
    actual: float | None


@dataclass(frozen=True)
class Sent:
    """A message the user sent by their own hand. `question` asks what they expect, until they have said."""

    draft_id: str
    person: str
    date: str
    note_id: str
    follow_up: str
    feared: float | None
    question: str = field(default="", metadata=IF_ANY)


def log(
    book: Book,
    name: str,
    text: str,
    *,
    direction: str | None = None,
    feared: float | None = None,
    actual: float | None = None,
) -> Logged:
    """Saves that the user was in touch with somebody today, in the user's words; the same words twice are one contact.

    A promise that what was given or received plainly keeps is closed, and so is the follow-up of a message sent. `feared`
    and `actual` are 0 (nothing to it) to 10; `actual` alone answers what was feared of the last contact with them.

    Raises:
        EmptyInput: no text. TooLarge: over 20,000 characters.
        UsageError: another direction than "gave" or "received", or a number outside 0 to 10.
        UnknownPerson, AmbiguousPerson: the name does not lead to one person.
    """
    if not any(letter.isalnum() for letter in text):
        raise EmptyInput(
            f"There is nothing to log in {text.strip()[:60]!r}. Say in a few words what happened."
        )
    if len(text) > _LONGEST:
        raise TooLarge(f"This has {len(text):,} characters; {_LONGEST:,} is the most. Log the heart of it.")
    if direction not in {None, "gave", "received"}:
        raise UsageError(
            f"{direction!r} is neither 'gave' nor 'received'. Leave it out if nothing changed hands."
        )
    _in_range(feared=feared, actual=actual)
    person = book.find(name)
    if person.is_me:
        raise UsageError(f"{name!r} is you. Log what happened with somebody else.")
    words, today = text.strip(), book.today.isoformat()
    private = words.casefold().startswith("private:")
    others = tuple(one for one in book.mentioned_in(words) if one.id != person.id)
    store = book.store
    with store.transaction():
        note = file_note(
            book, (person, *others), words, date=today, source="log", private=private, interaction=True
        )
        waiting = _waiting(book, person.id) if actual is not None and feared is None else None
        contact = Interaction(person.id, today, one_line(words), note.id, feared, actual)
        if waiting is not None:
            store.diary.tell_feeling(person.id, waiting.date, waiting.note_id, None, actual)
            feared, contact = waiting.feared, replace(contact, actual=None)
        if not store.diary.add_interaction(contact):
            store.diary.tell_feeling(person.id, today, note.id, contact.feared, contact.actual)
        _end_follow_ups(book, person.id)
        if direction is not None:
            cite = Citation(note.id, person.name, today, words)
            known = [entry for _, entry in store.facts.ledger(person.id)]
            entry = LedgerEntry(person.name, direction, one_line(words), today, cite)
            if not any(_same(entry, other) for other in known):
                store.facts.add_entry(person.id, entry)
            for promise in known:
                if _kept(promise, entry):
                    store.facts.close_entry(person.id, promise)
    return Logged(
        person=person.name,
        date=today,
        text=words,
        note_id=note.id,
        gave=words if direction == "gave" else None,
        received=words if direction == "received" else None,
        feared=feared,
        actual=actual,
    )


def sent(book: Book, draft_id: str, *, feared: float | None = None) -> Sent:
    """Logs that the user sent a draft themselves: a contact, a follow-up in ten days, and what they expect of it.

    Said again of a draft that was sent it is the same contact, so that `feared` (0 to 10) can be told afterwards.

    Raises:
        NotFound: no draft of that id. UsageError: a number outside 0 to 10.
    """
    _in_range(feared=feared)
    store = book.store
    found = store.desk.draft(draft_id.strip())
    person = store.people.get(found[0]) if found else None
    if found is None or person is None:
        raise NotFound(f"There is no draft {draft_id!r} (any more), so it cannot be marked as sent.")
    value = found[1]
    made = value["draft"]
    message = {name: made[name] for name in ("subject", "body")}
    earlier = value.get("sent") or {}
    again = bool(earlier)
    day = earlier["day"] if again else book.today.isoformat()
    told = earlier or message  # the same contact, whatever was put right in the draft since
    about = one_line(told["subject"] or "") or one_line(told["body"])[:80]
    words = f"Wrote to {person.name} {_BY.get(made['channel'], '')}: “{about}”"
    follow_up = (date.fromisoformat(day) + timedelta(days=_FOLLOW_UP_DAYS)).isoformat()
    with store.transaction():
        note = file_note(book, (person,), words, date=day, source=_SENT, interaction=True)
        if not store.diary.add_interaction(Interaction(person.id, day, words, note.id, feared)):
            store.diary.tell_feeling(person.id, day, note.id, feared, None)
        if not again:
            _end_follow_ups(book, person.id)
            what = f"See whether {person.name} wrote back; if not, one light line is fine, or none"
            store.diary.add_reminder(person.id, what, follow_up, note.id)
            store.desk.save_draft(draft_id.strip(), person.id, day, value | {"sent": {"day": day, **message}})
        kept = next(one for one in store.diary.interactions(person.id) if one.note_id == note.id)
    question = (
        ""
        if kept.feared is not None
        else "How badly do you expect it to go, from 0 (nothing to it) to 10 (as bad as can be)? One tap; you may skip it."
    )
    return Sent(draft_id.strip(), person.name, day, note.id, follow_up, kept.feared, question)


def tell_actual(book: Book, note_id: str, actual: float) -> None:
    """Adds how a contact was, 0 to 10, to what was feared of it; its follow-up is done.

    Raises:
        NotFound: nothing was feared of a contact of that note. UsageError: a number outside 0 to 10.
    """
    _in_range(actual=actual)
    rated = book.store.diary.interactions(feared=True)
    contact = next((one for one in rated if one.note_id == note_id), None)
    if contact is None:
        raise NotFound(f"Nothing is waiting to be compared under {note_id!r}. Log what happened instead.")
    with book.store.transaction():
        book.store.diary.tell_feeling(contact.person_id, contact.date, note_id, None, actual)
        _end_follow_ups(book, contact.person_id)


def _in_range(**numbers: float | None) -> None:
    for what, value in numbers.items():
        if value is not None and not 0 <= value <= 10:
            raise UsageError(
                f"{what} is {value!r}, but it goes from 0 (nothing to it) to 10 (as bad as can be)."
            )


def _waiting(book: Book, person_id: int) -> Interaction | None:
    """The last contact with somebody of which something was feared and nobody has said how it was."""
    contacts = book.store.diary.interactions(person_id, feared=True)
    return next((one for one in reversed(contacts) if one.actual is None), None)


def _end_follow_ups(book: Book, person_id: int) -> None:
    """A new contact answers the question whether they wrote back."""
    waiting = [
        one for one in book.store.diary.reminders() if one.person_id == person_id and one.note_id is not None
    ]
    told = {note.id: note for note in book.store.notes.get([one.note_id for one in waiting if one.note_id])}
    for reminder in waiting:
        if reminder.note_id in told and told[reminder.note_id].source == _SENT:
            book.store.diary.finish_reminder(reminder.id)


def _same(entry: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether reading the note has found the same giving already."""
    return (
        other.citation is not None
        and entry.citation is not None
        and other.citation.note_id == entry.citation.note_id
        and other.direction == entry.direction
    )


def _kept(promise: LedgerEntry, done: LedgerEntry) -> bool:
    """Whether an open promise is what was given or received now: they share a word that says what."""
    wanted = {"promised_by_me": "gave", "promised_to_me": "received"}.get(promise.direction)
    if not promise.open or done.direction != wanted:
        return False
    shared = _content(done) & _content(promise)
    return bool(shared)


def _content(entry: LedgerEntry) -> set[str]:
    names = set(name_tokens(entry.person))
    words = (word.strip(".,;:!?'\"") for word in fold(entry.text).split())
    return {
        word.rstrip("s")[:7] for word in words if len(word) > 3 and word not in _PLAIN and word not in names
    }
