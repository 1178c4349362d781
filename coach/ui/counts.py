"""What counts for me: a few weights of the ranking as sliders, kept for all goals."""

from typing import Any

import gradio as gr

from coach.errors import CoachError
from coach.skills.suggest import moves, set_weight
from coach.skills.suggest.kept import tuned
from coach.ui import book_cards, cards
from coach.ui.room import Room

# The weight, what it says to the user, and how far it may be moved; relevance stands far above the others.
_SLIDERS: tuple[tuple[str, str, float], ...] = (
    ("relevance", "Near to my goal", 1.0),
    ("known", "People I have written much about", 0.3),
    ("warmth", "People I am at ease with", 0.3),
    ("novelty", "People from other circles", 0.3),
    ("dormancy", "People I have not heard of for long", 0.3),
    ("open_door", "People who offered something", 0.3),
    ("cost", "Spare me people I have not met", 0.3),
    ("one_sided", "Spare me asking those who did much already", 0.3),
)


class CountsPage:
    """An accordion of sliders; moving one is kept at once."""

    def __init__(self, room: Room) -> None:
        self._room = room
        with gr.Accordion(
            "What counts for me", open=False, visible=False, elem_id="goal-counts"
        ) as self.shown:
            gr.Markdown("How much each of these counts when people are named, for all your goals.")
            self.sliders = [
                gr.Slider(0, most, step=0.01, label=label, elem_id=f"counts-{name}")
                for name, label, most in _SLIDERS
            ]
            self.reset = gr.Button("As it came", size="sm", elem_id="counts-reset")
            self.said = gr.HTML()
        self.shown.expand(self.values, None, self.sliders)
        for (name, _, _), slider in zip(_SLIDERS, self.sliders, strict=True):
            slider.release(lambda value, name=name: self.keep(name, value), [slider], [self.said])
        self.reset.click(self.give_back, None, [self.said, *self.sliders])

    def values(self) -> list[float]:
        """Where each slider stands: the file's weight, with what this user and their answers moved."""
        weights = tuned(self._room.coach.book)
        return [round(weights.for_.get(name, weights.against.get(name, 0.0)), 3) for name, _, _ in _SLIDERS]

    def keep(self, name: str, value: float) -> str:
        """Keeps one weight."""
        try:
            set_weight(self._room.coach.book, name, value)
        except CoachError as error:
            return cards.problem(str(error))
        return book_cards.says("Kept. Ask again to see the difference.")

    def give_back(self) -> list[Any]:
        """Takes back every weight set by hand; what answers taught stays."""
        for move in moves(self._room.coach.book):
            set_weight(self._room.coach.book, move.weight, None)
        return [book_cards.says("As it came."), *self.values()]
