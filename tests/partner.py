"""A practice partner at hand: a small server on loopback that stands in for the model where its words are not the point."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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


class _Partner(BaseHTTPRequestHandler):
    """Says one line after the other; gives three hints when asked for a choice, and advice as the mentor."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        last = asked["messages"][-1]["content"]
        text = _LINES[-1] if "bye" in last else _LINES[last.count("\nOther: ") % len(_LINES)]
        if asked.get("response_format"):
            text = json.dumps(_HINTS)
        elif "mentor" in asked["messages"][0]["content"]:
            text = "Ask about the cello. You could say: what do you like to play?"
        pieces = [({"role": "assistant", "content": text}, None), ({}, "stop")]
        chunks = [
            {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
            }
            for delta, reason in pieces
        ]
        body = "".join(f"data: {line}\n\n" for line in [*map(json.dumps, chunks), "[DONE]"]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


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
