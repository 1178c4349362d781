"""Words for a finding: why it matters, and a line that could have been said in this very talk.

A line is made of the partner's own words where it can be ("You said you moved last year. What was that like?"). What
only the user knows stays open as "…": nothing is invented for them.
"""

import re

from coach.skills.rehearse.reading import UserTurn, questions, statements
from coach.skills.rehearse.speech import content_words, fluent
from coach.skills.rehearse.transcript import Transcript

_WHY = {
    "one_word_answer": "A very short answer leaves the other person to carry the talk. One small detail of yours gives them something to hold on to; it need not be clever.",
    "no_question": "People enjoy being asked. One question about what they just told you shows interest, and then they talk while you breathe.",
    "closed_questions_only": "Every question could be answered with yes or no. One that begins with how or what lets them tell you something.",
    "no_follow_up_question": "Each question opened something new. Asking once more about the answer you just got is easier, and shows that you heard it.",
    "monologue": "This turn was long enough for the other person to lose the thread. Two sentences and a question keep it a talk of two.",
    "apologising": "You are not a bother: they chose to talk with you. Leaving the apology out costs nothing, and the rest of your sentence stands by itself.",
    "negativity": "A complaint puts the other person in a spot, because they can only agree or disagree. Saying what you would like instead opens a door.",
    "ask_too_early": "The favour came before the two of you had anything in common. A question or two first makes a yes much easier.",
    "vague_ask": "They may want to help and not know how. Something small and exact, with a who, a what or a when, is easy to say yes to.",
    "no_give": "You asked for something and gave nothing back yet. A thank-you or a small offer makes it go both ways.",
    "abrupt_close": "The talk broke off. One warm sentence on the way out is what people remember.",
    "off_topic": "This did not answer what they said, so they may feel unheard. A sentence on their subject comes first; yours can follow.",
}

_SWAPS = {
    "i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "me": "you", "my": "your", "mine": "yours",
    "myself": "yourself", "we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll", "us": "you",
    "our": "your", "ours": "yours", "am": "are",
}  # fmt: skip
_FIRST = re.compile(r"^(?:i|i'm|i've|i'd|we|we're|we've|my|our)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_I_WAS = re.compile(r"\bi was\b", re.IGNORECASE)
_I_AM_NAME = re.compile(r"^I'm [A-Z][\w'-]+, (?=(?:I|we)\b)")
_LEAD = re.compile(
    r"^(?:(?:oh|well|so|yes|yeah|no|hi|hello|hey|and|but|honestly|actually|sure|right|okay|ok|ah|thanks|thank you|fine|good|great|not bad|pretty good|nice to meet you|\w+ morning)[,!.]? +(?:\w+[,!] +)?)+",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[,;:—–]|\s-\s|\b(?:and|but|because|so|which|although|while)\b\s).*$")
_BORING = re.compile(
    r"\b(?:nice to (?:meet|see)|how are you|welcome|pleased|thank|good (?:morning|evening|afternoon)|sorry|bye|see you|i'm afraid|let me|here you|have to|should get)\b",
    re.IGNORECASE,
)
_HOW_WAS = re.compile(
    r"\bhow(?:'s| is| was| were| are|'re| did)\s+((?:your|the|this|last) (?:[\w-]+ ?){1,4}?)(?: (?:so far|going|go|been|today|treating you))*\s*\?",
    re.IGNORECASE,
)


def why(code: str) -> str:
    """Why this one thing is worth trying, in a sentence or two."""
    return _WHY[code]


def say_instead(code: str, transcript: Transcript, turn: UserTurn) -> str:
    """A line that would have fitted here. "…" stands for what only the user can fill in."""
    back = _reflection(transcript, turn)
    name = transcript.partner.split()[0] if transcript.partner.split() else ""
    match code:
        case "no_question" | "no_follow_up_question" | "closed_questions_only":
            return f"{back} {_open_question(back)}".strip()
        case "one_word_answer" | "off_topic":
            return _fuller_answer(turn, back)
        case "monologue":
            return f"{_first_sentence(turn)} {f'But you said {_after(back)} ' if back else ''}{_open_question(back)}"
        case "apologising":
            return _without_apology(turn, back)
        case "negativity":
            return f"It is not easy at the moment; what I would like more of is …. {_open_question('')}"
        case "ask_too_early":
            if back:
                return f"{back} {_open_question(back)}"
            return (
                f"It's good to meet you{', ' + name if name else ''}. What are you working on at the moment?"
            )
        case "vague_ask":
            return _exact_ask(turn)
        case "no_give":
            return f"{_ask_line(turn)} I know it takes your time, so thank you; and if I can do something for you, tell me."
        case "abrupt_close":
            about = f" I liked hearing that {_after(back)}" if back else ""
            return f"I have to go now, but thank you for talking with me{', ' + name if name else ''}.{about} See you!"
        case _:
            raise KeyError(code)


def _reflection(transcript: Transcript, turn: UserTurn) -> str:
    """The partner's most telling clause before this turn, said back: "You said you moved offices."; or empty."""
    earlier = [t.text for t in transcript.turns[: turn.index] if t.speaker == "partner"]
    for text in reversed(earlier):
        clauses = [clause for piece in statements(text) if (clause := _clause(piece))]
        if clauses:
            best = max(clauses, key=lambda clause: len(content_words(fluent(clause))))
            return f"You said {_turned(best)}."
    return ""


def _clause(sentence: str) -> str:
    """What they tell of themselves in it, short enough to say back; empty where turning it round could go wrong."""
    bare = _LEAD.sub("", " ".join(sentence.replace("’", "'").split())).strip(" .!…\"'")
    bare = _I_AM_NAME.sub("", bare)
    if _BORING.search(bare) or _YOU.search(bare) or not _FIRST.match(bare):
        return ""
    while len(bare.split()) > 12 and (shorter := _CUT.sub("", bare, count=1)) != bare:
        bare = shorter
    return bare if 4 <= len(bare.split()) <= 16 and content_words(fluent(bare)) else ""


def _turned(clause: str) -> str:
    """Said back to them: "I was at sea" becomes "you were at sea"."""
    return " ".join(map(_swap, _I_WAS.sub("we were", clause).split()))


def _swap(word: str) -> str:
    bare = word.rstrip(",.;:!?")
    swapped = _SWAPS.get(bare.lower())
    return word if swapped is None else swapped + word[len(bare) :]


def _after(reflection: str) -> str:
    return reflection.removeprefix("You said ")


def _open_question(reflection: str) -> str:
    if re.search(
        r"\b(?:moved|left|started|changed|switched|joined|became|went|did|was|were|had|finished|gave|ran|began|used to)\b",
        reflection,
    ):
        return "What was that like?"
    if re.search(r"\b(?:will|going to|plan|hope|want|looking|would|next|soon)\b", reflection):
        return "What are you looking forward to most about it?"
    return "What is that like?" if reflection else "And how is it for you?"


def _fuller_answer(turn: UserTurn, back: str) -> str:
    asked = " ".join(questions(turn.partner_said)).replace("’", "'")
    how = _HOW_WAS.search(asked)
    words = asked.casefold()
    if how:
        about = " ".join(_swap(word) for word in how.group(1).split())
        return f"{about[0].upper()}{about[1:]}? The best part was …, and the hardest was …. How about you?"
    for pattern, line in _ANSWERS:
        if re.search(pattern, words):
            return line
    if asked:
        return "To be honest, …, mostly because …. How is it for you?"
    return (
        f"{back} For me it is a little different: …. {_open_question(back)}"
        if back
        else "I …, and what I like about it is …. How about you?"
    )


_ANSWERS = (
    (r"\bwhat (?:brings|brought) you\b", "I came because …, and I was hoping to hear about …. What brought you here?"),
    (r"\bwhat do you do\b|\byour (?:job|work|role)\b|\bdo for (?:work|a living)\b|\bworking on\b", "I …, and right now I spend most of my time on …. What about you?"),
    (r"\b(?:talk|session|speaker|keynote)\b", "The part that stayed with me was …, because …. What did you take from it?"),
    (r"\btell me about yourself\b|\babout you\b", "I …, I used to …, and lately I have been trying to …. What would you like to hear more about?"),
    (r"\b(?:study|studying|course|degree)\b", "I study …, and the part I like best is …. What did you study?"),
    (r"\bwhere\b.*\b(?:from|live|work)\b", "I'm from …, which is known for …. And you?"),
    (r"\b(?:looking for|hoping|goal|next|plans?)\b", "I would like to …, and the next small step for me is …. How did you find your way?"),
    (r"\bhow are you\b|\bhow(?:'s| is) (?:it|everything)\b|\bhow have you been\b", "A bit tired but happy, because …. How about you?"),
)  # fmt: skip


def _first_sentence(turn: UserTurn) -> str:
    first = next((said.text for said in turn.sentences if said.length >= 4), turn.sentences[0].text)
    words = " ".join(first.split())
    return words if len(words) <= 160 else "In short: …."


def _without_apology(turn: UserTurn, back: str) -> str:
    kept = [
        " ".join(said.text.split())
        for said in turn.sentences
        if "apology" not in said.traits and said.length >= 3
    ]
    if kept:
        return " ".join(kept[:2])
    return (
        f"{back} {_open_question(back)}"
        if back
        else "Have you got a minute? I'd like to hear how you came to this."
    )


def _ask_line(turn: UserTurn) -> str:
    said = turn.first("ask")
    return " ".join(said.text.split()) if said and len(said.text) < 160 else "Could you …?"


def _exact_ask(turn: UserTurn) -> str:
    words = turn.words
    if re.search(r"\b(?:cv|resume|application|cover letter|portfolio)\b", words):
        return "Would you look at one page of my CV by Friday and tell me the first thing you would change?"
    if re.search(r"\b(?:coffee|lunch|meet|chat|call|talk|brain|catch up)\b", words):
        return "Would you have twenty minutes for a coffee next Tuesday or Wednesday? I'd like to ask you about …."
    if re.search(
        r"\b(?:introduc|someone|anyone|somebody|anybody|contacts?|connections?|people|network|know)\w*\b",
        words,
    ):
        return "Is there one person who does … that you could introduce me to? I'll write two lines you can forward."
    return "I'm looking for a first step towards …. Would you have fifteen minutes next week to tell me how you would begin?"
