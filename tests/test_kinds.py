"""The kinds of people who could help with a goal: asked of the writer once, kept, and laid beside everybody's notes."""

import json
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.index.embedder import open_embedder
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.filing import file_note
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.suggest import kinds_of_people, suggest

GOAL = "speak at my sister's wedding without freezing"
SAID = {
    "job": "tour guide, actor", "place": "reads the lesson in church", "did": "used to stammer", "has": "keys to the hall",
    "teaches": "leads the amateur theatre", "knows": "chair of the speaking club", "like": "must give a toast too",
}  # fmt: skip


def test_the_writer_is_asked_once_and_its_kinds_are_kept(tmp_path: Path) -> None:
    writer = scripted_writer([json.dumps(SAID)])
    first = kinds_of_people(writer, tmp_path, GOAL)
    assert first == tuple(SAID.values())
    assert kinds_of_people(writer, tmp_path, GOAL) == first
    assert kinds_of_people(writer, tmp_path, GOAL, ask=False) == first
    assert kinds_of_people(writer, tmp_path, "learn to draw", ask=False) == ()


def test_a_writer_that_talks_nonsense_leaves_the_ranking_as_it_is(tmp_path: Path) -> None:
    assert kinds_of_people(scripted_writer(["no", "no"]), tmp_path, GOAL) == ()
    assert not list(tmp_path.iterdir())


def test_a_goal_meant_to_hurt_is_not_thought_about(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        kinds_of_people(scripted_writer([json.dumps(SAID)]), tmp_path, "get back at my boss")


def test_somebody_of_a_kind_that_helps_is_named_though_no_word_is_shared(
    book: Book, settings: Settings
) -> None:
    for name, line in (
        ("Ruth Abel", "Ruth leads the amateur theatre in the village and acts in every play."),
        ("Ida Moll", "Ida's sister got married in May, the cake was huge."),
        ("Per Holt", "Per repairs boilers."),
    ):
        person = book.store.people.add(name, created_at="2026-01-01")
        file_note(book, (person,), line, date="2026-09-01", source="test")
    retriever = Retriever(book.store, settings.index_folder, open_embedder(settings), settings.today)
    plain = [one.person for one in suggest(book, retriever, GOAL).suggestions]
    found = [one.person for one in suggest(book, retriever, GOAL, kinds=tuple(SAID.values())).suggestions]
    assert plain[:1] != ["Ruth Abel"]
    assert found[0] == "Ruth Abel"
