"""How near a person is to a goal in meaning: who they are and what their notes say, read together.

A line alone says too little ("has four men and a trailer"); behind "owner of a fabrication shop, neighbours" the same line
answers "find welding work". So the likely people are read once more, each note behind their role, employer and circle.
Words of the goal's family, wherever they stand, are counted beside it.
"""

from collections.abc import Mapping, Sequence
from math import log

from coach.retrieval.retriever import Retriever
from coach.skills.suggest.dossier import Dossier, Line
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.kindred import kin_of, stem, stems_of
from coach.skills.suggest.whose import Sentence, part_about
from coach.types import Citation, Note

_READ_CLOSELY = 24  # people; each costs two to five vectors of some 6 ms of processor time
_NEWEST = 3  # notes read besides those in which something was found
_UNFIT_SHARE = 0.5  # of somebody whose best line says the opposite: "hates the sea"
_LONGEST = 400  # characters of a note that are compared


def read_closely(
    retriever: Retriever, goal: Goal, dossiers: Sequence[Dossier], read: Mapping[str, list[Sentence]]
) -> None:
    """Sets `closeness` of the likely people and `kindred` of everybody.

    `closeness` is the mean of two cosines with the goal: of who they are, and of who they are with their nearest note. A
    note in which retrieval found nothing becomes a line of theirs if it is the nearest.
    """
    likely = sorted(dossiers, key=lambda one: -one.best())[:_READ_CLOSELY]
    texts = {one.person.id: _texts(one, read) for one in likely}
    wishes = [goal.text[:_LONGEST], f"Can help with {goal.topic[:_LONGEST]}."]
    whole = {_who(one) for one in likely} | {text for of_one in texts.values() for text in of_one.values()}
    order = [*wishes, *whole]
    vectors = retriever.embed(order)
    wish = vectors[: len(wishes)].mean(axis=0)
    near = dict(zip(order, (float(value) for value in vectors @ wish), strict=True))
    for one in likely:
        who = near[_who(one)] if _who(one) else 0.0
        best = max(texts[one.person.id].items(), key=lambda pair: near[pair[1]], default=None)
        one.closeness = (who + near[best[1]]) / 2 if best else who
        if one.lines and one.lines[0].unfit:
            one.closeness *= _UNFIT_SHARE
        if best and one.lines and any(line.citation.note_id == best[0] for line in one.lines):
            one.lines.sort(key=lambda line: line.citation.note_id != best[0])
        elif best:
            _add_line(one, next(note for note in one.notes if note.id == best[0]), read, goal)
    pages = {one.person.id: _page(one, read) for one in dossiers}
    kin = {stem(word) for word in kin_of(goal.words)} - set(stems_of(goal.words))
    rare = log(1 + max(1, len(pages)) / 2)
    tells = {
        word: log(1 + len(pages) / (1 + sum(word in page for page in pages.values()))) / rare for word in kin
    }
    for one in dossiers:
        one.kindred = min(1.0, sum(tells[word] for word in kin & pages[one.person.id]))


def _texts(one: Dossier, read: Mapping[str, list[Sentence]]) -> dict[str, str]:
    """Note id to what it says of this person, behind who they are: notes with a line found, and the newest."""
    open_notes = {note.id: note for note in one.notes if not note.private}
    newest = sorted(open_notes.values(), key=lambda note: note.date or "", reverse=True)[:_NEWEST]
    wanted = dict.fromkeys([*(line.citation.note_id for line in one.lines), *(note.id for note in newest)])
    said = {
        note_id: " ".join(part.text for part in read.get(note_id, ()) if _speaks_of(one, part))
        for note_id in wanted
        if note_id in open_notes
    }
    return {note_id: f"{_who(one)}. {text}"[:_LONGEST] for note_id, text in said.items() if text}


def _add_line(one: Dossier, note: Note, read: Mapping[str, list[Sentence]], goal: Goal) -> None:
    quote = part_about(read[note.id], note, 0, len(note.text), one.person.id, set(stems_of(goal.words)))
    if quote is not None:
        one.lines.insert(0, Line(Citation(note.id, one.person.name, note.date, quote), 0.0, third=False))


def _who(one: Dossier) -> str:
    person = one.person
    return ", ".join(part for part in (person.role, person.organization, person.circle) if part)


def _page(one: Dossier, read: Mapping[str, list[Sentence]]) -> set[str]:
    """The stems of all that may be shown of somebody."""
    said = [
        part.text
        for note in one.notes
        if not note.private
        for part in read.get(note.id, ())
        if _speaks_of(one, part)
    ]
    return set(stems_of(" ".join((_who(one), *said))))


def _speaks_of(one: Dossier, part: Sentence) -> bool:
    return part.person_id == one.person.id or one.person.id in part.named
