"""Material's frame in use: the language switch keeps the place, contents follow the reader, the drawer on phones."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from briefs.publishing import navigation
from briefs.render.pages import MAX_LINKS
from conftest import Served
from support.samples import FULL

POLICY = FULL.path
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param)
    yield context.new_page()
    context.close()


def test_the_switch_is_in_sight_wherever_the_reader_is(page: Page, site: Served) -> None:
    for path in ("", POLICY, "statement/", "about/"):
        for language, name in (("en", "한국어"), ("ko", "English")):
            page.goto(f"{site.address}{language}/{path}")
            link = page.get_by_role("link", name=name, exact=True)
            for part in (0, 0.5, 1):
                page.evaluate("part => scrollTo(0, part * document.documentElement.scrollHeight)", part)
                expect(link).to_be_in_viewport(ratio=1)
                middle = link.evaluate(
                    "e => { const b = e.getBoundingClientRect();"
                    " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2) === e }"
                )
                assert middle, (language, path, part)


@pytest.mark.real_content
def test_the_switch_leads_to_where_the_reader_is(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/statement/")
    link = page.locator("a.toggle")
    assert link.evaluate("e => e.hash") == ""
    for anchor in ("p5s1", "p7s3", "p3s2"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
        page.wait_for_timeout(150)
        near = link.evaluate("e => e.hash").removeprefix("#")
        far = page.evaluate(
            "([one, other]) => Math.abs(document.getElementById(one).getBoundingClientRect().top"
            " - document.getElementById(other).getBoundingClientRect().top)",
            [anchor, near],
        )
        assert far < 60, (anchor, near)
    link.click()
    expect(page).to_have_url(f"{site.address}ko/statement/#{near}")
    expect(page.locator(f"#{near}")).to_be_in_viewport()


@pytest.mark.real_content
def test_the_switch_keeps_the_address_of_who_has_not_scrolled_away(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/statement/#p5s2")
    link = page.locator("a.toggle")
    expect(link).to_have_js_property("hash", "#p5s2")
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(150)
    assert link.evaluate("e => e.hash") == "#p5s2"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_timeout(150)
    assert link.evaluate("e => e.hash") not in ("", "#p5s2")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(150)
    assert link.evaluate("e => e.hash") == ""


def test_the_contents_follow_the_reader(browser: Browser, site: Served) -> None:
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{site.address}ko/{POLICY}")
    entries = page.locator("[data-md-component=toc] a")
    assert entries.count() > 3
    for anchor in ("known", "unsaid"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
        expect(page.locator("[data-md-component=toc] a.md-nav__link--active")).to_have_attribute("href", f"#{anchor}")
        expect(page.locator("[data-md-component=toc] [aria-current=location]")).to_have_count(1)
    entries.first.click()
    expect(page.locator("#said")).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    heading = page.locator("#said").bounding_box()
    assert header and heading and heading["y"] >= header["y"] + header["height"]  # not below the header
    page.close()


@pytest.mark.real_content
@pytest.mark.parametrize("script", [True, False])
def test_a_phone_has_the_navigation_in_a_drawer(browser: Browser, site: Served, script: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site.address}ko/{POLICY}")
    nav = page.locator(".md-sidebar--primary nav")
    expect(nav).to_be_hidden()
    page.locator("label.md-header__button").first.click()
    expect(nav).to_be_visible()
    for name in ("정책", "공정하고 합법적인 이주 경로", "외국인 계절근로자 제도", "국제협력", "성명문", "용어집"):
        expect(nav.get_by_role("link", name=name, exact=True)).to_be_visible()
    nav.get_by_role("link", name="용어집", exact=True).click()
    expect(page).to_have_url(f"{site.address}ko/glossary/")
    context.close()


def test_the_drawer_is_opened_and_closed_by_keyboard(browser: Browser, site: Served) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{site.address}en/{POLICY}")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Details")).to_be_focused()
    page.keyboard.press("Tab")
    box = page.get_by_role("checkbox", name="Main menu")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary nav")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-sidebar--primary nav")).to_be_hidden()
    expect(box).to_be_focused()
    page.close()


@pytest.mark.real_content
def test_the_navigation_lists_the_policies_of_the_theme_and_other_themes_by_name(site: Served) -> None:
    soup = BeautifulSoup(site.html(f"ko/{POLICY}"), "html5lib")
    side = [a.text.strip() for a in soup.select(".md-sidebar--primary a")]
    assert side == [
        "정책",
        "공정하고 합법적인 이주 경로",
        "숙련기능인력 쿼터 확대",
        "외국인 계절근로자 제도",
        "지역특화형 비자 제도",
        "신(新) 출입국·이민정책",
        "비정규 이주 예방과 이주자 인권 보호",
        "국제협력",
        "통계",
        "성명문",
        "용어집",
        "사이트 소개",
    ]
    assert [a.text.strip() for a in soup.select(".md-tabs a")] == ["정책", "통계", "성명문", "용어집", "사이트 소개"]
    assert soup.select_one(".md-sidebar--primary [aria-current=page]").text.strip() == side[3]  # type: ignore[union-attr]


class Entry:
    def __init__(self, number: int, active: bool = False) -> None:
        self.number, self.active = number, active


@pytest.mark.parametrize("at", [0, 5, 500, 999])
def test_a_page_lists_no_more_policies_however_many_there_are(at: int) -> None:
    entries = [Entry(number) for number in range(1000)]
    listed = navigation.nearest_entries(entries, entries[at])
    assert len(listed) == MAX_LINKS and entries[at] in listed
    assert navigation.nearest_entries(entries[:MAX_LINKS], entries[0]) == entries[:MAX_LINKS]
