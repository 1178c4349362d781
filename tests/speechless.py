"""A model on loopback that writes nothing of use, for tests of whole programs in which its words are not the point."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@contextlib.contextmanager
def speechless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The coach's model while it is open, so that every sentence of a draft is the planned one."""
    model = ThreadingHTTPServer(("127.0.0.1", 0), Speechless)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    monkeypatch.setenv("COACH_LLM_URL", f"http://127.0.0.1:{model.server_port}/v1")
    monkeypatch.setenv("COACH_LLM_MODEL", "m")
    monkeypatch.setenv("COACH_LLM_API_KEY", "k")
    yield
    model.shutdown()
    model.server_close()


class Replying(BaseHTTPRequestHandler):
    """Speaks the protocol of a model's server; what it says is the subclass's."""

    def text(self, asked: dict[str, Any]) -> str:
        """The reply to one request."""
        raise AssertionError("a test's model has to say something")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        pieces = [({"role": "assistant", "content": self.text(asked)}, None), ({}, "stop")]
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

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Speechless(Replying):
    """Answers whatever it is asked with a line for no part of any message."""

    def text(self, asked: dict[str, Any]) -> str:
        return "nothing: x"
