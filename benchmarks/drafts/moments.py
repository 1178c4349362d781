"""Learns the two rules of `coach/skills/draft/moments.py` from `moments.txt` and measures them on every fifth sentence.

The figures are of the sentences kept out while learning; what `--write` stores is learnt from all of them. A rule is only
taught lines of which its words leave it the choice, for only of those it is asked.

    PYTHONPATH=. python benchmarks/drafts/moments.py [--write]
"""

import argparse
from pathlib import Path
from typing import get_args

import numpy as np

from benchmarks.facts.second_opinion import learn
from coach.index.embedder import MiniLM
from coach.settings import load_settings
from coach.skills.draft.moments import AT_LEAST, Moment, can_be

HERE = Path(__file__).parent
RULES = HERE.parent.parent / "coach" / "skills" / "draft" / "moments.toml"
_LABELS: dict[Moment, str] = {"kindness": "k", "news": "n"}
_KEPT_OUT = 5  # every fifth
_STEPS = 1000


def main() -> None:
    """Learns, prints precision and recall on the fifth kept out, and writes the rules if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = [
        line.split("\t", 1)
        for line in (HERE / "moments.txt").read_text(encoding="utf-8").splitlines()
        if "\t" in line
    ]
    labels, texts = np.array([row[0] for row in rows]), [row[1] for row in rows]
    vectors = MiniLM(load_settings()).embed(texts)
    kept_out = np.arange(len(rows)) % _KEPT_OUT == 0
    written = "# Learnt by benchmarks/drafts/moments.py for all-MiniLM-L6-v2-int8.\n"
    for moment in get_args(Moment):
        is_one = labels == _LABELS[moment]
        possible = np.array([can_be(moment, text) for text in texts])
        taught = possible & ~kept_out
        weights, bias = learn(vectors[taught], is_one[taught], _STEPS)
        found = possible & (1 / (1 + np.exp(-(vectors @ weights + bias))) >= AT_LEAST[moment])
        right, all_found = (found & is_one & kept_out).sum(), (found & kept_out).sum()
        print(
            f"{moment}: of {kept_out.sum()} kept out, precision {right}/{all_found}, recall {right}/{(is_one & kept_out).sum()}"
        )
        for at in np.where(found & ~is_one & kept_out)[0]:
            print(f"   wrong: {texts[at]}")
        weights, bias = learn(vectors[possible], is_one[possible], _STEPS)
        numbers = ", ".join(f"{weight:.4f}" for weight in weights)
        written += f"\n[{moment}]\nbias = {bias:.4f}\nweights = [{numbers}]\n"
    if chosen.write:
        RULES.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
