"""Whether the rubric finds what it should: clean letters it must pass, and planted faults it must find.

python benchmarks/drafts/faults.py [--part first|second|third] [--show]
"""

import argparse
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from cases import HERE, Case, read_cases
from rubric import Marks, mark

_PARTS = ("first", "second", "third")


@dataclass(frozen=True)
class Planted:
    """A letter for a case; `fault` is the check that has to find something, "" for a clean one."""

    id: str
    part: str
    case: Case
    subject: str
    body: str
    fault: str


def read_planted() -> tuple[Planted, ...]:
    """The clean letters and the faulty ones made of them.

    Raises:
        ValueError: a fault whose words do not stand in its letter.
    """
    rows = tomllib.loads((HERE / "planted.toml").read_text(encoding="utf-8"))
    cases = {case.id: case for case in read_cases("dev")}
    clean = {
        row["id"]: Planted(
            row["id"], row["part"], cases[row["case"]], row.get("subject", ""), row["body"].strip(), ""
        )
        for row in rows["letter"]
    }
    faulty = []
    for row in rows["fault"]:
        letter = clean[row["letter"]]
        texts = {"subject": letter.subject, "body": letter.body}
        field, old = row.get("field", "body"), row["old"].strip()
        if old not in texts[field]:
            raise ValueError(f"{old!r} is not in the {field} of {letter.id!r}")
        texts[field] = texts[field].replace(old, row["new"])
        faulty.append(
            Planted(
                f"{letter.id} + {row['check']}",
                letter.part,
                letter.case,
                texts["subject"],
                texts["body"],
                row["check"],
            )
        )
    return (*clean.values(), *faulty)


def print_finding(letters: Sequence[Planted], *, show: bool) -> None:
    """Precision and recall over these letters; each thing found that was not planted counts as wrong."""
    marked: list[tuple[Planted, Marks]] = [(one, mark(one.case, one.subject, one.body)) for one in letters]
    clean = [(one, marks) for one, marks in marked if not one.fault]
    faulty = [(one, marks) for one, marks in marked if one.fault]
    passed = sum(not marks.faults for _, marks in clean)
    found = sum(one.fault in marks.faults for one, marks in faulty)
    needless = {one.id: set(marks.faults) for one, marks in clean}
    wrong = sum(len(marks.faults) for _, marks in clean)
    besides = sum(
        len(set(marks.faults) - {one.fault} - needless[one.id.partition(" + ")[0]]) for one, marks in faulty
    )
    print(f"clean letters passed whole {passed}/{len(clean)}, planted faults found {found}/{len(faulty)}")
    print(
        f"precision {found / max(1, found + wrong):.2f}, recall {found / max(1, len(faulty)):.2f}; found besides in the faulty {besides}"
    )
    if show:
        for one, marks in marked:
            if (one.fault and one.fault not in marks.faults) or set(marks.faults) - {one.fault}:
                print(f"  {one.id}: { ({name: marks.found[name] for name in marks.faults}) }")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=_PARTS)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    for part in (options.part,) if options.part else _PARTS:
        print(f"{part} part")
        print_finding([one for one in read_planted() if one.part == part], show=options.show)


if __name__ == "__main__":
    main()
