"""List the figures of the site: each series that has a chart of its own, with the addresses of its files.

A figure is `<policy>/<series>` in addresses, and `<policy>--<series>` as an anchor: no id contains `--`, so that no two
figures share a name. Former names of the policy and of the series keep working, and so does the name of a series that
is drawn in the chart of another one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefs import LANGUAGES
from briefs.content.models import Fact, Policy, Series, Withdrawn
from briefs.content.site_data import Data

FILE_KINDS = ("csv", "svg")


@dataclass(frozen=True)
class Figure:
    """A chart: a series, and the one that is drawn in it."""

    policy: Policy
    series: Series
    compared: Series | None = None

    @property
    def drawn(self) -> list[Series]:
        """The series that the chart shows."""
        return [self.series, *([self.compared] if self.compared else [])]

    @property
    def names(self) -> list[str]:
        """Its names within the policy: its series' id, then the others."""
        return [name for series in self.drawn for name in (series.id, *series.previous_ids)]

    @property
    def references(self) -> list[str]:
        """The ids of its references, in the order of their first use."""
        return list(dict.fromkeys(name for one in self.drawn for row in one.values for name in row.references))

    @property
    def link(self) -> str:
        """Its permanent address."""
        return f"id/{self.policy.id}/#{self.series.id}"

    @property
    def embed(self) -> str:
        """The address, within a language, of its page for other sites."""
        return f"embed/{self.policy.id}/{self.series.id}/"


@dataclass(frozen=True)
class Number:
    """A fact that holds a figure."""

    policy: Policy
    fact: Fact

    @property
    def names(self) -> list[str]:
        """Its names within the policy."""
        return [self.fact.id, *self.fact.previous_ids]

    @property
    def references(self) -> list[str]:
        """The ids of its references."""
        return self.fact.references

    @property
    def link(self) -> str:
        """Its permanent address."""
        return f"id/{self.policy.id}/#{self.fact.id}"


@dataclass(frozen=True)
class RemovedFigure:
    """A series that was removed; its addresses stay and say so."""

    policy: Policy
    part: Withdrawn

    @property
    def names(self) -> list[str]:
        """Its name within the policy."""
        return [self.part.id]

    @property
    def link(self) -> str:
        """Its permanent address."""
        return f"id/{self.policy.id}/#{self.part.id}"


def policy_figures(policy: Policy) -> list[Figure]:
    """Return the figures of a policy; a series that another one is compared with has none of its own."""
    within = {one.compare_with for one in policy.series}
    return [Figure(policy, one, policy.compared(one)) for one in policy.series if one.id not in within]


def site_figures(data: Data) -> list[Figure]:
    """Return every figure of the site, in the order of the policies."""
    return [figure for policy in data.policies.values() for figure in policy_figures(policy)]


def site_numbers(data: Data) -> list[Number]:
    """Return every fact of a policy that holds a figure."""
    return [Number(policy, fact) for policy in data.policies.values() for fact in policy.every_fact if fact.figure]


def removed_figures(data: Data) -> list[RemovedFigure]:
    """Return every series that was removed."""
    return [
        RemovedFigure(policy, part) for policy in data.policies.values() for part in policy.withdrawn if part.series
    ]


def figure_anchors(entry: Figure | Number | RemovedFigure) -> list[str]:
    """Return the anchors of a figure on the page of all figures: its own, then those of former names."""
    policies = (entry.policy.id, *entry.policy.previous_ids)
    return [f"{policy}--{name}" for policy in policies for name in entry.names]


def embed_paths(figure: Figure | RemovedFigure) -> list[str]:
    """Return the addresses, within a language, of a figure's page for other sites: its own, then former ones."""
    policies = (figure.policy.id, *figure.policy.previous_ids)
    return [f"embed/{policy}/{name}/" for policy in policies for name in figure.names]


def file_paths(figure: Figure | RemovedFigure, kind: str) -> list[str]:
    """Return the addresses, within a language, of a figure's file: its own, then those of its other names."""
    return [f"{figure.policy.path}{name}.{kind}" for name in figure.names]


def figure_urls(data: Data) -> Iterator[str]:
    """Yield the address of every file and page of a figure, from the site's root; these are permanent."""
    figures: list[Figure | RemovedFigure] = [*site_figures(data), *removed_figures(data)]
    for figure in figures:
        for language in LANGUAGES:
            yield from (f"/{language}/{path}" for path in embed_paths(figure))
            yield from (f"/{language}/{path}" for kind in FILE_KINDS for path in file_paths(figure, kind))
