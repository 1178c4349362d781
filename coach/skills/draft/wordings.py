"""How the courtesies of a message are worded: one of a few ways for each, the same one for the same person each time."""

import tomllib
from functools import cache
from pathlib import Path
from zlib import crc32


@cache
def wordings() -> dict[str, dict[str, list[str]]]:
    """All wordings, by purpose (or "hook", or "any") and part."""
    return tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))


def wording(purpose: str, part: str, name: str) -> str:
    """The wording of one part for the person of this name; what a purpose has none of its own for is worded as for any."""
    tables = wordings()
    ways = tables.get(purpose, {}).get(part) or tables["any"][part]
    return ways[crc32(f"{name}/{part}".encode()) % len(ways)]
