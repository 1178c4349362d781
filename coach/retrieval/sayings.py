"""Looks up what notes say of people: facts read at import first, then sentences that no rule had read.

Complete by reading every note that holds the words, not the best few. Precise because what is over, denied, or said of
somebody's brother does not count.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from coach.people.book import Book
from coach.people.pages import holds_on
from coach.people.time_words import times_in
from coach.retrieval.query import Field, Filter
from coach.retrieval.retriever import Retriever
from coach.retrieval.sentences import (
    AT_HOME,
    AT_WORK,
    BEGINS_WITH_RELATIVE,
    BY_ME,
    CARD_WORK,
    DENIED,
    GOES_ON,
    IS_OVER,
    MEETING,
    NAME_FOLLOWS,
    OF_SOMEBODY_ELSE,
    belongs,
    clause_saying,
    is_at,
    is_written_large,
    names_trade,
    overlaps,
    spans,
)
from coach.retrieval.words import field_words, folded_words, in_field, kin, says, stems
from coach.types import Citation, Fact, Passage, Person

Why = tuple[str, tuple[Citation, ...]]
"""Why somebody fits, in a few words, and the lines that say so (none: any line about them will do)."""
Finds = Mapping[int, Why]  # by person_id
Counts = Callable[["Said", Sequence[Fact]], bool]
"""Whether a sentence that says the words counts, beside all facts about its person."""

_KINDS: Mapping[Field, tuple[str, ...]] = {
    Field.WORK: ("role", "organization"),
    Field.PLACE: ("place",),
    Field.ORIGIN: ("from",),
    Field.MET: ("met_at",),
    Field.SAID: ("interest", "language", "diet", "family", "need", "education", "from", "role"),
}
_EVERY_KIND = tuple(sorted({kind for kinds in _KINDS.values() for kind in kinds}))
_SCRAP = 8  # words of a sentence that need not say "works" to name an employer
_BORN = re.compile(r"\b(?:from|born|grew up)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One sentence and whom it is about; `before` is the sentence before it in the same passage."""

    person_id: int
    text: str
    citation: Citation
    before: str = ""


class Sayings:
    """The notes of one book, for one query: what was read for one filter serves the next."""

    def __init__(self, book: Book, retriever: Retriever, is_ignored: Callable[[str], bool]) -> None:
        self._book = book
        self._retriever = retriever
        self._is_ignored = is_ignored
        self._facts: dict[int, list[Fact]] = {}
        self._people: dict[int, Person] = {}
        self._everybody: list[int] | None = None

    def everybody(self) -> list[int]:
        """Everybody but the user, by name."""
        if self._everybody is None:
            people = self._book.store.listing.everybody()
            self._people.update({person.id: person for person in people})
            self._everybody = [person.id for person in people]
        return self._everybody

    def people(self, ids: Iterable[int]) -> dict[int, Person]:
        """Those of these people who are there, without the user."""
        wanted = list(dict.fromkeys(ids))
        if missing := [one for one in wanted if one not in self._people]:
            self._people |= self._book.store.listing.people(missing)
        there = (self._people[one] for one in wanted if one in self._people)
        return {person.id: person for person in there if not person.is_me}

    def find(self, asked: Filter) -> Finds:
        """Everybody for whom a fact or a sentence says what is asked."""
        match asked.field:
            case Field.WORK:
                return self._told(asked, self._at_work(asked))
            case Field.TRADE:
                return self._in_trade(asked)
            case Field.PLACE:
                return self._told(asked, self._at_home(asked))
            case Field.ORIGIN:
                return self._told(asked, lambda said, _: bool(_BORN.search(said.text)))
            case Field.MET:
                return self._met(asked.words)
            case Field.GROUP:
                of_kind = (
                    self.find(Filter(field, asked.words, days=asked.days))
                    for field in (Field.PLACE, Field.WORK)
                )
                return union(self.members(asked.words), *of_kind, self._met(asked.words))
            case Field.KNOWS:
                return self._knowing(asked)
            case _:
                return self._told(asked, lambda said, _: not BY_ME.search(said.text))

    # ---- one field each ----

    def _told(self, asked: Filter, counts: Counts) -> Finds:
        """Those with a fact or a sentence that says the words, holds at the time asked for, and counts."""
        words = asked.words
        passages = self._with_facts([kin(word) for word in words])
        found = dict(self._by_facts(asked, passages, lambda held: _saying(asked, held)))
        left = [passage for passage in passages if not found.keys() >= set(passage.person_ids)]
        for said in self._said(left, lambda text: says(text, words), words):
            facts = self._facts.get(said.person_id, ())
            # What costs least is asked first.
            if (
                said.person_id not in found
                and counts(said, facts)
                and self._is_timely(asked, said.text)
                and not self._is_over(asked, facts)
                and not self._is_of_an_unnamed(said.text, words)
            ):
                found[said.person_id] = (said.text, (said.citation,))
        return found

    def _at_work(self, asked: Filter) -> Counts:
        words = asked.words

        def counts(said: Said, facts: Sequence[Fact]) -> bool:
            if CARD_WORK.search(said.text) or BY_ME.search(said.text):
                return not BY_ME.search(said.text)
            if not is_written_large(said.text, words):
                return bool(AT_WORK.search(said.text))
            # A name must be where they are or for whom they work, and they must not have another employer by now.
            newer = [
                fact for fact in facts if fact.kind == "organization" and holds_on(fact, self._book.today)
            ]
            over = asked.when != "now" or asked.days
            is_there = AT_WORK.search(said.text) or len(said.text.split()) <= _SCRAP
            return bool(
                is_at(said.text, words)
                and (over or is_there)
                and (over or not newer or any(says(fact.value, words) for fact in newer))
            )

        return counts

    def _at_home(self, asked: Filter) -> Counts:
        words = asked.words

        def counts(said: Said, facts: Sequence[Fact]) -> bool:
            places = [fact for fact in facts if fact.kind == "place" and holds_on(fact, self._book.today)]
            moved = places and not any(says(fact.value, words) for fact in places)
            if moved and asked.when == "now" and not asked.days:
                return False
            return bool(AT_HOME.search(said.text)) and is_at(said.text, words)

        return counts

    def _in_trade(self, asked: Filter) -> Finds:
        """A whole field of work: in its own words or those of its trades, in role, employer or sentence."""
        words = asked.words
        work = Filter(Field.WORK, words, days=asked.days, when=asked.when)
        # "Health data" is also a data analyst of a hospital: each word may stand in either, in notes far apart.
        of_words = [self._with_facts([(*kin(word), *field_words(word))]) for word in words]
        of_all = set.intersection(
            *({who for passage in one for who in passage.person_ids} for one in of_words)
        )
        passages = [one for each in of_words for one in each if of_all & set(one.person_ids)]

        def held_in_trade(held: Sequence[Fact]) -> Fact | None:
            together = " ".join(fact.value for fact in held)
            if not all(says(together, [word]) or in_field(word) & stems(together) for word in words):
                return None
            return next(
                (fact for fact in held if any(in_field(one) & stems(fact.value) for one in words)), held[0]
            )

        def names_it(text: str) -> bool:
            named = [names_trade(text, in_field(word)) for word in words]
            return any(named) and all(
                is_named or says(text, [one]) for is_named, one in zip(named, words, strict=True)
            )

        named = {
            said.person_id: (said.text, (said.citation,))
            for said in self._said(passages, names_it, words)
            if self._is_timely(asked, said.text)
            and not BY_ME.search(said.text)
            and not self._is_of_an_unnamed(said.text, words)
        }
        in_facts = self._by_facts(work, passages, held_in_trade)
        return union(self._told(work, self._at_work(work)), in_facts, named)

    def _met(self, words: tuple[str, ...]) -> Finds:
        """Whom the user met there: a fact says so, or a sentence of meeting that, or the one before it, says where."""
        asked = Filter(Field.MET, words)
        passages = self._with_facts([kin(word) for word in words])
        found = dict(self._by_facts(asked, passages, lambda held: _saying(asked, held)))
        for said in self._said(passages, lambda text: bool(MEETING.search(text)), everybody=True):
            if says(f"{said.before} {said.text}", words) and not _NEVER.search(said.text):
                found.setdefault(said.person_id, (said.text, (said.citation,)))
        return found

    def members(self, words: tuple[str, ...]) -> Finds:
        """Those of whom a note says in a word or two that they belong to a group."""
        found: dict[int, Why] = {}
        for said in self._said(self.holding([[word] for word in words]), lambda text: says(text, words)):
            # "Choir." on a day of a journal is where one was that day.
            of_a_day = said.citation.date and len(folded_words(said.text)) == len(words)
            if (
                belongs(said.text, self._people[said.person_id].name, words)
                and not of_a_day
                and not DENIED.search(said.text)
            ):
                found.setdefault(said.person_id, (said.text, (said.citation,)))
        return found

    def _knowing(self, asked: Filter) -> Finds:
        """Those tied to the people meant, or to somebody, in the book or not, who works or lives where the words say."""
        words = asked.words
        meant = set(asked.person_ids)
        found: dict[int, Why] = {}
        if words:
            meant |= (
                self.find(Filter(Field.WORK, words)).keys() | self.find(Filter(Field.PLACE, words)).keys()
            )
            for said in self._said(
                self.holding([kin(word) for word in words]), lambda text: says(text, words), owner=True
            ):
                if OF_SOMEBODY_ELSE.search(said.text):
                    found.setdefault(said.person_id, (said.text, (said.citation,)))
        ties = self._book.store.facts.ties() if meant else []
        both_ways = (way for a, b, tie in ties for way in ((a, b, tie), (b, a, tie)))
        for _, knows, tie in sorted((way for way in both_ways if way[0] in meant), key=itemgetter(0)):
            if knows not in asked.person_ids:
                found.setdefault(knows, (tie.citation.quote, (tie.citation,)))
        return found

    # ---- reading ----

    def sentences_with(
        self, groups: Sequence[Sequence[str]], pattern: re.Pattern[str]
    ) -> Iterator[tuple[int, Citation]]:
        """Every sentence that matches, of every note that holds a word of each group, with whom it is about."""
        for said in self._said(self.holding(groups), lambda text: bool(pattern.search(text))):
            yield said.person_id, said.citation

    def holding(self, groups: Sequence[Sequence[str]]) -> tuple[Passage, ...]:
        """Every passage with a word of each group; its people are read at once."""
        passages = self._retriever.everything_with(groups)
        self.people(who for passage in passages for who in passage.person_ids)
        return passages

    def _with_facts(self, groups: Sequence[Sequence[str]]) -> tuple[Passage, ...]:
        """As `holding`; what is known of those people is read at once too."""
        passages = self.holding(groups)
        people = self.people(who for passage in passages for who in passage.person_ids)
        read = self._book.store.listing.facts((one for one in people if one not in self._facts), _EVERY_KIND)
        for one, facts in read.items():
            facts.sort(
                key=lambda f: (holds_on(f, self._book.today), f.since or f.citation.date or ""), reverse=True
            )
            self._facts[one] = facts
        return passages

    def _by_facts(
        self, asked: Filter, passages: Sequence[Passage], choose: Callable[[Sequence[Fact]], Fact | None]
    ) -> Finds:
        """The people of these passages of whose facts, as they held at the time asked for, one is chosen."""
        kinds = _KINDS[asked.field]
        found: dict[int, Why] = {}
        for one in self.people(who for passage in passages for who in passage.person_ids):
            held = [
                fact
                for fact in self._facts.get(one, ())
                if fact.kind in kinds
                and self._held(asked, fact)
                and not BEGINS_WITH_RELATIVE.match(fact.citation.quote)
            ]
            if held and (chosen := choose(held)) is not None:
                found[one] = (chosen.value, (chosen.citation,))
        return found

    def _is_over(self, asked: Filter, facts: Sequence[Fact]) -> bool:
        """Whether a fact that says the words has ended, where one asks about now."""
        kinds, today = _KINDS[asked.field], self._book.today
        ended = (fact for fact in facts if fact.kind in kinds and not holds_on(fact, today))
        return asked.when == "now" and not asked.days and any(says(one.value, asked.words) for one in ended)

    def _held(self, asked: Filter, fact: Fact) -> bool:
        """Whether a fact holds at the time asked for: now, in days gone by, or once."""
        if asked.days:
            return overlaps(fact.since, fact.until, asked.days)
        return asked.when == "ever" or holds_on(fact, self._book.today) is (asked.when == "now")

    def _is_timely(self, asked: Filter, text: str) -> bool:
        """The same of a sentence, by the times it tells."""
        since, until = times_in(text)
        clause = clause_saying(text, asked.words)
        if asked.days:
            return overlaps(since, until, asked.days)
        over = bool(until and until <= self._book.today.isoformat())
        if asked.when != "now":
            return asked.when == "ever" or over or bool(IS_OVER.search(clause))
        return not over and not DENIED.search(clause)

    def _said(
        self,
        passages: Sequence[Passage],
        says_it: Callable[[str], bool],
        words: Sequence[str] = (),
        *,
        everybody: bool = False,
        owner: bool = False,
    ) -> Iterator[Said]:
        """The sentences that say it, the newest first, each with whom it is about.

        Args:
            words: of an employer or a place, which are not the names of anybody.
            everybody: about everybody it names. owner: about whose note it is, whomever it names.
        """
        for passage in sorted(passages, key=lambda one: one.date or "", reverse=True):
            before = ""
            for start, end in spans(passage.text):
                text = passage.text[start:end]
                if says_it(text) and not self._is_ignored(text):
                    for one, person in self.people(
                        self._about(passage, text, words, everybody, owner)
                    ).items():
                        cite = Citation(passage.note_id, person.name, passage.date, text)
                        yield Said(one, text, cite, before)
                before = text

    def _about(
        self, passage: Passage, text: str, words: Sequence[str], everybody: bool, owner: bool
    ) -> Sequence[int]:
        here = self.people(passage.person_ids)
        own = [one for one, person in here.items() if person.name == passage.person][:1]
        # Whoever a note names is among its people.
        if owner or (own and (len(passage.person_ids) == 1 or (not everybody and GOES_ON.match(text)))):
            return own
        # "Lingua" in "Lingua Bridge" names an employer, whoever else is called so.
        named = dict.fromkeys(
            mention.person_id
            for mention in self._book.mentions(text)
            if not set(folded_words(text[mention.start : mention.end])) <= set(words)
        )
        return list(named) if len(named) == 1 or (everybody and named) else own

    def _is_of_an_unnamed(self, sentence: str, words: Sequence[str]) -> bool:
        """Whether a sentence speaks of somebody's brother or friend who is not in the book by name.

        Where brothers are what is asked for, their mention is the answer.
        """
        relatives = [
            match
            for match in OF_SOMEBODY_ELSE.finditer(sentence)
            if not any(says(match.group(), [word]) for word in words)
        ]
        if not all(NAME_FOLLOWS.match(sentence, match.end()) for match in relatives):
            return True
        starts = {mention.start for mention in self._book.mentions(sentence)} if relatives else set()
        return any(not starts & set(range(match.end(), match.end() + 4)) for match in relatives)


def union(*finds: Finds) -> Finds:
    """Everybody of any of them, for the first reason given."""
    return dict(ChainMap(*map(dict, finds)))


def _saying(asked: Filter, held: Sequence[Fact]) -> Fact | None:
    """The first fact that says the words; of a pastime, "plays" may stand only in its line."""
    if asked.field is not Field.SAID:
        return next((fact for fact in held if says(fact.value, asked.words)), None)
    return next(
        (
            fact
            for fact in held
            if says(fact.citation.quote, asked.words)
            and any(says(fact.value, [word]) for word in asked.words)
        ),
        None,
    )
