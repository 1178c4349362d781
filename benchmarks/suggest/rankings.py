"""What the coach's suggestions are measured beside: four plain ways to choose whom to ask about a goal."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

import numpy as np
from networks import Goal, Network

from coach.llm.endpoint import Slot
from coach.llm.writer import Writer
from coach.types import Message, Person

Ranking = Callable[[Network, Goal], list[str]]

_STOP_WORDS = (
    "a about an and any are as at be but by can do for from get have i i'd i'm if in into is it like me must my "
    "myself not of on one or so some somebody someone that the them there this to want who with without would"
)
_REPLY_TOKENS = 160
_ASK = (
    "You help a shy person choose whom of the people they know to tell about a goal. Here is everything they noted, "
    "a person a line. Choose up to five people who could really help, the best first; leave out whoever they should "
    "avoid; choose nobody if nobody fits."
)


def most_recent(network: Network, goal: Goal) -> list[str]:
    """Whoever was noted last, first."""

    def last(person: Person) -> str:
        return max((note.date or "" for note in network.notes.get(person.id, ())), default="")

    return [person.name for person in sorted(network.people, key=last, reverse=True)]


def keyword(network: Network, goal: Goal) -> list[str]:
    """BM25 of the goal's words, stemmed, over one page a person (SQLite's FTS5, k1 1.2 and b 0.75)."""
    stop_words = set(_STOP_WORDS.split())
    words = [word for word in re.findall(r"[\w']+", goal.text.lower()) if word not in stop_words]
    if not words:
        return []
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE page USING fts5(name UNINDEXED, text, tokenize='porter unicode61')"
        )
        database.executemany(
            "INSERT INTO page VALUES (?, ?)",
            [(person.name, network.page(person)) for person in network.people],
        )
        query = " OR ".join('"' + word.replace('"', "") + '"' for word in words)
        found = database.execute("SELECT name FROM page WHERE page MATCH ? ORDER BY bm25(page)", [query])
        return [name for (name,) in found]


def embedding(network: Network, goal: Goal) -> list[str]:
    """Each person by the note of theirs that lies nearest to the goal; their role and circle stand before each note."""
    owners: list[str] = []
    texts: list[str] = []
    for person in network.people:
        head = ", ".join(part for part in (person.role, person.organization, person.circle) if part)
        for text in [note.text for note in network.notes.get(person.id, ())] or [""]:
            owners.append(person.name)
            texts.append(f"{head}. {text}")
    near = network.embedder.embed(texts) @ network.embedder.embed([goal.text])[0]
    return list(dict.fromkeys(owners[place] for place in np.argsort(-near)))


def asked_directly(writer: Writer) -> Ranking:
    """The language model given the goal and as many people's notes as fit, newest first; the notes are cached."""

    def rank(network: Network, goal: Goal) -> list[str]:
        by_name = {person.name: person for person in network.people}
        pages: list[str] = []
        room = writer.context_tokens - _REPLY_TOKENS - writer.count(_ASK + goal.text) - 200
        for name in most_recent(network, goal):
            page = "- " + network.page(by_name[name])
            room -= writer.count(page) + 1
            if room < 0:
                break
            pages.append(page)
        schema = {
            "type": "object",
            "properties": {"people": {"type": "array", "items": {"type": "string"}, "maxItems": 5}},
            "required": ["people"],
            "additionalProperties": False,
        }
        messages = [
            Message("system", _ASK + "\n\n" + "\n".join(pages)),
            Message("user", f"The goal: {goal.text}\nThe full names, as JSON:"),
        ]
        chosen = writer.choose(messages, schema, slot=Slot.CHOOSE, max_tokens=_REPLY_TOKENS)["people"]
        return _known(chosen, by_name)

    return rank


def _known(chosen: Sequence[str], by_name: dict[str, Person]) -> list[str]:
    """The people meant: by full name, or by a part of it that only one has."""
    found: list[str] = []
    for name in chosen:
        fits = [name] if name in by_name else [one for one in by_name if name and name.lower() in one.lower()]
        found += fits if len(fits) == 1 else []
    return list(dict.fromkeys(found))
