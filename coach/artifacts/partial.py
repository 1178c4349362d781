"""A model file that is not whole yet: the bytes so far, and how many whole parts they are."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from coach.errors import ArtifactProblem

BLOCK_BYTES = 1 << 20

Say = Callable[[int, str], None]
"""Told the bytes gathered so far, and what is being done."""


class Partial:
    """`NAME.part` and `NAME.part.json` beside the final name. Survives an interruption at any moment."""

    def __init__(self, final: Path) -> None:
        self.final = final
        self.path = final.with_name(final.name + ".part")
        self._notes = final.with_name(final.name + ".part.json")

    @property
    def size(self) -> int:
        """Bytes gathered so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    def whole_parts(self) -> tuple[int, int]:
        """(how many parts were appended whole, the bytes they are together)."""
        try:
            notes = json.loads(self._notes.read_text(encoding="utf-8"))
            parts, size = int(notes["parts"]), int(notes["bytes"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0
        return (parts, size) if size <= self.size else (0, 0)

    def note_whole_parts(self, parts: int, size: int) -> None:
        """Remembers that the first `size` bytes are the first `parts` parts."""
        self._notes.write_text(json.dumps({"parts": parts, "bytes": size}), encoding="utf-8")

    @contextmanager
    def open_at(self, start: int) -> Iterator[BinaryIO]:
        """The file, cut to its first `start` bytes, to be written on."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        with self.path.open("r+b") as stream:
            stream.truncate(start)
            stream.seek(start)
            yield stream

    def remove(self) -> None:
        """Leaves nothing of it."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._notes.unlink(missing_ok=True)


def append(blocks: Iterable[bytes], target: BinaryIO, limit: int, say: Callable[[int], None]) -> None:
    """Writes block after block; `say` is told where the target stands.

    Raises:
        ArtifactProblem: there are more than `limit` bytes in all: whatever it is, it is not the file asked for.
    """
    for block in blocks:
        if target.tell() + len(block) > limit:
            raise ArtifactProblem(f"there are more than the {limit} bytes there should be")
        target.write(block)
        say(target.tell())
