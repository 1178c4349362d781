"""What each filter of a whole-book question means: every person it holds for, each with the note that says so.

Complete by reading every note that holds the words, not the best few. Precise by reading sentence by sentence: what
is over, denied, or said of somebody's brother does not count.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from coach.people.book import Book
from coach.people.pages import facts_of, holds_on
from coach.retrieval.columns import Row, born_in, born_within, cite, in_circle, others, owing, quiet
from coach.retrieval.exact import (
    BornIn,
    BornWithin,
    Everybody,
    Filter,
    InCircle,
    IntroducedBy,
    KnownFrom,
    LivesIn,
    MetAt,
    Owes,
    QuietFor,
    Says,
    WorksIn,
)
from coach.retrieval.fields import field_words, in_field
from coach.retrieval.retriever import Retriever
from coach.retrieval.subjects import owner_of
from coach.retrieval.words import folded_words, kin, says, stem, stems
from coach.text import fold, sentence_spans
from coach.types import Citation, Fact, Passage, Person

_RELATIVE = (
    r"\b(?:his|her|their|whose|my|[A-Z][\w-]+['’]s)\s+(?:\w+\s+)?(?:brother|sister|mother|father|mum|mom|dad|husband|wife|partner|"
    r"son|daughter|kids?|children|friend|flatmate|cousin|uncle|aunt|boss|neighbou?r|boyfriend|girlfriend|brother-in-law|sister-in-law|niece|nephew)\b"
)
_OF_SOMEBODY_ELSE = re.compile(_RELATIVE, re.IGNORECASE)
_BEGINS_WITH_RELATIVE = re.compile(rf"\W*{_RELATIVE}", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|no longer|n['’]t|hates?|dislikes?|used to|until|left|quit|wants? to (?:move|live|work)|would (?:like|love) to|"
    r"moved (?:away )?from|formerly|ex-|retired from|wishes|dreams? of|visit(?:ed|ing|s)?|trip|holiday|went to|conference|on the way|(?:asked|wants|wanted|invited) (?:me|us))\b",
    re.IGNORECASE,
)
_AT_WORK = re.compile(
    r"\b(?:works?|working|mgr|pm|boss|colleague|job|jobs|role|organi[sz]ation|company|position|title|employ\w*|runs?|leads?|lead|manages?|manager|heads?|hires?|started|joined|"
    r"engineer|director|analyst|officer|owner|owns|founder|founded|partner|consultant|teaches|teacher|nurse|plans?|planner|sells?|drives?|driver|"
    r"career|business|industry|firm|department|team|office|in charge|is an?|now an?|as an?|trained|qualified|retired)\b",
    re.IGNORECASE,
)
_CARD_WORK = re.compile(
    r"(?:role|title|job title|position|company|organi[sz]ation|employer|job)\s*:", re.IGNORECASE
)
_AFTER_IS = re.compile(
    r"\b(?:(?:is|works? as|working as|now)\s+(?:now\s+)?(?:an?|the)|works? (?:in|for|at)|runs|teaches|drives|models|sells|edits)"
    r"\s+(?:[\w-]+\s+){0,2}$|['’]s\s+(?:now\s+)?an?\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTER_PAUSE = re.compile(r"(?:^\W*|[(,–—-]\s*)(?:an? |the )?(?:[\w-]+ )?$")
_BEFORE_EMPLOYER = re.compile(r"(?:\s+\w+)?\s*(?:[,;@()]|(?:at|bei|en)\b|$)")
_AT_HOME = re.compile(
    r"\b(?:lives?|living|based|moved (?:back )?to|resides?|settled|flat|house|home|relocated|address|place|city|location|grew roots|staying)\b"
    r"|\bin [A-Z][\w-]+ (?:for|since|now)\b",
    re.IGNORECASE,
)
_BY_ME = re.compile(r"^[\W\d]*(?:I|We|my|I['’]\w+)\b(?! (?:met|know))")
_MEETING = re.compile(
    r"\b(?:met|meet|meeting|found me|first (?:evening|day|time|talk|lesson)|got talking|introduced|next to|beside|shared a table|sat|classmate|met_at|know (?:him|her|them) from)\b",
    re.IGNORECASE,
)


def rows_for(asked: Filter, book: Book, retriever: Retriever) -> tuple[Row, ...]:
    """Everybody the filter holds for, by name."""
    match asked:
        case Everybody():
            found = [Row(person, "", cite(book, person)) for person in others(book)]
        case InCircle(circle):
            found = in_circle(book, circle)
        case WorksIn(words, field):
            found = _working(book, retriever, words, field=field)
        case LivesIn(words):
            found = _living(book, retriever, words)
        case KnownFrom(words):
            found = _first_of(
                _living(book, retriever, words),
                _working(book, retriever, words),
                _met(book, retriever, words),
                in_circle(book, " ".join(words)),
            )
        case MetAt(words):
            found = _met(book, retriever, words)
        case Says(words):
            found = _said_of(book, retriever, words)
        case QuietFor(days):
            found = quiet(book, days)
        case IntroducedBy(person_ids):
            found = _introduced(book, retriever, person_ids)
        case Owes(by_me, words):
            found = owing(book, by_me=by_me, words=words)
        case BornIn(month):
            found = born_in(book, month)
        case BornWithin(first, last):
            return tuple(born_within(book, first, last))
    return tuple(sorted(found, key=lambda row: (fold(row.person.name), row.person.id)))


def is_of_somebody_else(text: str) -> bool:
    """Whether a text speaks of somebody's brother, boss or friend, so that it may not be about the person themselves."""
    return bool(_OF_SOMEBODY_ELSE.search(text))


def _introduced(book: Book, retriever: Retriever, by: Sequence[int]) -> list[Row]:
    people = {person.id: person for person in others(book)}
    names = {name for one in by if one in people for name in book.names_of(one)}
    found: dict[int, Row] = {}
    for person_id, other_id, tie in book.store.facts.ties():
        if "introduc" not in tie.relation.casefold() and "through" not in tie.relation.casefold():
            continue
        led_to = person_id if other_id in by else other_id if person_id in by else None
        if led_to is not None and led_to in people and led_to not in by:
            found.setdefault(led_to, Row(people[led_to], tie.relation, tie.citation))
    for passage in retriever.everything_with(
        [["introduced", "introduced_by", "introduces", "introduction", "through"]]
    ):
        for start, end in _sentences(passage.text):
            sentence = passage.text[start:end]
            said = fold(sentence)
            if not any(re.search(rf"\b{re.escape(name)}\b", said) for name in names):
                continue
            if re.search(r"introduced by|introduced_by|through", said):
                led = passage.person_ids[:1]
            elif re.search(r"introduced (?:me|us) to|put me in touch with", said):
                led = tuple(m.person_id for m in book.mentions(sentence))
            else:
                continue
            for one in led:
                if one in people and one not in by:
                    found.setdefault(
                        one, Row(people[one], sentence, _citation(passage, people[one], start, end))
                    )
    return list(found.values())


# ---- from the words of notes ------------------------------------------------------------------------------


def _working(book: Book, retriever: Retriever, words: Sequence[str], *, field: bool = False) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        if _CARD_WORK.search(sentence):
            return True
        if _DENIED.search(sentence) or _BY_ME.search(sentence) or not _AT_WORK.search(sentence):
            return False
        if not _is_written_large(sentence, words):
            return True
        # A name must be where they are or for whom they work, and they must not have another employer by now.
        newer = [fact for fact in facts if fact.kind == "organization" and holds_on(fact, book.today)]
        return _is_at(sentence, words) and (not newer or any(says(fact.value, words) for fact in newer))

    return _first_of(
        _with_fact(book, retriever, words, ("role", "organization")),
        _in_field(book, retriever, words) if field else [],
        _with_words(book, retriever, words, counts, ("role", "organization")),
        _in_trade(book, retriever, words) if field else [],
    )


def _in_field(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    """Those whose role and employer of today, taken together, name the field in other words.

    "Health data" is also a data analyst of a hospital: each word may stand in either, and the notes that hold a word
    lead to the people.
    """
    people = {person.id: person for person in others(book)}
    near = people.keys() | set()
    for word in words:
        holding = retriever.everything_with([(*kin(word), *field_words(word))])
        near &= {who for passage in holding for who in passage.person_ids}
    found = []
    for one in sorted(near):
        held = [
            fact
            for fact in facts_of(book, people[one])
            if fact.kind in ("role", "organization")
            and holds_on(fact, book.today)
            and not _BEGINS_WITH_RELATIVE.match(fact.citation.quote)
        ]
        said = stems(" ".join(fact.value for fact in held))
        if held and all(
            says(" ".join(fact.value for fact in held), [word]) or in_field(word) & said for word in words
        ):
            shown = next(
                (fact for fact in held if any(in_field(word) & stems(fact.value) for word in words)), held[0]
            )
            found.append(Row(people[one], shown.value, shown.citation))
    return found


def _in_trade(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    """Those of whom a sentence names such a trade outright: "she is an epidemiologist at", "(charge nurse, ...)"."""

    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        return not _DENIED.search(sentence) and not _BY_ME.search(sentence)

    def says_it(sentence: str) -> bool:
        return all(
            _names_trade(sentence, in_field(word)) or says(sentence, [word]) for word in words
        ) and any(_names_trade(sentence, in_field(word)) for word in words)

    groups = [(*kin(word), *field_words(word)) for word in words]
    return _with_sentence(book, retriever.everything_with(groups), words, says_it, counts, ("role",))


def _names_trade(sentence: str, trades: frozenset[str]) -> bool:
    """Whether one of these stems stands where a trade does: after "is a", or between comma or bracket and employer."""
    for match in re.finditer(r"[^\W_]+(?:-[^\W_]+)*", sentence):
        if stem(fold(match.group())) in trades:
            before, after = sentence[: match.start()], sentence[match.end() :]
            if _AFTER_IS.search(before) or (_AFTER_PAUSE.search(before) and _BEFORE_EMPLOYER.match(after)):
                return True
    return False


def _living(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        places = [fact for fact in facts if fact.kind == "place" and holds_on(fact, book.today)]
        if places and not any(says(fact.value, words) for fact in places):
            return False
        return bool(_AT_HOME.search(sentence)) and _is_at(sentence, words) and not _DENIED.search(sentence)

    found = _with_fact(book, retriever, words, ("place",))
    return _first_of(found, _with_words(book, retriever, words, counts, ("place",)))


def _met(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        return bool(_MEETING.search(sentence)) and not re.search(r"\b(?:not|never)\b", sentence)

    found = _with_fact(book, retriever, words, ("met_at",))
    return _first_of(found, _with_words(book, retriever, words, counts, ("met_at",)))


def _said_of(book: Book, retriever: Retriever, words: Sequence[str]) -> list[Row]:
    def counts(sentence: str, person: Person, facts: Sequence[Fact]) -> bool:
        return not _DENIED.search(sentence) and not _BY_ME.search(sentence)

    found = _with_fact(
        book, retriever, words, ("interest", "language", "diet", "family", "need", "education")
    )
    return _first_of(found, _with_words(book, retriever, words, counts, ()))


def _with_fact(book: Book, retriever: Retriever, words: Sequence[str], kinds: Sequence[str]) -> list[Row]:
    """Those with a fact of these kinds that holds now and says the words.

    The notes that hold the words lead to the people, so that one need not read everybody's facts.
    """
    people = {person.id: person for person in others(book)}
    found = []
    for one in sorted(
        {who for passage in _passages(retriever, words) for who in passage.person_ids} & people.keys()
    ):
        for fact in facts_of(book, people[one]):
            if (
                fact.kind in kinds
                and holds_on(fact, book.today)
                and says(fact.value, words)
                and not _BEGINS_WITH_RELATIVE.match(fact.citation.quote)
            ):
                found.append(Row(people[one], fact.value, fact.citation))
                break
    return found


def _with_words(
    book: Book,
    retriever: Retriever,
    words: Sequence[str],
    counts: Callable[[str, Person, Sequence[Fact]], bool],
    ended_kinds: Sequence[str],
) -> list[Row]:
    """Those of whom a sentence of a note says the words in the way that counts."""
    return _with_sentence(
        book, _passages(retriever, words), words, lambda text: says(text, words), counts, ended_kinds
    )


def _with_sentence(
    book: Book,
    passages: Sequence[Passage],
    words: Sequence[str],
    says_it: Callable[[str], bool],
    counts: Callable[[str, Person, Sequence[Fact]], bool],
    ended_kinds: Sequence[str],
) -> list[Row]:
    """Those of whom a sentence of a note says what is asked in the way that counts; the newest such sentence."""
    people = {person.id: person for person in others(book)}
    facts: dict[int, list[Fact]] = {}
    found: dict[int, Row] = {}
    for passage in sorted(passages, key=lambda one: one.date or "", reverse=True):
        for start, end in _sentences(passage.text):
            sentence = passage.text[start:end]
            if not says_it(sentence) or _is_of_an_unnamed(book, sentence):
                continue
            # "Lingua" in "Lingua Bridge" names an employer, whoever else is called so.
            named = [
                mention.person_id
                for mention in book.mentions(sentence)
                if not set(folded_words(sentence[mention.start : mention.end])) <= set(words)
            ]
            about = named[0] if len(set(named)) == 1 else owner_of(book, passage)
            if about is None or about not in people or about in found:
                continue
            known = facts.setdefault(about, facts_of(book, people[about]))
            ended = any(
                fact.kind in ended_kinds and not holds_on(fact, book.today) and says(fact.value, words)
                for fact in known
            )
            if not ended and counts(sentence, people[about], known):
                found[about] = Row(people[about], sentence, _citation(passage, people[about], start, end))
    return list(found.values())


def _is_of_an_unnamed(book: Book, sentence: str) -> bool:
    """Whether a sentence speaks of somebody's brother or friend who is not in the book by name."""
    starts = {mention.start for mention in book.mentions(sentence)}
    return any(
        not starts & set(range(match.end(), match.end() + 4))
        for match in _OF_SOMEBODY_ELSE.finditer(sentence)
    )


def _passages(retriever: Retriever, words: Sequence[str]) -> tuple[Passage, ...]:
    return retriever.everything_with([kin(word) for word in words])


def _is_written_large(sentence: str, words: Sequence[str]) -> bool:
    """Whether the words stand in the sentence as a name: "Norbury", not "shipping"."""
    return any(re.search(rf"\b{re.escape(word.capitalize())}", _without_accents(sentence)) for word in words)


def _is_at(sentence: str, words: Sequence[str]) -> bool:
    """Whether a place or employer stands where somebody is: "at Norbury Data Trust", "in Leeds"; a card line is."""
    if _CARD_WORK.search(sentence) or re.match(
        r"\W*(?:address|place|city|location|met_at)\s*:", sentence, re.IGNORECASE
    ):
        return True
    first = "|".join(re.escape(word) for word in words)
    return bool(
        re.search(
            rf"(?:\b(?:in|at|for|with|of|near|from|to|joined|by|outside|around|bei|en|chez)\s+|@\s*)(?:the\s+)?(?:\w+\s+){{0,2}}?(?:{first})\b",
            _without_accents(sentence),
            re.IGNORECASE,
        )
    )


def _without_accents(text: str) -> str:
    """A text without accents, its capitals kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


# ---- small things -----------------------------------------------------------------------------------------


def _first_of(*lists: Sequence[Row]) -> list[Row]:
    """Each person once, from the first list that has them."""
    found: dict[int, Row] = {}
    for row in (row for rows in lists for row in rows):
        found.setdefault(row.person.id, row)
    return list(found.values())


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a passage; each line of a card is one, a line broken by its writer is not."""
    is_card = _CARD_WORK.search(text) or re.match(r"[a-z_]+:", text)
    yield from sentence_spans(text if is_card else text.replace("\n", " "))


def _citation(passage: Passage, person: Person, start: int, end: int) -> Citation:
    return Citation(passage.note_id, person.name, passage.date, passage.text[start:end])
