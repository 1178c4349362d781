"""Learns the rule of `coach/people/second_opinion.py` from `use-examples.txt` and measures it on sentences held out.

Logistic regression over the vectors of the embedder inside, with a quadratic penalty; a second a run.

    python benchmarks/facts/second_opinion.py [--write]
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.index.embedder import MiniLM
from coach.people.use import use_of
from coach.settings import load_settings
from coach.types import Use

HERE = Path(__file__).parent
RULE = HERE.parent.parent / "coach" / "people" / "second_opinion.toml"
_PENALTY = 3.0
_STEPS = 1500
_SCALE = 8.0  # cosines are small; scaled, the steps are of a like size


def read_examples(name: str) -> tuple[list[str], NDArray[np.bool_]]:
    """The sentences of a file and whether each is a secret."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if "\t" in line]
    labels, sentences = zip(*(line.split("\t", 1) for line in lines), strict=True)
    return list(sentences), np.array([label != "s" for label in labels])


def learn(
    vectors: NDArray[np.float32], chosen: NDArray[np.bool_], steps: int = _STEPS
) -> tuple[NDArray[np.float64], float]:
    """Weights and bias that tell the chosen ones from the rest."""
    inputs, weights, bias = vectors.astype(np.float64) * _SCALE, np.zeros(vectors.shape[1]), 0.0
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(inputs @ weights + bias))) - chosen
        weights -= 0.5 * (inputs.T @ error + _PENALTY * weights) / len(chosen)
        bias -= 0.5 * float(error.mean())
    return weights * _SCALE, bias


def main() -> None:
    """Learns, prints how it does on the second set, and writes the rule if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    embedder = MiniLM(load_settings())
    sentences, secret = read_examples("use-examples.txt")
    weights, bias = learn(embedder.embed(sentences), secret)
    unseen, is_secret = read_examples("use-sentences-second.txt")
    words = np.array([use_of(sentence) is not Use.SHAREABLE for sentence in unseen])
    likely = 1 / (1 + np.exp(-(embedder.embed(unseen) @ weights + bias)))
    for least in (0.5, 0.6, 0.7, 0.8, 0.9):
        both = words | (likely >= least)
        print(
            f"from {least}: secrets {both[is_secret].sum()}/{is_secret.sum()} (words alone {words[is_secret].sum()}), "
            f"harmless held back {both[~is_secret].sum()}/{(~is_secret).sum()}"
        )
    if chosen.write:
        lines = ", ".join(f"{weight:.4f}" for weight in weights)
        RULE.write_text(
            f"# Learnt by benchmarks/facts/second_opinion.py for all-MiniLM-L6-v2-int8.\nbias = {bias:.4f}\nweights = [{lines}]\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
