"""Write a new data file to fill in: every field explained, every blank a problem that `check` names."""

from array import array
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefs.content.loader import load_data
from briefs.content.model_errors import validate_model
from briefs.content.models import Id, Item, Model
from briefs.content.site_data import Data
from briefs.content.yaml_reader import YamlDocument
from briefs.errors import Problem, Problems
from briefs.render.templates import jinja_environment
from briefs.urls.slugs import RESERVED, address_names, slugify

FOLDER = "data/policies"


class NewItem(Model):
    """The first values of a new file."""

    id: Id


def new_policy(root: Path, name: str) -> str:
    """Write a new policy file and return its path from the root. Raises Problems, and then writes nothing."""
    problems = list(_id_problem(name))
    if problems:
        raise Problems(problems)
    data = load_data(root)
    problems = list(_id_conflicts(data, name))
    if problems:
        raise Problems(problems)
    path = f"{FOLDER}/{name}.yml"
    text = _render_scaffold(data, name)
    try:
        file = (root / path).open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        raise Problems([Problem(path, 1, "file must not exist yet")]) from None
    try:
        with file:
            file.write(text)
    except BaseException:  # a full disk, Ctrl-C
        (root / path).unlink()
        raise
    return path


def _id_problem(name: str) -> Iterator[Problem]:
    """Return the problem of the id itself, if any."""
    try:
        validate_model(NewItem, YamlDocument(FOLDER, {"id": name}, array("I", [1, 1])))
    except Problems as error:
        yield from error.problems
    if name in RESERVED:
        yield Problem(FOLDER, 1, f"id must not be a reserved name: {name}")


def _id_conflicts(data: Data, name: str) -> Iterator[Problem]:
    """Yield each place that gives the name to another item already."""
    items: dict[str, Item] = {f"sources/{key}": source for key, source in data.sources.items()}
    items |= {f"policies/{key}": policy for key, policy in data.policies.items()}
    for key, item in items.items():
        for place, taken in address_names(item):
            if slugify(taken) == name:
                yield data.files[key].problem(place, f"must lead to one item, so a new one cannot have it: {name}")


def _render_scaffold(data: Data, name: str) -> str:
    as_of = _newest_day(data)
    return (
        jinja_environment("scaffold", autoescape=False, keep_trailing_newline=True)
        .get_template("policy.yml.jinja")
        .render(
            id=name,
            as_of=as_of,
            review_by=_next_year(as_of),
            themes=data.themes.values(),
            statuses=data.statuses.values(),
            passages=data.passages().items(),
        )
    )


def _newest_day(data: Data) -> date:
    """Return the newest day in the data; no clock, so the same data gives the same file."""
    policies = list(data.policies.values())
    items = [*data.sources.values(), *policies]
    days = [item.as_of for item in items] + [fact.as_of for item in items for fact in item.every_fact]
    return max(days + [series.as_of for policy in policies for series in policy.series])


def _next_year(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap_day else day.day)
