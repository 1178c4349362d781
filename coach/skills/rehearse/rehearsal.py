"""A rehearsal from its first line to its debrief, saved after every turn so that a crash loses nothing."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.errors import EmptyInput, TooLarge, UsageError
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.skills.rehearse import care, phrases
from coach.skills.rehearse.debrief import Debrief, OneThing, debrief
from coach.skills.rehearse.life import to_tell
from coach.skills.rehearse.nudge import nudge_after
from coach.skills.rehearse.partner import speak
from coach.skills.rehearse.persona import invented, persona_of
from coach.skills.rehearse.reading import UserTurn, read_user_turns
from coach.skills.rehearse.saved import Branch, Rehearsal, Saved, State, keep, load, newest
from coach.skills.rehearse.scenes import find_scene, level_of
from coach.skills.rehearse.script import Aim, Cast
from coach.skills.rehearse.speech import fluent
from coach.skills.rehearse.transcript import Transcript, Turn, without_control

OnText = Callable[[str], None]

MAX_WORDS_OF_A_TURN = 4_000  # characters; two minutes of talking
_DOUBTS_EVERY = 3  # turns of the user; a sceptical partner asks what for, a friendly one asks back
_THINKS_FIRST = frozenset({3, 4})  # levels at which a favour is neither granted nor refused at once
_TELLING = frozenset({"self_disclosure", "negativity"})
_A_STORY = 12  # words; so many tell something, whatever else they do
_LITTLE = 3  # words; less gives nothing to take up
_SENTENCES_BEFORE_ASKING = 2  # a partner that likes to ask has asked within its last so many lines


def start(
    book: Book,
    writer: Writer,
    *,
    with_name: str | None = None,
    scene: str | None = None,
    level: int = 2,
    nervous: int | None = None,
) -> Rehearsal:
    """Begins a talk; the partner says the first line. `nervous` is how the user feels before it, 0 to 10.

    Raises:
        UsageError: a level outside 1 to 5, a number outside 0 to 10, or a word that names no scene.
        UnknownPerson, AmbiguousPerson: as `Book.find`.
        ModelProblem: the model cannot be reached; the rehearsal is saved and `say` takes it up again.
    """
    _check_taps(nervous)
    chosen = level_of(level)
    place = find_scene(scene)
    person = book.find(with_name) if with_name is not None else None
    if person is not None and person.is_me:
        raise UsageError(f"{with_name!r} is you. Choose somebody else to practise with.")
    if person is not None:
        place = place.for_somebody_real()
    persona = persona_of(book, person, place) if person is not None else invented(place)
    person_id = person.id if person is not None else None
    shown = Rehearsal(
        rehearsal_id=secrets.token_hex(6),
        scene=f"lunch with {persona.name}" if person is not None and scene is None else place.title,
        level=level,
        partner=persona.name,
        transcript=(),
        real=person is not None,
        from_notes=persona.from_notes,
        made_up=persona.made_up,
        last_time=_last_time(book, person_id),
        nervous_before=nervous,
    )
    saved = Saved(shown, Cast(persona, place, chosen), person_id, book.today.isoformat())
    keep(book, saved)
    line = speak(writer, saved.cast, (), Aim("opening"))
    return keep(book, saved.with_(transcript=(Turn("partner", line),)))


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
    saved = load(book, rehearsal_id)
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
        saved = saved.with_(transcript=(*saved.shown.transcript, spoken))
    keep(book, saved)
    if kind is care.Turn.DESPAIR:
        return _end(book, saved, care.words_of_care(), "paused_for_care", on_text)
    if kind is care.Turn.HARASSING:
        return _end(book, saved, care.leaving_calmly(), "ended", on_text)
    aim = _with_a_fact(saved, _aim(saved, kind))
    line = speak(writer, saved.cast, saved.shown.transcript, aim, on_text)
    shown = saved.shown
    nudge = (
        nudge_after(Transcript(shown.partner, shown.transcript), shown.nudges)
        if shown.nudging and kind is not care.Turn.SILENT
        else None
    )
    return keep(
        book,
        saved.with_(
            transcript=(*shown.transcript, Turn("partner", line)),
            state="ended" if aim.key in {"farewell", "leaving"} else "open",
            nudges=(*shown.nudges, nudge) if nudge else shown.nudges,
        ),
    )


def finish(book: Book, writer: Writer, rehearsal_id: str) -> Rehearsal:
    """Ends the talk and fills the debrief, which is computed from the transcript and needs no model."""
    saved = load(book, rehearsal_id)
    shown = saved.shown
    if shown.state == "paused_for_care":
        found = Debrief(
            {"not_scored_because": "The practice was stopped, because something else matters more now."}
        )
    else:
        found = debrief(Transcript(shown.partner, shown.transcript))
    state: State = "ended" if shown.state == "open" else shown.state
    return keep(book, saved.with_(debrief=found, state=state))


def take_back(book: Book, rehearsal_id: str) -> Rehearsal:
    """Takes back the user's last line with what followed, to say it again; the branch is kept.

    Raises:
        UsageError: nothing was said yet, or the coach left the practice to care.
    """
    saved = load(book, rehearsal_id)
    turns = saved.shown.transcript
    said = [index for index, turn in enumerate(turns) if turn.speaker == "user"]
    if not said or saved.shown.state == "paused_for_care":
        raise UsageError(f"There is no line to take back in the rehearsal {rehearsal_id!r}.")
    at = said[-1]
    return keep(book, _parted(saved, Branch(at, turns[at:]), turns[:at], saved.shown.taken_back))


def take_up(book: Book, rehearsal_id: str, number: int) -> Rehearsal:
    """Goes back to a branch, counted from 0 as in `taken_back`; what was said instead becomes a branch in its place.

    Raises:
        NotFound: no such rehearsal. UsageError: no such branch, or the coach left the practice to care.
    """
    saved = load(book, rehearsal_id)
    shown = saved.shown
    if not 0 <= number < len(shown.taken_back) or shown.state == "paused_for_care":
        raise UsageError(f"There is no line {number!r} taken back in the rehearsal {rehearsal_id!r}.")
    chosen = shown.taken_back[number]
    others = (*shown.taken_back[:number], *shown.taken_back[number + 1 :])
    here = Branch(chosen.at, shown.transcript[chosen.at :])
    return keep(book, _parted(saved, here, (*shown.transcript[: chosen.at], *chosen.turns), others))


def _parted(saved: Saved, branch: Branch, turns: tuple[Turn, ...], others: tuple[Branch, ...]) -> Saved:
    return saved.with_(
        transcript=turns,
        taken_back=(*others, branch) if branch.turns else others,
        nudges=tuple(one for one in saved.shown.nudges if one.turn < branch.at),
        state="open",
        debrief=None,
    )


def rate(
    book: Book,
    rehearsal_id: str,
    *,
    before: int | None = None,
    after: int | None = None,
    expected: int | None = None,
    actual: int | None = None,
) -> Rehearsal:
    """Keeps a tap, 0 to 10: how nervous before the practice and after it, how bad the real talk is expected to be, and was.

    Raises:
        NotFound: no such rehearsal. UsageError: a number outside 0 to 10.
    """
    _check_taps(before, after, expected, actual)
    taps = {"nervous_before": before, "nervous_after": after, "expected": expected, "actual": actual}
    given = {name: value for name, value in taps.items() if value is not None}
    return keep(book, load(book, rehearsal_id).with_(**given))


def switch_nudges(book: Book, rehearsal_id: str, on: bool) -> Rehearsal:
    """Whether the coach may say a word right after a turn. What it said already stays."""
    return keep(book, load(book, rehearsal_id).with_(nudging=on))


def load_rehearsal(book: Book, rehearsal_id: str) -> Rehearsal:
    """A rehearsal as it was last saved.

    Raises:
        NotFound: no such rehearsal, or it was forgotten with its person.
    """
    return load(book, rehearsal_id).shown


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
    saved = load(book, talk.rehearsal_id)
    keep(book, saved.with_(unsaid=tuple(spoken[said:])))
    return finish(book, writer, talk.rehearsal_id)


def _aim(saved: Saved, kind: care.Turn) -> Aim:
    """What this one turn of the partner is for, and what of the user's words it takes up."""
    cast, turns = saved.cast, saved.shown.transcript
    mine = read_user_turns(Transcript(saved.shown.partner, turns))
    last = mine[-1]
    if kind in {care.Turn.SILENT, care.Turn.OUT_OF_ROLE}:
        return Aim(kind.value)
    if _leaves(last):
        return Aim("farewell")
    if len(mine) >= cast.level.patience:
        return Aim("leaving")
    if kind is care.Turn.TOO_MUCH or (last.has("ask") and (cast.level.says_no or cast.scene.declines)):
        return Aim("decline")
    if kind in {care.Turn.PERSONAL, care.Turn.RUDE}:
        return Aim(kind.value)
    if last.has("ask") and not last.has("question") and cast.level.number in _THINKS_FIRST:
        return Aim("favour")
    if last.nonsense:
        return Aim("nonsense")
    asked = next((said.text for said in reversed(last.sentences) if "question" in said.traits), "")
    # Whoever is asked answers, and asks nothing back in the same breath.
    key = _own_question(saved, len(mine)) if not asked and not last.has("ask") else None
    if not asked and key is None and last.length < _LITTLE:
        # "Not great." is told, however short.
        how_it_is = phrases.GREETING_QUESTION.search(fluent(last.partner_said))
        return Aim(None, told=turns[-1].text) if how_it_is else Aim("little")
    told = next((said.text for said in reversed(last.sentences) if said.traits & _TELLING), "")
    if not told and last.length >= _A_STORY:
        told = last.sentences[-1].text
    return Aim(key, asked, told)


def _with_a_fact(saved: Saved, aim: Aim) -> Aim:
    """The aim with the line of the partner's life that fits it."""
    cast, turns = saved.cast, saved.shown.transcript
    words = aim.asked or aim.told or turns[-1].text
    return replace(aim, fact=to_tell(cast.persona, cast.scene, turns, words, asked=bool(aim.asked)))


def _own_question(saved: Saved, turns_of_user: int) -> str | None:
    """Whether it is time for the partner to ask something: in doubt at level 5, out of interest at levels 1 and 2."""
    level = saved.cast.level
    said = [turn.text for turn in saved.shown.transcript if turn.speaker == "partner"]
    quiet = all("?" not in line for line in said[-1 if level.number == 1 else -_SENTENCES_BEFORE_ASKING :])
    if level.says_no and turns_of_user % _DOUBTS_EVERY == 0:
        return "doubt"
    if quiet and (level.asks_back == "often" or (level.number == 2 and turns_of_user % _DOUBTS_EVERY == 0)):
        return "question"
    return None


def _leaves(turn: UserTurn) -> bool:
    """Whether the user is going: they say so, and ask nothing more."""
    return turn.has("leaving") and not turn.has("question", "ask")


def _end(book: Book, saved: Saved, words: str, state: State, on_text: OnText | None) -> Rehearsal:
    if on_text:
        on_text(words)
    return keep(book, saved.with_(transcript=(*saved.shown.transcript, Turn("partner", words)), state=state))


def _check_taps(*taps: int | None) -> None:
    for tap in taps:
        if tap is not None and not 0 <= tap <= 10:
            raise UsageError(f"{tap!r} is not between 0 (not nervous at all) and 10 (as bad as can be).")


def _last_time(book: Book, person_id: int | None) -> OneThing | None:
    """The one thing to try that came out of the last finished talk with somebody."""
    if person_id is None:
        return None
    debriefs = (saved.shown.debrief for saved in newest(book) if saved.person_id == person_id)
    return next((found.one_thing for found in debriefs if found is not None and found.scored), None)
