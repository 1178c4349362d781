"""What the small classes, one per noun, have in common: the store they belong to."""

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Transactions(Protocol):
    """Whoever opens transactions: the store."""

    def transaction(self) -> AbstractContextManager[Connection]: ...

    def reading(self) -> AbstractContextManager[Connection]: ...


class Rows:
    """The tables of one noun."""

    def __init__(self, store: Transactions) -> None:
        self._transaction = store.transaction
        self._reading = store.reading
