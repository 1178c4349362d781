"""Does one person's offer fit another's need? Labelled pairs, by the cosine that the ledger goes by."""

from pathlib import Path

from coach.index.embedder import open_embedder
from coach.settings import load_settings
from coach.skills.ledger import LEAST_FIT

PAIRS = Path(__file__).parent / "pairs.txt"


def main() -> None:
    """Prints how many pairs that fit reach the limit, and how many that do not."""
    embedder = open_embedder(load_settings())
    half = ""
    reached: dict[tuple[str, str], list[bool]] = {}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            half = line.strip("# ")
            continue
        label, offer, need = line.split("|")
        meaning = embedder.embed([offer, f"Ana {need}."])
        reached.setdefault((half, label), []).append(float(meaning[0] @ meaning[1]) >= LEAST_FIT)
    for (name, label), found in reached.items():
        kind = "that fit" if label == "1" else "that do not fit"
        print(f"{name}: {sum(found)} of {len(found)} pairs {kind} reach {LEAST_FIT}")


if __name__ == "__main__":
    main()
