"""Whatever `check` accepts can be built: a site with every text and number at its maximum."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
import yaml
from pydantic import StringConstraints

from briefs import build
from briefs.content.loader import load_data
from briefs.content.models import FILES, FOLDERS, MOST_OF_NUMBERS, Name, Passage, Reference, SourceValue, Text, Title
from briefs.content.yaml_reader import read_yaml
from briefs.documents.composer import compose_document
from briefs.documents.generator import FORMS
from briefs.errors import Problems

YEARS = range(1900, 2101)
MOST_OF_WORDS = 900  # a file may have a million bytes
DIGITS = "1" + "0" * 300 + "23"  # more than a float holds, before a scale
ID = "long-" + "x" * 55
COMPARED = {(Reference, "evidence"), (SourceValue, "value")}
"""Fields that are only compared and never shown, such as the lexicon's."""
WORD = {"en": "word ", "ko": "낱말 "}


@pytest.mark.long
def test_a_site_of_the_longest_texts_is_built(small: Path) -> None:
    lengthen(small)
    build.build_site(small, small / "site", documents=False)
    data = load_data(small)
    for _, item in data.items():
        for languages in FORMS.values():
            assert list(compose_document(data, item, languages, data.site.address).lines())
    page = (small / "site" / "ko" / "policies" / ID / "index.html").read_text("utf-8")
    assert f"{MOST_OF_NUMBERS:,}" in page and max(map(len, page.split("낱말 낱말"))) < len(page)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_longest_texts_are_the_longest(small: Path, language: str) -> None:
    """One letter more in any kind of text is refused, so none of the site above is too short."""
    lengthen(small)
    file = small / "data" / "policies" / f"{ID}.yml"
    value: Any = read_yaml(file, small).value
    for text in (value["title"], value["points"][0]["text"], value["series"][0]["title"], value["not_stated"][0]):
        text[language] += "가"
    write(file, value)
    with pytest.raises(Problems) as raised:
        load_data(small)
    assert len(raised.value.problems) == 4
    assert all("must be at most" in str(problem) for problem in raised.value.problems)


def lengthen(root: Path) -> None:
    """Make every text, list and number of the small project as long or large as allowed."""
    shapes = {f"{name}.yml": shape for name, shape in FILES.items()}
    for file in sorted(
        file for file in (root / "data").rglob("*.yml") if file.name not in ("lexicon.yml", "search.yml")
    ):
        shape = shapes.get(file.name) or FOLDERS[file.parent.name]
        value: Any = read_yaml(file, root).value
        MORE.get(file.name, lambda value: None)(value)
        most = MOST_OF_WORDS if file.name == "words.yml" else 2000
        value = longest(shape, value, most)
        file.unlink()
        write(file.with_name(f"{value['id']}.yml") if "id" in value else file, value)
        if "passages" in value:  # the original as it was delivered
            file.with_suffix(".txt").write_text("\n".join(passage["en"] for passage in value["passages"]), "utf-8")
    settings = root / "mkdocs.yml"
    text = re.sub(r"(?<=^  - )[A-Z]\w+(?=:)", lengthen_title, settings.read_text("utf-8"), flags=re.MULTILINE)
    settings.write_text(text, "utf-8")


def lengthen_title(title: re.Match[str]) -> str:
    """A title of the navigation, which is a word of words.yml, as long as there."""
    return filled(title[0], MOST_OF_WORDS, "en")


def write(file: Path, value: Any) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")


def longest(kind: Any, value: Any, most: int) -> Any:
    """The value with each of its texts filled up to what its kind may have."""
    while get_origin(kind) is Annotated:
        bound = next((c.max_length for c in get_args(kind)[1:] if isinstance(c, StringConstraints)), None)
        patterned = any(isinstance(c, StringConstraints) and c.pattern for c in get_args(kind)[1:])
        if bound and not patterned:
            return filled(value, min(bound, most), "en")
        kind = get_args(kind)[0]
    if isinstance(value, list):
        inner = next((arg for arg in get_args(kind)), kind)
        return [longest(inner, entry, most) for entry in value]
    if isinstance(value, dict) and get_origin(kind) is dict:
        return {key: longest(get_args(kind)[1], entry, most) for key, entry in value.items()}
    if isinstance(value, dict):
        return {key: longest_field(kind, key, entry, most) for key, entry in value.items()}
    return value


def longest_field(kind: Any, key: str, value: Any, most: int) -> Any:
    """The same of one field of a mapping."""
    options = [kind, *get_args(kind)]
    kind = next(option for option in options if hasattr(option, "__annotations__"))
    if issubclass(kind, Text | Passage) and key in WORD:
        limits = {Title: {"en": 100, "ko": 60}, Name: {"en": 200, "ko": 200}}.get(kind, {})
        return filled(value, min(limits.get(key, most), most), key)
    if (kind, key) in COMPARED:
        return value
    if key in WORD and isinstance(value, list):
        bound = 60 if kind.__name__ == "Aliases" else most
        return [filled(entry, bound, key) for entry in value]
    fields = kind.model_fields
    found = fields[key]
    kind = Annotated[found.annotation, *found.metadata] if found.metadata else found.annotation
    return longest(kind, value, most)


def filled(text: str, length: int, language: str) -> str:
    """The text with words after it up to a length."""
    more = WORD[language] * (length // len(WORD[language]) + 1)
    return (f"{text} {more}"[: length - 1] + more[0]) if len(text) < length else text


def statement(value: Any) -> None:
    value["facts"] = [fact("session", "The session")]
    value["not_stated"] = [pair("What else there is")] * 1
    value["reviewed"] = {"by": "A reviewer", "date": "2026-01-03"}
    value["previous_ids"] = ["former-" + "x" * 53]
    passages = value["passages"]
    passages[1]["en"] += f" It admits {DIGITS}0000."
    passages[1]["ko"] += f" {DIGITS}만 명을 받아들입니다."


def policy(value: Any) -> None:
    value.update(id=ID, previous_ids=["former-policy-" + "x" * 46], order="999")
    value["points"][0]["id"] = "point-" + "x" * 54
    value["points"][0]["text"] = {"en": f"The quota is {DIGITS}0000.", "ko": f"쿼터는 {DIGITS}만 명이다."}
    value["points"] += [{"id": f"point-{n}", "text": pair("It"), "cites": ["statement#p2s1"]} for n in range(5)]
    value["facts"] += [fact(f"fact-{n}-" + "x" * 50, f"Code {code(n)}") for n in range(3)]
    value["codes"] = [code(n) for n in range(3)]
    years = [{"period": str(year), "value": str(MOST_OF_NUMBERS), "references": ["paper-2025"]} for year in YEARS]
    value["series"][0].update(id="series-" + "x" * 53, note=pair("A note"), values=years)
    noted = [{**year, "note": pair("A note")} for year in years[:60]]
    value["series"].append({**value["series"][0], "id": "noted", "values": noted})
    value["not_stated"] = [pair(f"What {letter} is") for letter in "abcdefghijklmnopqrst"]
    value["aliases"] = {"en": ["skilled quota", "Ł"], "ko": ["숙련 쿼터", "기나긴"]}
    value["withdrawn"] = [{"id": "gone-" + "x" * 55, "date": "2026-01-03", "note": pair("It is gone")}]
    value["changes"] += [{"date": "2026-01-03", "note": pair("Changed")}] * 2
    value["reviewed"] = {"by": "A reviewer", "date": "2026-01-03"}


def programme(value: Any) -> None:
    value.update(parent=ID, status="superseded", superseded_by=ID)


def references(value: Any) -> None:
    only = value["references"][0]
    only["address"] += "x" * (2000 - len(only["address"]))
    only["title"] = {"lang": "en", "text": "A title"}
    only["evidence"] = ["the E-7-4 quota"]
    only["values"] = [{"period": str(year), "counts": "persons", "value": f"{MOST_OF_NUMBERS:,}"} for year in YEARS]


def glossary(value: Any) -> None:
    only = value["terms"][0]
    only.update(id="term-" + "x" * 55, policies=[ID, "programme"], note=pair("A note"), previous_ids=["t-" + "x" * 58])
    only.update(searched={"en": ["sought"], "ko": ["찾기"]}, also=["쿼터"], codes=["E-9-9"])
    only.update(avoid={"en": ["bad"], "ko": ["나쁜"]})
    kinds = ("programme", "organisation", "office", "visa", "document", "event")
    value["terms"] += [
        {
            "id": kind,
            "kind": kind,
            "term": {"en": f"The {kind} term", "ko": f"{letter}용어"},
            "definition": pair("What"),
        }
        | {"policies": [ID]}
        for kind, letter in zip(kinds, "고노도로모보", strict=True)
    ]


def site(value: Any) -> None:
    value.update(publisher="A publisher", contact=f"mail@{'x' * 60}.{'x' * 60}.{'x' * 60}.{'x' * 60}.kr")
    value["licence"]["address"] = "https://licence.example/" + "x" * 1976


def accessibility(value: Any) -> None:
    value["checks"] = [{"check": "axe", "tool": "A tool", "date": "2026-01-01", "found": ["Something", "Another"]}]


def themes(value: Any) -> None:
    value["themes"][0]["previous_ids"] = ["former-theme-" + "x" * 47]


def pair(english: str) -> dict[str, str]:
    return {"en": english, "ko": "한국어"}


def fact(name: str, english: str) -> dict[str, Any]:
    korean = english.partition(" ")[2] if english.startswith("Code ") else "회의"
    text = {"en": english, "ko": f"{korean} 내용"}
    return {"id": name, "text": text, "as_of": "2025-05-01", "happened": "2025-05-01", "references": ["paper-2025"]}


def code(number: int) -> str:
    return f"CODE{number}" + "X" * 55


MORE: dict[str, Callable[[Any], None]] = {
    "statement.yml": statement,
    "quota.yml": policy,
    "programme.yml": programme,
    "references.yml": references,
    "glossary.yml": glossary,
    "site.yml": site,
    "accessibility.yml": accessibility,
    "themes.yml": themes,
}
