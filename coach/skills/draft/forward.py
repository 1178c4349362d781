"""The paragraph beneath a request for an introduction that a connector can pass on as it is."""

import re

from coach.guard.findings import FromProfile, FromUser, Source
from coach.people.profile import Profile, as_goal
from coach.skills.draft.asks import introduction


def forwardable(profile: Profile, ask: str) -> tuple[str, tuple[Source, ...]]:
    """A few sentences about the user, and what they rest on; empty when the user wrote nothing of it."""
    pieces: list[str] = []
    sources: list[Source] = []
    if profile.name:
        article = "an" if profile.role[:1].casefold() in "aeiou" else "a"
        role = f", {article} {profile.role}" if profile.role else ""
        place = f" at {profile.organization}" if profile.role and profile.organization else ""
        pieces.append(f"This is {profile.name}{role}{place}.")
        known = (profile.name, profile.role, profile.organization)
        sources.append(FromProfile(", ".join(part for part in known if part)))
    who, why = introduction(ask)
    if who and why and pieces:
        theirs = re.sub(r"\bmy\b", f"{profile.first_name}'s", why)
        if not re.search(r"\b(?:I|me|your?)\b", f"{who} {theirs}"):
            pieces.append(f"{profile.first_name} would like to talk with {who} {theirs}.")
            sources.append(FromUser(ask))
    if profile.goal and pieces:
        goal = re.sub(r"^I want to\b", f"{profile.first_name} wants to", as_goal(profile.goal))
        goal = re.sub(r"^I am\b", f"{profile.first_name} is", goal)
        if not re.search(r"\b(?:I|my|me)\b", goal):
            pieces.append(f"{goal}.")
            sources.append(FromProfile(profile.goal))
    return " ".join(pieces), tuple(sources)
