"""Measures who is taken for whom: what an import makes one person by itself, what it asks about, and how long that takes.

Each labelled card comes in as a vCard file of its own, all of a half in one import, as a person would drop them. Two
cards are joined by the import, proposed by `duplicates`, or neither. The labels were written before the rules were
tuned; `dev.txt` may be looked at while tuning, `held_out.txt` may not.

    python benchmarks/merging/run.py [--half dev] [--show] [--people 50000]
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from benchmarks.book.invented import invented
from coach.people.arrivals import contact_key
from coach.people.book import Book
from coach.people.duplicates import duplicates
from coach.people.importing import import_paths
from coach.storage.store import Store

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
FIELDS = {
    "e": "EMAIL",
    "t": "TEL",
    "o": "ORG",
    "r": "TITLE",
    "c": "CATEGORIES",
    "a": "NICKNAME",
    "b": "BDAY",
}


@dataclass(frozen=True)
class Card:
    """One card of a cluster; cards of one cluster and one `who` are one person."""

    number: int
    cluster: str
    who: str
    name: str
    fields: tuple[tuple[str, str], ...]

    def as_vcard(self) -> str:
        """The card with a note that finds it again."""
        lines = [f"{FIELDS[letter]}:{value}" for letter, value in self.fields]
        note = f"NOTE:card number {self.number} of the set"
        return "\r\n".join(
            ("BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(self.name)}", *lines, note, "END:VCARD", "")
        )


@dataclass
class Score:
    """Pairs of cards: how many are one person, and what became of them."""

    same: int = 0
    joined: int = 0
    proposed: int = 0
    wrongly_joined: int = 0
    proposed_in_vain: int = 0


def cards_of(file: Path) -> list[Card]:
    """The labelled cards of one half."""
    found: list[Card] = []
    cluster = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            cluster = f"{line.strip('[]')} ({len(found)})"
        elif line and not line.startswith("#"):
            who, name, *rest = (part.strip() for part in line.split(" | "))
            fields = tuple((part[0], part[2:]) for part in rest)
            found.append(Card(len(found), cluster, who, name, fields))
    return found


def measure(cards: list[Card], *, show: bool) -> Score:
    """Imports the cards into an empty book and compares."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "cards"
        files.mkdir()
        for card in cards:
            (files / f"{card.number:04}.vcf").write_text(card.as_vcard(), encoding="utf-8")
        store = Store(Path(folder) / "book.sqlite")
        book = Book(store, TODAY)
        import_paths(book, [files])
        whose = _whose(book, len(cards))
        asked = {
            frozenset((book.find(pair.a).id, book.find(pair.b).id)): pair.why for pair in duplicates(book)
        }
        store.close()
    score = Score()
    for a, b in combinations(cards, 2):
        one = a.cluster == b.cluster and a.who == b.who
        joined = whose[a.number] == whose[b.number]
        why = asked.get(frozenset((whose[a.number], whose[b.number])))
        score.same += one
        score.joined += one and joined
        score.proposed += one and not joined and why is not None
        score.wrongly_joined += joined and not one
        score.proposed_in_vain += not one and why is not None
        if show and (joined and not one):
            print(f"  WRONGLY JOINED  {a.cluster}: {a.name} / {b.name}")
        if show and one and not joined and why is None:
            print(f"  missed          {a.cluster}: {a.name} / {b.name}")
        if show and not one and why is not None:
            print(f"  asked in vain   {a.cluster}: {a.name} / {b.name}: {why}")
    return score


def _whose(book: Book, count: int) -> dict[int, int]:
    """Card number to the person it became part of."""
    found: dict[int, int] = {}
    for note in book.store.notes.all():
        _, mark, rest = note.text.partition("card number ")
        if mark:
            found[int(rest.split()[0])] = note.person_ids[0]
    assert len(found) == count, f"{count - len(found)} cards did not come in"
    return found


def _escaped(value: str) -> str:
    return value.replace(",", "\\,")


def print_score(half: str, clusters: int, score: Score) -> None:
    """One half's figures."""
    joined = score.joined + score.wrongly_joined
    print(f"{half}: {clusters} clusters, {score.same} pairs of cards of one person")
    precision = score.joined / joined if joined else 1.0
    print(f"  joined by the import: {joined} pairs, precision {precision:.3f}")
    found = score.joined + score.proposed
    print(f"  joined or proposed: {found} of {score.same}, recall {found / score.same:.3f}")
    print(f"  asked about two people: {score.proposed_in_vain} pairs")


def seconds_for(count: int) -> tuple[int, float]:
    """(pairs proposed, seconds of processor time) of looking through an invented book of so many people."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "book.sqlite")
        book = Book(store, TODAY)
        with store.transaction():
            for one in invented(count, notes=0):
                columns = (one.circle, one.role, one.organization, one.birthday)
                names = ("circle", "role", "organization", "birthday")
                known = {name: value for name, value in zip(names, columns, strict=True) if value}
                person = store.people.add(one.name, created_at=TODAY.isoformat(), **known)
                for kind, value in (("email", one.email), ("phone", one.phone)):
                    if value:
                        store.people.add_contact(person.id, kind, value, contact_key(kind, value))
        begun = time.process_time()
        found = len(duplicates(book))
        took = time.process_time() - begun
        store.close()
    return found, took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "held_out"), help="only this half")
    parser.add_argument(
        "--show", action="store_true", help="print what went wrong (never for held_out while tuning)"
    )
    parser.add_argument(
        "--people", type=int, default=50_000, help="of the invented book; 0 leaves the timing out"
    )
    args = parser.parse_args()
    for half in (args.half,) if args.half else ("dev", "held_out"):
        cards = cards_of(HERE / "labelled" / f"{half}.txt")
        print_score(half, len({card.cluster for card in cards}), measure(cards, show=args.show))
    if args.people:
        found, took = seconds_for(args.people)
        print(f"{args.people} people looked through: {found} pairs, {took:.1f} s of processor time")


if __name__ == "__main__":
    main()
