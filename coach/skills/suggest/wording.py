"""The words of a suggestion: reasons, caution, what to ask, what to give, the first small step.

Only lines that may be shown are quoted, and what is said of a person beside a quote says no more than the quote does.
Nothing private or delicate is told here: a caution says that there is something, and not what.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.people.names import first_name, word_set
from coach.people.use import use_of
from coach.retrieval.words import content_words
from coach.skills.suggest.dossier import Line, Path
from coach.skills.suggest.features import Scored
from coach.skills.suggest.goal import Goal
from coach.skills.suggest.picks import is_bridge
from coach.skills.suggest.shape import Pick, Reason, Suggestion, Via
from coach.skills.suggest.weights import Weights
from coach.skills.suggest.whose import stem, stems_of
from coach.text import fold, sentences
from coach.types import Citation, Note, Use

_MOST_REASONS = 4
_TELLS = 3  # words that matter, from which on a line says something
_SECOND_LINE = 0.75  # of the first one's nearness, from which a second line is shown
# From here on the notes tie somebody to a goal: a line's cosine, or the relevance of all that is written; less where the
# line shares a word with the goal. Of the picks in `benchmarks/suggest` this holds for 7 in 10 were good, of the others 1 in 3.
_TIED_LINE, _TIED_PAGE, _TIED_BY_A_WORD = 0.30, 0.35, 0.20
_OFFER = re.compile(
    r"\b(?:i\s+can\s+(?:help|offer|do)(?:\s+(?:people|others|you))?(?:\s+with)?|(?:what\s+)?i\s+(?:can\s+)?offer\b|(?:i['’]?m|i\s+am)\s+good\s+at|"
    r"happy\s+to\s+help\s+with|can\s+help\s+with|^\W*(?:skills|offers|offering)\b)\s*:?\s*(?P<list>\S.+)",
    re.IGNORECASE,
)
_OFFER_HEADING = re.compile(
    r"^\W*(?:what\s+)?(?:i\s+can\s+(?:offer|give|do|help)|i\s+offer|my\s+(?:offers|skills)|offers?|skills)\b[^.]{0,30}:?\s*$",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:needs?|wants?|looking\s+for|looks\s+for|short\s+of|struggl\w+|could\s+use|wishes|asked|complain\w*|hard|busy|tired|drives?\s+\w+\s+\w+\s+mad|move|moving)\b",
    re.IGNORECASE,
)
_SMALL = word_set(
    "a an and or the of to for with in on at my i can help people some how really work works very who only see do not one two three any with more than when what"
)
_KEYED = re.compile(r"[^\W\d_][\w /-]{1,30}:\s*\S")
_ADDRESS = re.compile(
    r"(?:e-?mail|phone|tel\w*|mobile|url|website|address|birthday|photo|labels?|url)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_THEIR_ADDRESS = re.compile(
    r"(?:her|his|their)\s+(?:new\s+)?(?:e-?mail|phone|mobile|number|address)\b", re.IGNORECASE
)
_RECORD = re.compile(
    r"^(?:role|organi[sz]ation|title|job title|position|company|occupation)\s*:", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Offers:
    """What the user says of themselves that they can give, each a few words, from their own shareable notes."""

    things: tuple[str, ...]


def read_offers(notes: Sequence[Note]) -> Offers:
    """The offers in the user's own notes: a list after "I can help with", or the points under such a heading."""
    things: list[str] = []
    for note in notes:
        under_heading = False
        for line in () if note.private else note.text.splitlines():
            point = re.match(r"\s*[-*•]\s+(?P<words>.+)", line)
            if _OFFER_HEADING.match(line):
                under_heading = True
            elif under_heading and point:
                things += _offered(re.split(r"[.;:!?]", point["words"], maxsplit=1)[0])
            elif line.strip():
                under_heading = False
                match = _OFFER.search(line)
                if match:
                    listed = re.split(r"[.;!?]", match["list"], maxsplit=1)[0]
                    things += [one for piece in re.split(r",|\band\b", listed) for one in _offered(piece)]
    return Offers(tuple(dict.fromkeys(things)))


def _offered(words: str) -> list[str]:
    """A few words fit to stand behind "You can offer:"; nothing where they are a whole sentence of another kind."""
    bare = re.sub(r"^\W*(?:and\s+)?(?:i\s+can\s+)?", "", words, flags=re.IGNORECASE).strip(" .:-")
    bare = bare.split(",")[0]
    if len(bare.split()) > 7:
        bare = bare.split(" and ")[0]
    if (
        use_of(words) is not Use.SHAREABLE
        or not 3 < len(bare) < 70
        or re.match(r"(?:i|we|my|it)\b", bare, re.IGNORECASE)
    ):
        return []
    return [bare[0].lower() + bare[1:]]


def suggestion(one: Scored, pick: Pick, goal: Goal, offers: Offers, weights: Weights) -> Suggestion:
    """Everything said of one person."""
    first = _first(one)
    return Suggestion(
        person=one.dossier.person.name,
        pick=pick,
        reasons=reasons(one, pick, goal, weights),
        caution=_caution(one, goal),
        give=_give(one, offers),
        ask=_ask(one, goal, first),
        first_step=_first_step(one, pick, first),
        via=tuple(
            Via(path.other.name, path.citation) for path in _shown_paths(one) or one.dossier.openers[:1]
        ),
    )


def reasons(one: Scored, pick: Pick, goal: Goal, weights: Weights) -> tuple[Reason, ...]:
    """The lines that speak for a person, the strongest first, no line twice."""
    found: list[Reason] = []
    first = _first(one)

    def add(text: str, cite: Citation) -> None:
        for known in found:
            other = known.citation
            same_note = other.note_id == cite.note_id
            if cite.quote == other.quote or (
                same_note and (other.quote in cite.quote or cite.quote in other.quote)
            ):
                return
        found.append(Reason(text, cite))

    lines = _telling(one)
    for line in lines[:2]:
        shown = _cited(line, goal)
        is_first = line is lines[0]
        if shown is None or line.relevance < _SECOND_LINE * lines[0].relevance:
            continue
        if is_tied(one, line, goal):
            add(_said(line, shown, first, goal), shown)
        elif is_first:
            add(f"Your notes do not tie {first} to this; of all you wrote, this line is the nearest.", shown)
    for path in _shown_paths(one)[:1]:
        other = path.other.name
        add(f"{first} and {other} are connected, and {other} is nearer to your goal.", path.citation)
    for cite in one.dossier.doors[-1:] if found else ():
        add(f"There is already an opening between you and {first}.", cite)
    if one.features["dormancy"] and found:
        last = one.dossier.contacts[-1].isoformat()
        cited = _line_of(one, last)
        if cited is not None:
            add(f"Quiet since {last[:4]}: an old tie often brings the newest news.", cited)
    if pick == "stretch" and found:
        found[0] = Reason(f"{found[0].text} {_why_stretch(one, first)}", found[0].citation)
    return tuple(found[:_MOST_REASONS])


def _telling(one: Scored) -> list[Line]:
    """Their lines without those that say nothing ("I went home."), unless there are no others."""
    lines = one.dossier.lines
    return [line for line in lines if len(content_words(line.citation.quote)) >= _TELLS] or lines


def is_tied(one: Scored, line: Line, goal: Goal) -> bool:
    """Whether a line says that somebody has to do with the goal, or is only the nearest there is."""
    if line.third or one.dossier.named:
        return True
    page = one.features["relevance"] if line is _telling(one)[0] else 0.0
    if set(stems_of(goal.words)) & set(stems_of(line.citation.quote)):
        return max(line.relevance, page) >= _TIED_BY_A_WORD
    return line.relevance >= _TIED_LINE or page >= _TIED_PAGE


def _said(line: Line, cite: Citation, first: str, goal: Goal) -> str:
    """What a line has to do with the goal, in words that the line itself holds."""
    if line.third:
        return f"Through {first} you are one step from it."
    near = set(stems_of(goal.words))
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]+", cite.quote) if stem(word) in near]
    shown = list(dict.fromkeys(word.casefold() for word in words if len(word) > 2))[:3]
    if shown:
        spoken = " and ".join((", ".join(shown[:-1]), shown[-1])) if shown[:-1] else shown[0]
        return f"Your note on {first} speaks of {spoken}."
    if _RECORD.match(cite.quote):
        return f"{first}'s work is close to your goal."
    return f"What you wrote of {first} comes close to your goal."


def _cited(line: Line, goal: Goal) -> Citation | None:
    """The line; of a record of "key: value" lines the one that says most; None if that is only an address."""
    parts = [part.strip() for part in line.citation.quote.splitlines() if part.strip()]
    told = [part for part in parts if not _THEIR_ADDRESS.match(part)]
    if told and len(told) < len(parts):
        return replace(line.citation, quote=max(told, key=len))
    if not parts or not all(_KEYED.match(part) for part in parts):
        return line.citation
    near = set(stems_of(goal.words))
    kept = [part for part in parts if not _ADDRESS.match(part)]
    best = max(
        kept, key=lambda part: (len(near & set(stems_of(part))), bool(_RECORD.match(part))), default=None
    )
    return replace(line.citation, quote=best) if best else None


def _why_stretch(one: Scored, first: str) -> str:
    if one.never_met:
        return f"You do not know {first} yet: the braver step, and the newer news."
    if one.features["dormancy"]:
        return "After so long this is the braver step, and people are gladder of it than we expect."
    return "A braver step than the others, and worth more: this is news your own circle does not have."


def _shown_paths(one: Scored) -> list[Path]:
    return sorted(one.dossier.paths, key=lambda path: -path.relevance)[:2]


def _line_of(one: Scored, day: str) -> Citation | None:
    """A shareable sentence of that day's note."""
    for note in one.dossier.notes:
        if note.date == day and not note.private and note.person_ids[:1] == (one.dossier.person.id,):
            for sentence in sentences(note.text):
                if use_of(sentence) is Use.SHAREABLE and len(sentence.split()) > 3:
                    return Citation(note.id, one.dossier.person.name, note.date, sentence)
    return None


def _caution(one: Scored, goal: Goal) -> str | None:
    first = _first(one)
    if pause := one.dossier.pause:
        return f"{pause[0].upper()}{pause[1:]}"
    if one.one_sided:
        return f"So far {first} has done more for you than you for them. Give something first, then ask for something small."
    if one.dossier.colleague and goal.career:
        return (
            f"{first} works where you work. Ask them to keep it to themselves, or wait until it is no secret."
        )
    if any(
        use_of(sentence) is Use.DELICATE for note in one.dossier.about() for sentence in sentences(note.text)
    ):
        return f"Be gentle: something delicate stands in your notes about {first}. Ask how they are before anything else."
    if any(note.private for note in one.dossier.about()):
        return f"You have a private note about {first}. Read it again before you write."
    if one.never_met:
        return f"You have not met {first} yet. Let somebody introduce you, or say in one line how you found them."
    if one.days_quiet is not None and one.days_quiet > 2 * 365:
        return f"You have not been in touch for {one.days_quiet // 365} years. Say hello first and ask in a second message."
    return None


def _give(one: Scored, offers: Offers) -> str:
    first = _first(one)
    needs = [
        sentence
        for note in one.dossier.about()
        if not note.private
        for sentence in sentences(note.text)
        if use_of(sentence) is Use.SHAREABLE and _NEED.search(sentence)
    ]
    for thing in offers.things:
        stems = _stems(thing)
        if any(len(shared) > 3 for sentence in needs for shared in stems & _stems(sentence)):
            return f"You can offer: {thing}. Your notes say that {first} has a use for it."
    if one.one_sided and offers.things:
        return f"Something back for what {first} did: perhaps {offers.things[0]}. And say thank you for the last time."
    if any(entry.direction == "received" for entry in one.dossier.ledger):
        return f"Your thanks for what {first} has done already, and word of how this goes."
    if offers.things:
        return f"Your thanks, word of how it went, and perhaps something you are good at: {offers.things[0]}."
    return "Your honest interest, your thanks, and word of how it went."


def _ask(one: Scored, goal: Goal, first: str) -> str:
    topic = goal.doing
    if one.one_sided:
        return (
            f"One small question about {topic}, answerable in a line; nothing that costs {first} an evening."
        )
    if is_bridge(one):
        paths = _shown_paths(one)
        if paths:
            return f"Ask {first} whether they would introduce you to {paths[0].other.name}, and what to say about {topic}."
        return f"Ask {first} whether the person they know would talk to you for ten minutes about {topic}."
    if not is_tied(one, _telling(one)[0], goal):
        return (
            f"Tell {first} in one sentence what you are looking for, and ask whether anybody comes to mind."
        )
    if one.dossier.doors:
        return f"Take {first} at their word: ask for one short talk about {topic}."
    return f"Ask {first} for twenty minutes about {topic}: what they know now and wish they had known at the start."


def _first_step(one: Scored, pick: Pick, first: str) -> str:
    if one.never_met:
        paths = one.dossier.openers
        if paths:
            return f"Ask {paths[0].other.name} one thing about {first} before you write."
        return f"Write down in one line what you would like to know from {first}. That is all for today."
    if one.days_quiet is not None and one.days_quiet > 2 * 365:
        return f"Send {first} two lines: what made you think of them, and a hello. No request yet."
    if pick == "comfortable":
        return f"Next time you see or write to {first}, say your goal in one sentence and stop there."
    return f"Write two lines to {first}, read them once, and send them when you like the sound."


def how_to_find(goal: Goal, known: Sequence[Scored]) -> tuple[str, ...]:
    """What to try when nobody fits yet: a person who knows many, a place, an evening; small steps, no claim about anybody."""
    about = goal.doing[:80] if goal.doing != "your goal" else goal.topic[:80]
    about = about.removeprefix("with ")
    connectors = sorted(
        (one for one in known if len(one.dossier.contacts) and not one.never_met and not one.one_sided),
        key=lambda one: (-one.comfort, one.dossier.person.id),
    )
    asked = [
        f"Ask {one.dossier.person.name}, whom you are easy with, one question: do you know anybody who has to do with {about}?"
        for one in connectors[:1]
    ]
    return (
        *asked,
        f"Look for a place where such people are anyway: a course, a club, a library evening or a shop to do with {about}. Going once and only looking counts.",
        "Write down two or three more people you know, from school, work or your street; the coach only knows who is in the book.",
    )


def _stems(text: str) -> set[str]:
    words = (word.strip(".,;:!?'\"") for word in fold(text).split())
    return {
        re.sub(r"(?:ing|ed|es|s|er|ers)$", "", word)[:7]
        for word in words
        if len(word) > 2 and word not in _SMALL
    }


def _first(one: Scored) -> str:
    return first_name(one.dossier.person.name)
