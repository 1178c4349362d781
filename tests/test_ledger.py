"""Who gave what to whom, said gently; and what there is to give. Today is 23 November 2026."""

import pytest

from coach.agent.coach import Coach
from coach.errors import UnknownPerson
from coach.index.embedder import Embedder, open_embedder
from coach.people.book import Book
from coach.people.filing import file_note
from coach.settings import Settings
from coach.skills.ledger import Account, asks_what_i_offer, make_ledger, what_i_offer
from coach.skills.log import log
from coach.types import Citation, LedgerEntry, Person


@pytest.fixture
def embedder(settings: Settings) -> Embedder:
    return open_embedder(settings)


def add(book: Book, name: str, *notes: tuple[str, str], me: bool = False) -> Person:
    person = book.store.people.add(name, created_at="2026-01-01", is_me=me)
    for day, text in notes:
        file_note(book, (person,), text, date=day, source="test", private=text.startswith("PRIVATE"))
    return person


@pytest.fixture
def shelf(book: Book) -> Book:
    """Me with offers, Bob who has done a lot, Keeley for whom I have, and Ana who needs something I can do."""
    add(
        book,
        "Hanna Duarte",
        (
            "2026-01-01",
            "What I can offer\n- Proofreading English.\n- Feeding cats.\n- Lending out the small van.",
        ),
        ("2026-01-01", "PRIVATE: what I can offer\n- Money, since the inheritance."),
        me=True,
    )
    bob = add(book, "Bob Tansley")
    keeley = add(book, "Keeley Marsh")
    add(book, "Ana Sousa", ("2026-10-02", "Ana needs somebody to look after her cats over Easter."))
    for person, direction, things in (
        (bob, "received", ("fixed my boiler", "carried my piano", "painted the hall")),
        (keeley, "gave", ("wrote her portfolio", "covered Christmas", "lent her 40 pounds")),
    ):
        for thing in things:
            note = file_note(book, (person,), f"About {thing}.", date="2026-05-01", source="test")
            cite = Citation(note.id, person.name, note.date, note.text)
            book.store.facts.add_entry(person.id, LedgerEntry(person.name, direction, thing, note.date, cite))
    return book


def account(book: Book, embedder: Embedder, name: str) -> Account:
    return make_ledger(book, embedder, name).accounts[0]


def test_whoever_has_given_more_is_named_gently_and_thanks_are_due(shelf: Book, embedder: Embedder) -> None:
    bob = account(shelf, embedder, "bob")
    assert (bob.carried_by, len(bob.received), bob.gave) == ("them", 3, ())
    assert bob.give is not None
    assert "thanks to Bob" in bob.give.text
    keeley = account(shelf, embedder, "Keeley")
    assert (keeley.carried_by, keeley.give) == ("me", None)
    assert "You may rest" in keeley.word


def test_the_most_one_sided_come_first_and_nobody_without_a_line(shelf: Book, embedder: Embedder) -> None:
    made = make_ledger(shelf, embedder)
    assert [one.person for one in made.accounts] == ["Bob Tansley", "Keeley Marsh"]


def test_what_fits_a_need_is_offered_with_both_notes(shelf: Book, embedder: Embedder) -> None:
    give = account(shelf, embedder, "Ana").give
    assert give is not None
    assert give.offer is not None
    assert give.need is not None
    assert give.offer.quote == "Feeding cats."
    for cite in (give.offer, give.need):
        assert cite.quote in shelf.store.notes.get([cite.note_id])[0].text


def test_what_i_offer_stands_in_my_notes_and_nothing_private_is_in_it(shelf: Book) -> None:
    offers = what_i_offer(shelf)
    assert [offer.text for offer in offers[:3]] == [
        "I can help with proofreading English",
        "I can help with feeding cats",
        "I can help with lending out the small van",
    ]
    for offer in offers:
        assert offer.citation.quote in shelf.store.notes.get([offer.citation.note_id])[0].text
    assert not any("inheritance" in offer.text or "Money" in offer.text for offer in offers)


def test_entries_that_contradict_each_other_are_asked_about_and_not_counted(
    book: Book, embedder: Embedder
) -> None:
    add(book, "Ben Archer")
    log(book, "Ben", "the drill and the ladder", direction="received")
    log(book, "Ben", "the ladder and the drill", direction="gave")
    ben = account(book, embedder, "Ben")
    assert (ben.gave, ben.received) == ((), ())
    assert len(ben.doubts) == 1
    assert "That happens easily" in ben.doubts[0].question
    log(book, "Ben", "a jar of honey", direction="gave")
    assert len(account(book, embedder, "Ben").gave) == 1


def test_whom_the_notes_say_to_avoid_is_given_nothing(book: Book, embedder: Embedder) -> None:
    lukas = add(book, "Lukas Dorn", ("2026-02-12", "He needs a van. Avoid him."))
    for thing in ("a lamp", "a chair", "a table"):
        entry = LedgerEntry("Lukas Dorn", "received", thing, "2026-01-01", None)
        book.store.facts.add_entry(lukas.id, entry)
    one = account(book, embedder, "Lukas")
    assert one.give is None
    assert "let Lukas be" in one.word


def test_an_empty_ledger_and_an_unknown_name_are_met_plainly(book: Book, embedder: Embedder) -> None:
    made = make_ledger(book, embedder)
    assert (made.accounts, made.offers) == ((), ())
    with pytest.raises(UnknownPerson, match="Nobody"):
        make_ledger(book, embedder, "Nobody Known")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What do I have to offer anyone?", True),
        ("what can I offer people", True),
        ("What could I possibly give back?", True),
        ("I wonder what I have to offer.", True),
        ("What did I give Bob?", False),
        ("What can I give Ana for her birthday?", False),
        ("What do I have to do tomorrow?", False),
    ],
)
def test_the_question_what_there_is_to_offer_is_known(question: str, asks: bool) -> None:
    assert asks_what_i_offer(question) is asks


def test_what_i_have_to_offer_is_answered_from_my_own_notes(shelf: Book, settings: Settings) -> None:
    coach = Coach(settings)
    answer = coach.ask("What do I have to offer anyone?")
    coach.close()
    assert answer.outcome == "answered"
    assert "I can help with feeding cats" in answer.answer
    assert "Feeding cats." in {cite.quote for cite in answer.citations}


def test_what_somebody_did_for_me_is_answered_with_the_lines(shelf: Book, settings: Settings) -> None:
    coach = Coach(settings)
    theirs, mine = coach.ask("What has Bob ever done for me?"), coach.ask("what have I given Keeley?")
    coach.close()
    assert theirs.people == ("Bob Tansley",)
    assert {cite.quote for cite in theirs.citations} == {
        "About fixed my boiler.",
        "About carried my piano.",
        "About painted the hall.",
    }
    assert mine.answer.count("You for Keeley") == 3
