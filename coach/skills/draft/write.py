"""Lets the model word the plan, line by line, and checks each line before anybody sees it.

The model is asked for the parts that say something of the world. Courtesies are as good in the planned wording, and a
third of the wait. It answers with the plan's own labels, so each line belongs to one part by construction. A line that
fails is asked for once more, alone; if that fails too, the planned wording stands in and says so.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from coach.errors import ModelNonsense, ModelUnreachable
from coach.guard.findings import FromPlan, Sentence
from coach.guard.fit import LIMITS, SUBJECT_WORDS, reading_grade, word_count
from coach.guard.grounding import copied, is_factual, ungrounded
from coach.guard.mirror import mirror_faults, repeats_withheld
from coach.guard.moves import spoilers
from coach.llm.writer import Slot as Cache
from coach.llm.writer import Writer
from coach.prompts import load_prompt
from coach.skills.draft.brief import Brief, Slot
from coach.text import one_line
from coach.types import Message

OnText = Callable[[str], None]

_SPLICED = re.compile(r",\s+(?:that|this|it)\s+(?:has|is|was|would|made|meant)\b", re.IGNORECASE)
_LABELLED = re.compile(r"^\W*(?P<label>[a-z]+)\W*:\s*(?P<text>.+)$", re.IGNORECASE)
_CHANNEL = {
    "email": "An e-mail",
    "linkedin_note": "A very short note, one short sentence a line",
    "linkedin_message": "A short message",
    "text": "A very short text message, one short sentence a line",
}
_HARDEST_LINE = 11.0
_AGAIN = (0.4, 0.8)


@dataclass(frozen=True)
class Written:
    """The words chosen for each part, in the order of the plan."""

    subject: str
    sentences: tuple[Sentence, ...]
    texts: tuple[tuple[str, ...], ...]  # what each sentence may draw on


def write(brief: Brief, writer: Writer, how: str = "", on_text: OnText | None = None) -> Written:
    """Words for every part of the plan. Checked sentences are streamed in their order, unchecked ones never.

    Args:
        how: a wish for the style ("shorter", "warmer").

    Raises:
        ModelProblem: the model could not answer, or nothing it wrote was usable.
        Stopped: the user stopped it.
    """
    page = _Page(brief, on_text)
    page.begin()
    wanted: Sequence[Slot] = page.open_slots()
    subject_wanted = bool(brief.subject)
    heard = 0
    for temperature in _AGAIN:
        if not wanted:
            break  # a subject alone is not worth a call
        messages = _messages(brief, wanted, subject_wanted, how)
        try:
            for label, text in _lines(writer, messages, temperature, 40 + 45 * len(wanted)):
                heard += 1
                if not label and len(wanted) == 1:
                    label = wanted[0].move  # of one line the model may leave the label out
                if label == "subject" and subject_wanted and page.take_subject(text):
                    subject_wanted = False
                page.take(label, text)
                if page.has_heard(wanted):
                    break  # whatever it goes on to say was not asked for
        except (ModelUnreachable, ModelNonsense):
            # What it wrote before it broke off is checked and kept; planned wordings, marked as such, fill the rest.
            if not heard:
                raise
            break
        # Every ask has a planned wording as good as the model's: it is not worth a second call.
        wanted = [slot for slot in page.open_slots() if slot.move != "ask"]
    if not heard and page.by_plan < len(brief.slots):
        raise ModelNonsense(
            f"The model {writer.name!r} wrote nothing at all. Try again, or use another model."
        )
    return page.finish()


class _Page:
    """The parts as they are settled. What is settled in order is shown at once."""

    def __init__(self, brief: Brief, on_text: OnText | None) -> None:
        self._brief = brief
        self._on_text = on_text or (lambda piece: None)
        self._chosen: dict[int, Sentence] = {}
        self._shown = 0
        self._subject = ""
        self._allowed = " ".join(" ".join(slot.texts()) for slot in brief.slots)
        self._heard: list[str] = []
        for at, slot in enumerate(brief.slots):
            if slot.fixed:
                self._chosen[at] = Sentence(slot.planned, "line", slot.sources)
            elif slot.move == "give" or not is_factual(slot.sources):
                self._chosen[at] = planned(slot)
        self.by_plan = len(self._chosen)

    def begin(self) -> None:
        self._on_text(
            f"{self._brief.greeting.text}\n"
            + ("\n" if LIMITS[self._brief.channel].max_characters > 400 else "")
        )
        self._show()

    def open_slots(self) -> list[Slot]:
        return [slot for at, slot in enumerate(self._brief.slots) if at not in self._chosen]

    def take_subject(self, text: str) -> bool:
        """Takes a subject if it is short and says nothing that the plan does not."""
        clean = one_line(text).strip(" .\"'")
        if not clean or word_count(clean) > SUBJECT_WORDS or "!" in clean:
            return False
        if (
            spoilers(clean)
            or mirror_faults(clean)
            or repeats_withheld(clean, self._brief.secrets, self._allowed)
        ):
            return False
        # Words of two parts together would say what neither says: "German lessons on Thursday?"
        if not any(
            not ungrounded(clean, (self._brief.subject, *slot.texts()), self._brief.names, factual=False)
            for slot in self._brief.slots
        ):
            return False
        self._subject = clean
        return True

    def take(self, label: str, text: str) -> None:
        """Takes a line for the first open part of that label, if nothing is wrong with it."""
        self._heard.append(label)
        for at, slot in enumerate(self._brief.slots):
            if at not in self._chosen and slot.move == label:
                clean = self._brief.voice.spoken(_tidy(text), courtesy=not is_factual(slot.sources))
                if not faults_of(clean, slot, self._brief, self._allowed) and not self._said(clean):
                    self._chosen[at] = Sentence(clean, slot.move, slot.sources)
                    self._show()
                return

    def has_heard(self, wanted: Sequence[Slot]) -> bool:
        """Whether there was a line for each part that was asked for; then hearing starts anew."""
        done = Counter(slot.move for slot in wanted) <= Counter(self._heard)
        if done:
            self._heard.clear()
        return done

    def _said(self, text: str) -> bool:
        return any(sentence.text == text for sentence in self._chosen.values())

    def finish(self) -> Written:
        for at, slot in enumerate(self._brief.slots):
            if at not in self._chosen:
                self._chosen[at] = planned(slot)
        self._show()
        self._on_text(
            "\n" * (2 if LIMITS[self._brief.channel].max_characters > 400 else 1) + self._brief.signoff.text
        )
        order = [self._chosen[at] for at in range(len(self._brief.slots))]
        texts = tuple(slot.texts() for slot in self._brief.slots)
        return Written(self._subject or self._brief.subject, tuple(order), texts)

    def _show(self) -> None:
        while self._shown in self._chosen:
            self._on_text(self._chosen[self._shown].text + " ")
            self._shown += 1


def planned(slot: Slot) -> Sentence:
    """The coach's own wording of a part, marked as such."""
    plans = tuple(source for source in slot.sources if not isinstance(source, FromPlan))
    return Sentence(slot.planned, "planned", (FromPlan(slot.move), *plans))


def faults_of(text: str, slot: Slot, brief: Brief, allowed: str) -> list[str]:
    """What is wrong with one line the model wrote for one part; empty when it may be shown."""
    faults = list(ungrounded(text, slot.texts(), brief.names, factual=is_factual(slot.sources)))
    faults += mirror_faults(text)
    faults += spoilers(text)
    faults += repeats_withheld(text, brief.secrets, allowed)
    if (
        slot.move != "ask"
        and is_factual(slot.sources)
        and copied(text, _example(brief.purpose), " ".join(slot.texts()))
    ):
        faults.append("it is taken from the worked example")
    if "?" in text and slot.move != "ask":
        faults.append("it asks where nothing is to be asked")
    if slot.move == "ask" and text.count("?") != 1:
        faults.append("it does not ask one thing")
    if not text[:1].isupper() or len(text.split()) < 3:
        faults.append("it is not a whole sentence")
    if not re.search(r"[.!?]$", text):
        faults.append("it breaks off")
    if text.count('"') % 2:
        faults.append("it does not end what it quotes")
    if _SPLICED.search(text):
        faults.append("it joins two sentences with a comma")
    short = LIMITS[brief.channel].max_characters < 400
    if len(text) > (max(len(slot.planned) * 1.25, 120) if short else max(len(slot.planned) * 1.7, 170)):
        faults.append("it is too long")
    if reading_grade(text) > max(_HARDEST_LINE, reading_grade(slot.planned)):
        faults.append("it is hard to read")
    return faults


def _tidy(text: str) -> str:
    """One line as a sentence: no quotation marks around it, a capital letter, a full stop."""
    clean = one_line(text).strip(" *")
    if clean.startswith(('"', "“")):
        clean = clean.strip('"“”').strip()
    clean = re.sub(r'[.,]"$', '"', clean)  # their own words end before the full stop
    clean = clean[:1].upper() + clean[1:]
    return clean if not clean or clean[-1] in ".!?" else f"{clean}."


def _example(purpose: str) -> str:
    return load_prompt(f"draft_{purpose}").messages()[1].text


def _messages(brief: Brief, wanted: Sequence[Slot], subject: bool, how: str) -> tuple[Message, ...]:
    labels = {slot.move for slot in wanted} | ({"subject"} if subject else set())
    example_request, example_reply = (
        _only(message.text, labels) for message in load_prompt(f"draft_{brief.purpose}").messages()
    )
    lines = [
        f"{_CHANNEL[brief.channel]}, {', '.join(part for part in (brief.tone, how) if part)}. To: {brief.first_name}. From: {brief.me or 'me'}."
    ]
    if subject:
        lines.append(f"subject: {brief.subject}")
    lines += [f"{slot.move}: {one_line(slot.facts)}" for slot in wanted]
    return load_prompt("draft").messages(
        example_request=example_request, example_reply=example_reply, request="\n".join(lines)
    )


def _only(example: str, labels: Collection[str]) -> str:
    """A worked example without the lines that are not asked for, so that the model writes none of them; whole where none is."""
    rows = [(row, _LABELLED.match(row)) for row in example.splitlines()]
    if not any(match and match["label"] in labels for _, match in rows):
        return example
    return "\n".join(row for row, match in rows if match is None or match["label"] in labels)


def _lines(
    writer: Writer, messages: Sequence[Message], temperature: float, max_tokens: int
) -> Iterator[tuple[str, str]]:
    """(label, text) of each line, as soon as the line is complete; an empty label where the line has none."""
    rest = ""
    for piece in writer.stream(
        messages, slot=Cache.DRAFT, max_tokens=min(max_tokens, 420), temperature=temperature
    ):
        rest += piece
        while "\n" in rest:
            line, rest = rest.split("\n", 1)
            if line.strip():
                yield _parted(line.strip())
    if rest.strip():
        yield _parted(rest.strip())


def _parted(line: str) -> tuple[str, str]:
    match = _LABELLED.match(line)
    return (match["label"].casefold(), match["text"].strip()) if match else ("", line)
