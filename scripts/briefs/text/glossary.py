"""Link the first occurrence of each glossary term on a page."""

import functools
import re

from markupsafe import Markup

from briefs.content.models import Policy, Source, Term
from briefs.content.site_data import Data
from briefs.text.typography import no_break

ENDINGS = "가과까께는나도들라로를만별보부에와으은을의이인입하한할"
"""The first letters of particles and endings that may follow a Korean noun without a space."""
AS_I = str.maketrans("ıİ", "ii")
INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


class GlossaryLinker:
    """Links the first occurrence of each glossary term on one page, in one language."""

    def __init__(self, data: Data, language: str, glossary: str) -> None:
        """`glossary` is the relative address of the glossary page."""
        self.terms, self.pattern = _term_pattern(data, language)
        self.glossary = glossary
        self.seen: dict[str, Term] = {}

    def mark(self, text: str) -> Markup:
        """Return the text escaped, with a link to the glossary at each term that is new on the page."""
        pieces, end = [], 0
        for match in self.pattern.finditer(text):
            term = self.terms[_match_key(match[1])]
            if term.id not in self.seen:
                self.seen[term.id] = term
                pieces += [no_break(text[end : match.start()]), self._link(term, match[0])]
                end = match.end()
        return Markup("").join([*pieces, no_break(text[end:])])

    def _link(self, term: Term, words: str) -> Markup:
        link = Markup('<a class="term" href="{}#{}" data-term="{}">{}</a>')
        return link.format(self.glossary, term.id, term.id, no_break(words))


@functools.lru_cache(1)
def term_usage(data: Data) -> dict[str, list[Policy | Source]]:
    """Return the items that use each term: those that the glossary names, and those whose English texts contain it."""
    terms, pattern = _term_pattern(data, "en")
    found: dict[str, list[Policy | Source]] = {name: [] for name in data.terms}
    for file, item in sorted(data.items(), key=lambda entry: isinstance(entry[1], Source)):
        texts = " ".join(pair["en"] for _, pair in file.texts())
        held = {terms[_match_key(match[1])].id for match in pattern.finditer(texts)}
        for term in data.terms.values():
            if term.id in held or item.id in term.policies:
                found[term.id].append(item)
    return found


def group_by_letter(terms: list[Term], language: str) -> dict[str, list[Term]]:
    """Return sorted terms by their first letter, in Korean by the initial consonant.

    Tensed consonants are grouped with the plain ones (ㄲ with ㄱ), as in Korean dictionaries; A to Z come
    last.
    """
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(_initial_letter(term.term[language][0]), []).append(term)
    return dict(sorted(found.items(), key=lambda entry: language == "ko" and entry[0] not in INITIALS))


def _initial_letter(letter: str) -> str:
    number = (ord(letter) - ord("가")) // 588  # a syllable's code point contains its initial consonant (Unicode 3.12)
    return INITIALS[number] if 0 <= number < len(INITIALS) else letter.upper()


@functools.lru_cache(2)
def _term_pattern(data: Data, language: str) -> tuple[dict[str, Term], re.Pattern[str]]:
    """Return the glossary's terms by name, and the pattern that finds them.

    English terms match whole words with an optional plural -s, in any case. Korean terms match at the beginning of a
    word if only a particle or an ending follows, so an office such as 서울출입국·외국인청장 contains none.
    """
    terms = {_match_key(term.term[language]): term for term in data.terms.values()}
    choice = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    english, korean = rf"(?<![\w-])({choice})s?(?![\w-])", rf"(?<![가-힣\w])({choice})(?![^\W\d_{ENDINGS}])"
    return terms, re.compile(english if language == "en" else korean, re.IGNORECASE)


def _match_key(words: str) -> str:
    """Return the key of a word that the pattern matches: without regard to case, ı and İ as i."""
    return words.translate(AS_I).casefold()
