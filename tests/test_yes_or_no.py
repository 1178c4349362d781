"""Where the rules are in doubt the writer's odds of yes decide; without the built-in writer the rules do."""

from collections.abc import Mapping, Sequence

import pytest

from coach.errors import ArtifactProblem
from coach.llm.endpoint import Slot
from coach.llm.scripted import ScriptedWriter, scripted_writer
from coach.llm.writer import open_writer
from coach.retrieval.evidence import ENOUGH, Evidence, Features
from coach.retrieval.question import Question
from coach.retrieval.reading import as_messages, odds_of_yes, read_lines
from coach.settings import Settings
from coach.types import Message, Passage

QUESTION = Question("What did Ana bring?", "what")
FEATURES = Features(0.5, 0.4, coverage=0.5, strange=0.0, holds=0.0, lacks=0.0, card=0.0, ahead=0.0)


class _Reader(ScriptedWriter):
    """A reader whose odds are given for each line."""

    def __init__(self, odds: Sequence[Mapping[str, float]], *, remote: bool = False) -> None:
        super().__init__([], remote=remote)
        self._given = list(odds)
        self.read: list[str] = []

    def odds(self, messages: Sequence[Message], *, slot: Slot) -> dict[str, float]:
        self.read.append(messages[-1].text)
        return dict(self._given[len(self.read) - 1])


class _Missing(ScriptedWriter):
    """A reader whose model file is not there."""

    def __init__(self) -> None:
        super().__init__([])

    def odds(self, messages: Sequence[Message], *, slot: Slot) -> dict[str, float]:
        raise ArtifactProblem("The writer is missing: run `coach models fetch`.")


YES = {"yes": -0.1, "no": -3.0}
NO = {"No": -0.1, "yes": -3.0}


def line(text: str, strength: float) -> Evidence:
    return Evidence(Passage(text, "Ana Lima", "2025-03-14", text, 0.0, "a.md", (1,)), FEATURES, strength)


def evidence(*strengths: float) -> tuple[Evidence, ...]:
    return tuple(line(f"Line {place}.", one) for place, one in enumerate(strengths))


def test_a_line_that_tells_the_answer_is_one_though_the_rule_found_it_weak() -> None:
    found = read_lines(_Reader([NO, YES]), QUESTION, evidence(0.45, 0.4, 0.35))
    assert found[0].passage.text == "Line 1."
    assert found[0].strength >= ENOUGH > found[1].strength


def test_a_line_that_does_not_is_none_though_the_rule_found_it_strong() -> None:
    found = read_lines(_Reader([NO, NO]), QUESTION, evidence(0.6, 0.55, 0.55, 0.52))
    assert max(one.strength for one in found) < ENOUGH


@pytest.mark.parametrize("strengths", [(), (0.97, 0.4), (0.2, 0.1)])
def test_nothing_is_read_where_the_rules_are_sure(strengths: Sequence[float]) -> None:
    reader = _Reader([])
    assert read_lines(reader, QUESTION, evidence(*strengths)) == evidence(*strengths)
    assert reader.read == []


@pytest.mark.parametrize("writer", [_Missing(), scripted_writer([]), _Reader([YES], remote=True)])
def test_without_the_built_in_writer_the_rules_decide(writer: ScriptedWriter) -> None:
    assert read_lines(writer, QUESTION, evidence(0.45, 0.4)) == evidence(0.45, 0.4)
    assert not getattr(writer, "read", [])


def test_the_writer_sees_the_question_and_one_line_with_who_and_when() -> None:
    assert as_messages(QUESTION, line("Brought\nsoup and $5 of bread.", 0.5))[-1].text == (
        "Question: What did Ana bring?\nLine (Ana Lima, 14 March 2025): Brought soup and $5 of bread."
    )


@pytest.mark.model
def test_the_built_in_writer_finds_a_yes_likelier_for_the_line_that_tells_it(settings: Settings) -> None:
    writer = open_writer(settings)
    told = odds_of_yes(writer, QUESTION, line("Came with two jars of honey from her own bees.", 0.5))
    beside = odds_of_yes(writer, QUESTION, line("Did not stay long, her train went at nine.", 0.5))
    assert told is not None
    assert beside is not None
    assert told > beside
