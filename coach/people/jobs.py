"""Sentences to work: who does what, for whom, since when, and what they left.

Each pattern wants to know who acts (`Sentence.stated`); where that is not sure, nothing is read.
"""

import re
from collections.abc import Iterator

from coach.people.clauses import Sentence
from coach.people.cues import AS, WORKS, WORKS_AS
from coach.people.found import FoundFact
from coach.people.names import word_set
from coach.people.phrases import trimmed
from coach.people.trades import is_role, looks_like_an_organization, organization_at, place_at
from coach.text import fold

_USED_TO = re.compile(r"\b(?:used to (?:work|be)|formerly|previously)\s*(?:worked )?(?:at|for|with|in)\s+|\bex[- ](?=[a-zà-þ])|^ex (?=navy|army|police)")  # fmt: skip
_USED_TO_DO = re.compile(
    r"\bused to (?P<what>be (?:an?|the)\s+[^,.;:()!?\x00]{3,60}|(?:run|manage|teach|design|drive|own|edit|lead|head|build|sell|write for)\s+[^,.;:()!?\x00]{3,60})",
    re.IGNORECASE,
)
_ROLE_WORDS = r"(?P<role>(?:\w[\w&/'’-]*\s+){0,5}?\w[\w&/'’-]*)(?=\s*(?:[,.;:!?()—–]|$|\s(?:-|@|w/|bei\b|(?:at|for|with|in|of|on|and|who|by|here|there|since|until|from|now|but|again|these|before|after|à|en|im|am|und|et|y|e|a|au|chez)\b)))"
_IS_ROLE = re.compile(
    r"(?:\b(?P<verb>is|was|became|becomes|works as|worked as|working as|now|jetzt|promoted to|turned out to be|made|retired|ist|war|est|était|es|era|è|é)|(?P<short>['’]s))\s+"
    r"(?:(?:now|currently|also|still|just|the new|back|normally|jetzt|maintenant|ahora|ora)\s+)*(?:(?:an?|the|our|my|un|una|une|ein|eine|il|le|la)\s+)?"
    + _ROLE_WORDS
)
_FRAGMENT = re.compile(r"(?:(?:[Aa]n?|[Tt]he|[Oo]ur|[Mm]y)\s+)?" + _ROLE_WORDS)
_AFTER_NAME = re.compile(r"\]{0,2}(?:\s*\(|,\s+)(?:(?:an?|the|our|my)\s+)?" + _ROLE_WORDS)
_THE_TRADE = re.compile(r"\]{0,2}\s+the\s+(?P<role>[a-z]+)(?P<more>\s+[a-z]+)?")
"""What follows a name as people tell two of a name apart: "Joan Smith the pharmacist"."""

_OF_MINE = re.compile(r"\b(?:my|our)\s+$", re.IGNORECASE)
_RELATION = word_set("manager supervisor assistant deputy agent student tutor landlord landlady teacher")
"""With "my" before it, what somebody is to the user, and no word for what they do."""

_OFFICE = re.compile(r"(?:HR|IT|PR|PA to [\w ]{2,20}|security|reception|accounts|admin)(?=\s+(?:@|at)\s)")
"""What stands for a role only where an employer follows."""

_FIELD = re.compile(
    r"\b(?:works?|working) in (?P<field>(?:(?:public|mental|renewable|wind|solar|oil and|real|human|civil|social|local|higher|adult|early|data|video|medical|marine|clinical) )?"
    r"(?:insurance|finance|energy|shipping|publishing|education|health|healthcare|logistics|law|IT|tech|software|marketing|advertising|banking|construction|tourism|hospitality|retail|journalism|film|television|"
    r"fashion|farming|agriculture|government|policy|research|biotech|pharma|HR|resources|recruitment|accounting|consulting|architecture|estate|property|renewables|gas|gaming|cybersecurity|sales|translation|"
    r"theatre|aviation|engineering|telecoms|transport|procurement|fundraising|science|games|care|work))(?=\s*(?:[,.;:!?()]|$|\s(?:at|in|for|and|now|since|but|with|too)\b))"
)
_RUNS = re.compile(
    r"\b(?P<verb>runs|leads|heads(?: up)?|manages|owns(?! up)|teach(?=\s+(?:at|[a-z]+ at))|founded|co-founded|chairs|edits|directs|teaches|coordinates|organises|organizes|hires for|sits on|"
    r"drives(?= (?:the|a|an) )|designs|repairs|coaches|is (?:setting up|starting(?: up)?|in charge of)|['’]s (?:setting up|starting(?: up)?|in charge of)|sets up|teaching)\s+"
    r"(?P<what>(?:the |a |an |his |her |their )?[^,.;:()!?\x00]{3,90})"
)
ACTIVITY = re.compile(
    r"(?:runs|leads|heads|manages|owns|founded|co-founded|chairs|edits|directs|teaches|coordinates|organi[sz]es|hires for|sits on|works in|designs|repairs|coaches|drives|teaching|setting up|starting|in charge of)\b"
)
"""A role told as what somebody does; it may go on beside another."""

_JOINED = re.compile(
    r"\b(?:joined|joins|joining|has joined|moved over to|switched to|went to work (?:at|for)|now at|now with|now w/|now @|moved to(?= the | a )|moved on to|left (?:\w+ )?(?:to join|for))\s+",
)
_IS_AT = re.compile(
    r"(?:\b(?P<now>(?:is |are |was |['’]s )?(?:now|still|currently|formerly|previously))|(?P<is>\b(?:is|was)|['’]s)) ?(?:back )?(?:at|with)\s+",
)
_BARE_AT = re.compile(r"(?:[Aa]t|[Ww]ith)\s+")
_TIMED = re.compile(
    r"\b(?:currently|formerly|previously|since|until|till|now|still|from \d{4}|as an?|these days|no longer)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?P<verb>left|has left|['’]s left|leaves|quit|resigned from|retired from|departed|no longer (?:works?|is) (?:at|for|with)|(?:does not|doesn['’]t) work (?:at|for|with)|"
    r"(?:stopped|finished) (?:working )?at)\s+(?!(?:me|him|her|them|us|a|an|early|after|for|on|to|in|at|without|us|shopping|home|town|school|hospital)\b)",
)
_MOVED = re.compile(r"[A-ZÀ-Þ][\w-]+(?: \d+)? for [A-ZÀ-Þ][\w-]+(?=\s*[,.;:!(]|\s*$)")
"""What follows "left" where a town is changed: "left Lisbon for Setúbal"."""

_LOST = re.compile(
    r"\b(?:laid off|made redundant|lost (?:his|her|their) job(?=\s*(?:[,.;:!?)]|$)|\s+(?:and|but|in|at|on|last|this|when|after|because|as|with|to|since|for|due|during|over|again|recently|yesterday|today)\b)|was let go|got let go|been let go|was fired|got fired|was sacked|got the sack|gekündigt worden|licenciée?\b)",
    re.IGNORECASE,
)
_RETIRED = re.compile(
    r"\b(?:retired|is retired|has retired|went into retirement|took early retirement)\b(?! (?:from|[a-z]+(?:er|or|ist|ian|ant|ent|rse)s\b))"
)
_A_TRADE = re.compile(r"\s+[a-z]+(?:er|or|ist|ian|ant)\b|\s+(?:nurse|teacher|seamstress|judge|police|fire)\b")
_OF_TITLE = re.compile(
    r"\s+of\s+[A-ZÀ-Þ][\w&-]*(?:\s+(?:and\s+|&\s+)?[A-ZÀ-Þ][\w&-]*){0,3}(?=,?\s+(?:at|for|bei|@|w/)\s)"
)
"""What a title goes on with before the organization: "Director of Data at Larkfield"."""

_OF_WHAT = re.compile(
    r"\s+of\s+(?:the\s+)?[a-z][\w-]*(?:\s+[a-z][\w-]*)?(?=\s*[,.;!?]|\s+(?:at|for|in|since|now)\b|\s*$)"
)
_AT = re.compile(r"\s*,?\s+(?P<prep>at|for|with|in|of|bei|beim|@|w/|chez|en|à|a|im|am)\s+")
_FOREIGN = word_set("als comme como come")
_JUST_AFTER = re.compile(r"\s*,\s+(?=[A-ZÀ-Þ])")


def jobs_in(sentence: Sentence) -> Iterator[FoundFact]:
    """Roles, organizations, and what was left."""
    yield from _employers(sentence)
    yield from _roles(sentence)
    yield from _endings(sentence)


def _employers(sentence: Sentence) -> Iterator[FoundFact]:
    body, lowered = sentence.body, sentence.lowered
    for match in _USED_TO.finditer(lowered):
        who, place = sentence.stated(match.start()), organization_at(body, match.end())
        if who and (place or body.startswith("ex ", match.start())):
            yield FoundFact(
                who,
                "organization",
                place or body[match.end() :].split(".")[0],
                *sentence.times(match.start(), past=True),
            )
            return
    for match in WORKS.finditer(lowered):
        if body[: match.start()].rstrip().casefold().endswith("used to"):
            continue
        prep = match["prep"]
        # "in Leeds", "with Ana" and "on the road" name no employer unless a word such as "bank" says so.
        loose = prep in {"in", "on", "with", "w/", "en", "a", "na", "no", "em"}
        place = organization_at(body, match.end(), any_noun=not loose)
        owned = match["verb"].startswith(("her ", "his ", "their "))
        who = sentence.whose(match.start(), "her") if owned else sentence.stated(match.start())
        if not who or not place or sentence.within(match.end(), match.end() + len(place)):
            continue  # "works for Ana Costa": a person the book knows
        english = loose and prep not in {"en", "na", "no", "em"}
        if english and place[0].isupper() and not looks_like_an_organization(place):
            continue
        past = match["verb"].startswith(("worked", "volunteered", "interned", "spent"))
        yield from _employer(sentence, who, match.start(), match.end(), place, past)
    for match in _JOINED.finditer(lowered):
        loose = match.group().startswith(("moved", "left"))  # "moved to a flat"
        if loose and _MOVED.match(body, match.start() + len("left ")):
            continue
        who, place = sentence.stated(match.start()), organization_at(body, match.end(), any_noun=not loose)
        if who and place and not sentence.within(match.end(), match.end() + len(place)):
            yield from _employer(sentence, who, match.start(), match.end(), place, False)
    bare_at = _BARE_AT.match(body, sentence.lead)
    for match in (*_IS_AT.finditer(lowered), *((bare_at,) if bare_at else ())):
        who, place = sentence.stated(match.start()), organization_at(body, match.end(), any_noun=True)
        if who and place and _TIMED.search(sentence.clause(match.start())):
            past = bool(re.search(r"\b(?:was|formerly|previously)\b", match.group()))
            yield from _employer(sentence, who, match.start(), match.end(), place, past)
    for match in WORKS_AS.finditer(lowered):
        who, role = sentence.stated(match.start()), AS.match(body, match.end())
        if who and role:
            yield from _as_role(sentence, who, match.start(), role, match.group().startswith("worked"))


def _employer(
    sentence: Sentence, who: int, start: int, at: int, place: str, past: bool
) -> Iterator[FoundFact]:
    """An employer whose name begins at `at`, and the role said after it: "... as a clerk"."""
    yield FoundFact(who, "organization", place, *sentence.times(start, past=past))
    found = sentence.body.find(place, at)
    role = AS.match(sentence.body, found + len(place)) if found >= 0 else None
    if role:
        yield from _as_role(sentence, who, start, role, past)


def _as_role(
    sentence: Sentence, who: int, start: int, match: re.Match[str], past: bool
) -> Iterator[FoundFact]:
    role = trimmed(re.split(r"\s+(?:at|for|in|on|with|bei|chez|en|im|à|a)\s", match["role"])[0])
    whole = is_role(role) or (match["cue"].casefold() in {*_FOREIGN, "as"} and len(role.split()) <= 3)
    if whole and fold(role) not in {"well", "usual", "part", "a team", "hell"}:
        yield FoundFact(who, "role", role, *sentence.times(start, past=past))
        after = _AT.match(sentence.body, match.start("role") + len(role))
        place = (
            organization_at(sentence.body, after.end(), any_noun=after["prep"] in {"at", "for"})
            if after
            else None
        )
        town = (
            place_at(sentence.body, after.end())
            if after and after["prep"] in {"in", "en", "à", "a"}
            else None
        )
        if town:
            yield FoundFact(who, "place", town)
        elif place:
            yield FoundFact(who, "organization", place, *sentence.times(start, past=past))


def _roles(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _FIELD.finditer(body):
        who = sentence.stated(match.start())
        if who:
            yield FoundFact(who, "role", f"works in {match['field']}", *sentence.times(match.start()))
    for match in _IS_ROLE.finditer(body):
        called = (m.person_id for m in sentence.named if match["short"] and m.end == match.start())
        who = next(called, None) or sentence.stated(match.start())  # "Nadia's an accountant"
        if who:
            since, until = sentence.times(match.start())
            was = match["verb"] in {"was", "war", "était", "era"} and since is None
            yield from _role(sentence, who, match, since, until or ("past" if was else None))
    for match in _USED_TO_DO.finditer(body):
        who, what = sentence.stated(match.start()), trimmed(match["what"])
        if who:
            role = re.sub(r"^be (?:an?|the)\s+", "", what)
            role = re.split(r"\s+(?:in|at|before)\s", role)[0] if role != what else what
            if role == what or is_role(role):
                yield FoundFact(who, "role", role, *sentence.times(match.start(), past=True))
    if sentence.own_note:
        for start in sentence.fragment_starts():
            fragment = _OFFICE.match(body, start) or _FRAGMENT.match(body, start)
            # "with him and the baker", "the young doctor who replaces him" are about somebody else.
            other = fragment and (
                (start > sentence.lead and fragment.group().casefold().startswith("the "))
                or body[fragment.end() :].startswith(" who ")
            )
            if fragment and not other:
                yield from _role(sentence, sentence.owner, fragment, *sentence.times(start), strict=True)
    for mention in sentence.named:
        beside = _AFTER_NAME.match(body, mention.end)
        if beside:
            times = sentence.times(beside.start("role"))
            yield from _role(sentence, mention.person_id, beside, *times, strict=True)
        trade = _THE_TRADE.match(body, mention.end)
        for words in (trade["role"] + (trade["more"] or ""), trade["role"]) if trade else ():
            if trade and is_role(words, strict=True):
                yield FoundFact(mention.person_id, "role", words, *sentence.times(trade.start("role")))
                break
    for match in _RUNS.finditer(sentence.lowered):
        yield from _activity(sentence, match)


_NO_WORK = re.compile(
    r"(?:^|\s+)(?:w/.*|(?:again|there|here|like|as|every|each|twice|once|part-time|half|with|from|since|until|called|in (?=[A-ZÀ-Þ])|on (?:\w+days?|weekends)|after|so|and (?:they|he|she|it|I|we))\b.*)$"
)
"""Where what somebody runs or teaches is at an end, and how, when and with whom begins."""

_NOT_TAUGHT = word_set("me us him her how that the in at")
_VEHICLE = re.compile(
    r"\b(?:bus|buses|taxi|cab|lorry|lorries|truck|tram|trams|train|trains|van|crane|forklift)$"
)


def _activity(sentence: Sentence, match: re.Match[str]) -> Iterator[FoundFact]:
    who, what = sentence.stated(match.start()), sentence.body[match.start("what") : match.end("what")]
    what = _NO_WORK.sub("", trimmed(what))
    verb = re.sub(r"^(?:is|['’]s) ", "", match["verb"])
    if not who:
        return
    since, until = sentence.times(match.start())
    if verb in {"teaches", "teaching", "teach"}:
        if what and what.split()[0].casefold() not in _NOT_TAUGHT:
            at = re.search(r"\s+at\s+", what)
            place = organization_at(what, at.end()) if at else None
            yield FoundFact(who, "role", f"{verb} {what[: at.start()] if at else what}", since, until)
            if place:
                yield FoundFact(who, "organization", place, since, until)
    elif verb == "in charge of" and (at := re.search(r"\s+at\s+", what)):
        yield FoundFact(who, "role", f"{verb} {what[: at.start()]}", since, until)
        place = organization_at(what, at.end(), any_noun=True)
        if place:
            yield FoundFact(who, "organization", place, since, until)
    elif verb == "drives" and not _VEHICLE.search(what):
        return
    elif len(what.split()) > 1 and not re.match(
        r"(?:an? things?$|out|late|away|into|to|from|in|at|with|for|a (?:risk|mile)|me|us|him)\b", what
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
    body = sentence.body
    office = match.re is _OFFICE
    role, end = (match.group(), match.end()) if office else (match["role"].strip(), match.end("role"))
    title = _OF_TITLE.match(body, end)
    if title:
        role, end = role + title.group(), title.end()
    place, town = _after_role(sentence, end)
    bare = role, end
    longer = _OF_WHAT.match(body, end) if not title and (place is None or not is_role(role)) else None
    if longer:
        role, end = role + longer.group(), longer.end()
        place, town = _after_role(sentence, end)
        if not is_role(role):
            role, end = bare  # "teacher of my son"
    if office or is_role(role, strict=strict and place is None):
        mine = (
            not office
            and _OF_MINE.search(body[: match.start("role")])
            and fold(role).split()[-1] in _RELATION
        )
        if not mine:
            yield FoundFact(who, "role", role, since, until)
        if place:
            yield FoundFact(who, "organization", place, since, until)
        if town and not mine and until != "past":
            yield FoundFact(who, "place", town, since, until)


def _after_role(sentence: Sentence, end: int) -> tuple[str | None, str | None]:
    """(organization, town) after a role: "at the port", ", St James", "in Leeds"."""
    body = sentence.body
    at = _AT.match(body, end)
    if at is None:
        beside = _JUST_AFTER.match(body, end)
        named = organization_at(body, beside.end()) if beside else None
        return (named if named and looks_like_an_organization(named) else None), None
    if at["prep"] in {"im", "am"}:
        return None, None
    if at["prep"] in {"in", "en", "à", "a"}:
        place = organization_at(body, at.end())
        if place and (looks_like_an_organization(place) or place[0].islower()):
            return place, None
        town = place_at(body, at.end())
        return None, town if town and not sentence.within(at.end(), at.end() + len(town)) else None
    return organization_at(body, at.end(), any_noun=at["prep"] == "at"), None


def _endings(sentence: Sentence) -> Iterator[FoundFact]:
    body = sentence.body
    for match in _LEFT.finditer(sentence.lowered):
        who = sentence.stated(match.start())
        if _MOVED.match(body, match.end()):
            continue
        # "left the keys": only the words of working there make any noun an employer.
        place = organization_at(body, match.end(), any_noun="left" not in match["verb"])
        if who and place and not sentence.within(match.end(), match.end() + len(place)):
            since, until = sentence.times(match.start())
            yield FoundFact(who, "left", place, since or until)
    for match in _LOST.finditer(body):
        who = sentence.actor(match.start())
        if who:
            by = re.match(r"\s+(?:from|by)\s+", body[match.end() :])
            place = organization_at(body, match.end() + by.end()) if by else None
            yield FoundFact(who, "left", place or "job", sentence.times(match.start())[0])
    for match in _RETIRED.finditer(body):
        who = sentence.stated(match.start())
        if who and not _A_TRADE.match(body, match.end()):
            yield FoundFact(who, "role", "retired", *sentence.times(match.start()))
