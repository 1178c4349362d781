"""A sentence becomes a person, facts and reminders; nothing is saved without a yes. Today is Monday, 23 November 2026."""

from dataclasses import dataclass
from datetime import date

import pytest

from coach.agent.arguments import arguments_for
from coach.errors import EmptyInput, TooLarge
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.days import days_in
from coach.skills.remember import Remembered, remember

TODAY = date(2026, 11, 23)


@pytest.fixture
def known(book: Book) -> Book:
    """A book in which Ana Duarte, two Marias and Ben Archer are already."""
    for name in ("Ana Duarte", "Maria Lopes", "Maria Ferreira", "Ben Archer"):
        book.store.people.add(name, created_at="2026-01-01")
    return book


def told(book: Book, text: str, *, save: bool = False) -> Remembered:
    return remember(book, scripted_writer(['{"name": null}'] * 3), text, save=save)


@dataclass(frozen=True)
class Case:
    """A sentence, whom it is about, words that facts of a kind must hold, and the days of its reminders."""

    text: str
    person: str | None
    new: bool
    facts: tuple[tuple[str, str], ...] = ()
    due: tuple[str, ...] = ()


CASES = (
    Case("Ana's friend Manuel Costa is a printer in Hull", "Manuel Costa", True, (("knows", "Ana Duarte"),)),
    Case(
        "Met Vera Holt at the gym, runs the river trust, loves cats, said to write after the 20th",
        "Vera Holt",
        True,
        (("met_at", "gym"), ("role", "river trust"), ("interest", "cats")),
        ("2026-12-21",),
    ),
    Case(
        "Met Luis Prado in the library yesterday. Luis edits a magazine and needs a translator.",
        "Luis Prado",
        True,
        (("met_at", "library"), ("role", "magazine"), ("need", "translator")),
    ),
    Case(
        "ran into tom becker at the station, works for the city council now",
        "Tom Becker",
        True,
        (("met_at", "station"), ("organization", "city council")),
    ),
    Case(
        "Had coffee with Dr. Meera Iyer. She is a cardiologist at St Elm and wants to learn the cello.",
        "Meera Iyer",
        True,
        (("role", "cardiologist"), ("organization", "St Elm"), ("need", "cello")),
    ),
    Case(
        "Jonas Weber, baker on Mill Street, offered to show me the oven next Tuesday",
        "Jonas Weber",
        True,
        (("role", "baker"), ("offer", "oven")),
        ("2026-12-01",),
    ),
    Case(
        "Bumped into my old classmate Sofia O'Neil on the tram; she moved to Leeds and has two kids.",
        "Sofia O'Neil",
        True,
        (("place", "Leeds"), ("family", "two kids")),
    ),
    Case(
        "Got talking to a woman named Priya Nair at the allotment. Collects old maps.",
        "Priya Nair",
        True,
        (("met_at", "allotment"), ("interest", "old maps")),
    ),
    Case(
        "Spoke to Henrik van der Berg on the phone - I promised to send him the report by Friday",
        "Henrik van der Berg",
        True,
        (("promise", "report"),),
        ("2026-11-27",),
    ),
    Case(
        "New neighbour: Paula Reis. Plays the drums, unfortunately.",
        "Paula Reis",
        True,
        (("interest", "drums"),),
    ),
    Case(
        "Called Uncle Ray, he said he'd introduce me to his boss in January",
        "Uncle Ray",
        True,
        (("offer", "introduce"),),
        ("2027-01-01",),
    ),
    Case("Ana said to call her tomorrow at nine", "Ana Duarte", False, (("ask", "call"),), ("2026-11-24",)),
    Case("Lunch with Kim Osei. Her birthday is 4 March.", "Kim Osei", True, (("birthday", "4 March"),)),
    Case(
        "Introduced to Prof. Abel Stone through Ines at the conference; studies river fish.",
        "Abel Stone",
        True,
        (("education", "river fish"),),
    ),
    Case(
        "Zoë Müller is looking for a flatmate, works at Siemens as a test engineer",
        "Zoë Müller",
        True,
        (("need", "flatmate"), ("organization", "Siemens"), ("role", "test engineer")),
    ),
    Case(
        "Saw Eddie Voss at choir. I owe him a lunch.",
        "Eddie Voss",
        True,
        (("met_at", "choir"), ("promise", "lunch")),
    ),
    Case(
        "met a guy called Sam Croft at the spring fair who works in fundraising and can introduce me to the foundation",
        "Sam Croft",
        True,
        (("met_at", "spring fair"), ("role", "fundraising"), ("offer", "foundation")),
    ),
    Case(
        "Yesterday I met Olga Petrova, a translator from Kyiv. Wants to practise English.",
        "Olga Petrova",
        True,
        (("role", "translator"), ("need", "English")),
    ),
    Case("Ben Archer likes rowing and has a new dog", "Ben Archer", False, (("interest", "rowing"),)),
    Case(
        "remind me: Ben wants the photos before Christmas",
        "Ben Archer",
        False,
        (("need", "photos"),),
        ("2026-12-24",),
    ),
    Case("Ben Archer now leads the harbour museum", "Ben Archer", False, (("role", "harbour museum"),)),
    Case(
        "Chatted with Noor Haddad after the concert. She teaches violin in Porto.",
        "Noor Haddad",
        True,
        (("role", "violin"),),
    ),
    Case(
        "Ana Duarte is moving to Lisbon in spring",
        "Ana Duarte",
        False,
        (),
        ("2027-03-01",),
    ),
    Case(
        "Ana Duarte told me today she is moving to Oslo in March",
        "Ana Duarte",
        False,
        (),
        ("2027-03-01",),
    ),
    Case(
        "Tea with Grandma Ruth, she wants the recipe by Sunday",
        "Grandma Ruth",
        True,
        (("need", "recipe"),),
        ("2026-11-29",),
    ),
    Case(
        "met Omar Saleh and Ewa Lipska at the museum opening", "Omar Saleh", True, (("knows", "Ewa Lipska"),)
    ),
    Case(
        "Ivo Marek (plumber, lives in Brno) mended our tap. He said to ring him in two weeks.",
        "Ivo Marek",
        True,
        (("ask", "ring"),),
        ("2026-12-07",),
    ),
    Case(
        "Theo Lange turned out to be a beekeeper. He gave me a jar of honey.",
        "Theo Lange",
        True,
        (("role", "beekeeper"),),
    ),
    Case(
        "I finally met Ulla Brandt, head of the youth orchestra!",
        "Ulla Brandt",
        True,
        (("role", "youth orchestra"),),
    ),
    Case(
        "Spoke with Ana about the garden. I'll bring her seeds next week.",
        "Ana Duarte",
        False,
        (("promise", "seeds"),),
        ("2026-11-30",),
    ),
    Case(
        "Heard from Marek Zielinski: he needs a website for his workshop",
        "Marek Zielinski",
        True,
        (("need", "website"),),
    ),
    Case(
        "Sat next to Lena Aman on the train. Red Cross, Geneva. Very kind.",
        "Lena Aman",
        True,
        (("met_at", "train"),),
    ),
    Case(
        "Met Kofi at the bus stop. He starts at Helio Software on 1 December.",
        "Kofi",
        True,
        (("organization", "Helio Software"),),
        ("2026-12-01",),
    ),
    Case(
        "Chris Dale plays chess on Thursdays and would love company",
        "Chris Dale",
        True,
        (("interest", "chess"),),
    ),
    Case("Met someone at the bakery, very nice", None, False),
    Case("Maria told me about her new shop", None, False),
    Case("must buy flowers tomorrow", None, False),
    Case("Weather was lovely, walked by the sea", None, False),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40])
def test_a_sentence_is_understood(known: Book, case: Case) -> None:
    seen = told(known, case.text)
    assert (seen.person, seen.new_person) == (case.person, case.new)
    held = [(fact.kind, fact.value) for fact in seen.facts]
    for kind, words in case.facts:
        assert any(kind == k and words.casefold() in value.casefold() for k, value in held), (
            kind,
            words,
            held,
        )
    assert tuple(reminder.due for reminder in seen.reminders) == case.due
    assert bool(seen.questions) == (case.person is None)
    for fact in seen.facts:
        assert fact.citation.quote in case.text or fact.kind == "knows"


def test_nothing_is_saved_before_the_yes_and_the_same_is_saved_after_it(known: Book) -> None:
    text = "Met Vera Holt at the gym, runs the river trust, said to write after the 20th\nPRIVATE: a bit vain"
    before = known.store.people.count()
    seen = told(known, text)
    assert (seen.saved, known.store.people.count(), known.store.notes.count()) == (False, before, 0)
    assert known.store.diary.reminders() == []
    kept = told(known, text, save=True)
    assert kept.saved
    assert (kept.person, kept.facts, kept.reminders) == (seen.person, seen.facts, seen.reminders)
    vera = known.find("Vera Holt")
    notes = known.store.notes.of_person(vera.id)
    assert {(note.text, note.private) for note in notes} == {
        ("Met Vera Holt at the gym, runs the river trust, said to write after the 20th", False),
        ("PRIVATE: a bit vain", True),
    }
    assert [reminder.due for reminder in known.store.diary.reminders()] == ["2026-12-21"]
    assert known.store.diary.last_contacts()[vera.id] == "2026-11-23"


def test_saving_the_same_sentence_twice_changes_nothing(known: Book) -> None:
    text = "Ben Archer likes rowing"
    told(known, text, save=True)
    notes, facts = known.store.notes.count(), len(known.store.facts.facts())
    told(known, text, save=True)
    assert (known.store.notes.count(), len(known.store.facts.facts())) == (notes, facts)


def test_a_name_of_two_people_is_a_question_and_saves_nothing(known: Book) -> None:
    seen = told(known, "Met Maria at the market, she sells soap", save=True)
    assert not seen.saved
    assert "Maria Lopes" in seen.questions[0]
    assert "Maria Ferreira" in seen.questions[0]
    assert known.store.notes.count() == 0


def test_private_words_in_mid_line_are_private_too(known: Book) -> None:
    told(known, "Ben Archer likes rowing. PRIVATE: drinks too much", save=True)
    texts = {note.text: note.private for note in known.store.notes.all()}
    assert texts == {"Ben Archer likes rowing.": False, "PRIVATE: drinks too much": True}


def test_a_sentence_of_two_strangers_keeps_both_and_ties_them(known: Book) -> None:
    told(known, "met Omar Saleh and Ewa Lipska at the museum opening", save=True)
    ties = known.store.facts.ties(known.find("Omar Saleh").id)
    assert [tie.person for _, _, tie in ties] == ["Ewa Lipska"]


def test_the_writer_is_asked_when_no_rule_finds_a_name(known: Book) -> None:
    text = "chap from the Old Harbour, goes by Milo Tarn, knows his ropes"
    writer = scripted_writer(['{"name": "Milo Tarn"}'])
    assert remember(known, writer, text, save=False).person == "Milo Tarn"
    invented = scripted_writer(['{"name": "Peter Pan"}'])
    assert remember(known, invented, text, save=False).person is None


def test_an_empty_text_and_a_book_of_a_text_are_refused(known: Book) -> None:
    with pytest.raises(EmptyInput):
        told(known, " ... ")
    with pytest.raises(TooLarge):
        told(known, "Met Ana. " * 3000)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("write after the 20th", "2026-12-21"),
        ("call next Tuesday", "2026-12-01"),
        ("coffee on Tuesday", "2026-11-24"),
        ("in two weeks", "2026-12-07"),
        ("in a couple of weeks", "2026-12-07"),
        ("before Christmas", "2026-12-24"),
        ("after New Year", "2027-01-02"),
        ("tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("by Friday", "2026-11-27"),
        ("at the end of the month", "2026-11-30"),
        ("in early March", "2027-03-01"),
        ("on March 4th", "2027-03-04"),
        ("before 4 March 2027", "2027-03-03"),
        ("next month", "2026-12-01"),
        ("this weekend", "2026-11-28"),
        ("the 5th of next month", "2026-12-05"),
        ("after Easter", "2027-03-29"),
        ("on 2027-01-05", "2027-01-05"),
    ],
)
def test_a_day_is_counted_from_today(phrase: str, due: str) -> None:
    assert [day.due.isoformat() for day in days_in(phrase, TODAY)] == [due]


@pytest.mark.parametrize("phrase", ["on the 3rd floor", "May Smith was there", "met them on 31 February"])
def test_what_is_no_day_is_not_taken_for_one(phrase: str) -> None:
    assert days_in(phrase, TODAY) == []


@pytest.mark.parametrize(
    "text",
    ["Ana Duarte is moving to Lisbon in spring", "Ana Duarte told me today she is moving to Oslo in March"],
)
def test_a_move_that_lies_ahead_is_not_where_somebody_lives(known: Book, text: str) -> None:
    told(known, text, save=True)
    assert not [
        fact for _, fact in known.store.facts.facts(known.find("Ana Duarte").id) if fact.kind == "place"
    ]


@pytest.mark.parametrize(
    "command", ["note down: ", "Note down that ", "please remember that ", "jot down: ", ""]
)
def test_the_words_that_only_give_the_order_are_not_kept(command: str) -> None:
    found = arguments_for("remember", "", "", f"{command}I met Ana Duarte at the fair")
    assert found == {"text": "I met Ana Duarte at the fair"}


def test_what_the_user_takes_the_tick_off_is_not_kept(book: Book) -> None:
    words = "Met Rosa Lind at the gym, runs the river trust, rosa@example.org, loves cats, write to her after the 27th"
    seen = told(book, words)
    lines = [one.line() for one in (*seen.facts, *seen.reminders)]
    without = [line for line in lines if not line.startswith("met_at")]
    assert len(without) > 2
    saved = remember(book, scripted_writer([]), words, save=True, without=without)
    assert [fact.kind for fact in saved.facts] == ["met_at"]
    assert saved.reminders == ()
    rosa = book.find("Rosa Lind")
    assert (rosa.role, rosa.organization) == (None, None)
    assert book.store.people.contacts(rosa.id) == {}
    assert [note.text for note in book.store.notes.of_person(rosa.id)] == [words]
