"""What each filter of a whole-book question means: every person it holds for, each with the note that says so.

Complete by reading every note that holds the words, not the best few. Precise by reading sentence by sentence: what
is over, denied, or said of somebody's brother does not count.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date

from coach.people.book import Book
from coach.people.pages import facts_of, holds_on
from coach.retrieval.exact import (
    BornIn,
    Everybody,
    Filter,
    InCircle,
    IntroducedBy,
    KnownFrom,
    LivesIn,
    MetAt,
    Owes,
    QuietFor,
    Says,
    WorksIn,
)
from coach.retrieval.passages import in_words, passage_spans
from coach.retrieval.retriever import Retriever
from coach.retrieval.words import family, kin, stem, stems
from coach.text import fold, sentence_spans
from coach.types import Citation, Fact, LedgerEntry, Note, Passage, Person


@dataclass(frozen=True)
class Row:
    """One person of an exact answer. `why` is a few words, `citation` the note that says so (None if none does)."""

    person: Person
    why: str
    citation: Citation | None


_RELATIVE = (
    r"\b(?:his|her|their|whose|my|[A-Z][\w-]+['’]s)\s+(?:\w+\s+)?(?:brother|sister|mother|father|mum|mom|dad|husband|wife|partner|"
    r"son|daughter|kids?|children|friend|flatmate|cousin|uncle|aunt|boss|neighbou?r|boyfriend|girlfriend|brother-in-law|sister-in-law|niece|nephew)\b"
)
_OF_SOMEBODY_ELSE = re.compile(_RELATIVE, re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|n['’]t|hates?|dislikes?|used to|until|left|quit|wants? to (?:move|live|work)|would (?:like|love) to|"
    r"moved (?:away )?from|formerly|ex-|retired from|wishes|dreams? of|visit(?:ed|ing|s)?|trip|holiday|went to|conference|on the way)\b",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"\b(?:works?|working|job|jobs|role|organi[sz]ation|company|position|title|employ\w*|runs?|leads?|lead|manages?|manager|heads?|hires?|started|joined|"
    r"engineer|director|analyst|officer|owner|owns|founder|founded|partner|consultant|teaches|teacher|nurse|plans?|planner|sells?|drives?|driver|"
    r"career|business|industry|firm|department|team|office|in charge|is an?|now an?|as an?|trained|qualified|retired)\b",
    re.IGNORECASE,
)
_CARD_WORK = re.compile(
    r"(?:role|title|job title|position|company|organi[sz]ation|employer|job)\s*:", re.IGNORECASE
)
_AT_HOME = re.compile(
    r"\b(?:lives?|living|based|moved (?:back )?to|resides?|settled|flat|house|home|relocated|address|place|city|location|grew roots|staying)\b"
    r"|\bin [A-Z][\w-]+ (?:for|since|now)\b",
    re.IGNORECASE,
)
_BY_ME = re.compile(r"^[\W\d]*(?:I|We|my|I['’]\w+)\b(?! (?:met|know))")
_MEETING = re.compile(
    r"\b(?:met|meet|meeting|found me|first (?:evening|day|time|talk|lesson)|got talking|introduced|next to|beside|shared a table|sat|classmate|met_at|know (?:him|her|them) from)\b",
    re.IGNORECASE,
)


def rows_for(asked: Filter, book: Book, retriever: Retriever) -> tuple[Row, ...]:
    """Everybody the filter holds for, by name."""
    match asked:
        case Everybody():
            found = [Row(person, "", _cite(book, person)) for person in _others(book)]
        case InCircle(circle):
            found = _in_circle(book, circle)
        case WorksIn(words):
            found = _working(book, retriever, words)
        case LivesIn(words):
            found = _living(book, retriever, words)
        case KnownFrom(words):
            found = _first_of(
                _living(book, retriever, words),
                _working(book, retriever, words),
                _met(book, retriever, words),
                _in_circle(book, " ".join(words)),
            )
        case MetAt(words):
            found = _met(book, retriever, words)
        case Says(words):
            found = _said_of(book, retriever, words)
        case QuietFor(days):
            found = _quiet(book, days)
        case IntroducedBy(person_ids):
            found = _introduced(book, retriever, person_ids)
        case Owes(by_me):
            found = _owing(book, by_me=by_me)
        case BornIn(month):
            found = _born(book, month)
    return tuple(sorted(found, key=lambda row: (fold(row.person.name), row.person.id)))


def is_of_somebody_else(text: str) -> bool:
    """Whether a text speaks of somebody's brother, boss or friend, so that it may not be about the person themselves."""
    return bool(_OF_SOMEBODY_ELSE.search(text))


# ---- from columns and rows --------------------------------------------------------------------------------


def _in_circle(book: Book, circle: str) -> list[Row]:
    wanted = fold(circle)
    inside = [
        person
        for person in _others(book)
        if person.circle and wanted in {fold(person.circle), *fold(person.circle).split()}
    ]
    return [Row(person, person.circle or "", _cite(book, person, person.circle or "")) for person in inside]


def _quiet(book: Book, days: int) -> list[Row]:
    last = book.store.diary.last_contacts()
    found = []
    for person in _others(book):
        day = last.get(person.id)
        if day is None or (book.today - _day(day)).days >= days:
            why = f"last contact {in_words(day)}" if day else "no contact noted"
            found.append(Row(person, why, _cite_contact(book, person, day)))
    return found


def _owing(book: Book, *, by_me: bool) -> list[Row]:
    direction = "promised_by_me" if by_me else "promised_to_me"
    people = {person.id: person for person in _others(book)}
    entries: dict[int, list[LedgerEntry]] = {}
    for person_id, entry in book.store.facts.ledger():
        if entry.direction == direction and entry.open and person_id in people:
            entries.setdefault(person_id, []).append(entry)
    return [
        Row(people[one], "; ".join(entry.text for entry in owed), owed[0].citation)
        for one, owed in entries.items()
    ]


def _born(book: Book, month: int) -> list[Row]:
    facts = dict(book.store.facts.facts(kind="birthday"))
    found = []
    for person in _others(book):
        fact = facts.get(person.id)
        day = book.store.people.birthday(person.id) or (fact.value if fact else None)
        if day and _month_of(day) == month:
            written = [day, day.removeprefix("--"), *([day[-5:]] if len(day) >= 5 else [])]
            cite = fact.citation if fact else _cite(book, person, *written, "birthday")
            found.append(Row(person, day, cite))
    return found


def _introduced(book: Book, retriever: Retriever, by: Sequence[int]) -> list[Row]:
    people = {person.id: person for person in _others(book)}
    names = {name for one in by if one in people for name in book.names_of(one)}
    found: dict[int, Row] = {}
    for person_id, other_id, tie in book.store.facts.ties():
        if "introduc" not in tie.relation.casefold() and "through" not in tie.relation.casefold():
            continue
        led_to = person_id if other_id in by else other_id if person_id in by else None
        if led_to is not None and led_to in people and led_to not in by:
            found.setdefault(led_to, Row(people[led_to], tie.relation, tie.citation))
    for passage in retriever.everything_with(
        [["introduced", "introduced_by", "introduces", "introduction", "through"]]
    ):
        for start, end in _sentences(passage.text):
            sentence = passage.text[start:end]
            said = fold(sentence)
            if not any(re.search(rf"\b{re.escape(name)}\b", said) for name in names):
                continue
            if re.search(r"introduced by|introduced_by|through", said):
                led = passage.person_ids[:1]
            elif re.search(r"introduced (?:me|us) to|put me in touch with", said):
                led = tuple(m.person_id for m in book.mentions(sentence))
            else:
                continue
            for one in led:
                if one in people and one not in by:
                    found.setdefault(
                        one, Row(people[one], sentence, _citation(passage, people[one], start, end))
                    )
    return list(found.values())


# ---- from the words of notes ------------------------------------------------------------------------------


def _working(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        if _CARD_WORK.search(sentence):
            return True
        if _DENIED.search(sentence) or _BY_ME.search(sentence) or not _AT_WORK.search(sentence):
            return False
        if not _is_written_large(sentence, words):
            return True
        # A name must be where they are or for whom they work, and they must not have another employer by now.
        newer = [fact for fact in facts if fact.kind == "organization" and holds_on(fact, book.today)]
        return _is_at(sentence, words) and (not newer or any(_says(fact.value, words) for fact in newer))

    found = _with_fact(book, retriever, words, ("role", "organization"))
    return _first_of(found, _with_sentence(book, retriever, words, counts, ("role", "organization")))


def _living(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        places = [fact for fact in facts if fact.kind == "place" and holds_on(fact, book.today)]
        if places and not any(_says(fact.value, words) for fact in places):
            return False
        return bool(_AT_HOME.search(sentence)) and _is_at(sentence, words) and not _DENIED.search(sentence)

    found = _with_fact(book, retriever, words, ("place",))
    return _first_of(found, _with_sentence(book, retriever, words, counts, ("place",)))


def _met(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        return bool(_MEETING.search(sentence)) and not re.search(r"\b(?:not|never)\b", sentence)

    found = _with_fact(book, retriever, words, ("met_at",))
    return _first_of(found, _with_sentence(book, retriever, words, counts, ("met_at",)))


def _said_of(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        return not _DENIED.search(sentence) and not _BY_ME.search(sentence)

    found = _with_fact(
        book, retriever, words, ("interest", "language", "diet", "family", "need", "education")
    )
    return _first_of(found, _with_sentence(book, retriever, words, counts, ()))


def _with_fact(book: Book, retriever: Retriever, words: Sequence[str], kinds: Sequence[str]) -> list[Row]:
    """Those with a fact of these kinds that holds now and says the words.

    The notes that hold the words lead to the people, so that one need not read everybody's facts.
    """
    people = {person.id: person for person in _others(book)}
    found = []
    for one in sorted(
        {who for passage in _passages(retriever, words) for who in passage.person_ids} & people.keys()
    ):
        for fact in facts_of(book, people[one]):
            if fact.kind in kinds and holds_on(fact, book.today) and _says(fact.value, words):
                found.append(Row(people[one], fact.value, fact.citation))
                break
    return found


def _with_sentence(
    book: Book,
    retriever: Retriever,
    words: Sequence[str],
    counts: Callable[[str, Person, Sequence[Fact]], bool],
    ended_kinds: Sequence[str],
) -> list[Row]:
    """Those of whom a sentence of a note says the words in the way that counts; the newest such sentence."""
    people = {person.id: person for person in _others(book)}
    facts: dict[int, list[Fact]] = {}
    found: dict[int, Row] = {}
    for passage in sorted(_passages(retriever, words), key=lambda one: one.date or "", reverse=True):
        for start, end in _sentences(passage.text):
            sentence = passage.text[start:end]
            if not _says(sentence, words) or _OF_SOMEBODY_ELSE.search(sentence):
                continue
            named = [mention.person_id for mention in book.mentions(sentence)]
            about = (
                named[0] if len(set(named)) == 1 else passage.person_ids[0] if passage.person_ids else None
            )
            if about is None or about not in people or about in found:
                continue
            known = facts.setdefault(about, facts_of(book, people[about]))
            ended = any(
                fact.kind in ended_kinds and not holds_on(fact, book.today) and _says(fact.value, words)
                for fact in known
            )
            if not ended and counts(sentence, people[about], known):
                found[about] = Row(people[about], sentence, _citation(passage, people[about], start, end))
    return list(found.values())


def _passages(retriever: Retriever, words: Sequence[str]) -> tuple[Passage, ...]:
    return retriever.everything_with([kin(word) for word in words])


def _is_written_large(sentence: str, words: Sequence[str]) -> bool:
    """Whether the words stand in the sentence as a name: "Norbury", not "shipping"."""
    return any(re.search(rf"\b{re.escape(word.capitalize())}", _without_accents(sentence)) for word in words)


def _is_at(sentence: str, words: Sequence[str]) -> bool:
    """Whether a place or employer stands where somebody is: "at Norbury Data Trust", "in Leeds"; a card line is."""
    if _CARD_WORK.search(sentence) or re.match(
        r"\W*(?:address|place|city|location|met_at)\s*:", sentence, re.IGNORECASE
    ):
        return True
    first = "|".join(re.escape(word) for word in words)
    return bool(
        re.search(
            rf"\b(?:in|at|for|with|of|near|from|to|joined|by|outside|around)\s+(?:the\s+)?(?:\w+\s+){{0,2}}?(?:{first})\b",
            _without_accents(sentence),
            re.IGNORECASE,
        )
    )


def _without_accents(text: str) -> str:
    """A text without accents, its capitals kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _says(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds each word or one that means nearly the same."""
    said = stems(text)
    return all(stem(word) in said or bool(family(word) & said) for word in words)


# ---- small things -----------------------------------------------------------------------------------------


def _others(book: Book) -> list[Person]:
    return [person for person in book.store.people.all() if not person.is_me]


def _first_of(*lists: Sequence[Row]) -> list[Row]:
    """Each person once, from the first list that has them."""
    found: dict[int, Row] = {}
    for row in (row for rows in lists for row in rows):
        found.setdefault(row.person.id, row)
    return list(found.values())


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a passage; each line of a card is one, a line broken by its writer is not."""
    is_card = _CARD_WORK.search(text) or re.match(r"[a-z_]+:", text)
    yield from sentence_spans(text if is_card else text.replace("\n", " "))


def _citation(passage: Passage, person: Person, start: int, end: int) -> Citation:
    return Citation(passage.note_id, person.name, passage.date, passage.text[start:end])


def _cite(book: Book, person: Person, *said: str) -> Citation | None:
    """The line of this person's notes that says one of these words, else the first line about them."""
    notes = book.store.notes.of_person(person.id, about_only=True) or book.store.notes.of_person(person.id)
    for words in (fold(one) for one in said if one):
        for note in notes:
            for start, end in sentence_spans(note.text):
                if words in fold(note.text[start:end]):
                    return Citation(note.id, person.name, note.date, note.text[start:end])
    return _first_line(person, notes)


def _cite_contact(book: Book, person: Person, day: str | None) -> Citation | None:
    """The note of the last contact; else the newest line about them."""
    contacts = [one for one in book.store.diary.interactions(person.id) if one.note_id and one.date == day]
    notes = book.store.notes.get([one.note_id for one in contacts if one.note_id])
    return _first_line(person, notes or book.store.notes.of_person(person.id)[-1:])


def _first_line(person: Person, notes: Sequence[Note]) -> Citation | None:
    for note in notes:
        for start, end in passage_spans(note.text):
            return Citation(note.id, person.name, note.date, note.text[start:end])
    return None


def _month_of(day: str) -> int | None:
    match = re.search(r"(?:^|-)(\d\d)-\d\d$", day) or re.match(r"\d{4}-(\d\d)$", day)
    return int(match[1]) if match else None


def _day(day: str) -> Date:
    return Date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day[:10])
