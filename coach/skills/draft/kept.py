"""How a draft lies in the book: its words, and beside them what its next wording starts from."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from coach.errors import NotFound
from coach.people.book import Book
from coach.skills.draft.edits import ByHand
from coach.skills.draft.letter import Draft, Revision, from_json
from coach.skills.draft.request import DraftRequest
from coach.text import sentences
from coach.types import to_json

_MOST_EARLIER = 20  # wordings kept with a draft


@dataclass(frozen=True)
class Paper:
    """What is kept beside the words of a draft, for its next wording."""

    draft_id: str
    person_id: int
    request: DraftRequest
    changes: tuple[ByHand, ...] = ()
    earlier: tuple[Revision, ...] = ()


def save(
    book: Book,
    made: Draft,
    paper: Paper,
    taught: list[dict[str, str]] | None = None,
    sent: dict[str, str] | None = None,
) -> None:
    """Keeps a draft with its earlier wordings; what it taught stays, unless it is given anew.

    Args:
        sent: that the user sent it, and the words it had when they said so.
    """
    if taught is None:
        found = book.store.desk.draft(made.draft_id)
        taught = found[1].get("taught", []) if found else []
    value: dict[str, Any] = {
        "draft": to_json(made),
        "request": asdict(paper.request),
        "earlier": [asdict(one) for one in paper.earlier[-_MOST_EARLIER:]],
        "by_hand": [asdict(one) for one in paper.changes],
        "taught": taught,
    }
    if sent:
        value["sent"] = sent
    now = datetime.now().isoformat(timespec="microseconds")
    book.store.desk.save_draft(made.draft_id, paper.person_id, now, value)


def changes_in(value: dict[str, Any]) -> tuple[ByHand, ...]:
    return tuple(ByHand(**one) for one in value.get("by_hand", []))


def earlier_in(value: dict[str, Any]) -> tuple[Revision, ...]:
    return tuple(Revision(**one) for one in value.get("earlier", []))


def with_additions(request: DraftRequest, value: dict[str, Any]) -> DraftRequest:
    """The request with the sentences that the user added to the draft by hand, as lines of their own."""
    changed = {part for one in changes_in(value) for part in sentences(one.now)}
    said = from_json(value["draft"]).sentences
    added = [one.text for one in said if one.kind == "user" and one.text not in changed]
    return replace(request, line=" ".join(part for part in (request.line, *added) if part) or None)


def kept(book: Book, draft_id: str) -> tuple[int, dict[str, Any]]:
    found = book.store.desk.draft(draft_id.strip())
    if found is None:
        raise NotFound(
            f"There is no draft {draft_id!r} (any more). Make a new one with `coach draft --to NAME --purpose P`."
        )
    return found


def request_in(value: dict[str, Any]) -> DraftRequest:
    known: dict[str, Any] = {
        name: tuple(item) if isinstance(item, list) else item for name, item in value.items()
    }
    return DraftRequest(**known)
