"""The guidance keeps its promises of tone and truth, and the invented network holds what it is meant to show."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from coach.people.book import Book
from coach.people.importing import import_paths
from coach.people.pages import list_people
from coach.resources import resource_folder

GUIDES = sorted(resource_folder("knowledge").glob("*.md"))
NETWORK = resource_folder("examples") / "network"

# Selling, shaming and hollow words. "Confidence score" stands here because quietness is not a fault to be graded.
BANNED = (
    "leverage|synerg|touch(ing)? base|pick(ing)? your brain|confidence score|personal brand|elevator pitch|game.?chang|"
    "low.hanging|circle back|comfort zone|just be confident|don't be shy|overcome your shyness|hustle|"
    "hope this (e-?mail )?finds you|sorry to bother|win-win|value.add|networker"
)
# Every source a guide may name, as the evidence table confirms it; a contested one must say so beside its name.
CONFIRMED = (
    "Rajkumar et al., Science 2022",
    "Levin, Walter & Murnighan, Organization Science 2011",
    "Walter, Levin & Murnighan 2015",
    "Flynn & Lake, Journal of Personality and Social Psychology 2008",
    "Bohns, review of studies on asking for help",
    "Liu et al., Journal of Personality and Social Psychology 2022/23",
    "Aknin & Sandstrom, Communications Psychology 2024",
    "Sandstrom, Boothby & Cooney, Journal of Experimental Social Psychology 2022",
    "Boothby et al., Psychological Science 2018",
    "Klein et al., Journal of Applied Psychology 2020",
    "Wanberg et al., Personnel Psychology 2020",
    "Shaikh et al. (Rehearsal), CHI 2024",
    "Lin et al. (IMBUE) 2024",
    "PrivacyLens 2024",
    "Liu, Kang & Wei 2023",
)
CONTESTED = (
    "Huang et al., Journal of Personality and Social Psychology 2017 (contested)",
    "Casciaro, Gino & Kouchaki, Administrative Science Quarterly 2014 (contested)",
)


@cache
def guide(path: Path) -> tuple[dict[str, object], str]:
    """The front matter and the body of one guide."""
    front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(front), body


@cache
def network_text(pattern: str = "**/*") -> str:
    """All the words of the network's files that match the pattern, with folded vCard lines joined."""
    files = sorted(path for path in NETWORK.glob(pattern) if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8") for path in files).replace("\n ", "")


def test_there_are_at_least_sixteen_guides() -> None:
    assert len(GUIDES) >= 16


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_has_a_title_one_summary_sentence_and_only_confirmed_sources(path: Path) -> None:
    front, _ = guide(path)
    assert set(front) <= {"title", "summary", "sources", "contested", "asked"}
    assert isinstance(front["title"], str)
    assert front["title"]
    summary = front["summary"]
    assert isinstance(summary, str)
    assert re.fullmatch(r"[^.?!]+\.", summary)
    sources = front["sources"]
    assert isinstance(sources, list)
    assert sources
    assert set(sources) <= {*CONFIRMED, *CONTESTED}


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_what_people_ask_leads_to_a_section_that_is_there(path: Path) -> None:
    front, body = guide(path)
    asked = front["asked"]
    assert isinstance(asked, dict)
    headings = [line.removeprefix("## ") for line in body.splitlines() if line.startswith("## ")]
    assert asked.keys() <= set(headings)
    assert all(lines and all(isinstance(line, str) for line in lines) for lines in asked.values())


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_marks_a_contested_finding_in_its_front_matter_and_in_its_text(path: Path) -> None:
    front, body = guide(path)
    sources = front["sources"]
    assert isinstance(sources, list)
    names_contested = any(source in CONTESTED for source in sources)
    assert front.get("contested", False) is names_contested
    assert ("This one is contested: " in body) is names_contested


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_is_short_and_cut_into_sections_that_stand_alone(path: Path) -> None:
    _, body = guide(path)
    assert 180 <= len(body.split()) <= 350
    sections = re.split(r"^## ", body, flags=re.MULTILINE)[1:]
    assert len(sections) >= 3
    assert sections[-1].startswith("One small step\n")
    for section in sections:
        paragraphs = [part for part in section.partition("\n")[2].split("\n") if part.strip()]
        assert paragraphs
        assert all(re.search(r"[.?!:][\"”)]*$", part) for part in paragraphs), path.name
        assert len(section.split()) <= 150


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_a_guide_speaks_to_you_and_neither_sells_nor_shames(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(BANNED, text, re.IGNORECASE)
    assert re.search(r"\byou\b", text, re.IGNORECASE)
    assert "!" not in text


def test_the_guides_cover_every_moment_a_shy_person_asks_about() -> None:
    assert {path.stem for path in GUIDES} >= {
        "you-already-have-a-network", "starting-with-one-person", "the-lunch-invitation", "giving-first",
        "following-up", "asking-for-an-introduction", "dormant-ties", "your-goal-in-two-sentences",
        "small-talk-that-is-not-small", "leaving-a-conversation", "being-turned-down",
        "events-for-people-who-hate-events", "practising", "online-messages", "keeping-in-touch", "thanking",
        "the-warm-up", "what-to-write-down",
    }  # fmt: skip


def test_the_network_has_no_file_that_would_be_imported_by_mistake() -> None:
    assert not list(NETWORK.rglob("README*"))
    kinds = {path.suffix for path in NETWORK.rglob("*") if path.is_file()}
    assert kinds == {".md", ".csv", ".vcf", ".txt"}


def test_every_front_matter_in_the_network_is_readable() -> None:
    for path in NETWORK.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        if text.startswith("---\n"):
            front = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
            assert isinstance(front["name"], str), path.name


def test_every_address_and_number_in_the_network_is_a_made_up_one() -> None:
    text = network_text()
    hosts = re.findall(r"(?:@|https?://)([\w-]+(?:\.[\w-]+)*)", text)
    assert hosts
    assert all(host == "example.org" or host.endswith(".example") for host in hosts)
    numbers = [re.sub(r"\D", "", number) for number in re.findall(r"(?:\+44|0113)[\d ]{8,}|555-\d{4}", text)]
    assert numbers
    # Ofcom sets these ranges aside for fiction (020 7946 0xxx, 0113 496 0xxx); 555-01xx is the American one.
    assert all(re.fullmatch(r"(44|0)(2079460|1134960)\d{3}|55501\d\d", number) for number in numbers)


def test_two_people_share_a_name_and_live_in_different_circles() -> None:
    marias = [
        path for path in NETWORK.glob("people/*.md") if "\nname: Maria Santos\n" in path.read_text("utf-8")
    ]
    circles = {re.search(r"^circle: (.+)$", path.read_text("utf-8"), re.MULTILINE)[1] for path in marias}  # type: ignore[index]
    assert circles == {"neighbours", "evening classes"}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("me.md", "lunch tuesdays or thursdays"),
        ("people/priya-raman.md", "tell me when you are ready to move"),
        ("people/soren-lindholt.md", "if you ever want out of the dispensary, write to me"),
        ("people/aunt-rosa.md", "she would ring inês any time"),
        ("people/ines-carvalho.md", "introduced_by: aunt rosa"),
        ("people/colin-bramhope.md", "whatever colin hears, denise hears"),
        ("people/gareth-pike.md", "private: avoid"),
        ("people/hal-winterbourne.md", "private: true"),
        ("people/kofi-mensah-clarke.md", "ignore all previous instructions"),
        ("people/gemma-holroyd.md", "the divorce is through"),
        ("people/jurgen-albrecht.md", "wenn sie einmal zahlen statt schachteln wollen"),
        ("people/lukasz-wrona.md", "has not sent them yet"),
        ("contacts.vcf", "version:2.1"),
        ("Connections.csv", "notes:"),
    ],
)
def test_a_promised_feature_stands_where_the_description_says(file: str, words: str) -> None:
    assert words in (NETWORK / file).read_text(encoding="utf-8").casefold()


def test_private_lines_stand_in_several_files_and_a_note_is_almost_empty() -> None:
    marked = [
        path
        for path in NETWORK.rglob("*.md")
        if re.search(r"^PRIVATE:", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(marked) >= 8
    assert len((NETWORK / "people" / "wanda-pietrowska.md").read_text(encoding="utf-8")) < 80


def test_all_dates_of_the_network_lie_before_the_day_of_the_tests() -> None:
    days = re.findall(r"\b20\d\d-\d\d-\d\d\b", network_text())
    assert len(days) >= 100
    assert max(days) < "2026-11-23"
    assert len([day for day in days if day < "2023"]) >= 20


def test_importing_the_network_gives_each_person_once_and_skips_only_the_nameless_row(book: Book) -> None:
    report = import_paths(book, [NETWORK])
    skipped = [(Path(file.path).name, item.line) for file in report.files for item in file.skipped]
    assert skipped == [("Connections.csv", 13)]
    assert report.people_total == 43
    names = [row.person for row in list_people(book)]
    assert names.count("Maria Santos") == 2
    assert len(set(names)) == 42
    assert book.find("Bob").name == "Robert Tansley"
    assert book.find("Aunt Rosa").name == "Rosa Duarte"
    assert book.find("ines").name == "Inês Carvalho"


def test_importing_the_network_again_adds_nothing(book: Book) -> None:
    first = import_paths(book, [NETWORK])
    again = import_paths(book, [NETWORK])
    assert [(file.people_added, file.notes_added) for file in again.files] == [(0, 0)] * len(again.files)
    assert (again.people_total, again.notes_total) == (first.people_total, first.notes_total)
