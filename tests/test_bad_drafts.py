"""What cannot be drafted, or not at once, through the real command: a clear sentence, and nothing that was there is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drafts import ANA, ME
from tests.speechless import speechless
from tests.terminal import Ran, coach

OTHER_ANA = "---\nname: Ana Duarte\n---\n2026-05-01 She lent me her ladder.\n"
BARE = "---\nname: Bo Lind\nemail: bo@example.org\n---\n"
EVIL = '---\nname: "Eve =?utf-8?q?Bcc:_x@evil.example?= Moss"\nemail: eve@example.org\n---\n2026-05-01 She lent me her ladder.\n'


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number, text in enumerate((ANA, OTHER_ANA, BARE, EVIL)):
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    (folder / "me.md").write_text(ME, encoding="utf-8")
    coach("import", str(folder), "--json").json()
    with speechless(monkeypatch):
        yield


def drafted(to: str, *more: str, purpose: str = "thank_you", typed: str = "") -> Ran:
    return coach("draft", "--to", to, "--purpose", purpose, *more, "--json", typed=typed)


def test_what_cannot_be_drafted_is_told_in_one_line_and_the_draft_so_far_stays() -> None:
    before = drafted("Ana Ruiz", purpose="lunch_invite").json()
    again = ("draft", "--revise", before["draft_id"], "--how")
    for ran, status, told in (
        (drafted("Zorblax Quibble"), 1, "Zorblax"),
        (drafted("Ana"), 1, "Ana Duarte"),
        (drafted("Sam Okafor"), 2, "is you"),
        (drafted("Ana Ruiz", "--when", "2026-11-01", purpose="lunch_invite"), 2, "2026-11-01"),
        (
            drafted("Ana Ruiz", "--message", "-", purpose="reply", typed="Lunch? " * 30_000),
            1,
            "210,000 characters",
        ),
        (coach(*again, "make it 1 November 2026", "--json"), 2, "over"),
        (coach(*again, "blue", "--json"), 2, "shorter"),
    ):
        assert (ran.status, told in ran.err, len(ran.err.strip().splitlines())) == (status, True, 1), ran.err
    assert coach(*again, "warmer", "--json").json()["body"] == before["body"]


def test_what_is_missing_or_cannot_be_read_is_asked_and_a_name_of_evil_makes_no_header(
    tmp_path: Path,
) -> None:
    asked = drafted("Bo Lind", purpose="lunch_invite").json()
    assert (asked["status"], len(asked["gaps"])) == ("needs_you", 2)
    told = drafted(
        "Bo Lind", "--about", "my neighbour", "--line", "Your roses are out.", purpose="lunch_invite"
    )
    assert "Your roses are out." in told.json()["body"]
    script = drafted("Ana Ruiz", "--message", "-", purpose="reply", typed="你好,周四一起吃午饭吗?").json()
    assert any("script" in gap["why"] for gap in script["gaps"])
    assert drafted("Bo Lind").json()["status"] == "needs_you"
    file = tmp_path / "out.eml"
    drafted("Eve", "--line", "One\nBcc: x@evil.example", "--eml", str(file)).json()
    head = file.read_bytes().partition(b"\r\n\r\n")[0]
    assert b"evil" not in head
    assert (head.count(b"\r\nTo:"), b"X-Unsent: 1" in head) == (1, True)
