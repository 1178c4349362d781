"""What every test starts from: an empty home, a fixed today, and the shared cache of model files."""

import os
import signal
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coach.llm.server import ServerFolder
from coach.people.book import Book
from coach.settings import Settings
from coach.storage.store import Store

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session", autouse=True)
def writer_ends_with_the_tests() -> Iterator[None]:
    """A writer that the tests woke does not outlive them; one that somebody else uses is left alone."""
    folder = ServerFolder(Settings().models / "server")
    in_use = folder.is_locked()
    yield
    if not in_use and folder.is_locked() and (state := folder.read()):
        os.kill(state.pid, signal.SIGTERM)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests gets in; commands run by tests see the same home and day."""
    for name in list(os.environ):
        if name.startswith("COACH_") and name != "COACH_MODELS":
            monkeypatch.delenv(name)
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COACH_TODAY", TODAY.isoformat())


@pytest.fixture(autouse=True)
def no_socket_leaves_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but loopback fails the test that made it."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0])  # type: ignore[index]
            assert host in {"127.0.0.1", "::1", "localhost"}, f"a test connected to {host}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home, today=TODAY)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store(settings.book_file)
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store) -> Book:
    return Book(store, TODAY)
