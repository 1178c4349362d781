"""What the pages share: the opened coach, its chats, and how a long call becomes words on the page."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from coach.agent import replies
from coach.agent.coach import Coach
from coach.agent.conversation import Conversation
from coach.errors import CoachError, Stopped
from coach.settings import Settings
from coach.types import Progress

_log = logging.getLogger("coach")
T = TypeVar("T")


class Room:
    """One user's coach while the page is open. One thing at a time is written; reading never waits for it."""

    def __init__(self, settings: Settings) -> None:
        self._listeners: list[Callable[[str], None]] = []
        self.settings = settings
        self.coach = Coach(settings, self._announce)
        self.conversation = Conversation(self.coach)
        self._halted = threading.Event()

    def _announce(self, sentence: str) -> None:
        for listener in list(self._listeners):
            listener(sentence)

    @property
    def busy(self) -> bool:
        """Whether something is being written or read right now."""
        return bool(self._listeners)

    def stream(self, call: Callable[[Callable[[str], None]], Any]) -> Iterator["Piece"]:
        """Runs `call(on_text)` beside the page and yields what it writes; the last piece is the result or the error.

        Closing the iterator (the stop button) ends the call at its next word.
        """
        return self._run(call, lambda words: Piece(words=words), threading.Event())

    def watch(self, call: Callable[[Callable[[Progress], None]], Any]) -> Iterator["Piece"]:
        """Runs `call(progress)` beside the page and yields how far it is; `halt` ends it at its next step."""
        self._halted = threading.Event()
        return self._run(call, lambda at: Piece(at=at), self._halted)

    def halt(self) -> None:
        """Ends what is watched; its last piece says so."""
        self._halted.set()

    def _run(
        self,
        call: Callable[[Callable[[T], None]], Any],
        as_piece: Callable[[T], "Piece"],
        stopped: threading.Event,
    ) -> Iterator["Piece"]:
        pieces: queue.Queue[Piece] = queue.Queue()

        def tell(said: T) -> None:
            if stopped.is_set():
                raise Stopped("Stopped. What was saved before stays saved.")
            pieces.put(as_piece(said))

        def announce(sentence: str) -> None:
            pieces.put(Piece(notice=sentence))

        def work() -> None:
            try:
                pieces.put(Piece(result=call(tell), last=True))
            except Exception as error:
                pieces.put(Piece(error=sentence_of(error), last=True))

        self._listeners.append(announce)
        threading.Thread(target=work, daemon=True).start()
        try:
            while True:
                piece = pieces.get()
                yield piece
                if piece.last:
                    return
        finally:
            stopped.set()
            self._listeners.remove(announce)


@dataclass(frozen=True)
class Piece:
    """Something to show while a call runs: written words, how far it is, a notice, and last its result or error."""

    words: str = ""
    at: Progress | None = None
    notice: str = ""
    result: Any = None
    error: str = ""
    last: bool = False


def sentence_of(error: Exception) -> str:
    """What to tell the user: a coach's error speaks for itself; anything else is logged and apologised for."""
    if isinstance(error, CoachError):
        return str(error)
    _log.error("the page", exc_info=error)
    return replies.broke()
