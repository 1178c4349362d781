"""What the coach can do when it is asked in plain words: nine actions, each a tool over one call of `Coach`.

The docstring of an action is written to the model that chooses; the fields are the arguments it fills in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, Field

from coach.agent import replies
from coach.agent.coach import Coach
from coach.agent.followup import Expected, Slot
from coach.errors import NotFound
from coach.people.forgetting import SOMEONE
from coach.skills.draft import DraftRequest
from coach.skills.remember import RememberedFact
from coach.text import sentences
from coach.types import Citation

Purpose = Literal[
    "lunch_invite",
    "thank_you",
    "follow_up",
    "reconnect",
    "intro_request",
    "share_goal",
    "congratulate",
    "decline",
    "reply",
]


class Ask(BaseModel):
    """Answer a question about the people in the user's notes. Not for advice on how to do something."""

    question: str = Field(description="the whole question, as the user put it")


class Suggest(BaseModel):
    """Name the people the user could tell about a goal or turn to for help, with reasons from the notes."""

    goal: str = Field(description="the goal in the user's words")


class MakeDraft(BaseModel):
    """Draft one message to one person. It is shown to the user and never sent."""

    to: str = Field(description="the person's name, as the user wrote it; empty if nobody was named")
    purpose: Purpose = "lunch_invite"
    channel: Literal["email", "linkedin_note", "linkedin_message", "text"] = "email"
    line: str | None = Field(None, description="words the user wants in the message as they are")
    ask: str | None = Field(None, description="the one thing to ask for, if the user said it")
    when: str | None = Field(None, description="a day or time frame, if the user said one")
    message: str | None = Field(None, description="their message, if the user pasted one to be answered")


class Revise(BaseModel):
    """Change the draft made last in this chat: shorter, warmer, in another language, leave something out."""

    how: str = Field(description="the wish in the user's words")


class Rehearse(BaseModel):
    """Begin a practice conversation, with a person from the notes or in a scene."""

    with_name: str | None = Field(None, description="the person to play, if one is named")
    scene: str | None = Field(None, description="otherwise the situation, such as 'a career fair'")
    level: int = Field(2, ge=1, le=5, description="1 easy to 5 hard")


class Remember(BaseModel):
    """Put something new about a person into the notes. The user is asked before anything is saved."""

    text: str = Field(description="what to remember, word for word")


class MakePlan(BaseModel):
    """Say what small steps are next (promises, replies owed, people drifting away), or prepare for an event ahead."""

    days: int = Field(7, ge=1, le=365)
    event: str | None = Field(None, description="the event ahead in the user's words, if one is named")


class Forget(BaseModel):
    """Remove a person from the notes for good. The user is asked before anything is removed."""

    name: str


class Advise(BaseModel):
    """Advice on networking itself: how to do something, nerves, what to say in general; greetings too."""

    question: str


ACTIONS: dict[str, type[BaseModel]] = {
    "ask": Ask,
    "suggest": Suggest,
    "draft": MakeDraft,
    "revise": Revise,
    "rehearse": Rehearse,
    "remember": Remember,
    "plan": MakePlan,
    "forget": Forget,
    "advise": Advise,
}


@dataclass(frozen=True)
class Done:
    """What an action came to: words for the chat, the skill's own result for the page, and what waits for a yes."""

    reply: str
    result: object = None
    citations: tuple[Citation, ...] = ()
    needs_confirmation: dict[str, Any] | None = None
    expects: Expected | None = None


class Doing:
    """Carries out one action of one thread. `draft_id` is the draft made last in it; `tried` is what was begun."""

    def __init__(self, coach: Coach, draft_id: str | None, on_text: Callable[[str], None] | None) -> None:
        self._coach = coach
        self._draft_id = draft_id
        self.on_text = on_text
        self.tried: dict[str, Any] | None = None

    def do(self, name: str, arguments: BaseModel) -> Done:
        """Does it, or says what is missing. Errors of the coach go up to the door."""
        self.tried = {"name": name, "arguments": arguments.model_dump(exclude_none=True)}
        done: Done = getattr(self, f"_{name}")(arguments)
        return done

    def confirmed(self, name: str, arguments: dict[str, Any]) -> Done:
        """Does what was waiting for a yes."""
        if name == "forget":
            forgotten = self._coach.forget(arguments["name"], save=True)
            return Done(replies.forgotten(), replace(forgotten, person=SOMEONE, mentions={}))
        left_out = arguments.get("without", ())
        remembered = self._coach.remember(arguments["text"], save=True, without=left_out)
        return Done(replies.remembered(remembered), remembered, _fact_citations(remembered.facts))

    def _ask(self, wanted: Ask) -> Done:
        answer = self._coach.ask(wanted.question, self.on_text)
        return Done(answer.answer, answer, tuple(answer.citations))

    def _advise(self, wanted: Advise) -> Done:
        advice = self._coach.advise(wanted.question, self.on_text)
        begin = self._coach.opener(wanted.question)
        if begin is None:
            return Done(advice.answer, advice, tuple(advice.citations))
        name, words, rests_on = begin
        cited = (rests_on, *advice.citations) if rests_on else tuple(advice.citations)
        return Done(replies.advice_with_opener(advice, name, words, rests_on), advice, cited)

    def _suggest(self, wanted: Suggest) -> Done:
        goal = wanted.goal if _CONTENT.sub("", wanted.goal).strip(" ?.!") else self._own_goal()
        if goal is None:
            return Done(replies.which_goal(), expects=Expected("suggest", "goal", {}))
        found = self._coach.suggest(goal)
        cited = tuple(reason.citation for person in found.suggestions for reason in person.reasons)
        return Done(replies.suggestions(found), found, cited)

    def _draft(self, wanted: MakeDraft) -> Done:
        if not wanted.to.strip():
            waiting = wanted.model_dump(exclude_none=True)
            return Done(replies.whom_for(), expects=Expected("draft", "to", waiting))
        made = self._coach.draft(
            DraftRequest(
                to=wanted.to,
                purpose=wanted.purpose,
                channel=wanted.channel,
                line=wanted.line,
                ask=wanted.ask,
                when=wanted.when,
                message=wanted.message,
            ),
            self.on_text,
        )
        slot = _slot_asked_for(made.gaps[0].what) if made.gaps else None
        expects = Expected("draft", slot, wanted.model_dump(exclude_none=True)) if slot else None
        return Done(replies.draft(made), made, _draft_citations(made.sentences), expects=expects)

    def _revise(self, wanted: Revise) -> Done:
        if self._draft_id is None:
            raise NotFound("There is no draft in this chat yet. Say whom you would like to write to.")
        made = self._coach.revise(self._draft_id, wanted.how, self.on_text)
        return Done(replies.draft(made), made, _draft_citations(made.sentences))

    def _rehearse(self, wanted: Rehearse) -> Done:
        scene = wanted.scene if wanted.with_name else _scene(wanted.scene or "")
        if scene == "":
            return Done(replies.with_whom(), expects=Expected("rehearse", "partner", {"level": wanted.level}))
        talk = self._coach.start_rehearsal(wanted.with_name or None, scene, wanted.level)
        return Done(replies.rehearsal(talk), talk)

    def _remember(self, wanted: Remember) -> Done:
        seen = self._coach.remember(wanted.text, save=False)
        if seen.questions or not seen.person:
            return Done(replies.questions(seen), seen)
        waiting: dict[str, Any] = {
            "action": "remember",
            "arguments": {"text": wanted.text},
            "question": replies.confirm_remember(seen),
        }
        return Done(waiting["question"], seen, _fact_citations(seen.facts), waiting)

    def _plan(self, wanted: MakePlan) -> Done:
        if wanted.event:
            card = self._coach.event(wanted.event)
            cites = [line.citation for line in (card.what_i_do, card.exit_line, card.stand) if line]
            cites += [
                cite
                for one in card.people
                for cite in (one.citation, one.opener_citation)
                if cite is not None
            ]
            return Done(replies.event(card), card, tuple(cites))
        plan = self._coach.plan(wanted.days)
        return Done(replies.plan(plan), plan, tuple(step.citation for step in plan.steps if step.citation))

    def _forget(self, wanted: Forget) -> Done:
        if not wanted.name.strip():
            return Done(replies.whom_to_forget(), expects=Expected("forget", "name", {}))
        seen = self._coach.forget(wanted.name, save=False)
        waiting: dict[str, Any] = {
            "action": "forget",
            "arguments": {"name": wanted.name},
            "question": replies.confirm_forget(seen),
        }
        return Done(waiting["question"], seen, (), waiting)

    def _own_goal(self) -> str | None:
        """The goal the user wrote down about themselves, if they did."""
        me = self._coach.book.me()
        if me is None:
            return None
        notes = self._coach.store.notes.of_person(me.id, about_only=True)
        lines = [line for note in notes for line in sentences(note.text) if _GOAL.search(line)]
        return lines[-1] if lines else None


# What is left of a sentence without these is a goal; of "Who should I tell about my goal?" nothing is left.
_CONTENT = re.compile(
    r"\b(who|whom|which|what|people|person|persons|anyone|anybody|someone|somebody|should|could|would|can|shall|i|me|my|to|"
    r"tell|talk|share|with|about|the|a|of|goals?|plans?|career|help|first|hear|suggest|is|there|best|now|please|for)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"\b(goal|i want to|i would like to|i'd like to|i hope to|my plan|my dream)\b", re.IGNORECASE
)
_PRACTICE = re.compile(
    r"\b(let|me|us|let's|can|could|we|i|i'd|would|want|like|to|please|practi[sc]e|rehears\w*|role[- ]?play|train|a|the|"
    r"conversation|talk|chat|with|you|some|something|for|level|hard|easy|\d)\b",
    re.IGNORECASE,
)


def _scene(words: str) -> str:
    """The situation named in a wish to practise; empty if it names none."""
    return words if _PRACTICE.sub("", words).strip(" ?.!,") else ""


def _slot_asked_for(question: str) -> Slot | None:
    """Which argument the next words would fill; None where the answer is a yes or no."""
    first = question.split()[0]
    if first == "When":
        return "when"
    if first in {"Do", "Does", "Is", "Are", "Should", "May"}:
        return None
    return "ask" if first in {"Whom", "Why"} or "say no" in question else "line"


def _fact_citations(facts: Sequence[RememberedFact]) -> tuple[Citation, ...]:
    return tuple(fact.citation for fact in facts)


def _draft_citations(sentences: Sequence[Any]) -> tuple[Citation, ...]:
    cited = (source for sentence in sentences for source in sentence.sources if isinstance(source, Citation))
    return tuple(dict.fromkeys(cited))
