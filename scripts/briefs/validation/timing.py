"""What happened after the statement stands apart from what was so before; an item's key figure exists."""

from collections.abc import Iterator
from datetime import date

from briefs.content.models import Policy, Source
from briefs.content.site_data import Data
from briefs.errors import Problem


def check_since(data: Data) -> Iterator[Problem]:
    """What is dated after the statement stands in `since`, and nothing else does."""
    for file, item in data.items():
        day = _statement_day(data, item)
        if item.since and not day:
            yield file.problem(("since",), "must follow a source that has `given_by`, the last day it can be of")
            continue
        for place, fact in item.placed_facts if day else ():
            later = bool(fact.happened) and str(fact.happened) > str(day)[: len(str(fact.happened))]
            if place[0] == "since" and not later:
                must = f"must give a date after the statement, {day}"
                yield file.problem((*place, "happened"), f"{must}: {fact.happened or fact.id}")
            elif place[0] == "facts" and later:
                yield file.problem(place, f"must be in `since`, for it came after the statement, {day}: {fact.id}")


def check_key_figure(data: Data) -> Iterator[Problem]:
    """An item's key figure is one of its series, with a value, or one of its facts."""
    for policy in data.policies.values():
        known = {fact.id for fact in policy.every_fact}
        known |= {one.id for one in policy.series if any(row.value is not None for row in one.values)}
        if policy.key and policy.key not in known:
            must = "must name a series of the item that has a value, or one of its facts"
            yield data.files[f"policies/{policy.id}"].problem(("key",), f"{must}: {policy.key}")


def _statement_day(data: Data, item: Policy | Source) -> date | None:
    """The last day on which the sources that an item rests on can have been given."""
    if isinstance(item, Source):
        return item.given_by
    cited = {cite.split("#")[0] for point in item.points for cite in point.cites}
    days = [source.given_by for name, source in data.sources.items() if name in cited]
    return max((day for day in days if day), default=None)
