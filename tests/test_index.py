"""The two indexes by themselves: harmless queries, sound rebuilds, several processes, and an endpoint for embeddings."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from coach.errors import ModelNonsense, ModelRefused, ModelUnreachable, UsageError
from coach.index.dense import DamagedIndex, DenseIndex
from coach.index.embedder import open_embedder
from coach.index.lexical import Entry, WordIndex, most
from coach.index.lock import only_one
from coach.index.scale import ALIKE, UNLIKE, likeness, pairs
from coach.settings import Settings
from tests.embeddings import endpoint, vectors_reply


def entry(note_id: str, text: str, *, person_ids: tuple[int, ...] = ()) -> Entry:
    return Entry(note_id, 0, text, text, "Ana", "2024-05-01", "ana.md", False, person_ids)


# ---- words ----


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "*",
        "NEAR(a b)",
        "AND NOT",
        "OR",
        "a:b",
        "(",
        "said:",
        "x' OR 1=1 --",
        "^ -",
        "日本語",
        "🙂",
        "a" * 10_000,
    ],
)
def test_no_query_is_read_as_syntax(tmp_path: Path, query: str) -> None:
    with WordIndex(tmp_path / "words.sqlite").open() as words:
        words.add([entry("n1", "Ana sails and bakes")])
        words.shares(query)
        words.holding([[query]])
        words.names_like(query)
        assert most(words.shares("sailing"), 10) == [1]


def test_words_are_found_in_other_forms_and_without_accents(tmp_path: Path) -> None:
    with WordIndex(tmp_path / "words.sqlite").open() as words:
        words.add([entry("n1", "Inês promised the translations"), entry("n2", "lunch")])
        assert most(words.shares("ines"), 5) == [1]
        assert words.holding([["translating", "nothing"], ["promise"]]) == [1]


def test_a_removed_passage_is_not_found_and_its_number_never_comes_back(tmp_path: Path) -> None:
    with WordIndex(tmp_path / "words.sqlite").open() as words:
        (first,) = words.add([entry("n1", "sailing", person_ids=(7,))])
        words.remove([first])
        (second,) = words.add([entry("n2", "sailing")])
        assert second > first
        assert most(words.shares("sailing"), 5) == [second]
        assert words.of_people([7], 5) == []


def test_a_misspelt_name_is_found_by_its_letters(tmp_path: Path) -> None:
    with WordIndex(tmp_path / "words.sqlite").open() as words:
        words.set_names([("raman", 3, "surname"), ("roland", 4, "surname")])
        assert words.names_like("ramann")[0] == "raman"


def test_only_one_at_a_time_holds_the_lock(tmp_path: Path) -> None:
    with only_one(tmp_path / "lock") as first, only_one(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with only_one(tmp_path / "lock") as again:
        assert again


def test_the_file_is_plain_sqlite_that_survives_being_opened_twice_at_once(tmp_path: Path) -> None:
    index = WordIndex(tmp_path / "words.sqlite")
    with index.open() as one, index.open() as other:
        one.add([entry("n1", "sailing")])
        assert most(other.shares("sailing"), 5)


# ---- vectors ----


@pytest.mark.parametrize("exact_up_to", [0, 20_000], ids=["by Chroma", "one by one"])
def test_vectors_come_back_as_cosines_and_go_when_removed(tmp_path: Path, exact_up_to: int) -> None:
    index = DenseIndex(tmp_path / "vectors", exact_up_to=exact_up_to)
    east, north = np.eye(4, dtype=np.float32)[:2]
    index.put([1, 2], np.stack([east, north]))
    found = index.nearest(east, 2)
    assert found[1] == pytest.approx(1.0, abs=1e-5)
    assert found[2] == pytest.approx(0.0, abs=1e-5)
    assert index.cosines(north, [2, 99]) == {2: pytest.approx(1.0)}
    index.remove([1, 77])
    assert index.holds(1)
    index.close()


def test_a_vector_of_another_length_or_a_broken_folder_is_damage(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path / "vectors")
    index.put([1], np.ones((1, 4), dtype=np.float32))
    with pytest.raises(DamagedIndex):
        index.nearest(np.ones(3, dtype=np.float32), 1)
    index.close()
    given = DenseIndex(tmp_path / "broken", exact_up_to=0)
    given.put([1], np.ones((1, 4), dtype=np.float32))
    given.close()
    (tmp_path / "broken" / "chroma.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(DamagedIndex):
        given.nearest(np.ones(4, dtype=np.float32), 1)


def test_what_waits_for_chroma_is_found_with_what_it_has(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path / "vectors", exact_up_to=3)
    every = np.eye(6, dtype=np.float32)
    index.put([1, 2], every[:2])
    assert not (tmp_path / "vectors" / "chroma.sqlite3").exists()
    index.put([3, 4], every[2:4])
    assert (tmp_path / "vectors" / "chroma.sqlite3").exists()
    index.put([5, 6], every[4:])
    assert index.nearest(every[1], 1).keys() == {2}
    assert index.nearest(every[5], 1).keys() == {6}
    index.remove([2, 6])
    assert index.holds(4)
    again = DenseIndex(tmp_path / "vectors", exact_up_to=3)
    assert sorted(again.nearest(every[1], 10)) == [1, 3, 4, 5]
    assert again.count() == 4


def test_the_vector_folder_holds_no_word_of_a_note(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path / "vectors", exact_up_to=0)
    index.put([1], np.ones((1, 4), dtype=np.float32))
    index.close()
    with sqlite3.connect(tmp_path / "vectors" / "chroma.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM embedding_metadata").fetchone() == (0,)


# ---- embedders ----


def test_the_embedder_inside_gives_unit_vectors_in_the_order_asked_for(settings: Settings) -> None:
    embedder = open_embedder(settings)
    texts = ["a long sentence about sailing boats on the sea in the summer", "tax", ""]
    together = embedder.embed(texts)
    assert together.shape == (3, embedder.dimensions)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    alone = embedder.embed([texts[1]])[0]
    assert float(together[1] @ alone) > 0.98
    near = embedder.embed(["she loves yachts", "invoices"])
    assert float(together[0] @ near[0]) > float(together[0] @ near[1])


def test_an_endpoint_takes_the_embedders_place(home: Path) -> None:
    with endpoint(lambda texts: (200, vectors_reply([[3.0, 4.0] for _ in texts]))) as url:
        embedder = open_embedder(Settings(home=home, embed_url=url, embed_model="m"))
        assert embedder.embed(["a", "b"]).tolist() == [[pytest.approx(0.6), pytest.approx(0.8)]] * 2
        assert (embedder.dimensions, embedder.remote) == (2, False)


def test_an_endpoint_whose_texts_all_look_alike_is_brought_to_the_scale_of_the_embedder_inside(
    settings: Settings,
) -> None:
    inside = open_embedder(settings)
    questions, lines = pairs()
    assert likeness(inside.embed(questions), inside.embed(lines)) == pytest.approx((ALIKE, UNLIKE), abs=0.01)

    def in_a_cone(texts: list[str]) -> tuple[int, object]:
        return 200, vectors_reply([[*row, 2.0] for row in inside.embed(texts).tolist()])

    with endpoint(in_a_cone) as url:
        outside = open_embedder(settings.model_copy(update={"embed_url": url, "embed_model": "m"}))
        assert likeness(outside.embed(questions), outside.embed(lines)) == pytest.approx(
            (ALIKE, UNLIKE), abs=0.02
        )
        new = ["Who mends bicycles?", "He repairs bikes in his yard.", "She paints boats."]
        near, far = outside.embed(new)[0] @ outside.embed(new)[1:].T
        assert near > 0.4 > far
        assert outside.embed(["a"]).shape == (1, outside.dimensions) == (1, 386)


@pytest.mark.parametrize(
    ("status", "reply", "error"),
    [
        (401, {"error": {"message": "no"}}, ModelRefused),
        (200, {"data": "nonsense"}, ModelNonsense),
        (200, vectors_reply([]), ModelNonsense),
        (200, vectors_reply([[1.0, 2.0], [1.0]]), ModelNonsense),
        (200, vectors_reply([[], []]), ModelNonsense),
    ],
)
def test_an_endpoint_that_answers_badly_is_told_in_a_sentence(
    home: Path, status: int, reply: object, error: type[Exception]
) -> None:
    with endpoint(lambda texts: (status, reply)) as url, pytest.raises(error, match="COACH_EMBED"):
        open_embedder(Settings(home=home, embed_url=url, embed_model="m")).embed(["a", "b"])


def test_an_endpoint_that_is_not_there_is_told_in_a_sentence(home: Path) -> None:
    settings = Settings(home=home, embed_url="http://127.0.0.1:9/v1", embed_model="m")
    with pytest.raises(ModelUnreachable, match="does not answer"):
        open_embedder(settings).embed(["a"])


def test_an_address_without_a_model_is_refused_before_any_call(home: Path) -> None:
    with pytest.raises(UsageError, match="COACH_EMBED_MODEL"):
        open_embedder(Settings(home=home, embed_url="http://127.0.0.1:9/v1"))
