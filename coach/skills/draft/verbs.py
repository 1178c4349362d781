"""The verbs that notes about people begin with, by whose deed they usually are."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRESENT = _words(
    """
    bakes brews builds chairs climbs coaches codes collects cooks curates cycles dances designs does
    dreams drives edits enjoys follows gives goes grows has heads helps hikes hires hopes hosts is
    keeps knits knows leads likes lives looks loves makes manages mentors moves needs opens
    organises organizes owns paints photographs plans plays raises reads repairs researches restores
    rows runs sells sings speaks spends starts studies supports swims takes teaches tends thinks
    trains translates travels volunteers wants wins works writes
    """
)

PAST_OF_THEIRS = _words(
    """
    adopted became began bought built came changed completed defended earned finished found founded got
    graduated hosted joined landed launched learned learnt left made moved opened organised organized
    painted passed planted presented published put qualified ran received retired returned set sold
    started stayed swapped switched took travelled turned waited walked won
    """
)

REPORTS = _words("advised asked explained mentioned promised recommended said suggested told")

TO_SOMEBODY = _words(
    """
        answered baked brought carried checked connected covered cooked drove encouraged fixed forwarded
        gave helped hired introduced invited kept lent let listened looked mended offered paid picked pointed
        proofread read recommended repaired reviewed saved sent shared showed stood taught trained translated
        vouched watched watered wrote
        """
) | REPORTS - {"said", "mentioned"}

KIND = (TO_SOMEBODY - REPORTS) | _words(
    "bought built came cut did drew dug explained fed found got held hosted made put ran sat set spent stayed swapped swept took waited went"
)
NOT_KIND = REPORTS | _words(
    "called emailed interviewed joined liked messaged missed needed phoned rejected texted wanted"
)

TOGETHER = _words("built cooked danced did had made played ran sang studied travelled walked went worked")

TAKES_OBJECT = _words(
    """
    with to for from at about of by sent send ring call called took gave give asked told saw met
    know drove drive visited helped thanked invited introduced left and showed lent paid meet phone
    phoned rang email emailed
    """
)

PAST_TENSE = {
    "are": "were", "have": "had", "want": "wanted", "need": "needed", "hope": "hoped", "plan": "planned", "do": "did",
    "can": "could", "will": "would", "you're": "you were", "you've": "you had", "you'll": "you would", "run": "ran",
    "work": "worked", "lead": "led", "love": "loved", "look": "looked", "live": "lived", "teach": "taught", "like": "liked",
    "don't": "didn't", "haven't": "hadn't", "aren't": "weren't", "know": "knew", "think": "thought", "go": "went",
}  # fmt: skip
_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_NOTVERBS = _words("also always as besides has his is perhaps plus sometimes this thus us was yes")


_ENGLISH = _words(
    """
    about after and asked at back been before both by first for from gave good had has have helped her hers him his i
    into it just likes lives loves met my not now of old on our out said she since some than that the their
    them they this to told two up us was we were what when where who will with works you your
    """
)
_OTHER_TONGUES = _words(
    """
    aan al alla als am ao auf aus avec bei beim che ci como con da das de dei del della dem den der des di dla do dos du e ein
    eine einen einer el elle en er es est et fue gli gut hat haben het ich ihr ihre il ist je jego jej jest la las le lei les lo
    los lui ma mais me mein meine met mi mia mich mijn mio mir mit moi mon más na nach nicht nie nos nous o og ona os para
    per pour por pod qu que qui se sehr sein seine ses si sich sie son su sua suo sur também te todo um uma un una und une uns
    van very von vor was we wir y z za zu zum zur à è é ê może już się för och jag att
    """
) - _words("met was we very do me")


_FEW_WORDS = 3
VERBS = PRESENT | PAST_OF_THEIRS | REPORTS | TO_SOMEBODY | KIND | NOT_KIND | TOGETHER


def reads_as_english(text: str) -> bool:
    """Whether the small words of a text are English ones rather than those of a neighbouring language.

    A word with accents, written small, counts as one of theirs. A line of a few words has to show one word that is English,
    or it may be in a language nobody here can check; a shorter one without any small words passes.
    """
    said = [
        word
        for word in re.findall(r"[^\W\d_]+", text.replace("'", " "))
        if not word[:1].isupper() or word == "I"
    ]
    english = sum(word.casefold() in _ENGLISH for word in said)
    if len(said) >= _FEW_WORDS and not english and not VERBS.intersection(text.casefold().split()):
        return False
    return sum(word in _OTHER_TONGUES or not word.isascii() for word in said) <= english


def is_present(word: str) -> bool:
    """Whether a word directly after "she" or a name is a verb of the third person."""
    bare = word.casefold()
    return bare.isalpha() and bare.endswith("s") and not bare.endswith("ss") and bare not in _NOTVERBS


def base_of(verb: str) -> str:
    """The form that goes with "you": runs -> run, teaches -> teach, carries -> carry, is -> are."""
    bare = verb.casefold()
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    if bare.endswith("ies") and len(bare) > 4:
        return bare[:-3] + "y"
    if bare.endswith(("ches", "shes", "sses", "xes", "zes")):
        return bare[:-2]
    return bare[:-1] if bare.endswith("s") else bare
