"""Properties that must be true for any text."""

import functools
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from briefs import build
from briefs.content import yaml_reader
from briefs.content.models import Text
from briefs.content.site_data import Data
from briefs.errors import Problem, Problems
from briefs.render.templates import jinja_environment
from briefs.text import glossary
from briefs.text.dates import MONTHS
from briefs.utils.characters import is_visible
from briefs.validation import parity
from briefs.validation.claims import Vocabulary, extract_claims

SIGNS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)
VISIBLE = SIGNS.filter(lambda text: all(map(is_visible, text)))
PIECES = ["<a>", "</p>", "&amp;", "<!--", *"<>&\"' ;!?-/a가"]  # few, so that they meet
MARKUP = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
KEYS = st.text("abcdefgh", min_size=1, max_size=4)
VALUES = st.recursive(VISIBLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def held(*values: st.SearchStrategy[Any], examples: int = 100) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a test that calls the check with many generated values."""

    def decorated(check: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(check, assigned=("__name__", "__doc__"), updated=())
        def holds() -> None:
            phases = [Phase.generate, Phase.shrink]
            how = settings(max_examples=examples, deadline=None, database=None, phases=phases)
            how(given(*values)(check))()

        del holds.__wrapped__  # pytest would take the check's values for fixtures
        return holds

    return decorated


@held(st.text(max_size=200) | st.text("ab:-[]{}'\"#&*!|>,% \n", max_size=40))
def any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = yaml_reader.parse_yaml("any.yml", text)
    except Problems as error:
        assert error.problems and all(isinstance(problem, Problem) for problem in error.problems)
    else:
        assert isinstance(tree.value, dict)


@held(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def what_is_written_is_read(values: dict[str, Any]) -> None:
    """Every value is read as the same characters (composed), with its line."""
    lines = as_yaml(values, 0)
    tree = yaml_reader.parse_yaml("values.yml", "\n".join(lines) + "\n")
    assert tree.value == composed(values)
    for number, line in enumerate(lines, 1):
        if not line.startswith(" "):
            assert tree.lines[(line.split(":")[0],)] == number


@held(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(0, 10**9) | st.integers(0, 10**15),
    st.integers(1, 99),
    st.sampled_from(["E-7-4", "E-8", "F-2-R"]),
)
def the_two_languages_agree_or_are_told(day: date, count: int, percent: int, code: str) -> None:
    """The same figures in each language's own form agree; one more in one of them is always reported."""
    english = f"On {day.day} {MONTHS[day.month - 1]} {day.year}, about {count:,} of {code}, {percent} per cent."
    korean = f"{day.year}년 {day.month}월 {day.day}일 {code} 약 {in_great_scales(count)}명, {percent}%이다."
    assert extract_claims(english, "en") == extract_claims(korean, "ko")
    assume(count + 1 not in (day.year, day.day))
    changed = korean.replace(in_great_scales(count), in_great_scales(count + 1))
    assert parity._text_differences(Text(en=english, ko=changed), Vocabulary([]), ours=False)["figures"]


@held((MARKUP | VISIBLE).filter(str.strip))
def a_page_shows_the_characters_of_its_text(text: str) -> None:
    """Through the template's escaping, the marks of terms and codes, and an HTML5 parser: the same characters."""
    template = jinja_environment().from_string("<p title='{{ text }}'>{{ explain(text) }}</p>")
    explain = glossary.GlossaryLinker(Properties.data, "en", "glossary/").mark
    paragraph = BeautifulSoup(template.render(text=text, explain=explain), "html5lib").p
    assert paragraph is not None and paragraph.text == text and paragraph["title"] == text


@held(
    st.data(),
    st.sampled_from(["take away", "replace", "repeat", "copy"]),
    VALUES | st.integers().map(str),
    examples=150,
)
def any_edit_is_right_or_complained_of(draw: st.DataObject, how: str, new: Any) -> None:
    """Any edit of one value of one file gives data or problems with file and line."""
    file = draw.draw(st.sampled_from(sorted((Properties.small / "data").rglob("*.yml"))))
    before = file.read_text("utf-8")
    whole = {"": yaml_reader.parse_yaml("file.yml", before).value}
    holder: Any = whole
    step: Any = ""
    while isinstance(holder[step], dict | list) and holder[step] and draw.draw(st.booleans()):
        holder = holder[step]
        step = draw.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
    if how == "copy":  # nearly right: a value that is right elsewhere
        new = draw.draw(st.sampled_from(plain(whole) or ["x"]))
    if how == "take away" and step != "":
        del holder[step]
    elif how == "repeat" and isinstance(holder, list):
        holder.append(holder[step])
    else:
        holder[step] = new
    try:
        file.write_text(yaml.safe_dump(whole[""], allow_unicode=True, default_flow_style=None), "utf-8")
        build.read_content(Properties.small)
    except Problems as error:
        assert all(re.match(r"(data|docs)/\S+:\d+: .*must", str(problem)) for problem in error.problems)
    finally:
        file.write_text(before, "utf-8")


class Properties:
    """The real data, for properties that need a glossary, and a small project to modify."""

    data: Data
    small: Path


PROPERTIES = [
    any_text_is_read_or_refused,
    what_is_written_is_read,
    the_two_languages_agree_or_are_told,
    any_edit_is_right_or_complained_of,
    a_page_shows_the_characters_of_its_text,
]


@pytest.fixture(autouse=True)
def data(real: tuple[Data, Any], small: Path) -> None:
    Properties.data, Properties.small = real[0], small


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_property(holds: Callable[..., None]) -> None:
    holds()


def as_yaml(value: Any, depth: int) -> list[str]:
    """Values as a person writes them: one a line, texts in single quotation marks."""
    pad = "  " * depth
    if isinstance(value, dict):
        entries = [(f"{pad}{key}:", inner) for key, inner in value.items()]
    else:
        entries = [(f"{pad}-", inner) for inner in value]
    lines: list[str] = []
    for head, inner in entries:
        if isinstance(inner, str):
            lines.append(f"{head} '{inner.replace(chr(39), chr(39) * 2)}'")
        elif inner:
            lines += [head, *as_yaml(inner, depth + 1)]
        else:
            lines.append(f"{head} {inner}")
    return lines


def plain(value: Any) -> list[str]:
    """Every text within a value."""
    if isinstance(value, dict | list):
        return [text for inner in (value.values() if isinstance(value, dict) else value) for text in plain(inner)]
    return [value]


def composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: composed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [composed(inner) for inner in value]
    return unicodedata.normalize("NFC", value)


def in_great_scales(count: int) -> str:
    """A number as Korean writes it: 1200000033000 is 1조 2,000억 3만 3,000."""
    groups = [(f"{count // scale % 10_000:,}", name) for scale, name in ((10**8, "억"), (10**4, "만"), (1, ""))]
    written = [f"{number}{name}" for number, name in [(f"{count // 10**12:,}", "조"), *groups] if number != "0"]
    return " ".join(written) or "0"
