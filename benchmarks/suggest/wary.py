"""Learns the rules of `coach/people/wary.py` from `wary_examples.txt` and measures them on sentences never learnt from.

The lines of those people of the labelled networks whom no goal bars are learnt as harmless too; in the measurement each
network's people are judged by a rule that did not see that network. Logistic regression with a quadratic penalty.

    python benchmarks/suggest/wary.py [--write]
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
from networks import HERE, open_network, read_goals
from numpy.typing import NDArray

from coach.index.embedder import MiniLM, Vectors
from coach.people.wary import as_judged
from coach.settings import load_settings
from coach.text import sentences

RULES = HERE.parent.parent / "coach" / "people" / "wary.toml"
_SENSES = {"harm": "h", "tells": "t"}
_LEARNT_FROM = ("tuning", "held_out", "second")
_PENALTY = 30.0  # 3 to 30 were alike on lines left out; the most was kept
_STEPS = 8  # of Newton's method; it stands still after six
_SCALE = 8.0  # cosines are small
_NETWORK_SHARE = 3.0  # of an example, what a line of a network counts: real notes are mostly harmless
_HITS_SHARE = 0.5  # of all that is harmless together, what all that is not counts
Rule = tuple[NDArray[np.float64], float]


def read_examples(name: str) -> tuple[list[str], list[str]]:
    """The labels and the sentences of a file."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if "\t" in line]
    labels, said = zip(*(line.split("\t", 1) for line in lines), strict=True)
    return list(labels), list(said)


def learn(vectors: Vectors, hit: NDArray[np.bool_], counts: NDArray[np.float64]) -> Rule:
    """Weights and bias that tell the hits from the rest; `counts` is how much each sentence counts."""
    counts = np.where(hit, counts * _HITS_SHARE * counts[~hit].sum() / counts[hit].sum(), counts)
    inputs = np.column_stack([vectors.astype(np.float64) * _SCALE, np.ones(len(vectors))])
    rule, penalty = np.zeros(inputs.shape[1]), np.full(inputs.shape[1], _PENALTY)
    penalty[-1] = 1e-6  # the bias is free
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-(inputs @ rule)))
        slope = inputs.T @ (counts * (likely - hit)) + penalty * rule
        bend = (inputs * (counts * likely * (1 - likely))[:, np.newaxis]).T @ inputs + np.diag(penalty)
        rule -= np.linalg.solve(bend, slope)
    return rule[:-1] * _SCALE, float(rule[-1])


def harmless_lines() -> dict[str, list[str]]:
    """By network, the lines of those whom no goal bars."""
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as room:
        for half in _LEARNT_FROM:
            goals = read_goals(half)
            for goal in goals:
                if goal.network in found:
                    continue
                network = open_network(goal, Path(room) / goal.network)
                barred = {name for one in goals if one.network == goal.network for name in one.vetoed}
                found[goal.network] = [
                    as_judged(sentence)
                    for person in network.people
                    if person.name not in barred
                    for note in network.notes.get(person.id, ())
                    if note.kind != "record" and note.person_ids[:1] == (person.id,)
                    for sentence in sentences(note.text)
                ]
    return found


def main() -> None:
    """Learns, prints how it does on the unseen sentences and the networks, and writes the rules if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    embedder = MiniLM(load_settings())
    labels, said = read_examples("wary_examples.txt")
    unseen_labels, unseen_said = read_examples("wary_unseen.txt")
    vectors, unseen = embedder.embed(said), embedder.embed(unseen_said)
    harmless = {name: embedder.embed(list(dict.fromkeys(lines))) for name, lines in harmless_lines().items()}
    written = ["# Learnt by benchmarks/suggest/wary.py for all-MiniLM-L6-v2-int8."]
    for sense, label in _SENSES.items():

        def rule(without: str | None, label: str = label) -> Rule:
            others = [lines for name, lines in harmless.items() if name != without]
            learnt = np.concatenate([vectors, *others])
            hit = np.zeros(len(learnt), dtype=np.bool_)
            hit[: len(labels)] = [one == label for one in labels]
            counts = np.full(len(learnt), _NETWORK_SHARE)
            counts[: len(labels)] = 1.0
            return learn(learnt, hit, counts)

        weights, bias = rule(None)
        likely = 1 / (1 + np.exp(-(unseen @ weights + bias)))
        of_others = {}
        for name, lines in harmless.items():
            other_weights, other_bias = rule(name)
            of_others[name] = 1 / (1 + np.exp(-(lines @ other_weights + other_bias)))
        known = np.array(unseen_labels)
        for least in (0.5, 0.65, 0.75, 0.8, 0.85):
            held = sum(int((one >= least).sum()) for one in of_others.values())
            print(
                f"{sense} from {least}: caught {(likely[known == label] >= least).sum()} of {(known == label).sum()}, harmless "
                f"held back {(likely[known == 'n'] >= least).sum()} of {(known == 'n').sum()}; lines of networks not learnt "
                f"from held back {held} of {sum(map(len, harmless.values()))}"
            )
        numbers = ", ".join(f"{weight:.4f}" for weight in weights)
        written.append(f"[{sense}]\nbias = {bias:.4f}\nweights = [{numbers}]")
    if chosen.write:
        RULES.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
