"""The paragraph beneath a request for an introduction that a connector can pass on as it is."""

import re

from coach.guard.findings import FromPlan, FromProfile, FromUser, Source
from coach.people.profile import Profile, as_goal
from coach.skills.draft.asks import introduction


def forwardable(profile: Profile, ask: str) -> tuple[str, tuple[Source, ...]]:
    """A few sentences of the user to whom they hope to meet, and what they rest on; empty without a name."""
    if not profile.name:
        return "", ()
    article = "an" if profile.role[:1].casefold() in "aeiou" else "a"
    place = f" at {profile.organization}" if profile.organization else ""
    work = f", and I am {article} {profile.role}{place}" if profile.role else ""
    known = (profile.name, profile.role, profile.organization)
    pieces = [f"My name is {profile.name}{work}."]
    sources: list[Source] = [FromProfile(", ".join(part for part in known if part))]
    why = introduction(ask)[1]
    why = re.sub(r"\bthey\b|\bthem\b", "you", re.sub(r"\btheir\b", "your", why))  # it is they who read this
    about = (
        f" {why}"
        if re.match(r"(?:about|to)\b", why, re.IGNORECASE) and not re.search(r"\byour?\b", why)
        else ""
    )
    if profile.goal and not about:  # one reason is enough for somebody who does not know them yet
        pieces.append(f"{as_goal(profile.goal)}.")
        sources.append(FromProfile(profile.goal))
    pieces.append(f"I would be glad to talk with you{about}.")
    sources.append(FromUser(ask) if about else FromPlan("forward"))
    return " ".join(pieces), tuple(sources)
