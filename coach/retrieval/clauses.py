"""The clauses a whole-book question is made of: each a pattern with an example, and the filter it asks for.

A clause ends where the next begins: at "and", "or", "who", or a verb. The first clause that fits counts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.people.trades import is_role
from coach.retrieval.query import Field, Filter, When
from coach.retrieval.question import Question
from coach.retrieval.spans import days_in, days_of_span
from coach.retrieval.words import content_words, folded_words
from coach.text import fold

SPOKEN = (
    r"(?:(?:been )?(?:spoken|talked|talking|speaking|heard|hearing|seen|seeing|contacted|met up|met|written|called|caught up)|"
    r"been in (?:touch|contact)|speak|talk|hear|see|contact|meet|write|call|catch up)"
)
_PARTS: Mapping[str, str] = {
    "SPOKEN": SPOKEN,
    "AUX": r"(?:(?:do|does|did|is|are|was|were|have|has|had|am|who|that) )?",
    "NOT": r"(?P<no>(?:(?:do|does|did|is|are|was|were|have|has|had) )?(?:not|never) )?",
    "ANYBODY": r"(?:(?:some|any)(?:body|one)|people|a person|others)",
    "END": (
        r"(?=\s*(?:$|,|\b(?:and|or|but|who|whom|that|which)\b|(?<!not )\b(?:lives?|living|(?:do|does|did|is|are|was|were|have|has|had)"
        r"(?: not)?|(?:works?|working|worked) (?:in|at|for|as|on|with)|speaks?|plays?|likes?|owes?|knows?)\b))"
    ),
    "WHAT": r"(?:the |my |any |some )?(?P<what>\S.*?){END}",
}
_TIME_WORDS = re.compile(r"\b(?:since|after|before|until|in|on|for|during|more|than|over)\b")
_DATE_BEGINS = re.compile(r"\b(?:in|on|during|around|back in|since|before|until|of)\s*$", re.IGNORECASE)
_OWED_PLAIN = frozenset(["favour", "favor", "favours", "favors", "still", "open", "debt", "promise"])
_MOST_WORDS = 5
_LONG = 365  # days, of "for ages"
_A_WHILE = 90
_QUIET = 180  # days, where none are said

Build = Callable[[re.Match[str], Question, date], Filter | None]


@dataclass(frozen=True)
class Clause:
    """One shape of a clause. `example` is read by it, as a test makes sure."""

    example: str
    pattern: re.Pattern[str]
    build: Build


def words_of(what: str) -> tuple[str, ...] | None:
    """The words of a clause, or None when it is about the user or says too much."""
    if re.search(r"\b(?:me|i|his|her|their|my|us|our)\b", what, re.IGNORECASE):
        return None
    words = tuple(content_words(what))
    return words if 0 < len(words) <= _MOST_WORDS else None


def by_words(field: Field) -> Build:
    """A filter on the words of `what`, and on the days it names; of something over where the pattern says so."""

    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        what, days = match["what"], None
        span, without = days_in(what, today)
        if span is not None and field is not Field.MET:
            what, days = _DATE_BEGINS.sub("", without.rstrip()), span
        # A group may be called by words that mean nothing elsewhere: "my old friends".
        is_group = field in (Field.GROUP, Field.CIRCLE)
        words = words_of(f"group {what}" if is_group else what)
        if words and is_group:
            # What a group is called is told apart by every word: "old colleagues".
            words = tuple(word for word in folded_words(what) if word not in ("the", "a", "an"))
        said = match.groupdict()
        when: When = "now"
        if days is None and (said.get("over") or said.get("ever")):
            when = "over" if said.get("over") else "ever"
        return Filter(field, words, days=days, when=when, negated=bool(said.get("no"))) if words else None

    return build


def _work_in(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """A whole field of work where "in" stands without an article: "in health", not "in the hospital"."""
    found = by_words(Field.WORK)(match, question, today)
    return replace(found, field=Field.TRADE) if found and not match["article"] else found


def _is_a(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """A trade ("a vet", "retired"), or whatever else one may be ("vegetarian", "Pilar's sister")."""
    what = match["what"]
    if re.search(r"^\w+ing\b|\b(?:in|at|to|of|for|on|by|with|best|most)\b", what):
        return None
    is_trade = (
        is_role(what)
        or is_role(what.removesuffix("s"))
        or (match["article"] and not re.search(r"['’]", what))
    )
    return by_words(Field.WORK if is_trade else Field.SAID)(match, question, today)


def _owed(field: Field) -> Build:
    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        if question.named or re.search(r"\bmy\b", match["what"]):
            return None
        words = tuple(word for word in content_words(match["what"]) if word not in _OWED_PLAIN)
        return Filter(field, words, negated=bool(match["no"]))

    return build


def _named(field: Field) -> Build:
    """A filter on the people the question names; none without a name."""

    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        ids = tuple(sorted(question.person_ids))
        return Filter(field, person_ids=ids, negated=bool(match.groupdict().get("no"))) if ids else None

    return build


def _birthday(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """ "In June", "in spring", "this month", "this week", "in the next two weeks", "soon"."""
    when = fold(match["when"])
    ahead = days_of_span(when)
    first = last = today
    if "tomorrow" in when:
        first = last = today + timedelta(days=1)
    elif "next month" in when:
        first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        last = first + timedelta(days=30)
    elif re.search(r"\b(?:this|next) week\b", when):
        first = today if "this" in when else today + timedelta(days=7 - today.weekday())
        last = first + timedelta(days=6 - first.weekday())
    elif ahead is not None and "this" not in when:
        last = today + timedelta(days=ahead)
    elif not when or re.search(r"\b(?:soon|coming up|upcoming|next)\b", when):
        last = today + timedelta(days=30)
    elif "today" not in when:
        span, rest = days_in(when if "this" in when else f"{when} {today.year}", today)
        if span is None or content_words(rest):
            return None
        return Filter(Field.BIRTHDAY, days=(span[0][5:], span[1][5:]))
    return Filter(Field.BIRTHDAY, days=(first.isoformat()[5:], last.isoformat()[5:]))


def _contact(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """Real contacts by time: "not since Easter", "in the last three months", "for two years", "last before 2020"."""
    when = fold(match["when"])
    said = match.groupdict()
    gone = bool(said.get("no") or said.get("not"))
    if question.named:
        return None
    end = today.isoformat()
    span, rest = days_in(when, today)
    if span is not None:
        if content_words(_TIME_WORDS.sub(" ", rest)):
            return None
        first, last = span
        if re.search(r"\b(?:since|after)\b", when):
            # "Not since 2024" leaves 2024 open.
            return _last_contact(last) if gone else Filter(Field.CONTACT, days=(first, end))
        if re.search(r"\bbefore\b", when) or (gone and first <= end <= last):
            return _last_contact((date.fromisoformat(first) - timedelta(days=1)).isoformat())
        if said.get("last") and not gone:
            return Filter(Field.LAST_CONTACT, days=(first, last))
        return Filter(Field.CONTACT, days=(first, min(last, end)), negated=gone)
    length = days_of_span(when)
    if length is None and re.search(r"\b(?:lately|recently|a while)\b", when):
        length = _A_WHILE
    if length is None and gone and (not when or re.search(r"\b(?:long|ages)\b", when)):
        length = _LONG if when else _QUIET
    if length is None:
        return None
    edge = (today - timedelta(days=length)).isoformat()
    is_gone = gone or re.search(r"\bago\b", when)
    return _last_contact(edge) if is_gone else Filter(Field.CONTACT, days=(edge, end))


def _last_contact(day: str) -> Filter:
    """Those whose newest contact was on this day or before."""
    return Filter(Field.LAST_CONTACT, days=("", day))


def _clause(example: str, pattern: str, build: Build) -> Clause:
    for name in ("WHAT", *_PARTS):
        pattern = pattern.replace(f"{{{name}}}", _PARTS[name])
    return Clause(example, re.compile(pattern, re.IGNORECASE), build)


_WHEN = r"(?P<when>(?:(?:since|for|in|over|within|during|this|last|after|before|more|lately|recently|yesterday|on)\b.*?)?)(?=$| and (?:live|work|is|are|who)\b)"
_OWED = r"(?:(?:something|anything|things?|a favou?r)\b ?)?(?:(?:to )?{ANYBODY}\b ?)?(?P<what>.*?)(?=\s*(?:$|\b(?:in|from|at|and|or|but)\b))"

CLAUSES: tuple[Clause, ...] = (
    _clause(
        "have i not spoken to for a year",
        r"(?:(?:have|did|do|had) )?(?P<not>not )?(?:i |we )?(?:have |had |did )?(?P<no>(?:not|never) )?(?P<last>last )?{SPOKEN}(?: up)?"
        r"(?: (?:to|with|from|of)(?: me)?)?\b ?" + _WHEN,
        _contact,
    ),
    _clause(
        "has been quiet since 2024",
        r"(?:(?:have|has|am|is|are|i) )*(?P<no>gone quiet|been quiet|quiet|silent|los(?:ing|t) touch with|"
        r"drift(?:ing|ed)(?: (?:apart|away))?(?: from)?|out of touch(?: with)?) ?(?P<when>.*)$",
        _contact,
    ),
    _clause(
        "do i owe a dinner",
        r"(?:do |did |am )?i (?:still )?(?P<no>not )?(?:owe|owing)\b ?" + _OWED,
        _owed(Field.OWED),
    ),
    _clause(
        "have i promised something",
        r"(?:(?:have|did|had) )?i (?:have )?(?P<no>not )?(?:made )?(?:a )?promised?\b ?" + _OWED,
        _owed(Field.OWED),
    ),
    _clause(
        "owes me money",
        r"(?:still |(?:do|does|has|have|had) )?(?P<no>not )?(?:owes?|promised) me\b ?" + _OWED,
        _owed(Field.OWING),
    ),
    _clause(
        "introduced me to Ana",
        r"(?:(?:has|have|had|first) )*(?:introduced (?:me|us)|led me) to .+$",
        _named(Field.LED_TO_ME),
    ),
    _clause(
        "did Ana introduce me to",
        r"(?:did |has |have )?.{2,40}? (?:has |have |had )?introduced? (?:me|us) to(?= |$)",
        _named(Field.LED_BY),
    ),
    _clause(
        "do i know through Ana",
        r"(?:(?:do|did|have|was|were|i|we|got) )*(?:(?:know|met|meet|get to know|got to know|came to (?:me|us)) (?:through|via)|introduced (?:to )?by) .+$",
        _named(Field.LED_BY),
    ),
    _clause(
        "knows somebody who manages a wind farm",
        r"{AUX}(?P<no>not )?(?:knows?|related to) {ANYBODY} (?:who|that) (?!(?:works?|is|lives) (?:in|at|for)\b)(?P<what>.+)$",
        by_words(Field.KNOWS),
    ),
    _clause(
        "knows somebody at Norbury",
        r"{AUX}(?P<no>not )?(?:knows?|friends with|connected to) {ANYBODY} (?:who (?:works?|is|lives) )?(?:in|at|from|with|for|inside) {WHAT}",
        by_words(Field.KNOWS),
    ),
    _clause(
        "knows Ana",
        r"{AUX}(?P<no>not )?(?:knows?|acquainted with|friends? (?:of|with)|related to|connected (?:to|with)) .+$",
        _named(Field.KNOWS),
    ),
    _clause(
        "has a birthday in June",
        r"(?:(?:has|have|with|having) )?(?:(?:an?|their|the) )?(?:birthdays?(?: is| are)?|born)\b(?: coming up)? ?(?P<when>.*)$",
        _birthday,
    ),
    _clause(
        "is in the circle evening classes",
        r"{AUX}(?:i know )?{NOT}(?:in|of|from) (?:the |my )?circle (?:of |called |named )?{WHAT}",
        by_words(Field.CIRCLE),
    ),
    _clause(
        "do i know in the church circle",
        r"{AUX}(?:i know )?{NOT}(?:in|of|from) (?:the |my )?(?P<what>[\w' -]+?) (?:circle|group)\b",
        by_words(Field.CIRCLE),
    ),
    _clause(
        "does not live in York",
        r"{AUX}{NOT}(?:lives?|living|lived|resides?|based|located)\b(?: (?:down|up|over|out|somewhere|now))*(?: (?:in|at|near|around|on|by))? {WHAT}",
        by_words(Field.PLACE),
    ),
    _clause("has moved to York", r"(?:has |have )?moved to {WHAT}", by_words(Field.PLACE)),
    _clause(
        "used to live in York",
        r"(?:(?:has|have) )?(?P<over>used to (?:live|be|be based) in|moved (?:away )?from) {WHAT}",
        by_words(Field.PLACE),
    ),
    _clause(
        "comes from Porto",
        r"{AUX}{NOT}(?:comes?|originally|(?:was |were )?born)(?: originally)? (?:from|in) {WHAT}",
        by_words(Field.ORIGIN),
    ),
    _clause(
        "works in health",
        r"{AUX}{NOT}(?:works?|working|worked|employed|(?:a )?jobs?)\b in (?P<article>the |an? )?{WHAT}",
        _work_in,
    ),
    _clause(
        "left the bank",
        r"(?:(?:has|have|had) )?(?:previously )?(?:(?P<over>left|quit|used to (?:work|be) (?:in|at|for))|(?P<ever>worked (?:in|at|for)|(?:was|were) (?:working )?(?:at|with))) {WHAT}",
        by_words(Field.WORK),
    ),
    _clause(
        "does not work at Norbury",
        r"{AUX}{NOT}(?:works?|working|worked|employed|(?:a )?jobs?)\b(?: (?:at|for|with|as|on|by))? {WHAT}",
        by_words(Field.WORK),
    ),
    _clause(
        "did i meet at the fair",
        r"(?:did |have )?(?:i |we )(?:have )?(?:first )?(?:meet|met|get to know|got to know)\b ?(?:at|in|on|during|from) {WHAT}",
        by_words(Field.MET),
    ),
    _clause(
        "went to school with me", r"(?:went|go|goes|been) to (?P<what>.+?) with me\b", by_words(Field.GROUP)
    ),
    _clause(
        "in the choir",
        r"{AUX}(?:do )?(?:i know )?(?:(?:sings?|plays?|rows?|belongs?|are|is) )?{NOT}(?:in|at|from|of|to|with) {WHAT}",
        by_words(Field.GROUP),
    ),
    _clause("are my neighbours", r"(?:(?:are|of|is) )?my {WHAT}", by_words(Field.GROUP)),
    _clause(
        "is a vet",
        r"(?:is|are|was|were|(?=an? )) ?{NOT}(?P<article>an? |the |as )?(?P<what>\S.*?){END}",
        _is_a,
    ),
)
"""In the order they are tried."""
