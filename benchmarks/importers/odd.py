"""Odd cards: what programs get wrong, what people type, what editors break. One file a case, each labelled by hand.

A second set, written after the importers had been changed for the first one and before they were run on it.
"""

from benchmarks.importers.corpus import File
from benchmarks.importers.people import Person


def _right(name: str, **fields: str) -> Person:
    told = {"organization": "", "title": "", "birthday": "", "note": "", "emails": "", "phones": ""} | fields
    emails, phones = (tuple(told.pop(kind).split()) for kind in ("emails", "phones"))
    return Person(
        "odd",
        "",
        name,
        "",
        "",
        told["organization"],
        "",
        told["title"],
        told["birthday"],
        emails,
        phones,
        told["note"],
    )


_TOM = _right("Tom Baker", emails="tom@example.org")
_BEGIN, _END = "BEGIN:VCARD\nVERSION:3.0\n", "END:VCARD\n"
_CASES: tuple[tuple[str, str | bytes, tuple[Person, ...]], ...] = (
    ("company.vcf", f"{_BEGIN}N:;;;;\nFN:Acme Boats\nORG:Acme Boats;\nX-ABShowAs:COMPANY\nTEL;type=WORK:01234567890\n{_END}",
     (_right("Acme Boats", organization="Acme Boats", phones="01234567890"),)),
    ("name-in-address.vcf", f"{_BEGIN}FN:Tom Baker\nN:Baker;Tom\nEMAIL;type=INTERNET:Tom Baker <tom@example.org>\n{_END}", (_TOM,)),
    ("mime.vcf", f"{_BEGIN}FN:=?UTF-8?Q?Jos=C3=A9_N=C3=BA=C3=B1ez?=\nEMAIL:jose@example.org\n{_END}", (_right("José Núñez", emails="jose@example.org"),)),
    ("only-n.vcf", f"{_BEGIN}N:Baker\nEMAIL:tom@example.org\n{_END}", (_right("Baker", emails="tom@example.org"),)),
    ("empty-fn.vcf", f"{_BEGIN}FN:\nN:Baker;Tom;;;\nEMAIL:tom@example.org\n{_END}", (_TOM,)),
    ("fn-is-address.vcf", f"{_BEGIN}FN:tom@example.org\nN:;;;;\nEMAIL:tom@example.org\n{_END}", (_right("tom@example.org", emails="tom@example.org"),)),
    ("bday-zulu.vcf", f"{_BEGIN}FN:Tom Baker\nBDAY:1980-05-03T00:00:00Z\nEMAIL:tom@example.org\n{_END}", (_right("Tom Baker", emails="tom@example.org", birthday="1980-05-03"),)),
    ("bday-words.vcf", f"{_BEGIN}FN:Tom Baker\nBDAY:May 3, 1980\n{_END}", (_right("Tom Baker", birthday="1980-05-03"),)),
    ("bday-dots.vcf", f"{_BEGIN}FN:Tom Baker\nBDAY:03.05.1980\n{_END}", (_right("Tom Baker", birthday="1980-05-03"),)),
    ("bday-text.vcf", f"BEGIN:VCARD\nVERSION:4.0\nFN:Tom Baker\nBDAY;VALUE=text:circa 1980\n{_END}", (_right("Tom Baker"),)),
    ("bday-yearless.vcf", f"BEGIN:VCARD\nVERSION:4.0\nFN:Tom Baker\nBDAY:--0503\n{_END}", (_right("Tom Baker", birthday="--05-03"),)),
    ("bare-parameter.vcf", "BEGIN:VCARD\nVERSION:2.1\nN:Baker;Tom\nNOTE;QUOTED-PRINTABLE:caf=C3=A9 at four=0Abring cake\nEND:VCARD\n",
     (_right("Tom Baker", note="café at four\nbring cake"),)),
    ("unindented-picture.vcf", "BEGIN:VCARD\nVERSION:2.1\nN:Baker;Tom\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQ\nABAAD/2wBDAAYEBQYFBAYGBQYHB\nwYIChAKCgkJChQODwwQFxQ=\n\nTEL;CELL:01234567890\nEND:VCARD\n",
     (_right("Tom Baker", phones="01234567890"),)),
    ("hyphen-group.vcf", f"{_BEGIN}FN:Tom Baker\nGROUP-1.EMAIL;TYPE=home:tom@example.org\nGROUP-1.X-ABLABEL:School\n{_END}", (_TOM,)),
    ("spaces.vcf", "  begin:vcard  \n version:3.0\nFN: Tom Baker \nEMAIL: tom@example.org\nEND:VCARD   \n", (_TOM,)),
    ("two-fn.vcf", f"{_BEGIN}FN:Tom Baker\nFN;LANGUAGE=de:Tomas Becker\nEMAIL:tom@example.org\n{_END}", (_TOM,)),
    ("department-only.vcf", f"{_BEGIN}FN:Tom Baker\nORG:;Pilots\nEMAIL:tom@example.org\n{_END}", (_TOM,)),
    ("escaped-n.vcf", f"{_BEGIN}N:O\\,Neil\\; Jr;Sean;;;\nEMAIL:sean@example.org\n{_END}", (_right("Sean O,Neil; Jr", emails="sean@example.org"),)),
    ("capital-break.vcf", f"{_BEGIN}FN:Tom Baker\nNOTE:one\\Ntwo\\, three\n{_END}", (_right("Tom Baker", note="one\ntwo, three"),)),
    ("exchange.vcf", "BEGIN:VCARD\nVERSION:2.1\nN:Baker;Tom\nEMAIL;PREF;EX:/o=Acme/ou=Exchange Administrative Group/cn=Recipients/cn=tbaker\nEND:VCARD\n", (_right("Tom Baker"),)),
    ("mac-line-ends.vcf", f"{_BEGIN}FN:Tom Baker\nEMAIL:tom@example.org\n{_END}".replace("\n", "\r"), (_TOM,)),
    ("utf16-no-mark.vcf", f"{_BEGIN}FN:Zoë Łak\nEMAIL:zoe@example.org\n{_END}".encode("utf-16-le"), (_right("Zoë Łak", emails="zoe@example.org"),)),
    ("twice-encoded.vcf", f"{_BEGIN}FN:{'José Núñez'.encode().decode('cp1252', 'replace')}\nEMAIL:jose@example.org\n{_END}", (_right("José Núñez", emails="jose@example.org"),)),
    ("lost-soft-break.vcf", "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=BB=C3=B3=C5=82\n=C5=82towski;=C5=81ukasz\nTEL;CELL:01234567890\nEND:VCARD\n",
     (_right("Łukasz Żółłtowski", phones="01234567890"),)),
    ("glued.vcf", f"{_BEGIN}FN:Tom Baker\nEMAIL:tom@example.org\nEND:VCARD{_BEGIN}FN:Ann Lee\nEMAIL:ann@example.org\n{_END}",
     (_TOM, _right("Ann Lee", emails="ann@example.org"))),
    ("extension.vcf", f"BEGIN:VCARD\nVERSION:4.0\nFN:Tom Baker\nTEL;VALUE=uri;TYPE=work:tel:+44-113-496-0112;ext=12\n{_END}", (_right("Tom Baker", phones="+441134960112"),)),
    ("two-numbers.vcf", f"{_BEGIN}FN:Tom Baker\nTEL:01234567890\nTEL;TYPE=FAX:01234567899\nTEL;TYPE=pager:01234567898\n{_END}", (_right("Tom Baker", phones="01234567890"),)),
    ("dropped-end-quote.vcf", f'{_BEGIN}FN:Tom Baker\nTEL;TYPE="work,voice:01234567890\nEMAIL:tom@example.org\n{_END}', (_right("Tom Baker", emails="tom@example.org", phones="01234567890"),)),
    ("html-note.vcf", f"{_BEGIN}FN:Tom Baker\nNOTE:Likes tea &amp; cake\\n\\n-- \\nTel: 0113\n{_END}", (_right("Tom Baker", note="Likes tea &amp; cake\n--\nTel: 0113"),)),
    ("quoted-header.csv", '"First Name";"Last Name";"Email"\n"Tom";"Baker";"tom@example.org"\n"Ann ""Annie""";"Lee";\n', (_TOM, _right('Ann "Annie" Lee'))),
    ("sep-line.csv", "sep=;\nName;Email;Note\nTom Baker;tom@example.org;one\n", (_right("Tom Baker", emails="tom@example.org", note="one"),)),
    ("line-in-cell.csv", 'Name,Notes,Email\nTom Baker,"one\ntwo, three",tom@example.org\nAnn Lee,,ann@example.org\n',
     (_right("Tom Baker", emails="tom@example.org", note="one\ntwo, three"), _right("Ann Lee", emails="ann@example.org"))),
    ("reversed-name.csv", "Name,Email,Company\n\"Baker, Tom\",tom@example.org,Port\n", (_right("Tom Baker", emails="tom@example.org", organization="Port"),)),
    ("shouted.csv", "FULL NAME,E-MAIL,TEL.,WORKS AT,JOB\nTom Baker,tom@example.org,01234567890,Port,Pilot\n",
     (_right("Tom Baker", emails="tom@example.org", phones="01234567890", organization="Port", title="Pilot"),)),
    ("no-header.csv", "Tom Baker,tom@example.org,01234567890\nAnn Lee,ann@example.org,01234567891\n",
     (_right("Tom Baker", emails="tom@example.org", phones="01234567890"), _right("Ann Lee", emails="ann@example.org", phones="01234567891"))),
    ("linkedin-german.csv", "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\nJürgen,Groß,https://www.linkedin.com/in/jg,jg@example.de,Hafen GmbH,Kaufmann,12 Feb 2024\n",
     (_right("Jürgen Groß", emails="jg@example.de", organization="Hafen GmbH", title="Kaufmann"),)),
    ("two-mails-in-cell.csv", "Name,Email,Phone\nTom Baker,tom@example.org; tom@work.example,01234567890 / 01234567891\n",
     (_right("Tom Baker", emails="tom@example.org tom@work.example", phones="01234567890 01234567891"),)),
    ("future-birthday.csv", "Name,Birthday\nTom Baker,3/5/54\n", (_right("Tom Baker", birthday="1954-05-03"),)),
    ("excel-number.csv", "Name;Telefon;Geburtstag\nTom Baker;4,41135E+11;03.05.1980\n", (_right("Tom Baker", birthday="1980-05-03"),)),
)  # fmt: skip


def odd_files() -> list[File]:
    """Every case as a file."""
    return [
        File(name, text if isinstance(text, bytes) else text.encode("utf-8"), people, True)
        for name, text, people in _CASES
    ]
