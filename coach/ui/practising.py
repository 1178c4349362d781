"""Practise: what to practise next, any scene or person at any level, what waits, and how nervous over time."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from coach.skills.rehearse import load_rehearsal, next_practice, past_practices, scenes
from coach.ui import cards, practice_cards
from coach.ui.room import Room, sentence_of
from coach.ui.talk import TalkPage

_OWN = "a scene of my own"


class PractisingPage:
    """Chooses a practice talk; the talk itself goes on in the chat, which the page as a whole opens."""

    def __init__(self, room: Room, talk: TalkPage) -> None:
        self._room = room
        self._talk = talk
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                gr.Markdown(
                    "### Practise where nobody sees\nOne small step at a time; every talk may be left at any time."
                )
                self.step = gr.HTML(elem_id="next-practice")
                self.start = gr.Button("Practise this one", variant="primary", elem_id="start-next")
                self.nerves = gr.HTML(elem_id="nerves")
            with gr.Column(scale=2, min_width=300, elem_id="choose-practice"):
                self._draw_choice()
        self.trouble = gr.HTML()

    def _draw_choice(self) -> None:
        with gr.Column(visible=False) as self.past_group:
            self.past = gr.Dropdown([], label="Earlier practice talks", elem_id="past-practices")
            self.open = gr.Button("Open it: go on, or look back", size="sm", elem_id="open-practice")
        gr.Markdown("### Or choose yourself")
        self.person = gr.Dropdown(
            [], label="With somebody from my notes (you may leave this empty)", elem_id="with-whom"
        )
        self.scene = gr.Dropdown([*scenes(), _OWN], value=None, label="Where, or what for", elem_id="scene")
        self.own = gr.Textbox(
            label="My own scene, in a sentence",
            placeholder="I ask my landlord for a longer lease",
            visible=False,
            elem_id="own-scene",
        )
        self.level = gr.Radio(
            [(practice_cards.level(number), number) for number in range(1, 6)],
            value=1,
            label="How hard",
            elem_id="level",
        )
        self.begin = gr.Button("Begin", variant="primary", elem_id="begin-practice")
        self.scene.change(lambda scene: gr.Textbox(visible=scene == _OWN), [self.scene], [self.own])

    def wire(self) -> None:
        """Starting and opening are turns of the chat."""
        self._talk.turn_on(self.start.click, self._next)
        self._talk.turn_on(self.begin.click, self._begin, self.person, self.scene, self.own, self.level)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.step, self.nerves, self.past_group, self.past, self.person, self.trouble]

    def show(self) -> dict[Any, Any]:
        """The next step, what waits, and the plot."""
        book = self._room.coach.book
        try:
            past = past_practices(book)
            people = [person.name for person in book.store.people.all() if not person.is_me]
            return {
                self.step: practice_cards.next_step(next_practice(book)),
                self.nerves: practice_cards.nerves(past),
                self.past_group: gr.Column(visible=bool(past)),
                self.past: gr.Dropdown(
                    [(practice_cards.title(one), one.rehearsal_id) for one in past],
                    value=past[0].rehearsal_id if past else None,
                ),
                self.person: gr.Dropdown(["", *sorted(people)], value=""),
                self.trouble: "",
            }
        except Exception as error:
            return {self.trouble: cards.problem(sentence_of(error))}

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page."""
        blocks.load(self.show, None, self.shown(), show_progress="hidden")

    def _next(self, thread: str | None) -> Iterator[dict[Any, Any]]:
        step = next_practice(self._room.coach.book)
        yield from self._talk.practise(
            f"Let me practise: {step.scene}", {"scene": step.scene, "level": step.level}, thread
        )

    def _begin(
        self, person: str | None, scene: str | None, own: str, level: int, thread: str | None
    ) -> Iterator[dict[Any, Any]]:
        where = own if scene == _OWN else scene
        wanted = {"with_name": person or None, "scene": where or None, "level": level}
        words = " ".join(filter(None, [f"with {person}" if person else "", where or ""])) or "lunch"
        yield from self._talk.practise(
            f"Let me practise: {words}", wanted if person or where else {**wanted, "scene": "lunch"}, thread
        )

    def opened(self, rehearsal_id: str | None) -> str | None:
        """Puts an earlier talk into a chat of its own; the chat's id."""
        if not rehearsal_id:
            return None
        talk = load_rehearsal(self._room.coach.book, rehearsal_id)
        return self._room.conversation.practise("Back to the practice talk.", talk, None)
