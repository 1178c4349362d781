"""Files that were cut, bent or packed with tricks, and imports that are killed: nothing raises, nothing is half done."""

import io
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from benchmarks.importers.again import contents
from benchmarks.importers.corpus import File, corpus
from benchmarks.importers.odd import odd_files
from coach.importers.detect import FORMATS, columns_of, parse
from coach.importers.reading.files import open_file
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.storage.store import Store

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
def test_a_line_without_end_takes_no_long_time(name: str) -> None:
    begun = time.process_time()
    for piece in (
        b"a",
        b"B",
        b"=",
        b",",
        b'"',
        b"=C3",
        b"a@",
        b"[[",
        b"; ",
        b"\\",
        b"- ",
        b"\n",
        b"_",
        b"Bo-",
    ):
        parse(name, piece * (300_000 // len(piece)))
    assert time.process_time() - begun < 15


def test_facts_are_read_from_a_line_without_end_in_no_more_than_its_length(
    book: Book, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    pieces = {"Ann": "0,", "Bea": "promised lent ", "Cleo": "my sister knows ", "Dora": "Lunch with "}
    for name, piece in pieces.items():
        text = f"# {name} Lee\n\n- 2024-05-01: met. {piece * 10_000}\n\nShe lives in Leeds.\n"
        (notes / f"{name} Lee.md").write_text(text)
    begun = time.process_time()
    report = import_paths(book, [notes])
    assert time.process_time() - begun < 15
    assert report.people_total == 4


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
    content = change(_zip([("Tom Baker.md", b"Met."), ("c.csv", b"Name;Firma\nTomas Becker;Hafen\n")]), at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(content)
        for found in open_file("a.zip", path, 64):
            assert found.problem or parse(found.shown, found.content).format


# ---- killed ----

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.storage.store import Store
book = Book(Store(Path(sys.argv[1])), date(2026, 11, 23))
print("go", flush=True)
import_paths(book, [Path(sys.argv[2])])
print("done", flush=True)
"""


def _everything(book: Book) -> object:
    return contents(book), sorted(map(repr, book.store.facts.facts()))


def test_an_import_of_several_files_killed_at_any_moment_is_before_or_after_each_file(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number, file in enumerate(
        file for file in FILES if file.name.startswith(("iphone", "club", "google-new", "work"))
    ):
        text = file.content.decode()
        # Everybody is only in one of the files, so that what a file brings can be counted.
        (folder / f"{number}-{file.name}").write_text(
            re.sub(r"@", f"{number}@", text), encoding="utf-8", newline=""
        )
    (folder / "journal.md").write_text(
        "".join(
            f"## 2024-06-{n:02}\nLunch with [[Tom Baker]] and [[{chr(64 + n)}nn Lee]].\n\n"
            for n in range(1, 27)
        )
    )
    book = Book(Store(tmp_path / "step.sqlite"), date(2026, 11, 23))
    begun = time.monotonic()
    import_paths(book, [folder])
    took = time.monotonic() - begun
    whole = _everything(book)
    chance = random.Random(int(time.time()))
    seen = set()
    for attempt in range(6):
        file = tmp_path / f"killed{attempt}.sqlite"
        moment = chance.uniform(0, took)
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(file), str(folder)], stdout=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(moment)
            running.kill()
        killed = Book(Store(file), date(2026, 11, 23))
        sources = killed.store.notes.sources()
        there = {note.id for note in killed.store.notes.all()}
        ids = {person.id for person in killed.store.people.all()}
        for source in sources:
            # What a file's row says that it brought is there to the last record.
            report = source["report"]
            assert set(report["people"]) <= ids, moment
            assert set(report["notes"]) <= there, moment
        claimed = {one for source in sources for one in source["report"]["notes"]}
        assert there <= claimed, moment
        seen.add(len(sources))
        import_paths(killed, [folder])
        assert _everything(killed) == whole
        killed.store.close()
    book.store.close()
    assert len(seen) > 1
