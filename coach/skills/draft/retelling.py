"""A line of the notes that no rule can turn, told to the recipient by the writer, and checked in code.

Rules turn what is written plainly. For the rest the writer is asked for one short sentence, and it is used only where each
telling word of it stands in the line, in the same order, and where the deed is the recipient's own by the grammar of the
line. So a wrong word of the writer costs a question to the user, and never becomes a claim.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from coach.errors import ArtifactProblem, ModelProblem, TooLarge
from coach.guard.mirror import mirror_faults
from coach.guard.vocabulary import FUNCTION_STEMS, stem, words
from coach.llm.writer import Slot, Writer
from coach.people.book import Book
from coach.people.clauses import KIN
from coach.people.second_opinion import careful_use_of
from coach.prompts import load_prompt
from coach.skills.draft.brief import Brief
from coach.skills.draft.lines import LONGEST_LINE, NEWS, Line, age_in_days, is_kind
from coach.skills.draft.material import read_material
from coach.skills.draft.moments import sounds_like
from coach.skills.draft.request import DraftRequest
from coach.text import one_line
from coach.types import Citation, Use

Wanted = Literal["kindness", "news", "together"]

_ASKED: dict[Wanted, str] = {
    "kindness": "what {name} did for me",
    "news": "good news of {name}'s own",
    "together": "what we did together",
}
_OPENING: dict[Wanted, re.Pattern[str]] = {
    "kindness": re.compile(r"You (?!told|said|are\b|were\b|want|need|like|love|have\b)[a-z]+\b"),
    "news": re.compile(r"(?:You|Your)\s(?!told|said|want|need|hope|might|could|would)[a-z]+\b"),
    "together": re.compile(r"(?:We|You and I)\s[a-z]+\b"),
}
_LACKING: dict[str, tuple[Wanted, ...]] = {"thank_you": ("kindness",), "congratulate": ("news",)}
_NEWS_DAYS = 365  # older is no news to come with now
_TO_ME = re.compile(r"\b(?:me|my|us|our)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:we|us|our|with|together|both|me\s+and|and\s+me|and\s+i)\b|\bw/", re.IGNORECASE)
_NOT_SO = re.compile(
    r"\b(?:not|never|nobody|if|unless|would|could|might|may|should|wants?|wanted|hop(?:e|es|ed|ing)|plan\w*|offer\w*|promis\w*|will"
    r"|going\s+to|maybe|perhaps|almost|nearly|tried|instead|refus\w*|forgot\w*|appl(?:y|ied|ying|ies))\b|n[’']t\b|[’'](?:ll|d)\b",
    re.IGNORECASE,
)
_THEY = re.compile(r"\b(?:she|he|hers?|his|him|they|their|them|(?:her|him)self|the\s+user)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:she|he|who)\b", re.IGNORECASE)
_DOER = re.compile(r"(?<![\w'’])(?:(?i:i|we|my|our|she|he|they|who|it)|[A-Z][\w-]+)(?!\w)")
_OWNED = re.compile(r"(?:\b(?:her|his|their)|['’]s)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_KINSHIP = re.compile(rf"\b(?:{KIN}|friend|boss|colleague|team|neighbour)s?\b", re.IGNORECASE)
_MOST = 4  # lines asked of; each takes a second or two
_LONGEST_QUOTE = 400  # characters of a line that are shown
_FEWEST = 2  # telling words
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def retell(
    writer: Writer, wanted: Wanted, name: str, lines: Sequence[Citation], names: Sequence[str]
) -> Line | None:
    """The first of these lines that the writer can tell them, in one sentence without its full stop; None where none passes.

    Args:
        name: what the recipient is called.
        lines: sentences about the recipient that may be said to them, each with its note; the latest first.
        names: every name of the recipient that may stand in a line.
    """
    for line in [one for one in lines if _may_tell(wanted, one)][:_MOST]:
        quote = one_line(line.quote)[:_LONGEST_QUOTE]
        messages = load_prompt("retell").messages(
            name=name, line=quote, wanted=_ASKED[wanted].format(name=name)
        )
        try:
            said = writer.complete(messages, slot=Slot.DRAFT, max_tokens=48, temperature=0.0, stop=["\n"])
        except (ArtifactProblem, ModelProblem, TooLarge):
            return None
        text = one_line(said).strip(" .!\"'")
        if not faults_of_retold(wanted, text, quote, names) and _is_wanted(wanted, text):
            return Line(text, line, kind=wanted)
    return None


def heard(
    book: Book,
    writer: Writer,
    request: DraftRequest,
    brief: Brief,
    on_text: Callable[[str], None] | None = None,
) -> tuple[str, str, str, str] | None:
    """What a plan lacks, as the writer can tell it from the notes: a line for `DraftRequest.heard`; None where nothing can be told."""
    wanted = _LACKING.get(request.purpose, ("together", "kindness"))
    if request.heard or not any(gap.field in {"ask", "about"} for gap in brief.gaps):
        return None
    person = book.find(request.to)
    material = read_material(book, person)
    lines = sorted(
        (cited for _, cited in material.sentences if (cited.note_id, cited.quote) in material.theirs),
        key=lambda cited: cited.date or "",
        reverse=True,
    )
    if on_text and any(_may_tell(one, cited) for one in wanted for cited in lines):
        on_text(f"Reading your notes on {brief.first_name} once more …\n\n")
    names = (person.name, *book.store.people.aliases(person.id))
    for one in wanted:
        line = retell(
            writer,
            one,
            brief.first_name,
            [cited for cited in lines if _is_young(one, cited, book.today)],
            names,
        )
        if line is not None and not material.contradicted(line.text):
            return line.kind, line.citation.note_id, line.citation.quote, line.text
    return None


def _is_wanted(wanted: Wanted, text: str) -> bool:
    """Whether a line, said to them, is a kindness or good news by its words or by its meaning."""
    if wanted == "kindness":
        return is_kind(text) or sounds_like("kindness", text)
    return wanted == "together" or NEWS.match(text) is not None or sounds_like("news", text)


def _is_young(wanted: Wanted, line: Citation, today: date) -> bool:
    return wanted != "news" or age_in_days(line.date or "", today) < _NEWS_DAYS


def faults_of_retold(wanted: Wanted, text: str, quote: str, names: Sequence[str]) -> list[str]:
    """What is wrong with a line as the writer told it; empty where it says no more than the note does.

    Args:
        quote: the line of the note. names: every name of the recipient that may stand in it.
    """
    if (
        not _OPENING[wanted].match(text)
        or not 2 < len(words(text)) <= LONGEST_LINE
        or re.search(r"[?:\"]", text)
    ):
        return ["it is not one plain sentence to them"]
    faults = []
    own = {stem(word) for name in names for word in words(name)}
    told = [root for word in words(text) if (root := stem(word)) not in FUNCTION_STEMS]
    there = [(stem(match.group()), match.start(), match.end()) for match in _WORD.finditer(quote)]
    at = _places(told, there, in_order=wanted != "news")
    if at is None or len(told) < _FEWEST:
        return ["a word of it does not stand there in that place"]
    if own.intersection(told) or _THEY.search(text):
        faults.append("it speaks of the reader as somebody else")
    begins, ends = min(there[n][1] for n in at), max(there[n][2] for n in at)
    doer = _doer_before(quote, there[at[0]][1], names)
    theirs = doer is not None and quote[doer[0] : doer[1]]
    if wanted == "together":
        before = [match.group().casefold() for match in _DOER.finditer(quote, 0, there[at[0]][1])]
        if before[-1:] != ["we"] and not re.search(r"\b(?:me and|and (?:me|I))\b", quote[: there[at[0]][1]]):
            faults.append("the line does not say that both did it")
    elif text.startswith("Your "):
        if not _OWNED.search(quote[: there[at[0]][1]]):
            faults.append("it is not theirs")
    elif not theirs and not (doer is None and wanted == "kindness" and _TO_ME.search(quote)):
        faults.append("somebody else did it")
    span = quote[doer[0] if theirs and doer else begins : ends]
    if _NOT_SO.search(span) or _NOT_SO.search(text) or (wanted == "news" and re.search(r"\bago\b", quote)):
        faults.append("it did not happen, or not yet")
    if wanted == "kindness" and not _TO_ME.search(f"{span} {text}"):
        faults.append("it was not for the user")
    if faults:
        return faults
    return list(mirror_faults(text)) or (
        [] if careful_use_of(text) is Use.SHAREABLE else ["it sounds delicate"]
    )


def _may_tell(wanted: Wanted, line: Citation) -> bool:
    """Whether a line could hold what is wanted at all."""
    if wanted == "kindness":
        return _TO_ME.search(line.quote) is not None
    return wanted == "news" or _BETWEEN.search(line.quote) is not None


def _places(
    told: Sequence[str], there: Sequence[tuple[str, int, int]], *, in_order: bool
) -> list[int] | None:
    """Where each telling word stands in the line; None where one does not, or not after the one before it."""
    found: list[int] = []
    for root in told:
        start = found[-1] + 1 if found and in_order else 0
        at = next((n for n in range(start, len(there)) if there[n][0] == root), None)
        if at is None:
            return None
        found.append(at)
    return found


def _doer_before(quote: str, verb: int, names: Sequence[str]) -> tuple[int, int] | None:
    """Who does what stands at `verb`: where the recipient is named there; an empty span where it is somebody else; None for nobody."""
    said = list(_DOER.finditer(quote, 0, verb))
    if not said:
        return None
    own = {part.casefold() for name in names for part in name.split()}
    last = said[-1]
    if last.group().casefold() in own:
        return last.span()
    if not _PRONOUN.fullmatch(last.group()):
        return (0, 0)
    before = quote[: last.start()]
    called = [match.end() for match in _DOER.finditer(before) if match.group().casefold() in own]
    others = [match.end() for match in _KINSHIP.finditer(before)]
    others += [m.end() for m in _DOER.finditer(before) if m.group()[0].isupper() and m.start() and m.group().casefold() not in {*own, "i", "we", "she", "he", "they", "my", "our", "it", "who"}]  # fmt: skip
    return last.span() if max(called, default=0) >= max(others, default=0) else (0, 0)
