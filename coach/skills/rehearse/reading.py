"""Reads a talk sentence by sentence: what each of the user's sentences does. Judges nothing; the debrief does.

A sentence is read by its `fluent` words and beside what the partner has said so far.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.skills.rehearse import acts, phrases
from coach.skills.rehearse.speech import (
    STOPWORDS,
    content_words,
    fluent,
    longest_shared_run,
    plain,
    share_of_pairs,
    spoken_spans,
    tokens,
)
from coach.skills.rehearse.transcript import Transcript

Trait = Literal[
    "question", "open", "closed", "mirror", "follow_up", "listening", "self_disclosure", "offer", "ask", "clear",
    "vague", "gratitude", "thanks", "apology", "negativity", "leaving", "warm_close", "copied", "off_topic",
]  # fmt: skip

_LONGEST_UNMARKED_QUESTION = 25  # words; in what is longer some "what you" always turns up
_REQUEST = re.compile(r"\b(?:could|would|can|might|may|please|ask|asking|want|need|like|if)\b")
_ENOUGH_TO_JUDGE = 3  # words; "Everything." neither complains nor tells
_COPY_WORDS = 5  # a shared run shorter than this is ordinary English


@dataclass(frozen=True)
class Said:
    """One sentence of the user. `text` is verbatim in its turn; `words` are what was fluent in it."""

    text: str
    words: str
    traits: frozenset[Trait]

    @property
    def length(self) -> int:
        return len(tokens(self.words))


@dataclass(frozen=True)
class UserTurn:
    """One turn of the user, with the partner's words before it."""

    index: int
    sentences: tuple[Said, ...]
    partner_said: str  # the partner's words since the user's last turn
    after_opening: bool  # whether the partner has spoken before

    @property
    def length(self) -> int:
        """In fluent words."""
        return sum(sentence.length for sentence in self.sentences)

    @property
    def words(self) -> str:
        return " ".join(sentence.words for sentence in self.sentences)

    def has(self, *traits: Trait) -> bool:
        return any(trait in sentence.traits for sentence in self.sentences for trait in traits)

    def first(self, trait: Trait) -> Said | None:
        return next((sentence for sentence in self.sentences if trait in sentence.traits), None)

    @property
    def copied(self) -> bool:
        """Whether it gives the partner's words back and hardly any of the user's own."""
        copied = sum(sentence.length for sentence in self.sentences if "copied" in sentence.traits)
        return copied > 0 and copied >= 0.7 * self.length

    @property
    def nonsense(self) -> bool:
        """Keyboard noise, one word over and over, words without a sentence, or no letters at all."""
        words = [word for said in self.sentences for word in tokens(said.words)]
        if not words:
            return True
        if sum(word in phrases.NOISE for word in words) > len(words) / 2:
            return True
        if len(words) >= 4 and max(map(words.count, set(words))) > 0.6 * len(words):
            return True
        known = STOPWORDS | phrases.ANSWER_WORDS | set(tokens(plain(self.partner_said)))
        odd = [
            word
            for word in words
            if _along_the_keys(word) or (not set("aeiouy") & set(word) and not word.isdigit())
        ]
        return (
            _breaks_off(self.sentences[-1].text, words)
            or (len(odd) >= max(1, len(words) / 2) and not set(words) & known)
            or (
                len(words) >= 5
                and share_of_pairs(words, known) == 1.0
                and not set(words) & known
                and len(odd) > 0
            )
        )


def _along_the_keys(word: str) -> bool:
    """Whether it begins with four letters side by side on a keyboard, as no English word does: "asdf", "poiu"."""
    rows = "qwertyuiop asdfghjkl zxcvbnm"
    return len(word) > 3 and (word[:4] in rows or word[:4] in rows[::-1])


def _breaks_off(text: str, words: Sequence[str]) -> bool:
    """Whether words without anybody in them end where no sentence can: "Blue yes seventeen the"."""
    whole = text.rstrip().endswith(("?", "…", "...", ",", "-", "–", "—"))
    return (
        not whole
        and len(words) > 3
        and words[-1] in phrases.ENDS_NOTHING
        and not set(words) & phrases.SOMEBODY
    )


def read_user_turns(transcript: Transcript) -> tuple[UserTurn, ...]:
    """Every turn of the user, in order. Without the embedder's files only what code can tell is told."""
    read: list[UserTurn] = []
    said = ""
    heard: list[str] = []
    does = _what_each_does(transcript)
    for index, turn in enumerate(transcript.turns):
        if turn.speaker == "partner":
            said = f"{said}\n{turn.text}" if said else turn.text
            heard.append(turn.text)
            continue
        sentences = tuple(_read(piece, said, heard, next(does)) for piece in _pieces(turn.text))
        if _only_echoes(sentences, heard):
            sentences = tuple(Said(one.text, one.words, frozenset({"copied"})) for one in sentences)
        read.append(UserTurn(index, sentences, said, bool(heard)))
        said = ""
    return tuple(read)


def _what_each_does(transcript: Transcript) -> Iterator[frozenset[str]]:
    """For each sentence of the user in order. Read in one go, because that is several times faster."""
    replies: list[tuple[str, str]] = []
    said = ""
    for turn in transcript.turns:
        if turn.speaker == "partner":
            said = f"{said} {turn.text}".strip()
            continue
        replies += [(said, piece) for piece in _pieces(turn.text)]
        said = ""
    if not acts.can_read():
        return itertools.repeat(frozenset())
    alone = acts.acts_of([piece for _, piece in replies])
    return iter([one | reply for one, reply in zip(alone, acts.reply_acts_of(replies), strict=True)])


def statements(text: str) -> list[str]:
    """The sentences of a turn that tell something, verbatim."""
    return [piece for piece in _pieces(text) if not is_question(piece, fluent(piece))]


def questions(text: str) -> list[str]:
    """The sentences of a turn that ask something, verbatim."""
    return [piece for piece in _pieces(text) if is_question(piece, fluent(piece))]


def is_question(text: str, words: str) -> bool:
    """With a question mark, turned round without one ("what do you do"), or indirect ("tell me about it")."""
    if phrases.TAG.match(words + ("?" if "?" in text[-3:] else "")):
        return False
    if "?" not in text and phrases.THANKS.search(words):  # "Thank you for telling me about it."
        return False
    if "?" not in text and len(tokens(words)) > _LONGEST_UNMARKED_QUESTION:
        return False
    asked = (
        "?" in text[-4:]
        or bool(phrases.INDIRECT.search(words))
        or _turned_round(words)
        or bool(phrases.SHORT_WH.match(words))
    )
    return (asked and len(tokens(words)) > 1) or (
        asked and words.strip("?! .") in {"why", "how", "when", "where"}
    )


def _turned_round(words: str) -> bool:
    match = phrases.INVERTED.search(words)
    if not match:
        return False
    before = words[: match.start()].split()[-1:]
    # "I asked what you do" and "that's why it matters" tell; only a turned-round clause after a pause asks.
    return not before or before[0].endswith((",", ";", ":", ".", "!")) or before[0] in {
        "so", "and", "but", "hi", "hello", "hey", "oh", "ok", "okay", "cool", "nice", "wow", "then", "tom", "fine", "thanks", "interesting",
    }  # fmt: skip


def _read(text: str, said: str, heard: Sequence[str], does: frozenset[str]) -> Said:
    words = fluent(text).replace(",", "")  # only where somebody paused
    if not tokens(words):
        return Said(text, words, frozenset())
    if _copied(words, heard):
        return Said(text, words, frozenset({"copied"}))
    traits: set[Trait] = set()
    question = is_question(text, words)
    thanks = phrases.THANKS.search(words)
    only_thanks = thanks and "?" not in text and not _REQUEST.search(words)
    ask = bool(does & {"ask", "vague"}) and len(tokens(words)) > 2 and not only_thanks
    ask = ask or bool(phrases.INVITATION.search(words))
    if "offer" in does:
        traits.add("offer")
    if ask:
        traits |= {"ask", "vague" if "vague" in does else "clear"}
    if thanks and (ask or not question):
        traits.add("thanks")
        if not phrases.PERFUNCTORY_THANKS.search(words) and not phrases.BARE_THANKS.search(words):
            traits.add("gratitude")
    if "apology" in does:
        traits.add("apology")
    elif "negativity" in does and len(tokens(words)) >= _ENOUGH_TO_JUDGE:
        traits.add("negativity")
    if phrases.LEAVING.search(words):
        traits.add("leaving")
    if phrases.WARM_CLOSE.search(words):
        traits.add("warm_close")
    if question and not ask and "offer" not in traits and "negativity" not in traits:
        traits.update(_question_traits(words, said, heard, does))
    if not question and not ask:
        if ("listening" in does and len(tokens(words)) > 1) or _listens(words, said):
            traits.add("listening")
        if (
            "self_disclosure" in does
            and len(tokens(words)) >= _ENOUGH_TO_JUDGE
            and not traits & {"apology", "negativity"}
        ):
            traits.add("self_disclosure")
    if "off_topic" in does:
        traits.add("off_topic")
    return Said(text, words, frozenset(traits))


def _question_traits(words: str, said: str, heard: Sequence[str], does: frozenset[str]) -> set[Trait]:
    traits: set[Trait] = {"question"}
    if phrases.GREETING_QUESTION.search(words):
        return traits
    if phrases.MIRROR.search(words):
        return traits | {"mirror"}
    is_open = phrases.OPEN.search(phrases.NOT_OPEN.sub(" ", words))
    if is_open or not phrases.CONTINUES.search(words):
        traits.add("open" if is_open else "closed")
    if _follows_up(words, said, heard, does):
        traits.add("follow_up")
    return traits


def _follows_up(words: str, said: str, heard: Sequence[str], does: frozenset[str]) -> bool:
    if phrases.ASKS_LEAVE.search(words):
        return False
    told = " ".join(
        words_told for piece in statements(said) if not phrases.GREETING.search(words_told := fluent(piece))
    )
    before = content_words(
        " ".join(words_told for turn in heard for piece in statements(turn) if (words_told := fluent(piece)))
    )
    if content_words(words) & (content_words(told) | before):
        return True
    if len(tokens(told)) < 3:
        earlier = content_words(" ".join(map(fluent, heard)))
        return bool(re.search(r"\byou (?:mentioned|said)\b", words)) and bool(content_words(words) & earlier)
    if phrases.FOLLOW_UP_PHRASE.search(words):
        return True
    return "follow_up" in does and not phrases.FRESH_QUESTION.search(words)


def _listens(words: str, said: str) -> bool:
    told = " ".join(fluent(piece) for piece in statements(said))
    own = tokens(words)
    if len(tokens(told)) < 3 or phrases.NOT_LISTENING.search(words) or _about_the_goodbye(words):
        return False
    if phrases.LISTENING.search(words) and len(own) >= 4:
        return True
    shared = content_words(words) & content_words(told)
    of_me = bool(phrases.FIRST_PERSON.search(words))
    if phrases.FEELS_WITH.search(words) and not of_me and len(own) >= 4:
        return True
    if shared and not of_me and len(own) >= 2:
        return phrases.EVALUATION.match(words) is not None
    about_them = bool({"you", "your", "you're", "you've"} & set(own))
    return len(shared) >= 2 and about_them


def _about_the_goodbye(words: str) -> bool:
    return bool(
        phrases.WARM_CLOSE.search(words) or phrases.LEAVING.search(words) or phrases.THANKS.search(words)
    )


def _only_echoes(sentences: Sequence[Said], heard: Sequence[str]) -> bool:
    """Whether a turn is nothing but sentences the partner said, however short they are."""
    theirs = {tuple(tokens(fluent(piece))) for turn in heard[-6:] for piece in _pieces(turn)}
    spoken = [tuple(tokens(one.words)) for one in sentences if one.length]
    return (len(spoken) > 1 or sum(map(len, spoken)) >= 3) and all(words in theirs for words in spoken)


def _copied(words: str, heard: Sequence[str]) -> bool:
    own = tokens(words)
    if len(own) < 3:
        return False
    return any(
        _mostly_from(own, tokens(plain(turn))) or _mostly_from(own, tokens(fluent(turn)))
        for turn in heard[-6:]
    )


def _mostly_from(own: list[str], source: list[str]) -> bool:
    run = longest_shared_run(own, source)
    return own == source or (run >= _COPY_WORDS and run >= 0.75 * len(own))


def _pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in spoken_spans(text)]
