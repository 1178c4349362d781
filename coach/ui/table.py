"""The table beside the chat: what the last turn made, as what it is. A draft to edit, people to choose from, a talk."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from coach.ui import cards
from coach.ui.draft import DraftCard
from coach.ui.practice import PracticeCard
from coach.ui.room import Room


class Table:
    """Draws the table; `show` lays it."""

    def __init__(self, room: Room) -> None:
        self.card = DraftCard(room)
        self._draw_people()
        self.practice = PracticeCard(room)
        self._draw_keeping()
        self.rest = gr.HTML(elem_id="rest")

    def _draw_people(self) -> None:
        with gr.Column(visible=False, elem_id="people-found") as self.people_group:
            self.people_html = gr.HTML()
            self.pick = gr.Radio([], label="Take one small step with", elem_id="pick")
            with gr.Row() as self.to_do:
                self.to_draft = gr.Button("Draft a lunch invitation", size="sm", variant="primary")
                self.to_practise = gr.Button("Practise with them first", size="sm")

    def _draw_keeping(self) -> None:
        with gr.Column(visible=False, elem_id="keep") as self.keep_group:
            self.keep_html = gr.HTML()
            self.keep_words = gr.Textbox(
                label="Your words; change them if something was misread",
                lines=3,
                max_lines=10,
                elem_id="keep-words",
            )
            self.keep_again = gr.Button("Read my changed words again", size="sm", elem_id="keep-again")
            self.keep_lines = gr.CheckboxGroup(
                label="What I read in them; take the tick off what should not be kept", elem_id="keep-lines"
            )
            with gr.Row():
                self.keep_save = gr.Button("Save this", variant="primary", elem_id="keep-save")
                self.keep_no = gr.Button("Do not save it", elem_id="keep-no")

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            *self.card.shown(), *self.practice.shown(), self.people_group, self.people_html, self.pick, self.to_do, self.keep_group,
            self.keep_html, self.keep_words, self.keep_lines, self.rest,
        ]  # fmt: skip

    def show(self, value: Mapping[str, Any]) -> dict[Any, Any]:
        """What lies on the table for the last turn's value, as the conversation keeps it."""
        kind, result = value.get("kind"), value.get("result") or {}
        update: dict[Any, Any] = {
            **self.card.show(result if kind == "Draft" else None),
            **self.practice.show(result.get("rehearsal_id") if kind == "Rehearsal" else None),
            self.people_group: gr.Column(visible=kind == "Suggestions" and bool(result)),
            self.keep_group: gr.Column(visible=is_to_keep(value)),
            self.rest: "",
        }
        if kind == "Suggestions" and result:
            names = [person["person"] for person in result["suggestions"]]
            update |= {
                self.people_html: cards.suggestions(result),
                self.pick: gr.Radio(names, value=names[0] if names else None, visible=bool(names)),
                self.to_do: gr.Row(visible=bool(names)),
            }
        elif kind == "Plan" and result:
            update |= {self.rest: cards.plan(result)}
        elif is_to_keep(value):
            lines = lines_to_keep(result)
            update |= {
                self.keep_html: cards.to_keep(result),
                self.keep_words: value["needs_confirmation"]["arguments"]["text"],
                self.keep_lines: gr.CheckboxGroup(lines, value=lines, visible=bool(lines)),
            }
        elif kind == "Answer" and result:
            update |= {self.rest: cards.answer(result)}
        else:
            update |= {self.rest: cards.citations(value.get("citations") or ())}
        return update


def is_to_keep(value: Mapping[str, Any]) -> bool:
    """Whether the last turn read something that waits to be saved."""
    return value.get("kind") == "Remembered" and bool(value.get("needs_confirmation"))


def lines_to_keep(seen: Mapping[str, Any]) -> list[str]:
    """What would be kept, a line each, as `remember` names it."""
    return [f"{fact['kind']}: {fact['value']}" for fact in seen["facts"]] + [
        f"{reminder['due']}: {reminder['text']}" for reminder in seen["reminders"]
    ]
