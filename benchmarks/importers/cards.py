"""vCard files as fourteen programs write them. Each function writes one card; `fold`, `quoted` and `escaped` are their habits."""

import base64
import random
from collections.abc import Callable

from benchmarks.importers.people import Person

_PICTURE = base64.b64encode(random.Random(3).randbytes(700)).decode()


def escaped(text: str) -> str:
    """RFC 2426: backslash, comma, semicolon and line end."""
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def fold(line: str, indent: str = " ", width: int = 75) -> str:
    """A long line broken as RFC 2425 says; never within a character."""
    pieces, current = [], ""
    for letter in line:
        if len((current + letter).encode("utf-8")) > width:
            pieces.append(current)
            current = indent
        current += letter
    return "\n".join([*pieces, current])


def quoted(text: str, charset: str = "utf-8", *, width: int = 70) -> str:
    """Quoted-printable as phones write it: every byte that is not plain, soft breaks within the value."""
    out, line = [], ""
    for byte in text.replace("\n", "\r\n").encode(charset):
        plain = (33 <= byte <= 126 and byte not in b"=;:") or byte == 32
        token = chr(byte) if plain else f"={byte:02X}"
        if len(line) + len(token) > width:
            out.append(line + "=")
            line = ""
        line += token
    return "\n".join([*out, line])


def _quoted_parts(*parts: str, charset: str = "utf-8") -> str:
    return ";".join(quoted(part, charset, width=10_000) for part in parts)


def _card(version: str, lines: list[str]) -> str:
    return "\n".join(
        ["BEGIN:VCARD", f"VERSION:{version}", *(line for line in lines if line), "END:VCARD", ""]
    )


def _names(person: Person) -> str:
    return ";".join(escaped(part) for part in (person.family, person.given, person.middle, person.prefix, ""))


def _organization(person: Person) -> str:
    parts = [person.organization, *([person.department] if person.department else [])]
    return ";".join(map(escaped, parts)) if person.organization else ""


def iphone(person: Person) -> str:
    """iOS: grouped items with their own labels, types in lower case, a picture in base64."""
    lines = [
        "PRODID:-//Apple Inc.//iPhone OS 17.5.1//EN",
        f"N:{_names(person)}",
        f"FN:{escaped(person.name)}",
    ]
    if person.organization:
        lines.append(f"ORG:{_organization(person)}" + ("" if person.department else ";"))
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    for number, email in enumerate(person.emails, start=1):
        lines += [
            f"item{number}.EMAIL;type=INTERNET{';type=pref' if number == 1 else ''}:{email}",
            f"item{number}.X-ABLabel:_$!<Other>!$_",
        ]
    kinds = ("type=CELL;type=VOICE;type=pref", "type=WORK;type=VOICE")
    lines += [f"TEL;{kind}:{phone}" for kind, phone in zip(kinds, person.phones, strict=False)]
    lines.append(person.note and f"NOTE:{escaped(person.note)}")
    lines += ["item9.ADR;type=HOME;type=pref:;;1 Quay St;Leith;;EH6 1AA;Scotland", "item9.X-ABADR:gb"]
    if person.birthday:
        lines.append(f"BDAY;value=date:{person.birthday}")
    lines += [f"PHOTO;ENCODING=b;TYPE=JPEG:{_PICTURE}", "X-ABUID:5AD380FD-B2DE\\:ABPerson"]
    return "\n".join(fold(line) for line in _card("3.0", lines).split("\n"))


def iphone_without_year(person: Person) -> str:
    """iOS writes a birthday without its year in the year 1604."""
    yearless = f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{person.birthday[-5:]}"
    return iphone(person).replace(f"BDAY;value=date:{person.birthday}", yearless)


def gmail(person: Person) -> str:
    """Google Contacts' vCard export."""
    lines = [f"FN:{escaped(person.name)}", f"N:{_names(person)}"]
    lines += [f"EMAIL;TYPE=INTERNET;TYPE=WORK:{email}" for email in person.emails]
    lines += [
        f"TEL;TYPE={kind}:{phone}" for kind, phone in zip(("CELL", "HOME"), person.phones, strict=False)
    ]
    lines += ["ADR;TYPE=HOME:;;1 Quay St\\nFlat 2;Leith;;EH6 1AA;UK;1 Quay St\\nFlat 2\\nLeith"]
    lines.append(person.organization and f"ORG:{_organization(person)}")
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    lines.append(person.birthday and f"BDAY:{person.birthday}")
    lines += ["item1.URL:https\\://example.org/me", "item1.X-ABLabel:PROFILE"]
    lines.append(person.note and f"NOTE:{escaped(person.note)}")
    lines.append("CATEGORIES:myContacts,Choir")
    return "\n".join(fold(line) for line in _card("3.0", lines).split("\n"))


def android(person: Person) -> str:
    """The contacts app of Android: 2.1, quoted-printable in UTF-8, a nickname in a property of its own."""

    def said(name: str, *parts: str) -> str:
        if all(part.isascii() and "\n" not in part for part in parts):
            return f"{name}:{';'.join(parts)}"
        return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + _soft(_quoted_parts(*parts))

    lines = [
        said("N", person.family.replace(";", ""), person.given, person.middle, person.prefix, ""),
        said("FN", person.name),
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Pal;1;;;;;;;;;;;;;",
    ]
    lines += [
        f"TEL;{kind}:{phone}" for kind, phone in zip(("CELL", "X-Mobil;PREF"), person.phones, strict=False)
    ]
    lines += [f"EMAIL;HOME:{email}" for email in person.emails]
    if person.organization:
        lines.append(said("ORG", person.organization.replace(";", ""), person.department))
    lines.append(person.title and said("TITLE", person.title))
    lines.append(person.note and said("NOTE", person.note))
    lines.append(person.birthday and f"BDAY:{person.birthday}")
    picture = "\n ".join(_PICTURE[at : at + 72] for at in range(0, len(_PICTURE), 72))
    lines.append(f"PHOTO;ENCODING=BASE64;JPEG:{picture}\n")
    lines = [line for line in lines if line]
    return "\n".join(["BEGIN:VCARD", "VERSION:2.1", *lines, "", "END:VCARD", ""])


def _soft(value: str) -> str:
    out, line = [], ""
    for at, letter in enumerate(value):
        if len(line) > 68 and (value[at - 1] != "=" and value[at - 2 : at - 1] != "="):
            out.append(line + "=")
            line = ""
        line += letter
    return "\n".join([*out, line])


def nokia(person: Person) -> str:
    """Old Nokia and Sony Ericsson phones: everything quoted-printable, also what need not be."""
    part = _quoted_parts(person.family, person.given)
    lines = [f"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{part}"]
    lines += [f"TEL;PREF;CELL;VOICE:{phone}" for phone in person.phones]
    lines += [f"EMAIL;INTERNET;PREF:{email}" for email in person.emails]
    for name, value in (("ORG", person.organization), ("TITLE", person.title), ("NOTE", person.note)):
        lines.append(value and f"{name};ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:{quoted(value)}")
    lines.append(person.birthday and f"BDAY:{person.birthday.replace('-', '')}T000000")
    lines.append("X-CLASS:private")
    return _card("2.1", lines)


def outlook(charset: str = "windows-1252") -> Callable[[Person], str]:
    """Outlook 2007 to 2019: 2.1, labels and notes quoted-printable in a Windows code page, a picture, a design in XML."""

    def write(person: Person) -> str:
        lines = [
            f"N;LANGUAGE=de;CHARSET={charset}:{person.family};{person.given};{person.middle};{person.prefix}",
            f"FN;CHARSET={charset}:{person.name}",
        ]
        if person.organization:
            lines.append(
                f"ORG;CHARSET={charset}:{person.organization}"
                + (person.department and f";{person.department}")
            )
        lines.append(person.title and f"TITLE;CHARSET={charset}:{person.title}")
        lines.append(
            person.note
            and f"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:{quoted(person.note, charset)}=0D=0A=\n=0D=0A"
        )
        lines += [
            f"TEL;{kind};VOICE:{phone}" for kind, phone in zip(("WORK", "CELL"), person.phones, strict=False)
        ]
        lines += ["TEL;WORK;FAX:+44 113 496 0999", "ADR;WORK;PREF:;;1 Quay St;Leith;;EH6 1AA;UK"]
        lines.append("LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Quay St=0D=0A=\nLeith=0D=0A=\nEH6 1AA")
        lines += ["X-MS-OL-DEFAULT-POSTAL-ADDRESS:2", "X-WAB-GENDER:1"]
        lines.append(person.birthday and f"BDAY:{person.birthday.replace('-', '')}")
        lines += [
            f"EMAIL;{'PREF;' if place == 0 else ''}INTERNET:{email}"
            for place, email in enumerate(person.emails)
        ]
        picture = "\n".join(" " + _PICTURE[at : at + 72] for at in range(0, len(_PICTURE), 72))
        lines.append(f"PHOTO;TYPE=JPEG;ENCODING=BASE64:\n{picture}\n")
        lines.append(
            'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://schemas.example.com/office/outlook/12/electronicbusinesscards" ver="1.0" layout="left"><fld name="name" align="left"/></card>'
        )
        lines.append("REV:20240612T101500Z")
        return _card("2.1", lines)

    return write


def bare_bytes(person: Person) -> str:
    """Windows Contacts and old Outlook Express: 2.1 with the letters of the code page as they are, no charset said."""
    lines = [f"N:{person.family};{person.given};{person.middle}", f"FN:{person.name}"]
    lines.append(person.organization and f"ORG:{person.organization}")
    lines.append(person.title and f"TITLE:{person.title}")
    lines.append(person.note and f"NOTE:{person.note}".replace("\n", " "))
    lines += [f"TEL;CELL;VOICE:{phone}" for phone in person.phones]
    lines.append(person.birthday and f"BDAY:{person.birthday.replace('-', '')}")
    lines += [f"EMAIL;PREF;INTERNET:{email}" for email in person.emails]
    return _card("2.1", lines)


def lotus(person: Person) -> str:
    """Lotus Notes: 2.1 with quoted-printable in Latin-1 and properties of its own."""
    lines = [
        f"N;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:{_quoted_parts(person.family, person.given, person.middle, person.prefix, charset='latin-1')}",
        f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:{quoted(person.name, 'latin-1', width=200)}",
    ]
    for name, value in (("ORG", person.organization), ("TITLE", person.title), ("NOTE", person.note)):
        if value:
            lines.append(f"{name};ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:{quoted(value, 'latin-1')}")
    lines += [f"TEL;WORK:{phone}" for phone in person.phones]
    lines += [f"EMAIL;INTERNET:{email}" for email in person.emails]
    lines.append(person.birthday and f"BDAY:{person.birthday}")
    lines += [
        "ADR;HOME:;;;;;;",
        "X-LOTUS-CHARSET:ISO-8859-1",
        "X-LOTUS-CHILDUID:4F1A",
        "MAILER:Lotus Notes 8.5.3",
    ]
    return _card("2.1", lines)


def old_thunderbird(person: Person) -> str:
    """Mozilla before 2021: lower case, the version last, a parameter that is only a value."""
    lines = ["begin:vcard", f"fn;quoted-printable:{quoted(person.name, width=200)}"]
    lines.append(f"n;quoted-printable:{_quoted_parts(person.family, person.given)}")
    lines.append(
        person.organization
        and f"org;quoted-printable:{_quoted_parts(person.organization, person.department)}"
    )
    lines += [f"email;internet:{email}" for email in person.emails]
    lines.append(person.title and f"title;quoted-printable:{quoted(person.title, width=200)}")
    lines += [f"tel;{kind}:{phone}" for kind, phone in zip(("work", "cell"), person.phones, strict=False)]
    lines.append("tel;fax:+44 113 496 0999")
    lines.append(person.note and f"note;quoted-printable:{quoted(person.note, width=200)}")
    lines += ["x-mozilla-html:FALSE", "url:http://www.example.org", "version:2.1", "end:vcard"]
    return "\n".join(filter(None, lines)) + "\n\n"


def thunderbird(person: Person) -> str:
    """Thunderbird since 102: 4.0."""
    lines = [f"EMAIL;PREF=1:{person.emails[0]}" if person.emails else ""]
    lines += [f"EMAIL:{email}" for email in person.emails[1:]]
    lines += [f"FN:{escaped(person.name)}", f"N:{_names(person)}"]
    lines += [f"TEL;TYPE=work;VALUE=TEXT:{phone}" for phone in person.phones]
    lines.append(person.organization and f"ORG:{_organization(person)}")
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    lines.append(person.birthday and f"BDAY;VALUE=DATE:{person.birthday.replace('-', '')}")
    lines.append(person.note and f"NOTE:{escaped(person.note)}")
    lines.append("UID:6a1e2f3c-0d7b-4b2e-9d3a-5c9f7e8a1b2d")
    return "\n".join(fold(line) for line in _card("4.0", lines).split("\n"))


def evolution(person: Person) -> str:
    """GNOME Evolution: 3.0 with slots, quoted types, and properties of its own."""
    lines = ["UID:pas-id-4F0C2A1B00000000", f"N:{_names(person)}", f"FN:{escaped(person.name)}"]
    lines.append(f"X-EVOLUTION-FILE-AS:{escaped(f'{person.family}, {person.given}')}")
    lines.append(person.organization and f"ORG:{_organization(person)};")
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    lines += [
        f"EMAIL;X-EVOLUTION-UI-SLOT={n};TYPE=WORK:{email}" for n, email in enumerate(person.emails, start=1)
    ]
    lines += [
        f'TEL;X-EVOLUTION-UI-SLOT={n};TYPE="WORK,VOICE":{phone}'
        for n, phone in enumerate(person.phones, start=1)
    ]
    lines.append(person.birthday and f"BDAY:{person.birthday}")
    lines += ["X-MOZILLA-HTML:FALSE", "CALURI:", "X-EVOLUTION-VIDEO-URL:", "X-EVOLUTION-BLOG-URL:"]
    lines.append(person.note and f"NOTE:{escaped(person.note)}")
    lines += [f'PHOTO;TYPE="X-EVOLUTION-UNKNOWN";ENCODING=b:{_PICTURE}', "REV:2024-06-12T10:15:00Z"]
    return "\n".join(fold(line) for line in _card("3.0", lines).split("\n"))


def nextcloud(person: Person) -> str:
    """Nextcloud and DAVx5: 4.0, numbers as URIs, sorting hints in parameters."""
    lines = [
        "PRODID:-//Sabre//Sabre VObject 4.5.4//EN",
        "UID:urn:uuid:b3f1",
        f"FN;X-NC-SCOPE=v2-federated:{escaped(person.name)}",
    ]
    lines.append(f'N;SORT-AS="{person.family.split(",")[0]},{person.given}":{_names(person)}')
    lines += [f"EMAIL;TYPE=HOME;PREF={n}:{email}" for n, email in enumerate(person.emails, start=1)]
    for phone in person.phones:
        uri = "".join(letter for letter in phone if letter.isdigit() or letter == "+")
        lines.append(f'TEL;VALUE=uri;TYPE="voice,cell":tel:{uri}')
    lines.append(person.organization and f"ORG:{_organization(person)}")
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    lines.append(person.birthday and f"BDAY:{person.birthday.replace('-', '')}")
    lines.append(person.note and f"NOTE;ALTID=1:{escaped(person.note)}")
    lines += [
        "CATEGORIES:Friends,Choir",
        "REV;VALUE=DATE-AND-OR-TIME:20240612T101500Z",
        f"PHOTO:data:image/jpeg;base64,{_PICTURE}",
    ]
    return "\n".join(fold(line) for line in _card("4.0", lines).split("\n"))


def whatsapp(person: Person) -> str:
    """A contact shared from WhatsApp."""
    lines = [f"N:{_names(person)}", f"FN:{escaped(person.name)}"]
    for number, phone in enumerate(person.phones, start=1):
        digits = "".join(filter(str.isdigit, phone))
        lines += [f"item{number}.TEL;waid={digits}:{phone}", f"item{number}.X-ABLabel:Mobile"]
    return _card("3.0", lines)


def without_version(person: Person) -> str:
    """A small web shop's or a script's: no version, only the name it shows, bare properties."""
    lines = ["BEGIN:VCARD", f"FN:{person.name}", f"N:{person.family};{person.given}"]
    lines += [f"EMAIL:{email}" for email in person.emails] + [f"TEL:{phone}" for phone in person.phones]
    lines.append(person.organization and f"ORG:{person.organization}")
    lines.append(person.title and f"TITLE:{person.title}")
    lines.append(person.birthday and f"BDAY:{person.birthday}")
    lines.append(person.note and f"NOTE:{person.note}".replace("\n", "\\n"))
    return "\n".join(filter(None, [*lines, "END:VCARD"])) + "\n"


def tab_folded(person: Person) -> str:
    """BlackBerry's desktop program: lines folded by a tab, types as a list."""
    lines = [f"N:{_names(person)}", f"FN:{escaped(person.name)}"]
    lines += [f"EMAIL;TYPE=INTERNET,PREF:{email}" for email in person.emails]
    lines += [f"TEL;TYPE=WORK,VOICE:{phone}" for phone in person.phones]
    lines.append(person.organization and f"ORG:{_organization(person)}")
    lines.append(person.title and f"TITLE:{escaped(person.title)}")
    lines.append(person.birthday and f"BDAY:{person.birthday}T00:00:00Z")
    lines.append(person.note and f"NOTE:{escaped(person.note)}")
    return "\n".join(fold(line, "\t", 40) for line in _card("3.0", lines).split("\n"))
