"""The measuring stick for retrieval on contact notes: what is found, whole sets, and knowing when it is not there.

    python benchmarks/notes/run.py [dev|test ...]
    python benchmarks/notes/run.py --talks FOLDER
    python benchmarks/notes/run.py --ordinary FOLDER [--show] [--read]

Each half, and each pair's talk, is imported and indexed in a fresh home by the product's own import. Every row searches the same passages
with the same embedder. Do not tune on `test`.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from conversations import TALK_KINDS, load_talks, write_talk
from labels import HERE, KINDS, Labelled, load
from measures import Estimate, estimate, f1, ndcg_at, recall_at, reciprocal_rank
from opening import Opened, opened
from ordinary import KINDS as ORDINARY_KINDS
from ordinary import load_ordinary
from reader import Reader
from rivals import Search, rivals

from coach.errors import NameProblem, UsageError
from coach.llm.scripted import scripted_writer
from coach.llm.writer import open_writer
from coach.people.book import Book
from coach.settings import load_settings
from coach.skills.answer import Answer, ask
from coach.text import fold
from coach.types import Passage

DEPTH = 10
OURS = "ours"
MEASURES = ("R@5", "R@10", "MRR", "nDCG@10")
Scores = dict[str, dict[str, dict[str, float]]]
"""Way to question id to measure to value."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("halves", nargs="*", default=["dev", "test"])
    parser.add_argument("--talks", type=Path, help="a folder of talks instead of the two halves")
    parser.add_argument("--ordinary", type=Path, help="a folder of ordinary notes, asked by rule alone")
    parser.add_argument(
        "--read", action="store_true", help="with --ordinary: the writer reads lines in doubt"
    )
    parser.add_argument("--show", action="store_true", help="with --ordinary: each answer that is not right")
    given = parser.parse_args()
    if given.talks:
        _measure_talks(given.talks)
    elif given.ordinary:
        _measure_ordinary(given.ordinary, show=given.show, read=given.read)
    else:
        _measure_halves(given.halves)


def _measure_halves(halves: Sequence[str]) -> None:
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
            scores = _all_scores(half, questions)
            _print_ranking(questions, scores, KINDS)
            answers = _answers(half, questions)
            _print_sets(half, questions, answers)
            cited = {one.id: _cited(half.book, answers[one.id]) for one in questions}
            _print_abstention(questions, answers, cited, KINDS)


def _measure_talks(folder: Path) -> None:
    """Each pair's questions over its own talk, then all of them over all talks in one book."""
    talks = load_talks(folder)
    questions = [one for talk in talks for one in talk.questions]
    scores: Scores = {}
    answers: dict[str, Answer] = {}
    cited: dict[str, list[Passage]] = {}
    with tempfile.TemporaryDirectory() as written:
        everything = Path(written) / "all"
        for talk in talks:
            alone = Path(written) / talk.name
            write_talk(talk, alone)
            write_talk(talk, everything)
            with opened(talk.name, alone) as pair:
                for way, found in _all_scores(pair, talk.questions).items():
                    scores.setdefault(way, {}).update(found)
                answers |= _answers(pair, talk.questions)
                cited |= {one.id: _cited(pair.book, answers[one.id]) for one in talk.questions}
        print(f"\n# {len(talks)} talks, {len(questions)} questions, each asked of its own pair\n")
        _print_ranking(questions, scores, TALK_KINDS)
        _print_abstention(questions, answers, cited, TALK_KINDS)
        with opened("all", everything) as book:
            print("\n# the same questions, asked of all talks together\n")
            _print_ranking(questions, _all_scores(book, questions), TALK_KINDS)


def _measure_ordinary(folder: Path, *, show: bool, read: bool) -> None:
    """What the answers to ordinary questions come to, a row a kind; `read`: with the built-in writer's yes or no."""
    reader = Reader(open_writer(load_settings())) if read else None
    verdicts: dict[str, Counter[str]] = {kind: Counter() for kind in ORDINARY_KINDS}
    for user in load_ordinary(folder):
        with opened(user.name, user.notes) as book:
            labelled = [one.labelled for one in user.questions]
            answers = _answers(book, labelled, reader)
            for one in user.questions:
                verdict = one.judge(answers[one.labelled.id])
                verdicts[one.labelled.kind][verdict] += 1
                if show and verdict != "right":
                    print(f"{verdict}: {one.labelled.question}\n  {answers[one.labelled.id].answer[:300]}")
    columns = ("right", "refused, the line beside it", "refused", "wrong")
    _row("ordinary notes", *columns)
    for kind, counted in verdicts.items():
        _row(kind, *(str(counted[column]) for column in columns))
    _row("in all", *(str(sum(counted[column] for counted in verdicts.values())) for column in columns))
    if reader is not None:
        print(f"{reader.lines} lines read, {reader.seconds / max(reader.lines, 1):.1f} s each")


# ---- what is found ----------------------------------------------------------------------------------------


def _all_scores(half: Opened, questions: Sequence[Labelled]) -> Scores:
    """What the rivals and ours find among the same passages."""
    searches: dict[str, Search] = {
        **rivals(half.retriever.everything(), half.embedder, half.name),
        OURS: lambda query, k: list(half.retriever.search(query, k)),
    }
    return {way: _scores(questions, search) for way, search in searches.items()}


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
    questions: Sequence[Labelled],
    scores: Mapping[str, Mapping[str, Mapping[str, float]]],
    kinds: Sequence[str],
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
    _row("R@10 by kind", *kinds[:-1])
    for way, found in scores.items():
        by_kind = (
            estimate([found[one.id]["R@10"] for one in questions if one.kind == kind and one.id in found])
            for kind in kinds[:-1]
        )
        _row(way, *by_kind)


# ---- what is answered -------------------------------------------------------------------------------------


def _answers(half: Opened, questions: Sequence[Labelled], reader: Reader | None = None) -> dict[str, Answer]:
    """By rule alone, unless somebody reads: a writer only words what was decided."""
    writer = reader or scripted_writer([""] * 8 * len(questions))
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


def _print_abstention(
    questions: Sequence[Labelled],
    answers: Mapping[str, Answer],
    cited: Mapping[str, Sequence[Passage]],
    kinds: Sequence[str],
) -> None:
    silent = {one.id: float(answers[one.id].outcome == "not_in_notes") for one in questions}
    without = [silent[one.id] for one in questions if not one.evidence]
    having = [silent[one.id] for one in questions if one.evidence]
    refused = [float(not one.evidence) for one in questions if silent[one.id]]
    print()
    _row("saying it is not there", "precision", "recall", "wrongly, in all", *kinds[:-1])
    by_kind = (estimate([silent[one.id] for one in questions if one.kind == kind]) for kind in kinds[:-1])
    _row(OURS, estimate(refused), estimate(without), estimate(having), *by_kind)
    right = {one.id: float(any(one.gains(cited[one.id]))) for one in questions if one.evidence}
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
    main()
