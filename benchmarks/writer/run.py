"""How long the embedded writer takes to its first token, with a prompt it has not seen and with one it has.

Prints one line of JSON. The target: from the second turn on, at most a tenth of the uncached time.
"""

import json
import statistics
import time

from coach.llm.writer import Slot, Writer, open_writer
from coach.settings import load_settings
from coach.types import Message

_ROUNDS = 3


def first_token_seconds(writer: Writer, beginning: str, question: str) -> float:
    """Seconds from the request to the first piece; the rest of the reply is abandoned."""
    started = time.monotonic()
    messages = [Message("system", beginning), Message("user", question)]
    reply = writer.stream(messages, slot=Slot.MENTOR, max_tokens=8)
    next(reply)
    seconds = time.monotonic() - started
    for _ in reply:
        pass
    return seconds


def main() -> None:
    writer = open_writer(load_settings())
    uncached, cached = [], []
    for number in range(_ROUNDS):
        # A new first word each time, so that nothing of the prompt is known.
        beginning = (
            f"{time.time_ns()} You are a kind coach. " + "Say it in plain and warm words, and be brief. " * 38
        )
        if not number:
            tokens = writer.count(beginning)
        uncached.append(first_token_seconds(writer, beginning, "How do I begin?"))
        cached.append(first_token_seconds(writer, beginning, "And how do I go on?"))
    first, second = statistics.median(uncached), statistics.median(cached)
    measured = {
        "prompt_tokens": tokens,
        "uncached_seconds": round(first, 3),
        "cached_seconds": round(second, 3),
    }
    print(json.dumps({"benchmark": "writer", **measured, "cached_to_uncached": round(second / first, 3)}))


if __name__ == "__main__":
    main()
