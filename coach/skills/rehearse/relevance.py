"""Which answers have nothing to do with the talk: copied, keyboard noise, or about something else altogether.

People leave a topic in good ways all the time, so an answer is only called off topic when nothing ties it to what was
said: no shared word, no "that" or "it", no courtesy, and either a remark about nobody ("Bananas are yellow.") or a
subject far away from what the partner asked.
"""

import re

from coach.people.names import word_set
from coach.skills.rehearse import phrases
from coach.skills.rehearse.reading import Said, UserTurn, questions
from coach.skills.rehearse.speech import content_words, fluent, tokens

_FAR_AWAY = word_set(
    """banana bananas pizza sandwich soup cheese pasta burger potato potatoes cereal tomato spaghetti
ketchup cat cats dog dogs turtle turtles goldfish hamster penguin penguins elephant elephants
giraffe dinosaur dinosaurs horse horses shark sharks spider dolphin dolphins octopus whale whales
bird birds parrot moon planet planets mars jupiter venus galaxy aliens alien ufo unicorn football
soccer basketball baseball goalkeeper league olympics playoffs minecraft fortnite playstation xbox
videogame movie movies netflix episode superhero batman spiderman pokemon wizard dragon dragons
vampire zombie zombies sofa couch toaster fridge socks umbrella lottery horoscope astrology recipe
pancakes haircut toothpaste bitcoin crypto weather rain raining sunny snow snowing capital france
paris triangle purple yellow blue election president politician"""
)
_SMALL_TALK = frozenset(
    {"weather", "rain", "raining", "snow", "sunny", "movie", "movies", "football", "recipe", "dog", "cat"}
)
_ABOUT_THE_TALK = re.compile(
    r"\b(?:work|works|working|job|role|career|study|studying|studied|degree|field|company|team|project|profession|brings you|"
    r"brought you|what do you do|talk|speaker|session|conference|event|workshop|position|interview|experience|background|apply|applied|"
    r"application|skills|industry|looking for|next step|plans?|goal|goals|help|cv|know anyone|department|research|introduc\w+|"
    r"sponsor|promotion|meeting|hiring|internship|course|strengths?|yourself|get into|manage\w*)\b"
)
_ABOUT_NOBODY = re.compile(
    r"^(?:the|a|an|all|most|some|did you know|[a-z]+s|two|one|\d+)\b.*\b(?:is|are|was|were|has|have|can|equals?|makes|contains?|live|lives|eat|eats|won|boils|plus|sleep|fly|swim|invented|discovered)\b"
)
_TIES = re.compile(
    r"\b(?:that|it|this|those|these|they|them|it's|that's|there|here|too|also|same|both|you|your|because|yes|no|yeah|i'm|work\w*|job)\b"
)


def off_topic_turns(turns: tuple[UserTurn, ...]) -> frozenset[int]:
    """The indexes of the turns that answer nothing."""
    aside: set[int] = set()
    own: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    for turn in turns:
        theirs |= content_words(fluent(turn.partner_said))
        if (
            turn.length
            and turn.after_opening
            and (turn.copied or _noise(turn) or _elsewhere(turn, own | theirs))
        ):
            aside.add(turn.index)
        elif turn.length:
            own |= content_words(turn.words)
    return frozenset(aside)


def _noise(turn: UserTurn) -> bool:
    return turn.nonsense and sum(len(said.text.split()) for said in turn.sentences) > 1 and bool(turn.length)


def _elsewhere(turn: UserTurn, topic: frozenset[str]) -> bool:
    if not turn.partner_said.strip() or turn.length < 3:
        return False
    if turn.has(
        "gratitude", "thanks", "leaving", "warm_close", "listening", "ask", "offer", "apology", "negativity"
    ):
        return False
    return all(_stray(said, turn, topic) for said in turn.sentences if said.length)


def _stray(said: Said, turn: UserTurn, topic: frozenset[str]) -> bool:
    words = content_words(said.words)
    if words & topic or {"mirror", "follow_up"} & said.traits:
        return False
    far = bool(set(tokens(said.words)) & _FAR_AWAY) and not (
        said.traits & {"question"} and set(tokens(said.words)) & _SMALL_TALK
    )
    partner = fluent(turn.partner_said)
    work = bool(_ABOUT_THE_TALK.search(partner))
    asked = bool(questions(turn.partner_said))
    if far and (work or not asked):
        return not re.search(
            r"\b(?:work\w*|job|studi\w*|study|teach\w*|career|degree|company|compan\w+)\b", said.words
        )
    if phrases.FIRST_PERSON.search(said.words) or _TIES.search(said.words):
        return False
    return (
        bool(_ABOUT_NOBODY.search(said.words))
        and (asked or far)
        and said.length >= 3
        and far | (work and asked and not _plausible(said))
    )


def _plausible(said: Said) -> bool:
    """A statement without "I" may still be an honest answer: "The keynote was long"."""
    return bool(
        re.search(
            r"\b(?:was|were|went|had|year|month|week|people|team|school|office|students|patients|customers|clients)\b",
            said.words,
        )
    )
