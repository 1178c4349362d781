"""Whom to tell about a goal: evidence that holds, nobody who must not hear of it, and a set rather than a list."""

from pathlib import Path

import pytest

from coach.errors import EmptyInput, TooLarge, UsageError
from coach.index.embedder import open_embedder
from coach.people.book import Book
from coach.people.filing import file_note
from coach.people.importing import import_paths
from coach.people.standing import Bond, standings
from coach.people.use import use_of
from coach.retrieval.retriever import Retriever
from coach.settings import Settings
from coach.skills.suggest import Suggestions, suggest
from coach.skills.suggest.goal import read_goal
from coach.types import Note, Person, Use, to_json

_PEOPLE: tuple[tuple[str, str, str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Ines Halloran", "friends", "turbine technician", "Northwind", (
        ("2026-08-19", "Ines services offshore wind turbines. She said: email me when you want to see a park."),
    )),
    ("Oskar Lindqvist", "former co-workers", "project developer", "Tideline", (
        ("2022-01-20", 'Coffee with Oskar, who builds solar parks now. "Ring me when you are ready to move."'),
    )),
    ("Berta Reyl", "family", "", "", (
        ("2026-06-07", "Lunch at Aunt Berta's. Her neighbour Gregor Falk runs a company for solar roofs."),
    )),
    ("Gregor Falk", "", "owner", "Falk Solar Roofs", (("2025-12-27", "Gregor puts up solar roofs. Never met."),)),
    ("Henrike Brandt", "work", "director", "Brandt Shipping", (("2026-02-01", "My boss. Asked me about the renewable fuel."),)),
    ("Piet Vos", "work", "dispatcher", "Brandt Shipping", (
        ("2026-09-14", "Lunch with Piet. Plays golf with Henrike and tells her everything about renewable energy."),
    )),
    ("Clara Wenz", "", "renewable energy consultant", "", (("2020-10-30", "We broke up. Do not contact. Clara advises cities on renewable energy."),)),
    ("Lukas Dorn", "school", "", "", (("2024-08-08", "Lukas wanted to sell me solar panels and the starter kit."),)),
    ("Maja Kovac", "gym", "engineer", "Wind & Co", (
        ("2026-08-02", "Maja plans wind farms. She is going through a divorce and was in tears."),
        ("2026-08-03", "PRIVATE: I think Maja drinks because of the wind farm."),
    )),
    ("Gitta Olm", "services", "hairdresser", "", (("2026-10-10", "Gitta cut my hair and spoke of her dogs."),)),
)  # fmt: skip
GOAL = "I want to move into renewable energy"


@pytest.fixture
def retriever(book: Book, settings: Settings) -> Retriever:
    return Retriever(book.store, settings.index_folder, open_embedder(settings), settings.today)


@pytest.fixture
def harbour(book: Book) -> Book:
    """A small network with two people in the field, a bridge, a boss and her friend, an ex and a seller."""
    me = book.store.people.add("Tomas Reyl", created_at="2026-01-01", is_me=True)
    file_note(book, (me,), "I can help with spreadsheets, tax forms.", date="2026-01-01", source="test")
    for name, circle, role, organization, _ in _PEOPLE:
        book.store.people.add(
            name,
            created_at="2026-01-01",
            circle=circle or None,
            role=role or None,
            organization=organization or None,
        )
    for name, _, _, _, notes in _PEOPLE:
        person = book.find(name)
        for day, text in notes:
            others = tuple(one for one in book.mentioned_in(text) if one.id != person.id)
            private = text.startswith("PRIVATE")
            file_note(book, (person, *others), text, date=day, source="test", private=private)
    return book


def names(found: Suggestions) -> list[str]:
    return [one.person for one in found.suggestions]


def said_of(found: Suggestions) -> str:
    """Every word that could reach somebody else."""
    return " ".join(
        f"{one.give} {one.ask} {one.first_step} " + " ".join(r.text + r.citation.quote for r in one.reasons)
        for one in found.suggestions
    )


def test_those_in_the_field_come_with_lines_that_stand_in_their_notes(
    harbour: Book, retriever: Retriever
) -> None:
    found = suggest(harbour, retriever, GOAL)
    assert {"Ines Halloran", "Oskar Lindqvist"} <= set(names(found))
    assert "Gitta Olm" not in names(found)
    for one in found.suggestions:
        assert one.reasons
        person = harbour.find(one.person)
        for cite in [*(reason.citation for reason in one.reasons), *(via.citation for via in one.via)]:
            note = harbour.store.notes.get([cite.note_id])[0]
            assert cite.quote in note.text
            assert not note.private
            assert person.id in note.person_ids


def test_the_set_has_a_comfortable_pick_a_stretch_and_a_bridge(harbour: Book, retriever: Retriever) -> None:
    found = suggest(harbour, retriever, GOAL)
    picks = {one.person: one.pick for one in found.suggestions}
    assert {"comfortable", "stretch"} <= set(picks.values())
    assert picks["Berta Reyl"] == "bridge"
    bridge = next(one for one in found.suggestions if one.person == "Berta Reyl")
    assert [via.person for via in bridge.via] == ["Gregor Falk"]


def test_an_ex_a_seller_and_the_boss_with_her_friend_are_left_out_with_a_reason(
    harbour: Book, retriever: Retriever
) -> None:
    found = suggest(harbour, retriever, GOAL, k=10)
    unwanted = {"Clara Wenz", "Lukas Dorn", "Henrike Brandt", "Piet Vos"}
    assert not unwanted & set(names(found))
    assert unwanted <= {one.person for one in found.left_out}
    assert all(one.reason for one in found.left_out)


def test_nothing_private_or_delicate_is_quoted_and_the_caution_tells_no_detail(
    harbour: Book, retriever: Retriever
) -> None:
    found = suggest(harbour, retriever, "I would like to work in wind farms", k=10)
    maja = next(one for one in found.suggestions if one.person == "Maja Kovac")
    assert maja.caution is not None
    assert "gentle" in maja.caution
    words = said_of(found) + maja.caution
    assert not any(secret in words for secret in ("divorce", "tears", "drinks"))
    assert all(use_of(r.citation.quote) is Use.SHAREABLE for one in found.suggestions for r in one.reasons)


def test_a_plan_to_leave_is_told_to_nobody_at_the_same_employer(harbour: Book, retriever: Retriever) -> None:
    colleague = harbour.store.people.add(
        "Silke Roth",
        created_at="2026-01-01",
        circle="work",
        organization="Brandt Shipping",
        role="solar buyer",
    )
    file_note(
        harbour, (colleague,), "Silke buys solar panels for the roof.", date="2026-03-03", source="test"
    )
    found = suggest(harbour, retriever, "leave my job at Brandt Shipping for solar energy", k=10)
    assert "Silke Roth" not in names(found)
    assert "Silke Roth" in {one.person for one in found.left_out}


def test_a_third_favour_running_comes_with_a_caution(harbour: Book, retriever: Retriever) -> None:
    for day in ("2026-01-05", "2026-02-05", "2026-03-05"):
        file_note(harbour, (harbour.find("Ines"),), "Ines lent me her car.", date=day, source="test")
    found = suggest(harbour, retriever, GOAL)
    ines = next(one for one in found.suggestions if one.person == "Ines Halloran")
    assert ines.caution is not None
    assert "Give something first" in ines.caution


def test_where_nobody_fits_nobody_is_suggested(harbour: Book, retriever: Retriever) -> None:
    assert suggest(harbour, retriever, "win a chess championship").suggestions == ()


def test_an_empty_book_and_a_book_of_one(book: Book, retriever: Retriever) -> None:
    found = suggest(book, retriever, GOAL)
    assert (found.suggestions, found.left_out) == ((), ())
    assert found.how_to_find
    ana = book.store.people.add("Ana Duarte", created_at="2026-01-01", role="solar engineer")
    file_note(book, (ana,), "Ana builds solar power plants.", date="2026-05-05", source="test")
    assert names(suggest(book, retriever, GOAL)) == ["Ana Duarte"]


def test_the_answer_has_the_fields_of_the_contract(harbour: Book, retriever: Retriever) -> None:
    shown = to_json(suggest(harbour, retriever, GOAL))
    assert isinstance(shown, dict)
    assert set(shown) == {"goal", "suggestions", "left_out"}
    fields = {"person", "pick", "reasons", "caution", "give", "ask", "first_step", "via"}
    assert all(set(one) == fields for one in shown["suggestions"])


def test_a_goal_that_is_none_is_refused(book: Book, retriever: Retriever) -> None:
    with pytest.raises(EmptyInput):
        suggest(book, retriever, " ?! ")
    with pytest.raises(TooLarge):
        suggest(book, retriever, "work " * 5000)
    with pytest.raises(UsageError, match="0"):
        suggest(book, retriever, GOAL, k=0)


@pytest.mark.parametrize(
    "goal",
    [
        "get back at my boss",
        "make him pay for what he did",
        "find out where my ex lives",
        "get Anna fired",
        "stalk my neighbour",
    ],
)
def test_a_goal_meant_to_hurt_is_declined_with_another_way(
    book: Book, retriever: Retriever, goal: str
) -> None:
    with pytest.raises(UsageError, match="try a goal such as"):
        suggest(book, retriever, goal)


def test_a_talk_with_the_boss_is_prepared_with_others(harbour: Book, retriever: Retriever) -> None:
    found = suggest(harbour, retriever, "tell my boss Henrike that I want to leave")
    assert "Henrike Brandt" not in names(found)
    assert "Piet Vos" not in names(found)
    assert any(one.person == "Henrike Brandt" and "outside" in one.reason for one in found.left_out)


@pytest.mark.parametrize(
    ("text", "topic", "leaving"),
    [
        ("I want to move into renewable energy", "renewable energy", False),
        ("quit the university IT desk and find a remote support job", "remote support job", True),
        ("I want to change from nursing to user research", "user research", False),
        ("become a climate journalist", "climate journalist", False),
        ("get a job in design without my boss knowing", "job in design", True),
    ],
)
def test_a_goal_is_understood(text: str, topic: str, leaving: bool) -> None:
    goal = read_goal(text)
    assert (goal.topic, goal.leaving) == (topic, leaving)


def test_three_pages_are_read_by_their_beginning(harbour: Book, retriever: Retriever) -> None:
    found = suggest(harbour, retriever, GOAL + ". " + "I have thought about it for long. " * 200)
    assert "Ines Halloran" in names(found)


def test_somebody_tied_to_themselves_is_no_path(harbour: Book, retriever: Retriever) -> None:
    ines: Person = harbour.find("Ines")
    note = harbour.store.notes.of_person(ines.id)[0]
    harbour.store.facts.add_tie(ines.id, ines.id, "knows", note.id, note.text)
    found = suggest(harbour, retriever, GOAL)
    assert all(via.person != one.person for one in found.suggestions for via in one.via)


@pytest.fixture
def stray(book: Book) -> Book:
    """People who only seem to fit, and one who fits though another's page tells it."""
    for name in ("Oskar Lind", "Dougie Mac", "Kwame Boateng", "Abena Boateng"):
        book.store.people.add(name, created_at="2026-01-01")
    abena = book.find("Abena Boateng")
    pages = (
        ("Oskar Lind", "He was learning the accordion.", ()),
        (
            "Dougie Mac",
            "Barber. Knows everybody in Leith. His brother-in-law manages a wind farm in Fife.",
            (),
        ),
        (
            "Kwame Boateng",
            "Met his cousin Abena Boateng there, she is an epidemiologist at the university.",
            (abena,),
        ),
        (
            "Kwame Boateng",
            "Barbecue. Kwame is bankrupt. Abena Boateng was back from Malawi, and said she'd need nurses for a survey, "
            '"email me your CV, honestly".',
            (abena,),
        ),
    )
    for name, text, others in pages:
        file_note(book, (book.find(name), *others), text, date="2026-05-01", source="test")
    return book


@pytest.mark.parametrize("goal", ["I want to move into museum education", "learn to make cheese"])
def test_a_word_in_another_sense_suggests_nobody(stray: Book, retriever: Retriever, goal: str) -> None:
    assert not {"Oskar Lind", "Dougie Mac"} & set(names(suggest(stray, retriever, goal)))


def test_an_offer_on_another_persons_page_counts_for_whoever_made_it(
    stray: Book, retriever: Retriever
) -> None:
    found = suggest(stray, retriever, "leave nursing for public health; my manager must not know")
    picked = next(one for one in found.suggestions if one.person == "Abena Boateng")
    assert any("email me your CV" in reason.citation.quote for reason in picked.reasons)
    assert "delicate" not in (picked.caution or "")


def test_somebody_called_harm_is_a_name_and_no_threat() -> None:
    assert read_goal("leave the lab for a bakery. Harm may not know before spring").leaving
    with pytest.raises(UsageError):
        read_goal("humiliate Harm")


@pytest.mark.parametrize(
    ("name", "circle", "line", "bonds"),
    [
        ("Bernard Hope", "family", "2026-08-04 Uncle died on Sunday.", [Bond.DIED]),
        ("Bernard Hope", "work", "Uncle died on Sunday.", []),
        ("Rein Saar", "", "Rein Saar's funeral.", [Bond.DIED]),
        ("Reginald Oates", "", "Reg passed on.", [Bond.DIED]),
        ("Reginald Oates", "", "Reg passed on my letter to the editor.", []),
        ("Ana Duarte", "", "Rein Saar's funeral.", []),
        ("Kadri Mets", "", "Better not talk.", [Bond.AVOID]),
        ("Rosa Whit", "family", "circle: family\nrole: ex-wife", [Bond.EX]),
        ("T. Seshadri", "music", "Seshadri sir has expired.", [Bond.DIED]),
        ("Ana Duarte", "", "Her passport has expired.", []),
        ("Myint Aung", "", "2019-10-10 Obituary in the Hindu.", [Bond.DIED]),
        ("Margus Rand", "work", "Margus, my chief.", [Bond.BOSS]),
    ],
)
def test_where_things_stand_is_read_from_one_line(
    name: str, circle: str, line: str, bonds: list[Bond]
) -> None:
    note = Note("n1", line, "2026-08-04", False, person_ids=(1,))
    found = [one.bond for one in standings(Person(1, name, circle=circle), [note])]
    assert found == bonds


def test_what_a_brother_must_hear_nothing_of_is_kept_from_the_family() -> None:
    goal = read_goal("get honest advice on the land before I sign. My brother must hear nothing of it")
    assert goal.from_kin


def test_whoever_must_not_get_wind_of_it_is_left_out(harbour: Book, retriever: Retriever) -> None:
    found = suggest(harbour, retriever, f"{GOAL} and Oskar mustn't get wind of it")
    assert "Oskar Lindqvist" not in names(found)


def test_a_journal_line_about_somebody_unknown_speaks_for_nobody_of_that_day(
    book: Book, retriever: Retriever, tmp_path: Path
) -> None:
    (tmp_path / "2026.md").write_text(
        "# Summer\n\n## 13 August 2026\n[[Leonard Kow]] came to accordion night with a cake.\n"
        "Hank mended my old car and showed me how the brakes work. He teaches it at the garage.\n",
        encoding="utf-8",
    )
    import_paths(book, [tmp_path])
    found = suggest(book, retriever, "learn to mend cars")
    quotes = [reason.citation.quote for one in found.suggestions for reason in one.reasons]
    assert not [quote for quote in quotes if "brakes" in quote or "garage" in quote]


def test_who_is_only_the_nearest_is_not_said_to_fit(book: Book, retriever: Retriever) -> None:
    for name, line in (
        ("Gloria Sand", "Worked the beans at the pantry with Gloria, who taught kindergarten."),
        ("Wim Aalders", "Wim repairs bicycles in a shop behind the station."),
    ):
        person = book.store.people.add(name, created_at="2026-01-01")
        file_note(book, (person,), line, date="2026-05-05", source="test")
    found = {one.person: one for one in suggest(book, retriever, "work in a bicycle shop").suggestions}
    assert "speaks of" in found["Wim Aalders"].reasons[0].text
    if "Gloria Sand" in found:
        assert found["Gloria Sand"].reasons[0].text.startswith("Your notes do not tie Gloria to this")
        assert "whether anybody comes to mind" in found["Gloria Sand"].ask


def test_a_line_that_says_nothing_is_no_second_reason(book: Book, retriever: Retriever) -> None:
    person = book.store.people.add("Wim Aalders", created_at="2026-01-01")
    text = "Wim repairs bicycles in a shop behind the station.\nWe rode home.\nThe shop sells bicycles to half the town."
    file_note(book, (person,), text, date="2026-05-05", source="test")
    quotes = [
        reason.citation.quote
        for one in suggest(book, retriever, "work in a bicycle shop").suggestions
        for reason in one.reasons
    ]
    assert quotes
    assert "We rode home." not in quotes
