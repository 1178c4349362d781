"""The corpus: which people stand in which file, in which dialect, encoding and line ends, and what is right for each.

Every second file is held out: it was not looked at while the importers were changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.importers import cards, tables
from benchmarks.importers.people import Person, everybody


@dataclass(frozen=True)
class File:
    """One file, the people in it as they should come out, and whether it may be looked at while tuning."""

    name: str
    content: bytes
    people: tuple[Person, ...]
    held_out: bool


_WEST = everybody("en", "de", "fr", "es", "pt", "it", "nl", "sv")
_ALL = [*_WEST, *everybody("pl", "cs", "ru", "el", "tr", "ja", "zh", "ko", "ar")]


def _fits(person: Person, encoding: str) -> bool:
    try:
        repr(person).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _some(pool: Sequence[Person], start: int, count: int) -> list[Person]:
    return [pool[(start + n) % len(pool)] for n in range(count)]


def _plain(person: Person) -> Person:
    """For 2.1 and other writers that cannot say that a semicolon is part of a value."""
    return person.without(organization=person.organization.replace(";", ""))


def _one_line(person: Person) -> Person:
    return person.without(note=person.note.replace("\n", " "))


def corpus() -> list[File]:
    """All files, in a fixed order."""
    return [
        File(name, content, people, number % 2 == 1)
        for number, (name, content, people) in enumerate((*_cards(), *_tables()))
    ]


_Made = tuple[str, bytes, tuple[Person, ...]]


def _cards() -> Iterator[_Made]:
    def made(
        name: str, write: Callable[[Person], str], people: Sequence[Person], encoding: str = "utf-8", end: str = "\r\n",
        right: Callable[[Person], Person] = lambda person: person,
    ) -> _Made:  # fmt: skip
        text = "".join(map(write, people)).replace("\n", end)
        return f"{name}.vcf", text.encode(encoding), tuple(map(right, people))

    def only_phones(person: Person) -> Person:
        return person.without(emails=(), organization="", title="", birthday="", note="")

    def no_birthday(person: Person) -> Person:
        return person.without(birthday="")

    def yearless(person: Person) -> Person:
        return person.without(birthday=person.birthday and f"-{person.birthday[4:]}")

    western = [_plain(person) for person in _WEST if _fits(person, "cp1252")]
    latin = [_plain(person) for person in _WEST if _fits(person, "latin-1")]
    plain = [_plain(person) for person in _ALL]
    with_phone = [person for person in _ALL if person.phones]
    yield made("iphone-1", cards.iphone, _some(_ALL, 0, 9))
    yield made("iphone-2", cards.iphone, _some(_ALL, 9, 9))
    yield made(
        "iphone-no-year",
        cards.iphone_without_year,
        _some([p for p in _ALL if p.birthday], 3, 8),
        right=yearless,
    )
    yield made("mac-utf16", cards.iphone, _some(_ALL, 30, 8), "utf-16")
    yield made("gmail-1", cards.gmail, _some(_ALL, 4, 9))
    yield made("gmail-2", cards.gmail, _some(_ALL, 22, 9))
    yield made("android-1", cards.android, _some(plain, 2, 9))
    yield made("android-2", cards.android, _some(plain, 33, 9), end="\n")
    yield made("nokia-1", cards.nokia, [p.without(middle="", prefix="") for p in _some(plain, 5, 8)])
    yield made("nokia-2", cards.nokia, [p.without(middle="", prefix="") for p in _some(plain, 40, 8)])
    yield made("outlook-1252-a", cards.outlook(), _some(western, 0, 9), "cp1252")
    yield made("outlook-1252-b", cards.outlook(), _some(western, 14, 9), "cp1252")
    for code_page, regions in (
        ("cp1250", ("pl", "cs")),
        ("cp1251", ("ru",)),
        ("cp1253", ("el",)),
        ("cp1254", ("tr",)),
    ):
        there = [_plain(person) for person in everybody(*regions)]
        yield made(f"outlook-{code_page}", cards.outlook(f"windows-{code_page[2:]}"), there, code_page)
        yield made(
            f"bare-{code_page}", cards.bare_bytes, [_one_line(p.without(prefix="")) for p in there], code_page
        )
        yield made(f"short-{code_page}", cards.bare_bytes, [_one_line(there[-1])], code_page)
    for person in everybody("pl", "cs", "tr"):
        short = _one_line(person.without(note="", title="", organization=""))
        page = "cp1254" if person.region == "tr" else "cp1250"
        yield made(f"one-{person.emails[0].split('@')[0]}", cards.bare_bytes, [short], page)
    yield made(
        "bare-1252",
        cards.bare_bytes,
        [_one_line(p.without(prefix="")) for p in _some(western, 8, 8)],
        "cp1252",
    )
    yield made(
        "bare-greek-utf8", cards.bare_bytes, [_one_line(p) for p in everybody("el", "ru")], "utf-8-sig"
    )
    yield made("lotus-1", cards.lotus, _some(latin, 3, 8))
    yield made("lotus-2", cards.lotus, _some(latin, 20, 8))
    mozilla = [no_birthday(p.without(prefix="", middle="")) for p in plain]
    yield made("thunderbird-old-1", cards.old_thunderbird, _some(mozilla, 6, 8), end="\n")
    yield made("thunderbird-old-2", cards.old_thunderbird, _some(mozilla, 35, 8), end="\n")
    yield made("thunderbird-1", cards.thunderbird, _some(_ALL, 7, 8))
    yield made("thunderbird-2", cards.thunderbird, _some(_ALL, 48, 8))
    yield made("evolution-1", cards.evolution, _some(_ALL, 1, 8))
    yield made("evolution-2", cards.evolution, _some(_ALL, 27, 8), end="\n")
    yield made("nextcloud-1", cards.nextcloud, _some(_ALL, 10, 8))
    yield made("nextcloud-2", cards.nextcloud, _some(_ALL, 52, 8))
    yield made("whatsapp-1", cards.whatsapp, _some(with_phone, 11, 8), right=only_phones)
    yield made("whatsapp-2", cards.whatsapp, _some(with_phone, 44, 8), right=only_phones)
    yield made(
        "no-version-1",
        cards.without_version,
        [p.without(note=p.note.replace("\\", "/")) for p in _some(plain, 0, 8)],
        end="\n",
    )
    yield made(
        "no-version-2",
        cards.without_version,
        [p.without(note=p.note.replace("\\", "/")) for p in _some(plain, 25, 8)],
    )
    yield made("blackberry-1", cards.tab_folded, _some(_ALL, 12, 8))
    yield made("blackberry-2", cards.tab_folded, _some(_ALL, 50, 8), end="\n")


def _tables() -> Iterator[_Made]:
    def made(
        name: str, write: Callable[[Sequence[Person]], str], people: Sequence[Person], encoding: str = "utf-8", end: str = "\n"
    ) -> _Made:  # fmt: skip
        # A line end within a cell stays what it is; Excel writes it as LF.
        return name, write(people).replace("\n", end).encode(encoding), tuple(people)

    def connection(person: Person) -> Person:
        return person.without(prefix="", emails=person.emails[:1], phones=(), birthday="", note="")

    def listed(person: Person) -> Person:
        return person.without(emails=person.emails[:1], phones=person.phones[:1], birthday="")

    linked = [connection(person) for person in _ALL]
    western = [connection(person) for person in _WEST if _fits(person, "cp1252")]
    yield made("Connections.csv", tables.linkedin(), _some(linked, 0, 8))
    yield made("Connections-bom.csv", tables.linkedin(dashes=True), _some(linked, 16, 8), "utf-8-sig", "\r\n")
    yield made("Connections-no-preamble.csv", tables.linkedin(preamble=""), _some(linked, 30, 8), end="\r\n")
    yield made(
        "Connections-long-preamble.csv",
        tables.linkedin(preamble="Export\nof 2024\n\n" + "x\n"),
        _some(linked, 45, 8),
    )
    yield made("Connections-extra.csv", tables.linkedin(extra=True), _some(linked, 5, 8))
    yield made(
        "Connections-excel.csv", tables.linkedin(";", dashes=True), _some(western, 3, 8), "cp1252", "\r\n"
    )
    yield made("Connections-excel-utf16.csv", tables.linkedin("\t"), _some(linked, 50, 8), "utf-16", "\r\n")
    yield made(
        "Connections-excel-extra.csv",
        tables.linkedin(";", extra=True),
        _some(western, 12, 8),
        "cp1252",
        "\r\n",
    )
    yield made("linkedin-2015.csv", tables.old_linkedin, _some([p for p in linked if p.family], 22, 8))
    yield made("linkedin-2014.csv", tables.old_linkedin, _some(western, 20, 8), "cp1252", "\r\n")
    yield made("google-old-1.csv", tables.google(new=False), _some(_ALL, 1, 8), "utf-16", "\r\n")
    yield made("google-old-2.csv", tables.google(new=False), _some(_ALL, 40, 8))
    yield made("google-new-1.csv", tables.google(new=True), _some(_ALL, 8, 8))
    yield made("google-new-2.csv", tables.google(new=True), _some(_ALL, 55, 8), end="\r\n")
    for language in ("en", "de", "fr", "es", "it", "nl", "pt", "sv"):
        there = [person for person in everybody(language) if _fits(person, "cp1252")][:8]
        yield made(f"outlook-{language}.csv", tables.outlook(language), there, "cp1252", "\r\n")
        yield made(
            f"outlook-{language}-utf8.csv",
            tables.outlook(language),
            everybody(language)[::-1][:8],
            "utf-8-sig",
            "\r\n",
        )
    mozilla = [person.without(prefix="", middle="", birthday="") for person in _ALL]
    yield made("thunderbird.csv", tables.old_thunderbird, _some(mozilla, 2, 8), end="\r\n")
    yield made(
        "club.csv",
        tables.club_list("Full name|Email|Phone|Employer|Occupation|Remarks", ","),
        [listed(p) for p in _some(_ALL, 2, 8)],
    )
    yield made(
        "verein.csv",
        tables.club_list("Mitglied|E-Mail|Telefon|Firma|Beruf|Bemerkungen", ";"),
        [listed(p) for p in everybody("de") if _fits(p, "cp1252")],
        "cp1252",
        "\r\n",
    )
    yield made(
        "contacts.tsv",
        tables.club_list("Contact|Mail|Mobile|Company|Role|Comments", "\t"),
        [listed(p) for p in _some(_ALL, 34, 8)],
    )
    friends = [
        person.without(emails=(), phones=(), organization="", title="", birthday="", note="")
        for person in _ALL
    ]
    yield made("friends.json", tables.facebook, _some(friends, 0, 9))
    yield made("your_friends.json", tables.facebook, _some(friends, 45, 9))
    met = [
        person.without(emails=person.emails[:1], phones=(), organization="", title="", birthday="", note="")
        for person in _ALL
        if person.emails
    ]
    yield made("calendar.ics", tables.calendar, _some(met, 0, 9), end="\r\n")
    yield made("work.ics", tables.calendar, _some(met, 30, 9), end="\r\n")
