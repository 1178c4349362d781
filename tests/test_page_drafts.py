"""A draft in a real browser: every state of its card, the user's own mailbox on a real Dovecot, "I sent it" and after.

A small server on loopback stands in for the model, whose words are not the point here. Set SCREENSHOTS to keep pictures.
"""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import trustme
from playwright.sync_api import Browser, Page, expect

from coach.agent.coach import Coach
from coach.agent.conversation import Conversation
from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.settings import Settings
from coach.skills.draft import Draft, DraftRequest, draft
from coach.storage.store import Store
from tests.browser import SOON, chromium, picture, running_page, settle
from tests.dovecot import PASSWORD, USER, Dovecot, dovecot, why_not
from tests.drafts import ANA, ME, SILENT
from tests.mail_line import HANGS_UP, WELCOMES, serve
from tests.speechless import speechless

pytestmark = pytest.mark.browser
needs_dovecot = pytest.mark.skipif(bool(why_not()), reason=why_not() or "there is one")
Ready = Callable[..., Draft]

LUZ = "---\nname: Luz Prado\n---\n2026-05-01 She lent me her ladder.\n"
SPANISH = "1: Me prestaste tu escalera.\n2: ¡Muchas gracias por eso!\n3: No hace falta que respondas.\n"
BACK = "1: You lent me your ladder.\n2: Thank you very much for that!\n3: There is no need to answer.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def ready(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ready]:
    """Puts a draft on the table of the newest chat, before the page is opened; a speechless model stands by."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in (("ana", ANA), ("luz", LUZ), ("me", ME)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")

    def put(*replies: str, **wanted: str) -> Draft:
        opened = Store(settings.book_file)
        book = Book(opened, date(2026, 11, 23))
        import_paths(book, [folder])
        request = DraftRequest(**{"to": "Ana", "purpose": "lunch_invite", **wanted})  # type: ignore[arg-type]
        made = draft(book, scripted_writer([*SILENT[:2], *replies]), request)
        opened.close()
        coach = Coach(settings)
        thread = Conversation(coach).turn("Hello", None, lambda piece: None, ("plan", {})).thread
        Conversation(coach).take(thread, f"Write to {made.to}", made)
        coach.close()
        return made

    with speechless(monkeypatch):
        yield put


def opened(browser: Browser, address: str, width: int = 1280, scheme: str = "light") -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#draft")).to_be_visible(timeout=SOON)
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_draft_that_is_ready_is_seen_edited_compared_and_made_shorter(
    browser: Browser, tmp_path: Path, ready: Ready, width: int, scheme: str
) -> None:
    ready()
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address, width, scheme)
        picture(page, f"draft-ready-{width}-{scheme}")
        expect(page.locator("#draft")).to_contain_text("Checked: every claim rests on a note")
        assert page.evaluate("document.getElementById('draft').getBoundingClientRect().top") < 420
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.locator("#copy")).to_have_text("Copied", timeout=SOON)
        body = page.get_by_role("textbox", name="The message")
        assert page.evaluate("navigator.clipboard.readText()") == body.input_value()
        mine = body.input_value().replace("Hi Ana,", "Hey Ana!")
        body.fill(mine)
        page.get_by_role("button", name="Keep my changes").click()
        page.get_by_role("button", name="How you write, as I learned it").click()
        expect(page.locator("#habits")).to_contain_text("You begin with “Hey …!”", timeout=SOON)
        page.get_by_role("button", name="Careful and brave, side by side").click()
        expect(page.locator("#variants")).to_contain_text("Underlined and bold", timeout=SOON)
        page.locator("#variants").scroll_into_view_if_needed()
        picture(page, f"draft-variants-{width}-{scheme}")
        assert page.locator("#variants .message").all_inner_texts()[0].startswith("Hey Ana!")
        page.get_by_role("button", name="Shorter").click()
        settle(page)
        expect(body).to_have_value(re.compile("^Hey Ana!"), timeout=SOON)
        if width < 641:
            page.wait_for_function(
                "Math.abs(document.getElementById('draft').getBoundingClientRect().top) < 120", timeout=SOON
            )
        picture(page, f"draft-shorter-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_missing_is_asked_and_another_language_shows_its_english(
    browser: Browser, tmp_path: Path, ready: Ready, width: int
) -> None:
    ready(purpose="reply")
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address, width)
        expect(page.locator("#draft")).to_contain_text("What did Ana write?")
        picture(page, f"draft-needs-you-{width}")
        page.context.close()
    ready(SPANISH, BACK, to="Luz", purpose="thank_you", channel="text", language="Spanish")
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address, width)
        expect(page.locator("#draft")).to_contain_text("could not be checked")
        expect(page.locator("#english")).to_contain_text("You lent me your ladder.")
        assert page.get_by_role("textbox", name="The message").input_value().startswith("Hola Luz,")
        picture(page, f"draft-spanish-{width}")
        page.context.close()


def test_a_card_can_be_walked_through_with_the_keyboard_in_its_order(
    browser: Browser, tmp_path: Path, ready: Ready
) -> None:
    ready()
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address)
        page.get_by_label("Subject").focus()
        walked = []
        for _ in range(16):
            page.keyboard.press("Tab")
            walked.append(page.evaluate("document.activeElement.innerText || document.activeElement.id || document.activeElement.tagName"))  # fmt: skip
        wanted = ["Shorter", "Keep my changes", "Careful and brave, side by side", "I sent it"]
        places = [next(at for at, said in enumerate(walked) if said.strip() == one) for one in wanted]
        assert places == sorted(places), walked
        page.context.close()


def test_a_draft_so_far_outlives_what_cannot_be_done_with_it(
    browser: Browser, tmp_path: Path, ready: Ready
) -> None:
    made = ready()
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address)
        body = page.get_by_role("textbox", name="The message")
        for wrong, told in (("   ", "The message is empty"), ("x" * 200_000, "200,000 characters")):
            body.fill(wrong)
            page.get_by_role("button", name="Keep my changes").click()
            expect(page.locator("#trouble")).to_contain_text(told, timeout=SOON)
        picture(page, "draft-error-1280")
        page.get_by_role("button", name="Somebody wrote to me: help me answer").click()
        page.get_by_label("Who wrote").fill("Zorblax Quibble")
        page.get_by_label("Their message, pasted").fill("Are you free on Thursday?")
        page.get_by_role("button", name="Draft a reply").click()
        settle(page)
        expect(page.locator("#chat")).to_contain_text("Zorblax Quibble", timeout=SOON)
        page.get_by_label("Who wrote").fill("Ana")
        page.get_by_label("Their message, pasted").fill("Lunch? " * 30_000)
        page.get_by_role("button", name="Draft a reply").click()
        settle(page)
        expect(page.locator("#chat")).to_contain_text("210,000 characters", timeout=SOON)
        page.context.close()
        page = opened(browser, address)
        assert page.get_by_role("textbox", name="The message").input_value() == made.body
        page.context.close()


def test_what_was_sent_is_asked_about_learned_from_and_compared_with_what_was_feared(
    browser: Browser, tmp_path: Path, ready: Ready
) -> None:
    made = ready(purpose="thank_you")
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address)
        page.get_by_role("button", name="I sent it", exact=True).click()
        expect(page.locator("#after-sending")).to_be_visible(timeout=SOON)
        page.get_by_role("button", name="I changed it before I sent it").click()
        page.get_by_label("What you really sent").fill(made.body.replace("Hi Ana,", "Dearest Ana,"))
        page.get_by_role("button", name="Keep this as what I sent").click()
        expect(page.locator("#trouble")).to_contain_text("Kept.", timeout=SOON)
        page.locator("#feared").get_by_label("7", exact=True).click()
        expect(page.locator("#after-sending")).to_contain_text("you expect 7 of 10", timeout=SOON)
        picture(page, "draft-sent-1280")
        page.locator("#actual").get_by_label("2", exact=True).click()
        page.get_by_label("What happened, in a few words").fill("She rang me up and laughed")
        page.get_by_role("button", name="Write down how it was").click()
        expect(page.locator("#after-sending")).to_contain_text("It went better than you feared", timeout=SOON)
        page.context.close()
        page = opened(browser, address)
        expect(page.locator("#after-sending")).to_contain_text("You expected 7 of 10. It was 2.")
        assert page.get_by_role("textbox", name="The message").input_value().startswith("Dearest Ana,")
        page.context.close()


def test_a_warm_up_is_offered_before_a_brave_message_and_may_be_skipped(
    browser: Browser, tmp_path: Path, ready: Ready
) -> None:
    ready(SPANISH, BACK, to="Luz", purpose="thank_you", channel="text", language="Spanish")
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address)
        expect(page.locator("#warm-up")).to_contain_text("last in touch with Luz")
        picture(page, "draft-warm-up-1280")
        page.get_by_role("button", name="Skip the warm-up").click()
        expect(page.locator("#warm-up")).to_be_hidden(timeout=SOON)
        page.reload()
        expect(page.locator("#draft")).to_be_visible(timeout=SOON)
        expect(page.locator("#warm-up")).to_be_hidden()
        page.context.close()


# ---- the user's own mailbox ----


def _filing(page: Page, password: str) -> None:
    # A key at a time, as people do: filled in one go just as the box opens, it may be there before the page listens.
    box = page.get_by_label("Password of your mailbox")
    box.fill("")
    box.press_sequentially(password, delay=60)
    expect(box).to_have_value(password)
    page.get_by_role("button", name="Put it into my Drafts, unsent").click()


def _mailbox(monkeypatch: pytest.MonkeyPatch, server: Dovecot, port: int | None = None) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
    monkeypatch.setenv("COACH_MAILBOX_HOST", "localhost")
    monkeypatch.setenv("COACH_MAILBOX_USER", USER)
    monkeypatch.setenv("COACH_MAILBOX_PORT", str(port or server.implicit_port))


@needs_dovecot
def test_a_draft_is_put_into_the_users_own_mailbox_after_a_wrong_password_and_then_with_the_kept_one(
    browser: Browser, tmp_path: Path, ready: Ready, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mailbox(monkeypatch, server)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.keyring_of_tests.KeyringOfTests")
    made = ready()
    with running_page(tmp_path / "page.log") as address:
        page = opened(browser, address)
        page.get_by_role("button", name="Take it to my mail").click()
        _filing(page, "wrong")
        expect(page.locator("#to-mail")).to_contain_text("refused the password", timeout=SOON)
        assert server.messages() == []
        page.get_by_label("Keep the password in my system's keyring").check()
        body = page.get_by_role("textbox", name="The message")
        body.fill(made.body.replace("Hi Ana,", "Hey Ana!"))
        _filing(page, PASSWORD)
        expect(page.locator("#to-mail")).to_contain_text(
            f"It lies in “Drafts” of {USER} at localhost", timeout=SOON
        )
        expect(page.locator("#to-mail")).to_contain_text("The password is in your system's keyring now.")
        picture(page, "draft-mailbox-1280")
        expect(page.get_by_label("Password of your mailbox")).to_have_value("")
        ((message, flags),) = server.messages()
        assert (message["To"], flags) == ("Ana Ruiz <ana@example.org>", "D")
        assert message.get_content().startswith("Hey Ana!")
        _filing(page, "")
        expect(page.locator("#to-mail")).not_to_contain_text("keyring now", timeout=SOON)
        expect(page.locator("#to-mail")).to_contain_text("It lies in “Drafts”")
        assert len(server.messages()) == 2
        assert PASSWORD not in "".join(
            file.read_text(errors="replace") for file in tmp_path.rglob("*") if file.is_file()
        )
        page.context.close()


def test_a_line_that_is_dropped_half_way_is_told_on_the_page_and_the_draft_is_kept(
    browser: Browser, tmp_path: Path, ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    made = ready(when="2026-12-03 12:30")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(
            target=serve, args=(listening, authority, WELCOMES | {b"APPEND": HANGS_UP}), daemon=True
        )
        serving.start()
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        monkeypatch.setenv("COACH_MAILBOX_HOST", "localhost")
        monkeypatch.setenv("COACH_MAILBOX_USER", USER)
        monkeypatch.setenv("COACH_MAILBOX_PORT", str(listening.getsockname()[1]))
        with running_page(tmp_path / "page.log") as address:
            page = opened(browser, address)
            with page.expect_download() as taken:
                page.get_by_role("button", name="Save the day for my calendar, not confirmed").click()
            entry = Path(taken.value.path()).read_text(encoding="utf-8")
            assert "STATUS:TENTATIVE" in entry
            assert "20261203T123000" in entry
            page.get_by_role("button", name="Take it to my mail").click()
            _filing(page, PASSWORD)
            told = "was dropped while the draft was on its way: look into your Drafts"
            expect(page.locator("#to-mail")).to_contain_text(told, timeout=SOON)
            picture(page, "draft-dropped-line-1280")
            assert page.get_by_role("textbox", name="The message").input_value() == made.body
            page.context.close()


@needs_dovecot
def test_a_mailbox_without_drafts_and_one_that_is_not_there_are_told_on_the_page(
    browser: Browser, tmp_path: Path, ready: Ready, server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ready()
    with dovecot(drafts=False) as bare:
        for port, told in ((bare.implicit_port, "no folder for drafts"), (9, "cannot be reached")):
            _mailbox(monkeypatch, bare, port)
            with running_page(tmp_path / "page.log") as address:
                page = opened(browser, address)
                page.get_by_role("button", name="Take it to my mail").click()
                _filing(page, PASSWORD)
                expect(page.locator("#to-mail")).to_contain_text(told, timeout=SOON)
                expect(page.locator("#to-mail")).to_contain_text("The draft is kept")
                assert page.get_by_role("textbox", name="The message").input_value() == made.body
                page.context.close()
