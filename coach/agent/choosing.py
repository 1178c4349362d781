"""The embedded writer as a model that calls tools.

A small model's own tool calls arrive as loose text. So the nearest of many example sentences narrow the choice, a
JSON schema holds the answer to it, and code fills in what can be read off the sentence. To the agent it looks like
any other chat model.
"""

import json
import re
import tomllib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from pydantic import ConfigDict

from coach.llm.writer import Slot, Writer
from coach.prompts import load_prompt
from coach.resources import resource_folder
from coach.types import Message

NEAREST = 10
SHOWN = 4
CLEAR = 0.65
"""The share of the nearest examples' weight from which one action is clear and the model need not be asked."""

CUE = 0.3
"""What a plain word for an action is worth, in cosine."""

STAND_IN = "her"
"""Every name becomes this one before sentences are compared: who is meant must not decide what is meant."""


# Forms of speech that an embedding of short sentences cannot tell apart.
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’-]+)"
# Whom one looks for is told by the wish behind it: with one of the user's own, people to tell (`suggest`); with none, a
# chore or a piece of knowledge, of which the notes say who has it (`ask`).
_WISH = (
    r"\b(?:goals?|dreams?|wish|careers?|jobs?|work|become|becoming|freelance|apprentice\w*|train(?:ing|ee\w*)|mentor|introduc\w*"
    r"|get(?:ting)? into|mov(?:e|ing) into|leav(?:e|ing)|appl(?:y|ying)|positions?|placement|plans?|study|retrain\w*|switch\w*|chang(?:e|ing)|my own|(?:tell|hear)\b.{0,20}\bthat i"
    r"|i(?:'d| would)? (?:want|like|love|plan|hope|wish)|i(?:'m| am) (?:after|looking|hoping|thinking|planning))\b"
)
_WHO = r"(?:whom?|which (?:people|of (?:my|the) \w+)|(?:(?:is|are) there |do(?:es)? (?:i know )?)?(?:any|some)(?:one|body))"
_COULD = r"\b.{0,40}?\b(?:could|can|might|would|knows?|understands?)\b"
_CUES = tuple(
    (action, re.compile(pattern))
    for action, pattern in (
        (
            "rehearse",
            r"(?i)\b(pretend|role.?play|rehears\w*|practi[sc]e|trial run|dry run|mock|simulate|imagine you|play the part|act (?:as|like))\b",
        ),
        (
            "rehearse",
            rf"^(?:[Yy]ou are|[Yy]ou're|[Yy]ou play|[Bb]e|[Pp]lay) (?:my |an? |the )?(?:{_NAME}|\w+ \w+ and\b|\w+ (?:boss|recruiter|stranger))",
        ),
        # A statement about somebody: a name or "I met" first, no question mark.
        (
            "remember",
            rf"^(?:{_NAME}(?: {_NAME})*(?:'s \w+)?|[Ss]he|[Hh]e|[Tt]hey) (?:is|was|has|had|got|gave|lent|told|said|works|started|moved|left|likes|loves|plays|lives|will|wants|offered|promised|married|became|runs|knows|can)\b[^?]*$",
        ),
        (
            "remember",
            r"^(?:[Tt]oday |[Yy]esterday |[Jj]ust )?(?:I )?(?:[Mm]et|[Ss]aw|[Bb]umped into|[Rr]an into|[Ss]poke (?:to|with)|[Tt]alked (?:to|with)|[Hh]ad (?:lunch|coffee|tea|dinner))\b[^?]*$",
        ),
        ("remember", r"(?i)^(?:please )?(?:remember|note|write down|jot down|save|keep in mind|add)\b"),
        ("remember", r"^I (?:promised|told|gave|lent|owe)\b[^?]*$"),
        (
            "plan",
            r"(?i)\b(what now|next step|this week|due today|on my list|to ?do soon|overdue|behind on|next few days|coming days)\b",
        ),
        (
            "revise",
            r"(?i)\b(shorter|longer|warmer|softer|less|simpler|greeting|ending|(?:last|first|second) (?:sentence|line|part)|in(?:to)? (?:spanish|french|german|portuguese|italian|dutch))\b",
        ),
        ("forget", r"(?i)\b(forget|delete|erase|wipe|get rid of|remove)\b"),
        (
            "draft",
            r"(?i)^(?:please |can you |could you |i want to |i'd like to |help me (?:to )?)?(?:write|draft|compose|word|pen|invite|thank|congratulate|message|email|text|ask|tell|answer|reply|put together|turn down|drop a line|reach out)\b(?! me\b)",
        ),
        (
            "suggest",
            r"(?i)\b(my goal|my dream|my plan|i(?:'d| would) (?:like|love) to (?:become|work|get into|move|switch|find)|i want to (?:become|work|move|switch|get into)|i hope to|thinking of becoming)\b",
        ),
        (
            "suggest",
            rf"(?i)^(?=.*{_WISH})(?:.{{1,200}}[.,;] )?{_WHO}\b.{{0,40}}?\b(?:could|can|might|would|should|ought|first|knows?|support|do i tell)\b",
        ),
        ("ask", rf"(?i)^(?!.*{_WISH})(?!.*\b(?:should|ought)\b){_WHO}{_COULD}"),
        (
            "advise",
            r"(?i)^(?:how (?:do|can|should|often|many \w+ should)|what (?:do i|is an?|are|should i) (?!do\b)|is it (?:rude|ok|normal|bad)|do people|does one|why|tips|i(?:'m| am| always| feel| freeze| hate| get)\b)",
        ),
        (
            "ask",
            rf"^(?:[Dd]id|[Dd]oes|[Ii]s|[Hh]as|[Hh]ave I|[Ww]here|[Ww]hen|[Ww]hat did|[Ww]hat was|[Ww]hat does|[Ww]hich|[Hh]ow many|[Ww]ho (?:do I know|works|lives))\b.*(?:{_NAME}|\bI\b|\bmy\b)",
        ),
    )
)


@dataclass(frozen=True)
class Example:
    """A sentence somebody says to the coach, and what is meant by it."""

    text: str
    action: str
    who: str
    purpose: str

    def as_json(self) -> str:
        return json.dumps(
            {"action": self.action, "who": self.who, "purpose": self.purpose}, ensure_ascii=False
        )


@dataclass(frozen=True)
class Choice:
    """What the model chose, before code turns it into a tool's arguments."""

    action: str
    purpose: str


@cache
def load_examples() -> tuple[Example, ...]:
    """The sentences of `prompts/actions.toml`."""
    tables = tomllib.loads((resource_folder("prompts") / "actions.toml").read_text(encoding="utf-8"))
    return tuple(
        Example(says[0], action, says[1], says[2] if len(says) > 2 else "")
        for action, table in tables.items()
        for says in table["says"]
    )


class Chooser:
    """Chooses an action for one sentence."""

    def __init__(self, writer: Writer, embed: Callable[[Sequence[str]], Any]) -> None:
        self._writer = writer
        self._embed = embed
        self._vectors: Any = None

    def choose(
        self, text: str, names: Sequence[str], allowed: Sequence[str], *, counts: bool = False
    ) -> Choice:
        """The action and, for a draft, the kind of message that `text` asks for.

        Args:
            text: what the user said.
            names: the people it names, as they are written in it.
            allowed: the actions that make sense now (no `revise` without a draft).
            counts: the book's rows could answer the sentence, which speaks for a question.
        """
        near = self.nearest(text, names, allowed, counts=counts)
        shares: dict[str, float] = {}
        for score, example in near:
            shares[example.action] = shares.get(example.action, 0.0) + max(score - 0.15, 0.01) ** 4
        action, weight = max(shares.items(), key=lambda item: item[1])
        if weight / sum(shares.values()) < CLEAR:
            action = self._ask_the_model(text, near)
        purpose = next((example.purpose for _, example in near if example.action == action), "")
        return Choice(action, purpose)

    def _ask_the_model(self, text: str, near: Sequence[tuple[float, Example]]) -> str:
        """The model's choice among the actions of the nearest examples."""
        schema = {
            "type": "object",
            "properties": {
                "action": {"type": "string", "enum": sorted({example.action for _, example in near})}
            },
            "required": ["action"],
            "additionalProperties": False,
        }
        messages = list(load_prompt("choose").messages())
        for _, example in reversed(near[:SHOWN]):
            messages += [Message("user", example.text), Message("assistant", example.as_json())]
        messages.append(Message("user", text[:600]))
        return str(self._writer.choose(messages, schema, slot=Slot.CHOOSE, max_tokens=30)["action"])

    def nearest(
        self, text: str, names: Sequence[str], allowed: Sequence[str], *, counts: bool = False
    ) -> list[tuple[float, Example]]:
        """The examples nearest in meaning with their cosine, best first."""
        examples = load_examples()
        if self._vectors is None:
            self._vectors = self._embed([_without_name(example.text, [example.who]) for example in examples])
        scores = self._vectors @ self._embed([_without_name(text, names)])[0]
        cued = _cued(text) | ({"ask"} if counts else set())
        scores = scores + np.array([CUE * (example.action in cued) for example in examples])
        order = [i for i in np.argsort(-scores) if examples[i].action in allowed]
        return [(float(scores[i]), examples[i]) for i in order[:NEAREST]]


def _cued(text: str) -> set[str]:
    """The actions a sentence has a plain word for."""
    return {action for action, cue in _CUES if cue.search(text)}


def _without_name(text: str, names: Sequence[str]) -> str:
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, STAND_IN)
    return text


class ActionModel(BaseChatModel):
    """A chat model that answers every message with exactly one tool call."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    decide: Callable[[str], tuple[str, dict[str, Any]]]
    """The tool's name and arguments for one sentence."""

    @property
    def _llm_type(self) -> str:
        return "embedded-actions"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        """The tools are those of the conversation; their names come out of `decide`."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        said = next(message.text for message in reversed(messages) if isinstance(message, HumanMessage))
        name, arguments = self.decide(said)
        call = {"name": name, "args": arguments, "id": uuid.uuid4().hex[:12], "type": "tool_call"}
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="", tool_calls=[call]))])
