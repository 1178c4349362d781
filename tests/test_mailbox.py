"""Out of the door by hand: the draft as a file, a link, a calendar entry, and in the mailbox's own Drafts on a real Dovecot."""

import email
import email.policy
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import keyring
import pytest
import trustme
from hypothesis import given
from hypothesis import settings as tries
from hypothesis import strategies as st

from coach.agent.outgoing import save_to_mailbox
from coach.errors import MailboxProblem, NotFound, PasswordNeeded, UsageError
from coach.mailbox.drafts import Filed, Mailbox, file_draft, mailbox_of
from coach.mailbox.password import drop_password, has_keyring, keep_password, kept_password
from coach.people.book import Book
from coach.settings import Settings, load_settings
from coach.skills.draft import Draft, as_eml, as_ics, mailto
from coach.skills.draft.files import header
from coach.storage.store import Store
from coach.types import to_json
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot, why_not
from tests.keyring_of_tests import KeyringOfTests
from tests.mail_line import HANGS_UP, IS_SILENT, WELCOMES, serve
from tests.terminal import coach

ROOT = Path(__file__).parent.parent
MESSAGE = b"Subject: Lunch\r\n\r\nHello Ana\r\n"


needs_dovecot = pytest.mark.skipif(bool(why_not()), reason=why_not() or "there is one")


def drafted(book: Book, *, when: str | None = None, **changes: str) -> Draft:
    """A saved draft to Ana, made without a model."""
    ana = next((one for one in book.store.people.all() if one.name == "Ana Ruiz"), None)
    if ana is None:
        ana = book.store.people.add("Ana Ruiz", created_at="2026-01-01")
        book.store.people.add_contact(ana.id, "email", "ana@example.org", "ana@example.org")
    made = Draft(
        "d1",
        "Ana Ruiz",
        "lunch_invite",
        "email",
        "Lunch?",
        "Hi Ana,\n\nLunch?\n\nSam",
        (),
        "ready",
        (),
        (),
        (),
        "m",
    )
    request = {"to": "Ana Ruiz", "purpose": "lunch_invite", "when": when}
    book.store.desk.save_draft(
        "d1", ana.id, "2026-11-23", {"draft": to_json(made), "request": request, "earlier": []}
    )
    return replace(made, **changes)  # type: ignore[arg-type]


# ---- files and links ----


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book that many tries only read."""
    store = Store(tmp_path_factory.mktemp("shared") / "book.sqlite")
    yield Book(store, date(2026, 11, 23))
    store.close()


def test_no_name_subject_or_body_adds_a_header(shared: Book) -> None:
    made = drafted(shared)
    fields = {
        "X-Unsent",
        "Subject",
        "To",
        "Date",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }

    # Long runs of letters that need encoding, with spaces and marks of the encoding's own between them.
    odd = st.text(st.sampled_from("aZé ü一\U0001f600\",<>@.:;()=?_\\'\u00a0"), max_size=240)

    @tries(deadline=None, max_examples=400)
    @given(subject=st.text() | odd, name=st.text(min_size=1), body=st.text(min_size=1))
    def holds(subject: str, name: str, body: str) -> None:
        raw = as_eml(shared, replace(made, subject=subject, to=name, body=body))
        read = email.message_from_bytes(raw, policy=email.policy.default)
        assert set(read.keys()) == fields
        assert [one.addr_spec for one in read["To"].addresses] == ["ana@example.org"]
        assert read["Subject"] == (header(subject) or "Hello")
        assert read.get_content().split() == body.encode("utf-8", errors="replace").decode().split()
        assert all(len(line) <= 998 for line in raw.split(b"\r\n"))

    holds()


@pytest.mark.parametrize(
    ("evil", "left"),
    [
        ("Lunch\r\nBcc: x@evil.example", "Lunch Bcc: x@evil.example"),
        ("=?utf-8?q?a=0D=0ABcc:_x@evil.example?= b", "b"),
        ("=?utf-8?b?=?utf-8?q?x?=", "utf-8?b ?utf-8?q?x"),
        ("a\u202emoc.live\u2066", "amoc.live"),
        ("a\u2028Bcc: x\x00\x0bb", "a Bcc: x b"),
    ],
)
def test_what_a_reader_would_decode_or_turn_around_is_taken_out_of_a_header(evil: str, left: str) -> None:
    assert header(evil) == left


def test_a_link_holds_the_whole_message_or_says_that_it_does_not(book: Book) -> None:
    short = mailto(book, drafted(book, body="Grüße & mehr?\nZeile 2"))
    asked = parse_qs(urlsplit(short).query)
    assert asked == {"subject": ["Lunch?"], "body": ["Grüße & mehr?\r\nZeile 2"]}
    assert unquote(urlsplit(short).path) == "ana@example.org"
    long = mailto(book, drafted(book, body="ü" * 400))
    assert len(long) <= 2000
    assert "too long for a link" in parse_qs(urlsplit(long).query)["body"][0]


def test_the_calendar_entry_is_read_as_tentative_and_invites_nobody(book: Book) -> None:
    made = drafted(book, when="2026-12-03 12:30", to="Ana; Ruiz, \\ x\r\nATTENDEE:mailto:x@evil.example")
    calendar = icalendar.Calendar.from_ical(as_ics(book, made))
    (entry,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(entry["STATUS"])) == ("PUBLISH", "TENTATIVE")
    assert entry["DTSTART"].dt.isoformat() == "2026-12-03T12:30:00"
    assert "ATTENDEE" not in entry
    assert "ORGANIZER" not in entry
    assert str(entry["SUMMARY"]).startswith("Lunch with Ana; Ruiz, \\ x ATTENDEE")


def test_no_code_of_ours_can_send_mail() -> None:
    for path in [*ROOT.glob("coach/**/*.py"), ROOT / "app.py"]:
        found = re.search(r"smtplib|sendmail|multiappend", path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name} has {found}"


# ---- the mailbox ----


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def trusted(server: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    """The server, with its authority known to this machine."""
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
    return server


def by(server: Dovecot, tls: str = "implicit") -> Mailbox:
    port = server.implicit_port if tls == "implicit" else server.starttls_port
    return Mailbox("localhost", port, USER, tls)  # type: ignore[arg-type]


@needs_dovecot
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_draft_lies_in_the_mailboxs_own_drafts_and_is_marked_as_one(
    trusted: Dovecot, book: Book, tls: str
) -> None:
    before = len(trusted.messages())
    raw = as_eml(book, drafted(book, subject=f"Grüße {tls}", body="Łódź\nfrom me"))
    assert file_draft(by(trusted, tls), PASSWORD, raw) == Filed("Drafts", f"{USER} at localhost")
    found = [
        (message, flags) for message, flags in trusted.messages() if message["Subject"] == f"Grüße {tls}"
    ]
    assert len(trusted.messages()) == before + 1
    assert [(message.get_content().split(), flags) for message, flags in found] == [
        (["Łódź", "from", "me"], "D")
    ]


@needs_dovecot
@pytest.mark.parametrize("wrong", ["wrong", "falsch wie ü", "", '" NOOP "'])
def test_a_refused_password_is_asked_for_again_and_nothing_is_filed(trusted: Dovecot, wrong: str) -> None:
    before = len(trusted.messages())
    with pytest.raises(PasswordNeeded, match=r"refused the password.*draft is kept"):
        file_draft(by(trusted), wrong, MESSAGE)
    assert len(trusted.messages()) == before


@needs_dovecot
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_of_an_unknown_authority_is_not_trusted_and_hears_no_password(
    server: Dovecot, tls: str
) -> None:
    with pytest.raises(
        MailboxProblem, match=r"certificate of localhost:\d+ cannot be trusted.*not even your password"
    ):
        file_draft(by(server, tls), PASSWORD, MESSAGE)


@needs_dovecot
def test_a_certificate_of_another_host_is_not_trusted(trusted: Dovecot) -> None:
    with pytest.raises(MailboxProblem, match=r"cannot be trusted.*127\.0\.0\.1"):
        file_draft(replace(by(trusted), host="127.0.0.1"), PASSWORD, MESSAGE)


@needs_dovecot
def test_the_other_kind_of_tls_is_named_when_one_does_not_fit(trusted: Dovecot) -> None:
    with pytest.raises(MailboxProblem, match=r"No secure line .*starttls"):
        file_draft(replace(by(trusted), port=trusted.starttls_port), PASSWORD, MESSAGE)


@needs_dovecot
def test_a_mailbox_without_drafts_says_which_folders_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with dovecot(drafts=False) as bare:
        monkeypatch.setenv("SSL_CERT_FILE", str(bare.authority))
        with pytest.raises(MailboxProblem, match=r"no folder for drafts.*'INBOX'.*'Notes'|'Notes'.*'INBOX'"):
            file_draft(by(bare), PASSWORD, MESSAGE)
        subprocess.run(["mkdir", "-p", "-m", "777", str(bare.folder / "mail" / ".Entw&APw-rfe")], check=True)
        for part in ("cur", "new", "tmp"):
            place = bare.folder / "mail" / ".Entw&APw-rfe" / part
            place.mkdir()
            place.chmod(0o777)
        assert file_draft(by(bare), PASSWORD, MESSAGE).folder == "Entwürfe"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "was dropped before anything was put there"),
        (WELCOMES | {b"LOGIN": HANGS_UP}, "was dropped before anything was put there"),
        (WELCOMES | {b"LIST": HANGS_UP}, "was dropped before anything was put there"),
        (WELCOMES | {b"LIST": IS_SILENT}, "did not answer in time"),
        (WELCOMES | {b"APPEND": HANGS_UP}, "was dropped while the draft was on its way: look into your Drafts"),
        (WELCOMES | {b"APPEND": b"{tag} NO [OVERQUOTA] full\r\n"}, r"said no: .*OVERQUOTA.*draft is kept"),
        (WELCOMES | {b"LIST": b"* LIST nonsense\r\n{tag} OK done\r\n"}, "cannot be understood"),
    ],
    ids=["at once", "at login", "at the folders", "silence", "half-way", "no room", "nonsense"],
)  # fmt: skip
def test_a_line_that_fails_is_told_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[bytes, bytes], told: str
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=serve, args=(listening, authority, answers))
        serving.start()
        mailbox = Mailbox("localhost", listening.getsockname()[1], USER, "implicit")
        with pytest.raises(MailboxProblem, match=told) as raised:
            file_draft(mailbox, PASSWORD, MESSAGE, timeout_seconds=1)
        serving.join()
    assert not isinstance(raised.value, PasswordNeeded)


def test_aserver_that_is_not_there_is_told_plainly() -> None:
    with pytest.raises(MailboxProblem, match=r"localhost:9 cannot be reached.*draft is kept"):
        file_draft(Mailbox("localhost", 9, USER, "implicit"), PASSWORD, MESSAGE)


# ---- settings and the password ----


def test_the_mailbox_is_a_table_of_the_settings_file(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(
        '[mailbox]\nhost = "mail.example.org"\nuser = "sam"\ntls = "starttls"\n'
    )
    assert mailbox_of(load_settings()) == Mailbox("mail.example.org", 143, "sam", "starttls")
    with pytest.raises(UsageError, match=r"no mailbox in your settings.*settings\.toml"):
        mailbox_of(Settings(home=home, mailbox_host="", mailbox_user=""))


def test_doctor_says_that_a_mailbox_elsewhere_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_MAILBOX_HOST", "mail.example.org")
    monkeypatch.setenv("COACH_MAILBOX_USER", USER)
    checkup = coach("doctor", "--json").json()
    detail = next(check["detail"] for check in checkup["checks"] if check["name"] == "mailbox")
    assert "leaves this machine for your own mail server" in detail
    assert checkup["leaves_this_machine"] is True


def test_the_password_rests_in_a_keyring_or_nowhere(ring: Callable[[float], None]) -> None:
    mailbox = Mailbox("mail.example.org", 993, USER, "implicit")
    ring(5)
    keep_password(mailbox, PASSWORD)
    assert kept_password(mailbox) == PASSWORD
    drop_password(mailbox)
    assert kept_password(mailbox) is None
    ring(0.5)  # what writes plain text to a file calls itself at most this good
    assert not has_keyring()
    with pytest.raises(MailboxProblem, match="kept nowhere"):
        keep_password(mailbox, PASSWORD)


@pytest.fixture
def ring() -> Iterator[Callable[[float], None]]:
    """Puts a keyring of a given priority in the place of the system's."""
    before = keyring.get_keyring()

    def put(priority: float) -> None:
        chosen = KeyringOfTests()
        chosen.priority = priority
        keyring.set_keyring(chosen)

    yield put
    keyring.set_keyring(before)


# ---- the command ----


@pytest.fixture
def saved_draft(book: Book) -> Draft:
    """A draft in the home that commands see."""
    return drafted(book)


@needs_dovecot
def test_the_command_asks_for_the_password_and_writes_it_nowhere(
    trusted: Dovecot, saved_draft: Draft, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("HOST", "localhost"), ("USER", USER), ("PORT", str(trusted.implicit_port))):
        monkeypatch.setenv(f"COACH_MAILBOX_{name}", value)
    # Whoever runs the tests may have a keyring; this command must not find it.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    before = len(trusted.messages())
    refused = coach("drafts", "save-to-mailbox", "d1", "--json")
    assert (refused.status, refused.out) == (1, "")
    assert "No password is kept" in refused.err
    saved = coach(
        "drafts", "save-to-mailbox", "d1", "--keep-password", "--json", typed=f"{PASSWORD}\n"
    ).json()
    assert (saved["draft_id"], saved["folder"]) == ("d1", "Drafts")
    assert "kept nowhere" in saved["password_note"]
    assert len(trusted.messages()) == before + 1
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert PASSWORD.encode() not in written


def test_without_a_mailbox_a_draft_or_an_e_mail_it_says_what_to_do(
    saved_draft: Draft, book: Book, home: Path
) -> None:
    with pytest.raises(UsageError, match=r"\[mailbox\]"):
        save_to_mailbox(book, Settings(home=home), "d1")
    settings = Settings(home=home, mailbox_host="localhost", mailbox_user=USER)
    with pytest.raises(NotFound, match="'d2'"):
        save_to_mailbox(book, settings, "d2", PASSWORD)
    value = book.store.desk.draft("d1")
    assert value is not None
    value[1]["draft"]["channel"] = "text"
    book.store.desk.save_draft("d1", value[0], "2026-11-23", value[1])
    with pytest.raises(UsageError, match="Copy its text"):
        save_to_mailbox(book, settings, "d1", PASSWORD)


def test_a_kept_password_that_is_refused_is_kept_no_longer(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ring: Callable[[float], None]
) -> None:
    ring(5)
    drafted(book)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        settings = Settings(home=home, mailbox_host="localhost", mailbox_user=USER, mailbox_port=port)
        keep_password(mailbox_of(settings), "the old one")
        answers = WELCOMES | {b"LOGIN": b"{tag} NO no\r\n"}
        serving = threading.Thread(target=serve, args=(listening, authority, answers))
        serving.start()
        with pytest.raises(PasswordNeeded, match="refused the password"):
            save_to_mailbox(book, settings, "d1")
        serving.join()
    assert kept_password(mailbox_of(settings)) is None
    with pytest.raises(PasswordNeeded, match="No password is kept"):
        save_to_mailbox(book, settings, "d1")
