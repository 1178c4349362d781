"""Makes, changes, keeps and finds drafts. There is no way to send one from here."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from coach.errors import EmptyInput, TooLarge
from coach.guard.findings import Check, FromUser, Sentence
from coach.guard.fit import LIMITS, check_fit
from coach.guard.languages import languages
from coach.guard.mirror import check_mirror
from coach.guard.moves import spoilers
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.people.names import first_name
from coach.skills.draft.brief import Brief, Gap
from coach.skills.draft.changes import Change, differences
from coach.skills.draft.edits import ByHand, by_hand, with_hand
from coach.skills.draft.kept import Paper, changes_in, earlier_in, kept, request_in, save, with_additions
from coach.skills.draft.letter import Draft, Revision, from_json, laid_out
from coach.skills.draft.material import read_material
from coach.skills.draft.plan import plan
from coach.skills.draft.request import MOST_CHARACTERS, DraftRequest, checked
from coach.skills.draft.retelling import heard
from coach.skills.draft.review import review
from coach.skills.draft.translation import Translated, put_into, translator
from coach.skills.draft.voice import taught_by, voice_for, with_taught
from coach.skills.draft.wishes import Wish, read_wish
from coach.skills.draft.write import Written, planned, write
from coach.text import one_line, sentences

OnText = Callable[[str], None]


def draft(
    book: Book,
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
    made, brief, paper = _english(book, writer, request, (), on_text)
    return _put_into(book, writer, made, brief, paper, None, on_text)


def _english(
    book: Book, writer: Writer, request: DraftRequest, changes: tuple[ByHand, ...], on_text: OnText | None
) -> tuple[Draft, Brief, Paper]:
    """A new draft before it is put into any other language."""
    asked = checked(request)
    person_id = book.find(asked.to).id
    if voice_for(book, person_id).brief:
        asked = replace(asked, brief=True)
    brief = with_hand(plan(book, asked), changes)
    if line := heard(book, writer, asked, brief, on_text):
        asked = replace(asked, heard=(line,))
        brief = with_hand(plan(book, asked), changes)
    paper = Paper(secrets.token_hex(4), person_id, asked, changes)
    return _make(book, writer.name, brief, paper, lambda: write(brief, writer, "", on_text)), brief, paper


def _put_into(
    book: Book,
    writer: Writer,
    made: Draft,
    brief: Brief,
    paper: Paper,
    words: Translated | None,
    on_text: OnText | None,
) -> Draft:
    """The draft in the language that is wanted; as it is where that is English, or where it cannot be translated."""
    language = languages().get(brief.language)
    if language is None:
        return made
    tell = on_text or (lambda piece: None)
    tell(f"\n\nIn {language.name}, sentence by sentence …\n\n")
    words = words or translator(book, language, brief, made)
    there = put_into(made, words, brief.tone, brief.first_name, writer)
    tell(there.body if there.language else there.gaps[-1].why)
    save(book, there, paper)
    return there


@dataclass(frozen=True)
class Variants:
    """One message asked in two ways, both checked and saved; `differences` lead from the careful one to the brave one."""

    careful: Draft
    brave: Draft
    differences: tuple[Change, ...]


def variants(
    book: Book,
    writer: Writer,
    request: DraftRequest,
    on_text: OnText | None = None,
    *,
    like: str | None = None,
) -> Variants:
    """The message twice: a smaller ask with more way out, and a plain one that names a time where the user gave one.

    Where the two plans say the same, so do the two messages: the model is asked once. Raises as `draft`.

    Args:
        like: the draft whose changes by hand both are to keep.
    """
    changes: tuple[ByHand, ...] = ()
    if like is not None:
        value = kept(book, like)[1]
        request, changes = with_additions(request, value), changes_in(value)
    careful, before, paper = _english(book, writer, replace(request, manner="careful"), changes, on_text)
    asked = replace(paper.request, manner="brave")
    brief = with_hand(plan(book, asked), changes)
    spoken = dict(zip(before.slots, careful.sentences[1:], strict=False))
    words = Written(
        careful.subject if before.subject == brief.subject else brief.subject,
        tuple(spoken.get(slot) or planned(slot) for slot in brief.slots),
        tuple(slot.texts() for slot in brief.slots),
    )
    other = replace(paper, draft_id=secrets.token_hex(4), request=asked)
    brave = _make(book, writer.name, brief, other, lambda: words)
    if language := languages().get(brief.language):
        both = translator(book, language, brief, careful)
        careful = _put_into(book, writer, careful, before, paper, both, on_text)
        brave = _put_into(book, writer, brave, brief, other, both, on_text)
    return Variants(careful, brave, differences(careful.body, brave.body))


def revise(
    book: Book,
    writer: Writer,
    draft_id: str,
    how: str,
    on_text: OnText | None = None,
) -> Draft:
    """The draft changed as wished ("shorter", "leave out the dog", "add: ..."), planned and checked anew.

    What the user wrote into the draft by hand stays, word for word, and what they took out stays out. The draft keeps
    its id; its earlier wording stays with it.

    Raises:
        NotFound: no draft of that id.
        EmptyInput: no wish. UsageError: one that cannot be followed.
    """
    person_id, value = kept(book, draft_id)
    if not one_line(how):
        raise EmptyInput("There is no wish for the draft. Say how to change it, for example 'shorter'.")
    before, changes = from_json(value["draft"]), changes_in(value)
    wish: Wish = read_wish(how, with_additions(request_in(value["request"]), value))
    brief = with_hand(plan(book, checked(wish.request)), changes)
    brief = replace(brief, gaps=(*brief.gaps, *_gaps_of_wish(wish, brief)))
    paper = Paper(
        draft_id.strip(),
        person_id,
        wish.request,
        changes,
        (*earlier_in(value), Revision(before.subject, before.body)),
    )
    made = _make(book, writer.name, brief, paper, lambda: write(brief, writer, wish.style, on_text))
    return _put_into(book, writer, made, brief, paper, None, on_text)


def revisions(book: Book, draft_id: str) -> tuple[Revision, ...]:
    """Every wording a draft has had, the oldest kept one first and the one it has now last.

    Raises:
        NotFound: no draft of that id.
    """
    value = kept(book, draft_id)[1]
    now = from_json(value["draft"])
    return (*earlier_in(value), Revision(now.subject, now.body))


def request_of(book: Book, draft_id: str) -> DraftRequest:
    """What a draft was asked to be, so that it can be asked anew in another way.

    Raises:
        NotFound: no draft of that id.
    """
    return request_in(kept(book, draft_id)[1]["request"])


def load_draft(book: Book, draft_id: str) -> Draft:
    """A draft as it was last saved.

    Raises:
        NotFound: no draft of that id.
    """
    return from_json(kept(book, draft_id)[1]["draft"])


def edit(book: Book, draft_id: str, subject: str, body: str) -> Draft:
    """Keeps the user's own wording of a draft. It is theirs: the checks tell, and change nothing.

    Raises:
        NotFound: no draft of that id.
        EmptyInput: no text.
        TooLarge: more text than fits.
    """
    person_id, value = kept(book, draft_id)
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
    parts = sentences(text)
    now = tuple(known.get(part) or Sentence(part, "user", (FromUser(part),)) for part in parts)
    clean_subject = one_line(subject)
    person = book.store.people.get(person_id)
    held = read_material(book, person).secrets if person else ()
    allowed = " ".join(sentence.text for sentence in before.sentences)
    found = spoilers(f"{clean_subject}\n{text}")
    checks = (
        check_mirror(now, clean_subject, held, allowed),
        Check("moves", not found, "; ".join(found) or "nothing here spoils it"),
        check_fit(before.channel, clean_subject, text)
        if not before.language
        else _fits(before.channel, text),
    )
    passed = all(check.passed for check in checks)
    after = replace(
        before, subject=clean_subject, body=text, sentences=now, checks=checks,
        status="ready" if passed else "needs_you", gaps=(),
    )  # fmt: skip
    paper = Paper(
        before.draft_id, person_id, request_in(value["request"]),
        by_hand(before.sentences, parts, changes_in(value), translated=bool(before.language)),
        (*earlier_in(value), Revision(before.subject, before.body)),
    )  # fmt: skip
    called = (before.to, first_name(before.to), *book.store.people.aliases(person_id))
    new = taught_by(before.body, text, before.channel, called, book.today.isoformat())
    save(book, after, paper, with_taught(value.get("taught", []), new), value.get("sent"))
    return after


def _fits(channel: str, text: str) -> Check:
    """Whether a message in another language than English has room; how well it reads is beyond the checks."""
    most = LIMITS[channel].max_characters
    return Check("fit", len(text) <= most, f"{len(text)} characters, and this channel takes {most}")


def _make(book: Book, model: str, brief: Brief, paper: Paper, words: Callable[[], Written]) -> Draft:
    if not paper.earlier:
        # The plan is kept before the model is asked, so that a crash or a stop loses no wish.
        waiting = Written(
            brief.subject,
            tuple(planned(slot) for slot in brief.slots),
            tuple(slot.texts() for slot in brief.slots),
        )
        save(book, _assembled(brief, waiting, paper.draft_id, model), paper)
    written = words()
    made = _assembled(brief, written, paper.draft_id, model)
    if any(not check.passed for check in made.checks):
        made = _mended(brief, written, made, model)
    save(book, made, paper)
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
