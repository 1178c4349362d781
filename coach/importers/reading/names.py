"""What a person's name looks like, where a text names people without doubt, and names out of file names.

Knows nobody: whether a name is somebody in the book is decided in `people/`. Doubtful means no name here.
"""

import re
from collections.abc import Iterator

from coach.importers.reading.words import word_set
from coach.text import fold

_PARTICLES = word_set(
    "de del della der den di da das do dos du la le van von vom zu zur zum ten ter te bin ibn bint al el ben y e af av st"
)
_SUFFIXES = word_set("jr sr ii iii iv phd md mba obe mbe esq")
TITLES = word_set(
    "dr dra prof professor mr mrs ms miss mx sir dame lord lady rev reverend father fr sister brother aunt auntie uncle cousin "
    "gran granny grandma grandpa nana opa oma tante onkel tia tio frau herr sr sra dona coach rabbi pastor imam "
    "pani mudr mevrouw meneer signor signora monsieur madame mme senhor senhora senor senora"
)
"""Words that may stand before a name and are not part of it."""

PERSON_TITLES = (
    "Dr|Dra|Prof|Mr|Mrs|Ms|Rev|Pastor|Father|Sister|Brother|Rabbi|Imam|Aunt|Auntie|Uncle|Cousin|Professor|Frau|Herr|Coach|"
    "Sr|Sra|Dona|Don|Señor|Señora|Senhor|Senhora|Tia|Tio|Madame|Signora|Signor"
)
"""Those that make a person of the name after them wherever it stands."""

_NOT_IN_A_NAME = word_set("""
    freight gas electric electricity airlines airways motors software labs ventures capital holdings analytics media insurance pharmacy bakery
    brewery farm inn arms tavern castle palace abbey mosque synagogue quay pier kettle british royal baltic pacific atlantic european american
    path favourite favorite favourites nothing something everything anything hobby sailing running cooking reading singing current latest previous shared common
    a about above academy accounts action actions address addresses agenda air airport album all am an and anniversary
    annual answers apartment app application april archive area army art article articles assistant association at
    attachments attendees august autumn award awards background band bank bar barbecue bbq beach big biography birthday
    birthdays block blog board book books bookshop boss box branch breakfast bridge brunch bucket budget building bus business cafe
    calendar call calls camp campus candidates canteen car career cargo cathedral centre center challenge chapter charity
    chat checklist children choir christmas church circle city class classes classmates clinic club co coast code coffee
    college colleague colleagues committee community company concert conference connection connections construction consulting
    contact contacts context conversation conversations corner corp corporation council country course cousins coworkers
    culture current daily dashboard data date dates day days dead deadline deadlines december department design details diary dinner dinners
    direct director division docs document documents done draft drafts easter east education email emails end
    engineering enterprise estate europe evening event events everyone exam exhibition expo experience export facts fair family
    february festival field files film finance first fitness floor follow followup food football for foundation free
    friday friend friends from full fund funeral future gala gallery game garden general gift gifts gig goal goals
    goods government grand great group groups guide gym hackathon hall harbour harbor headquarters health hello help hi
    high history hobby hobbies holiday holidays home hospital hotel house how hub i idea ideas if important in inbox inc
    index industries industry info information institute interaction interactions interests international internet interview
    interviews intro introduction introductions invoice island it january job jobs journal journey july june junior key
    kids kindergarten kitchen last lab laboratory lake later learning left lecture lessons library life limited
    link links list lists llc location log logbook logs logistics london ltd lunch lunches mail main mall manager managers map march
    maritime market marketing may medical meet meeting meetings meetup members memo memories mentor mentoring mentors met
    middle misc miscellaneous mission mobile moc monday money month monthly morning moving museum music my name names nation national
    neighbor neighborhood neighbors neighbour neighbourhood neighbours network networking new news newsletter next night no north not note
    notebook notes november numbers nursery october of office offer offers old on one online open opera opportunities
    orchestra organisation organization other others our outing outline outreach overview page pages parents park partners
    party past pending people person personal persons phone photo photos picnic pilot place places plan plans planning platform
    playground plc point pool port possible post practice preferences presentation press primary prison private profile
    profiles program programme project projects promises promotion properties property pub public purpose quarter question questions quick quiet
    railway random read reading reads readme recap recipe recipes records references reflection reflections region relationship
    relationships reminder reminders report reports research reservoir resources restaurant resume retirement reunion review reviews ride right river
    road role room run running salon saturday scene scheduled school schools science script season second secondary security
    self senior september service services session sessions shipping shop shopping side sincerely skills small social society solutions some source
    sources south space sport sports spring square staff stage standup start startup state station status stop store
    stories story street strategy student students studio study stuff summary summer summit sunday supplier suppliers support surgery swimming
    symposium system systems tag tags talk talks task tasks teacher teachers team teams tech technologies technology
    template templates tennis terminal test thank thanks that the theatre them then there things this thursday ticket time
    timeline times tip tips title to today todo todos tomorrow topic topics total tour tournament town training transport travel
    trip trips trust tuesday united university unknown unsorted untitled up update updates upcoming vacation various venue via
    village visit visits volunteers volunteering walk walks ward warehouse watch we wednesday wedding week weekend weekly
    welcome west what when where which who why wiki wine winter with work workplace works workshop world writing yacht year yearly years
    yes yesterday yoga you your zone zoo happy dear regards please sent regarding subject draft gave received promised owed owe
    follow-up catch-up catchup to-do one-on-one check-in off-site offsite key takeaways takeaway highlights lowlights insights
    tagebuch notizen kontakte freunde familie arbeit besprechung journal carnet contactos amigos trabajo notas reunion
    contatti amici lavoro contacten vrienden werk
    says said tells wants wanted thinks asks knows works moved needs likes loves hates started begins goes gets takes gives makes offers plays sings speaks talks
    her his their its your wife husband son daughter nephew niece mum mom dad nee paid remark remarks folks phoned called rang texted emailed saw visited thanked asked told ran bumped talked spoke wrote drinks ambulance
    """)
_SURNAMES_TOO = word_set(
    "abbey april august autumn beach bridge case chapter church cook day field friend garden great grand hall head june key king kitchen lake lane last link "
    "london long march may north page park parents player pool post reading school season small south spring square stone story "
    "street summer temple town ward water way west wine winter wolf world young"
)
_WIKI = re.compile(r"(?<!!)\[\[([^\[\]\n|#^]{1,120})(?:[#^][^\[\]|\n]*)?(?:\|([^\[\]\n]{1,120}))?\]\]")
_NAME_WORD = r"[^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
CAPITAL_WORD = (
    r"(?-i:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĚĞİŁŃŇÓŘŚŞŠŤŮŻŹŽΑ-ΩА-Я])" + r"[^\W\d_]{0,40}(?:['’-][^\W\d_]{1,40}){0,4}"
)
TWO_NAMES = rf"(?<![^\W\d_]){CAPITAL_WORD}(?:[ ](?:(?:de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|ter|bin|al|el|y)[ ]){{0,3}}(?:[A-Z]\.[ ])?{CAPITAL_WORD}){{1,3}}"
_STARTER = re.compile(
    rf"^[ \t]*(?:[-*+•>]\s+|\d{{1,3}}[.)]\s+|\[[ xX]\]\s+|\|\s*)*[*_]{{0,3}}(?P<name>{_NAME_WORD}(?:[ ]{_NAME_WORD}){{1,4}})"
    r"(?P<which>\s*\([^()\n]{1,80}\))?[*_]{0,3}\s*(?:[:：|,]|\s[-–—]\s|[*_]{2}[:\s]|$)"
)


def looks_like_name(text: str, *, marked: bool = True) -> bool:
    """Whether a short text can be a person's name as it stands: one to five words, none of them an everyday word.

    Args:
        marked: the text stands where a name is expected (a link, a heading, a file name), so that a surname which is
            also a word ("Rebecca Hall") is believed.
    """
    name = text.strip()
    if not 2 <= len(name) <= 60 or any(
        letter.isdigit() or letter in "@/\\[]{}<>|#=_;:!?\n\t" for letter in name
    ):
        return False
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 6 or not name[0].isalpha():
        return False
    real = 0
    for word in words:
        folded = fold(word.strip("().\"'“”"))
        if not folded:
            return False
        if folded in _PARTICLES and real:
            continue
        if folded in TITLES or folded in _SUFFIXES:
            continue
        if folded in _NOT_IN_A_NAME and not (marked and real and folded in _SURNAMES_TOO):
            return False
        first = word.lstrip("(\"'“")[:1]
        # A letter of a script without capitals is as good as a capital.
        if not (first.isupper() or (first.isalpha() and first.lower() == first.upper())):
            return False
        real += 1
    return real >= 1


def turned(name: str) -> str:
    """A name written family first: "Baker, Tom" -> "Tom Baker"; "Achebe, Jr." and "Lee, PMP" stay."""
    family, comma, given = (part.strip() for part in name.partition(","))
    letters = given.isupper() or fold(given.strip(".")) in _SUFFIXES
    if not comma or letters or not (looks_like_name(family) and looks_like_name(given)):
        return name
    return f"{given} {family}"


def split_title(heading: str) -> tuple[str, str]:
    """The name at the head of a title and what follows it: "Ines Moreau (harbour pilot)" -> the two parts."""
    plain = re.sub(r"[*_`]{1,3}|\[\[|\]\]", "", heading).strip(" #")
    match = re.match(r"^(.*?)\s*(?:\s[-–—|:]\s|[(,:|–—])\s*(.*)$", plain)
    if match and looks_like_name(match[1]) and ("(" in plain or not looks_like_name(plain.replace(",", " "))):
        return match[1].strip(), match[2].rstrip(") ")
    return plain, ""


def name_from_slug(stem: str) -> str:
    """A file's name as a person's: `ines-moreau`, `Ines_Moreau`, `ines.moreau` -> "Ines Moreau"."""
    spaced = re.sub(r"[_.+]+", " ", stem)
    if not re.search(r"[\s'-]", spaced.strip()):
        # "InesMoreau" has no other mark between its words; the capital in "Colin MacAskill" is none.
        spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", spaced)
    spaced = re.sub(r"^\s*@|\s*\(?\d{1,2}\)?$", "", spaced).strip()
    if " " not in spaced:
        spaced = spaced.replace("-", " ")
    if spaced != spaced.lower() and spaced != spaced.upper():
        return " ".join(spaced.split())
    words = spaced.lower().split()
    return " ".join(
        word if word in _PARTICLES and n else "-".join(p.capitalize() for p in word.split("-"))
        for n, word in enumerate(words)
    )


def wiki_links(text: str) -> Iterator[tuple[str, str]]:
    """(target, shown) of each `[[link]]`; a folder before the target and a heading after it are left out."""
    for match in _WIKI.finditer(text):
        target = match[1].rsplit("/", 1)[-1].strip().removesuffix(".md")
        if target:
            yield target, (match[2] or target).strip()


def starter(line: str) -> str | None:
    """The full name a line begins with: "Tom Baker: rang", "- Tom Baker, plumber", "Tom Baker - plumber"."""
    match = _STARTER.match(line)
    if match is None:
        return None
    name = match["name"].strip()
    words = [word for word in name.split() if fold(word.strip(".")) not in TITLES]
    return name if looks_like_name(name) and (len(words) > 1 or len(name.split()) > 1) else None


def which_starter(line: str) -> str | None:
    """The name a line begins with and the word after it that tells namesakes apart: "Tom Baker (Acme) - rang"."""
    match = _STARTER.match(line)
    name = starter(line)
    which = match["which"].strip() if match and match["which"] else ""
    return f"{name} {which}" if name and which else name


def end_of_starter(line: str) -> int:
    """Where the full name that begins a line ends, with the sign after it; 0 if none does."""
    match = _STARTER.match(line) if starter(line) else None
    return match.end() if match else 0


def without_links(text: str) -> str:
    """A text with whom each `[[link]]` leads to in its place: "[[People/Tom Baker|Tom]] rang" -> "Tom Baker rang"."""
    return _WIKI.sub(lambda link: link[1].rsplit("/", 1)[-1], text) if "[[" in text else text


def unlinked_heading(title: str) -> str:
    """A heading without wiki brackets and emphasis: "## [[People/Tom Baker|Tom]]" -> "Tom Baker"."""
    return re.sub(r"[*_`]{1,3}", "", without_links(title)).strip(" #:")
