"""Makes, changes, keeps and finds drafts. There is no way to send one from here."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from coach.errors import EmptyInput, NotFound, TooLarge
from coach.guard.findings import Check, FromUser, Sentence
from coach.guard.fit import check_fit
from coach.guard.mirror import check_mirror
from coach.guard.moves import spoilers
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.people.names import first_name
from coach.retrieval.retriever import Retriever
from coach.skills.draft.brief import Brief, Gap
from coach.skills.draft.changes import Change, differences
from coach.skills.draft.letter import Draft, from_json, laid_out
from coach.skills.draft.material import read_material
from coach.skills.draft.plan import plan
from coach.skills.draft.request import MOST_CHARACTERS, DraftRequest, checked
from coach.skills.draft.review import review
from coach.skills.draft.voice import taught_by, voice_for, with_taught
from coach.skills.draft.wishes import Wish, read_wish
from coach.skills.draft.write import Written, planned, write
from coach.text import one_line, sentences
from coach.types import to_json

OnText = Callable[[str], None]


@dataclass(frozen=True)
class Revision:
    """One wording of a draft."""

    subject: str
    body: str


def draft(
    book: Book,
    retriever: Retriever,
    writer: Writer,
    request: DraftRequest,
    on_text: OnText | None = None,
) -> Draft:
    """A checked message to one person; saved, never sent.

    Raises:
        UsageError: an unknown purpose, channel or tone; oneself as the recipient; a time that is over.
        EmptyInput, TooLarge: no recipient, or a text over its limit.
        UnknownPerson, AmbiguousPerson: whom it is for is not clear.
        ModelProblem: the model could not answer.
    """
    asked = checked(request)
    person_id = book.find(asked.to).id
    if voice_for(book, person_id).brief:
        asked = replace(asked, brief=True)
    brief = plan(book, asked)
    return _make(
        book,
        person_id,
        writer.name,
        brief,
        asked,
        secrets.token_hex(4),
        lambda: write(brief, writer, "", on_text),
    )


@dataclass(frozen=True)
class Variants:
    """One message asked in two ways, both checked and saved; `differences` lead from the careful one to the brave one."""

    careful: Draft
    brave: Draft
    differences: tuple[Change, ...]


def variants(
    book: Book,
    retriever: Retriever,
    writer: Writer,
    request: DraftRequest,
    on_text: OnText | None = None,
) -> Variants:
    """The message twice: a smaller ask with more way out, and a plain one that names a time where the user gave one.

    Where the two plans say the same, so do the two messages: the model is asked once. Raises as `draft`.
    """
    careful = draft(book, retriever, writer, replace(request, manner="careful"), on_text)
    person_id, value = _saved(book, careful.draft_id)
    asked = replace(_request(value["request"]), manner="brave")
    before, brief = plan(book, _request(value["request"])), plan(book, asked)
    spoken = dict(zip(before.slots, careful.sentences[1:], strict=False))
    words = Written(
        careful.subject if before.subject == brief.subject else brief.subject,
        tuple(spoken.get(slot) or planned(slot) for slot in brief.slots),
        tuple(slot.texts() for slot in brief.slots),
    )
    brave = _make(book, person_id, writer.name, brief, asked, secrets.token_hex(4), lambda: words)
    return Variants(careful, brave, differences(careful.body, brave.body))


def revise(
    book: Book,
    retriever: Retriever,
    writer: Writer,
    draft_id: str,
    how: str,
    on_text: OnText | None = None,
) -> Draft:
    """The draft changed as wished ("shorter", "leave out the dog", "add: ..."), planned and checked anew.

    What the user wrote into the draft by hand stays, word for word. The draft keeps its id; its earlier wording
    stays with it.

    Raises:
        NotFound: no draft of that id.
        EmptyInput: no wish.
    """
    person_id, value = _saved(book, draft_id)
    if not one_line(how):
        raise EmptyInput("There is no wish for the draft. Say how to change it, for example 'shorter'.")
    before, request = from_json(value["draft"]), _request(value["request"])
    own = [sentence.text for sentence in before.sentences if sentence.kind == "user"]
    if own:
        request = replace(request, line=" ".join(part for part in (request.line, *own) if part))
    wish: Wish = read_wish(how, request)
    brief = plan(book, checked(wish.request))
    brief = replace(brief, gaps=(*brief.gaps, *_gaps_of_wish(wish, brief)))
    earlier = [*value.get("earlier", []), {"subject": before.subject, "body": before.body}]
    return _make(
        book, person_id, writer.name, brief, wish.request, draft_id,
        lambda: write(brief, writer, wish.style, on_text), earlier,
    )  # fmt: skip


def revisions(book: Book, draft_id: str) -> tuple[Revision, ...]:
    """Every wording a draft has had, the oldest kept one first and the one it has now last.

    Raises:
        NotFound: no draft of that id.
    """
    value = _saved(book, draft_id)[1]
    now = from_json(value["draft"])
    return (*(Revision(**one) for one in value.get("earlier", [])), Revision(now.subject, now.body))


def request_of(book: Book, draft_id: str) -> DraftRequest:
    """What a draft was asked to be, so that it can be asked anew in another way.

    Raises:
        NotFound: no draft of that id.
    """
    return _request(_saved(book, draft_id)[1]["request"])


def load_draft(book: Book, draft_id: str) -> Draft:
    """A draft as it was last saved.

    Raises:
        NotFound: no draft of that id.
    """
    return from_json(_saved(book, draft_id)[1]["draft"])


def edit(book: Book, draft_id: str, subject: str, body: str) -> Draft:
    """Keeps the user's own wording of a draft. It is theirs: the checks tell, and change nothing.

    Raises:
        NotFound: no draft of that id.
        EmptyInput: no text.
        TooLarge: more text than fits.
    """
    person_id, value = _saved(book, draft_id)
    before = from_json(value["draft"])
    text = body.strip()
    if not text:
        raise EmptyInput("The message is empty. Write something, or leave the draft as it was.")
    if len(text) > MOST_CHARACTERS:
        raise TooLarge(
            f"The message has {len(text):,} characters; at most {MOST_CHARACTERS:,} fit. Nothing was changed."
        )
    known = {sentence.text: sentence for sentence in before.sentences}
    for sentence in before.sentences:
        known.update(
            {part: Sentence(part, sentence.kind, sentence.sources) for part in sentences(sentence.text)}
        )
    now = tuple(known.get(part) or Sentence(part, "user", (FromUser(part),)) for part in sentences(text))
    clean_subject = one_line(subject)
    person = book.store.people.get(person_id)
    held = read_material(book, person).secrets if person else ()
    allowed = " ".join(sentence.text for sentence in before.sentences)
    found = spoilers(f"{clean_subject}\n{text}")
    checks = (
        check_mirror(now, clean_subject, held, allowed),
        Check("moves", not found, "; ".join(found) or "nothing here spoils it"),
        check_fit(before.channel, clean_subject, text),
    )
    passed = all(check.passed for check in checks)
    after = replace(
        before, subject=clean_subject, body=text, sentences=now, checks=checks,
        status="ready" if passed else "needs_you", gaps=(),
    )  # fmt: skip
    earlier = [*value.get("earlier", []), {"subject": before.subject, "body": before.body}]
    called = (before.to, first_name(before.to), *book.store.people.aliases(person_id))
    new = taught_by(before.body, text, before.channel, called, book.today.isoformat())
    taught = with_taught(value.get("taught", []), new)
    _save(book, person_id, after, _request(value["request"]), earlier, taught)
    return after


def _make(
    book: Book,
    person_id: int,
    model: str,
    brief: Brief,
    request: DraftRequest,
    draft_id: str,
    words: Callable[[], Written],
    earlier: Sequence[dict[str, str]] = (),
) -> Draft:
    if not earlier:
        # The plan is kept before the model is asked, so that a crash or a stop loses no wish.
        waiting = Written(
            brief.subject,
            tuple(planned(slot) for slot in brief.slots),
            tuple(slot.texts() for slot in brief.slots),
        )
        _save(book, person_id, _assembled(brief, waiting, draft_id, model), request, earlier)
    written = words()
    made = _assembled(brief, written, draft_id, model)
    if any(not check.passed for check in made.checks):
        made = _mended(brief, written, made, model)
    _save(book, person_id, made, request, earlier)
    return made


def _assembled(brief: Brief, written: Written, draft_id: str, model: str) -> Draft:
    body, whole = laid_out(brief, written.sentences)
    before = 1
    texts = [()] * before + list(written.texts) + [()] * (len(whole) - before - len(written.texts))
    texts = [(s.text,) if s.kind == "forward" else text for s, text in zip(whole, texts, strict=True)]
    checks = review(brief, written.subject, body, whole, texts)
    ready = all(check.passed for check in checks) and not brief.gaps
    return Draft(
        draft_id, brief.to, brief.purpose, brief.channel, written.subject, body, whole,
        "ready" if ready else "needs_you", brief.gaps, brief.withheld, checks, model,
    )  # fmt: skip


def _mended(brief: Brief, written: Written, made: Draft, model: str) -> Draft:
    """Puts planned wordings in place of the model's, one after another, until the checks pass.

    Each line passed alone; together they may be too long, too short or too hard to read.
    """
    best, best_failed = made, sum(not check.passed for check in made.checks)
    current = written
    order = sorted(
        range(len(brief.slots)),
        key=lambda at: abs(len(written.sentences[at].text) - len(brief.slots[at].planned)),
        reverse=True,
    )
    for at in order:
        if current.sentences[at].kind in {"planned", "line"}:
            continue
        chosen = list(current.sentences)
        chosen[at] = planned(brief.slots[at])
        current = replace(current, sentences=tuple(chosen))
        tried = _assembled(brief, current, made.draft_id, model)
        failed = sum(not check.passed for check in tried.checks)
        if failed < best_failed:
            best, best_failed = tried, failed
        if not failed:
            break
    return best


def _gaps_of_wish(wish: Wish, brief: Brief) -> tuple[Gap, ...]:
    """What a wish asked for and the message does not do, said plainly."""
    gaps = list(wish.gaps)
    texts = " ".join(slot.facts for slot in brief.slots)
    for text in wish.mention:
        if not any(word in texts.casefold() for word in text.casefold().split() if len(word) > 3):
            gaps.append(
                Gap(
                    "Would you say that in your own words?",
                    "Nothing in your notes that may be said to them speaks of it. Use: add: and your sentence.",
                )
            )
    return tuple(gaps)


def _save(
    book: Book,
    person_id: int,
    made: Draft,
    request: DraftRequest,
    earlier: Sequence[dict[str, str]],
    taught: list[dict[str, str]] | None = None,
) -> None:
    """Keeps a draft with its earlier wordings; what it taught stays, unless it is given anew."""
    if taught is None:
        found = book.store.desk.draft(made.draft_id)
        taught = found[1].get("taught", []) if found else []
    value = {
        "draft": to_json(made),
        "request": asdict(request),
        "earlier": list(earlier)[-20:],
        "taught": taught,
    }
    book.store.desk.save_draft(
        made.draft_id, person_id, datetime.now().isoformat(timespec="microseconds"), value
    )


def _saved(book: Book, draft_id: str) -> tuple[int, dict[str, Any]]:
    found = book.store.desk.draft(draft_id.strip())
    if found is None:
        raise NotFound(
            f"There is no draft {draft_id!r} (any more). Make a new one with `coach draft --to NAME --purpose P`."
        )
    return found


def _request(value: dict[str, Any]) -> DraftRequest:
    known: dict[str, Any] = {
        name: tuple(item) if isinstance(item, list) else item for name, item in value.items()
    }
    return DraftRequest(**known)
