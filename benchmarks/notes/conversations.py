"""Talks of pairs of people, as the product would be given them: one Markdown file a pair, a heading a day."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labels import Labelled, Quote

TALK_KINDS = ("one_line", "several_lines", "time", "indirect", "no_answer")


@dataclass(frozen=True)
class Talk:
    """One pair's talk in Markdown, and the questions about it."""

    name: str
    text: str
    questions: tuple[Labelled, ...]


def load_talks(folder: Path) -> tuple[Talk, ...]:
    """The talks of a folder, each with its questions; `folder/README.md` says what the files hold."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder / "questions.jsonl"):
        asked[row["pair"]].append(row)
    talks = []
    for pair in _rows(folder / "pairs.jsonl"):
        name = pair["pair"]
        turns = list(_rows(folder / f"{name}.jsonl"))
        quotes = {(one["session"], one["line"]): _quote(name, one) for one in turns}
        questions = tuple(_labelled(row, quotes) for row in asked[name])
        talks.append(Talk(name, _markdown(pair["speakers"], turns), questions))
    return tuple(talks)


def write_talk(talk: Talk, folder: Path) -> None:
    """The talk as a file that `coach import` reads."""
    folder.mkdir(exist_ok=True)
    (folder / f"{talk.name}.md").write_text(talk.text, encoding="utf-8")


def _markdown(speakers: list[str], turns: list[dict[str, Any]]) -> str:
    lines = [f"# {' and '.join(speakers)}"]
    day = ""
    for one in turns:
        if one["date"] != day:
            day = one["date"]
            lines += ["", f"## {day}", ""]
        lines.append(_said(one))
    return "\n".join(lines) + "\n"


def _said(turn: Mapping[str, Any]) -> str:
    return f"{turn['speaker']}: {' '.join(turn['text'].split())}"


def _quote(name: str, turn: Mapping[str, Any]) -> Quote:
    return Quote(f"{name}.md", _said(turn), turn["date"])


def _labelled(row: Mapping[str, Any], quotes: Mapping[tuple[int, int], Quote]) -> Labelled:
    evidence = tuple(quotes[session, line] for session, line in row["evidence"])
    return Labelled(row["id"], row["kind"], row["question"], (), evidence)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
