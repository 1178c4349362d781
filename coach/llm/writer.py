"""The writer: messages in, words out, whatever model is behind it.

Knows limits, deadlines, what to do when the model dies in the middle, and how to get a choice that fits a schema.
Does not know where the model is: that is an `Endpoint`.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from coach.errors import ModelNonsense, ModelUnreachable, TooLarge
from coach.llm.embedded import EmbeddedEndpoint
from coach.llm.endpoint import Endpoint, Slot
from coach.llm.failures import nonsense, translated, unreachable
from coach.llm.remote import RemoteEndpoint
from coach.settings import Settings
from coach.types import Message

__all__ = ["Slot", "Writer", "open_writer"]

_LIKELIEST = 20
_TOKENS_AROUND_A_MESSAGE = 8
_TOKENS_AROUND_A_CHAT = 32  # a template may add a system message of its own


def open_writer(settings: Settings, announce: Callable[[str], None] | None = None) -> "Writer":
    """The writer the settings ask for: an endpoint if `llm_url` is set, else the embedded one.

    Cheap: nothing is loaded, started or asked before the first call. `announce` is told, in a sentence for the user,
    when a call has to wait for the embedded model to load.
    """
    if settings.llm_url:
        return Writer(RemoteEndpoint(settings), settings.llm_timeout_seconds)
    return Writer(EmbeddedEndpoint(settings, announce), settings.llm_timeout_seconds)


class Writer:
    """One language model. Safe to use from several threads at once."""

    def __init__(self, endpoint: Endpoint, timeout_seconds: float) -> None:
        self._endpoint = endpoint
        self._timeout_seconds = timeout_seconds

    @property
    def name(self) -> str:
        """The model's name, for people."""
        return self._endpoint.name

    @property
    def remote(self) -> bool:
        """Whether what it reads leaves this machine."""
        return self._endpoint.remote

    @property
    def context_tokens(self) -> int:
        """How many tokens one call may read and write together."""
        return self._endpoint.context_tokens

    def count(self, text: str) -> int:
        """Tokens of a text by this model's own tokenizer, or the nearest one known."""
        with self._translated():
            return self._endpoint.count(text)

    def chat_model(self, slot: Slot) -> Any:
        """A langchain `BaseChatModel` for the agent, using that slot. Ask for a new one each turn.

        Raises:
            ModelProblem: the embedded model cannot be started.
        """
        with self._translated():
            return self._endpoint.chat(slot)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        slot: Slot,
        max_tokens: int,
        temperature: float = 0.4,
        stop: Sequence[str] = (),
    ) -> Iterator[str]:
        """The reply, piece by piece. Abandoning the iterator cancels the work at the server.

        An embedded model that dies in the middle is started again, once, and goes on where it stopped.

        Raises:
            TooLarge: the prompt and `max_tokens` do not fit; said before anything is sent.
            ModelUnreachable, ModelRefused, ModelNonsense: as their names say; while iterating.
        """
        return self._reply(
            messages, slot, max_tokens, {"temperature": temperature, "stop": list(stop) or None}, {}
        )

    def complete(
        self,
        messages: Sequence[Message],
        *,
        slot: Slot,
        max_tokens: int,
        temperature: float = 0.4,
        stop: Sequence[str] = (),
    ) -> str:
        """The whole reply at once; otherwise as `stream`."""
        return "".join(
            self.stream(messages, slot=slot, max_tokens=max_tokens, temperature=temperature, stop=stop)
        )

    def choose(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, slot: Slot, max_tokens: int
    ) -> dict[str, Any]:
        """An object that fits a JSON schema (of type object). The model is held to the schema where it can be.

        Raises:
            ModelNonsense: two replies in a row do not fit.
            TooLarge, ModelUnreachable, ModelRefused: as `stream`.
        """
        response_format = {"type": "json_schema", "json_schema": {"name": "choice", "schema": dict(schema)}}
        wrong = ""
        for temperature in (0.0, 0.5):
            options = {"temperature": temperature}
            pieces = self._reply(messages, slot, max_tokens, options, {"response_format": response_format})
            value, wrong = _fitting("".join(pieces), schema)
            if value is not None:
                return value
        raise ModelNonsense(
            f"The model {self.name!r} twice gave a choice that cannot be used: {wrong}. Try again."
        )

    def odds(self, messages: Sequence[Message], *, slot: Slot) -> dict[str, float]:
        """How likely each word is to begin the reply: natural logarithms, the twenty likeliest; nothing is written.

        Empty where the model does not tell, or is not the one whose odds are known.

        Raises:
            ArtifactProblem: the embedded model is missing.
            TooLarge, ModelUnreachable, ModelRefused: as `stream`.
        """
        if not self._endpoint.shows_odds:
            return {}
        self._check_it_fits(messages, 1)
        odds: dict[str, float] = {}
        with self._endpoint.turn(slot), self._translated():
            chat = self._endpoint.chat(slot)
            for chunk in chat.stream(
                [(message.role, message.text) for message in messages],
                max_tokens=1,
                temperature=0.0,
                logprobs=True,
                top_logprobs=_LIKELIEST,
                extra_body=dict(self._endpoint.body(slot, 1)),
            ):
                for token in (chunk.response_metadata.get("logprobs") or {}).get("content") or []:
                    # "A" and " A" are one word; the likelier counts.
                    for one in reversed(token["top_logprobs"]):
                        odds[one["token"].strip()] = one["logprob"]
        return odds

    def _reply(
        self,
        messages: Sequence[Message],
        slot: Slot,
        max_tokens: int,
        options: dict[str, Any],
        body: dict[str, Any],
    ) -> Iterator[str]:
        self._check_it_fits(messages, max_tokens)
        return self._pieces(tuple(messages), slot, max_tokens, options, body)

    def _pieces(
        self,
        messages: tuple[Message, ...],
        slot: Slot,
        max_tokens: int,
        options: dict[str, Any],
        body: dict[str, Any],
    ) -> Iterator[str]:
        with self._endpoint.turn(slot):
            yield from self._pieces_of_turn(messages, slot, max_tokens, options, body)

    def _pieces_of_turn(
        self,
        messages: tuple[Message, ...],
        slot: Slot,
        max_tokens: int,
        options: dict[str, Any],
        body: dict[str, Any],
    ) -> Iterator[str]:
        said = ""
        recovered = False
        deadline = time.monotonic() + self._timeout_seconds
        while True:
            # What was said before a break stands last, so that the model goes on from there.
            turns = [(message.role, message.text) for message in messages] + (
                [("assistant", said)] if said else []
            )
            with self._translated():
                chat = self._endpoint.chat(slot)
            address = self._endpoint.address
            extra = {**self._endpoint.body(slot, max_tokens), **body}
            call = {"max_tokens": max_tokens, "extra_body": extra, **options}
            try:
                for piece in self._one_call(chat, turns, call, deadline):
                    said += piece
                    yield piece
                return
            except ModelUnreachable:
                if recovered or not self._endpoint.recover(address):
                    raise
            recovered = True
            deadline = time.monotonic() + self._timeout_seconds
            max_tokens -= self.count(said) if said else 0
            if max_tokens <= 0:
                return

    def _one_call(
        self, chat: Any, turns: list[tuple[str, str]], call: dict[str, Any], deadline: float
    ) -> Iterator[str]:
        finished = anything = False
        with self._translated():
            for chunk in chat.stream(turns, **call):
                if time.monotonic() > deadline:
                    raise ModelUnreachable(
                        f"The model at {self._endpoint.address} took longer than {self._timeout_seconds:g} seconds. "
                        "Try again, or give it more time with COACH_LLM_TIMEOUT_SECONDS."
                    )
                finished = finished or bool(chunk.response_metadata.get("finish_reason"))
                if text := str(chunk.text):
                    anything = True
                    yield text
        if not finished:
            raise unreachable(self._endpoint.address) if anything else nonsense(self._endpoint.address)

    def _check_it_fits(self, messages: Sequence[Message], max_tokens: int) -> None:
        limit = self.context_tokens
        spent = _TOKENS_AROUND_A_CHAT + _TOKENS_AROUND_A_MESSAGE * len(messages) + max_tokens
        # A token is at least one byte, so a short prompt need not be counted.
        if spent + sum(len(message.text.encode()) for message in messages) <= limit:
            return
        spent += sum(self.count(message.text) for message in messages)
        if spent > limit:
            raise TooLarge(
                f"This is more than the model {self.name!r} can read at once: {spent} tokens where {limit} fit. "
                "Shorten the text and try again."
            )

    def _translated(self) -> Any:
        return translated(self._endpoint.address, self._endpoint.secret)


def _fitting(text: str, schema: Mapping[str, Any]) -> tuple[dict[str, Any] | None, str]:
    """The object in `text` if it fits, else why not. A server that ignores the schema may fence its JSON."""
    import jsonschema

    bare = text.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        value = json.loads(bare)
        jsonschema.validate(value, schema)
    except ValueError:
        return None, f"{text[:80]!r} is not JSON"
    except jsonschema.ValidationError as error:
        return None, error.message[:160]
    return (value, "") if isinstance(value, dict) else (None, f"{text[:80]!r} is not an object")
