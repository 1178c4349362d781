"""Cutting prose into sentences loses no character and keeps a wrapped sentence whole."""

from hypothesis import given
from hypothesis import strategies as st

from coach.text import fold, sentence_spans, sentences


def test_a_sentence_wrapped_by_an_editor_stays_whole() -> None:
    text = "We met at the harbour festival and talked about tide tables for\nan hour. She laughed a lot.\n- loves cats\nrole: pilot"
    assert sentences(text) == [
        "We met at the harbour festival and talked about tide tables for\nan hour.",
        "She laughed a lot.",
        "- loves cats",
        "role: pilot",
    ]


def test_titles_and_initials_do_not_end_a_sentence() -> None:
    assert sentences("Dr. J. Park called. Then e.g. Ann did!") == [
        "Dr. J. Park called.",
        "Then e.g. Ann did!",
    ]


def test_names_fold_without_case_accents_and_marks() -> None:
    assert fold("  Inês  Ó'Néill-ŁØ ") == "ines o'neill-lo"


@given(st.text(alphabet="ab .!?\n-:A1", max_size=200))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    covered = "".join(text[start:end] for start, end in sentence_spans(text))
    assert "".join(covered.split()) == "".join(text.split())
