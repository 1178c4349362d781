"""Puts a checked English draft into another language, sentence by sentence, and compares what code can compare.

Each sentence is translated, and translated back by the same model: what comes back has to tell the same of the same
people. That finds a "I told you" for "you told me", not clumsy words; so the English stays beside it, and whoever sends
it is asked to read it. Where a sentence fails twice the whole message stays in English.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.errors import ModelNonsense, ModelUnreachable
from coach.guard.findings import Check, FromPlan, Sentence
from coach.guard.fit import LIMITS
from coach.guard.grounding import said_of_another
from coach.guard.languages import ENGLISH, Language, languages, not_carried_over
from coach.guard.vocabulary import claim_stems, content_stems
from coach.llm.writer import Slot as Cache
from coach.llm.writer import Writer
from coach.people.book import Book
from coach.prompts import load_prompt
from coach.skills.draft.brief import Brief, Gap
from coach.skills.draft.letter import Draft, Revision
from coach.text import one_line, sentences

_NUMBERED = re.compile(r"^\W*(\d{1,2})\s*[:.)]\s*(\S.*)$")
_SUBJECT = re.compile(r"\b(?:I|we|you|he|him|his|she|hers?)\b", re.IGNORECASE)
_PERSONS = {"i": "I", "we": "I", "you": "you"}
_TEMPERATURES = (0.0, 0.6)
_LEAST_COMES_BACK = 0.75  # of the words that say something of the world; as few may be new
_LEAST_OF_COURTESY = 0.5  # of all words that are more than grammar
_KEPT = {"line", "user"}  # the user's own words stay as they are


@dataclass
class Translated:
    """Sentences that came over whole, from English; two drafts that have sentences in common share one."""

    language: Language
    formal: bool
    names: tuple[str, ...]
    known: dict[str, str] = field(default_factory=dict)
    failed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, wanted: Sequence[str], writer: Writer) -> None:
        """Translates what is not known yet; what fails is tried once more, and then stands in `failed`.

        Raises:
            ModelProblem: the model could not answer at all. Stopped: the user stopped it.
        """
        for temperature in _TEMPERATURES:
            asked = [one for one in dict.fromkeys(wanted) if one not in self.known]
            if not asked:
                return
            try:
                there = _translated(
                    writer, asked, languages()[ENGLISH], self.language, self.formal, temperature
                )
                faults = {one: self._faults(one, there.get(one, "")) for one in asked}
                # Only what has come over so far is worth putting back.
                worth = [there[one] for one in asked if not faults[one]]
                back = _translated(writer, worth, self.language, languages()[ENGLISH], self.formal, 0.0)
            except (ModelUnreachable, ModelNonsense):
                if temperature == _TEMPERATURES[0]:
                    raise
                return
            for english in asked:
                wrong = faults[english] or _lost(english, back.get(there[english], ""))
                if wrong:
                    self.failed[english] = wrong
                else:
                    self.known[english] = there[english]
                    self.failed.pop(english, None)

    def _faults(self, english: str, text: str) -> tuple[str, ...]:
        if not text:
            return ("nothing came",)
        return not_carried_over(english, text, self.language, self.names, formal=self.formal)


def translator(book: Book, language: Language, brief: Brief, made: Draft) -> Translated:
    """What a draft is translated with. Names of its people and of where they work stay letter for letter."""
    named = [book.find(brief.to), *book.mentioned_in(made.body)]
    whole = [*brief.names, *(part for one in named for part in (one.name, one.organization) if part)]
    names = dict.fromkeys(word.strip(".,") for text in whole for word in text.split() if word[:1].isupper())
    return Translated(language, brief.tone == "formal", tuple(names))


def put_into(made: Draft, words: Translated, tone: str, called: str, writer: Writer) -> Draft:
    """A checked English draft in another language; in English as it was, with a sentence why, where one line fails.

    The user's own words stay as they are. Nothing is `ready` here: what it means was not read by anybody yet.

    Args:
        words: what is translated already, and what cannot be.
        called: the name the greeting takes.

    Raises:
        ModelProblem: the model could not answer. Stopped: the user stopped it.
    """
    wanted = [*_pieces(made), *([made.subject] if made.subject else [])]
    words.add(wanted, writer)
    language = words.language
    missing = next((one for one in wanted if one not in words.known), None)
    if missing is not None:
        why = f"{missing!r}: {'; '.join(words.failed.get(missing, ('nothing came',)))}"
        return _stays_english(made, language.name, why)
    body, at, whole = "", 0, []
    for sentence in made.sentences:
        text = _said(sentence, words, tone, called)
        start = made.body.index(sentence.text, at)
        body += made.body[at:start] + text
        at = start + len(sentence.text)
        whole.append(replace(sentence, text=text))
    body += made.body[at:]
    most = LIMITS[made.channel].max_characters
    if len(body) > most:
        return _stays_english(
            made, language.name, f"it has {len(body)} characters there, and {most} is the most"
        )
    read = Gap(
        f"Would you read the {language.name} once, beside the English?",
        "Names, numbers, days, questions and every no were compared, and each sentence was put back into English; whether "
        "it reads well and means the same could not be checked.",
    )
    told = Check("language", True, f"{language.name}: names, numbers, days, questions and every no came over")
    return replace(
        made, subject=words.known[made.subject] if made.subject else "", body=body, sentences=tuple(whole), status="needs_you",
        gaps=(*made.gaps, read), checks=(*made.checks, told), language=language.name,
        original=Revision(made.subject, made.body),
    )  # fmt: skip


def _stays_english(made: Draft, language: str, why: str) -> Draft:
    gap = Gap(
        "Is English all right?",
        f"It was to be in {language}, but a sentence did not come over whole, so all of it stays in English.",
    )
    return replace(
        made, status="needs_you", gaps=(*made.gaps, gap), checks=(*made.checks, Check("language", False, why))
    )


def _pieces(made: Draft) -> list[str]:
    """The sentences that a translation is needed for."""
    return [
        piece
        for sentence in made.sentences
        if sentence.kind not in {"greeting", "signoff", *_KEPT} and not _passes_on(sentence)
        for piece in sentences(sentence.text)
    ]


def _said(sentence: Sentence, words: Translated, tone: str, called: str) -> str:
    """A sentence in the other language: greeting and closing by the table, the user's own words as they are."""
    if sentence.kind == "greeting":
        return words.language.greeting[tone].replace("{name}", called)
    if sentence.kind == "signoff":
        name = sentence.text.rpartition("\n")[2] if "," in sentence.text else ""
        if not name:
            return sentence.text  # a name alone, or what the user always ends with
        return f"{words.language.closing[tone]},\n{name}"
    if sentence.kind in _KEPT:
        return sentence.text
    if _passes_on(sentence):
        return words.language.pass_on
    return " ".join(words.known[piece] for piece in sentences(sentence.text))


def _passes_on(sentence: Sentence) -> bool:
    return sentence.kind == "forward" and sentence.sources == (FromPlan("forward"),)


def _lost(english: str, back: str) -> tuple[str, ...]:
    """What a sentence that was put into another language and back no longer says, or says of somebody else."""
    if not back:
        return ("nothing came back",)
    said, again = claim_stems(english), content_stems(back)
    courtesy = content_stems(english)
    whole = (
        len(said & again) >= _LEAST_COMES_BACK * len(said)
        and len(courtesy & again) >= _LEAST_OF_COURTESY * len(courtesy)
        and len(claim_stems(back) - courtesy) <= (1 - _LEAST_COMES_BACK) * len(said)
        and _whom(english) == _whom(back)
    )
    return (*([] if whole else [f"it came back as {back!r}"]), *said_of_another(back, english))


def _whom(text: str) -> set[str]:
    """Of whom a sentence speaks: the writer, the reader, somebody else."""
    return {_PERSONS.get(match[0].casefold(), "another") for match in _SUBJECT.finditer(text)}


def _translated(
    writer: Writer, lines: Sequence[str], source: Language, target: Language, formal: bool, temperature: float
) -> dict[str, str]:
    """Each line with its translation, as far as one came; nothing is asked where there is no line."""
    if not lines:
        return {}

    def numbered(texts: Sequence[str]) -> str:
        return "\n".join(f"{number}: {one_line(text)}" for number, text in enumerate(texts, 1))

    examples = {one.name: numbered(one.formal if formal else one.friendly) for one in (source, target)}
    messages = load_prompt("draft_translate").messages(
        from_language=source.name,
        into_language=target.name,
        example_from=examples[source.name],
        example_into=examples[target.name],
        lines=numbered(lines),
    )
    room = 40 + sum(len(line) for line in lines)  # a token is two or three letters in these languages
    said = writer.complete(messages, slot=Cache.DRAFT, max_tokens=min(room, 900), temperature=temperature)
    found = {
        int(match[1]): match[2].strip()
        for line in said.splitlines()
        if (match := _NUMBERED.match(line.strip()))
    }
    return {line: _opened(found[number], target) for number, line in enumerate(lines, 1) if number in found}


def _opened(text: str, language: Language) -> str:
    """A question or an exclamation with the mark that begins it, where the language has one and the model forgot it."""
    mark = language.opening.get(text[-1:], "")
    return f"{mark}{text}" if mark and mark not in text else text
