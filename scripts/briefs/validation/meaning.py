"""Compare the two languages of a text beyond figures and names: direction, negation, bounds, degree, units, order.

Only the lexicon decides about words; a reviewer must compare whole sentences.
"""

import functools
import re

from briefs import LANGUAGES
from briefs.content.data_file import DataFile
from briefs.content.models import Lexicon, Passage, Text
from briefs.content.site_data import Data
from briefs.validation.claims import Vocabulary
from briefs.validation.lexicon import Matcher
from briefs.validation.quantities import ENDS, Quantities, QuantityReader, Value

GLOSS = re.compile(r"[가-힣]+(?: [가-힣]+)?\((?=[A-Z]-\d)")
"""The Korean name of a visa code before it: 비전문취업(E-9)."""


class MeaningComparer:
    """The lexicon prepared for comparing texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.matcher = Matcher(lexicon)
        self.counter = QuantityReader(lexicon)

    def compare_words(self, pair: Text | Passage, vocabulary: Vocabulary) -> str:
        """Return the problem of words of direction, negation, bounds and degree; "" if there is none."""
        whole = {language: self.matcher.find_entries(pair[language], language) for language in LANGUAGES}
        english, korean = vocabulary.without_shared_terms(pair)
        korean = GLOSS.sub("(", korean)
        own = {
            "en": self.matcher.find_entries(english, "en") if "~" in english else whole["en"],
            "ko": self.matcher.find_entries(korean, "ko") if korean != pair["ko"] else whole["ko"],
        }
        found = []
        for side, here, there in (("only in English", "en", "ko"), ("only in Korean", "ko", "en")):
            lacking = own[here].unanswered(whole[there])
            turned = own[here].restrict_to(self.matcher.directions).unanswered(own[there])
            lacking += [asked for asked in turned if asked not in lacking]
            for entry in self.matcher.counted:
                (ours, soft), (theirs, answering) = own[here].count_words(entry), own[there].count_words(entry)
                if ours > theirs + max(0, answering - soft) and entry not in lacking:
                    lacking.append(entry)
            found += [f"{side} {', '.join(lacking)}"] if lacking else []
        return f"must mean the same as the English: {'; '.join(found)}" if found else ""

    def compare_figures(self, pair: Text | Passage) -> tuple[str, str]:
        """Return the problem of units, and that of the order, of a text's figures; "" if there is none."""
        if not ENDS["ko"].search(pair["ko"]) and not re.search(
            r"\d|ntil|till|hrough|to the|far", pair["en"] + pair["ko"]
        ):
            return "", ""
        english, korean = self.counter.read(pair["en"], "en"), self.counter.read(pair["ko"], "ko")
        order = _compare_order(english, korean)
        return ("" if order else _compare_units(english, korean) or self._compare_bounds(english, korean)), order

    def _compare_bounds(self, english: Quantities, korean: Quantities) -> str:
        """Return the figures whose bounds differ between the languages."""
        differences = []
        for ours, theirs in zip(english.values, korean.values, strict=False):
            asked = self.matcher.find_entries(ours.beside, "en"), self.matcher.find_entries(theirs.beside, "ko")
            answered = self.matcher.find_entries(ours.around, "en"), self.matcher.find_entries(theirs.around, "ko")
            lacking = asked[0].restrict_to(self.matcher.bounds).unanswered(answered[1])
            lacking += asked[1].restrict_to(self.matcher.bounds).unanswered(answered[0])
            differences += [f"{', '.join(lacking)} {ours.figure}"] if lacking and ours.figure == theirs.figure else []
        return f"must bound its figures as the English does: {'; '.join(differences)}" if differences else ""


def meaning_comparer(data: Data) -> MeaningComparer:
    """Return the comparer for the data's texts."""
    return _make_comparer(data.files["lexicon"])


@functools.lru_cache(2)
def _make_comparer(file: DataFile) -> MeaningComparer:
    assert isinstance(file.shape, Lexicon)
    return MeaningComparer(file.shape)


def _compare_order(english: Quantities, korean: Quantities) -> str:
    """Return what is not in the same order in both languages."""
    pairs = [
        ([value.figure for value in english.values], [value.figure for value in korean.values]),
        (english.years, korean.years),
        ([day for day, _ in english.days], [day for day, _ in korean.days]),
    ]
    differences = [
        f"{', '.join(ours)} in English, {', '.join(theirs)} in Korean"
        for ours, theirs in pairs
        if ours != theirs and set(ours) == set(theirs)
    ]
    if not differences and english.ends != korean.ends:
        differences = [f"{english.ends} periods end in English, {korean.ends} in Korean"]
    for (day, year), (_, other) in zip(english.days, korean.days, strict=False):
        if not differences and year and other and year != other:
            differences = [f"{day} of {year} in English, of {other} in Korean"]
    return f"must give its figures in the same order as the English: {'; '.join(differences)}" if differences else ""


def _compare_units(english: Quantities, korean: Quantities) -> str:
    """Return the figures that do not count the same in both languages."""
    differences = [
        ours.figure
        for ours, theirs in zip(english.values, korean.values, strict=False)
        if ours.figure == theirs.figure and not _same_unit(ours, theirs, english, korean)
    ]
    return f"must count the same as the English: {', '.join(differences)}" if differences else ""


def _same_unit(ours: Value, theirs: Value, english: Quantities, korean: Quantities) -> bool:
    if not theirs.units:
        return not (ours.near and ours.units) or bool(ours.units & korean.units)
    return bool(theirs.units & (ours.units or english.units))
