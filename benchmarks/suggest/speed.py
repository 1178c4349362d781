"""How long ranking takes in a very large book, before any words are written."""

import re
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from crowd import write_cards
from networks import TODAY, index

from coach.index.embedder import Embedder, Vectors, open_embedder
from coach.settings import Settings
from coach.skills.suggest import suggest

_GOALS = (
    "I want to find work as an electrician",
    "learn to sing without being afraid of it",
    "move to a bigger house near the market",
)
_NAMES = re.compile(r"\b[A-Z]\w+\b|\d+")


def print_times(sizes: Sequence[int]) -> None:
    """Prints, for a generated book of each size, the processor and wall seconds of a first and of later goals."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as room:
            settings = Settings(home=Path(room) / "home", today=TODAY)
            cards = Path(room) / "cards"
            cards.mkdir()
            write_cards(cards / "phone.vcf", size)
            network = index(settings, cards, _Remembering(open_embedder(settings)))
            for goal in _GOALS:
                wall, processor = time.perf_counter(), time.process_time()
                suggest(network.book, network.retriever, goal)
                processor, wall = time.process_time() - processor, time.perf_counter() - wall
                print(
                    f"{len(network.people):>6} people: {processor:5.2f} s processor, {wall:5.2f} s wall: {goal}"
                )


class _Remembering:
    """The embedder, which embeds texts that differ only in names and numbers once: building the index is not the point."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self._seen: dict[str, Vectors] = {}
        self.name = inner.name
        self.dimensions = inner.dimensions
        self.remote = inner.remote

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As `Embedder.embed`, the vectors being those of the texts without names and numbers."""
        bare = [" ".join(_NAMES.sub(" ", text).split()) for text in texts]
        new = list(dict.fromkeys(text for text in bare if text not in self._seen))
        self._seen |= dict(zip(new, self._inner.embed(new), strict=True))
        return np.stack([self._seen[text] for text in bare]) if bare else self._inner.embed([])
