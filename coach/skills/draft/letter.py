"""A draft as a value, and how its sentences become the body of a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from coach.errors import NotFound
from coach.guard.findings import Check, FromPlan, FromProfile, FromUser, Sentence, Source
from coach.skills.draft.brief import Brief, Gap
from coach.skills.draft.material import Withheld
from coach.types import IF_ANY, Citation

Status = Literal["ready", "needs_you"]


@dataclass(frozen=True)
class Revision:
    """One wording of a draft."""

    subject: str
    body: str


@dataclass(frozen=True)
class Draft:
    """A message nobody has sent. Field names are those of the command line's contract.

    `language` is the one it was put into, and `original` the English it was put into it from; both empty for English.
    """

    draft_id: str
    to: str
    purpose: str
    channel: str
    subject: str
    body: str
    sentences: tuple[Sentence, ...]
    status: Status
    gaps: tuple[Gap, ...]
    withheld: tuple[Withheld, ...]
    checks: tuple[Check, ...]
    model: str
    language: str = field(default="", metadata=IF_ANY)
    original: Revision | None = field(default=None, metadata=IF_ANY)


def laid_out(brief: Brief, sentences: Sequence[Sentence]) -> tuple[str, tuple[Sentence, ...]]:
    """The body with greeting and sign-off, and all its sentences in order."""
    greeting, signoff = brief.greeting, brief.signoff
    texts = [sentence.text for sentence in sentences]
    whole: tuple[Sentence, ...] = (greeting, *sentences, *((signoff,) if signoff.text else ()))
    if brief.channel in {"text", "linkedin_note"}:
        return "\n".join(part for part in (greeting.text, " ".join(texts), signoff.text) if part), whole
    paragraphs = _paragraphs(sentences)
    body = "\n\n".join((greeting.text, *paragraphs, signoff.text))
    if brief.beneath:
        body += f"\n\nTo pass on:\n{brief.beneath}"
        whole += (
            Sentence("To pass on:", "forward", (FromPlan("forward"),)),
            Sentence(brief.beneath, "forward", brief.beneath_sources),
        )
    return body, whole


def _paragraphs(sentences: Sequence[Sentence]) -> list[str]:
    """What connects, then what is asked, then the rest: never one block."""
    groups: list[list[str]] = [[]]
    for sentence in sentences:
        if (
            groups[-1]
            and (sentence.move in {"ask", "out"} or len(groups[-1]) >= 3)
            and sentence.move != "give"
        ):
            groups.append([])
        groups[-1].append(sentence.text)
    # The offer and the way out belong to the ask: one short paragraph each side of it is enough.
    return [" ".join(group) for group in groups if group]


def from_json(value: Mapping[str, Any]) -> Draft:
    """A draft as it was saved.

    Raises:
        NotFound: what was saved is not a draft.
    """
    try:
        return Draft(
            draft_id=value["draft_id"],
            to=value["to"],
            purpose=value["purpose"],
            channel=value["channel"],
            subject=value["subject"],
            body=value["body"],
            sentences=tuple(
                Sentence(item["text"], item["kind"], tuple(_source(source) for source in item["sources"]))
                for item in value["sentences"]
            ),
            status=value["status"],
            gaps=tuple(Gap(**item) for item in value["gaps"]),
            withheld=tuple(Withheld(**item) for item in value["withheld"]),
            checks=tuple(Check(**item) for item in value["checks"]),
            model=value["model"],
            language=value.get("language", ""),
            original=Revision(**value["original"]) if value.get("original") else None,
        )
    except (KeyError, TypeError) as error:
        raise NotFound(
            f"The saved draft {value.get('draft_id')!r} cannot be read. Make a new one."
        ) from error


def _source(value: Mapping[str, Any]) -> Source:
    if "profile" in value:
        return FromProfile(value["profile"])
    if "plan" in value:
        return FromPlan(value["plan"])
    if "user" in value:
        return FromUser(value["user"])
    return Citation(**value)
