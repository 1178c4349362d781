"""What one sentence says: of whom, whether of today, and whether of work, home or a meeting.

Patterns of English and a few words of its neighbours; nothing here knows the book.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from coach.retrieval.words import says, stem
from coach.text import fold, sentence_spans

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KIN = (
    r"(?:brother|sister|mother|father|mum|mom|dad|husband|wife|partner|"
    r"son|daughter|kids?|children|friend|flatmate|cousin|uncle|aunt|boss|neighbou?r|boyfriend|girlfriend|brother-in-law|sister-in-law|niece|nephew)\b"
)
_RELATIVE = rf"\b(?:his|her|their|whose|[A-Z][\w-]+['’]s)\s+(?:\w+\s+)?{_KIN}"
RELATIVE_OF = re.compile(rf"\bthe ({_KIN}) of (?!(?:my|mine|ours?)\b)", re.IGNORECASE)
OF_SOMEBODY_ELSE = re.compile(_RELATIVE, re.IGNORECASE)
BEGINS_WITH_RELATIVE = re.compile(rf"\W*{_RELATIVE}", re.IGNORECASE)
_OVER = r"\b(?:used to|until|till|left|leaving|quit|resigned|retired from|formerly|previously|ex-|no longer|laid off|moved (?:away )?from|my old)\b"
IS_OVER = re.compile(_OVER, re.IGNORECASE)
DENIED = re.compile(
    rf"{_OVER}|\b(?:not|never|n['’]t|hates?|dislikes?|wants? to (?:move|live|work)|would (?:like|love) to|looking for|"
    r"wishes|dreams? of|visit(?:ed|ing|s)?|trip|holiday|went to|conference|on the way|(?:asked|wants|wanted|invited) (?:me|us))\b",
    re.IGNORECASE,
)
AT_WORK = re.compile(
    r"\b(?:works?|working|mgr|pm|boss|colleague|job|jobs|role|organi[sz]ation|company|position|title|employ\w*|runs?|leads?|lead|manages?|manager|heads?|hires?|started|joined|"
    r"engineer|director|analyst|officer|owner|owns|founder|founded|partner|consultant|teaches|teacher|nurse|plans?|planner|sells?|drives?|driver|"
    r"career|business|industry|firm|department|desk|team|office|in charge|is an?|now an?|as an?|trained|qualified|retired|since)\b",
    re.IGNORECASE,
)
_CARD = re.compile(r"[A-Za-z_ ]{3,20}:\s")
CARD_WORK = re.compile(
    r"(?:role|title|job title|position|company|organi[sz]ation|employer|job)\s*:", re.IGNORECASE
)
_AFTER_IS = re.compile(
    r"\b(?:(?:is|works? as|working as|now)\s+(?:now\s+)?(?:an?|the)|works? (?:in|for|at)|runs|teaches|drives|models|sells|edits)"
    r"\s+(?:[\w-]+\s+){0,2}$|['’]s\s+(?:now\s+)?an?\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_AFTER_PAUSE = re.compile(r"(?:^\W*|[(,–—-]\s*)(?:an? |the )?(?:[\w-]+ )?$")
_BEFORE_EMPLOYER = re.compile(r"(?:\s+\w+)?\s*(?:[,;.@()]|(?:at|bei|en)\b|$)")
AT_HOME = re.compile(
    r"\b(?:lives?|lived|living|based|moved (?:back )?to|resides?|settled|flat|house|home|relocated|address|place|city|location|grew roots|staying)\b"
    r"|\bin [A-Z][\w-]+ (?:for|since|now)\b|\b(?:now|back|here) in [A-Z]",
    re.IGNORECASE,
)
BY_ME = re.compile(r"^[\W\d]*(?:I|We|my|I['’]\w+)\b(?! (?:met|know))")
MEETING = re.compile(
    r"\b(?:met|meet|meeting|found me|first (?:evening|day|time|talk|lesson)|got talking|introduced|next to|beside|shared a table|at (?:my|our|their) table|sat|classmate|met_at|know (?:him|her|them) from)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"^[\W\d]*(?:he|she|they|his|her|their|also|and|(?!was|is|this)[a-z]+[a-z]s)\b", re.IGNORECASE
)
_PAUSE = re.compile(r"[,;:–—]\s|\s(?:and|but)\s|\s-\s")
NAME_FOLLOWS = re.compile(r"[\W_]{0,3}[^\W\d_a-z]")
_BELONGS = r"(?:^|[,.;–—-]\s+)(?:(?:we|s?he|they|is|are|sings?|plays?|rows?|sing) )*(?:also )?(?:(?:in|from|of|at) )?(?:the |my |our |a )?(?:\w+ (?:from|in|at|of) )?"
_NO_MORE = r"s?(?:\s+\w+)?\s*(?:[,.;–—]|$|\bat\b|\btoo\b|\bas well\b)"


def clause_saying(sentence: str, words: Sequence[str]) -> str:
    """The clauses of a sentence that say any of the words: what is denied in another is not denied of them."""
    return (
        "; ".join(clause for clause in _PAUSE.split(sentence) if any(says(clause, [word]) for word in words))
        or sentence
    )


def is_of_somebody_else(text: str, person: str = "") -> bool:
    """Whether a text speaks of somebody's brother, boss or friend, so that it may not be about the person themselves.

    "My son's friend Kelvin" is Kelvin.
    """
    match = OF_SOMEBODY_ELSE.search(text)
    first = fold(person).partition(" ")[0]
    return match is not None and not (first and fold(text[match.end() :]).lstrip(" ,:[").startswith(first))


def belongs(sentence: str, name: str, words: Sequence[str]) -> bool:
    """Whether a scrap of a person's sentence is no more than that they belong there: "choir, lives in Newport"."""
    alike = {stem(word): word for word in words}
    flat = re.sub(r"[\w'’]+", lambda at: alike.get(stem(fold(at.group())), fold(at.group())), sentence)
    flat = flat.removeprefix(fold(name)).lstrip(" -–—")
    group = r"\s+".join(re.escape(word) for word in words)
    return bool(re.search(f"{_BELONGS}{group}{_NO_MORE}", flat))


def names_trade(sentence: str, trades: frozenset[str]) -> bool:
    """Whether one of these stems stands where a trade does: after "is a", or between comma or bracket and employer."""
    # Most sentences name none, and folding one at once is quicker than word by word.
    if not any(stem(word) in trades for word in _WORD.findall(fold(sentence))):
        return False
    for match in _WORD.finditer(sentence):
        if stem(fold(match.group())) in trades:
            before, after = sentence[: match.start()], sentence[match.end() :]
            if _AFTER_IS.search(before) or (_AFTER_PAUSE.search(before) and _BEFORE_EMPLOYER.match(after)):
                return True
    return False


def is_written_large(sentence: str, words: Sequence[str]) -> bool:
    """Whether the words stand in the sentence as a name: "Norbury", not "shipping"."""
    return any(re.search(rf"\b{re.escape(word.capitalize())}", _without_accents(sentence)) for word in words)


def is_at(sentence: str, words: Sequence[str]) -> bool:
    """Whether a place or employer stands where somebody is: "at Norbury Data Trust", "in Leeds"; a card line is."""
    if CARD_WORK.search(sentence) or re.match(
        r"\W*(?:address|place|city|location|met_at)\s*:", sentence, re.IGNORECASE
    ):
        return True
    first = "|".join(re.escape(word) for word in words)
    return bool(
        re.search(
            rf"(?:\b(?:in|at|for|with|of|near|from|to|joined|left|by|outside|around|bei|en|chez)\s+|@\s*|[-–—]\s)(?:the\s+)?(?:\w+\s+){{0,2}}?(?:{first})\b",
            _without_accents(sentence),
            re.IGNORECASE,
        )
    )


def _without_accents(text: str) -> str:
    """A text without accents, its capitals kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a passage; each line of a card is one, a line broken by its writer is not."""
    yield from sentence_spans(text if _CARD.match(text) else text.replace("\n", " "))


def overlaps(since: str | None, until: str | None, days: tuple[str, str]) -> bool:
    """Whether a time with at least one end known touches these days."""
    return bool(since or until) and (since or "") <= days[1] and (until or "9") >= days[0]
