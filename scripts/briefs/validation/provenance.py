"""Check that each figure, date, code and name on the site is in its source.

Points are compared with the passages they cite; facts and series with the evidence of their references, that is
extracts and values, title, publisher and date.
"""

import functools
from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.data_file import DataFile
from briefs.content.models import Fact, Reference, Series, Text, Value
from briefs.content.site_data import Data
from briefs.content.yaml_reader import Location
from briefs.errors import Problem
from briefs.validation.claims import Vocabulary, extract_claims, load_vocabulary
from briefs.validation.file_rules import check_files
from briefs.validation.lexicon import EntriesFound
from briefs.validation.meaning import meaning_comparer
from briefs.validation.source_words import as_written


def check_points(data: Data) -> Iterator[Problem]:
    """Yield a problem for each claim in a policy's title, summary or points that is not in the cited passages."""
    everything = load_vocabulary(data)
    said = _passage_claims(data)
    for policy in data.policies.values():
        file = data.file_of(policy)
        cited_at_all: set[str] = set()
        fields = ("title", "summary", "short", "concerns")
        heads = {field: getattr(policy, field) for field in fields if getattr(policy, field)}
        words = everything.restrict_to([*heads.values(), *(point.text for point in policy.points)])
        for number, point in enumerate(policy.points):
            cited = set().union(*(said.get(cite, set()) for cite in point.cites))
            cited_at_all |= cited
            source = f"a passage it cites ({', '.join(point.cites)})"
            yield from _unsupported_claims(words, file, ("points", number, "text"), point.text, cited, source)
        for field, text in heads.items():
            yield from _unsupported_claims(words, file, (field,), text, cited_at_all, "a passage that its points cite")


def check_themes(data: Data) -> Iterator[Problem]:
    """Yield a problem for each claim in a theme's title or summary that is not in a passage its policies cite."""
    words, file = load_vocabulary(data), data.files["themes"]
    said = _passage_claims(data)
    for number, theme in enumerate(data.themes.values()):
        points = [point for policy in data.policies.values() if policy.theme == theme.id for point in policy.points]
        known = set().union(*(said.get(cite, set()) for point in points for cite in point.cites))
        for field in ("title", "summary"):
            place: Location = ("themes", number, field)
            yield from _unsupported_claims(
                words, file, place, getattr(theme, field), known, "a passage that its policies cite"
            )


def check_facts(data: Data) -> Iterator[Problem]:
    """Yield a problem for each claim of a fact that is neither in the evidence nor marked as inferred."""
    yield from check_files(_check_facts_of, data, data.item_keys())


def _check_facts_of(data: Data, key: str) -> Iterator[Problem]:
    words, file = load_vocabulary(data), data.files[key]
    for place, fact in data.item(key).placed_facts:
        if not data.references.keys() >= set(fact.references):
            continue  # `check_known_ids` reports it
        known = _reference_claims(data, fact.references) | _inferred_claims(words, fact)
        source = _evidence_of(fact.references)
        yield from _unsupported_claims(words, file, (*place, "text"), fact.text, known, source)
        if fact.confidence == "inferred" and not fact.inferred:
            yield file.problem(place, "must say in `inferred` what it is inferred from")


def check_series(data: Data) -> Iterator[Problem]:
    """Yield a problem for each value or figure of a note that the evidence does not contain for its year and unit."""
    for policy in data.policies.values():
        file = data.file_of(policy)
        for number, series in enumerate(policy.series):
            for row, value in enumerate(series.values):
                yield from _value_problems(data, file, ("series", number, "values", row), series, value)
            names = [name for value in series.values for name in value.references if name in data.references]
            for field in ("title", "unit", "note"):
                if text := getattr(series, field):
                    source, known = "the evidence of its rows' references", _reference_claims(data, names)
                    yield from _unsupported_claims(
                        load_vocabulary(data), file, ("series", number, field), text, known, source
                    )


def units_as_in_sources(data: Data) -> Iterator[Problem]:
    """Yield a problem for each figure of a fact that counts something else than in the evidence."""
    yield from check_files(_check_units_of, data, data.item_keys())


def _check_units_of(data: Data, key: str) -> Iterator[Problem]:
    counter, file = meaning_comparer(data).counter, data.files[key]
    for place, fact in data.item(key).placed_facts:
        counted: dict[str, set[str]] = {}
        for text, language in _cited_texts(data, fact):
            for value in counter.read(text, language).values:
                if value.near:
                    counted.setdefault(value.figure, set()).update(value.units)
        for language in LANGUAGES:
            for value in counter.read(fact.text[language], language).values:
                known = counted.get(value.figure)
                if known and value.near and value.units and not value.units & known:
                    message = f"must count what {_evidence_of(fact.references)} counts: {value.figure}"
                    yield file.problem((*place, "text", language), message)


def meaning_as_cited(data: Data) -> Iterator[Problem]:
    """Yield a problem for a point that differs from its sentences in direction, negation, bounds or degree, and for a
    fact that says the opposite of its evidence.
    """
    yield from check_files(_check_meaning_of_points, data, [f"policies/{name}" for name in data.policies])
    yield from check_files(_check_meaning_of_facts, data, data.item_keys())


def _check_meaning_of_points(data: Data, key: str) -> Iterator[Problem]:
    matcher, passages, words = meaning_comparer(data).matcher, data.passages(), load_vocabulary(data)
    file, policy = data.files[key], data.policies[key.removeprefix("policies/")]
    for number, point in enumerate(policy.points):
        cited = [passages[cite] for cite in point.cites if cite in passages]
        answers = set().union(*(matcher.find_entries(text[lang], lang).answers for text in cited for lang in LANGUAGES))
        asks = [
            asked
            for lang, text in zip(LANGUAGES, words.without_shared_terms(point.text), strict=True)
            for asked in matcher.find_entries(text, lang).asks
        ]
        for entry in EntriesFound(asks, set(), []).unanswered(EntriesFound([], answers, [])) if cited else ():
            yield file.problem(("points", number, "text", "en"), f"must mean what the passages it cites do: {entry}")


def _check_meaning_of_facts(data: Data, key: str) -> Iterator[Problem]:
    matcher, file = meaning_comparer(data).matcher, data.files[key]
    for place, fact in data.item(key).placed_facts:
        texts = _cited_texts(data, fact)
        theirs = frozenset().union(*(asked for text, lang in texts for asked in matcher.find_entries(text, lang).asks))
        ours = frozenset().union(
            *(asked for lang in LANGUAGES for asked in matcher.find_entries(fact.text[lang], lang).asks)
        )
        for entry in sorted(ours - theirs):
            opposite = matcher.opposites.get(entry)
            if opposite in theirs - ours:
                must = "must not say the opposite of what it cites"
                yield file.problem((*place, "text", "en"), f"{must}: {entry}")


def _cited_texts(data: Data, fact: Fact) -> list[tuple[str, str]]:
    """Return the texts of a fact's references, each with its language."""
    return [text for name in fact.references if name in data.references for text in _reference_texts(data, name)]


def _value_problems(data: Data, file: DataFile, place: Location, series: Series, value: Value) -> Iterator[Problem]:
    source = _evidence_of(value.references)
    references = [data.references[name] for name in value.references if name in data.references]
    stated = value.value is not None and references and not value.inferred
    if stated and not any(_states_value(reference, series, value) for reference in references):
        message = f"must occur in {source} for {value.period} and {series.unit.en}: {value.value}"
        yield file.problem((*place, "value"), message)
    if value.note:
        words, known = load_vocabulary(data), _reference_claims(data, value.references) | {str(value.period)}
        yield from _unsupported_claims(
            words, file, (*place, "note"), value.note, known | _inferred_claims(words, value), source
        )


def _states_value(reference: Reference, series: Series, value: Value) -> bool:
    """Return whether a reference gives the value of a series for its year and unit."""
    return any(
        found.counts == series.unit.en
        and str(found.period or "")[:4] == str(value.period)
        and str(value.value) in extract_claims(found.value, "en")
        for found in reference.values
    )


def _unsupported_claims(
    words: Vocabulary, file: DataFile, place: Location, text: Text, known: set[str], source: str
) -> Iterator[Problem]:
    for language in LANGUAGES:
        stated = _stated_claims(words, text[language], language) - {"about"}
        for word in sorted(stated - known):
            yield file.problem((*place, language), f"must state what occurs in {source}: {word}")


def _stated_claims(words: Vocabulary, text: str, language: str) -> set[str]:
    return extract_claims(text, language) | words.find_names(text, language)


def _inferred_claims(words: Vocabulary, stated: Fact | Value) -> set[str]:
    """Return the claims of a fact or value that are marked as inferred."""
    return (
        set().union(*(_stated_claims(words, stated.inferred[lang], lang) for lang in LANGUAGES))
        if stated.inferred
        else set()
    )


@functools.lru_cache(2)
def _passage_claims(data: Data) -> dict[str, set[str]]:
    """Return the claims of each passage in either language, by its citation."""
    words, found = load_vocabulary(data), {}
    for source in data.sources.values():
        speaker = words.find_names(source.title.en, "en") | words.find_names(source.title.ko, "ko")
        for passage in source.passages:
            stated = set().union(*(_stated_claims(words, passage[language], language) for language in LANGUAGES))
            found[f"{source.id}#{passage.id}"] = stated | speaker
    return found


def _reference_claims(data: Data, names: list[str]) -> set[str]:
    """Return the claims in the evidence of some references."""
    return set().union(*(_evidence_claims(data)[name] for name in names if name in data.references))


@functools.lru_cache(2)
def _evidence_claims(data: Data) -> dict[str, set[str]]:
    """Return the claims in the evidence of each reference, by its id."""
    words, found = load_vocabulary(data), {}
    for name, reference in data.references.items():
        stated = set().union(
            *(extract_claims(text, lang) | words.in_source(text) for text, lang in _reference_texts(data, name))
        )
        month, day = [*map(int, str(reference.date or "").split("-")[1:]), 0, 0][:2]
        dates = {str(reference.date or "")[:4], f"month {month}", f"{month}/{day}"}
        found[name] = stated | (dates if reference.date else set())
    return found


def _reference_texts(data: Data, name: str) -> list[tuple[str, str]]:
    """Return the texts of a reference with which facts are compared, each with its language."""
    reference = data.references[name]
    own = [*reference.evidence, reference.title.text if reference.title else "", reference.author or ""]
    own += [f"{found.period or ''} {found.value} {found.counts}" for found in reference.values]
    return [as_written(text) for text in own if text] + [(reference.publisher[lang], lang) for lang in LANGUAGES]


def _evidence_of(references: list[str]) -> str:
    return f"the evidence of its references ({', '.join(references)})"
