"""The user's goals, one row each, with whoever was passed over for them, and the weights the user moved."""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows

Public = Literal["secret", "close", "anyone"]
PUBLIC: tuple[Public, ...] = get_args(Public)


@dataclass(frozen=True)
class KeptGoal:
    """One goal. `due` and the days are ISO 8601; `public` is who may hear of it; `outcome` is how it ended."""

    id: int
    text: str
    why: str
    due: str | None
    public: Public
    since: str
    closed: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class PassedOver:
    """ "Not this one, because ...", for one goal."""

    goal_id: int
    person_id: int
    because: str
    day: str


class GoalRows(Rows):
    """Goals and what was answered to their suggestions."""

    def add(self, text: str, why: str, due: str | None, public: Public, since: str) -> KeptGoal:
        with self._transaction() as connection:
            row = {"text": text, "why": why, "due": due, "public": public, "since": since}
            number = connection.execute(insert(t.goals).values(row).returning(t.goals.c.id)).scalar_one()
        return KeptGoal(number, text, why, due, public, since)

    def replace(self, goal: KeptGoal) -> None:
        """Writes every field of a goal that is there."""
        row = {name: value for name, value in vars(goal).items() if name != "id"}
        with self._transaction() as connection:
            connection.execute(update(t.goals).where(t.goals.c.id == goal.id).values(row))

    def get(self, goal_id: int) -> KeptGoal | None:
        return next((goal for goal in self.all() if goal.id == goal_id), None)

    def all(self) -> list[KeptGoal]:
        """Oldest first, closed ones too."""
        with self._reading() as connection:
            return [KeptGoal(**row) for row in connection.execute(select(t.goals).order_by("id")).mappings()]

    def pass_over(self, passed: PassedOver) -> None:
        """Keeps an answer; a newer one about the same person takes its place."""
        with self._transaction() as connection:
            self.take_back(passed.goal_id, passed.person_id)
            connection.execute(insert(t.passed_over).values(vars(passed)))

    def take_back(self, goal_id: int, person_id: int) -> None:
        """Forgets that answer."""
        row = t.passed_over.c
        with self._transaction() as connection:
            connection.execute(
                delete(t.passed_over).where(row.goal_id == goal_id, row.person_id == person_id)
            )

    def passed_over(self) -> list[PassedOver]:
        """Of every goal, oldest first."""
        row = t.passed_over.c
        query = select(row.goal_id, row.person_id, row.because, row.day).order_by(row.id)
        with self._reading() as connection:
            return [PassedOver(**row) for row in connection.execute(query).mappings()]

    def weights(self) -> dict[str, float]:
        """Each weight the user moved away from the file's."""
        with self._reading() as connection:
            return {row.name: row.value for row in connection.execute(select(t.weights))}

    def set_weight(self, name: str, value: float | None) -> None:
        """Keeps a moved weight; None gives back the file's."""
        with self._transaction() as connection:
            connection.execute(delete(t.weights).where(t.weights.c.name == name))
            if value is not None:
                connection.execute(insert(t.weights).values(name=name, value=value))
