"""The cases: whose notes, to whom, for what, and what a good message must and must not hold.

Reads `dev/*.toml`, `held_out/*.toml` and `second/*.toml`; `README.md` says what each field means. Knows nothing of how drafts are made.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
HALVES = ("dev", "held_out", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
Expected = Literal["ready", "needs_you", "either"]
_OPTIONS = ("line", "ask", "when", "message")


@dataclass(frozen=True)
class Notes:
    """One person's notes as one Markdown file; `delicate` is what no message may say."""

    name: str
    text: str
    delicate: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One wish for a message with its labels.

    `must` holds groups of words: of each group one must be in the message. `must_not` are words that must not be: whole
    words, or beginnings when they end in a star. `withheld` are pieces of the notes that have to be listed as held back.
    A twin is the same case without a needed fact; it is never `ready`.
    """

    id: str
    user: str
    me: str
    notes: tuple[Notes, ...] = field(repr=False)
    to: str
    purpose: str
    channel: str
    tone: str
    options: tuple[tuple[str, str], ...]
    expect: Expected
    must: tuple[tuple[str, ...], ...]
    must_not: tuple[str, ...]
    withheld: tuple[str, ...]
    trap: str
    language: str
    is_twin: bool = False

    @property
    def recipient(self) -> Notes | None:
        """The notes on the one it is for; None where the book has nobody of that name."""
        called = folded(self.to).split()
        named = [one for one in self.notes if set(called) <= set(folded(one.name).split())]
        return next((one for one in self.notes if one.name == self.to), named[0] if len(named) == 1 else None)

    @property
    def forward(self) -> bool:
        """Whether a paragraph to pass on has to stand beneath the message."""
        return self.purpose == "intro_request" and self.channel == "email"

    @property
    def first_name(self) -> str:
        """How the user signs."""
        return self.user.split()[0]

    @property
    def never(self) -> tuple[str, ...]:
        """All words that must not be in the message."""
        recipient = self.recipient
        return (*self.must_not, *(recipient.delicate if recipient else ()))

    def option(self, name: str) -> str | None:
        """What the user typed for one of `line`, `ask`, `when` and `message`."""
        return dict(self.options).get(name)

    @property
    def sources(self) -> str:
        """All a writer may rest on: the recipient's notes, the user's page, and what the user typed."""
        notes = "\n".join(
            one.text for one in self.notes if one is self.recipient or f"[[{self.to}" in one.text
        )
        name = self.recipient.name if self.recipient else ""
        return "\n".join(
            [
                _in_view(notes, self.never),
                self.to,
                name,
                self.me,
                self.user,
                *(text for _, text in self.options),
            ]
        )


def read_cases(half: str) -> tuple[Case, ...]:
    """The cases of one half, each followed by its twin where it has one.

    Raises:
        ValueError: two cases of one id, or a twin that drops nothing.
    """
    cases: list[Case] = []
    for file in sorted((HERE / half).glob("*.toml")):
        world = tomllib.loads(file.read_text(encoding="utf-8"))
        notes = tuple(
            Notes(one["name"], one["text"].strip() + "\n", tuple(one["delicate"])) for one in world["person"]
        )
        for row in world["case"]:
            case = _case(row, world["me"].strip() + "\n", notes)
            cases.append(case)
            if "twin_drops_lines" in row or "twin_drops_options" in row:
                cases.append(_twin(case, row.get("twin_drops_lines", ()), row.get("twin_drops_options", ())))
    ids = [case.id for case in cases]
    if len(set(ids)) < len(ids):
        raise ValueError(f"{half!r} has two cases of one id: {sorted(i for i in ids if ids.count(i) > 1)!r}")
    return tuple(cases)


def _case(row: dict[str, Any], me: str, notes: tuple[Notes, ...]) -> Case:
    name = re.search(r"(?m)^name: (.+)$", me)
    if name is None:
        raise ValueError(f"the page about the user has no name: {me!r}")
    return Case(
        id=row["id"],
        user=name[1],
        me=_without(me, row.get("me_drops_lines", ())),
        notes=notes,
        to=row["to"],
        purpose=row["purpose"],
        channel=row.get("channel", "email"),
        tone=row.get("tone", "warm"),
        options=tuple((option, row[option]) for option in _OPTIONS if option in row),
        expect=row.get("expect", "ready"),
        must=tuple(tuple(group) for group in row.get("must", ())),
        must_not=tuple(row.get("must_not", ())),
        withheld=tuple(row.get("withheld", ())),
        trap=row.get("trap", ""),
        language=row.get("language", ""),
    )


def _twin(case: Case, lines: Sequence[str], options: Sequence[str]) -> Case:
    notes = tuple(
        replace(one, text=_without(one.text, lines))
        if one is case.recipient or one.name == "Journal"
        else one
        for one in case.notes
    )
    twin = replace(
        case,
        id=f"{case.id}-without",
        me=_without(case.me, lines),
        notes=notes,
        options=tuple(pair for pair in case.options if pair[0] not in options),
        expect="needs_you",
        must=(),
        withheld=(),
        is_twin=True,
    )
    if (twin.me, twin.notes, twin.options) == (case.me, case.notes, case.options):
        raise ValueError(f"the twin of {case.id!r} drops nothing")
    return twin


def _without(text: str, pieces: Sequence[str]) -> str:
    rows = [row for row in text.splitlines() if not any(piece in row for piece in pieces)]
    return "\n".join(rows) + "\n"


def _in_view(text: str, never: Sequence[str]) -> str:
    """The notes without the clauses that hold what must not be said: a word that stands only there rests on nothing."""
    rows = (row for row in text.splitlines() if not row.lstrip().upper().startswith("PRIVATE"))
    said = (clause for row in rows for clause in re.split(r"(?<=[.!?,;])\s+", row))
    return "\n".join(clause for clause in said if not any(says(clause, word) for word in never))


def says(text: str, word: str) -> bool:
    """Whether the text has this word, in whatever case and with or without accents; a star at its end: any ending."""
    ending = "" if word.endswith("*") else r"(?!\w)"
    return bool(re.search(rf"(?<!\w){re.escape(folded(word.rstrip('*')))}{ending}", folded(text)))


def folded(text: str) -> str:
    """In small letters, without accents and with straight apostrophes."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).lower()
