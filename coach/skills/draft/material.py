"""What the notes give a message to one person: lines that may be said to them, and what is held back.

Every line is a whole sentence of a note, already turned to the second person, with its verbatim quote. A sentence is
used only when it is shareable, about the recipient alone, still true, and the rules of `second_person` are sure of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from coach.guard.languages import language_of
from coach.guard.mirror import mirror_faults
from coach.guard.vocabulary import claim_stems
from coach.people.book import Book
from coach.skills.draft.held_back import (
    CARD,
    goes_on_secretly,
    is_in_confidence,
    lends_a_hand,
    why_held_back,
)
from coach.skills.draft.lines import (
    JOB,
    LONGEST_LINE,
    MET,
    NEWS,
    PROMISE,
    TOGETHER,
    TOLD,
    Line,
    age_in_days,
    is_kind,
    telling,
)
from coach.skills.draft.pieces import OVER, beginnings, note_sentences, pieces
from coach.skills.draft.second_person import Names, names_of, to_second_person
from coach.skills.draft.subjects import Subjects
from coach.skills.draft.verbs import reads_as_english
from coach.text import MONTHS, WEEKDAYS, fold
from coach.types import Citation, Note, Person

_DOWN = re.compile(
    r"\b(?:hat(?:e|es|ed)|annoy\w*|stress\w*|complain\w*|shout\w*|forgot\w*|refus\w*|cancel\w*|fail\w*|lost|broke\b|heartbroken|ill\b|tired"
    r"|alone|lonely|worse|bad\b|struggl\w*|worr\w*|afraid|scared|fear\w*|angry|sad\b|upset|said\s+no|argu\w*|fight|fought|quit\b|ow(?:e|es|ed)\b"
    r"|borrow\w*|late\b|gave\s+up|stopped|never|cried|crying|ashamed|embarrass\w*|problem\w*|trouble\w*|accident|hurt\w*|pain(?:s|ful)?\b"
    r"|awful|terrible|horrible|unfair|blam\w*|guilt\w*|nervous|panic\w*|money|rent\b|wrong|pay\b|paid|rejected|not\s+(?:get|happy|well)"
    r"|short\s+with\s+me|miss(?:es|ed)\b|leaving\s+(?:his|her|their)|weak|old\s+age|kill\w*|scream\w*|frozen|could\s+not|couldn't|moan\w*|overwhelm\w*|exhaust\w*)",
    re.IGNORECASE,
)
_LOSS = re.compile(
    r"\b(?:died|passed\s+away|death|funeral|widow(?:er|ed)?|bereave\w*|grie(?:f|v\w+)|in\s+mourning|buried|hospice"
    r"|miscarr\w+|stillb\w+|gestorben|verstorben|decedut\w*|muri[oó]|falleci[oó]|viud[oa]|veuf|veuve|vedov[oa])\b",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:refus\w+|declin\w+|said\s+no|could(?:\s+not|n't)|can(?:not|'t)|would(?:\s+not|n't)|forgot\w*|still\s+(?:has|have|had|got|waiting|owes?)|owes?\s+me"
    r"|has\s+not|hasn't|was\s+not|wasn't|unable|without\s+opening)\b",
    re.IGNORECASE,
)
_NEVER_CAME = re.compile(
    r"\b(?:has|have|had)(?:\s+not|n['’]?t)\s+(?:\w+\s+)?(?:come|arrived|turned\s+up|sent|brought|posted|appeared|heard|seen|got|had)\b"
    r"|\b(?:never|did\s+not|didn['’]?t|does\s+not|doesn['’]?t)\s+(?:\w+\s+)?(?:c[oa]me|arrived?|turn(?:ed)?\s+up|sen[dt]|br(?:ing|ought)|post(?:ed)?|appear(?:ed)?|got|did)\b"
    r"|\b(?:no\s+sign\s+of|no\s+news\s+of|still\s+(?:no|not|nothing|waiting)|nothing\s+(?:yet|so\s+far|came|arrived|has\s+come)|so\s+nothing"
    r"|not\s+(?:yet\s+)?(?:come|arrived|here|sent)(?:\s+yet)?|forgot\w*|(?:was|were)\s+not\s+mentioned|wasn['’]?t\s+mentioned)\b",
    re.IGNORECASE,
)
# That it is with them still, or that somebody else did it, may stand in a sentence that names the thing by one word or as "it".
_STILL_WITH_THEM = re.compile(
    r"\bstill\s+(?:on|in|at|with)\s+(?:her|his|their)\b"
    r"|\b(?:the|my|it|they|that|those|these)\s+(?:(?!and\b|we\b|I\b)\w+\s+){0,3}(?:went|given|gone|sold)\s+to\s+(?:her|his|their|some\w+|an?(?:other)?|(?-i:[A-Z]\w+))\b"
    r"|\bgave\s+(?:it|them)\s+to\s+(?!me\b|us\b)",
    re.IGNORECASE,
)
_ANOTHER_DID = re.compile(r"\bit\s+was\s+(?:her|his|their)\s+(?:\w+\s+){1,2}who\b", re.IGNORECASE)
_JOB_CHANGE = re.compile(
    r"\b(?:left|quit|new\s+job|started\s+(?:at|as|with|a\s+new|her\s+new|his\s+new|work)|joined|moved\s+(?:to|on|from)|retired|switched"
    r"|now\s+(?:at|a|an|the|works|leads|runs)|no\s+longer|changed\s+jobs?|promoted|founded)\b",
    re.IGNORECASE,
)
_NAME_AFTER_PEOPLE = re.compile(
    r"\b(?:with|by|and|meet|met|than|called|named|from|told|for|,)\s+(?!I\b|I'|The\b)([A-Z][a-zà-ÿ]+)(?:\s+([A-Z][a-zà-ÿ]+))?"
)
_PRESENT = re.compile(
    r"^you(?:'re|'ve)?\s+(?!told|said|mentioned|asked)(?:(?:always|also|still|now)\s+)?(\w+)", re.IGNORECASE
)

_SPANISH_AND_OTHERS = re.compile(
    r"\b(?:prefers?|writes?|speaks?|answers?|only|best\s+in|always\s+in|mails?)\b[^.\n]{0,30}\b(?:in\s+|only\s+)?"
    r"(Spanish|German|French|Portuguese|Italian|Polish|Dutch|Turkish|Arabic|Chinese|Russian|Swedish|Danish|Greek)\b"
    r"(?!\s*(?:class|lesson|course|food|and\s+English|teacher))",
)


_TELLS_ENOUGH = 2
_SHORT_SENTENCE = 3  # words


@dataclass(frozen=True)
class Withheld:
    """A note that was held back. The reason never repeats what the note says."""

    note_id: str
    reason: str


@dataclass(frozen=True)
class Material:
    """Everything a plan may draw on. `secrets` are the verbatim sentences that must not show."""

    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    secrets: tuple[str, ...]
    sentences: tuple[tuple[str, Citation], ...]  # every sentence about them that is not held back
    notes: int  # that hold anything which is not held back
    language: str | None
    theirs: frozenset[tuple[str, str]] = frozenset()  # (note id, quote) of what is said about nobody else
    foreign: tuple[
        tuple[str, str], ...
    ] = ()  # sentences the rules cannot read, each with its language; the latest first

    @property
    def grieves(self) -> bool:
        """Whether a note, held back or not, tells of a death or of a loss near them."""
        return any(_LOSS.search(text) for text in (*self.secrets, *(text for text, _ in self.sentences)))

    def contradicted(self, text: str) -> bool:
        """Whether a note, held back or not, says of the same thing that it did not happen, was refused or is over."""
        wanted = claim_stems(text)
        said = [*(sentence for sentence, _ in self.sentences), *self.secrets]
        about = [one for one in said if len(wanted & claim_stems(one)) >= min(2, len(wanted) or 9)]
        # "Said she'd send the list. Never came." names the thing in the sentence before.
        short = [one for one in said if about and len(one.split()) <= _SHORT_SENTENCE]
        if any(_STILL_WITH_THEM.search(one) and wanted & claim_stems(one) for one in said):
            return True
        if about and any(_ANOTHER_DID.search(one) for one in said):
            return True
        return any(OVER.search(one) or _NOT_GIVEN.search(one) for one in (*about, *short))

    def never_came(self, offer: Line) -> bool:
        """Whether a note, held back or not, says that what somebody offered did not come, under whatever name."""
        said = [*(sentence for sentence, _ in self.sentences), *self.secrets]
        return self.contradicted(offer.text) or any(_NEVER_CAME.search(one) for one in said)


def read_material(book: Book, person: Person) -> Material:
    """Reads every note of a person once. Private notes only ever become ids in `withheld`."""
    notes = book.store.notes.of_person(person.id)
    own = [note for note in notes if note.person_ids[:1] == (person.id,)]
    called = names_of(
        person.name,
        book.store.people.aliases(person.id),
        [note.text for note in own or notes if not note.private],
    )
    called = replace(called, work=person.organization or "")
    me = book.me()
    at_home = [person.circle, person.role, person.organization, *((me.role, me.organization) if me else ())]
    known = tuple(word for name in at_home if name for word in (name, *re.findall(r"[^\W\d_]{4,}", name)))
    subjects, theirs = Subjects(book), set[tuple[str, str]]()
    ended = {fact.citation.quote for _, fact in book.store.facts.facts(person.id) if fact.until}
    held: dict[str, str] = {}
    secrets: list[str] = []
    open_sentences: list[tuple[str, Note]] = []
    kept: list[tuple[str, Note]] = []  # the harmless beginnings of sentences that are held back
    for note in notes:
        if note.private:
            held[note.id] = "you marked it private"
            secrets += [sentence for sentence, _ in note_sentences(note)]
            continue
        follows_secret = False
        for sentence, _ in note_sentences(note):
            reason = why_held_back(sentence, known, called.names) or _of_another(book, person, sentence)
            if reason is None and follows_secret and goes_on_secretly(sentence):
                reason = "it goes on from something delicate"
            if reason is None:
                open_sentences.append((sentence, note))
                follows_secret = False
                continue
            # What stands just before a secret may be the beginning of it.
            before = open_sentences[-1] if open_sentences and open_sentences[-1][1] is note else None
            if before and (is_in_confidence(sentence) or goes_on_secretly(before[0])):
                secrets.append(open_sentences.pop()[0])
            # A card's own lines are no news to the user, and nothing of them is said beyond the circle.
            if note.kind != "record" or not CARD.match(sentence):
                held.setdefault(note.id, reason)
            secrets.append(sentence)
            kept += [(begun, note) for begun in _kind_beginning(sentence, known, called)]
            follows_secret = True
    lines = []
    foreign = []
    for sentence, note in (*open_sentences, *kept):
        is_theirs = subjects.of_quote(note, sentence) == person.id
        if is_theirs:
            theirs.add((note.id, sentence))
        others = [(other, told) for other, told in open_sentences if other != sentence]
        found: list[Line] = []
        for group in pieces(sentence, called.names):
            # In a sentence about more than them, what begins with their name is theirs.
            if not is_theirs and not group[0].removeprefix("[[").startswith(called.names):
                continue
            said = (
                Line(turned, Citation(note.id, person.name, note.date, quote), note.id not in held)
                for quote in group
                if (turned := _said_to(book, person, quote, called)) is not None
                and turned not in {line.text for line in found}
            )
            line = next((one for one in said if _holds(one, ended, others, book.today)), None)
            found += [line] if line else []
        if found:
            # "We talked on the phone" is worth less than what comes after it; where nothing does, it is what there is.
            worth = [line for line in found if len(telling(line.text)) >= _TELLS_ENOUGH] or found[:1]
            theirs.update((note.id, line.citation.quote) for line in worth)
            lines += worth
        elif (
            is_theirs
            and note.kind != "record"
            and not reads_as_english(sentence)
            and (language := language_of(sentence))
        ):
            foreign.append((note.date, sentence, language.name))
    told = tuple(
        (sentence, Citation(note.id, person.name, note.date, sentence)) for sentence, note in open_sentences
    )
    withheld = tuple(Withheld(note_id, reason) for note_id, reason in held.items())
    for _, fact in book.store.facts.facts(person.id):
        vouching = next((note for note in notes if note.id == fact.citation.note_id), None)
        if vouching and not vouching.private and _is_their_fact(subjects, person, vouching, fact.citation):
            theirs.add((vouching.id, fact.citation.quote))
    spoken = next(
        (m[1] for sentence, _ in open_sentences if (m := _SPANISH_AND_OTHERS.search(sentence))), None
    )
    return Material(
        tuple(lines),
        withheld,
        tuple(secrets),
        told,
        # What stands open beside a secret is no acquaintance unless it can be said.
        len(
            {note.id for _, note in open_sentences if note.kind != "record" and note.id not in held}
            | {line.citation.note_id for line in lines}
        ),
        spoken,
        frozenset(theirs),
        tuple((sentence, language) for _, sentence, language in sorted(foreign, reverse=True)),
    )


def _of_another(book: Book, person: Person, sentence: str) -> str | None:
    """Why a sentence stays with the user that reports what somebody else is or said; None where it does not."""
    if not re.search(r"\b(?:told|said|says|thinks|hates?|does\s+not)\b", sentence):
        return None
    others = any(other.id != person.id for other in book.mentioned_in(sentence))
    return "it is about somebody else" if others else None


def _said_to(book: Book, person: Person, quote: str, called: Names) -> str | None:
    """What a piece of a note is when said to them; None where it may not be said or the rules are not sure."""
    if any(other.id != person.id for other in book.mentioned_in(quote)) or _DOWN.search(quote):
        return None
    turned = to_second_person(quote, called)
    if turned is None or mirror_faults(turned) or _unsaid(turned) or _names_a_stranger(turned, person):
        return None
    return turned if len(turned.split()) <= LONGEST_LINE else None


def _kind_beginning(sentence: str, known: tuple[str, ...], called: Names) -> Iterator[str]:
    """What they did for the user, or good news, without the delicate thing it came with: "covered my shifts [when Dad was ill]"."""
    for begun in beginnings(sentence):
        good = lends_a_hand(begun) or NEWS.match(to_second_person(begun, called) or "")
        if good and why_held_back(begun, known, called.names) is None:
            yield begun
            return


def _is_their_fact(subjects: Subjects, person: Person, note: Note, citation: Citation) -> bool:
    """Whether a fact stands in a line of their record or in a sentence about them."""
    if note.kind == "record" and note.person_ids[:1] == (person.id,):
        return True
    return subjects.of_quote(note, citation.quote) == person.id


_BY_ME = re.compile(
    r"^I\s+(?:told\s+you\s+about|gave|lent|sent|helped|promised|offered|owe|showed|wrote|brought|taught|proofread|ran\s+into|bumped\s+into|fixed|introduced)\b"
)
_STALE_WORD = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|ago|(?:this|last|next)\s+(?:morning|week|weekend|month|year|night|summer|winter|spring|autumn|fall"
    r"|\w+day))\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"^your?,|^you\s+(?:said|told)\s+to\s+me\b|\b(?<!\bin )(?<!\bon )(?:it|this|that|there|them)(?:\s+(?:again|too|as\s+well|on\s+the\s+\w+))?$|^we\s+both\s+had\b|\buntil\s+\d{4}\b|^\w+\s+said\s+\w+\s+words\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^your\s+(?:\w+\s+)?(?:colleague|friend|mate|editor|agent|client|pupil|student)s?\b|^we\s+were\s+together\b|^you\s+are\s+the\s+only\b|^you\s+(?:still\s+|also\s+)?(?:think|leave|find|consider|seem|look\s+like|look)\b"
    # moods, and what tells only of the day: "You sounded happy", "You had already gone home"
    r"|^you\s+(?:sounded|seemed|looked|rang|follow\w*\s+me|will\s+be\s+(?:pleased|glad|happy)|had\s+(?:already|been)|are\s+only|(?:are|were)\s+\w+\s+but)\b"
    r"|^we\s+have(?:n't|\s+not)\b|\bI\s+(?:am|was|know|hid|think|thought|felt)\b",
    re.IGNORECASE,
)


def _unsaid(turned: str) -> bool:
    """Opinions, what is told of somebody beside them, the user's own doings that gave nothing, and days that have moved on."""
    if _OPINION.search(turned) or _DANGLING.search(turned) or _STALE_WORD.search(turned):
        return True
    return turned.startswith("I ") and not _BY_ME.match(turned) and not PROMISE.match(turned)


def _names_a_stranger(turned: str, person: Person) -> bool:
    own = fold(f"{person.organization or ''} {person.role or ''}")
    return any(
        fold(match[1]) not in own and match[1].casefold() not in _CALENDAR
        for match in _NAME_AFTER_PEOPLE.finditer(turned)
        if not re.search(r"(?:from|for|called|named)\s+$", turned[: match.start(1)]) or match[2]
    )


_OPEN = re.compile(
    r"\b(?:applying|applied|hop(?:e|ed|ing)|going|looking|trying|waiting|training|studying)\s+(?:for|to)\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:got|passed|made|did|won|lost|found|failed|bought|has)\s+(?:it|in|one)\b(?!\s+(?:in|on|from|for|at|to)\b)",
    re.IGNORECASE,
)
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, "christmas", "easter", "english"))


def _holds(line: Line, ended: set[str], others: list[tuple[str, Note]], today: date) -> bool:
    """False when the facts or a later sentence end it, or when it states an old present.

    Args:
        ended: quotes of facts that are over. others: the other sentences about them, each with its note.
    """
    quote = line.citation.quote
    over = any(cited in quote or quote in cited for cited in ended)
    # What they told stays told, where the same breath says that it is over: "told me she used to row".
    if over and not (NEWS.match(line.text) or TOLD.match(line.text)):
        return False
    stems = claim_stems(line.text)
    later = [
        sentence
        for sentence, note in others
        if (note.date or "") >= line.date and sentence != line.citation.quote
    ]
    if _OPEN.search(line.text) and any(_SETTLED.search(sentence) for sentence in later):
        return False
    # What was done together or for me stays done, whatever ended since.
    done = bool(TOGETHER.match(line.text) or MET.match(line.text)) or is_kind(line.text)
    if not done and any(OVER.search(sentence) and _of_weight(stems, sentence) for sentence in later):
        return False
    if JOB.match(line.text) and any(_JOB_CHANGE.search(sentence) for sentence in later):
        return False
    match = _PRESENT.match(line.text)
    states_present = (
        match is not None
        and not re.search(r"(?:ed|ew|ame|ave|ent|on|ame|ought|old|an)$", match[1])
        and not NEWS.match(line.text)
    )
    return not (states_present and not done and line.date and age_in_days(line.date, today) > 550)


def _of_weight(stems: set[str], sentence: str) -> bool:
    return len(stems & claim_stems(sentence)) >= (1 if len(stems) < 4 else 2)
