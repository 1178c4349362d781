"""The table beside the chat: what the last turn made, as what it is. A draft to edit, people to choose from, a talk."""

from collections.abc import Mapping
from typing import Any

import gradio as gr

from coach.skills.draft import as_eml, mailto
from coach.ui import cards
from coach.ui.room import Room

_WISHES = ("Shorter", "Warmer", "Less formal")


class Table:
    """Draws the table; `show` lays it."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.trouble = gr.HTML(visible=False, elem_id="trouble")
        self._draw_draft()
        self._draw_people()
        self._draw_practice()
        self._draw_keeping()
        self.rest = gr.HTML(elem_id="rest")

    def _draw_draft(self) -> None:
        with gr.Column(visible=False, elem_id="draft") as self.draft_group:
            self.draft_status = gr.HTML(padding=True)
            self.subject = gr.Textbox(label="Subject", max_lines=2, elem_id="subject")
            self.body = gr.Textbox(
                label="Your message to them", lines=9, max_lines=24, buttons=["copy"], elem_id="body"
            )
            with gr.Row():
                self.wishes = [gr.Button(wish, size="sm", min_width=80) for wish in _WISHES]
            with gr.Row():
                self.save = gr.Button("Keep my changes", variant="primary", size="sm", elem_id="save")
                self.eml = gr.DownloadButton("Save as e-mail file", size="sm", elem_id="eml")
                self.sent = gr.Button("I sent it", size="sm", elem_id="sent")
            self.mail = gr.HTML(padding=True)
            with gr.Accordion("Why this is safe to send", open=False):
                self.draft_reasons = gr.HTML(padding=True)

    def _draw_people(self) -> None:
        with gr.Column(visible=False, elem_id="people-found") as self.people_group:
            self.people_html = gr.HTML()
            self.pick = gr.Radio([], label="Take one small step with", elem_id="pick")
            with gr.Row():
                self.to_draft = gr.Button("Draft a lunch invitation", size="sm", variant="primary")
                self.to_practise = gr.Button("Practise with them first", size="sm")

    def _draw_practice(self) -> None:
        with gr.Column(visible=False, elem_id="practice") as self.talk_group:
            self.talk_status = gr.HTML()
            with gr.Row() as self.during:
                self.hint = gr.Button("Give me a hint", size="sm", elem_id="hint")
                self.back = gr.Button("Take my last line back", size="sm", elem_id="back")
                self.finish = gr.Button("Stop and look back", size="sm", variant="primary", elem_id="finish")
            self.hints = gr.HTML()
            self.debrief = gr.HTML(elem_id="debrief")

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
            self.trouble, self.draft_group, self.draft_status, self.subject, self.body, self.eml, self.mail,
            self.draft_reasons, self.people_group, self.people_html, self.pick, self.talk_group, self.talk_status,
            self.during, self.hints, self.debrief, self.keep_group, self.keep_html, self.keep_words, self.keep_lines,
            self.rest,
        ]  # fmt: skip

    def show(self, value: Mapping[str, Any]) -> dict[Any, Any]:
        """What lies on the table for the last turn's value, as the conversation keeps it."""
        kind, result = value.get("kind"), value.get("result") or {}
        update: dict[Any, Any] = {
            self.trouble: quiet(),
            self.draft_group: gr.Column(visible=kind == "Draft" and bool(result)),
            self.people_group: gr.Column(visible=kind == "Suggestions" and bool(result)),
            self.talk_group: gr.Column(visible=kind == "Rehearsal" and bool(result)),
            self.keep_group: gr.Column(visible=is_to_keep(value)),
            self.rest: "",
            self.hints: "",
            self.debrief: "",
        }
        if kind == "Draft" and result:
            update |= self._show_draft(result)
        elif kind == "Suggestions" and result:
            names = [person["person"] for person in result["suggestions"]]
            update |= {
                self.people_html: cards.suggestions(result),
                self.pick: gr.Radio(names, value=names[0] if names else None, visible=bool(names)),
            }
        elif kind == "Rehearsal" and result:
            update |= {
                self.talk_status: cards.talk_status(result),
                self.during: gr.Row(visible=result.get("state") == "open"),
            }
            if result.get("debrief"):
                update |= {self.debrief: cards.debrief(result["debrief"])}
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

    def _show_draft(self, made: dict[str, Any]) -> dict[Any, Any]:
        coach = self._room.coach
        draft = coach.load_draft(made["draft_id"])
        file = coach.settings.page_folder / f"{made['draft_id']}.eml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_eml(coach.book, draft))
        return {
            self.draft_status: cards.draft_status(made),
            self.subject: gr.Textbox(value=made["subject"] or "", visible=made["channel"] == "email"),
            self.body: made["body"],
            self.eml: gr.DownloadButton(value=str(file), visible=made["channel"] == "email"),
            self.mail: cards.mail_link(mailto(coach.book, draft)) if made["channel"] == "email" else "",
            self.draft_reasons: cards.draft_reasons(made),
        }


def is_to_keep(value: Mapping[str, Any]) -> bool:
    """Whether the last turn read something that waits to be saved."""
    return value.get("kind") == "Remembered" and bool(value.get("needs_confirmation"))


def lines_to_keep(seen: Mapping[str, Any]) -> list[str]:
    """What would be kept, a line each, as `remember` names it."""
    return [f"{fact['kind']}: {fact['value']}" for fact in seen["facts"]] + [
        f"{reminder['due']}: {reminder['text']}" for reminder in seen["reminders"]
    ]


def say(sentence: str) -> Any:
    """An error, said on the table."""
    return gr.HTML(cards.problem(sentence), visible=True)


def quiet() -> Any:
    """No error."""
    return gr.HTML("", visible=False)
