"""Drafts for every case with the embedded writer, beside the same model with a good plain prompt; prints a table.

python benchmarks/drafts/run.py [--cases 5-20] [--no-baseline] [--show]
"""

import argparse
import tempfile
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from rubric import Marks, mark

from coach.llm.writer import Slot, Writer, open_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.people.use import use_of
from coach.settings import Settings
from coach.skills.draft import Draft, DraftRequest, draft
from coach.storage.store import Store
from coach.types import Message, Use

_HERE = Path(__file__).parent
_TODAY = date(2026, 11, 23)
_PLAIN = (
    "You help {me} write a message. Channel: {channel} (email: 60 to 140 words and a subject of at most 8 words on a first line "
    "'Subject: ...'; linkedin_note: at most 300 characters; text: at most 320 characters). Purpose: {purpose}. Tone: {tone}. "
    "Be short, warm and specific, ask one small thing at most, make it easy to say no, use only what the notes say, and do not "
    "mention anything delicate or private. No placeholders.\n\nNotes about {to}:\n{notes}\n\nAbout {me}:\n{about}\n\n{wishes}"
    "Write only the message to {first}."
)


def main() -> None:
    options = _options()
    cases = tomllib.loads((_HERE / "cases.toml").read_text(encoding="utf-8"))
    first, last = options.cases
    rows = []
    for number, case in enumerate(cases["case"], 1):
        if not first <= number <= last:
            continue
        person = next(one for one in cases["person"] if one["name"] == case["to"])
        case = {**case, "never": person["never"]}
        rows.append(_one(number, case, person, cases, options))
    _table(rows)


def _one(
    number: int,
    case: dict[str, Any],
    person: dict[str, Any],
    cases: dict[str, Any],
    options: argparse.Namespace,
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder) / "home", today=_TODAY)
        store = Store(settings.book_file)
        book = Book(store, _TODAY)
        about = _about(case, cases["me"])
        _import(book, Path(folder), cases, about)
        writer = open_writer(settings)
        began = time.monotonic()
        firsts: list[float] = []
        made = draft(
            book, None, writer, _request(case), lambda piece: firsts.append(time.monotonic() - began)  # type: ignore[arg-type]
        )  # fmt: skip
        took = time.monotonic() - began
        known = "\n".join(
            [person["text"], about, "Jonas Weller", person["name"], *(str(case.get(k, "")) for k in ("line", "ask", "when", "message"))]
        ) + " Wednesday Friday 2026 December 4 12:30 congratulations"  # fmt: skip
        ours = mark(case, made.subject, made.body, known)
        row = {"number": number, "case": case, "made": made, "ours": ours, "seconds": took, "plain": None}
        if not options.no_baseline and not case.get("removed"):
            subject, body = _plain(writer, case, person, about)
            row["plain"] = mark(case, subject, body, known)
            if options.show:
                print(f"--- plain {number}\n{subject}\n{body}\n{row['plain']}")
        if options.show:
            _show(number, case, made, ours, took)
        store.close()
        return row


def _about(case: dict[str, Any], me: str) -> str:
    if case.get("without_times"):
        me = me.replace("Free for lunch on Wednesdays or Fridays.", "")
    if case.get("without_goal"):
        me = me.replace("- I want to become a train driver by next autumn.", "")
    return me.strip()


def _import(book: Book, folder: Path, cases: dict[str, Any], about: str) -> None:
    notes = folder / "notes"
    notes.mkdir()
    for at, one in enumerate(cases["person"]):
        text = one["text"].strip()
        if "name:" not in text:
            text = text.replace("---\n", f"---\nname: {one['name']}\n", 1)
        (notes / f"p{at}.md").write_text(text + "\n", encoding="utf-8")
    (notes / "me.md").write_text(about + "\n", encoding="utf-8")
    import_paths(book, [notes])


def _request(case: dict[str, Any]) -> DraftRequest:
    fields = {
        name: case[name] for name in ("channel", "tone", "line", "ask", "when", "message") if name in case
    }
    return DraftRequest(case["to"], case["purpose"], **fields)


def _plain(writer: Writer, case: dict[str, Any], person: dict[str, Any], about: str) -> tuple[str, str]:
    """The same model with the same shareable notes and a good plain prompt."""
    rows = [row for row in person["text"].splitlines() if row.strip() and use_of(row) is Use.SHAREABLE]
    wishes = "".join(
        f"{name.title()}: {case[name]}\n" for name in ("line", "ask", "when", "message") if name in case
    )
    prompt = _PLAIN.format(
        me="Jonas Weller", channel=case.get("channel", "email"), purpose=case["purpose"].replace("_", " "), tone=case.get("tone", "warm"),
        to=case["to"], notes="\n".join(rows), about=about, wishes=wishes, first=case["to"].split()[0],
    )  # fmt: skip
    text = writer.complete(
        [Message("user", prompt)], slot=Slot.ANSWER, max_tokens=320, temperature=0.4
    ).strip()
    head, _, rest = text.partition("\n")
    if head.casefold().startswith("subject:"):
        return head[8:].strip(), rest.strip()
    return "", text


def _show(number: int, case: dict[str, Any], made: Draft, ours: Marks, took: float) -> None:
    print(
        f"=== {number} {case['to']} {case['purpose']} {made.channel} {made.status} {took:.1f}s {[s.kind for s in made.sentences]}"
    )
    print(f"Subject: {made.subject}\n{made.body}")
    for gap in made.gaps:
        print(f"  gap: {gap.what}")
    for check in made.checks:
        if not check.passed:
            print(f"  failed: {check}")
    print(f"  {ours}", flush=True)


def _table(rows: list[dict[str, Any]]) -> None:
    enough = [row for row in rows if not row["case"].get("removed")]
    removed = [row for row in rows if row["case"].get("removed")]
    ready = [row for row in enough if row["made"].status == "ready"]
    invented = [row for row in removed if row["made"].status == "ready"]
    by_model = [
        s
        for row in enough
        for s in row["made"].sentences
        if s.kind not in {"greeting", "signoff", "line", "forward"}
    ]
    print(f"\ncases {len(rows)}: notes suffice {len(enough)}, needed fact removed {len(removed)}")
    print(
        f"ready where the notes suffice  {len(ready)}/{len(enough)}   not: {[row['number'] for row in enough if row not in ready]}"
    )
    print(
        f"ready where a fact was removed {len(invented)}/{len(removed)}   which: {[row['number'] for row in invented]}"
    )
    print(
        f"leaks {sum(len(row['ours'].leaks) for row in rows)}   unsupported words {[c for row in rows for c in row['ours'].claims]}"
    )
    print(f"sentences in the model's own words {sum(s.kind != 'planned' for s in by_model)}/{len(by_model)}")
    seconds = sorted(row["seconds"] for row in rows)
    if seconds:
        print(f"seconds a draft: median {seconds[len(seconds) // 2]:.1f}, longest {seconds[-1]:.1f}")
    pairs = [row for row in enough if row["plain"] is not None]
    if pairs:
        better = sum(_worth(row["ours"]) > _worth(row["plain"]) for row in pairs)
        equal = sum(_worth(row["ours"]) == _worth(row["plain"]) for row in pairs)
        print(f"against the plain prompt: better {better}, equal {equal}, of {len(pairs)}")
        for name in ("ours", "plain"):
            points = [row[name].points for row in pairs]
            leaks = sum(bool(row[name].leaks) for row in pairs)
            claims = sum(bool(row[name].claims) for row in pairs)
            full = sum(p == 7 for p in points)
            print(
                f"  {name:5} points {sum(points) / len(points):.2f} of 7, faultless {full}, leaking {leaks}, with unsupported words {claims}"
            )


def _worth(marks: Marks) -> int:
    return marks.points - 7 * bool(marks.leaks)


def _options() -> argparse.Namespace:
    def span(text: str) -> tuple[int, int]:
        first, _, last = text.partition("-")
        return int(first), int(last or first)

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=span, default=(1, 10_000), help="such as 5-20")
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
