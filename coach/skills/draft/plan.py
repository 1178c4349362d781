"""Makes the plan of a message: reads the notes once, asks the purpose for its parts, and sees what is missing."""

import re
from dataclasses import replace

from coach.errors import UsageError
from coach.guard.findings import FromPlan
from coach.guard.fit import LIMITS, SUBJECT_WORDS, word_count
from coach.guard.languages import ENGLISH, languages
from coach.people.book import Book
from coach.people.standing import Bond, standings
from coach.skills.draft.asks import introduction
from coach.skills.draft.brief import Brief, Slot
from coach.skills.draft.connection import their_work
from coach.skills.draft.forward import forwardable
from coach.skills.draft.goals import keeps_goal
from coach.skills.draft.parts import Parts
from coach.skills.draft.purposes import PURPOSE_PLANS
from coach.skills.draft.request import DraftRequest
from coach.skills.draft.voice import Voice, voice_for
from coach.text import one_line

_BONDS = {
    Bond.AVOID: "A note of yours asks you to keep away.",
    Bond.EX: "Your notes say that you were a couple.",
    Bond.EX_KIN: "Your notes say that they are close to somebody you were a couple with.",
    Bond.DIED: "A note of yours says that they have died.",
}
_PRIVATE_MARK = re.compile(r"^\W*private\b\W*", re.IGNORECASE)
_KEEP_FROM_THEM = re.compile(
    r"(?:^|\b(?:she|he|they)\s+|(?-i:\b[A-Z][\w-]+)\s+)(?:must|should|may)\s+not\s+(?:hear|know|learn|find\s+out)\b|\b(?:do\s+not|don't|never)\s+tell\s+(?:her|him|them)\b"
    r"|\bkeep\s+(?:it|this|that|my\s+\w+)\s+from\s+(?:her|him|them)\b|\b(?:she|he|they)\s+(?:tells?|repeats?)\s+everything\b"
    r"|\b(?:does|do)(?:\s+not|n['’]t)\s+know\s+(?:that\s+|yet\s+)?(?:I\b|(?:about\s+)?my\b)",
    re.IGNORECASE,
)
_QUESTIONS_TO_BEGIN = 2  # with somebody nothing is known of
_SHORT_CHANNELS = {"linkedin_note", "text"}
_ROOM = {"linkedin_note": 292, "text": 312}
_ROOM_ELSEWHERE = (
    0.75  # the same takes a quarter to a third more letters in the languages a draft can be put into
)


def plan(book: Book, request: DraftRequest) -> Brief:
    """The plan for a request.

    Raises:
        UnknownPerson, AmbiguousPerson: the recipient's name does not lead to one person.
        UsageError: the recipient is the user, or the time is over.
    """
    person = book.find(request.to)
    if person.is_me:
        raise UsageError(f"{request.to!r} is you. Give the name of somebody in your book.")
    parts = Parts(book, person, request)
    # To somebody whose notes all stay with the user, their work is reason enough to tell a goal.
    told_for_work = request.purpose == "share_goal" and parts.material.withheld and their_work(parts)
    stranger = not (parts.is_known() or request.line or request.ask or request.about or told_for_work)
    if stranger:
        parts.gap(
            f"How do you know {parts.first}?",
            "Nothing is known of them that may be said to them; a word is enough.",
            "about",
        )
    _think_twice(parts, request)
    language = request.language or parts.material.language or ENGLISH
    if language not in languages():
        parts.gap(
            f"Is English all right for {parts.first}?",
            f"Your notes speak of {language}, and I can only write in {', '.join(languages())}.",
        )
        language = ENGLISH
    voice = voice_for(book, person.id)
    most = _ROOM.get(request.channel, 0) * (1 if language == ENGLISH else _ROOM_ELSEWHERE)
    slots = [_voiced(slot, voice) for slot in _fitted(PURPOSE_PLANS[request.purpose](parts), request, most)]
    if stranger and len(parts.gaps) < _QUESTIONS_TO_BEGIN:
        say = f"What would you like to say to {parts.first}?"
        parts.gap(say, "Nothing is known of them yet, and one sentence in your own words is plenty.", "line")
    beneath, beneath_sources = (
        forwardable(parts.profile, request.ask or "") if request.purpose == "intro_request" else ("", ())
    )
    if beneath and request.channel == "email":
        slots = _beside(slots, word_count(beneath) + _TO_PASS_ON, request.channel)
    return Brief(
        to=person.name,
        first_name=parts.first,
        me=parts.profile.first_name,
        purpose=request.purpose,
        channel=request.channel,
        tone=request.tone,
        subject=_subject(request, parts.first, lunch=parts.has_time_for_lunch()),
        slots=tuple(slots),
        gaps=tuple(parts.gaps),
        withheld=parts.material.withheld,
        secrets=parts.material.secrets,
        when=parts.when,
        beneath=beneath if request.channel == "email" else "",
        beneath_sources=beneath_sources if request.channel == "email" else (),
        theirs=parts.material.theirs | parts.answers,
        message=request.message or "",
        voice=voice,
        language="" if language == ENGLISH else language,
    )


def _think_twice(parts: Parts, request: DraftRequest) -> None:
    """Asks before a message to somebody whom the notes say to leave alone, or to keep a goal from."""
    notes = parts.store.notes.of_person(parts.person.id, about_only=True)
    bare = [replace(note, text=_PRIVATE_MARK.sub("", note.text)) for note in notes]
    bonds = {standing.bond for standing in standings(parts.person, bare)}
    for bond, why in _BONDS.items():
        if bond in bonds:
            parts.gap(f"Do you really want to write to {parts.first}?", why)
            break
    introduces = request.purpose == "intro_request"
    tells_goal = request.purpose == "share_goal" or (introduces and not request.ask)
    shows_goal = tells_goal or (introduces and not introduction(request.ask or "")[1])
    if shows_goal and any(_KEEP_FROM_THEM.search(note.text) for note in bare):
        parts.gap(
            f"Should {parts.first} know of your goal?", "A note of yours says to keep something from them."
        )
    elif shows_goal and keeps_goal(parts.profile, parts.person, parts.about_them):
        parts.gap(f"Should {parts.first} know of your goal?", "Your own page keeps it from some people.")
    elif tells_goal and Bond.BOSS in bonds:
        parts.gap(f"Should {parts.first} know of your goal?", "Your notes say that you work for them.")


def _voiced(slot: Slot, voice: Voice) -> Slot:
    """A part's wordings as the user would put them; what it says stays, and so does the user's own line."""
    if slot.fixed:
        return slot
    courtesy = all(isinstance(source, FromPlan) for source in slot.sources)
    planned, short = (voice.spoken(text, courtesy=courtesy) for text in (slot.planned, slot.short))
    return replace(slot, planned=planned, short=short)


def _fitted(slots: list[Slot], request: DraftRequest, most: float) -> list[Slot]:
    """The parts that have room in the channel; optional ones go first, in short channels with short wordings."""
    if request.brief or request.purpose == "reply":
        slots = _shortened(slots, request)
    if request.channel not in _SHORT_CHANNELS:
        return _beside(slots, 0, request.channel)
    kept = [replace(slot, planned=slot.short) for slot in slots if not slot.optional]
    room = most - len(request.to) - 24
    for at in range(len(kept) - 1, -1, -1):
        # A second fact is the first thing a short message can do without.
        if sum(len(slot.planned) + 1 for slot in kept) <= room:
            break
        if (
            kept[at].move in {"wish", "why", "hook"}
            and sum(1 for slot in kept if slot.move == kept[at].move) > 1
        ):
            del kept[at]
    return kept if request.brief else _led_in(kept, slots, room)


def _led_in(kept: list[Slot], slots: list[Slot], room: float) -> list[Slot]:
    """With what leads from a memory to why one writes, where it has room: a bare "You teach pottery." tells them their own life."""
    spare = room - sum(len(slot.planned) + 1 for slot in kept)
    whole = {slot.sources: slot for slot in slots if slot.move in {"hook", "met"}}
    for at, slot in enumerate(kept):
        full = whole.get(slot.sources) if slot.move in {"hook", "met"} else None
        if full and len(full.planned) - len(slot.planned) <= spare:
            kept[at] = full
            break  # one is enough
    return kept


def _beside(slots: list[Slot], beneath: int, channel: str) -> list[Slot]:
    """Without as many optional parts as it takes to leave room for so many words beneath."""
    kept = list(slots)
    for slot in slots:
        words = sum(word_count(other.planned) for other in kept) + beneath + _AROUND
        if words > LIMITS[channel].max_words and slot.optional and slot.move != "give":
            kept.remove(slot)
    return kept


def _shortened(slots: list[Slot], request: DraftRequest) -> list[Slot]:
    """Without the optional parts, as far as the channel's fewest words allow."""
    kept = list(slots)
    for slot in reversed(slots):
        words = sum(word_count(other.planned) for other in kept if other is not slot) + _AROUND
        if slot.optional and slot.move != "give" and words >= LIMITS[request.channel].min_words:
            kept.remove(slot)
    return kept


_TO_PASS_ON = 5  # words before the paragraph, and of a longer greeting
_AROUND = 4  # words of a greeting and a sign-off


def _subject(request: DraftRequest, first_name: str, *, lunch: bool) -> str:
    """A plain subject of few words; empty where the channel has none."""
    if request.channel != "email":
        return ""
    who = introduction(request.ask or "")[0] if request.purpose == "intro_request" else ""
    if who and word_count(asked := one_line(f"Could you introduce me to {who}?")) <= SUBJECT_WORDS:
        return asked
    return {
        "lunch_invite": "Lunch or a coffee?" if lunch else "A coffee?",
        "thank_you": f"Thank you, {first_name}",
        "follow_up": "Coming back to what we talked about",
        "reconnect": f"Hello again, {first_name}",
        "intro_request": "A small request",
        "share_goal": "Something I would like to tell you",
        "congratulate": f"Congratulations, {first_name}",
        "decline": "My answer",
        "reply": "Thank you for your message",
    }[request.purpose]
