"""A real Chromium and a real running page."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
WRITING = 240_000
SOON = 60_000
"""Milliseconds, for a busy machine."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these a browser that may reach nothing tries its vendor's hosts all the time.
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A system Chromium if there is one, else Playwright's own."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def running_page(log: Path) -> Iterator[str]:
    """`python app.py` on a free port, in the home of the test; its address. Ended by its own id."""
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", str(ROOT / "app.py"), "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=output,
            env=os.environ.copy(),
            text=True,
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, f"the page did not start: {line!r} {log.read_text()}"
            yield line.split("http://")[1].split()[0].join(("http://", ""))
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(400)
        page.screenshot(path=Path(folder) / f"{name}.png")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def say(page: Page, words: str) -> None:
    box = page.get_by_label("Your message")
    expect(box).to_be_editable(timeout=WRITING)
    box.fill(words)
    box.press("Enter")
    # A quick turn may show its stop button too briefly to see; what was said stands in the chat from its beginning.
    expect(box).to_have_value("", timeout=SOON)
    expect(page.locator("#chat")).to_contain_text(words, timeout=SOON)
    settle(page)


def settle(page: Page) -> None:
    """Waits until the turn is over and the table is laid."""
    expect(page.locator("#stop")).to_be_hidden(timeout=WRITING)
    expect(page.get_by_label("Your message")).to_be_editable(timeout=WRITING)


def bring_in(page: Page, *files: Path) -> None:
    tab(page, "Your people")
    tab(page, "Bring in")
    page.locator("#files input[type=file]").set_input_files(files)
    expect(page.locator("#files")).to_contain_text(files[-1].stem, timeout=SOON)
    page.get_by_role("button", name="Bring these in").click()


def card(name: str, *lines: str) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))
