"""Does each sentence stand in its sources? Words, names, numbers, who did what, and what is over.

Code only: every word that says something of the world must come from the sentence's sources, so a fluent invention
fails whatever model wrote it. Retelling is judged both ways: nothing added, and the gist not lost.
"""

import re
from collections.abc import Collection, Sequence

from coach.guard.findings import Check, FromPlan, Sentence, Source
from coach.guard.vocabulary import FUNCTION_STEMS, claim_stems, content_stems, stem, words
from coach.text import fold
from coach.types import Citation

_DEEDS = [
    "tell",
    "told",
    "say",
    "said",
    "mention",
    "mentioned",
    "give",
    "gave",
    "lend",
    "lent",
    "send",
    "sent",
    "help",
    "helped",
    "promise",
    "promised",
    "introduce",
    "introduced",
    "offer",
    "offered",
    "ask",
    "asked",
    "recommend",
    "recommended",
    "teach",
    "taught",
    "show",
    "showed",
    "share",
    "shared",
    "invite",
    "invited",
    "write",
    "wrote",
    "suggest",
    "suggested",
    "start",
    "started",
    "win",
    "won",
]
_DEED_STEMS = frozenset(stem(word) for word in _DEEDS)
_SAYING = {stem(word): "say" for word in ("tell", "say", "mention")}  # one deed in three words
_SUBJECTS = {
    "i": "i",
    "we": "we",
    "you": "you",
    "i'd": "i",
    "i've": "i",
    "we've": "we",
    "you've": "you",
    "you'd": "you",
}
_TIME = re.compile(
    r"\b(?:(?:next|this|last|coming)\s+(?:week|weekend|month|year|morning|afternoon|evening|spring|summer|autumn|fall|winter|\w+day)"
    r"|tomorrow|tonight|today|yesterday|noon|midday|at\s+(?:lunchtime|night))\b",
    re.IGNORECASE,
)
_THIRD = re.compile(r"\b(?:she|he|her|hers|him|his|himself|herself)\b", re.IGNORECASE)
_FALSE_MEMORY = re.compile(
    r"""\b(?:(?:great|good|nice|lovely|wonderful|fun|pleasure|fantastic)\s+(?:to\s+(?:see|meet|catch|talk|chat|hear)
        |(?:seeing|meeting|catching|talking|chatting|hearing|speaking))(?!\s+you\s+(?:again|soon))
    |i\s+was\s+(?:\w+\s+)?(?:glad|happy|pleased|delighted)\s+to\s+(?:see|meet|hear|talk|speak|catch)
    |(?:enjoyed|loved)\s+(?:our|seeing|meeting|catching|talking|chatting|speaking|hearing|the\s+(?:chat|talk|conversation))
    |as\s+(?:we|you\s+and\s+i)\s+(?:discussed|agreed|said|planned)|like\s+(?:we|old)\s+(?:said|times)
    |(?:still|always)\s+(?:remember|think\s+of|talk\s+about)|i\s+remember|our\s+(?:last|recent|great|lovely|wonderful)
    |we(?:'ve|\s+have)\s+(?:always|both|known|been)|it(?:'s|\s+has|\s+is)\s+been\s+(?:\w+\s+)?(?:years|months|weeks|ages))""",
    re.IGNORECASE | re.VERBOSE,
)
_CLAIM_OF_YOU = re.compile(
    r"\byou(?:'re|'ve|\s+are|\s+were|\s+have|\s+had|\s+always|\s+never|\s+know|\s+work|\s+live|\s+love|\s+like|\s+enjoy|\s+did)\b"
    r"(?!\s+(?:time|a\s+(?:moment|minute|few)|any|half|ten|some|space|room|busy|free|not\b|up\s+for|open|in\s+the\s+mood"
    r"|willing|around|interested|able|about|to\b|the\s+(?:time|chance)|questions?|more\b))",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|when|whether|whenever|unless|would|could|should|might|do|are|have)\s+$", re.IGNORECASE
)
_LEAST_GIST = 0.5


def ungrounded(text: str, sources: Sequence[str], names: Sequence[str], *, factual: bool) -> tuple[str, ...]:
    """What in one sentence does not stand in its sources; empty when all of it does.

    Args:
        sources: the texts it may draw on (facts as planned, quotes, what the user typed).
        names: names that may always stand (recipient, user).
        factual: whether the sentence is meant to retell a source, so that its gist must be there too.
    """
    joined, planned = " ".join(sources), sources[0] if sources else ""
    known = {
        stem(part)
        for word in [*words(joined), *(part for name in names for part in words(name))]
        for part in (word, *word.split("-"))  # "Mensah-Pratt" is three names: the whole and both halves
    }
    faults = [f"{root!r} is in no source" for root in sorted(claim_stems(text) - known)]
    faults += _strange_names(text, known)
    faults += [
        f"the number {number} is in no source" for number in re.findall(r"\d+", text) if number not in joined
    ]
    faults += [
        f"the time {match.group()!r} is in no source"
        for match in _TIME.finditer(text)
        if not re.search(rf"\b{re.escape(match.group())}\b", joined, re.IGNORECASE)
    ]
    # Whoever is "she" in what it was planned to say is somebody else: there the reader has been made "you".
    if {one.casefold() for one in _THIRD.findall(text)} - {one.casefold() for one in _THIRD.findall(planned)}:
        faults.append("it speaks of the reader as somebody else")
    if (memory := _FALSE_MEMORY.search(text)) and fold(memory.group()) not in fold(joined):
        faults.append(f"{memory.group()!r} is a memory no note holds")
    faults += _wrong_doer(text, joined, known if factual else None)
    faults += _bare_claims(text, joined)
    faults += _swapped(text, joined)
    faults += [
        f"{match.group()!r} speaks of the reader by name, not to them"
        for name in names[:1]
        for match in re.finditer(rf"\b{re.escape(name)}\b(?!\s*[,!.])", text)
        if not re.search(r"(?:^|,\s*)$", text[: match.start()]) or match.end() == len(text)
    ]
    if factual and sources:
        gist = claim_stems(joined_plan := sources[0]) or content_stems(joined_plan)
        if gist and len(gist & content_stems(text)) < _LEAST_GIST * len(gist):
            faults.append("it lost what it was to say")
    elif sources and not content_stems(text) & content_stems(joined):
        faults.append("it says something else than planned")
    return tuple(faults)


def copied(text: str, example: str, source: str) -> tuple[str, ...]:
    """Runs of four words from a worked example that say something which the sentence's own source does not."""
    said, shown, known = fold(text), fold(example).split(), content_stems(source)
    runs = {" ".join(shown[start : start + 4]) for start in range(len(shown) - 3)}
    return tuple(sorted(run for run in runs if f" {run} " in f" {said} " and content_stems(run) - known))


def _strange_names(text: str, known: set[str]) -> list[str]:
    faults = []
    for match in re.finditer(r"(?<![.!?:]\s)(?<!^)\b[A-Z][^\W\d_]+", text):
        root = stem(match.group())
        if root not in known and root not in FUNCTION_STEMS:
            faults.append(f"the name {match.group()!r} is in no source")
    return faults


def _doers(text: str) -> dict[str, set[str]]:
    """Each deed of a text with who did it: the nearest I, you or we before it."""
    found: dict[str, set[str]] = {}
    doer = ""
    for word in words(text):
        doer = _SUBJECTS.get(word.casefold(), doer)
        root = stem(word)
        if root in _DEED_STEMS and doer:
            found.setdefault(_SAYING.get(root, root), set()).add(doer)
    return found


def _wrong_doer(text: str, joined: str, told_words: set[str] | None) -> list[str]:
    """Deeds given to somebody else than in the sources; in a retelling also deeds the sources do not have."""
    told, known = _doers(text), _doers(joined)
    invented = [
        f"{deed!r} is a deed no source tells"
        for deed, doers in told.items()
        if told_words is not None
        and deed not in told_words | {_SAYING.get(word, word) for word in told_words}
        and doers - {"i"}
    ]
    return invented + [
        f"{deed!r} is said of the wrong person"
        for deed, doers in told.items()
        if deed in known and not doers <= known[deed] | ({"we"} if "i" in known[deed] else set())
    ]


def _pairs(text: str) -> set[tuple[str, str]]:
    """Who goes with which word: ("i", "like") in "I would like", ("you", "mind") in "your mind"."""
    found = set()
    said = words(text)
    for at, word in enumerate(said):
        whose = {"i": "i", "my": "i", "me": "i", "you": "you", "your": "you"}.get(word.casefold())
        following = [stem(after) for after in said[at + 1 : at + 4] if after.casefold() not in _BETWEEN]
        if whose and following:
            found.add((whose, following[0]))
    return found


def _swapped(text: str, joined: str) -> list[str]:
    """I for you or you for I: the source has the word with the other person, and not with this one."""
    known = _pairs(joined)
    return [
        f"{who} and {root!r} do not go together in any source"
        for who, root in sorted(_pairs(text) - known)
        if ("i" if who == "you" else "you", root) in known
    ]


def said_of_another(text: str, source: str) -> tuple[str, ...]:
    """Who does what otherwise in another telling of the same: a deed or a thing of mine as yours, or a deed that is new."""
    return (*_wrong_doer(text, source, {stem(word) for word in words(source)}), *_swapped(text, source))


_BETWEEN = frozenset(
    [
        "would",
        "will",
        "could",
        "can",
        "should",
        "may",
        "might",
        "do",
        "did",
        "have",
        "had",
        "has",
        "was",
        "were",
        "am",
        "are",
        "be",
        "been",
        "not",
        "to",
        "also",
        "still",
        "really",
        "just",
        "so",
        "very",
        "always",
        "never",
        "and",
        "or",
        "but",
        "if",
        "that",
        "with",
        "for",
    ]
)


def _bare_claims(text: str, joined: str) -> list[str]:
    """Statements about the reader ("you have a great eye") whose words no source holds."""
    faults = []
    known = content_stems(joined)
    for match in _CLAIM_OF_YOU.finditer(text):
        if _IF.search(text[: match.start()]):
            continue
        after = content_stems(" ".join(words(text[match.end() :])[:3]))
        if after and not after & known:
            faults.append(f"{match.group()!r} begins a claim no note holds")
    return faults


def is_factual(sources: Sequence[Source]) -> bool:
    """Whether a sentence with these sources retells something, and is not a courtesy."""
    return any(not isinstance(source, FromPlan) for source in sources)


def check_grounding(
    sentences: Sequence[Sentence],
    texts_of: Sequence[Sequence[str]],
    names: Sequence[str],
    theirs: Collection[tuple[str, str]] | None = None,
) -> Check:
    """Every sentence against its own sources, and each note it cites against the one it is sent to.

    Args:
        theirs: (note id, quote) of what the notes say about the recipient; a memory of anybody else is a false one.
        texts_of: for each sentence the texts it may draw on, the planned fact first; empty for courtesies.
    """
    faults = []
    for sentence, texts in zip(sentences, texts_of, strict=True):
        if sentence.kind in {"line", "greeting", "signoff", "user"}:
            continue
        if not sentence.sources:
            faults.append(f"{sentence.text!r} rests on nothing")
        if theirs is not None and any(
            isinstance(source, Citation) and (source.note_id, source.quote) not in theirs
            for source in sentence.sources
        ):
            faults.append(f"{sentence.text!r} rests on a note about somebody else")
        for fault in ungrounded(sentence.text, texts, names, factual=is_factual(sentence.sources)):
            faults.append(f"{sentence.text!r}: {fault}")
    return Check("grounded", not faults, "; ".join(faults) or "every sentence stands in its sources")
