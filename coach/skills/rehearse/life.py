"""What the partner could tell of itself right now: the one line of its life that fits what it was asked or told.

A small model that is handed a line says something of its own; left alone it is "busy with work and family".
"""

import re
from collections.abc import Sequence

from coach.skills.rehearse import acts
from coach.skills.rehearse.persona import Persona
from coach.skills.rehearse.scenes import Scene, questions
from coach.skills.rehearse.speech import content_words, plain
from coach.skills.rehearse.transcript import Turn

_SAME_KIND = 0.55  # cosine of a question with the nearest one of its kind
_ANSWERS = 0.35  # cosine of a question with a note that may answer it
_OPEN_TO_ANYTHING = frozenset({"day", "lately", "free", "how"})  # kinds that any news of somebody answers
_SAID = 0.6  # of a line's own words
_IRREGULAR = {"is": "am", "has": "have", "does": "do", "goes": "go", "was": "was"}
_VERB_OF_THE_THIRD = re.compile(r"^[a-z]{2,}[^s\W]s$")
_ANOTHER_VERB = re.compile(r"\b(?:and|but|or) (?:[a-z]+ly )?(?:is|has|was|[a-z]{2,}[^s\W]s)\b")


def to_tell(persona: Persona, scene: Scene, turns: Sequence[Turn], words: str, *, asked: bool) -> str:
    """The unsaid fact that fits `words` best; for a question only one that answers it, else "". A name is told as often as asked.

    A real person has only what the notes say, which a question about the day or the news may bring up too.
    """
    unsaid = [fact for fact in persona.facts if not _was_said(fact, turns)]
    if not unsaid or not acts.can_read():
        return ""
    mine, *theirs = acts.meanings([words, *unsaid])
    near = {fact: float(mine @ their) for fact, their in zip(unsaid, theirs, strict=True)}
    best = max(unsaid, key=lambda fact: near[fact])
    if not asked:
        return best
    kind = _kind_of(words)
    if kind == "name":
        return f"I'm {persona.name}."
    if kind in scene.life:
        return scene.life[kind] if scene.life[kind] in unsaid else ""
    if near[best] >= _ANSWERS:
        return best
    return unsaid[0] if persona.real and kind in _OPEN_TO_ANYTHING else ""


def in_first_person(fact: str, persona: Persona) -> str:
    """A fact as the partner itself would say it, or "" where a note cannot be turned round safely.

    "Anton makes staircases." becomes "I make staircases."
    """
    if re.match(r"(?:I|I'm|I've|I'd|My|We|Our)\b", fact) and not persona.real:
        return fact
    first = next((word for word in persona.name.split() if not word.endswith(".")), persona.name)
    begins = re.match(
        rf"(?:{re.escape(persona.name)}|{re.escape(first)}|He|She) (?P<verb>[a-z]+)(?P<rest>\b[^.!?;:\"]*)[.!]?$",
        fact,
    )
    if begins is None or _ANOTHER_VERB.search(begins["rest"]) or "," in begins["rest"]:
        return ""
    verb, rest = begins["verb"], begins["rest"]
    if re.search(r"\b(?:he|she|her|hers|him|they|you)\b", rest):
        return ""
    rest = re.sub(r"\bhis\b", "my", rest)
    if verb in _IRREGULAR:
        verb = _IRREGULAR[verb]
    elif _VERB_OF_THE_THIRD.match(verb):
        verb = (
            re.sub(r"ies$", "y", verb)
            if verb.endswith("ies")
            else re.sub(r"(?<=[sc]h|ss)es$|(?<=x)es$|s$", "", verb)
        )
    elif not verb.endswith("ed"):
        return ""
    return f"I {verb}{rest}."


def _kind_of(question: str) -> str:
    """The kind of a question, or ""."""
    kinds = [(kind, example) for kind, examples in questions().items() for example in examples]
    mine, *theirs = acts.meanings([question, *(example for _, example in kinds)])
    near = [float(mine @ their) for their in theirs]
    best = max(range(len(near)), key=near.__getitem__)
    return kinds[best][0] if near[best] >= _SAME_KIND else ""


def _was_said(fact: str, turns: Sequence[Turn]) -> bool:
    own = content_words(plain(fact))
    lines = (content_words(plain(turn.text)) for turn in turns if turn.speaker == "partner")
    return any(len(own & said) >= _SAID * len(own) for said in lines)
