"""What the writer may tell a recipient out of a line that no rule can turn: only what the line says, of the right person."""

import pytest

from coach.llm.scripted import scripted_writer
from coach.people.book import Book
from coach.skills.draft import DraftRequest, draft
from coach.skills.draft.retelling import Wanted, faults_of_retold
from tests.drafts import SILENT, Import, notes, revised

__all__ = ["notes"]

NAMES = ("Sinead Mulhall", "Sinead")


@pytest.mark.parametrize(
    ("wanted", "quote", "text"),
    [
        ("kindness", "Sinead took my yard duty without being asked, and she left chocolate.", "You took my yard duty without being asked"),
        ("kindness", "No warning at all. She covered my class and I nearly wept.", "You covered my class"),
        ("news", "Sinead has been appointed deputy principal of St Ultan's.", "You have been appointed deputy principal of St Ultan's"),
        ("news", "the regional paper printed her first poem, it is about bees", "Your first poem was printed in the regional paper"),
        ("together", "We sat on the towels and ate the mints until the man came.", "We sat on the towels and ate the mints"),
    ],
)  # fmt: skip
def test_a_line_told_in_its_own_words_passes(wanted: Wanted, quote: str, text: str) -> None:
    assert faults_of_retold(wanted, text, quote, NAMES) == []


@pytest.mark.parametrize(
    ("wanted", "quote", "text", "why"),
    [
        ("kindness", "I took Sinead's yard duty so that she could go home to me.", "You took my yard duty", "the user's own deed"),
        ("kindness", "Sinead's brother was there too, and he took my yard duty.", "You took my yard duty", "somebody else's deed"),
        ("kindness", "Sinead was away. Carol took my yard duty.", "You took my yard duty", "another's deed"),
        ("kindness", "Sinead offered to take my yard duty.", "You offered to take my yard duty", "an offer"),
        ("kindness", "Sinead nearly took my yard duty on Monday.", "You took my yard duty on Monday", "it did not happen"),
        ("kindness", "Sinead took the yard duty of the whole floor.", "You took the yard duty of the whole floor", "not for the user"),
        ("kindness", "Sinead took my yard duty.", "You took my yard duty and brought a cake", "a word that is not there"),
        ("kindness", "Sinead took my yard duty.", "You took my duty in the yard with Sinead", "her name to herself"),
        ("kindness", "Sinead took my class to her doctor.", "You took my class to her doctor", "a pronoun left over"),
        ("kindness", "Sinead rang at once. They accepted my application!", "You accepted my application", "others' deed"),
        ("news", "She told me she opened her own practice eight years ago.", "You opened your own practice", "long ago"),
        ("news", "Sinead hopes to be appointed deputy principal.", "You hope to be appointed deputy principal", "a hope"),
        ("news", "Sinead has not been appointed deputy principal.", "You have been appointed deputy principal", "denied"),
        ("news", "My cousin was appointed deputy principal, Sinead says.", "You were appointed deputy principal", "another's news"),
        ("news", "My first paper was printed in the bulletin.", "Your first paper was printed in the bulletin", "the user's own news"),
        ("together", "Sinead sat on the towels and ate the mints with me gone.", "We sat on the towels and ate the mints", "not both"),
        ("together", "We sat in the hospice and held hands all night.", "We sat in the hospice and held hands all night", "delicate"),
    ],
)  # fmt: skip
def test_what_the_line_does_not_say_of_the_reader_is_refused(
    wanted: Wanted, quote: str, text: str, why: str
) -> None:
    assert faults_of_retold(wanted, text, quote, NAMES), why


def test_a_draft_thanks_for_what_only_the_writer_could_turn_and_keeps_it_when_revised(
    book: Book, notes: Import
) -> None:
    notes(
        "---\nname: Sinead Mulhall\n---\n2026-11-18 The inspector came to my class with no warning, and Sinead, calm as a lake, took my yard duty unasked.\n"
    )
    asked = DraftRequest("Sinead", "thank_you", channel="text")
    writer = scripted_writer(["You took my yard duty unasked.", *SILENT])
    drafted = draft(book, writer, asked)
    assert drafted.status == "ready"
    assert "You took my yard duty unasked" in drafted.body
    assert any(
        "took my yard duty unasked" in getattr(source, "quote", "")
        for s in drafted.sentences
        for source in s.sources
    )
    assert "You took my yard duty unasked" in revised(book, drafted, "warmer").body


def test_a_draft_asks_where_the_writer_tells_what_the_note_does_not_say(book: Book, notes: Import) -> None:
    notes(
        "---\nname: Sinead Mulhall\n---\n2026-11-18 The inspector came to my class with no warning, and Sinead, calm as a lake, took my yard duty unasked.\n"
    )
    writer = scripted_writer(["You brought me flowers.", *SILENT])
    drafted = draft(book, writer, DraftRequest("Sinead", "thank_you", channel="text"))
    assert (drafted.status, "flowers" in drafted.body) == ("needs_you", False)
    assert [gap.what for gap in drafted.gaps] == ["What do you want to thank Sinead for?"]
