"""Reads the weights of the ranking from `weights.toml`, the one place where they stand."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Weights:
    """What speaks for and against somebody, and the limits below which nobody is named."""

    for_: Mapping[str, float]
    against: Mapping[str, float]
    limits: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """The weights as they stand in the file."""
    raw = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
    return Weights(raw["for"], raw["against"], raw["limits"])
