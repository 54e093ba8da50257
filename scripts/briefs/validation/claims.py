"""Extract from a text what can be compared between languages and with a source: figures, dates, codes, names.

Each becomes a token that is the same in both languages: `2024년 9월` and `September 2024` both give `2024` and
`month 9`; `3만 3천` and `33,000` give `33000`. A reviewer must compare the meaning beyond these.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from typing import NamedTuple

from briefs import LANGUAGES
from briefs.content.data_file import DataFile
from briefs.content.models import Glossary, Lexicon, Passage, Term, Text
from briefs.content.site_data import Data
from briefs.text.dates import MONTH_PATTERN, MONTHS
from briefs.text.patterns import CODE

NAMED = {"programme", "organisation", "document", "event"}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "십": 10,
    "백": 100,
    "천": 1000,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
SCALE = re.compile("|".join(SCALES))
EXACT = Context(prec=5_000)
"""The arithmetic for figures of any length, digit by digit."""
MYRIAD_UNITS = {"만", "억", "조"}
"""Multipliers of everything before them in a Korean figure: 2천5백만 is 2500 times 만."""
HAS_CLAIM = re.compile(rf"\d|://|www\.|{MONTH_PATTERN}")
"""A text without any of these has no claims to extract; most texts have none."""
EVENT = re.compile(r"(?<!\d)\d{1,2}·\d{1,2} ?(?=전쟁|운동|혁명|민주)")
"""The Korean name of an event by its day, which is no figure: 6·25전쟁."""
ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9_./?=&%#-]+")
MAY_AS_VERB = r"(?<![a-z,] )May(?!,? \d{1,4}(?![\d,]*\d))"
"""May as a verb: at the beginning of a sentence, without a day or year beside it."""
TRILLION = (
    r"(?<=\d)조"
    + "".join(rf"(?<!제{space}{digits}조)" for space in ("", " ") for digits in (r"\d", r"\d\d", r"\d\d\d"))
    + r"(?![각항]|의 ?\d| ?제?\d+(?:항|교대))"
)
"""조 as a number, and not in 제10조, 10조의2 and 10조 2항 (articles of a law), 3조 2교대, 3조각."""
DATES = {
    "en": re.compile(
        r"(?<!\d)(?:(?P<d>\d{1,2})(?: ?(?:–|-|to|and) ?(?P<to>\d{1,2}))? \b"
        rf"|\b(?!{MAY_AS_VERB}))(?P<m>{MONTH_PATTERN})\b"
    ),
    "ko": re.compile(
        r"(?P<m>\d{1,2})월(?: (?P<d>\d{1,2})(?:일(?:부터)?(?: ?[~∼–-] ?| )?|[~∼–-])(?:(?P<to>\d{1,2})일)?)?"
        r"|(?P<y>\d{4})\. (?P<m2>\d{1,2})\. (?P<d2>\d{1,2})\."
    ),
}
NUMBERS = {
    "en": re.compile(
        r"(?<![A-Za-z\d])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<s>(?:[ -](?:hundred|thousand|million|billion|trillion)\b)+)?"
        r"(?P<p> ?%(?!p\b|-?points?\b)| per ?cent\b)?"
    ),
    "ko": re.compile(
        r"(?<![A-Za-z\d])(?!(?<=[가-힣])\d+(?![\d가-힣.,%]))(?P<n>\d[\d,]*(?:\.\d+)?)"
        rf"(?: ?(?P<s>[십백천]?[만억]|[십백천]조?|{TRILLION})(?![가-힣]*월))?"
        r"(?P<p> ?(?:%|퍼센트)(?!p\b|p(?=[가-힣])|[ -]?포인트))?(?:(?P<more> ?(?=\d[\d,.]*(?![\d,.년월일])[가-힣]))|)"
    ),
}
YEAR = re.compile(r"\d{4}")
YEAR_BEFORE = re.compile(r"(\d{4})년 ?$")
YEAR_AFTER = re.compile(r" (\d{4})\b")
CAPITAL = re.compile(r"(?<=[a-z,;)] )(?:the )?([A-Z][a-z]{2,})(?![\w-]*[A-Z0-9])")
"""An English word with a capital letter within a sentence."""
SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천"
    "방공현함변염여추도소석선설마길연위표명기반왕"
)
OFFICES = "본부장|장관|차관|대사|사무총장|사무차장|위원장|청장|국장|대표(?!부)|교수|변호사"
PERSON = re.compile(
    rf"(?<![가-힣])([{SURNAMES}][가-힣][가-힣](?<![의는은을를]))"
    rf"(?= (?:당시 )?(?:(?:주[가-힣]+|법무부|외교부) )?(?:{OFFICES})(?![가-힣]{{2}}))"
)
"""A Korean person's name: a surname and two syllables before an office."""
BRACKETED = re.compile(r"\(([A-Z]{2,})\)")
LATIN = re.compile("[A-Za-z]")
HANGUL_OR_LATIN = re.compile("[가-힣A-Za-z]")
ABOUT = {
    "en": re.compile(r"\b(?:about|approximately|around) (?=\d)", re.IGNORECASE),
    "ko": re.compile(r"(?<![가-힣])약 ?(?=\d)"),
}


def extract_claims(text: str, language: str) -> set[str]:
    """Return the figures, dates, codes and web addresses of a text in a language, `en` or `ko`."""
    if not HAS_CLAIM.search(text):
        return set()
    found = {match[0].rstrip(".") for match in ADDRESS.finditer(text)}
    text = EVENT.sub(" ", ADDRESS.sub(" ", text))
    found |= {match[0] for match in CODE.finditer(text)}
    text = CODE.sub(" ", text)
    if ABOUT[language].search(text):
        found.add("about")
    for match in DATES[language].finditer(text):
        found |= set(_date_claim(match.groupdict(), language))
    return found | set(_number_claims(DATES[language].sub(" ; ", text), language))


class Form(NamedTuple):
    """A form of a name, in lower case except for acronyms; it must occur as a separate word."""

    id: str
    form: str
    language: str
    low: str

    def stands_in(self, text: str, low: str) -> bool:
        """Return whether a text, given in lower case too, contains it as a separate word."""
        said = text if self.form.isupper() else low
        at = said.find(self.form)
        while at >= 0:
            end = at + len(self.form)
            if self._is_alone(said[at - 1 : at], said[end : end + 2]):
                return True
            at = said.find(self.form, at + 1)
        return False

    def _is_alone(self, before: str, after: str) -> bool:
        if self.language == "ko":
            return not HANGUL_OR_LATIN.match(before) and not LATIN.match(after)
        after = after[1:] if after[:1] == "s" else after
        return not (before.isalnum() or before in ("-", "_") or after[:1].isalnum() or after[:1] in ("-", "_"))


class Vocabulary:
    """The names of glossary and lexicon, prepared for searching many texts."""

    def __init__(self, terms: Iterable[Term], lexicon: Lexicon | None = None) -> None:
        terms, lexicon = list(terms), lexicon or Lexicon()
        named = [term for term in terms if term.kind in NAMED]
        self._named = {
            language: [*_term_forms(language, named), *_proper_names(language, lexicon)] for language in LANGUAGES
        }
        self._acronyms = dict(_term_acronyms(named))
        self._answers = {language: list(_answering_names(language, lexicon)) for language in LANGUAGES}
        self._sources = [(name.id, _without_spaces(form)) for name in lexicon.names for form in name.sources]
        self._sources += [
            (term.id, _without_spaces(form))
            for term in named
            for form in [*term.searched.ko, *term.others.ko, term.term.ko]
        ]
        forms = [form for term in terms for form in (term.term.en, *term.others.en, *term.codes)]
        forms += [form for name in lexicon.names for form in name.en] + lexicon.capitals + MONTHS
        self._capitals = {word for form in forms for word in re.findall(r"[A-Za-z]+", form)}
        forms = [form for term in terms for form in (term.term.ko, *term.others.ko, *term.also)]
        self._korean = " ".join(forms + [form for name in lexicon.names for form in name.ko])
        longest = sorted(terms, key=lambda term: -len(term.term.en))
        self._terms = [(term, term.term.en.lower()) for term in longest]
        self._pairs = list(map(_term_pair, longest))

    def restrict_to(self, texts: Iterable[Text | Passage]) -> "Vocabulary":
        """Return a vocabulary with only the words that occur in some texts; most files contain few, so search is
        faster.
        """
        some, texts = Vocabulary([]), list(texts)
        for language in LANGUAGES:
            low = "\n".join(text[language] for text in texts).lower()
            some._named[language] = [form for form in self._named[language] if form.low in low]
            some._answers[language] = self._answers[language]
            some._capitals, some._korean, some._acronyms = self._capitals, self._korean, self._acronyms
            if language == "en":
                some._terms = [entry for entry in self._terms if entry[1] in low]
                some._pairs = [entry for entry in self._pairs if any(form in low for form in entry[0])]
        return some

    def find_names(self, text: str, language: str) -> set[str]:
        """Return the ids of programmes, organisations, documents, events, people and places that a text names."""
        low = text.lower()
        return {form.id for form in self._named[language] if form.low in low and form.stands_in(text, low)}

    def find_answers(self, text: str, language: str) -> set[str]:
        """Return the names that a text refers to without naming them, such as `the speaker`."""
        low = text.lower()
        return {form.id for form in self._answers[language] if form.form in low and form.stands_in(text, low)}

    def unknown_names(self, pair: Text | Passage) -> list[str]:
        """Return words that look like names and are in neither glossary nor lexicon."""
        words = CAPITAL.findall(pair["en"])
        people = PERSON.findall(pair["ko"])
        found = [word for word in words if word not in self._capitals and word.removesuffix("s") not in self._capitals]
        return list(dict.fromkeys(found + [name for name in people if name not in self._korean]))

    def wrong_acronyms(self, text: str, language: str) -> list[str]:
        """Return the acronyms in brackets that do not follow their full names."""
        found = []
        for match in BRACKETED.finditer(text):
            forms = self._acronyms.get(match[1], {}).get(language, ())
            before = text[: match.start()].rstrip().lower()
            if forms and not before.endswith(forms):
                found.append(match[1])
        return found

    def in_source(self, text: str) -> set[str]:
        """Return the names in a source's own words, in either language or as sources use them."""
        low = text.lower().replace(" ", "")
        loose = {name for name, form in self._sources if form in low}
        return loose | self.find_names(text, "en") | self.find_names(text, "ko")

    def find_terms(self, english: str) -> list[Term]:
        """Return the terms in an English text, the longest first: "migrant worker" does not contain "migrant"."""
        found, low = [], english.lower()
        for term, form in self._terms:
            if form in low:  # much faster than the pattern, and rarely true
                low, times = _english_pattern((form,)).subn(" ", low)
                found += [term] if times else []
        return found

    def without_shared_terms(self, pair: Text | Passage) -> tuple[str, str]:
        """Return a text in both languages, the English in lower case, without the glossary's terms that both contain.

        These are compared as terms.
        """
        english, korean = pair["en"].lower(), pair["ko"]
        for forms, theirs in self._pairs:
            held = tuple(form for form in forms if form in english)
            said = tuple(form for form in theirs if form.split()[0] in korean) if held else ()
            if said and _english_pattern(held).search(english) and _korean_pattern(said).search(korean):
                english, korean = _english_pattern(held).sub("~", english), _korean_pattern(said).sub("~", korean)
        return english, korean


def load_vocabulary(data: Data) -> Vocabulary:
    """Return the vocabulary of the data's glossary and lexicon."""
    return _make_vocabulary(data.files["glossary"], data.files["lexicon"])


@functools.lru_cache(2)
def _make_vocabulary(glossary: DataFile, lexicon: DataFile) -> Vocabulary:
    assert isinstance(glossary.shape, Glossary) and isinstance(lexicon.shape, Lexicon)
    return Vocabulary(glossary.shape.terms, lexicon.shape)


def _term_pair(term: Term) -> tuple[list[str], list[str]]:
    """Return a term's forms in each language, the longest first, the English ones in lower case."""
    english = sorted({form.lower() for form in (term.term.en, *term.others.en)}, key=len, reverse=True)
    return english, sorted({term.term.ko, *term.others.ko, *term.also}, key=len, reverse=True)


@functools.lru_cache(2000)
def _english_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})s?(?![\w-])")


@functools.lru_cache(2000)
def _korean_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join("(?:의|인)? ?".join(map(re.escape, form.split())) for form in forms))


def _without_spaces(form: str) -> str:
    """Return a form in lower case without spaces, for sources that space words differently."""
    return form.lower().replace(" ", "")


def _term_forms(language: str, terms: list[Term]) -> Iterator[Form]:
    """Return the forms of each term; an acronym such as IOM is the same in both languages."""
    for term in terms:
        acronyms = [name for name in term.others.en if name.isascii() and name.isupper() and name.isalpha()]
        for form in sorted({term.term[language], *term.others[language], *acronyms}):
            yield _form_pattern(term.id, form, language)


def _proper_names(language: str, lexicon: Lexicon) -> Iterator[Form]:
    for name in lexicon.names:
        for form in getattr(name, language):
            yield _form_pattern(name.id, form, language)


def _answering_names(language: str, lexicon: Lexicon) -> Iterator[Form]:
    for name in lexicon.names:
        for form in name.also[language]:
            yield _form_pattern(name.id, form, language)


def _term_acronyms(terms: list[Term]) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Return each acronym of a term with its full names in each language, in lower case."""
    for term in terms:
        for acronym in (name for name in term.others.en if name.isascii() and name.isupper() and name.isalpha()):
            forms = {lang: {term.term[lang], *term.others[lang]} - {acronym} for lang in LANGUAGES}
            yield acronym, {lang: tuple(form.lower() for form in forms[lang]) for lang in LANGUAGES}


def _form_pattern(name: str, form: str, language: str) -> Form:
    """Return the pattern of a form; acronyms are case-sensitive: US is not us."""
    acronym = form.isascii() and form.isupper() and form.isalpha()
    return Form(name, form if acronym else form.lower(), language, form.lower())


def _date_claim(parts: dict[str, str | None], language: str) -> Iterator[str]:
    month = parts["m"] or parts.get("m2") or ""
    number = MONTHS.index(month) + 1 if language == "en" else int(month)
    yield f"month {number}"
    for day in (parts["d"], parts["to"], parts.get("d2")):
        if day:
            yield f"{number}/{int(day)}"
    if parts.get("y"):
        yield str(parts["y"])


def _number_claims(text: str, language: str) -> Iterator[str]:
    for value, _, _ in find_figures(text, language):
        yield value


def find_figures(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield each figure of a text without codes and dates, with its begin and end."""
    total = part = Decimal(0)  # of a Korean figure: up to its last multiplier, and after it
    start = -1
    for match in NUMBERS[language].finditer(text):
        start = match.start() if start < 0 else start
        value = Decimal(match["n"].replace(",", "").rstrip("."))
        for scale in SCALE.findall(match["s"] or ""):
            if scale in MYRIAD_UNITS:
                greater = EXACT.multiply(EXACT.add(part, value), SCALES[scale])
                total, part, value = EXACT.add(total, greater), Decimal(0), Decimal(0)
            value = EXACT.multiply(value, SCALES[scale])
        part = EXACT.add(part, value)
        if match["s"] and match.groupdict().get("more") is not None:
            continue
        yield f"{EXACT.normalize(EXACT.add(total, part)):f}" + ("%" if match["p"] else ""), start, match.end()
        total, part, start = Decimal(0), Decimal(0), -1


def without_dates(text: str, language: str) -> str:
    """Return a text without its addresses, codes, months and days."""
    return DATES[language].sub(" ; ", CODE.sub(" ", EVENT.sub(" ", ADDRESS.sub(" ", text))))


def find_days(text: str, language: str) -> list[tuple[str, str]]:
    """Return the months and days of a text in order, each with its year, or that of the Korean date before, or ""."""
    text, found, year = CODE.sub(" ", ADDRESS.sub(" ", text)), [], ""
    for match in DATES[language].finditer(text):
        beside = (
            YEAR_BEFORE.search(text[: match.start()]) if language == "ko" else YEAR_AFTER.match(text[match.end() :])
        )
        year = beside[1] if beside else year if language == "ko" else ""
        found += [(word, year) for word in _date_claim(match.groupdict(), language) if not YEAR.fullmatch(word)]
    return found
