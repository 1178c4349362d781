"""The built-in writer, seen from a `coach` process: finds the one server of this user, or wakes it.

Whether a server lives is told by its lock (the system gives it back when a process ends, however it ends), and
whether it is ours by its key, which nobody else can know. Nothing is concluded from a process id alone.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import Timeout

from coach.artifacts.catalogue import published
from coach.artifacts.files import artifact_path
from coach.errors import ModelUnreachable, StorageProblem
from coach.llm.chat import openai_chat
from coach.llm.endpoint import Slot
from coach.llm.server import CONTEXT_TOKENS, LOCK_TAKEN, ServerFolder, ServerState
from coach.settings import Settings

_START_SECONDS = 120.0
_HEALTH_SECONDS = 5.0
_PACKAGE_PARENT = Path(__file__).parents[2]


@dataclass(frozen=True)
class _Model:
    """Which file the server should hold; a file that changed is another model."""

    path: Path
    size: int
    mtime_ns: int


class EmbeddedEndpoint:
    """The model in the cache (or the user's own GGUF), in a server process of its own on loopback."""

    def __init__(self, settings: Settings, announce: Callable[[str], None] | None = None) -> None:
        self._settings = settings
        self._announce = announce or (lambda text: None)
        self._folder = ServerFolder(settings.models / "server")
        self._lock = threading.Lock()
        self._used: ServerState | None = None
        self._chats: dict[Slot, Any] = {}
        self._counted = lru_cache(maxsize=512)(self._tokens_of)

    @property
    def name(self) -> str:
        own = self._settings.writer_file
        return own.stem if own else published()["writer"].version

    @property
    def address(self) -> str:
        return self._used.address if self._used else "this machine (the built-in writer)"

    @property
    def secret(self) -> str:
        return self._used.key if self._used else ""

    @property
    def remote(self) -> bool:
        return False

    @property
    def shows_odds(self) -> bool:
        return self._settings.writer_file is None

    @property
    def context_tokens(self) -> int:
        return CONTEXT_TOKENS

    def chat(self, slot: Slot) -> Any:
        """A chat model at the server's present address, waking the server if need be.

        Raises:
            ArtifactProblem: the model file is missing or was changed.
            ModelUnreachable: the server does not start.
        """
        state = self._awake()
        with self._lock:
            if slot not in self._chats:
                self._chats[slot] = openai_chat(
                    address=f"{state.address}/v1",
                    model=self.name,
                    key=state.key,
                    timeout_seconds=self._settings.llm_timeout_seconds,
                    loopback=True,
                    retries=0,
                    body=self.body(slot, -1),
                )
            return self._chats[slot]

    def body(self, slot: Slot, max_tokens: int) -> Mapping[str, object]:
        return {"id_slot": int(slot), "cache_prompt": True}

    @contextlib.contextmanager
    def turn(self, slot: Slot) -> Iterator[None]:
        """One reply at a time on a slot, among all processes of the user.

        Two at once on one slot were seen to come out with each other's words.

        Raises:
            ModelUnreachable: somebody else's reply took all the time there was.
        """
        lock = self._folder.slot_lock(int(slot), self._settings.llm_timeout_seconds)
        try:
            lock.acquire()
        except Timeout:
            raise ModelUnreachable(
                "The writer is busy with another reply. Wait for it to finish, or stop it, and try again."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def count(self, text: str) -> int:
        return self._counted(text)

    def recover(self, address: str) -> bool:
        """Starts the server again if the one at `address` is gone, unless somebody else already did."""
        return self._awake().address != address

    def _awake(self) -> ServerState:
        """The server, answering."""
        with self._lock:
            model = _file(artifact_path(self._settings, "writer"))
            state = self._folder.read()
            if not (state and _holds(state, model) and answers(state)):
                state = self._wake(model)
            if state != self._used:
                self._used = state
                self._chats.clear()
            return state

    def _wake(self, model: _Model) -> ServerState:
        """Waits until a server with this model answers; starts one whenever nobody holds the lock."""
        deadline = time.monotonic() + _START_SECONDS
        announced = False
        child: subprocess.Popen[bytes] | None = None
        while time.monotonic() < deadline:
            state = self._folder.read()
            if state and answers(state):
                if _holds(state, model):
                    return state
                stop(state)
            if not announced:
                self._announce("Waking the writer, about 4 seconds …")
                announced = True
            if child is not None and child.poll() not in (None, LOCK_TAKEN):
                raise ModelUnreachable(
                    f"The built-in writer could not start with {str(model.path)!r}. It said: "
                    f"{self._folder.last_words()!r} (all of it is in {str(self._folder.log)!r}). Free some memory or "
                    "run `coach models fetch`, then try again."
                )
            if (child is None or child.poll() is not None) and not self._folder.is_locked():
                child = self._spawn(model)
            time.sleep(0.05)
        raise ModelUnreachable(
            f"The built-in writer did not answer within {_START_SECONDS:g} seconds. Its log is "
            f"{str(self._folder.log)!r}; close other programs and try again."
        )

    def _spawn(self, model: _Model) -> subprocess.Popen[bytes]:
        """Starts a server that outlives this process. Its key is its own secret, never on a command line."""
        command = [sys.executable, "-m", "coach.llm.server", str(self._folder.path), str(model.path)]
        command += ["--threads", str(self._settings.writer_threads)]
        command += ["--idle-seconds", str(self._settings.writer_idle_seconds)]
        try:
            with self._folder.open_log() as log:
                return subprocess.Popen(
                    command,
                    cwd=_PACKAGE_PARENT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        except OSError as error:
            raise StorageProblem(
                f"The built-in writer cannot be started from {str(self._folder.path)!r}: {error.strerror}. "
                "Free some space or correct the folder's permissions."
            ) from error

    def _tokens_of(self, text: str) -> int:
        tokens = ask(self._awake(), "/tokenize", {"content": text}, timeout_seconds=60.0)["tokens"]
        return len(tokens)


def answers(state: ServerState) -> bool:
    """Whether the server of this key is there and ready."""
    try:
        ask(state, "/props", timeout_seconds=_HEALTH_SECONDS)
    except (OSError, ValueError):
        return False
    return True


def stop(state: ServerState) -> None:
    """Asks a server that answers to finish what it is doing and end."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(state.pid, 15)


def ask(state: ServerState, path: str, body: object = None, *, timeout_seconds: float) -> Any:
    """One small call to the server outside the chat protocol.

    Raises:
        OSError: nothing answers, or it refuses.
        ValueError: the answer is not JSON.
    """
    request = urllib.request.Request(
        state.address + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {state.key}", "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=timeout_seconds) as response:
        return json.load(response)


def _file(path: Path) -> _Model:
    found = path.stat()
    return _Model(path.resolve(), found.st_size, found.st_mtime_ns)


def _holds(state: ServerState, model: _Model) -> bool:
    return (state.model, state.size, state.mtime_ns) == (str(model.path), model.size, model.mtime_ns)
