"""One step of the week: done, later, or not this one; before it one tap for what is feared, after it one for how it was."""

from typing import Any

import gradio as gr

from coach.skills.plan import Step
from coach.storage.steps import Choice
from coach.ui import cards, today_cards
from coach.ui.door import TAPS
from coach.ui.room import Room, sentence_of

_LATER_DAYS = 7


class StepCard:
    """Draws one step; `show` fills it. What was answered stays on the card, and can be taken back, until the page is shown anew."""

    def __init__(self, room: Room, number: int) -> None:
        self._room = room
        self.step_id = gr.State("")
        with gr.Column(visible=False, elem_id=f"step-{number}", elem_classes="step") as self.group:
            self.says = gr.HTML()
            with gr.Row() as self.choices:
                self.done = gr.Button("Done", variant="primary", size="sm", min_width=80)
                self.later = gr.Button("In a week", size="sm", min_width=80)
                self.not_this = gr.Button("Not this one", size="sm", min_width=80)
            with gr.Accordion("I will do it: how bad might it be?", open=False) as self.before:
                self.feared = gr.Radio(TAPS, label="One tap before you start")
            self.actual = gr.Radio(TAPS, label="Well done. How bad was it? One tap.", visible=False)
            self.because = gr.Textbox(
                label="Not this one, because (you may leave this empty)", submit_btn="Keep", visible=False
            )
            self.back = gr.Button("Take it back", size="sm", visible=False)
        shown = self.shown()
        self.done.click(self._done, [self.step_id], shown)
        self.later.click(lambda step_id: self._answer(step_id, "snoozed"), [self.step_id], shown)
        self.not_this.click(lambda step_id: self._answer(step_id, "not_this"), [self.step_id], shown)
        self.feared.input(
            lambda step_id, feared: self._answer(step_id, "taken", feared=float(feared)),
            [self.step_id, self.feared],
            shown,
        )
        self.actual.input(
            lambda step_id, actual: self._answer(step_id, "done", actual=float(actual)),
            [self.step_id, self.actual],
            shown,
        )
        self.because.submit(
            lambda step_id, because: self._answer(step_id, "not_this", because=because),
            [self.step_id, self.because],
            shown,
        )
        self.back.click(self._take_back, [self.step_id], shown)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            self.step_id, self.group, self.says, self.choices, self.before, self.feared, self.actual, self.because, self.back,
        ]  # fmt: skip

    def show(self, step: Step | None) -> dict[Any, Any]:
        """A step that waits for an answer; hidden if there is none."""
        if step is None:
            return {self.group: gr.Column(visible=False), self.step_id: ""}
        return self._laid(
            today_cards.step(step), waits=True, step_id=step.step_id, feared=step.feared is None
        )

    def _laid(
        self, html: str, *, waits: bool, feared: bool = False, step_id: str | None = None
    ) -> dict[Any, Any]:
        return {
            self.step_id: gr.skip() if step_id is None else step_id,
            self.group: gr.Column(visible=True),
            self.says: html,
            self.choices: gr.Row(visible=waits),
            self.before: gr.Accordion(visible=waits and feared, open=False),
            self.feared: gr.Radio(value=None),
            self.actual: gr.Radio(value=None, visible=False),
            self.because: gr.Textbox(value="", visible=False),
            self.back: gr.Button(visible=False),
        }

    def _step(self, step_id: str) -> Step | None:
        return next((one for one in self._room.coach.plan().steps if one.step_id == step_id), None)

    def _done(self, step_id: str) -> dict[Any, Any]:
        """A step of which something was feared is first asked how it was; both are kept in one go."""
        step = self._step(step_id)
        if step is not None and step.feared is not None:
            return {self.choices: gr.Row(visible=False), self.actual: gr.Radio(visible=True)}
        return self._answer(step_id, "done")

    def _answer(self, step_id: str, choice: Choice, **told: Any) -> dict[Any, Any]:
        try:
            kept = self._room.coach.answer_step(step_id, choice, snooze_days=_LATER_DAYS, **told)
        except Exception as error:
            return {self.says: cards.problem(sentence_of(error))}
        if choice == "taken":
            return self.show(self._step(step_id))
        laid = self._laid(today_cards.answered(kept), waits=False)
        if choice != "done":
            laid[self.back] = gr.Button(visible=True)
        if choice == "not_this" and "because" not in told:
            laid[self.because] = gr.Textbox(value="", visible=True)
        return laid

    def _take_back(self, step_id: str) -> dict[Any, Any]:
        try:
            self._room.coach.take_back_answer(step_id)
        except Exception as error:
            return {self.says: cards.problem(sentence_of(error))}
        return self.show(self._step(step_id))
