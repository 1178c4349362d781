"""The partner's next words: asked of the model, checked by code sentence by sentence, streamed when they pass.

The model proposes; the code holds the person together: one or two spoken sentences, never for the user, never as a
model, no names or numbers from nowhere, a no at level 5, a goodbye when it is over.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from rapidfuzz import fuzz

from coach.llm.endpoint import Slot
from coach.llm.writer import Writer
from coach.people.names import word_set
from coach.prompts import load_prompt
from coach.skills.rehearse import acts
from coach.skills.rehearse.life import in_first_person
from coach.skills.rehearse.reading import is_question
from coach.skills.rehearse.script import Aim, Cast, script
from coach.skills.rehearse.speech import fluent, plain, tokens
from coach.skills.rehearse.spoken import is_whole, makes_up, reads_aloud, tells_news
from coach.skills.rehearse.transcript import Turn
from coach.text import sentences

OnText = Callable[[str], None]

_BEGINS_ANEW = re.compile(r"[^\W_]|[\"“(\[*]")
_INTERJECTION = 2  # words
_SOME_SUBSTANCE = 3  # words; "That's cool!" alone leaves the talk to the user
_OTHER_SPEAKER = re.compile(
    r"\n|(?:^|\s)(?:user|you|me|other|assistant|human|system|them|they|guest|visitor|stranger)\s*:",
    re.IGNORECASE,
)
_STAGE = re.compile(r",?\s?(?:\*[^*]*\*|\([^)]*\)|\[[^\]]*\]|<[^>]*>)|[*_#`~]|[\U0001F000-\U0001FAFF☀-➿️]")
_IS_A_MODEL = re.compile(
    r"\b(?:as an ai|i(?:'m| am) (?:an? )?(?:ai|artificial|virtual|language model|chat ?bot|bot|program|computer|assistant|qwen|gpt)|language model|chat ?gpt|ai (?:model|assistant)|(?:open|qwen|alibaba)\s?(?:ai|cloud)?\b(?<!open)|role[- ]?play|"
    r"how (?:can|may) i (?:help|assist) you (?:today|with that)|(?:i'm|just) (?:just )?here to (?:help|assist)|i can(?:'t|not) assist|(?:happy|glad) to assist|assist you|answer any questions|let me know if (?:you|there)|help you with|(?:something|anything) (?:else )?(?:that )?you (?:need|want|would like)|like to share|(?:more )?(?:information|context) or (?:context|details)|repeat or clarify|do you have any (?:other )?questions|(?:share|shared|sharing) (?:it|that|this) with me|anything else i can|that specific person|system prompt|instructions|in this (?:scenario|scene)|in character|thank you for sharing|simulat\w+)\b"
)
_NAME_WORD = re.compile(r"(?<![.!?…\"“] )(?<!^)\b[A-Z][\w'’-]+")
_NUMBER = re.compile(
    r"\b\d[\d.,:]*\b|\b(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million)s?\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\+?\d[\d ()-]{6,}|[$€£]\s?\d|@\w|\b\d+ [A-Z]\w+ (?:Street|Road|Avenue|Lane)\b|www\.")
_COMMON_CAPITALS = word_set(
    """i i'm i've i'd i'll monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december english christmas easter sorry hello
hi yes no ok okay mr mrs ms dr god linkedin zoom"""
)  # fmt: skip
_NO = re.compile(
    r"\b(?:no\b(?! (?:problem|worries|doubt))|not (?:able|something|comfortable|going|sure i can|the right|in a position|possible|ready|my|really)|can't|cannot|won't|don't|wouldn't|couldn't|"
    r"unable|unfortunately|rather not|decline|i'd prefer not|have to pass|i'll pass|afraid)\b"
)
_GRANTS = re.compile(
    r"\bi(?:'ll| will| can| could| would|'d)(?: be (?:happy|glad|able) to| love to| gladly| certainly| definitely| try to| see if i can)? (?:introduce|refer|connect|put you|send you|pass|recommend|help you|help with|forward|arrange|ask (?:him|her|them)|mention|vouch|lend|share)\b"
)
_MAYBE = re.compile(
    r"\b(?:of course(?! not)|i'd be (?:happy|glad) to|i'd love to|happy to|glad to|don't know any(?:one|body)|sure,|sure thing|why not|absolutely(?! not)|certainly(?! not)|no problem|no worries|yes,|yes\.|okay,|maybe|perhaps|later|another time|i'll see what|let me see|i can (?!not\b)(?:introduce|refer|help|connect|send|ask|try)|i'll (?:introduce|refer|connect|send|put|help|try|think|ask|let you))\b"
)
_A_GRACEFUL_NO = 5  # words; "No." alone is not kind
_GREETS = re.compile(
    r"^(?:hi|hello|hey|good (?:morning|evening|afternoon)|nice to meet)\b|\b(?:to meet you|meeting you)\b"
)
_SAYS_HELLO = re.compile(r"^(?:oh,? |well,? )?(?:hello|hi|hey|good (?:morning|evening|afternoon))\b")
_NOTHING_SAID = re.compile(
    r"^(?:oh,? |wow,? |well,? )*(?:that's|that is|that sounds|it's|sounds|i'm|how|very|i see|hello|hi|hey)?,? ?(?:really |so |very )?(?:great|good|wonderful|nice|cool|interesting|awesome|impressive|fantastic|glad|happy|sorry|lovely|there|i see|okay|ok|right|understood)(?: to hear(?: that| it)?)?[.!?]*$"
)
_ENDS_TALK = re.compile(
    r"\b(?:bye|goodbye|good night|see you|take care|farewell|have a (?:good|great|nice|lovely)|all the best|good luck|safe (?:travels|trip)|enjoy (?:the|your)|nice (?:talking|meeting|to have)|good to (?:see|meet|talk)|great (?:talking|meeting)|talk soon|until)\b"
)


def speak(
    writer: Writer,
    cast: Cast,
    turns: Sequence[Turn],
    aim: Aim,
    on_text: OnText | None = None,
) -> str:
    """The partner's next line, one or two sentences.

    Args:
        turns: the talk so far; the last is the user's, or there are none and the partner opens.
        aim: what this one turn is for.
        on_text: given each sentence once it has passed the checks.

    When two samples fail, the last resort is a fact of the partner's own, the scene's farewell or a plain line.
    """
    for temperature in (0.7, 0.3):
        last = temperature < 0.5
        now = replace(aim, key="again", told="") if last and not aim.key else aim
        line = _sample(writer, cast, turns, now, temperature, on_text)
        if line:
            return line
    line = _last_resort(cast, turns, aim)
    if on_text:
        on_text(line)
    return line


def _sample(
    writer: Writer,
    cast: Cast,
    turns: Sequence[Turn],
    aim: Aim,
    temperature: float,
    on_text: OnText | None,
) -> str:
    """One sample, or "" if it failed. Nothing that failed was shown."""
    passed: list[str] = []
    messages = script(cast, turns, aim)
    begun = messages[-1].text if messages[-1].role == "assistant" else ""
    written = sentences(begun) if aim.key == "opening" else []  # the scene's own words need no check
    if begun and writer.remote:
        messages.pop()  # some services refuse a talk that ends with their own words
        begun = ""
    raw = ""
    shown = ""

    def show() -> None:
        nonlocal shown
        line = " ".join(passed)
        if on_text and line != shown and _complete(passed, aim):
            on_text(line[len(shown) :])
            shown = line

    stream = writer.stream(
        messages, slot=Slot.PARTNER, max_tokens=70, temperature=temperature, stop=("\nUser", "\n\n")
    )
    with closing(stream):  # type: ignore[type-var]
        for piece in stream:
            # What goes on from the first words has a space or a mark before it; another model may begin anew.
            raw = f"{raw or ('' if _BEGINS_ANEW.match(piece) else begun)}{piece}"
            # The last sentence may still be growing.
            for sentence in sentences(_spoken(raw, cast))[len(passed) : -1]:
                if _full(passed, cast, aim.key) or not (
                    sentence in written or _passes(sentence, cast, turns, passed, aim)
                ):
                    show()
                    return _complete(passed, aim)
                passed.append(sentence)
                if aim.key != "decline":  # a no may be taken back by what follows it
                    show()
            if _OTHER_SPEAKER.search(raw.strip()) or _full(passed, cast, aim.key):
                break
    for sentence in sentences(_spoken(raw, cast))[len(passed) :]:
        whole = sentence.endswith((".", "!", "?", "…"))
        if _full(passed, cast, aim.key) or not whole:
            break
        if sentence not in written and not _passes(sentence, cast, turns, passed, aim):
            break
        passed.append(sentence)
    show()
    return _complete(passed, aim)


def _complete(passed: list[str], aim: Aim) -> str:
    """The sentences as a line, if together they do what this turn is for."""
    direction = aim.key
    line = " ".join(passed)
    words = plain(line)
    if direction == "decline" and (
        not _NO.search(words) or _MAYBE.search(words) or len(tokens(words)) < _A_GRACEFUL_NO
    ):
        return ""
    if direction in {"farewell", "leaving"} and not _ENDS_TALK.search(words):
        return ""
    said = sum(
        len(tokens(plain(sentence))) for sentence in passed if not _NOTHING_SAID.match(plain(sentence))
    )
    if direction in {None, "opening", "silent"} and said < _SOME_SUBSTANCE:
        return ""
    if direction in {"question", "doubt"} and "?" not in line:
        return ""
    return line


def _full(passed: Sequence[str], cast: Cast, direction: str | None) -> bool:
    """Whether enough was said. A mere "Hi, Tom!" leaves room for a sentence."""
    most = cast.level.max_sentences
    if direction in {"opening", "decline", "question", "doubt", "leaving", "silent", "personal"}:
        most = max(most, 2)
    said = sum(len(tokens(plain(sentence))) > _INTERJECTION for sentence in passed)
    return said >= most or len(passed) > most


def _passes(sentence: str, cast: Cast, turns: Sequence[Turn], before: Sequence[str], aim: Aim) -> bool:
    words = plain(sentence)
    if len(tokens(words)) > cast.level.max_words + 8 or not is_whole(sentence):
        return False
    if reads_aloud(sentence, _told_as_you(cast), _directed(cast, aim)):
        return False
    heard = [turn.text for turn in turns if turn.speaker == "user"]
    if len(heard) > 1 and _SAYS_HELLO.match(words):
        return False  # one greets once
    friends = cast.scene.acquainted
    if makes_up(sentence, cast.knows(), heard, real=cast.persona.real, friends=friends):
        return False
    of_itself = aim.key in _TELLS_OF_ITSELF and (bool(aim.asked) or not aim.told)
    if cast.persona.real and of_itself and tells_news(sentence, " ".join(cast.persona.facts)):
        return False
    if (cast.level.says_no or aim.key in {"decline", "favour"}) and _GRANTS.search(words):
        return False
    if (
        before
        and sum(len(tokens(plain(one))) for one in before) + len(tokens(words)) > cast.level.max_words + 6
    ):
        return False
    if _CONTACT.search(sentence) or _IS_A_MODEL.search(words) or _speaks_as_another(sentence, cast):
        return False
    if acts.can_read() and "service" in acts.acts_of([sentence])[0]:
        return False
    if cast.level.asks_back == "never" and is_question(sentence, fluent(sentence)) and before:
        return False
    own = [
        *(said for _, said in cast.level.worked),
        *(turn.text for turn in turns if turn.speaker == "partner"),
    ]
    theirs = [turn.text for turn in turns if turn.speaker == "user"][-3:]
    if (
        aim.key not in {"farewell", "leaving", "opening"}
        and _ENDS_TALK.search(words)
        and not _GREETS.search(words)
    ):
        return False
    if len(tokens(words)) > 3 and any(_same_again(words, plain(line)) for line in (*own[-10:], *before)):
        return False
    if len(tokens(words)) > 4 and any(fuzz.ratio(words, plain(line)) > 85 for line in theirs):
        return False
    return not (cast.persona.real and _invents(sentence, cast, turns))


def _told_as_you(cast: Cast) -> tuple[str, ...]:
    """What the partner was told in the second person; said aloud it must have become "I"."""
    scene, persona = cast.scene, cast.persona
    return (
        f"You are {persona.name}, {persona.role}.",
        f"You feel {scene.mood}. You want to {scene.goal}.",
        scene.wont_give,
    )


def _directed(cast: Cast, aim: Aim) -> tuple[str, ...]:
    """What the partner was told about how to speak; none of it is ever said."""
    template = re.sub(r"\$\w+", ".", load_prompt("partner").body)
    return (
        *(line for line in re.split(r"[.:\n]", template) if line.strip()),
        cast.level.manner,
        cast.scene.place,
        *replace(aim, asked="", told="", fact="").directions(),
    )


def _same_again(words: str, line: str) -> bool:
    """Whether a sentence stands already in an earlier line, nearly word for word."""
    return len(words) <= len(line) + 6 and fuzz.partial_ratio(words, line) > 88


def _speaks_as_another(sentence: str, cast: Cast) -> bool:
    """Whether it is said to the partner, of the partner, or under another name; only a stranger says their own name."""
    first = re.escape(cast.first_name)
    own = rf"\b(?:I'm|I am|my name is|this is) (?:Dr\. )?{first}\b|\b{first} (?:here|speaking)\b"
    rest = re.sub(own, "", sentence, flags=re.IGNORECASE)
    if re.search(rf"\b{first}\b", rest, re.IGNORECASE) or (cast.persona.real and rest != sentence):
        return True
    named = re.search(r"\b(?:I'm|I am|my name is|this is) ([A-Z][a-zà-ÿ]+)(?=[,.!]| and| from|$)", rest)
    return bool(named and named.group(1).casefold() not in plain(cast.knows()))


def _invents(sentence: str, cast: Cast, turns: Sequence[Turn]) -> bool:
    """A name or number about a real person that stands nowhere: not in the notes, not in the talk."""
    known = plain(f"{cast.knows()} {' '.join(turn.text for turn in turns)}")
    names = [word.removesuffix("'s").removesuffix("’s").casefold() for word in _NAME_WORD.findall(sentence)]
    strange = [name for name in names if plain(name) not in _COMMON_CAPITALS and plain(name) not in known]
    numbers = [number for number in _NUMBER.findall(sentence) if number.casefold() not in known]
    return bool(strange or numbers)


def _spoken(raw: str, cast: Cast) -> str:
    """Only what is said aloud: no stage directions, quotation marks, names before the line, or other speakers."""
    name, first = re.escape(cast.persona.name), re.escape(cast.first_name)
    text = re.sub(rf"^\s*(?:{name}|{first}|partner)\s*:\s*", "", raw.lstrip(), flags=re.IGNORECASE)
    other = _OTHER_SPEAKER.search(text)
    if other and other.start() > 0:
        text = text[: other.start()]
    text = _STAGE.sub("", text).replace("“", "").replace("”", "").replace('"', "")
    return re.sub(r"\s+", " ", text).strip()


def _last_resort(cast: Cast, turns: Sequence[Turn], aim: Aim) -> str:
    """A plain line for when nothing of the model's passed: it fits the turn, and the talk goes on."""
    if aim.key in {"farewell", "leaving"}:
        return cast.scene.farewell
    if aim.key == "opening":
        whole = [one for one in sentences(cast.scene.opens) if one.endswith((".", "!", "?"))]
        return " ".join(whole) or "Hello there."
    own = in_first_person(aim.fact, cast.persona)
    if own and (aim.asked or (aim.key in _TELLS_OF_ITSELF and not aim.told)):
        return own
    kind = "asked" if aim.asked and aim.key in _TELLS_OF_ITSELF else aim.key
    lines = _PLAIN_LINES.get(kind or "told", _PLAIN_LINES["told"])
    said = {turn.text for turn in turns}
    return next((line for line in lines if line not in said), lines[-1])


_TELLS_OF_ITSELF = frozenset({None, "question", "little", "silent", "again"})
_PLAIN_LINES = {
    "silent": ("Take your time.", "No hurry at all.", "It is nice to just stand here for a moment, too."),
    "decline": ("I'm sorry, but I have to say no to that.", "No, I'm afraid I can't do that."),
    "favour": ("I'd have to think about that first.", "Let me sleep on that."),
    "out_of_role": ("Sorry, I didn't follow that.", "I'm not sure what you mean.", "You have lost me there."),
    "nonsense": ("Sorry, I didn't get that.", "I'm not sure I heard you right.", "Say that again?"),
    "personal": ("That's something I keep to myself.", "I'd rather not go into that.", "That stays with me."),
    "rude": ("That doesn't sound very kind.", "Hm. I'd rather we stayed friendly.", "Let's not talk like that."),
    "doubt": ("What would you want it for?", "Why does that matter to you?", "What exactly do you mean?"),
    "question": ("How did that come about?", "What was that like for you?", "And how do you feel about it?"),
    "asked": ("Good question, I'd have to think about it.", "It depends on the day.", "Hard to say, really."),
    "told": ("I see what you mean.", "Go on, I'm listening.", "Let me think about that for a moment."),
}  # fmt: skip
