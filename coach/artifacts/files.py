"""The cache of model files: where each lies, and whether it is what it should be.

A file is hashed once. Its size, modification time and digest are then remembered in `verified.json` beside it, so
that no later start reads a gigabyte to learn what it knew. A file of the user's own (`COACH_WRITER_FILE`) is taken
as it is: nobody published a digest for it.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.artifacts.catalogue import Catalogue, Wanted, published
from coach.errors import ArtifactProblem, UsageError
from coach.settings import Settings

_BLOCK = 1 << 20
_GGUF = b"GGUF"


@dataclass(frozen=True)
class Artifact:
    """One model file as it lies in the cache. `source` says where it comes from; `verified` needs `present`."""

    name: str
    version: str
    bytes: int
    sha256: str
    present: bool
    verified: bool
    source: str
    licence: str


def artifact_path(settings: Settings, name: str, *, catalogue: Catalogue | None = None) -> Path:
    """The path of a verified model file.

    Raises:
        ArtifactProblem: it is missing or has another digest (both are named); says `coach models fetch`.
    """
    wanted = _entry(catalogue or published(), name)
    if own := own_file(settings, name):
        return _checked_own(own)
    path = settings.models / wanted.file
    digest = digest_of(settings.models, path)
    if digest is None:
        raise ArtifactProblem(f"The model file {str(path)!r} is missing. Run `coach models fetch` to get it.")
    if digest != wanted.sha256:
        raise ArtifactProblem(
            f"The model file {str(path)!r} was changed: its digest should be {wanted.sha256} but is {digest}. "
            "Run `coach models fetch` to replace it."
        )
    return path


def status(settings: Settings, *, catalogue: Catalogue | None = None) -> list[Artifact]:
    """Every model file, in the order of the catalogue; one that was never verified is hashed now."""
    return [_artifact(settings, wanted) for wanted in (catalogue or published()).values()]


def use_tiktoken_files(settings: Settings, encoding: str) -> None:
    """Makes tiktoken read this encoding from the cache, so that it never fetches anything by itself.

    Raises:
        ArtifactProblem: as `artifact_path`.
    """
    os.environ["TIKTOKEN_CACHE_DIR"] = str(artifact_path(settings, encoding).parent)


def own_file(settings: Settings, name: str) -> Path | None:
    """The file the user set in place of a published one."""
    return settings.writer_file.expanduser() if name == "writer" and settings.writer_file else None


def digest_of(folder: Path, path: Path, on_bytes: Callable[[int], None] | None = None) -> str | None:
    """The SHA-256 of a file, remembered in `folder` for as long as its size and modification time stay the same.

    None if there is no such file. `on_bytes` is told how many bytes were read so far.

    Raises:
        ArtifactProblem: the file cannot be read.
    """
    try:
        now = path.stat()
        known = _remembered(folder).get(str(path))
        if known and known[:2] == [now.st_size, now.st_mtime_ns]:
            return str(known[2])
        digest = hash_file(path, on_bytes)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArtifactProblem(
            f"The model file {str(path)!r} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    _remember(folder, path, [now.st_size, now.st_mtime_ns, digest])
    return digest


def remember_digest(folder: Path, path: Path, digest: str) -> None:
    """Notes the digest of a file that was just hashed under another name."""
    now = path.stat()
    _remember(folder, path, [now.st_size, now.st_mtime_ns, digest])


def hash_file(path: Path, on_bytes: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a file in hexadecimal, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            if on_bytes:
                on_bytes(stream.tell())
    return digest.hexdigest()


def _entry(catalogue: Catalogue, name: str) -> Wanted:
    if name not in catalogue:
        raise UsageError(f"There is no model file {name!r}. There are: {', '.join(catalogue)}.")
    return catalogue[name]


def _artifact(settings: Settings, wanted: Wanted) -> Artifact:
    if own := own_file(settings, wanted.name):
        present = own.is_file()
        return Artifact(
            name=wanted.name,
            version=own.name,
            bytes=own.stat().st_size if present else 0,
            sha256=digest_of(settings.models, own) or "",
            present=present,
            verified=False,
            source=f"your own file {own}",
            licence="your own",
        )
    digest = digest_of(settings.models, settings.models / wanted.file)
    return Artifact(
        name=wanted.name,
        version=wanted.version,
        bytes=wanted.size,
        sha256=wanted.sha256,
        present=digest is not None,
        verified=digest == wanted.sha256,
        source=", or ".join(str(source) for source in wanted.sources),
        licence=wanted.licence,
    )


def _checked_own(path: Path) -> Path:
    try:
        with path.open("rb") as stream:
            start = stream.read(len(_GGUF))
    except OSError as error:
        raise ArtifactProblem(
            f"Your writer file {str(path)!r} (COACH_WRITER_FILE) cannot be read: {error.strerror}. "
            "Correct the path, or leave the setting out to use the built-in writer."
        ) from error
    if start != _GGUF:
        raise ArtifactProblem(
            f"Your writer file {str(path)!r} (COACH_WRITER_FILE) is not a GGUF model. "
            "Give one that is, or leave the setting out to use the built-in writer."
        )
    return path


def _remembered(folder: Path) -> dict[str, list[int | str]]:
    try:
        known = json.loads((folder / "verified.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(folder: Path, path: Path, entry: list[int | str]) -> None:
    # A cache that cannot be written only means that the next start hashes again.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        known = {**_remembered(folder), str(path): entry}
        handle, temporary = tempfile.mkstemp(prefix="verified-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(known, stream, indent=1)
        os.replace(temporary, folder / "verified.json")
