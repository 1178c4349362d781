"""What the user answered to the steps of their plan: one row a step, the last answer counts."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows

Choice = Literal["taken", "done", "snoozed", "not_this"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True)
class StepAnswer:
    """One answer. `id` is the step's; `feared` and `actual` are 0 to 10; `until` is when a snoozed step comes back."""

    id: str
    person_id: int | None
    what: str
    size: int
    choice: Choice
    day: str
    until: str | None = None
    because: str | None = None
    feared: float | None = None
    actual: float | None = None


class StepRows(Rows):
    """Answers to steps."""

    def answer(self, answer: StepAnswer) -> StepAnswer:
        """Keeps an answer in the place of an earlier one to that step; what was feared before stays known."""
        with self._transaction() as connection:
            earlier = connection.execute(select(t.steps.c.feared).where(t.steps.c.id == answer.id)).scalar()
            kept = replace(answer, feared=earlier if answer.feared is None else answer.feared)
            row = vars(kept)
            connection.execute(insert(t.steps).values(row).on_conflict_do_update(["id"], set_=row))
        return kept

    def get(self, step_id: str) -> StepAnswer | None:
        return next((answer for answer in self.all() if answer.id == step_id), None)

    def all(self) -> list[StepAnswer]:
        """Oldest day first."""
        query = select(t.steps).order_by(t.steps.c.day, t.steps.c.id)
        with self._reading() as connection:
            return [StepAnswer(**row) for row in connection.execute(query).mappings()]

    def take_back(self, step_id: str) -> None:
        """Forgets an answer, so that the step is in the plan again."""
        with self._transaction() as connection:
            connection.execute(t.steps.delete().where(t.steps.c.id == step_id))
