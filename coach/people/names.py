"""What a name may look like: nicknames, titles and kinship words before it, and names that are also words.

Knows nothing of the book. Every word here is folded (lower case, no accents).
"""

import re
from typing import NamedTuple

from coach.importers.reading.names import TITLES as NAME_TITLES
from coach.importers.reading.words import word_set as word_set
from coach.text import fold

# One formal name and the short forms people say for it. A short form may belong to several.
_NICKNAMES = """
abigail abby abbie gail|abraham abe|adelaide addie|albert al bert bertie
alexander alex alec sandy sasha xander|alexandra alex sandra sasha lexi|alfred alf alfie fred|alison ali
amanda mandy|andrew andy drew|angela angie|anthony tony ant|antonia toni|archibald archie|arthur art artie
augustus gus|barbara barb babs|bartholomew bart|benjamin ben benny benji|bernard bernie|beatrice bea trixie
bradley brad|bridget bridie|caroline carrie caro|catherine cathy cat kate katie cate
charles charlie chuck chas|charlotte lottie charlie|chester chet|christina chris tina chrissie
christine chris tina chrissie|christopher chris topher kit|clifford cliff|constance connie|cynthia cindy
daniel dan danny|danielle dani|david dave davy|deborah deb debbie|dennis denny|derek del|dominic dom
donald don donnie|dorothy dot dottie dolly|douglas doug|edmund ed eddie ned|edward ed eddie ted teddy ned
eleanor ellie nell nora|elizabeth liz lizzie beth betty eliza libby betsy bess elsie|emily em emmy
ernest ernie|eugene gene|evelyn evie|florence flo florrie|frances fran frankie|francis frank fran
frederick fred freddie freddy|frederic fred|gabriel gabe|gabriella gaby ella|geoffrey geoff|george georgie
gerald gerry jerry|gerard gerry|gilbert gil|giovanni gianni|gregory greg|guillermo memo|gwendolyn gwen
harold harry hal|harriet hattie|henry harry hank hal|herbert herb bert|howard howie|hubert bert
ignacio nacho|isabella bella izzy|isabel izzy bel|jacob jake|jacqueline jackie|james jim jimmy jamie
janet jan|jeffrey jeff|jennifer jen jenny jenn|jeremy jerry jem|jessica jess jessie|joan joanie|joanna jo
johannes hans jan johan|john johnny jack jon|jonathan jon jonny|jose pepe|joseph joe joey|josephine jo josie
joshua josh|judith judy|julian jules|julia jules|katherine kate kathy katie kat kitty|kathleen kathy kate
katharina kathi katja|kenneth ken kenny|kimberly kim|laurence larry laurie|lawrence larry laurie
leonard len lenny leo|leonardo leo|leslie les|lillian lil lily|louis lou louie|louise lou|lucille lucy
madeleine maddie|magdalena lena magda|manuel manny manolo|margaret maggie meg peggy marge margie greta daisy
maria mary mia|marjorie marge|martha marty mattie|martin marty|mathilda tilly|matilda tilly
matthew matt matty|maureen mo|maximilian max|maxwell max|melissa mel missy|melanie mel
michael mike mick mickey mikey|michelle shelly|mildred millie|millicent millie|mohammed mo|mohamed mo
muhammad mo|miriam mimi|nathaniel nate nat|nathan nate nat|natalie nat|nicholas nick nicky|nicola nicky
nikolai kolya|oliver ollie|olivia liv livvy|oscar ozzy|pamela pam|patricia pat patty trish tricia
patrick pat paddy|paul paulie|penelope penny|peter pete|philip phil pip|phillip phil pip|prudence prue
rachel rach|randolph randy|raphael raf|raymond ray|rebecca becky becca bec|reginald reg reggie
richard rick ricky dick rich richie|robert bob bobby rob robbie bert|roberta bobbie|roderick rod|rodney rod
roger rog|roland rolly|ronald ron ronnie|rosemary rosie rose|rudolph rudy|russell russ|ruth ruthie
samantha sam sammy|samuel sam sammy|sandra sandy|sarah sally sadie|sebastian seb bastian|sidney sid|simon si
solomon sol|sophia sophie|stanley stan|stephanie steph|stephen steve stevie|steven steve stevie|stewart stu
stuart stu|susan sue susie suzy|susanna sue susie|suzanne sue suzie|sylvester sly|tabitha tabby
terence terry|teresa terry tess|theodore ted teddy theo|theresa terry tess tracy|thomas tom tommy
timothy tim timmy|tobias toby|ulrich uli|valerie val|vanessa nessa|veronica ronnie vera|victor vic
victoria vicky vic tori|vincent vince vinnie|virginia ginny|vladimir vova|walter walt wally|wilhelm willi
william bill billy will willy liam|winifred winnie freddie|winston win|yvonne von|zachary zach zack|zoe zo
giuseppe peppe beppe|francesco franco checco|francisco paco pancho fran|aleksandr sasha alex
dmitri dima mitya|ekaterina katya|yekaterina katya|mikhail misha|sergei seryozha|svetlana sveta
tatiana tanya|yevgeny zhenya
alberto beto|alfonso poncho|antonio toni tono nino|concepcion concha conchita|dolores lola|eduardo edu lalo|enrique quique kike
ernesto neto|fernando nando|guadalupe lupe|javier javi xavi|jesus chus chuy|josefa pepa|joaquim quim|luis lucho|mercedes merche
pedro perico|pilar pili|rafael rafa|roberto beto|rosario charo|santiago santi tiago|jose ze
alessandro sandro ale|domenico mimmo|filippo pippo|luigi gigi|raffaele lele|salvatore toto|vincenzo enzo|federico fede
andreas andi|anton toni|bernhard bernd|brigitte gitti|christian chris|christoph chris|cornelia conny nele|elisabeth lisl lisa
elisabeth sissi liesl|florian flo|franziska franzi|friedrich fritz|gabriele gabi|georg schorsch|heinrich heinz|johannes hannes
josef sepp jupp|karl kalle|leopold poldi|manfred manni|margarete grete|matthias matze|michael micha|monika moni|nikolaus klaus
rudolf rudi|sebastian basti wastl|stefanie steffi|susanne susi|theresia resi|ursula uschi|veronika vroni|wolfgang wolf wolfi
cornelis kees|hendrik henk|jacobus koos|nicolaas klaas|pieter piet|willem wim|lars lasse|nils nisse|olof olle|per pelle
emmanuel manu|gerard gege|nicolas nico|sebastien seb|alexandre alex
aleksandra ola|anna ania anya|barbara basia|bartosz bartek|jakub kuba|jan janek|jerzy jurek|joanna asia|katarzyna kasia
krzysztof krzysiek|malgorzata gosia|piotr piotrek|stanislaw staszek|tomasz tomek|wojciech wojtek|zofia zosia
alexei alyosha|anatoly tolya|dmitry dima mitya|elena lena|irina ira|ivan vanya|konstantin kostya|maria masha|nadezhda nadya
natalia natasha|olga olya|pavel pasha|viktor vitya|vladimir volodya|vyacheslav slava|yuri yura
dimitrios dimitris|emmanouil manolis|ioannis yannis giannis|konstantinos kostas|nikolaos nikos|panagiotis panos
mohammed mohamed muhammad mohammad mohamad muhammed|ahmed ahmad|yusuf youssef yousef|hussein hussain husain|khaled khalid
"""
SHORT_FORMS: dict[str, frozenset[str]] = {}
"""Each name to every name it may stand for or be shortened to."""
_FULL_FORMS: dict[str, frozenset[str]] = {}
"""Each short form to the names it may stand for."""


def _fill_short_forms() -> None:
    found: dict[str, set[str]] = {}
    full: dict[str, set[str]] = {}
    for group in _NICKNAMES.strip().replace("\n", "|").split("|"):
        formal, *short = group.split()
        for name in short:
            found.setdefault(formal, set()).add(name)
            found.setdefault(name, set()).add(formal)
            full.setdefault(name, set()).add(formal)
    SHORT_FORMS.update({name: frozenset(others) for name, others in found.items()})
    _FULL_FORMS.update({name: frozenset(others) for name, others in full.items()})


_fill_short_forms()

TITLES = NAME_TITLES | word_set(
    "doctor signor signora senor senora senhor senhora monsieur madame mme don ing mag dipl-ing aunty nan zia zio captain judge hon med"
)
"""Words that may stand before a name and are not part of it, some of them names themselves ("Don")."""

_GENERATIONS = {
    "jr": "younger", "jun": "younger", "junior": "younger", "hijo": "younger", "fils": "younger", "filho": "younger",
    "sr": "older", "sen": "older", "senior": "older", "padre": "older",
    "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
SUFFIXES = word_set("jr sr ii iii iv phd md mba esq cpa msc bsc dds")
_LAST_OF_THREE = word_set("ma ba jun junior hijo fils filho sen senior padre obe mbe")
"""Suffixes that are surnames too: only after two other words."""

ALSO_WORDS = word_set(
    "abbey amber angel april art ash august autumn baker basil beau berry bill bishop bob bond boss brook buck bud buddy carol "
    "cash chance charity chase chip christian chuck clay cliff cook cooper daisy dale dawn dean destiny dick dolly don dot drew "
    "duke dusty earl easter eden eve ever faith felicity fern flora ford forest fox frank gale gay gene ginger glen glory grace "
    "grant gray green guy hank happy harmony harry hazel heath heather hill holly honor hope hunt hunter iris ivy jack jade "
    "jasmine jay jean jewel jimmy josh joy june junior justice king kit lance lane lark laurel lee liberty lily love lucky major "
    "marina mark mason matt max may mercy merry miles mike mister misty nick noble norm nova olive opal page pansy paris park "
    "pat patience patty pearl penny peg pepper pierce pip piper poppy porter price prince prudence randy ram ray red reed rex rich "
    "river rob robin rock rocky rod rose rosemary rowan royal ruby rusty sage sandy saint sharp shepherd skip sky sterling "
    "stone storm sue summer sunny tab tanner taylor ted temple terry tiger tony trinity troy true van verity victor violet "
    "virginia wade ward west whit will willow winter woody wren young sol long short small little best black brown white "
    "bell bird bush field fields marsh moss rice wood woods wolf day knight law may march monday friday mo"
)
"""Names that are words too: beginning a sentence is not enough for these to be a person."""

_NOT_LATIN = re.compile(r"[\u0370-\u1cff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\uffdc]")
_SYLLABIC = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SYLLABLE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKEN = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*", re.UNICODE)


class Token(NamedTuple):
    """A word of a text: where it stands and its folded form without a possessive ending."""

    start: int
    end: int
    folded: str
    capital: bool


def tokens_of(text: str) -> list[Token]:
    """The words of `text` in order. `end` is before a possessive "'s"."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[-2:].casefold() in {"'s", "’s"}:
            word = word[:-2]
        # A letter of a script without capitals counts as one.
        capital = word[0].isupper() or (word[0].isalpha() and word[0].lower() == word[0].upper())
        found.append(Token(match.start(), match.start() + len(word), _folded(word), capital))
    return found


def _folded(word: str) -> str:
    """A word folded; plain ASCII, which most words are, needs no table."""
    return word.replace(".", " ").casefold() if word.isascii() else fold(word)


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a name without titles before it and degrees after it; the name itself if nothing is left."""
    words = [token.folded for token in tokens_of(name) if token.folded]
    first = 0
    while first < len(words) - 1 and words[first] in TITLES:
        first += 1
    last = len(words)
    while last - first > 1 and _is_suffix(words[last - 1], last - first):
        last -= 1
    return tuple(words[first:last])


def titled(name: str) -> str:
    """The title and the last name of "Dr. Bodil Askov" ("Dr. Askov"); empty where no title stands before the name."""
    words = name.split()
    own = 0
    while own < len(words) - 1 and fold(words[own].strip(".")) in TITLES:
        own += 1
    return " ".join((*words[:own], words[-1])) if own and len(words) > own + 1 else ""


def _is_suffix(word: str, words: int) -> bool:
    bare = word.replace(".", "").strip()
    return bare in SUFFIXES or (words > 2 and bare in _LAST_OF_THREE)


def generation(name: str) -> str | None:
    """Which of several people of one name in a family: "younger", "older", "iii"; None if the name does not say."""
    words = fold(name).split()
    return _GENERATIONS.get(words[-1]) if len(words) > 2 else None


def latin(name: str) -> str:
    """A name in Latin letters, as passports spell it: "Иван Петров" is "Ivan Petrov", "李伟" is "Li Wei".

    A script that writes no vowels gives none: "محمد" is "mhmd". Latin letters stay as they are.
    """
    if not _NOT_LATIN.search(name):
        return name
    from anyascii import anyascii

    spelled = " ".join(anyascii(word) for word in name.split())
    return _SYLLABLE.sub(" ", spelled) if _SYLLABIC.search(name) else spelled


def same_or_short(a: str, b: str) -> bool:
    """Whether two folded first names may be one: equal, a nickname of the other, or an initial."""
    return a == b or b in SHORT_FORMS.get(a, ()) or (min(len(a), len(b)) == 1 and a[0] == b[0])


def full_forms(word: str) -> frozenset[str]:
    """A folded first name and every name it may be short for: "bob" is also "robert"."""
    return _FULL_FORMS.get(word, frozenset()) | {word}


def first_name(name: str) -> str:
    """How to speak to somebody: "Dr Beatrix Hollins" is Beatrix, but "Frau Ebner" and "Herr Dr. Wolf" stay as they are."""
    words = name.split()
    own = next((at for at, word in enumerate(words) if fold(word).strip(".") not in TITLES), 0)
    return words[own] if own < len(words) - 1 or (not own and words) else name
