"""Whatever book there is, its export comes back as the same book, and other programs read its cards."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.people.book import Book
from coach.people.exporting import export
from coach.people.importing import import_paths
from coach.people.reading import read_notes
from coach.storage.store import Store
from coach.types import Note

_NAMES = st.sampled_from(
    ("Ana Costa", "Inês d'Ávila", "Li Wei", "Иван Петров", "O'Neil, Sean", "Dr. Ruth Miller", "Mum", "José Luis Ortega-Gil",
     "Björn “Bear” Ståhl", "van der Meer", "X Æ A-12", "Robert \"Bob\" Tansley", "no", "12345", "Ng #2", "Jean: Luc")
)  # fmt: skip
_SAID = st.sampled_from(
    ("Loves kites; hates: colons, and \"quotes\".", "- a list\n- of things", "# Not a heading", "2020-01-01 is a date.",
     "PRIVATE: owes me money", "---\nkey: value\n---", "Met [[Ana Costa]] at the fair.", "Naïve café, ünïcode ✓ 漢字", "> quoted\n\nand a paragraph",
     "Works at Harbour Museum as an archivist.", "* starred *", "line one\nline two", "Ends with a backslash \\", "key: value", "\ttabbed", "![pic](x.png) | a | b |")
)  # fmt: skip
_VALUE = st.sampled_from(
    (None, "Harbour Museum", "Müller & Söhne; GmbH", "A & B: C", "#1 Cars", "yes", "0123", "- dash")
)
_CIRCLE = st.sampled_from((None, "friends", "Church choir", "work: old"))
_BIRTHDAY = st.sampled_from((None, "1984-03-02", "--05-14"))
_PERSON = st.fixed_dictionaries(
    {
        "name": _NAMES, "organization": _VALUE, "role": _VALUE, "circle": _CIRCLE, "birthday": _BIRTHDAY,
        "alias": st.sampled_from(("", "Bobby the plumber", "Tía Rosa: the aunt", "yes")),
        "email": st.booleans(), "phone": st.booleans(), "address": st.sampled_from(("", "1 High St; Leeds, LS1", "Weg 3, Graz")),
        "notes": st.lists(st.tuples(_SAID, st.sampled_from((None, "2025", "2025-06", "2025-06-12"))), max_size=4, unique_by=lambda one: one[0]),
    }
)  # fmt: skip


def _book(folder: Path, name: str) -> Book:
    return Book(Store(folder / name), date(2026, 11, 23))


def _fill(book: Book, people: list[dict[str, object]]) -> None:
    if all(one["name"] != "Ana Costa" for one in people):
        book.store.people.add("Ana Costa", created_at="2026-11-23")  # whom notes link to is in every book
    for number, one in enumerate(people):
        columns = {key: one[key] for key in ("organization", "role", "circle", "birthday")}
        person = book.store.people.add(str(one["name"]), created_at="2026-11-23", **columns)  # type: ignore[arg-type]
        if one["alias"]:
            book.store.people.add_aliases(person.id, [str(one["alias"])])
        ways = {
            "email": f"p{number}@example.org",
            "phone": f"+44 7700 90{number:04}",
            "address": str(one["address"]),
        }
        for kind, value in ways.items():
            if one[kind]:
                book.store.people.add_contact(person.id, kind, value, value.casefold())
        for place, (text, day) in enumerate(one["notes"]):  # type: ignore[arg-type]
            private = text.startswith("PRIVATE")
            note = Note(f"n{number}-{place}", text, day, private, "note", "", (person.id,))
            book.store.notes.add(note)
    read_notes(book, book.store.notes.ids())


def _people(book: Book) -> list[tuple[object, ...]]:
    """Everybody with all that is known of them, and their notes."""
    people = book.store.people
    return sorted(
        (
            (p.name, p.circle or "", p.role or "", p.organization or "", people.birthday(p.id) or "", people.aliases(p.id),
             sorted((kind, sorted(values)) for kind, values in people.contacts(p.id).items()),
             sorted((n.text, n.date or "", n.private) for n in book.store.notes.of_person(p.id, about_only=True)))
            for p in people.all()
        ),
        key=repr,
    )  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(people=st.lists(_PERSON, min_size=1, max_size=5, unique_by=lambda one: one["name"]))
def test_any_book_comes_back_from_its_export(people: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, second = _book(folder, "book.sqlite"), _book(folder, "second.sqlite")
        _fill(book, people)
        export(book, folder / "out")
        import_paths(second, [folder / "out"])
        try:
            assert _people(second) == _people(book)
        finally:
            book.store.close()
            second.store.close()
