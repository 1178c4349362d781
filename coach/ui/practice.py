"""The practice card beside the chat: a hint, the mentor, a line taken back, a word after a turn, and looking back.

The talk itself goes on in the chat. Everything shown here is read from the rehearsal, so a refresh shows it again.
"""

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from coach.errors import CoachError
from coach.skills.rehearse import (
    Rehearsal,
    ask_mentor,
    load_rehearsal,
    rate,
    switch_nudges,
    take_back,
    take_up,
)
from coach.types import to_json
from coach.ui import cards, practice_cards
from coach.ui.door import TAPS
from coach.ui.room import Room, sentence_of

_SPOKEN = (
    "<p class='speech-word'>Reading aloud uses only voices of this machine. Speaking is another matter: most browsers send the "
    "sound to their maker's server to turn it into words, so <b>what you say would leave this machine</b>. "
    "Typing never does.</p>"
)


class PracticeCard:
    """Draws the card; `show` fills it for one rehearsal."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.rehearsal_id = gr.State("")
        with gr.Column(visible=False, elem_id="practice") as self.group:
            self.status = gr.HTML()
            self.before = gr.Radio(
                TAPS, label="How nervous are you right now? One tap, or skip it.", elem_id="nervous-before"
            )
            self.nudge = gr.HTML(elem_id="nudge")
            self._draw_during()
            self.trouble = gr.HTML()
            self._draw_branches()
            self.debrief = gr.HTML(elem_id="debrief")
            self._draw_after()
        self._wire()

    def _draw_during(self) -> None:
        with gr.Column() as self.during:
            with gr.Row():
                self.hint = gr.Button("Give me a hint", size="sm", min_width=110, elem_id="hint")
                self.back = gr.Button("Take my last line back", size="sm", min_width=110, elem_id="back")
                self.finish = gr.Button(
                    "Leave, and look back", size="sm", variant="primary", min_width=110, elem_id="finish"
                )
            self.hints = gr.HTML(elem_id="hints")
            with gr.Accordion("Stop the clock: ask the mentor", open=False, elem_id="mentor"):
                self.question = gr.Textbox(
                    label="Your question; the partner does not hear it",
                    placeholder="How do I ask without being a bother?",
                    submit_btn="Ask",
                    elem_id="mentor-question",
                )
                self.answer = gr.HTML(elem_id="mentor-answer")
            with gr.Accordion("How we practise", open=False, elem_id="how"):
                self.nudging = gr.Checkbox(
                    label="Tell me right after a turn when something matters", elem_id="nudging"
                )
                gr.Checkbox(label="Read the partner's lines aloud", value=False, elem_id="read-aloud")
                gr.Checkbox(label="Let me speak instead of typing", value=False, elem_id="let-me-speak")
                gr.HTML(_SPOKEN, elem_id="speech-word")
                gr.Button("Speak now", size="sm", elem_id="speak-now")

    def _draw_branches(self) -> None:
        with gr.Accordion(
            "What if I had said…", open=False, visible=False, elem_id="branches"
        ) as self.branching:
            self.branches = gr.HTML()
            self.which = gr.Radio([], label="Go back to one of these", elem_id="which-branch")

    def _draw_after(self) -> None:
        with gr.Column(visible=False, elem_id="after-practice") as self.after:
            self.nervous = gr.Radio(
                TAPS, label="And how nervous are you now? One tap.", elem_id="nervous-after"
            )
            with gr.Row():
                self.again = gr.Button("Once more", size="sm", min_width=110, elem_id="again")
                self.to_draft = gr.Button(
                    "Draft a message to them", size="sm", min_width=110, elem_id="practice-draft"
                )
                self.to_event = gr.Button(
                    "Prepare for the event", size="sm", min_width=110, elem_id="practice-event"
                )
            with gr.Accordion("The real talk: two minutes", open=False, elem_id="real-talk"):
                self.expected = gr.Radio(
                    TAPS, label="Before it: how bad do you expect it to be?", elem_id="expected"
                )
                self.whom = gr.Textbox(label="With whom it was", elem_id="real-whom")
                self.happened = gr.Textbox(
                    label="After it: what happened, in a few words", lines=2, elem_id="real-happened"
                )
                self.was = gr.Radio(TAPS, label="How bad was it?", elem_id="real-was")
                self.write = gr.Button("Write it down", size="sm", variant="primary", elem_id="real-write")
                self.compared = gr.HTML(elem_id="real-compared")

    def _wire(self) -> None:
        here = [self.rehearsal_id]
        self.hint.click(self._hint, here, [self.hints])
        self.question.submit(self._ask, [*here, self.question], [self.answer, self.question])
        for radio, name in ((self.before, "before"), (self.nervous, "after"), (self.expected, "expected")):
            radio.input(
                lambda rehearsal_id, tap, name=name: self._rate(rehearsal_id, **{name: tap}),
                [*here, radio],
                [self.trouble],
            )
        self.nudging.input(self._switch, [*here, self.nudging], [self.nudge])
        self.write.click(
            self._write,
            [*here, self.whom, self.happened, self.was],
            [self.compared, self.happened],
        )

    def wire_branches(
        self, thread: gr.State, show: Callable[[str | None], dict[Any, Any]], shown: list[Any]
    ) -> None:
        """What changes the talk itself is said in the chat too; `show` lays the page anew."""
        here = [self.rehearsal_id, thread]
        self.back.click(self._take_back, here, [self.trouble]).success(show, [thread], shown)
        self.which.input(self._take_up, [*here, self.which], [self.trouble]).success(show, [thread], shown)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            self.rehearsal_id, self.group, self.status, self.before, self.nudge, self.during, self.hints, self.trouble, self.answer, self.nudging,
            self.branching, self.branches, self.which, self.debrief, self.after, self.nervous, self.to_draft, self.expected,
            self.whom, self.was, self.compared,
        ]  # fmt: skip

    def show(self, rehearsal_id: str | None) -> dict[Any, Any]:
        """The card for one rehearsal; hidden for none, or for one that was forgotten with its person."""
        try:
            talk = load_rehearsal(self._room.coach.book, rehearsal_id) if rehearsal_id else None
        except CoachError:
            talk = None
        if talk is None:
            return {self.group: gr.Column(visible=False), self.rehearsal_id: ""}
        going = talk.state == "open" and talk.debrief is None
        over = talk.debrief is not None and talk.state != "paused_for_care"
        mine = [index for index, turn in enumerate(talk.transcript) if turn.speaker == "user"]
        last = talk.nudges[-1] if talk.nudges else None
        fresh = last is not None and going and mine[-1:] == [last.turn]
        return {
            self.rehearsal_id: talk.rehearsal_id,
            self.group: gr.Column(visible=True),
            self.status: practice_cards.status(talk),
            self.before: gr.Radio(value=talk.nervous_before, visible=going and not mine),
            self.nudge: practice_cards.nudge(last) if last is not None and fresh else "",
            self.during: gr.Column(visible=going),
            self.hints: "",
            self.trouble: "",
            self.answer: "",
            self.nudging: talk.nudging,
            self.branching: gr.Accordion(visible=bool(talk.taken_back) and talk.state != "paused_for_care"),
            self.branches: practice_cards.branches(talk),
            self.which: gr.Radio([(str(n + 1), n) for n in range(len(talk.taken_back))], value=None),
            self.debrief: _looked_back(talk) if over else "",
            **self._after(talk, over),
        }

    def _after(self, talk: Rehearsal, over: bool) -> dict[Any, Any]:
        return {
            self.after: gr.Column(visible=over),
            self.nervous: gr.Radio(value=talk.nervous_after),
            self.to_draft: gr.Button(visible=talk.real),
            self.expected: gr.Radio(value=talk.expected),
            self.whom: gr.Textbox(value=talk.partner if talk.real else "", visible=not talk.real),
            self.was: gr.Radio(value=talk.actual),
            self.compared: _compared(talk),
        }

    def partner_of(self, rehearsal_id: str) -> tuple[str, str, int, bool]:
        """(name, scene, level, whether a person of the book) of a talk, to practise it again or to write to them."""
        talk = load_rehearsal(self._room.coach.book, rehearsal_id)
        return talk.partner, talk.scene, talk.level, talk.real

    # ---- what happens ----

    def _hint(self, rehearsal_id: str) -> Iterator[str]:
        yield "<section class='card' role='status'>Thinking of three things you could say…</section>"
        try:
            yield practice_cards.hints(self._room.coach.hint(rehearsal_id))
        except Exception as error:
            yield cards.problem(sentence_of(error))

    def _ask(self, rehearsal_id: str, question: str) -> Iterator[tuple[Any, Any]]:
        coach = self._room.coach
        yield practice_cards.said("The clock stands still", "The mentor is thinking…"), gr.skip()
        answer = ""
        for piece in self._room.stream(
            lambda on_text: ask_mentor(coach.book, coach.writer, rehearsal_id, question, on_text)
        ):
            if piece.error:
                yield cards.problem(piece.error), gr.skip()
                return
            answer = piece.result if piece.last else answer + piece.words
            yield practice_cards.said("The mentor", answer or piece.notice), gr.skip()
        yield gr.skip(), ""

    def _rate(self, rehearsal_id: str, **tap: int) -> str:
        try:
            rate(self._room.coach.book, rehearsal_id, **tap)
        except Exception as error:
            return cards.problem(sentence_of(error))
        return ""

    def _switch(self, rehearsal_id: str, on: bool) -> Any:
        try:
            switch_nudges(self._room.coach.book, rehearsal_id, on)
        except Exception as error:
            return cards.problem(sentence_of(error))
        return gr.skip() if on else ""

    def _take_back(self, rehearsal_id: str, thread: str) -> str:
        return self._said_in_chat(
            thread, "I take my last line back.", lambda book: take_back(book, rehearsal_id)
        )

    def _take_up(self, rehearsal_id: str, thread: str, number: int) -> str:
        return self._said_in_chat(
            thread, "Back to what I said before.", lambda book: take_up(book, rehearsal_id, number)
        )

    def _said_in_chat(self, thread: str, words: str, change: Callable[[Any], Rehearsal]) -> str:
        try:
            self._room.conversation.practise(words, change(self._room.coach.book), thread)
        except Exception as error:
            return cards.problem(sentence_of(error))
        return ""

    def _write(self, rehearsal_id: str, whom: str, happened: str, was: int | None) -> tuple[Any, Any]:
        coach = self._room.coach
        try:
            talk = load_rehearsal(coach.book, rehearsal_id)
            coach.log(
                talk.partner if talk.real else whom,
                happened,
                None,
                talk.expected,
                None if was is None else float(was),
            )
            talk = rate(coach.book, rehearsal_id, actual=was)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        return _compared(talk) or practice_cards.said("Written down", "That is in your notes now."), ""


def _compared(talk: Rehearsal) -> str:
    if talk.expected is None or talk.actual is None:
        return ""
    better = " Better than you feared." if talk.actual < talk.expected else ""
    return practice_cards.said(
        "Predicted and actual", f"You expected {talk.expected} of 10; it was {talk.actual}.{better}"
    )


def _looked_back(talk: Rehearsal) -> str:
    found: Any = to_json(talk.debrief)
    return cards.debrief(found)
