"""Which code page bytes were written in that are no UTF-8, also when there is no more of them than one name.

Every language spells with a few letters beyond A to Z. A reading in which all of those belong to one language is right; one
that needs letters of several is mojibake. Where alphabets do not fit at all, charset-normalizer judges the East Asian ones.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LANGUAGES = {
    "cp1252": (
        ("äöüß", "é"),  # German
        ("éèêàçîôïëâœ", "ùûüæÿñö"),  # French
        ("áéíóúñ", "üºªç"),  # Spanish and Catalan
        ("ãáçéíóêôâàú", "õüª"),  # Portuguese
        ("àèéìòù", "îíóú"),  # Italian
        ("ëéïèöü", "áóíêçäàûâ"),  # Dutch
        ("åäöéøæ", "üèàòóô"),  # Danish, Norwegian, Swedish, Finnish
        ("áéíóúðæöþ", "ýø"),  # Icelandic
        ("áâêôûéíóúŷŵïëö", ""),  # Welsh and Irish
    ),
    "cp1250": (
        ("áčéěíňřšůúýžď", "óťöüäćĺľôŕ"),  # Czech and Slovak
        ("ąćęłńóśźż", "öüé"),  # Polish
        ("áéíóöőúüű", "äçč"),  # Hungarian
        ("ăâîşţ", "éöüá"),  # Romanian
        ("čćđšž", "éöü"),  # Croatian, Slovene, Bosnian
    ),
    "cp1251": (
        ("оеаинтсрвлкмдпуяыьгзбчйх", "жшюцщэфъё"),  # Russian and Bulgarian
        ("оеаинтсрвлкмдпуяьгзбчйхі", "жшюцщфїєґ'"),  # Ukrainian
        ("оеаинтсрвлкмдпугзбчјхњш", "жцфћђљџѓќѕ"),  # Serbian and Macedonian
    ),
    "cp1253": (("αοιετσνηυρπκμλςωδγάέίόήύώχθφβ", "ξζψΐΰϊϋ"),),
    "cp1254": (("çğıöşüi̇", "âîûé"),),
    "cp1257": (("āčēģīķļņšūž", "ōŗé"), ("ąčęėįšųūž", "é"), ("äõöü", "šžé")),
    "koi8_r": (("оеаинтсрвлкмдпуяыьгзбчйх", "жшюцщэфъё"),),
    "mac_roman": (("äöüß", "é"), ("éèêàçîôïëâ", "ùûüœñ"), ("áéíóúñ", "ü"), ("åäöéøæ", "ü")),
    "cp1255": (("אבגדהוזחטיכלמנסעפצקרשתםןךףץ", ""),),
    "cp1256": (("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءئؤ", "پچژگ"),),
}
"""Of each code page, its languages: the letters they use all the time, and those they use now and then.

Likeliest first: of two readings that are equally good, the earlier one wins.
"""

_COUNTRIES = {
    "cp1250": "pl cz sk hu ro hr si ba",
    "cp1251": "ru ua by bg kz rs mk",
    "cp1253": "gr cy",
    "cp1254": "tr",
    "cp1257": "lt lv ee",
}
_PAGE_OF_COUNTRY = {country: page for page, countries in _COUNTRIES.items() for country in countries.split()}
_SELDOM = {"cp1257": 0.6, "koi8_r": 0.6, "mac_roman": 0.6}
_COUNTRY = re.compile(rb"@[\w.-]+\.([a-z]{2})\b")
_NAMED = re.compile(rb"charset=\"?([\w-]+)", re.IGNORECASE)
_EAST_ASIAN = ["shift_jis", "gb18030", "big5", "euc_kr", "euc_jp"]
_NOW_AND_THEN = 1.0
_NEVER = 3.0
_RARE_CAPITALS = frozenset("ÈÌÒÙÃÕÊÎÛÏËÝ")
_SIGNS = frozenset("’‘“”„‚–—…•€£°«»¡¿·´`§©®™ºª\u00a0\u00ad½¼²³")
_VOWELS = frozenset("αεηιουωаеёиоуыэюяіјр")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


def likely_code_page(content: bytes) -> str:
    """The code page in which bytes that are not UTF-8 read best: its Python name."""
    sample = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE]
    named: set[str] = {match.decode().lower() for match in _NAMED.findall(sample)}
    if len(named) == 1 and _reads(sample, *named):
        # What calls itself Latin-1 is nearly always Windows-1252, which holds it.
        return "cp1252" if named == {"iso-8859-1"} else min(named)
    countries = [match.decode() for match in _COUNTRY.findall(content[:_SAMPLE])]
    hinted = {_PAGE_OF_COUNTRY[country] for country in countries if country in _PAGE_OF_COUNTRY}
    costs = {
        page: _cost(sample, page) + _SELDOM.get(page, 0.0) - 0.5 * (page in hinted) for page in _LANGUAGES
    }
    best = min(costs, key=lambda page: costs[page])
    high = sum(byte > 127 for byte in sample)
    return _east_asian(sample) or best if costs[best] > 0.6 * high else best


def _reads(sample: bytes, page: str) -> bool:
    """Whether the code page that a card names itself can be believed."""
    try:
        return bool(sample.decode(page))
    except (LookupError, ValueError):
        return False


def _cost(sample: bytes, page: str) -> float:
    """How ill a reading fits the one language that it fits best; signs that stand where no sign does count for all."""
    text = sample.decode(page, errors="replace")
    plain = unicodedata.normalize("NFC", text)
    signs = sum(_sign_cost(plain, place) for place, letter in enumerate(plain) if ord(letter) > 127)
    letters = [letter for letter in plain if ord(letter) > 127 and letter.isalpha()]
    signs += sum(len(word) > 2 and _cannot_be_said(word) for word in _WORD.findall(plain))
    return signs + min(_misfit(letters, language) for language in _LANGUAGES[page])


def _misfit(letters: Iterable[str], language: tuple[str, str]) -> float:
    return sum(_letter_cost(letter, *language) for letter in letters)


@lru_cache(maxsize=10_000)
def _letter_cost(letter: str, often: str, now_and_then: str) -> float:
    small = letter.lower()
    if small[0] in often:
        return _NOW_AND_THEN / 2 if letter in _RARE_CAPITALS else 0.0
    return _NOW_AND_THEN if small[0] in now_and_then else _NEVER


def _sign_cost(text: str, place: int) -> float:
    """What speaks against one character where it stands, whatever the language."""
    letter = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not letter.isalpha():
        # A currency sign or a fraction between two letters was a letter once.
        beside = before.isalpha() or (after.isalpha() and letter not in "¿¡")
        if letter not in _SIGNS or (before.isalpha() and after.isalpha() and letter not in "’´·"):
            return _NEVER
        return 0.5 if beside and letter in "£°´³²½¼¡¿¥ªº" else 0.0
    if before.islower() and letter.isupper():
        return _NEVER
    if before.isalpha() and before.isascii() != letter.isascii() and not _is_latin(letter):
        return _NEVER
    if after.isalpha() and (letter in "ìòù" or (letter in "ãõ" and after not in "eos")):
        return 0.5  # in Italian they end a word, in Portuguese a vowel or the word's end follows
    # Two letters beyond A to Z side by side are rare in languages that write in Latin letters.
    return 0.4 if before.isalpha() and not before.isascii() and _is_latin(letter) else 0.0


def _cannot_be_said(word: str) -> bool:
    """Whether a word in Greek or Cyrillic letters has no vowel."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return (
        not _is_latin(word[0])
        and not word[0].isascii()
        and not _VOWELS.intersection(bare)
        and word[0].upper() != word[0].lower()
    )


@lru_cache(maxsize=10_000)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _east_asian(sample: bytes) -> str | None:
    """By charset-normalizer; but Korean is mostly hangul, and without kana Japanese is seldom in EUC."""
    from charset_normalizer import from_bytes

    for match in from_bytes(sample, cp_isolation=_EAST_ASIAN):
        names = [
            unicodedata.name(letter, "") for letter in str(match) if letter.isalpha() and ord(letter) > 127
        ]
        hangul = sum(name.startswith("HANGUL") for name in names)
        kana = any(name.startswith(("HIRAGANA", "KATAKANA")) for name in names)
        if (match.encoding == "euc_kr" and hangul < 0.8 * len(names)) or (
            match.encoding == "euc_jp" and not kana
        ):
            continue
        return match.encoding
    return None
