"""What is open between the user and one person: first the ledger, then the sentences that promise, lend or owe."""

import re
from collections.abc import Sequence

from coach.people.book import Book
from coach.retrieval.subjects import Told, quoted, sentences_about
from coach.retrieval.words import content_words, says
from coach.types import Citation, Person

_OF_MINE = re.compile(
    r"\bdo i (?:still )?owe\b|\b(?:did|have|had) i (?:ever |still )?(?:promised?|owed?)\b|\bmy (?:promises?|debts?) to\b"
    r"|\bam i (?:still )?(?:owing|in debt)\b|\bi(?:['’]ve| have)? promised\b",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(
    r"\bowes? me\b|\bpromised? (?:to )?(?:me|us)\b|\bowe me\b|\b(?:has|have|did|does) .+ (?:promised?|owe)\b",
    re.IGNORECASE,
)
_I_OWE = re.compile(
    r"\b(?:I|we)(?: still| also| have|['’]ve)? (?:promised|owe|said (?:that )?I['’]?(?:d| would| will|ll)|must|should give|offered)\b|\bI['’]ll\b|\bowe (?:him|her|them)\b"
    r"|\blent me\b|\bgive (?:it|them) back\b|\bI still have\b|\b(?:le|les) debo\b|\bich schulde\b|\bversprochen, dass ich\b",
    re.IGNORECASE,
)
_THEY_OWE = re.compile(
    r"\bpromised (?:me|to)\b|\bowes? me\b|\bI lent\b|\bborrowed\b|\bnever paid\b|\b(?:s?he|they) (?:said|will|would|['’]ll)\b.*\b(?:me|could)\b"
    r"|\boffered\b|\bme debe\b|\bhat mir versprochen\b|\bschuldet mir\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    [
        "owe",
        "owes",
        "owed",
        "owing",
        "promise",
        "promised",
        "promises",
        "still",
        "open",
        "debt",
        "debts",
        "exactly",
        "back",
        "offer",
        "offered",
        "lend",
        "lent",
        "money",
        "favour",
        "favor",
    ]
)
_SHOWN = 3


def owed_told(book: Book, person: Person, question: str, named: Sequence[str]) -> Told | None:
    """What the user owes this person, or the person them; None when no note says so or nothing of it is asked.

    Args:
        named: the folded words the question uses for the person. Its other words narrow down what is meant.
    """
    by_me = bool(_OF_MINE.search(question))
    if not by_me and not _OF_THEIRS.search(question):
        return None
    direction = "promised_by_me" if by_me else "promised_to_me"
    cites = [
        entry.citation or Citation("", person.name, entry.date, entry.text)
        for _, entry in book.store.facts.ledger(person.id)
        if entry.open and entry.direction == direction
    ]
    pattern = _I_OWE if by_me else _THEY_OWE
    cites = [one for one in cites if one.note_id] or [
        one for one in sentences_about(book, person) if pattern.search(one.quote)
    ]
    words = [word for word in content_words(question) if word not in named and word not in _PLAIN]
    narrowed = [one for one in cites if any(says(one.quote, [word]) for word in words)]
    shown = tuple(dict.fromkeys(narrowed or cites))[:_SHOWN]
    return Told(" ".join(quoted(one) for one in shown), shown) if shown else None


def asks_for_debts(question: str) -> bool:
    """Whether a question is about what one owes the other."""
    return bool(_OF_MINE.search(question) or _OF_THEIRS.search(question))
