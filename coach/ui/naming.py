"""Who do I know? One circle a screen, one name a line, saved at once; at the end the picture of how many people that is."""

from typing import Any

import gradio as gr

from coach.skills.inventory import CIRCLES, SOMEBODY_NEW, Named
from coach.ui import book_cards, cards
from coach.ui.room import Room, sentence_of

_WELCOME = (
    "<p>You know more people than you think. Let us look, circle by circle. A first name or "
    "“the woman at the bakery” is enough. Skip whatever does not fit; nobody sees this, and it is saved as you go.</p>"
)
_END = len(CIRCLES)


class NamingPage:
    """Draws the walk; `show` says where it stands."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.place = gr.State(0)
        self.last = gr.State(None)  # the note of the name that was saved last
        self.asked = gr.State(None)  # the name that could be several people
        with gr.Column(elem_classes="narrow"):
            self._draw()
        self._wire()

    def _draw(self) -> None:
        self.circle = gr.HTML(elem_id="circle")
        with gr.Column(elem_id="naming") as self.asking:
            self.box = gr.Textbox(
                label="One name, then Enter. A few words after a comma are welcome",
                placeholder="for example: Rosa, lives downstairs",
                lines=1,
                max_lines=8,
                submit_btn="Save",
                elem_id="name-box",
            )
            self.told = gr.HTML(elem_id="name-told")
            with gr.Column(visible=False, elem_id="which") as self.which:
                self.choice = gr.Radio([], label="Who is it?", elem_id="which-choice")
                self.sure = gr.Button("That is who I mean", size="sm", elem_id="which-go")
            self.saved = gr.HTML(elem_id="names")
        with gr.Row():
            self.back = gr.Button("Back", elem_id="circle-back", min_width=90)
            self.undo = gr.Button("Take the last name back", elem_id="name-undo", visible=False)
            self.next = gr.Button("Next circle", variant="primary", elem_id="circle-next", min_width=120)
        self.enough = gr.Button("That is enough for today", elem_id="circle-enough", size="sm")

    def _wire(self) -> None:
        here, shown = [self.place, self.last, self.asked], self.shown()
        self.box.submit(self._save, [self.box, self.place], [*self._said(), *here]).then(
            self.show, here[:2], shown
        )
        self.sure.click(self._answer, [self.choice, self.asked], [*self._said(), *here]).then(
            self.show, here[:2], shown
        )
        self.undo.click(self._undo, [self.last], [self.told, self.last]).then(self.show, here[:2], shown)
        for button, step in ((self.next, 1), (self.back, -1), (self.enough, _END)):
            # What still stands in the box is saved before the walk goes on.
            button.click(
                lambda words, place, step=step: self._walk(words, place, step),
                [self.box, self.place],
                [*self._said(), *here],
            ).then(self.show, here[:2], shown)

    def _said(self) -> list[Any]:
        return [self.box, self.told, self.which, self.choice]

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [self.circle, self.asking, self.saved, self.back, self.undo, self.next, self.enough]

    def load(self, blocks: gr.Blocks) -> None:
        """On opening or refreshing the page: the circle where somebody was named last, or the first."""
        blocks.load(self._resume, None, [self.place]).then(self.show, [self.place, self.last], self.shown())

    def show(self, place: int, last: str | None) -> tuple[Any, ...]:
        """The circle at hand with whoever is saved in it; after the last, the picture."""
        if place >= _END:
            picture = book_cards.circles(self._room.coach.look_back())
            return (
                picture, gr.Column(visible=False), "", gr.Button("Go through it again", visible=True),
                gr.Button(visible=False), gr.Button(visible=False), gr.Button(visible=False),
            )  # fmt: skip
        circle = CIRCLES[place]
        named = self._room.coach.named_in(circle.name)
        head = (
            f"{_WELCOME if place == 0 else ''}<h3>{circle.title} <span class='tag'>{place + 1} of {_END}</span></h3>"
            f"<p>{circle.question}</p>"
        )
        return (
            head, gr.Column(visible=True), book_cards.names(circle.title, named), gr.Button("Back", visible=place > 0),
            gr.Button(visible=last is not None),
            gr.Button("See how many that is" if place == _END - 1 else "Next circle", visible=True),
            gr.Button(visible=True),
        )  # fmt: skip

    # ---- what happens ----

    def _resume(self) -> int:
        used = [place for place, one in enumerate(self._room.coach.look_back().circles) if one.people]
        return max(used, default=0)

    def _save(self, words: str | None, place: int) -> tuple[Any, ...]:
        try:
            named = self._room.coach.name_people(CIRCLES[min(place, _END - 1)].name, words or "")
        except Exception as error:
            return (words, cards.problem(sentence_of(error)), *_quiet(), place, None, None)
        return (*_told(named), place, *_kept(named))

    def _answer(self, choice: str | None, asked: Named | None) -> tuple[Any, ...]:
        place = next((n for n, one in enumerate(CIRCLES) if asked and one.name == asked.circle), 0)
        if asked is None or choice is None:
            return (
                "",
                book_cards.says("Choose one of them first."),
                gr.skip(),
                gr.skip(),
                place,
                None,
                asked,
            )
        try:
            named = self._room.coach.name_people(asked.circle, asked.line, choice)
        except Exception as error:
            return ("", cards.problem(sentence_of(error)), gr.skip(), gr.skip(), place, None, asked)
        return (*_told(named), place, *_kept(named))

    def _undo(self, last: str | None) -> tuple[str, None]:
        try:
            return book_cards.says(f"{self._room.coach.take_name_back(last or '')} is taken back."), None
        except Exception as error:
            return cards.problem(sentence_of(error)), None

    def _walk(self, words: str | None, place: int, step: int) -> tuple[Any, ...]:
        if place >= _END:
            return ("", "", *_quiet(), 0, None, None)
        box, told, which, choice, _, last, asked = self._save(words, place)
        if asked is not None or box:
            return (box, told, which, choice, place, last, asked)
        return ("", "", *_quiet(), min(max(place + step, 0), _END), None, None)


def _told(named: tuple[Named, ...]) -> tuple[Any, ...]:
    """(box, sentence, question, choices) for what became of the names."""
    new = [one.person for one in named if one.outcome == "new"]
    known = [one.person for one in named if one.outcome == "known"]
    nobody = [one.line for one in named if one.outcome == "no_name"]
    parts = [f"{_list(new)} saved."] if new else []
    parts += [f"You have {_list(known)} already; nothing is doubled."] if known else []
    parts += [f"I found no name in “{nobody[0]}”; that is fine."] if nobody else []
    unclear = next((one for one in named if one.outcome == "unclear"), None)
    if unclear is None:
        return ("", book_cards.says(" ".join(parts)) if parts else "", *_quiet())
    parts.append(f"“{unclear.line}” could be somebody you have already.")
    choices = [*((who, who) for who in unclear.candidates), ("Somebody new", SOMEBODY_NEW)]
    rest = [one.line for one in named if one.outcome == "unclear" and one is not unclear]
    return (
        "\n".join(rest), book_cards.says(" ".join(parts)), gr.Column(visible=True), gr.Radio(choices, value=None),
    )  # fmt: skip


def _kept(named: tuple[Named, ...]) -> tuple[str | None, Named | None]:
    saved = [one.citation.note_id for one in named if one.citation]
    return (saved[-1] if saved else None), next((one for one in named if one.outcome == "unclear"), None)


def _quiet() -> tuple[Any, Any]:
    return gr.Column(visible=False), gr.Radio([], value=None)


def _list(people: list[str | None]) -> str:
    return ", ".join(filter(None, people))
