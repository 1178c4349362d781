"""One thing that may be said to the recipient, and what it is: news, a kindness, a promise, something talked about.

The words are in the second person already. Words alone decide; which line is worth saying is decided elsewhere.
"""

import re
from dataclasses import dataclass
from datetime import date

from coach.guard.vocabulary import claim_stems, stem
from coach.skills.draft.held_back import TO_ME
from coach.skills.draft.verbs import KIND, NOT_KIND
from coach.text import MONTHS, WEEKDAYS, fold
from coach.types import Citation

JOB = re.compile(
    r"^you (?:work|lead|run|teach|manage|head|are\s+(?:a|an|the|head|now)|drive|study|coach|design)\b",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"^(?:we|i\s+(?:ran|bumped)\s+into)\b", re.IGNORECASE)
MET = re.compile(
    r"^(?:we\s+(?:first\s+)?met\b(?!\s+again)|we\s+(?:worked|studied|shared|sat|sang|played|lived|trained|volunteered|went)\b|you\s+were\s+(?:my|our)\b|we\s+were\b.*\b(?:class|desk|school|team|course|university|office|colleagues|neighbours))",
    re.IGNORECASE,
)
TOLD = re.compile(r"^you\s+(?:told\s+(?:me|us)|said|mentioned|asked)\b", re.IGNORECASE)
_POST = (  # "you are to be head of scheduling", "you are assistant manager from December"
    r"(?:to\s+be\s+|going\s+to\s+be\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,4}(?:head|manager|director|lead|chief|partner|captain|chair\w*|deputy|editor"
    r"|professor|supervisor|foreman|principal)\b(?=.*\b(?:from|starting|as\s+of)\b|(?<=to\sbe\shead)|.*\bnow\b)"
)
NEWS = re.compile(
    # What their team or their house did is news of theirs only where it was won, opened or published.
    r"^(?!your\s+[a-z-]+(?:\s+has)?\s+(?:just\s+|recently\s+|finally\s+|now\s+)*(?:moved|started|starting|joined|retired|hired|bought|built|received|new|the\s+new)\b)"
    r"you(?:r\s+[a-z-]+(?:\s+(?:of|on|about|for)\s+[\w' -]{2,40}?)?(?:\s+has)?|'ve|'re|\s+have|\s+were|\s+are)?\s+(?:just\s+|recently\s+|finally\s+|been\s+|now\s+)*(?:started|won|promoted|passed|published|opened|launched|finished"
    r"|graduated|founded|completed|joined|became|got\s+(?:the|a|an|your|into|promoted|accepted|hired|published|engaged|married)|built|moved|retired|received|earned"
    r"|awarded|accepted|ran\s+(?:a|the|your)|bought|planted|adopted|hired|elected|chosen|named|nominated|shortlisted|gave\s+(?:a|your)\s+(?:talk|first)|made\s+\w+|voted|defended|qualified|landed|came\s+(?:first|second|third|out)|passing"
    rf"|{_POST}|(?<!\bare\s)(?<!\bwere\s)(?:the\s+)?new\b|release[d]?|celebrated|set\s+up|starting|opening|launching)\b",
    re.IGNORECASE,
)  # fmt: skip
AT_MY_PLACE = re.compile(
    r"\b(?:in|on|at)\s+(?:my|our)\s+\w+", re.IGNORECASE
)  # "opened a bakery in our street"
TALKED = re.compile(
    r"^(?:you\s+will|you\s.{1,80}\b(?:told|asked|invited)\s+me\s+to|you\s+(?:told\s+(?:me|us)|said|mentioned|asked\s+me|promised|offered)|we\s+(?:talked|spoke|discussed|chatted|had|compared|planned|agreed)"
    r"|i\s+told\s+you\s+about|i\s+(?:ran|bumped)\s+into\s+you\b.*\b(?:talked|told|said|asked)|we\s+met\b.*\b(?:talked|spoke|told|discussed))\b",
    re.IGNORECASE,
)
DOING = re.compile(r"^you\s+are\s+(?:now\s+|still\s+)?\w+ing\b", re.IGNORECASE)
PROMISE = re.compile(
    r"^i\s+(?:promised|offered|owe|(?:said|told\s+you)\s+(?:that\s+)?i(?:['’](?:d|ll)|\s+(?:would|will|could|can|have)))\b",
    re.IGNORECASE,
)
TAKEN_UP = re.compile(  # what can be taken up again beside what was told
    r"^you\s+(?:also\s+)?(?:liked|recommended|advised|suggested|explained|wondered|described|were\s+(?:curious|interested|keen|looking\s+for))\b",
    re.IGNORECASE,
)
NEED = re.compile(
    r"\b(?:looking\s+for|need(?:s|ed)?|would\s+like|asking|want(?:s|ed)?\s+(?:help|to\s+(?:learn|find|fix|improve))|could\s+use|wish(?:es|ed)?|stuck|learning)\b",
    re.IGNORECASE,
)
LONGEST_LINE = 22  # words; longer is a speech, not a reminder
_KIND = frozenset(stem(verb) for verb in KIND)
_YOUR_DEED = re.compile(r"^you\s+(?:(?:also|kindly|have|are|just)\s+){0,3}(?P<verb>[a-z]+)\b", re.IGNORECASE)
_COUNTS = frozenset(
    (
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
    )
)
_MONTH_AND_YEAR = re.compile(r"(?:\b(?P<month>[^\W\d_]{3,10})\s{1,3})?\b(?P<year>20\d\d)\b")


@dataclass(frozen=True)
class Line:
    """One thing that may be said to the recipient. `text` is in the second person, without a full stop."""

    text: str
    citation: Citation
    clean_note: bool = True  # nothing else in its note is held back
    kind: str = ""  # "kindness", "news" or "together" where that is settled, whatever the words

    @property
    def date(self) -> str:
        """When it was noted, or else the month or year that it tells of itself; empty where neither is known."""
        if self.citation.date:
            return self.citation.date
        told = _MONTH_AND_YEAR.search(self.citation.quote)
        month = fold(told["month"] or "") if told else ""
        number = next((at for at, name in enumerate(MONTHS, 1) if month and name.startswith(month[:3])), 1)
        return f"{told['year']}-{number:02d}" if told else ""


def telling(turned: str) -> set[str]:
    """The stems of a line that say something of the world besides a day or a number."""
    calendar = (*MONTHS, *WEEKDAYS, *_COUNTS)
    return {
        root
        for root in claim_stems(turned)
        if not root.isdigit() and not (len(root) > 2 and any(name.startswith(root) for name in calendar))
    }


def is_kind(turned: str) -> bool:
    """Whether it tells, said to them, what they did for the user: "You drove me home"."""
    match = _YOUR_DEED.match(turned)
    if match is None or not TO_ME.search(turned):
        return False
    verb = match["verb"].casefold()
    return (
        verb in KIND
        or (verb.endswith("ing") and stem(verb) in _KIND)
        or (verb.endswith("ed") and verb not in NOT_KIND)
    )


def age_in_days(when: str, today: date) -> int:
    """Days since an ISO date; a year or month alone counts from its start."""
    parts = [int(part) for part in re.findall(r"\d+", when)[:3]]
    if not parts:
        return 10_000
    year, month, day = (*parts, 1, 1)[:3]
    try:
        return (today - date(year, month, day)).days
    except ValueError:
        return 10_000
