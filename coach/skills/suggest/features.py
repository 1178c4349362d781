"""What speaks for and against telling somebody, each a number between 0 and 1, each with its source.

Every feature is a function of one dossier; `features_of` puts them under the names of `weights.toml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.people.paths import NEVER_MET
from coach.skills.suggest.dossier import Dossier, relevance
from coach.skills.suggest.weights import Weights
from coach.text import fold

_DORMANT_DAYS = 2 * 365
_WELL_KNOWN = 6  # sentences written of somebody
_WARM = re.compile(
    r"\b(?:kind|kindly|warm\w*|laugh\w*|cheerful|glad|happy|lovely|helped|helpful|patient|generous|thank\w*|hug\w*|best\s+\w+\s+i|friend|"
    r"never\s+had\s+a\s+cross|good\s+talk|remembered\s+me|fond|trust\w*|loyal|funny|looked\s+after|by\s+my\s+side)\b",
    re.IGNORECASE,
)
_COLD = re.compile(
    r"\b(?:rude|cold|arrogant|unfriendly|quarrel\w*|argu(?:ed|ment)|shout\w*|angry|lied|betray\w*|nasty|mean\s+to|snapped|"
    r"does\s+not\s+forgive|counts\s+minutes|never\s+answered|ignored)\b",
    re.IGNORECASE,
)
_SENIOR = re.compile(
    r"\b(?:director|head|chief|owner|founder|partner|professor|prof|editor|president|chair\w*|manager|lead|principal|ceo|cto|cfo|dean|mayor|curator|senior)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"famil|friend|neighb|relative|choir|church|club|school|gym|sport|game|group|parish|allotment",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:i\s+)?(?:never\s+(?:returned|gave|did|thanked)|have(?:n['’]t|\s+not)\s+(?:done|given|returned|thanked|paid)|always\s+(?:helps|pays|asks\s+how\s+i\s+am)|"
    r"owe\s+(?:her|him|them)\s+(?:a\s+lot|one|so\s+much|everything)|(?:helped|favou?r)\b.{0,60}\b(?:again|then|twice|third))",
    re.IGNORECASE,
)
_I_GAVE = re.compile(
    r"\bi\s+(?:helped|lent|gave|fixed|mended|repaired|drove|carried|looked\s+after|took\s+care|babysat|brought|did\s+it|wrote\s+(?:her|him)\s+a)\b|^\W*(?:\d{4}\S*\s+)?(?:helped|gave|lent|mended|brought|carried)\b|\bowes?\s+me\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scored:
    """A dossier with its features and what they add up to. `comfort` says how easy the step is for a shy user."""

    dossier: Dossier
    features: Mapping[str, float]
    score: float
    comfort: float
    never_met: bool
    one_sided: bool
    days_quiet: int | None


def score(dossier: Dossier, weights: Weights, today: date) -> Scored:
    """The features of one person, weighed."""
    features = features_of(dossier, weights, today)
    total = sum(weights.for_[name] * features[name] for name in weights.for_)
    total -= sum(weights.against[name] * features[name] for name in weights.against)
    quiet = (today - dossier.contacts[-1]).days if dossier.contacts else None
    return Scored(
        dossier,
        features,
        total,
        _comfort(dossier, features, quiet),
        never_met=features["cost"] == 1.0,
        one_sided=features["one_sided"] > 0.5,
        days_quiet=quiet,
    )


def features_of(dossier: Dossier, weights: Weights, today: date) -> dict[str, float]:
    """All features by name."""
    recent = sum(1 for day in dossier.contacts if (today - day).days <= 3 * 365)
    return {
        "relevance": relevance(dossier, weights),
        "words": dossier.words,
        "open_door": dossier.openness,
        "known": min(1.0, dossier.sentences / _WELL_KNOWN),
        "reach": reach(dossier),
        "tie": tie(recent, len(dossier.paths)),
        "dormancy": dormancy(dossier, today),
        "novelty": novelty(dossier),
        "warmth": warmth(dossier),
        "reciprocity": reciprocity(dossier),
        "cost": 1.0 if any(NEVER_MET.search(note.text) for note in dossier.about()[-20:]) else 0.0,
        "one_sided": one_sided(dossier),
    }


def reach(dossier: Dossier) -> float:
    """They know somebody in the field: one step away (transitivity of ties; Granovetter 1973)."""
    told = max((line.relevance for line in dossier.lines if line.third), default=0.0)
    known = max((path.relevance for path in dossier.paths), default=0.0)
    return max(told, known)


def tie(recent_contacts: int, shared: int) -> float:
    """Moderately weak ties move careers most, in an inverted U (Rajkumar et al., Science 2022)."""
    strength = min(1.0, recent_contacts / 8 + shared / 20)
    return max(0.0, 1.0 - abs(strength - 0.3) / 0.7)


def dormancy(dossier: Dossier, today: date) -> float:
    """Quiet for two years or more, with old trust: new information from old ties (Levin, Walter & Murnighan 2011)."""
    if not dossier.contacts or (today - dossier.contacts[-1]).days < _DORMANT_DAYS:
        return 0.0
    return 1.0 if len(dossier.contacts) > 1 or warmth(dossier) > 0.5 else 0.5


def novelty(dossier: Dossier) -> float:
    """Another circle and another employer than the user's: what they hear, the user has not (Walter et al. 2015)."""
    if dossier.colleague or fold(dossier.person.circle or "") == "family":
        return 0.0
    return 1.0 if _SENIOR.search(dossier.person.role or "") else 0.6


def warmth(dossier: Dossier) -> float:
    """Whether the notes speak kindly of what was between them; 0.5 where they say nothing."""
    texts = [note.text for note in dossier.about()]
    kind = sum(1 for text in texts if _WARM.search(text))
    cold = sum(1 for text in texts if _COLD.search(text))
    return min(1.0, max(0.0, 0.5 + 0.25 * kind - 0.5 * cold))


def reciprocity(dossier: Dossier) -> float:
    """The user has given as much as they took, or more: a favour asked then is an exchange and no burden."""
    gave, received = _balance(dossier)
    return 1.0 if gave and gave >= received else 0.5 if gave == received else 0.0


def one_sided(dossier: Dossier) -> float:
    """They have carried it so far: two favours or more without one back, or the note says so itself."""
    gave, received = _balance(dossier)
    told = any(_CARRIED.search(note.text) for note in dossier.about())
    return 1.0 if received >= gave + 2 or (told and gave == 0) else 0.0


def _balance(dossier: Dossier) -> tuple[int, int]:
    gave = sum(1 for entry in dossier.ledger if entry.direction == "gave")
    received = sum(1 for entry in dossier.ledger if entry.direction == "received")
    if not gave:
        gave = sum(1 for note in dossier.about() if not note.private and _I_GAVE.search(note.text))
    return gave, received


def _comfort(dossier: Dossier, features: Mapping[str, float], quiet: int | None) -> float:
    """How easy the step is: a close circle, lately in touch, warm; not somebody never met, above, or long silent."""
    near = 0.5 if _CLOSE.search(dossier.person.circle or "") else 0.0
    recent = 0.0 if quiet is None else max(0.0, 0.4 - quiet / 365 * 0.2)
    senior = 0.2 if _SENIOR.search(dossier.person.role or "") else 0.0
    return near + recent + 0.3 * features["warmth"] - 0.6 * features["cost"] - senior
