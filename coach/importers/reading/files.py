"""Which files lie under the paths a person gave: folders walked, zips opened, everything else named with a reason.

A single unreadable path is an error; within a folder or a zip one bad file costs only itself.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coach.errors import ImportProblem
from coach.importers.reading.not_notes import by_ending, in_zip
from coach.importers.reading.words import word_set

_PASSED_OVER = word_set("__macosx node_modules __pycache__ thumbs.db desktop.ini")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_MEMBERS = 100_000
_CONNECTIONS = "connections.csv"
_MESSAGES = "messages.csv"
MESSAGES_NEED_A_YES = (
    "your LinkedIn messages; only whom you wrote to and on which day would be kept, never the words: import again with "
    "messages allowed (in the terminal, --messages)"
)
EXPORT_MARKER = ".coach-export"
"""The file that tells a folder that this coach exported."""
_COPIES = frozenset(("people.csv", "people.vcf"))


@dataclass(frozen=True)
class FoundFile:
    """A file and its bytes, or why it was not read (`problem`, the end of "it is ...")."""

    shown: str
    path: Path
    content: bytes = b""
    problem: str = ""


def find_files(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Every file under the paths as (path to show, path), each once, in order.

    Raises:
        ImportProblem: a path that is not there or cannot be opened, or a folder with nothing in it.
    """
    found: dict[str, tuple[str, Path]] = {}
    for given in paths:
        path = Path(given).expanduser()
        shown = _shown(path)
        if not path.exists():
            raise ImportProblem(
                f"There is no file or folder {shown!r}. Check how it is written and try again."
            )
        if path.is_dir():
            within = list(_walk(path))
            if not within:
                raise ImportProblem(
                    f"The folder {shown!r} is empty. Give a folder with notes, contacts or a LinkedIn export in it."
                )
            if all(by_ending(file.suffix) for file in within):
                one = within[0]
                raise ImportProblem(
                    f"The folder {shown!r} holds no notes: {len(within)} files such as {one.name!r} "
                    f"({by_ending(one.suffix)}). Give a folder with notes or contacts."
                )
            for file in within:
                found.setdefault(os.path.realpath(file), (_shown(file), file))
        else:
            _must_open(path, shown)
            found.setdefault(os.path.realpath(path), (shown, path))
    if not found:
        raise ImportProblem("No file was given. Name a file, a folder or a zip to import.")
    return list(found.values())


def open_file(
    shown: str, path: Path, max_file_megabytes: int, *, messages: bool = False
) -> Iterator[FoundFile]:
    """The file, or each file within it if it is a zip. Never raises for what is in the file.

    Args:
        messages: whether the user agrees that their LinkedIn messages are looked at, as by naming that very file.
    """
    if problem := by_ending(path.suffix):
        yield FoundFile(shown, path, problem=problem)
        return
    try:
        if path.name.casefold() == _MESSAGES and not messages:
            yield FoundFile(shown, path, problem=MESSAGES_NEED_A_YES)
            return
        if not path.is_file():
            yield FoundFile(shown, path, problem="no regular file; copy what is in it to one")
            return
        size = path.stat().st_size
        if size > max_file_megabytes * 2**20:
            yield FoundFile(shown, path, problem=_too_large(size, max_file_megabytes))
            return
        content = path.read_bytes()
    except OSError as error:
        yield FoundFile(
            shown, path, problem=f"not readable ({error.strerror or error}); allow reading it and try again"
        )
        return
    if content.startswith(_ZIP):
        yield from _members(shown, path, content, max_file_megabytes, messages)
    else:
        yield FoundFile(shown, path, content)


def _walk(folder: Path) -> Iterator[Path]:
    """Files in order of their names; hidden ones and what programs leave behind are passed over, link loops end."""
    seen: set[tuple[int, int]] = set()
    for root, folders, files in os.walk(folder, followlinks=True, onerror=None):
        try:
            status = os.stat(root)
        except OSError:
            folders.clear()
            continue
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not _hidden(name))
        # The table and the cards of our own export say what its Markdown says.
        copies = (
            _COPIES if EXPORT_MARKER in files and any(name.endswith(".md") for name in files) else frozenset()
        )
        yield from (Path(root) / name for name in sorted(files) if not _hidden(name) and name not in copies)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _PASSED_OVER


def _must_open(path: Path, shown: str) -> None:
    if not path.is_file():
        raise ImportProblem(f"{shown!r} is neither a file nor a folder. Give a file, a folder or a zip.")
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise ImportProblem(
            f"The file {shown!r} cannot be read: {error.strerror or error}. Allow reading it and try again."
        ) from error


def _members(
    shown: str, path: Path, content: bytes, max_file_megabytes: int, messages: bool
) -> Iterator[FoundFile]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError):
        yield FoundFile(shown, path, problem="a damaged or cut-off zip; download or pack it again")
        return
    names = {member.filename for member in members}
    if problem := in_zip(names, content[:200].decode("latin-1")):
        yield FoundFile(shown, path, problem=problem)
        return
    if not members or len(members) > _MOST_MEMBERS:
        yield FoundFile(
            shown,
            path,
            problem="a zip with nothing in it; pack it again"
            if not members
            else "a zip with too many files; unpack it and import the folders that matter",
        )
        return
    from_linkedin = any(PurePosixPath(name).name.casefold() == _CONNECTIONS for name in names)
    room = max_file_megabytes * 2**20 * 4
    for member in members:
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if any(_hidden(part) for part in inner.parts if part != ".."):
            continue
        problem = _part_of_linkedin(inner.name.casefold(), messages) if from_linkedin else ""
        limit = min(room, max_file_megabytes * 2**20)
        found = _member(archive, member, f"{shown}/{inner}", path, limit, problem)
        room -= len(found.content)
        yield found


def _part_of_linkedin(name: str, messages: bool) -> str:
    """Why a file of LinkedIn's export stays unread; "" if it is read."""
    if name == _MESSAGES and not messages:
        return MESSAGES_NEED_A_YES
    return (
        ""
        if name in (_CONNECTIONS, _MESSAGES)
        else "a part of the LinkedIn export that is not about people you know; nothing to do"
    )


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, path: Path, limit: int, problem: str
) -> FoundFile:
    inner = PurePosixPath(member.filename)
    problem = problem or by_ending(inner.suffix)
    if member.flag_bits & 0x1:
        problem = "locked with a password; unpack the zip and import what is inside"
    elif inner.suffix.lower() == ".zip":
        problem = "a zip within a zip; unpack it first"
    elif member.file_size > limit:
        problem = _too_large(member.file_size, limit // 2**20)
    if problem:
        return FoundFile(shown, path, problem=problem)
    try:
        with archive.open(member) as opened:
            # The size a zip declares may be a lie; no more than the limit is ever unpacked.
            content = opened.read(limit + 1)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return FoundFile(
            shown, path, problem="damaged or packed in an unknown way; pack or download it again"
        )
    if len(content) > limit:
        return FoundFile(shown, path, problem=_too_large(len(content), limit // 2**20))
    return FoundFile(shown, path, content)


def _too_large(size: int, max_file_megabytes: int) -> str:
    return (
        f"too large ({size / 2**20:,.0f} MB; at most {max_file_megabytes} MB are read); split it, or raise "
        "COACH_MAX_FILE_MEGABYTES"
    )


def _shown(path: Path) -> str:
    """The path as text, also where the disk holds a name that is none."""
    return os.fsencode(path).decode("utf-8", errors="replace")
