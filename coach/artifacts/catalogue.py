"""Which model files there are: `models.toml` as typed values.

A catalogue maps a short name (writer, embedder, tokenizer, o200k_base, cl100k_base) to a `Wanted`. Every function of
this folder takes one, so that other files can be fetched by the same code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal


@dataclass(frozen=True)
class Member:
    """A file inside a published wheel. `requirement` is exact (`name==version`)."""

    requirement: str
    path: str


@dataclass(frozen=True)
class PackageSource:
    """Members of wheels which, joined in order, are the file."""

    members: tuple[Member, ...]
    kind: Literal["packages"] = "packages"

    def __str__(self) -> str:
        first, last = self.members[0].requirement, self.members[-1].requirement
        return f"package {first}" if first == last else f"packages {first} to {last}"


@dataclass(frozen=True)
class HubSource:
    """The publisher's own file on a model hub."""

    repository: str
    file: str
    kind: Literal["hub"] = "hub"

    def __str__(self) -> str:
        return f"hub {self.repository}"


@dataclass(frozen=True)
class Wanted:
    """One model file as it must be. `file` is its path inside the cache; `size` is in bytes."""

    name: str
    file: str
    version: str
    size: int
    sha256: str
    licence: str
    sources: tuple[PackageSource | HubSource, ...]


Catalogue = Mapping[str, Wanted]


@cache
def published() -> Catalogue:
    """The model files this version of the coach was built with."""
    return read_catalogue(Path(__file__).with_name("models.toml").read_text(encoding="utf-8"))


def read_catalogue(text: str) -> Catalogue:
    """The catalogue that a text in the format of `models.toml` describes."""
    entries: dict[str, Wanted] = {}
    for name, entry in tomllib.loads(text).items():
        entries[name] = Wanted(
            name=name,
            file=entry["file"],
            version=entry["version"],
            size=entry["bytes"],
            sha256=entry["sha256"],
            licence=entry["licence"],
            sources=tuple(_source(source) for source in entry["sources"]),
        )
    return MappingProxyType(entries)


def _source(entry: dict[str, Any]) -> PackageSource | HubSource:
    if entry["kind"] == "hub":
        return HubSource(entry["repository"], entry["file"])
    numbers = range(1, entry.get("parts", 1) + 1)
    return PackageSource(
        tuple(
            Member(_numbered(entry["package"], number), _numbered(entry["member"], number))
            for number in numbers
        )
    )


def _numbered(pattern: str, number: int) -> str:
    return pattern.replace("{nn}", f"{number:02}").replace("{n}", str(number))
