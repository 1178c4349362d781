"""What is gathered of one person with regard to one goal."""

from dataclasses import dataclass, field
from datetime import date

from coach.people.standing import Standing
from coach.types import Citation, LedgerEntry, Note, Person


@dataclass(frozen=True)
class Line:
    """One sentence or passage and how much it has to do with the goal, 0 to 1."""

    citation: Citation
    relevance: float
    third: bool  # it speaks of somebody whom this person knows
    unfit: bool = False  # it says that they dislike or mock it


@dataclass(frozen=True)
class Path:
    """Somebody tied to this person who is nearer to the goal."""

    other: Person
    citation: Citation
    relevance: float


@dataclass
class Dossier:
    """All that is known of one person with regard to one goal."""

    person: Person
    lines: list[Line] = field(default_factory=list)
    doors: list[Citation] = field(default_factory=list)
    move_doors: list[Citation] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    openers: list[Path] = field(default_factory=list)  # who could introduce the user, where they never met
    contacts: list[date] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    bonds: list[Standing] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    colleague: bool = False
    ear: str | None = (
        None  # whom the user does not want to hear of the goal: this person, or somebody close to them
    )
    named: bool = False  # the goal names them
    closeness: float | None = (
        None  # cosine of who they are and their best line with the goal; None: not read closely
    )
    kindred: float = 0.0  # how much of the goal's family of words stands anywhere in their notes, 0 to 1

    def about(self) -> list[Note]:
        """The notes that are about this person, not those that only name them."""
        return [note for note in self.notes if note.person_ids[:1] == (self.person.id,)]

    def best(self) -> float:
        """The relevance of the best line."""
        return max((line.relevance for line in self.lines), default=0.0)
