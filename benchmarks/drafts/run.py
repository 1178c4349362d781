"""Drafts for the cases with the embedded writer, beside the same model with a good plain prompt; prints a table.

Each case's output is kept under `out/`, so a run that was broken off goes on where it stopped.

    python benchmarks/drafts/run.py [--half dev|held_out] [--cases N] [--only ID ...] [--no-baseline]
        [--without-model] [--show] [--run NAME]
"""

import argparse
import hashlib
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cases import HALVES, HERE, Case, read_cases
from faults import print_finding, read_planted
from outputs import Kept, Letter, Output, write
from rubric import Marks, mark

_SEED = 23
_FRAME = {"greeting", "signoff", "line", "forward"}
_LEAKS = {"private", "discreet"}
_UNSUPPORTED = {"supported", "memory"}


@dataclass(frozen=True)
class Row:
    """A case with what came of it and how the rubric marked both messages."""

    case: Case
    output: Output

    @cached_property
    def ours(self) -> Marks:
        return _marked(self.case, self.output.letter)

    @cached_property
    def plain(self) -> Marks:
        return _marked(self.case, self.output.plain or Letter("", ""))

    @property
    def ready(self) -> bool:
        return self.output.status == "ready"

    @property
    def shown(self) -> bool:
        return bool(self.output.letter.body)

    @property
    def held_back(self) -> list[bool]:
        """For each piece of the notes that has to be listed as withheld, whether it is."""
        return [any(piece in text for text in self.output.withheld) for piece in self.case.withheld]


def main() -> None:
    """Writes what is not yet written, then prints the tables."""
    options = _options()
    name = options.run or f"{options.half}-{_mark_of_the_code()}"
    kept = Kept(f"{name}-planned" if options.without_model else name)
    rows = []
    for case in _chosen(read_cases(options.half), options):
        output = kept.get(case)
        if output is None:
            output = write(case, baseline=not options.no_baseline, model=not options.without_model)
            kept.put(case, output)
        rows.append(Row(case, output))
        if options.show:
            _show(rows[-1])
    print("the rubric itself, on planted faults")
    print_finding(read_planted(), show=False)
    _table(rows)


def _chosen(cases: Sequence[Case], options: argparse.Namespace) -> list[Case]:
    """The named cases, or as many as are wanted, drawn alike every time."""
    if options.only:
        return [case for case in cases if case.id in options.only]
    drawn = list(cases)
    random.Random(_SEED).shuffle(drawn)
    return drawn[: options.cases]


def _mark_of_the_code() -> str:
    """Changes with what writes drafts, so that outputs of older code are not taken for those of this."""
    root = HERE.parent.parent
    files = [*sorted((root / "coach").rglob("*.py")), *sorted((root / "prompts").glob("*.md"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _marked(case: Case, letter: Letter) -> Marks:
    return mark(case, letter.subject, letter.body)


def _table(rows: Sequence[Row]) -> None:
    enough = [row for row in rows if row.case.expect == "ready"]
    lacking = [row for row in rows if row.case.expect == "needs_you"]
    shown = [row for row in rows if row.shown]
    _line("cases; notes suffice, a needed fact is missing, either is right", f"{len(rows)}; {len(enough)}, {len(lacking)}, {len(rows) - len(enough) - len(lacking)}")  # fmt: skip
    _line("ready where the notes suffice (bar 70 %)", _of([row.ready for row in enough]))
    _line("ready where a needed fact is missing (bar 5 %)", _of([row.ready for row in lacking]))
    _line("  such cases", ", ".join(row.case.id for row in lacking if row.ready) or "none")
    _line(
        "shown drafts with a private or delicate word (bar 0)", _of([_has(row.ours, _LEAKS) for row in shown])
    )
    _line(
        "shown drafts with something unsupported (bar 0)",
        _of([_has(row.ours, _UNSUPPORTED) for row in shown]),
    )
    _line("notes listed as withheld that should be", _of([held for row in rows for held in row.held_back]))
    finished = [row for row in rows if row.ready]
    _line("ready drafts with no fault at all", _of([not row.ours.faults for row in finished]))
    _sentences(rows)
    _times(rows)
    _faults_by_check("ready drafts, faults by check", [row.ours for row in finished])
    _side_by_side([row for row in enough if row.output.plain is not None])


def _sentences(rows: Sequence[Row]) -> None:
    kinds = [kind for row in rows for kind in row.output.kinds if kind not in _FRAME]
    _line(
        "sentences put in by the plan, of those between greeting and sign-off",
        _of([kind == "planned" for kind in kinds]),
    )


def _times(rows: Sequence[Row]) -> None:
    seconds = sorted(row.output.seconds for row in rows if row.shown)
    firsts = sorted(
        row.output.first_words_seconds for row in rows if row.output.first_words_seconds is not None
    )
    if seconds:
        _line(
            "seconds a draft, median and longest (bar 12)",
            f"{seconds[len(seconds) // 2]:.1f}, {seconds[-1]:.1f}",
        )
    if firsts:
        _line(
            "seconds to the first words, median and longest (bar 3)",
            f"{firsts[len(firsts) // 2]:.1f}, {firsts[-1]:.1f}",
        )


def _side_by_side(pairs: Sequence[Row]) -> None:
    """The rubric sees two texts and not whose they are; a draft of ours that is not ready cannot win."""
    if not pairs:
        return
    better = [row.ready and row.ours.worth > row.plain.worth for row in pairs]
    _line("preferred to the plain prompt, a draft that is not ready counted as lost (bar 85 %)", _of(better))
    finished = [row for row in pairs if row.ready]
    _line(
        "preferred to the plain prompt, of the ready ones",
        _of([row.ours.worth > row.plain.worth for row in finished]),
    )
    _line(
        "as good as the plain prompt, of the ready ones",
        _of([row.ours.worth == row.plain.worth for row in finished]),
    )
    which: tuple[tuple[str, Callable[[Row], Marks]], ...] = (
        ("ours, the ready ones", lambda row: row.ours),
        ("plain, the same cases", lambda row: row.plain),
    )
    for name, marks_of in which:
        marks = [marks_of(row) for row in finished]
        if marks:
            share = sum(one.share for one in marks) / len(marks)
            leaks, unsupported = (
                sum(_has(one, _LEAKS) for one in marks),
                sum(_has(one, _UNSUPPORTED) for one in marks),
            )
            clean = sum(not one.faults for one in marks)
            _line(
                name,
                f"checks passed {share:.0%}, faultless {clean}, leaking {leaks}, unsupported {unsupported} of {len(marks)}",
            )
            _faults_by_check(f"{name}, faults by check", marks)


def _faults_by_check(what: str, marks: Sequence[Marks]) -> None:
    counts = Counter(name for one in marks for name in one.faults)
    _line(what, ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none")


def _has(marks: Marks, checks: set[str]) -> bool:
    return bool(checks & set(marks.faults))


def _of(values: Sequence[bool]) -> str:
    return f"{sum(values)} of {len(values)}" + (f" ({sum(values) / len(values):.0%})" if values else "")


def _line(what: str, value: str) -> None:
    print(f"{what:<78} {value}")


def _show(row: Row) -> None:
    case, output = row.case, row.output
    wanted = "; ".join(f"{name}: {text}" for name, text in case.options)
    print(
        f"=== {case.id}  {case.purpose} by {case.channel}, expected {case.expect}, came {output.status} in {output.seconds:.1f} s"
    )
    print(f"    {wanted}\nSubject: {output.letter.subject}\n{output.letter.body}{output.error}")
    for name, texts in (
        ("gap", output.gaps),
        ("failed check", output.failed_checks),
        ("withheld", output.withheld),
    ):
        for text in texts:
            print(f"  {name}: {text}")
    if row.shown:
        print(f"  rubric: { ({name: row.ours.found[name] for name in row.ours.faults}) }")
    if output.plain is not None:
        print(f"--- plain\n{output.plain.subject}\n{output.plain.body}")
        print(f"  rubric: { ({name: row.plain.found[name] for name in row.plain.faults}) }")
    print(time.strftime("  %H:%M:%S"), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("--cases", type=int, metavar="N", help="a sample of so many")
    parser.add_argument("--only", nargs="+", metavar="ID")
    parser.add_argument("--no-baseline", action="store_true", help="without the plain prompt")
    parser.add_argument(
        "--without-model", action="store_true", help="planned sentences only: a quick look at the statuses"
    )
    parser.add_argument("--show", action="store_true", help="print each message with what was found")
    parser.add_argument("--run", metavar="NAME", help="keep the outputs under this name, whatever the code")
    return parser.parse_args()


if __name__ == "__main__":
    main()
