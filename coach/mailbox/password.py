"""Where the mailbox's password may rest: the keyring of the user's own system, never a file of ours.

Knows keyring. Only a keyring that its makers recommend counts; one that writes plain text to a file does not.
"""

from types import ModuleType

from coach.errors import MailboxProblem
from coach.mailbox.drafts import Mailbox

_SERVICE = "networking-coach mailbox"
_RECOMMENDED = 1  # keyring's own word for a keyring that may be trusted is a priority of at least 1


def kept_password(mailbox: Mailbox) -> str | None:
    """The password kept for a mailbox; None if there is none, or no keyring."""
    from keyring.errors import KeyringError

    ring = _keyring()
    try:
        return ring.get_password(_SERVICE, str(mailbox)) if ring else None
    except KeyringError:
        return None  # locked, and the user did not open it: the password is asked for


def keep_password(mailbox: Mailbox, password: str) -> None:
    """Keeps a password in the keyring.

    Raises:
        MailboxProblem: there is no keyring, or it refused.
    """
    from keyring.errors import KeyringError

    ring = _keyring()
    if ring is None:
        raise MailboxProblem(
            "This system has no keyring, so the password is kept nowhere and asked for each time."
        )
    try:
        ring.set_password(_SERVICE, str(mailbox), password)
    except KeyringError as error:
        raise MailboxProblem(
            f"The keyring did not take the password: {error}. It is asked for each time."
        ) from error


def drop_password(mailbox: Mailbox) -> None:
    """Removes the password from the keyring, if it is there."""
    from keyring.errors import KeyringError

    ring = _keyring()
    try:
        if ring is not None and ring.get_password(_SERVICE, str(mailbox)) is not None:
            ring.delete_password(_SERVICE, str(mailbox))
    except KeyringError as error:
        raise MailboxProblem(f"The keyring did not let go of the password: {error}.") from error


def has_keyring() -> bool:
    """Whether this system has a keyring to keep a password in."""
    return _keyring() is not None


def _keyring() -> ModuleType | None:
    import keyring

    return keyring if keyring.get_keyring().priority >= _RECOMMENDED else None
