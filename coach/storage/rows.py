"""What the small classes, one per noun, have in common: the store they belong to."""

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, func, select


class Transactions(Protocol):
    """Whoever opens transactions: the store."""

    def transaction(self) -> AbstractContextManager[Connection]: ...

    def reading(self) -> AbstractContextManager[Connection]: ...


class Rows:
    """The tables of one noun."""

    def __init__(self, store: Transactions) -> None:
        self._transaction = store.transaction
        self._reading = store.reading


def among(column: ColumnElement[Any], values: Iterable[str | int]) -> ColumnElement[bool]:
    """Whether a column holds one of these values, however many: as one JSON list they are one variable to SQLite."""
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))
