"""Both sides of one relationship, in a person's page, and one tap to write down what was given or received."""

from typing import Any

import gradio as gr

from coach.ui import cards, goal_cards
from coach.ui.room import Room, sentence_of


class Giving:
    """Drawn under a person; `show` fills it for one name."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.name = gr.State("")
        with gr.Column(visible=False, elem_id="giving") as self.group:
            self.account = gr.HTML()
            self.what = gr.Textbox(label="What was it?", placeholder="the soup recipe", elem_id="gift")
            with gr.Row():
                self.gave = gr.Button("I gave it", size="sm", elem_id="gave")
                self.received = gr.Button("I received it", size="sm", elem_id="received")
            self.told = gr.HTML()
        for button, direction in ((self.gave, "gave"), (self.received, "received")):
            button.click(
                lambda name, what, direction=direction: self._log(name, what, direction),
                [self.name, self.what],
                self.shown(),
            )

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.name, self.group, self.account, self.what, self.told]

    def show(self, name: str) -> tuple[Any, ...]:
        """The two sides with somebody; nothing for the user's own page, or where there is nobody."""
        coach = self._room.coach
        try:
            accounts = coach.ledger(name).accounts if name else ()
        except Exception as error:
            return name, gr.Column(visible=True), cards.problem(sentence_of(error)), "", ""
        if not accounts:
            return "", gr.Column(visible=False), "", "", ""
        return name, gr.Column(visible=True), goal_cards.account(accounts[0]), "", ""

    def _log(self, name: str, what: str, direction: str) -> tuple[Any, ...]:
        try:
            self._room.coach.log(name, what, direction)
        except Exception as error:
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), cards.problem(sentence_of(error))
        return self.show(name)
