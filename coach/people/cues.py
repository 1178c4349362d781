"""What announces a fact, in six languages: after "loves", "lives in", "sucht" or "le gusta" stands what is kept.

One table a kind. Who acts and whether it is stated at all is decided elsewhere; a cue only says what the words after it
are. Adding a language is adding its words here. All but `MET`, `EDUCATION` and `AS` are read in small letters, and so written in them.
"""

import re
from collections.abc import Iterator

_INTEREST = (
    # English
    "loves?(?! to be\\b)|likes(?! to be\\b)|(?<=he )like|enjoys|adores|collects|(?:is|['’]s) (?:really |very )?(?:into|keen on|mad about|crazy about|obsessed with|passionate about|"
    "interested in|fond of|a (?:big )?fan of|training for)|(?:really |very )?keen on|mad about|is learning(?= (?:the|to|[a-zà-þ]))|plays(?! (?:a part|a role|by|for|with)\\b)|"
    "sings(?! (?:in the shower|along)\\b)|paints|bakes|knits|breeds|restores|(?<=he )like very much|builds(?= (?:model|boats|harps|guitars|violins|furniture))|grows|"
    "keeps(?= (?:bees|chickens|hens|goats|pigeons|ducks|rabbits|an? (?:garden|allotment|diary)))|reads a lot of|writes(?= (?:poems|poetry|stories|songs|crime|novels))|"
    "knows (?:a lot|a great deal|everything) about|(?:has )?a passion for|has taken up|took up(?! (?:the|with|my|too|a lot)\\b)|started(?= \\w+ (?:lessons|classes))|"
    "(?:her|his|their) hobb(?:y|ies) (?:is|are)|hobb(?:y|ies):|interests?:|likes:|loves:|"
    # German, French, Spanish, Italian, Portuguese
    "mag|liebt|spielt(?! eine rolle)|sammelt|interessiert sich für|singt|malt|backt|"
    "(?:adore|aime)(?: beaucoup| bien)?|joue (?:du|de la|au|aux|de l['’])|collectionne|(?:est )?passionnée? (?:de|par)|"
    "le gustan?|le encantan?|(?:le|gli) piac(?:e|ciono)|ama|adora|toca|juega (?:al?|con)|colecciona|suona|gioca a|gosta (?:de|do|da)|joga"
)
_DISLIKE = (
    "hates|dislikes|(?:does not|doesn['’]t|do not|don['’]t) like|(?:isn['’]t|is not) (?:very )?keen on|(?:can['’]t|cannot) stand|avoids|"
    "mag kein\\w*|hasst|déteste|n['’]aime pas|odia|no le gustan?|non (?:le|gli) piac(?:e|ciono)|detesta"
)
_NEED = (
    "(?:(?:is|are|was|['’]s)\\s+)?(?:always |still |also |now )?(?:looking|searching) for|seeks|searches for|needs?(?! to (?:be|go|get|do|have|leave|see)\\b)|"
    "(?:is|are|['’]s) (?:hiring|recruiting)(?! for (?:it|them|that)\\b)|(?:is |are )?(?:always )?(?:in need|short) of|could use|could do with|"
    "(?P<aid>(?:wants|needs) help with)|"
    "(?:wants?|would like|['’]d like|would love|['’]d love|hopes|hoping|is hoping|is trying|trying) (?=to (?:find|hire|buy|sell|rent|learn|get into|move into|requalify|retrain|practi[sc]e|swap|change|start|open|join|become|meet|play|publish|improve)\\b)|"
    "(?:wants?|would like|would love|['’]d love)(?: to have)?(?! (?:to|me|us|it|out|her|him|them|more of|nothing|no|every|my)\\b)|"
    "sucht|braucht|cherche|a besoin (?:de |d['’])|busca|necesita|cerca|ha bisogno di|procura|precisa de"
)
_FROM = (
    "(?:is|comes|came|hails) (?:originally )?from|['’]s (?:originally )?from|originally from|born (?:and raised )?in|grew up (?:in|near)|"
    "moved (?:here|over|up|down|back) from|kommt aus|stammt aus|vient de|est originaire de|es de|viene de|è di|viene da|é de"
)
_PLACE = (
    "(?:lives?|lived|living)(?: (?:now|back|alone|together|up|down|out|over|with [\\w' ]{2,20}?))? (?:in|near|by|outside|at)|"
    "(?:is based|based|resides|settled|relocated|has moved|moved|now)(?: (?:now|back|away|up|down|with [\\w ]+?|in[ ]with [\\w ]+?|to a \\w+|into a \\w+))? (?:in|near|to|outside)|"
    "(?:wohnt|lebt)(?: jetzt)? in|(?:habite|vit)(?: maintenant)? (?:à|en|au|près de)|vive(?: ahora| ora)? (?:en|cerca de|a|in)|abita (?:a|in)|(?:vive|mora) em"
)
_EDUCATION = (
    "(?:studied|studies|is studying|studying|graduated|did (?:a|her|his) (?:phd|master['’]s|degree|masters)|training as|hat (?=\\w+ studiert)|"
    "a étudié|étudie|estudió|estudia|ha studiato|studia|estudou)"
)
_MET = (
    "(?:first met|met|got to know|sat next to|ran into|bumped into)(?: (?:her|him|them|each other|up|{name}))?|"
    "kennengelernt|rencontrée?s?|conocí(?: a {name})?|(?:nos )?conocimos|conosciut[oaie]|incontrat[oaie]|treffen(?= (?:beim|auf|im))|conheci(?:-[oa])?(?: [ao] {name})?"
)
_NAME = r"(?:\[\[[^\]]+\]\]|[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*)"
_WHERE = r"(?:at|in|on|through|during|via|while|outside|after|behind|near|by|im|in der|in dem|beim|bei|auf|am|au|à|chez|dans|lors|en|a la|al|alla|nella|nel|no|na)\b"


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{words}):?\s*(?P<what>(?<=[\s'’:])[^.;:!?()]{{2,120}})")


PHRASES: dict[str, re.Pattern[str]] = {
    "interest": _cue(_INTEREST),
    "dislike": _cue(_DISLIKE),
    "need": _cue(_NEED),
}
"""Kind to the cues after which a phrase stands, as group `what`."""

FROM = re.compile(rf"(?<![\w'’-])(?:{_FROM})\s+|(?:^|(?<=, ))(?:originally )?from\s+")
PLACE = re.compile(rf"(?<![\w'’-])(?P<verb>{_PLACE})\s+")
EDUCATION = re.compile(rf"\b(?P<verb>{_EDUCATION})\s+(?P<what>[^.;:!?()\x00]{{3,80}})", re.IGNORECASE)
MET = re.compile(
    rf"\b(?i:{_MET.replace('{name}', f'(?-i:{_NAME})')})\s+(?P<where>(?i:{_WHERE})\s+[^.;!?\x00]{{3,80}})"
)

WORKS = re.compile(
    r"\b(?P<verb>works?|worked|working|employed|started(?: work| working| a job| a new job)?|starts|(?:is |['’]s )?starting|volunteers?|volunteered|interns?|interned|"
    r"got a (?:new )?job|took a job|has a (?:new )?job|(?:her|his|their) new job|new job|spent [\w-]+ years|arbeitet|travaille|trabaja|lavora|trabalha)"
    r"(?: (?P<adverb>part-time|full-time|now|nights|there|jetzt|ahora|ora|in [a-z]+,))? (?P<prep>at|for|with|in|on|@|w/|beim|bei der|bei|für|im|chez|pour|en|para|per|da|presso|alla|al|a|no|na|em)\s+",
)
AS = re.compile(
    r",?\s+(?:(?:now|again|there),?\s+)?(?P<cue>where (?:he|she) (?:is|works as)|as|als|comme|como|come)\s+(?:(?:an?|the|their|un|una|une)\s+)?(?P<role>[\w/&'’ -]{3,60})"
)
WORKS_AS = re.compile(
    r"\b(?:works?|worked|working|employed|started(?: work)?|starts|arbeitet|travaille|trabaja|lavora|trabalha)(?: (?:now|part-time|jetzt))?(?= (?:as|als|comme|como|come)\b)",
)


def each(pattern: re.Pattern[str], text: str, start: int = 0, *, beside: str) -> Iterator[re.Match[str]]:
    """Each match, also one within the group `beside` of another: "sings alto, and collects maps"."""
    match = pattern.search(text, start)
    while match:
        yield match
        match = pattern.search(text, match.start(beside))
