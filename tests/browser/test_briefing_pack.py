"""The briefing pack: selected in the list, shared by its address, printed; no foreign content gets in."""

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlencode

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, Served

BOTH = "?items=skilled-labour-quota,new-immigration-policy-2024&languages=en,ko"
HOSTILE = [
    "<script>window.hit=1</script>",
    "\"><img src=x onerror='window.hit=1'>",
    "sources",
    "contents",
    "__proto__",
    "../",
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert not faults


def items(page: Page) -> list[str]:
    return [str(name) for name in page.eval_on_selector_all("section.item", "parts => parts.map((part) => part.id)")]


@pytest.mark.real_content
def test_a_pack_is_put_together_on_the_list_of_policies(page: Page, site: Served) -> None:
    page.goto(f"{site.address}ko/policies/")
    button = page.locator(".pack-form button")
    assert button.is_disabled()
    for title in ("자발적이고 안전한 귀환 지원", "숙련기능인력 쿼터 확대"):
        page.get_by_label(f"자료집에 담기: {title}", exact=True).check()
    assert "2" in page.locator(".pack-form [data-count]").inner_text()
    expect(button).to_be_in_viewport()  # what was chosen stays in sight, on a phone too
    page.locator(".pack-form [value=en]").check()
    button.click()
    page.wait_for_selector(".pack.bilingual")
    assert "?items=" in page.url and page.url.endswith("&languages=ko,en")
    assert set(items(page)) == {"voluntary-return", "skilled-labour-quota"}
    page.locator('.controls a[href*="/policies/"]').click()
    page.wait_for_selector(".pack-item input")
    assert page.locator(".pack-item input:checked").count() == 2


def test_a_pack_keeps_the_charts_of_its_items(page: Page, site: Served) -> None:
    page.goto(f"{site.address}ko/pack/?items=skilled-labour-quota,voluntary-return&languages=ko,en")
    page.wait_for_selector(".pack.bilingual")
    charts = page.locator(".pack-chart img")
    expect(charts).to_have_count(1)  # not once more for the other language
    charts.first.scroll_into_view_if_needed()
    loaded = "image => image.decode().then(() => image.naturalWidth)"
    assert charts.first.evaluate(loaded) > 300


def test_the_bar_of_the_pack_hides_nothing_that_has_the_focus(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/")
    for width, height, size in ((1280, 720, ""), (390, 844, ""), (320, 256, ""), (360, 640, "largest")):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("size => { document.documentElement.dataset.size = size; scrollTo(0, 0); }", size)
        page.locator(".pack-item input").first.check()
        stops = page.locator(".policy-rows :is(a, input)").all()
        for stop in stops:
            stop.focus()
            bottom = "one => Math.max(one.getBoundingClientRect().bottom, 0)"
            top = page.locator(".pack-form").evaluate("one => one.getBoundingClientRect().top")
            assert stop.evaluate(bottom) <= top or top >= height, (width, height, size)


@pytest.mark.real_content
def test_the_address_alone_gives_the_pack_in_both_languages(page: Page, site: Served) -> None:
    for language, other in (("en", "ko"), ("ko", "en")):
        page.goto(f"{site.address}{language}/pack/{BOTH}")
        page.wait_for_selector(".pack.bilingual")
        assert items(page) == ["skilled-labour-quota", "new-immigration-policy-2024"]
        assert page.locator(f"section.item > [lang={other}] h2").count() == 2
        titles = page.locator("section.item h2").all_inner_texts()
        assert {"Expansion of the skilled-worker quota", "숙련기능인력 쿼터 확대"} <= set(titles)
        assert page.locator(".contents li:not([hidden])").count() == 2
        assert page.locator(".pack-address b").inner_text() == page.url
        repeated = page.evaluate("[...document.querySelectorAll('[id]')].map((part) => part.id)")
        assert len(repeated) == len(set(repeated))


@pytest.mark.real_content
def test_only_the_sources_of_the_items_stay_and_are_numbered_from_one(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/pack/?items=voluntary-return")
    page.wait_for_selector(".controls:not([hidden])")
    marks = page.locator(".item a.ref").all_inner_texts()
    count = page.locator(".sources ol > li").count()
    assert {int(mark.strip("[]")) for mark in marks} == set(range(1, count + 1)) != set()
    for link in page.locator(".item a.ref, .item a.place").all():
        assert page.locator(f"[id='{str(link.get_attribute('href'))[1:]}']").count() == 1
    assert page.locator(".sources dl > div").count() == 2


@pytest.mark.real_content
def test_one_other_language_leads_to_its_own_page(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/pack/?items=voluntary-return&languages=ko")
    page.wait_for_url(f"{site.address}ko/pack/?items=voluntary-return&languages=ko")
    page.wait_for_selector(".controls:not([hidden])")
    page.locator("a.toggle").click()
    page.wait_for_url(f"{site.address}en/pack/?items=voluntary-return")


@pytest.mark.real_content
def test_what_is_no_item_is_left_out_and_never_becomes_part_of_the_page(page: Page, site: Served) -> None:
    for name in HOSTILE:
        page.goto(f"{site.address}en/pack/?{urlencode({'items': name})}")
        page.wait_for_selector(".notice-box:not([hidden])")
        assert items(page) == [] and not page.locator(".sources").is_visible()
        assert page.locator(".notice-box a").count() == 2
    mixed = urlencode({"items": f"{HOSTILE[0]},voluntary-return", "languages": HOSTILE[1]})
    page.goto(f"{site.address}en/pack/?{mixed}")
    page.wait_for_selector(".controls:not([hidden])")
    assert items(page) == ["voluntary-return"]
    assert page.evaluate("window.hit") is None and page.locator("script:not([src])").count() == 0


@pytest.mark.real_content
def test_former_names_open_their_policies_and_unknown_ones_are_told(page: Page, site: Served) -> None:
    shown = 'id="voluntary-return"'
    given = site.html("en/pack").replace(shown, f'{shown} data-former="safe-return help-home"')
    page.route("**/en/pack/*", lambda route: route.fulfill(body=given, content_type="text/html"))
    page.goto(f"{site.address}en/pack/?items=help-home,visa-governance")
    page.wait_for_selector(".controls:not([hidden])")
    assert set(items(page)) == {"voluntary-return", "visa-governance"}
    assert not page.locator(".cover .notice-box").is_visible()
    chosen = page.locator('.controls a[href*="/policies/"]').evaluate(
        "link => new URLSearchParams(link.search).get('items')"
    )
    assert set(chosen.split(",")) == {"voluntary-return", "visa-governance"}
    page.goto(f"{site.address}en/pack/?items=safe-return,never-there")
    page.wait_for_selector(".cover .notice-box:not([hidden])")
    assert items(page) == ["voluntary-return"] and page.locator(".controls").is_visible()
    told = page.locator(".cover .notice-box").inner_text()
    assert told.startswith("Some of the policies") and "never-there" not in told


@pytest.mark.real_content
def test_a_refused_other_language_is_said_and_the_pack_reads_on(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    page.route("**/ko/pack/", lambda route: route.abort())
    page.goto(f"{site.address}en/pack/{BOTH}")
    page.wait_for_selector(".notice-box:not([hidden])")
    assert "could not be loaded" in page.locator(".notice-box").inner_text()
    assert len(items(page)) == 2
    page.close()


@pytest.mark.real_content
def test_without_javascript_the_pack_holds_everything(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}ko/pack/?items=voluntary-return")
    assert page.locator("section.item:visible").count() == len(list((ROOT / "data" / "policies").iterdir()))
    assert not page.locator(".controls, .notice-box").first.is_visible()
    page.goto(f"{site.address}ko/policies/")
    assert not page.locator(".pack-form").is_visible()
    context.close()


@pytest.mark.real_content
def test_the_pack_prints_as_cover_items_and_sources_with_their_qr_codes(page: Page, site: Served) -> None:
    page.goto(f"{site.address}ko/pack/{BOTH}")
    page.wait_for_selector(".pack.bilingual")
    page.emulate_media(media="print")
    page.wait_for_function("[...document.querySelectorAll('.pack img')].every((image) => image.naturalWidth > 0)")
    assert page.locator(".pack .qr-link img:visible").count() == 2 and not page.locator(".md-header").is_visible()
    sheets = pypdf.PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert "브리핑자료집" in texts[0] and "숙련기능인력쿼터확대" in texts[0]
    begins = [number for number, text in enumerate(texts) if "/id/" in text and number]
    assert len(begins) == 2, "each item on a page of its own"
