"""CSV files, a friends list and a calendar as the programs write them. Each function writes a whole file."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from benchmarks.importers.people import Person

People = Sequence[Person]


def _written(rows: Sequence[Sequence[str]], separator: str = ",", *, all_quoted: bool = False) -> str:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _split(person: Person) -> tuple[str, str]:
    return f"{person.given} {person.middle}".strip(), person.family


# ---- LinkedIn ----

_PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see '
    'email addresses for connections who have allowed their connections to see or download their email address."\n\n'
)


def linkedin(
    separator: str = ",", preamble: str = _PREAMBLE, dashes: bool = False, extra: bool = False
) -> Callable[[People], str]:
    """The list of connections; `extra`: other columns, in another order; `dashes`: dates like 7-Feb-22."""

    def write(people: People) -> str:
        day = "7-Feb-22" if dashes else "07 Feb 2022"
        header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
        rows = [
            [
                *_split(person),
                f"https://www.linkedin.com/in/p{n}",
                person.emails[0] if person.emails else "",
                person.organization,
                person.title,
                day,
            ]
            for n, person in enumerate(people)
        ]
        if extra:
            header = [header[6], "Tags", *header[3:6], "Followers", *header[:3]]
            rows = [[row[6], "met; liked", *row[3:6], "1,204", *row[:3]] for row in rows]
        return preamble + _written([header, *rows], separator)

    return write


_OLD_LINKEDIN = (
    "Title,First Name,Middle Name,Last Name,Suffix,E-mail Address,E-mail 2 Address,E-mail 3 Address,Business Street,Business Street 2,"
    "Business Street 3,Business City,Business State,Business Postal Code,Business Country,Home Street,Home Street 2,Home Street 3,"
    "Home City,Home State,Home Postal Code,Home Country,Other Street,Other Street 2,Other Street 3,Other City,Other State,"
    "Other Postal Code,Other Country,Company,Department,Job Title,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,"
    "Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,"
    "Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Assistant's Name,Birthday,Manager's Name,Notes,Other Address PO Box,Spouse,"
    "Web Page,Personal Web Page"
)


def old_linkedin(people: People) -> str:
    """Connections as exported before 2016: 59 columns of which most are empty."""
    header = _OLD_LINKEDIN.split(",")
    rows = []
    for person in people:
        told = {
            "First Name": person.given,
            "Middle Name": person.middle,
            "Last Name": person.family,
            "E-mail Address": person.emails[0] if person.emails else "",
            "Company": person.organization,
            "Job Title": person.title,
        }
        rows.append([told.get(column, "") for column in header])
    return _written([header, *rows], all_quoted=True)


# ---- Google ----

_OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,"
    "Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,"
    "Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Address 1 - Type,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Address 1 - PO Box,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,"
    "Organization 1 - Title,Organization 1 - Department,Organization 1 - Symbol,Website 1 - Type,Website 1 - Value"
)
_NEW_GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,"
    "File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Website 1 - Label,Website 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)


def google(*, new: bool) -> Callable[[People], str]:
    """Google Contacts, before and after the headers of 2023."""
    header = (_NEW_GOOGLE if new else _OLD_GOOGLE).split(",")

    def write(people: People) -> str:
        rows = []
        for person in people:
            phones = [*person.phones, "", ""]
            emails = " ::: ".join(person.emails)
            told = {
                "Name": person.name,
                "Given Name": person.given,
                "First Name": person.given,
                "Additional Name": person.middle,
                "Middle Name": person.middle,
                "Family Name": person.family,
                "Last Name": person.family,
                "Name Prefix": person.prefix,
                "Birthday": person.birthday,
                "Notes": person.note,
                "Group Membership": "Choir ::: * myContacts",
                "Labels": "Choir ::: * myContacts",
                "E-mail 1 - Type": "* Other",
                "E-mail 1 - Label": "* Other",
                "E-mail 1 - Value": emails,
                "Phone 1 - Type": "Mobile",
                "Phone 1 - Label": "Mobile",
                "Phone 1 - Value": phones[0],
                "Phone 2 - Type": "Work" if phones[1] else "",
                "Phone 2 - Label": "Work" if phones[1] else "",
                "Phone 2 - Value": phones[1],
                "Organization 1 - Name": person.organization,
                "Organization Name": person.organization,
                "Organization 1 - Title": person.title,
                "Organization Title": person.title,
                "Organization 1 - Department": person.department,
                "Organization Department": person.department,
                "Address 1 - Formatted": "1 Quay St\nLeith\nEH6 1AA",
            }
            if new and len(person.emails) == 2:
                told |= {"E-mail 1 - Value": person.emails[0], "E-mail 2 - Value": person.emails[1]}
            rows.append([told.get(column, "") for column in header])
        return _written([header, *rows])

    return write


# ---- Outlook ----

_OUTLOOK = {
    "en": "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business Postal Code,Business Country/Region,Business Fax,Business Phone,Mobile Phone,Account,Anniversary,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,Gender,Initials,Keywords,Manager's Name,Notes,Priority,Private,Sensitivity,Web Page",
    "de": "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Ort geschäftlich,Postleitzahl geschäftlich,Land/Region geschäftlich,Fax geschäftlich,Telefon geschäftlich,Mobiltelefon,Konto,Jahrestag,Geburtstag,Kategorien,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,E-Mail 2: Adresse,E-Mail 2: Typ,Geschlecht,Initialen,Stichwörter,Name des/der Vorgesetzten,Notizen,Priorität,Privat,Vertraulichkeit,Webseite",
    "fr": "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre professionnel,Rue (bureau),Ville (bureau),Code postal (bureau),Pays/Région (bureau),Télécopie (bureau),Téléphone (bureau),Tél. mobile,Compte,Anniversaire de mariage ou fête,Anniversaire,Catégories,Adresse de messagerie,Type de messagerie,Nom complet de l'adresse de messagerie,Adresse de messagerie 2,Type de messagerie 2,Sexe,Initiales,Mots clés,Responsable,Notes,Priorité,Privé,Critère de diffusion,Page Web",
    "es": "Tratamiento,Nombre,Segundo nombre,Apellidos,Sufijo,Organización,Departamento,Puesto,Calle del trabajo,Ciudad de trabajo,Código postal del trabajo,País o región del trabajo,Fax del trabajo,Teléfono del trabajo,Teléfono móvil,Cuenta,Aniversario,Cumpleaños,Categorías,Dirección de correo electrónico,Tipo de correo electrónico,Nombre de pantalla de correo electrónico,Dirección del correo electrónico 2,Tipo de correo electrónico 2,Sexo,Iniciales,Palabras clave,Nombre del director,Notas,Prioridad,Privado,Confidencialidad,Página Web",
    "it": "Titolo,Nome,Secondo nome,Cognome,Titolo straniero,Società,Reparto,Posizione,Via (uff.),Città (uff.),CAP (uff.),Paese/area geografica (uff.),Fax (uff.),Ufficio,Cellulare,Account,Anniversario,Compleanno,Categorie,Indirizzo posta elettronica,Tipo posta elettronica,Nome visualizzato posta elettronica,Indirizzo posta elettronica 2,Tipo posta elettronica 2,Sesso,Iniziali,Parole chiave,Nome manager,Notes,Priorità,Privato,Riservatezza,Pagina Web",
    "nl": "Titel,Voornaam,Middelste naam,Achternaam,Achtervoegsel,Bedrijf,Afdeling,Functie,Werkadres straat,Werkadres plaats,Werkadres postcode,Werkadres land/regio,Fax op werk,Telefoon op werk,Mobiele telefoon,Account,Speciale datum,Verjaardag,Categorieën,E-mailadres,E-mailtype,E-mail: weergegeven naam,E-mailadres 2,E-mailtype 2,Geslacht,Initialen,Trefwoorden,Naam manager,Notities,Prioriteit,Privé,Gevoeligheid,Webpagina",
    "pt": "Título,Nome,Segundo Nome,Sobrenome,Sufixo,Empresa,Departamento,Cargo,Rua do endereço comercial,Cidade do endereço comercial,CEP do endereço comercial,País/Região do endereço comercial,Fax comercial,Telefone comercial,Telefone celular,Conta,Datas especiais,Aniversário,Categorias,Endereço de email,Tipo de email,Nome para exibição do email,Endereço de email 2,Tipo de email 2,Sexo,Iniciais,Palavras-chave,Nome do gerente,Anotações,Prioridade,Particular,Confidencialidade,Página da Web",
    "sv": "Titel,Förnamn,Mellannamn,Efternamn,Suffix,Företag,Avdelning,Befattning,Gatuadress arbete,Ort arbete,Postnummer arbete,Land/region arbete,Fax arbete,Telefon arbete,Mobiltelefon,Konto,Årsdag,Födelsedag,Kategorier,E-postadress,E-posttyp,Visningsnamn för e-post,E-postadress 2,E-posttyp 2,Kön,Initialer,Nyckelord,Chefens namn,Anteckningar,Prioritet,Privat,Känslighet,Webbsida",
}
_DATES = {"en": "{m}/{d}/{y}", "de": "{d:02}.{m:02}.{y}", "nl": "{d}-{m}-{y}", "sv": "{y}-{m:02}-{d:02}"}
_EMPTY = {"en": "0/0/00", "de": "0.0.00", "nl": "0-0-00", "sv": "00-00-00"}


def outlook(language: str) -> Callable[[People], str]:
    """Outlook's CSV with its column names in one of eight languages and that country's dates."""
    header = _OUTLOOK[language].split(",")

    def write(people: People) -> str:
        rows = []
        for person in people:
            emails, phones = [*person.emails, "", ""], [*person.phones, "", ""]
            day = _EMPTY.get(language, "00/00/00")
            if person.birthday:
                year, month, date = map(int, person.birthday.split("-"))
                day = _DATES.get(language, "{d:02}/{m:02}/{y}").format(y=year, m=month, d=date)
            row = [""] * len(header)
            row[:8] = [
                person.prefix,
                person.given,
                person.middle,
                person.family,
                "",
                person.organization,
                person.department,
                person.title,
            ]
            row[8:12] = ["1 Quay St", "Leith", "EH6 1AA", ""]
            row[12:15] = ["+44 113 496 0999", phones[0], phones[1]]
            row[16:19] = [_EMPTY.get(language, "00/00/00"), day, ""]
            if emails[0]:
                row[19:22] = [emails[0], "SMTP", f"{person.name} ({emails[0]})"]
            if emails[1]:
                row[22:24] = [emails[1], "SMTP"]
            row[24:26] = [
                "Unspecified",
                "".join(part[:1] + "." for part in (person.given, person.family) if part),
            ]
            row[28:32] = [person.note, "Normal", "False", "Normal"]
            rows.append(row)
        return _written(
            [header, *rows], ";" if language in {"de", "nl"} else ",", all_quoted=language != "de"
        )

    return write


# ---- others ----


def club_list(header: str, separator: str) -> Callable[[People], str]:
    """A table that somebody keeps in a spreadsheet: a full name, an address, a number, where they work, a remark."""

    def write(people: People) -> str:
        rows = [
            [
                person.name,
                person.emails[0] if person.emails else "",
                person.phones[0] if person.phones else "",
                person.organization,
                person.title,
                person.note,
            ]
            for person in people
        ]
        return _written([header.split("|"), *rows], separator)

    return write


def old_thunderbird(people: People) -> str:
    """Thunderbird's CSV export."""
    header = "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home City,Job Title,Department,Organization,Web Page 1,Birth Year,Birth Month,Birth Day,Custom 1,Notes"
    rows = []
    for person in people:
        emails, phones = [*person.emails, "", ""], [*person.phones, "", ""]
        rows.append(
            [
                person.given,
                person.family,
                person.name,
                "",
                emails[0],
                emails[1],
                "",
                phones[0],
                "",
                "",
                "",
                phones[1],
                "",
                "",
                person.title,
                person.department,
                person.organization,
                "",
                *(person.birthday.split("-") if person.birthday else ["", "", ""]),
                "",
                person.note,
            ]
        )
    return _written([header.split(","), *rows])


def facebook(people: People) -> str:
    """The list of friends: each byte of a name's UTF-8 written as a character of its own."""
    friends = [
        {"name": person.name.encode().decode("latin-1"), "timestamp": 1335830400 + n}
        for n, person in enumerate(people)
    ]
    return json.dumps({"friends_v2": friends}, indent=2)


def calendar(people: People) -> str:
    """A calendar of lunches: each person invited once, the name in CN."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
        "VERSION:2.0",
        "X-WR-CALNAME:me@example.org",
    ]
    for n, person in enumerate(people):
        name = f'"{person.name}"' if set(person.name) & set(",;:") else person.name
        lines += [
            "BEGIN:VEVENT",
            f"DTSTART:202406{n + 10:02}T120000Z",
            f"SUMMARY:Lunch {n}",
            "ORGANIZER;CN=Me:mailto:me@example.org",
        ]
        lines.append(
            f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={name};X-NUM-GUESTS=0:mailto:{person.emails[0]}"
        )
        lines += [
            "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=me@example.org:mailto:me@example.org",
            "END:VEVENT",
        ]
    return "\n".join([*lines, "END:VCALENDAR", ""])
