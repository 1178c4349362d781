"""A rehearsal as the book keeps it: saved after every turn, so that a restart, another day or a crash loses nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from coach.errors import NotFound
from coach.people.book import Book
from coach.skills.rehearse.debrief import Change, Debrief, OneThing, Strength
from coach.skills.rehearse.nudge import Nudge
from coach.skills.rehearse.persona import Persona
from coach.skills.rehearse.scenes import Scene, level_of
from coach.skills.rehearse.script import Cast
from coach.skills.rehearse.transcript import Turn
from coach.types import BESIDE, Citation, to_json

State = Literal["open", "ended", "paused_for_care"]


@dataclass(frozen=True)
class Branch:
    """Lines that were taken back: what was said from turn `at` on, before it was said otherwise."""

    at: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Rehearsal:
    """One practice talk. `partner` is a name; what of them is from notes and what is made up stands beside it.

    `nervous_before`, `nervous_after`, and `expected` and `actual` of the real talk are the user's own taps, 0 (not at all) to 10.
    """

    rehearsal_id: str
    scene: str
    level: int
    partner: str
    transcript: tuple[Turn, ...]
    debrief: Debrief | None = None
    state: State = field(default="open", metadata=BESIDE)
    real: bool = field(default=False, metadata=BESIDE)  # a person of the book
    from_notes: tuple[Citation, ...] = field(default=(), metadata=BESIDE)
    made_up: tuple[str, ...] = field(default=(), metadata=BESIDE)
    last_time: OneThing | None = field(default=None, metadata=BESIDE)  # to try, from the last talk with them
    taken_back: tuple[Branch, ...] = field(default=(), metadata=BESIDE)
    unsaid: tuple[str, ...] = field(default=(), metadata=BESIDE)
    nudging: bool = field(default=True, metadata=BESIDE)
    nudges: tuple[Nudge, ...] = field(default=(), metadata=BESIDE)
    nervous_before: int | None = field(default=None, metadata=BESIDE)
    nervous_after: int | None = field(default=None, metadata=BESIDE)
    expected: int | None = field(default=None, metadata=BESIDE)
    actual: int | None = field(default=None, metadata=BESIDE)


@dataclass(frozen=True)
class Saved:
    """What the book keeps of a rehearsal: what is shown, who plays, with whom of the book, and on which day it was."""

    shown: Rehearsal
    cast: Cast
    person_id: int | None
    day: str

    def with_(self, **changes: Any) -> "Saved":
        """The same with other values of `shown`."""
        return replace(self, shown=replace(self.shown, **changes))


def keep(book: Book, saved: Saved) -> Rehearsal:
    """Saves it and gives back what is shown."""
    value = {
        "shown": to_json(saved.shown, whole=True),
        "cast": to_json(saved.cast, whole=True),
        "day": saved.day,
    }
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    book.store.desk.save_rehearsal(saved.shown.rehearsal_id, saved.person_id, now, value)
    return saved.shown


def load(book: Book, rehearsal_id: str) -> Saved:
    """A rehearsal as it was last saved.

    Raises:
        NotFound: no such rehearsal, or it was forgotten with its person.
    """
    found = book.store.desk.rehearsal(rehearsal_id)
    if found is None:
        raise NotFound(f"There is no rehearsal {rehearsal_id!r} (any more). Start a new one.")
    return _saved(*found)


def newest(book: Book, limit: int = 50) -> tuple[Saved, ...]:
    """The rehearsals of the book, that one first which was touched last."""
    return tuple(_saved(person_id, value) for _, person_id, value in book.store.desk.rehearsals(limit))


def _saved(person_id: int | None, value: Mapping[str, Any]) -> Saved:
    """From its JSON value; talks saved before there were days, nudges and marks of where a branch parted are read too."""
    shown, cast = value["shown"], value["cast"]
    return Saved(
        shown=Rehearsal(
            **{
                **shown,
                "transcript": _turns(shown["transcript"]),
                "debrief": _debrief(shown["debrief"]) if shown["debrief"] else None,
                "from_notes": _citations(shown["from_notes"]),
                "made_up": tuple(shown["made_up"]),
                "last_time": OneThing(**kept) if (kept := shown.get("last_time")) else None,
                "taken_back": tuple(
                    Branch(row["at"], _turns(row["turns"]))
                    if isinstance(row, Mapping)
                    else Branch(1, _turns(row))
                    for row in shown["taken_back"]
                ),
                "unsaid": tuple(shown["unsaid"]),
                "nudges": tuple(Nudge(**row) for row in shown.get("nudges", ())),
            }
        ),
        cast=Cast(
            persona=Persona(
                **{
                    **cast["persona"],
                    "facts": tuple(cast["persona"]["facts"]),
                    "from_notes": _citations(cast["persona"]["from_notes"]),
                    "made_up": tuple(cast["persona"]["made_up"]),
                }
            ),
            scene=_scene(cast["scene"]),
            level=level_of(shown["level"]),
        ),
        person_id=person_id,
        day=value.get("day", ""),
    )


def _scene(value: Mapping[str, Any]) -> Scene:
    """Talks saved before a scene had first words say in `opens_with` how they began, which nothing needs any more."""
    kept = {key: one for key, one in value.items() if key != "opens_with"}
    return Scene(**{**kept, "facts": tuple(kept["facts"])})


def _debrief(value: Mapping[str, Any]) -> Debrief:
    return Debrief(
        measures=value["measures"],
        strengths=tuple(Strength(**item) for item in value["strengths"]),
        changes=tuple(Change(**item) for item in value["changes"]),
        one_thing=OneThing(**value["one_thing"]) if value["one_thing"] else None,
        scored=value["scored"],
    )


def _citations(rows: Sequence[Mapping[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**row) for row in rows)


def _turns(rows: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    return tuple(Turn(row["speaker"], row["text"]) for row in rows)
