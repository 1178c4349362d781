"""Files as people really have them: tables of no known program, dialects of exporters, and what is dropped by mistake."""

import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from benchmarks.importers.corpus import File, corpus
from benchmarks.importers.odd import odd_files
from benchmarks.importers.people import FIELDS
from benchmarks.importers.run import expected, ours
from coach.errors import ImportProblem
from coach.importers.detect import FORMATS, columns_of, parse
from coach.importers.reading.columns import Field
from coach.importers.reading.decoding import decode
from coach.importers.reading.files import MESSAGES_NEED_A_YES, open_file
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


def test_who_names_the_messages_file_itself_agrees(book: Book, tmp_path: Path) -> None:
    (tmp_path / "messages.csv").write_text(MESSAGES)
    assert import_paths(book, [tmp_path / "messages.csv"]).notes_total == 2


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


# ---- whatever happens to a real file ----

FILES = [*corpus(), *odd_files()]


def _cut(content: bytes, at: int) -> bytes:
    return content[: at % (len(content) + 1)]


def _flipped(content: bytes, at: int) -> bytes:
    place = at % max(1, len(content))
    return (
        content[:place] + bytes([content[place] ^ (1 << at % 8)]) + content[place + 1 :] if content else b""
    )


def _in_another_encoding(content: bytes, at: int) -> bytes:
    pages = ("utf-16", "utf-16-be", "cp1252", "utf-32", "shift_jis", "utf-7", "cp037")
    return content.decode("utf-8", "replace").encode(pages[at % len(pages)], "replace")


def _line_doubled(content: bytes, at: int) -> bytes:
    lines = content.split(b"\n")
    place = at % len(lines)
    return b"\n".join([*lines[:place], lines[place], *lines[place:]])


def _line_lost(content: bytes, at: int) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join([*lines[: at % len(lines)], *lines[at % len(lines) + 1 :]])


def _with_zeros(content: bytes, at: int) -> bytes:
    place = at % (len(content) + 1)
    return content[:place] + b"\x00" * (1 + at % 3) + content[place:]


def _with_a_long_line(content: bytes, at: int) -> bytes:
    place = at % (len(content) + 1)
    return content[:place] + b'aB,;=:"\\ '[at % 9 : at % 9 + 1] * 100_000 + content[place:]


CHANGES = (_cut, _flipped, _in_another_encoding, _line_doubled, _line_lost, _with_zeros, _with_a_long_line)


@hypothesis.settings(max_examples=250, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
@hypothesis.given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 10**6)), min_size=1, max_size=3),
    st.sampled_from([None, *FORMATS]),
)
def test_a_real_file_however_damaged_gives_records_and_reasons(
    file: File, changes: list[tuple[Callable[[bytes, int], bytes], int]], format: str | None
) -> None:
    content = file.content
    for change, at in changes:
        content = change(content, at)
    parsed = parse(file.name, content, format)
    columns_of(file.name, content)
    assert parsed.people or parsed.notes or parsed.skipped
    for skipped in parsed.skipped:
        assert skipped.line >= 1
        assert "could not be read as" not in skipped.reason
        assert len(skipped.text) <= 200
    for person in parsed.people:
        person.name.encode()
        assert any(letter.isalnum() for letter in person.name)


@pytest.mark.parametrize(
    "name", ["iphone-1.vcf", "android-1.vcf", "outlook-1252-a.vcf", "Connections.csv", "outlook-en.csv"]
)
def test_one_damaged_record_costs_only_itself(name: str) -> None:
    file = next(file for file in FILES if file.name == name)
    marker, damage = (
        (b"END:VCARD\r\n", b"") if name.endswith(".vcf") else (b"\n", b',,,"x",' + b"," * 60 + b"too many\n")
    )
    parts = file.content.split(marker)
    middle = len(parts) // 2
    damaged = marker.join(parts[:middle]) + (marker + damage if damage else b"") + marker.join(parts[middle:])
    whole, parsed = parse(name, file.content), parse(name, damaged)
    assert len(parsed.skipped) == 1
    assert parsed.skipped[0].line > 1
    assert re.search(r"export it again|put quotes around", parsed.skipped[0].reason)
    left = {person.name for person in parsed.people}
    assert len({person.name for person in whole.people} - left) <= 1


def test_json_a_hundred_thousand_deep_is_one_reason() -> None:
    for text in ("[" * 100_000, '{"friends_v2":' * 50_000, '{"friends_v2":[{"name":' + "[" * 90_000):
        parsed = parse("friends.json", text.encode())
        assert len(parsed.skipped) == 1


@pytest.mark.parametrize("name", ["a.vcf", "a.csv", "a.ics", "a.json", "a.md", "a.txt", "a"])
def test_a_line_of_a_million_signs_takes_no_long_time(name: str) -> None:
    begun = time.process_time()
    for piece in (b"a", b"=", b",", b'"', b"=C3", b"a@", b"[[", b"; ", b"\\", b"- "):
        parse(name, piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 30


def _zip(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_zip_cannot_burst_nor_reach_outside(book: Book, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Sam Secret\nNever read.\n")
    link = zipfile.ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    members = [
        ("../../etc/Tom Baker.md", b"Met at the gym."),
        ("/absolute/Ann Lee.md", b"Bakes."),
        ("C:\\people\\Kofi Mensah.md", b"Cuts hair."),
        ("bomb.csv", b"\0" * 80_000_000),
        ("inner.zip", _zip([("x.md", b"y")])),
    ]
    packed = tmp_path / "tricks.zip"
    packed.write_bytes(_zip(members))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(link, str(secret))
    report = import_paths(book, [packed])
    assert sorted(person.name for person in book.store.people.all())[:3] == [
        "Ann Lee",
        "Kofi Mensah",
        "Tom Baker",
    ]
    assert "Sam Secret" not in {person.name for person in book.store.people.all()}
    reasons = {Path(file.path).name: file.skipped[0].reason for file in report.files if file.skipped}
    assert "too large" in reasons["bomb.csv"]
    assert "unpack it" in reasons["inner.zip"]


@hypothesis.settings(max_examples=60, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
@hypothesis.given(st.integers(0, 10**6), st.sampled_from(CHANGES[:6]))
def test_a_damaged_zip_gives_files_or_reasons(at: int, change: Callable[[bytes, int], bytes]) -> None:
    content = change(_zip([("Tom Baker.md", b"Met."), ("c.csv", CLUB.encode())]), at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(content)
        for found in open_file("a.zip", path, 64):
            assert found.problem or parse(found.shown, found.content).format


# ---- the labelled corpus ----


def test_of_every_field_ninety_eight_in_a_hundred_are_right() -> None:
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for file in FILES:
        read = [ours(record) for record in parse(file.name, file.content).people]
        assert len(read) == len(file.people), file.name
        for person, got in zip(file.people, read, strict=True):
            wanted = expected(person)
            for field in FIELDS:
                told[field] += bool(wanted[field] or got[field])
                right[field] += bool(wanted[field]) and wanted[field] == got[field]
    assert {field for field in FIELDS if right[field] < 0.98 * told[field]} == set()
