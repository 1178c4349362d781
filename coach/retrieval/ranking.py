"""What speaks for a line: its meaning and its words, what stands beside it, whom it is about, and its day.

Both scores are added (adding ranks instead makes keyword search worse: measured): the cosine, and the share of what the
question's words tell that a line holds. Not the share of the best line: where the notes say it in other words, the best
keyword match is a poor one and must not count as a good one. A line is also credited with a part of its neighbours'
scores, most of all in a talk, where an answer rarely repeats its question; and with a bonus when it is about somebody
the question names or of the time it names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from coach.index.lexical import Entry, Shares
from coach.retrieval.question import Question

NAMED_BONUS = 0.2
_DENSE_SHARE = 0.6  # of the score; words have the rest
# Of a neighbour's cosine and words: from one turn of a talk to the next, to the one after that, and between the passages of one note.
_TALK_CREDIT = (0.2, 0.35)
_FARTHER_CREDIT = (0.1, 0.175)
_NOTE_CREDIT = (0.05, 0.1)
_TURN = re.compile(r"[^\W\d_][\w .'’-]{0,30}:\s")
_DATE_BONUS = 0.2
_NEWEST_BONUS = 0.12


def ranked(
    question: Question,
    lines: Sequence[Entry],
    scores: Mapping[int, tuple[float, float]],
    entries: Mapping[int, Entry],
) -> dict[int, float]:
    """The number of each line to what speaks for it in all; `scores` and `entries` also hold what stands beside them."""
    credited = _credited(lines, scores, entries)
    return {number: round(credited[number] + more, 4) for number, more in _bonuses(question, lines).items()}


def scored(
    numbers: Iterable[int], cosines: Mapping[int, float], shares: Shares
) -> dict[int, tuple[float, float]]:
    """What each passage's meaning and what its words count for."""
    return {
        number: (
            _DENSE_SHARE * max(cosines.get(number, 0.0), 0.0),
            (1 - _DENSE_SHARE) * float(shares[number]) if number < len(shares) else 0.0,
        )
        for number in numbers
    }


def _credited(
    lines: Iterable[Entry], scores: Mapping[int, tuple[float, float]], entries: Mapping[int, Entry]
) -> dict[int, float]:
    """Each line's own score and a part of those of the lines before and after it."""
    found = {}
    for line in lines:
        score = sum(scores[line.number])
        # What was read of a day is numbered in one go, so the line before has the number before.
        for near in (line.number - 2, line.number - 1, line.number + 1, line.number + 2):
            if near in entries:
                for credit, part in zip(_credit(line, entries[near]), scores[near], strict=True):
                    score += credit * part
        found[line.number] = score
    return found


def _credit(one: Entry, other: Entry) -> tuple[float, float]:
    """What the cosine and the words of a line near by count for."""
    is_next = abs(one.number - other.number) == 1
    if (one.source, one.date) != (other.source, other.date):
        return 0.0, 0.0
    # A talk has a day: "Web: ..." above "Group: ..." on a card is none.
    if one.date and _TURN.match(one.text) and _TURN.match(other.text):
        return _TALK_CREDIT if is_next else _FARTHER_CREDIT
    return _NOTE_CREDIT if is_next and one.note_id == other.note_id else (0.0, 0.0)


def _bonuses(question: Question, entries: Sequence[Entry]) -> dict[int, float]:
    found = dict.fromkeys((entry.number for entry in entries), 0.0)
    dated = sorted((entry.date, entry.number) for entry in entries if entry.date)
    newest = {number: place / len(dated) for place, (_, number) in enumerate(dated, 1)}
    for entry in entries:
        meant = sum(1 for named in question.named if set(named.person_ids) & set(entry.person_ids))
        found[entry.number] += NAMED_BONUS * min(meant, 2)
        if question.dates and entry.date and within(entry.date, question.dates):
            found[entry.number] += _DATE_BONUS
        if question.about_now:
            found[entry.number] += _NEWEST_BONUS * newest.get(entry.number, 0.0)
    return found


def within(day: str, dates: tuple[str, str]) -> bool:
    """Whether a day, month or year overlaps the days meant."""
    return day + "-01-01"[len(day) - 4 :] <= dates[1] and day + "-12-31"[len(day) - 4 :] >= dates[0]
