"""What bad input gets: a clear sentence that says what to do, the right exit status, no traceback, nothing lost."""

import os
from pathlib import Path

import pytest

from tests.terminal import Ran, coach


def assert_kind(ran: Ran, status: int, *words: str) -> None:
    assert ran.status == status, ran.err
    assert "Traceback" not in ran.err + ran.out
    assert ran.out == ""
    for word in words:
        assert word.casefold() in ran.err.casefold()


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert_kind(coach("import", str(tmp_path / "nowhere"), "--json"), 1, "nowhere")


@pytest.mark.parametrize("name", ["", "Zorblax Quibble"])
def test_an_unknown_or_empty_name(name: str) -> None:
    ran = coach("people", "show", name, "--json")
    assert ran.status in {1, 2}
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_an_ambiguous_name_lists_the_candidates(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "ann-park.md").write_text(
        "---\nname: Ann Park\ncircle: work\n---\n2026-01-02 Lunch with Ann.\n"
    )
    (folder / "ann-oduya.md").write_text(
        "---\nname: Ann Oduya\ncircle: choir\n---\n2026-01-02 Sang with Ann.\n"
    )
    coach("import", str(folder), "--json").json()
    assert_kind(coach("people", "show", "Ann", "--json"), 1, "Ann Park", "Ann Oduya")


@pytest.mark.parametrize(
    "words", [("ask", ""), ("suggest", "   "), ("search", "..."), ("chat", ""), ("remember", " ")]
)
def test_nothing_where_something_is_needed(words: tuple[str, ...]) -> None:
    assert_kind(coach(*words, "--json"), 2, "try again")


def test_a_message_of_fifty_thousand_characters() -> None:
    assert_kind(coach("chat", "lunch " * 9000, "--json"), 1, "characters")


@pytest.mark.parametrize(
    "words",
    [
        ("rehearse", "--scene", "meetup", "--level", "9"),
        ("draft", "--to", "Ann", "--purpose", "blackmail"),
        ("draft", "--purpose", "thank_you"),
        ("import", "x", "--as", "pdf"),
        ("plan", "--days", "0"),
        ("people", "show"),
    ],
)
def test_wrong_usage_is_status_two(words: tuple[str, ...]) -> None:
    assert coach(*words, "--json").status == 2


def test_an_endpoint_that_is_down_says_so_and_what_to_do(tmp_path: Path) -> None:
    note = tmp_path / "ann.md"
    note.write_text(
        "---\nname: Ann Park\n---\n2026-01-02 Lunch with Ann, she loves chess and runs the chess club.\n"
    )
    coach("import", str(note), "--json").json()
    extra = {"COACH_LLM_URL": "http://127.0.0.1:9/v1", "COACH_LLM_MODEL": "m"}
    ran = coach(
        "draft", "--to", "Ann", "--purpose", "lunch_invite", "--when", "tomorrow", "--json", extra=extra
    )
    assert_kind(ran, 1, "127.0.0.1:9")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setenv("COACH_HOME", str(closed / "home"))
    assert_kind(coach("people", "list", "--json"), 1, "COACH_HOME")


def test_a_home_that_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file"))
    assert_kind(coach("people", "list", "--json"), 1, "COACH_HOME")


def test_a_book_that_is_damaged_is_not_touched(home: Path) -> None:
    home.mkdir()
    (home / "book.sqlite").write_bytes(b"this is not a book" * 500)
    assert_kind(coach("people", "list", "--json"), 1, "damaged")
    assert (home / "book.sqlite").read_bytes().startswith(b"this is not")


def test_a_settings_file_that_is_broken_is_named(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("llm_url = [")
    assert_kind(coach("people", "list", "--json"), 2, "settings.toml")


def test_a_full_disk_leaves_the_book_as_it_was(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a disk with no room."""
    note = tmp_path / "ann.md"
    note.write_text("---\nname: Ann Park\n---\n2026-01-02 Lunch.\n")
    coach("import", str(note), "--json").json()
    many = tmp_path / "many.txt"
    many.write_text(
        "\n".join(
            f"2026-01-0{i % 9 + 1} Ann Park said thing number {i} about the garden." for i in range(40_000)
        )
    )
    limit = ("bash", "-c", 'ulimit -f 2048; trap "" XFSZ; exec "$@"', "limited")
    ran = coach("import", str(many), "--json", prefix=limit)
    assert ran.status == 1
    assert "Traceback" not in ran.err
    page = coach("people", "show", "Ann Park", "--json").json()
    assert len(page["notes"]) in {1, 2}
