"""What the pages share: the opened coach, its chats, and how a long call becomes words on the page."""

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from coach.agent import replies
from coach.agent.coach import Coach
from coach.agent.conversation import Conversation
from coach.errors import CoachError, Stopped
from coach.settings import Settings

_log = logging.getLogger("coach")


class Room:
    """One user's coach while the page is open. One thing at a time is written; reading never waits for it."""

    def __init__(self, settings: Settings) -> None:
        self._listeners: list[Callable[[str], None]] = []
        self.settings = settings
        self.coach = Coach(settings, self._announce)
        self.conversation = Conversation(self.coach)

    def _announce(self, sentence: str) -> None:
        for listener in list(self._listeners):
            listener(sentence)

    def stream(self, call: Callable[[Callable[[str], None]], Any]) -> Iterator["Piece"]:
        """Runs `call(on_text)` beside the page and yields what it writes; the last piece is the result or the error.

        Closing the iterator (the stop button) ends the call at its next word.
        """
        pieces: queue.Queue[Piece] = queue.Queue()
        stopped = threading.Event()

        def on_text(words: str) -> None:
            if stopped.is_set():
                raise Stopped("Stopped. What was saved before stays saved.")
            pieces.put(Piece(words=words))

        def announce(sentence: str) -> None:
            pieces.put(Piece(notice=sentence))

        def work() -> None:
            try:
                pieces.put(Piece(result=call(on_text), last=True))
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
    """Something to show while a call runs: written words, a notice, and last of all its result or error."""

    words: str = ""
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
