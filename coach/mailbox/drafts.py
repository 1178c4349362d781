"""Files a message among the drafts of the user's own mailbox (IMAP APPEND, RFC 9051), and can do nothing else there.

Knows imapclient. Always over TLS with the certificate checked; whatever goes wrong is one plain sentence.
"""

import contextlib
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coach.errors import MailboxProblem, PasswordNeeded, UsageError
from coach.settings import MailTls, Settings
from coach.text import fold, one_line

_PORTS: dict[MailTls, int] = {"implicit": 993, "starttls": 143}
_SHOWN_FOLDERS = 12
# What mail programs call the folder where the server marks none (RFC 6154 has the mark).
_NAMES = frozenset(
    fold(name)
    for name in (
        "Drafts", "Draft", "Entwürfe", "Brouillons", "Borradores", "Bozze", "Rascunhos", "Concepten", "Utkast", "Kladder",
        "Luonnokset", "Szkice", "Koncepty",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Mailbox:
    """The user's own mailbox, as the settings name it."""

    host: str
    port: int
    user: str
    tls: MailTls

    def __str__(self) -> str:
        return f"{self.user} at {self.host}"


@dataclass(frozen=True)
class Filed:
    """Where a draft lies now: the folder's name and the mailbox. It was not sent."""

    folder: str
    mailbox: str


def mailbox_of(settings: Settings) -> Mailbox:
    """The mailbox of the settings.

    Raises:
        UsageError: none is set up, or half of one.
    """
    host, user = one_line(settings.mailbox_host), one_line(settings.mailbox_user)
    if not host or not user:
        missing = "no mailbox" if not host and not user else f"no mailbox {'host' if user else 'user'}"
        raise UsageError(
            f"There is {missing} in your settings. Write these lines into {str(settings.home / 'settings.toml')!r}: "
            '[mailbox], then host = "imap.example.org" and user = "you@example.org" of your own mail.'
        )
    port = settings.mailbox_port or _PORTS[settings.mailbox_tls]
    return Mailbox(host, port, user, settings.mailbox_tls)


def file_draft(mailbox: Mailbox, password: str, message: bytes, *, timeout_seconds: float = 20) -> Filed:
    r"""Puts a message into the mailbox's Drafts with the flag \Draft; the mail program shows it as unsent.

    Args:
        message: a whole message, RFC 5322.

    Raises:
        PasswordNeeded: the mailbox refused the user or the password.
        MailboxProblem: no line to it, a certificate that cannot be trusted, no Drafts folder, no room.
    """
    import imapclient
    from imapclient.imapclient import DRAFT

    with _told(mailbox, "before anything was put there"):
        client = imapclient.IMAPClient(
            mailbox.host,
            mailbox.port,
            ssl=mailbox.tls == "implicit",
            ssl_context=ssl.create_default_context(),
            timeout=timeout_seconds,
        )
    with client:
        with _told(mailbox, "before anything was put there"):
            if mailbox.tls == "starttls":
                client.starttls(ssl.create_default_context())
            _log_in(client, mailbox, password)
            folder = _drafts_folder(client.list_folders(), mailbox)
        with _told(mailbox, "while the draft was on its way: look into your Drafts before you try again"):
            client.append(folder, message, flags=(DRAFT,))
    return Filed(folder, str(mailbox))


def _log_in(client: Any, mailbox: Mailbox, password: str) -> None:
    from imapclient.exceptions import IMAPClientAbortError, LoginError

    try:
        # LOGIN is ASCII; other letters go by AUTHENTICATE PLAIN, which is UTF-8 (RFC 4616).
        if mailbox.user.isascii() and password.isascii():
            client.login(mailbox.user, password)
        else:
            client.plain_login(mailbox.user, password)
    except LoginError as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise error.__context__ from error
        raise PasswordNeeded(
            f"The mailbox of {mailbox} refused the password: {_said(error.__context__ or error)}. Type it again; many mail services want an "
            "app password here instead of the usual one. The draft is kept."
        ) from error


def _drafts_folder(folders: Iterable[tuple[tuple[bytes, ...], bytes | None, str]], mailbox: Mailbox) -> str:
    """The folder marked as the one for drafts, else one of a common name."""
    from imapclient.imapclient import DRAFTS

    usable = [
        ({flag.lower() for flag in flags}, (separator or b"").decode(), name)
        for flags, separator, name in folders
        if not {b"\\noselect", b"\\nonexistent"} & {flag.lower() for flag in flags}
    ]
    marked = [name for flags, _, name in usable if DRAFTS.lower() in flags]
    named = [
        name
        for _, separator, name in usable
        if fold(name.rsplit(separator, 1)[-1] if separator else name) in _NAMES
    ]
    if marked or named:
        return (marked or named)[0]
    shown = ", ".join(repr(name) for _, _, name in usable[:_SHOWN_FOLDERS]) or "none at all"
    more = f" and {len(usable) - _SHOWN_FOLDERS} more" if len(usable) > _SHOWN_FOLDERS else ""
    raise MailboxProblem(
        f"The mailbox of {mailbox} has no folder for drafts. Its folders are: {shown}{more}. Make one called 'Drafts' in "
        "your mail program and try again, or use the e-mail file. The draft is kept."
    )


@contextlib.contextmanager
def _told(mailbox: Mailbox, when: str) -> Iterator[None]:
    """Foreign errors as sentences. `when` says how far it had come."""
    from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

    where = f"{mailbox.host}:{mailbox.port}"
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailboxProblem(
            f"The certificate of {where} cannot be trusted: {error.verify_message}. Nothing was said to it, not even your "
            "password. Check the mailbox host in your settings. The draft is kept."
        ) from error
    except ssl.SSLError as error:
        raise MailboxProblem(
            f"No secure line to {where} came about: {error.reason or error}. Try the mailbox setting "
            f"tls = {'starttls' if mailbox.tls == 'implicit' else 'implicit'!r}, or another port. The draft is kept."
        ) from error
    except TimeoutError as error:
        raise MailboxProblem(
            f"The mail server {where} did not answer in time, {when}. The draft is kept."
        ) from error
    except (IMAPClientAbortError, ConnectionResetError, BrokenPipeError, EOFError) as error:
        raise MailboxProblem(f"The line to {where} was dropped {when}. The draft is kept.") from error
    except IMAPClientError as error:
        raise MailboxProblem(
            f"The mail server {where} said no: {_said(error)}. The draft is kept."
        ) from error
    except ValueError as error:
        raise MailboxProblem(
            f"What {where} says cannot be understood: {_said(error)}. Check the mailbox settings. The draft is kept."
        ) from error
    except OSError as error:
        raise MailboxProblem(
            f"The mail server {where} cannot be reached: {error.strerror or error}. Check the mailbox host and port in your "
            "settings, and that you are online. The draft is kept."
        ) from error


def _said(error: Exception) -> str:
    """What the server answered, on one line and short."""
    words = error.args[0] if error.args else error
    text = words.decode("utf-8", errors="replace") if isinstance(words, bytes) else str(words)
    return one_line(text)[:200].rstrip(".")
