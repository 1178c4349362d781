"""One sentence of a note with who does what in it: the ground the reading rules stand on.

Knows who is named where and whom a pronoun or a missing subject means. Unsure is None, and rules then read nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.people.book import Mention
from coach.text import sentence_spans
from coach.types import Note

ME = 0
"""The user, as somebody who acts in a sentence. Row ids begin at 1."""

_QUOTED = re.compile(r'"[^"\n]{1,400}"|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»')
_LEAD = re.compile(
    r"^(?:[\s>*•#+–—-]+|\d{4}(?:-\d{2}){0,2}[\s:.,–—-]+|\d{1,2}\.?\s+\w+\s+\d{4}[\s:.,–—-]+|\[[ xX]\]\s*|(?:PRIVATE|Private|private)\s*:\s*"
    r"|(?:Notes?|NOTE)\s*:\s*)+"
)
_ADVERBS = re.compile(
    r"(?:\s|^)(?:now|also|still|just|then|once|already|always|currently|recently|really|has|had|have|is|was|who|finally|even|only|again|"
    r"since|both|often|usually|sometimes|later|kindly|very kindly|actually|'s|’s)$",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?!(?:From|At|In|With|On|By|For|To|And|But|The|My|Our|His|Her|Their|Works?|Lives|Loves|Started|Left|Moved|Joined|Met|Lunch|Coffee|Dinner|Tea)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]+\s+[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}(?=,?\s+(?:who|is|was|has|had|gave|said|told|came|sat|met|ran|wrote|rang|will|and|\w+ed|\w+s)\b)"
)
_LABEL = re.compile(r"\]{0,2}\**\s*(?:[-–—:(]\s|\n)")
_TOPIC = re.compile(r"[A-ZÀ-Þ][\w -]{1,24}\bwith\s+(?:\[\[)?$")
_PRONOUN_FIRST = re.compile(r"(?:she|he|they)\b", re.IGNORECASE)
_RIGHT_AFTER = re.compile(r"\]{0,2}(?: there| again| too)?, (?:she|he)")
_CLAUSE_END = re.compile(
    r";|,?\s(?:and|but|where|when)\s(?=(?:I|we|she|he|they)\b)|,\s(?=(?:I|we|she|he|they|helped|lent|gave|met)\b)"
)
_SUBJECT = re.compile(r"\b(I|we|We|she|She|he|He|they|They|er|Er|sie|Sie|il|Il|elle|Elle)\b")
_NOT_SUBJECT_BEFORE = re.compile(
    r"\b(?:with|to|for|of|and|or|at|by|from|about|met|saw|told|asked|called|rang|visited|helped|like|than|on|via|through|is|was|knows?|after|before)\s+"
    r"(?:\[\[)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands in its note, and who is meant in it."""

    quote: str  # verbatim in the note
    body: str  # as long as the quote, with what others said in quotation marks blanked out
    lead: int  # where the words begin, after a date, a bullet or a mark
    named: tuple[Mention, ...]  # counted within the quote
    current: int | None  # whom a pronoun means
    owner: int  # whom the note is about
    own_note: bool  # whether the note is about one person and does not need to name them

    def actor(self, start: int) -> int | None:
        """Who does what the verb at `start` says: a person's id, `ME`, or None when that is not sure."""
        before = self.body[self.lead : start].rstrip() if start > self.lead else ""
        while True:
            shorter = _ADVERBS.sub("", before).rstrip()
            if shorter == before:
                break
            before = shorter
        return self._whose(before)

    def _whose(self, before: str) -> int | None:
        bare = before.rstrip("]) ,")
        end = self.lead + len(bare)
        for mention in self.named:
            # Inside "[[Peter Nwosu|Peter]]" the alias is what is named last.
            if mention.end == end and not self.body[mention.end : mention.end + 2].startswith(("'s", "’s")):
                return mention.person_id
        if not bare:
            return self.current if self.own_note else None
        last = re.search(r"([\w'’]+)$", bare)
        word = last[1].casefold() if last else ""
        if word in {"i", "we", "i'd", "i've", "i’ve"}:
            return ME
        if word in {"she", "he", "they", "er", "sie", "il", "elle", "she's", "he's"}:
            return self._named_right_before(end) if self._two_genders() else self.current
        if word in {"and", "but", "then"} or bare[-1] in ";:–—-." or before.endswith(","):
            return self._last_subject(bare)
        return None

    def _named_right_before(self, end: int) -> int | None:
        """Whom a pronoun that ends at `end` means where two could be meant: "his cousin Ana, she is a nurse"."""
        for mention in self.named:
            if _RIGHT_AFTER.fullmatch(self.body, mention.end, end):
                return mention.person_id
        return None

    def _last_subject(self, before: str) -> int | None:
        """The subject before an "and" or a comma, which goes on acting."""
        found: list[tuple[int, int | None]] = []
        for match in _SUBJECT.finditer(before):
            mine = match[1] in {"I", "we", "We"}
            found.append((match.start(), ME if mine else None if self._two_genders() else self.current))
        for mention in self.named:
            at = mention.start - self.lead
            possessive = self.body[mention.end : mention.end + 2] in {"'s", "’s"}
            if 0 <= at < len(before) and not possessive and not _NOT_SUBJECT_BEFORE.search(before[:at]):
                found.append((at, mention.person_id))
        if found:
            return max(found)[1]
        return self.current if self.own_note else None

    def _two_genders(self) -> bool:
        words = set(re.findall(r"[a-z]+", self.body.casefold()))
        return bool(words & {"he", "his", "him"}) and bool(words & {"she", "her", "hers"})

    def within(self, start: int, end: int) -> list[int]:
        """The people named between two places, in order."""
        return [mention.person_id for mention in self.named if start <= mention.start and mention.end <= end]

    def clause(self, start: int) -> str:
        """The clause around `start`: what "runs a shop; helped me in 2019" says of 2019 is not said of the shop."""
        begun, end = self.lead, len(self.body)
        for cut in _CLAUSE_END.finditer(self.body, self.lead):
            if cut.start() >= start:
                end = cut.start()
                break
            begun = max(begun, min(cut.end(), start))
        return self.body[begun:end]

    @property
    def words(self) -> str:
        """The sentence from its first word on, quoted speech blanked out."""
        return self.body[self.lead :]


def sentences_of(
    note: Note, mentions: Sequence[Mention], owner: int, *, own_page: bool
) -> Iterator[Sentence]:
    """The sentences of a note, following who is spoken of. Lines pasted from others (`> ...`) are left out.

    Args:
        own_page: the note comes from a file that is about its owner alone.
    """
    # "Joaquim Duarte - cousin in Setúbal, nurse" is a note of his own wherever it stands.
    own_note = own_page or all(mention.person_id != owner for mention in mentions)
    own_note = own_note or any(
        m.person_id == owner and not note.text[: m.start].strip("# *-[") and _LABEL.match(note.text, m.end)
        for m in mentions
    )
    current: int | None = owner
    for start, end in sentence_spans(note.text):
        quote = note.text[start:end]
        if quote.startswith(">") or quote == "--":
            continue
        named = tuple(
            Mention(m.start - start, m.end - start, m.person_id) for m in mentions if start <= m.start < end
        )
        lead = _LEAD.match(quote)
        at = lead.end() if lead else 0
        body = _QUOTED.sub(lambda match: "\x00" * len(match.group()), quote)
        # Whoever begins the sentence is whom its pronouns mean from there on.
        first = next((m for m in named if not quote[at : m.start].strip(" [\"'(")), None)
        possessive = first is not None and body[first.end :].lstrip("]")[:2] in {"'s", "’s"}
        if first is not None and not possessive:
            current = first.person_id
        elif first is None and _STRANGER.match(body, at):
            current = None  # somebody the book does not know: pronouns after them are theirs
        elif not own_note and named and first is None:
            topic = next((m for m in named if _TOPIC.fullmatch(quote[at : m.start])), None)
            alone = {mention.person_id for mention in named}
            if topic is not None and quote[topic.end :].lstrip("]").startswith(":"):
                current = topic.person_id  # "Coffee with Ana: ..." goes on about Ana
            elif len(alone) > 1 or not _PRONOUN_FIRST.match(quote, at):
                # "He can introduce me to Ana": he is whom the sentence before was about, not Ana.
                current = next(iter(alone)) if len(alone) == 1 else None
        elif own_note and not re.match(r"(?:she|he|they|her|his|their)\b", quote[at:], re.IGNORECASE):
            current = owner
        yield Sentence(quote, body, at, named, current, owner, own_note)
