"""Gathers what the book says about those who may matter for a goal: lines, doors, contacts, the ledger.

Every line kept here for a reason may be shown: private notes are not among them, nor sentences `use_of` does not call
shareable. Near to a goal is decided by meaning alone: of each line, and of all that is written of somebody read together.
A line alone says too little ("has four men and a trailer"); behind "owner of a fabrication shop" it answers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from coach.people.book import Book
from coach.people.standing import standings
from coach.retrieval.retriever import Retriever
from coach.skills.suggest.dossier import Dossier, Line, relevance
from coach.skills.suggest.ears import bar, bosses_of
from coach.skills.suggest.fields import shared_fields
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.ties import paths_to
from coach.skills.suggest.weights import Weights
from coach.skills.suggest.whose import Sentence, part_about, sentences_of, stems_of
from coach.skills.suggest.words import share_words
from coach.text import fold, sentence_spans
from coach.types import Citation, Note, Passage, Person

_LINES = 120  # passages looked at for a query; the retriever weighs no more than these closely
_PEOPLE = 60  # people whose rows are read; a book of so many is read whole
_TIED = 20  # people read because they are tied to one of those
_PAGES = 40  # people whose notes are read together; each costs a vector of some 10 ms of processor time
_PAGE = 500  # characters of somebody's notes that are compared
_LONGEST = 400  # characters of a goal that are compared
_UNFIT_SHARE = 0.3  # of a line that says the opposite: "hates the sea"
_NAMED_SHARE = 0.55  # of a line about somebody else that names this person
# What an open door sounds like. Offers matter most to those who do not dare to ask.
_OFFERS = (
    "He said I could come to him when I need help.",
    "She offered to help me with it.",
    "Write to me when you are ready.",
    "She said she would introduce me.",
    "He told me his door is open.",
)
_KIN = (
    r"(?:neighbou?r|husband|wife|partner|brother|sister|son|daughter|cousin|aunt|uncle|nephew|niece|father|mother|mum|dad|friend|flatmate|roommate|boss|colleague|"
    r"boyfriend|girlfriend|brother-in-law|sister-in-law|godfather|godmother|tenant|landlord|landlady|client|employer)"
)
_THIRD = re.compile(
    rf"\b(?:her|his|their|whose)\s+(?:[\w-]+\s+)?{_KIN}(?:,|\s+(?:\[\[)?[A-Z]|\s+(?:is|was|has|also|just|now|who|\w+s|\w+ed)\b)|\b(?:is|are)\s+(?:married\s+to|friends?\s+with|a\s+friend\s+of|related\s+to)\b|"
    rf"\bknows\s+(?!how|what|why|where|when|everything|a\s+lot|the\s+way|my\b|it\b|that\b)|\b(?:can|could|would|will|offered\s+to)\s+introduce\b|\bplays\s+\w+\s+with\b|\b(?:a|an)\s+(?:old\s+|good\s+|close\s+)?{_KIN}\s+(?:who|of\s+(?:hers|his|theirs)|at|in)\b",
    re.IGNORECASE,
)  # fmt: skip
_NOT_A_FIT = re.compile(
    r"\b(?:hates?|hated|can['’]?t\s+stand|does(?:\s+not|n['’]t)\s+(?:believe|care|know|trust|like|play|read|understand)|knows\s+nothing|allergic|never\s+again|no\s+interest|not\s+interested|"
    r"jokes?|joked|pretends?|complains?|swears?\s+about|gave\s+up|used\s+to\s+hate|bored\s+by|like\s+a\b|distrusts?)",
    re.IGNORECASE,
)


def gather(book: Book, retriever: Retriever, goal: Goal, weights: Weights) -> list[Dossier]:
    """The dossiers of everybody who may matter for the goal, in no order; the user is not among them."""
    wordings = list(dict.fromkeys((goal.text[:_LONGEST], goal.topic[:_LONGEST])))
    everybody = {person.id: person for person in book.store.people.all() if not person.is_me}
    named = {person.id for person in book.mentioned_in(goal.text)} & set(everybody)
    bosses = bosses_of(retriever, everybody)
    if len(everybody) <= _PEOPLE:
        chosen = dict.fromkeys(everybody)
    else:
        chosen = dict.fromkeys([*named, *_likely(retriever, wordings, everybody)])
    compared = retriever.compare((wordings, *((offer,) for offer in _OFFERS)), chosen)
    lines, openness, doors = _lines(book, compared, everybody, set(stems_of(goal.words)), weights)

    def read(ids: Iterable[int]) -> list[Dossier]:
        notes = book.store.notes.of_people(ids)
        return [
            _dossier(book, everybody[one], notes[one], lines.get(one, []), doors.get(one, []))
            for one in ids
            if one in everybody
        ]

    dossiers = read(chosen)
    for one in dossiers:
        one.openness = openness.get(one.person.id, 0.0)
        one.named = one.person.id in named
    _read_pages(retriever, wordings, dossiers)
    near = {one.person.id: relevance(one, weights) for one in dossiers}
    worth_reaching = {one: worth for one, worth in near.items() if worth >= weights.limits["path_to"]}
    paths = paths_to(book, worth_reaching, everybody)
    by_worth = sorted(paths, key=lambda one: -max(path.relevance for path in paths[one]))
    late = dict.fromkeys([*by_worth[:_TIED], *(boss.id for boss in bosses)])
    dossiers += read([one for one in late if one not in near])
    for one in dossiers:
        one.paths = paths.get(one.person.id, [])
    share_words(goal.topic, dossiers)
    bar(book, retriever, goal, dossiers, everybody, bosses)
    return dossiers


def _likely(retriever: Retriever, wordings: Sequence[str], people: Mapping[int, Person]) -> list[int]:
    """Those in whose lines a search finds something, the nearest first."""
    best: dict[int, float] = {}
    for query in wordings:
        for found in retriever.candidates(query, _LINES, private=False)[1]:
            for one in found.passage.person_ids:
                if one in people:
                    best[one] = max(best.get(one, 0.0), found.passage.score)
    return sorted(best, key=lambda one: -best[one])[:_PEOPLE]


def _lines(
    book: Book,
    compared: Iterable[tuple[Passage, tuple[float, ...]]],
    people: Mapping[int, Person],
    stems: set[str],
    weights: Weights,
) -> tuple[dict[int, list[Line]], dict[int, float], dict[int, list[Citation]]]:
    """Per person what is said of them, the nearest first; how open they are; and the lines that are an open door."""
    known = list(compared)
    notes = {note.id: note for note in book.store.notes.get([passage.note_id for passage, _ in known])}
    read = sentences_of(book, list(notes.values()))
    lines: dict[int, list[Line]] = {}
    openness: dict[int, float] = {}
    doors: dict[int, list[Citation]] = {}
    for passage, (near, *offers) in known:
        note = notes.get(passage.note_id)
        start = note.text.find(passage.text) if note else -1
        if note is None or start < 0:
            continue
        unfit = bool(_NOT_A_FIT.search(passage.text))
        for place, person_id in enumerate(passage.person_ids):
            end = start + len(passage.text)
            quote = (
                part_about(read[note.id], note, start, end, person_id, stems) if person_id in people else None
            )
            if quote is None:
                continue
            cite = Citation(note.id, passage.person, passage.date, quote)
            own = place == 0 or _only_about(
                person_id, read[note.id], note.text.find(quote, start), len(quote)
            )
            third = place == 0 and _speaks_of_another(quote, people[person_id])
            share = (_UNFIT_SHARE if unfit else 1.0) * (1.0 if own else _NAMED_SHARE)
            lines.setdefault(person_id, []).append(Line(cite, max(0.0, near) * share, third))
            if own and note.kind != "record":
                openness[person_id] = max(openness.get(person_id, 0.0), *offers)
                if max(offers) >= weights.limits["door"]:
                    doors.setdefault(person_id, []).append(cite)
    for of_one in lines.values():
        of_one.sort(key=lambda line: -line.relevance)
    return lines, openness, doors


def _only_about(person_id: int, sentences: Sequence[Sentence], start: int, length: int) -> bool:
    """Whether a run of a note, a journal's page perhaps, speaks of nobody else."""
    return {one.person_id for one in sentences if one.start < start + length and start < one.end} == {
        person_id
    }


def _speaks_of_another(quote: str, person: Person) -> bool:
    """Whether it tells of somebody whom this person knows; "his cousin Abena" in Abena's own line does not."""
    names = set(fold(person.name).split())
    return any(
        not names & set(fold(quote[found.start() : found.end() + 20]).split())
        for found in _THIRD.finditer(quote)
    )


def _read_pages(retriever: Retriever, wordings: Sequence[str], dossiers: Sequence[Dossier]) -> None:
    """Sets `page` and `fields` of the likely people."""
    likely = sorted(dossiers, key=lambda one: -one.best())[:_PAGES]
    pages = [_page(one) for one in likely]
    vectors = retriever.embed([*wordings, *pages])
    goal, texts = vectors[: len(wordings)].mean(axis=0), vectors[len(wordings) :]
    for one, near, alike in zip(likely, texts @ goal, shared_fields(retriever, goal, texts), strict=True):
        one.page, one.fields = float(near), float(alike)


def _page(one: Dossier) -> str:
    """Who they are and what is written of them, newest first."""
    person = one.person
    who = ", ".join(part for part in (person.role, person.organization, person.circle) if part)
    newest = sorted(one.about(), key=lambda note: note.date or "", reverse=True)
    told = " ".join(note.text.replace("[[", "").replace("]]", "") for note in newest if not note.private)
    return f"{who}. {told or ' '.join(line.citation.quote for line in one.lines)}"[:_PAGE]


def _dossier(
    book: Book, person: Person, notes: list[Note], lines: list[Line], doors: list[Citation]
) -> Dossier:
    store = book.store
    one = Dossier(person, lines, doors, notes=notes)
    one.bonds = list(standings(person, notes))
    one.ledger = [entry for _, entry in store.facts.ledger(person.id)]
    about = one.about()
    one.sentences = sum(
        len(list(sentence_spans(note.text))) for note in about if not note.private and note.kind != "record"
    )
    dates = {interaction.date for interaction in store.diary.interactions(person.id)}
    dates |= {note.date for note in about if note.date and note.kind != "record"} if not dates else set()
    one.contacts = sorted(day for day in map(_day, dates) if day is not None and day <= book.today)
    return one


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat({4: value + "-07-01", 7: value + "-15"}.get(len(value), value))
    except ValueError:
        return None
