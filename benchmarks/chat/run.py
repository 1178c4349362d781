"""Does the chat understand what is wanted? Sentences with their action, by the embedded writer and by the nearest example.

Run with PYTHONPATH=. from the project's root. Prints how many of each half come out right, and how often the model was asked.
"""

import tempfile
import time
import tomllib
from pathlib import Path

from coach.agent.actions import ACTIONS
from coach.agent.choosing import Chooser
from coach.agent.conversation import capitalised
from coach.index.embedder import open_embedder
from coach.llm.writer import open_writer
from coach.settings import Settings

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        writer = open_writer(settings)
        chooser = Chooser(writer, lambda texts: open_embedder(settings).embed(list(texts)))
        print("| half | right | of | nearest example alone | seconds a sentence |")
        print("|---|---|---|---|---|")
        for half, rows in SENTENCES.items():
            begun = time.perf_counter()
            wrong = []
            alone = 0
            for said, action in rows:
                names = capitalised(said)
                alone += chooser.nearest(said, names, list(ACTIONS))[0][1].action == action
                chosen = chooser.choose(said, names, list(ACTIONS)).action
                if chosen != action:
                    wrong.append(f"{said!r}: {chosen}, not {action}")
            seconds = (time.perf_counter() - begun) / len(rows)
            print(f"| {half} | {len(rows) - len(wrong)} | {len(rows)} | {alone} | {seconds:.1f} |")
            for line in wrong:
                print(f"<!-- {line} -->")


if __name__ == "__main__":
    main()
