"""Drafts through the public calls, on small notes of our own; the model's words are scripted unless they are the point."""

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import AmbiguousPerson, EmptyInput, NotFound, TooLarge, UnknownPerson, UsageError
from coach.guard.fit import word_count
from coach.guard.mirror import mirror_faults
from coach.guard.moves import spoilers
from coach.llm.scripted import scripted_writer
from coach.llm.writer import open_writer
from coach.people.book import Book
from coach.people.importing import import_paths
from coach.settings import Settings
from coach.skills.draft import (
    DraftRequest,
    as_eml,
    as_ics,
    differences,
    draft,
    edit,
    load_draft,
    mailto,
    revise,
    revisions,
    variants,
)
from coach.skills.draft.request import PURPOSES, read_when
from coach.skills.draft.wordings import wording, wordings
from coach.types import Citation, to_json
from tests.drafts import ANA, ME, Import, made, notes, revised, silent

__all__ = ["notes"]


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("channel", ["email", "linkedin_note", "linkedin_message", "text"])
def test_every_purpose_is_ready_in_every_channel_when_the_notes_suffice(
    book: Book, notes: Import, purpose: str, channel: str
) -> None:
    notes(ANA)
    asks = {"intro_request": "introduce me to Marta Reis about data roles", "decline": "running the stall"}
    message = "Hi Sam, are you free for lunch on Thursday?" if purpose == "reply" else None
    drafted = made(
        book, purpose=purpose, channel=channel, ask=asks.get(purpose), message=message, when="Thursday" if message else None
    )  # fmt: skip
    assert [check for check in drafted.checks if not check.passed] == []
    assert (drafted.gaps, drafted.status) == ((), "ready")
    assert [check.name for check in drafted.checks] == ["grounded", "mirror", "moves", "fit"]
    for word in ("divorce", "December", "Milo", "licence", "boat", "pineapple", "Ignore"):
        assert word not in drafted.subject + drafted.body
    assert bool(drafted.subject) is (channel == "email")
    assert all(sentence.sources for sentence in drafted.sentences)


def test_every_citation_is_verbatim_in_its_note(book: Book, notes: Import) -> None:
    notes(ANA)
    cited = [s for sentence in made(book).sentences for s in sentence.sources if isinstance(s, Citation)]
    assert cited
    for source in cited:
        assert source.quote in book.store.notes.get([source.note_id])[0].text


def test_what_is_held_back_is_listed_without_being_repeated(book: Book, notes: Import) -> None:
    notes(ANA)
    held = {item.note_id: item.reason for item in made(book).withheld}
    texts = {note.text: note for note in book.store.notes.of_person(book.find("Ana").id)}
    for word in ("divorce", "Milo", "boat", "pineapple"):
        note = next(note for text, note in texts.items() if word in text)
        assert word not in held[note.id]
    assert not any("statistics" in note.text for note in book.store.notes.get(list(held)))


@pytest.mark.parametrize(
    ("purpose", "ana", "me"),
    [
        ("lunch_invite", ANA, ME.replace("Lunch on Tuesdays or Thursdays.", "")),
        ("thank_you", ANA.replace("2026-06-01 She lent me her book on statistics.\n", ""), ME),
        ("congratulate", ANA.replace("2026-10-02 She opened a bike repair shop in Otley.\n", ""), ME),
        ("follow_up", "\n".join(line for line in ANA.splitlines() if "Told me" not in line), ME),
        ("reconnect", "---\nname: Ana Ruiz\n---\n2026-10-02 She opened a bike repair shop in Otley.\n", ME),
        ("share_goal", ANA, ME.replace("- I want to move from teaching into data analysis.\n", "")),
        ("intro_request", ANA, ME),
        ("decline", ANA, ME),
        ("reply", ANA, ME),
    ],
)
def test_a_needed_fact_that_is_missing_becomes_a_question_and_never_an_invention(
    book: Book, notes: Import, purpose: str, ana: str, me: str
) -> None:
    notes(ana, me=me)
    drafted = made(book, purpose=purpose)
    assert drafted.status == "needs_you"
    assert drafted.gaps
    assert all(gap.what.endswith("?") and gap.why for gap in drafted.gaps)


def test_nothing_but_a_private_note_gives_no_draft_that_is_ready(book: Book, notes: Import) -> None:
    notes("---\nname: Ana Ruiz\n---\nPRIVATE: her divorce comes through in December.\n")
    drafted = made(book)
    assert drafted.status == "needs_you"
    assert "divorce" not in str(to_json(drafted))
    assert len(drafted.withheld) == 1


@pytest.mark.parametrize("purpose", PURPOSES)
def test_somebody_without_notes_gets_two_questions(book: Book, notes: Import, purpose: str) -> None:
    notes(ANA, me=ME.replace("Lunch on Tuesdays or Thursdays.", ""))
    book.store.people.add("Nils Holm", created_at="2026-11-23")
    drafted = made(book, to="Nils", purpose=purpose)
    assert drafted.status == "needs_you"
    assert len(drafted.gaps) == 2
    assert all(gap.what.endswith("?") and gap.field for gap in drafted.gaps)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("neighbour", "We are neighbours"),
        ("from the climbing gym", "We know each other from the climbing gym"),
        ("climbing gym", "We know each other from the climbing gym"),
        ("we met at the fair in Porto", "We met at the fair in Porto"),
        ("met on the night train", "We met on the night train"),
        ("he lent me a pump", "You lent me a pump"),
    ],
)
def test_the_answers_make_the_draft(book: Book, notes: Import, about: str, said: str) -> None:
    notes(ANA)
    book.store.people.add("Nils Holm", created_at="2026-11-23")
    drafted = made(book, to="Nils", about=about, when="Thursday")
    assert said in drafted.body
    assert (drafted.gaps, drafted.status) == ((), "ready")


def test_an_answer_can_be_given_to_a_draft_that_waits_for_it(book: Book, notes: Import) -> None:
    notes(ANA)
    book.store.people.add("Nils Holm", created_at="2026-11-23")
    waiting = made(book, to="Nils", when="Thursday")
    answered = revised(book, waiting, "about: climbing gym")
    assert (answered.gaps, answered.status) == ((), "ready")


@pytest.mark.parametrize("purpose", ["lunch_invite", "reconnect", "share_goal"])
@pytest.mark.parametrize(
    "page", ["name: Ana Ruiz\ncircle: family\n---", "name: Ana Ruiz\n---\nMy cousin. Lives in Hull."]
)
def test_family_is_not_asked_what_connects_you(book: Book, notes: Import, purpose: str, page: str) -> None:
    notes(f"---\n{page}\n")
    drafted = made(book, purpose=purpose)
    assert (drafted.gaps, drafted.status) == ((), "ready")


def test_each_question_of_theirs_is_answered_or_asked_back(book: Book, notes: Import) -> None:
    notes(ANA)
    message = "Hi Sam! Are you free on Thursday? What size are your boots? Can you bring the projector?"
    drafted = made(
        book, purpose="reply", message=message, when="Thursday at 10:00", ask="I can bring the projector"
    )
    assert "Thursday at 10:00 works for me." in drafted.body
    assert "I can bring the projector." in drafted.body
    assert [gap.what for gap in drafted.gaps] == ["What size are your boots?"]


def test_the_users_own_line_stands_word_for_word(book: Book, notes: Import) -> None:
    notes(ANA)
    line = "I still owe you a cake, no joke  — with walnuts"
    assert line in made(book, line=line).body


def test_an_own_line_that_would_hurt_is_kept_and_pointed_at(book: Book, notes: Import) -> None:
    notes(ANA)
    drafted = made(book, line="I am sorry about your divorce.")
    assert "I am sorry about your divorce." in drafted.body
    assert drafted.status == "needs_you"
    assert [check.name for check in drafted.checks if not check.passed] == ["mirror"]


def test_thanks_for_something_that_never_came_is_questioned(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Ana Ruiz\n---\n2026-05-01 Asked her for a reference letter for the grant. She never sent the reference letter.\n"
    )
    drafted = made(book, purpose="thank_you", line="Thank you for the reference letter.")
    assert drafted.status == "needs_you"
    assert drafted.gaps[0].what == "Did you really receive this?"


@pytest.mark.parametrize(
    ("note", "purpose", "ask", "asked"),
    [
        ("Asked him to lend me his van, but he refused.", "thank_you", "lending me your van", "Did you really"),
        ("He could not read my grant text.", "thank_you", "reading my grant text", "Did you really"),
        ("I lent him my ladder.", "thank_you", "the ladder", "not you who gave"),
        ("His promotion to head of stores fell through.", "congratulate", "your promotion to head of stores", "really happen"),
    ],
)  # fmt: skip
def test_what_the_notes_contradict_is_questioned(
    book: Book, notes: Import, note: str, purpose: str, ask: str, asked: str
) -> None:
    notes(f"---\nname: Otto Falk\n---\n2026-05-01 {note}\n")
    drafted = made(book, to="Otto", purpose=purpose, ask=ask)
    assert drafted.status == "needs_you"
    assert asked in drafted.gaps[0].what


def test_what_they_gave_is_not_questioned_because_more_was_given_back(book: Book, notes: Import) -> None:
    notes("---\nname: Otto Falk\n---\n2026-05-01 He lent me his ladder.\n2026-05-03 I lent him my ladder.\n")
    assert made(book, to="Otto", purpose="thank_you", ask="the ladder").status == "ready"


def test_a_job_that_ended_is_not_spoken_of_as_now(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Tom Reed\n---\n2025-12-01 He works as a teller at Harbour Bank.\n"
        "2026-03-01 He left Harbour Bank and started a bakery in Whitby.\n"
    )
    for purpose in ("lunch_invite", "reconnect", "follow_up"):
        body = made(book, to="Tom", purpose=purpose).body
        assert "teller" not in body
        assert "left" not in body


def test_in_a_journal_each_sentence_belongs_to_whom_it_names_last(book: Book, notes: Import) -> None:
    notes(
        "# 2026-08-14\nLunch with [[Carlos Mendes]]. He explained the rates to me.\n"
        "[[Petra Lang]] got the teaching post at Otley school. Told me she is renovating a barn.\n",
    )
    carlos, petra = (
        made(book, to=name, purpose="reconnect", when="Friday").body for name in ("Carlos", "Petra")
    )
    assert "barn" not in carlos
    assert "rates" not in petra
    assert "teaching post" in made(book, to="Petra", purpose="congratulate").body


def test_a_namesake_has_to_be_told_apart_and_keeps_their_own_facts(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Maria Santos\ncircle: choir\n---\n2026-05-01 She opened a flower shop in Ilkley.\n",
        "---\nname: Maria Santos\ncircle: neighbours\nemail: m2@example.org\n---\n2026-05-01 She lent me her ladder.\n",
    )
    with pytest.raises(AmbiguousPerson):
        made(book, to="Maria")
    drafted = made(book, to="Maria Santos (neighbours)")
    assert "ladder" in drafted.body
    assert "flower" not in drafted.body
    assert b"m2@example.org" in as_eml(book, drafted)


def test_somebody_who_died_is_not_written_to_without_a_question(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Otto Falk\n---\n2020-05-01 He lent me his telescope.\n\nOtto died in his sleep in February.\n"
    )
    drafted = made(book, to="Otto", purpose="thank_you")
    assert drafted.status == "needs_you"
    assert any("really" in gap.what for gap in drafted.gaps)


def test_somebody_to_keep_away_from_is_not_written_to_without_a_question(book: Book, notes: Import) -> None:
    notes("---\nname: Otto Falk\n---\n2026-05-01 He lent me his telescope.\nPRIVATE: avoid him.\n")
    drafted = made(book, to="Otto", purpose="thank_you")
    assert drafted.status == "needs_you"
    assert "avoid" not in str(to_json(drafted.gaps))


def test_a_goal_is_not_told_to_somebody_who_must_not_hear_of_it(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Otto Falk\n---\n2026-05-01 He lent me his telescope.\nPRIVATE: must not hear that I want to leave.\n"
    )
    assert made(book, to="Otto", purpose="share_goal").status == "needs_you"
    assert made(book, to="Otto", purpose="thank_you").status == "ready"


def test_a_long_name_for_whom_to_meet_does_not_stretch_the_subject(book: Book, notes: Import) -> None:
    notes(ANA)
    drafted = made(
        book, purpose="intro_request", ask="introduce me to the head of training about the entrance test"
    )
    assert (drafted.subject, drafted.status) == ("A small request", "ready")


def test_a_language_the_checks_cannot_read_is_said(book: Book, notes: Import) -> None:
    notes("---\nname: Luz Prado\n---\n2026-05-01 She lent me her ladder.\nShe prefers to write in Spanish.\n")
    assert any("Spanish" in gap.why for gap in made(book, to="Luz", purpose="thank_you").gaps)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ("an invention", "hook: You told me you were moving to Berlin with your cat Fritz."),
        (
            "a third person",
            "hook: She told me she is looking for somebody to clean up the club's messy spreadsheet.",
        ),
        ("an apology", "out: Sorry to bother you with this."),
        ("pressure", "out: Please reply as soon as possible."),
        ("a placeholder", "ask: Would you like to have lunch at [place]?"),
        ("a secret", "why: I am sorry about your divorce in December."),
        ("two questions", "ask: Would you like to have lunch? When could you come?"),
        ("a false memory", "why: It was great to see you last week."),
    ],
)
def test_a_faulty_line_of_the_models_is_replaced_by_the_planned_one(
    book: Book, notes: Import, wrong: str, line: str
) -> None:
    notes(ANA)
    writer = scripted_writer([f"subject: Lunch?\n{line}", line])
    drafted = draft(book, writer, DraftRequest("Ana", "lunch_invite"))
    assert line.split(": ", 1)[1] not in drafted.body
    assert drafted.status == "ready"
    assert {s.kind for s in drafted.sentences} == {"greeting", "planned", "signoff"}


def test_a_good_line_of_the_models_is_shown_as_its_own(book: Book, notes: Import) -> None:
    notes(ANA)
    own = "You told me you were looking for somebody to clean up the messy spreadsheet, and I wonder how it goes."
    writer = scripted_writer(
        [
            f"subject: The messy spreadsheet\nhook: {own}\nask: Lunch on Tuesday or Thursday, would you like that?"
        ]
    )
    drafted = draft(book, writer, DraftRequest("Ana", "lunch_invite"))
    assert drafted.subject == "The messy spreadsheet"
    assert [s.kind for s in drafted.sentences if s.text == own] == ["hook"]
    assert [s.kind for s in drafted.sentences if s.text.startswith("Lunch on")] == ["ask"]
    assert len(writer.seen) == 1


def test_a_subject_that_mixes_two_parts_is_not_taken(book: Book, notes: Import) -> None:
    notes(ANA)
    writer = scripted_writer(["subject: A messy spreadsheet on Tuesday?\nx: y", "x: y"])
    drafted = draft(book, writer, DraftRequest("Ana", "lunch_invite"))
    assert drafted.subject == "Lunch or a coffee?"


def test_the_model_is_asked_only_for_what_says_something_and_stopped_when_it_has(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    own = "You told me you were looking for somebody to clean up the messy spreadsheet, and I wonder how it goes."
    writer = scripted_writer(
        [f"subject: x\nhook: {own}\nask: Lunch on Tuesday or Thursday, would you like that?\nout: y\nz"]
    )
    draft(book, writer, DraftRequest("Ana", "lunch_invite"))
    (call,) = writer.seen
    asked = str(call[-1].content).splitlines()[1:]
    assert [line.split(":")[0] for line in asked] == ["subject", "hook", "ask"]
    assert not any(
        f"\n{label}: " in str(message.content) for message in call for label in ("why", "give", "out")
    )


def test_only_checked_sentences_are_streamed_and_in_their_order(book: Book, notes: Import) -> None:
    notes(ANA)
    pieces: list[str] = []
    lines = "hook: I know about your divorce.\nask: Would you like to have lunch on a Tuesday or Thursday?\n"
    draft(book, scripted_writer([lines, lines]), DraftRequest("Ana", "lunch_invite"), pieces.append)
    shown = "".join(pieces)
    assert shown.startswith("Hi Ana,")
    assert "divorce" not in shown
    assert (
        shown.index(wording("lunch_invite", "why", "Ana Ruiz"))
        < shown.index("have lunch")
        < shown.index("Sam")
    )


def test_nothing_private_reaches_the_model(book: Book, notes: Import) -> None:
    notes(ANA)
    writer = silent()
    draft(book, writer, DraftRequest("Ana", "lunch_invite"))
    read = str([message.content for call in writer.seen for message in call])
    assert "spreadsheet" in read
    for word in ("divorce", "Milo", "boat", "pineapple"):
        assert word not in read


# ---- revising and editing ----


def test_shorter_is_shorter_and_keeps_its_id(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    after = revised(book, before, "shorter, please")
    assert after.draft_id == before.draft_id
    assert word_count(after.body) < word_count(before.body)
    assert after.status == "ready"
    assert load_draft(book, before.draft_id) == after


def test_leaving_something_out_leaves_it_out(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    assert "spreadsheet" in before.body
    after = revised(book, before, "leave out the spreadsheet")
    assert "spreadsheet" not in after.body
    assert after.status == "ready"


def test_an_added_sentence_is_the_users_own(book: Book, notes: Import) -> None:
    notes(ANA)
    after = revised(book, made(book), "add: My sister says hello.")
    assert [s.kind for s in after.sentences if s.text == "My sister says hello."] == ["line"]


def test_a_private_thing_does_not_come_in_by_asking_for_it(book: Book, notes: Import) -> None:
    notes(ANA)
    after = revised(book, made(book), "mention her divorce")
    assert "divorce" not in after.body
    assert after.status == "needs_you"
    assert after.gaps


def test_a_thing_in_the_notes_comes_in_by_asking_for_it(book: Book, notes: Import) -> None:
    notes(ANA)
    after = revised(book, made(book), "mention the bike shop")
    assert "bike" in after.body
    assert after.status == "ready"


def test_another_language_is_declined_honestly(book: Book, notes: Import) -> None:
    notes(ANA)
    after = revised(book, made(book), "in Spanish")
    assert after.status == "needs_you"
    assert "Spanish" in after.gaps[-1].why


def test_tone_changes_the_greeting(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    assert revised(book, before, "more formal").body.startswith("Dear Ana,")
    assert revised(book, before, "less formal").body.startswith("Hi Ana,")


def test_the_users_own_edit_stays_through_a_revision(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    own = "Bring your dog if you like."
    edited = edit(book, before.draft_id, before.subject, before.body.replace("\n\nWarm", f" {own}\n\nWarm"))
    assert own in edited.body
    assert [s.kind for s in edited.sentences if s.text == own] == ["user"]
    assert own in revised(book, edited, "more formal").body


def test_an_edit_that_would_hurt_is_kept_but_not_ready(book: Book, notes: Import) -> None:
    notes(ANA)
    before = made(book)
    edited = edit(book, before.draft_id, before.subject, before.body + "\nI know about your divorce.")
    assert "divorce" in load_draft(book, before.draft_id).body
    assert edited.status == "needs_you"


# ---- out of the door ----


def test_the_eml_is_an_unsent_utf8_message_to_the_right_person(book: Book, notes: Import) -> None:
    notes(ANA)
    drafted = replace(made(book, line="Grüße aus Łódź."), subject="Grüße")
    message = email.message_from_bytes(as_eml(book, drafted), policy=email.policy.default)
    assert (message["X-Unsent"], message["Subject"]) == ("1", "Grüße")
    assert message["To"].addresses[0].addr_spec == "ana@example.org"
    assert message["From"].addresses[0].addr_spec == "sam@example.org"
    assert message.get_content_charset() == "utf-8"
    assert "Grüße aus Łódź." in message.get_content()


@pytest.mark.parametrize(
    "evil", ["Lunch\r\nBcc: x@evil.example", "=?utf-8?q?a=0D=0ABcc:_x@evil.example?=", "a\x00\x0bb"]
)
def test_a_header_cannot_be_smuggled_in(book: Book, notes: Import, evil: str) -> None:
    notes(ANA)
    drafted = replace(made(book), subject=evil, to=evil)
    raw = as_eml(book, drafted)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Bcc"] is None
    assert "=?utf-8?q?a" not in raw.decode()
    assert "\r" not in mailto(book, drafted)
    assert mailto(book, drafted).startswith("mailto:ana@example.org?subject=")


def test_the_calendar_entry_is_tentative_and_on_the_day(book: Book, notes: Import) -> None:
    notes(ANA)
    entry = as_ics(book, made(book, when="2026-12-03 12:30")).decode()
    for line in ("STATUS:TENTATIVE", "DTSTART:20261203T123000", "METHOD:PUBLISH"):
        assert f"{line}\r\n" in entry
    with pytest.raises(UsageError, match="names no day"):
        as_ics(book, made(book, when="some day soon"))


# ---- bad input ----


def test_whom_it_is_for_has_to_be_clear(book: Book, notes: Import) -> None:
    notes(ANA)
    with pytest.raises(UnknownPerson):
        made(book, to="Zacharias")
    with pytest.raises(UsageError, match="is you"):
        made(book, to="Sam Okafor")
    with pytest.raises(EmptyInput):
        made(book, to="  ")


@pytest.mark.parametrize("field", ["purpose", "channel", "tone"])
def test_an_unknown_choice_is_named_with_the_known_ones(book: Book, notes: Import, field: str) -> None:
    notes(ANA)
    with pytest.raises(UsageError, match=r"'telegram'.*Choose one of"):
        made(book, **{field: "telegram"})


def test_a_pasted_book_is_too_large(book: Book, notes: Import) -> None:
    notes(ANA)
    with pytest.raises(TooLarge):
        made(book, purpose="reply", message="Hello? " * 30_000)


def test_a_message_in_another_script_is_asked_about_and_its_questions_are_marked(
    book: Book, notes: Import
) -> None:
    notes(ANA)
    drafted = made(book, purpose="reply", message="Привет, Сэм! Ты придёшь в субботу?")
    assert drafted.status == "needs_you"
    assert [gap.what for gap in drafted.gaps] == ["What does Ana say, in English?", "Ты придёшь в субботу?"]


def test_more_questions_than_an_answer_can_hold_are_not_dropped_in_silence(book: Book, notes: Import) -> None:
    notes(ANA)
    message = " ".join(f"Do you like book {number}?" for number in range(12))
    drafted = made(book, purpose="reply", message=message)
    assert drafted.gaps[0].what == "Which of their 12 questions matter most?"
    assert len(drafted.gaps) == 9


def test_a_draft_that_is_not_there_is_not_found(book: Book) -> None:
    with pytest.raises(NotFound):
        load_draft(book, "nope")
    with pytest.raises(NotFound):
        revise(book, silent(), "nope", "shorter")


def test_a_wish_nobody_can_follow_is_answered_with_ones_that_work(book: Book, notes: Import) -> None:
    notes(ANA)
    with pytest.raises(UsageError, match="shorter"):
        revised(book, made(book), "purple monkey dishwasher")


@pytest.mark.parametrize("over", ["2026-01-03", "yesterday", "20 November", "last week", "2026-02-30"])
def test_a_time_that_is_over_or_does_not_exist_is_refused(book: Book, notes: Import, over: str) -> None:
    notes(ANA)
    with pytest.raises(UsageError):
        made(book, when=over)


@pytest.mark.parametrize(
    ("words", "phrase", "day"),
    [
        ("2026-12-03 12:30", "on Thursday 3 December at 12:30", "2026-12-03"),
        ("Thursday", "on Thursday", "2026-11-26"),
        ("next week", "next week", None),
        ("3 January", "on 3 January", "2027-01-03"),
        ("Tuesday or Thursday at lunchtime", "on Tuesday or Thursday at lunchtime", None),
        ("when the snow melts", "when the snow melts", None),
    ],
)
def test_a_time_is_read_as_it_is_meant(book: Book, words: str, phrase: str, day: str | None) -> None:
    read = read_when(words, book.today)
    assert (read.phrase, read.day.isoformat() if read.day else None) == (phrase, day)


# ---- the embedded writer ----


@pytest.mark.model
def test_the_embedded_writer_words_a_lunch_invitation_itself(
    book: Book, notes: Import, settings: Settings
) -> None:
    notes(ANA)
    drafted = draft(book, open_writer(settings), DraftRequest("Ana", "lunch_invite"))
    assert drafted.status == "ready"
    own = [
        sentence for sentence in drafted.sentences if sentence.kind not in {"planned", "greeting", "signoff"}
    ]
    assert {sentence.kind for sentence in own} >= {"hook"}
    assert "scripted" not in drafted.model


@pytest.mark.model
def test_the_embedded_writer_keeps_a_secret_and_a_line(book: Book, notes: Import, settings: Settings) -> None:
    notes(ANA)
    line = "I can bring the walnut cake."
    drafted = draft(book, open_writer(settings), DraftRequest("Ana", "follow_up", channel="text", line=line))
    assert line in drafted.body
    assert len(drafted.body) <= 320
    for word in ("divorce", "boat", "Milo", "pineapple"):
        assert word not in drafted.body


JON = """---
name: Jon Berg
---
2022-03-15 Met through Ana at a pub quiz in Otley. He paints signs.
2022-04-02 We walked to Ilkley with Ana's old map.
"""
ANA_UNMET = "---\nname: Ana Ruiz\n---\n2026-10-02 She opened a bike repair shop in Otley.\n"


@pytest.mark.parametrize("purpose", ["reconnect", "lunch_invite", "share_goal", "thank_you"])
def test_a_memory_of_somebody_else_is_never_told_to_one_who_is_only_named_in_it(
    book: Book, notes: Import, purpose: str
) -> None:
    notes(ANA_UNMET, JON)
    drafted = made(book, purpose=purpose)
    for word in ("quiz", "through", "signs", "Ilkley", "map"):
        assert word not in drafted.body


def test_who_was_met_through_somebody_is_told_so(book: Book, notes: Import) -> None:
    notes(ANA_UNMET, JON)
    drafted = made(book, to="Jon", purpose="reconnect")
    assert "We met through Ana at a pub quiz in Otley" in drafted.body


def test_in_a_journal_only_the_sentences_about_the_recipient_are_used(book: Book, tmp_path: Path) -> None:
    (tmp_path / "me.md").write_text(ME, encoding="utf-8")
    journal = (
        "# 2026-10-03\n\nCoffee with Ana Ruiz: the council needs help, Bo Lind runs it. I promised to fix her bike. "
        "Bo Lind lent me a red tent.\n\nDora Mayer lent me her ladder. She met Ana at a pub quiz.\n"
    )
    (tmp_path / "journal.md").write_text(journal, encoding="utf-8")
    import_paths(book, [tmp_path])
    assert "red tent" in made(book, to="Bo Lind", purpose="thank_you").body
    assert "ladder" in made(book, to="Dora", purpose="thank_you").body
    for person in ("Ana", "Bo Lind"):
        for purpose in ("reconnect", "follow_up"):
            assert not any(word in made(book, to=person, purpose=purpose).body for word in ("quiz", "ladder"))
    assert "bike" not in made(book, to="Bo Lind", purpose="follow_up").body


@pytest.mark.parametrize(
    ("page", "goal"),
    [
        ("Nurse in Leith. Goal: get into wind power, offshore most of all. Shy on the phone.", "I want to get into wind power"),
        ("Goal: become a baker", "I want to become a baker"),
        ("## Goal\n\nBecome a baker in a small village.", "I want to become a baker"),
        ("## Goals\n- Learn to weld for a living", "I want to learn to weld"),
        ("I mend bikes. My goal is a shop of my own.", "tell you about: a shop of my own"),
        ("I mend bikes. I want to teach it.", "I want to teach it"),
        ("Dream: translate novels instead of manuals. Offers: Spanish lessons.", "I want to translate novels"),
    ],
)  # fmt: skip
def test_the_goal_is_found_however_the_own_page_names_it(
    book: Book, notes: Import, page: str, goal: str
) -> None:
    notes(ANA, me=f"---\nname: Sam Okafor\n---\n# About me\n{page}\n")
    drafted = made(book, purpose="share_goal")
    assert goal in drafted.body
    assert drafted.status == "ready"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Free for lunch Tuesdays and Thursdays.", "on a Tuesday or Thursday"),
        ("Free Wed afternoons.", "on a Wednesday afternoon"),
        ("Lunch works on Wednesdays.", "on a Wednesday"),
    ],
)
def test_free_days_become_one_day_of_them(book: Book, notes: Import, line: str, said: str) -> None:
    notes(ANA, me=ME.replace("Lunch on Tuesdays or Thursdays.", line))
    assert f"{said}?" in made(book).body


def test_the_children_of_the_recipient_are_no_way_to_begin(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Ana Ruiz\n---\n2026-03-02 She has twin girls.\n2026-06-01 Her boy Mateo plays the trumpet.\n"
    )
    drafted = made(book, purpose="share_goal")
    assert "girls" not in drafted.body
    assert "Mateo" not in drafted.body
    assert drafted.status == "needs_you"


def test_an_invitation_in_their_own_words_is_given_back_word_for_word(book: Book, notes: Import) -> None:
    notes('---\nname: Ana Ruiz\n---\n2026-03-02 She said: "Write to me when you are ready to move."\n')
    assert 'You said "Write to me when you are ready to move"' in made(book, purpose="share_goal").body


# ---- two ways to ask, and what changed ----

ASKING = ("lunch_invite", "follow_up", "reconnect", "intro_request", "share_goal")


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("channel", ["email", "text"])
def test_careful_and_brave_are_both_ready_and_ask_differently(
    book: Book, notes: Import, purpose: str, channel: str
) -> None:
    notes(ANA)
    asks = {"intro_request": "introduce me to Marta Reis about data roles", "decline": "running the stall"}
    message = "Hi Sam, are you free for lunch on Thursday?" if purpose == "reply" else None
    request = DraftRequest(
        "Ana", purpose, channel, ask=asks.get(purpose), message=message, when="Thursday" if message else None
    )
    pair = variants(book, silent(), request)
    assert [pair.careful.status, pair.brave.status] == ["ready", "ready"]
    assert pair.careful.draft_id != pair.brave.draft_id
    assert load_draft(book, pair.brave.draft_id) == pair.brave
    assert (pair.careful.body != pair.brave.body) is (purpose in ASKING)
    if purpose == "lunch_invite":
        assert "Will you have lunch with me on a Tuesday or Thursday?" in pair.brave.body
        assert "short coffee" in pair.careful.body


def test_the_two_ways_share_what_the_model_wrote(book: Book, notes: Import) -> None:
    notes(ANA)
    own = "You told me you were looking for somebody to clean up the messy spreadsheet, and I wonder how it goes."
    writer = scripted_writer([f"subject: The spreadsheet\nhook: {own}\nask: ?"])
    pair = variants(book, writer, DraftRequest("Ana", "lunch_invite"))
    for drafted in (pair.careful, pair.brave):
        assert own in drafted.body
    assert len(writer.seen) == 1


def test_the_differences_are_the_two_texts_and_nothing_else() -> None:
    before, after = "Hi Ana,\n\nWould you come?  Sam", "Hi Ana,\n\nWill you come on Friday?  Sam\n"
    changes = differences(before, after)
    assert "".join(c.text for c in changes if c.kind != "new") == before
    assert "".join(c.text for c in changes if c.kind != "gone") == after
    assert [c.text for c in changes if c.kind == "gone"] == ["\n\nWould", " come?"]


def test_every_wording_of_a_draft_is_kept(book: Book, notes: Import) -> None:
    notes(ANA)
    first = made(book)
    second = edit(book, first.draft_id, "Lunch", first.body.replace("Hi Ana", "Hey Ana"))
    third = revised(book, second, "more formal")
    assert [one.body for one in revisions(book, first.draft_id)] == [first.body, second.body, third.body]


def test_what_they_did_for_me_is_not_asked_to_be_told_again(book: Book, notes: Import) -> None:
    notes("---\nname: Ana Ruiz\n---\n2026-03-02 She bought my alphabet print at the winter fair.\n")
    body = made(book, purpose="share_goal").body
    assert "You bought my alphabet print at the winter fair, " in body


def test_thanks_for_what_never_came_back_are_questioned(book: Book, notes: Import) -> None:
    notes("---\nname: Hal Pettigrew\n---\n2026-04-22 He still has my composing stick.\n")
    drafted = made(
        book, "Hal Pettigrew", purpose="thank_you", line="Thank you for returning my composing stick."
    )
    assert drafted.status == "needs_you"


def test_a_circle_alone_is_not_enough_to_write_on(book: Book, notes: Import) -> None:
    notes("---\nname: Ottoline Grey\ncircle: neighbours\n---\n")
    assert made(book, "Ottoline Grey", purpose="reconnect").status == "needs_you"


def test_what_they_did_for_the_user_is_no_news_of_theirs(book: Book, notes: Import) -> None:
    page = "---\nname: Ana Ruiz\norganization: Museum of Written Things\n---\n2026-08-01 She bought my alphabet print.\n"
    notes(f"{page}2026-09-09 The museum opened its new printing room.\n")
    body = made(book, purpose="congratulate").body
    assert "Your museum opened its new printing room" in body
    assert "alphabet" not in body


def test_no_two_wordings_of_a_courtesy_are_alike_and_none_spoils_a_message() -> None:
    for parts in wordings().values():
        for ways in parts.values():
            assert len(set(ways)) == len(ways)
            assert not [fault for way in ways for fault in (*spoilers(way), *mirror_faults(way))]


def test_two_people_are_not_thanked_in_the_same_courtesies_and_one_person_always_is(
    book: Book, notes: Import
) -> None:
    given = "---\nname: {}\n---\n2026-03-02 She lent me her ladder for the long wall.\n"
    people = ["Ana Ruiz", "Bea Lund", "Cleo Marsh", "Dora Pike"]
    notes(*(given.format(name) for name in people))
    bodies = [made(book, name, "thank_you").body.replace(name.split()[0], "") for name in people]
    assert len(set(bodies)) > 2
    assert made(book, "Bea Lund", "thank_you").body.replace("Bea", "") == bodies[1]


def test_a_line_in_another_language_is_asked_about_in_a_word_and_never_guessed(
    book: Book, notes: Import
) -> None:
    notes("---\nname: Ana Ruiz\n---\n2026-03-02 Hat mir ihre Leiter für die lange Wand geliehen.\n")
    draft_ = made(book, purpose="thank_you")
    assert draft_.status == "needs_you"
    assert "German" in draft_.gaps[0].why
    assert "Hat mir ihre Leiter" in draft_.gaps[0].why
    assert "Leiter" not in draft_.body


def test_a_yes_answers_the_one_question_that_takes_a_yes(book: Book, notes: Import) -> None:
    notes(ANA)
    asked = "Are you still up for a walk? Which day is good?"
    answered = made(
        book, purpose="reply", channel="text", message=asked, ask="Yes, I am", when="next Wednesday"
    )
    assert not answered.gaps
    assert "Yes, I am." in answered.body
    assert "ednesday works for me" in answered.body


def test_a_name_of_two_halves_may_stand_beneath_to_be_passed_on(book: Book, notes: Import) -> None:
    notes(ANA, me=ME.replace("Sam Okafor", "Sam Okafor-Bell"))
    asked = made(book, purpose="intro_request", ask="introduce me to the head of data about data work")
    assert asked.status == "ready"
    assert "My name is Sam Okafor-Bell" in asked.body


def test_nothing_of_joy_is_written_to_somebody_who_has_had_a_loss(book: Book, notes: Import) -> None:
    met = "---\nname: {}\n---\n2024-03-02 We sang together at the choir in Otley.\n2026-08-01 {}\n"
    notes(met.format("Ana Ruiz", "Her husband died in July."), met.format("Bea Lund", "She likes figs."))
    joy = ("happy", "glad", "enjoy", "love")
    assert not any(word in made(book, "Ana", "reconnect").body for word in joy)


def test_what_a_sentence_says_after_a_new_she_is_a_line_of_its_own(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Ana Ruiz\n---\n2026-03-02 We shared a table and she drew me a map of the canal locks.\n"
    )
    assert "You drew me a map of the canal locks" in made(book, purpose="thank_you").body


def test_a_hope_that_has_come_true_since_is_not_asked_about(book: Book, notes: Import) -> None:
    hope = "---\nname: Ana Ruiz\n---\n2026-03-02 She told me she was applying for the post at the mill.\n"
    notes(f"{hope}2026-05-01 She got it!\n")
    assert "applying" not in made(book, purpose="follow_up").body


def test_their_cousin_is_named_neither_as_theirs_nor_in_broken_english(book: Book, notes: Import) -> None:
    notes(ANA)
    asked = made(book, purpose="intro_request", ask="introduce me to your cousin at the mill about data work")
    assert "introduce me to the person you know at the mill?" in asked.body
    assert "cousin" not in asked.body


def test_what_is_followed_by_a_promise_of_silence_is_kept(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Ana Ruiz\n---\n2026-03-02 She told me over tea that she believes none of the sermons. "
        "I shan't repeat that to a soul.\n"
    )
    kept = made(book, purpose="follow_up")
    assert "sermons" not in kept.body
    assert kept.status == "needs_you"
    assert kept.withheld


def test_a_line_in_a_language_that_no_check_reads_is_never_said(book: Book, notes: Import) -> None:
    notes("---\nname: Ana Ruiz\n---\n2026-08-01 Ana ukhulelwe, akafuni bazi emsebenzini okwamanje\n")
    assert "ukhulelwe" not in made(book, purpose="lunch_invite").body


def test_where_all_that_is_known_is_held_back_nothing_is_ready(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Ana Ruiz\ncircle: school\n---\n2024-08-09 Her aunt heard that she is getting divorced\n"
    )
    assert made(book, purpose="reconnect").status == "needs_you"
