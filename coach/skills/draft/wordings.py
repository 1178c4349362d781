"""How the courtesies of a message are worded: one of a few ways for each, the same one for the same person each time."""

import re
import tomllib
from functools import cache
from pathlib import Path
from zlib import crc32

_OF_JOY = re.compile(r"\b(?:happy|glad|enjoy\w*|smile\w*|celebrat\w*|love)\b", re.IGNORECASE)


@cache
def wordings() -> dict[str, dict[str, list[str]]]:
    """All wordings, by purpose (or "hook", or "any") and part."""
    return tomllib.loads((Path(__file__).parent / "wordings.toml").read_text(encoding="utf-8"))


def wording(purpose: str, part: str, name: str, *, quiet: bool = False) -> str:
    """The wording of one part for the person of this name; what a purpose has none of its own for is worded as for any.

    Args:
        quiet: they have had a loss, so that no wording that speaks of joy is taken where there is another.
    """
    tables = wordings()
    ways = tables.get(purpose, {}).get(part) or tables["any"][part]
    ways = [way for way in ways if not (quiet and _OF_JOY.search(way))] or ways
    return ways[crc32(f"{name}/{part}".encode()) % len(ways)]
