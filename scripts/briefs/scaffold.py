"""Write a new data file to fill in: every field explained, every blank a problem that `check` names."""

import json
import re
from array import array
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefs.content.loader import load_data
from briefs.content.model_errors import validate_model
from briefs.content.models import Id, Item, Model
from briefs.content.site_data import Data
from briefs.content.yaml_reader import YamlDocument, read_text
from briefs.errors import Problem, Problems
from briefs.render.templates import jinja_environment
from briefs.text.sentences import SALUTED, THANKS, split_heading, split_text
from briefs.urls.slugs import RESERVED, address_names, slugify
from briefs.utils.characters import HANGUL, text_fault

LANGUAGE_NAMES = {"en": "English", "ko": "Korean"}
TITLE_LENGTHS = {"en": 100, "ko": 60}


class NewItem(Model):
    """The first values of a new file."""

    id: Id


def new_policy(root: Path, name: str) -> str:
    """Write a new policy file and return its path from the root. Raises Problems, and then writes nothing."""
    path = f"data/policies/{name}.yml"
    _write_new_files(root, {path: _render_scaffold(_free_id(root, name, "data/policies"), name).encode()})
    return path


def new_statement(root: Path, name: str, file: Path, original: str) -> list[str]:
    """Write a new source file from a plain text in the language `original`, keep the text beside it, and return what
    was written and what is left to do. Raises Problems, and then writes nothing.
    """
    data = _free_id(root, name, "data/sources")
    text = read_text(str(file), file).removeprefix("\ufeff")
    problems = list(_text_problems(str(file), text, original))
    if problems:
        raise Problems(problems)
    heading, body = split_heading(text)
    paragraphs = split_text(body)
    path = f"data/sources/{name}"
    made = _render_statement(data, name, original, heading, paragraphs)
    _write_new_files(root, {f"{path}.txt": file.read_bytes(), f"{path}.yml": made.encode()})
    return [f"{path}.yml", f"{path}.txt", *_left_to_do(paragraphs, original)]


def _free_id(root: Path, name: str, folder: str) -> Data:
    """Return the data, for which a new id is free. Raises Problems."""
    problems = list(_id_problem(name, folder))
    if problems:
        raise Problems(problems)
    data = load_data(root)
    problems = list(_id_conflicts(data, name))
    if problems:
        raise Problems(problems)
    return data


def _write_new_files(root: Path, files: dict[str, bytes]) -> None:
    """Write files that do not exist yet: all, or none. Raises Problems."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            with (root / path).open("xb") as file:
                written.append(root / path)
                file.write(content)
    except BaseException as error:  # a full disk, Ctrl-C
        for made in written:
            made.unlink()
        if isinstance(error, FileExistsError):
            raise Problems([Problem(path, 1, "file must not exist yet")]) from None
        raise


def _text_problems(path: str, text: str, original: str) -> Iterator[Problem]:
    """Yield what makes a text unfit for a source: no words, the other language, invisible characters."""
    if not re.search(r"[^\W\d_]", text):
        yield Problem(path, 1, "file must contain the text of the statement")
    korean = len(HANGUL.findall(text)) > len(re.findall("[A-Za-z]", text))
    if korean != (original == "ko"):
        other = "en" if original == "ko" else "ko"
        yield Problem(path, 1, f"file must be in {LANGUAGE_NAMES[original]}; for another original: --original {other}")
    for number, line in enumerate(text.split("\n"), 1):
        fault = text_fault(re.sub(r"\s", " ", line))
        if fault:
            yield Problem(path, number, f"file must {fault}")


def _left_to_do(paragraphs: list[list[str]], original: str) -> list[str]:
    count = sum(map(len, paragraphs))
    other = LANGUAGE_NAMES["en" if original == "ko" else "ko"]
    return [
        f"{len(paragraphs)} paragraphs, {count} sentences. Left to do:",
        "- compare the sentences with the text; where one is divided wrongly, join or divide it and number again",
        f"- write each sentence in {other}, and what is blank above and below the sentences",
        "- cite each sentence in a policy (build.py new policy <id>), or give it a role",
        "- run build.py check, which names each blank, then build.py accept all",
    ]


def _id_problem(name: str, folder: str) -> Iterator[Problem]:
    """Return the problem of the id itself, if any."""
    try:
        validate_model(NewItem, YamlDocument(folder, {"id": name}, array("I", [1, 1])))
    except Problems as error:
        yield from error.problems
    if name in RESERVED:
        yield Problem(folder, 1, f"id must not be a reserved name: {name}")


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


def _render_statement(data: Data, name: str, original: str, heading: list[str], paragraphs: list[list[str]]) -> str:
    as_of = _newest_day(data)
    title, rest = (heading[0], heading[1:]) if heading else ("", [])
    if len(title) > TITLE_LENGTHS[original]:
        title, rest = "", heading
    return (
        jinja_environment("scaffold", autoescape=False, keep_trailing_newline=True)
        .get_template("source.yml.jinja")
        .render(
            id=name,
            original=original,
            as_of=as_of,
            review_by=_next_year(as_of),
            title=title,
            byline=", ".join(rest),
            passages=list(_numbered_passages(paragraphs)),
            blank=lambda language, text: json.dumps(text if language == original else "", ensure_ascii=False),
        )
    )


def _numbered_passages(paragraphs: list[list[str]]) -> Iterator[dict[str, str]]:
    """Yield each sentence with its id, and its role where its form tells it."""
    for number, sentences in enumerate(paragraphs, 1):
        for place, text in enumerate(sentences, 1):
            address = number == place == 1 and SALUTED.search(text)
            closing = number == len(paragraphs) and place == len(sentences) and THANKS.fullmatch(text)
            yield {
                "id": f"p{number}s{place}",
                "text": text,
                "role": "address" if address else "closing" if closing else "",
            }


def _newest_day(data: Data) -> date:
    """Return the newest day in the data; no clock, so the same data gives the same file."""
    policies = list(data.policies.values())
    items = [*data.sources.values(), *policies]
    days = [item.as_of for item in items] + [fact.as_of for item in items for fact in item.every_fact]
    return max(days + [series.as_of for policy in policies for series in policy.series])


def _next_year(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap_day else day.day)
