"""The whole journey in a real browser, with the real embedded writer, and the pictures for the README.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from coach.ui import cards
from tests.browser import SOON, WRITING, bring_in, card, chromium, picture, running_page, say, settle, tab

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with running_page(tmp_path / "page.log") as running:
        yield running


@pytest.mark.model
def test_the_whole_journey_is_there_again_after_a_refresh(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.get_by_role("button", name="Let me practise")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("button", name="I think I know nobody").first).to_be_visible(timeout=SOON)
    picture(page, "1-welcome")

    tab(page, "Your people")
    tab(page, "Bring in")
    page.get_by_role("button", name="Look around with an invented network first").click()
    expect(page.locator("#report")).to_contain_text("invented network is in your book", timeout=WRITING)
    tab(page, "People")
    expect(page.locator("#count")).to_contain_text("people", timeout=SOON)
    picture(page, "2-people")

    tab(page, "Talk")
    page.get_by_role("button", name="Who should I tell about my goal?").click()
    expect(page.locator("#people-found article").first).to_be_visible(timeout=WRITING)
    settle(page)
    expect(page.locator("#people-found")).to_contain_text("comfortable")
    picture(page, "3-suggest")

    page.get_by_role("button", name="Draft a lunch invitation").click()
    expect(page.locator("#body textarea")).not_to_have_value("", timeout=WRITING)
    settle(page)
    page.locator("#body textarea").fill(
        page.locator("#body textarea").input_value() + "\nPS: I still have your book."
    )
    page.get_by_role("button", name="Keep my changes").click()
    picture(page, "4-draft")
    page.get_by_role("button", name="Careful and brave, side by side").click()
    expect(page.locator("#variants")).not_to_contain_text("Asking it", timeout=WRITING)
    expect(page.locator("#variants p").first).to_be_visible(timeout=WRITING)
    page.get_by_role("button", name="I sent it").click()
    page.locator("#feared").get_by_label("7", exact=True).click(timeout=SOON)
    page.locator("#actual").get_by_label("2", exact=True).click(timeout=SOON)
    page.get_by_role("button", name="Write down how it was").click()
    expect(page.locator("#after-sending")).to_contain_text("You expected 7 of 10. It was 2.", timeout=SOON)

    say(page, "Who do I know at a library?")
    expect(page.locator("#rest")).to_contain_text("The notes this rests on", timeout=SOON)
    picture(page, "5-ask")

    page.get_by_role("button", name="New chat").click()
    page.get_by_role("button", name="Let me practise").click()
    expect(page.locator("#chat")).to_contain_text("Let me practise", timeout=SOON)
    settle(page)
    say(page, "coffee with a stranger")
    expect(page.locator("#practice")).to_contain_text("Practising with", timeout=SOON)
    say(page, "Hi, may I sit here? What are you reading?")
    say(page, "That sounds lovely. How did you come to like it?")
    picture(page, "6-practise")
    say(page, "Thank you, it was good to talk to you. Have a nice day, goodbye!")
    expect(page.locator("#debrief")).to_contain_text("What worked", timeout=WRITING)
    picture(page, "7-debrief")

    page.reload()
    expect(page.locator("#debrief")).to_contain_text("What worked", timeout=SOON)
    page.get_by_label("Earlier chats").click()
    page.get_by_role("option", name="Who should I tell about my goal?").first.click()
    expect(page.locator("#chat")).to_contain_text("Who do I know at a library?", timeout=SOON)

    tab(page, "Today")
    expect(page.locator("#felt")).to_contain_text("it went better than you feared", timeout=SOON)
    expect(page.locator("#plan .card").first).to_be_visible(timeout=SOON)
    picture(page, "8-today")
    tab(page, "Your people")
    tab(page, "Bring in")
    page.get_by_role("button", name="Remove the invented network").click()
    expect(page.locator("#report")).to_contain_text("without a trace", timeout=SOON)
    tab(page, "People")
    expect(page.locator("#count")).to_contain_text("Nobody here yet", timeout=SOON)

    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
    assert not faults


def test_what_was_read_is_said_line_by_line_and_still_there_after_a_refresh(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    note = tmp_path / "ann-park.md"
    note.write_text(
        "---\nname: Ann Park\ncircle: choir\n---\n2026-10-02 Sang with Ann, she loves <b>chess</b> and ${6*7}.\n"
    )
    bad = tmp_path / "picture.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    vcards = tmp_path / "cards.vcf"
    vcards.write_text(card("Tom Baker") + card("", "NOTE:nobody"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    tab(page, "Your people")
    tab(page, "Bring in")
    page.get_by_role("button", name="Bring these in").click()
    expect(page.locator("#report [role=alert]")).to_contain_text("Choose one or more files", timeout=SOON)
    bring_in(page, note, vcards, bad)
    report = page.locator("#report")
    expect(report).to_contain_text("2 of 4 records read, 2 skipped", timeout=WRITING)
    expect(report).to_contain_text("cards.vcf, line 5")
    expect(report).to_contain_text("Write a name in its FN line.")
    expect(report).to_contain_text("picture.png")
    page.reload()
    tab(page, "Your people")
    tab(page, "Bring in")
    page.locator("#so-far summary").first.click()
    expect(page.locator("#so-far")).to_contain_text("2 of 3 records read, 1 skipped", timeout=SOON)
    expect(page.locator("#so-far")).to_contain_text("cards.vcf")
    tab(page, "People")
    page.get_by_role("button", name="Ann Park").click()
    expect(page.locator("#person")).to_contain_text("she loves <b>chess</b> and ${6*7}", timeout=SOON)


def test_a_table_nobody_knows_is_asked_about_before_it_comes_in(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    table = tmp_path / "club.csv"
    table.write_text("Wer;Was;Wohin\nIngrid Moe;choir;Harbour Trust\nJan Berg;choir;Town Hall\n")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    bring_in(page, table)
    expect(page.locator("#columns")).to_contain_text("What is in club.csv?", timeout=SOON)
    expect(page.locator("#columns")).to_contain_text("Harbour Trust")
    picture(page, "columns")
    page.get_by_label("Wohin").click()
    page.get_by_role("option", name="Company or organization").click()
    page.get_by_role("button", name="Bring it in like this").click()
    expect(page.locator("#report")).to_contain_text("2 of 2 records read", timeout=WRITING)
    tab(page, "People")
    expect(page.locator("#people tr", has_text="Ingrid Moe")).to_contain_text("Harbour Trust", timeout=SOON)


def test_messages_of_an_export_are_looked_at_only_after_a_yes(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    export = tmp_path / "linkedin.zip"
    with zipfile.ZipFile(export, "w") as archive:
        archive.writestr(
            "Connections.csv",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Ines,Moreau,https://www.linkedin.com/in/ines,,Harbour Trust,Pilot,7 Feb 2022\n",
        )
        archive.writestr(
            "messages.csv",
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
            "1,,Sam Reed,,Ines Moreau,,2026-03-05 10:00:00 UTC,,a secret,INBOX\n"
            "2,,Sam Reed,,Ines Moreau,,2026-03-04 10:00:00 UTC,,another,INBOX\n"
            "3,,Sam Reed,,Tom Baker,,2026-03-04 10:00:00 UTC,,another,INBOX\n",
        )
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    bring_in(page, export)
    expect(page.locator("#messages")).to_contain_text("never a word", timeout=WRITING)
    tab(page, "People")
    expect(page.locator("#people tr", has_text="Ines Moreau")).not_to_contain_text("2026", timeout=SOON)
    tab(page, "Bring in")
    page.get_by_role("button", name="Yes, only the days").click()
    expect(page.locator("#messages")).to_be_hidden(timeout=SOON)
    expect(page.locator("#report")).to_contain_text("records read", timeout=WRITING)
    tab(page, "People")
    expect(page.locator("#people tr", has_text="Ines Moreau")).to_contain_text("2026-03-05", timeout=SOON)


def test_two_entries_are_joined_parted_and_kept_apart(browser: Browser, address: str, tmp_path: Path) -> None:
    vcards = tmp_path / "cards.vcf"
    vcards.write_text(card("Robert Tansley", "ORG:Acme") + card("Bob Tansley", "ORG:Acme Ltd"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    bring_in(page, vcards)
    expect(page.locator("#report")).to_contain_text("2 of 2 records read", timeout=WRITING)
    tab(page, "Doubles")
    expect(page.locator("#same-question article")).to_have_count(2, timeout=SOON)
    picture(page, "same")
    page.get_by_role("button", name="Same person").press("Enter")
    expect(page.locator("#same-told")).to_contain_text("one person now", timeout=WRITING)
    expect(page.locator("#same-question")).to_contain_text("There is nothing to do here")
    page.get_by_role("button", name="Take my last answer back").click()
    expect(page.locator("#same-question article")).to_have_count(2, timeout=SOON)
    page.get_by_role("button", name="Different people").click()
    expect(page.locator("#same-told")).to_contain_text("I will not ask again", timeout=SOON)
    page.reload()
    tab(page, "Your people")
    tab(page, "Doubles")
    expect(page.locator("#same-question")).to_contain_text("There is nothing to do here", timeout=SOON)


def test_a_long_counted_answer_says_how_many_and_folds_its_list() -> None:
    names = [f"Person {number}" for number in range(30)]
    cited = [
        {"note_id": name, "person": name, "date": None, "quote": f"{name} is a nurse."} for name in names
    ]
    html = cards.answer(
        {"people": names, "citations": cited, "exact": True, "considered": {"people": 2000, "notes": 2412}}
    )
    assert "<h3>30 people</h3>" in html
    assert "2,000 people, 2,412 notes considered" in html
    assert html.count("<summary>20 more") == 2
    assert all(f"<li>{name}</li>" in html for name in names)


def test_somebody_who_knows_nobody_is_shown_whom_they_know(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    page.get_by_role("button", name="I think I know nobody").first.click()
    box = page.get_by_label("One name, then Enter")
    expect(page.locator("#circle")).to_contain_text("Family", timeout=SOON)
    box.fill("Mum\nAunt Rosa, lives downstairs")
    box.press("Enter")
    expect(page.locator("#names")).to_contain_text("Aunt Rosa", timeout=SOON)
    page.get_by_role("button", name="Next circle").click()
    expect(page.locator("#circle")).to_contain_text("2 of 10", timeout=SOON)
    box.fill("Rosa")
    box.press("Enter")
    page.get_by_label("Aunt Rosa").check()
    page.get_by_role("button", name="That is who I mean").click()
    expect(page.locator("#name-told")).to_contain_text("You have Aunt Rosa already", timeout=SOON)
    box.fill("Zoe")
    page.get_by_role("button", name="Next circle").click()
    expect(page.locator("#circle")).to_contain_text("3 of 10", timeout=SOON)
    page.reload()
    tab(page, "Your people")
    tab(page, "Who do I know?")
    expect(page.locator("#circle")).to_contain_text("2 of 10", timeout=SOON)
    expect(page.locator("#names")).to_contain_text("Zoe")
    page.get_by_role("button", name="That is enough for today").click()
    expect(page.locator("#circle")).to_contain_text("You named 3 people", timeout=SOON)
    expect(page.locator("#circle tr", has_text="Friends")).to_contain_text("2")
    picture(page, "who-390")


def test_somebody_is_removed_only_after_their_name_is_typed(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    note = tmp_path / "ann-park.md"
    note.write_text("---\nname: Ann Park\n---\n2026-10-02 Sang with Ann, she loves chess.\n")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    bring_in(page, note)
    expect(page.locator("#report")).to_contain_text("1 of 1 record read", timeout=WRITING)
    tab(page, "Your machine")
    page.get_by_label("Whom").fill("ann")
    page.get_by_role("button", name="Show what would go").click()
    expect(page.locator("#forget-preview")).to_contain_text("What would go with Ann Park", timeout=SOON)
    typed = page.get_by_label("Type the name once more")
    typed.fill("ann")
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator("#forget-preview")).to_contain_text("nothing was removed", timeout=SOON)
    typed.fill("ann park")
    page.get_by_role("button", name="Remove for good").click()
    expect(page.locator("#forget-preview")).to_contain_text("Ann Park is gone", timeout=SOON)
    tab(page, "Your people")
    tab(page, "People")
    expect(page.locator("#count")).to_contain_text("Nobody here yet", timeout=SOON)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_and_every_field_has_a_name(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("button", name="Let me practise")).to_be_visible(timeout=SOON)
    for name in (
        "Talk",
        "Goals",
        "An event",
        "Your network",
        "Your people",
        "Bring in",
        "Who do I know?",
        "Doubles",
        "Today",
        "Your machine",
    ):
        tab(page, name)
        page.wait_for_timeout(300)
        picture(page, f"{name.split()[-1].strip('?').lower()}-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (
            f"{name} sticks out"
        )
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('input:not([type=hidden]):not([type=file]), textarea, button')]
              .filter(e => e.offsetParent && !(e.labels && e.labels.length) && !e.getAttribute('aria-label')
                           && !e.title && !e.innerText.trim() && !e.closest('label'))
              .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert not nameless
    context.close()


def test_a_step_is_rated_before_and_after_and_put_off_ones_come_back(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    note = tmp_path / "ann-park.md"
    note.write_text("---\nname: Ann Park\n---\n2026-11-02 Lunch. I promised to send her the soup recipe.\n")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    bring_in(page, note)
    expect(page.locator("#report")).to_contain_text("1 of 1 record read", timeout=WRITING)
    tab(page, "Today")
    step = page.locator("#step-1")
    expect(step).to_contain_text("the soup recipe", timeout=SOON)
    step.get_by_role("button", name="In a week").click()
    expect(step).to_contain_text("Put off until 30 November", timeout=SOON)
    step.get_by_role("button", name="Take it back").click()
    step.get_by_text("I will do it").click()
    step.get_by_label("6", exact=True).first.click()
    expect(step).to_contain_text("You expect 6 of 10", timeout=SOON)
    step.get_by_role("button", name="Done").click()
    step.get_by_label("1", exact=True).last.click()
    expect(step).to_contain_text("You expected 6 of 10; it was 1.", timeout=SOON)
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("#felt svg.felt")).to_be_visible(timeout=SOON)
    page.locator("#felt summary").click()
    expect(page.locator("#felt tbody tr")).to_have_count(1)


def test_a_goal_is_kept_somebody_passed_over_and_the_network_drawn(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    note = tmp_path / "ann-park.md"
    note.write_text(
        "---\nname: Ann Park\ncircle: choir\nrole: data analyst\norganization: City Hospital\n---\n"
        "2026-10-02 Coffee. She said: tell me when you want to move into data work, I mean it. She loves chess.\n"
    )
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    bring_in(page, note)
    expect(page.locator("#report")).to_contain_text("1 of 1 record read", timeout=WRITING)
    tab(page, "People")
    page.get_by_role("button", name="Ann Park").click()
    page.get_by_label("What was it?").fill("the soup recipe")
    page.get_by_role("button", name="I gave it").click()
    expect(page.locator("#giving")).to_contain_text("You gave (1)", timeout=SOON)
    tab(page, "Goals")
    adding = page.locator("#goal-add")
    adding.get_by_label("What I want, in a sentence").fill("Move into data work at a hospital")
    page.get_by_role("button", name="Keep this goal").click()
    expect(page.locator("#goal-said")).to_contain_text("I would like to move into data work", timeout=SOON)
    page.get_by_role("button", name="Whom could I tell?").click()
    people = page.locator("#goal-people article")
    expect(people).to_have_count(1, timeout=SOON)
    page.get_by_role("button", name="Not this one").click()
    expect(people).to_have_count(0, timeout=SOON)
    page.locator("#goal-back").click()
    expect(people).to_have_count(1, timeout=SOON)
    tab(page, "Your network")
    expect(page.locator("#picture")).to_contain_text("1 person around you", timeout=SOON)
    expect(page.locator("#picture .ring")).to_have_count(1)
    tab(page, "An event")
    page.get_by_label("Which event, and when?").fill("The choir concert is on 4 December at 7 pm")
    page.get_by_label("Which event, and when?").press("Enter")
    expect(page.locator("#event-card")).to_contain_text("Ann Park", timeout=SOON)
    expect(page.locator("#event-card")).to_contain_text("at 20:00")
