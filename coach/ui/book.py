"""Your people: everybody and one of them, bringing in, naming whom you know, and who may be there twice."""

from typing import Any

import gradio as gr

from coach.errors import AmbiguousPerson
from coach.types import to_json
from coach.ui import book_cards, cards
from coach.ui.bringing import BringingPage
from coach.ui.giving import Giving
from coach.ui.naming import NamingPage
from coach.ui.room import Room, sentence_of
from coach.ui.same import SamePage

_WINDOW = 50
_CHOOSE = """element.addEventListener('click', (event) => {
  const chosen = event.target.closest('button[data-person]');
  if (chosen) trigger('click', {person: chosen.dataset.person, beside: chosen.dataset.beside});
});"""
_TO_PERSON = "() => document.getElementById('person')?.scrollIntoView({block: 'nearest', behavior: 'smooth'})"


class BookPage:
    """The second page: four screens, each with one thing to do."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.start = gr.State(0)
        with gr.Tabs(elem_id="book-tabs", overflow_behavior="wrap") as self.tabs:
            with gr.Tab("People", id="everybody") as everybody:
                self._draw_people()
            with gr.Tab("Bring in", id="bring-in") as bring_in:
                self.bringing = BringingPage(room)
            with gr.Tab("Who do I know?", id="who") as who:
                self.naming = NamingPage(room)
            with gr.Tab("Doubles", id="same") as same:
                self.same = SamePage(room)
        everybody.select(self.show, [self.where, self.start], self.shown())
        bring_in.select(self.bringing.show, None, self.bringing.shown())
        who.select(self.naming.show, [self.naming.place, self.naming.last], self.naming.shown())
        same.select(self.same.show, None, self.same.shown())
        self._wire()

    def _draw_people(self) -> None:
        self.where = gr.Textbox(
            label="Find by name, circle, place, trade or word",
            placeholder="for example: library, then Enter",
            submit_btn="Find",
            elem_id="where",
        )
        self.count = gr.Markdown(elem_id="count")
        self.nobody = gr.Button("Bring in my notes and contacts", variant="primary", visible=False)
        self.think = gr.Button("I think I know nobody: help me look", visible=False, elem_id="think")
        self.person = gr.HTML(elem_id="person")
        self.chosen = gr.State("")
        self.giving = Giving(self._room)
        self.table = gr.HTML(elem_id="people", js_on_load=_CHOOSE, apply_default_css=False)
        with gr.Row():
            self.earlier = gr.Button("Earlier names", size="sm", visible=False, elem_id="earlier")
            self.later = gr.Button("Later names", size="sm", visible=False, elem_id="later")

    def _wire(self) -> None:
        shown = self.shown()
        self.where.submit(lambda where: self.show(where, 0), [self.where], shown)
        for button, step in ((self.earlier, -_WINDOW), (self.later, _WINDOW)):
            button.click(
                lambda where, start, step=step: self.show(where, start + step),
                [self.where, self.start],
                shown,
            )
        self.table.click(self._select, None, [self.person, self.chosen]).then(
            self.giving.show, [self.chosen], self.giving.shown(), show_progress="hidden"
        ).then(None, None, None, js=_TO_PERSON)
        self.nobody.click(lambda: gr.Tabs(selected="bring-in"), None, [self.tabs])
        self.think.click(lambda: gr.Tabs(selected="who"), None, [self.tabs])
        page = self.bringing
        for finished in page.finished:
            finished.then(page.show, None, page.shown())
        page.example.click(page.load_example, None, [page.report], concurrency_limit=1).then(
            page.show, None, page.shown()
        )
        page.no_example.click(page.remove_example, None, [page.report]).then(
            page.show, None, page.shown()
        ).then(lambda: ("", ""), None, [self.person, self.chosen]).then(
            self.giving.show, [self.chosen], self.giving.shown()
        )

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page: the people as they are, and what was read."""
        blocks.load(self.show, [self.where, self.start], self.shown())
        blocks.load(self.bringing.show, None, self.bringing.shown())
        self.naming.load(blocks)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.start, self.table, self.count, self.nobody, self.think, self.earlier, self.later]

    def show(self, where: str | None, start: int) -> tuple[Any, ...]:
        """One window of the people, and a line that counts them."""
        wanted = (where or "").strip()
        count = self._room.coach.count_people(wanted or None)
        start = max(0, min(start, (count - 1) // _WINDOW * _WINDOW))
        shown = self._room.coach.people(where=wanted or None, limit=start + _WINDOW)[start:]
        empty = not count and not wanted
        if empty:
            words = "Nobody here yet. Bring something in, or name whom you know."
        elif not count:
            words = f"Nobody fits “{wanted}”. Try one word, or part of a name."
        else:
            words = f"{count:,} {'person' if count == 1 else 'people'}"
            words += f", {start + 1:,} to {start + len(shown):,} shown" if count > _WINDOW else ""
        return (
            start,
            book_cards.people(shown),
            words,
            gr.Button(visible=empty),
            gr.Button(visible=empty),
            gr.Button(visible=start > 0),
            gr.Button(visible=start + _WINDOW < count),
        )

    def _select(self, event: gr.EventData) -> tuple[str, str]:
        name, beside = event.person, event.beside
        try:
            try:
                page = self._room.coach.person(name)
            except AmbiguousPerson:
                name = f"{name} ({beside})"
                page = self._room.coach.person(name)
        except Exception as error:
            return cards.problem(sentence_of(error)), ""
        return cards.person(to_json(page)), name  # type: ignore[arg-type]
