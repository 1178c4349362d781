"""Nothing can leave the machine, because there is nothing to leave by: the journey in a network of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.settings import Settings
from tests.terminal import coach

UNSHARE = ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-rn")


def can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture
def own_models(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The verified files in a cache of the test's own: a server outside the namespace cannot be reached from inside."""
    folder = tmp_path / "models"
    for file in settings.models.rglob("*"):
        if file.is_file() and "server" not in file.parts and file.name != "verified.json":
            link = folder / file.relative_to(settings.models)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(file)
    monkeypatch.setenv("COACH_MODELS", str(folder))
    return folder


@pytest.mark.model
@pytest.mark.skipif(not can_unshare(), reason="this system allows no network namespace")
def test_the_journey_needs_nothing_but_loopback(own_models: Path, tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.without_network", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ran = json.loads(done.stdout)
    assert {name: step["status"] for name, step in ran.items()} == dict.fromkeys(ran, 0), ran
    value = {name: json.loads(step["out"]) for name, step in ran.items()}
    assert value["ask"]["exact"] is True
    assert value["suggest"]["suggestions"]
    assert value["draft"]["body"]
    assert len([turn for turn in value["rehearse"]["transcript"] if turn["speaker"] == "partner"]) >= 2
    assert value["plan"]["steps"]
    assert value["chat"]["action"]["name"] == "plan"


def test_an_import_killed_at_any_point_leaves_the_book_before_or_after_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(40):
        lines = "\n".join(
            f"2026-0{n % 9 + 1}-11 Lunch number {n}, they talked about their garden." for n in range(60)
        )
        (folder / f"person-{number}.md").write_text(f"---\nname: Person Number{number}\n---\n{lines}\n")
    coach("people", "list", "--json").json()
    for wait in (0.9, 1.2, 1.6, 2.1, 2.8):
        process = subprocess.Popen(
            [sys.executable, "-m", "coach.cli.main", "import", str(folder), "--json"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parent.parent,
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        people = [
            row for row in coach("people", "list", "--json").json() if row["person"].startswith("Person")
        ]
        assert {row["notes"] for row in people} <= {people[0]["notes"]} if people else True
    report = coach("import", str(folder), "--json").json()
    assert (report["people_total"], {row["notes"] for row in coach("people", "list", "--json").json()}) == (
        40,
        {report["notes_total"] // 40},
    )
    assert len(coach("search", "garden", "--json").json()["passages"]) == 10
