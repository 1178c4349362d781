"""Measures whole-set questions: is everybody named who should be, nobody else, and is `exact` said only when so?

    python benchmarks/exact/run.py [dev|held_out] [--wrong]

Two invented networks: `examples/network`, and sixty people in `notes/`, written for this. Each line of a `.tsv` is a
question and the people it is about, parted by semicolons; `*` is everybody. Every second line is held out. A person
counts as often as the answer lists them, so that two people of one name are two.
"""

import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.index.embedder import open_embedder
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.answer import Answer, ask
from coach.storage.store import Store

HERE = Path(__file__).parent
NETWORKS = {"network": HERE.parent.parent / "examples" / "network", "notes": HERE / "notes"}
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Labelled:
    """One question and the names that are its right answer."""

    question: str
    right: Counter[str]
    half: str


def main() -> None:
    halves = [word for word in sys.argv[1:] if not word.startswith("-")] or ["dev", "held_out"]
    print(f"{'':24}{'questions':>10}{'F1':>8}{'wholly right':>14}{'said exact':>12}{'falsely':>9}{'ms':>6}")
    for name, folder in NETWORKS.items():
        with tempfile.TemporaryDirectory() as home:
            settings = Settings(home=Path(home), today=TODAY)
            store = Store(settings.book_file)
            book = Book(store, TODAY)
            import_paths(book, [folder])
            retriever = Retriever(store, settings.index_folder, open_embedder(settings), TODAY)
            retriever.refresh()
            labelled = list(_labelled(HERE / f"{name}.tsv", book))
            for half in halves:
                _measure(f"{name} {half}", [one for one in labelled if one.half == half], book, retriever)
            store.close()


def _labelled(file: Path, book: Book) -> list[Labelled]:
    everybody = Counter(person.name for person in book.store.people.all() if not person.is_me)
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        question, _, names = line.partition("\t")
        right = everybody if names == "*" else Counter(one.strip() for one in names.split(";") if one.strip())
        if unknown := right - everybody:
            raise ValueError(f"{file.name}: nobody of the book is called {sorted(unknown)!r}.")
        found.append(Labelled(question, right, "held_out" if number % 2 else "dev"))
    return found


def _measure(title: str, questions: list[Labelled], book: Book, retriever: Retriever) -> None:
    writer = scripted_writer([""] * len(questions))
    answers: list[tuple[Labelled, Answer]] = []
    begun = time.process_time()
    for one in questions:
        answers.append((one, ask(book, retriever, writer, one.question)))
    took = (time.process_time() - begun) / len(questions)
    right = sum(Counter(answer.people) == one.right for one, answer in answers)
    exact = [(one, answer) for one, answer in answers if answer.exact]
    falsely = sum(Counter(answer.people) != one.right for one, answer in exact)
    f1 = sum(_f1(Counter(answer.people), one.right) for one, answer in answers) / len(answers)
    print(
        f"{title:24}{len(answers):10}{f1:8.3f}{right / len(answers):14.2f}{len(exact) / len(answers):12.2f}"
        f"{falsely / len(answers):9.2f}{1000 * took:6.0f}"
    )
    if "--wrong" in sys.argv:
        for one, answer in answers:
            said = Counter(answer.people)
            if said != one.right:
                missing, extra = sorted(one.right - said), sorted(said - one.right)
                print(
                    f"  {one.question}  exact={answer.exact} {answer.outcome}\n     missing {missing} extra {extra}"
                )


def _f1(said: Counter[str], right: Counter[str]) -> float:
    if not said and not right:
        return 1.0
    both = (said & right).total()
    return 2 * both / (said.total() + right.total())


if __name__ == "__main__":
    main()
