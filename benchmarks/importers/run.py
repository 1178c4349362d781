"""Measures what comes out of address books of many programs, field by field, beside vobject where it is installed.

PYTHONPATH=. python benchmarks/importers/run.py [--half dev|held_out] [--wrong]
"""

import argparse
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.importers.again import measure_again
from benchmarks.importers.corpus import File, corpus
from benchmarks.importers.odd import odd_files
from benchmarks.importers.people import FIELDS, Person
from coach.importers.detect import parse
from coach.text import one_line
from coach.types import PersonRecord

Reading = Mapping[str, object]


def expected(person: Person) -> Reading:
    """What is right, field by field."""
    return {
        "name": _name(person.name),
        "emails": frozenset(person.emails),
        "phones": frozenset(map(_digits, person.phones)),
        "organization": one_line(person.organization),
        "title": one_line(person.title),
        "birthday": person.birthday,
        "notes": _note(person.note),
    }


def ours(record: PersonRecord) -> Reading:
    """What our importer read."""
    return {
        "name": _name(record.name),
        "emails": frozenset(record.contact.get("email", ())),
        "phones": frozenset(map(_digits, record.contact.get("phone", ()))),
        "organization": record.organization or "",
        "title": record.role or "",
        "birthday": record.birthday or "",
        "notes": _note("\n".join(note.text for note in record.notes if note.kind == "note")),
    }


def of_vobject(text: str) -> list[Reading] | None:
    """What vobject read, or None if it raised; from text that is decoded for it."""
    import vobject

    found: list[Reading] = []
    try:
        for card in vobject.readComponents(text):
            if card.name != "VCARD":
                continue
            listed = {name: [item.value for item in items] for name, items in card.contents.items()}
            name = listed.get("fn") or [str(one) for one in listed.get("n", [""])]
            company = listed.get("org", [[""]])[0]
            found.append(
                {
                    "name": _name(str(name[0])),
                    "emails": frozenset(map(str, listed.get("email", ()))),
                    "phones": frozenset(
                        _digits(str(item.value))
                        for item in card.contents.get("tel", ())
                        if "FAX" not in [kind.upper() for kind in item.params.get("TYPE", [])]
                    ),
                    "organization": one_line(str(company[0] if isinstance(company, list) else company)),
                    "title": one_line(str(listed.get("title", [""])[0])),
                    "birthday": _day(str(listed.get("bday", [""])[0])),
                    "notes": _note("\n".join(map(str, listed.get("note", ())))),
                }
            )
    except Exception:
        return None
    return found


def _name(text: str) -> str:
    return re.sub(r"^Dr\.? ", "", one_line(text))


def _digits(phone: str) -> str:
    return re.sub(r"[^\d+]", "", phone)


def _day(written: str) -> str:
    digits = re.sub(r"\D", "", written)[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 else ""


def _note(text: str) -> str:
    return " ".join(line for line in map(one_line, text.split("\n")) if line)


def _paired(people: Sequence[Person], read: Sequence[Reading]) -> list[tuple[Reading, Reading]]:
    """Cards and readings in order; one that is missing is paired with nothing."""
    if len(people) == len(read):
        return list(zip(map(expected, people), read, strict=True))
    left = list(read)
    pairs: list[tuple[Reading, Reading]] = []
    for person in people:
        right = expected(person)
        same = next((one for one in left if one["name"] == right["name"]), {})
        if same:
            left.remove(same)
        pairs.append((right, same))
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=("dev", "held_out"))
    parser.add_argument(
        "--wrong", action="store_true", help="print what was read wrongly (never of the held-out half)"
    )
    chosen = parser.parse_args()
    for half in [chosen.half] if chosen.half else ["dev", "held_out"]:
        files = [file for file in corpus() if file.held_out == (half == "held_out")]
        _measure(half, files, show=chosen.wrong and half == "dev")
    _measure("odd", odd_files(), show=chosen.wrong)
    cards = [file for file in corpus() if file.name.endswith(".vcf")]
    _measure_vobject(cards)
    if not chosen.half:
        measure_again()


def _measure(half: str, files: Sequence[File], *, show: bool) -> None:
    right: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    people = came = 0
    for file in files:
        parsed = parse(file.name, file.content)
        people += len(file.people)
        came += min(len(parsed.people), len(file.people))
        if show and (len(parsed.people) != len(file.people) or parsed.skipped):
            print(
                f"{file.name}: {len(parsed.people)} of {len(file.people)}, {[s.reason for s in parsed.skipped][:2]}"
            )
        for wanted, got in _paired(file.people, [ours(record) for record in parsed.people]):
            for field in FIELDS:
                if not wanted[field] and not got.get(field):
                    continue
                filled[field] += 1
                right[field] += wanted[field] == got.get(field)
                if show and wanted[field] != got.get(field):
                    print(
                        f"  {file.name} [{parsed.encoding}] {field}: {wanted[field]!r} read as {got.get(field)!r}"
                    )
    shares = "  ".join(
        f"{field} {right[field] / max(1, filled[field]):.1%} of {filled[field]}" for field in FIELDS
    )
    print(f"{half}: {len(files)} files, {came} of {people} people came in\n  {shares}")


def _measure_vobject(files: Sequence[File]) -> None:
    try:
        import vobject  # noqa: F401
    except ImportError:
        print("vobject is not installed; `pip install vobject` to compare")
        return
    for reader in ("vobject", "ours"):
        right: Counter[str] = Counter()
        filled: Counter[str] = Counter()
        raised = 0
        for file in files:
            parsed = parse(file.name, file.content)
            encoding = "utf-8" if not parsed.encoding else parsed.encoding
            read = (
                of_vobject(file.content.decode(encoding, "replace"))
                if reader == "vobject"
                else list(map(ours, parsed.people))
            )
            raised += read is None
            for wanted, got in _paired(file.people, read or []):
                for field in FIELDS:
                    if wanted[field] or got.get(field):
                        filled[field] += 1
                        right[field] += wanted[field] == got.get(field)
        shares = "  ".join(f"{field} {right[field] / max(1, filled[field]):.1%}" for field in FIELDS)
        print(f"{reader} on the {len(files)} vCard files: raised on {raised}\n  {shares}")


if __name__ == "__main__":
    main()
