"""Reading the nearest lines: what the reader finds likely decides, and without it the rules do."""

from collections.abc import Mapping, Sequence

import pytest

from coach.errors import ArtifactProblem
from coach.llm.endpoint import Slot
from coach.llm.scripted import ScriptedWriter, scripted_writer
from coach.retrieval.evidence import ENOUGH, Evidence, Features
from coach.retrieval.question import Question
from coach.retrieval.reading import as_messages, read_lines
from coach.types import Message, Passage

QUESTION = Question("What did Ana bring?", "what")


class _Reader(ScriptedWriter):
    """A reader whose odds are given."""

    def __init__(self, odds: Mapping[str, float], *, remote: bool = False) -> None:
        super().__init__([], remote=remote)
        self.given = dict(odds)
        self.asked = 0

    def odds(self, messages: Sequence[Message], *, slot: Slot, timeout_seconds: float) -> dict[str, float]:
        self.asked += 1
        return self.given


class _Missing(ScriptedWriter):
    """A reader whose model file is not there."""

    def __init__(self) -> None:
        super().__init__([])

    def odds(self, messages: Sequence[Message], *, slot: Slot, timeout_seconds: float) -> dict[str, float]:
        raise ArtifactProblem("The writer is missing: run `coach models fetch`.")


def evidence(*strengths: float) -> tuple[Evidence, ...]:
    features = Features(cosine=0.5, bare=0.4, coverage=0.5, strange=0.0, fits_kind=1.0)
    return tuple(
        Evidence(
            Passage(f"n{place}", "Ana Lima", "2025-03-14", f"Line {place}.", 0.0, "a.md", (1,)), features, one
        )
        for place, one in enumerate(strengths)
    )


def test_the_line_the_reader_finds_likely_comes_first_and_is_strong_enough() -> None:
    reader = _Reader({"B": -0.2, "A": -4.0, "C": -5.0, "N": -6.0})
    best = read_lines(reader, QUESTION, evidence(0.4, 0.35, 0.3))[0]
    assert best.passage.note_id == "n1"
    assert best.strength >= ENOUGH


def test_where_none_is_likely_no_line_is_strong_enough() -> None:
    reader = _Reader({"N": -0.3, "A": -3.5, "B": -3.0, "C": -4.0})
    assert max(one.strength for one in read_lines(reader, QUESTION, evidence(0.4, 0.35, 0.3))) < ENOUGH


@pytest.mark.parametrize("strengths", [(), (0.97, 0.4), (0.01,)])
def test_nothing_is_read_where_the_rules_are_sure(strengths: Sequence[float]) -> None:
    reader = _Reader({"N": -0.1})
    assert read_lines(reader, QUESTION, evidence(*strengths)) == evidence(*strengths)
    assert reader.asked == 0


def test_without_a_reader_the_rules_decide() -> None:
    lines = evidence(0.5, 0.2)
    assert read_lines(_Missing(), QUESTION, lines) == lines
    assert read_lines(scripted_writer([]), QUESTION, lines) == lines


def test_no_line_is_read_elsewhere() -> None:
    reader = _Reader({"A": -0.1}, remote=True)
    assert read_lines(reader, QUESTION, evidence(0.5)) == evidence(0.5)
    assert reader.asked == 0


def test_lines_that_were_not_read_are_no_stronger_than_those_that_were() -> None:
    reader = _Reader({"N": -0.2})
    found = read_lines(reader, QUESTION, evidence(*[0.5] * 7))
    assert [one.passage.note_id for one in found[-2:]] == ["n5", "n6"]
    assert found[-1].strength <= found[0].strength


def test_the_reader_sees_the_question_and_each_line_under_a_letter() -> None:
    shown = as_messages(QUESTION, evidence(0.5, 0.4))[-1].text
    assert shown.splitlines() == [
        "Question: What did Ana bring?",
        "A (Ana Lima, 2025) Line 0.",
        "B (Ana Lima, 2025) Line 1.",
        "N none of them",
        "Which line says: What did Ana bring?",
    ]
