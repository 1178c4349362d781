"""The people of the corpus, labelled by hand in `people.txt`, and how right a reading of them is."""

from dataclasses import dataclass, replace
from pathlib import Path

FIELDS = ("name", "emails", "phones", "organization", "title", "birthday", "notes")


@dataclass(frozen=True)
class Person:
    """One person as they are, before any address book writes them down."""

    region: str
    prefix: str
    given: str
    middle: str
    family: str
    organization: str
    department: str
    title: str
    birthday: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        """The whole name, as a card shows it."""
        return " ".join(part for part in (self.prefix, self.given, self.middle, self.family) if part)

    def without(self, **fields: str | tuple[str, ...]) -> "Person":
        """The person as an address book knows them that does not keep everything."""
        return replace(self, **fields)  # type: ignore[arg-type]


def everybody(*regions: str) -> list[Person]:
    """The people of some regions, in the order of the file."""
    lines = (Path(__file__).parent / "people.txt").read_text(encoding="utf-8").splitlines()
    found = [_person(line) for line in lines if line and not line.startswith("#")]
    return [person for person in found if person.region in regions]


def _person(line: str) -> Person:
    cells = line.split("|")
    emails, phones = (tuple(one for one in cells[place].split(";") if one) for place in (9, 10))
    return Person(*cells[:9], emails, phones, _unescaped(cells[11]))  # type: ignore[call-arg]


def _unescaped(text: str) -> str:
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
