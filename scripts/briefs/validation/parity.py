"""Check that both languages state the same figures, dates, codes, names, glossary terms and words of the lexicon.

A reviewer must compare whole sentences. An exception is recorded in the item's data, with its reason.
"""

import re
from collections.abc import Iterator

from briefs.content.models import Passage, Text
from briefs.content.site_data import Data
from briefs.errors import Problem
from briefs.validation.claims import Vocabulary, extract_claims, load_vocabulary
from briefs.validation.file_rules import check_files
from briefs.validation.meaning import MeaningComparer, meaning_comparer

COMPARED = {"policies", "sources", "themes", "statuses", "glossary"}
"""Files whose meaning is compared, since their texts report sources; the interface's texts are free."""


def check_parity(data: Data) -> Iterator[Problem]:
    """Yield a problem for each text whose languages differ in figures, dates, codes, names, terms or meaning."""
    yield from check_files(file_agrees, data, data.files)


def file_agrees(data: Data, key: str) -> Iterator[Problem]:
    """Yield the problems of one file of `files`."""
    file, compared = data.files[key], meaning_comparer(data) if key.split("/")[0] in COMPARED else None
    signed = {(entry.at, entry.check) for entry in data.exceptions(key)}
    ours = key.startswith(("policies/", "sources/"))
    translated = data.translated_language(file)
    texts = file.texts()
    words = load_vocabulary(data).restrict_to(text for _, text in texts)
    for place, pair in texts:
        for check, message in _text_differences(pair, words, ours, compared).items():
            if message and (file.name(place), check) not in signed:
                yield file.problem((*place, translated), _about_original(message, translated))


def _about_original(message: str, translated: str) -> str:
    """Return a message about a translation; the checks write it for the Korean of an English original."""
    return message if translated == "ko" else message.replace("the English", "the Korean")


def check_exceptions(data: Data) -> Iterator[Problem]:
    """Yield a problem for each exception that names no text or check, or excuses nothing."""
    everything, compared = load_vocabulary(data), meaning_comparer(data)
    for key, file in data.files.items():
        texts = {file.name(place): pair for place, pair in file.texts()}
        for number, entry in enumerate(data.exceptions(key)):
            place = ("exceptions", number)
            if entry.at not in texts:
                yield file.problem((*place, "at"), f"must name a text of this file: {entry.at}")
                continue
            checks = _text_differences(texts[entry.at], everything, True, compared)
            if entry.check not in checks:
                yield file.problem((*place, "check"), f"must be one of {', '.join(checks)}: {entry.check}")
            elif not checks[entry.check]:
                yield file.problem(place, f"must excuse something, and the two languages agree: {entry.at}")


def _text_differences(
    pair: Text | Passage, words: Vocabulary, ours: bool, compared: MeaningComparer | None = None
) -> dict[str, str]:
    """Return each check of a text with its problem; `ours` applies the glossary's terms too."""
    english, korean = pair["en"], pair["ko"]
    figures = _difference("figures", extract_claims(english, "en"), extract_claims(korean, "ko"))
    names = {language: words.find_names(pair[language], language) for language in ("en", "ko")}
    unanswered = [names["en"] - words.find_answers(korean, "ko"), names["ko"] - words.find_answers(english, "en")]
    shared = names["en"] & names["ko"]
    named = _difference("names", unanswered[0] | shared, unanswered[1] | shared)
    wrong = words.wrong_acronyms(english, "en") + words.wrong_acronyms(korean, "ko")
    named = named or (f"must name in full what is bracketed: {', '.join(wrong)}" if wrong else "")
    unknown = words.unknown_names(pair) if compared and not named else []
    found = {
        "figures": figures,
        "names": f"must name what the glossary or the lexicon holds: {', '.join(unknown)}" if unknown else named,
        "terms": _missing_terms(pair, words) if ours else "",
        "meaning": compared.compare_words(pair, words) if compared else "",
        "units": "",
        "order": "",
    }
    if compared and not figures:
        found["units"], found["order"] = compared.compare_figures(pair)
    return found


def _missing_terms(pair: Text | Passage, words: Vocabulary) -> str:
    """Return the problem of Korean terms that are missing although the English contains the term."""
    if not re.search("[가-힣]", pair["ko"]):
        return ""  # not Korean: `check_scripts` reports it
    missing = [
        f"{term.term.ko} for {term.term.en}"
        for term in words.find_terms(pair["en"])
        if not any(_contains_term(pair["ko"], form) for form in (term.term.ko, *term.also))
    ]
    return f"must use the glossary's terms: {', '.join(missing)}" if missing else ""


def _contains_term(korean: str, form: str) -> bool:
    """Return whether a Korean text contains a term: spaces are optional, and 의 or 인 may join its words."""
    return re.search("(?:의|인)? ?".join(map(re.escape, form.split())), korean) is not None


def _difference(check: str, english: set[str], korean: set[str]) -> str:
    sides = [("only in English", english - korean), ("only in Korean", korean - english)]
    differences = "; ".join(f"{side} {', '.join(sorted(words))}" for side, words in sides if words)
    return f"must state the same {check} as the English: {differences}" if differences else ""
