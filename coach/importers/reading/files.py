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
    try:
        content = _content(path, max_file_megabytes, messages)
        if content.startswith(_ZIP):
            yield from _members(shown, path, content, max_file_megabytes, messages)
        else:
            yield FoundFile(shown, path, content)
    except _Unread as why:
        yield FoundFile(shown, path, problem=str(why))


class _Unread(Exception):
    """Why a file is not read, as the end of "it is ..."."""


def _content(path: Path, max_file_megabytes: int, messages: bool) -> bytes:
    if problem := by_ending(path.suffix):
        raise _Unread(problem)
    if path.name.casefold() == _MESSAGES and not messages:
        raise _Unread(MESSAGES_NEED_A_YES)
    try:
        if not path.is_file():
            raise _Unread("no regular file; copy what is in it to one")
        _must_fit(path.stat().st_size, max_file_megabytes * 2**20)
        return path.read_bytes()
    except OSError as error:
        reason = f"not readable ({error.strerror or error}); allow reading it and try again"
        raise _Unread(reason) from error


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
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError) as error:
        raise _Unread("a damaged or cut-off zip; download or pack it again") from error
    names = {member.filename for member in members}
    if problem := in_zip(names, content[:200].decode("latin-1")):
        raise _Unread(problem)
    if not members:
        raise _Unread("a zip with nothing in it; pack it again")
    if len(members) > _MOST_MEMBERS:
        raise _Unread("a zip with too many files; unpack it and import the folders that matter")
    from_linkedin = any(PurePosixPath(name).name.casefold() == _CONNECTIONS for name in names)
    most = max_file_megabytes * 2**20
    room = 4 * most
    for member in members:
        inner = PurePosixPath(member.filename.replace("\\", "/"))
        if any(_hidden(part) for part in inner.parts if part != ".."):
            continue
        try:
            if from_linkedin:
                _must_be_about_people(inner.name.casefold(), messages)
            found = FoundFile(f"{shown}/{inner}", path, _member(archive, member, min(room, most)))
        except _Unread as why:
            found = FoundFile(f"{shown}/{inner}", path, problem=str(why))
        room -= len(found.content)
        yield found


def _must_be_about_people(name: str, messages: bool) -> None:
    """Of LinkedIn's export only the connections are read, and the messages with the user's yes."""
    if name == _MESSAGES and not messages:
        raise _Unread(MESSAGES_NEED_A_YES)
    if name not in (_CONNECTIONS, _MESSAGES):
        raise _Unread("a part of the LinkedIn export that is not about people you know; nothing to do")


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int) -> bytes:
    suffix = PurePosixPath(member.filename).suffix
    if member.flag_bits & 0x1:
        raise _Unread("locked with a password; unpack the zip and import what is inside")
    if suffix.lower() == ".zip":
        raise _Unread("a zip within a zip; unpack it first")
    if problem := by_ending(suffix):
        raise _Unread(problem)
    _must_fit(member.file_size, max_bytes)
    try:
        with archive.open(member) as opened:
            # The size a zip declares may be a lie; no more than the limit is ever unpacked.
            content = opened.read(max_bytes + 1)
    except (
        zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error,
    ) as error:  # fmt: skip
        raise _Unread("damaged or packed in an unknown way; pack or download it again") from error
    _must_fit(len(content), max_bytes)
    return content


def _must_fit(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise _Unread(
            f"too large ({size / 2**20:,.0f} MB; at most {max_bytes // 2**20} MB are read); split it, or raise "
            "COACH_MAX_FILE_MEGABYTES"
        )


def _shown(path: Path) -> str:
    """The path as text, also where the disk holds a name that is none."""
    return os.fsencode(path).decode("utf-8", errors="replace")
