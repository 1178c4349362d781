"""Out of the door by the user's own hand: a warm-up before, the mail program or their own mailbox, and "I sent it".

Nothing here sends. A typed password is passed on once and never shown, logged or written.
"""

from collections.abc import Callable
from typing import Any

import gradio as gr

from coach.errors import PasswordNeeded, UsageError
from coach.mailbox.password import has_keyring
from coach.people.expectations import Expectation
from coach.skills.draft import Draft, as_eml, as_ics, mailto
from coach.ui import cards, draft_cards
from coach.ui.room import Room, sentence_of

_ENDS = {0: "0 · nothing to it", 10: "10 · as bad as can be"}
TAPS: list[Any] = [(_ENDS.get(number, str(number)), number) for number in range(11)]
"""One tap, 0 to 10, for what is expected and for how it was."""


class Door:
    """Draws the ways out of a draft card; `show` opens those that fit the draft."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.trouble = gr.HTML(elem_id="trouble")
        with gr.Column(visible=False, elem_id="warm-up") as self.warming:
            self.warm = gr.HTML()
            self.skip = gr.Button("Skip the warm-up", size="sm", elem_id="skip-warm-up")
        with gr.Accordion("Take it to my mail", open=False, elem_id="to-mail") as self.mailing:
            with gr.Row():
                self.mail = gr.HTML(padding=True)
                self.eml = gr.DownloadButton("Save as e-mail file", size="sm", elem_id="eml")
            self.where = gr.HTML()
            with gr.Column(visible=bool(room.settings.mailbox_host)):
                self.password = gr.Textbox(
                    label="Password of your mailbox",
                    type="password",
                    info="Asked only to put the draft there. Leave it empty if your keyring has it.",
                    elem_id="mailbox-password",
                )
                self.keep = gr.Checkbox(
                    label="Keep the password in my system's keyring", value=False, visible=has_keyring()
                )
                self.file = gr.Button("Put it into my Drafts, unsent", size="sm", elem_id="to-mailbox")
        self.ics = gr.DownloadButton(
            "Save the day for my calendar, not confirmed", size="sm", visible=False, elem_id="ics"
        )
        self.sent = gr.Button("I sent it", variant="primary", elem_id="sent")
        with gr.Column(visible=False, elem_id="after-sending") as self.after:
            self.told = gr.HTML()
            self.feared = gr.Radio(
                TAPS, label="How badly do you expect it to go? One tap, or skip it.", elem_id="feared"
            )
            self.actual = gr.Radio(TAPS, label="And how bad was it?", elem_id="actual")
            self.happened = gr.Textbox(
                label="What happened, in a few words (you may leave this empty)", lines=2, elem_id="happened"
            )
            self.tell = gr.Button("Write down how it was", size="sm", elem_id="tell")
            with gr.Accordion("I changed it before I sent it", open=False, elem_id="as-sent"):
                self.words = gr.Textbox(
                    label="What you really sent",
                    info="Paste it here: I learn from it how you write.",
                    lines=4,
                    max_lines=16,
                    elem_id="sent-words",
                )
                self.learn = gr.Button("Keep this as what I sent", size="sm", elem_id="learn")

    def wire(
        self, draft_id: gr.State, edited: Callable[[str | None, str | None, str], Draft], *words: Any
    ) -> None:
        """Says which draft is meant; `edited` keeps what the user changed in the card before it leaves."""
        self._edited = edited
        after = [
            self.trouble,
            self.sent,
            self.after,
            self.told,
            self.feared,
            self.actual,
            self.happened,
            self.tell,
        ]
        self.sent.click(self._sent, [draft_id, *words], [*after, self.warming])
        self.feared.input(self._expect, [draft_id, self.feared], after)
        self.tell.click(self._tell, [draft_id, self.actual, self.happened], after)
        self.learn.click(self._as_sent, [draft_id, self.words], [self.trouble, self.words])
        self.skip.click(self._skip, [draft_id], [self.warming])
        filing = [draft_id, *words, self.password, self.keep]
        self.file.click(self._file, filing, [self.where, self.password])

    def shown(self) -> list[Any]:
        """Everything `show` writes to."""
        return [
            self.trouble, self.warming, self.warm, self.mailing, self.mail, self.eml, self.where, self.password, self.ics,
            self.sent, self.after, self.told, self.feared, self.actual, self.happened, self.tell,
        ]  # fmt: skip

    def show(self, draft: Draft) -> dict[Any, Any]:
        """The ways out of one draft: an e-mail has more than a text; a sent one is only asked how it was."""
        coach, is_mail = self._room.coach, draft.channel == "email"
        row = next((one for one in coach.drafts() if one.draft_id == draft.draft_id), None)
        was_sent = bool(row and row.sent)
        offer = None if was_sent else coach.warm_up(draft.to)
        file = coach.settings.page_folder / f"{draft.draft_id}.eml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_eml(coach.book, draft))
        meeting = file.with_suffix(".ics")
        names_a_day = True
        try:
            meeting.write_bytes(as_ics(coach.book, draft))
        except UsageError:
            names_a_day = False
        return {
            self.trouble: "",
            self.warming: gr.Column(visible=offer is not None),
            self.warm: draft_cards.warm_up(offer) if offer else "",
            self.mailing: gr.Accordion(visible=is_mail, open=False),
            self.mail: cards.mail_link(mailto(coach.book, draft)) if is_mail else "",
            self.eml: gr.DownloadButton(value=str(file)),
            self.ics: gr.DownloadButton(value=str(meeting) if names_a_day else None, visible=names_a_day),
            self.where: "" if self._room.settings.mailbox_host else draft_cards.no_mailbox(),
            self.password: "",
            **self._after(draft, was_sent, ""),
        }

    def _after(self, draft: Draft, was_sent: bool, told: str) -> dict[Any, Any]:
        """What is asked once it is sent: what is expected, then what happened, each once."""
        one = self._expected(draft) if was_sent else None
        waits = one is not None and one.actual is None
        return {
            self.sent: gr.Button(visible=not was_sent),
            self.after: gr.Column(visible=was_sent),
            self.told: told or (draft_cards.expected(draft.to, one) if was_sent else ""),
            self.feared: gr.Radio(value=None, visible=one is None),
            self.actual: gr.Radio(value=None, visible=waits),
            self.happened: gr.Textbox(value="", visible=waits),
            self.tell: gr.Button(visible=waits),
        }

    def _expected(self, draft: Draft) -> Expectation | None:
        """What the user expected of the message they sent to that person last."""
        name = self._room.coach.book.find(draft.to).name
        theirs = [one for one in self._room.coach.expectations() if one.person == name and one.note_id]
        return theirs[-1] if theirs else None

    def _sent(self, draft_id: str | None, *words: Any) -> dict[Any, Any]:
        try:
            draft = self._edited(draft_id, *words)
            done = self._room.coach.sent(draft.draft_id)
            return {
                self.trouble: "",
                self.warming: gr.Column(visible=False),
                **self._after(draft, True, draft_cards.sent(done)),
            }
        except Exception as error:
            return {self.trouble: cards.problem(sentence_of(error))}

    def _as_sent(self, draft_id: str, words: str) -> tuple[Any, Any]:
        try:
            self._room.coach.sent(draft_id, words=words)
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        return draft_cards.learned(), gr.Textbox(value="")

    def _expect(self, draft_id: str, feared: int) -> dict[Any, Any]:
        try:
            self._room.coach.sent(draft_id, float(feared))
            draft = self._room.coach.load_draft(draft_id)
            return {self.trouble: "", **self._after(draft, True, "")}
        except Exception as error:
            return {self.trouble: cards.problem(sentence_of(error))}

    def _tell(self, draft_id: str, actual: int | None, happened: str) -> dict[Any, Any]:
        coach = self._room.coach
        try:
            draft = coach.load_draft(draft_id)
            one = self._expected(draft)
            if actual is None:
                return {
                    self.trouble: cards.problem(
                        "Tap a number first: 0 is nothing to it, 10 is as bad as can be."
                    )
                }
            if happened.strip():
                coach.log(draft.to, happened, None, None, float(actual))
            elif one and one.note_id:
                coach.tell_actual(one.note_id, float(actual))
            return {self.trouble: "", **self._after(draft, True, "")}
        except Exception as error:
            return {self.trouble: cards.problem(sentence_of(error))}

    def _skip(self, draft_id: str) -> Any:
        self._room.coach.skip_warm_up(self._room.coach.load_draft(draft_id).to)
        return gr.Column(visible=False)

    def _file(self, draft_id: str, *words: Any) -> tuple[Any, Any]:
        *changed, password, keep = words
        try:
            draft = self._edited(draft_id, *changed)
            saved = self._room.coach.save_to_mailbox(draft.draft_id, password or None, keep=bool(keep))
        except PasswordNeeded as error:
            return cards.problem(str(error)), gr.Textbox(value="")
        except Exception as error:
            return cards.problem(sentence_of(error)), gr.skip()
        return draft_cards.filed(saved), gr.Textbox(value="")
