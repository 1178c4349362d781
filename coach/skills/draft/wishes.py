"""Reads a wish for a draft ("shorter", "leave out the dog", "in Spanish", "add: ...") into a changed request."""

import re
from dataclasses import dataclass, replace

from coach.errors import UsageError
from coach.guard.languages import language_named, languages
from coach.skills.draft.brief import Gap
from coach.skills.draft.request import MOST_LINE, DraftRequest
from coach.text import one_line

_OTHERS = (
    "polish|turkish|arabic|chinese|russian|swedish|danish|greek|japanese|korean|hindi|ukrainian|czech|norwegian|finnish|romanian"
    "|hungarian|catalan"
)
_IN_LANGUAGE = re.compile(
    rf"\b(?:in|into|to)\s+(?P<name>{'|'.join(languages())}|{_OTHERS})\b|\btranslate\b", re.IGNORECASE
)
_LEAVE_OUT = re.compile(
    r"\b(?:leave\s+out|without|drop|remove|skip|omit|do\s+not\s+mention|don't\s+mention|no\s+mention\s+of|not?\s+(?:about|the))\s+"
    r"(?:the\s+(?:part|bit|line)\s+(?:about|on|with)\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)
_ADD = re.compile(r"^\s*add\s*:\s*(?P<what>.+)$", re.IGNORECASE | re.DOTALL)
_MENTION = re.compile(
    r"\b(?:mention|include|bring\s+up|talk\s+about|say\s+something\s+about|refer\s+to|add(?:\s+(?:that|something\s+about))?)\s+(?P<what>.+)$",
    re.IGNORECASE,
)
_SHORTER = re.compile(
    r"\b(?:short(?:er)?|brief(?:er)?|less\s+text|cut\s+(?:it|down)|tighter|concise)\b", re.IGNORECASE
)
_LONGER = re.compile(r"\b(?:longer|more\s+detail|fuller)\b", re.IGNORECASE)
_WARM = re.compile(
    r"\b(?:warm(?:er)?|friendl(?:y|ier)|kinder|less\s+(?:formal|stiff|cold)|more\s+(?:casual|personal|relaxed|informal)|casual|informal|softer)\b",
    re.IGNORECASE,
)
_FORMAL = re.compile(
    r"\b(?:more\s+(?:formal|polite|professional)|formal(?:ly)?|less\s+(?:casual|chatty|warm)|professional)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\b(?:plain(?:er)?|simpler|neutral|drier|more\s+direct|matter-of-fact)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"^\s*(?:when|time|date)\s*:\s*(?P<what>.+)$|^\s*(?:make\s+it|for|on)\s+(?P<day>.*(?:\d|day|week|month|tomorrow).*)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^\s*about\s*:\s*(?P<what>.+)$", re.IGNORECASE)
_ASK = re.compile(r"^\s*ask(?:\s*:|\s+for|\s+if|\s+whether)?\s+(?P<what>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """A changed request, words of style for the model, and what cannot be done."""

    request: DraftRequest
    style: str = ""
    mention: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


def read_wish(how: str, request: DraftRequest) -> Wish:
    """What a wish changes.

    Raises:
        UsageError: a wish that cannot be understood as one.
    """
    text = one_line(how)[:MOST_LINE]
    if match := _ADD.match(how):
        added = one_line(match["what"])
        return Wish(replace(request, line=" ".join(part for part in (request.line, added) if part)))
    if match := _LEAVE_OUT.search(text):
        what = match["what"].strip(" .!")
        if re.search(r"\b(?:my\s+line|own\s+(?:words|line))\b", what, re.IGNORECASE):
            return Wish(replace(request, line=None))
        return Wish(replace(request, leave_out=(*request.leave_out, what)))
    if match := _IN_LANGUAGE.search(text):
        language = language_named(match["name"] or "")
        if language is not None:
            return Wish(replace(request, language=language.name))
        named = f"{match['name'].title()} is none of them" if match["name"] else "Name one of them"
        why = f"I can write in {', '.join(languages())}. {named}, so the draft stayed as it was."
        return Wish(request, gaps=(Gap("Which language shall it be?", why),))
    if match := _ABOUT.match(text):
        return Wish(replace(request, about=match["what"].strip()))
    if match := _WHEN.match(text):
        return Wish(replace(request, when=(match["what"] or match["day"]).strip()))
    styled = _styled(text, request)
    if styled is not None:
        return styled
    if match := _ASK.match(text):
        return Wish(replace(request, ask=match["what"].strip()))
    if match := _MENTION.search(text):
        what = match["what"].strip(" .!")
        return Wish(replace(request, mention=(*request.mention, what)), mention=(what,))
    raise UsageError(
        f"The wish {text[:80]!r} is not one that a draft can follow. Try 'shorter', 'warmer', 'more formal', "
        "'leave out the dog', 'mention the book', 'make it Thursday', or 'add: your own sentence'."
    )


def _styled(text: str, request: DraftRequest) -> Wish | None:
    """Shorter, longer, warmer, plainer, more formal: any of them together."""
    changed = request
    styles: list[str] = []
    if _SHORTER.search(text):
        changed, styles = replace(changed, brief=True), [*styles, "as short as you can"]
    elif _LONGER.search(text):
        changed, styles = replace(changed, brief=False), [*styles, "two sentences a line where it helps"]
    if _WARM.search(text) and not re.search(r"\bless\s+warm\b", text, re.IGNORECASE):
        changed, styles = replace(changed, tone="warm"), [*styles, "like to a friend"]
    elif _FORMAL.search(text):
        changed, styles = replace(changed, tone="formal"), [*styles, "polite"]
    elif _PLAIN.search(text):
        changed, styles = replace(changed, tone="plain"), [*styles, "plain and direct"]
    return Wish(changed, ", ".join(styles)) if styles else None
