"""Words of questions: which carry meaning, what their stems are, and which mean nearly the same.

A few dozen families of everyday words, not a thesaurus: enough that "where does she live" knows "moved to".
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from coach.people.names import word_set
from coach.text import fold

_WORD = re.compile(r"[\w'-]+", re.UNICODE)

STOP = word_set(
    """
    a about above after again all also although am an and any anybody anyone anything are as ask at be because
    been before being but by can could did didn't do does doesn't doing don't down during each ever every
    everybody everyone find for from further get give go going got had has have having he her hers here him his
    how i i'd i'm i've if in into is isn't it it's its just know known let list look made make many me might
    mine more most much must my name no not now of off ok on once only or other our ours out over own people
    person please remind said same say says she should show so some somebody someone something still such tell
    than thanks that the their them then there these they thing things think this those through to told too
    under until up us use used very want was we were what what's when where where's which while who who's whom
    whose why will with would wrote year years yes yet you your note notes contact contacts friend friends last
    first currently current recently lately today exactly long old new called call mean happen happened
    happening
    """
)

_FAMILIES = """
work works working worked job jobs role position career profession employer employed company organization occupation hired colleague
living livelihood > job role profession retired
live lives lived living reside resides > based settled moved flat apartment address
move moved moves moving relocated relocating
company firm employer organization business
start started starts began begin joined new
child children kid kids > son sons daughter daughters baby boy boys girl girls twins toddler youth juniors under-6s under-7s under-8s under-9s under-10s under-11s under-12s under-13s under-14s under-15s under-16s
son sons boy boys
daughter daughters girl girls
baby babies toddler
coach coaches coaching > trains trained training trainer
married marry wedding husband wife spouse partner married
engaged fiance fiancee girlfriend boyfriend partner
divorce divorced separated split
sibling siblings brother sister brothers sisters hermana hermano schwester bruder soeur frere irma irmao
parent parents mother father mum mom dad
pet pets > dog dogs cat cats puppy kitten parrot rabbit
dog dogs puppy puppies > pet pets
cat cats kitten kittens > pet pets
hobby hobbies enjoys interests interested passion keen
like likes liked love loves enjoy enjoys fan keen
birthday born birth
meet met meeting introduced introduction encountered
study studied studies studying university degree graduated phd thesis
university college degree studied
classmate pupil > school
learn learning learnt learned lessons
holiday vacation trip travel travels travelled traveling visiting journey
ill illness sick hospital operation surgery diagnosed disease chemotherapy
treatment chemotherapy therapy operation
allergy allergies allergic intolerant intolerance
food eat eats dish meal cuisine isst
dinner supper > cena abendessen diner jantar
eat eats eating > lunch dinner breakfast vegetarian vegan
lunch dinner breakfast > eat eats eating
cook cooks cooking bake bakes baking baked
language languages speaks fluent bilingual
promise promised promises owe owes owed debo prometi schulde versprochen
offer offered offers promised
gift gifts present gave given bought brought
lend lent borrow borrowed loan
phone telephone number mobile
email mail e-mail wrote
car van drives driving
instrument > guitar piano violin drums cello flute trumpet bass banjo accordion harp saxophone clarinet organ viola ukulele keyboard harmonica
sing sings singing choir
recommend recommended recommends recommendation suggested suggests
advice advised advises suggested
help helped helps support supported
talk talked discuss discussed spoke speak conversation chat chatted
quit left resigned leaving departed
lose lost laid sacked fired redundant
seek looking search searching hiring recruiting
buy bought purchase purchased
die death died funeral passed
church parish congregation
afraid fear worried worries nervous anxious
shipping freight logistics cargo maritime
doctor gp physician surgeon
lawyer solicitor barrister
teacher teaches lecturer professor taught
taught teach teaches teaching
software developer programmer engineer coding
money pounds euros dollars price cost paid pay
money bank finance financial
cost costs price pounds euros dollars
"""
# A field of work, and after the ">" the words that name it in a role or an employer: "energy" is also wind and solar.
_FIELDS = """
energy renewables renewable power electricity utilities > wind solar grid turbine hydropower hydrogen nuclear photovoltaic geothermal tidal gas oil petroleum battery offshore edf vattenfall orsted iberdrola equinor siemens-energy national-grid
health healthcare medicine medical > hospital nurse nursing doctor gp clinic clinical surgeon physician dentist dental pharmacy pharmacist pharmaceutical medicines prescription paramedic ambulance midwife nhs ward care dispensary cardiologist epidemiologist physiotherapist radiographer psychiatrist paediatrician oncologist optician tumour hospice apotheker medico medica enfermera arzt arztin
education teaching schools > school teacher headteacher head-teacher lecturer professor tutor university college academy primary secondary kindergarten nursery pupil learning dean lehrer lehrerin profesor profesora
finance banking money > bank banker investment accountant accounting auditor audit treasurer actuary insurance fund economist bookkeeper payroll tax risk credit pension barclays hsbc lloyds
insurance > insurer underwriter actuary claims versicherung assurance
law legal > lawyer solicitor barrister attorney judge paralegal court notary counsel
software tech technology it computing computers > developer programmer coder devops sysadmin frontend backend web app cloud engineer-software digital cyber cybersecurity it-support
data statistics analytics > analyst statistician database data-scientist modeller
publishing books literature literary > publisher editor verlag verleger lektor literary author novelist writer bookseller bookshop lit libreria livraria editorial penguin
journalism media press news > journalist reporter newspaper magazine broadcaster radio television columnist editor bbc
translation languages > translator interpreter subtitler traductora traductor
museums museum heritage culture > curator conservator archivist gallery exhibitions exhibition archive armouries
art arts > artist painter sculptor gallery curator illustrator theatre museum
music > musician singer violinist pianist cellist conductor orchestra composer drummer choir opera
theatre film television cinema > actor actress director playwright producer screenwriter dramaturg filmmaker comedian
design > designer illustrator architect ux typographer
hospitality catering food restaurants > chef cook restaurant cafe baker bakery barista waiter waitress hotel takeaway bar pub brewery sommelier
retail shops > shop store supermarket seller sales cashier boutique florist bookseller
construction building > builder architect carpenter plumber electrician roofer mason bricklayer joiner surveyor plasterer
property housing > landlord landlady estate-agent letting realtor surveyor
transport transportation > driver bus train railway airline pilot courier shipping logistics freight haulage taxi uber lorry trucker ferry captain deckhand tugboat cabbie
shipping logistics freight > maritime cargo port docks warehouse haulage courier dispatcher supply-chain ferry captain deckhand tugboat seafarer sailor docker
aviation > pilot airline airport aircraft cabin
farming agriculture > farmer farm grower vineyard forester orchard agronomist dairy
environment climate conservation sustainability > ecologist ecology forester climatologist sustainability green river wildlife conservation
science research academia > scientist researcher professor laboratory lab biologist chemist physicist geologist astronomer postdoc university institute
engineering > engineer mechanical electrical civil
government politics council > councillor council ministry civil-servant mayor policy parliament
charity charities nonprofits > charity foundation ngo trust volunteer fundraiser aid oxfam shelter
church religion > pastor vicar priest minister parish chaplain
sport sports fitness > coach trainer athlete gym physiotherapist football yoga
marketing advertising > brand copywriter communications campaign publicist pr social-media
recruitment recruiting hr > recruiter headhunter talent people-partner personnel
consulting consultancy > consultant adviser advisor
"""

# A verb and its forms that no ending tells.
_IRREGULAR = """
become became, begin began begun, bend bent, bet, bite bit bitten, blow blew blown, break broke broken, bring brought,
build built, buy bought, catch caught, choose chose chosen, come came, deal dealt, dig dug, do did done, draw drew drawn,
drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, find found,
fly flew flown, forget forgot forgotten, forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given,
go went gone, grow grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid,
lead led, lend lent, lose lost, make made, mean meant, meet met, pay paid, ride rode ridden, ring rang rung, rise rose risen,
run ran, say said, see saw seen, sell sold, send sent, sew sewn, shake shook shaken, shoot shot, show shown, sing sang sung,
sit sat, sleep slept, speak spoke spoken, spend spent, stand stood, steal stole stolen, stick stuck, swim swam swum,
take took taken, teach taught, tear torn, tell told, think thought, throw threw thrown, understand understood,
wake woke woken, wear wore worn, win won, write wrote written
"""


@cache
def _base_forms() -> dict[str, str]:
    verbs = (verb.split() for verb in _IRREGULAR.replace("\n", " ").split(","))
    return {form: base for base, *forms in verbs for form in forms}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A rough English stem of a folded word; two forms of one word nearly always share it."""
    word = word.removesuffix("'s").strip("'-")
    word = _base_forms().get(word, word)
    if len(word) <= 3 or word.isdigit():
        return word
    for ending, least, instead in (
        ("ations", 3, "ate"), ("ation", 3, "ate"), ("ings", 3, ""), ("ing", 3, ""), ("ies", 2, "y"), ("ied", 2, "y"),
        ("edly", 3, ""), ("ed", 3, ""), ("ers", 3, ""), ("sses", 2, "ss"), ("er", 4, ""), ("ly", 3, ""), ("es", 3, "e"),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    word = word.removesuffix("e") if len(word) > 3 else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [word for piece in _WORD.findall(fold(text).replace("_", " ")) if (word := piece.strip("'-"))]


@lru_cache(maxsize=8_000)  # roles and employers recur by the thousand
def stems(text: str) -> frozenset[str]:
    """The stems of every word of a text; the parts of "part-time" count too."""
    words = folded_words(text)
    return frozenset(
        map(stem, [*words, *(part for word in words if "-" in word for part in word.split("-"))])
    )


def content_words(text: str) -> list[str]:
    """The words that carry meaning, folded, each once, in order."""
    found = (word.removesuffix("'s") for word in folded_words(text) if not _is_small(word))
    return list(dict.fromkeys(word for word in found if len(word) > 1 or word.isdigit()))


def _is_small(word: str) -> bool:
    """Whether a folded word is in every sentence; "wasn't", "who'd" and "they're" are as small as what they shorten."""
    return word.partition("'")[0] in STOP or word.endswith("n't")


@lru_cache(maxsize=8_000)
def family(word: str) -> frozenset[str]:
    """The stems of the words that mean nearly the same as this one, its own included."""
    return _near(_FAMILIES).get(stem(word), frozenset()) | {stem(word)}


def in_field(word: str) -> frozenset[str]:
    """The stems that name work of this field; empty for a word that names none.

    They only widen a question about a whole field, and only what stands as a role or an employer counts, so that a
    solar lamp is no job.
    """
    return _near(_FIELDS).get(stem(word), frozenset())


def says(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds each word or one that means nearly the same."""
    said = stems(text)
    return all(bool(family(word) & said) for word in words)


def kin(word: str) -> tuple[str, ...]:
    """The words that mean nearly the same, as written, this one first: for looking them up."""
    return (word, *(other for other in _as_written(_FAMILIES, word) if other != word))


def field_words(word: str) -> tuple[str, ...]:
    """The words that name work of this field, as written."""
    return _as_written(_FIELDS, word)


def _as_written(families: str, word: str) -> tuple[str, ...]:
    root = stem(word)
    return tuple(
        dict.fromkeys(
            other for heads, every in _lines(families) if root in map(stem, heads) for other in every
        )
    )


@cache
def _lines(families: str) -> list[tuple[list[str], list[str]]]:
    """The words of a family that lead to all of it, and all of it. Those after a ">" are only led to."""
    parted = (line.partition(" > ") for line in families.strip().splitlines())
    return [(heads.split(), [*heads.split(), *others.split()]) for heads, _, others in parted]


@cache
def _near(families: str) -> dict[str, frozenset[str]]:
    """Each leading stem to the stems of its family."""
    found: dict[str, frozenset[str]] = {}
    for heads, every in _lines(families):
        for root in map(stem, heads):
            found[root] = found.get(root, frozenset()) | frozenset(map(stem, every))
    return found
