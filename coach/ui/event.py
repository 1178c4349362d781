"""An event ahead: a card to take along, a practice talk with somebody who may be there, and afterwards whom one met."""

from typing import Any

import gradio as gr

from coach.ui import cards, goal_cards
from coach.ui.room import Room, sentence_of


class EventPage:
    """One sentence in, one card out; `rehearse` is handed over to the chat by the page as a whole."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.event = gr.Textbox(
            label="Which event, and when? One sentence",
            placeholder="The alumni evening is on 4 March at 7 pm",
            submit_btn="Prepare me",
            elem_id="event",
        )
        self.card = gr.HTML(elem_id="event-card")
        self.whom = gr.Radio([], label="Practise with", visible=False, elem_id="event-whom")
        self.rehearse = gr.Button("Practise once, where nobody sees", variant="primary", visible=False)
        with gr.Accordion("I am back: whom did I meet?", open=False, elem_id="event-met"):
            self.met = gr.Textbox(
                label="One person a line, in your words",
                placeholder="Ana Silva, works at the port, wants my soup recipe",
                lines=3,
                elem_id="event-lines",
            )
            self.look = gr.Button("Read it", size="sm", elem_id="event-look")
            self.seen = gr.HTML(elem_id="event-seen")
            self.keep = gr.Button(
                "Keep it", variant="primary", size="sm", visible=False, elem_id="event-keep"
            )
        self.event.submit(self._prepare, [self.event], [self.card, self.whom, self.rehearse])
        for button, save in ((self.look, False), (self.keep, True)):
            button.click(
                lambda event, met, save=save: self._met(event, met, save),
                [self.event, self.met],
                [self.seen, self.keep],
            )

    def _prepare(self, event: str) -> tuple[Any, Any, Any]:
        try:
            made = self._room.coach.event(event)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.Radio(visible=False), gr.Button(visible=False)
        names = list(made.rehearse_with)
        whom = gr.Radio(names, value=names[0] if names else None, visible=len(names) > 1)
        return goal_cards.event(made), whom, gr.Button(visible=bool(names))

    def _met(self, event: str, met: str, save: bool) -> tuple[Any, Any]:
        lines = [line.strip() for line in met.splitlines() if line.strip()]
        try:
            if not lines:
                return cards.problem("Write whom you met first, one person a line."), gr.Button(visible=False)
            found = self._room.coach.met_at_event(event or "an event", lines, save=save)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        return goal_cards.met(found), gr.Button(visible=not save)
