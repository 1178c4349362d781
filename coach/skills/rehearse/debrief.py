"""The debrief: what worked in a talk, what to try next, each with its turn and the words it rests on.

Computed from the transcript alone, by code, so that it never depends on a model's mood. Three orders hold by
construction: "fine" stands below a full sentence; empty, copied and off-topic answers below honest ones; a hesitant
speaker exactly where a fluent one stands. Nothing here scores confidence, tone or speed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.skills.rehearse import advice, phrases
from coach.skills.rehearse.judging import NotJudged, why_not_judged
from coach.skills.rehearse.reading import Said, Trait, UserTurn, questions, read_user_turns, statements
from coach.skills.rehearse.relevance import off_topic_turns
from coach.skills.rehearse.speech import content_words, fluent, quote, tokens
from coach.skills.rehearse.transcript import Transcript

StrengthCode = Literal[
    "open_question", "follow_up_question", "listening", "self_disclosure", "offer", "clear_ask", "gratitude", "graceful_close"
]  # fmt: skip
ChangeCode = Literal[
    "one_word_answer", "no_question", "closed_questions_only", "no_follow_up_question", "monologue", "apologising",
    "negativity", "ask_too_early", "vague_ask", "no_give", "abrupt_close", "off_topic",
]  # fmt: skip

# One thing at a time: what keeps a talk from being one comes first.
_FIRST_TO_TRY: tuple[ChangeCode, ...] = (
    "off_topic", "monologue", "ask_too_early", "one_word_answer", "no_question", "negativity", "apologising", "vague_ask",
    "closed_questions_only", "no_follow_up_question", "no_give", "abrupt_close",
)  # fmt: skip

_LONG_TURN = 110  # words; about 45 seconds without a breath
_LONG_WITHOUT_QUESTION = 75
_LONG_BESIDE_PARTNER = 55
_SHORT_ANSWER = 3
_ENDS_SENTENCE = re.compile(r"[.!?…\"”')\]]\s*$")


@dataclass(frozen=True)
class Strength:
    """Something that worked. `quote` is verbatim in turn `turn`, counted from 0 over both speakers."""

    code: StrengthCode
    turn: int
    quote: str


@dataclass(frozen=True)
class Change:
    """Something to try differently, with a line that would have fitted this talk."""

    code: ChangeCode
    turn: int
    quote: str
    say_instead: str


@dataclass(frozen=True)
class OneThing:
    """The one change worth trying first, and why."""

    code: ChangeCode
    turn: int
    quote: str
    why: str
    say_instead: str


@dataclass(frozen=True)
class Debrief:
    """The contract's value. `scored` is false when there was nothing to judge; then nothing is found either."""

    measures: Mapping[str, object]
    strengths: tuple[Strength, ...] = ()
    changes: tuple[Change, ...] = ()
    one_thing: OneThing | None = None
    scored: bool = field(default=False)


def debrief(transcript: Transcript) -> Debrief:
    """Reads a talk and says what worked, what to change, and the one thing to try.

    Every quote stands verbatim in the turn it names. When nothing can be judged `scored` is false and
    `measures["not_scored_because"]` says why.
    """
    turns = read_user_turns(transcript)
    measures = _measures(transcript, turns)
    unjudged: NotJudged | None = why_not_judged(transcript, turns)
    if unjudged is not None:
        return Debrief({**measures, "not_scored_because": unjudged.value})
    aside = off_topic_turns(turns)
    heard = tuple(turn for turn in turns if turn.index not in aside)
    strengths = sorted(_strengths(heard), key=lambda found: found.turn)
    changes = sorted(_changes(transcript, turns, aside), key=lambda found: found.turn)
    return Debrief(measures, tuple(strengths), tuple(changes), _one_thing(changes), True)


# ---- what worked ----


_BY_SENTENCE: tuple[tuple[StrengthCode, Trait], ...] = (
    ("open_question", "open"),
    ("follow_up_question", "follow_up"),
    ("listening", "listening"),
    ("self_disclosure", "self_disclosure"),
    ("offer", "offer"),
    ("gratitude", "gratitude"),
)


def _strengths(turns: tuple[UserTurn, ...]) -> list[Strength]:
    flood = any(map(_monologue, turns))
    found = [
        Strength(code, turn.index, quote(said.text))
        for turn in turns
        for code, trait in _BY_SENTENCE
        # Too much of it is not the same gift, and "I've got Sunday free. I could carry them" tells for the sake of the offer.
        if not (trait == "self_disclosure" and (flood or turn.has("offer")))
        # An echo in a flood or in scorn picks nothing up.
        if not (trait == "listening" and (_monologue(turn) or turn.has("negativity")))
        if (said := turn.first(trait)) is not None
    ]
    for turn in turns:
        said = turn.first("clear")
        # Where the asking itself is what to change, no part of it is praised.
        if said is not None and not _early_asks(turns) and not any(one.has("vague") for one in turns):
            found.append(Strength("clear_ask", turn.index, quote(said.text)))
    close = _graceful_close(turns)
    return [*found, *([close] if close else [])]


def _graceful_close(turns: tuple[UserTurn, ...]) -> Strength | None:
    """A warm word on the way out, in the last turn, or in the one before a mere "Bye!"."""
    for turn in reversed(turns[-2:]):
        if len(turns) > 1 or turn.length > 8:
            said = turn.first("warm_close") or _thanks_on_the_way_out(turn)
            leaving = turn.has("leaving") or turn.index == turns[-1].index
            if said is not None and leaving and not turn.has("negativity"):
                return Strength("graceful_close", turn.index, quote(said.text))
        if turn.length > 6:
            return None
    return None


def _thanks_on_the_way_out(turn: UserTurn) -> Said | None:
    """ "Thank you for your time" closes a talk if somebody is leaving; else it is only thanks."""
    partner = fluent(turn.partner_said)
    if (
        not turn.has("leaving")
        and not phrases.LEAVING.search(partner)
        and not phrases.WARM_CLOSE.search(partner)
    ):
        return None
    return next((said for said in turn.sentences if phrases.THANKS_ON_THE_WAY_OUT.search(said.words)), None)


# ---- what to change ----


def _changes(transcript: Transcript, turns: tuple[UserTurn, ...], aside: frozenset[int]) -> list[Change]:
    found: list[Change] = []

    def add(code: ChangeCode, turn: UserTurn, said: Said | None) -> None:
        words = quote(said.text if said else _longest(turn))
        found.append(Change(code, turn.index, words, advice.say_instead(code, transcript, turn)))

    short = [turn for turn in turns if turn.index not in aside and _one_word(turn)]
    for turn in turns:
        if turn.index in aside:
            add("off_topic", turn, None)
            continue
        # One "Ha, true." or "Yes." in a talk full of sentences is no fault; "Fine." to "How did it go?" is.
        if turn in short and (len(short) > 1 or _asked_openly(turn)):
            add("one_word_answer", turn, None)
        if _monologue(turn):
            add("monologue", turn, turn.sentences[0])
        if turn.has("apology"):
            add("apologising", turn, turn.first("apology"))
        if turn.has("negativity") and not turn.has("apology"):  # who apologises for being hears that first
            add("negativity", turn, turn.first("negativity"))
        if turn.has("vague"):
            add("vague_ask", turn, turn.first("vague"))
    heard = tuple(turn for turn in turns if turn.index not in aside)
    for early in _early_asks(heard):
        add("ask_too_early", early, early.first("ask"))
    if turns:
        _about_questions(turns, frozenset(turn.index for turn in turns if turn.index in aside), add)
    if heard:
        _about_giving(heard, add)
        last = heard[-1]
        if last.index == turns[-1].index and _abrupt(transcript, last, heard):
            add("abrupt_close", last, last.first("leaving"))
    return found


def _was_told_something(turn: UserTurn) -> bool:
    return len(content_words(" ".join(map(fluent, statements(turn.partner_said))))) > 1


def _takes_up(said: Said) -> bool:
    """Whether a question could be about what was just heard ("Is it heavy?"); a fault needs more than the doubt."""
    return "follow_up" in said.traits or phrases.POINTS_BACK.search(said.words) is not None


_Add = Callable[[ChangeCode, UserTurn, Said | None], None]


def _about_questions(turns: tuple[UserTurn, ...], aside: frozenset[int], add: _Add) -> None:
    asked = [turn for turn in turns if turn.has("question") and turn.index not in aside]
    if not asked:
        if len(turns) > 1 and not any(
            said.text.rstrip().endswith("?") and "copied" not in said.traits
            for turn in turns
            for said in turn.sentences
        ):
            add("no_question", _where_a_question_fits(turns), None)
        return
    kinds = [said for turn in turns for said in turn.sentences if "question" in said.traits]
    closed = [said for said in kinds if "closed" in said.traits]
    if len(closed) > 1 and not any({"open", "mirror"} & said.traits for said in kinds):
        turn = next(turn for turn in asked if turn.has("closed"))
        add("closed_questions_only", turn, turn.first("closed"))
    real = [said for said in kinds if {"open", "closed"} & said.traits]
    openings = sum(turn.has("open", "closed") and _was_told_something(turn) for turn in asked)
    if len(real) > 1 and openings and not any(_takes_up(said) for said in real):
        turn = [turn for turn in asked if turn.has("open", "closed")][-1]
        add("no_follow_up_question", turn, turn.first("open") or turn.first("closed"))


def _about_giving(turns: tuple[UserTurn, ...], add: _Add) -> None:
    favours = [turn for turn in turns if any(_costs_something(said) for said in turn.sentences)]
    if favours and not any(turn.has("offer", "gratitude") for turn in turns):
        turn = favours[0]
        add("no_give", turn, next(said for said in turn.sentences if _costs_something(said)))


def _is_favour(said: Said) -> bool:
    return "ask" in said.traits and not phrases.INVITATION.search(said.words)


def _costs_something(said: Said) -> bool:
    """A favour that takes the other's time, name or effort; leave to write, or their view of a talk, is none."""
    return _is_favour(said) and not phrases.COSTS_NOTHING.search(said.words)


def _early_asks(turns: tuple[UserTurn, ...]) -> list[UserTurn]:
    """A favour within the first two turns, before anything was shared, unless the partner asked what they could do."""
    early = []
    for position, turn in enumerate(turns[:2]):
        favour = any(_is_favour(said) and not phrases.SMALL_ASK.search(said.words) for said in turn.sentences)
        heard = " ".join(fluent(other.partner_said) for other in turns[: position + 1])
        if not favour or phrases.ASKED_FOR_IT.search(heard):
            continue
        before = turns[:position]
        if turn.has("follow_up", "listening") or any(_warmed_up(other) for other in before):
            continue
        early.append(turn)
    return early


def _warmed_up(turn: UserTurn) -> bool:
    """Interest in the partner, thanks, or something about oneself, and no favour asked yet."""
    if any(_is_favour(said) for said in turn.sentences):
        return False
    return turn.has("question", "listening", "gratitude", "self_disclosure")


def _one_word(turn: UserTurn) -> bool:
    if not turn.after_opening or turn.copied:
        return False
    words = tokens(turn.words)
    if not words:
        return True
    if turn.has("question", "ask", "offer", "leaving", "gratitude", "warm_close", "apology", "negativity"):
        return False
    if phrases.SHORT_BUT_KIND.search(turn.words) and not phrases.PERFUNCTORY_THANKS.search(turn.words):
        return False
    if len(words) < _SHORT_ANSWER or (len(words) == _SHORT_ANSWER and questions(turn.partner_said)):
        return True
    return len(words) <= 7 and set(words) <= phrases.ANSWER_WORDS


def _asked_openly(turn: UserTurn) -> bool:
    return any(
        phrases.OPEN.search(words) and not phrases.GREETING_QUESTION.search(words)
        for words in map(fluent, questions(turn.partner_said))
    )


def _monologue(turn: UserTurn) -> bool:
    asks_back = turn.has("question")
    if turn.length >= _LONG_TURN or (turn.length >= _LONG_WITHOUT_QUESTION and not asks_back):
        return True
    partner = len(tokens(fluent(turn.partner_said)))
    return turn.length >= _LONG_BESIDE_PARTNER and turn.length > 3 * partner and not asks_back


def _abrupt(transcript: Transcript, last: UserTurn, turns: tuple[UserTurn, ...]) -> bool:
    if len(turns) < 2 or any(turn.has("warm_close", "thanks", "gratitude") for turn in turns[-2:]):
        return False
    gone_before = turns[-2].has("leaving") and last.length <= _SHORT_ANSWER  # "Got to go." ... "Yep."
    return last.has("leaving") or gone_before or _breaks_in(transcript, last)


def _breaks_in(transcript: Transcript, last: UserTurn) -> bool:
    """Whether the last turn leaves the partner in mid-sentence; only a partner who else ends sentences shows it."""
    *before, cut = [turn.text for turn in transcript.turns[: last.index] if turn.speaker == "partner"] or [""]
    ends = [bool(_ENDS_SENTENCE.search(text)) for text in before]
    return len(ends) > 1 and all(ends) and bool(cut.strip()) and not _ENDS_SENTENCE.search(cut)


def _where_a_question_fits(turns: tuple[UserTurn, ...]) -> UserTurn:
    """After the turn in which the partner told most; not on the way out."""
    staying = [turn for turn in turns if turn.length and not turn.has("leaving")] or list(turns)
    return max(staying, key=lambda turn: len(tokens(" ".join(map(fluent, statements(turn.partner_said))))))


def _longest(turn: UserTurn) -> str:
    return max((said.text for said in turn.sentences), key=len, default="")


def _one_thing(changes: list[Change]) -> OneThing | None:
    if not changes:
        return None
    first = min(changes, key=lambda change: (_FIRST_TO_TRY.index(change.code), change.turn))
    return OneThing(first.code, first.turn, first.quote, advice.why(first.code), first.say_instead)


# ---- measures ----


def _measures(transcript: Transcript, turns: tuple[UserTurn, ...]) -> dict[str, object]:
    own = sum(turn.length for turn in turns)
    theirs = sum(len(tokens(fluent(turn.text))) for turn in transcript.turns if turn.speaker == "partner")
    asks = [turn.index for turn in turns if turn.has("ask")]

    def count(trait: Trait) -> int:
        return sum(trait in said.traits for turn in turns for said in turn.sentences)

    return {
        "turns": len(turns),
        "words": own,
        "share_of_talk": round(own / (own + theirs), 2) if own + theirs else 0.0,
        "questions": count("question"),
        "open_questions": count("open"),
        "follow_up_questions": count("follow_up"),
        "questions_from_partner": sum(
            len(questions(t.text)) for t in transcript.turns if t.speaker == "partner"
        ),
        "turns_that_pick_up_words": sum(turn.has("follow_up", "listening") for turn in turns),
        "self_disclosure": count("self_disclosure"),
        "offers": count("offer"),
        "asks": count("ask"),
        "ask_at_turn": asks[0] if asks else None,
        "gratitude": count("gratitude"),
        "goodbye": bool(turns) and turns[-1].has("leaving", "warm_close"),
    }
