"""Split texts into words for the search, normalised to the form of what is typed.

theme/assets/search/tokenizer.js does the same to what a reader types; tests/search/words.yml holds the cases of both.
"""

import functools
import re
import unicodedata
from fractions import Fraction

from briefs import THEME

# The two-set keyboard (KS X 5002), shift left out: every Hangul syllable is the keys that type it, 계절 = rpwjf.
FIRST = "rrseefaqqttdwwczxvg"
MIDDLE = "k o i o j p u p h hk ho hl y n nj np nl b m ml l".split()  # noqa: SIM905 -- as in hangul.js
LAST = " r r rt s sw sg e f fr fa fq ft fx fv fg a q qt t t d w c z x v g".split(" ")  # noqa: SIM905 -- likewise

SCRIPT = THEME / "assets" / "search" / "stopwords.js"
# Stop words: they are in that script, a language per line.
STOP_WORDS = frozenset(
    " ".join(re.findall(r"^const [A-Z]+ = `([^`]*)`;$", SCRIPT.read_text("utf-8"), re.MULTILINE)).split()
)

HANGUL = re.compile("[가-힣]")
WORD = re.compile(
    r"[가-힣]+"
    r"|[a-z]+(?:-?[0-9]+)+(?:-?[a-z0-9]{1,2}(?![a-z]))*"  # a code: e-7-4r
    r"|[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?(?:[억만천](?: ?[0-9]+(?:,[0-9]+)*[만천]?)*| ?(?:million|thousand)\b)"  # 3만 5천
    r"|[0-9][0-9,.]*[0-9](?:st|nd|rd|th)?"  # a figure: 35,000, 115th
    r"|[a-z0-9]+(?:[-'][a-z0-9]+)*"
)
IN_WORDS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?(?:[억만천]| ?(?:million|thousand)$)")
FIGURE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) ?([억만천]|million|thousand)?")
UNITS = {"억": 10**8, "만": 10**4, "천": 10**3, "million": 10**6, "thousand": 10**3, "": 1}
NUMBERED = re.compile(r"[a-z]+-?[0-9]|[0-9]")
# British and American spelling, plurals and verb endings; the stems need not be words of the language.
SPELLING = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"'s?$", ""),
        (r"programmes?$", "program"),
        (r"(..)our(?=s?$|ed$|ing$|er)", r"\1or"),
        (r"is(?=(e[srd]?|ing|ations?)$)", "iz"),
        (r"centre", "center"),
        (r"ll(?=(ed|ing|er)$)", "l"),
        (r"ies$", "y"),
        (r"(ss|sh|ch|x|z)es$", r"\1"),
        (r"([^s])s$", r"\1"),
    )
]
ENDINGS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(ization|izing|ized|izer?)$", "iz"),
        (r"(ation|ating|ated?|ator)$", "at"),
        (r"(tion|ting|ted|te)$", "t"),
        (r"(ing|ed|ly|ment)$", ""),
        (r"e$", ""),
    )
]
DOUBLED = re.compile(r"([^aeiouls])\1$")
FOLD = str.maketrans("’‘‐‑–", "''---")


def split_words(text: str) -> list[str]:
    """Return the words of a text, in lower case; one with a hyphen also as its parts (low-skilled, low, skilled)."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(FOLD)
    found: list[str] = WORD.findall(plain.lower())
    hyphened = [word for word in found if "-" in word and not NUMBERED.match(word)]
    return found + [part for word in hyphened for part in word.split("-")]


@functools.cache
def word_key(word: str) -> str:
    """Return the common key of words with the same meaning: E-7-4 and E74, labour and labor; Hangul as keys."""
    if HANGUL.match(word):
        return "".join(map(_syllable_keys, word))
    if IN_WORDS.match(word):
        return str(sum(round(Fraction(n.replace(",", "")) * UNITS[unit]) for n, unit in FIGURE.findall(word)))
    if NUMBERED.match(word):
        return re.sub(r"[-,.]|(st|nd|rd|th)$", "", word)
    return _stem_word(word.replace("-", ""))


def _syllable_keys(char: str) -> str:
    rest = ord(char) - 0xAC00
    return FIRST[rest // 588] + MIDDLE[rest // 28 % 21] + LAST[rest % 28]


def _stem_word(word: str) -> str:
    if len(word) < 4:
        return word
    bare = _apply_rules(word, SPELLING)
    root = _apply_rules(bare, ENDINGS)
    return DOUBLED.sub(r"\1", root) if len(root) > 2 else bare


def _apply_rules(word: str, rules: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, to in rules:
        word = pattern.sub(to, word, count=1)
    return word
