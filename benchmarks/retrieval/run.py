"""Measures retrieval and abstention on the invented network: `benchmarks/notes` has the rivals.

    python benchmarks/retrieval/run.py [--writer] [--show]

With `--writer` the embedded writer reads what the rules doubt; with `--show` what was wrongly answered or refused is listed.
Questions are labelled with pieces of the lines that answer them; no pieces means that no note does. The weights of
`coach/retrieval/evidence.py` were fitted on these questions, dev and test halves both seen while the word families
were written, so the abstention figures flatter; strangers' notes will be harder.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.index.embedder import open_embedder
from coach.llm.scripted import scripted_writer
from coach.llm.writer import open_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.answer import ask
from coach.storage.store import Store

HERE = Path(__file__).parent
NETWORK = HERE.parent.parent / "examples" / "network"
TODAY = date(2026, 11, 23)
DEPTH = 10


@dataclass(frozen=True)
class Labelled:
    """One question; `evidence` are pieces of the lines that answer it."""

    question: str
    evidence: tuple[str, ...]
    half: str

    def rank(self, texts: Sequence[str]) -> int | None:
        """At which place the first right line stands, from 1."""
        flat = (" ".join(text.split()) for text in texts)
        return next(
            (place for place, text in enumerate(flat, 1) if any(e in text for e in self.evidence)), None
        )


def main() -> None:
    lines = (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [
        Labelled(row["question"], tuple(row["evidence"]), row["half"]) for row in map(json.loads, lines)
    ]
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), today=TODAY)
        store = Store(settings.book_file)
        book = Book(store, TODAY)
        import_paths(book, [NETWORK])
        retriever = Retriever(store, settings.index_folder, open_embedder(settings), TODAY)
        retriever.refresh()
        _print_ranking(questions, retriever)
        _print_abstention(questions, book, retriever, Path(home))
        store.close()


def _print_ranking(questions: Sequence[Labelled], retriever: Retriever) -> None:
    ways: dict[str, Callable[[str], list[str]]] = {
        "ours": lambda query: [passage.text for passage in retriever.search(query, DEPTH)],
    }
    print(f"{'':24}{'half':6}{'R@5':>7}{'R@10':>7}{'MRR':>7}")
    for name, search in ways.items():
        for half in ("dev", "test"):
            ranks = [one.rank(search(one.question)) for one in questions if one.evidence and one.half == half]
            five = sum(1 for rank in ranks if rank and rank <= 5) / len(ranks)
            ten = sum(1 for rank in ranks if rank) / len(ranks)
            mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
            print(f"{name:24}{half:6}{five:7.3f}{ten:7.3f}{mrr:7.3f}")


def _print_abstention(questions: Sequence[Labelled], book: Book, retriever: Retriever, home: Path) -> None:
    """By rule alone, or with the embedded writer's reading of doubtful lines."""
    print(f"\n{'half':6}{'abstained, no answer':>22}{'abstained, answer there':>25}{'right line cited':>18}")
    for half in ("dev", "test"):
        without = [one for one in questions if one.half == half and not one.evidence]
        having = [one for one in questions if one.half == half and one.evidence]
        writer = scripted_writer([""] * 4 * len(questions))
        if "--writer" in sys.argv:
            writer = open_writer(Settings(home=home, today=TODAY))
        unasked = [(one, ask(book, retriever, writer, one.question)) for one in without]
        silent = sum(answer.outcome == "not_in_notes" for _, answer in unasked)
        answers = [(one, ask(book, retriever, writer, one.question)) for one in having]
        if "--show" in sys.argv:
            for one, answer in [*unasked, *answers]:
                if (answer.outcome == "not_in_notes") == bool(one.evidence):
                    print(f"<!-- {one.question!r}: {answer.outcome} {answer.answer[:160]!r} -->")
        wrongly = sum(answer.outcome == "not_in_notes" for _, answer in answers)
        cited = sum(
            one.rank([cite.quote for cite in answer.citations]) is not None for one, answer in answers
        )
        print(
            f"{half:6}{silent / len(without):22.3f}{wrongly / len(having):25.3f}{cited / len(having):18.3f}"
        )


if __name__ == "__main__":
    main()
