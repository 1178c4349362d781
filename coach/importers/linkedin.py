"""LinkedIn's `Connections.csv` and `messages.csv`: preamble lines, reordered and extra columns, both date styles.

The form of before 2016 has Outlook's columns and is read by `outlook`. Of messages only who and when is kept.
"""

import re
from collections import Counter

from coach.importers.reading.contacts import Entry, full_name, to_record
from coach.importers.reading.dates import parse_date
from coach.importers.reading.not_notes import unread
from coach.importers.reading.table import Row, Table, read_table
from coach.types import NoteRecord, Parsed, PersonRecord, Skipped

_COLUMNS = {
    "first": "first name|vorname|prenom|nombre|nome|voornaam|fornamn",
    "last": "last name|nachname|nom|nom de famille|apellidos|cognome|sobrenome|achternaam|efternamn",
    "url": "url|profile url",
    "email": "email address|e-mail address|e-mail-adresse|adresse e-mail|direccion de correo electronico|correo electronico|"
    "indirizzo e-mail|indirizzo email|endereco de e-mail|e-mailadres|e-postadress|email",
    "company": "company|unternehmen|firma|entreprise|societe|empresa|azienda|bedrijf|foretag",
    "position": "position|poste|puesto|cargo|posizione|functie|befattning|job title",
    "connected": "connected on|verbunden am|date de connexion|en relation depuis|conectado el|fecha de conexion|"
    "collegato il|data di connessione|conectado em|verbonden op|kontakt sedan|ansluten den",
}
_LETTERS = re.compile(r"(?:,\s*(?:[A-Z][\w.&/-]{0,3}[A-Z]\w*\.?|[A-Z]{2,8})(?:[\s(][^,]*)?)+$")
_NAMES = {column: frozenset(names.split("|")) for column, names in _COLUMNS.items()}


def is_header(columns: frozenset[str]) -> bool:
    """Whether these folded column names are those of a list of connections."""
    return bool(columns & _NAMES["first"] and columns & _NAMES["last"] and columns & _NAMES["connected"])


def is_messages_header(columns: frozenset[str]) -> bool:
    """Whether these are the columns of the messages file."""
    return {"from", "to", "date", "content"} <= columns and "conversation id" in columns


def read(text: str, encoding: str) -> Parsed:
    """The people of a list of connections, or the contacts of a messages file."""
    messages = read_table(text, is_messages_header)
    if messages is not None:
        return _read_messages(messages, encoding)
    table = read_table(text, is_header) or read_table(text, _is_loose_header)
    if table is None:
        reason = "no line with First Name, Last Name and Connected On was found; export Connections from LinkedIn again"
        return unread("linkedin", encoding, reason, text)
    people: list[PersonRecord] = []
    skipped = list(table.skipped)
    for row in table.rows:
        record = _person(row)
        if record is None:
            reason = "it has no name (LinkedIn leaves out people who closed their account); nothing to add"
            skipped.append(Skipped(row.line, reason, row.raw[:200]))
        else:
            people.append(record)
    return Parsed("linkedin", encoding, tuple(people), (), tuple(skipped))


def _is_loose_header(columns: frozenset[str]) -> bool:
    return bool(columns & _NAMES["first"] and columns & _NAMES["last"])


def _person(row: Row) -> PersonRecord | None:
    found = {
        column: next((row.cells[name] for name in row.cells if name in names), "")
        for column, names in _NAMES.items()
    }
    # "O'Connor, PMP": what follows the name are letters of honour.
    found["last"] = _LETTERS.sub("", found["last"])
    if not full_name(found["first"], found["last"]):
        return None
    known = frozenset().union(*_NAMES.values())
    extra = [(name.capitalize(), value) for name, value in row.cells.items() if name not in known]
    entry = Entry(
        name=full_name(found["first"], found["last"]),
        emails=[found["email"]],
        urls=[found["url"]],
        role=found["position"],
        organization=found["company"],
        said=[("Connected on", found["connected"]), *extra],
    )
    return to_record(entry, row.line)


def _read_messages(table: Table, encoding: str) -> Parsed:
    """One interaction for each day and partner. The user is whoever takes part in most of the messages."""
    sent: list[tuple[int, str, set[str]]] = []
    for row in table.rows:
        names = {row.cells.get("from", ""), *row.cells.get("to", "").split(",")}
        bare = {_LETTERS.sub("", name.strip()) for name in names} - {""}
        sent.append((row.line, parse_date(row.cells.get("date", "")) or "", bare))
    present = Counter(name for _, _, names in sent for name in names)
    me = present.most_common(1)[0][0] if present else ""
    days: dict[tuple[str, str], tuple[int, int]] = {}
    skipped = list(table.skipped)
    for line, day, names in sent:
        others = names - {me, "LinkedIn Member"}
        if not day or len(others) != 1:
            why = "to nobody or to several, and only talks of two count" if day else "without a date"
            reason = f"a message {why}; if it matters, log the contact yourself"
            skipped.append(Skipped(line, reason, ", ".join(sorted(names))[:200]))
            continue
        first, count = days.get((day, next(iter(others))), (line, 0))
        days[day, next(iter(others))] = (first, count + 1)
    notes = tuple(
        NoteRecord(
            text=f"{day}: {count} message{'s' if count > 1 else ''} on LinkedIn with {name}",
            date=day,
            about=(name,),
            place=f"line {line}",
            kind="interaction",
            of_known=True,
        )
        for (day, name), (line, count) in days.items()
    )
    return Parsed("linkedin", encoding, (), notes, tuple(skipped))
