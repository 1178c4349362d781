"""What was written for each case, ours and the plain prompt's, kept in a file a case so that a crash loses nothing."""

import hashlib
import json
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from cases import HERE, Case

from coach.agent.coach import Coach
from coach.errors import CoachError
from coach.llm.scripted import scripted_writer
from coach.llm.writer import Slot
from coach.people.use import use_of
from coach.settings import Settings
from coach.skills.draft import Draft, DraftRequest, draft
from coach.types import Message, Use

TODAY = date(2026, 11, 23)
_OUT = HERE / "out"
_MAX_TOKENS = 320
_SILENCE = "subject: A line to you"
_MOST_CALLS = 40
_PLAIN = """\
You help {user} write a message. Channel: {channel} (email: 60 to 140 words, and first a line 'Subject: ...' of at most 8 \
words; linkedin_note: at most 300 characters; text: at most 320 characters). Purpose: {purpose}. Tone: {tone}. Be short, \
warm and specific, ask one small thing at most, make it easy to say no, use only what the notes say, and do not mention \
anything delicate or private. No placeholders.

Notes about {to}:
{notes}

About {user}:
{me}

{wishes}Write only the message to {first}."""


@dataclass(frozen=True)
class Letter:
    """A message as its reader gets it."""

    subject: str
    body: str


@dataclass(frozen=True)
class Output:
    """What came of one case. `status` is "error" where the coach refused in a sentence, which `error` then holds.

    `kinds` and `texts` are the coach's sentences in order; `withheld` are the notes held back, each with its reason.
    """

    status: str
    letter: Letter
    error: str
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    gaps: tuple[str, ...]
    withheld: tuple[str, ...]
    failed_checks: tuple[str, ...]
    first_words_seconds: float | None
    seconds: float
    plain: Letter | None


class Kept:
    """The outputs of one run, by case. A case whose labels or notes changed since is written anew."""

    def __init__(self, run: str) -> None:
        self.folder = _OUT / run
        self.folder.mkdir(parents=True, exist_ok=True)

    def get(self, case: Case) -> Output | None:
        """What was written for this case in this run, if anything was."""
        file = self._file(case)
        if not file.exists():
            return None
        row = json.loads(file.read_text(encoding="utf-8"))
        lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        letters = {
            "letter": Letter(**row["letter"]),
            "plain": Letter(**row["plain"]) if row["plain"] else None,
        }
        return Output(**{**row, **lists, **letters})

    def put(self, case: Case, output: Output) -> None:
        """Keeps it; the file is there wholly or not at all."""
        file = self._file(case)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(asdict(output), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(file)

    def _file(self, case: Case) -> Path:
        asked = repr((case.me, [(one.name, one.text) for one in case.notes], case.to, case.purpose, case.channel, case.tone, case.options))  # fmt: skip
        return self.folder / f"{case.id}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}.json"


def write(case: Case, *, baseline: bool, model: bool = True) -> Output:
    """Runs the coach on this case as its user would, and the plain prompt beside it where notes suffice.

    Without the model a script with nothing to say stands in for it, so that every sentence is the planned one.
    """
    with tempfile.TemporaryDirectory() as folder:
        coach = Coach(Settings(home=Path(folder) / "home", today=TODAY))
        try:
            coach.import_paths([_notes_folder(case, Path(folder) / "notes")])
            made, error, first, seconds = _ours(coach, case, model=model)
            plain = _plain(coach, case) if baseline and model and case.expect != "needs_you" else None
            return _output(coach, made, error, first, seconds, plain)
        finally:
            coach.close()


def _notes_folder(case: Case, folder: Path) -> Path:
    folder.mkdir()
    for at, one in enumerate(case.notes):
        text = one.text
        if "\nname:" not in text:
            text = text.replace("---\n", f"---\nname: {one.name}\n", 1)
        file = folder / (
            f"person-{at}.md" if "\nname:" in text or one.name == "Journal" else f"{one.name}.md"
        )
        file.write_text(text, encoding="utf-8")
    (folder / "me.md").write_text(case.me, encoding="utf-8")
    return folder


def _ours(coach: Coach, case: Case, *, model: bool) -> tuple[Draft | None, str, float | None, float]:
    options: Mapping[str, str] = dict(case.options)
    request = DraftRequest(case.to, case.purpose, channel=case.channel, tone=case.tone, **options)  # type: ignore[arg-type]
    pieces: list[float] = []
    began = time.monotonic()
    try:
        writer = coach.writer if model else scripted_writer([_SILENCE] * _MOST_CALLS)
        made = draft(coach.book, writer, request, lambda _: pieces.append(time.monotonic() - began))
    except CoachError as error:
        return None, str(error), None, time.monotonic() - began
    return made, "", pieces[0] if pieces else None, time.monotonic() - began


def _output(
    coach: Coach, made: Draft | None, error: str, first: float | None, seconds: float, plain: Letter | None
) -> Output:
    if made is None:
        return Output("error", Letter("", ""), error, (), (), (), (), (), first, seconds, plain)
    texts = {note.id: note.text for note in coach.store.notes.get([one.note_id for one in made.withheld])}
    return Output(
        status=made.status,
        letter=Letter(made.subject, made.body),
        error="",
        kinds=tuple(str(sentence.kind) for sentence in made.sentences),
        texts=tuple(sentence.text for sentence in made.sentences),
        gaps=tuple(f"{gap.what} ({gap.why})" for gap in made.gaps),
        withheld=tuple(f"{texts[one.note_id]} ({one.reason})" for one in made.withheld),
        failed_checks=tuple(f"{check.name}: {check.detail}" for check in made.checks if not check.passed),
        first_words_seconds=first,
        seconds=seconds,
        plain=plain,
    )


def _plain(coach: Coach, case: Case) -> Letter:
    """The same model with the same shareable notes and a good plain prompt."""
    notes = case.recipient.text if case.recipient else ""
    rows = [row for row in notes.splitlines() if row.strip() and use_of(row) is Use.SHAREABLE]
    prompt = _PLAIN.format(
        user=case.user,
        channel=case.channel,
        purpose=case.purpose.replace("_", " "),
        tone=case.tone,
        to=case.to,
        notes="\n".join(rows),
        me=case.me,
        wishes="".join(f"{name.title()}: {text}\n" for name, text in case.options),
        first=case.to.split()[0],
    )
    text = coach.writer.complete(
        [Message("user", prompt)], slot=Slot.ANSWER, max_tokens=_MAX_TOKENS, temperature=0.4
    ).strip()
    head, _, rest = text.partition("\n")
    if head.casefold().startswith("subject:"):
        return Letter(head[8:].strip(), rest.strip())
    return Letter("", text)
