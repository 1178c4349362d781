"""What is read out of notes, and what is not."""

import pytest

from coach.people.book import Book
from coach.people.pages import facts_of
from coach.people.reading import read_notes
from coach.types import Note, Person, Use


def _person(book: Book, name: str, *, is_me: bool = False) -> Person:
    return book.store.people.add(name, created_at="2026-11-23", is_me=is_me)


def _read(
    book: Book, *notes: tuple[Person, str, str | None], private: bool = False, kind: str = "note"
) -> None:
    ids = []
    for person, words, date in notes:
        others = tuple(one.id for one in book.mentioned_in(words) if one.id != person.id)
        note = Note(f"n{len(book.store.notes.ids())}", words, date, private, kind, "", (person.id, *others))  # type: ignore[arg-type]
        book.store.notes.add(note)
        ids.append(note.id)
    read_notes(book, ids)


def _facts(book: Book, person: Person) -> set[tuple[str, str, str | None, str | None]]:
    return {(fact.kind, fact.value, fact.since, fact.until) for fact in facts_of(book, person)}


def _ledger(book: Book, person: Person) -> list[tuple[str, bool, str]]:
    return [(entry.direction, entry.open, entry.text) for _, entry in book.store.facts.ledger(person.id)]


@pytest.fixture
def ben(book: Book) -> Person:
    return _person(book, "Ben Okafor")


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (
            "Works at Harbour Museum as an archivist.",
            {("organization", "Harbour Museum"), ("role", "archivist")},
        ),
        (
            "He is a data analyst at Northern Rail.",
            {("role", "data analyst"), ("organization", "Northern Rail")},
        ),
        (
            "Head of data quality at the Tumour Registry.",
            {("role", "Head of data quality"), ("organization", "Tumour Registry")},
        ),
        ("Runs the river trust, loves cats.", {("role", "runs the river trust"), ("interest", "cats")}),
        ("Lives in Bremen and plays the cello.", {("place", "Bremen"), ("interest", "the cello")}),
        ("He speaks Polish and German.", {("language", "Polish"), ("language", "German")}),
        ("He has two boys.", {("family", "two boys")}),
        ("Is looking for a room in Leeds.", {("need", "a room in Leeds")}),
        ("Vegetarian.", {("diet", "Vegetarian")}),
        ("11/11/2019 charge nurse", {("role", "charge nurse")}),
        (
            "started as secretary at the primary school",
            {("role", "secretary"), ("organization", "primary school")},
        ),
        ("Chess. Role: buyer", {("interest", "Chess"), ("role", "buyer")}),
        ("said to write after the 20th", {("ask", "said to write after the 20th")}),
        ("Met him at the boat fair.", {("met_at", "at the boat fair")}),
        ("mgr @ Lingua Bridge (my agency!!)", {("role", "mgr"), ("organization", "Lingua Bridge")}),
        ("He works for Lingua Bridge.", {("organization", "Lingua Bridge")}),
        ("Ben Okafor (dentist, lives in Hexham) was there.", {("role", "dentist"), ("place", "Hexham")}),
        (
            "My manager at Kestrel Bank since 2021.",
            {("organization", "Kestrel Bank")},
        ),
        ("Runs a bakery; helped me find my flat in 2019.", {("role", "runs a bakery")}),
        ("He lost his job hygienist and is stretched.", set()),
        ("Sucht jemand f. Übersetzungen DE-ES.", set()),
        ("VP of Product @ Monzo.", {("role", "VP of Product"), ("organization", "Monzo")}),
        (
            "Arbeitet bei Siemens als Ingenieurin.",
            {("organization", "Siemens"), ("role", "Ingenieurin")},
        ),
        ("He is hiring for it.", set()),
        ("He works in insurance.", {("role", "works in insurance")}),
        ("He works in Leeds and works in the garden.", set()),
    ],
)
def test_plain_statements_become_facts(
    book: Book, ben: Person, words: str, facts: set[tuple[str, str]]
) -> None:
    _read(book, (ben, words, None))
    assert {(kind, value) for kind, value, _, _ in _facts(book, ben)} == facts


@pytest.mark.parametrize(
    "words",
    [
        "His wife works at Harbour Museum as an archivist.",
        "He would love to work at Harbour Museum.",
        "He is not a lawyer.",
        "Is he a lawyer at Acme?",
        "He said his boss is a tyrant.",
        "I work at Acme as a clerk.",
        "He asked whether I live in Leeds.",
        "He is a fan of long walks and a bit of a dreamer.",
        "We worked in the garden at noon.",
        "He wants to move to Berlin.",
    ],
)
def test_nothing_is_read_about_somebody_that_is_not_said_of_them(book: Book, ben: Person, words: str) -> None:
    _read(book, (ben, words, "2025-01-01"))
    assert {kind for kind, _, _, _ in _facts(book, ben)} & {"role", "organization", "place"} == set()


@pytest.mark.parametrize(
    "words",
    [
        "Works hard. Works from home. Has a lot on. Runs late. Owns up to mistakes.",
        "He said I should talk to his sister, who works for Reuters.",
        "Left the keys at my place. Joined us for lunch. Plays by the rules.",
        "He was born in 1970 and wants nothing to do with computers.",
        "We are looking for a treasurer. His friend Tilda plays the harp.",
        "He moved to a flat with a garden. If he leaves the bank he will join the choir.",
        "Kind eyes. Just back from Rome. Does he still live in Hull?",
        "She moved to a van for a while. They left Lisbon for Porto.",
        "Teaches again. Knows each landlord. Drives the mobile library.",
        "Takes bread round the farms with the baker.",
        "Likes to say he has seen worse. Sings from the window.",
        "Told me to write down ten names.",
    ],
)
def test_what_only_sounds_like_a_fact_is_none(book: Book, ben: Person, words: str) -> None:
    _read(book, (ben, words, "2025-01-01"))
    assert _facts(book, ben) == set()


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("Arbeitet bei der Stadtbibliothek, sucht eine Wohnung.", {("organization", "Stadtbibliothek"), ("need", "eine Wohnung")}),
        ("Travaille chez Airbus comme soudeur.", {("organization", "Airbus"), ("role", "soudeur")}),
        ("Trabaja en Iberdrola como contable. Vive en Bilbao.", {("organization", "Iberdrola"), ("role", "contable"), ("place", "Bilbao")}),
        ("Lavora come grafica a Torino.", {("role", "grafica"), ("place", "Torino")}),
        ("Has a job at the tax office; his daughter Lucy wants to study law.", {("organization", "tax office"), ("family", "daughter Lucy wants to study law")}),
        ("Asked whether I could water his leeks. 2 kids.", {("ask", "Asked whether I could water his leeks"), ("family", "2 kids")}),
        ("Used to be a ship's cook.", {("role", "ship's cook")}),
        ("Ben Okafor the pharmacist put us in touch.", {("role", "pharmacist")}),
    ],
)  # fmt: skip
def test_jotted_lines_in_several_languages_are_read(
    book: Book, ben: Person, words: str, facts: set[tuple[str, str]]
) -> None:
    _read(book, (ben, words, None))
    assert {(kind, value) for kind, value, _, _ in _facts(book, ben)} == facts


def test_he_is_not_whoever_was_she_before(book: Book, ben: Person) -> None:
    faye = _person(book, "Faye Donnelly")
    words = (
        "Coffee with [[Faye Donnelly]]. She introduced me to [[Ben Okafor]]. "
        "I promised to fix her bike. He offered to look at my article."
    )
    _read(book, (faye, words, "2025-06-09"))
    assert ("promised_by_me", True, "I promised to fix her bike.") in _ledger(book, faye)
    assert [one for one, _, _ in _ledger(book, ben)] == ["promised_to_me"]


def test_another_year_is_no_contact_of_this_day(book: Book, ben: Person) -> None:
    _read(
        book,
        (ben, "We met on the night train in 2018.", "2025-01-01"),
        (ben, "I think he is a bit of a bore.", "2025-02-01"),
        (ben, "I might go to Hull in May.", "2025-03-01"),
        (ben, "We swapped allotment keys.", "2025-04-01"),
    )
    assert [one.date for one in book.store.diary.interactions(ben.id)] == ["2025-04-01"]


def test_every_quote_stands_in_its_note(book: Book, ben: Person) -> None:
    words = "Lunch.\nHe works at  Acme as a clerk — “truly”. He offered to introduce me to Ana.\nI lent him my tent."
    _read(book, (ben, words, "2025-01-01"))
    store = book.store.facts
    quotes = [fact.citation.quote for _, fact in store.facts()] + [
        e.citation.quote for _, e in store.ledger() if e.citation
    ]
    assert len(quotes) >= 4
    assert all(quote in words for quote in quotes)


def test_a_newer_job_ends_the_older_and_erases_nothing(book: Book, ben: Person) -> None:
    _read(
        book,
        (ben, "He works at Acme as a clerk.", "2019-02-11"),
        (ben, "New job! He started at Tide Bank as an auditor.", "2023-05-02"),
    )
    assert _facts(book, ben) >= {
        ("organization", "Acme", "2019-02-11", "2023-05-02"),
        ("role", "clerk", "2019-02-11", "2023-05-02"),
        ("organization", "Tide Bank", "2023-05-02", None),
        ("role", "auditor", "2023-05-02", None),
    }
    now = book.store.people.get(ben.id)
    assert now is not None
    assert (now.role, now.organization) == ("auditor", "Tide Bank")


def test_times_that_the_words_say_win_over_the_notes_date(book: Book, ben: Person) -> None:
    _read(book, (ben, "He worked at Acme until 2021. He works at Tide Bank since March 2022.", "2024-01-01"))
    assert _facts(book, ben) == {
        ("organization", "Acme", None, "2021"),
        ("organization", "Tide Bank", "2022-03", None),
    }


def test_one_line_tells_what_was_and_what_is(book: Book, ben: Person) -> None:
    _read(book, (ben, "2023-03-14 at the bank until 2021, now at the Red Cross.", "2023-03-14"))
    assert _facts(book, ben) == {
        ("organization", "bank", None, "2021"),
        ("organization", "Red Cross", "2023-03-14", None),
    }


def test_a_record_is_old_once_a_dated_note_tells_of_a_change(book: Book, ben: Person) -> None:
    _read(book, (ben, "role: lecturer\norganization: Airedale College", None), kind="record")
    _read(book, (ben, "He is now director of data at Larkfield.", "2023-01-05"))
    person = book.store.people.get(ben.id)
    assert person is not None
    assert (person.role, person.organization) == ("director of data", "Larkfield")
    assert ("organization", "Airedale College", None, "2023-01-05") in _facts(book, ben)


def test_a_lost_job_ends_it_and_is_delicate(book: Book, ben: Person) -> None:
    _read(book, (ben, "He works at Acme as a clerk.", "2022-01-01"), (ben, "He was laid off.", "2024-03-15"))
    person = book.store.people.get(ben.id)
    assert person is not None
    assert (person.role, person.organization) == (None, None)
    left = next(fact for fact in facts_of(book, ben) if fact.kind == "left")
    assert left.use is Use.DELICATE


def test_a_time_belongs_to_the_clause_that_says_it(book: Book, ben: Person) -> None:
    _read(book, (ben, "Runs a bakery; helped me find my flat in 2019.", None))
    assert _facts(book, ben) == {("role", "runs a bakery", None, None)}


def test_a_lost_job_ends_the_one_it_names(book: Book, ben: Person) -> None:
    _read(book, (ben, "role: Risk Analyst\norganization: Barclays", None), kind="record")
    _read(book, (ben, "He was laid off from Barclays in 2024.", None))
    assert ("left", "Barclays", "2024", None) in _facts(book, ben)
    assert ("organization", "Barclays", None, "2024") in _facts(book, ben)


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("He lent me Azul once. I still have it and must give it back.", "promised_by_me"),
        ("I promised to fix his bike.", "promised_by_me"),
        ("le debo una cena", "promised_by_me"),
        ("Ich habe ihm meinen Entwurf versprochen.", "promised_by_me"),
        ("said: send him sample transl. any time", "promised_to_me"),
        ("wants Spanish fiction. said email me in autumn", "promised_to_me"),
        ("Sagte: schreib mir, wenn du so weit bist.", "promised_to_me"),
        ("hat mir versprochen, den Kontakt zum Verlag zu machen", "promised_to_me"),
        ("me ofreció su despacho", "promised_to_me"),
        ("He is away and must give up his flat.", None),
        ("He said call centres bore him.", None),
        ("Ich schulde niemandem etwas.", None),
    ],
)
def test_promises_and_open_doors_are_found_as_people_jot_them_down(
    book: Book, ben: Person, words: str, direction: str | None
) -> None:
    _read(book, (ben, words, "2025-01-01"))
    assert [one for one, is_open, _ in _ledger(book, ben) if is_open] == ([direction] if direction else [])


def test_a_pronoun_goes_on_about_whom_the_coffee_was_with(book: Book, ben: Person) -> None:
    tessa = _person(book, "Tessa Royle")
    words = (
        "Coffee with Ben Okafor: the council plans a team, Tessa Royle is hiring for it. "
        "He can introduce me to Tessa. I promised to fix his bike."
    )
    _read(book, (ben, words, "2026-09-20"))
    assert [one for one, _, _ in _ledger(book, ben)] == ["promised_to_me", "promised_by_me"]
    assert _ledger(book, tessa) == []
    assert book.store.diary.interactions(tessa.id) == []


def test_giving_and_receiving_are_told_apart(book: Book, ben: Person) -> None:
    _read(
        book,
        (ben, "I lent him my tent.", "2025-01-01"),
        (ben, "Fixed my boiler and took nothing.", "2025-02-01"),
        (ben, "Drove him to the station.", "2025-03-01"),
        (ben, "He introduced me to his editor.", "2025-04-01"),
        (ben, "I did not help him with the move.", "2025-05-01"),
        (ben, "He said he would never lend me a book.", "2025-05-02"),
    )
    assert [direction for direction, _, _ in _ledger(book, ben)] == ["gave", "received", "gave", "received"]


def test_a_promise_is_open_until_a_later_note_keeps_it(book: Book, ben: Person) -> None:
    _read(
        book,
        (ben, "I promised to send him the harbour photos.", "2025-01-01"),
        (ben, 'He said: "Tell me when you are ready to move."', "2025-02-01"),
        (ben, "He offered to lend me his canoe.", "2025-02-02"),
    )
    assert [(direction, is_open) for direction, is_open, _ in _ledger(book, ben)] == [
        ("promised_by_me", True),
        ("promised_to_me", True),
        ("promised_to_me", True),
    ]
    _read(book, (ben, "I sent him the harbour photos.", "2025-03-01"))
    assert ("promised_by_me", False, "I promised to send him the harbour photos.") in _ledger(book, ben)


def test_ties_need_words_that_join_two_people(book: Book, ben: Person) -> None:
    ana, tom = _person(book, "Ana Costa"), _person(book, "Tom Baker")
    _read(
        book,
        (ben, "Works with [[Ana Costa]] at the port. Tom Baker was there too.", "2025-01-01"),
        (ana, "Introduced by [[Tom Baker]].", "2025-01-02"),
        (tom, "His sister [[Ana Costa]] lives in Porto.", "2025-01-03"),
    )
    ties = {(a, b, tie.relation) for a, b, tie in book.store.facts.ties()}
    assert ties == {
        (ben.id, ana.id, "works with"),
        (ana.id, tom.id, "introduced by"),
        (tom.id, ana.id, "sister"),
    }


def test_a_contact_is_a_day_on_which_both_were_in_touch(book: Book, ben: Person) -> None:
    _read(
        book,
        (ben, "Lunch at the docks.", "2025-01-01"),
        (ben, "I heard that he is leaving.", "2025-02-01"),
        (ben, "Saw on LinkedIn that he has a new job.", "2025-03-01"),
        (ben, "Have not seen him since the summer.", "2025-04-01"),
        (ben, "Must call him about the boat.", "2025-05-01"),
        (ben, "Started at Acme.", "2025-06-01"),
        (ben, "He rang about the boat.", "2025-07-01"),
        (ben, "Dinner with him.", "2027-01-01"),
    )
    _read(book, (ben, "PRIVATE: lunch was awful.", "2025-08-01"), private=True)
    assert [one.date for one in book.store.diary.interactions(ben.id)] == ["2025-01-01", "2025-07-01"]


def test_the_last_time_one_met_is_a_contact_only_on_a_day_that_is_said(book: Book, ben: Person) -> None:
    gary = _person(book, "Gary Flint")
    _read(
        book,
        (ben, "2019-06-08 last saw him at the wedding.", "2019-06-08"),
        (ben, "Last spoke before the summer.", "2025-01-01"),
        (ben, "Liked my post about the fair.", "2025-02-01"),
        (gary, "Keep away from Gary Flint, he sells vitamins and wanted me in his pyramid.", "2025-03-01"),
    )
    assert [one.date for one in book.store.diary.interactions(ben.id)] == ["2019-06-08"]
    assert book.store.diary.interactions(gary.id) == []


def test_a_journal_names_whom_the_user_met_and_whom_they_only_spoke_of(book: Book, ben: Person) -> None:
    ana, tom = _person(book, "Ana Costa"), _person(book, "Tom Baker")
    _read(
        book,
        (ben, "Coffee with [[Ben Okafor]]. He knows [[Ana Costa]]. [[Tom Baker]] rang later.", "2025-01-01"),
    )
    met = {one.person_id for one in book.store.diary.interactions()}
    assert met == {ben.id, tom.id}
    assert ana.id not in met


def test_what_is_read_says_how_it_may_be_used(book: Book, ben: Person) -> None:
    _read(
        book,
        (
            ben,
            "He loves canoes. His mother works at the port and is ill. He is a clerk at Acme, an arrogant one.",
            "2025-01-01",
        ),
    )
    use = {fact.kind: fact.use for fact in facts_of(book, ben)}
    assert use["interest"] is Use.SHAREABLE
    assert use["role"] is Use.PRIVATE
    _read(book, (ben, "PRIVATE: he works at Tide Bank.", "2025-02-01"), private=True)
    person = book.store.people.get(ben.id)
    assert person is not None
    assert person.organization != "Tide Bank"


def test_reading_twice_gives_the_same_rows(book: Book, ben: Person) -> None:
    _read(
        book,
        (
            ben,
            "Lunch. He works at Acme as a clerk and loves canoes. I lent him my tent. I promised to call him.",
            "2025-01-01",
        ),
    )
    first = (_facts(book, ben), _ledger(book, ben), book.store.diary.interactions(ben.id))
    read_notes(book, book.store.notes.ids())
    assert (_facts(book, ben), _ledger(book, ben), book.store.diary.interactions(ben.id)) == first


def test_what_the_user_writes_of_themselves_is_no_fact_about_anybody(book: Book) -> None:
    me = _person(book, "Sam Taylor", is_me=True)
    _read(book, (me, "I work at Acme. Lives in Leeds.", "2025-01-01"))
    assert book.store.facts.facts() == []
