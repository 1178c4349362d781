"""Which line comes first, what is offered as evidence, and an index that other hands break while it is in use."""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from coach.errors import StorageProblem
from coach.index.embedder import Vectors, open_embedder
from coach.index.lexical import WordIndex
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.retrieval.evidence import ENOUGH, NAMED, Features
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.answer import ask
from coach.storage.diary import Interaction
from coach.storage.store import Store
from coach.types import NOT_IN_NOTES, Note

TODAY = date(2026, 11, 23)


class Shelf:
    """A book that is written line by line."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.ids: dict[str, int] = {}
        self._written = 0

    def write(self, who: str, day: str | None, *lines: str, source: str = "notes.md") -> None:
        """A note a line, all of them about one person, in this order."""
        if who not in self.ids:
            self.ids[who] = self.store.people.add(who, created_at="2026-01-01").id
        for line in lines:
            self._written += 1
            # Ids that do not sort as they were written, as those of real notes.
            note_id = f"{(self._written * 7919) % 10007:05}"
            self.store.notes.add(Note(note_id, line, day, False, "note", source, (self.ids[who],)))

    def retriever(self) -> Retriever:
        return Retriever(self.store, self.settings.index_folder, open_embedder(self.settings), TODAY)


@pytest.fixture
def shelf(store: Store, settings: Settings) -> Shelf:
    return Shelf(store, settings)


def texts(retriever: Retriever, query: str, k: int = 10) -> list[str]:
    return [passage.text for passage in retriever.search(query, k)]


# ---- ranking ----


def test_a_line_that_means_it_comes_before_one_that_shares_a_poor_word(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "She adopted a puppy, a brown spaniel.")
    shelf.write("Ben Ode", "2024-05-02", "He keeps the church bells in order.")
    shelf.write("Cy Pratt", "2024-05-03", "Keeps a diary.", "Keeps old maps.", "Keeps late hours.")
    assert texts(shelf.retriever(), "who keeps a pet dog?", 1) == ["She adopted a puppy, a brown spaniel."]


def test_in_a_talk_the_answer_is_found_by_the_question_before_it(shelf: Shelf) -> None:
    shelf.write(
        "Ada Lund",
        "2024-05-01",
        "Ben: The bus was late again this morning.",
        "Ben: Where did you get that wonderful green bicycle?",
        "Ada: A man in Ghent.",
        "Ben: I must buy some bread on my way.",
    )
    shelf.write("Ada Lund", "2024-06-01", *(f"Ada: My morning number {n} was quiet." for n in range(12)))
    shelf.write("Ada Lund", "2024-07-01", *(f"She repaired a chair, number {n}." for n in range(12)))
    assert "Ada: A man in Ghent." in texts(shelf.retriever(), "Where is Ada's green bicycle from?", 2)


def test_lines_of_one_day_are_neighbours_in_the_order_they_were_written(shelf: Shelf) -> None:
    lines = [f"Ada: line {n}." for n in range(9)]
    shelf.write("Ada Lund", "2024-05-01", *lines)
    assert [passage.text for passage in shelf.retriever().everything()] == lines


def test_a_question_in_german_names_no_strangers_with_its_nouns(shelf: Shelf) -> None:
    shelf.write("Dieter Pohl", "2016-05-01", "Bringt jeden Sonntag Kuchen hoch.")
    retriever = shelf.retriever()
    assert retriever.read("Wer stellt mir etwas Süßes vor die Wohnung?").strangers == ()
    assert retriever.read("Who is Wilhelmina to me?").strangers == ("wilhelmina",)


# ---- evidence ----


def test_a_writer_that_cites_a_line_it_was_not_shown_is_not_believed(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Ada Lund moved to Ghent and rows on Sundays.")
    writer = scripted_writer(["Ada Lund moved to Ghent. [7]"] * 3)
    answer = ask(Book(shelf.store, TODAY), shelf.retriever(), writer, "What about Ada Lund?")
    shown = {note.id for note in shelf.store.notes.all()}
    assert {cite.note_id for cite in answer.citations} <= shown
    assert "[7]" not in answer.answer


def test_a_shared_name_alone_is_no_evidence() -> None:
    only_the_name = Features(0.9, 0.1, coverage=0.0, strange=0.0, holds=0.0, lacks=0.0, card=0.0, ahead=0.0)
    assert only_the_name.strength(NAMED) < ENOUGH
    assert replace(only_the_name, bare=0.6, coverage=0.5).strength(NAMED) > ENOUGH


@pytest.mark.parametrize(
    ("question", "near", "answer"),
    [
        ("How old is Ada Lund?", "Rows with people half her age.", "Ada turned 41 and rowed all day."),
        ("What is the name of Ada Lund's cat?", "Her cat sleeps in the boat.", "Her cat Muffin sleeps in the boat."),
        ("what did Ada Lund's boat cost", "The boat was dear, she said.", "The boat was 900 euros."),
        ("phone number of Ada Lund?", "Gave me her phone number at the regatta.", "Phone: +32 9 555 01 99"),
        ("When is Adas birthday?", "We rowed on 3 May.", "Her birthday is on 3 May."),
        ("what company does Ada Lund work for?", "Sits on a jury.", "Works for Brack and Moor as a fitter."),
        ("who is the wife of Ada Lund's brother?", "Her brother married in Ghent.", "Her brother's wife Ines is a vet."),
    ],
)  # fmt: skip
def test_a_line_without_the_kind_of_thing_asked_for_is_no_answer(
    shelf: Shelf, question: str, near: str, answer: str
) -> None:
    shelf.write("Ada Lund", None, near)
    writer = scripted_writer([""] * 8)
    assert ask(Book(shelf.store, TODAY), shelf.retriever(), writer, question).outcome == "not_in_notes"
    shelf.write("Ada Lund", None, answer)
    told = ask(Book(shelf.store, TODAY), shelf.retriever(), writer, question)
    assert (told.outcome, answer in told.citations[0].quote) == ("answered", True)


def test_the_newest_note_is_told_where_no_later_contact_is_noted(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2026-02-08", "Ada rang at last.")
    shelf.write("Ada Lund", "2026-06-01", "Ada again, the boat is sold.")
    told = ask(
        Book(shelf.store, TODAY), shelf.retriever(), scripted_writer([""] * 4), "Last time I saw Ada Lund?"
    )
    assert told.outcome == "answered"
    assert "2026-06-01" in {cite.date for cite in told.citations}


def test_the_last_contact_is_cited_by_the_line_about_them_and_not_the_first_of_the_day(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2026-01-01", "Ada Lund rows.")
    shelf.write("Ben Roe", "2026-01-02", "Ben Roe sings.")
    book = Book(shelf.store, TODAY)
    both = (book.find("Ben Roe").id, book.find("Ada Lund").id)
    day = "Ben Roe holds the offer until July.\nHad lunch with Ada Lund at the chapel."
    shelf.store.notes.add(Note("day", day, "2026-06-01", False, "note", "journal.md", both))
    shelf.store.diary.add_interaction(
        Interaction(both[1], "2026-06-01", "Had lunch with Ada Lund at the chapel.", "day")
    )
    told = ask(book, shelf.retriever(), scripted_writer([""] * 4), "When did I last see Ada Lund?")
    assert [cite.quote for cite in told.citations] == ["Had lunch with Ada Lund at the chapel."]


def test_a_promise_too_short_to_say_what_is_shown_with_the_sentence_before_it(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2026-05-12", "Wants a budget for twelve months. I promised before midsummer.")
    told = ask(
        Book(shelf.store, TODAY),
        shelf.retriever(),
        scripted_writer([""] * 4),
        "What did I promise Ada Lund?",
    )
    assert told.citations[0].quote.startswith("Wants a budget")


def test_a_line_about_somebody_not_in_the_book_is_not_put_under_another_name(shelf: Shelf) -> None:
    shelf.write(
        "Falk Richter", "2025-01-25", "Falk Richter sings in the van.\nTheo Albers put the web shop together."
    )
    told = ask(
        Book(shelf.store, TODAY),
        shelf.retriever(),
        scripted_writer([""] * 4),
        "Who put the web shop together?",
    )
    assert "Theo Albers" in told.answer
    assert "Falk" not in told.answer
    assert told.people == ()


def test_whoever_might_help_is_shown_with_the_line(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Went through my self assessment with me for two evenings.")
    shelf.write("Ben Roe", "2024-05-02", "Sings in the choir and has two parrots.")
    told = ask(
        Book(shelf.store, TODAY),
        shelf.retriever(),
        scripted_writer([""] * 4),
        "who could help me with my self employed tax return?",
    )
    assert told.people == ("Ada Lund",)


def test_a_guide_is_never_evidence_about_a_person(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Leaves a conversation at an event without a word.")
    retriever = shelf.retriever()
    retriever.guidance("leave a conversation at an event")
    found = retriever.search("How does Ada leave a conversation at an event?", 50)
    assert [passage.person for passage in found] == ["Ada Lund"]
    assert all(passage.person == "" for passage in retriever.guidance("Ada leaves a conversation", 10))


def test_the_nearest_things_found_are_offered_when_no_note_says_it(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-03-01", "Her sister Ruth keeps bees in Ghent.")
    shelf.write("Ada Lund", "2024-03-02", "Walks to work along the canal.")
    shelf.write("Ada Lund", "2024-05-01", "Bakes rye bread for the street party.")
    book, retriever = Book(shelf.store, TODAY), shelf.retriever()
    assert ask(book, retriever, scripted_writer([]), "What is Ada's shoe size?").citations == ()
    answer = ask(book, retriever, scripted_writer([]), "Which oven does Ada bake in?")
    assert answer.outcome == "not_in_notes"
    assert answer.answer.startswith(NOT_IN_NOTES)
    assert 'From your note of 1 May 2024 on Ada Lund: "Bakes rye bread' in answer.answer
    assert [cite.quote for cite in answer.citations] == ["Bakes rye bread for the street party."]
    assert answer.people == ()


# ---- an index in other hands ----


@pytest.mark.parametrize(
    "query",
    [
        "the of and",
        "Где живёт Ада?",
        "アダはどこに住んでいますか",
        '"rye" OR NEAR(bread, 2) AND NOT *',
        "bread " * 1700,
        "bread\x00\nbread",
    ],
)
def test_odd_queries_find_what_they_can(shelf: Shelf, query: str) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Bakes rye bread for the street party.")
    retriever = shelf.retriever()
    assert texts(retriever, query) == ["Bakes rye bread for the street party."]
    assert retriever.find(query).passages


class _Odd:
    """An embedder whose vectors suddenly have another length, under the same name."""

    name = "odd"
    remote = False

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.ones((len(texts), self.dimensions), dtype=np.float32)
        vectors: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors


def test_vectors_of_another_length_are_made_anew(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Bakes rye bread.")
    folder = shelf.settings.index_folder
    for dimensions in (8, 12):
        _, found = Retriever(shelf.store, folder, _Odd(dimensions), TODAY).candidates("bread", 1)
        assert [(one.passage.text, round(one.cosine, 2)) for one in found] == [("Bakes rye bread.", 1.0)]


def test_a_locked_index_is_told_in_a_sentence_and_nothing_is_lost(shelf: Shelf) -> None:
    shelf.write("Ada Lund", "2024-05-01", "Bakes rye bread.")
    retriever = shelf.retriever()
    assert texts(retriever, "bread") == ["Bakes rye bread."]
    file = WordIndex(shelf.settings.index_folder / "words.sqlite").file
    before = os.stat(file).st_ino
    retriever.close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("INSERT OR REPLACE INTO meta VALUES ('theirs', '1')")
    other.execute("COMMIT")
    with pytest.raises(StorageProblem, match="your notes are safe"):
        retriever.search("bread")
    other.close()
    assert texts(retriever, "bread") == ["Bakes rye bread."]
    assert os.stat(file).st_ino == before
