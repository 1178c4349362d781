"""The built-in writer's server: one process per user, on loopback, with a key that only that user can read.

Run as `python -m coach.llm.server FOLDER MODEL`. It holds a lock for as long as it lives, so there are never two; it
announces itself in a file only its user can read once it is ready; it ends by itself after a while without work, and
on SIGTERM as soon as nothing is being written. Knows xllamacpp and nothing of the coach.
"""

import argparse
import contextlib
import json
import os
import secrets
import signal
import sys
import tempfile
import threading
import time
import urllib.request
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

SLOTS = 6
CONTEXT_TOKENS = 4096
"""What one slot can read and write."""
LOCK_TAKEN = 75
"""Exit status when another server already lives."""

_SAVED_PREFIXES_MIB = 128  # about twenty prompts, besides the one each slot holds
_DRAIN_SECONDS = 60.0
_POLL_SECONDS = 1.0
_LOG_BYTES = 1 << 20


@dataclass(frozen=True)
class ServerState:
    """A server that is ready. `key` is a secret."""

    pid: int
    address: str
    key: str
    model: str
    size: int
    mtime_ns: int
    started: str


class ServerFolder:
    """Where a server and those who look for it meet: a lock, a state file and a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = path / "server.log"
        self._state = path / "server.json"

    def lock(self) -> FileLock:
        """The lock a server holds while it lives."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        return FileLock(self.path / "server.lock", timeout=0, mode=0o600)

    def slot_lock(self, slot: int, timeout_seconds: float) -> FileLock:
        """The lock one reply holds on its slot, so that the next one waits."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A reply may be closed by another thread than the one that began it.
        return FileLock(
            self.path / f"slot-{slot}.lock", timeout=timeout_seconds, mode=0o600, thread_local=False
        )

    def is_locked(self) -> bool:
        """Whether a server lives, be it loading, ready or ending."""
        try:
            with self.lock():
                return False
        except Timeout:
            return True

    def open_log(self) -> BinaryIO:
        """The log, to be written at its end and begun anew when it is large."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if os.fstat(handle).st_size > _LOG_BYTES:
            os.ftruncate(handle, 0)
        return os.fdopen(handle, "wb")

    def last_words(self) -> str:
        """The last line of the log, in which a server that failed says why."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")

    def read(self) -> ServerState | None:
        """What the last server wrote; it may be gone since."""
        try:
            return ServerState(**json.loads(self._state.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, state: ServerState) -> None:
        """Announces a server; nobody but the user can read it."""
        handle, temporary = tempfile.mkstemp(prefix="server-", dir=self.path)  # made with mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(state), stream)
        os.replace(temporary, self._state)

    def clear(self) -> None:
        """Takes the announcement back."""
        with contextlib.suppress(OSError):
            self._state.unlink(missing_ok=True)


def serve(folder: ServerFolder, model: Path, *, threads: int, idle_seconds: float) -> int:
    """Serves until idle or told to end; returns the exit status."""
    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: ending.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the command that woke us
    try:
        # Somebody who only looks whether a server lives holds the lock for a moment.
        with folder.lock().acquire(timeout=1):
            folder.clear()
            found = model.stat()
            key = secrets.token_urlsafe(32)
            server = _load(model, key, threads or _cores())
            state = ServerState(
                pid=os.getpid(),
                address=str(server.listening_address),
                key=key,
                model=str(model),
                size=found.st_size,
                mtime_ns=found.st_mtime_ns,
                started=datetime.now(UTC).isoformat(timespec="seconds"),
            )
            folder.write(state)
            try:
                _until_done(folder, state, ending, idle_seconds)
            finally:
                folder.clear()
                del server
    except Timeout:
        return LOCK_TAKEN
    return 0


def _load(model: Path, key: str, threads: int) -> Any:
    # A waiting thread sleeps instead of spinning: ten times as fast when others use the cores too. Read on import.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # the system picks a free one
    params.api_keys = [key]
    params.ui = False
    params.use_jinja = True
    params.warmup = False
    params.fit_params = False
    params.n_parallel = SLOTS
    params.n_ctx = SLOTS * CONTEXT_TOKENS
    params.cache_prompt = True
    params.cache_ram_mib = _SAVED_PREFIXES_MIB
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(params)


def _until_done(
    folder: ServerFolder, state: ServerState, ending: threading.Event, idle_seconds: float
) -> None:
    """Returns when there was no work for `idle_seconds`, or when told to end and nothing is being written."""
    last_work = time.monotonic()
    tasks: list[object] = []
    told_at: float | None = None
    while True:
        busy, seen = _work(state)
        now = time.monotonic()
        if busy or seen != tasks:
            last_work, tasks = now, seen
        if ending.is_set() and told_at is None:
            folder.clear()
            told_at = now
        if told_at is not None and (not busy or now - told_at > _DRAIN_SECONDS):
            return
        if told_at is None and now - last_work >= idle_seconds:
            # Whoever read the announcement a moment ago may be about to ask: take it back, then look once more.
            folder.clear()
            time.sleep(_POLL_SECONDS / 2)
            if _work(state) == (False, tasks):
                return
            folder.write(state)
        ending.wait(_POLL_SECONDS) if told_at is None else time.sleep(_POLL_SECONDS / 10)


def _work(state: ServerState) -> tuple[bool, list[object]]:
    """(whether a slot is at work, the last task of each slot)."""
    request = urllib.request.Request(
        f"{state.address}/slots", headers={"Authorization": f"Bearer {state.key}"}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=30) as response:
            slots = json.load(response)
    except OSError:  # slots are listed between two batches: no answer means a long one is being read
        return True, []
    return any(slot["is_processing"] for slot in slots), [slot.get("id_task") for slot in slots]


def _cores() -> int:
    """Cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> int:
    """The process."""
    parser = argparse.ArgumentParser(prog="coach.llm.server")
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--idle-seconds", type=float, default=600)
    given = parser.parse_args()
    return serve(
        ServerFolder(given.folder), given.model, threads=given.threads, idle_seconds=given.idle_seconds
    )


if __name__ == "__main__":
    sys.exit(main())
