"""Translates a question about the whole book into a query, clause by clause.

What is not wholly understood is not translated, so that nothing is counted by half a question.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from coach.retrieval.query import Field, Filter, Query
from coach.retrieval.question import Question, days_in, days_of_span
from coach.retrieval.words import content_words, folded_words
from coach.text import fold

_PEOPLE = r"(?:people|persons?|contacts?|friends?|colleagues|folks?|ones|women|men|acquaintances|anyone|anybody|everyone|everybody)"
_POLITE = re.compile(
    r"^\W*(?:(?:hi|hello|hey|ok|so|um|and|please|thanks)\b(?: there)?[,! ]*|(?:can|could|would|will) you (?:please )?|(?:i(?:'d| would)? (?:like|want|need)(?: to know)?|i wonder|do you know|remind me|tell me|show me|give me|find(?: me)?|list|name)\b:? ?(?:a list of |all (?=who\b)|please )?)+",
    re.IGNORECASE,
)
_SHORT = (
    (r"\b(who|that|there|what|it)['’]?s\b(?= )", r"\1 is"), (r"\b(have|has|had|do|does|did|is|are|was|were)(?:n['’]t|nt\b)", r"\1 not"),
    (r"\b(i|you|we|they)['’]?ve\b", r"\1 have"), (r"\bi['’]?m\b", "i am"), (r"\bppl\b", "people"), (r"\b(?:pls|plz|please|thanks|thank you)\b", " "),
    (r"\b(?:ever|also|actually|really|exactly|currently|still|right now|at the moment|these days|nowadays|both|again|all)\b", " "),
    (r"\bnow(?=\s*(?:$|,|and\b|or\b|but\b|(?:live|work)))", " "),
)  # fmt: skip
_HEAD = re.compile(
    rf"^(?:how many(?: other)?(?: of)?|whose(?= birth)|who(?:m|se)?\b(?: else)?(?: of)?|which(?: of)?|(?:is|are) there|do i (?:know|have)|have i got|the|my|any|with whom|through whom)\b ?"
    rf"(?:(?P<most>\d+|one|two|three|four|five|six|seven|eight|nine|ten) )?(?:(?:of )?(?:the |my |an? |any )?{_PEOPLE}\b ?)?"
    rf"|^(?:the |my )?{_PEOPLE}\b ?|^(?=birthdays? )",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    rf"^(?:how many {_PEOPLE} (?:do i (?:know|have)|(?:are )?(?:there )?(?:are )?(?:in|on))|(?:everyone|everybody|all (?:the |my )?{_PEOPLE})(?: that)?(?: i know)?|(?:my )?{_PEOPLE} i know|who do i know)\b(?: ?(?:in )?(?:total|all|my (?:book|network|notes|list|address book)))?$",
    re.IGNORECASE,
)
_OPENS_WIDE = re.compile(
    r"^(?:is|are|do|have|any|the|my|people|persons?|contacts?|friends?)\b", re.IGNORECASE
)
_LINK = re.compile(
    r"^(?:\s*(?:,|and|but|or|who|that|which|whom|in my (?:book|network|notes)|(?:that |who |whom )?(?:do )?i know(?= who| that|$| ,)|they|he|she|of (?:them|those)|: ))+\s*",
    re.IGNORECASE,
)
_SPOKEN = r"(?:spoken|talked|talking|speaking|been in (?:touch|contact)|been speaking|been talking|heard|hearing|seen|seeing|contacted|met up|met|written|called|caught up|speak|talk|hear|see|contact|meet|write|call|catch up)"
_END = r"(?=\s*(?:$|,|\b(?:and|or|but|who|whom|that|which)\b|(?<!not )\b(?:lives?|living|(?:do|does|did|is|are|was|were|have|has|had)(?: not)?|(?:works?|working|worked) (?:in|at|for|as|on|with)|speaks?|plays?|likes?|owes?|knows?)\b))"
_WHAT = rf"(?:the |a |an |my |any |some )?(?P<what>\S.*?){_END}"
_NOT = r"(?P<no>(?:(?:do|does|did|is|are|was|were|have|has|had) )?(?:not|never) )?"
_AUX = r"(?:(?:do|does|did|is|are|was|were|have|has|had|am|who|that) )?"
_DATE_WORDS = re.compile(r"\b(?:in|on|during|around|back in|since|before|until|of)\s*$", re.IGNORECASE)
_OWED_PLAIN = frozenset(["favour", "favor", "favours", "favors", "still", "open", "debt", "promise"])
_TOO_MANY_WORDS = 5
_A_YEAR = 365

_Build = Callable[[re.Match[str], Question, date], Filter | None]


def read_query(question: Question, today: date) -> Query | None:
    """The query a question asks for, or None when it is no whole-book question or not wholly understood."""
    text = " ".join(question.text.split()).rstrip(" ?.!")
    for pattern, instead in ((_POLITE.pattern, ""), *_SHORT):
        text = " ".join(re.sub(pattern, instead, text, flags=re.IGNORECASE).split())
    if _EVERYBODY.match(text):
        return Query()
    order: Literal["", "newest", "oldest"] = ""
    first = None
    if (ordered := _about_order(text)) is not None:
        text, order, first = ordered
        if not text:
            return Query((), order, first)
    group = re.match(
        r"^(?P<what>[\w' -]+?): who\b.*$|^(?P<known>[\w' -]+?): (?:everyone|everybody|people|list)\b.*$", text
    )
    if group:
        text = f"who is in my {group['what'] or group['known']}"
    head = _HEAD.match(text)
    if head is None:
        return None
    all_of = _conditions(text[head.end() :], text, question, today)
    if not all_of or not _all_names_used(all_of, question):
        return None
    # "Do I know Ana's number?" is about one thing: such openings count only with a field that is a column.
    if (
        _OPENS_WIDE.match(text)
        and all(one.field is Field.SAID for group in all_of for one in group)
        and "there" not in text[:12]
    ):
        return None
    return Query(all_of, order, first)


def _conditions(rest: str, text: str, question: Question, today: date) -> tuple[tuple[Filter, ...], ...]:
    """Clause after clause until nothing is left; empty when one is not understood."""
    groups: list[list[Filter]] = []
    while rest.strip():
        link = _LINK.match(rest)
        is_alternative = bool(link and re.search(r"\bor\b", link.group()))
        rest = rest[link.end() :] if link else rest
        if not rest.strip():
            break
        rest = rest.strip()
        read = _clause(rest, question, today) or _more_of(groups, rest) or _anything(rest, question, today)
        if read is None:
            return ()
        found, rest = read
        if is_alternative and groups:
            groups[-1].append(found)
        else:
            groups.append([found])
    return tuple(tuple(group) for group in groups)


def _more_of(groups: list[list[Filter]], rest: str) -> tuple[Filter, str] | None:
    """ "Bath or Plymouth": what comes after the link is more of what came before it."""
    last = groups[-1][-1] if groups else None
    if last is None or last.field not in _BY_WORDS:
        return None
    match = re.match(r"(?P<no>not )?(?:(?:in|at|for|with|from) )?" + _WHAT, rest, re.IGNORECASE)
    words = _words(match["what"]) if match else None
    if match is None or not words:
        return None
    return replace(last, words=words, negated=bool(match["no"])), rest[match.end() :]


def _clause(rest: str, question: Question, today: date) -> tuple[Filter, str] | None:
    for pattern, build in _CLAUSES:
        if (match := pattern.match(rest)) and (found := build(match, question, today)):
            return found, rest[match.end() :]
    return None


def _anything(rest: str, question: Question, today: date) -> tuple[Filter, str] | None:
    """Whatever else may be said of somebody, to the end of the question."""
    match = re.match(rf"{_NOT}(?P<what>\S.+)$", rest, re.IGNORECASE)
    found = _of(Field.SAID)(match, question, today) if match else None
    return (found, "") if found else None


def _words(what: str) -> tuple[str, ...] | None:
    """The words of a clause, or None when it is about the user or says too much."""
    if re.search(r"\b(?:me|i|his|her|their|my|us|our)\b", what, re.IGNORECASE):
        return None
    words = tuple(content_words(what))
    return words if 0 < len(words) <= _TOO_MANY_WORDS else None


def _name(what: str) -> tuple[str, ...] | None:
    """The words of a group, a place or an employer, as they are called; None when it cannot be a name."""
    words = tuple(word for word in folded_words(what) if word not in ("the", "a", "an"))
    return words if _words(what.replace("old", "")) else None


def _all_names_used(all_of: tuple[tuple[Filter, ...], ...], question: Question) -> bool:
    """Whether whoever the question names is asked about, or the name is only part of an employer's or a place's."""
    used = {one for group in all_of for each in group for one in each.person_ids}
    said = {word for group in all_of for each in group for word in each.words}
    return all(
        set(named.person_ids) <= used or (set(named.written.split()) < said) for named in question.named
    )


# ---- the clauses ------------------------------------------------------------------------------------------


def _of(field: Field) -> _Build:
    """A filter on the words of `what`, and on the days it names."""

    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        what, days = match["what"], None
        span, without = days_in(what, today)
        if span is not None and field is not Field.MET:
            what, days = _DATE_WORDS.sub("", without.rstrip()), span
        words = _words(what) if field is not Field.GROUP else _name(what)
        groups = match.groupdict()
        past = bool(groups.get("past")) and days is None
        return (words and Filter(field, words, days=days, past=past, negated=bool(groups.get("no")))) or None

    return build


def _job(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """Work: a preposition "in" asks for a whole field of work."""
    found = _of(Field.WORK)(match, question, today)
    return (
        replace(found, field=Field.TRADE) if found and match["prep"] == "in" and not match["the"] else found
    )


def _is_a(match: re.Match[str], question: Question, today: date) -> Filter | None:
    if match["what"].split()[0].endswith("ing") or re.search(
        r"\b(?:in|at|to|of|for|on|by|with|best|most)\b", match["what"]
    ):
        return None
    # "Who is Pilar's sister?" asks for a line that says so.
    return _of(Field.SAID if re.search(r"['’]s?\b", match["what"]) else Field.WORK)(match, question, today)


def _owes(field: Field) -> _Build:
    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        what = re.sub(
            r"\b(?:to|something|anything|thing|things|someone|anyone|somebody|anybody)\b",
            " ",
            match["what"] or "",
        )
        if question.named or re.search(r"\bmy\b", what):
            return None
        words = tuple(word for word in content_words(what) if word not in _OWED_PLAIN)
        return Filter(field, words, negated=bool(match["no"]))

    return build


def _named(field: Field) -> _Build:
    """A filter on the people the question names; none without a name."""

    def build(match: re.Match[str], question: Question, today: date) -> Filter | None:
        ids = tuple(sorted(question.person_ids))
        return Filter(field, person_ids=ids, negated=bool(match.groupdict().get("no"))) if ids else None

    return build


def _birthday(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """ "In June", "this month", "in the next two weeks", "this week", "soon", "in spring"."""
    when = fold(match["when"])
    ahead = days_of_span(when)
    if "today" in when or "tomorrow" in when:
        first = last = today + timedelta(days=int("tomorrow" in when))
    elif "next month" in when:
        first = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
        last = first + timedelta(days=30)
    elif "week" in when and ahead in (None, 7) and re.search(r"\b(?:this|next) week\b", when):
        first = today if "this" in when else today + timedelta(days=7 - today.weekday())
        last = first + timedelta(days=6 - first.weekday())
    elif ahead is not None:
        first, last = today, today + timedelta(days=ahead)
    elif not when or re.search(r"\b(?:soon|coming up|upcoming|next)\b", when):
        first, last = today, today + timedelta(days=30)
    else:
        span, rest = days_in(when if re.search(r"\b(?:this|last)\b", when) else f"{when} {today.year}", today)
        if span is None or content_words(rest):
            return None
        return Filter(Field.BIRTHDAY, days=(span[0][5:], span[1][5:]))
    return Filter(Field.BIRTHDAY, days=(first.isoformat()[5:], last.isoformat()[5:]))


def _contact(match: re.Match[str], question: Question, today: date) -> Filter | None:
    """Real contacts by time: "not since Easter", "in the last three months", "for two years", "last before 2020"."""
    when = " ".join(match["when"].split()).casefold()
    gone = bool(match["no"] or match.groupdict().get("no2"))
    if question.named or re.search(r"\b(?:at|about)\b", when):
        return None
    span, rest = days_in(when, today)
    length = days_of_span(when)
    end = today.isoformat()
    if span is not None and not content_words(
        re.sub(r"\b(?:since|after|before|until|in|on|for|during)\b", " ", rest)
    ):
        first, last = span
        # "Not since 2024" leaves 2024 open, "not this year" does not.
        if re.search(r"\b(?:since|after)\b", when):
            return _last_on(last) if gone else Filter(Field.CONTACT, days=(first, end))
        if re.search(r"\bbefore\b", when):
            return _last_on((date.fromisoformat(first) - timedelta(days=1)).isoformat())
        if gone and first <= end <= last:
            return _last_on((date.fromisoformat(first) - timedelta(days=1)).isoformat())
        if "last" in match.groupdict() and match["last"] and not gone:
            return Filter(Field.LAST_CONTACT, days=(first, last))
        return Filter(Field.CONTACT, days=(first, min(last, end)), negated=gone)
    if length is None and re.search(r"\b(?:lately|recently|in a while|for a while)\b", when):
        length = 90
    if length is None and gone and when in ("", "for long", "in ages", "for ages"):
        length = 180 if not when else _A_YEAR
    if length is None:
        return None
    edge = (today - timedelta(days=length)).isoformat()
    if gone or re.search(r"\bago\b", when):
        return _last_on(edge)
    return Filter(Field.CONTACT, days=(edge, end))


def _last_on(day: str) -> Filter:
    """Those whose newest contact was on this day or before."""
    return Filter(Field.LAST_CONTACT, days=("", day))


def _about_order(text: str) -> tuple[str, Literal["newest", "oldest"], int | None] | None:
    """A question for the newest or the oldest contacts: what is left of it, the order, and how many are meant."""
    match = re.search(
        rf"(?:have |did |do )?(?:i |we )?(?:known to |have |not )*(?:gone |been |go )?(?:(?P<long>(?:the )?longest|least recently)|(?P<new>(?:the )?most recently|last))?(?: without)? ?(?:quiet|silent|{_SPOKEN})(?: (?:to|with|from|of))?(?: ?(?:for )?(?P<long2>(?:the )?longest|least recently)| ?(?P<new2>(?:the )?most recently|last))?$",
        text,
        re.IGNORECASE,
    )
    if match is None or not any(match[name] for name in ("long", "new", "long2", "new2")):
        return None
    order: Literal["newest", "oldest"] = "oldest" if match["long"] or match["long2"] else "newest"
    head = _HEAD.match(text)
    rest = text[head.end() : match.start()].strip() if head else text[: match.start()].strip()
    count = _NUMBERS.get(fold(head["most"])) if head and head["most"] else None
    return (f"who {rest}" if content_words(rest) else "", order, count or 1)


_NUMBERS = {
    **{str(number): number for number in range(1, 100)},
    **dict(
        zip(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
            range(1, 11),
            strict=True,
        )
    ),
}
_BY_WORDS = frozenset(
    [Field.CIRCLE, Field.GROUP, Field.WORK, Field.TRADE, Field.PLACE, Field.ORIGIN, Field.MET, Field.SAID]
)
_ANYBODY = r"(?:some|any)(?:body|one)|people|a person"

_CLAUSES: tuple[tuple[re.Pattern[str], _Build], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (rf"(?:(?:have|did|do|had) )?(?P<no2>not )?(?:i |we )?(?:have |had |did )?(?P<no>(?:not|never) )?(?:been )?(?P<last>last )?{_SPOKEN}(?: up)?(?: (?:to|with|from|of)(?: me)?)?\b ?(?P<when>(?:(?:since|for|in|over|within|during|this|last|after|before|more|lately|recently|yesterday|on)\b.*?)?)(?=$| and (?:live|work|is|are|who)\b)", _contact),
        (r"(?:(?:have|has|am|is|are) )?(?P<no>gone quiet|been quiet|quiet|silent|i (?:losing|lost) touch with|(?:i )?los(?:ing|t) touch with|(?:i )?drift(?:ing|ed)(?: (?:apart|away))?(?: from)?|out of touch(?: with)?) ?(?P<when>.*)$", _contact),
        (rf"(?:do |did |am )?i (?:still )?(?P<no>not )?(?:owe|owing)\b ?(?P<what>.*?){_END}", _owes(Field.OWED)),
        (rf"(?:have|did|had) (?:i )?(?P<no>not )?(?:made )?(?:a )?promised?\b ?(?P<what>.*?){_END}|i (?:have )?promised ?(?P<what2>)", _owes(Field.OWED)),
        (rf"(?:still |(?:do|does) )?(?P<no>not )?owes? me\b ?(?P<what>.*?){_END}", _owes(Field.OWING)),
        (rf"(?:has |have |had )?(?P<no>not )?promised me\b ?(?P<what>.*?){_END}", _owes(Field.OWING)),
        (r"(?:(?:has|have|had|first) )*introduced (?:me|us) to (?P<what>.+)$|led me to .+$", _named(Field.LED_TO_ME)),
        (r"(?:did |has |have )?.{2,40}? (?:has |have |had )?introduced? (?:me|us) to(?= |$)|(?:was i |were |i was |got )?introduced (?:to )?by .+$|(?:do|did|have)? ?(?:i |we )?(?:know|met|meet|got? to know) through .+$|came to (?:me|us) (?:through|via) .+$", _named(Field.LED_BY)),
        (rf"{_AUX}(?P<no>not )?(?:knows?|acquainted with|friends with|connected to|related to) (?:{_ANYBODY}) (?:who|that) (?!(?:works?|is|lives) (?:in|at|for)\b)(?P<what>.+)$", _of(Field.KNOWS)),
        (rf"{_AUX}(?P<no>not )?(?:knows?|acquainted with|friends with|connected to) (?:{_ANYBODY}) (?:who (?:works?|is) )?(?:in|at|from|with|for|inside) {_WHAT}", _of(Field.KNOWS)),
        (rf"{_AUX}(?P<no>not )?(?:knows?|acquainted with|friends? (?:of|with)|friends with|related to|connected (?:to|with)) .+$", _named(Field.KNOWS)),
        (r"(?:has|have|with|having)? ?(?:an? |their |the )?(?:birthdays?(?: is| are)?|born)\b(?: coming up)? ?(?P<when>.*)$", _birthday),
        (rf"{_AUX}(?:i know )?{_NOT}(?:in|of|from) (?:the |my )?circle (?:of |called |named )?{_WHAT}|{_AUX}(?:i know )?(?P<no2>not )?(?:in|of|from) (?:the |my )?(?P<what2>[\w' -]+?) (?:circle|group)\b", lambda match, q, today: _circle(match)),
        (rf"{_AUX}{_NOT}(?:live|lives|living|lived|resides?|based|located)\b(?: (?:down|up|over|out|somewhere|now))*(?: (?:in|at|near|around|on|by))? {_WHAT}", _of(Field.PLACE)),
        (rf"(?P<past>used to) (?:live|be|be based) in {_WHAT}|(?P<past2>moved (?:away )?from|left) (?P<what2>$)", lambda m, q, t: _of(Field.PLACE)(m, q, t) if m["what"] else None),
        (rf"(?:has |have )?moved to {_WHAT}", _of(Field.PLACE)),
        (rf"{_AUX}{_NOT}(?:comes?|originally|(?:was |were )?born)(?: originally)? (?:from|in) {_WHAT}", _of(Field.ORIGIN)),
        (rf"{_AUX}{_NOT}(?:work|works|working|employed|(?:a )?jobs?)\b(?: currently)?(?: (?P<prep>in|at|for|with|as|on|by))? (?P<the>the )?{_WHAT}", _job),
        (rf"(?P<past>left|quit|used to (?:work|be) (?:in|at|for)|(?:has |have |had )?(?:previously )?worked (?:in|at|for)) (?P<prep>)(?P<the>){_WHAT}", _of(Field.WORK)),
        (rf"(?:was|were) (?:working )?(?:at|with) {_WHAT}", _of(Field.WORK)),
        (rf"(?:did |have )?(?:i |we )(?:have )?(?:first )?(?:meet|met|get to know|got to know)\b ?(?:at|in|on|during|from) {_WHAT}", _of(Field.MET)),
        (rf"(?:{_AUX}|went to ){_NOT}(?:do i know |i know |belongs? )?(?:in|at|from|of|to|with) {_WHAT}(?: with me)?", _of(Field.GROUP)),
        (rf"(?:do i know |i know |(?:sings?|plays?|rows?|are|is) )(?:in|at|from) {_WHAT}", _of(Field.GROUP)),
        (rf"went to {_WHAT}(?= with me)(?: with me)", _of(Field.GROUP)),
        (rf"(?:are |of )?my {_WHAT}", _of(Field.GROUP)),
        (rf"(?:is|are|was|were|an?(?= )) {_NOT}(?:an? |as )?{_WHAT}(?: by (?:profession|trade|training))?$", _is_a),
    )
)  # fmt: skip


def _circle(match: re.Match[str]) -> Filter | None:
    what = match["what"] or match["what2"]
    words = tuple(folded_words(what))
    return Filter(Field.CIRCLE, words, negated=bool(match["no"] or match["no2"])) if words else None
