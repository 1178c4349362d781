"""Files as people really have them: tables of no known program, dialects of exporters, and what is dropped by mistake."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import ImportProblem
from coach.importers.detect import columns_of, parse
from coach.importers.reading.columns import Field
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.people.sources import guess_columns
from tests.terminal import coach

CLUB = "Mitglied;Firma;Rufnummer;Seit\nTomas Becker;Hafen GmbH;0113 496 0000;2019\nAnna Lehn;Werft AG;0113 496 0001;2020\n"


# ---- the columns of any other table ----


def test_the_columns_of_any_table_are_guessed_by_header_and_by_what_is_in_them() -> None:
    guess = columns_of("club.csv", CLUB.encode())
    assert guess is not None
    assert (guess.separator, guess.encoding, guess.row_count) == (";", "utf-8", 2)
    assert (guess.finds_names, guess.corrected) == (True, False)
    assert [(column.header, column.field) for column in guess.columns] == [
        ("Mitglied", Field.NAME),
        ("Firma", Field.ORGANIZATION),
        ("Rufnummer", Field.PHONE),
        ("Seit", Field.KEPT),
    ]
    assert guess.columns[0].samples == ("Tomas Becker", "Anna Lehn")
    assert guess.rows[1] == ("Anna Lehn", "Werft AG", "0113 496 0001", "2020")


def test_a_table_without_a_header_has_numbered_columns_and_loses_no_row() -> None:
    parsed = parse("x.csv", b"Tom Baker,tom@example.org,Port\nAnn Lee,ann@example.org,Mill\n")
    assert [person.name for person in parsed.people] == ["Tom Baker", "Ann Lee"]
    assert parsed.columns == {"Column 1": "name", "Column 2": "email", "Column 3": "kept"}


def test_two_columns_of_one_name_are_two_columns() -> None:
    parsed = parse("x.csv", b"Name,Email,Email\nTom Baker,a@example.org,b@example.org\n")
    assert parsed.people[0].contact["email"] == ("a@example.org", "b@example.org")


@pytest.mark.parametrize("name", ["Connections.csv", "contacts.vcf", "notes.md", "empty.csv"])
def test_only_tables_of_no_known_program_need_a_guess(name: str) -> None:
    texts = {
        "Connections.csv": "First Name,Last Name,Connected On\nTom,Baker,1 May 2021\n",
        "contacts.vcf": "BEGIN:VCARD\nFN:Tom Baker\nEND:VCARD\n",
        "notes.md": "# Tom Baker\nName, Email\n",
        "empty.csv": "",
    }
    assert columns_of(name, texts[name].encode()) is None


def test_a_table_whose_names_nobody_finds_comes_in_once_it_is_corrected(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text("Wer sonst,Was\nbecker,Hafen\nlehn,Werft\n")
    report = import_paths(book, [file])
    assert report.people_total == 0
    assert "'Wer sonst=name'" in report.files[0].skipped[0].reason
    said = {"wer sonst": Field.NAME, "Was": Field.ORGANIZATION}
    assert import_paths(book, [file], columns=said).people_total == 2
    again = import_paths(book, [file], columns=said)
    assert (again.people_total, again.files[0].unchanged, again.files[0].people_updated) == (2, 2, 0)


def test_a_correction_is_remembered_for_that_header_row_and_no_other(book: Book, tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    first.write_text("Name,Contact\nHafen GmbH,Tomas Becker\n")
    second.write_text("Name;Contact\nWerft AG;Anna Lehn\n")
    other.write_text("Name,Contact,City\nKofi Mensah,none,Leeds\n")
    import_paths(book, [first], columns={"Name": Field.ORGANIZATION, "Contact": Field.NAME})
    (_, guess), (_, unlike) = guess_columns(book, [second, other])
    assert (guess.corrected, [column.field for column in guess.columns]) == (
        True,
        [Field.ORGANIZATION, Field.NAME],
    )
    assert not unlike.corrected
    report = import_paths(book, [second, other])
    assert {person.name: person.organization for person in book.store.people.all()} == {
        "Tomas Becker": "Hafen GmbH",
        "Anna Lehn": "Werft AG",
        "Kofi Mensah": None,
    }
    assert report.files[0].columns == {"Name": "organization", "Contact": "name"}


def test_a_column_that_no_table_has_is_named(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text(CLUB)
    with pytest.raises(ImportProblem, match="'nahme'"):
        import_paths(book, [file], columns={"Nahme": Field.NAME})
    assert book.store.people.count() == 0


def test_dates_of_a_table_are_read_american_if_one_of_them_must_be() -> None:
    text = "Name,Birthday\nTom Baker,5/3/1980\nAnn Lee,12/31/1971\n"
    assert [person.birthday for person in parse("x.csv", text.encode()).people] == [
        "1980-05-03",
        "1971-12-31",
    ]


def test_the_terminal_takes_columns_and_reports_them(tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text(CLUB)
    said = coach("import", str(file), "--columns", "Seit=left_out", "--json").json()
    assert said["files"][0]["columns"]["Seit"] == "left_out"
    assert coach("import", str(file), "--columns", "Seit=shoe", "--json").status == 2
    page = coach("people", "show", "Anna Lehn", "--json").json()
    assert "2020" not in json.dumps(page["notes"])


def test_the_terminal_shows_its_guess_and_lets_it_be_corrected(tmp_path: Path) -> None:
    file = tmp_path / "club.csv"
    file.write_text("Name,Contact\nHafen GmbH,Tomas Becker\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coach.cli.main", "import", str(file)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        os.write(ours, b"Nahme=name\nName=organization,Contact=name\n")
        assert running.stdout is not None
        shown = running.stdout.read().decode()
    os.close(ours)
    os.close(theirs)
    assert "taken for" in shown
    assert "There is no column 'Nahme' here." in shown
    assert coach("people", "show", "Tomas Becker", "--json").json()["facts"]
