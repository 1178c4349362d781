"""Is somebody who asks for advice led to a guide that helps? Sentences by a hand that did not write the guides' `asked`.

Run with PYTHONPATH=. from the project's root; `--show` lists what goes wrong. No model is asked.
"""

import sys
import tempfile
import tomllib
from pathlib import Path

from coach.agent.coach import Coach
from coach.settings import Settings
from coach.skills.advise import fitting

ASKED = tomllib.loads((Path(__file__).parent / "asked.toml").read_text(encoding="utf-8"))["asked"]


def main() -> None:
    right = right_guide = told = silent = 0
    covered = [one for one in ASKED if one["sections"]]
    with tempfile.TemporaryDirectory() as home:
        retriever = Coach(Settings(home=Path(home))).retriever
        for one in ASKED:
            best = fitting(retriever.guidance(one["says"], 40))
            section = (
                f"{best.note_id.partition('/')[2]}/{best.text.splitlines()[0].lstrip('# ')}" if best else ""
            )
            guides = {wanted.partition("/")[0] for wanted in one["sections"]}
            right += section in one["sections"]
            right_guide += section.partition("/")[0] in guides
            told += bool(one["sections"] and best)
            silent += not one["sections"] and best is None
            if "--show" in sys.argv and section not in (one["sections"] or [""]):
                print(f"<!-- {one['says']!r}: {section or 'nothing'}, not {one['sections'][:1]} -->")
    print("| asked | a fitting section | a fitting guide | some guide | not covered, and said so |")
    print("|---|---|---|---|---|")
    print(f"| {len(covered)} | {right} | {right_guide} | {told} | {silent} of {len(ASKED) - len(covered)} |")


if __name__ == "__main__":
    main()
