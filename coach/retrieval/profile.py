"""Plain questions about one person that rows answer: what they do, where they live, how to reach them, when last seen.

A fact is only told with the note it rests on; what no note holds is left to retrieval.
"""

import re
from collections.abc import Callable, Sequence

from coach.people.book import Book
from coach.people.pages import facts_of, holds_on
from coach.retrieval.debts import asks_for_debts, owed_told
from coach.retrieval.passages import in_words, on_one_line, passage_spans
from coach.retrieval.past import formerly
from coach.retrieval.subjects import Told, quoted, sentences_about
from coach.retrieval.words import STOP, folded_words
from coach.text import fold, sentence_spans
from coach.types import Citation, Fact, Note, Person

_NAME = r"(?P<name>.+?)"
_NOW = r"(?: (?:now|currently|these days|nowadays|at the moment|today))?"
_WORK = re.compile(
    rf"^what (?:do|does) {_NAME} do(?: for (?:a living|work|a job))?{_NOW}$|^what did .+? do for (?:a living|work|a job)$|^(?:where|who) (?:do|does|is) {_NAME} (?:work|working|employed)(?: for| at)?{_NOW}$"
    rf"|^what(?: is|'s|’s) {_NAME}(?:'s|’s|') (?:job|role|position|profession|occupation|work|job title)(?: title)?{_NOW}$"
    rf"|^(?:which|what) (?:company|organi[sz]ation|firm|place) (?:do|does) {_NAME} work (?:for|at){_NOW}$".replace(
        "(?P<name>.+?)", ".+?"
    ),
    re.IGNORECASE,
)
_EMPLOYER = re.compile(r"\b(?:company|organi[sz]ation|firm|employer)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"^where (?:do|does|is) .+? (?:live|living|based|reside)(?: at| in)?(?: (?:now|currently|these days))?$",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"^when(?: is|'s|’s) .+?(?:'s|’s|') birthday$|^what(?: is|'s) .+? (?:birthday|date of birth)$|^when was .+ born$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:what(?: is|'s|’s)|give me|do i have|have i got|tell me|find)\b.*\b(?P<kind>e-?mail|phone|telephone|mobile|number|address|website|url)\b[^?]{0,20}$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^(?:who(?: is|'s|’s)|tell me (?:about|everything about|more about)|remind me who|what do i know (?:about|of)|what do my notes say (?:about|of)|remind me (?:of|about)) .+$",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"^when (?:did|have) (?:i|we) last (?:see|seen|meet|met|speak|spoken|talk|talked|hear|heard|contact|contacted|write|written|call)\b.*$"
    r"|^when (?:did )?(?:i|we) (?:last )?(?:see|saw|meet|met|speak|spoke|talk|talked|hear|heard|write|wrote|call|called) (?:.+ )?last\b.*$"
    r"|^(?:the |my )?last (?:time|contact|meeting|talk|call)\b.*$|^when was (?:the last time|my last contact|our last)\b.*$|^how long (?:ago|since|is it since)\b.*\b(?:see|seen|saw|spoke|spoken|talked|met)\b.*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^where (?:is|does|do) .+? (?:come )?from$", re.IGNORECASE)
_FORMERLY = re.compile(
    r"^(?:where|what|who) (?:did|was) .+? (?:work|working|do|employed)\b.*\b(?:before|previously|formerly|earlier|first)\b.*$"
    r"|^(?:where|what|who) did .+? use to (?:work|do)\b.*$",
    re.IGNORECASE,
)
_MET = re.compile(
    r"^(?:how|where) (?:did|do) (?:i|we) (?:first )?(?:meet|met|know|get to know) .+$", re.IGNORECASE
)
_INTRODUCED = re.compile(
    r"^who introduced (?:me to .+|.+ to me)$|^through whom (?:did|do) i (?:meet|know) .+$", re.IGNORECASE
)
_WHOLLY_IN_ROWS = (_LAST, _INTRODUCED)
_NOTHING = Told("", ())


def told_of(book: Book, person: Person, question: str, named: Sequence[str]) -> Told | None:
    """What rows say to a plain question about this person, or None when they do not or it is another question.

    Of debts and gifts, of the last contact and of who introduced them, rows and the sentences behind them hold all that
    is known: where these say nothing, what comes back is empty, and no other line is an answer.

    Args:
        named: the folded words the question uses for the person, so that "who is Ana's boss" is not "who is Ana".
    """
    text = " ".join(question.split()).rstrip(" ?.!")
    if asks_for_debts(text):
        return owed_told(book, person, text, named) or _NOTHING
    rules: tuple[tuple[re.Pattern[str], Callable[[Book, Person, str], Told | None]], ...] = (
        (_LAST, _last_contact),
        (_FORMERLY, formerly),
        (_WORK, _work),
        (_FROM, _from),
        (_PLACE, _place),
        (_BIRTHDAY, _birthday),
        (_CONTACT, _contact),
        (_INTRODUCED, _introduced),
        (_MET, _met),
        (_WHO, _who),
    )
    for pattern, tell in rules:
        # What somebody did before is asked with the name of what came after ("before Norbury").
        if pattern.search(text) and (pattern is _FORMERLY or _is_only_about(text, named, pattern)):
            return tell(book, person, text) or (_NOTHING if pattern in _WHOLLY_IN_ROWS else None)
    return None


def _is_only_about(text: str, named: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether nothing but the person is named: "where does Ana's brother work" is not about Ana."""
    words = [word.removesuffix("'s") for word in folded_words(text)]
    if pattern is _WHO and re.search(
        r"['’]s\b(?! (?:note|entry))", text.split(" ", 2)[-1] if text.lower().startswith("who") else ""
    ):
        return False
    extra = {word for word in words if word not in STOP and word not in named}
    return extra <= _PLAIN


_PLAIN = frozenset(
    [
        "do",
        "does",
        "live",
        "living",
        "work",
        "working",
        "worked",
        "works",
        "job",
        "role",
        "position",
        "profession",
        "occupation",
        "title",
        "company",
        "organization",
        "organisation",
        "firm",
        "place",
        "based",
        "employed",
        "birthday",
        "born",
        "date",
        "birth",
        "email",
        "e-mail",
        "phone",
        "telephone",
        "mobile",
        "number",
        "address",
        "website",
        "url",
        "speak",
        "spoke",
        "spoken",
        "see",
        "seen",
        "saw",
        "meet",
        "met",
        "talk",
        "talked",
        "hear",
        "heard",
        "contact",
        "contacted",
        "touch",
        "write",
        "call",
        "introduced",
        "remind",
        "everything",
        "reside",
        "for",
        "at",
        "who's",
        "what's",
        "where's",
        "when's",
        "whom",
        "time",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
    ]
)


# ---- the rules --------------------------------------------------------------------------------------------


def _work(book: Book, person: Person, text: str) -> Told | None:
    said = []
    columns = (("role", person.role), ("organization", person.organization))
    for kind, column in columns[1:] if _EMPLOYER.search(text) else columns:
        fact = _fact(book, person, kind)
        # What a card says stands against what an undated sentence seems to say, not against dated news.
        if fact and column and not (fact.since or fact.citation.date) and _line(book, person, column):
            fact = None
        cite = fact.citation if fact else _line(book, person, column or "")
        if cite is not None:
            said.append((fact.value if fact else column or "", cite))
    if not said:
        return None
    values = [
        value
        for place, (value, _) in enumerate(said)
        if not any(fold(value) in fold(o) for o, _ in said[:place])
    ]
    return Told(f"{person.name}: {', '.join(values)}.", tuple(dict.fromkeys(cite for _, cite in said)))


def _from(book: Book, person: Person, text: str) -> Told | None:
    place = _fact(book, person, "from")
    return Told(f"{person.name} is from {place.value}.", (place.citation,)) if place else None


def _place(book: Book, person: Person, text: str) -> Told | None:
    place = _fact(book, person, "place")
    return Told(f"{person.name} lives in {place.value}.", (place.citation,)) if place else None


def _birthday(book: Book, person: Person, text: str) -> Told | None:
    day = book.store.people.birthday(person.id)
    fact = _fact(book, person, "birthday")
    shown = _day_in_words(day or (fact.value if fact else ""))
    cite = (fact.citation if fact else None) or _line(book, person, day or "", "birthday")
    return Told(f"{person.name}'s birthday is {shown}.", (cite,)) if shown and cite else None


def _contact(book: Book, person: Person, text: str) -> Told | None:
    match = _CONTACT.search(text)
    asked = fold(match["kind"]) if match else ""
    kind = {"e-mail": "email", "email": "email", "website": "url", "url": "url", "address": "address"}.get(
        asked, "phone"
    )
    if kind == "address" and "mail" in fold(text):
        kind = "email"
    values = book.store.people.contacts(person.id).get(kind, [])
    cites = [cite for value in values if (cite := _line(book, person, value)) is not None]
    return Told(f"{person.name}: {', '.join(values)}.", tuple(dict.fromkeys(cites))) if cites else None


def _last_contact(book: Book, person: Person, text: str) -> Told | None:
    """The last contact that a note tells of; where the newest dated note about them tells of none, that note as well."""
    contacts = [one for one in book.store.diary.interactions(person.id) if one.note_id]
    last = contacts[-1] if contacts else None
    said: list[str] = []
    cites: list[Citation] = []
    if last is not None:
        notes = book.store.notes.get([last.note_id] if last.note_id else [])
        if (cite := next((_first_line(book, person, note) for note in notes), None)) is not None:
            said.append(f"Your last contact with {person.name} was on {in_words(last.date)}.")
            cites.append(cite)
    dated = (one for one in sentences_about(book, person) if one.date)
    newest = max(dated, key=lambda one: one.date or "", default=None)
    if newest and newest.date and newest.date > (last.date if last and cites else ""):
        head = "Your newest note about them" if cites else "No note tells of a contact; the newest"
        said.append(f"{head} is this. {quoted(newest)}")
        cites.append(newest)
    return Told(" ".join(said), tuple(cites)) if cites else None


def _introduced(book: Book, person: Person, text: str) -> Told | None:
    for _, _, tie in book.store.facts.ties(person.id):
        if "introduc" in tie.relation or "through" in tie.relation:
            return Told(f"{tie.person} introduced you to {person.name}.", (tie.citation,))
    fact = _fact(book, person, "introduced_by")
    return Told(f"{fact.value} introduced you to {person.name}.", (fact.citation,)) if fact else None


def _met(book: Book, person: Person, text: str) -> Told | None:
    fact = _fact(book, person, "met_at")
    return Told(f"You met {person.name}: {fact.value}.", (fact.citation,)) if fact else None


def _who(book: Book, person: Person, text: str) -> Told | None:
    """Who somebody is: circle and work, how they met, and the newest line about them."""
    parts: list[str] = []
    cites: list[Citation] = []
    work = _work(book, person, text)
    circle = _line(book, person, person.circle) if person.circle else None
    if work:
        parts.append(work.text)
        cites += work.citations
    elif circle:
        parts.append(f"{person.name}, from your circle {person.circle!r}.".replace("'", '"'))
        cites.append(circle)
    if met := _met(book, person, text):
        parts.append(met.text)
        cites += met.citations
    notes = book.store.notes.of_person(person.id, about_only=True) or book.store.notes.of_person(person.id)
    written = [note for note in notes if note.kind != "record" and not note.private]
    shown = [_first_line(book, person, note) for note in dict.fromkeys([*written[:1], *written[-1:]])]
    for cite in shown:
        if cite is not None:
            when = f" of {in_words(cite.date)}" if cite.date else ""
            parts.append(f'Your note{when}: "{on_one_line(cite.quote)}"')
            cites.append(cite)
    return Told(" ".join(parts), tuple(dict.fromkeys(cites))) if cites else None


# ---- small things -----------------------------------------------------------------------------------------


def _fact(book: Book, person: Person, kind: str) -> Fact | None:
    """The newest fact of a kind that holds now."""
    held = (fact for fact in facts_of(book, person) if fact.kind == kind and holds_on(fact, book.today))
    return next(held, None)


def _line(book: Book, person: Person, *said: str) -> Citation | None:
    """The line of this person's notes that says one of these words."""
    notes = book.store.notes.of_person(person.id)
    for words in (fold(one) for one in said if one):
        for note in notes:
            for start, end in sentence_spans(note.text):
                if words in fold(note.text[start:end]):
                    return Citation(note.id, person.name, note.date, note.text[start:end])
    return None


def _first_line(book: Book, person: Person, note: Note) -> Citation | None:
    """The first line of a note; of one that tells of several people, the first that names this one."""
    spans = list(passage_spans(note.text))
    if len(note.person_ids) > 1:
        naming = [
            (start, end)
            for start, end in spans
            if any(one.person_id == person.id for one in book.mentions(note.text[start:end]))
        ]
        spans = naming or (spans if note.person_ids[0] == person.id else [])
    return next(
        (Citation(note.id, person.name, note.date, note.text[start:end]) for start, end in spans), None
    )


def _day_in_words(day: str) -> str:
    """A birthday with or without its year."""
    match = re.fullmatch(r"(?:\d{4}-|--)?(\d\d)-(\d\d)", day)
    if not match:
        return day
    words = in_words(f"2000-{match[1]}-{match[2]}").removesuffix(" 2000")
    return f"{words} {day[:4]}" if re.match(r"\d{4}-", day) else words
