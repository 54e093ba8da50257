"""Figures in the browser: without a script, filtered, copied, on a phone, in a frame of another site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from test_accessibility import violations

from briefs import build
from briefs.urls.figures import site_figures, site_numbers
from conftest import AT_ROOT, ROOT, Served

DATA, _ = build.read_content(ROOT)
FIGURES, NUMBERS = site_figures(DATA), site_numbers(DATA)
KINDS = ["seasonal-worker-program/places", "irregular-migration-prevention/without-permission"]
"""Compared bars; a line with a gap, rounded and partial values."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not faults


@AT_ROOT
def test_without_a_script_every_figure_shows_and_files_and_citations_are_links(browser: Browser, site: Served) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.address}ko/figures/?theme=lawful-pathways")
    assert page.locator("figure.series:visible").count() == len(FIGURES)
    assert page.locator(".numbers > li:visible").count() == len(NUMBERS)
    expect(page.locator("form.filter")).to_be_hidden()
    tools = page.locator(".figure-tools").first
    assert tools.get_by_role("link").all_inner_texts() == ["CSV", "SVG"]
    assert tools.get_by_role("button", name=DATA.words["copy_table"].ko).count() == 0
    tools.get_by_text(DATA.words["cite_figure"].ko, exact=True).click()
    expect(tools.locator(".tool-text").last).to_contain_text(site.address + FIGURES[0].link)
    page.context.close()


def test_the_theme_is_chosen_by_keyboard_and_kept_in_the_address(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/figures/")
    shown = page.locator("figure.series:visible, .numbers > li:visible")
    expect(shown).to_have_count(len(FIGURES) + len(NUMBERS))
    page.locator("form.filter input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{site.address}en/figures/?theme=lawful-pathways")
    count = len([one for one in [*FIGURES, *NUMBERS] if one.policy.theme == "lawful-pathways"])
    expect(shown).to_have_count(count)
    expect(page.locator("form.filter [role=status]")).to_have_text(f"Figures shown: {count}")
    page.locator("a[hreflang=ko]").first.click()
    expect(page).to_have_url(f"{site.address}ko/figures/?theme=lawful-pathways")
    expect(shown).to_have_count(count)
    page.locator("form.filter label").first.click()
    expect(page).to_have_url(f"{site.address}ko/figures/")
    expect(shown).to_have_count(len(FIGURES) + len(NUMBERS))
    page.goto(f"{site.address}en/figures/?theme=nothing")
    expect(shown).to_have_count(len(FIGURES) + len(NUMBERS))


@pytest.mark.parametrize("path", ["figures/", "policies/seasonal-worker-program/"])
def test_a_table_is_copied_for_spreadsheets_and_documents(page: Page, site: Served, path: str) -> None:
    page.goto(f"{site.address}ko/{path}")
    figure = next(one for one in FIGURES if one.compared)
    tools = page.locator(
        "figure.series", has=page.locator(f'a[href$="/{figure.series.id}.csv"], a[href="{figure.series.id}.csv"]')
    )
    button = tools.locator(".figure-tools > button")
    button.click()
    expect(button).to_have_text(DATA.words["text_copied"].ko)
    expect(page.locator("p.live-region[role=status]")).to_have_text(DATA.words["text_copied"].ko)
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    rows = [row for one in figure.drawn for row in one.values]
    assert len(lines) == 1 + len(rows)
    for line, row in zip(lines[1:], rows, strict=True):
        cells = line.split("\t")
        assert len(cells) == 6 and cells[0] == str(row.period) and cells[2] == str(row.value or "")
    kinds = "navigator.clipboard.read().then(async ([item]) => (await item.getType('text/html')).text())"
    html = page.evaluate(kinds)
    assert html.count("<tr>") == len(lines) and "계절근로자" in html
    expect(button).to_have_text(DATA.words["copy_table"].ko)


def test_the_code_for_a_frame_and_the_citation_are_copied(page: Page, site: Served) -> None:
    page.goto(f"{site.address}en/policies/skilled-labour-quota/")
    for summary, expected in (
        (
            "Embed",
            f'<iframe src="{site.address}en/embed/skilled-labour-quota/yearly-quota/" title="Skilled-worker quota',
        ),
        ("Cite", "/id/skilled-labour-quota/#yearly-quota"),
    ):
        page.locator(".figure-tools summary", has_text=summary).first.click()
        page.locator("details[open] > .tool-text button").last.click()
        expect(page.locator("p.live-region[role=status]")).to_have_text("Copied")
        assert expected in page.evaluate("navigator.clipboard.readText()")


def test_a_table_that_cannot_be_fetched_is_told_of(browser: Browser, site: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.route("**/*.csv", lambda route: route.fulfill(status=404))
    page.goto(f"{site.address}en/figures/")
    button = page.locator(".figure-tools > button").first
    button.click()
    expect(button).to_have_text("Could not copy")
    context.close()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_for_other_sites(browser: Browser, site: Served, language: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 600}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for kind in KINDS:
        page.goto(f"{site.address}{language}/embed/{kind}/")
        assert not violations(page), kind
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
            "rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 27)"
        )
    context.close()


@AT_ROOT
@pytest.mark.parametrize("language", ["en", "ko"])
def test_figures_fit_a_phone_with_their_tools_open(browser: Browser, site: Served, language: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    for path in ("figures/", "policies/seasonal-worker-program/", "policies/irregular-migration-prevention/"):
        page.goto(f"{site.address}{language}/{path}")
        page.evaluate("document.querySelectorAll('.series details').forEach((part) => { part.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        ends = page.locator("svg[role] text").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).flatMap(({ left, right }) => [left, right])"
        )
        assert ends and min(ends) >= 0 and max(ends) <= 320
        sizes = page.locator("svg[role] text").evaluate_all(
            "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= 12
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_parts_of_a_chart_are_told_apart_from_the_page_and_from_each_other(
    browser: Browser, site: Served, scheme: str
) -> None:
    for colours in ("none", "active"):
        page = browser.new_page(color_scheme=scheme, forced_colors=colours)  # type: ignore[arg-type]
        page.goto(f"{site.address}en/policies/seasonal-worker-program/")
        look = "one => ['fill', 'fillOpacity', 'stroke'].map((name) => getComputedStyle(one)[name]).join()"
        looks = [page.locator(f"svg[role] .{kind}").first.evaluate(look) for kind in ("bar", "frame", "part")]
        assert len(set(looks)) == 3
        paper = page.evaluate("getComputedStyle(document.querySelector('main')).backgroundColor")
        assert looks[0].split(",1,")[0] != paper
        page.close()


def test_charts_stay_on_paper_and_their_tools_do_not(page: Page, site: Served) -> None:
    for path in ("figures/", "policies/seasonal-worker-program/"):
        page.goto(f"{site.address}en/{path}")
        page.emulate_media(media="print")
        expect(page.locator("svg[role]").first).to_be_visible()
        expect(page.locator(".figure-tools").first).to_be_hidden()
        expect(page.locator("figure .chip").first).to_be_visible()
