"""A server the user names: OpenAI itself, or any that speaks its chat protocol (Ollama, vLLM, LM Studio, llama.cpp)."""

import json
import math
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from coach.artifacts.catalogue import published
from coach.artifacts.files import use_tiktoken_files
from coach.errors import ModelNonsense, ModelRefused, ModelUnreachable
from coach.llm.chat import openai_chat
from coach.llm.endpoint import Slot
from coach.settings import Settings, is_loopback

_OPENAI = "api.openai.com"
_OPENAI_CONTEXT = 128_000
# What Ollama gives a model unless told otherwise, and then it cuts off the beginning without a word.
_COMPATIBLE_CONTEXT = 4096
_LIST_SECONDS = 10.0


class RemoteEndpoint:
    """The model at `llm_url`. Loopback addresses count as this machine."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._address = _base_address(settings.llm_url)
        self._is_openai = urlsplit(self._address).hostname == _OPENAI
        self._lock = threading.Lock()
        self._chat: Any = None
        self._model = settings.llm_model

    @property
    def name(self) -> str:
        return self._model or f"the model at {self._address}"

    @property
    def address(self) -> str:
        return self._address

    @property
    def secret(self) -> str:
        return self._settings.llm_key.get_secret_value()

    @property
    def remote(self) -> bool:
        return self._settings.writer_is_remote

    @property
    def shows_odds(self) -> bool:
        return False

    @property
    def context_tokens(self) -> int:
        return _OPENAI_CONTEXT if self._is_openai else _COMPATIBLE_CONTEXT

    def chat(self, slot: Slot) -> Any:
        """The same chat model for every slot: prefix caches are the server's own business.

        Raises:
            ModelRefused: OpenAI without a key, or no model named where there are several.
        """
        with self._lock:
            if self._chat is None:
                if self._is_openai and not self.secret:
                    raise ModelRefused(
                        f"The model at {self._address} needs a key. Set COACH_LLM_KEY to yours."
                    )
                self._model = self._model or self._only_model()
                self._chat = openai_chat(
                    address=self._address,
                    model=self._model,
                    key=self.secret,
                    timeout_seconds=self._settings.llm_timeout_seconds,
                    loopback=is_loopback(self._address),
                    retries=1,
                    body={},
                )
        return self._chat

    def body(self, slot: Slot, max_tokens: int) -> Mapping[str, object]:
        # langchain says `max_completion_tokens`, as OpenAI does; other servers know the older name.
        return {} if self._is_openai else {"max_tokens": max_tokens}

    def turn(self, slot: Slot) -> AbstractContextManager[object]:
        return nullcontext()

    def count(self, text: str) -> int:
        """By OpenAI's tokenizer for its models; for others an estimate from it that errs on the large side."""
        encoding, exact = _encoding_of(self._model)
        tokens = _count(self._settings, encoding, text)
        return tokens if exact else math.ceil(tokens * 1.15)

    def recover(self, address: str) -> bool:
        return False

    def _only_model(self) -> str:
        """The server's one model, when the user named none."""
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        request = urllib.request.Request(f"{self._address}/models", headers=headers)
        opener = urllib.request.build_opener(
            *([urllib.request.ProxyHandler({})] if is_loopback(self._address) else [])
        )
        try:
            with opener.open(request, timeout=_LIST_SECONDS) as response:
                names = [str(entry["id"]) for entry in json.load(response)["data"]]
        except urllib.error.HTTPError as error:
            raise ModelRefused(
                f"The server at {self._address} refused to list its models (status {error.code}). "
                "Check COACH_LLM_KEY, and set COACH_LLM_MODEL to the one you want."
            ) from error
        except OSError as error:
            raise ModelUnreachable(
                f"Nothing answers at {self._address}. Check that it is running and that COACH_LLM_URL is its address."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ModelNonsense(
                f"What answers at {self._address} does not list models as OpenAI does. Check COACH_LLM_URL."
            ) from error
        if len(names) != 1:
            raise ModelRefused(
                f"Set COACH_LLM_MODEL to the model you want at {self._address}. "
                f"It has: {', '.join(sorted(names)[:20]) or 'none'}."
            )
        return names[0]


def _base_address(url: str) -> str:
    """`http://host:port` and `.../v1/chat/completions` both become `.../v1`."""
    bare = url.strip().rstrip("/").removesuffix("/chat/completions")
    return bare if urlsplit(bare).path.strip("/") else f"{bare}/v1"


@lru_cache(maxsize=8)
def _encoding_of(model: str) -> tuple[str, bool]:
    """(tiktoken's encoding, whether it is this model's own)."""
    from tiktoken.model import encoding_name_for_model

    try:
        name = encoding_name_for_model(model)
    except KeyError:
        name = ""
    return (name, True) if name in published() else ("o200k_base", False)


def _count(settings: Settings, encoding: str, text: str) -> int:
    import tiktoken

    use_tiktoken_files(settings, encoding)
    return len(tiktoken.get_encoding(encoding).encode_ordinary(text))
