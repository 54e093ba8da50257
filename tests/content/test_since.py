"""What happened after the statement: shown between what it says and what is known besides, and in the data for all."""

import json
import re

import pytest

from briefs import LANGUAGES
from briefs.documents.blocks import Heading
from briefs.documents.composer import compose_document
from briefs.text.glossary import group_by_letter
from conftest import AT_ROOT, Served
from support.samples import DATA

LATER = [policy for policy in DATA.policies.values() if policy.since]


@AT_ROOT
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_show_what_was_said_then_what_came_later_then_what_is_not_known(site: Served, language: str) -> None:
    assert LATER
    for policy in LATER:
        page = site.html(f"{language}/{policy.path}")
        order = [page.index(f'<h2 id="{section}">') for section in ("said", "since", "known", "unsaid")]
        assert order == sorted(order), policy.id
        between = page[order[1] : order[2]]
        newest_first = sorted(policy.since, key=lambda fact: fact.day, reverse=True)
        assert re.findall(r'<li id="([^"]+)">', between) == [fact.id for fact in newest_first]
        markdown = (site.folder / language / policy.path / "index.md").read_text("utf-8")
        headings = [DATA.words[word][language] for word in ("said", "since", "known", "unsaid")]
        assert [line[3:] for line in markdown.splitlines() if line[3:] in headings] == headings, policy.id


@AT_ROOT
def test_the_api_keeps_every_fact_and_says_which_came_later(site: Served) -> None:
    for policy in DATA.policies.values():
        found = json.loads((site.folder / f"api/v1/policies/{policy.id}.json").read_text("utf-8"))
        assert [fact["id"] for fact in found["facts"]] == [fact.id for fact in policy.every_fact]
        assert found["since"] == found["facts"][len(policy.facts) :]
    statement = json.loads((site.folder / "api/v1/statement.json").read_text("utf-8"))
    assert statement["given_by"] == [str(DATA.sources["statement"].given_by)]
    assert len(statement["since"]) == len(DATA.sources["statement"].since)


def test_documents_have_a_part_for_what_came_later() -> None:
    for policy in LATER:
        document = compose_document(DATA, policy, ("ko",), "https://briefs.kr/")
        named = [line.runs[0].text for block in document.blocks if isinstance(block, Heading) for line in block.lines]
        assert DATA.words["since"].ko in named, policy.id


@pytest.mark.real_content
@AT_ROOT
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_policies_shows_short_names_and_like_each_page_the_key_figure(site: Served, language: str) -> None:
    listed = site.html(f"{language}/policies/")
    for policy in DATA.policies.values():
        assert policy.short and policy.key
        assert f'href="../../{language}/{policy.path}#{policy.key}"' in listed
        top = site.html(f"{language}/{policy.path}").partition('<ol class="thread">')[0]
        assert f'href="#{policy.key}"' in top and DATA.words["from_others"][language] in top
        if policy.key_series:
            series, row = policy.key_series
            newer = [other for other in series.values if other.period > row.period]
            assert row.value is not None and all(other.value is None for other in newer)
            assert f"{row.value:,}" in listed


@pytest.mark.real_content
@AT_ROOT
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_whom_to_ask(site: Served, language: str) -> None:
    for path in ("", "policies/", "statement/", *(policy.path for policy in DATA.policies.values())):
        page = site.html(f"{language}/{path}")
        wanted = 2 if path.startswith("policies/") and path != "policies/" else 1
        assert page.count('href="https://www.hikorea.go.kr"') == page.count('href="tel:1345"') == wanted, path


@pytest.mark.real_content
def test_korean_terms_begin_with_korean_letters() -> None:
    letters = list(group_by_letter(sorted(DATA.terms.values(), key=lambda term: term.term.ko), "ko"))
    korean = [letter for letter in letters if "ㄱ" <= letter <= "ㅎ"]
    assert letters == sorted(korean) + sorted(set(letters) - set(korean))
    assert len(korean) < len(letters)
