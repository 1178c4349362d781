"""The conversation, through its public call, with a scripted writer where the model's words are not the point."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from coach.agent.coach import Coach
from coach.agent.conversation import Conversation, Turn
from coach.agent.followup import Expected, filled
from coach.errors import EmptyInput, ModelUnreachable, NotFound, TooLarge
from coach.llm.scripted import scripted_writer
from coach.settings import Settings

NOTES = {
    "ann-park.md": "---\nname: Ann Park\ncircle: choir\n---\n2026-10-02 Sang with Ann. She offered to read my CV.\n",
    "tom-reed.md": "---\nname: Tom Reed\ncircle: work\n---\n2026-09-01 Lunch with Tom, I promised to send him the map.\n",
    "me.md": "---\nname: Kim Vale\n---\n# Goals\nI want to work in a museum.\n",
}


@pytest.fixture
def coach(settings: Settings, tmp_path: Path) -> Iterator[Coach]:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text)
    opened = Coach(settings)
    opened.import_paths([folder])
    yield opened
    opened.close()


@pytest.fixture
def say(coach: Coach) -> Callable[..., Turn]:
    """One turn after the other in one chat; the scripted writer says "Nice to see you." whenever it is asked."""
    coach.__dict__["writer"] = scripted_writer(["Nice to see you."] * 40)
    conversation = Conversation(coach)
    thread: list[str] = []

    def turn(words: str) -> Turn:
        made = conversation.turn(words, thread[0] if thread else None)
        thread[:] = [made.thread]
        return made

    return turn


def test_a_clear_wish_is_understood_without_waking_the_model(say: Callable[..., Turn]) -> None:
    assert say("what should I do this week?").action["name"] == "plan"
    assert say("how do I leave a conversation politely").action["name"] == "advise"
    assert say("Who works as a nurse?").action["name"] == "ask"


def test_advice_about_one_person_begins_with_a_line_of_the_notes_on_them(say: Callable[..., Turn]) -> None:
    turn = say("what should I say to Tom when I see him")
    assert turn.action["name"] == "advise"
    assert "With Tom Reed you could begin like this" in turn.reply
    assert turn.citations[0].person == "Tom Reed"
    assert turn.citations[0].quote in turn.reply


def test_an_event_ahead_is_prepared_for_without_a_word_for_it(say: Callable[..., Turn]) -> None:
    turn = say("The alumni evening is on 4 March")
    assert turn.action == {
        "name": "plan",
        "arguments": {"days": 7, "event": "The alumni evening is on 4 March"},
    }
    assert "You may go" in turn.reply
    assert turn.citations


def test_forgetting_waits_for_a_yes_and_a_no_changes_nothing(say: Callable[..., Turn], coach: Coach) -> None:
    asked = say("delete everything about Tom")
    assert asked.action == {"name": "forget", "arguments": {"name": "Tom Reed"}}
    assert asked.needs_confirmation is not None
    assert "Nothing was changed" in say("no").reply
    assert coach.person("Tom").person == "Tom Reed"
    say("please delete everything about Tom")
    assert "gone" in say("yes").reply
    assert [row.person for row in coach.people()] == ["Ann Park"]


def test_remembering_waits_for_a_yes(say: Callable[..., Turn], coach: Coach) -> None:
    asked = say("Remember that Ann started a new job at the observatory")
    assert asked.action["name"] == "remember"
    assert coach.store.notes.count() == before(coach)
    assert "Saved" in say("yes").reply
    assert any("observatory" in note.text for note in coach.person("Ann").notes)


def before(coach: Coach) -> int:
    """How many notes there are besides anything about an observatory."""
    return len([note for note in coach.store.notes.all() if "observatory" not in note.text])


def test_a_goal_that_is_written_down_need_not_be_said_again(say: Callable[..., Turn]) -> None:
    turn = say("Who should I tell about my goal?")
    assert turn.action["name"] == "suggest"
    assert "What is your goal" not in turn.reply


def test_what_was_asked_for_is_taken_from_the_next_words(say: Callable[..., Turn], coach: Coach) -> None:
    assert "Whom would you like to write to" in say("Help me invite somebody to lunch").reply
    to = Expected("draft", "to", {"to": "", "purpose": "lunch_invite"})
    assert filled(to, "Ann", coach.book) == ("draft", {"to": "Ann Park", "purpose": "lunch_invite"})
    assert filled(to, "What should I do this week?", coach.book) is None
    when = Expected("draft", "when", {"to": "Ann Park"})
    assert filled(when, "Thursday at noon", coach.book) == (
        "draft",
        {"to": "Ann Park", "when": "Thursday at noon"},
    )


def test_a_practice_talk_is_left_for_a_command_and_taken_up_again(say: Callable[..., Turn]) -> None:
    assert "Whom would you like to practise with" in say("Let me practise").reply
    assert say("coffee with a stranger").action["name"] == "rehearse"
    assert say("Hello, may I sit here?").action["name"] == "rehearse"
    left = say("What should I do this week?")
    assert left.action["name"] == "plan"
    assert "go on" in left.reply
    assert say("go on").action["name"] == "rehearse"
    assert say("So what do you like to read?").action["name"] == "rehearse"


def test_an_unknown_name_is_part_of_the_conversation(say: Callable[..., Turn]) -> None:
    turn = say("forget Zorblax Quibble")
    assert "Zorblax" in turn.reply
    assert turn.action == {"name": "forget", "arguments": {"name": "Zorblax Quibble"}}
    assert turn.needs_confirmation is None


def test_despair_is_answered_with_care_and_no_model(say: Callable[..., Turn]) -> None:
    turn = say("I want to die")
    assert "help" in turn.reply.casefold()
    assert turn.action["name"] == "advise"


def test_both_sides_of_a_turn_are_kept_even_when_it_fails(coach: Coach) -> None:
    coach.__dict__["writer"] = scripted_writer([])
    conversation = Conversation(coach)
    turn = conversation.turn("what should I do this week?")
    assert [message.role for message in conversation.messages(turn.thread)] == ["user", "coach"]
    with pytest.raises(NotFound):
        conversation.turn("hello", "no-such-thread")
    with pytest.raises(EmptyInput):
        conversation.turn("  ")
    with pytest.raises(TooLarge):
        conversation.turn("lunch " * 9000)


class ToolCaller(BaseHTTPRequestHandler):
    """A model of the user's choice that always wants the plan; it keeps what it was asked."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        self.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        call = {
            "index": 0,
            "id": "call-1",
            "type": "function",
            "function": {"name": "plan", "arguments": '{"days": 7}'},
        }
        deltas = [({"role": "assistant", "content": None, "tool_calls": [call]}, None), ({}, "tool_calls")]
        chunks = [
            {
                "id": "1",
                "object": "chat.completion.chunk",
                "created": 1,
                "model": "some-model",
                "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
            }
            for delta, reason in deltas
        ]
        lines = [*(json.dumps(chunk) for chunk in chunks), "[DONE]"]
        body = "".join(f"data: {line}\n\n" for line in lines).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


def test_a_model_elsewhere_chooses_tools_natively_and_is_shown_no_note(
    settings: Settings, tmp_path: Path
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), ToolCaller)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    coach = Coach(settings.model_copy(update={"llm_url": address, "llm_model": "some-model"}))
    (tmp_path / "tom.md").write_text("---\nname: Tom Reed\n---\nPRIVATE: Tom owes me money.\n")
    coach.import_paths([tmp_path / "tom.md"])
    try:
        turn = Conversation(coach).turn("what is next for me?")
    finally:
        coach.close()
        server.shutdown()
    assert turn.action == {"name": "plan", "arguments": {"days": 7}}
    sent = ToolCaller.asked[0]
    assert len(sent["tools"]) == 9
    assert sent["tool_choice"] in ("any", "required")
    assert "owes me money" not in json.dumps(ToolCaller.asked)


def test_a_model_elsewhere_that_is_down_is_said_in_a_sentence_and_kept(settings: Settings) -> None:
    coach = Coach(settings.model_copy(update={"llm_url": "http://127.0.0.1:9/v1", "llm_model": "some-model"}))
    conversation = Conversation(coach)
    try:
        with pytest.raises(ModelUnreachable, match=r"127\.0\.0\.1:9"):
            conversation.turn("what is next for me?")
        thread = conversation.threads()[0][0]
        assert "127.0.0.1:9" in conversation.messages(thread)[-1].text
    finally:
        coach.close()
