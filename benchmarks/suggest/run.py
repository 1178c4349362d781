"""Measures `suggest` on invented networks: nDCG@5, wrong picks in the top five, evidence that holds.

Beside it: most recent first, plain keyword match (BM25 of the goal's words), plain embedding similarity. Labels were
written before any weight was set; weights may be tuned on the "tuning" half only.

    python benchmarks/suggest/run.py [--half held_out] [--show]
"""

import argparse
import math
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.suggest import Suggestions, suggest
from coach.storage.store import Store

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
TOP = 5


@dataclass(frozen=True)
class Goal:
    """A goal with its labels: good is worth 2, acceptable 1, everybody else nothing; wrong must not be there."""

    network: str
    half: str
    text: str
    good: tuple[str, ...]
    acceptable: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """An opened network."""

    book: Book
    retriever: Retriever


def read_goals() -> list[Goal]:
    """Every labelled goal."""
    raw = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))["goal"]
    return [
        Goal(
            one["network"],
            one["half"],
            one["text"],
            tuple(one["good"]),
            tuple(one["acceptable"]),
            tuple(one["wrong"]),
        )
        for one in raw
    ]


def open_network(name: str, home: Path) -> Network:
    """Writes the network out as Markdown files, imports them into an empty home and indexes them."""
    folder = home / "notes"
    folder.mkdir(parents=True)
    for piece in (HERE / "networks" / f"{name}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        file, _, text = piece.partition("\n")
        (folder / file.strip()).write_text(text, encoding="utf-8")
    settings = Settings(home=home, today=TODAY)
    book = Book(Store(settings.book_file), TODAY)
    import_paths(book, [folder])
    retriever = Retriever(book.store, settings.index_folder, open_embedder(settings), TODAY)
    retriever.refresh()
    return Network(book, retriever)


def ours(network: Network, goal: Goal) -> tuple[list[str], Suggestions]:
    found = suggest(network.book, network.retriever, goal.text, TOP)
    return [one.person for one in found.suggestions], found


def most_recent(network: Network, goal: Goal) -> list[str]:
    store = network.book.store
    last = {
        person.id: max((note.date or "" for note in store.notes.of_person(person.id)), default="")
        for person in store.people.all()
        if not person.is_me
    }
    names = {person.id: person.name for person in store.people.all()}
    return [names[one] for one in sorted(last, key=lambda one: last[one], reverse=True)]


def keyword(network: Network, goal: Goal) -> list[str]:
    return _by(network, goal, lambda one: one.words)


def embedding(network: Network, goal: Goal) -> list[str]:
    return _by(network, goal, lambda one: one.cosine)


def _by(network: Network, goal: Goal, value: Callable[..., float]) -> list[str]:
    names = {person.id: person.name for person in network.book.store.people.all() if not person.is_me}
    best: dict[str, float] = {}
    for one in network.retriever.candidates(goal.text, 120)[1]:
        owner = one.passage.person_ids[0] if one.passage.person_ids else 0
        if owner in names and value(one) > 0:
            best[names[owner]] = max(best.get(names[owner], 0.0), value(one))
    return sorted(best, key=lambda name: best[name], reverse=True)


def ndcg(order: Sequence[str], goal: Goal) -> float:
    """Normalised discounted gain of the first five."""

    def worth(name: str) -> float:
        return 2.0 if name in goal.good else 1.0 if name in goal.acceptable else 0.0

    gain = sum(worth(name) / math.log2(place + 2) for place, name in enumerate(order[:TOP]))
    ideal = sorted((worth(name) for name in (*goal.good, *goal.acceptable)), reverse=True)[:TOP]
    return gain / sum(value / math.log2(place + 2) for place, value in enumerate(ideal))


def holds(network: Network, found: Suggestions) -> tuple[int, int]:
    """(citations that hold, citations): the quote is in the note, the note is not private and is about or names them."""
    good = total = 0
    store = network.book.store
    ids = {person.name: person.id for person in store.people.all()}
    for one in found.suggestions:
        cited = [(reason.citation, one.person) for reason in one.reasons] + [
            (via.citation, one.person) for via in one.via
        ]
        for cite, name in cited:
            total += 1
            notes = store.notes.get([cite.note_id])
            good += (
                bool(notes)
                and cite.quote in notes[0].text
                and not notes[0].private
                and (ids[name] in notes[0].person_ids or name.split()[0] in cite.quote)
            )
    return good, total


def main() -> None:
    """Prints one line a ranking and half, and with `--show` what was picked for each goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["tuning", "held_out", "both"], default="both")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    goals = [goal for goal in read_goals() if options.half in {"both", goal.half}]
    rankings = {"recency": most_recent, "keyword": keyword, "embedding": embedding}
    scores: dict[tuple[str, str], list[float]] = {}
    wrong: dict[tuple[str, str], int] = {}
    valid = cited = balanced = several = 0
    slowest = 0.0
    with tempfile.TemporaryDirectory() as room:
        networks = {name: open_network(name, Path(room) / name) for name in {goal.network for goal in goals}}
        for goal in goals:
            network = networks[goal.network]
            begun = time.perf_counter()
            order, found = ours(network, goal)
            slowest = max(slowest, time.perf_counter() - begun)
            orders = {"ours": order} | {name: rank(network, goal) for name, rank in rankings.items()}
            good, total = holds(network, found)
            valid, cited = valid + good, cited + total
            if len(order) >= 2:
                several += 1
                balanced += {"comfortable", "stretch"} <= {one.pick for one in found.suggestions}
            for name, names in orders.items():
                key = (name, goal.half)
                scores.setdefault(key, []).append(ndcg(names, goal))
                wrong[key] = wrong.get(key, 0) + sum(1 for one in names[:TOP] if one in goal.wrong)
            if options.show:
                marks = {
                    **dict.fromkeys(goal.good, "+"),
                    **dict.fromkeys(goal.acceptable, "~"),
                    **dict.fromkeys(goal.wrong, "!"),
                }
                shown = ", ".join(
                    f"{marks.get(one.person, ' ')}{one.person} ({one.pick})" for one in found.suggestions
                )
                print(
                    f"{ndcg(order, goal):.2f} [{ndcg(orders['keyword'], goal):.2f}] {goal.half:8} {goal.text}\n     {shown}"
                )
                print(
                    "     missed:",
                    ", ".join(name for name in goal.good if name not in order),
                    "| left out:",
                    ", ".join(one.person for one in found.left_out),
                )
    print(f"{'ranking':10} {'half':9} {'nDCG@5':>7} {'wrong in top 5':>15}")
    for name in ("ours", "keyword", "embedding", "recency"):
        for half in ("tuning", "held_out"):
            if values := scores.get((name, half)):
                print(
                    f"{name:10} {half:9} {sum(values) / len(values):7.3f} {wrong[name, half]:>15} of {TOP * len(values)}"
                )
    print(
        f"evidence that holds: {valid} of {cited}; comfortable and stretch in {balanced} of {several}; slowest {slowest:.2f} s"
    )


if __name__ == "__main__":
    main()
