"""How the user writes, learned from what they changed in drafts and from "How I write" in their own page.

Small habits only: greeting, sign-off, length, short forms, a word for a word. Each rests on the user's own words, can be
seen and removed, and is never a claim about anybody. A habit holds for the person it was seen with, and for everybody
once it was seen with two people or stands in the user's own page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from coach.errors import NotFound
from coach.guard.fit import word_count
from coach.guard.mirror import mirror_faults
from coach.guard.vocabulary import FUNCTION_STEMS, LETTER_STEMS, stem
from coach.people.book import Book
from coach.text import one_line, sentences

Habit = Literal["greeting", "signoff", "length", "forms", "word"]

_ALL_DRAFTS = 100_000
_NOT_MINE = "not_voice"  # a decision: (note id, habit) of the own page that the user took back
_SECTION = re.compile(
    r"^#*[ \t]*(?:how i (?:write|sound)|(?:my )?(?:voice|style))[ \t]*:?[ \t]*$(?P<text>.*?)(?=^#|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_EXAMPLE = re.compile(r"^>[ \t]*(?P<block>.+(?:\n>.*)*)|[\"“](?P<inline>[^\"”]{30,})[\"”]", re.MULTILINE)
_INLINE_GREETING = re.compile(r"^(?P<word>[A-Z][\w'’]*(?: [a-z]+)?) [A-Z][\w'’-]+(?P<mark>[,!:])")
_INLINE_SIGNOFF = re.compile(r"[.!?]\s+(?P<words>[^.!?]{1,40})$")
_SAYS_SHORT = re.compile(r"(?<!not )(?<!n't )\b(?:short|brief|few words)\b", re.IGNORECASE)
_SAYS_NO_BANG = re.compile(r"\bno exclamation marks?\b", re.IGNORECASE)
_SAYS_SIGNOFF = re.compile(
    r"\bI (?:sign|end|close)\b[^.\n\"“]{0,30}[\"“](?P<words>[^\"”\n]{1,40})[\"”]", re.IGNORECASE
)
_SAYS_GREETING = re.compile(
    r"\bI (?:start|begin|greet|open)\b[^.\n\"“]{0,30}[\"“](?P<words>[^\"”\n]{1,24})[\"”]", re.IGNORECASE
)
_SHORT_FORM = re.compile(
    r"\b(?:I['’](?:m|d|ll|ve)|you['’](?:re|d|ll)|(?:do|does|did|ca|wo|would|is|are)n['’]t|(?:it|that|there|let)['’]s)\b",
    re.IGNORECASE,
)
_SHORTENED = tuple(
    (re.compile(rf"\b{full}(?=\s+\w)", re.IGNORECASE), short)
    for full, short in (
        (r"(I) am", r"\1'm"), (r"(I) would", r"\1'd"), (r"(I) will", r"\1'll"), (r"(you) are", r"\1're"),
        (r"(do|did|does|would|is) not", r"\1n't"), (r"(ca)nnot", r"\1n't"), (r"(it|that|there) is", r"\1's"),
    )
)  # fmt: skip
_QUOTED = re.compile(r'("[^"]*")')
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MUCH_SHORTER = 0.75
_LETTERS = {"email", "linkedin_message"}  # what has a sign-off of its own


@dataclass(frozen=True)
class Memory:
    """One habit and what it rests on. `number` counts from 1 in the order of the list; `person` is whom the draft was to."""

    number: int
    what: Habit
    value: str
    instead_of: str
    scope: Literal["everybody", "this person"]
    person: str | None
    quote: str
    draft_id: str | None
    note_id: str | None
    date: str | None

    def says(self) -> str:
        """The habit in a sentence for the user."""
        sign = self.value.replace("\n", " / ")
        return {
            "greeting": f"You begin with “{self.value.replace('{name}', '…')}”.",
            "signoff": f"You end with “{sign}”.",
            "length": "You write shorter than the coach.",
            "forms": f"You write {self.value} forms ({'I’d' if self.value == 'short' else 'I would'}).",
            "word": f"You write “{self.value}”, not “{self.instead_of}”.",
        }[self.what]


@dataclass(frozen=True)
class Voice:
    """What a message to one person takes from the memories. An empty one changes nothing."""

    memories: tuple[Memory, ...] = ()

    def of(self, what: Habit) -> Memory | None:
        """The memory of a habit, the newest first and this person's own before everybody's."""
        return next((memory for memory in self.memories if memory.what == what), None)

    def greeting(self, first_name: str) -> str:
        found = self.of("greeting")
        return found.value.replace("{name}", first_name) if found else ""

    @property
    def brief(self) -> bool:
        return self.of("length") is not None

    def spoken(self, text: str, *, courtesy: bool) -> str:
        """A sentence of the coach's in the user's forms; words are only changed in courtesies, quotes never."""
        forms = self.of("forms")
        pieces = _QUOTED.split(text)
        for at in range(0, len(pieces), 2):
            if forms and forms.value == "short":
                for pattern, short in _SHORTENED:
                    pieces[at] = pattern.sub(short, pieces[at])
            for memory in self.memories:
                if memory.what == "word" and (courtesy or memory.instead_of == "!"):
                    pieces[at] = _swapped(pieces[at], memory)
        return "".join(pieces)


NO_VOICE = Voice()


def voice_for(book: Book, person_id: int) -> Voice:
    """What the memories say of messages to one person."""
    person = book.store.people.get(person_id)
    name = person.name if person else None
    own = [memory for memory in memories(book) if memory.scope == "this person" and memory.person == name]
    shared = [memory for memory in memories(book) if memory.scope == "everybody"]
    theirs = [memory for memory in shared if memory.person == name]
    return Voice((*own, *theirs, *(memory for memory in shared if memory.person != name)))


def memories(book: Book) -> tuple[Memory, ...]:
    """Every habit that is remembered, the newest first, those of the user's own page last."""
    found = [*_from_drafts(book), *_from_own_page(book)]
    whom: dict[tuple[str, str, str], set[str | None]] = {}
    for memory in found:
        whom.setdefault(_key(memory), set()).add(memory.person)
    return tuple(
        replace(
            memory,
            number=number,
            scope="everybody" if memory.note_id or len(whom[_key(memory)]) > 1 else "this person",
        )
        for number, memory in enumerate(found, 1)
    )


def unlearn(book: Book, number: int) -> Memory:
    """Removes one habit, by its number in `memories`; it only comes back if the user writes that way again.

    Raises:
        NotFound: no habit of that number.
    """
    listed = memories(book)
    if not 1 <= number <= len(listed):
        raise NotFound(
            f"There is no habit number {number}; there are {len(listed)}. `coach voice` lists them."
        )
    memory = listed[number - 1]
    if memory.note_id:
        book.store.people.decide(memory.note_id, f"{memory.what}:{memory.value}", _NOT_MINE)
        return memory
    found = book.store.desk.draft(memory.draft_id or "")
    if found is not None:
        person_id, value = found
        left = [
            one
            for one in value.get("taught", [])
            if (one["what"], one["value"], one["instead_of"]) != _key(memory)
        ]
        book.store.desk.save_draft(
            memory.draft_id or "", person_id, memory.date or "", {**value, "taught": left}
        )
    return memory


def taught_by(
    before: str, after: str, channel: str, called: Sequence[str], date: str
) -> list[dict[str, str]]:
    """What a change of the user's teaches, as it is kept with the draft; empty when it only changes what is said.

    Args:
        before, after: the whole message, as it was and as the user wrote it.
        called: the names the recipient may be greeted by.
        date: ISO 8601.
    """
    found: list[tuple[Habit, str, str, str]] = []
    greeting = _greeting_of(after, called)
    if greeting and greeting != _greeting_of(before, called):
        found.append(("greeting", greeting, "", after.strip().splitlines()[0]))
    signoff = _signoff_of(after)
    if channel in _LETTERS and signoff and signoff != _signoff_of(before):
        found.append(("signoff", signoff, "", signoff))
    first = next((line for line in after.strip().splitlines()[1:] if line.strip()), after.strip())
    if word_count(after) <= _MUCH_SHORTER * word_count(before):
        found.append(("length", "short", "", first))
    mine, coachs = _SHORT_FORM.search(after), _SHORT_FORM.search(before)
    if mine and not coachs:
        found.append(("forms", "short", "", _sentence_with(after, mine.group())))
    elif coachs and not mine:
        found.append(("forms", "full", "", first))
    found += [("word", new, old, _sentence_with(after, new)) for old, new in _swaps(before, after)]
    return [
        {"what": what, "value": value, "instead_of": old, "quote": quote, "date": date}
        for what, value, old, quote in found
        if not mirror_faults(value)
    ]


def with_taught(known: Sequence[dict[str, str]], new: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The habits of one draft after another change: the newest greeting, sign-off, length and form, and every word."""
    replaced = {(one["what"], one["instead_of"]) for one in new}
    return [*(one for one in known if (one["what"], one["instead_of"]) not in replaced), *new]


def _key(memory: Memory) -> tuple[str, str, str]:
    return memory.what, memory.value, memory.instead_of


def _from_drafts(book: Book) -> list[Memory]:
    found: list[Memory] = []
    names: dict[int, str | None] = {}
    for draft_id, person_id, value in book.store.desk.drafts(limit=_ALL_DRAFTS):
        for one in value.get("taught", []):
            if person_id not in names:
                person = book.store.people.get(person_id)
                names[person_id] = person.name if person else None
            words = one["what"], one["value"], one["instead_of"]
            found.append(
                Memory(0, *words, "this person", names[person_id], one["quote"], draft_id, None, one["date"])
            )
    return sorted(found, key=lambda memory: memory.date or "", reverse=True)


def _from_own_page(book: Book) -> Iterator[Memory]:
    """What the user's own page says of how they write, and what the messages quoted there show."""
    me = book.me()
    taken_back = book.store.people.decisions(_NOT_MINE)
    for note in book.store.notes.of_person(me.id, about_only=True) if me else ():
        section = None if note.private else _SECTION.search(note.text)
        said: dict[str, tuple[str, str, str]] = {}
        for what, value, old, quote in _habits_of(section["text"]) if section else ():
            said.setdefault(what, (value, old, quote))
        for name, (value, old, quote) in said.items():
            if tuple(sorted((note.id, f"{name}:{value}"))) not in taken_back:
                habit: Any = name
                yield Memory(0, habit, value, old, "everybody", None, quote, None, note.id, note.date)


def _habits_of(text: str) -> Iterator[tuple[Habit, str, str, str]]:
    """(habit, value, instead of what, verbatim quote) in "How I write": what is said first, then what is shown."""
    examples = list(_EXAMPLE.finditer(text))
    said = _EXAMPLE.sub("", text)
    for pattern, what in ((_SAYS_GREETING, "greeting"), (_SAYS_SIGNOFF, "signoff")):
        if match := pattern.search(text):
            words = match["words"].strip(" ,")
            if what == "greeting":
                yield "greeting", f"{words} {{name}},", "", match.group()
            else:
                yield "signoff", words, "", match.group()
    for match in examples:
        message = re.sub(r"^>[ \t]?", "", match["block"] or match["inline"], flags=re.MULTILINE).strip()
        quote = message if message in text else match.group()
        if greeting := _INLINE_GREETING.search(message):
            yield "greeting", f"{greeting['word']} {{name}}{greeting['mark']}", "", quote
        signoff = _INLINE_SIGNOFF.search(message)
        if signoff and word_count(signoff["words"]) <= 4:
            yield "signoff", signoff["words"].strip(), "", quote
        if forms := _SHORT_FORM.search(message):
            yield "forms", "short", "", _sentence_with(message, forms.group())
    for sentence in sentences(said):
        if _SAYS_SHORT.search(sentence):
            yield "length", "short", "", sentence
        if _SAYS_NO_BANG.search(sentence):
            yield "word", ".", "!", sentence


def _greeting_of(text: str, called: Sequence[str]) -> str:
    """The first line as a greeting with {name} for the recipient; empty if it is none."""
    line = text.strip().splitlines()[0].strip() if text.strip() else ""
    if word_count(line) > 6 or line.endswith((".", "?")):
        return ""
    for name in sorted(called, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line):
            return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "{name}", line)
    return line if line.endswith((",", "!", ":")) and word_count(line) <= 3 else ""


def _signoff_of(text: str) -> str:
    """The last few words on lines of their own; empty if the message just ends."""
    last = text.strip().split("\n\n")[-1].strip()
    if "\n\n" not in text.strip() or last.startswith("To pass on"):
        return ""
    is_sentence = last.endswith("?") or (last.endswith(".") and word_count(last) > 3)
    return last if word_count(last) <= 6 and not is_sentence else ""


def _swaps(before: str, after: str) -> list[tuple[str, str]]:
    """A courtesy's word that the user put another in place of, and uses nowhere themselves."""
    old, new = (_WORD.findall(text) for text in (before, after))
    uses = {stem(word) for word in new}
    swaps = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "replace" or b - a != 1 or d - c != 1:
            continue
        was, now = old[a], new[c]
        courteous = stem(was) in LETTER_STEMS - FUNCTION_STEMS and stem(was) not in uses
        if courteous and was.islower() and now.islower() and stem(was) != stem(now):
            swaps.append((was, now))
    return swaps


def _swapped(text: str, memory: Memory) -> str:
    if memory.instead_of == "!":
        return text.replace("!", ".")
    return re.sub(rf"\b{re.escape(memory.instead_of)}\b", memory.value, text)


def _sentence_with(text: str, words: str) -> str:
    """The verbatim sentence that holds some words."""
    return next((one for one in sentences(text) if words in one), one_line(text))
