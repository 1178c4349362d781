"""Runs the real command in a process of its own, as a user's terminal would."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The one value on standard output; fails if there is anything else there."""
        assert self.status == 0, self.err
        return json.loads(self.out)


def coach(
    *words: str,
    extra: Mapping[str, str] | None = None,
    prefix: tuple[str, ...] = (),
    seconds: float = 300,
    typed: str = "",
) -> Ran:
    """`coach WORDS...` with the environment of the test, and what is typed into it."""
    command = [*prefix, sys.executable, "-m", "coach.cli.main", *words]
    done = subprocess.run(
        command,
        capture_output=True,
        input=typed.encode(),
        env={**os.environ, **(extra or {})},
        timeout=seconds,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
