"""Today: at most three small steps, what is owed, feared beside actual, and a place to write down what happened."""

from html import escape
from typing import Any

import gradio as gr

from coach.skills.plan import ahead, as_ics
from coach.ui import cards, today_cards
from coach.ui.door import TAPS
from coach.ui.room import Room, sentence_of
from coach.ui.steps import StepCard

_STEPS = 3


class TodayPage:
    """The page of the week."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.waiting = gr.State("")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=320, elem_id="plan"):
                gr.Markdown("### A few small steps, the easiest first")
                self.nothing = gr.HTML()
                self.steps = [StepCard(room, number) for number in range(1, _STEPS + 1)]
                with gr.Row():
                    self.again = gr.Button("Look again", size="sm")
                    self.ics = gr.DownloadButton("Put them into my calendar (.ics)", size="sm", elem_id="ics")
                self.week = gr.HTML(elem_id="week")
            with gr.Column(scale=2, min_width=320):
                self.asked = gr.HTML(elem_id="how-was-it")
                self.was = gr.Radio(TAPS, label="How bad was it? One tap.", visible=False, elem_id="was")
                self.felt = gr.HTML(elem_id="felt")
                self._draw_log()
        self.rate.change(lambda on: gr.Group(visible=on), [self.rate], [self.rating])
        self.again.click(self.show, None, self.shown())
        self.was.input(self._tell, [self.waiting, self.was], self.shown())
        self.save.click(
            self._log,
            [self.name, self.text, self.kind, self.rate, self.feared, self.actual],
            [self.saved, self.text],
        ).then(self.show, None, self.shown(), show_progress="hidden")

    def _draw_log(self) -> None:
        gr.Markdown("### Something happened?\nTwo lines now save a lot of wondering later.")
        self.name = gr.Textbox(label="With whom", elem_id="log-name")
        self.text = gr.Textbox(label="What happened", lines=3, elem_id="log-text")
        self.kind = gr.Radio(
            [("We were in touch", ""), ("I gave something", "gave"), ("I received something", "received")],
            value="",
            label="What it was",
        )
        self.rate = gr.Checkbox(label="Compare what I feared with how it was", value=False)
        with gr.Group(visible=False) as self.rating:
            self.feared = gr.Slider(0, 10, value=5, step=1, label="How bad I feared it would be (0 to 10)")
            self.actual = gr.Slider(0, 10, value=2, step=1, label="How bad it was (0 to 10)")
        self.save = gr.Button("Write it down", variant="primary", elem_id="log-save")
        self.saved = gr.HTML(elem_id="log-saved")

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page."""
        blocks.load(self.show, None, self.shown(), show_progress="hidden")

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        mine = [self.nothing, self.ics, self.week, self.asked, self.was, self.waiting, self.felt]
        return [*mine, *(one for card in self.steps for one in card.shown())]

    def show(self) -> dict[Any, Any]:
        """The plan, or why there is none."""
        coach = self._room.coach
        try:
            made, soon, log = coach.plan(), ahead(coach.book), coach.expectations()
            file = coach.settings.page_folder / "steps.ics"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(as_ics(coach.book, made))
        except Exception as error:
            return {self.nothing: cards.problem(sentence_of(error))}
        waits = next((one for one in reversed(log) if one.actual is None and one.note_id), None)
        update: dict[Any, Any] = {
            self.nothing: "" if made.steps else today_cards.nothing_due(),
            self.ics: gr.DownloadButton(value=str(file), visible=bool(made.steps)),
            self.week: today_cards.week(made, soon),
            self.asked: today_cards.how_was_it(waits) if waits else "",
            self.was: gr.Radio(value=None, visible=waits is not None),
            self.waiting: waits.note_id if waits else "",
            self.felt: today_cards.felt(log),
        }
        for number, card in enumerate(self.steps):
            update |= card.show(made.steps[number] if number < len(made.steps) else None)
        return update

    def _tell(self, note_id: str, actual: int) -> dict[Any, Any]:
        try:
            self._room.coach.tell_actual(note_id, float(actual))
        except Exception as error:
            return {self.asked: cards.problem(sentence_of(error))}
        return self.show()

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
