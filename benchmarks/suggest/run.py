"""Measures `suggest` on invented networks whose goals were labelled before anybody tuned a weight.

Beside it, on the same goals: most recent first, keyword match, embedding similarity and, with `--model`, the language
model asked directly on a sample of goals. Tune on `--half tuning` only; `held_out` is for reporting.

    python benchmarks/suggest/run.py [--half tuning] [--show] [--model] [--sizes 5000 50000]
"""

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from networks import HALVES, Goal, Network, check_labels, open_network, read_goals
from rankings import Ranking, asked_directly, embedding, keyword, most_recent
from scores import TOP, Tally, interval, ndcg, tally, vetoed_shown
from speed import print_times

from coach.llm.writer import open_writer
from coach.settings import Settings
from coach.skills.suggest import Suggestions, suggest

_PLAIN: Mapping[str, Ranking] = {"keyword": keyword, "embedding": embedding, "recency": most_recent}
_SAMPLE = 12
_PATIENCE_SECONDS = 1800.0  # a whole network of notes is read before the first word, maybe on a busy machine


@dataclass
class Results:
    """What one half came to: a value a goal for each ranking, and counts over our own answers."""

    gains: dict[str, dict[Goal, float]] = field(default_factory=lambda: defaultdict(dict))
    wrong: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    vetoed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    counts: Tally = field(default_factory=Tally)
    slowest_seconds: float = 0.0

    def take(self, ranking: str, goal: Goal, order: Sequence[str], vetoed: Sequence[str]) -> None:
        """Files one ranking's answer to one goal."""
        if not goal.nobody:
            self.gains[ranking][goal] = ndcg(order, goal)
        self.wrong[ranking] += sum(name in goal.wrong for name in order[:TOP])
        self.vetoed[ranking] += len(vetoed)


def measure(goals: Sequence[Goal], rankings: Mapping[str, Ranking], *, show: bool) -> Results:
    """Ours and the other rankings over these goals of one half."""
    results = Results()
    with tempfile.TemporaryDirectory() as room:
        networks: dict[str, Network] = {}
        for goal in goals:
            if goal.network not in networks:
                networks[goal.network] = open_network(goal, Path(room) / goal.network)
            network = networks[goal.network]
            check_labels(network, goal)
            begun = time.perf_counter()
            found = suggest(network.book, network.retriever, goal.text, TOP)
            results.slowest_seconds = max(results.slowest_seconds, time.perf_counter() - begun)
            results.counts += tally(network, goal, found)
            order = [one.person for one in found.suggestions]
            results.take("ours", goal, order, vetoed_shown(found, goal))
            for name, rank in rankings.items():
                order = rank(network, goal)
                results.take(name, goal, order, [one for one in order[:TOP] if one in goal.vetoed])
            if show:
                _show(goal, found, results)
    return results


def _show(goal: Goal, found: Suggestions, results: Results) -> None:
    marks = (
        dict.fromkeys(goal.wrong, "!") | dict.fromkeys(goal.acceptable, "~") | dict.fromkeys(goal.good, "+")
    )
    shown = [one.person for one in found.suggestions]
    figures = " ".join(f"{name} {gains[goal]:.2f}" for name, gains in results.gains.items() if goal in gains)
    print(f"\n{goal.network}: {goal.text}\n  {figures or 'nobody fits'}")
    print(
        "  shown:",
        ", ".join(f"{marks.get(one.person, '')}{one.person} ({one.pick})" for one in found.suggestions),
    )
    print("  missed:", ", ".join(sorted(goal.good - set(shown))))
    print("  left out:", ", ".join(f"{one.person}: {one.reason}" for one in found.left_out))


def _print(half: str, results: Results, asked: int) -> None:
    print(f"\n{half}: {asked} goals, nDCG@5 over the {len(results.gains['ours'])} that somebody fits")
    print(f"{'ranking':10} {'nDCG@5':>7} {'95 %':>15} {'wrong in top 5':>15} {'never to be shown':>18}")
    for name, gains in results.gains.items():
        values = list(gains.values())
        low, high = interval(values)
        mean = sum(values) / len(values)
        print(
            f"{name:10} {mean:7.3f} {low:8.3f}-{high:.3f} {results.wrong[name]:>15} {results.vetoed[name]:>18}"
        )
    ours = results.gains["ours"]
    best = max(_PLAIN, key=lambda name: sum(results.gains[name].values()))
    margin = [value - results.gains[best][goal] for goal, value in ours.items()]
    low, high = interval(margin)
    print(f"ours above {best}: {sum(margin) / len(margin):+.3f} ({low:+.3f} to {high:+.3f})")
    for network in dict.fromkeys(goal.network for goal in ours):
        means = {
            name: [value for goal, value in gains.items() if goal.network == network]
            for name, gains in results.gains.items()
        }
        print(
            f"  {network:12}",
            "  ".join(f"{name} {sum(one) / len(one):.3f}" for name, one in means.items() if one),
        )
    for what, (right, total) in vars(results.counts).items():
        print(f"{what:10} {right} of {total}")
    print(f"slowest {results.slowest_seconds:.2f} s")


def main() -> None:
    """Prints a table for each half asked for; with `--show` also every goal's answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=[*HALVES, "both"], default="both")
    parser.add_argument("--show", action="store_true", help="what was picked for each goal")
    parser.add_argument(
        "--model", action="store_true", help=f"also ask the model directly, on {_SAMPLE} goals; slow"
    )
    parser.add_argument(
        "--network", help="only the goals of this one, so that a slow run can be had in pieces"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[], help="only time generated books of these sizes"
    )
    options = parser.parse_args()
    if options.sizes:
        print_times(options.sizes)
        return
    for half in HALVES if options.half == "both" else [options.half]:
        goals = read_goals(half)
        rankings = dict(_PLAIN)
        if options.model:
            goals = [goals[place * len(goals) // _SAMPLE] for place in range(_SAMPLE)]
            rankings["the model"] = asked_directly(
                open_writer(Settings(llm_timeout_seconds=_PATIENCE_SECONDS))
            )
        goals = [goal for goal in goals if options.network in (None, goal.network)]
        _print(half, measure(goals, rankings, show=options.show), len(goals))


if __name__ == "__main__":
    main()
