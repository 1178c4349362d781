"""The measuring stick for retrieval on contact notes: what is found, whole sets, and knowing when it is not there.

    python benchmarks/notes/run.py [dev|test ...]

Each half is imported and indexed in a fresh home by the product's own import. Every row searches the same passages
with the same embedder. Do not tune on `test`.
"""

import sys
from collections.abc import Mapping, Sequence

from labels import HERE, KINDS, Labelled, load
from measures import Estimate, estimate, f1, ndcg_at, recall_at, reciprocal_rank
from opening import Opened, opened
from rivals import Search, rivals

from coach.errors import NameProblem, UsageError
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.skills.answer import Answer, ask
from coach.text import fold
from coach.types import Passage

DEPTH = 10
OURS = "ours"
MEASURES = ("R@5", "R@10", "MRR", "nDCG@10")


def main(halves: Sequence[str]) -> None:
    for name in halves:
        questions = load(name)
        with opened(name, HERE / name / "notes") as half:
            passages = half.retriever.everything()
            needed = [quote for one in questions for quote in one.evidence]
            lost = sum(not any(quote.is_in(passage) for passage in passages) for quote in needed)
            print(
                f"\n# {name}: {half.book.store.people.count()} people, {len(passages)} passages, "
                f"{len(questions)} questions; {lost} of {len(needed)} labelled lines are in no passage\n"
            )
            searches: dict[str, Search] = {
                **rivals(passages, half.embedder, name),
                OURS: lambda query, k, half=half: list(half.retriever.search(query, k)),
            }
            scores = {way: _scores(questions, search) for way, search in searches.items()}
            _print_ranking(questions, scores)
            answers = _answers(half, questions)
            _print_sets(half, questions, answers)
            _print_abstention(half, questions, answers)


# ---- what is found ----------------------------------------------------------------------------------------


def _scores(questions: Sequence[Labelled], search: Search) -> dict[str, dict[str, float]]:
    """Question id to measure to value, for those that have evidence."""
    scores = {}
    for one in questions:
        if one.evidence:
            gains, needed = one.gains(search(one.question, DEPTH)), len(one.evidence)
            values = (
                recall_at(gains, needed, 5),
                recall_at(gains, needed, 10),
                reciprocal_rank(gains),
                ndcg_at(gains, needed, 10),
            )
            scores[one.id] = dict(zip(MEASURES, values, strict=True))
    return scores


def _print_ranking(
    questions: Sequence[Labelled], scores: Mapping[str, Mapping[str, Mapping[str, float]]]
) -> None:
    _row("in all", *MEASURES)
    for way, found in scores.items():
        _row(way, *(estimate([one[measure] for one in found.values()]) for measure in MEASURES))
    best = max(
        (way for way in scores if way != OURS),
        key=lambda way: sum(one["R@10"] for one in scores[way].values()),
    )
    gaps = (
        estimate([scores[OURS][one][measure] - scores[best][one][measure] for one in scores[OURS]])
        for measure in MEASURES
    )
    _row(f"ours less {best}", *gaps)
    print()
    _row("R@10 by kind", *KINDS[:-1])
    for way, found in scores.items():
        by_kind = (
            estimate([found[one.id]["R@10"] for one in questions if one.kind == kind and one.id in found])
            for kind in KINDS[:-1]
        )
        _row(way, *by_kind)


# ---- what is answered -------------------------------------------------------------------------------------


def _answers(half: Opened, questions: Sequence[Labelled]) -> dict[str, Answer]:
    """By rule alone: a writer only words what was decided."""
    writer = scripted_writer([""] * 8 * len(questions))
    return {one.id: ask(half.book, half.retriever, writer, one.question) for one in questions}


def _print_sets(half: Opened, questions: Sequence[Labelled], answers: Mapping[str, Answer]) -> None:
    asked = [one for one in questions if one.kind == "whole_set"]
    found = {one.id: {_known(half.book, name) for name in answers[one.id].people} for one in asked}
    wanted = {one.id: {_known(half.book, name) for name in one.people} for one in asked}
    print()
    _row("whole sets", "F1", "exactly right")
    _row(
        OURS,
        estimate([f1(found[one.id], wanted[one.id]) for one in asked]),
        estimate([float(found[one.id] == wanted[one.id]) for one in asked]),
    )


def _known(book: Book, name: str) -> str:
    """The name a person goes by in the book, whatever alias or bracket the label uses."""
    bare = name.partition(" (")[0]
    try:
        return fold(book.find(bare).name)
    except (NameProblem, UsageError):
        return fold(bare)


def _print_abstention(half: Opened, questions: Sequence[Labelled], answers: Mapping[str, Answer]) -> None:
    silent = {one.id: float(answers[one.id].outcome == "not_in_notes") for one in questions}
    without = [silent[one.id] for one in questions if not one.evidence]
    having = [silent[one.id] for one in questions if one.evidence]
    refused = [float(not one.evidence) for one in questions if silent[one.id]]
    print()
    _row("saying it is not there", "precision", "recall", "wrongly, in all", *KINDS[:-1])
    by_kind = (estimate([silent[one.id] for one in questions if one.kind == kind]) for kind in KINDS[:-1])
    _row(OURS, estimate(refused), estimate(without), estimate(having), *by_kind)
    right = {
        one.id: float(any(one.gains(_cited(half.book, answers[one.id])))) for one in questions if one.evidence
    }
    _row("a needed line cited", "in all", "by an answer", "as the nearest")
    as_answer = [value * (1 - silent[one]) for one, value in right.items()]
    as_nearest = [value * silent[one] for one, value in right.items()]
    _row(OURS, *map(estimate, (list(right.values()), as_answer, as_nearest)))


def _cited(book: Book, answer: Answer) -> list[Passage]:
    """The lines an answer cites, as passages of their files."""
    source = {
        note.id: note.source for note in book.store.notes.get([one.note_id for one in answer.citations])
    }
    return [
        Passage(one.note_id, one.person, one.date, one.quote, 0.0, source[one.note_id])
        for one in answer.citations
    ]


def _row(head: str, *cells: str | Estimate) -> None:
    print(f"{head:36}" + "".join(f"{cell!s:>24}" for cell in cells))


if __name__ == "__main__":
    main(sys.argv[1:] or ["dev", "test"])
