"""What a role, an organization and a place look like in free text."""

import re

from coach.people.names import word_set
from coach.text import fold

# The last word of what somebody does.
_ROLES = word_set(
    "accountant actor actress actuary administrator adviser advisor agent analyst anaesthetist apprentice apotheker archaeologist architect archivist artist assistant associate astronomer "
    "attorney auditor author baker banker barber barista barista barrister biochemist biologist boatbuilder bookbinder bookkeeper bookseller botanist brewer broker builder buyer captain cardiologist "
    "caretaker carpenter cartographer cashier caterer ceo cfo chairman chairwoman chair chef chemist cleaner clerk climatologist coach cobbler colleague columnist comedian composer conductor "
    "conservator consultant controller cook coordinator copywriter coroner councillor counsel counsellor counselor coo courier cto curator dancer dealer dean decorator dentist deputy designer developer dietitian "
    "director docker doctor dramaturg driver economist editor electrician employee engineer entrepreneur epidemiologist estate-agent farmer fellow filmmaker firefighter fisherman florist "
    "forester founder co-founder cofounder freelancer fundraiser gardener geographer geologist geophysicist glazier goldsmith governor gp graduate grower hairdresser headhunter headmaster headteacher historian "
    "hydrologist illustrator immunologist inspector instructor interpreter intern inventor investor janitor jeweller joiner journalist judge lab-technician landlord landlady landscaper lawyer lead leader "
    "lecturer librarian lieutenant linguist lobbyist locksmith logistician luthier machinist magistrate manager marketer mason mathematician mechanic mediator merchant meteorologist "
    "microbiologist midwife minister musician musicologist neighbour-engineer neurologist novelist nurse nutritionist officer oncologist operator optician optometrist orderly organiser organizer organist owner painter "
    "paediatrician paralegal paramedic partner pastor pathologist pediatrician pharmacist philosopher photographer physician physicist physiotherapist pianist pilot planner playwright plumber poet policeman "
    "policewoman politician porter postdoc postman potter practitioner president priest principal printer producer professor programmer prosecutor psychiatrist psychologist psychotherapist publisher publicist "
    "radiographer radiologist ranger realtor receptionist recruiter registrar reporter representative researcher restaurateur retailer sailor salesman salesperson saleswoman scholar scientist sculptor seamstress "
    "secretary seller sergeant shipwright singer skipper social-worker soldier solicitor specialist statistician steward stonemason strategist student superintendent supervisor surgeon surveyor tailor "
    "teacher technician technologist therapist tiler trader trainee trainer translator treasurer trustee tutor umpire underwriter undertaker upholsterer urbanist veterinarian vet vicar violinist volunteer waiter "
    "waitress warden watchmaker weaver webmaster welder winemaker worker woodworker writer zoologist head vp cmo cio ciso dba sre qa pm mp pa controller nanny sommelier stylist beekeeper choreographer cellist "
    "mgr dir asst exec scheduler subtitler dispatcher dev prof physio roofer headmistress planner carer crew keeper captain cook joiner sculptor "
    "gp osteopath chiropodist optometrist paediatrician sonographer phlebotomist registrar sexton verger bailiff steeplejack thatcher farrier saddler upholsterer signwriter typesetter binder compositor "
    "soudeur grafica grafico steuerberater steuerberaterin apothekerin krankenpfleger krankenschwester erzieher erzieherin maurer tischler schreiner infirmier instituteur institutrice enseignant enseignante boulanger boulangere ingeniera ingeniero enfermero enfermera maestro maestra infermiera insegnante camarero camarera cocinero cocinera dentista arquitecto arquitecta architetto architecte architekt architektin professore professoressa teamleiter teamleiterin ubersetzer ubersetzerin verleger verlegerin lektor lektorin traductor traductora periodista cardiologo cardiologa "
    "ingenieurin lehrer lehrerin arzt arztin ingenieur ingenieurin leiter leiterin berater beraterin professeur medecin infirmiere avocat avocate ingegnere medico medica profesor profesora abogado abogada enfermera professora"
)
_MAKES = re.compile(
    r"[a-z]{3,}(?:ographer|ologist|ician|smith|wright|onomist|keeper|(?<!trouble)(?<!match)maker|monger|therapist|surgeon|binder|dresser|fitter|builder|grower|[^h]erin|istin|ologin)$"
)
"""How words for a trade end, whatever the trade: "oceanographer", "sailmaker"."""

_BEFORE_OF = word_set(
    "head director chief manager chair chairman chairwoman president vice-president vp professor teacher owner founder editor leader lead secretary curator keeper captain officer deputy dean"
)
_NOT_IN_ROLE = word_set(
    "i she he it they we you me him us them my your his her their this that these those is was are were has had have not very so too really said told like than if when because what who "
    "now jetzt which good great nice lovely only same best old former other another first last one two three few many most big favourite favorite perfect terrible real bit lot kind sort fan son daughter works worked lavora trabaja travaille arbeitet come como comme als mein meine mon ma mi mio"
)
_NO_PHRASE = word_set(
    "as with each every a an the for to from on at by w/ com o os mit started began starts begins knows knew goes does makes takes gets needs wants "
    "asks asked drives runs teaches manages leads meets met sees saw became becomes got went came gave"
)
"""Words that no noun phrase for a trade has, unless after "of"."""

_ORG_NOUN = (
    r"(?:trust|charity|bank|school|university|college|hospital|council|library|museum|gallery|theatre|theater|orchestra|agency|ministry|start-?up|company|firm|institute|foundation|association|society|observatory|"
    r"port|docks|harbour|harbor|shipyard|airport|airline|railway|brewery|bakery|bookshop|café|cafe|restaurant|hotel|farm|clinic|hospice|pharmacy|dispensary|practice|lab|laboratory|newspaper|magazine|publisher|"
    r"radio station|studio|workshop|factory|mill|embassy|court|police|fire service|post office|city council|town hall|registry|archive|archives|insurer|consultancy|co-op|cooperative|union|zoo|garden centre|"
    r"supermarket|warehouse|shop|store|gym|call centre|care home|radio|paper mill|mill|depot|garage|salon|department|navy|army|sports centre|community centre|food bank|nursery|primary school|secondary school|law firm|record office|records office|mobile library|power company|water company|ferry company)"
)
_CAPITAL = r"(?!(?:I|She|He|They|We|It|But|And|The|My|Her|His|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter)\b)[A-ZÀ-Þ0-9][\w&'’./-]*"
_JOIN = r"(?:\s+(?:of|and|for|the|&|de|des|du|di|da|do|für|und|et|y|e|of the|for the|at the)\s+|\s+)"
_ORGANIZATION = re.compile(
    rf"(?:the\s+|a\s+|an\s+|his\s+|her\s+)?(?P<name>(?:\[\[)?{_CAPITAL}(?:{_JOIN}{_CAPITAL}){{0,6}})"
)
_LOWER = re.compile(
    rf"(?P<name>(?:the|a|an|our|some)\s+(?:(?!(?:who|that|and|which|in|at|of|for|with)\b)[\w'’-]+\s+){{0,3}}?{_ORG_NOUN})(?:\s+(?:for|of)\s+(?:the\s+)?[\w'’-]+)?(?=\s*(?:[,.;:!?()\[\]–—]|$|\s(?:as|in|and|since|until|till|for|of|now|where|who|which|that|but|near|by|on|again|too|there|from|with|before|after|at|opposite|because|when|while|this|last|next)\b))"
)
_PLACE = re.compile(
    rf"(?:the\s+(?=[A-Z]))?(?P<name>{_CAPITAL}(?:(?:\s+(?:upon|on|am|sur|de|la|le|di|under)\s+|,\s+|[ -])(?!\d){_CAPITAL}){{0,3}})"
)
_ORG_WORDS = re.compile(
    rf"\b(?:{_ORG_NOUN}|ltd|inc|gmbh|llc|plc|group|services?|systems|software|partners|holdings|health|consulting|labs?|logistics|analytics|media|energy|capital|ventures|industries|solutions|technologies|school|hq)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[.,;:]+$|['’]$")
_ARTICLE = (
    r"(?:the|an?|some|our|her|his|their|der|die|das|dem|den|einem|einer|la|le|les|el|los|il|lo|un|una|une)"
)
_ANY_NOUN = re.compile(
    rf"(?:{_ARTICLE}\s+|l['’])(?P<name>(?:(?!(?:who|that|and|which|in|at|of|for|with|to)\b)[\w'’&-]+\s+){{0,3}}?(?P<head>[^\W\d][\w'’-]+))"
    r"(?=\s*(?:[,.;:!?()\[\]–—]|$|\s(?:-|as|in|and|since|until|till|for|of|now|where|who|which|that|but|near|by|on|again|too|there|from|with|before|after|at|opposite|because|when|while|this|last|next|any|"
    r"als|comme|como|come|seit|depuis|desde|dal|e|y|et|und|in|en|à)\b))",
    re.IGNORECASE,
)
_BARE = word_set(
    "office company firm place house team department group business organisation organization same"
)
"""What is an employer only with a word before it: "the tax office"."""

_NO_EMPLOYER = word_set(
    "moment weekend weekends end time times home night nights evening evenings day days week weeks month months year years while "
    "long money cash living fun hours least first last top bottom front back side desk table computer "
    "minute start beginning side garden kitchen field sun rain dark morning afternoon summer winter phone same other others "
    "whole man woman boss friend brother sister uncle aunt husband wife people rest sake it him her them me us "
    "door window party wedding funeral gate corner counter bar pace speed"
)


_NOT_ALONE = word_set(
    "head lead pilot partner doctor coach host judge colleague owner leader student assistant seller chair cook vet"
)
"""What names a trade only beside another word or a verb."""


def is_role(words: str, *, strict: bool = False) -> bool:
    """Whether words name what somebody does: their last word (or the one before "of") is a trade.

    Args:
        words: "senior data analyst", "head of data quality".
        strict: at least two words, or one that is only ever a trade; for fragments without a verb.
    """
    listed = fold(words).split()
    if not listed or len(listed) > 7 or any(word in _NOT_IN_ROLE or word[0].isdigit() for word in listed):
        return False
    if any(word in _NO_PHRASE for word in listed[: listed.index("of") if "of" in listed[1:] else None]):
        return False
    if "of" in listed[1:]:
        return listed[listed.index("of") - 1] in _BEFORE_OF and len(listed) > listed.index("of") + 1
    last = listed[-1]
    if strict and len(listed) == 1 and last in _NOT_ALONE:
        return False
    if last in {"colleague", "partner", "neighbour-engineer"} or (
        last in {"head", "lead", "deputy", "chair"} and len(listed) == 1
    ):
        return False
    return last in _ROLES or _MAKES.search(last) is not None


def looks_like_an_organization(name: str) -> bool:
    """Whether a name has a word in it that only organizations have, such as "Trust" or "Ltd"."""
    return _ORG_WORDS.search(name) is not None


def organization_at(text: str, start: int, *, any_noun: bool = False) -> str | None:
    """The name of an organization that begins at `start`, verbatim without an article; None if none does.

    Args:
        any_noun: also "the tax people", after words that only an employer follows.
    """
    named = _ORGANIZATION.match(text, start)
    if named:
        name = _TAIL.sub("", named["name"].strip("[] "))
        name = re.sub(r"\s+(?:in|since|until|from|and|of|for|the)$", "", name)
        if (
            fold(name)
            and not re.fullmatch(r"\d[\d.,:/-]*", name)
            and fold(name) not in {"it", "hr", "pr", "london"}
        ):
            return name
    lower = _LOWER.match(text, start)
    if lower:
        whole = lower.group() if re.search(r"\s(?:for|of)\s", lower.group()) else lower["name"]
        return re.sub(r"^(?:the|a|an|our|some)\s+", "", whole)
    noun = _ANY_NOUN.match(text, start) if any_noun else None
    alone = noun is not None and fold(noun["name"]) in _BARE
    if noun and not alone and fold(noun["head"]) not in _NO_EMPLOYER:
        return noun["name"]
    return None


def place_at(text: str, start: int) -> str | None:
    """The name of a place that begins at `start`; None for what looks like an organization."""
    named = _PLACE.match(text, start)
    if not named:
        return None
    name = _TAIL.sub("", named["name"])
    if _ORG_WORDS.search(name) or re.fullmatch(r"[\d.,:/-]+.*", name) or len(name) < 3:
        return None
    return name
