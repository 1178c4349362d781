"""The command line, word for word: every command returns the contract's JSON on the invented network."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.resources import resource_folder
from tests.terminal import coach

CITATION = {"note_id", "person", "date", "quote"}


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home that holds the invented network, imported once through the command."""
    home = tmp_path_factory.mktemp("network") / "home"
    before = {name: os.environ.get(name) for name in ("COACH_HOME", "COACH_TODAY")}
    os.environ.update(COACH_HOME=str(home), COACH_TODAY="2026-11-23")
    coach("import", str(resource_folder("examples") / "network"), "--json").json()
    yield home
    for name, value in before.items():
        os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@pytest.fixture(autouse=True)
def at_home(network: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(network))


def keys(value: Any) -> set[str]:
    return set(value)


def assert_citations_hold(citations: list[dict[str, Any]]) -> None:
    """Every quote stands character for character in its note, as `people show` prints it."""
    for citation in citations:
        assert keys(citation) == CITATION
        notes = coach("people", "show", citation["person"], "--json").json()["notes"]
        texts = {note["note_id"]: note["text"] for note in notes}
        assert citation["quote"] in texts[citation["note_id"]]


def test_help_answers_in_half_a_second() -> None:
    coach("--help")
    begun = time.perf_counter()
    ran = coach("--help")
    assert ran.status == 0
    assert time.perf_counter() - begun < 0.5 * max(1.0, os.getloadavg()[0])
    assert "rehearse" in ran.out


def test_importing_the_same_folder_again_changes_nothing() -> None:
    report = coach("import", str(resource_folder("examples") / "network"), "--json").json()
    assert keys(report) == {"files", "people_total", "notes_total", "possible_duplicates"}
    expected = {
        "path",
        "format",
        "encoding",
        "people_added",
        "people_updated",
        "notes_added",
        "unchanged",
        "skipped",
    }
    assert all(keys(file) == expected for file in report["files"])
    assert sum(file["people_added"] + file["notes_added"] for file in report["files"]) == 0
    assert report["people_total"] >= 35


def test_people_list_has_its_fields_and_filters() -> None:
    everybody = coach("people", "list", "--json").json()
    assert all(
        keys(row) == {"person", "circle", "role", "organization", "last_contact", "notes"}
        for row in everybody
    )
    quiet = coach("people", "list", "--quiet-for", "365", "--json").json()
    assert 0 < len(quiet) < len(everybody)


def test_people_show_has_its_fields_and_quotes_that_hold() -> None:
    somebody = next(row["person"] for row in coach("people", "list", "--json").json() if row["notes"] > 2)
    page = coach("people", "show", somebody, "--json").json()
    assert keys(page) == {"person", "aliases", "contact", "circle", "facts", "ties", "ledger", "notes"}
    assert keys(page["ledger"]) == {"gave", "received", "open"}
    assert all(keys(note) == {"note_id", "date", "text"} for note in page["notes"])
    for fact in page["facts"]:
        assert keys(fact) == {"kind", "value", "since", "until", "citation"}
    assert_citations_hold([fact["citation"] for fact in page["facts"]])


def test_search_finds_lines_quickly() -> None:
    found = coach("search", "hospital pharmacy", "--json").json()
    assert keys(found) == {"passages", "took_ms"}
    assert all(keys(p) == {"note_id", "person", "date", "text", "score", "source"} for p in found["passages"])
    begun = time.perf_counter()
    coach("search", "lunch", "-k", "3", "--json").json()
    assert time.perf_counter() - begun < 2 * max(1.0, os.getloadavg()[0])


@pytest.mark.model
def test_ask_answers_with_citations_that_hold() -> None:
    answer = coach("ask", "Who works at a library?", "--json").json()
    assert keys(answer) == {"outcome", "answer", "people", "citations", "exact", "considered"}
    assert keys(answer["considered"]) == {"people", "notes"}
    assert_citations_hold(answer["citations"])


@pytest.mark.model
def test_ask_says_when_the_notes_do_not() -> None:
    answer = coach("ask", "What does Zebulon Quarrington think of submarines?", "--json").json()
    assert answer["outcome"] == "not_in_notes"
    assert answer["citations"] == []


def test_suggest_names_people_with_reasons_that_hold() -> None:
    found = coach("suggest", "I want to work with health data", "-k", "4", "--json").json()
    assert keys(found) == {"goal", "suggestions", "left_out"}
    assert 0 < len(found["suggestions"]) <= 4
    expected = {"person", "pick", "reasons", "caution", "give", "ask", "first_step", "via"}
    for suggestion in found["suggestions"]:
        assert keys(suggestion) == expected
        assert suggestion["reasons"]
        assert_citations_hold([reason["citation"] for reason in suggestion["reasons"]])
    picks = {suggestion["pick"] for suggestion in found["suggestions"]}
    assert {"comfortable", "stretch"} <= picks


@pytest.mark.model
def test_draft_has_its_fields_and_every_source_holds(tmp_path: Path) -> None:
    person = coach("suggest", "I want to work with health data", "-k", "1", "--json").json()["suggestions"][
        0
    ]["person"]
    eml = tmp_path / "draft.eml"
    made = coach(
        "draft",
        "--to",
        person,
        "--purpose",
        "lunch_invite",
        "--when",
        "Thursday next week",
        "--eml",
        str(eml),
        "--json",
    ).json()
    assert keys(made) == {
        "draft_id", "to", "purpose", "channel", "subject", "body", "sentences", "status", "gaps", "withheld", "checks", "model",
    }  # fmt: skip
    assert made["to"] == person
    assert made["status"] in {"ready", "needs_you"}
    assert b"X-Unsent: 1" in eml.read_bytes()
    cited = [s for sentence in made["sentences"] for s in sentence["sources"] if "quote" in s]
    assert_citations_hold(cited)
    shorter = coach("draft", "--revise", made["draft_id"], "--how", "shorter", "--json").json()
    assert keys(shorter) == keys(made)


@pytest.mark.model
def test_rehearse_from_a_script_ends_in_a_debrief(tmp_path: Path) -> None:
    script = tmp_path / "lines.txt"
    script.write_text(
        "Hello, I am new here. What brought you to this meetup?\nThat sounds lovely. How did you get into it?\n"
        "Thank you for the chat, it was nice to meet you. Goodbye!\n"
    )
    talk = coach("rehearse", "--scene", "meetup", "--level", "2", "--script", str(script), "--json").json()
    assert keys(talk) == {"rehearsal_id", "scene", "level", "partner", "transcript", "debrief"}
    assert all(keys(turn) == {"speaker", "text"} for turn in talk["transcript"])
    assert keys(talk["debrief"]) == {"measures", "strengths", "changes", "one_thing", "scored"}


def test_debrief_reads_a_transcript_without_waking_the_model(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    file.write_text(
        '{"partner": "Ann", "turns": [["partner", "I just came back from Norway."], ["user", "Fine."], '
        '["partner", "Do you travel much?"], ["user", "No."], ["partner", "What do you do?"], ["user", "Office."]]}'
    )
    found = coach("debrief", str(file), "--json").json()
    assert keys(found) == {"measures", "strengths", "changes", "one_thing", "scored"}
    assert "one_word_answer" in {change["code"] for change in found["changes"]}
    assert all(keys(change) == {"code", "turn", "quote", "say_instead"} for change in found["changes"])
    assert keys(found["one_thing"]) == {"code", "turn", "quote", "why", "say_instead"}


def test_remember_saves_only_after_a_yes_and_forget_removes() -> None:
    text = "Met Quillon Vasterby at the gym, runs the river trust, loves cats, said to write after the 20th"
    seen = coach("remember", text, "--json").json()
    assert keys(seen) == {"person", "new_person", "facts", "reminders", "saved", "questions"}
    assert (seen["person"], seen["new_person"], seen["saved"]) == ("Quillon Vasterby", True, False)
    assert coach("people", "show", "Quillon", "--json").status == 1
    assert coach("remember", text, "--yes", "--json").json()["saved"]
    assert coach("people", "show", "quillon", "--json").json()["person"] == "Quillon Vasterby"
    logged = coach(
        "log", "Quillon", "Had tea with him.", "--received", "--feared", "7", "--actual", "2", "--json"
    ).json()
    assert logged["person"] == "Quillon Vasterby"
    gone = coach("forget", "Quillon", "--yes", "--json").json()
    assert keys(gone) == {"person", "removed"}
    assert keys(gone["removed"]) == {"notes", "facts", "vectors", "drafts", "rehearsals", "messages"}
    assert gone["removed"]["notes"] == 2
    assert coach("people", "show", "Quillon", "--json").status == 1


def test_plan_has_at_most_three_steps_a_week() -> None:
    plan = coach("plan", "--json").json()
    assert keys(plan) == {"steps", "owed_by_me", "owed_to_me", "drifting"}
    assert 0 < len(plan["steps"]) <= 3
    for step in plan["steps"]:
        assert keys(step) == {"person", "what", "why", "size", "due", "citation"}
        assert 1 <= step["size"] <= 5


def test_an_event_has_a_card_and_whom_one_met_is_shown_before_it_is_saved() -> None:
    card = coach("event", "The choir concert is on 12 December at 7 pm", "--json").json()
    assert keys(card) == {
        "event", "date", "people", "what_i_do", "exit_line", "stand", "leave_at", "rehearse_with", "next_step",
    }  # fmt: skip
    assert 0 < len(card["people"]) <= 3
    for one in card["people"]:
        assert keys(one) == {"person", "why", "citation", "opener", "opener_citation"}
        assert_citations_hold([cite for cite in (one["citation"], one["opener_citation"]) if cite])
    met = coach("event", "The choir concert", "--met", "Tom Blysten, he sails", "--json").json()
    assert [(seen["person"], seen["saved"]) for seen in met] == [("Tom Blysten", False)]


def test_the_ledger_has_both_sides_and_offers_that_hold() -> None:
    made = coach("ledger", "--json").json()
    assert keys(made) == {"accounts", "offers"}
    assert all(
        keys(one) - {"doubts"} == {"person", "gave", "received", "open", "carried_by", "word", "give"}
        for one in made["accounts"]
    )
    assert made["offers"]
    assert_citations_hold([offer["citation"] for offer in made["offers"]][-3:])


@pytest.mark.model
def test_chat_goes_on_in_its_thread() -> None:
    first = coach("chat", "What is on my list this week?", "--json").json()
    assert keys(first) == {"thread", "action", "reply", "citations", "needs_confirmation"}
    assert first["action"]["name"] == "plan"
    second = coach("chat", "forget Bob", "--thread", first["thread"], "--json").json()
    assert second["thread"] == first["thread"]
    assert second["action"]["name"] == "forget"
    third = coach("chat", "no", "--thread", first["thread"], "--json").json()
    assert "Nothing was changed" in third["reply"]


def test_export_imports_again_to_the_same_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = coach("people", "list", "--json").json()
    exported = coach("export", str(tmp_path / "out"), "--json").json()
    assert keys(exported) == {"files"}
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "second"))
    coach("import", str(tmp_path / "out"), "--json").json()
    assert coach("people", "list", "--json").json() == before


def test_models_status_and_doctor_have_their_fields() -> None:
    files = coach("models", "status", "--json").json()
    assert all(
        keys(f) == {"name", "version", "bytes", "sha256", "present", "verified", "source", "licence"}
        for f in files
    )
    checkup = coach("doctor", "--json").json()
    assert keys(checkup) == {"ok", "checks", "settings", "leaves_this_machine"}
    assert checkup["leaves_this_machine"] is False


def test_doctor_never_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_LLM_URL", "https://models.example.org/v1")
    monkeypatch.setenv("COACH_LLM_MODEL", "some-model")
    monkeypatch.setenv("COACH_LLM_KEY", "sk-very-secret")
    ran = coach("doctor", "--json")
    assert "very-secret" not in ran.out + ran.err
    assert '"leaves_this_machine": true' in ran.out
