"""A card for an event ahead: who of mine may be there, how to begin with each, what to say, where to stand, when to leave.

Who may be there comes from notes and never from a guess; each opener rests on one line that may be said aloud. The rest
of the card is the guides' own words and the user's own page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from coach.errors import EmptyInput, TooLarge
from coach.guard.injection import is_instruction
from coach.guard.mirror import mirror_faults
from coach.people.book import Book
from coach.people.days import as_day, days_in
from coach.people.names import first_name, word_set
from coach.people.pages import holds_on
from coach.people.profile import what_i_do
from coach.people.second_opinion import careful_use_of
from coach.people.standing import Bond, standings
from coach.resources import resource_folder
from coach.retrieval.retriever import Retriever
from coach.retrieval.words import content_words, family, stems
from coach.text import MONTHS, WEEKDAYS, fold, one_line, sentences
from coach.types import Citation, Fact, Person, Use

_MOST = 3
_SEARCHED = 60
_LONGEST = 2_000  # characters
_KEEP_AWAY = {Bond.AVOID, Bond.EX, Bond.EX_KIN, Bond.SELLS, Bond.DIED}
_ASKED = {
    "interest": "Are you still into {what}? What is new there?",
    "organization": "What is it like at {what}?",
}
"""What one asks about a fact of a kind, the easiest to answer first."""
_BESIDE = re.compile(
    r"\s(?:with|every|on|at|since|because|and (?:his|her))\s"
)  # what follows is more than the thing itself
_NEW_JOB_DAYS = 3 * 365
_THEIRS = re.compile(
    r"\b(?:her|his|their|she|he|they|me|my|I)\b", re.IGNORECASE
)  # words that do not fit "you"
_GATHERINGS = word_set(
    "event evening meeting meetup party dinner lunch drinks reception gathering conference fair festival celebration "
    "concert rehearsal lecture talk workshop course class reunion wedding meet-up"
)
_NOT_WHICH = word_set("night day morning afternoon weekend week annual next coming going go invited invitation people starts begins pm am") | {
    *MONTHS, *WEEKDAYS, *(month[:3] for month in MONTHS)
}  # fmt: skip
"""Words that do not say which event it is."""
_LAST_WORDS = re.compile(r"(?:\W+(?:is|are|on|at|from|by|the|will|be|takes?|place|starts?|begins?|in))+\W*$", re.IGNORECASE)  # fmt: skip
_NOT_OF_THEM = re.compile(r"[\W\d]*(?:I|we|my|our|must|should)\b", re.IGNORECASE)
_ROW = re.compile(r"[^\W\d_][\w /-]{1,30}:\s")
_CLOCK = re.compile(
    r"\b(?:(?P<at>at|from)\s+)?(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\W*(?:(?:so|and|next|this|tomorrow|tonight|on\s+\w+|there(?:['’]s|\s+is|\s+will\s+be)|the|my|our|an?)\b|(?:i|we)(?:['’](?:m|re|ve|ll)|\s+(?:am|are|have|will|must|should))?\s+"
    r"(?:be\s+)?(?:go|going|got|invited|have|attend\w*|an?|the|to)\b)",
    re.IGNORECASE,
)
_WHO_COMES = re.compile(
    r"\bwho\b.{0,40}\b(?:may|might|will|could|is|are)\b.{0,20}\b(?:there|come|coming|going|be\s+at)\b|\bprepare\s+(?:me\s+)?for\b",
    re.IGNORECASE,
)
_STAY = timedelta(hours=1)  # "an hour is a whole visit", say the guides


@dataclass(frozen=True)
class MayBeThere:
    """Somebody who may come. `citation` says why, `opener_citation` what the opener rests on."""

    person: str
    why: str
    citation: Citation | None
    opener: str
    opener_citation: Citation | None


@dataclass(frozen=True)
class Line:
    """A sentence with where it stands: the user's page, or a guide."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class EventCard:
    """Everything to take along. `what_i_do` is empty until the user's own page says it."""

    event: str
    date: str | None
    people: tuple[MayBeThere, ...]
    what_i_do: Line | None
    exit_line: Line
    stand: Line
    leave_at: str
    rehearse_with: tuple[str, ...]
    next_step: str


def event_card(book: Book, retriever: Retriever, text: str) -> EventCard:
    """The card for an event that the user describes in a sentence, such as "The alumni evening is on 4 March at 7 pm".

    At most three people, those the sentence names first. Knows no model: an opener is a plain question about one fact
    that may be said aloud.

    Raises:
        EmptyInput: no words. TooLarge: over 2,000 characters.
        StorageProblem, ArtifactProblem: the index or the embedder cannot be used.
    """
    said = one_line(text)
    if not any(letter.isalnum() for letter in said):
        raise EmptyInput(
            "There is no event to prepare for. Say which one in a sentence, and when if you know it."
        )
    if len(said) > _LONGEST:
        raise TooLarge(f"This event has {len(said):,} characters; {_LONGEST:,} fit. One sentence is enough.")
    name, day = named_event(said, book.today)
    known = _who(book, retriever, said)[:_MOST]
    people = tuple(
        MayBeThere(book.label(person), why, cite, *opener(book, person)) for person, why, cite in known
    )
    doing = what_i_do(book)
    return EventCard(
        event=name,
        date=day.isoformat() if day else None,
        people=people,
        what_i_do=Line(*doing) if doing else None,
        exit_line=_from_guide("leaving-a-conversation", "one more person"),
        stand=_from_guide("events-for-people-who-hate-events", "Stand near"),
        leave_at=_leave_at(said),
        rehearse_with=tuple(one.person for one in people),
        next_step=_next_step(people),
    )


def is_event_ahead(text: str, today: date) -> bool:
    """Whether somebody tells of an event to go to ("The alumni evening is on 4 March") or asks who will be at one."""
    said = one_line(text)
    if len(said) > _LONGEST or not set(fold(said).replace(".", " ").replace("?", " ").split()) & _GATHERINGS:
        return False
    if _WHO_COMES.search(said):
        return True
    return (
        "?" not in said and bool(_AHEAD.match(said)) and any(day.due > today for day in days_in(said, today))
    )


def named_event(text: str, today: date) -> tuple[str, date | None]:
    """The words for the event without its day, and the day if the sentence names one."""
    days = days_in(text, today)
    before = text[: days[0].start] if days and days[0].start > 3 else text
    return _LAST_WORDS.sub("", before).strip(" ,.;:–-") or text, days[0].due if days else None


def what_was_said_there(event: str, met: str) -> str:
    """The user's words about whom they met, with where it was if they do not say so: ready to be remembered."""
    words = met.strip()
    if set(content_words(event)) & set(content_words(words)):
        return words
    return f"{words.rstrip('.')}. Met at {event[0].lower() + event[1:]}."


# ---- who may be there -----------------------------------------------------------------------------------------

_Known = tuple[Person, str, Citation | None]


def _who(book: Book, retriever: Retriever, said: str) -> list[_Known]:
    """Those the sentence names, then those a shareable line of a note connects with it, the most recently seen first."""
    named = [
        (person, f"You named {first_name(person.name)} yourself.", None) for person in book.mentioned_in(said)
    ]
    found: list[_Known] = [*named]
    taken = {person.id for person, *_ in named}
    words = [word for word in content_words(said) if word not in _NOT_WHICH and not word[0].isdigit()]
    near: dict[int, tuple[int, Citation]] = {}
    for passage in retriever.search(" ".join(words), _SEARCHED, private=False) if words else ():
        who = passage.person_ids[0] if passage.person_ids else 0
        for line in sentences(passage.text):
            shared = _connected(line, passage.text, words)
            if shared > near.get(who, (0,))[0] and careful_use_of(line) is Use.SHAREABLE:
                near[who] = shared, Citation(passage.note_id, passage.person, passage.date, line)
    people = book.store.listing.people(near.keys() - taken)
    last = book.store.diary.last_contacts()
    ranked = sorted(people, key=lambda one: (near[one][0], last.get(one, "")), reverse=True)
    for person_id in ranked:
        person = people[person_id]
        why = f"A line of your notes connects {first_name(person.name)} with it."
        if not person.is_me:
            found.append((person, why, near[person_id][1]))
    return [one for one in found if not _kept_away(book, one[0])]


def _connected(line: str, passage: str, words: Sequence[str]) -> int:
    """How many of the event's words a line shares; 0 where they do not connect somebody with it.

    A row such as "circle: choir" needs one word that says which event. A sentence needs two in its passage, because one
    alone ("data", "evening") stands in many a note that has nothing to do with it.
    """
    which = [word for word in words if word not in _GATHERINGS]
    if _ROW.match(line):
        return _shared(line, which)
    enough = _shared(passage, which) and _shared(passage, words) > 1 and not _NOT_OF_THEM.match(line)
    return _shared(line, words) if enough else 0


def _shared(text: str, words: Sequence[str]) -> int:
    said = stems(text)
    return sum(bool(family(word) & said) for word in words)


def _kept_away(book: Book, person: Person) -> bool:
    return any(one.bond in _KEEP_AWAY for one in standings(person, book.store.notes.of_person(person.id)))


# ---- how to begin ---------------------------------------------------------------------------------------------


def opener(book: Book, person: Person) -> tuple[str, Citation | None]:
    """A question about what they like or where they work now, else about the time since the last meeting; what it rests on."""
    fact = next(iter(_easy_to_ask_about(book, person)), None)
    if fact is None:
        return _since_the_last_time(book, person)
    return _ASKED[fact.kind].format(what=_BESIDE.split(fact.value)[0].strip(" .,")), fact.citation


def _easy_to_ask_about(book: Book, person: Person) -> list[Fact]:
    """Facts that hold, are for others to know and may be said to the person; what they like before where they work."""
    me = book.me()
    mine = {fold(me.organization)} if me and me.organization else set()
    new = (book.today - timedelta(days=_NEW_JOB_DAYS)).isoformat()
    facts = [fact for _, fact in reversed(book.store.facts.facts(person.id)) if holds_on(fact, book.today)]
    private = {note.id for note in book.store.notes.of_person(person.id) if note.private}
    found = [
        fact
        for fact in facts
        if fact.kind in _ASKED
        and fact.use is Use.SHAREABLE
        and fact.citation.note_id not in private
        and (fact.kind != "organization" or (fact.since or "") >= new)
        and fold(fact.value) not in mine
        and not _THEIRS.search(fact.value)
        and _may_be_said(fact)
    ]
    return sorted(found, key=lambda fact: list(_ASKED).index(fact.kind))


def _may_be_said(fact: Fact) -> bool:
    line = fact.citation.quote
    return (
        careful_use_of(line) is Use.SHAREABLE and not is_instruction(line) and not mirror_faults(fact.value)
    )


def _since_the_last_time(book: Book, person: Person) -> tuple[str, Citation | None]:
    """A question that needs no more than having met, resting on the last contact."""
    first = first_name(person.name)
    last = next((one for one in reversed(book.store.diary.interactions(person.id)) if one.note_id), None)
    if last is None or last.note_id is None:
        return "What brought you here?", None
    note = book.store.notes.get([last.note_id])[0]
    told = sentences(note.text)
    theirs = [one for one in told if person.id in {who.id for who in book.mentioned_in(one)}]
    line = max(theirs or told, key=len)  # a page of a journal tells of others too
    cite = Citation(note.id, person.name, note.date, line)
    months = (book.today - (as_day(last.date) or book.today)).days / 30
    if months > 10:
        return f"It has been a while. How have you been, {first}?", cite
    since = (
        f" since {MONTHS[int(last.date[5:7]) - 1].title()}" if months > 1.5 and len(last.date) >= 7 else ""
    )
    return f"How have you been{since}, {first}?", cite


# ---- the rest of the card -------------------------------------------------------------------------------------


def _from_guide(guide: str, words: str) -> Line:
    """The sentence, or the example in quotation marks, of a guide that holds these words."""
    text = (resource_folder("knowledge") / f"{guide}.md").read_text(encoding="utf-8")
    pieces = [row[2:].strip() if row.startswith("- ") else row for row in text.splitlines()]
    lines = [line for row in pieces for line in ([row] if row.startswith('"') else sentences(row))]
    line = next(line for line in lines if words in line)
    return Line(line.strip('"'), Citation(f"knowledge/{guide}", "", None, line))


def _leave_at(said: str) -> str:
    """When one may go: an hour after it begins, or after coming if no hour is named."""
    for match in _CLOCK.finditer(said):
        if not (match["minute"] or match["half"] or fold(match["at"] or "") == "at"):
            continue
        hour = (
            int(match["hour"]) % 12 + 12
            if (match["half"] or "").casefold().startswith("p")
            else int(match["hour"])
        )
        if hour < 24 and not re.match(r"\s*(?:%|\w*\s*(?:people|guests))", said[match.end() :]):
            begins = datetime.combine(date.min, time(hour, int(match["minute"] or 0)))
            return f"{(begins + _STAY):%H:%M}"
    return "an hour after you come"


def _next_step(people: Sequence[MayBeThere]) -> str:
    if not people:
        return "Your notes connect nobody with this. Look for one person who stands alone, and ask what brought them."
    return f"Practise once with {people[0].person}, where nobody sees. One person is a whole evening."
