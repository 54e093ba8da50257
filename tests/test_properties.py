"""What must hold for any text, and that each of these properties sees the fault it is there for."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import markupsafe
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefs import load, parity, render, rules, terms, walk, yamlfile
from briefs.load import Data
from briefs.model import Text
from briefs.problem import Problem, Problems
from briefs.tokens import MONTHS, Vocabulary, tokens

VISIBLE = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)
KEYS = st.text("abcdefgh", min_size=1, max_size=4)
VALUES = st.recursive(VISIBLE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


@given(st.text(max_size=200) | st.text("ab:-[]{}'\"#&*!|>,% \n", max_size=40))
def any_text_is_read_or_refused(text: str) -> None:
    try:
        tree = yamlfile.parse("any.yml", text)
    except Problems as error:
        assert error.problems and all(isinstance(problem, Problem) for problem in error.problems)
    else:
        assert isinstance(tree.value, dict)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def what_is_written_is_read(values: dict[str, Any]) -> None:
    """Every value comes back as the same characters (composed), with the line it stands on."""
    lines = as_yaml(values, 0)
    tree = yamlfile.parse("values.yml", "\n".join(lines) + "\n")
    assert tree.value == composed(values)
    for number, line in enumerate(lines, 1):
        if not line.startswith(" "):
            assert tree.lines[(line.split(":")[0],)] == number


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(0, 10**9),
    st.integers(1, 99),
    st.sampled_from(["E-7-4", "E-8", "F-2-R"]),
)
def the_two_languages_agree_or_are_told(day: date, count: int, percent: int, code: str) -> None:
    """The same figures in each language's own form agree; one more in one of them is always seen."""
    english = f"On {day.day} {MONTHS[day.month - 1]} {day.year}, about {count:,} of {code}, {percent} per cent."
    korean = f"{day.year}년 {day.month}월 {day.day}일 {code} 약 {in_ten_thousands(count)}명, {percent}%이다."
    assert tokens(english, "en") == tokens(korean, "ko")
    assume(count + 1 not in (day.year, day.day))
    changed = korean.replace(in_ten_thousands(count), in_ten_thousands(count + 1))
    assert parity._differences(Text(en=english, ko=changed), Vocabulary([]), ours=False)["figures"]


@settings(max_examples=40, deadline=None)
@given(VISIBLE.filter(str.strip))
def a_page_shows_the_characters_of_its_text(text: str) -> None:
    """Through the template's escaping, the marks of terms and codes, and an HTML5 parser: the same characters."""
    template = render.environment().from_string("<p title='{{ text }}'>{{ explain(text) }}</p>")
    explain = terms.Explainer(Properties.data, "en", "glossary/").mark
    paragraph = BeautifulSoup(template.render(text=text, explain=explain), "html5lib").p
    assert paragraph is not None and paragraph.text == text and paragraph["title"] == text


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(["take away", "replace", "repeat"]), VALUES | st.integers().map(str))
def any_edit_is_right_or_complained_of(draw: st.DataObject, how: str, new: Any) -> None:
    """Whatever is done to one value of one file, the answer is the data or complaints with file and line."""
    file = draw.draw(st.sampled_from(sorted((Properties.small / "data").rglob("*.yml"))))
    before = file.read_text("utf-8")
    whole = {"": yamlfile.parse("file.yml", before).value}
    holder: Any = whole
    step: Any = ""
    while isinstance(holder[step], dict | list) and holder[step] and draw.draw(st.booleans()):
        holder = holder[step]
        step = draw.draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
    if how == "take away" and step != "":
        del holder[step]
    elif how == "repeat" and isinstance(holder, list):
        holder.append(holder[step])
    else:
        holder[step] = new
    try:
        file.write_text(yaml.safe_dump(whole[""], allow_unicode=True, default_flow_style=None), "utf-8")
        walk.read(Properties.small)
    except Problems as error:
        assert all(re.match(r"(data|docs)/\S+:\d+: .*must", str(problem)) for problem in error.problems)
    finally:
        file.write_text(before, "utf-8")


class Properties:
    """The real data, for the properties that need a glossary, and a small project to be spoilt."""

    data: Data
    small: Path


def drop_a_letter(form: str, text: str) -> str:
    return unicodedata.ucd_3_2_0.normalize("NFC", text).replace("a", "")


FAULTS: list[tuple[Callable[[], None], Any, str, Any]] = [
    (any_text_is_read_or_refused, yamlfile, "shown", lambda value: value["none"]),
    (any_text_is_read_or_refused, yamlfile, "_bad_characters", lambda path, text: iter([text[0]])),
    (what_is_written_is_read, yamlfile.unicodedata, "normalize", drop_a_letter),
    (what_is_written_is_read, yamlfile, "_line", lambda event: event.end_mark.line + 2),
    (the_two_languages_agree_or_are_told, parity, "tokens", lambda text, language: set()),
    (any_edit_is_right_or_complained_of, load, "shown", lambda value: value["none"]),
    (any_edit_is_right_or_complained_of, rules, "_known", lambda file, place, names, known: iter([names[0].id])),
    (a_page_shows_the_characters_of_its_text, terms, "escape", markupsafe.Markup),
    (a_page_shows_the_characters_of_its_text, terms, "coded", lambda text: markupsafe.escape(text.strip())),
]
PROPERTIES = list(dict.fromkeys(fault[0] for fault in FAULTS))


@pytest.fixture(autouse=True)
def data(real: tuple[Data, Any], small: Path) -> None:
    Properties.data, Properties.small = real[0], small


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_property(holds: Callable[[], None]) -> None:
    holds()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0].__name__}-{fault[2]}")
def test_property_sees_a_seeded_fault(fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    holds, room, name, broken = fault
    monkeypatch.setattr(room, name, broken)
    with pytest.raises((Exception, ExceptionGroup)):
        settings(holds._hypothesis_internal_use_settings, database=None)(holds)()


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


def composed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: composed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [composed(inner) for inner in value]
    return unicodedata.normalize("NFC", value)


def in_ten_thousands(count: int) -> str:
    """A number as Korean writes it: 33000 is 3만 3,000."""
    many, rest = divmod(count, 10_000)
    return " ".join(([f"{many:,}만"] if many else []) + ([f"{rest:,}"] if rest or not many else []))
