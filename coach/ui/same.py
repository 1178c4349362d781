"""The same person? Two short cards side by side and three buttons; every answer is kept and can be taken back."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

import gradio as gr

from coach.people.duplicates import MergeQuestion
from coach.ui import book_cards, cards
from coach.ui.room import Room, sentence_of

_BATCH = 10
Reply = Literal["same", "different", "not_sure"]


# Gradio hashes what a page keeps, and dicts have no hash: by identity then.
@dataclass(frozen=True, eq=False)
class Round:
    """Where somebody stands: the questions at hand, what was answered (newest last), and whom they were not sure of."""

    questions: tuple[MergeQuestion, ...] = ()
    answered: tuple[tuple[MergeQuestion, Reply], ...] = ()
    unsure: frozenset[tuple[int, int]] = field(default_factory=frozenset)


class SamePage:
    """Draws the page; `show` asks the first question."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.round = gr.State(None)
        gr.Markdown(
            "### Two entries, one person?\nYour answer is kept. Nothing is lost: a joined person can be parted again."
        )
        self.question = gr.HTML(elem_id="same-question")
        with gr.Row(visible=False) as self.answers:
            self.same = gr.Button("Same person", variant="primary", elem_id="same-yes", min_width=110)
            self.different = gr.Button("Different people", elem_id="same-no", min_width=110)
            self.not_sure = gr.Button("Not sure", elem_id="same-unsure", min_width=110)
        self.undo = gr.Button("Take my last answer back", size="sm", visible=False, elem_id="same-undo")
        self.told = gr.HTML(elem_id="same-told")
        for button, reply in (
            (self.same, "same"),
            (self.different, "different"),
            (self.not_sure, "not_sure"),
        ):
            button.click(
                lambda at, reply=reply: self._answer(at, reply),
                [self.round],
                self.shown(),
                concurrency_limit=1,
            )
        self.undo.click(self._undo, [self.round], self.shown(), concurrency_limit=1)

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.round, self.question, self.answers, self.undo, self.told]

    def show(self) -> tuple[Any, ...]:
        """The first questions, the surest first."""
        return self._ask(Round(), "")

    def _answer(self, at: Round | None, reply: Reply) -> tuple[Any, ...]:
        if at is None or not at.questions:
            return self.show()
        question = at.questions[0]
        pair = (question.a.person_id, question.b.person_id)
        try:
            if reply != "not_sure":
                self._room.coach.answer_merge(*pair, reply == "same")
        except Exception as error:
            return self._ask(replace(at, questions=()), cards.problem(sentence_of(error)))
        told = {
            "same": f"{question.a.person} and {question.b.person} are one person now.",
            "different": f"{question.a.person} and {question.b.person} stay two. I will not ask again.",
            "not_sure": "Left as it is.",
        }[reply]
        done = replace(
            at,
            questions=at.questions[1:],
            answered=(*at.answered, (question, reply)),
            unsure=at.unsure | {pair} if reply == "not_sure" else at.unsure,
        )
        return self._ask(done, book_cards.says(told))

    def _undo(self, at: Round | None) -> tuple[Any, ...]:
        if at is None or not at.answered:
            return self.show()
        question, reply = at.answered[-1]
        pair = (question.a.person_id, question.b.person_id)
        try:
            if reply == "same":
                self._room.coach.split(f"#{pair[0]}")
            elif reply == "different":
                self._room.coach.ask_again(*pair)
        except Exception as error:
            return self._ask(at, cards.problem(sentence_of(error)))
        back = replace(
            at, questions=(question, *at.questions), answered=at.answered[:-1], unsure=at.unsure - {pair}
        )
        return self._ask(back, book_cards.says("Taken back."))

    def _ask(self, at: Round, told: str) -> tuple[Any, ...]:
        if not at.questions:
            found = self._room.coach.merge_questions(_BATCH + len(at.unsure))
            left = [one for one in found if (one.a.person_id, one.b.person_id) not in at.unsure]
            at = replace(at, questions=tuple(left[:_BATCH]))
        if at.questions:
            shown = book_cards.same_person(at.questions[0], len(at.answered) + 1)
        else:
            shown = book_cards.says(
                "Nobody is in your book twice, as far as I can see. There is nothing to do here."
            )
        return at, shown, gr.Row(visible=bool(at.questions)), gr.Button(visible=bool(at.answered)), told
