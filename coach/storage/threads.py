"""Chats: threads and their messages, saved turn by turn so that a refresh loses nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from coach.storage import tables as t
from coach.storage.rows import Rows


@dataclass(frozen=True)
class ChatMessage:
    """One turn of a chat. `role` is user or coach; `value` holds the action, citations and the skill's result."""

    id: int
    role: str
    text: str
    value: dict[str, Any] = field(default_factory=dict)
    created_at: str = ""


class ThreadRows(Rows):
    """Chats."""

    def start(self, thread_id: str, title: str, now: str) -> None:
        """Begins a thread; does nothing if it is there."""
        row = {"id": thread_id, "title": title, "created_at": now, "updated_at": now}
        with self._transaction() as connection:
            connection.execute(insert(t.threads).values(row).on_conflict_do_nothing())

    def exists(self, thread_id: str) -> bool:
        with self._reading() as connection:
            return (
                connection.execute(select(t.threads.c.id).where(t.threads.c.id == thread_id)).first()
                is not None
            )

    def add(self, thread_id: str, role: str, text: str, value: dict[str, Any], now: str) -> int:
        """Saves one turn; its id."""
        with self._transaction() as connection:
            row = {"thread_id": thread_id, "role": role, "text": text, "value": value, "created_at": now}
            added = insert(t.messages).values(row).returning(t.messages.c.id)
            message_id = int(connection.execute(added).scalar_one())
            connection.execute(update(t.threads).where(t.threads.c.id == thread_id).values(updated_at=now))
            return message_id

    def change(self, message_id: int, text: str, value: dict[str, Any]) -> None:
        """Writes a turn anew (a reply that is still being written)."""
        with self._transaction() as connection:
            connection.execute(
                update(t.messages).where(t.messages.c.id == message_id).values(text=text, value=value)
            )

    def messages(self, thread_id: str) -> list[ChatMessage]:
        """Oldest first."""
        query = select(t.messages).where(t.messages.c.thread_id == thread_id).order_by(t.messages.c.id)
        with self._reading() as connection:
            return [
                ChatMessage(row.id, row.role, row.text, row.value, row.created_at)
                for row in connection.execute(query)
            ]

    def threads(self, limit: int = 50) -> list[tuple[str, str, str]]:
        """(thread_id, title, updated_at), newest first."""
        query = select(t.threads).order_by(t.threads.c.updated_at.desc()).limit(limit)
        with self._reading() as connection:
            return [(row.id, row.title, row.updated_at) for row in connection.execute(query)]

    def remove(self, thread_id: str) -> None:
        with self._transaction() as connection:
            connection.execute(delete(t.threads).where(t.threads.c.id == thread_id))

    def retitle(self, names: Callable[[str], bool], title: str) -> None:
        """Gives every conversation whose title names somebody another title."""
        for thread_id, shown, _ in self.threads(limit=-1):
            if names(shown):
                with self._transaction() as connection:
                    connection.execute(
                        update(t.threads).where(t.threads.c.id == thread_id).values(title=title)
                    )
