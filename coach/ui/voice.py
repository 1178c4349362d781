"""What the coach learned about how the user writes: each habit with the user's own words, and a button that removes it."""

from typing import Any

import gradio as gr

from coach.ui import cards, draft_cards
from coach.ui.room import Room, sentence_of

_REMOVE = """element.addEventListener('click', (event) => {
  const chosen = event.target.closest('button[data-habit]');
  if (chosen) trigger('click', {habit: chosen.dataset.habit, says: chosen.dataset.says});
});"""


class VoiceList:
    """The list; `show` fills it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.listed = gr.HTML(elem_id="habits", js_on_load=_REMOVE, padding=True)
        self.listed.click(self._remove, None, [self.listed])

    def show(self) -> str:
        """Every habit, the newest first."""
        return draft_cards.habits(self._room.coach.voice())

    def _remove(self, event: gr.EventData) -> str:
        """Removes the habit the user saw, and none that has come to its number since."""
        number, says = int(event.habit), event.says
        try:
            known = self._room.coach.voice()
            if number <= len(known) and known[number - 1].says() == says:
                self._room.coach.unlearn(number)
        except Exception as error:
            return cards.problem(sentence_of(error))
        return self.show()

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.listed]
