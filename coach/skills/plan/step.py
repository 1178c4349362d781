"""What a plan is made of."""

from dataclasses import dataclass, field

from coach.storage.steps import StepAnswer
from coach.types import BESIDE, IF_ANY, Citation


@dataclass(frozen=True)
class Step:
    """One thing to do. `size` is how brave it is, 1 to 5; `due` a day; `step_id` is what one answers to."""

    person: str | None
    what: str
    why: str
    size: int
    due: str
    citation: Citation | None
    step_id: str = field(default="", metadata=BESIDE)
    feared: float | None = field(default=None, metadata=IF_ANY)  # 0 to 10, once the user took it on


@dataclass(frozen=True)
class Owed:
    """A promise that is still open, on either side."""

    person: str
    text: str
    since: str | None
    citation: Citation | None


@dataclass(frozen=True)
class Drifting:
    """Somebody who has been quiet for longer than the two usually are."""

    person: str
    last_contact: str
    days: int
    citation: Citation | None


@dataclass(frozen=True)
class Plan:
    """What `coach plan` shows. `rung` is how brave a step this user takes now, 1 to 5; `answered` what they said lately."""

    steps: tuple[Step, ...]
    owed_by_me: tuple[Owed, ...]
    owed_to_me: tuple[Owed, ...]
    drifting: tuple[Drifting, ...]
    rung: int = field(default=2, metadata=BESIDE)
    answered: tuple[StepAnswer, ...] = field(default=(), metadata=BESIDE)
