"""A draft in another language: what code compares is compared, what fails stays English, and nobody calls it checked."""

import pytest

from coach.errors import UsageError
from coach.guard.languages import is_in, language_named, languages, not_carried_over
from coach.llm.scripted import ScriptedWriter, scripted_writer
from coach.people.book import Book
from coach.skills.draft import Draft, DraftRequest, draft, edit, load_draft, revise
from tests.drafts import SILENT, Import, made, notes, revised

__all__ = ["notes"]

LUZ = "---\nname: Luz Prado\n---\n2026-05-01 She lent me her ladder.\n"
ENGLISH = (
    "You lent me your ladder.",
    "Thank you for that!",
    "No need to reply!",
)
SPANISH = "1: Me prestaste tu escalera.\n2: ¡Muchas gracias por eso!\n3: No hace falta que respondas.\n"
BACK = "1: You lent me your ladder.\n2: Thank you very much for that!\n3: There is no need to answer.\n"


def in_spanish(book: Book, *replies: str) -> Draft:
    writer = scripted_writer([*SILENT[:2], *replies])
    request = DraftRequest("Luz", "thank_you", channel="text", language="es")
    return draft(book, writer, request)


def test_every_sentence_comes_over_and_the_english_stands_beside_it(book: Book, notes: Import) -> None:
    notes(LUZ)
    there = in_spanish(book, SPANISH, BACK)
    assert there.body == (
        "Hola Luz,\nMe prestaste tu escalera. ¡Muchas gracias por eso! No hace falta que respondas.\nSam"
    )
    assert there.language == "Spanish"
    assert there.original is not None
    assert there.original.body == f"Hi Luz,\n{' '.join(ENGLISH)}\nSam"
    assert there.sentences[1].sources[-1].quote.endswith("She lent me her ladder.")  # type: ignore[union-attr]
    assert load_draft(book, there.draft_id) == there


def test_a_translation_is_never_called_ready_because_nobody_checked_what_it_means(
    book: Book, notes: Import
) -> None:
    notes(LUZ)
    there = in_spanish(book, SPANISH, BACK)
    assert there.status == "needs_you"
    assert "could not be checked" in there.gaps[-1].why
    assert all(check.passed for check in there.checks)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        (SPANISH.replace("prestaste tu", "prestó mi"), BACK.replace("You lent me your", "I lent you my")),
        (SPANISH.replace("tu escalera", "tu caballo"), BACK.replace("ladder", "horse")),
        (SPANISH.replace("No hace falta que respondas", "Hace falta que respondas"), BACK),
        (SPANISH.replace("escalera", "escalera de Jorge"), BACK),
        (SPANISH, BACK.replace("to answer", "to tell him")),
        (SPANISH, BACK.replace("to answer", "to answer the ship")),
        ("", ""),
        (BACK, BACK),
    ],
    ids=[
        "I for you",
        "another thing",
        "a lost no",
        "a name that came in",
        "somebody else",
        "a ship",
        "silence",
        "English again",
    ],
)
def test_where_one_sentence_fails_twice_all_of_it_stays_in_english(
    book: Book, notes: Import, there: str, back: str
) -> None:
    notes(LUZ)
    kept = in_spanish(book, there or "…", back or "…", there or "…", back or "…")
    assert kept.body == f"Hi Luz,\n{' '.join(ENGLISH)}\nSam"
    assert (kept.status, kept.language, kept.original) == ("needs_you", "", None)
    assert "Spanish" in kept.gaps[-1].why
    assert [check.name for check in kept.checks if not check.passed] == ["language"]


def test_a_sentence_that_failed_is_asked_for_once_more_and_alone(book: Book, notes: Import) -> None:
    notes(LUZ)
    wrong = SPANISH.replace("tu escalera", "tu caballo")
    writer: ScriptedWriter = scripted_writer(
        [*SILENT[:2], wrong, BACK.replace("ladder", "horse"), SPANISH.splitlines()[0], BACK.splitlines()[0]]
    )
    request = DraftRequest("Luz", "thank_you", channel="text", language="Spanish")
    there = draft(book, writer, request)
    assert "escalera" in there.body
    assert str(writer.seen[4][-1].text) == "1: You lent me your ladder."


def test_the_notes_that_name_a_language_decide_and_the_user_overrules_them(book: Book, notes: Import) -> None:
    notes(LUZ + "She prefers to write in Spanish.\n")
    writer = scripted_writer([*SILENT[:2], SPANISH, BACK])
    request = DraftRequest("Luz", "thank_you", channel="text")
    there = draft(book, writer, request)
    assert there.language == "Spanish"
    assert revised(book, there, "in English").body == f"Hi Luz,\n{' '.join(ENGLISH)}\nSam"


def test_the_users_own_line_and_their_changes_in_the_other_language_stay_word_for_word(
    book: Book, notes: Import
) -> None:
    notes(LUZ)
    there = in_spanish(book, SPANISH, BACK)
    own = "No hace falta contestar, de verdad."
    changed = edit(book, there.draft_id, "", there.body.replace("No hace falta que respondas.", own))
    assert (changed.status, changed.language) == ("ready", "Spanish")
    two = "\n".join(SPANISH.splitlines()[:2]), "\n".join(BACK.splitlines()[:2])
    again = revise(
        book,
        scripted_writer([*SILENT[:2], *two]),
        there.draft_id,
        "less formal",
    )
    assert again.body.count(own) == 1
    assert "respondas" not in again.body


def test_a_language_that_is_not_known_is_said_with_those_that_are(book: Book, notes: Import) -> None:
    notes(LUZ)
    assert (
        "Spanish, German"
        in revised(book, made(book, to="Luz", purpose="thank_you"), "in Polish").gaps[-1].why
    )
    with pytest.raises(UsageError, match=r"'Klingon'.*Spanish, German"):
        draft(book, scripted_writer([]), DraftRequest("Luz", "thank_you", language="Klingon"))


@pytest.mark.parametrize("name", [name for name in languages() if name != "English"])
@pytest.mark.parametrize("formal", [False, True])
def test_the_examples_of_every_language_pass_their_own_checks(name: str, formal: bool) -> None:
    language = languages()[name]
    for english, text in zip(
        languages()["English"].friendly, language.formal if formal else language.friendly, strict=True
    ):
        polite = formal and language.formal != language.friendly
        assert not_carried_over(english, text, language, ("Ana",), formal=polite) == ()
        assert is_in(text, language)
    assert language_named(language.also[0]) is language


@pytest.mark.parametrize(
    ("english", "text", "fault"),
    [
        ("Ana Ruiz will come at 12:30.", "Anna Ruiz va a venir a las 12:30.", "the name 'Ana' is gone"),
        ("We could meet at 12:30.", "Podemos vernos a las 13:30.", "the number 12 is gone"),
        ("We could meet on Thursday 3 December.", "Podemos vernos el martes 3 de diciembre.", "'Thursday'"),
        ("We could meet in January.", "Podemos vernos en junio.", "'January'"),
        ("I have three cats for you.", "Tengo dos gatos para ti.", "the number three is gone"),
        ("Could we meet near you?", "Podemos vernos cerca de ti.", "a question mark"),
        ("Would you like to come?", "¿Le gustaría venir con usted?", "too politely"),
        ("I like the garden of the school.", "Me gusta el jardín del Colegio de Madrid.", "'Madrid' came in"),
        ("I would like to see the house.", "我想看看那所房子。", "it is not all Spanish"),
    ],
)  # fmt: skip
def test_what_did_not_come_over_is_named(english: str, text: str, fault: str) -> None:
    found = not_carried_over(english, text, languages()["Spanish"], ("Ana", "Ruiz"), formal=False)
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("We could meet at 1 pm.", "Podemos vernos a las 13:00."),
        ("I have two books for you.", "Tengo 2 libros para ti."),
        ("Shall we meet in Lisbon on 3rd May?", "¿Nos vemos en Lisboa el 3 de mayo?"),
        ("Thank you!", "¡Gracias!"),
    ],
)
def test_what_is_only_written_otherwise_is_no_fault(english: str, text: str) -> None:
    assert not_carried_over(english, text, languages()["Spanish"], (), formal=False) == ()


def test_the_reader_is_addressed_in_one_way_also_where_a_hyphen_joins_it_to_the_verb() -> None:
    french = languages()["French"]
    assert not_carried_over("Can you come?", "Pouvez-vous venir ?", french, (), formal=True) == ()
    (fault,) = not_carried_over("Can you come?", "Pouvez-vous venir ?", french, (), formal=False)
    assert "too politely" in fault


def test_a_line_of_a_hundred_thousand_signs_is_compared_in_no_time() -> None:
    long = "a" * 100_000
    not_carried_over(long, f"{long} b", languages()["German"], ("Ana",), formal=False)
