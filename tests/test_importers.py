"""Every importer, on files in the shape of the real exporters, and on whatever bytes there are."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.importers.detect import FORMATS, parse
from coach.importers.reading.dates import date_at_start, parse_date
from coach.importers.reading.decoding import decode
from coach.importers.reading.names import looks_like_name, name_from_slug
from coach.importers.reading.told_of import told_of
from coach.types import NoteRecord, Parsed, PersonRecord


def read(text: str, path: str = "notes.md", encoding: str = "utf-8") -> Parsed:
    return parse(path, text.encode(encoding))


def only(parsed: Parsed) -> PersonRecord:
    assert [person.name for person in parsed.people] == [parsed.people[0].name]
    return parsed.people[0]


def shown(notes: tuple[NoteRecord, ...]) -> list[tuple[str | None, str, bool]]:
    return [(note.date, note.text, note.private) for note in notes if note.kind != "record"]


# ---- whatever bytes come ----

PIECES = st.sampled_from(
    [b"BEGIN:VCARD\r\n", b"END:VCARD\n", b"FN;ENCODING=QUOTED-PRINTABLE:=C3=\n", b"N:;;;\n", b"TEL;TYPE=CELL:", b"item1.EMAIL:a@b.c\n",
     b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n", b'"', b",,,;;\t|", b"\n", b"\r", b"---\n", b"name: [", b": {",
     b"# Tom Baker\n", b"- PRIVATE: x\n", b"2024-06-12: ", b"[[", b"]]", b"BEGIN:VCALENDAR\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n",
     b"DTSTART:20240612T1000Z\n", b"ATTENDEE;CN=\"x:mailto:", b'{"friends_v2":[{"name":"x","timestamp":1e99}', b"]}", b"\xff\xfe", b"\x00", b"\xc3",
     b"Given Name,Family Name,E-mail 1 - Value\n", b" ::: ", b"```\n", b"&a [*a]", b"PK\x03\x04", b"=\n", b"\\n\\,", "\U0001f600Åß字".encode()]
)  # fmt: skip
NAMES = st.sampled_from(
    ["a.md", "me.md", "2024-06-12.md", "c.csv", "c.vcf", "c.ics", "f.json", "t.txt", "x", "Tom Baker.md"]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(PIECES, st.binary(max_size=30)), max_size=40), NAMES, st.sampled_from([None, *FORMATS])
)
def test_no_bytes_raise_and_all_texts_can_be_stored(
    pieces: list[bytes], name: str, format: str | None
) -> None:
    parsed = parse(name, b"".join(pieces), format)
    notes = [*parsed.notes, *(note for person in parsed.people for note in person.notes)]
    for text in [*(person.name for person in parsed.people), *(note.text for note in notes)]:
        text.encode("utf-8")
        assert text.strip()
    for skipped in parsed.skipped:
        assert skipped.line >= 1
        assert skipped.reason
        assert len(skipped.text) <= 200
    assert parsed.people or parsed.notes or parsed.skipped
    assert "could not be read as" not in "".join(skipped.reason for skipped in parsed.skipped)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
)
def test_a_line_that_begins_with_private_is_never_in_an_open_note(words: str) -> None:
    secret = "zqxsecret " + words.replace("\n", " ")
    text = f"# Tom Baker\n\n2024-06-12: lunch\n- private: {secret}\n- Likes jazz.\n"
    for note in only(read(text)).notes:
        assert note.private == ("zqxsecret" in note.text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"), (b" \r\n\t", "empty"), (b"\xef\xbb\xbf", "empty"), (b"%PDF-1.7 x", "PDF"), (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (bytes(range(256)) * 20, "not text"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "Outlook"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_skipped_with_a_reason_one_can_act_on(content: bytes, reason: str) -> None:
    parsed = parse("file.md", content)
    assert (parsed.people, parsed.notes) == ((), ())
    assert reason in parsed.skipped[0].reason


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("José Núñez, Köln", "cp1252"), ("It’s João’s – café", "cp1252"), ("Łukasz Żak; Kraków", "cp1250"), ("Иван Петров; Москва", "cp1251"),
        ("田中太郎,東京都", "shift_jis"), ("Γιώργος Παπαδόπουλος", "cp1253"), ("Åsa Öberg, Malmö", "utf-16"), ("Åsa Öberg", "utf-16-le"),
        ("Åsa Öberg", "utf-8-sig"), ("René\r\nMüller", "utf-8"),
    ],
)  # fmt: skip
def test_no_mojibake_gets_in(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text.replace("\r\n", "\n")


def test_a_utf8_file_cut_in_mid_character_keeps_everything_before() -> None:
    assert decode("Zoë, naïve, Köl".encode() + "ö".encode()[:1]).text == "Zoë, naïve, Köl"


# ---- dates and names ----


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024-06-12: x", "2024-06-12"), ("12 June 2024 x", "2024-06-12"), ("June 12, 2024 x", "2024-06-12"), ("2024-06", "2024-06"),
        ("12/06/2024 x", "2024-06-12"), ("06/25/2024 x", "2024-06-25"), ("- [[2024-06-12]] x", "2024-06-12"), ("**2024-06-12** x", "2024-06-12"),
        ("- 2024-06-12: x", "2024-06-12"), ("(March 2023) x", "2023-03"), ("Tuesday 17 September 2024", "2024-09-17"), ("2019: x", "2019"),
        ("12. Juni 2024", "2024-06-12"), ("1. 12 June 2024", "2024-06-12"), ("12.06.2024 x", "2024-06-12"), ("2024-06-12T10:30 x", "2024-06-12"),
        ("2019 was good", None), ("31/02/2024 x", None), ("2.30 pm", None), ("May I ask 2024", None), ("3 people in 2024", None),
    ],
)  # fmt: skip
def test_a_date_at_the_start_of_a_line_is_found_and_nothing_else(line: str, date: str | None) -> None:
    found = date_at_start(line)
    assert (found[0] if found else None) == date


def test_dates_of_address_books_are_read() -> None:
    values = [
        "7-Feb-22",
        "07 Feb 2022",
        "19800503",
        "1980-05-03T00:00:00Z",
        "--05-03",
        "05-14",
        "not a date",
        "",
    ]
    read_as = ["2022-02-07", "2022-02-07", "1980-05-03", "1980-05-03", "--05-03", "--05-14", None, None]
    assert [parse_date(value) for value in values] == read_as


@pytest.mark.parametrize(
    "name",
    [
        "Tom Baker",
        "Inês",
        "Dr Beatrix Hollins",
        "Ludwig van den Berg",
        "Aunt Rosa",
        "李小龙",
        "O'Neil",
        "J. R. Smith",
    ],
)
def test_names_are_taken_for_names(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "Journal",
        "Lunches",
        "2024-05",
        "Book club",
        "Action Items",
        "harbour day",
        "River Trust",
        "Notes",
        "a",
        "",
    ],
)
def test_other_words_are_not_taken_for_names(words: str) -> None:
    assert not looks_like_name(words)


def test_file_names_become_names() -> None:
    stems = ["ines-moreau", "Ines_Moreau", "Ines Moreau", "ludwig-van-berg", "Kofi Mensah-Clarke"]
    assert [name_from_slug(stem) for stem in stems] == [
        "Ines Moreau",
        "Ines Moreau",
        "Ines Moreau",
        "Ludwig van Berg",
        "Kofi Mensah-Clarke",
    ]


def test_full_names_in_sentences_are_found_only_where_they_are_sure() -> None:
    text = "Lunch with Tom Baker on Monday. Ines Moreau works at the port. We sat by Leeds Castle near River Street with Baltic Freight. "
    text += "British Gas called. Met Ann Lee and Kofi Mensah Friday. Spoke to Leeds University."
    assert sorted(told_of(text)) == ["Ann Lee", "Ines Moreau", "Kofi Mensah", "Tom Baker"]


# ---- Markdown ----


def test_a_persons_file_gives_the_person_and_dated_notes_word_for_word() -> None:
    text = (
        "---\nname: Inês Moreau\naliases: [Nini, \"I. Moreau\"]\nemail: ines@example.org\nrole: harbour pilot\n"
        "organization: Port of Leith\nmet_at: the quay\nintroduced_by: \"[[Aunt Rosa]]\"\nbirthday: 1980-05-03\nodd key: kept\n---\n"
        "# Inês\n\nLoves  jazz.\n\n## 2024-06-12\nLunch at the quay.\n\nShe lent me a book.\n"
        "PRIVATE: drinks too much\n\n- 2024-07-01: call\n- promised a map\n"
    )  # fmt: skip
    person = only(read(text, "people/x.md"))
    assert (person.name, person.aliases, person.role, person.organization) == (
        "Inês Moreau", ("Nini", "I. Moreau"), "harbour pilot", "Port of Leith",
    )  # fmt: skip
    assert (person.met_at, person.introduced_by, person.birthday) == ("the quay", "Aunt Rosa", "1980-05-03")
    assert person.contact == {"email": ("ines@example.org",)}
    record = next(note for note in person.notes if note.kind == "record")
    assert "role: harbour pilot" in record.text
    assert "odd key: kept" in record.text
    assert shown(person.notes) == [
        (None, "Loves  jazz.", False),
        ("2024-06-12", "Lunch at the quay.\n\nShe lent me a book.", False),
        ("2024-06-12", "PRIVATE: drinks too much", True),
        ("2024-07-01", "2024-07-01: call", False),
        ("2024-07-01", "promised a map", False),
    ]


@pytest.mark.parametrize(
    "line",
    ["PRIVATE: zq", "private: zq", "- PRIVATE: zq", "  * Private: zq", "> PRIVATE: zq", "**PRIVATE:** zq", "**Private**: zq", "- [ ] PRIVATE: zq",
     "1. PRIVATE: zq", "2024-06-12: PRIVATE: zq", "- 2024-06-12 private: zq", "%% PRIVATE: zq %%", "| PRIVATE: zq |", "PRIVATE : zq", "Tom Baker: PRIVATE: zq",
     "Fine so far. PRIVATE: zq", "## PRIVATE: zq"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["Tom Baker.md", "journal.md", "notes.txt"])
def test_a_private_line_is_its_own_private_note_in_whatever_clothes(line: str, path: str) -> None:
    parsed = read(f"Met [[Ines Moreau]] there.\n\n{line}\n\nAn open word about Ann Lee.\n", path)
    notes = [*parsed.notes, *(note for person in parsed.people for note in person.notes)]
    assert [note.private for note in notes if "zq" in note.text] == [True]
    # A heading that says so makes its whole section private.
    assert [note.private for note in notes if "open word" in note.text] == [line.startswith("#")]


def test_a_private_line_takes_its_wrapped_and_nested_lines_with_it() -> None:
    text = (
        "# Tom Baker\n\n- PRIVATE: his wife left him and he\n  has not told zq1 anybody\n  - nested zq2\n- plays chess\n\n"
        "PRIVATE: a long line that goes on and on until the edge of the page is reached,\nzq3 wrapped.\n2024-06-12: open\n\n## Private\nzq4\n\n- zq5\n\n## Work\nopen too\n"
    )
    for note in only(read(text)).notes:
        assert note.private == ("zq" in note.text)


def test_a_private_file_is_private_to_the_last_note() -> None:
    notes = only(read("---\nname: Tom Baker\nprivate: true\nrole: spy\n---\nOne.\n\nTwo.\n")).notes
    assert len(notes) == 3
    assert all(note.private for note in notes)


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    person = only(
        read("---\nname: Tom: Baker\nrole: {unclosed\n  email: [x\nphone: 0161 496 0000\n---\nHi.\n")
    )
    assert (person.name, person.contact["phone"]) == ("Tom: Baker", ("0161 496 0000",))


def test_a_front_matter_bomb_is_read_as_plain_lines() -> None:
    bomb = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(24)
    )
    assert only(read(f"---\nname: Tom Baker\n{bomb}---\n")).name == "Tom Baker"


@pytest.mark.parametrize(
    ("path", "text", "name"),
    [
        ("ines-moreau.md", "Met at the gym.", "Ines Moreau"), ("x.md", "# Ines Moreau\nMet.", "Ines Moreau"), ("Tom.md", "Tom is nice.", "Tom"),
        ("x.md", "# Ines Moreau (harbour pilot)\nMet.", "Ines Moreau"), ("2024-05.md", "Met [[Tom Baker]].", None), ("journal.md", "# Journal\nMet.", None),
        ("Lunches.md", "2024-05-01 with [[Tom Baker]]", None), ("README.md", "# My vault\nText", None), ("friends.md", "# Tom Baker\na\n# Ann Lee\nb", None),
        ("crowd.md", "## Tom Baker\na\n\n## Ann Lee\nb", None), ("Ines Moreau.md", "# How I know her\nGym.", "Ines Moreau"),
        ("notes/Ines Moreau.md", "landlady, up the stair", "Ines Moreau"), ("diary/Ines Moreau.md", "lunch at the pier", None),
    ],
)  # fmt: skip
def test_a_file_is_a_persons_or_a_journal(path: str, text: str, name: str | None) -> None:
    assert [person.name for person in read(text, path).people] == ([name] if name else [])


def test_a_journal_says_whom_each_block_names() -> None:
    text = (
        "# Journal\n\n## 2024-06-12\n- Lunch with [[Ines Moreau|Ines]], [[People/Tom Baker]] came late.\n- Ann Lee: rang about the boat\n\n"
        "## Kofi Mensah\nPlays chess.\n\n## Nothing\nRain all day.\n"
    )
    notes = read(text, "journal.md").notes
    assert [(note.date, note.about) for note in notes] == [
        ("2024-06-12", ("Ines Moreau", "Tom Baker")),
        ("2024-06-12", ("Ann Lee",)),
        (None, ("Kofi Mensah",)),
        (None, ()),
    ]


def test_one_paragraph_names_people_with_links_and_without() -> None:
    text = (
        "Lunch with [[Ann Lee]], [[People/Bob Stone|Bob]] and Cora Vale. Kofi Mensah rang about the boat.\n"
    )
    assert set(read(text, "daily/2024-06-12.md").notes[0].about) == {
        "Ann Lee",
        "Bob Stone",
        "Cora Vale",
        "Kofi Mensah",
    }


def test_a_daily_note_is_dated_by_its_file_name() -> None:
    assert [note.date for note in read("Met [[Tom Baker]].", "daily/2024-06-12.md").notes] == ["2024-06-12"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("me.md", "I like tea."),
        ("x.md", "# About me\nI like tea."),
        ("y.md", "---\nme: true\n---\nI like tea."),
    ],
)
def test_the_user_writes_of_themselves(path: str, text: str) -> None:
    person = only(read(text, path))
    assert person.is_me
    assert "I like tea." in person.notes[-1].text


def test_a_section_about_me_in_a_journal_is_the_users() -> None:
    parsed = read(
        "# Tom Baker\nx\n\n# Ann Lee\ny\n\n# About me\nMy name is Hanna Duarte. I like tea.\n", "people.md"
    )
    assert [(person.name, person.is_me) for person in parsed.people] == [("Hanna Duarte", True)]
    assert [note.about for note in parsed.notes] == [("Tom Baker",), ("Ann Lee",)]


@pytest.mark.parametrize("more", ["\n# People journal\n", ""])
def test_a_journal_may_begin_with_about_me(more: str) -> None:
    text = f"# About me\nCall me Ben Okafor.\n{more}\n## 12 June 2025\nRan into Ana Fernandez.\n\n## 3 July 2025\nAna Fernandez rang.\n"
    parsed = read(text, "notes.md")
    assert [(person.name, person.is_me) for person in parsed.people] == [("Ben Okafor", True)]
    assert [(note.date, note.about) for note in parsed.notes] == [
        ("2025-06-12", ("Ana Fernandez",)),
        ("2025-07-03", ("Ana Fernandez",)),
    ]


def test_a_journal_without_links_names_people_in_plain_sentences() -> None:
    text = (
        "# Journal\n\n2025-06-12 Birthday do for Kwame Boateng, and his cousin Abena Boateng turned up.\n\nSister Mary Donnelly (my "
        "manager) refused my leave. Keep away from Gary Flint.\n\nCoffee at Leeds Castle. Phoned Wei Zhang, my old flatmate.\n"
    )
    named = [set(note.about) for note in read(text, "journal.md").notes]
    assert named == [
        {"Kwame Boateng", "Abena Boateng"},
        {"Sister Mary Donnelly", "Gary Flint"},
        {"Wei Zhang"},
    ]


def test_a_date_inside_a_line_dates_the_entry_that_it_begins() -> None:
    listed = read(
        "Tom Baker - plumber. 2024-06-12 lunch, he paid.\nAnn Lee - 2024-07-01 choir fair\nKofi Mensah - barber\n",
        "people.txt",
    )
    dates = [(person.name, [note.date for note in person.notes]) for person in listed.people]
    assert dates == [
        ("Tom Baker", [None, "2024-06-12"]),
        ("Ann Lee", ["2024-07-01"]),
        ("Kofi Mensah", [None]),
    ]
    private = "Tom Baker - plumber. 2024-06-12 lunch\nAnn Lee - barber\nPRIVATE: Ann Lee owes me\nmoney. 2024-06-13 I asked\n"
    notes = read(private, "people.txt").notes
    assert [(note.date, note.private, note.about) for note in notes] == [
        ("2024-06-12", False, ("Tom Baker",)),
        (None, False, ("Ann Lee",)),
        (None, True, ("Ann Lee",)),
    ]
    person = only(read("Vicar's wife. 2026-06-21 she told me of her son.\n\nSings alto.", "Helen Osei.md"))
    assert [(note.date, note.text[:10]) for note in person.notes] == [
        (None, "Vicar's wi"),
        ("2026-06-21", "2026-06-21"),
        (None, "Sings alto"),
    ]


def test_a_file_is_also_known_by_its_own_name() -> None:
    person = only(read("---\nname: Tom Baker\n---\nConservator.", "People/Tom Baker (Leeds).md"))
    assert person.aliases == ("Tom Baker (Leeds)",)
    assert only(read("---\nname: Grace Lee\n---\nYoga.", "Grace.md")).aliases == ()


@pytest.mark.parametrize("line", ["PRIVATE - he is bitter", "- PRIVATE – he is bitter"])
def test_private_with_a_dash_is_private_too(line: str) -> None:
    assert [note.private for note in only(read(f"Likes jazz.\n\n{line}", "Tom Baker.md")).notes] == [
        False,
        True,
    ]


def test_fences_comments_tables_and_callouts_break_nothing() -> None:
    text = "# Tom Baker\n\n```\n# no heading\n2024-01-01: no date\n```\n\n%% comment %%\n\n> [!note] Title\n> said so\n\n| a | b |\n|---|---|\n| c | d |\n\n#tag ![[pic.png]]\n\n---\n\nEnd.\n"
    notes = only(read(text)).notes
    assert notes[0].text == "```\n# no heading\n2024-01-01: no date\n```"
    assert notes[0].date is None
    assert notes[-1].text == "End."


def test_a_list_of_names_is_people() -> None:
    parsed = read("Tom Baker\n- Ann Lee\nMarta\n\nKofi Mensah-Clarke\n???\n", "names.txt")
    assert [person.name for person in parsed.people] == [
        "Tom Baker",
        "Ann Lee",
        "Marta",
        "Kofi Mensah-Clarke",
    ]
    assert [skipped.line for skipped in parsed.skipped] == [6]


def test_a_list_of_people_with_a_word_about_each_is_people_with_their_addresses() -> None:
    parsed = read(
        "Tom Baker, plumber, 0113 496 0000\nAnn Lee - baker, ann@example.org\nthe tall one from the bus\n",
        "names.txt",
    )
    assert [(person.name, dict(person.contact)) for person in parsed.people] == [
        ("Tom Baker", {"phone": ("0113 496 0000",)}),
        ("Ann Lee", {"email": ("ann@example.org",)}),
    ]
    assert parsed.people[0].notes[0].text == "Tom Baker, plumber, 0113 496 0000"
    assert [skipped.line for skipped in parsed.skipped] == [3]


def test_a_heading_that_says_more_than_its_date_stays_with_its_words() -> None:
    text = "# Tom Baker\n\n## 2024-06-12 Lunch at the quay\nHe paid.\n\n## Interests\n- charts\n- rye bread\n"
    assert shown(only(read(text)).notes) == [
        ("2024-06-12", "2024-06-12 Lunch at the quay\nHe paid.", False),
        (None, "Interests\n- charts\n- rye bread", False),
    ]


# ---- vCard ----

CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ak;=C3=89lo=\r\n=C3=AFse;;;\r\n"
    "TEL;CELL:+48 601 000 000\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ\r\n AAAQABAAD/2wBDAAY\r\n\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:first line=0D=0A=\r\nPRIVATE: divorced\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nN:Lee;Ann\nitem1.EMAIL;type=INTERNET:ann@example.org\nitem1.X-ABLabel:_$!<Work>!$_\n"
    "ORG:Port\\, Authority;Pilots\nTITLE:Pi\n\tlot\nBDAY;VALUE=date:1980-05-03\nADR;TYPE=HOME:;;1 Quay St;Leith;;EH6;\nNICKNAME:Annie,Nan\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nEMAIL:lost@example.org\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nPRODID:x\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:No End\n"
    "BEGIN:VCARD\nFN;X=\"a:b\":Tom Baker\nTEL;VALUE=uri:tel:+44-113-496-0000\nAGENT:\nBEGIN:VCARD\nFN:Inner\nEND:VCARD\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:Cut Of"
)  # fmt: skip


def test_cards_of_all_versions_come_in_and_damaged_ones_cost_only_themselves() -> None:
    parsed = read(CARDS, "contacts.vcf")
    assert [person.name for person in parsed.people] == [
        "Éloïse Łak",
        "Ann Lee",
        "lost@example.org",
        "Tom Baker",
    ]
    first, ann, _, tom = parsed.people
    assert first.contact == {"phone": ("+48 601 000 000",)}
    assert shown(first.notes) == [(None, "first line", False), (None, "PRIVATE: divorced", True)]
    assert (ann.organization, ann.role, ann.birthday, ann.aliases) == (
        "Port, Authority",
        "Pilot",
        "1980-05-03",
        ("Annie", "Nan"),
    )
    assert ann.contact["email"] == ("ann@example.org",)
    assert tom.contact["phone"] == ("+44-113-496-0000",)
    assert [(s.line, s.reason.split(":")[0]) for s in parsed.skipped] == [
        (29, "this card has no name, address or number; write a name in its FN line"),
        (33, "this card is cut off"),
        (44, "this card is cut off"),
    ]


def test_a_note_broken_without_folding_stays_one_note() -> None:
    person = only(
        read("BEGIN:VCARD\nFN:Tom Baker\nNOTE:one\ntwo: three\n\nTEL:1234567\nEND:VCARD\n", "c.vcf")
    )
    assert shown(person.notes) == [(None, "one\ntwo: three", False)]
    assert person.contact["phone"] == ("1234567",)


def test_quoted_printable_in_an_old_code_page_is_read() -> None:
    card = b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Ren=E9 M=FCller\nEND:VCARD\n"
    assert only(parse("c.vcf", card)).name == "René Müller"


# ---- tables ----

CONNECTIONS = (
    'Notes:\n"When exporting your connection data, you may notice, that some addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    'Zoë,Löwe,https://www.linkedin.com/in/zoe,zoe@example.org,"Smith, Sons",Engineer,07 Feb 2022\nTom,Baker,,,,,7-Feb-22\n,,https://www.linkedin.com/in/gone,,,,14 May 2020\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_linkedin_connections_come_in_however_they_were_saved_again(
    encoding: str, separator: str, end: str
) -> None:
    text = CONNECTIONS.replace("Smith, Sons", "Smith Sons").replace(",", separator).replace("\n", end)
    parsed = parse("Connections.csv", text.encode(encoding))
    zoe, tom = parsed.people
    assert (parsed.format, zoe.name, zoe.organization, zoe.role) == (
        "linkedin",
        "Zoë Löwe",
        "Smith Sons",
        "Engineer",
    )
    assert zoe.contact["email"] == ("zoe@example.org",)
    assert "Connected on: 07 Feb 2022" in zoe.notes[0].text
    assert (tom.name, tom.contact) == ("Tom Baker", {})
    assert [skipped.line for skipped in parsed.skipped] == [7]


def test_linkedin_columns_may_come_in_any_order_with_others_between() -> None:
    person = only(
        read("Connected On,Extra,Last Name,First Name,Company\n1 Mar 2020,x,Baker,Tom,Port\n", "c.csv")
    )
    assert (person.name, person.organization) == ("Tom Baker", "Port")


def test_linkedin_messages_tell_only_who_and_when() -> None:
    text = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
        "1,,Hanna Duarte,u,Tom Baker,v,2024-05-01 10:00:00 UTC,,secret words,INBOX\n1,,Tom Baker,v,Hanna Duarte,u,2024-05-01 11:00:00 UTC,,x,INBOX\n"
        "2,,Hanna Duarte,u,Ann Lee,w,2024-05-02 10:00:00 UTC,,x,INBOX\n"
    )
    notes = read(text, "messages.csv").notes
    assert [(note.date, note.about, note.kind) for note in notes] == [
        ("2024-05-01", ("Tom Baker",), "interaction"), ("2024-05-02", ("Ann Lee",), "interaction"),
    ]  # fmt: skip
    assert "secret" not in "".join(note.text for note in notes)


@pytest.mark.parametrize(
    "header",
    ["Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title",
     "File As,First Name,Middle Name,Last Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Organization Name,Organization Title"],
)  # fmt: skip
def test_google_contacts_old_and_new(header: str) -> None:
    row = (
        "Tom B,Tom,,Baker,Likes tea,Choir ::: * myContacts,* Work,a@example.org ::: b@example.org,Port,Pilot"
    )
    parsed = read(f"{header}\n{row}\n", "contacts.csv")
    person = only(parsed)
    assert parsed.format == "google"
    assert (person.name, person.organization, person.role, person.circle) == (
        "Tom Baker",
        "Port",
        "Pilot",
        "Choir",
    )
    assert person.contact == {"email": ("a@example.org", "b@example.org")}
    assert shown(person.notes) == [(None, "Likes tea", False)]


@pytest.mark.parametrize(
    "header",
    [
        "Title,First Name,Last Name,Company,Department,Job Title,E-mail Address,Mobile Phone,Birthday,Notes",
        "Anrede,Vorname,Nachname,Firma,Abteilung,Position,E-Mail-Adresse,Mobiltelefon,Geburtstag,Notizen",
        "Civilité,Prénom,Nom,Société,Service,Fonction,Adresse de messagerie,Tél. mobile,Anniversaire,Notes",
        "Trato,Nombre,Apellidos,Organización,Departamento,Puesto,Dirección de correo electrónico,Teléfono móvil,Cumpleaños,Notas",
        "Tit.,Nome,Cognome,Società,Reparto,Posizione,Indirizzo posta elettronica,Cellulare,Compleanno,Note",
        "Aanhef,Voornaam,Achternaam,Bedrijf,Afdeling,Functie,E-mailadres,Mobiele telefoon,Verjaardag,Notities",
        "Trat.,Nome,Apelido,Empresa,Departamento,Cargo,Endereço de correio eletrónico,Telemóvel,Aniversário,Notas",
        "Tit,Förnamn,Efternamn,Företag,Avdelning,Befattning,E-postadress,Mobiltelefon,Födelsedag,Anteckningar",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_outlook_in_eight_languages(header: str, encoding: str) -> None:
    row = ",Tom,Baker,Port,Sea,Pilot,tom@example.org,+44 113 496 0000,1980-05-03,Likes tea"
    parsed = parse("contacts.csv", f"{header}\n{row}\n".encode(encoding))
    person = only(parsed)
    assert parsed.format == "outlook"
    assert (person.name, person.organization, person.role, person.birthday) == (
        "Tom Baker",
        "Port",
        "Pilot",
        "1980-05-03",
    )
    assert person.contact == {"email": ("tom@example.org",), "phone": ("+44 113 496 0000",)}
    assert shown(person.notes) == [(None, "Likes tea", False)]


def test_any_table_with_a_column_of_names_is_read_and_says_the_rest_in_its_record() -> None:
    parsed = read("Name;How we met;Phone\nTom Baker;at the gym;0113 496 0000\n;;\n", "people.csv")
    person = only(parsed)
    assert (parsed.format, person.contact) == ("csv", {"phone": ("0113 496 0000",)})
    assert "How we met: at the gym" in person.notes[0].text


def test_a_cell_that_begins_with_private_is_private_in_any_column() -> None:
    person = only(read("Name,Rank,Company\nTom Baker,PRIVATE: zq,Port\n", "people.csv"))
    assert [("zq" in note.text) == note.private for note in person.notes] == [True, True]


def test_a_table_without_names_says_what_is_missing() -> None:
    assert "looks like names" in read("a,b,c\n1,2,3\n", "x.csv").skipped[0].reason


# ---- calendars and Facebook ----


def test_a_calendar_says_whom_one_met_when() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:me@example.org\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/London:20240612T123000\r\nSUMMARY:Lunch\\, quay\r\n"
        "ATTENDEE;CN=\"Baker, Tom (Acme)\";PARTSTAT=ACCEPTED:mailto:tom@example.org\r\nATTENDEE;CN=Ann Lee:MAILTO:ann@exa\r\n mple.org\r\nATTENDEE:mailto:me@example.org\r\n"
        "RRULE:FREQ=WEEKLY;COUNT=5\r\nBEGIN:VALARM\r\nDESCRIPTION:beep\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nSTATUS:CANCELLED\r\nSUMMARY:Gone\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )  # fmt: skip
    parsed = read(text, "c.ics")
    assert [(person.name, person.contact) for person in parsed.people] == [
        ("Tom Baker", {"email": ("tom@example.org",)}), ("Ann Lee", {"email": ("ann@example.org",)}),
    ]  # fmt: skip
    note = parsed.notes[0]
    assert (note.date, note.kind, note.about) == ("2024-06-12", "interaction", ("Tom Baker", "Ann Lee"))
    assert "Repeats: weekly, 5 times" in note.text
    assert ["it was cancelled" in skipped.reason for skipped in parsed.skipped] == [True]


def test_facebook_names_lose_their_mojibake() -> None:
    broken = "Zoë Müller".encode().decode("latin-1")
    parsed = read(
        json.dumps({"friends_v2": [{"name": broken, "timestamp": 1335830400}, {"timestamp": 1}]}),
        "friends.json",
    )
    assert (parsed.format, only(parsed).name, len(parsed.skipped)) == ("facebook", "Zoë Müller", 1)
    assert "2012-05-01" in only(parsed).notes[0].text


def test_letters_after_a_name_are_no_name() -> None:
    text = 'First Name,Last Name,Company,Position,Connected On\nMia,"O\'Connor, PMP",Acme,PM,1 May 2021\nJo,"Smith, Jr",Acme,PM,1 May 2021\n'
    assert [person.name for person in parse("Connections.csv", text.encode()).people] == [
        "Mia O'Connor",
        "Jo Smith, Jr",
    ]


def test_a_dated_line_in_an_address_books_note_is_a_note_of_that_day() -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Tom Baker\nNOTE:plays chess\\n2026-05-22 offered me a slot\nEND:VCARD\n"
    )
    notes = [note for note in only(parse("x.vcf", card.encode())).notes if note.kind == "note"]
    assert [(note.date, note.text) for note in notes] == [
        (None, "plays chess"),
        ("2026-05-22", "2026-05-22 offered me a slot"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "leipzig-2015.md",
            "# Leipzig, green notebook\n\n## 2015-01-12\nJens Krause showed me the pool. He whispers.\n",
        ),
        ("misc.md", "# Misturas (coro, piscina)\n\n12/4/2022 - A Vera disse que a Sofia fala a dormir.\n"),
        (
            "climbing.md",
            "# Climbing\n\nMet Ana Ferreira at the wall. Rob Tunn said she belays well.\nClimbing closed for a week.\n",
        ),
    ],
)
def test_a_journal_whose_title_is_a_word_is_nobody(name: str, text: str) -> None:
    assert read(text, name).people == ()


def test_a_title_that_notes_speak_of_is_somebody() -> None:
    assert [
        one.name for one in read("# Tom\n\n2025-01-02 He told me about his new boat.\n", "tom.md").people
    ] == ["Tom"]
    (aunt,) = read("# Fiona Hall (Aunt Fee)\n\n- 2020-01-01 rang\n", "aunt-fee.md").people
    assert (aunt.name, aunt.aliases[:1]) == ("Fiona Hall", ("Aunt Fee",))


def test_a_journal_names_whoever_acts_like_a_person_and_no_club_or_street() -> None:
    text = (
        "2026-01-02 Lunch at Mesa Aberta near Rua Augusta. Odile Fontana, 79, told me of four falls.\n"
        "2026-01-03 Present: Ivo Lantz (chair), Hele Brito, me.\n"
        "2026-02-04 In Belo Horizonte the band called Wet Socks played. Dona Guida complained.\n"
        "2026-03-05 a woman came up, Rocio Leben, from the school. Dona Guida at the river.\n"
        "2026-03-06 Mesa Aberta shut. Says Galicia has a line.\n"
    )
    named = {name for note in read(text, "journal.md").notes for name in note.about}
    assert named == {"Odile Fontana", "Ivo Lantz", "Hele Brito", "Rocio Leben", "Dona Guida"}


def test_a_name_that_begins_a_sentence_is_a_person_by_a_trade_or_by_going_on_as_he_or_she() -> None:
    text = (
        "2026-01-02 Osman Delacour of the map museum stopped at the stand. He wants a course.\n"
        "2026-01-03 Petra Lund, plumber. Came on a Sunday.\n"
        "2026-01-04 Hale Brandt, a retired lineman who brings his own gloves.\n"
        "2026-01-05 Silver Lane, number 4. He said it was cold there.\n"
        "2026-01-06 Ocean Grill, a fish place. She had the cod.\n"
        "2026-01-07 Notting Heath was full, he said. St Anthony. He fried sardines.\n"
        "2026-01-08 Née Cadiou, she says. Wife Loredana, three daughters. He is afraid of them.\n"
    )
    named = {name for note in read(text, "journal.md").notes for name in note.about}
    assert named == {"Osman Delacour", "Petra Lund", "Hale Brandt"}


def test_a_capital_inside_a_surname_stays_where_a_files_name_has_spaces() -> None:
    names = [
        name_from_slug(stem) for stem in ("Colin MacAskill", "InesMoreau", "ann-o'neill", "Pat McKay-DeVries")
    ]
    assert names == ["Colin MacAskill", "Ines Moreau", "Ann O'neill", "Pat McKay-DeVries"]
