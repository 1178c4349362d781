"""One chat: saves what the user says, lets an agent choose one action, does it, and saves what came of it.

The embedded writer and a remote model go through the same agent with the same tools; only the model differs.
Limits stand before the calls: one model call and one action a turn.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import ModelCallLimitMiddleware, ToolCallLimitMiddleware, wrap_model_call
from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel

from coach.agent import replies
from coach.agent.actions import ACTIONS, Ask, Doing, Done
from coach.agent.arguments import arguments_for, name_in
from coach.agent.choosing import ActionModel, Chooser
from coach.agent.coach import Coach
from coach.agent.followup import Expected, filled
from coach.errors import CoachError, NameProblem, NotFound, UsageError
from coach.llm.failures import translated
from coach.llm.writer import Slot
from coach.prompts import load_prompt
from coach.retrieval.rows import READ_IN_NOTES
from coach.retrieval.translation import read_query
from coach.skills.draft import Draft
from coach.skills.event import is_event_ahead
from coach.skills.rehearse import Rehearsal, care
from coach.storage.threads import ChatMessage
from coach.types import Citation, to_json

OnText = Callable[[str], None]
_YES = {
    "yes",
    "y",
    "yes please",
    "ok",
    "okay",
    "sure",
    "do it",
    "go ahead",
    "save",
    "save it",
    "please do",
    "confirm",
}
_NO = {"no", "n", "no thanks", "cancel", "stop", "don't", "do not", "leave it", "never mind"}
_END = {
    "stop",
    "end",
    "end it",
    "finish",
    "leave",
    "i want to stop",
    "stop the rehearsal",
    "debrief",
    "enough",
}
_GO_ON = {"go on", "go on with the practice", "back to the practice", "continue the practice", "resume"}
# Said to the coach, not to the partner of a practice talk: nobody says these over coffee.
_TO_THE_COACH = re.compile(
    r"^(?:please )?(?:can you |could you )?(?:"
    r"(?:forget|delete|remove|erase|wipe|get rid of) (?:everything|all|every)?\b"
    r"|(?:draft|write|compose|prepare) (?:me )?(?:an?|the|another|some) \w*\s*(?:e-?mail|message|note|text|invitation|invite|letter|reply|draft)"
    r"|(?:draft|write|compose) (?:something )?(?:to|for) [A-ZÀ-Þ]"
    r"|help me (?:to )?(?:invite|write|thank|draft)"
    r"|(?:remember|note|write down|jot down|save|keep in mind)(?: that|:| down)"
    r"|who(?:m)? (?:should|could|can|might) i (?:tell|talk to|ask|write)"
    r"|what should i do (?:this|next|today|now)|what(?:'s| is) (?:due|on my list)|plan my|my next (?:small )?step"
    r"|(?:who|whom|how many people) (?:do|have) i (?:know|not|owe)|which of my|what do my notes|remind me who"
    r")",
    re.IGNORECASE,
)
_PRONOUN = {"her", "him", "them", "she", "he", "they", "his", "their"}


@dataclass(frozen=True)
class Turn:
    """What one turn came to; the contract's value of `coach chat`."""

    thread: str
    action: dict[str, Any]
    reply: str
    citations: tuple[Citation, ...]
    needs_confirmation: dict[str, Any] | None


@dataclass(frozen=True)
class _State:
    """What the earlier turns of a thread left behind."""

    draft_id: str | None = None
    person: str | None = None
    rehearsal_id: str | None = None
    paused_id: str | None = None
    waiting: dict[str, Any] | None = None
    expects: Expected | None = None


class Conversation:
    """The chats of one coach."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._chooser = Chooser(coach.writer, lambda texts: coach.embedder.embed(list(texts)))

    def turn(
        self,
        text: str,
        thread: str | None = None,
        on_text: OnText | None = None,
        action: tuple[str, dict[str, Any]] | None = None,
    ) -> Turn:
        """Answers one message; both sides of the turn are saved whatever happens.

        Args:
            text: what the user said.
            thread: an earlier chat to go on with; None begins one.
            on_text: called with each piece as it is written; raising `Stopped` in it ends the turn.
            action: a button's action and arguments, so that nothing has to be guessed.

        Raises:
            NotFound: there is no such thread.
            EmptyInput, TooLarge: before anything is done.
            CoachError: the reason, which is saved in the thread too.
        """
        said = self._coach.text(text, "message")
        thread_id = self._open(thread, said)
        state = _state(self._coach.store.threads.messages(thread_id))
        self._save(thread_id, "user", said, {})
        doing = Doing(self._coach, state.draft_id, on_text)
        problem = False
        try:
            taken, done = self._act(said, state, doing, action)
        except (NameProblem, NotFound, UsageError) as error:
            # A name nobody answers to is part of a conversation, not the end of it.
            taken = doing.tried or {"name": "ask", "arguments": {"question": said}}
            done = Done(str(error))
            problem = True
        except Exception as error:
            words = str(error) if isinstance(error, CoachError) else replies.broke()
            self._save(thread_id, "coach", words, {"error": type(error).__name__})
            raise
        if state.rehearsal_id and taken["name"] != "rehearse":
            done = replace(done, reply=f"{done.reply}\n\n{replies.paused()}")
        turn = Turn(thread_id, taken, done.reply, done.citations, done.needs_confirmation)
        # What could not be done makes nothing, and what lay on the table before stays there.
        self._save(thread_id, "coach", done.reply, _value(turn, done) | ({"kind": ""} if problem else {}))
        return turn

    def take(self, thread: str, said: str, made: Draft) -> None:
        """Goes on in a chat with a draft that was made beside it; `said` is what the user chose, in words."""
        done = Done(replies.draft(made), made)
        turn = Turn(thread, {"name": "draft", "arguments": {"to": made.to}}, done.reply, (), None)
        self._save(thread, "user", said, {})
        self._save(thread, "coach", done.reply, _value(turn, done))

    def practise(self, said: str, talk: Rehearsal, thread: str | None) -> str:
        """Goes on in a chat with a practice talk as it stands now; None begins a chat of its own. The chat's id."""
        thread_id = self._open(thread, said)
        done = Done(replies.rehearsal(talk), talk)
        turn = Turn(
            thread_id,
            {"name": "rehearse", "arguments": {"rehearsal_id": talk.rehearsal_id}},
            done.reply,
            (),
            None,
        )
        self._save(thread_id, "user", said, {})
        self._save(thread_id, "coach", done.reply, _value(turn, done))
        return thread_id

    def threads(self) -> list[tuple[str, str, str]]:
        """(thread, title, when it was last used), newest first."""
        return self._coach.store.threads.threads()

    def messages(self, thread: str) -> list[ChatMessage]:
        """Everything said in a thread, oldest first."""
        return self._coach.store.threads.messages(thread)

    # ---- one turn ----

    def _act(
        self, said: str, state: _State, doing: Doing, chosen: tuple[str, dict[str, Any]] | None
    ) -> tuple[dict[str, Any], Done]:
        bare = said.casefold().strip(" .!")
        if care.kind_of(said) is care.Turn.DESPAIR and not state.rehearsal_id:
            return {"name": "advise", "arguments": {"question": said}}, Done(care.words_of_care())
        if state.waiting and bare in _YES:
            # The page may hand back with the yes what the user corrected: what of it is not to be kept.
            corrected = chosen[1] if chosen and chosen[0] == state.waiting["action"] else {}
            arguments = {**state.waiting["arguments"], **corrected}
            # What is saved of a turn that forgot somebody must not name them again.
            shown = {} if state.waiting["action"] == "forget" else arguments
            action = {"name": state.waiting["action"], "arguments": shown}
            return action, doing.confirmed(state.waiting["action"], arguments)
        if state.waiting and bare in _NO:
            action = {"name": state.waiting["action"], "arguments": state.waiting["arguments"]}
            return action, Done("Left as it was. Nothing was changed.")
        if bare in _GO_ON and state.paused_id is not None:
            resumed = self._coach.load_rehearsal(state.paused_id)
            action = {"name": "rehearse", "arguments": {"rehearsal_id": resumed.rehearsal_id}}
            return action, Done(replies.rehearsal(resumed), resumed)
        if state.rehearsal_id and chosen is None and not _TO_THE_COACH.match(said):
            action = {"name": "rehearse", "arguments": {"rehearsal_id": state.rehearsal_id}}
            talk = None if bare in _END else self._coach.say(state.rehearsal_id, said, doing.on_text)
            if talk is None or talk.state == "ended":
                talk = self._coach.finish_rehearsal(state.rehearsal_id)
            return action, Done(replies.rehearsal(talk), talk)
        if chosen is None and state.expects is not None:
            chosen = filled(state.expects, said, self._coach.book)
        if chosen is None:
            return self._choose_and_do(said, state, doing)
        name, arguments = chosen
        return {"name": name, "arguments": arguments}, doing.do(name, ACTIONS[name](**arguments))

    def _choose_and_do(self, said: str, state: _State, doing: Doing) -> tuple[dict[str, Any], Done]:
        outcome: list[tuple[dict[str, Any], Done]] = []
        failed: list[Exception] = []

        def perform(name: str, arguments: BaseModel) -> str:
            try:
                done = doing.do(name, arguments)
            except Exception as error:
                failed.append(error)
                raise
            outcome.append(({"name": name, "arguments": arguments.model_dump(exclude_none=True)}, done))
            return done.reply

        limits: list[Any] = [
            _always_a_tool,
            ModelCallLimitMiddleware(run_limit=1),
            ToolCallLimitMiddleware(run_limit=1),
        ]
        agent: Any = create_agent(
            self._model(state),
            [_tool(name, schema, perform) for name, schema in ACTIONS.items()],
            system_prompt=load_prompt("agent").messages()[0].text,
            middleware=limits,
        )
        settings = self._coach.settings
        try:
            with translated(settings.llm_url or self._coach.writer.name, settings.llm_key.get_secret_value()):
                agent.invoke({"messages": [{"role": "user", "content": said}]})
        except CoachError:
            # What a skill raised is its own, and not to be taken for a fault of the model that chose it.
            if failed:
                raise failed[0] from None
            raise
        if not outcome:
            # A model that talked instead of choosing: its words rest on nothing, so the notes are asked.
            perform("ask", Ask(question=said))
        return outcome[0]

    def _model(self, state: _State) -> BaseChatModel:
        if self._coach.settings.llm_url:
            model: BaseChatModel = self._coach.writer.chat_model(Slot.CHOOSE)
            return model
        return ActionModel(decide=lambda said: self._decide(said, state))

    def _decide(self, said: str, state: _State) -> tuple[str, dict[str, Any]]:
        if is_event_ahead(said, self._coach.book.today):
            return "plan", {"event": said}
        people = self._coach.book.mentioned_in(said)
        written = [word for person in people for word in _written(said, person.name)] or capitalised(said)
        allowed = [name for name in ACTIONS if name != "revise" or state.draft_id]
        query = read_query(self._coach.retriever.read(said), self._coach.book.today)
        counts = query is not None and not all(one.field in READ_IN_NOTES for one in query.filters())
        choice = self._chooser.choose(said, written, allowed, counts=counts)
        who = people[0].name if people else name_in(said)
        if not who and _PRONOUN & set(said.casefold().split()):
            who = state.person or ""
        arguments = arguments_for(choice.action, who, choice.purpose, said)
        if arguments.get("purpose") == "intro_request" and len(people) > 1:
            arguments["ask"] = f"introduce me to {people[1].name}"
        return choice.action, arguments

    # ---- saving ----

    def _open(self, thread: str | None, said: str) -> str:
        threads = self._coach.store.threads
        if thread is not None and not threads.exists(thread):
            raise NotFound(f"There is no chat {thread!r}. Leave --thread out to begin a new one.")
        thread_id = thread or uuid.uuid4().hex[:12]
        if thread is None:
            threads.start(thread_id, said[:60], _now())
        return thread_id

    def _save(self, thread_id: str, role: str, text: str, value: dict[str, Any]) -> None:
        self._coach.store.threads.add(thread_id, role, text, value, _now())


def _value(turn: Turn, done: Done) -> dict[str, Any]:
    """What is kept with the coach's side of a turn: the page and the next turn read it again."""
    kept: Any = to_json(replace(turn, reply=""))
    return {
        **kept,
        "kind": type(done.result).__name__,
        "result": to_json(done.result, whole=True),
        "expects": to_json(done.expects),
    }


def _state(messages: list[ChatMessage]) -> _State:
    state = _State()
    for message in messages:
        if message.role != "coach":
            continue
        result = message.value.get("result") or {}
        kind = message.value.get("kind")
        arguments = (message.value.get("action") or {}).get("arguments", {})
        person = arguments.get("to") or arguments.get("with_name") or arguments.get("name")
        state = replace(
            state,
            draft_id=result.get("draft_id") if kind == Draft.__name__ else state.draft_id,
            person=person or state.person,
            rehearsal_id=_open_rehearsal(result) if kind == Rehearsal.__name__ else None,
            paused_id=_open_rehearsal(result) if kind == Rehearsal.__name__ else state.paused_id,
            waiting=message.value.get("needs_confirmation"),
            expects=Expected(**expected) if (expected := message.value.get("expects")) else None,
        )
    return state


def _open_rehearsal(result: dict[str, Any]) -> str | None:
    return (
        result.get("rehearsal_id")
        if result.get("state", "open") == "open" and not result.get("debrief")
        else None
    )


def capitalised(said: str) -> list[str]:
    """What looks like names in a sentence about people the book does not know: capital letters after the first word."""
    return re.findall(r"(?<=[\w,] )[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+)*", said)


def _written(said: str, name: str) -> list[str]:
    """A name as it stands in a sentence: whole, or the parts of it that are there."""
    if name in said:
        return [name]
    return [part for part in name.split() if re.search(rf"\b{re.escape(part)}\b", said, re.IGNORECASE)]


def _tool(name: str, schema: type[BaseModel], perform: Callable[[str, BaseModel], str]) -> BaseTool:
    return StructuredTool.from_function(
        func=lambda **arguments: perform(name, schema(**arguments)),
        name=name,
        description=schema.__doc__ or name,
        args_schema=schema,
        return_direct=True,
    )


@wrap_model_call
def _always_a_tool(request: Any, handler: Any) -> Any:
    """A model must choose a tool: whatever it would say by itself about people rests on no note."""
    return handler(request.override(tool_choice="any"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
