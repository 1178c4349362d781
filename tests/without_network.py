"""The journey by command line where nothing but loopback exists. Run inside a network namespace of its own.

Prints one JSON object: each command's words to its exit status, output and errors.
"""

import errno
import fcntl
import json
import os
import signal
import socket
import struct
import sys
from dataclasses import asdict
from pathlib import Path

from tests.terminal import coach

_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1


def raise_loopback() -> None:
    """A new namespace has a loopback that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", _IFF_UP))


def assert_nothing_else_is_there() -> None:
    """A documentation address cannot even be tried."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as out:
        assert out.connect_ex(("192.0.2.1", 80)) == errno.ENETUNREACH


def main(folder: Path) -> None:
    raise_loopback()
    assert_nothing_else_is_there()
    (folder / "lines.txt").write_text(
        "Hello! What brought you here?\nThank you, it was nice to meet you. Goodbye!\n"
    )
    journey = {
        "import": ("import", "examples/network"),
        "ask": ("ask", "Who works at a library?"),
        "suggest": ("suggest", "I want to work with health data"),
        "draft": ("draft", "--to", "Priya", "--purpose", "lunch_invite", "--when", "Thursday next week"),
        "rehearse": ("rehearse", "--scene", "meetup", "--level", "1", "--script", str(folder / "lines.txt")),
        "plan": ("plan",),
        "chat": ("chat", "what should I do this week?"),
    }
    ran = {name: asdict(coach(*words, "--json", seconds=600)) for name, words in journey.items()}
    state = json.loads((Path(os.environ["COACH_MODELS"]) / "server" / "server.json").read_text())
    os.kill(state["pid"], signal.SIGTERM)
    print(json.dumps(ran))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
