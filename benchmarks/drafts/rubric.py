"""What a message is worth to a strict reader, by code, whoever wrote it.

It knows the case and its labels. It shares nothing with the product: no guard, no lists, no text functions of ours.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from cases import HERE, Case, says
from reading import bare_words, claims_without_source, grade, language_of, sentences_of, unsupported
from when import in_recent_notes

_LIMITS = {"linkedin_note": 300, "text": 320}
_LINKEDIN_MESSAGE_WORDS = 140
_EMAIL_WORDS = (60, 140)
_SUBJECT_WORDS = 8
_HIGHEST_GRADE = 8.0
_FEWEST_WORDS_FOR_GRADE = 30
_RECENT_DAYS = 45
_REPEATED_WORDS = 5
_FEWEST_WORDS_TO_FORWARD = 12
_ASKING = {"lunch_invite", "follow_up", "reconnect", "intro_request", "share_goal"}
_ACTS = {
    "thank_you": "thanks",
    "congratulate": "congratulate",
    "decline": "decline",
    "intro_request": "introduce",
}
_WIDE = {"email", "linkedin_message"}
_ANNOUNCED = re.compile(r"(?:may|can|could) i ask\b", re.IGNORECASE)
_SPOILERS = ("cliche", "apology", "flattery", "pressure", "placeholder")


@dataclass(frozen=True)
class Marks:
    """Each check that applied, with what it found: an empty tuple is a pass."""

    found: dict[str, tuple[str, ...]]

    @property
    def faults(self) -> tuple[str, ...]:
        """The checks that found something."""
        return tuple(name for name, found in self.found.items() if found)

    @property
    def share(self) -> float:
        """Of the checks that applied, the share passed, 0 to 1."""
        return 1 - len(self.faults) / len(self.found)

    @property
    def worth(self) -> tuple[bool, bool, float]:
        """To compare two messages: first no leak, then nothing unsupported, then the share passed."""
        faults = set(self.faults)
        return (not faults & {"discreet", "private"}, not faults & {"supported", "memory"}, self.share)


def mark(case: Case, subject: str, body: str) -> Marks:
    """Marks one message for one case."""
    letter = _Letter(case, subject, body)
    english = language_of(body) in {"en", ""}
    checks: dict[str, Callable[[_Letter], tuple[str, ...]]] = {
        **_ANY_LANGUAGE,
        **(_ENGLISH if english else {}),
    }
    found = {name: check(letter) for name, check in checks.items() if _applies(name, case)}
    return Marks(found)


@dataclass(frozen=True)
class _Letter:
    case: Case
    subject: str
    body: str

    @property
    def whole(self) -> str:
        return f"{self.subject}\n{self.body}"

    @property
    def written(self) -> str:
        """The body without the user's own line, which is theirs to answer for."""
        line = self.case.option("line")
        return self.body.replace(line, "") if line else self.body

    @property
    def middle(self) -> str:
        """What stands between greeting and signature, without the user's own line."""
        rows = [row for row in self.written.splitlines() if row.strip()]
        if rows and re.match(r"(hi|hey|hello|dear|good \w+|hallo|liebe\w*|lieber|sehr|hola|querid\w+|kedves|\w+)\b[^.?]{0,40}[,!]?$", rows[0].strip(), re.IGNORECASE):  # fmt: skip
            rows = rows[1:]
        else:
            rows[:1] = [re.sub(r"^(?:hi|hey|hello|dear)\s+[^,.!]{1,30}[,!]\s*", "", row, flags=re.IGNORECASE) for row in rows[:1]]  # fmt: skip
        while rows and len(rows[-1].split()) <= 4 and not rows[-1].rstrip().endswith("?"):
            rows.pop()
        return "\n".join(rows)


def _applies(name: str, case: Case) -> bool:
    """Whether a check means something for this purpose and channel."""
    if name in {"way out", "one ask"}:
        return name == "one ask" or case.purpose in _ASKING
    if name == "give":
        return case.purpose in {"lunch_invite", "intro_request", "share_goal"} and case.channel in _WIDE
    if name == "act":
        return case.purpose in _ACTS
    if name == "forward":
        return case.forward
    if name == "line":
        return case.option("line") is not None
    return True


@cache
def _phrases() -> dict[str, tuple[re.Pattern[str], ...]]:
    lists = tomllib.loads((HERE / "phrases.toml").read_text(encoding="utf-8"))
    return {
        name: tuple(re.compile(one, re.IGNORECASE) for one in many)
        for name, many in lists.items()
        if isinstance(many, list)
    }


def _hits(name: str, text: str) -> tuple[str, ...]:
    plain = text.replace("’", "'")
    return tuple(hit[0] for pattern in _phrases()[name] for hit in pattern.finditer(plain))


def _spoiled_by(name: str) -> Callable[[_Letter], tuple[str, ...]]:
    return lambda letter: _hits(name, f"{letter.subject}\n{letter.written}")


def _private(letter: _Letter) -> tuple[str, ...]:
    never = letter.case.never
    return tuple(word for word in never if says(f"{letter.subject}\n{letter.written}", word))


def _discreet(letter: _Letter) -> tuple[str, ...]:
    # What the user typed, or says of their own work and goal, is theirs to tell.
    typed = " ".join([*(text for _, text in letter.case.options), letter.case.me])
    text = f"{letter.subject}\n{letter.written}"
    return tuple(
        hit
        for name in ("delicate", "watching")
        for hit in _hits(name, text)
        if hit.lower() not in typed.lower()
    )


def _supported(letter: _Letter) -> tuple[str, ...]:
    words = [word for word in letter.subject.split() if len(word) > 3]
    # In a title every word has a capital, so that a capital tells nothing of names.
    subject = letter.subject.lower() if all(word[0].isupper() for word in words) else letter.subject
    text = f"{subject}.\n{letter.middle}"
    return (*unsupported(text, letter.case), *claims_without_source(letter.middle, letter.case))


def _bare(letter: _Letter) -> tuple[str, ...]:
    # Notes on somebody with whom another language is spoken say things in other words than an English letter.
    if letter.case.language:
        return ()
    return bare_words(letter.middle, letter.case)


def _memory(letter: _Letter) -> tuple[str, ...]:
    text = letter.written
    recent = () if in_recent_notes(letter.case, _RECENT_DAYS) else _hits("recent", text)
    return (*recent, *_hits("memory", text))


def _person(letter: _Letter) -> tuple[str, ...]:
    case, found = letter.case, []
    called = {part for part in re.split(r"[\W\d_]+", case.to) if len(part) > 1}
    called |= {part for part in re.split(r"[\W\d_]+", _name_in_notes(case)) if len(part) > 1}
    opening = letter.body.strip().splitlines()[0] if letter.body.strip() else ""
    if not any(says(opening, part) for part in called):
        found.append(f"greets nobody: {opening[:30]!r}")
    ending = " ".join(letter.body.strip().splitlines()[-3:])
    if not says(ending, case.first_name):
        found.append("not signed")
    if not case.forward:
        about = [part for part in called if re.search(rf"\b{re.escape(part)}\s+(?:is|was|has|said|told|does|will|lent|gave)\b", letter.middle)]  # fmt: skip
        found += [f"speaks of {part!r} to {part!r}" for part in about]
        others = re.search(
            r"\b(?:and|with|to|of|about|for|your)\s+[A-Z][a-z]+|\b(?:friend|colleague|daughter|child\w*|crew)\b",
            letter.middle,
        )
        if not others:
            found += [
                hit[0] for hit in re.finditer(r"\b(?:she|he|her|his|him)\b", letter.middle, re.IGNORECASE)
            ]
    return tuple(found)


def _name_in_notes(case: Case) -> str:
    name = re.search(r"(?m)^name: (.+)$", case.recipient.text) if case.recipient else None
    return name[1] if name else ""


def _content(letter: _Letter) -> tuple[str, ...]:
    text = letter.body.lower()
    return tuple(
        " / ".join(group) for group in letter.case.must if not any(word.lower() in text for word in group)
    )


def _one_ask(letter: _Letter) -> tuple[str, ...]:
    body = letter.written.split("---")[0] if letter.case.forward else letter.written
    asks = [sentence for sentence in sentences_of(body) if _hits("ask", sentence)]
    questions = [sentence for sentence in asks if "?" in sentence and not _ANNOUNCED.match(sentence)]
    if len(questions) > 1 or len(asks) > 2:
        return tuple(asks)
    if letter.case.purpose in _ASKING and not asks:
        return ("asks nothing",)
    return ()


def _needs_hit(name: str, lacking: str) -> Callable[[_Letter], tuple[str, ...]]:
    return lambda letter: () if _hits(name, letter.body) else (lacking,)


def _act(letter: _Letter) -> tuple[str, ...]:
    name = _ACTS[letter.case.purpose]
    return () if _hits(name, letter.whole) else (f"does not {name}",)


def _forward(letter: _Letter) -> tuple[str, ...]:
    """A paragraph to pass on names the user and says in a sentence or two who they are and what they wish."""
    rows = [row for row in letter.body.splitlines() if says(row, letter.case.first_name)]
    longest = max((len(row.split()) for row in rows), default=0)
    return () if longest >= _FEWEST_WORDS_TO_FORWARD else (f"a paragraph to forward of {longest} words",)


def _line(letter: _Letter) -> tuple[str, ...]:
    line = letter.case.option("line") or ""
    return () if line in letter.body else (line,)


def _fit(letter: _Letter) -> tuple[str, ...]:
    channel, words, found = letter.case.channel, len(letter.body.split()), []
    if channel in _LIMITS and len(letter.body) > _LIMITS[channel]:
        found.append(f"{len(letter.body)} characters")
    if channel == "email":
        longest = _EMAIL_WORDS[1] * (2 if letter.case.forward else 1)
        if not _EMAIL_WORDS[0] <= words <= longest:
            found.append(f"{words} words")
        if not 1 <= len(letter.subject.split()) <= _SUBJECT_WORDS:
            found.append(f"subject of {len(letter.subject.split())} words")
    if channel == "linkedin_message" and words > _LINKEDIN_MESSAGE_WORDS:
        found.append(f"{words} words")
    if re.search(r"[\r\n]|\b(?:bcc|cc|to|from|x-\w+):|=\?", letter.subject, re.IGNORECASE):
        found.append("a header in the subject")
    if re.search(r"(?im)^(?:bcc|cc|subject|to|from):", letter.body):
        found.append("a header in the body")
    return tuple(found)


def _grade(letter: _Letter) -> tuple[str, ...]:
    if len(letter.middle.split()) < _FEWEST_WORDS_FOR_GRADE:
        return ()
    reached = grade(letter.middle)
    return (f"grade {reached:.1f}",) if reached > _HIGHEST_GRADE else ()


def _language(letter: _Letter) -> tuple[str, ...]:
    wanted, found = letter.case.language or "en", language_of(letter.body)
    return () if found in {wanted, ""} else (f"{found!r} where {wanted!r} is spoken",)


def _repeats(letter: _Letter) -> tuple[str, ...]:
    words = re.findall(r"[\w']+", letter.written.split("---")[0].lower())
    runs = [" ".join(words[at : at + _REPEATED_WORDS]) for at in range(len(words) - _REPEATED_WORDS + 1)]
    return tuple(sorted({run for run in runs if runs.count(run) > 1}))


_ANY_LANGUAGE: dict[str, Callable[[_Letter], tuple[str, ...]]] = {
    "private": _private,
    "content": _content,
    "person": _person,
    "line": _line,
    "fit": _fit,
    "language": _language,
    "repeats": _repeats,
    "placeholder": _spoiled_by("placeholder"),
}
_ENGLISH: dict[str, Callable[[_Letter], tuple[str, ...]]] = {
    "discreet": _discreet,
    "supported": _supported,
    "bare words": _bare,
    "memory": _memory,
    "one ask": _one_ask,
    "way out": _needs_hit("way_out", "no way out"),
    "give": _needs_hit("give", "offers nothing"),
    "act": _act,
    "forward": _forward,
    "grade": _grade,
    **{name: _spoiled_by(name) for name in _SPOILERS if name != "placeholder"},
}
