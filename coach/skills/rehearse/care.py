"""What is said before any model is asked: care for somebody in despair, an end to harassment, patience with silence."""

import re
from enum import StrEnum

from coach.guard.injection import is_instruction
from coach.prompts import load_prompt
from coach.skills.rehearse.speech import plain, tokens


class Turn(StrEnum):
    """What kind of turn the user's words are, before they are an answer."""

    SPOKEN = "spoken"
    DESPAIR = "despair"  # the practice stops, and the coach answers with care
    HARASSING = "harassing"  # the partner leaves
    SILENT = "silent"  # the partner waits kindly
    OUT_OF_ROLE = "out_of_role"  # orders to a model; the partner hears something odd
    PERSONAL = "personal"  # money, health, an address; the partner keeps it to itself
    TOO_MUCH = "too_much"  # money, a car, a job: nobody gives that to somebody they hardly know, however kind they are
    RUDE = "rude"  # unkind, and no more than that; the partner stays calm


_DESPAIR = re.compile(
    r"\b(?:i|i'm|i am)\b.{0,40}\b(?:want|wanna|wish|going|plan|ready|like|rather|thinking|thought)\b.{0,25}\b(?:to die\b|die\b|be dead|i was dead|i were dead|kill myself|end (?:it all|my life|everything)|not (?:be )?(?:alive|exist|wake up)|disappear forever|suicid\w*|hurt myself|harm myself)"
    r"|\bkill(?:ing)? myself\b|\bsuicid\w+|\bend(?:ing)? my (?:own )?life\b|\btake my (?:own )?life\b|\bself[- ]harm|\b(?:cut|cutting|hurt|hurting|harm|harming) myself\b(?! (?:shaving|a slice|some|off|short))"
    r"|\b(?:don't|do not|dont) (?:want to|wanna) (?:be here any ?more|live|be alive|exist|wake up|go on living|go on any ?more|be in this world)"
    r"|\b(?:no reason|nothing left|no point|not worth|can't go on) (?:to|in|of)? ?(?:live|living|being alive)\b|\blife (?:is not|isn't|is no longer) worth\b|\bbetter off (?:dead|without me)\b|\bi (?:can't|cannot) (?:go on|take it|do this) any ?more\b(?!.*\b(?:job|meeting|talk|rehears|practice|small talk)\b)|\bwish i (?:was|were) (?:dead|never born)\b|\bwish i had never been born\b"
)
_HARASSING = re.compile(
    r"\b(?:have sex|sex with|sleep with (?:me|you)|fuck (?:you|me|off)|wanna fuck|suck my|blow ?job|show me your (?:tits|boobs|body|ass)|send nudes|nudes?\b|you(?:'re| are) (?:so )?(?:sexy|hot\b(?! (?:in|today))|fuckable)|your (?:tits|boobs|ass|naked body)|get naked|naked (?:pic|photo)|take (?:off )?your clothes|undress|make out with|kiss (?:me|you)|touch (?:your|you)r? ?(?:body|breasts?|ass|leg)?|horny|masturbat\w*|slut|whore|bitch|cunt|rape|i(?:'ll| will| want to| am going to|'m going to) (?:kill|hurt|beat|hit|rape|follow|stalk) you|i know where you live|go kill yourself|kill yourself)\b"
)
_SILENT = re.compile(
    r"^(?:\W*|\W*(?:u+h*m+|u+h+|e+r+m*|h+m+|silence|silent|pause|pauses|says nothing|no answer|nothing|freezes?|frozen|long pause|blank|mind blank)\W*"
    r"|.{0,20}\b(?:i (?:just |have |'ve )?(?:froze|freeze|'m freezing|blanked|am stuck|'m stuck|lost my words)|i'm frozen|my mind (?:is|went|has gone) (?:completely )?blank|i (?:don't|do not) know what to say|what (?:do|should) i say(?: now)?)\b.{0,40})$"
)
_OUT_OF_ROLE = re.compile(
    r"\b(?:are you|you are|you're|act as|pretend (?:to be|you're)|be|(?:am i|i'm|i am) (?:talking|speaking|chatting|writing) (?:to|with))\b.{0,20}\b(?:an? (?:ai|bot|robot|machine|computer|language model|llm|chatbot|program|assistant|real person)|chat ?gpt|gpt|gemini|qwen|llama|siri|human\b)"
    r"|\b(?:your|the|initial|original|hidden|system) (?:system )?(?:prompt|instructions?|programming|training data|guidelines|rules are)\b|\b(?:break|drop|leave|out of|stay out of) (?:the )?(?:character|role)\b|\bstop (?:pretending|role ?playing|acting)\b"
    r"|\b(?:ignore|forget|disregard) (?:all |the |your |any )*(?:previous|prior|above|earlier|instructions|rules|prompt)\b|\bjailbreak\b|\bdeveloper mode\b|\bwrite (?:me )?(?:a|some|the) (?:python|code|script|program|poem|essay|function|sql)\b|\blet(?:'s| us) (?:swap|switch)(?: roles)?\b|\byou(?:'re| are) the user\b|\b(?:say|write|tell me) what (?:i|the user) (?:would|should|will|could) (?:say|answer|reply)\b|\bthis is (?:just |only )?a (?:simulation|rehearsal|practice|role ?play)\b|\bas an? (?:ai|language model)\b"
)
_PERSONAL = re.compile(
    r"\b(?:(?:what|how much) (?:money )?do you (?:earn|make|weigh|have in)|how much money|your (?:salary|income|wages?|debts?|pin|password|bank|weight|religion|health|diagnosis|marriage|divorce|sex life|home address|address|(?:phone|mobile|private) ?(?:number)?|number|e-?mail)"
    r"|where (?:exactly )?do you live|are you (?:ill|sick|pregnant|gay|divorced|on (?:any )?medication|in debt)|(?:a|your|any) secrets?)\b"
)
_TOO_MUCH = re.compile(
    r"\b(?:lend|loan|give) me\b.{0,20}\b(?:money|hundred|thousand|car|house|flat)\b|\b(?:get|give|find) me (?:a|the|that|this) job\b"
)
_RUDE = re.compile(
    r"\b(?:shut up|(?:you're|you are|you) (?:so |really |such an? |an? )*(?:stupid|boring|dumb|ugly|useless|pathetic|idiot|moron|fool|loser|annoying|not very bright|waste of)|(?:this|that|it)(?: is|'s) (?:so )?(?:boring|stupid|pointless)"
    r"|don't (?:really )?care (?:what|about what) you|people like you|is that all you|go away|leave me alone|nobody asked you|who asked you)\b"
)


def kind_of(text: str) -> Turn:
    """Reads a turn in the order that matters: a person in need comes before everything else."""
    words = plain(text)
    if _DESPAIR.search(words):
        return Turn.DESPAIR
    if _HARASSING.search(words):
        return Turn.HARASSING
    if not tokens(words) or _SILENT.match(words.strip()):
        return Turn.SILENT
    if is_instruction(text) or _OUT_OF_ROLE.search(words):
        return Turn.OUT_OF_ROLE
    if _TOO_MUCH.search(words):
        return Turn.TOO_MUCH
    if _PERSONAL.search(words):
        return Turn.PERSONAL
    return Turn.RUDE if _RUDE.search(words) else Turn.SPOKEN


def words_of_care() -> str:
    """What the coach says, as itself, when somebody wants to die."""
    return " ".join(load_prompt("care").body.split())


def leaving_calmly() -> str:
    """What the partner says when it is harassed or threatened."""
    return " ".join(load_prompt("partner_leaves").body.split())
