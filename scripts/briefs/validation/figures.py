"""What charts compare can be compared; what the figures page shows is in the text that it comes from."""

from collections.abc import Iterator

from briefs import LANGUAGES
from briefs.content.models import Policy, Series
from briefs.content.site_data import Data
from briefs.errors import Problem, quoted_value
from briefs.validation.claims import extract_claims, load_vocabulary


def check_compared_series(data: Data) -> Iterator[Problem]:
    """Yield a problem for each series that cannot be drawn in the chart that names it."""
    for policy in data.policies.values():
        for number, series in enumerate(policy.series):
            if series.compare_with and (must := _why_not(policy, series)):
                place = ("series", number, "compare_with")
                yield data.file_of(policy).problem(place, f"must {must}: {quoted_value(series.compare_with)}")


def _why_not(policy: Policy, series: Series) -> str:
    """Return what a comparison must be and is not; "" for a right one."""
    other = policy.compared(series)
    if other is None or other is series:
        return "name another series of the policy"
    if other.compare_with or [one.compare_with for one in policy.series].count(other.id) > 1:
        return "name a series that is compared with this one alone"
    if _counter(series) != _counter(other):
        return f"name a series whose Korean unit begins with {_counter(series)} too, and not with {_counter(other)}"
    if not _years(series) & _years(other):
        return "name a series that has a value for a year of this one"
    return ""


def _counter(series: Series) -> str:
    """Return the Korean word that counts, which is one for what can be compared: places and people are both persons."""
    return series.unit.ko.partition("(")[0].strip()


def _years(series: Series) -> set[int]:
    return {row.period for row in series.values if row.value is not None}


def check_marked_values(data: Data) -> Iterator[Problem]:
    """Yield a problem for each row that is marked as rounded or partial and has no value."""
    for policy in data.policies.values():
        for number, series in enumerate(policy.series):
            for row, value in enumerate(series.values):
                for mark in ("rounded", "partial"):
                    if getattr(value, mark) and value.value is None:
                        place = ("series", number, "values", row, mark)
                        yield data.file_of(policy).problem(place, f"must be of a row with a value: {value.period}")


def check_fact_figures(data: Data) -> Iterator[Problem]:
    """Yield a problem for each figure of a fact that is none, or that its text does not contain."""
    for file, item in data.items():
        for place, fact in item.placed_facts:
            for language in LANGUAGES if fact.figure else ():
                figure = fact.figure[language]  # type: ignore[index]
                if not any(map(str.isdigit, figure)):
                    yield file.problem((*place, "figure", language), f"must contain a figure: {quoted_value(figure)}")
                elif figure not in fact.text[language]:
                    must = "must be in the text of the fact, in the same words"
                    yield file.problem((*place, "figure", language), f"{must}: {quoted_value(figure)}")


def check_briefs(data: Data) -> Iterator[Problem]:
    """Yield a problem for each figure, date, code or name of a fact's short form that its text does not state."""
    words = load_vocabulary(data)
    for file, item in data.items():
        for place, fact in item.placed_facts:
            for language in LANGUAGES if fact.brief else ():
                brief, text = fact.brief[language], fact.text[language]  # type: ignore[index]
                stated = extract_claims(brief, language) | words.find_names(brief, language)
                known = extract_claims(text, language) | words.find_names(text, language)
                for claim in sorted(stated - known):
                    yield file.problem((*place, "brief", language), f"must state only what its text states: {claim}")
