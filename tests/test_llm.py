"""The writer against servers that are really there: good ones, bad ones, and the embedded one."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from coach.artifacts.files import artifact_path
from coach.errors import (
    ArtifactProblem,
    CoachError,
    ModelNonsense,
    ModelRefused,
    ModelUnreachable,
    TooLarge,
)
from coach.llm.scripted import scripted_writer
from coach.llm.server import ServerFolder, ServerState
from coach.llm.writer import Slot, Writer, open_writer
from coach.settings import Settings
from coach.types import Message

HELLO = (Message("system", "Answer in a few words."), Message("user", "Say hello."))
CHOICE = {
    "type": "object",
    "properties": {"action": {"enum": ["ask", "draft"]}, "name": {"type": "string"}},
    "required": ["action", "name"],
    "additionalProperties": False,
}
KEY = "sk-very-secret-4711"


class Reply(BaseHTTPRequestHandler):
    """One answer of a server on loopback; `answer` and `asked` are set by the fixture."""

    answer: Callable[["Reply"], None]
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"path": self.path, "key": self.headers["Authorization"], **body})
        type(self).answer(self)

    def do_GET(self) -> None:
        self.send(200, json.dumps({"data": [{"id": "only-one"}]}))

    def send(self, status: int, body: str, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def piece(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
        chunk = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [choice],
        }
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def stream(self, *pieces: str) -> None:
        self.begin()
        for text in pieces:
            self.piece(text)
        self.piece("", "stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        pass


Serve = Callable[[Callable[[Reply], None]], tuple[str, list[dict[str, Any]]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that answers every chat request in one way; gives its address and what it was asked."""
    running = []

    def start(answer: Callable[[Reply], None]) -> tuple[str, list[dict[str, Any]]]:
        asked: list[dict[str, Any]] = []
        server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Answering", (Reply,), {"answer": answer, "asked": asked})
        )
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up on purpose here
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}", asked

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


def writer_at(settings: Settings, address: str, **changes: object) -> Writer:
    values = {"llm_url": address, "llm_model": "some-model", "llm_timeout_seconds": 5.0, **changes}
    return open_writer(Settings(**{**dict(settings), **values}))


def test_a_compatible_server_is_asked_in_its_own_protocol(settings: Settings, serve: Serve) -> None:
    address, asked = serve(lambda reply: reply.stream("Hel", "lo."))
    writer = writer_at(settings, address, llm_key=KEY)
    pieces = list(writer.stream(HELLO, slot=Slot.ANSWER, max_tokens=20, temperature=0.1, stop=("\n",)))
    assert pieces == ["Hel", "lo."]
    [request] = asked
    assert request["path"] == "/v1/chat/completions"
    assert request["key"] == f"Bearer {KEY}"
    assert request["messages"] == [
        {"role": "system", "content": "Answer in a few words."},
        {"role": "user", "content": "Say hello."},
    ]
    assert (request["model"], request["max_tokens"], request["temperature"]) == ("some-model", 20, 0.1)
    assert (request["stop"], request["stream"]) == (["\n"], True)
    assert "id_slot" not in request


def test_a_key_meant_for_openai_is_not_sent_elsewhere(
    settings: Settings, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    address, asked = serve(lambda reply: reply.stream("Hello."))
    writer_at(settings, address).complete(HELLO, slot=Slot.ANSWER, max_tokens=20)
    assert KEY not in json.dumps(asked)


def test_the_servers_only_model_is_used_when_none_is_named(settings: Settings, serve: Serve) -> None:
    address, asked = serve(lambda reply: reply.stream("Hello."))
    writer = writer_at(settings, f"{address}/v1/", llm_model="")
    assert writer.complete(HELLO, slot=Slot.ANSWER, max_tokens=20) == "Hello."
    assert asked[0]["model"] == writer.name == "only-one"


def test_loopback_counts_as_this_machine(settings: Settings) -> None:
    assert not writer_at(settings, "http://127.0.0.1:1").remote
    assert writer_at(settings, "https://example.org/v1").remote


def slow(reply: Reply) -> None:
    time.sleep(3)


def dripping(reply: Reply) -> None:
    reply.begin()
    for _ in range(40):
        reply.piece("drop ")
        time.sleep(0.1)


def dying(reply: Reply) -> None:
    reply.begin()
    reply.piece("Dear ")
    reply.connection.close()


def status(code: int, said: str) -> Callable[[Reply], None]:
    return lambda reply: reply.send(code, json.dumps({"error": {"message": said, "code": code}}))


def page(reply: Reply) -> None:
    reply.send(200, "<html><body>Welcome to nginx</body></html>", "text/html")


def no_choices(reply: Reply) -> None:
    reply.begin()
    reply.wfile.write(
        b'data: {"id": "x", "object": "chat.completion.chunk", "choices": []}\n\ndata: [DONE]\n\n'
    )


def null_choices(reply: Reply) -> None:
    reply.begin()
    reply.wfile.write(b'data: {"id": "x", "choices": null}\n\ndata: [DONE]\n\n')


def broken_json(reply: Reply) -> None:
    reply.begin()
    reply.wfile.write(b'data: {"id": "x", "choi\n\n')


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (slow, ModelUnreachable, "took too long.*COACH_LLM_TIMEOUT_SECONDS"),
        (dripping, ModelUnreachable, "took longer than 1 seconds"),
        (dying, ModelUnreachable, "broke off"),
        (status(500, "out of memory"), ModelUnreachable, "out of memory"),
        (status(401, f"bad key {KEY}"), ModelRefused, "refused the key.*COACH_LLM_KEY"),
        (status(403, f"bad key {KEY}"), ModelRefused, "refused the key.*COACH_LLM_KEY"),
        (status(404, "model some-model not found"), ModelRefused, "COACH_LLM_MODEL.*not found"),
        (status(429, "quota"), ModelRefused, "no more requests"),
        (status(400, f"unknown field {KEY}"), ModelRefused, r"unknown field \*\*\*"),
        (status(400, "request exceeds the available context size"), TooLarge, "Shorten"),
        (page, ModelNonsense, "does not speak"),
        (no_choices, ModelNonsense, "does not speak"),
        (null_choices, ModelNonsense, "does not speak"),
        (broken_json, ModelNonsense, "does not speak"),
    ],
)
def test_a_bad_server_gets_a_clear_sentence(
    settings: Settings, serve: Serve, answer: Callable[[Reply], None], error: type[CoachError], says: str
) -> None:
    address, _ = serve(answer)
    writer = writer_at(settings, address, llm_key=KEY, llm_timeout_seconds=1.0)
    with pytest.raises(error, match=says) as caught:
        writer.complete(HELLO, slot=Slot.ANSWER, max_tokens=20)
    assert KEY not in str(caught.value)
    if error is not TooLarge:
        assert address in str(caught.value)


def test_a_server_that_is_down_is_named(settings: Settings) -> None:
    with pytest.raises(ModelUnreachable, match=r"http://127\.0\.0\.1:9/v1.*COACH_LLM_URL"):
        writer_at(settings, "http://127.0.0.1:9").complete(HELLO, slot=Slot.ANSWER, max_tokens=20)
    with pytest.raises(ModelUnreachable, match=r"http://127\.0\.0\.1:9/v1"):
        writer_at(settings, "http://127.0.0.1:9", llm_model="").complete(
            HELLO, slot=Slot.ANSWER, max_tokens=20
        )


def test_openai_without_a_key_is_refused_before_anything_is_sent(settings: Settings) -> None:
    with pytest.raises(ModelRefused, match="COACH_LLM_KEY"):
        writer_at(settings, "https://api.openai.com/v1").complete(HELLO, slot=Slot.ANSWER, max_tokens=20)


def test_what_was_said_before_a_server_died_was_handed_out(settings: Settings, serve: Serve) -> None:
    address, _ = serve(dying)
    reply = writer_at(settings, address).stream(HELLO, slot=Slot.ANSWER, max_tokens=20)
    assert next(reply) == "Dear "
    with pytest.raises(ModelUnreachable):
        next(reply)


def test_abandoning_a_reply_hangs_up(settings: Settings, serve: Serve) -> None:
    hung_up = threading.Event()

    def endless(reply: Reply) -> None:
        reply.begin()
        try:
            for _ in range(200):
                reply.piece("more " * 200)
                time.sleep(0.01)
        except OSError:
            hung_up.set()

    address, _ = serve(endless)
    reply = writer_at(settings, address).stream(HELLO, slot=Slot.ANSWER, max_tokens=20)
    next(reply)
    reply.close()  # type: ignore[attr-defined]
    assert hung_up.wait(5)


def test_a_prompt_that_does_not_fit_is_refused_before_it_is_sent(settings: Settings, serve: Serve) -> None:
    address, asked = serve(lambda reply: reply.stream("Hello."))
    writer = writer_at(settings, address)
    with pytest.raises(TooLarge, match=r"tokens where 4096 fit"):
        writer.stream([Message("user", "a shy person " * 2000)], slot=Slot.ANSWER, max_tokens=20)
    with pytest.raises(TooLarge):
        writer.stream(HELLO, slot=Slot.ANSWER, max_tokens=5000)
    assert asked == []


def test_openai_models_are_counted_exactly_and_others_on_the_large_side(settings: Settings) -> None:
    assert (
        writer_at(settings, "https://api.openai.com/v1", llm_model="gpt-4o").count("You already know people.")
        == 5
    )
    assert (
        writer_at(settings, "http://127.0.0.1:9", llm_model="llama3").count("You already know people.") == 6
    )


def test_a_choice_is_asked_for_by_schema(settings: Settings, serve: Serve) -> None:
    address, asked = serve(lambda reply: reply.stream('{"action": "ask", ', '"name": "Ana"}'))
    choice = writer_at(settings, address).choose(HELLO, CHOICE, slot=Slot.CHOOSE, max_tokens=40)
    assert choice == {"action": "ask", "name": "Ana"}
    assert asked[0]["response_format"]["json_schema"]["schema"] == CHOICE


@pytest.mark.parametrize(
    "wrong", ["I would ask Ana.", '{"action": "ask"}', '{"action": "sing", "name": ""}', "[1]"]
)
def test_a_choice_that_does_not_fit_is_asked_for_once_more(wrong: str) -> None:
    right = '```json\n{"action": "draft", "name": "Ana"}\n```'
    writer = scripted_writer([wrong, right])
    assert writer.choose(HELLO, CHOICE, slot=Slot.CHOOSE, max_tokens=40) == {"action": "draft", "name": "Ana"}
    with pytest.raises(ModelNonsense, match="twice"):
        scripted_writer([wrong, wrong]).choose(HELLO, CHOICE, slot=Slot.CHOOSE, max_tokens=40)


def test_a_script_is_followed_word_by_word_and_shows_what_it_was_asked() -> None:
    writer = scripted_writer(["Dear Ana, hello.\nBest, me", "Two"])
    pieces = list(writer.stream(HELLO, slot=Slot.DRAFT, max_tokens=20))
    assert pieces == ["Dear ", "Ana, ", "hello.\n", "Best, ", "me"]
    assert writer.complete(HELLO, slot=Slot.DRAFT, max_tokens=20) == "Two"
    assert writer.seen == [[SystemMessage(HELLO[0].text), HumanMessage(HELLO[1].text)]] * 2
    with pytest.raises(AssertionError, match="Say hello"):
        writer.complete(HELLO, slot=Slot.DRAFT, max_tokens=20)


def test_a_scripted_model_keeps_its_tool_calls_when_it_streams() -> None:
    call = {"name": "ask", "args": {"question": "who?"}, "id": "1", "type": "tool_call"}
    model = scripted_writer([AIMessage("", tool_calls=[call])] * 2).chat_model(Slot.CHOOSE).bind_tools([])
    whole = None
    for chunk in model.stream("hello"):
        whole = chunk if whole is None else whole + chunk
    assert whole is not None
    assert whole.tool_calls == [call]
    assert model.invoke("hello").tool_calls == [call]


def test_a_missing_model_file_says_what_to_run(settings: Settings, tmp_path: Path) -> None:
    writer = open_writer(Settings(**{**dict(settings), "models": tmp_path / "empty"}))
    assert (writer.remote, writer.context_tokens) == (False, 4096)
    with pytest.raises(ArtifactProblem, match="coach models fetch"):
        writer.complete(HELLO, slot=Slot.ANSWER, max_tokens=20)


def test_a_model_file_that_cannot_be_loaded_names_the_log(settings: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF and nothing that follows from it")
    writer = open_writer(Settings(**{**dict(settings), "models": tmp_path / "models", "writer_file": broken}))
    with pytest.raises(ModelUnreachable, match=r"broken\.gguf.*server\.log"):
        writer.complete(HELLO, slot=Slot.ANSWER, max_tokens=20)
    assert not ServerFolder(tmp_path / "models" / "server").is_locked()


# ---- with the embedded model ------------------------------------------------------------------------------


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Iterator[Settings]:
    """A place of its own for a server with the shared model file, so that it can be killed."""
    place = tmp_path / "models"
    changed = Settings(
        **{**dict(settings), "models": place, "writer_file": artifact_path(settings, "writer")}
    )
    folder = ServerFolder(place / "server")
    yield changed
    if folder.is_locked() and (state := folder.read()):
        os.kill(state.pid, signal.SIGKILL)


def state_of(settings: Settings) -> ServerState:
    state = ServerFolder(settings.models / "server").read()
    assert state is not None
    return state


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


ONE_CALL = """
import sys
from pathlib import Path
from coach.llm.server import ServerFolder
from coach.llm.writer import Slot, open_writer
from coach.settings import load_settings
from coach.types import Message

settings = load_settings()
print(open_writer(settings).complete([Message("user", "Say hi.")], slot=Slot.ANSWER, max_tokens=4))
print(ServerFolder(settings.models / "server").read().pid)
"""


@pytest.mark.model
def test_five_commands_at_once_wake_one_server_which_outlives_them_and_can_be_killed_in_mid_reply(
    own: Settings,
) -> None:
    environment = {**os.environ, "COACH_MODELS": str(own.models), "COACH_WRITER_FILE": str(own.writer_file)}
    commands = [
        subprocess.Popen([sys.executable, "-c", ONE_CALL], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(5)
    ]
    pids = {command.communicate(timeout=180)[0].split()[-1] for command in commands}
    assert pids == {str(state_of(own).pid)}

    first = state_of(own)
    assert lives(first.pid)
    assert (own.models / "server" / "server.json").stat().st_mode & 0o777 == 0o600
    assert first.key not in Path(f"/proc/{first.pid}/cmdline").read_text()
    assert first.key not in Path(f"/proc/{first.pid}/environ").read_text()

    said: list[str] = []
    announced: list[str] = []
    writer = open_writer(own, announced.append)
    count_to_ten = [Message("user", "Count from 1 to 20, separated by commas. Write nothing else.")]
    for piece in writer.stream(count_to_ten, slot=Slot.DRAFT, max_tokens=80, temperature=0.0):
        said.append(piece)
        if len(said) == 10:
            os.kill(first.pid, signal.SIGKILL)
    text = "".join(said).replace(" ", "")
    assert ",".join(str(number) for number in range(1, 16)) in text
    assert state_of(own).pid != first.pid
    assert announced == ["Waking the writer, about 4 seconds …"]


@pytest.mark.model
def test_a_server_ends_when_idle_but_not_in_mid_reply_and_what_a_dead_one_left_is_no_obstacle(
    own: Settings,
) -> None:
    idle_seconds = 5  # the shortest that the settings allow
    settings = Settings(**{**dict(own), "writer_idle_seconds": idle_seconds})
    folder = ServerFolder(settings.models / "server")
    with folder.lock():
        pass  # makes the folder
    found = artifact_path(settings, "writer").stat()
    # What a crash leaves: an announcement of a process whose number belongs to somebody else by now.
    folder.write(
        ServerState(
            os.getpid(),
            "http://127.0.0.1:9",
            "old",
            str(own.writer_file),
            found.st_size,
            found.st_mtime_ns,
            "",
        )
    )
    writer = open_writer(settings)
    # A list of fixed length: whatever is only asked for, such as a long story, may end early.
    steps = {
        "type": "array",
        "items": {"enum": ["a kind word", "a short walk"]},
        "minItems": 100,
        "maxItems": 100,
    }
    schema = {"type": "object", "properties": {"steps": steps}, "required": ["steps"]}
    writer.count("wakes it")
    started = time.monotonic()
    plan = writer.choose(
        [Message("user", "List small steps for a shy person.")], schema, slot=Slot.DRAFT, max_tokens=2500
    )
    assert len(plan["steps"]) == 100
    assert time.monotonic() - started > idle_seconds + 2  # it wrote on although the idle seconds went by
    pid = state_of(settings).pid
    deadline = time.monotonic() + 30
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not lives(pid)
    assert folder.read() is None
    assert not folder.is_locked()


@pytest.mark.model
def test_a_known_beginning_is_not_read_again(settings: Settings) -> None:
    writer = open_writer(settings)
    salt = str(time.time_ns())
    beginning = Message("system", f"{salt} You are a kind coach. " + "Use plain and warm words. " * 60)

    def first_token(question: str) -> float:
        started = time.monotonic()
        reply = writer.stream([beginning, Message("user", question)], slot=Slot.MENTOR, max_tokens=8)
        next(reply)
        taken = time.monotonic() - started
        reply.close()  # type: ignore[attr-defined]
        return taken

    writer.count(salt)  # wakes it
    uncached = first_token("How do I begin?")
    cached = min(first_token("How do I go on?") for _ in range(3))
    assert cached < uncached / 4  # a tenth on a quiet machine: see benchmarks/writer


@pytest.mark.model
def test_the_embedded_writer_chooses_within_the_schema(settings: Settings) -> None:
    writer = open_writer(settings)
    question = [
        Message("system", "Choose draft if a message is to be written, else ask. name is who it is about."),
        Message("user", "Write to Ana and thank her for the lunch."),
    ]
    choice = writer.choose(question, CHOICE, slot=Slot.CHOOSE, max_tokens=40)
    assert choice["name"].startswith("Ana")
    assert writer.count("You already know people.") == 5


@pytest.mark.model
def test_three_replies_at_once_on_one_slot_keep_their_own_words(settings: Settings) -> None:
    writer = open_writer(settings)
    words = ("zebra", "banana", "violin")

    def repeat(word: str) -> str:
        asked = [
            Message("system", "You repeat words."),
            Message("user", f"Say {word} five times and nothing else."),
        ]
        return writer.complete(asked, slot=Slot.ANSWER, max_tokens=25, temperature=0).casefold()

    with ThreadPoolExecutor(3) as threads:
        replies = dict(zip(words, threads.map(repeat, words), strict=True))
    for word, reply in replies.items():
        assert word in reply
        assert not any(other in reply for other in words if other != word)
