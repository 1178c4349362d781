"""Gathers what the book says about those who may matter for a goal: lines, doors, paths, contacts, the ledger, vetoes.

Every line kept here for a reason may be shown: private notes are not among them, nor sentences `use_of` does not call
shareable. What stands between the user and a person (`standings`) may be private; it never becomes a reason.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from math import log

from coach.people.book import Book
from coach.people.standing import Bond, close_kin, near_the_boss, standings
from coach.people.use import use_of
from coach.retrieval.retriever import Candidate, Retriever
from coach.skills.suggest.dossier import Dossier, Line, Path
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.kindred import kin_of, stem, stems_of
from coach.skills.suggest.meaning import read_closely
from coach.skills.suggest.weights import Weights
from coach.skills.suggest.whose import Sentence, part_about, sentences_of
from coach.text import fold, sentence_spans
from coach.types import Citation, Note, Passage, Person, Use

_LINES = 120  # passages looked at for a query; the retriever weighs no more than these closely
_PEOPLE = 90  # people whose rows are read
_KIN_ASKED = 14  # kindred words in a query; more blur what the line as a whole must mean
_HIRING = ("recruiter", "recruits", "headhunter", "hires")
_SHORT_LINE = 9  # different words
_TIED = 40  # people read because they are tied to one of those
_MOVE_PHRASES = (
    "ready", "had enough", "ever want", "want out", "get out", "vouch", "hire", "hiring", "place for", "in mind", "put me forward", "put you",
    "recommend me", "vacancy", "opening", "your cv", "looking for a job", "need a job", "new job", "another job", "second", "join us", "join them",
)  # fmt: skip
_BOSS_PHRASES = (
    "my boss", "my manager", "my supervisor", "my line manager", "report to", "my team lead", "my team leader", "my head of department",
    "my own boss", "my new boss", "my current boss", "work for her", "work for him", "work under",
)  # fmt: skip
_PAST_PHRASES = (
    "my ex", "broke up", "split up", "we were together", "ended it with", "we dated", "divorced", "our divorce", "left me", "a couple", "ex",
)  # fmt: skip
_AVOID_PHRASES = (
    "avoid", "keep away", "stay away", "keep well clear", "keep clear", "steer clear", "no contact", "do not contact", "don't contact", "do not trust",
    "don't trust", "never again", "blocked", "restraining order", "bullied me", "stalked me", "threatened me", "cheated me", "scammed me",
)  # fmt: skip
_DOOR = re.compile(
    r"\b(?:e-?mail|ring|call|phone|text|write(?:\s+to)?|message|ping|tell|ask|contact|send)\s+me\b|\btell\s+(?:her|him|them)\s+when\b|"
    r"\b(?:when|whenever|if|once)\s+(?:you|i)(?:['’]m|['’]re|\s+am|\s+are|\s+ever|\s+have|\s+want|\s+need|\s+come|\s+like)\b|\blet\s+(?:me|her|him|them)\s+know\b|"
    r"\b(?:come|drop|stop|pop)\s+(?:by|round|over|in|along)\b|\bturn\s+up\b|\bany\s?(?:time|thing\s+you\s+need|thing\s+i\s+need)\b|\bhappy\s+to\s+(?:help|talk|look|read|introduce|chat|share|meet)\b|"
    r"\boffer(?:ed|s)\b|\binvited\s+me\b|\bvouch\b|\b(?:her|his|their|the)\s+door\s+is\s+(?:always\s+)?open\b|\bput\s+(?:you|me)\s+(?:in\s+front|in\s+touch|forward)|"
    r"\b(?:she|he|they)(?:['’]d|['’]ll|\s+would|\s+will|\s+could|\s+can)\s+(?:happily\s+|gladly\s+|always\s+)?(?:help|show|introduce|put|teach|lend|read|look|connect|recommend|vouch|give|take|try)\b|"
    r"\bi\s+(?:should|could|can|may)\s+(?:come|write|call|ring|e-?mail|visit|join|send|ask|tell|get\s+in\s+touch)\b|\bsaid\s+(?:to\s+(?:write|call|e-?mail|send|come|ring|get)|(?:come|send|write|call|ask)\b)|"
    r"\balways\s+(?:a\s+)?(?:place|room|short\s+of|looks?\s+for|looking\s+for)\b|\bwants?\s+(?:me\s+to|a|an|someone|somebody)\b|\bis\s+looking\s+for\b|\blooks\s+for\b|\bowes?\s+me\b|\bwishes\b|\bfree\s+half\s+hour\b|\btakes\s+(?:one|a|two)\s+(?:learner|apprentice|intern|student|trainee)|"
    r"\basked\s+(?:me\s+)?whether\s+i\b|\blets?\s+(?:people|me)\b|\bwould\s+(?:try|love)\b|\bneed\s+(?:people|someone|somebody)\b",
    re.IGNORECASE,
)  # fmt: skip
_CLOSED = re.compile(
    r"\b(?:hates?|never|no\s+longer|only\s+(?:if|when)|refused|will\s+not|won['’]t|said\s+no)\b",
    re.IGNORECASE,
)
_MOVE_DOOR = re.compile(
    r"\b(?:if|when|whenever|once|should)\b[^.]{0,30}\b(?:ready|leav\w+|mov(?:e|ing)|get\s+out|want\s+out|chang(?:e|ing)|new\s+job|another\s+job|a\s+job|enough|switch\w*|quit\w*)\b|"
    r"\bvouch\s+for\s+(?:me|you)\b|\b(?:they|she|he|we)(?:['’]re|\s+are|\s+is)?\s+(?:always\s+|still\s+|now\s+)?(?:hires?|hiring|taking\s+on\s+people)\b|\balways\s+(?:a\s+)?(?:place|room|desk|job)\s+for\b|"
    r"\bkeep\s+(?:me|you)\s+in\s+mind\b|\b(?:e-?mail|send|give|bring)\s+me\s+(?:your|my|a|the)\s+(?:cv|resume|résumé|portfolio|application)\b|\b(?:put|pass|push)\s+(?:me|you|my\s+\w+|your\s+\w+)\s+(?:forward|in\s+front|in\s+touch|on)\b|\brecommend\s+(?:me|you)\b|\bneed\s+a\s+(?:second|new|good)\s+\w+|\b(?:vacancy|opening)\b[^.]{0,30}\b(?:tell|told|soon|me|for)\b",
    re.IGNORECASE,
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
_TIE_WORDS = re.compile(
    r"\b(?:knows?|neighbou?r|brother|sister|husband|wife|married|partner|cousin|nephew|niece|son|daughter|friends?|flatmate|introduced|works?\s+(?:with|for)|colleague|"
    r"boss|uncle|aunt|father|mother|plays|shares|through|uses|clients?|met\s+(?:her|him|them)?\s*(?:at|through|via))\b",
    re.IGNORECASE,
)
_KNOWS_EVERYBODY = re.compile(
    r"\bknows\s+(?:every(?:body|one)|all\s+sorts|half|lots|many|people|so\s+many)\b", re.IGNORECASE
)
_NOT_A_FIT = re.compile(
    r"\b(?:hates?|hated|can['’]?t\s+stand|does(?:\s+not|n['’]t)\s+(?:believe|care|know|trust|like|play|read|understand)|knows\s+nothing|allergic|never\s+again|no\s+interest|not\s+interested|"
    r"jokes?|joked|pretends?|complains?|swears?\s+about|gave\s+up|used\s+to\s+hate|bored\s+by|like\s+a\b|distrusts?)",
    re.IGNORECASE,
)


def gather(book: Book, retriever: Retriever, goal: Goal, weights: Weights) -> list[Dossier]:
    """The dossiers of everybody who may matter for the goal, in no order; the user is not among them."""
    me = book.me()
    found = _retrieved(retriever, goal, weights)
    movers = retriever.everything_with((_MOVE_PHRASES,), private=False) if goal.career else ()
    people = {person.id: person for person in book.store.people.all() if not person.is_me}
    named = {person.id for person in book.mentioned_in(goal.text)}
    lines = _lines(book, found, people, near_words(goal))
    ranked = sorted(lines, key=lambda one: -max(line.relevance for line in lines[one]))[:_PEOPLE]
    chosen = dict.fromkeys([*named, *ranked])
    chosen.update(
        dict.fromkeys(person_id for p in movers for person_id in p.person_ids if person_id in people)
    )
    top = max((line.relevance for one in ranked for line in lines[one]), default=0.0)
    near = max(weights.limits["least_relevance"], top * weights.limits["path_of_best"])
    strong = {one for one in ranked if max(line.relevance for line in lines[one]) >= near}
    paths = _paths(book, lines, strong, people)
    chosen.update(dict.fromkeys(sorted(paths, key=lambda one: -max(p.relevance for p in paths[one]))[:_TIED]))
    bosses = _bosses(retriever, people)
    for boss in bosses:
        chosen[boss.id] = None
        chosen.update(
            dict.fromkeys(one for note in book.store.notes.of_person(boss.id) for one in note.person_ids)
        )
    if len(people) <= _PEOPLE:  # a small book is read whole
        chosen.update(dict.fromkeys(people))
    notes = book.store.notes.of_people(chosen)
    read = sentences_of(book, list({note.id: note for of_one in notes.values() for note in of_one}.values()))
    dossiers = [
        _dossier(book, people[one], notes[one], read, lines.get(one, []), paths.get(one, []))
        for one in chosen
        if one in people
    ]
    read_closely(retriever, goal, dossiers, read)
    # Kin of those with whom the user was a couple, or from whom they keep away.
    past = list(
        {
            one.id: one
            for phrases, bond in ((_PAST_PHRASES, Bond.EX), (_AVOID_PHRASES, Bond.AVOID))
            for one in _bound(retriever, people, phrases, bond)
        }.values()
    )
    mine = fold(me.organization) if me and me.organization else ""
    ears = [
        people[one.id]
        for one in (book.mentioned_in(goal.hidden_from) if goal.hidden_from else ())
        if one.id in people
    ]
    for one in dossiers:
        one.named = one.person.id in named
        one.ear = _ear(book, one, ears)
        one.colleague = _is_colleague(one.person, mine, bosses)
        ear = (
            near_the_boss(one.person, one.notes, [boss for boss in bosses if boss.id != one.person.id])
            if bosses
            else None
        )
        kin = close_kin(one.person, one.notes, [other for other in past if other.id != one.person.id])
        one.bonds += [bond for bond in (ear, kin) if bond is not None]
    return dossiers


def _retrieved(retriever: Retriever, goal: Goal, weights: Weights) -> list[tuple[Passage, float]]:
    """The lines found for the goal's topic, for its bare words, and for their kin; each with its relevance."""
    kin = (*kin_of(goal.words), *(_HIRING if goal.leaving else ()))
    own, near = set(stems_of(goal.words)), {stem(word) for word in kin}
    best: dict[int, tuple[Passage, float]] = {}
    queries = [(goal.topic, 1.0), (goal.words, 1.0)]
    if kin:
        queries.append((" ".join((goal.words, *kin[:_KIN_ASKED])), weights.limits["kin_share"]))
    stems: dict[int, set[str]] = {}
    found: list[tuple[Candidate, float]] = []
    for query, share in dict(queries).items():
        for one in retriever.candidates(query, _LINES, private=False)[1]:
            stems[one.number] = set(stems_of(one.passage.text))
            found.append((one, share))
    rarity = _rarity(own | near, stems.values())
    whole = sum(rarity[word] for word in own) or 1.0
    rare = log(1 + max(1, len(stems)) / 2)
    for one, share in found:
        words = sum(rarity[word] for word in own & stems[one.number]) / whole
        # A kindred word that few lines hold is as good as one of the goal's own; in a long line it may be chance.
        enough = rare if len(stems[one.number]) <= _SHORT_LINE else 1.4 * rare
        kindred = min(1.0, sum(rarity[word] for word in near & stems[one.number]) / enough)
        relevance = weights.line(share * one.cosine, min(1.0, words + weights.limits["kin_words"] * kindred))
        if relevance > best.get(one.number, (one.passage, 0.0))[1]:
            best[one.number] = (one.passage, relevance)
    return list(best.values())


def near_words(goal: Goal) -> set[str]:
    """The stems of the goal's words and of their kin."""
    return {*stems_of(goal.words), *(stem(word) for word in kin_of(goal.words))}


def _rarity(words: Iterable[str], texts: Iterable[set[str]]) -> dict[str, float]:
    """How much each word tells: one in few of the lines found tells more than one in many."""
    every = list(texts)
    return {word: log(1 + len(every) / (1 + sum(word in text for text in every))) for word in words}


def _lines(
    book: Book, found: Iterable[tuple[Passage, float]], people: Mapping[int, Person], near: set[str]
) -> dict[int, list[Line]]:
    """Per person, what is said of them. A line that also names somebody else counts a little for that one too."""
    kept = [(passage, relevance) for passage, relevance in found if relevance > 0.05 and passage.person_ids]
    notes = {note.id: note for note in book.store.notes.get([passage.note_id for passage, _ in kept])}
    read = sentences_of(book, list(notes.values()))
    lines: dict[int, list[Line]] = {}
    for passage, relevance in kept:
        note = notes.get(passage.note_id)
        start = note.text.find(passage.text) if note else -1
        if note is None or start < 0:
            continue
        unfit = bool(_NOT_A_FIT.search(passage.text))
        fitting = relevance * (0.15 if unfit else 1.0)
        telling = bool(near & set(stems_of(passage.text)))
        for place, person_id in enumerate(passage.person_ids):
            end = start + len(passage.text)
            quote = (
                part_about(read[note.id], note, start, end, person_id, near) if person_id in people else None
            )
            if quote is None:
                continue
            at = note.text.find(quote, start)
            spoken_of = {
                part.person_id for part in read[note.id] if part.start < at + len(quote) and at < part.end
            }
            own = place == 0 or spoken_of == {person_id}  # a journal's page has several people
            # The words that made the passage fit must be in the part that is about this person.
            share = 1.0 if not telling or near & set(stems_of(quote)) else 0.3
            cite = Citation(note.id, passage.person, passage.date, quote)
            third = place == 0 and _speaks_of_another(quote, people[person_id])
            if third and _KNOWS_EVERYBODY.search(quote) and not near & set(stems_of(quote)):
                share *= 0.15  # somebody who knows everybody leads nowhere in particular
            line = Line(cite, fitting * share * (1.0 if own else 0.55), third, unfit)
            lines.setdefault(person_id, []).append(line)
    return lines


def _speaks_of_another(quote: str, person: Person) -> bool:
    """Whether it tells of somebody whom this person knows; "his cousin Abena" in Abena's own line does not."""
    names = set(fold(person.name).split())
    return any(
        not names & set(fold(quote[found.start() : found.end() + 20]).split())
        for found in _THIRD.finditer(quote)
    )


def _paths(
    book: Book, lines: Mapping[int, list[Line]], strong: set[int], people: Mapping[int, Person]
) -> dict[int, list[Path]]:
    """Who is tied to somebody near the goal: from the ties of the book, and from notes that name both in a sentence."""
    paths: dict[int, list[Path]] = {}

    def add(person_id: int, other_id: int, cite: Citation) -> None:
        if (
            person_id == other_id
            or person_id not in people
            or other_id not in strong
            or use_of(cite.quote) is not Use.SHAREABLE
        ):
            return
        if any(path.other.id == other_id for path in paths.get(person_id, ())):
            return
        relevance = max(line.relevance for line in lines[other_id])
        paths.setdefault(person_id, []).append(Path(people[other_id], cite, relevance))

    ties = [
        (one, other, tie.citation) for one, other, tie in book.store.facts.ties() if {one, other} & strong
    ]
    private = {
        note.id for note in book.store.notes.get([cite.note_id for _, _, cite in ties]) if note.private
    }
    for person_id, other_id, cite in ties:
        if cite.note_id not in private:
            add(person_id, other_id, cite)
            add(other_id, person_id, cite)
    for other_id, notes in book.store.notes.of_people(strong).items():
        for note in notes:
            if note.private or len(note.person_ids) < 2:
                continue
            for start, end in sentence_spans(note.text):
                sentence = note.text[start:end]
                if not _TIE_WORDS.search(sentence):
                    continue
                both = {mention.person_id for mention in book.mentions(sentence)} | {note.person_ids[0]}
                for one in both & set(people):
                    if other_id in both:
                        owner = people.get(note.person_ids[0])
                        add(
                            one, other_id, Citation(note.id, owner.name if owner else "", note.date, sentence)
                        )
    return paths


def _bosses(retriever: Retriever, people: Mapping[int, Person]) -> list[Person]:
    """Those whom a note calls the user's boss."""
    found = {one.id: one for one in _bound(retriever, people, _BOSS_PHRASES, Bond.BOSS)}
    for person in people.values():
        if re.match(
            r"my\s+(?:boss|manager|supervisor)|(?:current\s+)?boss$", person.role or "", re.IGNORECASE
        ):
            found[person.id] = person
    return list(found.values())


def _bound(
    retriever: Retriever, people: Mapping[int, Person], phrases: tuple[str, ...], bond: Bond
) -> list[Person]:
    """Everybody of whom a note that holds one of these phrases says this bond."""
    found: dict[int, Person] = {}
    for passage in retriever.everything_with((phrases,)):
        person = people.get(passage.person_ids[0]) if passage.person_ids else None
        if person is None:
            continue
        note = Note(passage.note_id, passage.text, passage.date, passage.private, person_ids=(person.id,))
        if any(standing.bond is bond for standing in standings(person, [note])):
            found[person.id] = person
    return list(found.values())


def _ear(book: Book, one: Dossier, ears: Iterable[Person]) -> str | None:
    """The name of whoever must not hear of the goal and would: this person themselves, or somebody they are close to."""
    for ear in ears:
        called = [replace(ear, name=name) for name in (ear.name, *book.names_of(ear.id))]
        near = any(ear.id in (first, other) for first, other, _ in book.store.facts.ties(one.person.id))
        if one.person.id == ear.id or near or near_the_boss(one.person, one.notes, called):
            return ear.name
    return None


def _is_colleague(person: Person, my_organization: str, bosses: list[Person]) -> bool:
    """Whether they work where the user works now."""
    circle, organization = fold(person.circle or ""), fold(person.organization or "")
    if re.search(r"\b(?:former|ex|old|previous|past)\b", circle):
        return False
    if organization and (
        (bool(my_organization) and _one_in_other(organization, my_organization))
        or organization in {fold(boss.organization or "") for boss in bosses}
    ):
        return True
    return bool(re.search(r"\b(?:work|colleagues?|co-?workers?|coworkers?|office|job|team)\b", circle))


def _one_in_other(one: str, other: str) -> bool:
    """Whether one name of an organization is the other, perhaps shortened: "wharfeside" is "wharfeside hospital"."""
    few, many = sorted((one.split(), other.split()), key=len)
    return many[: len(few)] == few


def _dossier(
    book: Book,
    person: Person,
    notes: list[Note],
    read: Mapping[str, list[Sentence]],
    lines: list[Line],
    paths: list[Path],
) -> Dossier:
    store = book.store
    one = Dossier(person, sorted(lines, key=lambda line: -line.relevance), paths=paths, notes=notes)
    one.bonds = list(standings(person, notes))
    one.ledger = [entry for _, entry in store.facts.ledger(person.id)]
    dates = {interaction.date for interaction in store.diary.interactions(person.id)}
    about = one.about()
    dates |= {note.date for note in about if note.date and note.kind != "record"} if not dates else set()
    one.contacts = sorted(day for day in map(_day, dates) if day is not None and day <= book.today)
    for note in notes:
        for part in () if note.private else read.get(note.id, ()):
            sentence = part.text
            door, move = _DOOR.search(sentence), _MOVE_DOOR.search(sentence)
            if (
                (door or move)
                and part.shareable()
                and part.person_id == person.id
                and not _CLOSED.search(sentence)
            ):
                cite = Citation(note.id, person.name, note.date, sentence)
                (one.move_doors if move else one.doors).append(cite)
    return one


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat({4: value + "-07-01", 7: value + "-15"}.get(len(value), value))
    except ValueError:
        return None
