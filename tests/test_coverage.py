"""What was read is counted, and what was not is named with its line, its reason and a way to mend it."""

from pathlib import Path

from coach.people.book import Book
from coach.people.coverage import coverage
from coach.people.importing import import_paths

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Tom Baker
END:VCARD
BEGIN:VCARD
VERSION:3.0
NOTE:nobody
END:VCARD
"""


def test_every_record_is_counted_and_every_skip_says_how_to_mend_it(book: Book, tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text(CARDS)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = import_paths(book, [tmp_path / "cards.vcf", tmp_path / "picture.png"])
    cards, picture = coverage(book, report.files)
    assert (cards.file, cards.read, cards.records, picture.read, picture.records) == ("cards.vcf", 1, 2, 0, 1)
    assert all(one.why and one.mend[0].isupper() for file in (cards, picture) for one in file.not_read)
    assert cards.not_read[0].line > 1


def test_what_was_read_is_still_known_the_next_time(book: Book, tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text(CARDS)
    first = coverage(book, import_paths(book, [tmp_path / "cards.vcf"]).files)
    again = coverage(book, import_paths(book, [tmp_path / "cards.vcf"]).files)
    assert first == again == coverage(book)
    assert coverage(book)[0].day == book.today.isoformat()


def test_the_invented_network_is_no_file_of_the_users(book: Book, tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text(CARDS)
    import_paths(book, [tmp_path / "cards.vcf"], example=True)
    assert coverage(book) == ()
