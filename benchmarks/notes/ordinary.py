"""Ordinary notes of people who never saw the code, and what they would ask of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from labels import Labelled, Quote

from coach.skills.answer import Answer
from coach.text import fold

Verdict = Literal["right", "refused", "refused, the line beside it", "wrong"]
KINDS = ("fact", "when", "who", "last_contact", "promise", "namesake", "indirect", "missing")


@dataclass(frozen=True)
class Asked:
    """One question with what a right answer says: one of `must`, nothing of `never`, and `people` where who is asked."""

    labelled: Labelled
    must: tuple[str, ...]
    never: tuple[str, ...]

    def judge(self, answer: Answer) -> Verdict:
        """Whether an answer, its cited lines and their days included, says what it must."""
        if not self.labelled.evidence:
            return "right" if answer.outcome == "not_in_notes" else "wrong"
        shown = fold(" ".join([answer.answer, *(f"{one.quote} {one.date}" for one in answer.citations)]))
        says = not self.must or any(fold(one) in shown for one in self.must)
        if answer.outcome == "not_in_notes":
            return "refused, the line beside it" if says else "refused"
        named = set(map(fold, answer.people))
        is_whole = self.labelled.kind != "who" or set(map(fold, self.labelled.people)) <= named
        said_wrong = any(fold(one) in fold(answer.answer) for one in self.never)
        return "right" if says and is_whole and not said_wrong else "wrong"


@dataclass(frozen=True)
class User:
    """One person's notes and questions."""

    name: str
    notes: Path
    questions: tuple[Asked, ...]


def load_ordinary(folder: Path) -> Iterator[User]:
    """The users of a folder; `README.md` says what the files hold."""
    for one in sorted(path for path in folder.iterdir() if path.is_dir()):
        rows = map(json.loads, (one / "questions.jsonl").read_text(encoding="utf-8").splitlines())
        yield User(one.name, one / "notes", tuple(_asked(row) for row in rows))


def _asked(row: dict[str, object]) -> Asked:
    def texts(key: str) -> tuple[str, ...]:
        found = row[key]
        assert isinstance(found, list)
        return tuple(map(str, found))

    lines = tuple(Quote("", " ".join(line.strip(" -*").split())) for line in texts("lines"))
    answered = row["outcome"] == "answered"
    labelled = Labelled(
        str(row["id"]), str(row["kind"]), str(row["question"]), texts("people"), lines if answered else ()
    )
    return Asked(labelled, texts("must"), texts("never"))
