"""What a goal and a person have to do with each other, beyond the words they share.

A small embedder puts "speak English without fear" far from "teacher, evening class", but both near "languages, language
class, tandem". So each is described by the fields of life it lies nearest to (`fields.txt`, some hundred of them, written
without a goal in mind), and the descriptions are compared: explicit semantic analysis (Gabrilovich & Markovitch, IJCAI 2007).
"""

from functools import cache
from pathlib import Path

import numpy as np

from coach.index.embedder import Vectors
from coach.retrieval.retriever import Retriever

_NEAREST = 12  # fields that describe a text; the others count as none of it


def shared_fields(retriever: Retriever, goal: Vectors, texts: Vectors) -> Vectors:
    """How alike the fields of each text (rows) and of the goal (one vector) are, 0 to 1."""
    anchors = retriever.embed_once(_fields())
    alike: Vectors = _described(texts, anchors) @ _described(goal[np.newaxis], anchors)[0]
    return alike


def _described(vectors: Vectors, anchors: Vectors) -> Vectors:
    """Per row, how far each of the nearest fields stands out above the rest; length one."""
    near = vectors @ anchors.T
    floor = np.partition(near, -_NEAREST - 1, axis=1)[:, [-_NEAREST - 1]]
    above = np.maximum(near - floor, 0.0)
    described: Vectors = above / np.maximum(np.linalg.norm(above, axis=1, keepdims=True), 1e-9)
    return described


@cache
def _fields() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "fields.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
