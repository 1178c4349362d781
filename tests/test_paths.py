"""Paths through who knows whom, and the picture of the network."""

from math import hypot

import pytest

from coach.people.book import Book
from coach.people.filing import file_note
from coach.people.network import network
from coach.people.paths import find_routes


def add(book: Book, name: str, *notes: tuple[str, str], circle: str | None = None) -> int:
    one = book.store.people.add(name, created_at="2026-01-01", circle=circle)
    for day, text in notes:
        file_note(book, (one,), text, date=day, source="test")
    return one.id


def tie(book: Book, one: int, other: int, relation: str, text: str, *, private: bool = False) -> None:
    people = book.store.listing.people([one, other])
    note = file_note(book, (people[one],), text, date="2026-02-02", source="test", private=private)
    book.store.facts.add_tie(one, other, relation, note.id, text)


@pytest.fixture
def chain(book: Book) -> dict[str, int]:
    """Ana, whom I see, knows Ben; Ben knows Cleo; I never met Ben or Cleo."""
    ids = {
        "Ana": add(book, "Ana Duarte", ("2026-10-01", "Coffee with Ana."), circle="choir"),
        "Ben": add(book, "Ben Ortiz", ("2026-03-03", "Never met Ben.")),
        "Cleo": add(book, "Cleo Marr", ("2026-03-04", "I have not met Cleo.")),
    }
    tie(book, ids["Ana"], ids["Ben"], "knows", "Ana knows Ben Ortiz.")
    tie(book, ids["Ben"], ids["Cleo"], "sister of", "Ben is the brother of Cleo Marr.")
    return ids


def test_three_steps_are_found_with_the_line_and_the_ask_of_each(book: Book, chain: dict[str, int]) -> None:
    (route,) = find_routes(book, [chain["Cleo"]])
    assert [hop.person for hop in route.hops] == ["Ana Duarte", "Ben Ortiz", "Cleo Marr"]
    assert [hop.citation.quote if hop.citation else None for hop in route.hops] == [
        None,
        "Ana knows Ben Ortiz.",
        "Ben is the brother of Cleo Marr.",
    ]
    assert route.goodwill == min(hop.goodwill for hop in route.hops)
    assert "introduce you to Ben" in route.hops[0].ask


def test_loops_and_ties_with_oneself_lead_nowhere(book: Book, chain: dict[str, int]) -> None:
    tie(book, chain["Cleo"], chain["Ana"], "knows", "Cleo knows Ana Duarte.")
    book.store.facts.add_tie(
        chain["Ben"], chain["Ben"], "knows", book.store.notes.of_person(chain["Ben"])[0].id, "x"
    )
    for route in find_routes(book, [chain["Cleo"]]):
        names = [hop.person for hop in route.hops]
        assert len(names) == len(set(names)) <= 3


def test_nobody_to_keep_away_from_stands_on_a_path(book: Book, chain: dict[str, int]) -> None:
    ana = book.store.listing.people([chain["Ana"]])[chain["Ana"]]
    file_note(book, (ana,), "Keep away from her.", date="2026-11-01", source="test")
    assert find_routes(book, [chain["Cleo"]]) == ()


def test_a_private_line_makes_no_path(book: Book) -> None:
    ana = add(book, "Ana Duarte", ("2026-10-01", "Coffee with Ana."))
    ben = add(book, "Ben Ortiz", ("2026-03-03", "Never met Ben."))
    tie(book, ana, ben, "knows", "Ana knows Ben Ortiz from the clinic.", private=True)
    assert find_routes(book, [ben]) == ()


def test_who_has_given_much_is_thanked_before_the_ask(book: Book, chain: dict[str, int]) -> None:
    ana = book.store.listing.people([chain["Ana"]])[chain["Ana"]]
    for day in ("2026-01-05", "2026-02-05", "2026-03-05"):
        file_note(book, (ana,), "Ana lent me her car.", date=day, source="test")
    (route,) = find_routes(book, [chain["Ben"]])
    assert route.hops[0].ask.startswith("Ana has done more for you")


@pytest.mark.parametrize("size", [0, 1, 40, 400])
def test_the_picture_has_everybody_once_and_nobody_on_anybody(book: Book, size: int) -> None:
    circles = ("choir", "work", None, "family")
    for number in range(size):
        book.store.people.add(f"Person Number{number}", created_at="2026-01-01", circle=circles[number % 4])
    picture = network(book)
    assert len(picture.nodes) == len(picture.rows) == size
    places = [(node.x, node.y) for node in picture.nodes]
    assert all(hypot(x, y) <= 1.001 for x, y in places)
    assert len(set(places)) == size
    assert picture == network(book)


def test_a_picture_smaller_than_the_book_keeps_the_field_and_counts_the_rest(
    book: Book, chain: dict[str, int]
) -> None:
    picture = network(book, {chain["Cleo"]}, find_routes(book, [chain["Cleo"]]), most=1)
    assert [(node.name, node.lit) for node in picture.nodes] == [("Cleo Marr", True)]
    assert picture.left_out == 2
    assert len(picture.paths) == 1


def test_a_circle_written_in_two_ways_is_one_circle_in_the_picture(book: Book) -> None:
    add(book, "Ana Duarte", circle="choir")
    add(book, "Bea Lund", circle="Choir")
    assert {node.circle for node in network(book).nodes} == {"choir"}
