"""Out of the door by the user's own hand: which drafts there are, and one of them filed in their own mailbox.

Joins the draft, the mailbox and the keyring. Nothing here sends.
"""

from dataclasses import dataclass
from typing import Any

from coach.errors import MailboxProblem, PasswordNeeded, UsageError
from coach.mailbox.drafts import file_draft, mailbox_of
from coach.mailbox.password import drop_password, keep_password, kept_password
from coach.people.book import Book
from coach.settings import Settings
from coach.skills.draft import as_eml, load_draft


@dataclass(frozen=True)
class DraftRow:
    """One saved draft, in a line. `sent` is the day the user says they sent it."""

    draft_id: str
    to: str
    purpose: str
    channel: str
    subject: str
    status: str
    sent: str | None


@dataclass(frozen=True)
class Saved:
    """A draft that now lies in the mailbox, unsent. `password_note` says where the password rests, if it was typed."""

    draft_id: str
    folder: str
    mailbox: str
    password_note: str


def list_drafts(book: Book, limit: int = 50) -> tuple[DraftRow, ...]:
    """The saved drafts, newest first."""
    return tuple(_row(draft_id, value) for draft_id, _, value in book.store.desk.drafts(limit=limit))


def _row(draft_id: str, value: dict[str, Any]) -> DraftRow:
    made, sent = value["draft"], value.get("sent")
    return DraftRow(
        draft_id, made["to"], made["purpose"], made["channel"], made["subject"], made["status"],
        sent["day"] if sent else None,
    )  # fmt: skip


def save_to_mailbox(
    book: Book, settings: Settings, draft_id: str, password: str | None = None, *, keep: bool = False
) -> Saved:
    """Files a draft in the Drafts of the user's mailbox, with the password given or the one in the keyring.

    Args:
        password: as the user typed it; None takes the one that is kept.
        keep: whether a typed password goes into the system's keyring. It never goes into a file.

    Raises:
        NotFound: no draft of that id. UsageError: no mailbox is set up, or the draft is not an e-mail.
        PasswordNeeded: ask for it and call again; one that was kept and refused is not kept any more.
        MailboxProblem: the mailbox could not be reached or did not take it. The draft is kept in every case.
    """
    mailbox, draft = mailbox_of(settings), load_draft(book, draft_id)
    if draft.channel != "email":
        raise UsageError(
            f"The draft {draft.draft_id!r} is for {draft.channel!r}, and a mailbox holds e-mail. Copy its text instead."
        )
    secret = kept_password(mailbox) if password is None else password
    if secret is None:
        raise PasswordNeeded(f"No password is kept for {mailbox}. Type it; it is never written to a file.")
    try:
        filed = file_draft(mailbox, secret, as_eml(book, draft))
    except PasswordNeeded:
        if password is None:
            drop_password(mailbox)
        raise
    note = ""
    if password is not None and keep:
        try:
            keep_password(mailbox, password)
            note = "The password is in your system's keyring now."
        except MailboxProblem as problem:
            note = str(problem)  # the draft is where it should be all the same
    return Saved(draft.draft_id, filed.folder, filed.mailbox, note)
