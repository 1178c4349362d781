"""The whole journey in a real browser, with the real embedded writer, and the pictures for the README.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, running_page

pytestmark = pytest.mark.browser
WRITING = 240_000
SOON = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with running_page(tmp_path / "page.log") as running:
        yield running


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def say(page: Page, words: str) -> None:
    box = page.get_by_label("Your message")
    expect(box).to_be_editable(timeout=WRITING)
    box.fill(words)
    box.press("Enter")
    expect(page.locator("#stop")).to_be_visible(timeout=SOON)
    settle(page)


def settle(page: Page) -> None:
    """Waits until the turn is over and the table is laid."""
    expect(page.locator("#stop")).to_be_hidden(timeout=WRITING)
    expect(page.get_by_label("Your message")).to_be_editable(timeout=WRITING)


@pytest.mark.model
def test_the_whole_journey_is_there_again_after_a_refresh(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.get_by_role("button", name="Let me practise")).to_be_visible(timeout=SOON)
    picture(page, "1-welcome")

    tab(page, "Your people")
    page.get_by_role("button", name="Look around with an invented network first").click()
    expect(page.locator("#report")).to_contain_text("invented network is in your book", timeout=WRITING)
    expect(page.locator("#count")).to_contain_text("people", timeout=SOON)
    picture(page, "2-people")

    tab(page, "Talk")
    page.get_by_role("button", name="Who should I tell about my goal?").click()
    expect(page.locator("#people-found article").first).to_be_visible(timeout=WRITING)
    settle(page)
    expect(page.locator("#people-found")).to_contain_text("comfortable")
    picture(page, "3-suggest")

    page.get_by_role("button", name="Draft a lunch invitation").click()
    expect(page.locator("#body textarea")).not_to_have_value("", timeout=WRITING)
    settle(page)
    page.locator("#body textarea").fill(
        page.locator("#body textarea").input_value() + "\nPS: I still have your book."
    )
    page.get_by_role("button", name="Keep my changes").click()
    picture(page, "4-draft")

    say(page, "Who do I know at a library?")
    expect(page.locator("#rest")).to_contain_text("The notes this rests on", timeout=SOON)
    picture(page, "5-ask")

    page.get_by_role("button", name="New chat").click()
    page.get_by_role("button", name="Let me practise").click()
    settle(page)
    say(page, "coffee with a stranger")
    expect(page.locator("#practice")).to_contain_text("Practising with", timeout=SOON)
    say(page, "Hi, may I sit here? What are you reading?")
    say(page, "That sounds lovely. How did you come to like it?")
    picture(page, "6-practise")
    say(page, "Thank you, it was good to talk to you. Have a nice day, goodbye!")
    expect(page.locator("#debrief")).to_contain_text("What worked", timeout=WRITING)
    picture(page, "7-debrief")

    page.reload()
    expect(page.locator("#debrief")).to_contain_text("What worked", timeout=SOON)
    page.get_by_label("Earlier chats").click()
    page.get_by_role("option", name="Who should I tell about my goal?").first.click()
    expect(page.locator("#chat")).to_contain_text("Who do I know at a library?", timeout=SOON)

    tab(page, "Today")
    expect(page.locator("#plan .card").first).to_be_visible(timeout=SOON)
    picture(page, "8-today")
    tab(page, "Your people")
    page.get_by_role("button", name="Remove the invented network").click()
    expect(page.locator("#count")).to_contain_text("Nobody here yet", timeout=SOON)

    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
    assert not faults


def test_files_are_brought_in_by_upload_and_bad_ones_are_named(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    note = tmp_path / "ann-park.md"
    note.write_text(
        "---\nname: Ann Park\ncircle: choir\n---\n2026-10-02 Sang with Ann, she loves <b>chess</b>.\n"
    )
    bad = tmp_path / "picture.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    tab(page, "Your people")
    page.get_by_role("button", name="Bring these in").click()
    expect(page.locator("#report [role=alert]")).to_contain_text("Choose one or more files", timeout=SOON)
    page.locator("#files input[type=file]").set_input_files([note, bad])
    expect(page.locator("#files")).to_contain_text("picture", timeout=SOON)
    page.get_by_role("button", name="Bring these in").click()
    expect(page.locator("#report")).to_contain_text("1 people", timeout=WRITING)
    expect(page.locator("#report")).to_contain_text("picture.png")
    page.locator("#people [role=gridcell]", has_text="Ann Park").first.click()
    expect(page.locator("#person")).to_contain_text("she loves <b>chess</b>", timeout=SOON)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_and_every_field_has_a_name(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Let me practise")).to_be_visible(timeout=SOON)
    for name in ("Talk", "Your people", "Today", "Your machine"):
        if not page.get_by_role("tab", name=name).is_visible():
            page.locator(".overflow-menu button").first.click()
        page.get_by_role("tab", name=name).or_(
            page.get_by_role("button", name=name, exact=True)
        ).first.click()
        page.wait_for_timeout(300)
        picture(page, f"{name.split()[-1].lower()}-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
            f"{name} sticks out"
        )
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('input:not([type=hidden]):not([type=file]), textarea, button')]
              .filter(e => e.offsetParent && !(e.labels && e.labels.length) && !e.getAttribute('aria-label')
                           && !e.title && !e.innerText.trim() && !e.closest('label'))
              .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert not nameless
    context.close()
