"""How well the debrief and the partner do. Run: `python benchmarks/rehearsal/run.py [--partner]`.

Without `--partner` only the debrief is measured: per code precision and recall on the held-out talks, and on those that
were worked on. With it also the partner, as `partner.py` does it in pieces.
"""

import sys
import tempfile
from pathlib import Path

from labelled_talks import load, rates
from partner import report, talk


def debrief_rates() -> None:
    for name in ("stranger", "held_out", "dev", "dev_more", "dev_third", "dev_fourth"):
        talks = load(name)
        found = rates(talks)
        right = sum(rate.right for rate in found.values())
        wrong = sum(rate.wrong for rate in found.values())
        missed = sum(rate.missed for rate in found.values())
        print(
            f"{name}: {len(talks)} talks; all codes P {right / (right + wrong):.2f} R {right / (right + missed):.2f}"
        )
        if name in ("stranger", "held_out"):
            for code, rate in found.items():
                print(
                    f"  {code:24} P {rate.precision:.2f}  R {rate.recall:.2f}  (right {rate.right}, wrong {rate.wrong}, missed {rate.missed})"
                )


def partner_rates() -> None:
    """Every case of the half held out, with the coach and with a plain prompt; hours on a slow machine."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for way in ("coach", "plain"):
            files.append(Path(folder) / f"{way}.jsonl")
            talk("held_out", way, slice(None), files[-1])
        report(files)


if __name__ == "__main__":
    debrief_rates()
    if "--partner" in sys.argv[1:]:
        partner_rates()
