"""Bystanders by a seeded generator: people every phone is full of, who can help with none of the labelled goals."""

import random
from pathlib import Path

_SEED = 20261123
_FIRST = (
    "Abner Aida Albino Amelita Arnel Baltazar Belen Benjie Candelaria Cesario Consuelo Crisanto Dalisay Danilo Delfin "
    "Divina Dolores Edgardo Efren Elpidio Erlinda Eusebio Fe Felicidad Fermin Florante Gaudencio Gemma Gerardo Gloria "
    "Hermie Honorata Imelda Isagani Jocelyn Jovito Juanito Lagrimas Leonora Librada Lolita Ludovico Luzviminda "
    "Marcelino Maricel Mercedita Nemesio Nenita Norberto Orlando Pacita Perfecto Primitivo Quirino Reynaldo Rizalina "
    "Rogelio Romulo Rosalinda Rufina Salvacion Severino Socorro Teodoro Teresita Urbano Valeriana Venancio Virgilio "
    "Wilfredo Zenaida Zosimo"
)
_LAST = (
    "Abad Abrenica Agbayani Alcaraz Almonte Ancheta Apostol Arceo Arellano Bacani Balagtas Baluyot Banzon Barrameda "
    "Batungbakal Bautista Belmonte Bondoc Buenaflor Cabrera Calimlim Capistrano Carandang Catindig Cayabyab Cojuangco "
    "Concepcion Cordero Cunanan Dacanay Dagohoy Dimaculangan Dimagiba Dumlao Evangelista Fajardo Galang Gatdula Gonzaga "
    "Guinto Hilario Ilagan Jacinto Lacson Lagman Lansang Laurel Legaspi Liwanag Lualhati Macaraeg Madlangbayan "
    "Magsaysay Malabanan Manalo Mangubat Marasigan Matapang Mendiola Nakpil Narciso Ocampo Olivares Pagaduan "
    "Palma Panganiban Pascua Patubo Quiambao Ramos Roxas Salonga Sandoval Sarmiento Sison Soriano Sumulong Tabora "
    "Tolentino Urbina Valdez Velarde Villareal Yambao Yumul Zaragoza"
)
_TRADES = (
    "jeepney driver;sari-sari store owner;hairdresser;security guard;bank teller;tailor;electrician;barber;"
    "call centre agent;tricycle driver;market vendor;laundress;bus conductor;cashier;plumber;mechanic;"
    "butcher;welder;clerk;insurance agent;dentist;sales lady;guitar seller;bakery helper;househelp;roofer;;;;"
)
_CIRCLES = "neighbours;parish;high school;family;jeepney route;barangay;basketball;mother's friends;;"
_NOTES = (
    "saw them at the fiesta, waved",
    "birthday at the covered court, too much noise for me",
    "lent me an umbrella",
    "sat together at mass",
    "asked how my mother is",
    "fixed our gate, 300 pesos",
    "sang all evening at the karaoke, very loud",
    "same class in second year, I do not think we ever spoke",
    "met on the stairs, talked about the brownout",
    "sends good morning pictures every day",
    "wants to move to a bigger house",
    "looking for work again",
    "her daughter learns fast, she says",
    "new baby, did not catch the name",
    "complained about the price of rice",
    "gave us mangoes",
    "godparent of my cousin, I always forget whose",
    "number from the group chat, not sure who this is",
    "won the raffle, a rice cooker",
    "I owe 50 pesos for the tricycle",
    "long talk about basketball, I only nodded",
    "asked me to teach the nephew maths, then never came",
    "Christmas party, we were the two in the kitchen",
    "helped carry the refrigerator upstairs",
    "new phone number",
)


def write_cards(file: Path, count: int) -> None:
    """Writes `count` people as one vCard file, the same ones each time; most have a dated note or two, some nothing.

    At most some 540,000: no two share a name.
    """
    dice = random.Random(_SEED)
    lasts = _LAST.split()
    names = [
        f"{first} {middle} {last}"
        for first in _FIRST.split()
        for middle in lasts
        for last in lasts
        if middle != last
    ]
    cards = [_card(dice, name, number) for number, name in enumerate(dice.sample(names, count))]
    file.write_text("".join(cards), encoding="utf-8")


def _card(dice: random.Random, name: str, number: int) -> str:
    first, middle, last = name.split()
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{middle} {last};{first};;;", f"FN:{name}"]
    lines.append(f"TEL;TYPE=CELL:+63 900 {number // 10000:03} {number % 10000:04}")
    if trade := dice.choice(_TRADES.split(";")):
        lines.append(f"TITLE:{trade}")
    if circle := dice.choice(_CIRCLES.split(";")):
        lines.append(f"CATEGORIES:{circle}")
    said = dice.sample(_NOTES, dice.choice((0, 1, 1, 1, 2)))
    days = sorted(
        f"{dice.randint(2014, 2026)}-{dice.randint(1, 10):02}-{dice.randint(1, 28):02}" for _ in said
    )
    if said:
        notes = "\\n".join(f"{day} {text}" for day, text in zip(days, said, strict=True))
        lines.append("NOTE:" + notes.replace(",", "\\,"))
    return "\n".join([*lines, "END:VCARD", ""])
