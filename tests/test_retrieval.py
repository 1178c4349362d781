"""Finding passages: cutting, ranking, understanding, and indexes that come back whatever happens to them."""

import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from coach.errors import EmptyInput
from coach.index.embedder import open_embedder
from coach.retrieval.clauses import CLAUSES, Clause
from coach.retrieval.passages import passage_spans
from coach.retrieval.query import Field, Filter, Query
from coach.retrieval.question import Named, Question
from coach.retrieval.retriever import Retriever
from coach.retrieval.translation import read_query
from coach.retrieval.words import content_words
from coach.settings import Settings
from coach.storage.store import Store
from coach.types import Note, Passage

TODAY = date(2026, 11, 23)


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    """A small book: two Marias, Priya who changed jobs, and Zoë with an accent."""
    names = ("Priya Raman", "Maria Santos", "Maria Keller", "Zoë Brandt")
    ids = {name: store.people.add(name, created_at="2026-01-01").id for name in names}
    notes = [
        (
            "p1",
            "Priya Raman",
            "2023-06-20",
            "Priya is a pharmacist at Wharfeside. Vegetarian, hates phone calls.",
        ),
        (
            "p2",
            "Priya Raman",
            "2025-03-03",
            "New job! She is a medicines analyst at Yorkvale now. I brought a lemon cake.",
        ),
        ("m1", "Maria Santos", "2025-01-21", "Number 14, the house with the geraniums. She feeds two cats."),
        ("m2", "Maria Keller", "2024-09-17", "Sat in the front row of the course. She lent me a charger."),
        (
            "z1",
            "Zoë Brandt",
            "2024-03-02",
            "Runs a bakery in Leith.\nHer sourdough starter is called Bruno.\nOpens at five in the morning.",
        ),
        ("z2", "Zoë Brandt", None, "PRIVATE: she is thinking of selling the bakery."),
    ]
    for note_id, name, day, text in notes:
        private = text.startswith("PRIVATE")
        store.notes.add(Note(note_id, text, day, private, "note", f"{name}.md", (ids[name],)))
    return ids


@pytest.fixture
def retriever(store: Store, settings: Settings, people: dict[str, int]) -> Retriever:
    return Retriever(store, settings.index_folder, open_embedder(settings), TODAY)


def ids_of(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.note_id for passage in passages]


# ---- cutting ----


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in passage_spans(text)]


def test_lines_of_a_talk_are_passages_of_their_own() -> None:
    assert pieces("Ana: Hello there!\nTom: Hello, how are you?") == [
        "Ana: Hello there!",
        "Tom: Hello, how are you?",
    ]


def test_a_hard_wrapped_sentence_stays_whole() -> None:
    wrapped = (
        "- 2024-05-19 drove her to the eye clinic in the old town and\n  back three times.\n- bought a lamp"
    )
    assert pieces(wrapped) == [
        "2024-05-19 drove her to the eye clinic in the old town and\n  back three times.",
        "bought a lamp",
    ]


def test_a_long_paragraph_is_cut_between_sentences_only() -> None:
    text = " ".join(f"This is sentence number {n} and it says a few more words." for n in range(20))
    cut = pieces(text)
    assert len(cut) > 3
    assert " ".join(cut) == text
    assert all(piece.endswith(".") for piece in cut)


def test_a_heading_goes_with_what_it_heads_and_a_card_is_one_passage() -> None:
    assert pieces("## 2025-09-13\nNinety people came.") == ["2025-09-13\nNinety people came."]
    assert pieces("role: baker\ncircle: family") == ["role: baker\ncircle: family"]


# ---- ranking ----


def test_the_right_line_comes_first_and_is_verbatim(retriever: Retriever, store: Store) -> None:
    best = retriever.search("what is the sourdough starter called?", 3)[0]
    assert (best.note_id, best.person, best.date) == ("z1", "Zoë Brandt", "2024-03-02")
    assert best.text == "Her sourdough starter is called Bruno."
    assert all(one.text in store.notes.get([one.note_id])[0].text for one in retriever.search("bakery", 10))


def test_lines_of_a_named_person_come_before_others(retriever: Retriever, people: dict[str, int]) -> None:
    assert set(ids_of(retriever.search("Where does Priya work now?", 3))) >= {"p1", "p2"}
    assert ids_of(retriever.search("what does zoe do", 1)) == ["z1"]
    assert ids_of(retriever.search("Prya's job", 2))[0] in {"p1", "p2"}


def test_a_date_in_the_question_counts(retriever: Retriever) -> None:
    assert ids_of(retriever.search("What did Priya do in March 2025?", 1)) == ["p2"]


def test_passages_can_be_kept_to_people_and_without_private_ones(
    retriever: Retriever, people: dict[str, int]
) -> None:
    only = retriever.search("cats and a charger", 10, person_ids=[people["Maria Keller"]])
    assert set(ids_of(only)) == {"m2"}
    assert retriever.search("charger", 10, person_ids=[]) == ()
    assert "z2" in ids_of(retriever.search("selling the bakery", 10))
    assert "z2" not in ids_of(retriever.search("selling the bakery", 10, private=False))


@pytest.mark.parametrize(
    "query", ["the of and", "日本語", '"NEAR(* AND NOT', "x" * 10_000, "' OR 1=1; --", "a"]
)
def test_any_query_is_answered(retriever: Retriever, query: str) -> None:
    retriever.search(query, 5)
    retriever.find(query, 5)


@pytest.mark.parametrize("query", ["", "   ", "?!*"])
def test_a_query_without_a_word_is_refused(retriever: Retriever, query: str) -> None:
    with pytest.raises(EmptyInput):
        retriever.search(query)


def test_guides_are_found_apart_from_notes(retriever: Retriever) -> None:
    guides = retriever.guidance("how do I leave a conversation?", 3)
    assert guides[0].note_id == "knowledge/leaving-a-conversation"
    assert {one.person for one in guides} == {""}
    assert all(
        not one.note_id.startswith("knowledge/") for one in retriever.search("leave a conversation", 50)
    )


@pytest.mark.parametrize(
    ("said", "guide", "heading"),
    [
        (
            "it is written but i dont dare to press send",
            "the-warm-up",
            "Why the finger stops above the button",
        ),
        ("networking always feels a bit fake", "giving-first", "When it feels like using people"),
        ("how do i get out of a chat politely", "leaving-a-conversation", "Three moves"),
    ],
)
def test_a_guide_is_found_by_what_a_shy_person_would_say(
    retriever: Retriever, said: str, guide: str, heading: str
) -> None:
    found = retriever.guidance(said, 5)
    assert found[0].note_id == f"knowledge/{guide}"
    assert found[0].text.splitlines()[0] == heading
    assert len({one.text for one in found}) == 5  # each section once, however many sentences lead to it


# ---- indexes come back ----


def test_new_changed_and_removed_notes_show_at_the_next_search(
    retriever: Retriever, store: Store, people: dict[str, int]
) -> None:
    retriever.search("anything")
    store.notes.add(Note("n9", "He plays the bassoon.", "2026-01-01", person_ids=(people["Maria Keller"],)))
    assert ids_of(retriever.search("bassoon", 1)) == ["n9"]
    store.notes.replace_text("n9", "He plays the trombone.")
    assert "bassoon" not in retriever.search("bassoon", 1)[0].text
    store.notes.remove(["n9"])
    assert "n9" not in ids_of(retriever.search("trombone", 10))


def test_a_deleted_index_is_built_anew_while_in_use(retriever: Retriever, settings: Settings) -> None:
    assert retriever.search("sourdough", 1)
    shutil.rmtree(settings.index_folder)
    assert ids_of(retriever.search("sourdough", 1)) == ["z1"]


@pytest.mark.parametrize("damage", [b"", b"garbage" * 1000])
def test_a_damaged_index_is_built_anew(
    store: Store, settings: Settings, people: dict[str, int], damage: bytes
) -> None:
    def fresh() -> Retriever:
        return Retriever(store, settings.index_folder, open_embedder(settings), TODAY, exact_up_to=0)

    retriever = fresh()
    retriever.search("sourdough", 1)
    for name in ("words.sqlite", "vectors-*/chroma.sqlite3", "vectors-*/flat.sqlite"):
        (path,) = settings.index_folder.glob(name)
        retriever.close()
        path.write_bytes(damage)
        retriever = fresh()
        found = retriever.candidates("sourdough", 1)[1]
        assert [one.passage.note_id for one in found] == ["z1"]
        assert found[0].cosine > 0.2


def test_dropping_leaves_no_byte_and_searching_brings_it_back(
    retriever: Retriever, settings: Settings
) -> None:
    retriever.search("sourdough", 1)
    retriever.drop()
    left = [path for path in settings.index_folder.rglob("*") if path.is_file()]
    assert all(b"sourdough" not in path.read_bytes() for path in left)
    assert ids_of(retriever.search("sourdough", 1)) == ["z1"]


def test_a_removed_note_leaves_no_word_in_the_index(
    retriever: Retriever, store: Store, settings: Settings
) -> None:
    retriever.search("sourdough", 1)
    store.notes.remove(["z1"])
    retriever.drop()
    retriever.refresh()
    for path in (path for path in settings.index_folder.rglob("*") if path.is_file()):
        assert b"ourdough" not in path.read_bytes(), path


def test_an_interrupted_run_goes_on_where_it_stopped(retriever: Retriever, store: Store) -> None:
    class Enough(Exception):
        pass

    def stop(step: object) -> None:
        raise Enough

    with pytest.raises(Enough):
        retriever.refresh(stop)
    assert ids_of(retriever.search("sourdough", 1)) == ["z1"]


def test_threads_search_at_once_while_notes_come_in(
    retriever: Retriever, store: Store, people: dict[str, int]
) -> None:
    failures: list[Exception] = []

    def search() -> None:
        try:
            for _ in range(5):
                assert retriever.search("sourdough", 1)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(10):
        store.notes.add(
            Note(f"t{number}", f"She likes tea number {number}.", None, person_ids=(people["Priya Raman"],))
        )
    for thread in threads:
        thread.join()
    assert failures == []
    assert "t9" in ids_of(retriever.search("tea number 9", 3))


_SEARCH = """
import sys
from coach.settings import load_settings
from coach.storage.store import Store
from coach.index.embedder import open_embedder
from coach.retrieval.retriever import Retriever
settings = load_settings()
store = Store(settings.book_file)
found = Retriever(store, settings.index_folder, open_embedder(settings), settings.today).search("sourdough", 1)
sys.exit(0 if [one.note_id for one in found] == ["z1"] else 3)
"""


def test_several_processes_index_and_search_at_once(retriever: Retriever, settings: Settings) -> None:
    environment = {**os.environ, "COACH_HOME": str(settings.home)}
    running = [
        subprocess.Popen([sys.executable, "-c", _SEARCH], env=environment, cwd=Path.cwd()) for _ in range(2)
    ]
    assert ids_of(retriever.search("sourdough", 1)) in (["z1"], [])
    codes = [process.wait(timeout=120) for process in running]
    assert all(code in (0, 3) for code in codes)
    assert ids_of(retriever.search("sourdough", 1)) == ["z1"]


def test_another_embedder_means_other_vectors(
    store: Store, settings: Settings, people: dict[str, int]
) -> None:
    class Renamed:
        """The embedder inside under another name: whatever it is, its vectors are not those of the index."""

        name = "another"
        dimensions = 384
        remote = True

        def embed(self, texts):  # type: ignore[no-untyped-def]
            asked.extend(texts)
            return open_embedder(settings).embed(texts)

    asked: list[str] = []
    Retriever(store, settings.index_folder, open_embedder(settings), TODAY).search("sourdough", 1)
    other = Retriever(store, settings.index_folder, Renamed(), TODAY)
    assert "z2" in ids_of(other.search("selling", 5))
    assert any("sourdough" in text for text in asked)
    assert not any("thinking of selling" in text for text in asked)


# ---- whole-book questions ----


@pytest.mark.parametrize(
    ("text", "all_of"),
    [
        ("who works in shipping?", [[Filter(Field.TRADE, ("shipping",))]]),
        ("who works at Shipwright?", [[Filter(Field.WORK, ("shipwright",))]]),
        (
            "who was at the bank in 2019?",
            [[Filter(Field.WORK, ("bank",), days=("2019-01-01", "2019-12-31"))]],
        ),
        ("who used to live in Leeds?", [[Filter(Field.PLACE, ("leeds",), when="over")]]),
        ("How many people do I know who live in Leeds?", [[Filter(Field.PLACE, ("leeds",))]]),
        (
            "who in the choir lives in York or Leeds?",
            [
                [Filter(Field.GROUP, ("choir",))],
                [Filter(Field.PLACE, ("york",)), Filter(Field.PLACE, ("leeds",))],
            ],
        ),
        (
            "Which of my old colleagues don't work in health?",
            [[Filter(Field.GROUP, ("old", "colleagues"))], [Filter(Field.TRADE, ("health",), negated=True)]],
        ),
        (
            "who is in the choir but not in Leeds",
            [[Filter(Field.GROUP, ("choir",))], [Filter(Field.GROUP, ("leeds",), negated=True)]],
        ),
        ("whom do I owe a dinner?", [[Filter(Field.OWED, ("dinner",))]]),
        ("whom do I owe something?", [[Filter(Field.OWED)]]),
        ("who owes me something?", [[Filter(Field.OWING)]]),
        ("who has a birthday in June?", [[Filter(Field.BIRTHDAY, days=("06-01", "06-31"))]]),
        ("who has a birthday in the next two weeks?", [[Filter(Field.BIRTHDAY, days=("11-23", "12-07"))]]),
        ("who haven't I spoken to this year?", [[Filter(Field.LAST_CONTACT, days=("", "2025-12-31"))]]),
        ("who have I not spoken to for a year?", [[Filter(Field.LAST_CONTACT, days=("", "2025-11-23"))]]),
        ("Who haven't I seen in six months?", [[Filter(Field.LAST_CONTACT, days=("", "2026-05-27"))]]),
        ("who has been quiet since 2024?", [[Filter(Field.LAST_CONTACT, days=("", "2024-12-31"))]]),
        ("who have I seen since Easter?", [[Filter(Field.CONTACT, days=("2026-04-05", "2026-11-23"))]]),
        (
            "who did I see in the last three months",
            [[Filter(Field.CONTACT, days=("2026-08-25", "2026-11-23"))]],
        ),
        ("who did I last speak to before 2020?", [[Filter(Field.LAST_CONTACT, days=("", "2019-12-31"))]]),
        ("whom did I meet at the fair?", [[Filter(Field.MET, ("fair",))]]),
        ("who knows somebody at Norbury?", [[Filter(Field.KNOWS, ("norbury",))]]),
        ("who coaches children?", [[Filter(Field.SAID, ("coaches", "children"))]]),
        ("who do I know in the church circle", [[Filter(Field.CIRCLE, ("church",))]]),
    ],
)
def test_a_whole_book_question_is_read_as_a_typed_query(text: str, all_of: list[list[Filter]]) -> None:
    asked = Question(text, "who", content=tuple(content_words(text)))
    assert read_query(asked, TODAY) == Query(tuple(tuple(group) for group in all_of))


@pytest.mark.parametrize("clause", CLAUSES, ids=[clause.example for clause in CLAUSES])
def test_each_clause_reads_its_example_wholly(clause: Clause) -> None:
    first = next(one for one in CLAUSES if one.pattern.match(clause.example))
    match = first.pattern.match(clause.example)
    assert first is clause
    assert match is not None
    named = (Named("ana", (1,)),) if "Ana" in clause.example else ()
    assert clause.build(match, Question(clause.example, "who", named), TODAY) is not None
    assert match.end() == len(clause.example)


@pytest.mark.parametrize(
    "text",
    [
        "Who fixed my boiler?",
        "Who gave me the van?",
        "What did I promise Priya to send?",
        "What is the capital of Mongolia?",
        "Who works in shipping and once told me that the sea is made of tears?",
    ],
)
def test_what_is_not_wholly_understood_is_not_translated(text: str) -> None:
    assert read_query(Question(text, "who", content=tuple(content_words(text))), TODAY) is None
