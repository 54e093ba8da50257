"""Unknown addresses: one with another spelling redirects, for others the most similar page is suggested."""

import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.mark.real_content
@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("id/E-8/", "en/policies/seasonal-worker-program/"),
        ("ID/Voluntary-Return#safe-returns", "en/policies/voluntary-return/#safe-returns"),
        ("KO/Policies/Skilled-Labour-Quota/index.html", "ko/policies/skilled-labour-quota/"),
        ("Ko/Glossary.html", "ko/glossary/"),
        (
            unicodedata.normalize("NFD", "id/숙련공/"),
            "en/policies/skilled-labour-quota/",
        ),  # decomposed, as some systems type Hangul
    ],
)
def test_an_address_that_is_only_written_otherwise_leads_on(page: Page, site: Served, asked: str, right: str) -> None:
    page.goto(site.address + asked)
    expect(page).to_have_url(site.address + right)


@pytest.mark.real_content
@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("en/policies/seasonal-worker-programme/", "policies/seasonal-worker-program/"),
        ("id/volantary-retrun/", "policies/voluntary-return/"),
        ("ko/a/b/c/glosary/", "glossary/"),
    ],
)
def test_the_near_page_is_named_in_both_languages(page: Page, site: Served, asked: str, path: str) -> None:
    answer = page.goto(site.address + asked)
    assert answer and answer.status == 404
    for language in ("en", "ko"):
        expect(page.locator(f'section[lang="{language}"] .suggestions a[href$="/{language}/{path}"]')).to_be_visible()
    page.locator(f'section[lang="ko"] .suggestions a[href$="/ko/{path}"]').click()
    expect(page).to_have_url(f"{site.address}ko/{path}")


def test_what_is_like_nothing_is_not_guessed_at(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/zzzzqqqq/%ED%9E%A3/")
    expect(page.locator("section[lang=en] h1")).to_be_visible()
    expect(page.locator(".suggestions").first).to_be_hidden()


def test_without_javascript_the_lost_page_leads_to_the_lists_from_any_depth(browser: Browser, site: Served) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{site.address}ko/a/b/c/")
    expect(plain.locator(".suggestions").first).to_be_hidden()
    plain.locator("section[lang=ko] a[href$='ko/policies/']").click()
    expect(plain).to_have_url(f"{site.address}ko/policies/")
    plain.context.close()


def test_a_permanent_address_opens_in_the_chosen_language_then_in_the_browsers(browser: Browser, site: Served) -> None:
    context = browser.new_context(locale="ko-KR")
    page = context.new_page()
    page.goto(f"{site.address}id/statement/?q=visa#p4s3")
    expect(page).to_have_url(f"{site.address}ko/statement/?q=visa#p4s3")
    page.goto(f"{site.address}ko/statement/#p4s3")
    page.locator("a.toggle").click()  # a stored choice
    page.goto(f"{site.address}id/statement/#p5s1")
    expect(page).to_have_url(f"{site.address}en/statement/#p5s1")
    context.close()
    for locale in ("fr-FR", "kok-IN"):  # Konkani is not Korean
        other = browser.new_context(locale=locale).new_page()
        other.goto(f"{site.address}id/statement/#p4s3")
        expect(other).to_have_url(f"{site.address}en/statement/#p4s3")
        other.context.close()


@pytest.mark.real_content
def test_without_javascript_a_permanent_address_offers_the_very_sentence(browser: Browser, site: Served) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    for address, anchor in (("statement", "p6s2"), ("skilled-labour-quota", "yearly-quota")):
        plain.goto(f"{site.address}id/{address}/#{anchor}")
        part = plain.locator(f"[id='{anchor}']")
        expect(part).to_be_in_viewport()
        part.locator("a[lang=ko]").click()
        expect(plain.locator(f"[id='{anchor}']")).to_be_in_viewport()
        assert plain.url.endswith(f"/#{anchor}") and "/ko/" in plain.url
    plain.context.close()


def test_the_name_of_the_site_wraps_where_it_has_no_room(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("en/zzzzqqqq/", "id/statement/"):
        page.route("**/permalink.*.js", lambda route: route.abort())
        page.goto(f"{site.address}{path}")
        page.evaluate("document.documentElement.dataset.size = 'largest'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.real_content
def test_the_lost_page_searches_in_either_language(page: Page, site: Served) -> None:
    page.goto(f"{site.address}ko/zzzzqqqq/")
    expect(page.locator("section[lang]").first).to_have_attribute("lang", "ko")  # the language of the address first
    page.locator("section[lang=ko] .search-form input").fill("쿼터")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}ko/search/?q=*")
    expect(page.locator(".results ol a").first).to_be_visible()
