"""A real Chromium and a real running page."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
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
