"""What two people call each other and how they know each other, in the words of a message: a circle, a place, "my old flatmate"."""

import re

from coach.people.names import first_name
from coach.skills.draft.scenes import with_article
from coach.skills.draft.second_person import Names, to_second_person, without_label
from coach.storage.store import Store
from coach.text import fold, one_line
from coach.types import Person

CIRCLES = {
    "school": "We know each other from school",
    "classmate": "We know each other from school",
    "university": "We know each other from university",
    "college": "We know each other from college",
    "colleague": "We know each other from work",
    "coworker": "We know each other from work",
    "co-worker": "We know each other from work",
    "work": "We know each other from work",
    "neighbour": "We are neighbours",
    "neighbor": "We are neighbours",
    "gym": "We know each other from the gym",
    "choir": "We know each other from the choir",
    "conference": "We know each other from a conference",
}

_GROUP = re.compile(
    r"(?:old\s+|former\s+)?(?P<group>(?:[\w'’-]+\s){0,3}(?:club|society|choir|group|team|band|course|class|league|association|committee|orchestra"
    r"|share|crew|guild|meet-?up|co-?op|allotments?|theatre|workshop|shift|sports?))",
    re.IGNORECASE,
)


def from_circle(circle: str) -> str:
    """How two of a circle know each other: "We know each other from the history society"; empty for "friends" or "mentor"."""
    for word, text in CIRCLES.items():
        if re.search(rf"\b{word}s?\b", circle, re.IGNORECASE):
            return text
    match = _GROUP.fullmatch(circle.strip())
    return f"We know each other from {with_article(match['group'])}" if match else ""


_ONCE = re.compile(
    r"(?:^|[-–—:,.]\s*|\b(?:my|our)\s+)(?:an?\s+)?(?:old|former|ex)[\s-]+(classmate|flatmate|housemate|roommate|colleague|teammate)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\bmy\s+(?P<what>(?:[a-z]+\s)?(?:classmate|flatmate|housemate|roommate|colleague|teammate|neighbour|neighbor))\s+(?P<when>(?:until|in)\s+\d{4})\b",
    re.IGNORECASE,
)
_MET = re.compile(r"^met\s*:\s*(?P<where>\S.{1,80})$", re.IGNORECASE)
_FROM_THERE = re.compile(
    r"^from\s+(?P<where>(?:the|our|my)\s+(?:[\w'-]+\s+){0,3}(?:course|class|school|university|college|choir|club|team|conference)"
    r"(?:\s+(?:at|in)\s+[A-Z][\w'-]+)?)\s*\.?$",
    re.IGNORECASE,
)


def known_from(sentence: str) -> str:
    """What a sentence such as "From the history course at York" or "my old flatmate" tells of the two; or nothing."""
    if match := _MET.match(without_label(sentence)):
        return met_in(bare_place(match["where"]))
    if match := _FROM_THERE.match(sentence):
        return f"We know each other from {match['where']}"
    if match := _UNTIL.search(sentence):
        return f"We were {match['what'].casefold()}s {match['when']}"
    match = _ONCE.search(sentence)
    return f"We were {match[1].casefold()}s" if match else ""


def met_in(place: str) -> str:
    """Where two people met, as a sentence: a place, an occasion, or "through the choir"."""
    if re.match(r"(?:at|in|on|through|during|while)\b", place, re.IGNORECASE):
        return f"We met {place}"
    return f"We met {'on' if place.casefold().endswith('shift') else 'at'} {with_article(place)}"


def told_connection(about: str, names: Names) -> str:
    """How the two know each other, as said to the other: "neighbour", "from the gym", "we met in Porto"; empty if unsure."""
    text = re.sub(
        r"^(?:s?he|they)(?:\s+(?:is|was|are|were)|['’]s)\s+(?=(?:my|an?)\b)",
        "",
        one_line(about).strip(" ."),
        flags=re.IGNORECASE,
    )
    bare = re.sub(r"^(?:(?:my|an?|our)\s+)?(?:old\s+|former\s+)?", "", text, flags=re.IGNORECASE).casefold()
    for word, said in CIRCLES.items():
        if bare in {word, f"{word}s", f"from {word}", f"at {word}"}:
            return said
    if known := known_from(text):
        return known
    if re.match(r"(?:we|i|you)\b", text, re.IGNORECASE):
        return text[0].upper() + text[1:]
    if re.match(r"met\b", text, re.IGNORECASE):
        return f"We {text[0].lower()}{text[1:]}"
    if re.match(r"(?:s?he|they|her|his|their)\b", text, re.IGNORECASE):
        return to_second_person(text, names) or ""
    place = re.sub(r"^(?:from|at|in|through|via)\s+", "", text, flags=re.IGNORECASE)
    return f"We know each other from {with_article(place)}" if place else ""


def bare_place(value: str) -> str:
    """A place without the dates and afterthoughts that notes put behind it."""
    head = re.sub(r"^via\b", "through", re.split(r",|\(|;| - ", one_line(value))[0].strip(" ."))
    return re.sub(r"\s+(?:in\s+)?(?:\w+\s+)?(?:19|20)\d\d(?:-\d\d){0,2}$", "", head) or one_line(value)


def name_in_letters(store: Store, person: Person, asked_for: str) -> str:
    """The first name, or what the notes use instead: a one-word alias ("Bob" for Robert), or "Dr Baran"."""
    own = first_name(person.name)
    asked = next(
        (
            name
            for name in store.people.aliases(person.id)
            if fold(name) in {fold(asked_for), fold(asked_for.split(" ")[0])}
        ),
        "",
    )
    if asked and len(asked.split()) == 1:
        return asked  # whoever writes "Gran" calls her so
    text = " ".join(note.text for note in store.notes.of_person(person.id))
    counts = {
        name: len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        for name in (own, *store.people.aliases(person.id))
        if len(name.split()) == 1 and name[:1].isupper()
    }
    last = re.escape(person.name.split()[-1])
    if not any(counts.values()) and (
        titled := re.search(rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor)\.?\s+{last}\b", text)
    ):
        return titled[0]  # whoever is "Dr Baran" in every note is that in a letter
    best = max(counts, key=lambda name: counts[name], default=own)
    return best if counts.get(best, 0) > counts.get(own, 0) else own
