"""One user's coach, opened: the calls that the browser, the terminal and the conversation share.

It knows how the pieces are wired and nothing of what they do. Opening is cheap: the index, the embedder and the
writer are only woken by the first call that needs them.
"""

import shutil
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path

from coach.agent.outgoing import DraftRow, Saved, list_drafts, save_to_mailbox
from coach.errors import EmptyInput, TooLarge
from coach.importers.spreadsheet import ColumnGuess, Columns
from coach.index.embedder import Embedder, open_embedder
from coach.llm.writer import Writer, open_writer
from coach.people.book import Book
from coach.people.duplicates import (
    Duplicate,
    MergeQuestion,
    answer_merge,
    ask_again,
    duplicates,
    keep_apart,
    merge_questions,
)
from coach.people.example import load_example, remove_example
from coach.people.expectations import Expectation, expectations
from coach.people.exporting import Exported, export
from coach.people.forgetting import Forgotten, forget
from coach.people.importing import ImportReport, import_paths
from coach.people.merging import merge, split
from coach.people.pages import PersonPage, PersonRow, count_people, list_people, person_page
from coach.people.sources import guess_columns
from coach.retrieval.retriever import Found, Retriever
from coach.settings import Settings
from coach.skills.advise import Advice, advise
from coach.skills.answer import Answer, Considered, ask
from coach.skills.draft import (
    Draft,
    DraftRequest,
    Memory,
    Revision,
    Variants,
    draft,
    edit,
    load_draft,
    memories,
    revise,
    revisions,
    unlearn,
    variants,
)
from coach.skills.event import EventCard, event_card, named_event, opener, what_was_said_there
from coach.skills.inventory import Inventory, Named, look_back, name_people, named_in, take_name_back
from coach.skills.ledger import Ledger, make_ledger, told_by_ledger
from coach.skills.log import Logged, Sent, log, sent, tell_actual
from coach.skills.plan import Plan, answer_step, make_plan, take_back_answer
from coach.skills.rehearse import (
    Rehearsal,
    finish,
    hint,
    load_rehearsal,
    run_script,
    say,
    start,
    take_back,
)
from coach.skills.remember import Remembered, remember
from coach.skills.suggest import Suggestions, suggest
from coach.skills.warmup import WarmUp, skip_warm_up, warm_up
from coach.storage.steps import Choice, StepAnswer
from coach.storage.store import Store
from coach.types import Citation, Progress

OnText = Callable[[str], None]
OnProgress = Callable[[Progress], None]


class Coach:
    """Everything one user can ask for. Every text is checked for emptiness and length before any work."""

    def __init__(self, settings: Settings, announce: Callable[[str], None] | None = None) -> None:
        self.settings = settings
        self._announce = announce
        self.store = Store(settings.book_file)
        self.book = Book(self.store, settings.today)

    @cached_property
    def embedder(self) -> Embedder:
        return open_embedder(self.settings)

    @cached_property
    def retriever(self) -> Retriever:
        return Retriever(self.store, self.settings.index_folder, self.embedder, self.settings.today)

    @cached_property
    def writer(self) -> Writer:
        return open_writer(self.settings, self._announce)

    def close(self) -> None:
        """Closes the book and its indexes. The writer stops by itself when nobody needs it."""
        if "retriever" in vars(self):
            self.retriever.close()
        self.store.close()

    def text(self, words: str, what: str) -> str:
        """The words, stripped; refuses none and too many before anything is done with them."""
        stripped = words.strip()
        if not any(letter.isalnum() for letter in stripped):
            raise EmptyInput(f"There is no {what} to work with. Write it in a sentence and try again.")
        most = self.settings.max_message_characters
        if len(stripped) > most:
            raise TooLarge(
                f"This {what} has {len(stripped):,} characters; at most {most:,} fit. Shorten it and try again; nothing was lost."
            )
        return stripped

    # ---- the book ----

    def import_paths(
        self,
        paths: Sequence[Path],
        format: str | None = None,
        progress: OnProgress | None = None,
        *,
        columns: Columns | None = None,
        messages: bool = False,
    ) -> ImportReport:
        """Reads files into the book and brings both indexes up to it."""
        report = import_paths(
            self.book,
            paths,
            format=format,
            progress=progress,
            max_file_megabytes=self.settings.max_file_megabytes,
            columns=columns,
            messages=messages,
        )
        self.retriever.refresh(progress)
        return report

    def guess_columns(self, paths: Sequence[Path]) -> tuple[tuple[str, ColumnGuess], ...]:
        """What the columns of tables of no known program are taken for, before they are imported."""
        return guess_columns(self.book, paths, max_file_megabytes=self.settings.max_file_megabytes)

    def load_example(self, progress: OnProgress | None = None) -> ImportReport:
        """Loads the invented network."""
        report = load_example(self.book, progress=progress)
        self.retriever.refresh(progress)
        return report

    def remove_example(self) -> None:
        """Removes the invented network without a trace."""
        remove_example(self.book)
        self.retriever.refresh()

    def people(
        self,
        circle: str | None = None,
        where: str | None = None,
        quiet_for: int | None = None,
        limit: int | None = None,
    ) -> list[PersonRow]:
        return list_people(self.book, circle=circle, where=where, quiet_for=quiet_for, limit=limit)

    def count_people(self, where: str | None = None) -> int:
        return count_people(self.book, where=where)

    def person(self, name: str) -> PersonPage:
        return person_page(self.book, name)

    def duplicates(self) -> list[Duplicate]:
        return duplicates(self.book)

    def keep_apart(self, a: str, b: str) -> None:
        """Remembers that two people are two."""
        keep_apart(self.book, a, b)

    def merge_questions(self, limit: int = 10) -> tuple[MergeQuestion, ...]:
        return merge_questions(self.book, limit)

    def answer_merge(self, a_id: int, b_id: int, same: bool) -> None:
        """Makes two people one, or remembers that they are two."""
        answer_merge(self.book, a_id, b_id, same)
        if same:
            self.retriever.refresh()

    def ask_again(self, a_id: int, b_id: int) -> None:
        ask_again(self.book, a_id, b_id)

    def merge(self, a: str, b: str) -> PersonPage:
        merged = merge(self.book, a, b)
        self.retriever.refresh()
        return merged

    def split(self, name: str) -> tuple[PersonPage, ...]:
        parts = split(self.book, name)
        self.retriever.refresh()
        return parts

    def forget(self, name: str, *, save: bool, redact: bool = True) -> Forgotten:
        """Counts what would go; with `save`, removes it, and the page's copies of files with it."""
        forgotten = forget(self.book, self.retriever, name, save=save, redact=redact)
        if save:
            shutil.rmtree(self.settings.page_folder, ignore_errors=True)
        return forgotten

    def export(self, folder: Path) -> Exported:
        return export(self.book, folder)

    # ---- who do I know? ----

    def name_people(self, circle: str, text: str, answer: str | None = None) -> tuple[Named, ...]:
        return name_people(self.book, circle, text, answer=answer)

    def named_in(self, circle: str) -> tuple[Named, ...]:
        return named_in(self.book, circle)

    def take_name_back(self, note_id: str) -> str:
        return take_name_back(self.book, note_id)

    def look_back(self) -> Inventory:
        return look_back(self.book)

    # ---- the skills ----

    def search(self, query: str, k: int = 10) -> Found:
        return self.retriever.find(self.text(query, "question"), k)

    def ask(self, question: str, on_text: OnText | None = None) -> Answer:
        words = self.text(question, "question")
        if told := told_by_ledger(self.book, self.embedder, words):
            text, people, cites = told
            if on_text is not None:
                on_text(text)
            looked = Considered(self.store.people.count(), self.store.notes.count())
            return Answer("answered", text, people, cites, False, looked)
        return ask(self.book, self.retriever, self.writer, words, on_text)

    def opener(self, question: str) -> tuple[str, str, Citation | None] | None:
        """Whom a question is about, how to begin with them, and the line it rests on; None unless it names one person."""
        named = [one for one in self.book.mentioned_in(question) if not one.is_me]
        return (named[0].name, *opener(self.book, named[0])) if len(named) == 1 else None

    def advise(self, question: str, on_text: OnText | None = None) -> Advice:
        return advise(self.retriever, self.writer, self.text(question, "question"), on_text)

    def suggest(self, goal: str, k: int = 5) -> Suggestions:
        return suggest(self.book, self.retriever, self.text(goal, "goal"), k)

    def draft(self, request: DraftRequest, on_text: OnText | None = None) -> Draft:
        return draft(self.book, self.writer, request, on_text)

    def revise(self, draft_id: str, how: str, on_text: OnText | None = None) -> Draft:
        wish = self.text(how, "wish for the draft")
        return revise(self.book, self.writer, draft_id, wish, on_text)

    def edit(self, draft_id: str, subject: str, body: str) -> Draft:
        return edit(self.book, draft_id, subject, body)

    def load_draft(self, draft_id: str) -> Draft:
        return load_draft(self.book, draft_id)

    def variants(
        self, request: DraftRequest, on_text: OnText | None = None, *, like: str | None = None
    ) -> Variants:
        """The draft asked carefully and asked bravely, side by side; both keep what was changed by hand in `like`."""
        return variants(self.book, self.writer, request, on_text, like=like)

    def revisions(self, draft_id: str) -> tuple[Revision, ...]:
        return revisions(self.book, draft_id)

    def voice(self) -> tuple[Memory, ...]:
        """How the user writes, as far as their own changes and their own page show it."""
        return memories(self.book)

    def unlearn(self, number: int) -> Memory:
        return unlearn(self.book, number)

    def start_rehearsal(
        self, with_name: str | None = None, scene: str | None = None, level: int = 2
    ) -> Rehearsal:
        return start(self.book, self.writer, with_name=with_name, scene=scene, level=level)

    def say(self, rehearsal_id: str, text: str, on_text: OnText | None = None) -> Rehearsal:
        return say(self.book, self.writer, rehearsal_id, text, on_text)

    def hint(self, rehearsal_id: str) -> tuple[str, ...]:
        return hint(self.book, self.writer, rehearsal_id)

    def take_back(self, rehearsal_id: str) -> Rehearsal:
        return take_back(self.book, rehearsal_id)

    def finish_rehearsal(self, rehearsal_id: str) -> Rehearsal:
        return finish(self.book, self.writer, rehearsal_id)

    def load_rehearsal(self, rehearsal_id: str) -> Rehearsal:
        return load_rehearsal(self.book, rehearsal_id)

    def run_script(
        self, lines: Sequence[str], with_name: str | None = None, scene: str | None = None, level: int = 2
    ) -> Rehearsal:
        return run_script(self.book, self.writer, lines, with_name=with_name, scene=scene, level=level)

    def remember(self, text: str, *, save: bool, without: Collection[str] = ()) -> Remembered:
        saved = remember(self.book, self.writer, self.text(text, "note"), save=save, without=without)
        if saved.saved:
            self.retriever.refresh()
        return saved

    def plan(self, days: int = 7) -> Plan:
        return make_plan(self.book, days)

    def answer_step(
        self,
        which: str,
        choice: Choice,
        *,
        snooze_days: int = 7,
        because: str = "",
        feared: float | None = None,
        actual: float | None = None,
    ) -> StepAnswer:
        """Taken on, done, snoozed or not this one: the step of an id, or with somebody of that name."""
        return answer_step(
            self.book,
            which,
            choice,
            snooze_days=snooze_days,
            because=because,
            feared=feared,
            actual=actual,
        )

    def take_back_answer(self, step_id: str) -> None:
        take_back_answer(self.book, step_id)

    def event(self, text: str) -> EventCard:
        """What to take along to an event."""
        return event_card(self.book, self.retriever, self.text(text, "event"))

    def met_at_event(self, text: str, met: Sequence[str], *, save: bool) -> tuple[Remembered, ...]:
        """After an event: each of these lines about somebody met there is remembered."""
        event, _ = named_event(self.text(text, "event"), self.settings.today)
        return tuple(self.remember(what_was_said_there(event, line), save=save) for line in met)

    def ledger(self, name: str | None = None) -> Ledger:
        return make_ledger(self.book, self.embedder, name)

    def log(
        self,
        name: str,
        text: str,
        direction: str | None = None,
        feared: float | None = None,
        actual: float | None = None,
    ) -> Logged:
        words = self.text(text, "note")
        logged = log(self.book, name, words, direction=direction, feared=feared, actual=actual)
        self.retriever.refresh()
        return logged

    # ---- out of the door, each by the user's own act ----

    def drafts(self, limit: int = 50) -> tuple[DraftRow, ...]:
        return list_drafts(self.book, limit)

    def save_to_mailbox(self, draft_id: str, password: str | None = None, *, keep: bool = False) -> Saved:
        """Files a draft in the user's own mailbox, unsent; PasswordNeeded asks the door for the password."""
        return save_to_mailbox(self.book, self.settings, draft_id, password, keep=keep)

    def sent(self, draft_id: str, feared: float | None = None, words: str | None = None) -> Sent:
        """The user sent it: logs it, sets a follow-up, and asks what they expect.

        `words` are what they really sent, where that is not the draft; the voice learns from them.
        """
        if words is not None:
            edit(self.book, draft_id, load_draft(self.book, draft_id).subject, words)
        return sent(self.book, draft_id, feared=feared)

    def tell_actual(self, note_id: str, actual: float) -> None:
        tell_actual(self.book, note_id, actual)

    def expectations(self) -> tuple[Expectation, ...]:
        """What was feared beside what was, oldest first; `actual` is None while nobody has said."""
        return expectations(self.book)

    def warm_up(self, name: str) -> WarmUp | None:
        return warm_up(self.book, name)

    def skip_warm_up(self, name: str) -> None:
        skip_warm_up(self.book, name)
