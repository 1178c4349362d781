"""One sentence of a note with who does what in it: the ground the reading rules stand on.

Knows who is named where and whom a pronoun or a missing subject means. Unsure is None, and rules then read nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.importers.reading.dates import date_at_start
from coach.people.book import Mention
from coach.people.names import word_set
from coach.people.time_words import times_in
from coach.text import sentence_spans
from coach.types import Note

ME = 0
"""The user, as somebody who acts in a sentence. Row ids begin at 1."""

KIN = (
    r"wife|husband|partner|fiancée?|boyfriend|girlfriend|sons?|daughters?|kids?|children|child|boys?|girls?|lads?|twins?|baby|toddlers?|grandsons?|granddaughters?|grandchildren|grandkids|"
    r"brothers?|sisters?|siblings?|mother|father|mum|mom|dad|parents|cousin|nephews?|nieces?|uncle|aunt|(?:brother|sister|mother|father|son|daughter)[- ]in[- ]law|"
    r"Frau(?!\.? (?-i:[A-ZÀ-Þ]))|Mann|Sohn|Söhne|Tochter|Töchter|Kinder|femme|mari|fils|fille|enfants|hijos?|hijas?|mujer|marido|figli[oa]?|moglie|marito|filh[oa]s?|esposa"
)
"""Words for somebody's family."""

NOT_STATED = re.compile(
    r"\b(?:not|never|no longer|n't|n’t|if|whether|would|wants to|want to|hopes to|might|may|could|should|maybe|perhaps|dreams of|dreamt of|thinking of|plans to|planning to|going to|about to|will|does she|does he|did she|did he|"
    r"nicht|nie|kein\w*|pas|jamais|nunca|non|mai)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands before words that deny, wish or suppose what follows."""

_OF_OTHERS = re.compile(
    rf"\b(?:{KIN})\b|\b(?:needs?|wants?|like|likes|hates|loves|looking|sucht|cherche|busca|cerca|as|my|for|if)\b[^,:]*$|\b(?:I|we|my)\b",
    re.IGNORECASE,
)
_MY_KIN = re.compile(
    rf"(?:[^,:–—-]{{2,40}}\s[-–—]\s+|[^,:–—-]{{2,40}}:\s+)?(?:[Mm]y\s+)?(?:[Ll]ittle |[Bb]ig |[Oo]lder |[Yy]ounger )?(?:{KIN})\b(?!\s+\(?(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""A page that begins with "cousin in Setúbal" says what its owner is to the user."""

_QUOTED = re.compile(r'"[^"\n]{1,400}"|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»')
_LEAD = re.compile(
    r"(?:[\s>*•#+–—-]+|\d{4}(?:-\d{2}){0,2}[\s:.,–—-]+|\d{1,2}\.?\s+\w+\s+\d{4}[\s:.,–—-]+|\[[ xX]\]\s*|(?:PRIVATE|Private|private)\s*:\s*"
    r"|(?:Notes?|NOTE)\s*:\s*)+"
)
_ADVERBS = re.compile(
    r"(?:\s|^)(?:now|also|still|just|then|once|already|always|currently|recently|really|has|had|have|is|was|who|finally|even|only|again|"
    r"since|both|often|usually|sometimes|later|kindly|very kindly|actually|got|gets|'s|’s)$",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?!(?:From|At|In|With|On|By|For|To|And|But|The|My|Our|His|Her|Their|Works?|Lives|Loves|Started|Left|Moved|Joined|Met|Lunch|Coffee|Dinner|Tea)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]+\s+[A-ZÀ-Þ][a-zà-ÿ'’-]{2,}(?=,?\s+(?:who|is|was|has|had|gave|said|told|came|sat|met|ran|wrote|rang|will|and|\w+ed|\w+s)\b)"
    r"|(?!(?:She|He|They|It|We|You|Who|That|This|Then|Also|Still|Just|Now|Never|Often|Once|And|But|So|Later|Always|Only|Nobody|Everybody|Everyone|\w+ly)\b)"
    r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?=\s+(?:says|said|told|wrote|rang|asked|thinks|wants|came|brought)\b)"
)
_AND = word_set("and but then und aber et mais y e pero ma")
_THEY = word_set("she he they er sie il elle él ella lui lei ele ela she's he's")
_GENDER = {"she": "f", "her": "f", "hers": "f", "he": "m", "his": "m", "him": "m"}
_LABEL = re.compile(r"\]{0,2}\**\s*(?:[-–—:(]\s|\n)")
_I_DO = re.compile(r"\b(?:I|[Ww]e|ich|je|yo)(?: \w+ly)?$")
_THIRD_PERSON = re.compile(r"(?:is|has|does|[a-z]{2,}(?<!s)s)\b")
_WHO_ELSE = re.compile(
    rf"\b(?:{KIN}|friend|neighbou?r|colleague|boss|manager|teacher|flatmate|man|woman|girl|guy|lady|somebody|someone|people|those|they|I|me|we|us),? who(?: \w+ly| now| also)?$"
)
_TOPIC = re.compile(r"[A-ZÀ-Þ][\w -]{1,24}\bwith\s+(?:\[\[)?$")
_PRONOUN = re.compile(r"\b(?:she|he|they|him|her|them)\b", re.IGNORECASE)
_IN_A_PLACE = re.compile(r"\b(?:in|near|em|im|nach)\s$")
"""What stands before a town, though somebody may be called so too: "a flat in Graça"."""

_RIGHT_AFTER = re.compile(r"\]{0,2}(?: there| again| too)?, (?:she|he)")
_CLAUSE_END = re.compile(
    r";|,?\s(?:and|but)?\s?(?=(?:now|then|before that|these days)\s+(?:at|with|in|works?|runs?|an?|is|he|she)\b)|,?\s(?:and|but|where|when)\s(?=(?:I|we|she|he|they)\b)|,\s(?=(?:I|we|she|he|they|helped|lent|gave|met)\b)"
)
_BENEATH = re.compile(
    r"\b(?:how|that|what|why|when|where|which|if|whether|because|while|until|before|after|than)\s+$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
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
    goes_on: bool  # whether it is not the first of its note
    own_note: bool  # whether the note is about one person and does not need to name them

    def actor(self, start: int) -> int | None:
        """Who does what the verb at `start` says: a person's id, `ME`, or None when that is not sure."""
        before = self.body[self.lead : start].rstrip() if start > self.lead else ""
        if _WHO_ELSE.search(before):
            return None  # "her sister, who works for Reuters"
        who = self._actor_before(before)
        if who == ME and not _I_DO.search(before) and _THIRD_PERSON.match(self.body, start):
            # "I got talking to Wanda, ..., collects stamps": the verb itself says that it is not the user.
            last = [m.person_id for m in self.named if m.end <= start]
            return last[-1] if last else self.current
        if who is None and re.search(r"\bwho(?: \w+ly| now| also)?$", before):
            # "a guy called Sam at the fair who works ...": there is only one whom it can be.
            last = [m.person_id for m in self.named if m.end <= start]
            return last[0] if len(set(last)) == 1 else None
        return who

    def _actor_before(self, before: str) -> int | None:
        while True:
            shorter = _ADVERBS.sub("", before).rstrip()
            if shorter == before:
                break
            before = shorter
        return self._whose(before)

    def stated(self, start: int) -> int | None:
        """The person of whom the words at `start` are stated as so; None for the user, for unsure, denied and wished."""
        if NOT_STATED.search(self.body[self.lead : start]) or self.asks:
            return None
        who = self.actor(start)
        return None if who == ME else who

    def stated_before(self, start: int) -> int | None:
        """Of whom the clause is that ends at `start`: the last subject before it, if nothing there is denied."""
        before = self.body[self.lead : start]
        if NOT_STATED.search(before) or self.asks or not before.strip():
            return None
        who = self._last_subject(before)
        return None if who == ME else who

    def whose(self, start: int, word: str) -> int | None:
        """Whose a "her", "his" or "Ana's" at `start` is."""
        if self.asks:
            return None
        for mention in self.named:
            if mention.start == start and word.endswith(("'s", "’s")):
                return mention.person_id
        if word.endswith(("'s", "’s")):
            return None
        before = self.body[self.lead : start]
        if re.search(rf"\b(?:{KIN})\b", before) and not self.named:
            return None  # "his wife and her sister"
        return None if self._two_genders() else self.current

    @cached_property
    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return self.quote.rstrip("\"'”)").endswith("?")

    def my_kin(self) -> int:
        """Where the words end with which a page says what its owner is to the user: "Nell - little sister"."""
        mine = None if self.goes_on else _MY_KIN.match(self.words)
        return self.lead + mine.end() if mine else self.lead

    def fragment_starts(self) -> Iterator[int]:
        """Where words without a verb may be about the page's owner: at the start, after a comma, a dash or a full stop."""
        yield self.lead
        begun = self.my_kin()
        for cut in re.finditer(r"(?:\s[-–—+&]|[,;]|(?<=\w):)\s+(?=\w)", self.body[self.lead :]):
            if not _OF_OTHERS.search(self.body[begun : self.lead + cut.start()]):
                yield self.lead + cut.end()

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
        if word in {"i", "we", "i'd", "i've", "i’ve", "ich", "wir", "je", "nous", "yo", "io", "eu"}:
            return ME
        if word == "they" and _GENDER.keys() & set(re.findall(r"[a-z]+", self.body.casefold())):
            return None  # "she says they are hiring"
        if word in _THEY:
            if self._two_genders() and len(bare) > len(last[1] if last else ""):
                return self._named_right_before(end)
            return self.current
        if word in _AND or bare[-1] in ";:–—-." or before.endswith(","):
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
            if _BENEATH.search(before[: match.start()]):
                continue  # "she asked how I knew, and wrote it down": it is she who wrote
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

    def times(self, start: int, *, past: bool = False) -> tuple[str | None, str | None]:
        """(since, until) as the clause around `start` says; what is over at a time nobody says is "past"."""
        dated = _DIGIT.search(self.body, self.lead)  # few sentences say when, and those that do have a figure
        since, until = times_in(self.clause(start)) if dated else (None, None)
        return since, until or ("past" if past else None)

    def clause(self, start: int) -> str:
        """The clause around `start`: what "runs a shop; helped me in 2019" says of 2019 is not said of the shop."""
        begun, end = self.lead, len(self.body)
        for cut in _CLAUSE_END.finditer(self.body, self.lead):
            if cut.start() >= start:
                end = cut.start()
                break
            begun = max(begun, min(cut.end(), start))
        return self.body[begun:end]

    @cached_property
    def words(self) -> str:
        """The sentence from its first word on, quoted speech blanked out."""
        return self.body[self.lead :]

    @cached_property
    def lowered(self) -> str:
        """The body in small letters and of its length: a pattern that need not mind case reads it three times as fast."""
        small = self.body.lower()
        return small if len(small) == len(self.body) else self.body


_TITLE = re.compile(
    r"\b(?:(?P<f>Mrs|Ms|Miss|Frau|Dona|Aunt|Auntie|Tia|Sra|Señora|Madame)|(?P<m>Mr|Herr|Uncle|Tio|Señor|Monsieur))\.?\s?$"
)


class _Pronouns:
    """Who was called "he" and who "she" in a note: a pronoun of the other kind means somebody else."""

    def __init__(self) -> None:
        self._kind: dict[int, str] = {}
        self._recent: list[int] = []

    def titled(self, person_id: int, words: str) -> None:
        """Learns from the title that ends `words`: Mrs Dalgleish is no "he"."""
        title = _TITLE.search(words)
        if title:
            self._kind.setdefault(person_id, "f" if title["f"] else "m")

    def meant(self, current: int | None, words: str, named: Sequence[Mention]) -> int | None:
        """Whom the pronouns of a sentence mean, where `current` is the likeliest; None if that cannot be."""
        found = {_GENDER[word] for word in re.findall(r"[a-z]+", words.casefold()) if word in _GENDER}
        kind = found.pop() if len(found) == 1 else None
        if kind and self._kind.get(current or 0, kind) != kind:
            fits = [one for one in self._recent if one != current and self._kind.get(one, kind) == kind]
            current = fits[-1] if len(fits) == 1 else None
        if kind and current and not named:
            self._kind[current] = kind
        for mention in named:
            self._recent = [*(one for one in self._recent if one != mention.person_id), mention.person_id]
        return current


def _begins(quote: str, day: str | None) -> int:
    """Where the words of a sentence begin, after bullets, marks and a date of any form."""
    lead = _LEAD.match(quote)
    at = lead.end() if lead else 0
    dated = date_at_start(quote, int(day[:4]) if day else None)
    if dated and dated[1] > at:
        more = _LEAD.match(quote, dated[1])
        return more.end() if more else dated[1]
    return at


_LONGEST = 1500
"""Signs of what somebody says in one sentence; beyond it stands a pasted table or log, kept but not read for facts."""


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
    pronouns = _Pronouns()
    for start, end in sentence_spans(note.text):
        quote = note.text[start:end]
        if quote.startswith(">") or quote == "--" or len(quote) > _LONGEST:
            continue
        named = tuple(
            Mention(m.start - start, m.end - start, m.person_id)
            for m in mentions
            if start <= m.start < end
            and (" " in note.text[m.start : m.end] or not _IN_A_PLACE.search(note.text[start : m.start]))
        )
        at = _begins(quote, note.date)
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
            elif len(alone) > 1 or not _PRONOUN.search(quote, at, named[0].start):
                # "I promised to introduce him to Ana": he is whom the sentence before was about, not Ana.
                current = next(iter(alone)) if len(alone) == 1 else None
        elif own_note and not re.match(r"(?:she|he|they|her|his|their)\b", quote[at:], re.IGNORECASE):
            current = owner
        for mention in named:
            pronouns.titled(mention.person_id, quote[: mention.start])
            pronouns.titled(mention.person_id, quote[: mention.end].rpartition(" ")[0])
        current = pronouns.meant(current, body[at:], named)
        yield Sentence(quote, body, at, named, current, owner, start > 0, own_note)
