"""Facebook's friends JSON. Its exporter writes each byte of a UTF-8 name as a character of its own; that is undone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from coach.importers.reading.contacts import Entry, to_record
from coach.importers.reading.decoding import repaired
from coach.importers.reading.not_notes import unread
from coach.text import one_line
from coach.types import Parsed, Skipped


def looks_like(text: str) -> bool:
    """Whether a JSON file holds a list of friends."""
    head = text.lstrip()[:4000]
    return head[:1] in "{[" and '"name"' in head and ("friends" in head or '"timestamp"' in head)


def read(text: str, encoding: str) -> Parsed:
    """The friends; people one has removed or only asked are left out by Facebook's own file names."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"the file is damaged or cut off ({error}); download it from Facebook again"
        return unread("facebook", encoding, reason, text, getattr(error, "lineno", 1))
    people, skipped = [], []
    for number, friend in enumerate(_friends(value), start=1):
        name = friend.get("name")
        record = None
        if isinstance(name, str) and one_line(name):
            since = _day(friend.get("timestamp"))
            said = [("Friends on Facebook since", since)] if since else [("Friends on Facebook", "yes")]
            record = to_record(Entry(name=repaired(name), said=said), number)
        if record is None:
            reason = "this entry has no name; if you know who it is, write a note with the name"
            skipped.append(Skipped(number, reason, str(friend)[:200]))
        else:
            people.append(record)
    if not people and not skipped:
        reason = "no list of friends was found in it; ask Facebook for your friends as JSON"
        return unread("facebook", encoding, reason, text)
    return Parsed("facebook", encoding, tuple(people), (), tuple(skipped))


def _friends(value: object) -> Iterator[dict[str, object]]:
    """The entries of the first list of friends, wherever this year's export puts it."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
    elif isinstance(value, dict):
        lists = {name: item for name, item in value.items() if isinstance(item, list)}
        named = [item for name, item in lists.items() if "friend" in name.casefold()]
        for item in named or list(lists.values())[:1]:
            yield from _friends(item)


def _day(timestamp: object) -> str | None:
    if not isinstance(timestamp, int | float) or isinstance(timestamp, bool) or timestamp <= 0:
        return None
    try:
        return datetime.fromtimestamp(timestamp, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return None
