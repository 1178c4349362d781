"""The verbs that notes about people begin with, by whose deed they usually are."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRESENT = _words(
    """
    bakes brews builds chairs climbs coaches codes collects cooks curates cycles dances designs does
    dreams drives edits enjoys follows gives goes grows has heads helps hikes hires hopes hosts is
    keeps knits knows leads likes lives looks loves makes manages mentors moves needs opens
    organises organizes owns paints photographs plans plays raises reads repairs researches restores
    rows runs sells sings speaks spends starts studies supports swims takes teaches tends thinks
    trains translates travels volunteers wants works writes
    """
)

PAST_OF_THEIRS = _words(
    """
    adopted advised answered asked baked became bought brought built came carried changed checked
    completed connected covered drove earned encouraged explained finished fixed forwarded founded
    gave got graduated helped hosted introduced invited joined launched learned learnt left lent let
    listened looked made mentioned moved opened organised organized paid painted passed planted
    pointed presented proofread published put ran read received recommended repaired retired
    returned reviewed said sent set shared showed started stayed suggested swapped switched taught
    told took translated walked won wrote
    """
)

FAVOURS = _words(
    """
    answered brought carried checked covered drove fixed helped invited looked paid painted
    proofread read repaired reviewed set swapped took translated watched wrote
    """
)

TOGETHER = _words(
    """
    chatted cooked danced had met played sang sat shared spoke studied talked walked went worked
    """
)

_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_NOT_VERBS = _words("also always as besides has his is perhaps plus sometimes this thus us was yes")


def is_present(word: str) -> bool:
    """Whether a word directly after "she" or a name is a verb of the third person."""
    bare = word.casefold()
    return bare.isalpha() and bare.endswith("s") and not bare.endswith("ss") and bare not in _NOT_VERBS


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
