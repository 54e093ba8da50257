"""Nothing stands on the site that a source does not say: each figure, date, code and name has its source.

What a point says is held against the passages it cites; what a fact or a series says against the figures that
its references record.
"""

from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.datafile import DataFile
from briefs.load import Data
from briefs.model import Policy, Text
from briefs.problem import Problem
from briefs.tokens import Vocabulary, tokens
from briefs.yamlfile import Place


def points_rest_on_passages(data: Data) -> Iterator[Problem]:
    """What a policy's title, summary and points state occurs in the passages cited, in either language."""
    vocabulary = Vocabulary(data.terms.values())
    said = _said_in_passages(data, vocabulary)
    for policy in data.policies.values():
        file = data.files[f"policies/{policy.id}"]
        everything: set[str] = set()
        heads = {field: getattr(policy, field) for field in ("title", "summary", "concerns")}
        words = vocabulary.within([*heads.values(), *(point.text for point in policy.points)])
        for number, point in enumerate(policy.points):
            cited = set().union(*(said.get(cite, set()) for cite in point.cites))
            everything |= cited
            source = f"a passage it cites ({', '.join(point.cites)})"
            yield from _unsaid(words, file, ("points", number, "text"), point.text, cited, source)
        for field, text in heads.items():
            yield from _unsaid(words, file, (field,), text, everything, "a passage that its points cite")


def themes_rest_on_passages(data: Data) -> Iterator[Problem]:
    """What a theme's title and summary state occurs in a passage that its policies cite."""
    vocabulary, file = Vocabulary(data.terms.values()), data.files["themes"]
    said = _said_in_passages(data, vocabulary)
    for number, theme in enumerate(data.themes.values()):
        points = [point for policy in data.policies.values() if policy.theme == theme.id for point in policy.points]
        known = set().union(*(said.get(cite, set()) for point in points for cite in point.cites))
        for field in ("title", "summary"):
            place: Place = ("themes", number, field)
            yield from _unsaid(
                vocabulary, file, place, getattr(theme, field), known, "a passage that its policies cite"
            )


def facts_rest_on_references(data: Data) -> Iterator[Problem]:
    """What a fact states occurs in the figures that its references record."""
    vocabulary = Vocabulary(data.terms.values())
    recorded = _recorded(data, vocabulary)
    for file, item in data.items():
        for number, fact in enumerate(item.facts):
            if not recorded.keys() >= set(fact.references):
                continue  # `known_ids` says so
            known = set().union(*(recorded[name] for name in fact.references))
            yield from _unsaid(
                vocabulary, file, ("facts", number, "text"), fact.text, known, _figures_of(fact.references)
            )


def series_rest_on_references(data: Data) -> Iterator[Problem]:
    """Each value and its year, and what the notes state, occur in the figures of the row's references."""
    vocabulary = Vocabulary(data.terms.values())
    recorded = _recorded(data, vocabulary)
    for policy in data.policies.values():
        yield from _series(vocabulary, policy, data.files[f"policies/{policy.id}"], recorded)


def _series(vocabulary: Vocabulary, policy: Policy, file: DataFile, recorded: dict[str, set[str]]) -> Iterator[Problem]:
    for number, series in enumerate(policy.series):
        everything: set[str] = set()
        for row, value in enumerate(series.values):
            place: Place = ("series", number, "values", row)
            known = set().union(*(recorded.get(name, set()) for name in value.references))
            everything |= known
            source = _figures_of(value.references)
            for field, figure in (("period", value.period), ("value", value.value)):
                if value.references and figure is not None and str(figure) not in known:
                    yield file.problem((*place, field), f"must occur in {source}: {figure}")
            if value.note:
                yield from _unsaid(vocabulary, file, (*place, "note"), value.note, known, source)
        for field in ("title", "unit", "note"):
            text = getattr(series, field)
            if text:
                place = ("series", number, field)
                yield from _unsaid(vocabulary, file, place, text, everything, "the figures of its rows' references")


def _unsaid(
    vocabulary: Vocabulary, file: DataFile, place: Place, text: Text, known: set[str], source: str
) -> Iterator[Problem]:
    for language in LANGUAGES:
        stated = _stated(vocabulary, text[language], language) - {"about"}
        for word in sorted(stated - known):
            yield file.problem((*place, language), f"must state what occurs in {source}: {word}")


def _stated(vocabulary: Vocabulary, text: str, language: str) -> set[str]:
    return tokens(text, language) | vocabulary.names(text, language)


def _said_in_passages(data: Data, vocabulary: Vocabulary) -> dict[str, set[str]]:
    """What each passage states in either language, by its citation."""
    return {
        cite: _stated(vocabulary, passage.en, "en") | _stated(vocabulary, passage.ko, "ko")
        for cite, passage in data.passages().items()
    }


def _recorded(data: Data, vocabulary: Vocabulary) -> dict[str, set[str]]:
    """What the figures of each reference state, by its id."""
    return {
        name: set().union(*(_stated(vocabulary, figure, "en") for figure in reference.figures))
        for name, reference in data.references.items()
    }


def _figures_of(references: list[str]) -> str:
    return f"the figures of its references ({', '.join(references)})"
