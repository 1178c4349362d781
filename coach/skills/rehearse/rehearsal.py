"""A rehearsal from its first line to its debrief, saved after every turn so that a crash loses nothing."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal

from coach.errors import EmptyInput, NotFound, TooLarge, UsageError
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.skills.rehearse import care
from coach.skills.rehearse.debrief import Debrief, debrief
from coach.skills.rehearse.partner import Cast, speak
from coach.skills.rehearse.persona import Persona, invented, persona_of
from coach.skills.rehearse.reading import UserTurn, read_user_turns
from coach.skills.rehearse.saved import debrief_from
from coach.skills.rehearse.scenes import Scene, find_scene, level_of
from coach.skills.rehearse.transcript import Transcript, Turn, without_control
from coach.types import BESIDE, Citation, to_json

State = Literal["open", "ended", "paused_for_care"]
OnText = Callable[[str], None]

MAX_WORDS_OF_A_TURN = 4_000  # characters; two minutes of talking
_DOUBTS_EVERY = 3  # turns of the user; a sceptical partner asks what for, a friendly one asks back
_SENTENCES_BEFORE_ASKING = 2  # a partner that likes to ask has asked within its last so many lines


@dataclass(frozen=True)
class Rehearsal:
    """One practice talk. `partner` is a name; what of them is from notes and what is made up stands beside it."""

    rehearsal_id: str
    scene: str
    level: int
    partner: str
    transcript: tuple[Turn, ...]
    debrief: Debrief | None = None
    state: State = field(default="open", metadata=BESIDE)
    from_notes: tuple[Citation, ...] = field(default=(), metadata=BESIDE)
    made_up: tuple[str, ...] = field(default=(), metadata=BESIDE)
    taken_back: tuple[tuple[Turn, ...], ...] = field(default=(), metadata=BESIDE)
    unsaid: tuple[str, ...] = field(default=(), metadata=BESIDE)


@dataclass(frozen=True)
class _Saved:
    """What the book keeps of a rehearsal: what is shown, and who plays."""

    shown: Rehearsal
    cast: Cast
    person_id: int | None


def start(
    book: Book, writer: Writer, *, with_name: str | None = None, scene: str | None = None, level: int = 2
) -> Rehearsal:
    """Begins a talk; the partner says the first line.

    Raises:
        UsageError: a level outside 1 to 5, or a word that names no scene.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
        ModelProblem: the model cannot be reached; the rehearsal is saved and `say` takes it up again.
    """
    chosen = level_of(level)
    place = find_scene(scene)
    person = book.find(with_name) if with_name is not None else None
    if person is not None and person.is_me:
        raise UsageError(f"{with_name!r} is you. Choose somebody else to practise with.")
    if person is not None:
        place = place.for_somebody_real()
    persona = persona_of(book, person, place) if person is not None else invented(place)
    shown = Rehearsal(
        rehearsal_id=secrets.token_hex(6),
        scene=f"lunch with {persona.name}" if person is not None and scene is None else place.title,
        level=level,
        partner=persona.name,
        transcript=(),
        from_notes=persona.from_notes,
        made_up=persona.made_up,
    )
    saved = _Saved(shown, Cast(persona, place, chosen), person.id if person is not None else None)
    _save(book, saved)
    line = speak(writer, saved.cast, (), "opening")
    return _save(book, _with(saved, transcript=(Turn("partner", line),)))


def say(book: Book, writer: Writer, rehearsal_id: str, text: str, on_text: OnText | None = None) -> Rehearsal:
    """The user's words and the partner's answer. Silence ("", "...", "I froze") is allowed.

    Words of despair stop the practice (`state` is paused_for_care) and are answered by the coach with care; harassment
    makes the partner leave.

    Raises:
        NotFound: no such rehearsal.
        UsageError: the talk is over.
        TooLarge: more than anybody says in one breath; the talk stays as it was.
        ModelProblem: the model cannot answer; the user's words are saved and may be sent again.
    """
    saved = _load(book, rehearsal_id)
    if saved.shown.state != "open":
        raise UsageError(
            f"The rehearsal {rehearsal_id!r} is over. Start a new one, or finish this one to read its debrief."
        )
    words = without_control(text).strip() or "..."
    if len(words) > MAX_WORDS_OF_A_TURN:
        raise TooLarge(
            f"That is {len(words):,} characters in one turn; {MAX_WORDS_OF_A_TURN:,} fit. Say it in a few sentences; the talk waits."
        )
    kind = care.kind_of(words)
    spoken = Turn("user", words)
    if saved.shown.transcript[-1:] != (spoken,):  # sent again after the model failed
        saved = _with(saved, transcript=(*saved.shown.transcript, spoken))
    _save(book, saved)
    if kind is care.Turn.DESPAIR:
        return _end(book, saved, care.words_of_care(), "paused_for_care", on_text)
    if kind is care.Turn.HARASSING:
        return _end(book, saved, care.leaving_calmly(), "ended", on_text)
    direction = _direction(saved, kind)
    line = speak(writer, saved.cast, saved.shown.transcript, direction, on_text)
    over = direction in {"farewell", "leaving"}
    return _save(
        book,
        _with(
            saved,
            transcript=(*saved.shown.transcript, Turn("partner", line)),
            state="ended" if over else "open",
        ),
    )


def finish(book: Book, writer: Writer, rehearsal_id: str) -> Rehearsal:
    """Ends the talk and fills the debrief, which is computed from the transcript and needs no model."""
    saved = _load(book, rehearsal_id)
    shown = saved.shown
    if shown.state == "paused_for_care":
        found = Debrief(
            {"not_scored_because": "The practice was stopped, because something else matters more now."}
        )
    else:
        found = debrief(Transcript(shown.partner, shown.transcript))
    state: State = "ended" if shown.state == "open" else shown.state
    return _save(book, _with(saved, debrief=found, state=state))


def take_back(book: Book, rehearsal_id: str) -> Rehearsal:
    """Takes back the user's last line with what followed, to say it again; the branch is kept.

    Raises:
        UsageError: nothing was said yet, or the coach left the practice to care.
    """
    saved = _load(book, rehearsal_id)
    turns = saved.shown.transcript
    said = [index for index, turn in enumerate(turns) if turn.speaker == "user"]
    if not said or saved.shown.state == "paused_for_care":
        raise UsageError(f"There is no line to take back in the rehearsal {rehearsal_id!r}.")
    return _save(
        book,
        _with(
            saved,
            transcript=turns[: said[-1]],
            taken_back=(*saved.shown.taken_back, turns[said[-1] :]),
            state="open",
            debrief=None,
        ),
    )


def load_rehearsal(book: Book, rehearsal_id: str) -> Rehearsal:
    """A rehearsal as it was last saved.

    Raises:
        NotFound: no such rehearsal, or it was forgotten with its person.
    """
    return _load(book, rehearsal_id).shown


def run_script(
    book: Book,
    writer: Writer,
    lines: Sequence[str],
    *,
    with_name: str | None = None,
    scene: str | None = None,
    level: int = 2,
) -> Rehearsal:
    """A whole talk from the user's lines, with its debrief. Lines left over when the talk is over are `unsaid`.

    Raises:
        EmptyInput: no line to say. Otherwise as `start` and `say`.
    """
    spoken = [line.strip() for line in lines if line.strip()]
    if not spoken:
        raise EmptyInput("The script has no lines. Write what you would say, one line for each turn.")
    for line in spoken:
        if len(line) > MAX_WORDS_OF_A_TURN:
            raise TooLarge(
                f"A line of the script has {len(line):,} characters; {MAX_WORDS_OF_A_TURN:,} fit. Shorten {line[:40]!r}…."
            )
    talk = start(book, writer, with_name=with_name, scene=scene, level=level)
    said = 0
    for line in spoken:
        if talk.state != "open":
            break
        talk = say(book, writer, talk.rehearsal_id, line)
        said += 1
    saved = _load(book, talk.rehearsal_id)
    _save(book, _with(saved, unsaid=tuple(spoken[said:])))
    return finish(book, writer, talk.rehearsal_id)


def _direction(saved: _Saved, kind: care.Turn) -> str | None:
    """What this one turn of the partner is for, if anything special."""
    cast, turns = saved.cast, saved.shown.transcript
    mine = read_user_turns(Transcript(saved.shown.partner, turns))
    if kind is care.Turn.SILENT:
        return "silent"
    if kind is care.Turn.OUT_OF_ROLE:
        return "out_of_role"
    last = mine[-1]
    if _leaves(last):
        return "farewell"
    if len(mine) >= cast.level.patience:
        return "leaving"
    if last.has("ask") and (cast.level.says_no or cast.scene.declines):
        return "decline"
    partner = [turn.text for turn in turns if turn.speaker == "partner"][-_SENTENCES_BEFORE_ASKING:]
    quiet = all("?" not in line for line in (partner[-1:] if cast.level.number == 1 else partner))
    if last.has("ask"):
        return None
    if cast.level.says_no and len(mine) % _DOUBTS_EVERY == 0:
        return "doubt"
    if cast.level.asks_back == "often" and quiet:
        return "question"
    if cast.level.number == 2 and quiet and len(mine) % _DOUBTS_EVERY == 0:
        return "question"
    return None


def _leaves(turn: UserTurn) -> bool:
    """Whether the user is going: they say so, and ask nothing more."""
    return turn.has("leaving") and not turn.has("question", "ask")


def _end(book: Book, saved: _Saved, words: str, state: State, on_text: OnText | None) -> Rehearsal:
    if on_text:
        on_text(words)
    return _save(
        book, _with(saved, transcript=(*saved.shown.transcript, Turn("partner", words)), state=state)
    )


def _with(saved: _Saved, **changes: Any) -> _Saved:
    return replace(saved, shown=replace(saved.shown, **changes))


def _save(book: Book, saved: _Saved) -> Rehearsal:
    value = {"shown": to_json(saved.shown, whole=True), "cast": to_json(saved.cast, whole=True)}
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    book.store.desk.save_rehearsal(saved.shown.rehearsal_id, saved.person_id, now, value)
    return saved.shown


def _load(book: Book, rehearsal_id: str) -> _Saved:
    found = book.store.desk.rehearsal(rehearsal_id)
    if found is None:
        raise NotFound(f"There is no rehearsal {rehearsal_id!r} (any more). Start a new one.")
    person_id, value = found
    shown, cast = value["shown"], value["cast"]
    return _Saved(
        shown=Rehearsal(
            **{
                **shown,
                "transcript": _turns(shown["transcript"]),
                "debrief": debrief_from(shown["debrief"]) if shown["debrief"] else None,
                "from_notes": tuple(Citation(**item) for item in shown["from_notes"]),
                "made_up": tuple(shown["made_up"]),
                "taken_back": tuple(_turns(branch) for branch in shown["taken_back"]),
                "unsaid": tuple(shown["unsaid"]),
            }
        ),
        cast=Cast(
            persona=Persona(
                **{
                    **cast["persona"],
                    "facts": tuple(cast["persona"]["facts"]),
                    "from_notes": tuple(Citation(**item) for item in cast["persona"]["from_notes"]),
                    "made_up": tuple(cast["persona"]["made_up"]),
                }
            ),
            scene=Scene(**{**cast["scene"], "facts": tuple(cast["scene"]["facts"])}),
            level=level_of(shown["level"]),
        ),
        person_id=person_id,
    )


def _turns(rows: Sequence[dict[str, Any]]) -> tuple[Turn, ...]:
    return tuple(Turn(row["speaker"], row["text"]) for row in rows)
