"""A chat model that says what it was told to, for tests in which the model's words are not the point.

A real `BaseChatModel`: it streams, takes tools, and remembers what it was asked. langchain-core's own fakes raise on
`bind_tools` and lose tool calls when streamed.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import Field

from coach.llm.endpoint import Slot
from coach.llm.writer import Writer

_WORDS = re.compile(r"\s*\S+\s*")


class ScriptedModel(BaseChatModel):
    """Gives `replies` in order. `seen` holds the messages of each call."""

    replies: list[str | AIMessage]
    seen: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """Accepts any tools; the script decides which are called."""
        return self.bind(**kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._next(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._next(messages)
        for word in _WORDS.findall(str(reply.text)):
            chunk = ChatGenerationChunk(message=AIMessageChunk(content=word))
            if run_manager:
                run_manager.on_llm_new_token(word, chunk=chunk)
            yield chunk
        calls = [
            tool_call_chunk(name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=number)
            for number, call in enumerate(reply.tool_calls)
        ]
        yield ChatGenerationChunk(
            message=AIMessageChunk(
                content="",
                tool_call_chunks=calls,
                response_metadata={"finish_reason": "stop"},
                chunk_position="last",
            )
        )

    def _next(self, messages: list[BaseMessage]) -> AIMessage:
        if len(self.seen) >= len(self.replies):
            raise AssertionError(
                f"the script has {len(self.replies)} replies and was asked once more: {messages[-1].text[:200]!r}"
            )
        reply = self.replies[len(self.seen)]
        self.seen.append(list(messages))
        return reply if isinstance(reply, AIMessage) else AIMessage(content=reply)


class ScriptedEndpoint:
    """A script in place of a server."""

    name = "scripted"
    address = "the script"
    secret = ""
    shows_odds = False
    context_tokens = 4096

    def __init__(self, model: ScriptedModel, *, remote: bool) -> None:
        self.model = model
        self.remote = remote

    def chat(self, slot: Slot) -> ScriptedModel:
        return self.model

    def body(self, slot: Slot, max_tokens: int) -> Mapping[str, object]:
        return {}

    def turn(self, slot: Slot) -> AbstractContextManager[object]:
        return nullcontext()

    def count(self, text: str) -> int:
        return len(text.split())

    def recover(self, address: str) -> bool:
        return False


class ScriptedWriter(Writer):
    """A `Writer` that follows a script and shows what it was asked."""

    def __init__(self, replies: Sequence[str | AIMessage], *, remote: bool = False) -> None:
        self._model = ScriptedModel(replies=list(replies))
        super().__init__(ScriptedEndpoint(self._model, remote=remote), timeout_seconds=60)

    @property
    def seen(self) -> list[list[BaseMessage]]:
        """The messages of every call so far."""
        return self._model.seen


def scripted_writer(replies: Sequence[str | AIMessage], *, remote: bool = False) -> ScriptedWriter:
    """A writer that gives `replies` in order and fails the test that asks for one more.

    `remote` makes it count as a model on another machine, so that a test can see what is kept from it.
    """
    return ScriptedWriter(replies, remote=remote)
