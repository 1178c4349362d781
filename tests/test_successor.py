"""Another embedder: its vectors are made beside the old ones, which answer meanwhile; who is interrupted goes on."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coach.errors import ModelUnreachable, Stopped
from coach.index.embedder import MiniLM, former_embedder, open_embedder
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note, Progress
from tests.embeddings import Address, serving

TODAY = date(2026, 11, 23)
NOTES = 600


@pytest.fixture
def filled(store: Store) -> Store:
    person = store.people.add("Tom Baker", created_at="2026-01-01")
    notes = [Note(f"n{n:04}", f"Saw {n} herons.", person_ids=(person.id,)) for n in range(NOTES)]
    notes += [Note("boat", "Keeps a boat in the harbour.", person_ids=(person.id,))]
    store.notes.add_new([(note, "") for note in notes], None)
    return store


def _retriever(store: Store, settings: Settings) -> Retriever:
    return Retriever(store, settings.index_folder, open_embedder(settings), TODAY)


def _with(settings: Settings, endpoint: Address) -> Settings:
    return settings.model_copy(update={"embed_url": endpoint.url, "embed_model": "m"})


def _serves(retriever: Retriever) -> str:
    with retriever._indexes.words.open() as words:
        return retriever._indexes.asked(words)[0].name


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_old_vectors_answer_while_the_new_are_made(filled: Store, settings: Settings) -> None:
    _retriever(filled, settings).refresh()
    with serving() as endpoint:
        endpoint.open.clear()
        changed = _retriever(filled, _with(settings, endpoint))
        assert [one.note_id for one in changed.search("a yacht", 1)] == ["boat"]
        assert _serves(changed) == MiniLM.name
        # A note that comes in meanwhile is found at once, and has its place in the new vectors too.
        filled.notes.add(Note("late", "Owns a lighthouse.", person_ids=(1,)))
        assert "late" in [one.note_id for one in changed.search("a beacon for ships", 2)]
        endpoint.open.set()
        _until(lambda: _serves(changed) != MiniLM.name)
        assert [one.note_id for one in changed.search("lighthouse", 1)] == ["late"]
        assert changed._indexes.vectors.count() == changed.count() == NOTES + 2
        assert [path.name for path in settings.index_folder.glob("vectors-*")] == [
            changed._indexes.vectors.folder.name
        ]


def test_a_change_that_was_interrupted_goes_on_where_it_stopped(filled: Store, settings: Settings) -> None:
    _retriever(filled, settings).refresh()
    with serving() as endpoint:

        def stop(progress: Progress) -> None:
            raise Stopped("enough")

        with pytest.raises(Stopped):
            _retriever(filled, _with(settings, endpoint)).refresh(stop)
        first = len(endpoint.asked)
        again = _retriever(filled, _with(settings, endpoint))
        assert _serves(again) == MiniLM.name
        again.refresh()
        assert 0 < first < len(endpoint.asked) == again.count()
        assert _serves(again) != MiniLM.name


def test_an_address_that_does_not_answer_leaves_the_old_vectors_in_use(
    filled: Store, settings: Settings
) -> None:
    _retriever(filled, settings).refresh()
    nobody = settings.model_copy(update={"embed_url": "http://127.0.0.1:9/v1", "embed_model": "m"})
    changed = _retriever(filled, nobody)
    assert [one.note_id for one in changed.search("a yacht", 1)] == ["boat"]
    with pytest.raises(ModelUnreachable):
        changed.refresh()
    assert _serves(changed) == MiniLM.name


def test_what_is_forgotten_meanwhile_is_in_neither(filled: Store, settings: Settings) -> None:
    _retriever(filled, settings).refresh()
    with serving() as endpoint:
        changed = _retriever(filled, _with(settings, endpoint))

        def forget(progress: Progress) -> None:
            filled.notes.remove(["n0001"])

        changed.refresh(forget)
        changed.search("herons", 1)
        assert changed._indexes.vectors.count() == changed.count() == NOTES


def test_only_an_address_in_the_settings_is_ever_called(home: Path) -> None:
    here = Settings(home=home, embed_url="http://127.0.0.1:9/v1", embed_model="new")
    now = open_embedder(here)
    same = former_embedder("old at http://127.0.0.1:9/v1, to scale", now)
    assert same is not None
    assert same.name == "old at http://127.0.0.1:9/v1, to scale"
    assert former_embedder("old at http://127.0.0.1:10/v1", now) is None
    assert former_embedder("old at http://127.0.0.1:9/v1, to scale", MiniLM(here)) is None
