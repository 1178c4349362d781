"""Invented networks and their labelled goals: reading both, and opening a network as the product does."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crowd import write_cards

from coach.index.embedder import Embedder, open_embedder
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note, Person

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
# All seen by now; the last three only after a first look.
HALVES = ("tuning", "held_out", "second", "third", "fourth")


@dataclass(frozen=True)
class Goal:
    """A goal with its labels, all of them full names; what each label means stands at the top of `tuning/goals.toml`.

    `bystanders` is how many generated people stand round the written ones of its network.
    """

    network: str
    half: str
    text: str
    good: frozenset[str]
    acceptable: frozenset[str]
    wrong: frozenset[str]
    vetoed: frozenset[str]
    picks: Mapping[str, frozenset[str]] = field(hash=False)
    paths: tuple[tuple[str, ...], ...]
    bystanders: int

    @property
    def nobody(self) -> bool:
        """Whether the right answer is that nobody fits yet."""
        return not self.good and not self.acceptable

    @property
    def named(self) -> frozenset[str]:
        """Everybody the labels name."""
        on_paths = frozenset(name for path in self.paths for name in path)
        return self.good | self.acceptable | self.wrong | self.vetoed | on_paths


@dataclass(frozen=True)
class Network:
    """An opened network; `people` are all but the user, `notes` are each one's own notes, newest first."""

    book: Book
    retriever: Retriever
    embedder: Embedder
    people: tuple[Person, ...]
    notes: Mapping[int, tuple[Note, ...]]

    def page(self, person: Person) -> str:
        """All that is known of somebody, in one text."""
        parts = [person.name, person.role, person.organization, person.circle]
        notes = [f"{note.date or ''} {note.text}" for note in self.notes.get(person.id, ())]
        return "; ".join(part for part in parts if part) + ". " + " ".join(notes)


def read_goals(half: str) -> list[Goal]:
    """Every labelled goal of a half, network by network."""
    tables = tomllib.loads((HERE / half / "goals.toml").read_text(encoding="utf-8"))
    return [
        _goal(network, half, table, one) for network, table in tables.items() for one in table.get("goal", [])
    ]


def _goal(network: str, half: str, table: Mapping[str, Any], one: Mapping[str, Any]) -> Goal:
    def names(key: str) -> frozenset[str]:
        return frozenset(one.get(key, ()))

    vetoed = names("vetoed") | frozenset(table["avoid"])
    return Goal(
        network=network,
        half=half,
        text=one["text"],
        good=names("good"),
        acceptable=names("acceptable"),
        wrong=names("wrong") | vetoed,
        vetoed=vetoed,
        picks={pick: names(pick) for pick in ("stretch", "comfortable", "bridge")},
        paths=tuple(tuple(path) for path in one.get("paths", ())),
        bystanders=table.get("bystanders", 0),
    )


def open_network(goal: Goal, home: Path) -> Network:
    """Writes a goal's network out as the files it is made of, imports them into an empty home and indexes them."""
    folder = home / "notes"
    folder.mkdir(parents=True)
    text = (HERE / goal.half / f"{goal.network}.txt").read_text(encoding="utf-8")
    for piece in text.split("=== ")[1:]:
        file, _, content = piece.partition("\n")
        (folder / file.strip()).write_text(content, encoding="utf-8")
    if goal.bystanders:
        write_cards(folder / "phone.vcf", goal.bystanders)
    settings = Settings(home=home, today=TODAY)
    return index(settings, folder, open_embedder(settings))


def index(settings: Settings, folder: Path, embedder: Embedder) -> Network:
    """Imports a folder of notes into the empty home of these settings."""
    book = Book(Store(settings.book_file), TODAY)
    import_paths(book, [folder])
    retriever = Retriever(book.store, settings.index_folder, embedder, TODAY)
    retriever.refresh()
    people = tuple(person for person in book.store.people.all() if not person.is_me)
    notes = book.store.notes.of_people([person.id for person in people])
    newest_first = {
        one: tuple(sorted(all_of_one, key=lambda note: note.date or "", reverse=True))
        for one, all_of_one in notes.items()
    }
    return Network(book, retriever, embedder, people, newest_first)


def check_labels(network: Network, goal: Goal) -> None:
    """Ends the run if a label names nobody: a label that cannot match would count against every ranking."""
    known = {person.name for person in network.people}
    if unknown := sorted(goal.named - known):
        raise SystemExit(
            f"{goal.half}/goals.toml, {goal.text!r}: the book knows nobody called {', '.join(unknown)}; mend the label."
        )
