"""A practice partner at hand: a small server on loopback that stands in for the model where its words are not the point."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from typing import Any

from tests.speechless import Replying

_LINES = (
    "Good to see you here.",
    "The cello keeps me busy these days.",
    "Most evenings I play for an hour.",
    "The Alps were lovely last week.",
    "My fingers still hurt a little.",
    "Goodbye, and take care!",
)
_HINTS = {
    "careful": "That sounds like a lot of practice.",
    "middle": "How did you come to the cello?",
    "brave": "I would love to hear you play one day.",
}


class _Partner(Replying):
    """Says one line after the other; gives three hints when asked for a choice, and advice as the mentor."""

    def text(self, asked: dict[str, Any]) -> str:
        last = asked["messages"][-1]["content"]
        if asked.get("response_format"):
            return json.dumps(_HINTS)
        if "mentor" in asked["messages"][0]["content"]:
            return "Ask about the cello. You could say: what do you like to play?"
        return _LINES[-1] if "bye" in last else _LINES[last.count("\nOther: ") % len(_LINES)]


@contextlib.contextmanager
def partner_at_hand() -> Iterator[str]:
    """Its address, for COACH_LLM_URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Partner)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
