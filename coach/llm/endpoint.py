"""What the writer needs to know of whatever answers: somebody's server, the embedded model, or a script."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from enum import IntEnum
from typing import Any, Protocol


class Slot(IntEnum):
    """One prefix cache each in the embedded writer, so that a skill's unchanging words are read once."""

    CHOOSE = 0
    ANSWER = 1
    DRAFT = 2
    PARTNER = 3
    MENTOR = 4
    REMEMBER = 5


class Endpoint(Protocol):
    """Somewhere to send chat messages to.

    Chat models are langchain's `BaseChatModel`; they are `Any` here because importing langchain takes two seconds.
    """

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def address(self) -> str:
        """Where it is, for error messages."""

    @property
    def secret(self) -> str:
        """The key, so that it can be kept out of error messages."""

    @property
    def remote(self) -> bool:
        """Whether what it reads leaves this machine."""

    @property
    def shows_odds(self) -> bool:
        """Whether it tells how likely each word was that it could have begun with, and ours are fitted to it."""

    @property
    def context_tokens(self) -> int:
        """How much it can read and write in one call."""

    def chat(self, slot: Slot) -> Any:
        """A chat model, ready to be called."""

    def body(self, slot: Slot, max_tokens: int) -> Mapping[str, object]:
        """Fields of a request that the protocol does not have but this server understands."""

    def turn(self, slot: Slot) -> AbstractContextManager[object]:
        """Held while one reply is read: where two at once on one slot would mix, the second waits."""

    def count(self, text: str) -> int:
        """Tokens of a text, by this model's tokenizer or the nearest one."""

    def recover(self, address: str) -> bool:
        """After a call to `address` broke off: whether the model can now be found elsewhere, so that it may go on."""
