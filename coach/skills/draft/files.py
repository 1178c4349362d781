"""A draft as a file to open or a link to click. The user's own mail program sends it, or nobody does.

RFC 5322 (messages), RFC 6068 (mailto), RFC 5545 (calendars). Headers never carry a line break of anybody's making.
"""

import re
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from coach.errors import UsageError
from coach.people.book import Book
from coach.people.calendar import Entry, calendar
from coach.skills.draft.letter import Draft
from coach.skills.draft.request import read_when
from coach.text import one_line

_ENCODED_WORD = re.compile(r"=\?[^?]*\?[bqBQ]\?[^?]*\?=|=\?|\?=")
# What turns the reading direction around, so that a name or a file can look like another.
_TURNS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST_LINK = 2000
"""Characters. Windows hands at most 2,083 of them to a mail program and cuts off the rest without a word."""
_PASTE_IT = "(Paste your message here: it is too long for a link.)"
_ADDRESS = re.compile(r"^[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+$")


def as_eml(book: Book, draft: Draft) -> bytes:
    """The draft as an unsent e-mail file (`X-Unsent: 1`), which mail programs open for editing. UTF-8."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    to = _email_of(book, draft)
    if to:
        message["To"] = _address(header(draft.to), to)
    me = book.me()
    own = _first_email(book, me.id) if me else ""
    if me and own:
        message["From"] = _address(header(me.name), own)
    message["Date"] = datetime.now().astimezone()
    message.set_content(_sound(draft.body), charset="utf-8", cte="quoted-printable")
    # A message that folds a long subject of odd letters by itself loses spaces between them.
    subject = Header(header(draft.subject) or "Hello", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {subject}\r\n".encode("ascii") + message.as_bytes()


def mailto(book: Book, draft: Draft) -> str:
    """A link that opens the user's mail program with the draft in it, at most 2,000 characters.

    A message that does not fit is not cut: in its place stands a line that says to paste it.
    """
    start = f"mailto:{quote(_email_of(book, draft), safe='@')}?subject={quote(header(draft.subject), safe='')}&body="
    body = quote(_sound(draft.body).replace("\n", "\r\n"), safe="")
    return start + (body if len(start) + len(body) <= _LONGEST_LINK else quote(_PASTE_IT, safe=""))


def as_ics(book: Book, draft: Draft) -> bytes:
    """The meeting as a tentative calendar entry of the user's own; nobody is invited by it.

    Raises:
        UsageError: the draft names no day.
    """
    found = book.store.desk.draft(draft.draft_id)
    words = found[1]["request"].get("when") if found else None
    when = read_when(words, book.today) if words else None
    if when is None or when.day is None:
        raise UsageError(
            f"The draft {draft.draft_id!r} names no day, so there is nothing to put in a calendar. "
            "Give one with --when, for example --when '2026-12-03 12:30'."
        )
    summary = f"{_OCCASION.get(draft.purpose, 'Talk')} with {header(draft.to)} (not confirmed)"
    return calendar([Entry(draft.draft_id, summary, when.day, when.start, tentative=True)], book.today)


_OCCASION = {"lunch_invite": "Lunch"}


def header(text: str) -> str:
    """Text that is safe in a header: one line, and nothing that a reader would decode into something else."""
    return one_line(_ENCODED_WORD.sub(" ", one_line(_TURNS.sub("", _sound(text)))))[:200].rstrip()


def _sound(text: str) -> str:
    """The text without half characters, which no encoding can write."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _address(name: str, email: str) -> Address:
    user, _, domain = email.rpartition("@")
    return Address(display_name=name, username=user, domain=domain)


def _email_of(book: Book, draft: Draft) -> str:
    found = book.store.desk.draft(draft.draft_id)
    person_id = found[0] if found else book.find(draft.to).id
    return _first_email(book, person_id)


def _first_email(book: Book, person_id: int) -> str:
    addresses = book.store.people.contacts(person_id).get("email", [])
    return next(
        (
            one_line(value)
            for value in addresses
            if _ADDRESS.match(one_line(value)) and one_line(value).isascii()
        ),
        "",
    )
