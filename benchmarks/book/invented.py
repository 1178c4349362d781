"""Invents people by the thousand, the same ones for the same seed: varied names, ordinary lives, notes in several hands.

Nobody of this exists. Names are drawn from lists and put together from syllables, so that a large book has namesakes
and shared first names about as often as a real one, and a share of accents and of scripts other than Latin.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


def _words(line: str) -> list[str]:
    return line.split()


_FIRST = _words(
    "Alice Amir Ana Anneke Antoine Anya Bálint Beatrix Björn Brigid Callum Carmen Chiara Chloé Clemens Dafydd "
    "Daria Deepa Devon Diego Edith Eilidh Elif Emeka Ewa Fatima Felix Femi Fiona Gareth Giulia Grace Gunnar "
    "Hana Hassan Hedwig Hiro Ibrahim Ines Inês Isla Ivo Jagoda Jamal Jana Jörg Joanna José Judit Kaito Karim "
    "Katya Kenji Kofi Lars Latoya Leila Liam Linh Lorenzo Lucía Maeve Magnus Maja Malik Marek Maren Martha Mei "
    "Mihai Milan Mónica Nadia Ngozi Nils Nora Odile Olga Omar Owen Paloma Pavel Petra Priya Quentin Rafael "
    "Rhiannon Robert Rosa Ruth Samir Sanne Saskia Sean Selma Shira Siobhán Søren Stefan Sunita Tamar Tariq "
    "Teodor Thomas Tomás Ulla Uma Valentin Vera Viktor Wanda Wei William Xenia Yara Yusuf Zara Zoë Zsófia "
)
_BEGINNINGS = _words(
    "Al Amber Ash Bar Bel Berg Black Bran Car Cor Dal Den Dor Eck El Fair Fen For Gar Gold Gran Hal Hart Hol "
    "Il Kal Kess Kir Lam Lind Lor Mal Mar Mel Mor Nor Os Pem Pet Ran Rav Ros Rud Sal Sand Sel Stan Strö Tal "
    "Thor Tor Vas Ver Wal West Wil Win Wren Zel "
)
_ENDINGS = _words(
    "beck berg bridge burn by cott dale den er esz ez field ford gate ham i in ing ini ka ker ley low man mann "
    "mor nik nova off ov quist rell sen shaw ski son stad stein stone strom ström ten ton vale wood wick worth "
)
_ELSEWHERE = (
    (
        _words("Мария Иван Ольга Пётр Анна Сергей Дарья"),
        _words("Орлова Соколов Белова Волков Зайцева Морозов Лебедева"),
    ),
    (
        _words("Γιώργος Ελένη Νίκος Μαρία Κώστας Σοφία"),
        _words("Παππάς Οικόμου Βλάχος Νικολάου Δημητρίου Κόκκινος"),
    ),
    (_words("小明 美玲 志强 秀英 建国 丽华"), _words("王 李 张 刘 陈 杨 黄 赵")),
)
"""First and last names of three other scripts."""
_TRADES = (
    "nurse", "plumber", "violin teacher", "port planner", "data analyst", "baker", "midwife", "bus driver", "solicitor",
    "site engineer", "librarian", "gardener", "physiotherapist", "bookkeeper", "chef", "carpenter", "translator", "vet",
    "warehouse manager", "primary teacher", "optician", "bicycle mechanic", "social worker", "actuary", "florist",
)  # fmt: skip
_TRADES_AT = (
    "Ltd",
    "& Sons",
    "Trust",
    "Partners",
    "Hospital",
    "School",
    "Works",
    "Logistics",
    "Group",
    "Studio",
    "Bank",
)
_CITIES = (
    "Leeds", "Porto", "Gdańsk", "Bergen", "Lyon", "Graz", "Bristol", "Malmö", "Cork", "Trieste", "Utrecht", "Dundee",
    "Zaragoza", "Tallinn", "Swansea", "Ghent", "Kassel", "Norwich", "Toulouse", "Aarhus",
)  # fmt: skip
_CIRCLES = (
    "family",
    "friends",
    "work",
    "church",
    "gym",
    "school",
    "neighbours",
    "choir",
    "university",
    "allotment",
)
_THINGS = (
    "chess", "trail running", "sourdough", "old maps", "brass bands", "sea swimming", "pottery", "birdwatching", "cricket",
    "board games", "knitting", "jazz", "climbing", "beekeeping", "model railways", "Portuguese", "film cameras", "tango",
)  # fmt: skip
_LINES = (
    "Met {first} at the {thing} evening in {city}.",
    "{first} moved to {city} last year and works as a {trade} now.",
    "Had coffee, talked about {thing} for an hour.",
    "Loves {thing}. Two children, the younger one is mad about {thing2}.",
    "Said she would send me the name of her {trade}.",
    "I promised to lend him the book on {thing}.",
    "Ran into {first} at the station, back from {city}. Looked well.",
    "Gave me a lift home after the {thing} club; I owe {first} a lunch.",
    "Looking for a {trade} for the new place in {city}.",
    "Knows half of {city} through {thing}.",
    "Helped me with the form for the council, very patient.",
    "We were at school together; he still plays {thing}.",
    "Quiet but funny once you get going. Ask about {thing}.",
    "Started at {organization} in the spring, says the people are kind.",
    "Cannot stand phone calls, write instead.",
    "Her brother is a {trade} in {city}.",
    "Sent a card for my birthday.",
    "Long walk by the river, told me about the job at {organization}.",
)
_TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist. `notes` are (ISO date, words)."""

    name: str
    email: str
    phone: str
    organization: str
    role: str
    circle: str
    city: str
    birthday: str
    notes: tuple[tuple[str, str], ...]


def invented(count: int, seed: int = 7, *, notes: int = 2) -> Iterator[Invented]:
    """`count` people with up to `notes` dated notes each (three quarters have any); the same for the same arguments."""
    dice = random.Random(seed)
    surnames = [beginning + ending for beginning in _BEGINNINGS for ending in _ENDINGS]
    firms = [f"{dice.choice(surnames)} {kind}" for kind in _TRADES_AT for _ in range(90)]
    for number in range(count):
        first, last = dice.choice(_FIRST), dice.choice(surnames)
        if dice.random() < 0.01:
            first, last = map(dice.choice, dice.choice(_ELSEWHERE))
        name = f"{first} {last}"
        if dice.random() < 0.05:
            name += f"-{dice.choice(surnames)}"
        organization = dice.choice(firms)
        words = {"first": first, "organization": organization}
        yield Invented(
            name=name,
            email=f"p{number}@mail{dice.randrange(40)}.example" if dice.random() < 0.7 else "",
            phone=f"+44 113 {4960000 + number:07d}" if dice.random() < 0.6 else "",
            organization=organization if dice.random() < 0.6 else "",
            role=dice.choice(_TRADES) if dice.random() < 0.6 else "",
            circle=dice.choice(_CIRCLES) if dice.random() < 0.7 else "",
            city=dice.choice(_CITIES) if dice.random() < 0.5 else "",
            birthday=f"{dice.randrange(1940, 2005)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}"
            if dice.random() < 0.2
            else "",
            notes=tuple(_note(dice, words) for _ in range(notes)) if dice.random() < 0.75 else (),
        )


def as_cards(people: Iterable[Invented]) -> str:
    """One vCard 3.0 file, its notes in NOTE as a phone keeps them."""
    return "".join(_card(person) for person in people)


def as_page(person: Invented) -> str:
    """One Markdown file about one person: front matter, then dated notes."""
    front = [("name", person.name), ("circle", person.circle), ("role", person.role)]
    front += [("organization", person.organization), ("email", person.email), ("phone", person.phone)]
    head = "\n".join(f"{key}: {value}" for key, value in front if value)
    return f"---\n{head}\n---\n\n" + "\n\n".join(f"{day} {words}" for day, words in person.notes) + "\n"


def _note(dice: random.Random, words: dict[str, str]) -> tuple[str, str]:
    chosen = {**words, "thing": dice.choice(_THINGS), "thing2": dice.choice(_THINGS)}
    chosen |= {"city": dice.choice(_CITIES), "trade": dice.choice(_TRADES)}
    lines = dice.sample(_LINES, k=dice.choice((1, 1, 2, 3)))
    day = _TODAY - timedelta(days=dice.randrange(1, 2500))
    return day.isoformat(), " ".join(line.format(**chosen) for line in lines)


def _card(person: Invented) -> str:
    first, _, last = person.name.partition(" ")
    told = [
        ("FN", person.name),
        ("N", f"{last};{first};;;"),
        ("EMAIL;TYPE=INTERNET", person.email),
        ("TEL;TYPE=CELL", person.phone),
        ("ORG", person.organization),
        ("TITLE", person.role),
        ("CATEGORIES", person.circle),
        ("ADR;TYPE=HOME", f";;;{person.city};;;" if person.city else ""),
        ("BDAY", person.birthday),
        (
            "NOTE",
            "\\n".join(f"{day} {words}" for day, words in person.notes)
            .replace(",", "\\,")
            .replace(";", "\\;"),
        ),
    ]
    lines = "".join(f"{key}:{value}\r\n" for key, value in told if value)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{lines}END:VCARD\r\n"
