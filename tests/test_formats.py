"""Files as people really have them: tables of no known program, dialects of exporters, and what is dropped by mistake."""

import json
import os
import pty
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.importers.corpus import corpus
from benchmarks.importers.odd import odd_files
from benchmarks.importers.people import FIELDS
from benchmarks.importers.run import expected, ours
from coach.errors import ImportProblem
from coach.importers.detect import columns_of, parse
from coach.importers.reading.columns import Field
from coach.importers.reading.decoding import decode
from coach.importers.reading.files import MESSAGES_NEED_A_YES
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


def test_a_cell_full_of_signs_is_nobodys_name() -> None:
    parsed = parse("x.csv", b"Name,Role\n" + b"*" * 500 + b"a,Pilot\n")
    assert (parsed.people, len(parsed.skipped)) == ((), 1)


# ---- LinkedIn's messages ----

MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    "1,,Hanna Duarte,u,Tom Baker,v,2024-05-01 10:00:00 UTC,,secret words,INBOX\n"
    "2,,Ann Lee,w,Hanna Duarte,u,2025-05-02 10:00:00 UTC,,secret words,INBOX\n"
)
CONNECTIONS = "First Name,Last Name,Company,Connected On\nTom,Baker,Port,7-Feb-22\nAnn,Lee,Mill,8-Feb-22\n"


@pytest.mark.parametrize("packed", [True, False])
def test_messages_are_read_only_with_a_yes_and_then_only_for_the_last_contact(
    book: Book, tmp_path: Path, packed: bool
) -> None:
    files = {"Connections.csv": CONNECTIONS, "messages.csv": MESSAGES}
    export = tmp_path / ("export.zip" if packed else "export")
    if packed:
        with zipfile.ZipFile(export, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
    else:
        export.mkdir()
        for name, text in files.items():
            (export / name).write_text(text)
    report = import_paths(book, [export])
    assert [reason.reason for file in report.files for reason in file.skipped] == [
        f"it is {MESSAGES_NEED_A_YES}"
    ]
    assert book.store.diary.last_contacts() == {}
    import_paths(book, [export], messages=True)
    last = {book.find(name).id: day for name, day in (("Tom Baker", "2024-05-01"), ("Ann Lee", "2025-05-02"))}
    assert book.store.diary.last_contacts() == last
    assert "secret" not in "".join(note.text for note in book.store.notes.all())


def test_messages_make_nobody_new_and_naming_their_file_is_a_yes(book: Book, tmp_path: Path) -> None:
    for name, text in (("Connections.csv", CONNECTIONS.replace("Ann,", "Anna,")), ("messages.csv", MESSAGES)):
        (tmp_path / name).write_text(text)
    report = import_paths(book, [tmp_path / "Connections.csv", tmp_path / "messages.csv"])
    assert sorted(person.name for person in book.store.people.all()) == ["Anna Lee", "Tom Baker"]
    assert report.files[1].notes_added == 1
    assert ["'Ann Lee' is not in your book" in skipped.reason for skipped in report.files[1].skipped] == [
        True
    ]


# ---- what is dropped by mistake ----


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("book.xlsx", b"PK\x03\x04", "choose “Save as” and CSV"),
        ("letter.docx", b"PK\x03\x04", "plain text (.txt)"),
        ("scan.pdf", b"%PDF-1.7", "copy its words"),
        ("photo.jpg", b"\xff\xd8\xff\xe0", "type what it shows"),
        ("mail.mbox", b"From a@b Wed Jun 12\nFrom: a@b\n\nHi\n", "export the address book"),
        ("Inbox", b"From a@b Wed Jun 12\nFrom: a@b\nMessage-ID: x\n\nHi\n", "export the address book"),
        (
            "chat.txt",
            b"[12/06/2024, 10:00:00] Tom Baker: Hello\n[12/06/2024, 10:01:00] Me: Hi\n",
            "history of a chat",
        ),
        ("page", b"<!DOCTYPE html><html><body>Tom Baker</body></html>", "plain text"),
        ("empty.csv", b"", "save or export it again"),
        ("x.vcf", b"hello", "export the contacts as vCard again"),
        ("a.ldif", b"dn: cn=Tom Baker\n", "as vCard or CSV"),
    ],
)
def test_a_file_that_is_no_notes_says_what_to_do_instead(
    book: Book, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    report = import_paths(book, [tmp_path / name])
    assert words in report.files[0].skipped[0].reason
    assert (report.people_total, report.notes_total, report.files[0].notes_added) == (0, 0, 0)


def test_two_files_of_one_text_never_count_below_nothing(book: Book, tmp_path: Path) -> None:
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text("It rained all day.\n\nThe harbour was grey.\n")
    report = import_paths(book, files)
    assert [file.notes_added for file in report.files] == [0, 0]


def test_a_journal_with_hours_is_no_chat() -> None:
    text = b"12/06/2024, 10:00 - lunch with Tom Baker\n13/06/2024, 11:00 - met Ann Lee\n"
    assert len(parse("journal.txt", text).notes) == 2


# ---- code pages of short texts ----


@pytest.mark.parametrize(
    ("code_page", "names"),
    [
        ("cp1250", "Jiří Dvořák;Božena Němcová;Tomáš Černý;Lucie Kučerová;Petr Šťastný;Łukasz Żak;Paweł Wójcik;László Szőke;Győző;Ioana Bălan;Željko;Věra"),
        ("cp1251", "Иван Петров;Ольга Щербакова;Юрий Ёлкин;Георги Димитров;Олена Шевченко;Анна"),
        ("cp1253", "Γιώργος Παπαδόπουλος;Ελένη Χατζή;Θεοδώρα Ξένου;Άννα"),
        ("cp1254", "Gülşen Yıldız;Çağrı Öztürk;Ayşe Kılıç;Işık Şahin;İbrahim Gökçe;Ümit Doğan"),
        ("cp1252", "José Núñez;Zoé Lefèvre;Jürgen Müller;Åsa Öberg;Jørgen Ødegård;João Gonçalves;Niccolò Però;Guðrún Þórsdóttir;Ève Château;Forlì"),
        ("cp1257", "Jānis Bērziņš;Eglė Šimkutė"),
    ],
)  # fmt: skip
def test_one_name_alone_tells_its_code_page(code_page: str, names: str) -> None:
    for name in names.split(";"):
        assert decode(name.encode(code_page)).text == name


def test_the_code_page_that_a_card_names_is_believed() -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=windows-1254:Yılmaz;Ali\nEND:VCARD\n"
    assert parse("c.vcf", card.encode("cp1254")).people[0].name == "Ali Yılmaz"


def test_a_country_in_an_address_decides_between_two_good_readings() -> None:
    card = "BEGIN:VCARD\nN:Yılmaz;Ali\nEMAIL:ali@example.tr\nEND:VCARD\n"
    assert parse("c.vcf", card.encode("cp1254")).people[0].name == "Ali Yılmaz"


# ---- the labelled corpus ----


def test_of_every_field_ninety_eight_in_a_hundred_are_right() -> None:
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for file in (*corpus(), *odd_files()):
        read = [ours(record) for record in parse(file.name, file.content).people]
        assert len(read) == len(file.people), file.name
        for person, got in zip(file.people, read, strict=True):
            wanted = expected(person)
            for field in FIELDS:
                told[field] += bool(wanted[field] or got[field])
                right[field] += bool(wanted[field]) and wanted[field] == got[field]
    assert {field for field in FIELDS if right[field] < 0.98 * told[field]} == set()
