"""The built-in writer as a reader that words nothing, so that only its yes or no is measured, and timed."""

import time
from collections.abc import Sequence

from coach.llm.endpoint import Slot
from coach.llm.scripted import ScriptedWriter
from coach.llm.writer import Writer
from coach.types import Message


class Reader(ScriptedWriter):
    """Gives the writer's odds; what it is asked to put into words stays empty, so that the lines are quoted."""

    def __init__(self, writer: Writer) -> None:
        super().__init__([""] * 10_000)
        self._writer = writer
        self.lines = 0
        self.seconds = 0.0

    def odds(self, messages: Sequence[Message], *, slot: Slot) -> dict[str, float]:
        begun = time.perf_counter()
        odds = self._writer.odds(messages, slot=slot)
        self.lines += 1
        self.seconds += time.perf_counter() - begun
        return odds
