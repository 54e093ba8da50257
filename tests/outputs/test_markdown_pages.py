"""Markdown versions of pages: the same texts, character for character, for a reader that is not ours."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefs import LANGUAGES, build
from briefs.content.models import Text
from briefs.outputs import markdown_pages
from briefs.outputs.context import BuildContext
from briefs.urls.pages import site_pages
from conftest import AT_ROOT, ROOT, Served
from support.samples import DATA, FULL, PLAIN, PROSE

PAGES = site_pages(DATA, PROSE)
READER = MarkdownIt("commonmark").enable("table")
WILD = st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])
MARKUP = st.sampled_from(list("\\`*_[]<>&|~#+-=.)(!;1 ax가"))  # few, so that they meet
TEXTS = st.text(MARKUP, min_size=1, max_size=14) | st.text(MARKUP | WILD, min_size=1)


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or []


def said(text: str) -> str:
    """Return the text of a Markdown document as a reader sees it, with white space collapsed."""
    read = (token.content for token in tokens(text) if token.type in {"text", "text_special", "code_inline", "fence"})
    return " ".join("".join(read).split())


@settings(max_examples=600)
@given(TEXTS.map(lambda text: " ".join(text.split())).filter(bool))
def test_a_text_reads_back_as_the_same_characters_wherever_it_stands(text: str) -> None:
    for before, after in (("", ""), ("- ", ""), ("# ", ""), ("| a |\n|---|\n| ", " |")):
        found = list(READER.parse(f"{before}{markdown_pages.escape_markdown(text)}{after}\n"))
        inline = [token for token in found if token.type == "inline"][-1]
        kinds = {child.type for child in inline.children or []}
        assert kinds <= {"text", "text_special"}
        assert "".join(child.content for child in inline.children or []) == text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_has_its_twin_and_says_so(site: Served, language: str) -> None:
    for page in PAGES:
        text = (site.folder / language / page.path / "index.md").read_text("utf-8")
        first = next(token for token in READER.parse(text) if token.type == "inline")
        assert said(text).startswith(" ".join(page.title[language].split())) or page.kind == "prose", page.path
        assert first.content and "{#" not in text and "<a " not in text
        assert '<link rel="alternate" type="text/markdown" href="index.md">' in site.html(f"{language}/{page.path}")


def test_an_item_whose_korean_is_behind_says_so_in_korean(tmp_path: Path) -> None:
    pages = [page for page in PAGES if page.item and page.item.id in {"statement", FULL.id, PLAIN.id}]
    for page in pages:
        for language in LANGUAGES:
            (tmp_path / language / page.path).mkdir(parents=True, exist_ok=True)
    markdown_pages.write_markdown_pages(
        BuildContext(ROOT, DATA, PROSE, tmp_path, "https://host.example/"), {"statement", FULL.id}
    )
    stale = DATA.words["stale"].ko
    marked = {
        str(file.parent.relative_to(tmp_path))
        for file in tmp_path.rglob("*.md")
        if stale in said(file.read_text("utf-8"))
    }
    assert marked == {f"ko/{FULL.path}".rstrip("/"), "ko/statement", "ko/statement/parallel"}


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_twins_say_what_the_data_say(site: Served, language: str) -> None:
    for _, item in DATA.items():
        told = said((site.folder / language / item.path / "index.md").read_text("utf-8"))
        texts: list[Text] = [item.title, item.summary, *item.not_stated, *(fact.text for fact in item.every_fact)]
        texts += [point.text for point in getattr(item, "points", [])]
        texts += [series.title for series in getattr(item, "series", [])]
        for text in texts:
            assert " ".join(text[language].split()) in told, (item.id, text[language])
        for passage in getattr(item, "passages", []):
            assert passage[language] in told
    glossary = said((site.folder / language / "glossary/index.md").read_text("utf-8"))
    for term in DATA.terms.values():
        assert term.definition[language] in glossary


WRITTEN = """
# The page {#top}
## One  {#one}

[a](linking.md), [b](linking.md#top "Title"), [c](./about/coverage.md), [d](policies/index.md), [e](#one),
[f](https://host.example/x.md#y), <a href="../feed.xml">g</a>, `[h](linking.md)`

```
# Not a heading {#top}
[i](linking.md) <a href="../feed.xml">j</a>
```
"""
READ = """
# The page
## One

[a](https://briefs.kr/en/linking/index.md), [b](https://briefs.kr/en/linking/#top "Title"), \
[c](https://briefs.kr/en/about/coverage/index.md), [d](https://briefs.kr/en/policies/index.md), \
[e](https://briefs.kr/en/about/#one),
[f](https://host.example/x.md#y), [g](../feed.xml), `[h](linking.md)`

```
# Not a heading {#top}
[i](linking.md) <a href="../feed.xml">j</a>
```
"""


def test_links_and_anchors_of_a_page_written_by_hand_are_put_as_markdown_has_them(tmp_path: Path) -> None:
    prose = replace(PROSE["about"], body={"en": WRITTEN, "ko": WRITTEN})
    markdown_pages.write_markdown_pages(BuildContext(ROOT, DATA, {"about": prose}, tmp_path, "https://briefs.kr/"))
    assert (tmp_path / "en" / "about" / "index.md").read_text("utf-8") == READ.lstrip()


def test_every_link_of_a_twin_leads_to_something(site: Served) -> None:
    answered = {address.partition("#")[0] for address in build.all_site_urls(DATA, PROSE)}
    anchors = build.all_site_urls(DATA, PROSE)
    checked = 0
    for file in [*site.folder.rglob("index.md"), site.folder / "llms.txt"]:
        own = site.address + file.relative_to(site.folder).as_posix()
        for token in tokens(file.read_text("utf-8")):
            target = urljoin(own, str(token.attrs["href"])) if "href" in token.attrs else ""
            if target.startswith(site.address):
                parts = urlsplit("/" + target.removeprefix(site.address))
                checked += 1
                assert parts.path in answered, (file, target)
                assert not parts.fragment or f"{parts.path}#{parts.fragment}" in anchors, (file, target)
    assert checked > 36 * len(DATA.policies)


def test_llms_txt_lists_every_twin(site: Served) -> None:
    text = (site.folder / "llms.txt").read_text("utf-8")
    listed = set(re.findall(r"^- \[(?:[^\]\\]|\\.)+\]\((\S+\.md)\)", text, re.MULTILINE))  # as llmstxt.org reads it
    assert listed == {f"{site.address}{language}/{page.path}index.md" for page in PAGES for language in ("en", "ko")}
    kinds = [token.type for token in READER.parse(text)]
    assert kinds[0] == "heading_open" and "blockquote_open" in kinds
