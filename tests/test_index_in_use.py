"""The index while it is in use: locked, cut short, deleted, its maker killed, its embedder gone or otherwise minded."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest

from coach.errors import CoachError, ModelNonsense, ModelUnreachable, StorageProblem
from coach.index.embedder import Endpoint, open_embedder
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note
from tests.embeddings import Address, serving

TODAY = date(2026, 11, 23)
NOTES = 600


@pytest.fixture
def address() -> Iterator[Address]:
    with serving() as here:
        yield here


@pytest.fixture
def filled(store: Store) -> Store:
    person = store.people.add("Tom Baker", created_at="2026-01-01")
    notes = [Note(f"n{n:04}", f"Saw {n} herons on the pond.", person_ids=(person.id,)) for n in range(NOTES)]
    notes += [Note("boat", "Keeps a boat in the harbour.", person_ids=(person.id,))]
    store.notes.add_new([(note, "") for note in notes], None)
    return store


@pytest.fixture
def few(store: Store) -> Store:
    person = store.people.add("Tom Baker", created_at="2026-01-01")
    store.notes.add(Note("boat", "Keeps a boat in the harbour.", person_ids=(person.id,)))
    store.notes.add(Note("tax", "Does his own tax return.", person_ids=(person.id,)))
    return store


def _retriever(store: Store, settings: Settings, *, exact_up_to: int = 0) -> Retriever:
    """With Chroma, as in a large book."""
    return Retriever(store, settings.index_folder, open_embedder(settings), TODAY, exact_up_to=exact_up_to)


def _at(settings: Settings, address: Address) -> Settings:
    return settings.model_copy(update={"embed_url": address.url, "embed_model": "m"})


def _first(retriever: Retriever, query: str) -> str:
    return retriever.search(query, 1)[0].note_id


# ---- the files ----


@pytest.mark.parametrize("name", ["words.sqlite", "vectors-*/chroma.sqlite3", "vectors-*/flat.sqlite"])
@pytest.mark.parametrize("part", [0.0, 0.5], ids=["empty", "half"])
def test_a_file_cut_short_under_an_open_index_is_made_anew(
    few: Store, settings: Settings, name: str, part: float
) -> None:
    retriever = _retriever(few, settings)
    assert _first(retriever, "a yacht") == "boat"
    (file,) = settings.index_folder.glob(name)
    os.truncate(file, int(file.stat().st_size * part))
    assert _first(retriever, "a yacht") == "boat"
    few.notes.add(Note("late", "Owns a lighthouse.", person_ids=(1,)))
    assert _first(retriever, "the lighthouse") == "late"
    assert _retriever(few, settings).count() == 3


@pytest.mark.parametrize("name", ["words.sqlite*", "vectors-*"])
def test_a_file_deleted_under_an_open_index_is_made_anew(few: Store, settings: Settings, name: str) -> None:
    retriever = _retriever(few, settings)
    assert _first(retriever, "a yacht") == "boat"
    for path in settings.index_folder.glob(name):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert _first(retriever, "a yacht") == "boat"
    few.notes.add(Note("late", "Owns a lighthouse.", person_ids=(1,)))
    assert _first(retriever, "the lighthouse") == "late"


@pytest.mark.parametrize("name", ["words.sqlite", "vectors-*/flat.sqlite"])
def test_a_locked_file_is_told_in_a_sentence_and_not_taken_for_damage(
    few: Store, settings: Settings, name: str
) -> None:
    retriever = _retriever(few, settings)
    assert _first(retriever, "a yacht") == "boat"
    (file,) = settings.index_folder.glob(name)
    few.notes.add(Note("late", "Owns a lighthouse.", person_ids=(1,)))
    retriever.close()
    other = sqlite3.connect(file, isolation_level=None)
    try:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageProblem, match=r"Another program holds it.*your notes are safe"):
            retriever.search("the lighthouse", 1)
    finally:
        other.close()
    assert file.exists()
    assert _first(retriever, "the lighthouse") == "late"


_MAKE = """
import time
from coach.index.embedder import open_embedder
from coach.retrieval.retriever import Retriever
from coach.settings import load_settings
from coach.storage.store import Store
settings = load_settings()
retriever = Retriever(Store(settings.book_file), settings.index_folder, open_embedder(settings), settings.today)


def told(progress):
    print(progress.done, flush=True)
    if progress.done > 256:
        time.sleep(600)


retriever.refresh(told)
"""
"""Makes the index and stands still in the middle of it, after its second batch."""


def test_whoever_is_killed_while_indexing_goes_on_where_they_were(filled: Store, settings: Settings) -> None:
    environment = {**os.environ, "COACH_HOME": str(settings.home)}
    making = subprocess.Popen(
        [sys.executable, "-c", _MAKE], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert making.stdout is not None
    made = [int(making.stdout.readline()) for _ in range(2)]
    retriever = _retriever(filled, settings, exact_up_to=NOTES * 2)
    assert _first(retriever, "boat harbour") == "boat"  # meanwhile, by words
    making.send_signal(signal.SIGKILL)
    making.wait(60)
    making.stdout.close()
    seen: list[int] = []
    retriever.refresh(lambda progress: seen.append(progress.total))
    assert seen[0] == NOTES + 1 - made[0]
    assert retriever._indexes.vectors.count() == retriever.count() == NOTES + 1
    assert _first(retriever, "a yacht") == "boat"


# ---- the embedder at an address ----


def test_an_address_that_dies_half_way_keeps_what_it_made(
    filled: Store, settings: Settings, address: Address
) -> None:
    address.lasts = 300
    with pytest.raises(ModelUnreachable, match="does not answer"):
        _retriever(filled, _at(settings, address)).refresh()
    made = len(address.asked)
    address.lasts = 10**9
    again = _retriever(filled, _at(settings, address))
    again.refresh()
    assert again._indexes.vectors.count() == again.count() == NOTES + 1
    assert 0 < made < NOTES
    # The batch that was under way is asked for again, what came before is not.
    assert len(set(address.asked)) == NOTES + 1
    assert len(address.asked) < NOTES + 1 + 256


def test_an_address_that_hangs_is_told_after_its_time(
    few: Store, settings: Settings, address: Address
) -> None:
    there = _at(settings, address)
    address.open.clear()
    slow = Retriever(few, there.index_folder, Endpoint(there, timeout_seconds=0.2), TODAY)
    with pytest.raises(ModelUnreachable, match="COACH_EMBED_URL"):
        slow.search("a yacht", 1)
    address.open.set()
    assert {one.note_id for one in slow.search("boat", 2)} == {"boat", "tax"}


def test_an_address_that_changes_its_vectors_length_gets_a_new_index(
    few: Store, settings: Settings, address: Address
) -> None:
    assert _first(_retriever(few, _at(settings, address)), "boat") == "boat"
    address.length = 5
    address.asked.clear()
    changed = _retriever(few, _at(settings, address))
    assert _first(changed, "boat") == "boat"
    assert any("Keeps a boat" in text for text in address.asked)
    address.length = 4
    with pytest.raises(ModelNonsense, match="different lengths"):
        changed.search("boat", 1)


def test_what_an_address_is_not_up_to_is_a_problem_of_the_coach(
    few: Store, settings: Settings, address: Address
) -> None:
    address.lasts = 0
    with pytest.raises(CoachError):
        _retriever(few, _at(settings, address)).search("boat", 1)
    assert _first(_retriever(few, settings), "boat") == "boat"
