"""What a column of an address book means: by its header in eight languages, else by what stands in it.

Outlook writes its headers in the language of the program; other programs invent their own. Kinds of columns are
recognised by words, so that "E-Mail 2: Adresse" and "Dirección de correo electrónico" need no table each.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from coach.importers.reading.contacts import Entry, full_name, to_record
from coach.importers.reading.dates import month_before_day
from coach.importers.reading.names import looks_like_name
from coach.importers.reading.table import Row, Table
from coach.types import PersonRecord, Skipped


class Field(StrEnum):
    """What a column may mean: a closed set, and the words that `--columns` takes."""

    NAME = "name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    ALIAS = "alias"
    EMAIL = "email"
    PHONE = "phone"
    ORGANIZATION = "organization"
    DEPARTMENT = "department"
    ROLE = "role"
    BIRTHDAY = "birthday"
    ADDRESS = "address"
    WEB = "web"
    CIRCLE = "circle"
    NOTE = "note"
    KEPT = "kept"  # no field of its own: a line of the person's record
    LEFT_OUT = "left_out"


_EXACT = {
    Field.NAME: "name|full name|contact|contact name|display name|person|anzeigename|nom complet|nombre completo|nome completo|"
    "nome e cognome|vollstandiger name|visningsnamn|volledige naam|naam|file as|who|wer",
    Field.FIRST_NAME: "first name|given name|firstname|forename|vorname|prenom|nombre|voornaam|fornamn|nome|nome proprio",
    Field.MIDDLE_NAME: "middle name|additional name|middle names|weitere vornamen|zweiter vorname|deuxieme prenom|segundo nombre|"
    "secondo nome|middelste naam|tussenvoegsel|segundo nome|mellannamn",
    Field.LAST_NAME: "last name|family name|lastname|surname|nachname|familienname|nom|nom de famille|apellidos|apellido|cognome|"
    "achternaam|apelido|sobrenome|ultimo nome|efternamn",
    Field.PREFIX: "name prefix|anrede",
    Field.SUFFIX: "suffix|name suffix",
    Field.ALIAS: "nickname|alias|aliases|also known as|spitzname|surnom|apodo|soprannome|bijnaam|alcunha|smeknamn|maiden name",
    Field.ORGANIZATION: "company|organization|organisation|organization name|organization 1 - name|employer|firma|unternehmen|societe|entreprise|"
    "organizacion|empresa|compania|societa|azienda|bedrijf|organisatie|organizacao|foretag|where they work|works at|works for|workplace|place of work|arbeitgeber|employeur",
    Field.ROLE: "job title|organization title|organization 1 - title|title|position|role|occupation|profession|job|beruf|poste|fonction|titre professionnel|intitule du poste|titre|"
    "puesto|cargo|profesion|posizione|qualifica|functie|befattning|titel|titulo|titolo|tit|tit.",
    Field.DEPARTMENT: "department|organization department|organization 1 - department|abteilung|service|departamento|reparto|afdeling|avdelning",
    Field.BIRTHDAY: "birthday|birthdate|date of birth|dob|geburtstag|geburtsdatum|anniversaire|date de naissance|cumpleanos|"
    "fecha de nacimiento|compleanno|data di nascita|verjaardag|geboortedatum|aniversario|data de nascimento|fodelsedag|bday",
    Field.NOTE: "notes|note|comments|comment|remarks|notizen|bemerkungen|remarques|notas|anotacoes|observaciones|notities|"
    "opmerkingen|anteckningar|anmerkungen|description|memo",
    Field.CIRCLE: "circle|labels|group membership|group|groups|categories|category|kategorien|kategorie|categorie|categories|categorias|"
    "categorieen|kategorier|tags|relationship",
    Field.WEB: "web page|website|webseite|page web|pagina web|webpagina|webbsida|url|homepage|linkedin|profile url",
}
CONNECTED = frozenset(
    [
        "connected on",
        "verbunden am",
        "date de connexion",
        "en relation depuis",
        "conectado el",
        "fecha de conexion",
        "collegato il",
        "data di connessione",
        "conectado em",
        "verbonden op",
        "kontakt sedan",
        "ansluten den",
    ]
)
"""What LinkedIn calls the day on which two people connected."""

_MEANING = {header: kind for kind, headers in _EXACT.items() for header in headers.split("|")}
_MEANING |= dict.fromkeys(CONNECTED, Field.KEPT)
_LEFT_OUT = re.compile(
    r"( - (label|type|country|country code|po box|extended address|region|postal code|city|street|name)$)|fax|telecop|display name|anzeigename"
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
_YIELDS = {
    **dict.fromkeys(("title", "titel", "titre", "titulo", "titolo", "tit"), (Field.ROLE, Field.PREFIX)),
    "aniversario": (Field.BIRTHDAY, Field.KEPT),
}
"""Headers that mean the first beside no other such column, else the second: Outlook's "Title" stands before a name where
there is a "Job Title" too, and "aniversario" is a birthday in Portuguese and a wedding day in Spanish."""
_LETTERS = re.compile(r"(?:,\s*(?:[A-Z][\w.&/-]{0,3}[A-Z]\w*\.?|[A-Z]{2,8})(?:[\s(][^,]*)?)+$")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(?:\d{2}|\d{4})(?: \d.*)?")
_SHAPES = (
    (Field.EMAIL, re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")),
    (Field.WEB, re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    (Field.PHONE, re.compile(r"(?=(?:\D*\d){7})\+?[\d ()/.-]{7,24}(?<!\d{4}-\d\d-\d\d)")),
)
_NOBODY = "it has neither a name nor an address; give it a name and import the file again"
_BROKEN = "it is one word where the header has several fields; write the whole row and import the file again"
_SEEN = 200  # rows that a guess rests on
_JOINED = ":::"  # what Google writes between several values in one cell
_MOSTLY = 0.8
_LONGEST_KEPT = 500  # characters; more than that is a note


def meaning(header: str) -> Field | None:
    """What a folded header means; None for one with no meaning to us."""
    exact = _MEANING.get(header) or _MEANING.get(re.sub(r" \d$", "", header))
    if exact is not None:
        return exact
    if _LEFT_OUT.search(header) or _STREETS.match(header):
        return Field.LEFT_OUT
    kinds = (
        (Field.ADDRESS, _ADDRESS),
        (Field.EMAIL, _EMAIL),
        (Field.PHONE, _PHONE),
        (Field.WEB, _WEB),
    )
    return next((kind for kind, pattern in kinds if pattern.search(header)), None)


def has_names(columns: frozenset[str]) -> bool:
    """Whether rows with these columns can be people."""
    return _names_somebody({meaning(column) for column in columns})


def fields_of(table: Table, corrected: Mapping[str, Field] | None = None) -> dict[str, Field]:
    """The field of each column, by its folded header: as corrected, else by the header, else by what stands in it.

    Args:
        corrected: what a person said, by folded header; columns that it does not name are guessed.
    """
    told = corrected or {}
    cells = {
        name: [row.cells[name] for row in table.rows[:_SEEN] if name in row.cells] for name in table.folded
    }
    found = {name: told.get(name) or _guess(name, cells[name]) for name in table.folded}
    for name, (first, then) in _YIELDS.items():
        if found.get(name) is first and list(found.values()).count(first) > 1 and name not in told:
            found[name] = then
    if not _names_somebody(set(found.values())):
        free = [name for name in table.folded if found[name] is Field.KEPT and name not in told]
        best = max(free, key=lambda name: _share_of_names(cells[name]), default=None)
        if best is not None and _share_of_names(cells[best]) >= _MOSTLY:
            found[best] = Field.NAME
    return found


def _entry_of(row: Row, fields: Mapping[str, Field], *, month_first: bool) -> Entry:
    """A row as an entry; `month_first` says that 5/3/1980 is in May."""
    found: dict[Field, list[str]] = {}
    kept: list[tuple[str, str]] = []
    for header, cell in row.cells.items():
        field = fields[header]
        if field is Field.KEPT:
            if len(cell) <= _LONGEST_KEPT:
                kept.append(("Connected on" if header in CONNECTED else header.capitalize(), cell))
            else:
                found.setdefault(Field.NOTE, []).append(cell)
        elif field is not Field.LEFT_OUT:
            values = map(str.strip, cell.split(_JOINED))
            found.setdefault(field, []).extend(value for value in values if value)
    groups = [_OURS.sub("", group) for group in found.get(Field.CIRCLE, ())]
    circle = next(
        (group for group in groups if group.casefold() not in {"mycontacts", "my contacts", "starred"}), None
    )
    parts = (Field.PREFIX, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME, Field.SUFFIX)
    name = without_letters(full_name(*(_first(found, part) for part in parts)))
    kept += _address(row.cells)
    if _first(found, Field.DEPARTMENT):
        kept.append(("Department", _first(found, Field.DEPARTMENT)))
    birthday = _first(found, Field.BIRTHDAY)
    return Entry(
        name=name or _first(found, Field.NAME),
        aliases=[part for alias in found.get(Field.ALIAS, ()) for part in re.split(r"[;,]", alias)],
        emails=found.get(Field.EMAIL, []),
        phones=found.get(Field.PHONE, []),
        urls=found.get(Field.WEB, []),
        addresses=found.get(Field.ADDRESS, []),
        circle=circle,
        role=_first(found, Field.ROLE),
        organization=_first(found, Field.ORGANIZATION),
        birthday=month_before_day(birthday) if month_first else birthday,
        notes=found.get(Field.NOTE, []),
        said=[*(("Group", group) for group in groups if group == circle), *kept],
    )


def without_letters(name: str) -> str:
    """A name without the letters of honour after it: "Mia O'Connor, PMP" is Mia O'Connor."""
    return _LETTERS.sub("", name)


def people_of(
    table: Table, fields: Mapping[str, Field], *, nobody: str = ""
) -> tuple[tuple[PersonRecord, ...], tuple[Skipped, ...]]:
    """The people, and the rows that are nobody.

    Args:
        fields: what each column means, by its folded header.
        nobody: why a row without a name is left out; if empty, an address or an employer may stand in for one.
    """
    people: list[PersonRecord] = []
    skipped = list(table.skipped)
    american = _month_first(table)
    for row in table.rows:
        entry = _entry_of(row, fields, month_first=american)
        record = to_record(entry, row.line) if entry.name or not nobody else None
        broken = len(table.header) > 2 and table.separator not in row.raw and not looks_like_name(row.raw)
        if record is None or broken:
            skipped.append(Skipped(row.line, nobody or _NOBODY if record is None else _BROKEN, row.raw[:200]))
        else:
            people.append(record)
    return tuple(people), tuple(skipped)


def _month_first(table: Table) -> bool:
    """Whether the table writes its dates as 12/31/1999: one that can only be read so, and none that can only be read the other way."""
    pairs = [
        (int(match[1]), int(match[2]))
        for row in table.rows
        for cell in row.cells.values()
        if (match := _SLASHES.fullmatch(cell))
    ]
    return any(second > 12 for _, second in pairs) and not any(first > 12 for first, _ in pairs)


def _guess(header: str, cells: Sequence[str]) -> Field:
    """By the header; but what is in the column has the last word on addresses and numbers."""
    field = meaning(header)
    if field in (None, Field.NAME) and cells:
        for kind, pattern in _SHAPES:
            if sum(pattern.fullmatch(cell) is not None for cell in cells) >= _MOSTLY * len(cells):
                return kind
    return field or Field.KEPT


def _names_somebody(fields: set[Field] | set[Field | None]) -> bool:
    return Field.NAME in fields or {Field.FIRST_NAME, Field.LAST_NAME} <= fields


def _share_of_names(cells: Sequence[str]) -> float:
    full = [cell for cell in cells if " " in cell and looks_like_name(cell, marked=False)]
    return len(full) / len(cells) if cells else 0.0


def _address(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    lines = []
    for kind in ("home", "business"):
        parts = [cells.get(f"{kind} {part}", "") for part in ("street", "city", "state", "postal code")]
        if any(parts):
            lines.append((f"{kind.capitalize()} address", ", ".join(part for part in parts if part)))
    return lines


def _first(found: Mapping[Field, list[str]], field: Field) -> str:
    return next(iter(found.get(field, ())), "")
