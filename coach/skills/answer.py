"""Answers a question about the people the user knows: from rows, from evidence, or not at all.

In this order: a question about the whole book is counted from rows; a plain one about a person is read from facts;
any other needs a passage that is strong enough as evidence. To a pointed question the line itself is the answer: the
built-in writer was seen to join right words to wrong relations ("worked at Norbury before" for "since"), which no
check of words can catch. An open question ("what about Ana?") is put into a sentence by the writer, checked word by
word before anybody sees it. When nothing is strong enough, the notes do not say.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coach.errors import ArtifactProblem, ModelProblem, TooLarge
from coach.guard.answered import stands_in
from coach.guard.injection import is_instruction
from coach.llm.writer import Slot, Writer
from coach.people.book import Book
from coach.people.second_opinion import careful_use_of
from coach.prompts import load_prompt
from coach.retrieval.debts import asks_for_debts
from coach.retrieval.evidence import ENOUGH, LIKELY, NEAR, PLAIN, Evidence, weigh
from coach.retrieval.passages import in_words, on_one_line
from coach.retrieval.past import held_then, in_time
from coach.retrieval.profile import told_of
from coach.retrieval.query import Field, Query
from coach.retrieval.question import Question, parts_of
from coach.retrieval.reading import read_lines
from coach.retrieval.retriever import Retriever
from coach.retrieval.rows import READ_IN_NOTES, Found, rows_for
from coach.retrieval.sentences import is_of_somebody_else
from coach.retrieval.subjects import asked_of, quoted, told_apart, with_subject
from coach.retrieval.translation import read_query
from coach.tokens import fit
from coach.types import NOT_IN_NOTES, Citation, Passage, Person, Use

OnText = Callable[[str], None]
Outcome = Literal["answered", "partly", "not_in_notes"]

_CANDIDATES = 14
_SHOWN_TO_WRITER = 5
_LINE_TOKENS = 320
_NAMESAKES = 4
_NEAREST = 2
_SHOWN_UNSURE = 6
_LIKELY_SHARE = 0.5  # of the best line's strength, where several people are asked for
_MORE_LINES = 2  # besides the best one
_MARK = re.compile(r"\s*\[(\d+)\]")
_SPEECH = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True)
class Considered:
    """How much was looked through."""

    people: int
    notes: int


@dataclass(frozen=True)
class Answer:
    """The contract's answer. `exact` is true when it was counted from rows and is complete."""

    outcome: Outcome
    answer: str
    people: tuple[str, ...]
    citations: tuple[Citation, ...]
    exact: bool
    considered: Considered


def ask(
    book: Book, retriever: Retriever, writer: Writer, question: str, on_text: OnText | None = None
) -> Answer:
    """The answer to one question. The text goes to `on_text` sentence by sentence once it is checked.

    Raises:
        EmptyInput: no question.
        StorageProblem, ArtifactProblem, ModelProblem: the index or the embedder cannot be used. A writer that fails
            is no error here: the lines themselves are quoted.
    """
    understood = retriever.read(question)
    answer = _in_parts(book, retriever, writer, understood)
    me = book.me()
    if me is not None and understood.kind == "who":
        # "Who ...?" asks for others, whatever the user's own page says.
        answer = replace(answer, people=tuple(name for name in answer.people if name != me.name))
    if on_text is not None:
        for piece in re.findall(r".+?(?:[.!?]\s+|\n|$)", answer.answer, re.DOTALL):
            on_text(piece)
    return answer


def _in_parts(book: Book, retriever: Retriever, writer: Writer, question: Question) -> Answer:
    """Two questions in one sentence, each about somebody else, are answered one after the other."""
    parts = [retriever.read(part) for part in parts_of(question.text)]
    named = [part.person_ids for part in parts]
    if len(parts) < 2 or not all(named) or len(frozenset().union(*named)) < sum(map(len, named)):
        return _answer(book, retriever, writer, question)
    answers = [_answer(book, retriever, writer, part) for part in parts]
    silent = sum(one.outcome == "not_in_notes" for one in answers)
    mixed: Outcome = "not_in_notes" if silent == len(answers) else "partly"
    return Answer(
        "answered" if all(one.outcome == "answered" for one in answers) else mixed,
        "\n".join(one.answer for one in answers),
        tuple(dict.fromkeys(name for one in answers for name in one.people)),
        tuple(dict.fromkeys(cite for one in answers for cite in one.citations)),
        False,
        answers[0].considered,
    )


def _answer(book: Book, retriever: Retriever, writer: Writer, question: Question) -> Answer:
    considered = Considered(book.store.people.count(), book.store.notes.count())
    query = read_query(question, book.today)
    if query is not None:
        found = rows_for(query, book, retriever, is_ignored=is_instruction)
        # "Who is Ana engaged to?" is not answered by Ana.
        is_of_the_named = (
            question.kind == "who" and {row.person.id for row in found.rows} <= question.person_ids
        )
        # Where words were looked up and nobody fits, a note may still say it in other words.
        if (found.rows and not is_of_the_named) or not any(one.words for one in query.filters()):
            return _counted(query, found, considered)
    if question.strangers and not question.named:
        who = " or ".join(name.capitalize() for name in question.strangers)
        return _nothing((), considered, f"Nobody and nothing named {who} is in them.")
    if len(question.named) > 1 or any(len(named.person_ids) > 1 for named in question.named):
        return _of_several(book, retriever, writer, question, considered)
    for named in question.named:
        person = book.store.people.get(named.person_ids[0])
        told = (
            held_then(book, person, question) or told_of(book, person, question.text, named.written.split())
            if person
            else None
        )
        if person and told and told.citations:
            return Answer("answered", told.text, (person.name,), told.citations, False, considered)
        if told:
            # An unrelated line beside "what did I promise her?" would look like a promise.
            near = (
                ()
                if asks_for_debts(question.text)
                else _evidence(book, retriever, None, question, named.person_ids)
            )
            return _nothing(near, considered)
    evidence = _evidence(book, retriever, writer, question, sorted(question.person_ids))
    strong = [one for one in evidence if one.strength >= ENOUGH]
    if query is not None and not all(one.field in READ_IN_NOTES for one in query.filters()):
        # Where every line that says such a thing was read already, it is said of nobody.
        return _nothing(evidence, considered)
    if (
        not question.named
        and question.asks_for_many
        and (strong or question.asks_for_help or not _is_strange(retriever, question))
    ):
        likely = [
            one
            for one in evidence
            if one.strength
            >= max(LIKELY if question.asks_for_help else ENOUGH / 2, _LIKELY_SHARE * evidence[0].strength)
        ]
        return _perhaps(likely, considered) if likely else _nothing(evidence, considered)
    if not strong and not question.named and question.asks_for_help:
        strong = [one for one in evidence[:1] if one.strength >= LIKELY]
    if not strong:
        return _nothing(evidence, considered)
    if not question.named and (query is not None or question.kind == "who"):
        return _perhaps([one for one in strong if strong[0].strength - one.strength <= PLAIN], considered)
    text, used = _worded(writer, question, strong)
    return _answered("answered", [(text, used)], considered)


def _is_strange(retriever: Retriever, question: Question) -> bool:
    """Whether no note holds half or more of the words that matter."""
    rarity = retriever.rarity(question.content).values()
    return 2 * sum(one >= 1.0 for one in rarity) >= len(rarity)


def _perhaps(likely: Sequence[Evidence], considered: Considered) -> Answer:
    """Whoever the lines speak of, where a question may mean one person or many: shown, and not counted."""
    shown = [one.passage for one in likely[:_SHOWN_UNSURE]]
    said = {
        one.person: one
        for one in reversed(shown)
        if one.person and not is_of_somebody_else(one.text, one.person)
    }
    outcome: Outcome = "partly" if len(said) > 1 else "answered"
    return replace(
        _answered(outcome, [(" ".join(quoted(one.cite()) for one in shown), shown)], considered),
        people=tuple(reversed(said)),
    )


# ---- the whole book ---------------------------------------------------------------------------------------


def _counted(query: Query, found: Found, considered: Considered) -> Answer:
    others = f" Of {_people(found.unknown)} more, no contact is noted." if found.unknown else ""
    if not found.rows:
        none = f"{NOT_IN_NOTES} Of the {_people(considered.people)} in your book, none fits.{others}"
        return Answer("not_in_notes", none, (), (), found.sure, considered)
    head = _people(len(found.rows)) + "".join(
        {
            Field.OWED: ", with something you promised",
            Field.OWING: ", with something promised to you",
            Field.LAST_CONTACT: f" without contact since {in_words(one.days[1])}" if one.days else "",
        }.get(one.field, "")
        for one in query.filters()
        if not one.negated
    )
    lines = [f"- {row.person.name}{f' ({_short(row.why)})' if row.why else ''}" for row in found.rows]
    tail = others.strip() or ("" if found.sure else "Your notes may say the same of others in other words.")
    return Answer(
        "answered",
        "\n".join([f"{head}:", *lines, *([tail] if tail else [])]),
        tuple(row.person.name for row in found.rows),
        tuple(dict.fromkeys(cite for row in found.rows for cite in row.citations)),
        found.sure,
        considered,
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _short(why: str) -> str:
    flat = on_one_line(why)
    return flat if len(flat) <= 100 else flat[:97].rsplit(" ", 1)[0] + " …"


# ---- evidence ---------------------------------------------------------------------------------------------


def _evidence(
    book: Book, retriever: Retriever, reader: Writer | None, question: Question, person_ids: Sequence[int]
) -> tuple[Evidence, ...]:
    """The evidence for a question, only from lines about or naming the people it names, if it names any.

    reader: who reads the best lines where the rules are in doubt; None leaves it at the rules.
    """
    read, found = retriever.candidates(question, _CANDIDATES, person_ids=tuple(person_ids) or None)
    # A line that gives orders to a model answers nobody's question, and "who ...?" asks for others than the user.
    asker = {me.id} if question.kind == "who" and not question.named and (me := book.me()) else set()
    others = (one for one in found if not set(one.passage.person_ids) & asker)
    near = [one for one in others if not is_instruction(one.passage.text) and in_time(question, one.passage)]
    weighed = weigh(read, near, retriever)
    told = read_lines(reader, question, weighed) if reader is not None else weighed
    return tuple(replace(one, passage=with_subject(book, question, one.passage)) for one in told)


def _of_several(
    book: Book, retriever: Retriever, writer: Writer, question: Question, considered: Considered
) -> Answer:
    """A question that names several people, or somebody whose name several bear: answered for each, never mixed.

    A line about all who are named is the whole answer, unless a name may mean several.
    """
    meant = [(one, told_apart(book, question, one.person_ids)) for one in question.named]
    for named, people in meant:
        if len(people) > _NAMESAKES:
            names = ", ".join(book.label(person) for person in people)
            return _nothing((), considered, f"{named.written!r} could be {names}. Say which one.")
    near: list[Evidence] = []
    if all(len(people) == 1 for _, people in meant):
        ids = {people[0].id for _, people in meant}
        near += _evidence(book, retriever, writer, question, sorted(ids)) if len(ids) > 1 else ()
        of_all = [one for one in near if one.strength >= ENOUGH and ids <= set(one.passage.person_ids)]
        if of_all:
            return _answered("answered", [_worded(writer, question, of_all)], considered)
    told: list[tuple[Person, str, tuple[Citation, ...]]] = []
    silent: list[Person] = []
    missing: list[str] = []
    for named, people in meant:
        is_shared = len(named.person_ids) > 1
        found = [(one, *_of_one(book, retriever, writer, question, one, is_shared)) for one in people]
        told += [(person, text, cites) for person, text, cites, _ in found if text]
        silent += [person for person, text, *_ in found if not text]
        near += [one for *_, evidence in found for one in evidence]
        if not any(text for _, text, *_ in found):
            missing.append(" nor of ".join(book.label(person) for person in people))
    if not told:
        names = " nor of ".join(book.label(person) for person in silent)
        return _nothing(sorted(near, key=lambda one: -one.strength), considered, f"Not of {names}.")
    lines = [f"{book.label(person)}: {text}" for person, text, _ in told]
    lines += [f"Of {one} your notes do not say it." for one in missing]
    return Answer(
        "partly" if missing else "answered",
        "\n".join(lines),
        tuple(dict.fromkeys(person.name for person, *_ in told)),
        tuple(dict.fromkeys(cite for *_, cites in told for cite in cites)),
        False,
        considered,
    )


def _of_one(
    book: Book, retriever: Retriever, writer: Writer, question: Question, person: Person, is_shared: bool
) -> tuple[str, tuple[Citation, ...], tuple[Evidence, ...]]:
    """What the notes say of one of those named, with its lines; no words, and what comes nearest, if they do not.

    is_shared: others bear the name, so that only lines that are first of all this person's count.
    """
    names = [word for named in question.named for word in named.written.split()]
    told = held_then(book, person, question) or told_of(book, person, question.text, names)
    if told is not None:
        return (
            (told.text.removeprefix(f"{person.name}: "), told.citations, ())
            if told.citations
            else ("", (), ())
        )
    asked = asked_of(book, question, person) if is_shared else question
    found = _evidence(book, retriever, writer, asked, [person.id])
    strong = [
        one
        for one in found
        if one.strength >= ENOUGH and (not is_shared or one.passage.person_ids[:1] == (person.id,))
    ]
    if not strong:
        return "", (), found
    text, used = _worded(writer, question, strong)
    return text, tuple(passage.cite() for passage in used), found


def _answered(outcome: Outcome, parts: Sequence[tuple[str, list[Passage]]], considered: Considered) -> Answer:
    used = [passage for _, passages in parts for passage in passages]
    people = tuple(dict.fromkeys(passage.person for passage in used if passage.person))
    cites = tuple(dict.fromkeys(passage.cite() for passage in used))
    return Answer(outcome, " ".join(text for text, _ in parts), people, cites, False, considered)


def _nothing(evidence: Sequence[Evidence], considered: Considered, why: str = "") -> Answer:
    """The notes do not say. What comes nearest is quoted, so that the user can judge; it says nothing of anybody."""
    near = [one.passage.cite() for one in evidence if one.strength >= NEAR]
    cites = tuple(dict.fromkeys(near))[:_NEAREST]
    shown = " ".join(map(quoted, cites))
    text = f"{NOT_IN_NOTES} {why}".strip() + (f" The nearest I found: {shown}" if shown else "")
    return Answer("not_in_notes", text, (), cites, False, considered)


# ---- words ------------------------------------------------------------------------------------------------


def _worded(writer: Writer, question: Question, strong: Sequence[Evidence]) -> tuple[str, list[Passage]]:
    """The answer in words and the passages it rests on."""
    best = strong[0]
    if not question.content and question.kind in {"what", "why", "who"}:
        written = _written(writer, question, [one.passage for one in strong[:_SHOWN_TO_WRITER]])
        if written:
            return written
    # A line that is nearly as strong and stands in another note may hold the other half, or the newer state.
    close = [one for one in strong[1:] if best.strength - one.strength <= PLAIN / 2]
    others = [one.passage for one in close if one.passage.note_id != best.passage.note_id]
    used = [best.passage, *others[:_MORE_LINES]]
    return " ".join(quoted(passage.cite()) for passage in used), used


def _written(
    writer: Writer, question: Question, passages: Sequence[Passage]
) -> tuple[str, list[Passage]] | None:
    """The writer's sentence, if every name, number and nearly every word of it stands in the lines it names."""
    allowed = [passage for passage in passages if _may_be_read(passage, writer)]
    # What may not be read by this writer would be missing from its answer, so the line itself is quoted.
    if not allowed or allowed[0] != passages[0]:
        return None
    prompt = load_prompt("answer")
    shown = fit(allowed, lambda one: on_one_line(one.text), _LINE_TOKENS, lambda text: len(text) // 3)
    lines = "\n".join(
        f"[{number}] ({', '.join(part for part in (one.person, in_words(one.date)) if part)}) {on_one_line(one.text)}"
        for number, one in enumerate(shown, 1)
    )
    try:
        reply = writer.complete(
            prompt.messages(lines=lines, question=question.text),
            slot=Slot.ANSWER,
            max_tokens=int(str(prompt.settings["max_tokens"])),
            temperature=float(str(prompt.settings["temperature"])),
        )
    except (ArtifactProblem, ModelProblem, TooLarge):
        return None
    numbers = [int(number) for number in _MARK.findall(reply)]
    text = " ".join(_MARK.sub("", reply).split())
    if not text or any(not 1 <= number <= len(shown) for number in numbers):
        return None
    used = [shown[number - 1] for number in dict.fromkeys(numbers)] or list(shown[:1])
    return (text, used) if stands_in(text, used, question) else None


def _may_be_read(passage: Passage, writer: Writer) -> bool:
    """No order to a model is read by one; what is private or delicate is not read by one elsewhere."""
    # Whose words stand in quotation marks is what a small model gets wrong first.
    if is_instruction(passage.text) or _SPEECH.search(passage.text):
        return False
    return not writer.remote or (not passage.private and careful_use_of(passage.text) is Use.SHAREABLE)
