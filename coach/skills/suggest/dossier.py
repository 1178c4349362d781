"""What is gathered of one person with regard to one goal."""

from dataclasses import dataclass, field
from datetime import date

from coach.people.standing import Standing
from coach.skills.suggest.weights import Weights
from coach.types import Citation, LedgerEntry, Note, Person


@dataclass(frozen=True)
class Line:
    """A run of sentences about a person and how near it is to the goal in meaning (a cosine, 0 to 1)."""

    citation: Citation
    relevance: float
    third: bool  # it speaks of somebody whom this person knows


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
    openness: float = 0.0  # how near their nearest line is to an offer or a need (a cosine)
    page: float | None = None  # cosine of all their notes with the goal; None: not read closely
    words: float = 0.0  # how many and how rare words of the goal stand in their notes, 0 to 1
    fields: float = 0.0  # how alike the fields of life of their notes and of the goal are
    paths: list[Path] = field(default_factory=list)
    openers: list[Path] = field(default_factory=list)  # who could introduce the user, where they never met
    contacts: list[date] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    bonds: list[Standing] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sentences: int = 0  # that tell something of them
    colleague: bool = False
    # Whom the user does not want to hear of the goal: this person, or somebody close to them.
    ear: str | None = None
    kin: bool = False  # of the family that is not to hear of it
    named: bool = False  # the goal names them
    pause: str = ""  # why to think again before telling them

    def about(self) -> list[Note]:
        """The notes that are about this person, not those that only name them."""
        return [note for note in self.notes if note.person_ids[:1] == (self.person.id,)]

    def best(self) -> float:
        """The relevance of the best line."""
        return max((line.relevance for line in self.lines), default=0.0)


def relevance(dossier: Dossier, weights: Weights) -> float:
    """What they do, did or know of the goal's field, 0 to 1: their notes read together, their best line, shared fields."""
    limits, best = weights.limits, dossier.best()
    page = limits["unread_share"] * best if dossier.page is None else dossier.page
    shares = (limits["page"] * page, limits["line"] * best, limits["fields"] * dossier.fields)
    return max(0.0, sum(shares))
