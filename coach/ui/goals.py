"""Goals: whom to tell about each and why, "not this one, because ...", an event ahead, and the picture of the network."""

from typing import Any

import gradio as gr

from coach.errors import CoachError
from coach.skills.suggest import (
    add_goal,
    close_goal,
    kept_goal,
    kept_goals,
    moves,
    not_this_one,
    passed_over,
    reopen_goal,
    revise_goal,
    suggest_for,
    take_back,
)
from coach.types import to_json
from coach.ui import book_cards, cards, goal_cards
from coach.ui.counts import CountsPage
from coach.ui.event import EventPage
from coach.ui.picture import PicturePage
from coach.ui.room import Room, sentence_of

_WHO: list[Any] = [(words[0].upper() + words[1:], name) for name, words in goal_cards.WHO_MAY_HEAR.items()]


class GoalsPage:
    """Three screens: whom to tell, an event, the network."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.last = gr.State("")
        with gr.Tabs(elem_id="goal-tabs", overflow_behavior="wrap"):
            with gr.Tab("Whom to tell", id="whom"), gr.Row(equal_height=False):
                with gr.Column(scale=2, min_width=300):
                    self._draw_goal()
                with gr.Column(scale=3, min_width=300):
                    self._draw_people()
            with gr.Tab("An event", id="event"):
                self.event = EventPage(room)
            with gr.Tab("Your network", id="network") as network:
                self.picture = PicturePage(room)
        network.select(self.picture.show, [self.goal], self.picture.shown())
        self._wire()

    def _draw_goal(self) -> None:
        self.goal = gr.Dropdown([], label="Your goals", visible=False, elem_id="goal")
        self.said = gr.HTML(elem_id="goal-said")
        self.told = gr.HTML(elem_id="goal-told")
        with gr.Accordion("Add a goal", open=False, elem_id="goal-add") as self.adding:
            self.new = self._fields()
            self.add = gr.Button("Keep this goal", variant="primary", size="sm", elem_id="goal-keep")
        with gr.Accordion(
            "Change or close it", open=False, visible=False, elem_id="goal-change"
        ) as self.changing:
            self.old = self._fields()
            self.revise = gr.Button("Keep the change", size="sm", elem_id="goal-revise")
            self.outcome = gr.Textbox(label="How it ended, if it did", elem_id="goal-outcome")
            self.close = gr.Button("Close this goal", size="sm", elem_id="goal-close")

    def _fields(self) -> list[Any]:
        return [
            gr.Textbox(label="What I want, in a sentence"),
            gr.Textbox(label="Why it matters to me"),
            gr.Textbox(label="By when, if you know", placeholder="2027-03"),
            gr.Radio(_WHO, value="close", label="Who may hear of it"),
        ]

    def _draw_people(self) -> None:
        self.ask = gr.Button("Whom could I tell?", variant="primary", visible=False, elem_id="goal-ask")
        self.found = gr.HTML(elem_id="goal-people")
        with gr.Column(visible=False) as self.choosing:
            self.pick = gr.Radio([], label="Take one small step with", elem_id="goal-pick")
            with gr.Row():
                self.draft = gr.Button("Draft a message", variant="primary", size="sm", elem_id="goal-draft")
                self.rehearse = gr.Button("Practise first", size="sm", elem_id="goal-practise")
            self.because = gr.Textbox(
                label="Not this one, because (you may leave this empty)",
                submit_btn="Not this one",
                elem_id="goal-not",
            )
        self.back = gr.Button(
            "Take my last “not this one” back", size="sm", visible=False, elem_id="goal-back"
        )
        self.passed = gr.HTML()
        self.counts = CountsPage(self._room)

    def _wire(self) -> None:
        people = [
            self.found,
            self.choosing,
            self.pick,
            self.because,
            self.passed,
            self.back,
            self.last,
            self.told,
        ]
        shown = self.shown()
        self.goal.input(self.show, [self.goal], shown)
        self.add.click(self._add, self.new, [self.told, self.goal, *self.new]).then(
            self.show, [self.goal], shown
        )
        self.revise.click(self._revise, [self.goal, *self.old], [self.told]).then(
            self.show, [self.goal], shown
        )
        self.close.click(self._close, [self.goal, self.outcome], [self.told, self.outcome]).then(
            self.show, [self.goal], shown
        )
        self.ask.click(self._ask, [self.goal], people)
        self.because.submit(self._not_this, [self.goal, self.pick, self.because], people)
        self.back.click(self._take_back, [self.goal, self.last], people)

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page."""
        blocks.load(self.show, [self.goal], self.shown(), show_progress="hidden")

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            self.goal, self.said, self.adding, self.changing, *self.old, self.close, self.ask, self.found, self.choosing,
            self.passed, self.back, self.counts.shown,
        ]  # fmt: skip

    def show(self, goal_id: int | None) -> dict[Any, Any]:
        """One goal, the one chosen or the newest open one; the people are asked for by a button."""
        goals = kept_goals(self._room.coach.book, closed=True)
        open_ = [one for one in goals if one.closed is None]
        one = next((goal for goal in goals if goal.id == goal_id), None) or (open_ or goals or [None])[-1]  # type: ignore[list-item]
        names = [(f"{'✓ ' if goal.closed else ''}{goal.text[:70]}", goal.id) for goal in goals]
        update: dict[Any, Any] = {
            self.goal: gr.Dropdown(names, value=one.id if one else None, visible=bool(goals)),
            self.said: goal_cards.goal(one) if one else goal_cards.no_goal(),
            self.adding: gr.Accordion(open=not goals),
            self.changing: gr.Accordion(visible=one is not None, open=False),
            self.ask: gr.Button(visible=one is not None and one.closed is None),
            self.found: "",
            self.choosing: gr.Column(visible=False),
            self.passed: goal_cards.passed(passed_over(self._room.coach.book, one.id), ()) if one else "",
            self.back: gr.Button(visible=False),
            self.counts.shown: gr.Accordion(visible=one is not None),
        }
        if one:
            values = (one.text, one.why, one.due or "", one.public)
            update |= dict(zip(self.old, values, strict=True))
            update[self.close] = gr.Button("Open it again" if one.closed else "Close this goal")
        return update

    def _add(self, text: str, why: str, due: str, public: Any) -> tuple[Any, ...]:
        coach = self._room.coach
        try:
            kept = add_goal(
                coach.book, coach.text(text, "goal"), why=why, due=due.strip() or None, public=public
            )
        except Exception as error:
            return cards.problem(sentence_of(error)), *([gr.skip()] * 5)
        names = [(one.text[:70], one.id) for one in kept_goals(coach.book, closed=True)]
        return book_cards.says("Kept."), gr.Dropdown(names, value=kept.id), "", "", "", "close"

    def _revise(self, goal_id: int, text: str, why: str, due: str, public: Any) -> str:
        try:
            revise_goal(self._room.coach.book, goal_id, text=text, why=why, due=due.strip(), public=public)
        except Exception as error:
            return cards.problem(sentence_of(error))
        return book_cards.says("Changed.")

    def _close(self, goal_id: int, outcome: str) -> tuple[str, str]:
        book = self._room.coach.book
        try:
            if kept_goal(book, goal_id).closed:
                reopen_goal(book, goal_id)
                return book_cards.says("Open again."), ""
            close_goal(book, goal_id, outcome)
        except Exception as error:
            return cards.problem(sentence_of(error)), outcome
        return book_cards.says("Closed. Reached or let go, both are good ends."), ""

    def _ask(self, goal_id: int) -> dict[Any, Any]:
        coach = self._room.coach
        try:
            found = suggest_for(coach.book, coach.retriever, goal_id)
        except Exception as error:
            return {self.told: cards.problem(sentence_of(error))}
        names = [one.person for one in found.suggestions]
        return {
            self.found: cards.suggestions(to_json(found)),  # type: ignore[arg-type]
            self.choosing: gr.Column(visible=bool(names)),
            self.pick: gr.Radio(names, value=names[0] if names else None),
            self.because: "",
            self.passed: goal_cards.passed(passed_over(coach.book, goal_id), moves(coach.book)),
            self.told: "",
        }

    def _not_this(self, goal_id: int, name: str, because: str) -> dict[Any, Any]:
        try:
            not_this_one(self._room.coach.book, goal_id, name, because)
        except CoachError as error:
            return {self.told: cards.problem(str(error))}
        return self._ask(goal_id) | {self.last: name, self.back: gr.Button(visible=True)}

    def _take_back(self, goal_id: int, name: str) -> dict[Any, Any]:
        try:
            take_back(self._room.coach.book, goal_id, name)
        except CoachError as error:
            return {self.told: cards.problem(str(error))}
        return self._ask(goal_id) | {self.last: "", self.back: gr.Button(visible=False)}
