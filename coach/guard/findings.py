"""The values checks speak in: a sentence with what it rests on, and the outcome of one check."""

from dataclasses import dataclass

from coach.types import Citation


@dataclass(frozen=True)
class FromProfile:
    """Rests on what the user wrote about themselves; `profile` is verbatim there."""

    profile: str


@dataclass(frozen=True)
class FromPlan:
    """Rests on the purpose alone (a greeting, an ask, a way out); `plan` names the part."""

    plan: str


@dataclass(frozen=True)
class FromUser:
    """Rests on what the user typed for this message; `user` is verbatim what they typed."""

    user: str


Source = Citation | FromProfile | FromPlan | FromUser


@dataclass(frozen=True)
class Sentence:
    """One sentence of a message. `kind` is its part in the message, "line" the user's own words, "planned" the
    coach's own wording where the model's failed a check; in both a plan source names the part it plays."""

    text: str
    kind: str
    sources: tuple[Source, ...]

    @property
    def move(self) -> str:
        """The part this sentence plays, also when it is the planned one."""
        plans = [source.plan for source in self.sources if isinstance(source, FromPlan)]
        return plans[0] if self.kind in {"planned", "line"} and plans else self.kind


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `detail` says what was found, in a sentence for the user."""

    name: str
    passed: bool
    detail: str
