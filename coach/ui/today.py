"""Today: a few small steps, and a place to write down what happened."""

from html import escape
from typing import Any

import gradio as gr

from coach.types import to_json
from coach.ui import cards
from coach.ui.room import Room, sentence_of


class TodayPage:
    """The third page."""

    def __init__(self, room: Room) -> None:
        self._room = room
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320):
                gr.Markdown("### A few small steps, the easiest first")
                self.plan = gr.HTML(elem_id="plan")
                self.again = gr.Button("Look again", size="sm")
            with gr.Column(scale=2, min_width=320):
                gr.Markdown("### Something happened?\nTwo lines now save a lot of wondering later.")
                self.name = gr.Textbox(label="With whom", elem_id="log-name")
                self.text = gr.Textbox(label="What happened", lines=3, elem_id="log-text")
                self.kind = gr.Radio(
                    [
                        ("We were in touch", ""),
                        ("I gave something", "gave"),
                        ("I received something", "received"),
                    ],
                    value="",
                    label="What it was",
                )
                self.rate = gr.Checkbox(label="Compare what I feared with how it was", value=False)
                with gr.Group(visible=False) as self.rating:
                    self.feared = gr.Slider(
                        0, 10, value=5, step=1, label="How bad I feared it would be (0 to 10)"
                    )
                    self.actual = gr.Slider(0, 10, value=2, step=1, label="How bad it was (0 to 10)")
                self.save = gr.Button("Write it down", variant="primary", elem_id="log-save")
                self.saved = gr.HTML(elem_id="log-saved")
        self.rate.change(lambda on: gr.Group(visible=on), [self.rate], [self.rating])
        self.again.click(self.show, None, [self.plan])
        self.save.click(
            self._log,
            [self.name, self.text, self.kind, self.rate, self.feared, self.actual],
            [self.saved, self.text],
        ).then(self.show, None, [self.plan])

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page."""
        blocks.load(self.show, None, [self.plan])

    def show(self) -> str:
        """The plan, or why there is none."""
        try:
            return cards.plan(to_json(self._room.coach.plan()))  # type: ignore[arg-type]
        except Exception as error:
            return cards.problem(sentence_of(error))

    def _log(
        self, name: str, text: str, kind: str, rate: bool, feared: float, actual: float
    ) -> tuple[str, Any]:
        try:
            logged = self._room.coach.log(
                name, text, kind or None, feared if rate else None, actual if rate else None
            )
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        words = f"Saved with {escape(logged.person)}."
        if rate:
            words += f" You feared {feared:g} of 10; it was {actual:g}."
        return f"<section class='card' role='status'>{words}</section>", ""
