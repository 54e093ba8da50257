"""Text is text: whatever characters a field contains, the page shows those characters and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from briefs import build
from briefs.content.loader import load_data
from briefs.content.prose import load_prose
from briefs.content.yaml_reader import MOST_LEVELS, parse_yaml, read_yaml
from briefs.errors import Problems
from briefs.publishing.mkdocs_build import run_mkdocs
from support.untrusted import hostile

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[link](javascript:alert(1))",
    "# heading",
    "- list",
    "| a | b |",
    "![x](y)",
    "**bold** _it_ `code`",
    "text {: #id .class onclick=x }",
    "--- title: x ---",
    "--8<-- 'file'",
    "*[ABBR]: abbreviation",
    "{{ config }} {% raw %} {# comment #}",
    "&amp; &lt;b&gt; &#60;",
    "</article></main></html>",
    "<!-- comment",
    "]]> <![CDATA[ <?php ?>",
    '=== "tab"',
    "!!! note",
    "$x^2$ ^^ins^^ ~~del~~ ==mark==",
    ":smile: @user",
    "back\\slash \\n",
]

OF_MEANING = re.compile(r" must state | must share words with the point| must mean .*\bdown$")
"""Rules of meaning, which the test strings cannot pass: their figures and words are in no passage."""


def test_every_field_shows_the_characters_it_holds(small: Path) -> None:
    template = (small / "data" / "policies" / "programme.yml").read_text("utf-8")
    for number, text in enumerate(HOSTILE):
        item = hostile(template, text).replace("id: programme", f"id: hostile-{number}")
        (small / "data" / "policies" / f"hostile-{number}.yml").write_text(item, "utf-8")
    with pytest.raises(Problems) as raised:  # what the strings say has no source: rules of their own
        build.read_content(small)
    assert all(OF_MEANING.search(str(problem)) for problem in raised.value.problems)
    data, prose = load_data(small), load_prose(small)
    run_mkdocs(small, data, prose, small / "built", "https://host.example/")
    for number, text in enumerate(HOSTILE):
        for language, begin in (("en", ""), ("ko", "가 ")):
            page = small / "built" / language / "policies" / f"hostile-{number}" / "index.html"
            soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
            assert text_of(soup, "title").startswith(begin + text)
            assert text_of(soup, "h1") == begin + text
            for selector in (".lead", ".points li", "div.not-stated li"):
                assert text_of(soup, selector).startswith(begin + text)
            assert begin + text in text_of(soup, ".lead + .under")
            assert not soup.select("main script, main img:not(.print-only img), [onerror], [onclick]")


def test_every_text_of_every_file_shows_its_characters(small: Path) -> None:
    """A text of its own in each reader-facing field of the data; what is shown is exactly that."""
    marks: dict[str, str] = {}
    for file in sorted(file for file in (small / "data").rglob("*.yml") if file.stem != "words"):
        content = read_yaml(file, small).value
        spoilt = with_marks(content, f"{file.relative_to(small / 'data')}", marks)
        file.write_text(yaml.safe_dump(spoilt, allow_unicode=True, sort_keys=False), "utf-8")
    data, prose = load_data(small), load_prose(small)
    run_mkdocs(small, data, prose, small / "built", "https://host.example/")
    shown, addresses = {}, []
    for page in (small / "built").rglob("*.html"):
        soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
        values = [value for tag in soup.find_all(True) for value in tag.attrs.values() if isinstance(value, str)]
        shown[page] = " ".join([soup.text, *values])
        addresses += [str(tag.get("href") or tag.get("src")) for tag in soup.select("[href], [src]")]
        assert not soup.select("[onerror]")
        assert not [script for script in soup.select("script") if not script.get("type") and script.text]
    unseen = [place for place, text in marks.items() if not any(text in page for page in shown.values())]
    # A source is cited in its own language; of the statuses no item of the small data has, nothing is shown.
    ended = [n for n, name in enumerate(data.statuses) if name not in {one.status for one in data.policies.values()}]
    apart = ("sources/statement.yml:agency:ko", *(f"statuses.yml:statuses.{number}:" for number in ended))
    assert unseen == [place for place in marks if place.startswith(apart)]
    assert len(marks) > 70
    assert not [address for address in addresses if address.startswith("z:")]


def with_marks(value: Any, place: str, marks: dict[str, str]) -> Any:
    """Return the value with `N <b onerror=x()>…` at the end of each text, recorded by `marks`."""
    if isinstance(value, list):
        return [with_marks(inner, f"{place}.{number}", marks) for number, inner in enumerate(value)]
    if not isinstance(value, dict):
        return value
    made = {key: with_marks(inner, f"{place}:{key}", marks) for key, inner in value.items()}
    if isinstance(value.get("en"), str) and isinstance(value.get("ko"), str) and "previous_ids" not in place:
        for language, begin in (("en", ""), ("ko", "가 ")):
            text = f"{begin}{len(marks)} <b onerror=x()> \"'&lt; {{{{ x }}}} [y](z:)"
            marks[f"{place}:{language}"] = text
            made[language] = text
    return made


def text_of(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    assert found
    return " ".join(found.text.split())


def test_ten_thousand_levels_are_refused_without_a_traceback() -> None:
    with pytest.raises(Problems, match=f"must nest at most {MOST_LEVELS} levels"):
        parse_yaml("deep.yml", "a: " + "[" * 10_000 + "]" * 10_000)


def test_an_alias_bomb_is_refused() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(Problems, match="must not use aliases"):
        parse_yaml("bomb.yml", bomb)


def test_a_file_of_fifty_megabytes_is_refused_unread(small: Path) -> None:
    file = small / "data" / "themes.yml"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(Problems, match="must be at most 2000000 bytes: 50000000"):
        read_yaml(file, small)


def test_a_link_out_of_data_is_refused(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("themes: []\n", "utf-8")
    file = small / "data" / "themes.yml"
    file.unlink()
    file.symlink_to(outside)
    with pytest.raises(Problems, match="must be inside data/"):
        read_yaml(file, small)
