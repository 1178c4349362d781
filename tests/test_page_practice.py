"""Practising in a real browser; a small server on loopback stands in for the model where its words are not the point."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SOON, bring_in, chromium, picture, running_page, say, settle, tab
from tests.partner import partner_at_hand

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with partner_at_hand() as url:
        monkeypatch.setenv("COACH_LLM_URL", url)
        monkeypatch.setenv("COACH_LLM_MODEL", "some-model")
        with running_page(tmp_path / "page.log") as running:
            yield running


def _begin(page: Page, tmp_path: Path) -> None:
    note = tmp_path / "Ines Duarte.md"
    note.write_text(
        "---\nname: Ines Duarte\nrole: data lead\n---\n2026-05-02 Ines is learning the cello.\n"
        "PRIVATE: Her marriage is over.\n"
    )
    bring_in(page, note)
    expect(page.locator("#report")).to_contain_text("record read", timeout=SOON)
    tab(page, "Practise")
    expect(page.locator("#next-practice")).to_contain_text("easy on purpose", timeout=SOON)
    picture(page, "practise-1-choose")
    page.get_by_label("With somebody from my notes").click()
    page.get_by_role("option", name="Ines Duarte").click()
    page.locator("#begin-practice").click()
    expect(page.locator("#practice")).to_contain_text("Practising with Ines Duarte", timeout=SOON)
    settle(page)


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_a_whole_practice_with_hints_mentor_branches_and_a_look_back(
    browser: Browser, address: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    _begin(page, tmp_path)
    practice = page.locator("#practice")
    expect(practice).to_contain_text("leave whenever you like")
    page.locator("#nervous-before").get_by_label("6", exact=True).click()
    practice.get_by_text("What is real here, and what is made up").click()
    expect(practice).to_contain_text("Ines is learning the cello.")
    expect(practice).not_to_contain_text("marriage")
    picture(page, "practise-2-begun")

    say(page, "I came here with my sister tonight.")
    say(page, "I'm so sorry for wasting your time, I am such a bother.")
    expect(page.locator("#nudge")).to_contain_text("One thought", timeout=SOON)
    picture(page, "practise-3-nudge")
    page.locator("#hint").click()
    expect(page.locator("#hints")).to_contain_text("How did you come to the cello?", timeout=SOON)
    picture(page, "practise-4-hint")
    page.locator("#mentor").get_by_text("Stop the clock").click()
    page.locator("#mentor-question textarea, #mentor-question input").first.fill("What could I ask?")
    page.locator("#mentor-question").get_by_role("button", name="Ask").click()
    expect(page.locator("#mentor-answer")).to_contain_text("Ask about the cello", timeout=SOON)
    picture(page, "practise-5-mentor")

    page.locator("#back").click()
    expect(page.locator("#branches")).to_be_visible(timeout=SOON)
    expect(page.locator("#nudge")).to_be_hidden(timeout=SOON)
    page.locator("#branches").get_by_text("What if I had said").click()
    expect(page.locator("#branches")).to_contain_text("I am such a bother", timeout=SOON)
    say(page, "What do you like to play best, and how did you come to it?")
    picture(page, "practise-6-branches")

    page.reload()
    expect(practice).to_contain_text("Practising with Ines Duarte", timeout=SOON)
    say(page, "Thank you, it was lovely talking to you. I have to go now, goodbye!")
    expect(page.locator("#debrief")).to_contain_text("What worked", timeout=SOON)
    page.locator("#nervous-after").get_by_label("3", exact=True).click()
    picture(page, "practise-7-looked-back")
    page.locator("#real-talk").get_by_text("The real talk").click()
    page.locator("#expected").get_by_label("7", exact=True).click()
    page.locator("#real-happened textarea").fill("We talked about the cello, she laughed a lot.")
    page.locator("#real-was").get_by_label("2", exact=True).click()
    page.locator("#real-write").click()
    expect(page.locator("#real-compared")).to_contain_text("You expected 7 of 10; it was 2", timeout=SOON)
    picture(page, "practise-8-real-talk")

    tab(page, "Practise")
    expect(page.locator("#nerves")).to_contain_text("calmer after practising", timeout=SOON)
    expect(page.locator("#next-practice")).to_contain_text("one small step up")
    picture(page, "practise-9-ladder")
    if size[0] > 640:  # on a phone it stands behind the three dots
        tab(page, "Today")
        expect(page.locator("#felt")).to_contain_text("it went better than you feared", timeout=SOON)
    assert not faults


def test_a_talk_left_in_the_middle_is_taken_up_from_the_practise_page(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    _begin(page, tmp_path)
    say(page, "I came here with my sister tonight.")
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("#practice")).to_be_hidden(timeout=SOON)
    tab(page, "Practise")
    expect(page.get_by_label("Earlier practice talks")).to_have_value(
        "2026-11-23 · lunch with Ines Duarte · level 1 · waits for you"
    )
    page.locator("#open-practice").click()
    expect(page.locator("#practice")).to_contain_text("Practising with Ines Duarte", timeout=SOON)
    say(page, "So, where were we? How is the cello?")
    expect(page.locator("#chat")).to_contain_text("How is the cello?")
    page.locator("#finish").click()
    expect(page.locator("#after-practice")).to_be_visible(timeout=SOON)
    page.locator("#practice-draft").click()
    expect(page.locator("#draft")).to_be_visible(timeout=SOON)


def test_despair_stops_the_practice_and_nothing_asks_for_more(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    _begin(page, tmp_path)
    say(page, "Honestly, I don't want to live anymore.")
    expect(page.locator("#chat")).to_contain_text("116 123", timeout=SOON)
    expect(page.locator("#practice")).to_contain_text("We have stopped practising", timeout=SOON)
    expect(page.locator("#practice")).to_contain_text("116 123")
    expect(page.locator("#hint")).to_be_hidden()
    expect(page.locator("#after-practice")).to_be_hidden()
    picture(page, "practise-care")


def test_speech_is_off_and_hidden_where_the_browser_has_none(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;")
    page = context.new_page()
    page.goto(address)
    _begin(page, tmp_path)
    page.locator("#how").get_by_text("How we practise").click()
    expect(page.locator("#nudging")).to_be_visible(timeout=SOON)
    expect(page.locator("#let-me-speak")).to_be_hidden()
    expect(page.locator("#speak-now")).to_be_hidden()
    context.close()


def test_where_the_browser_can_listen_it_is_said_that_the_sound_may_leave(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    # What a browser with speech recognition offers; it hears one sentence.
    context.add_init_script(
        "window.SpeechRecognition = window.webkitSpeechRecognition = class { start() { this.onresult({results: [[{transcript: 'hello there'}]]}); } };"
    )
    page = context.new_page()
    page.goto(address)
    _begin(page, tmp_path)
    page.locator("#how").get_by_text("How we practise").click()
    expect(page.locator("#speech-word")).to_contain_text("would leave this machine", timeout=SOON)
    expect(page.locator("#speak-now")).to_be_hidden()
    page.get_by_label("Let me speak instead of typing").check()
    picture(page, "practise-speech")
    page.locator("#speak-now").click()
    expect(page.get_by_label("Your message")).to_have_value("hello there")
    context.close()
