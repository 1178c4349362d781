"""Sentences to facts: what somebody does, where, since when, what they like, need and speak, and their family.

Each pattern wants to know who acts (`Sentence.actor`); where that is not sure, nothing is read. A missed fact is
found again by search; a wrong one is believed.
"""

import re
from collections.abc import Iterator

from coach.people.clauses import ME, Sentence
from coach.people.found import FoundFact
from coach.people.names import word_set
from coach.people.time_words import times_in
from coach.people.trades import is_role, looks_like_an_organization, organization_at, place_at
from coach.text import fold

_WORKS = re.compile(
    r"\b(?P<verb>works?|worked|working|employed|started(?: work| working| a job| a new job)?|starts|starting|volunteers?|volunteered|interns?|interned|got a job|took a job|has a job|new job|arbeitet|travaille)"
    r"(?: (?P<adverb>part-time|full-time|now|there|in [a-z]+,))? (?P<prep>at|for|with|in|@|w/|bei|chez)\s+",
    re.IGNORECASE,
)
_USED_TO_WORK = re.compile(
    r"\b(?:used to work|formerly|previously|ex-)\s*(?:worked )?(?:at|for|with|in)\s+", re.IGNORECASE
)
_AS = re.compile(
    r",?\s+(?:where (?:he|she) (?:is|works as)|as|als|comme)\s+(?:an?\s+|the\s+|their\s+)?(?P<role>[\w/&'’ -]{3,60})"
)
_ROLE_WORDS = r"(?P<role>(?:\w[\w&/'’-]*\s+){0,5}?\w[\w&/'’-]*)(?=\s*(?:[,.;:!?()]|$|\s(?:@|w/|bei\b|(?:at|for|with|in|of|on|and|who|by|here|there|since|until|from|now|but|again|these)\b)))"
_IS_ROLE = re.compile(
    r"(?:\b(?P<verb>is|was|became|becomes|works as|worked as|working as|now|jetzt|promoted to|made|retired)|(?P<short>['’]s))\s+(?:(?:now|currently|also|still|just|the new|back)\s+)*(?:an?\s+|the\s+|our\s+|my\s+)?"
    + _ROLE_WORDS
)
_FRAGMENT = re.compile(r"(?:(?:[Aa]n?|[Tt]he|[Oo]ur|[Mm]y)\s+)?" + _ROLE_WORDS)
_AFTER_NAME = re.compile(r"\]{0,2}(?:\s*\(|,\s+)(?:(?:an?|the|our|my)\s+)?" + _ROLE_WORDS)
_OF_MINE = re.compile(r"\b(?:my|our)\s+$", re.IGNORECASE)
_RELATION = word_set("manager supervisor assistant deputy agent student tutor landlord landlady")
"""With "my" before it, what somebody is to the user, and no word for what they do."""

_FIELD = re.compile(
    r"\b(?:works?|working) in (?P<field>(?:(?:public|mental|renewable|wind|solar|oil and|real|human|civil|social|local|higher|adult|early|data|video|medical|marine|clinical) )?"
    r"(?:insurance|finance|energy|shipping|publishing|education|health|healthcare|logistics|law|IT|tech|software|marketing|advertising|banking|construction|tourism|hospitality|retail|journalism|film|television|"
    r"fashion|farming|agriculture|government|policy|research|biotech|pharma|HR|resources|recruitment|accounting|consulting|architecture|estate|property|renewables|gas|gaming|cybersecurity|sales|translation|"
    r"theatre|aviation|engineering|telecoms|transport|procurement|fundraising|science|games|care|work))(?=\s*(?:[,.;:!?()]|$|\s(?:at|in|for|and|now|since|but|with|too)\b))"
)

_RUNS = re.compile(
    r"\b(?P<verb>runs|leads|heads(?: up)?|manages|owns|founded|co-founded|chairs|edits|directs|teaches|coordinates|organises|organizes|hires for|sits on)\s+(?P<what>(?:the |a |an |his |her |their )?[^,.;:()!?\x00]{3,60})",
    re.IGNORECASE,
)
ACTIVITY = re.compile(
    r"(?:runs|leads|heads|manages|owns|founded|co-founded|chairs|edits|directs|teaches|coordinates|organi[sz]es|hires for|sits on|works in)\b"
)
"""A role told as what somebody does; it may go on beside another."""

_JOINED = re.compile(
    r"\b(?:joined|joins|joining|has joined|moved over to|switched to|went to work (?:at|for)|now at|now with|now w/|now @|moved to(?= the | a )|moved on to|left (?:\w+ )?(?:to join|for))\s+",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?P<verb>left|has left|leaves|quit|resigned from|retired from|departed)\s+(?!(?:me|him|her|them|us|a|an|early|after|for|on|to|in|at|without|us|shopping)\b)",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:laid off|made redundant|lost (?:his|her|their) job(?=\s*(?:[,.;:!?)]|$)|\s+(?:and|but|in|at|on|last|this|when|after|because|as|with|to|since|for|due|during|over|again|recently|yesterday|today)\b)|was let go|got let go|been let go|was fired|got fired|was sacked|got the sack|gekündigt worden|licenciée?\b)",
    re.IGNORECASE,
)
_RETIRED = re.compile(r"\b(?:retired|is retired|has retired|went into retirement)\b(?! from)")
_LIVES = re.compile(
    r"\b(?P<verb>lives|lived|living|is based|based|resides|settled|moved|has moved|relocated|now)\s+(?:(?:now|back|away|with [\w ]+?|to a \w+|into a \w+)\s+)?(?P<prep>in|near|to|outside)\s+",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:is|comes|came|originally|hails)\s+(?:originally\s+)?from\s+|\bborn (?:and raised )?in\s+|\bgrew up (?:in|near)\s+|^(?:[Oo]riginally )?[Ff]rom\s+"
)
_MET = re.compile(
    r"\b(?:[Ff]irst met|[Mm]et|got to know)\s+(?:(?:her|him|them|each other|up|\[\[[^\]]+\]\]|[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)\s+)?(?P<where>(?:at|in|on|through|during|via|while)\s+[^.;!?\x00]{3,80})"
)
_LIKES = re.compile(
    r"\b(?:loves|likes|enjoys|adores|collects|is into|is really into|is keen on|is very keen on|keen on|is mad about|is crazy about|is obsessed with|is passionate about|is a fan of|is a big fan of|is interested in|"
    r"plays(?! a part| a role)|sings in|paints|bakes|knits|breeds|restores|is learning|is training for|has a passion for|her hobby is|his hobby is|hobby:|hobbies:|interests?:)\s+(?P<what>[^.;:!?()\x00]{2,80})",
    re.IGNORECASE,
)
_DISLIKES = re.compile(
    r"\b(?:hates|dislikes|does not like|doesn't like|doesn’t like|can't stand|cannot stand|avoids)\s+(?!me\b|it when\b)(?P<what>[^,.;:!?()\x00]{2,60})",
    re.IGNORECASE,
)
_DIET = re.compile(
    r"\b(?:(?:is|she's|he's)\s+(?:a\s+)?)?(?P<what>vegetarian|vegan|pescatarian|teetotal|gluten-free|coeliac|lactose intolerant|does not drink|doesn't drink|does not eat \w+|doesn't eat \w+)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:is looking for|are looking for|was looking for|looking for|is always looking for|is searching for|searches for|needs|is hiring|is recruiting|is in need of|wants help with|needs help with|could use|wants to find|wants to hire|would like to find|wants to learn|asked (?:me )?(?:if|whether) I know|short of|sucht|cherche|busca|cerca)\s+(?:for\s+)?(?P<what>[^.;:!?()]{3,120})",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\bspeaks\s+(?P<what>[^.;:!?()\x00]{3,60})|\bnative (?P<native>[A-Z]\w+) speaker")
_LANGUAGE = re.compile(
    r"\b(English|German|French|Spanish|Italian|Portuguese|Dutch|Polish|Russian|Ukrainian|Turkish|Arabic|Hebrew|Farsi|Persian|Hindi|Urdu|Punjabi|Bengali|Tamil|Mandarin|Cantonese|Chinese|Japanese|Korean|Vietnamese|Thai|Swedish|Danish|Norwegian|Finnish|Icelandic|Greek|Czech|Slovak|Hungarian|Romanian|Bulgarian|Croatian|Serbian|Slovenian|Welsh|Irish|Gaelic|Catalan|Basque|Swahili|Yoruba|Igbo|Amharic|Somali|Tagalog|Malay|Indonesian|Latvian|Lithuanian|Estonian|Albanian|Afrikaans|Zulu|Xhosa|Sign Language|BSL)\b",
    re.IGNORECASE,
)
_KIN = r"wife|husband|partner|fiancée?|boyfriend|girlfriend|sons?|daughters?|kids?|children|child|boys?|girls?|twins?|baby|toddler|grandson|granddaughter|grandchildren|brothers?|sisters?|dog|cat|cats|dogs"
_FAMILY = re.compile(
    rf"\b(?:has|have|with|got)\s+(?P<some>(?:(?:an?|one|two|three|four|five|six|\d|grown-up|young|small|little|teenage|twin|new)\s+){{1,3}}(?:{_KIN}))\b(?:\s+(?:called|named)\s+(?P<called>[A-ZÀ-Þ][\w'’-]+(?:(?:,| and|, and)\s+[A-ZÀ-Þ][\w'’-]+)*))?"
    rf"|\b(?P<whose>[Hh]er|[Hh]is|[Tt]heir)\s+(?P<kin>(?:(?:youngest|eldest|oldest|older|younger|little|big|new|elder|two|three)\s+)?(?:{_KIN}))(?:,|\s+is\s+called|\s+called|\s+named)?\s+(?P<name>\(?(?!(?:I|He|She|The|And|But)\b)[A-ZÀ-Þ][\w'’-]+)"
    rf"|\bmarried to\s+(?P<spouse>[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)"
)
_BIRTHDAY = re.compile(
    r"\b(?:birthday|born|bday|b-day)(?:\s+is)?(?:\s+on|:)?\s+(?:the\s+)?(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?)",
    re.IGNORECASE,
)
_STUDIED = re.compile(
    r"\b(?P<verb>studied|studies|is studying|graduated|did (?:a|her|his) (?:phd|master's|degree|masters))\s+(?P<what>[^.;:!?()\x00]{3,80})",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no longer|n't|n’t|if|whether|would|wants to|want to|hopes to|might|may|could|should|maybe|perhaps|dreams of|dreamt of|thinking of|plans to|planning to|going to|about to|will|does she|does he|did she|did he)\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\s+(?:and|but|who|which|that|so|because|since|until|when|where|while|though|although|if|as much as|as well as|more than|for now|now|again|too|as well|these days|at the moment)\b.*$|\s+(?:and|but)$",
    re.DOTALL,
)
_AND_VERB = re.compile(
    r",?\s+(?:and|but)\s+(?:(?:also|still|now|she|he|they|I|we)\s+)?(?:[a-z]+s|is|was|has|had|can|will|would|said|told|asked|gave|went|came|made|\w+ed)\b.*$",
    re.DOTALL,
)
_EMPTY = word_set(
    "for it this that them him her me us you so one ones things something anything nothing somebody someone everything the a an anyone anybody nobody everybody everyone"
)


def facts_in(sentence: Sentence) -> Iterator[FoundFact]:
    """Every fact a sentence states, with the person it is about."""
    yield from _work(sentence)
    yield from _life(sentence)


def _stated(sentence: Sentence, start: int) -> int | None:
    """The person of whom the words at `start` are stated as so; None for the user, for unsure, denied and wished."""
    if _NOT.search(sentence.body[sentence.lead : start]) or sentence.quote.rstrip("\"'”)").endswith("?"):
        return None
    who = sentence.actor(start)
    return None if who == ME else who


def _times(sentence: Sentence, start: int) -> tuple[str | None, str | None]:
    """(since, until) as the clause around `start` says."""
    return times_in(sentence.clause(start))


def _work(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _USED_TO_WORK.finditer(body):
        who, place = _stated(sentence, match.start()), organization_at(body, match.end())
        if who and place:
            until = _times(sentence, match.start())[1]
            # It ended at a time the words do not say; what is known is that it no longer holds.
            yield FoundFact(who, "organization", place, None, until or "past")
            return
    for match in _WORKS.finditer(body):
        who, place = _stated(sentence, match.start()), organization_at(body, match.end())
        if (
            match["prep"] in {"in", "with", "w/"}
            and place
            and place[0].isupper()
            and not looks_like_an_organization(place)
        ):
            continue  # "works in Leeds", "works with Ana"
        if sentence.within(match.end(), match.end() + len(place or "")):
            continue  # "works for Ana Costa": a person the book knows
        if who and place and sentence.owner and not body[: match.start()].rstrip().endswith("used to"):
            since, until = _times(sentence, match.start())
            past = match["verb"].casefold() in {"worked", "volunteered", "interned"}
            yield FoundFact(who, "organization", place, since, until or ("past" if past else None))
            role = _AS.match(body, match.end() + len(_shown(body, match.end(), place)))
            if role and is_role(_trimmed(role["role"])):
                yield FoundFact(
                    who, "role", _trimmed(role["role"]), since, until or ("past" if past else None)
                )
    for match in _JOINED.finditer(body):
        who, place = _stated(sentence, match.start()), organization_at(body, match.end())
        if who and place:
            since, until = _times(sentence, match.start())
            yield FoundFact(who, "organization", place, since, until)
            role = _AS.match(body, match.end() + len(_shown(body, match.end(), place)))
            if role and is_role(_trimmed(role["role"])):
                yield FoundFact(who, "role", _trimmed(role["role"]), since, until)
    for match in _FIELD.finditer(body):
        who = _stated(sentence, match.start())
        if who:
            yield FoundFact(who, "role", f"works in {match['field']}", *_times(sentence, match.start()))
    yield from _roles(sentence)
    for match in _LEFT.finditer(body):
        who, place = _stated(sentence, match.start()), organization_at(body, match.end(), loose=True)
        if who and place:
            since, until = _times(sentence, match.start())
            yield FoundFact(who, "left", place, since or until)
    for match in _LOST.finditer(body):
        who = sentence.actor(match.start())
        if who:
            by = re.match(r"\s+(?:from|by)\s+", body[match.end() :])
            place = organization_at(body, match.end() + by.end()) if by else None
            yield FoundFact(who, "left", place or "job", _times(sentence, match.start())[0])
    for match in _RETIRED.finditer(body):
        who = _stated(sentence, match.start())
        if who and not re.match(
            r"\s+[a-z]+(?:er|or|ist|ian|ant)\b|\s+(?:nurse|teacher|seamstress|judge)\b", body[match.end() :]
        ):
            yield FoundFact(who, "role", "retired", *_times(sentence, match.start()))


def _roles(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _IS_ROLE.finditer(body):
        who = _stated(sentence, match.start())
        if who:
            since, until = _times(sentence, match.start())
            was = match["verb"] == "was" and since is None
            yield from _role(sentence, who, match, since, until or ("past" if was else None))
    if sentence.own_note and sentence.owner != ME:
        # "Analyst at Larkfield" and "Sam Iwu - physiotherapist at ...": the page says of whom.
        head = re.match(r"(?:\[\[)?[^,:–—|\]]{2,40}(?:\]\])?(?:\s+[-–—]|,|:)\s+", sentence.words)
        for start in (sentence.lead, sentence.lead + head.end()) if head else (sentence.lead,):
            fragment = _FRAGMENT.match(body, start)
            if fragment:
                yield from _role(sentence, sentence.owner, fragment, *_times(sentence, start), strict=True)
    for mention in sentence.named:
        called = _AFTER_NAME.match(body, mention.end)
        if called:
            times = _times(sentence, called.start("role"))
            yield from _role(sentence, mention.person_id, called, *times, strict=True)
    for match in _RUNS.finditer(body):
        who, what, verb = _stated(sentence, match.start()), _trimmed(match["what"]), match["verb"].casefold()
        if not who:
            continue
        since, until = _times(sentence, match.start())
        if verb == "teaches":
            if what.split()[0].casefold() not in {"me", "us", "him", "her"}:
                yield FoundFact(who, "role", f"teaches {what}", since, until)
        elif len(what.split()) > 1 and not re.match(
            r"(?:out|late|away|into|to|from|in|at|with|for|a (?:risk|mile))\b", what
        ):
            yield FoundFact(who, "role", f"{verb} {what}", since, until)


def _role(
    sentence: Sentence,
    who: int,
    match: re.Match[str],
    since: str | None,
    until: str | None,
    *,
    strict: bool = False,
) -> Iterator[FoundFact]:
    """The role a match holds, and the organization that follows it."""
    body, role, end = sentence.body, match["role"].strip(), match.end("role")
    title = _OF_TITLE.match(body, end)
    if title:
        role, end = role + title.group(), title.end()
    rest = re.match(r"\s*,?\s+(?:at|for|with|in|of|bei|@|w/)\s+", body[end:])
    place = organization_at(body, end + rest.end()) if rest else None
    longer = _OF_WHAT.match(body, end) if place is None and not title else None
    if longer:
        role, end = role + longer.group(), longer.end()
        rest = re.match(r"\s*,?\s+(?:at|for|with|in)\s+", body[end:])
        place = organization_at(body, end + rest.end()) if rest else None
    if is_role(role, strict=strict and place is None):
        mine = _OF_MINE.search(body[: match.start("role")]) and fold(role).split()[-1] in _RELATION
        if not mine:
            yield FoundFact(who, "role", role, since, until)
        if place:
            yield FoundFact(who, "organization", place, since, until)


_OF_TITLE = re.compile(
    r"\s+of\s+[A-ZÀ-Þ][\w&-]*(?:\s+(?:and\s+|&\s+)?[A-ZÀ-Þ][\w&-]*){0,3}(?=,?\s+(?:at|for|bei|@|w/)\s)"
)
"""What a title goes on with before the organization: "Director of Data at Larkfield"."""

_OF_WHAT = re.compile(
    r"\s+of\s+(?:the\s+)?[a-z][\w-]*(?:\s+[a-z][\w-]*)?(?=\s*[,.;!?]|\s+(?:at|for|in|since|now)\b|\s*$)"
)


def _life(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _LIVES.finditer(body):
        who, place = _stated(sentence, match.start()), place_at(body, match.end())
        if who and place:
            since, until = _times(sentence, match.start())
            yield FoundFact(
                who, "place", place, since, until or ("past" if match["verb"].casefold() == "lived" else None)
            )
    for match in _FROM.finditer(body):
        who, place = _stated(sentence, match.start()), place_at(body, match.end())
        if who and place and not body[match.end() :].startswith("the "):
            yield FoundFact(who, "from", place)
    for match in _MET.finditer(body):
        where = _trimmed(match["where"], keep_time=False)
        who = next(iter(sentence.within(match.start(), match.start("where"))), sentence.current)
        again = re.search(r"\bagain\b|\bby chance\b|\bonce\b", sentence.words)
        mine = sentence.actor(match.start()) in {ME, who, None, sentence.owner}
        if who and mine and not again and not _NOT.search(body[: match.start()]) and len(where.split()) > 1:
            yield FoundFact(who, "met_at", where)
    for kind, pattern in (("interest", _LIKES), ("dislike", _DISLIKES), ("need", _NEEDS)):
        for match in pattern.finditer(body):
            # Quoted words are blanked out in the body but may be part of what is liked or sought.
            who, what = (
                _stated(sentence, match.start()),
                _trimmed(sentence.quote[match.start("what") : match.end("what")]),
            )
            if match.group().casefold().startswith(("wants help", "needs help")):
                what = f"help with {what}"
            if who and _says_something(what):
                yield FoundFact(who, kind, what)
    for match in _DIET.finditer(body):
        who = _stated(sentence, match.start())
        if who:
            yield FoundFact(who, "diet", match["what"])
    for match in _SPEAKS.finditer(body):
        who = _stated(sentence, match.start())
        if who:
            for language in _LANGUAGE.findall(match["what"] or match["native"]):
                yield FoundFact(who, "language", language)
    for match in _FAMILY.finditer(body):
        yield from _family(sentence, match)
    for match in _BIRTHDAY.finditer(body):
        whose = next(iter(sentence.within(0, match.start())), sentence.current)
        if whose and not re.search(
            r"\b(?:my|her (?:mother|son|daughter|husband)|his (?:mother|son|daughter|wife))\b",
            body[: match.start()],
        ):
            yield FoundFact(whose, "birthday", match["day"])
    for match in _STUDIED.finditer(body):
        who, what = _stated(sentence, match.start()), _trimmed(match["what"])
        if who and _says_something(what) and not re.search(r"\bwith me\b", what):
            yield FoundFact(who, "education", f"{match['verb'].casefold()} {what}")


def _family(sentence: Sentence, match: re.Match[str]) -> Iterator[FoundFact]:
    who: int | None
    if match["some"]:
        # "worked with two boys" has nobody's family in it.
        who = _stated(sentence, match.start())
        value = match["some"] + (f" called {match['called']}" if match["called"] else "")
        if not re.match(r"(?:has|have|got)\b", match.group()):
            who = None
    elif match["spouse"]:
        who, value = _stated(sentence, match.start()), f"married to {match['spouse']}"
    else:
        who, value = (
            (None if sentence._two_genders() else sentence.current),
            f"{match['kin']} {match['name'].strip('(')}",
        )
    if who is not None:
        yield FoundFact(who, "family", value)


def _shown(body: str, start: int, place: str) -> str:
    """The words from `start` to the end of a place that was read there."""
    found = body.find(place, start)
    return body[start : found + len(place)] if found >= 0 else ""


def _trimmed(words: str, *, keep_time: bool = True) -> str:
    """A phrase without the next clause, and without what says when."""
    short = _AND_VERB.sub("", words)
    short = (
        _TRAIL.sub("", short)
        if not re.search(r"\band\b", short) or len(short) > 60
        else re.sub(_TRAIL_NO_AND, "", short)
    )
    if not keep_time:
        short = re.sub(
            r",?\s+(?:in|on|at|around|about)?\s*(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4}).*$",
            "",
            short,
        )
    return short.split(", ")[0].strip(" ,-–—'\"[]|")


_TRAIL_NO_AND = re.compile(
    r"\s+(?:but|who|which|that|so|because|since|until|when|where|while|though|although|if|as much as|as well as|more than|for now|now|again|too|as well|these days|at the moment)\b.*$",
    re.DOTALL,
)


def _says_something(what: str) -> bool:
    words = fold(what).split()
    # A letter alone at the end is an abbreviation that was cut: "somebody f. translations".
    whole = words[-1:] != [] and (len(words[-1]) > 1 or not words[-1].isalpha())
    return whole and not all(word in _EMPTY for word in words) and len(words) <= 14
