"""Links for briefings: copied by keyboard, they open the same words in either language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from briefs import build
from conftest import AT_ROOT, Served, serve
from support.samples import DATA

CLIPBOARD = "navigator.clipboard.readText()"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="ko-KR", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


def copy_last(page: Page) -> None:
    """Copy the last form of the opened part: the link that highlights its words."""
    page.locator(".link-popover button").last.click()
    expect(page.locator(".link-popover button").last).to_contain_text("✓")


@pytest.mark.real_content
def test_the_links_of_a_sentence_are_copied_by_keyboard_and_read_out(page: Page, site: Served) -> None:
    page.goto(f"{site.address}ko/statement/")
    opener = page.locator('a.copy[href="#p4s3"]')
    opener.focus()
    assert opener.get_attribute("aria-haspopup") is None  # it opens a group, not a menu
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    place = DATA.words["cited_place"].ko.format(paragraph=4, sentence=3)
    name = DATA.words["copy_link_of"].ko.format(place=place)
    choices = page.get_by_role("group", name=name).get_by_role("button")
    expect(choices.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("p.live-region[role=status]")).to_have_text("복사하였습니다: 국문 인용문")
    expect(choices.nth(0)).to_have_text("국문 인용문 ✓")  # which of them it was
    assert f"{site.address}id/statement/#p4s3" in page.evaluate(CLIPBOARD)
    expect(opener).to_be_focused()  # the box closes, and the focus is where it was

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(choices.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".link-popover")).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


@pytest.mark.real_content
def test_a_clipboard_that_refuses_is_told_of(page: Page, site: Served) -> None:
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    page.goto(f"{site.address}en/statement/")
    page.locator('a.copy[href="#p4s3"]').click()
    page.locator(".link-popover button").first.click()
    expect(page.locator("p.live-region[role=status]")).to_have_text("Could not copy")
    expect(page.locator(".link-popover button").first).to_have_text("Could not copy")


@pytest.mark.real_content
@pytest.mark.parametrize("path", ["policies/skilled-labour-quota/", "statement/parallel/"])
def test_points_facts_and_figures_have_the_control(page: Page, site: Served, path: str) -> None:
    page.goto(f"{site.address}ko/{path}")
    offered = {str(link.get_attribute("href")) for link in page.locator("a.copy, .pair a.place").all()}
    policy = DATA.policies["skilled-labour-quota"]
    parts = [*policy.points, *policy.every_fact, *policy.series]
    if "parallel" in path:
        parts = DATA.sources["statement"].passages  # type: ignore[assignment]
    assert offered == {f"#{part.id}" for part in parts}


@pytest.mark.real_content
@pytest.mark.parametrize(
    ("path", "opener"),
    [
        ("statement/", "#p4s3"),
        ("statement/parallel/", "#p4s3"),
        ("policies/skilled-labour-quota/", "#quota-expansion"),
    ],
)
def test_a_quotation_is_copied_word_for_word_with_where_it_stands(
    page: Page, site: Served, path: str, opener: str
) -> None:
    passage = DATA.passages()["statement#p4s3"]
    title, place = DATA.sources["statement"].title, DATA.words["quoted_place"]
    for language in ("en", "ko"):
        page.goto(f"{site.address}{language}/{path}")
        page.locator(f'a:is(.copy, .pair .place)[href="{opener}"]').click()
        page.get_by_role("button", name=DATA.words[f"quote_{language}"][language]).click()
        expect(page.locator("p.live-region[role=status]")).not_to_be_empty()
        wanted = DATA.words["quotation"][language].format(
            text=passage[language],
            title=title[language],
            place=place[language].format(paragraph=4, sentence=3),
            address=f"{site.address}id/statement/#p4s3",
        )
        assert page.evaluate(CLIPBOARD) == wanted


@pytest.mark.real_content
@AT_ROOT
def test_a_part_is_copied_in_both_languages_and_as_a_footnote(page: Page, site: Served) -> None:
    """Pasted into a document it has links; a fact names the sources that state it."""
    page.goto(f"{site.address}en/policies/skilled-labour-quota/")
    passage, words = DATA.passages()["statement#p4s3"], DATA.words
    page.locator('a.copy[href="#quota-expansion"]').click()
    page.get_by_role("button", name=words["quote_both"].en).click()
    expect(page.locator("p.live-region[role=status]")).to_have_text(f"Copied: {words['quote_both'].en}")
    both = str(page.evaluate(CLIPBOARD)).split("\n")
    assert [passage.en in both[0], passage.ko in both[1], len(both)] == [True, True, 2]
    assert "비공식 번역" in both[1]
    html = page.evaluate("navigator.clipboard.read().then(([one]) => one.getType('text/html')).then(one => one.text())")
    assert html.count(f'<a href="{site.address}id/statement/#p4s3">') == 2
    page.keyboard.press("Escape")

    fact = DATA.policies["skilled-labour-quota"].every_fact[0]
    for name, wanted in (("quote_ko", fact.text.ko), ("quote_en", fact.text.en), ("footnote_name", "as given by")):
        page.locator(f'a.copy[href="#{fact.id}"]').click()
        page.get_by_role("button", name=words[name].en, exact=True).click()
        expect(page.locator("p.live-region[role=status]")).to_have_text(f"Copied: {words[name].en}")
        text = str(page.evaluate(CLIPBOARD)).replace("\u2060", "")
        assert wanted in text and f"{site.address}id/skilled-labour-quota/#{fact.id}" in text
        language = "ko" if name == "quote_ko" else "en"
        assert DATA.references[fact.references[0]].publisher[language] in text
        page.keyboard.press("Escape")

    series = DATA.policies["skilled-labour-quota"].series[0]
    page.locator(f'a.copy[href="#{series.id}"]').click()
    page.get_by_role("button", name=words["quote_en"].en).click()
    expect(page.locator("p.live-region[role=status]")).to_have_text(f"Copied: {words['quote_en'].en}")
    assert "33,000" in page.evaluate(CLIPBOARD)


@AT_ROOT
@pytest.mark.parametrize(
    ("language", "path"),
    [("en", "policies/seasonal-worker-program/"), ("ko", "statement/"), ("ko", "policies/voluntary-return/")],
)
def test_a_link_that_marks_the_words_marks_these_words(page: Page, site: Served, language: str, path: str) -> None:
    """Chromium itself reads the text directive: without the anchor it must scroll to the very part."""
    page.set_viewport_size({"width": 1000, "height": 220})
    page.goto(f"{site.address}{language}/{path}")
    links = []
    for opener in page.locator("a.copy").all()[::3]:
        opener.click()
        copy_last(page)
        links.append(str(page.evaluate(CLIPBOARD)))
        page.keyboard.press("Escape")
    for link in links:
        address, _, directive = link.partition(":~:text=")
        anchor = address.split("#")[1]
        page.goto("about:blank")
        page.goto(f"{site.address}{language}/{path}#:~:text={directive}")
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


@pytest.mark.real_content
def test_an_explained_term_leaves_no_words_in_the_link_that_highlights(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/skilled-labour-quota/")
    part = page.locator(".facts > li", has=page.locator("a.term")).first
    links = []
    for explained in (False, True):
        if explained:
            part.locator("a.term").first.click()
            page.keyboard.press("Escape")
        part.locator("a.copy").click()
        copy_last(page)
        links.append(page.evaluate(CLIPBOARD))
        page.keyboard.press("Escape")
    assert links[0] == links[1]


def test_words_that_the_page_says_twice_are_marked_at_the_point(browser: Browser, small: Path) -> None:
    file = small / "data" / "policies" / "quota.yml"
    text = file.read_text("utf-8").replace("The Government has expanded the quota.", "The quota was expanded.")
    assert text.count("The quota was expanded.") == 2
    file.write_text(text, "utf-8")
    (small / "site").mkdir()
    with serve(small / "site") as address:
        build.build_site(small, small / "site", address, documents=False)
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}en/policies/quota/")
        page.locator("a.copy").first.click()
        copy_last(page)
        directive = str(page.evaluate(CLIPBOARD)).partition(":~:text=")[2]
        page.set_viewport_size({"width": 1000, "height": 120})
        page.goto("about:blank")
        page.goto(f"{address}en/policies/quota/#:~:text={directive}")
        expect(page.locator(".points > li").first).to_be_in_viewport()
        context.close()
