"""Measures what is read out of notes: precision and recall a kind, use, and `coach remember` on labelled texts.

`notes-*.txt` holds notes with every fact a careful reader would store (`~` marks what may be stored or not); whatever
else is stored counts as wrong. `--junk PATH` lists each fact read from any notes, for human eyes.

    python benchmarks/facts/run.py notes [--half dev|held] [--show]
    python benchmarks/facts/run.py use [--show]
    python benchmarks/facts/run.py remember [--show]
    python benchmarks/facts/run.py junk PATH
"""

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coach.errors import CoachError
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.people.second_opinion import careful_use_of
from coach.people.use import use_of
from coach.skills.remember import Remembered, remember
from coach.storage.store import Store
from coach.text import fold
from coach.types import Use

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
_LABEL = re.compile(
    r"- (?P<maybe>~?)(?P<kind>\w+)(?:: (?P<value>[^\[@/]*))?(?:\[(?P<since>[\d-]*)(?P<dots>\.\.)?(?P<until>[\d-]*)\])?"
    r"\s*(?:/(?P<use>\w+))?\s*(?:@(?P<whose>.+))?$"
)
_SAME = {"promised_to_me": "offer", "promised_by_me": "promise"}


@dataclass(frozen=True)
class Label:
    """One thing a careful reader would store; `maybe` if both are right."""

    person: str
    kind: str
    value: str
    since: str = ""
    until: str = ""
    use: str = ""
    maybe: bool = False


@dataclass(frozen=True)
class Stored:
    """One thing the book holds."""

    person: str
    kind: str
    value: str
    since: str
    until: str
    use: str
    quote: str


@dataclass
class Labelled:
    """A note with its labels. `owner` is empty for a journal entry."""

    owner: str
    date: str
    text: str = ""
    labels: list[Label] = field(default_factory=list)


def read_labelled(path: Path) -> list[Labelled]:
    """The notes of one half."""
    found: list[Labelled] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            owner, _, day = line.lstrip("@ ").rpartition("|")
            found.append(Labelled("" if line.startswith("@@") else owner.strip(), day.strip()))
        elif line.startswith("- ") and (match := _LABEL.match(line)) and _is_label(match["kind"]):
            note = found[-1]
            since, until = match["since"] or "", match["until"] or ""
            value = (match["value"] or "").strip()
            maybe = bool(match["maybe"]) or value.startswith("~")
            note.labels.append(
                Label(
                    (match["whose"] or note.owner).strip(),
                    _SAME.get(match["kind"], match["kind"]),
                    value.lstrip("~"),
                    since,
                    until,
                    match["use"] or "",
                    maybe,
                )
            )
        elif line.strip() and found:
            found[-1].text += line + "\n"
    return found


def _is_label(kind: str) -> bool:
    return kind in {
        "role", "organization", "place", "from", "met_at", "interest", "dislike", "need", "offer", "promise", "ask", "date",
        "family", "birthday", "diet", "language", "education", "left", "tie", "knows", "gave", "received", "contact",
        "promised_to_me", "promised_by_me", "other", "phone",
    }  # fmt: skip


@contextmanager
def imported(notes: list[Labelled]) -> Iterator[Book]:
    """A book that was made of these notes by the ordinary import."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        pages = home / "notes"
        pages.mkdir()
        for owner in {note.owner for note in notes if note.owner}:
            own = [f"## {note.date}\n{note.text}" for note in notes if note.owner == owner]
            (pages / f"{owner}.md").write_text("\n".join((f"# {owner}", "", *own)), encoding="utf-8")
        journal = [f"## {note.date}\n{note.text}" for note in notes if not note.owner]
        (pages / "journal.md").write_text("\n".join(("# Journal", "", *journal)), encoding="utf-8")
        store = Store(home / "book.db")
        book = Book(store, TODAY)
        import_paths(book, [pages])
        yield book
        store.close()


def stored_in(book: Book) -> list[Stored]:
    """Everything that was read, as one list."""
    names = {person.id: person.name for person in book.store.people.all()}
    found = [
        Stored(names[one], f.kind, f.value, f.since or "", f.until or "", f.use.value, f.citation.quote)
        for one, f in book.store.facts.facts()
    ]
    for one, entry in book.store.facts.ledger():
        if entry.direction in {"gave", "received"}:
            quote = entry.citation.quote if entry.citation else ""
            found.append(Stored(names[one], entry.direction, entry.text, "", "", "", quote))
    for one, other, tie in book.store.facts.ties():
        found.append(
            Stored(names[one], "tie", f"{names[one]} > {names[other]}", "", "", "", tie.citation.quote)
        )
    for contact in book.store.diary.interactions():
        found.append(Stored(names[contact.person_id], "contact", contact.date, "", "", "", contact.text))
    return found


def says(label: Label, one: Stored) -> bool:
    """Whether a stored fact is the one a label means."""
    if label.kind == "tie" and one.kind == "tie":
        people = {part.strip() for part in label.value.split(">")}
        return {part.strip() for part in one.value.split(">")} == people
    if (label.person, label.kind) != (one.person, one.kind):
        return False
    wanted, held = _words(label.value), _words(one.value)
    if not wanted or label.kind == "contact":
        return True
    shared = sum(any(word[:5] == other[:5] for other in held) for word in wanted)
    return shared / len(wanted) >= 0.6


def _words(value: str) -> list[str]:
    return [word for word in re.findall(r"\w+", fold(value)) if word not in {"a", "the", "an", "of", "to"}]


def measure(half: str, show: bool) -> None:
    """Precision and recall a kind over one half."""
    notes = read_labelled(HERE / f"notes-{half}.txt")
    wanted, right, held, good = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    times = [0, 0]
    with imported(notes) as book:
        stored = stored_in(book)
        extra: list[str] = []
        missed: list[str] = []
        labels = [(note, label) for note in notes for label in note.labels]
        for one in stored:
            held[one.kind] += 1
            if any(says(label, one) for _, label in labels):
                good[one.kind] += 1
            else:
                extra.append(
                    f"  + {one.person}: {one.kind}: {one.value} [{one.since}..{one.until}]   <- {one.quote[:110]!r}"
                )
        for note, label in labels:
            if label.maybe:
                continue
            wanted[label.kind] += 1
            found = [
                one
                for one in stored
                if says(label, one) and (label.kind != "contact" or one.value == note.date)
            ]
            if found:
                right[label.kind] += 1
                if label.since or label.until:
                    times[1] += 1
                    times[0] += any(
                        one.since.startswith(label.since) and one.until.startswith(label.until)
                        for one in found
                    )
                if label.use and not any(one.use == label.use for one in found):
                    missed.append(f"  ! {label.person}: use of {label.value!r} is {found[0].use}")
            else:
                missed.append(
                    f"  - {label.person}: {label.kind}: {label.value}   <- {note.text[:110].strip()!r}"
                )
    if show:
        print("\n".join(sorted(extra)), "\n".join(missed), sep="\n")
    for kind in sorted(wanted | held):
        print(f"{kind:13} recall {right[kind]:3}/{wanted[kind]:3}   precision {good[kind]:3}/{held[kind]:3}")
    print(
        f"all           recall {right.total() / wanted.total():.3f}   precision {good.total() / held.total():.3f}   "
        f"times right {times[0]}/{times[1]}"
    )


def measure_use(name: str, show: bool) -> None:
    """How many secrets are caught and how many harmless sentences kept, by words and with the second opinion."""
    for judge in (use_of, careful_use_of):
        _measure_use(name, judge, show)


def _measure_use(name: str, judge: Callable[[str], Use], show: bool) -> None:
    caught, kept, secrets, harmless = 0, 0, 0, 0
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        label, sentence = line.split("\t")
        use = judge(sentence)
        if label == "s":
            harmless += 1
            kept += use is Use.SHAREABLE
        else:
            secrets += 1
            caught += use is not Use.SHAREABLE
        if show and (label == "s") != (use is Use.SHAREABLE):
            print(f"  {label} -> {use}: {sentence}")
    print(f"{name}, {judge.__name__}: secrets caught {caught}/{secrets}, harmless kept {kept}/{harmless}")


def _known_book(folder: Path) -> Book:
    book = Book(Store(folder / "book.db"), TODAY)
    names = (
        "Ana Duarte",
        "Ben Archer",
        "Maria Lopes",
        "Maria Ferreira",
        "Dr Priya Nair",
        "Tom Ashby",
    )
    for name in names:
        book.store.people.add(name, created_at="2026-01-01")
    book.store.people.add_aliases(book.find("Ben Archer").id, ["Benny"])
    return Book(book.store, TODAY)


def measure_remember(show: bool) -> None:
    """Whom, facts, reminders and questions of each labelled text."""
    sums = Counter[str]()
    for block in (HERE / "remember.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        text = lines[0].removeprefix("> ")
        with tempfile.TemporaryDirectory() as folder:
            book = _known_book(Path(folder))
            try:
                seen = remember(book, scripted_writer(['{"name": null}'] * 3), text, save=False)
            except CoachError as error:
                print(f"  {text!r}: {error}")
                continue
            wrong = list(_compared(seen, lines[1:], sums))
        sums["texts"] += 1
        sums["texts wholly right"] += not wrong
        if show and wrong:
            print(f"  {text}\n      wrong: {'; '.join(wrong)}\n      whom: {seen.person} {seen.questions}")
            for fact in seen.facts:
                print(f"      {fact.kind}: {fact.value} [{fact.since or ''}..{fact.until or ''}]")
            for reminder in seen.reminders:
                print(f"      ! {reminder.due} {reminder.text}")
        elif show:
            print("  ok", text, [(f.kind, f.value) for f in seen.facts])
    print(", ".join(f"{key} {sums[key]}" for key in sorted(sums)))


def _compared(seen: Remembered, lines: list[str], sums: Counter[str]) -> Iterator[str]:
    due = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        if line == "?":
            sums["questions"] += 1
            sums["questions asked"] += bool(seen.questions)
            if not seen.questions:
                yield "no question"
        elif mark == "=":
            sums["people"] += 1
            name, new = rest.removesuffix(" new"), rest.endswith(" new")
            if seen.person == name and seen.new_person == new:
                sums["people right"] += 1
            else:
                yield f"whom: {rest}"
        elif mark == "!":
            due.append(rest)
        elif mark == "-" and ": " in rest and not rest.startswith("other "):
            kind, _, value = rest.partition(": ")
            sums["facts"] += 1
            kinds = {"knows": {"knows"}, "ask": {"ask", "offer"}, "offer": {"offer", "ask"}}.get(kind, {kind})
            if any(f.kind in kinds and set(_words(value)) <= set(_words(f.value)) for f in seen.facts):
                sums["facts right"] += 1
            else:
                yield rest
        elif rest.startswith("no ") and any(f.kind == rest[3:] for f in seen.facts):
            yield rest
    sums["reminders"] += len(due)
    held = [one.due for one in seen.reminders]
    sums["reminders right"] += sum(one in held for one in due)
    if sorted(held) != sorted(due):
        yield f"due {due}, not {held}"


def list_junk(path: Path) -> None:
    """Every fact, ledger line, tie and contact read from the notes at a path, for a reader to judge."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "book.db")
        book = Book(store, TODAY)
        import_paths(book, [path])
        for one in sorted(stored_in(book), key=lambda one: (one.person, one.kind)):
            print(
                f"{one.person} | {one.kind} | {one.value} | {one.since}..{one.until} | {one.use} | {one.quote[:160]!r}"
            )
        store.close()


def main() -> None:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("notes", "use", "remember", "junk"))
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    if chosen.what == "notes":
        measure(chosen.half, chosen.show)
    elif chosen.what == "use":
        for name in ("use-sentences.txt", "use-sentences-second.txt"):
            measure_use(name, chosen.show)
    elif chosen.what == "remember":
        measure_remember(chosen.show)
    else:
        list_junk(chosen.path)


if __name__ == "__main__":
    main()
