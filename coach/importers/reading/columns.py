"""What a column of an address book means, by its header, in eight languages.

Outlook writes its headers in the language of the program; other programs invent their own. Kinds of columns are
recognised by words, so that "E-Mail 2: Adresse" and "Dirección de correo electrónico" need no table each.
"""

import re
from collections.abc import Mapping

from coach.importers.reading.contacts import Entry, full_name
from coach.importers.reading.table import Row

_EXACT = {
    "name": "name|full name|contact|contact name|display name|person|anzeigename|nom complet|nombre completo|nome completo|"
    "nome e cognome|vollstandiger name|visningsnamn|volledige naam|naam|file as|who|wer",
    "first": "first name|given name|firstname|forename|vorname|prenom|nombre|voornaam|fornamn|nome|nome proprio",
    "middle": "middle name|additional name|middle names|weitere vornamen|zweiter vorname|deuxieme prenom|segundo nombre|"
    "secondo nome|middelste naam|tussenvoegsel|segundo nome|mellannamn",
    "last": "last name|family name|lastname|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|"
    "achternaam|apelido|sobrenome|ultimo nome|efternamn",
    "prefix": "name prefix|anrede",
    "suffix": "suffix|name suffix",
    "nickname": "nickname|alias|aliases|also known as|spitzname|surnom|apodo|soprannome|bijnaam|alcunha|smeknamn|maiden name",
    "company": "company|organization|organisation|organization name|organization 1 - name|employer|firma|unternehmen|societe|entreprise|"
    "organizacion|empresa|compania|societa|azienda|bedrijf|organisatie|organizacao|foretag|where they work",
    "role": "job title|organization title|organization 1 - title|title|position|role|occupation|profession|job|beruf|poste|fonction|titre|"
    "puesto|cargo|profesion|posizione|qualifica|functie|befattning|titel",
    "department": "department|organization department|organization 1 - department|abteilung|service|departamento|reparto|afdeling|avdelning",
    "birthday": "birthday|birthdate|date of birth|dob|geburtstag|geburtsdatum|anniversaire|date de naissance|cumpleanos|"
    "fecha de nacimiento|compleanno|data di nascita|verjaardag|geboortedatum|aniversario|data de nascimento|fodelsedag|bday",
    "notes": "notes|note|comments|comment|remarks|notizen|bemerkungen|remarques|notas|anotacoes|observaciones|notities|"
    "opmerkingen|anteckningar|anmerkungen|description|memo",
    "circle": "circle|labels|group membership|group|groups|categories|category|kategorien|kategorie|categorie|categories|categorias|"
    "categorieen|kategorier|tags|relationship",
    "web": "web page|website|webseite|page web|pagina web|webpagina|webbsida|url|homepage|linkedin|profile url",
}
_MEANING = {header: kind for kind, headers in _EXACT.items() for header in headers.split("|")}
_LEFT_OUT = re.compile(
    r"( - (label|type|country|country code|po box|extended address|region|postal code|city|street|name)$)|fax|display name|anzeigename"
    r"|nombre mostrado|nom d'affichage|yomi|phonetic|^photo|initial|sensitiv|priorit|^e-?mail.*\b(type|typ|tipo)\b|file as"
)
_EMAIL = re.compile(r"e-?mail|correo|posta elettronica|messagerie|correio|e-post|courriel|^mail")
_PHONE = re.compile(
    r"phone|telefon|telef|\btel\b|\btlf\b|mobil|cellul|celular|handy|telemovel|^cell\b|telefoon|abitazione$|^ufficio"
)
_WEB = re.compile(r"website \d - value|web ?page|web ?site")
_ADDRESS = re.compile(
    r"address \d - formatted|^address$|^adresse$|^anschrift$|^direccion$|^indirizzo$|^adres$|^adress$|^morada$"
)
_STREETS = re.compile(r"^(home|business|other) (street|city|state|postal code)$")
_OURS = re.compile(r"^\* ?")


def meaning(header: str) -> str | None:
    """name, first, last, email, phone, company, role, notes and so on; None for a column with no meaning to us."""
    if header in _MEANING:
        return _MEANING[header]
    if _LEFT_OUT.search(header) or _STREETS.match(header):
        return None
    for kind, pattern in (("address", _ADDRESS), ("email", _EMAIL), ("phone", _PHONE), ("web", _WEB)):
        if pattern.search(header):
            return kind
    return None


def has_names(columns: frozenset[str]) -> bool:
    """Whether rows with these columns can be people."""
    meanings = {meaning(column) for column in columns}
    return "name" in meanings or {"first", "last"} <= meanings


def entry_of(row: Row, *, joined: str | None = None) -> Entry:
    """A row as an entry. `joined` is what stands between several values in one cell."""
    found: dict[str, list[str]] = {}
    extra: list[tuple[str, str]] = []
    for header, cell in row.cells.items():
        kind = meaning(header)
        values = [value.strip() for value in cell.split(joined)] if joined else [cell]
        if kind is None:
            if not _LEFT_OUT.search(header) and not _STREETS.match(header) and len(cell) <= 500:
                extra.append((header.capitalize(), cell))
        else:
            found.setdefault(kind, []).extend(value for value in values if value)
    groups = [_OURS.sub("", group) for group in found.get("circle", ())]
    circle = next(
        (group for group in groups if group.casefold() not in {"mycontacts", "my contacts", "starred"}), None
    )
    name = full_name(*(_first(found, part) for part in ("prefix", "first", "middle", "last", "suffix")))
    extra += _address(row.cells)
    if _first(found, "department"):
        extra.append(("Department", _first(found, "department")))
    return Entry(
        name=name or _first(found, "name"),
        aliases=[part for nickname in found.get("nickname", ()) for part in re.split(r"[;,]", nickname)],
        emails=found.get("email", []),
        phones=found.get("phone", []),
        urls=found.get("web", []),
        addresses=found.get("address", []),
        circle=circle,
        role=_first(found, "role"),
        organization=_first(found, "company"),
        birthday=None if _first(found, "birthday") in {"0/0/00", "0.0.00"} else _first(found, "birthday"),
        notes=found.get("notes", []),
        said=[*(("Group", group) for group in groups if group == circle), *extra],
    )


def _address(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    lines = []
    for kind in ("home", "business"):
        parts = [cells.get(f"{kind} {part}", "") for part in ("street", "city", "state", "postal code")]
        if any(parts):
            lines.append((f"{kind.capitalize()} address", ", ".join(part for part in parts if part)))
    return lines


def _first(found: Mapping[str, list[str]], kind: str) -> str:
    return next(iter(found.get(kind, ())), "")
