"""The chat, and beside it "the table": what the last turn made, as what it is (a draft, people, a practice talk).

Everything shown is read from the book by thread, so a refresh shows it again.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from coach.errors import CoachError
from coach.types import to_json
from coach.ui import cards
from coach.ui.room import Room
from coach.ui.table import Table, is_to_keep, lines_to_keep

STARTERS = (
    "Who should I tell about my goal?",
    "Help me invite somebody to lunch",
    "Let me practise",
)
WELCOME = (
    "### Hello. I am glad you are here.\n"
    "You know more people than you think, and each of them is one step from somebody who can help. "
    "Pick one of the three below, or just type. Nothing is ever sent for you. "
)
_LISTED = 10
_TO_NEWEST = """() => { if (window.innerWidth < 641) {
  const table = document.getElementById('table'); const talking = document.querySelector('#practice .going');
  const shown = !talking && [...table.children].some(one => one.offsetHeight > 40);
  (shown ? table : document.getElementById('box')).scrollIntoView({block: shown ? 'start' : 'nearest'}); } }"""
"""On a phone what a turn made lies below the chat: it is brought into view, but not while one practises in the chat."""
_READ_ALOUD = "() => window.readPartnerAloud?.()"
STAYS = "Nothing leaves this machine."
LEAVES = "What the model reads goes to the server you set; private and delicate lines never do."
FIRST_TIME = (
    "<section class='card'><h3>First time here?</h3><p>I can only speak of people your own notes speak of, so I need "
    "some: a folder of Markdown notes, a LinkedIn or Google export, a vCard file, or a plain list of names. "
    "Your files stay on this machine.</p><p>Or meet forty invented people first; you can remove them again without a trace.</p></section>"
)


class TalkPage:
    """The first page. Building it draws it; `load` fills it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.thread = gr.State(None)
        with gr.Row(visible=False, elem_id="chats") as self.chats:
            self.past = gr.Dropdown([], label="Earlier chats", scale=4, min_width=160, elem_id="past")
            self.new = gr.Button("New chat", scale=1, min_width=110, elem_id="new")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                self._draw_chat()
            with gr.Column(scale=2, min_width=300, elem_id="table"):
                self._draw_first_time()
                self.table = Table(room)
        self._wire()

    # ---- what is there ----

    def _draw_chat(self) -> None:
        self.chat = gr.Chatbot(
            label="Chat",
            height=400,
            placeholder=WELCOME + (LEAVES if self._room.settings.leaves_this_machine else STAYS),
            elem_id="chat",
            buttons=["copy"],
            group_consecutive_messages=False,
        )
        with gr.Row(elem_id="starters") as self.starters:
            self.starter_buttons = [gr.Button(words, size="sm") for words in STARTERS]
        with gr.Row(visible=False) as self.confirming:
            self.yes = gr.Button("Yes, do it", variant="primary", elem_id="yes")
            self.no = gr.Button("No, leave it", elem_id="no")
        self.box = gr.Textbox(
            label="Your message",
            placeholder="Type what is on your mind, then press Enter",
            lines=1,
            max_lines=6,
            submit_btn="Send",
            stop_btn=False,
            elem_id="box",
            autofocus=True,
        )
        self.stop = gr.Button("Stop", visible=False, variant="stop", elem_id="stop")
        with gr.Accordion("Somebody wrote to me: help me answer", open=False, elem_id="reply"):
            self.reply_name = gr.Textbox(label="Who wrote", elem_id="reply-name")
            self.reply_words = gr.Textbox(
                label="Their message, pasted", lines=4, max_lines=12, elem_id="reply-words"
            )
            self.reply_told = gr.HTML()
            self.reply = gr.Button("Draft a reply", elem_id="reply-draft")

    def _draw_first_time(self) -> None:
        with gr.Column(visible=False, elem_id="first-time") as self.first_time:
            gr.HTML(FIRST_TIME)
            self.bring = gr.Button("Bring in my notes and contacts", variant="primary", elem_id="go-bring")
            self.think = gr.Button("I think I know nobody: help me look", elem_id="go-think")
            self.example = gr.Button("Look around with an invented network first", elem_id="go-example")
            self.looked = gr.HTML()

    # ---- what happens ----

    def _wire(self) -> None:
        shown = self.shown()
        self._turns: list[Any] = []
        self.turn_on(self.box.submit, self._say, self.box)
        for button in self.starter_buttons:
            self.turn_on(
                button.click, lambda thread, words=button.value: (yield from self._send(words, thread))
            )
        for button, words in (
            (self.yes, "yes"),
            (self.no, "no"),
            (self.table.keep_no, "no"),
            (self.table.practice.finish, "stop"),
        ):
            self.turn_on(button.click, lambda thread, words=words: (yield from self._send(words, thread)))
        self.turn_on(self.table.to_draft.click, self._draft_to, self.table.pick)
        self.turn_on(self.table.to_practise.click, self.practise_with, self.table.pick)
        for button in self.table.card.wishes:
            self.turn_on(
                button.click,
                lambda subject, body, thread, wish=button.value: (
                    yield from self._revise(thread, subject, body, wish)
                ),
                self.table.card.subject,
                self.table.card.body,
            )
        self.turn_on(self.table.keep_save.click, self._keep_it, self.table.keep_words, self.table.keep_lines)
        self.turn_on(self.table.keep_again.click, self._read_again, self.table.keep_words)
        turns = self._turns
        self.stop.click(lambda: gr.Button(visible=False), None, [self.stop], cancels=turns).then(
            self.show, [self.thread], shown
        )
        self.new.click(self._begin, None, [self.thread]).then(self.show, [self.thread], shown)
        self.past.input(lambda chosen: chosen, [self.past], [self.thread]).then(
            self.show, [self.thread], shown
        )
        for which, button in enumerate((self.table.card.careful, self.table.card.brave)):
            button.click(
                lambda two, thread, which=which: self._take(two, which, thread),
                [self.table.card.two, self.thread],
                None,
            ).then(self.show, [self.thread], shown)
        self.turn_on(self.reply.click, self._reply_to, self.reply_name, self.reply_words)
        practice = self.table.practice
        practice.wire_branches(self.thread, self.show, shown)
        self.turn_on(practice.again.click, self._once_more, practice.rehearsal_id)
        self.turn_on(practice.to_draft.click, self._write_to_partner, practice.rehearsal_id)

    def turn_on(self, event: Callable[..., Any], handler: Callable[..., Any], *inputs: Any) -> None:
        """Wires one thing that makes a turn of the chat: say it, lay the table, bring what is new into view."""
        outputs = [self.box, self.chat, self.thread, self.stop, self.starters, self.reply_told]
        turn = event(handler, [*inputs, self.thread], outputs, concurrency_limit=1)
        turn.then(self.show, [self.thread], self.shown(), show_progress="hidden").then(
            None, None, None, js=_TO_NEWEST
        ).then(None, None, None, js=_READ_ALOUD)
        self._turns.append(turn)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        mine = [
            self.chat,
            self.chats,
            self.past,
            self.first_time,
            self.starters,
            self.confirming,
            self.stop,
            self.box,
        ]
        return [*mine, *self.table.shown()]

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page: the newest chat, as it was."""
        blocks.load(self._newest, None, [self.thread], show_progress="hidden").then(
            self.show, [self.thread], self.shown(), show_progress="hidden"
        )

    def _newest(self) -> str | None:
        threads = self._room.conversation.threads()
        return threads[0][0] if threads else None

    def _begin(self) -> None:
        return None

    def _say(self, words: str, thread: str | None) -> Iterator[dict[Any, Any]]:
        """What was typed: the box is emptied for it, which no button does."""
        yield {self.box: ""}
        if words.strip():
            yield from self._send(words, thread)

    def _send(
        self, words: str, thread: str | None, action: tuple[str, dict[str, Any]] | None = None
    ) -> Iterator[dict[Any, Any]]:
        """One turn of the chat; what stands in the box stays there, since a button is not what was typed."""
        messages = self._messages(thread)
        messages += [{"role": "user", "content": words}, {"role": "assistant", "content": "…"}]
        yield {
            self.box: gr.Textbox(interactive=False),
            self.chat: messages,
            self.stop: gr.Button(visible=True),
            self.starters: gr.Row(visible=False),
        }
        written = ""
        for piece in self._room.stream(
            lambda on_text: self._room.conversation.turn(words, thread, on_text, action)
        ):
            if piece.last:
                if piece.error:
                    messages[-1] = {"role": "assistant", "content": piece.error}
                    yield {self.chat: messages, self.box: gr.Textbox(value=words, interactive=True)}
                else:
                    yield {self.thread: piece.result.thread}
                break
            written += piece.words
            messages[-1] = {"role": "assistant", "content": written or f"*{piece.notice}*"}
            yield {self.chat: messages}
        yield {self.stop: gr.Button(visible=False)}

    def _draft_to(self, name: str | None, thread: str | None) -> Iterator[dict[Any, Any]]:
        if name:
            wanted = {"to": name, "purpose": "lunch_invite"}
            yield from self._send(f"Draft a lunch invitation to {name}", thread, ("draft", wanted))

    def share_with(self, name: str | None, thread: str | None) -> Iterator[dict[Any, Any]]:
        """A draft that tells somebody about a goal."""
        if name:
            wanted = {"to": name, "purpose": "share_goal"}
            yield from self._send(f"Draft a message to {name} about my goal", thread, ("draft", wanted))

    def practise_with(self, name: str | None, thread: str | None) -> Iterator[dict[Any, Any]]:
        if name:
            yield from self.practise(f"Let me practise with {name}", {"with_name": name}, thread)

    def practise(self, words: str, wanted: dict[str, Any], thread: str | None) -> Iterator[dict[Any, Any]]:
        """A practice talk with a person, or in a scene."""
        yield from self._send(words, thread, ("rehearse", wanted))

    def _once_more(self, rehearsal_id: str, thread: str | None) -> Iterator[dict[Any, Any]]:
        name, scene, level, real = self.table.practice.partner_of(rehearsal_id)
        wanted: dict[str, Any] = {"with_name": name} if real else {"scene": scene}
        yield from self.practise(f"Once more: {scene}", {**wanted, "level": level}, thread)

    def _write_to_partner(self, rehearsal_id: str, thread: str | None) -> Iterator[dict[Any, Any]]:
        yield from self._draft_to(self.table.practice.partner_of(rehearsal_id)[0], thread)

    def _revise(self, thread: str | None, subject: str, body: str, wish: str) -> Iterator[dict[Any, Any]]:
        self._save_edit(thread, subject, body)
        yield from self._send(wish, thread, ("revise", {"how": wish.lower()}))

    def _keep_it(self, words: str, ticked: list[str], thread: str | None) -> Iterator[dict[Any, Any]]:
        """Saves what is ticked; words that were changed are read and shown again first."""
        value = self._value(thread)
        if not is_to_keep(value):
            return
        if words.strip() != value["needs_confirmation"]["arguments"]["text"].strip():
            yield from self._read_again(words, thread)
            return
        without = [line for line in lines_to_keep(value["result"]) if line not in ticked]
        yield from self._send("yes", thread, ("remember", {"without": without}))

    def _read_again(self, words: str, thread: str | None) -> Iterator[dict[Any, Any]]:
        yield from self._send(f"Remember: {words}", thread, ("remember", {"text": words}))

    def _save_edit(self, thread: str | None, subject: str, body: str) -> None:
        """Keeps what was changed by hand; what cannot be kept (an empty message) leaves the draft as it was."""
        draft_id = self._value(thread).get("result", {}).get("draft_id")
        with contextlib.suppress(CoachError):
            self.table.card.edited(draft_id, subject, body)

    def _take(self, two: tuple[str, str], which: int, thread: str | None) -> None:
        made = self.table.card.taken(two, which)
        if made is not None and thread is not None:
            self._room.conversation.take(thread, f"I take the {('careful', 'brave')[which]} one.", made)

    def _reply_to(self, name: str, words: str, thread: str | None) -> Iterator[dict[Any, Any]]:
        if not name.strip() or not words.strip():
            yield {
                self.reply_told: cards.problem(
                    "Say who wrote, and paste their words; then I can help you answer."
                )
            }
            return
        yield {self.reply_told: ""}
        wanted = {"to": name, "purpose": "reply", "message": words}
        yield from self._send(f"Help me answer {name.strip()}", thread, ("draft", wanted))

    # ---- what the book says the page should show ----

    def _messages(self, thread: str | None) -> list[dict[str, str]]:
        if thread is None:
            return []
        roles = {"user": "user", "coach": "assistant"}
        return [
            {"role": roles[message.role], "content": _folded(message.text)}
            for message in self._room.conversation.messages(thread)
        ]

    def _value(self, thread: str | None) -> dict[str, Any]:
        """The last turn that made something, with the newest state of its draft or talk."""
        if thread is None:
            return {}
        said = [
            m for m in self._room.conversation.messages(thread) if m.role == "coach" and m.value.get("kind")
        ]
        if not said:
            return {}
        value = dict(said[-1].value)
        result = value.get("result") or {}
        try:
            if result.get("draft_id"):
                value["result"] = to_json(self._room.coach.load_draft(result["draft_id"]))
            elif result.get("rehearsal_id"):
                value["result"] = to_json(self._room.coach.load_rehearsal(result["rehearsal_id"]), whole=True)
        except CoachError:
            value["result"] = {}
        value["result"] = value["result"] or {}
        return value

    def look_again(self, thread: str | None) -> dict[Any, Any]:
        """`show`, when the user comes to this page; a turn that another page began is left to lay its own table."""
        return {self.box: gr.skip()} if self._room.busy else self.show(thread)

    def show(self, thread: str | None) -> dict[Any, Any]:
        """Everything the page shows of one thread."""
        value = self._value(thread)
        messages = self._messages(thread)
        titles = [(title, thread_id) for thread_id, title, _ in self._room.conversation.threads()]
        known = [thread_id for _, thread_id in titles]
        update: dict[Any, Any] = {
            self.chat: messages,
            self.chats: gr.Row(visible=bool(titles)),
            self.first_time: gr.Column(visible=self._room.coach.store.people.count() == 0),
            self.past: gr.Dropdown(titles, value=thread if thread in known else None),
            self.starters: gr.Row(visible=not messages),
            self.confirming: gr.Row(visible=bool(value.get("needs_confirmation")) and not is_to_keep(value)),
            self.stop: gr.Button(visible=False),
            self.box: gr.Textbox(interactive=True),
        }
        return update | self.table.show(value)


def _folded(text: str) -> str:
    """A reply whose long list stands whole beside the chat: here its first lines are enough."""
    lines = text.split("\n")
    listed = [number for number, line in enumerate(lines) if line.startswith("- ")]
    if len(listed) <= _LISTED + 2:
        return text
    kept = lines[: listed[_LISTED]]
    return "\n".join([*kept, f"- … and {len(listed) - _LISTED} more; all of them stand beside this chat."])
