"""Histories and pages as they stood, in the browser, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from briefs.build import build_site
from conftest import Served, make_small, serve
from support.released import ADDRESS, FIGURE, MARKED, release_twice

FIRST, SECOND = "2026-01-01", "2026-05-01"
QUOTA = "policies/quota/"
UNCHANGED = {"en": "It has changed since", "ko": "이후 내용이 바뀌었습니다"}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of the small project, released on two days."""
    folder = tmp_path_factory.mktemp("twice")
    root = make_small(folder / "project")
    release_twice(root)
    build_site(root, folder / "site", ADDRESS, documents=False)
    with serve(folder / "site") as address:
        yield Served(Path(folder / "site"), address)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not [fault for fault in faults if "404" not in fault]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_any_two_versions_are_compared_as_the_build_compares_them(page: Page, twice: Served, language: str) -> None:
    page.goto(f"{twice.address}{language}/{QUOTA}history/")
    page.locator(".compare-any button").click()
    expect(page.locator(".compared .difference")).to_have_count(len(MARKED))
    read = (
        "parts => parts.map(part => [part.dataset.part, [...part.querySelectorAll('del, ins')].map(m => m.outerHTML)])"
    )
    made, built = (page.locator(f"{place} .difference").evaluate_all(read) for place in (".compared", ".adjacent"))
    assert made == built and {name for name, _ in made} == MARKED.keys()
    cells = page.locator(".compared .changed-figures tbody td").all_inner_texts()
    assert tuple(cells[:3]) == FIGURE
    page.locator("select[name=to]").select_option(FIRST)
    page.locator(".compare-any button").click()
    expect(page.locator(".compared")).to_be_hidden()
    expect(page.locator(".compare-any [role=status]")).not_to_be_empty()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_cited_page_says_whether_it_has_changed_since(browser: Browser, twice: Served, language: str) -> None:
    context = browser.new_context(locale={"en": "en-GB", "ko": "ko-KR"}[language])
    page = context.new_page()
    page.goto(f"{twice.address}id/quota/{FIRST}/#visa-category")
    expect(page).to_have_url(f"{twice.address}{language}/{QUOTA}{FIRST}/#visa-category")
    expect(page.locator(".stood")).to_contain_text(UNCHANGED[language])
    expect(page.locator(".since-cited ins").first).to_be_visible()
    page.goto(f"{twice.address}id/quota/{SECOND}/")
    expect(page.locator(".stood")).not_to_contain_text(UNCHANGED[language])
    context.close()


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (f"en/{QUOTA}2026-03-07/#visa-category", f"en/{QUOTA}{FIRST}/#visa-category"),
        (f"KO/{QUOTA}2027-01-01", f"ko/{QUOTA}{SECOND}/"),
        ("id/quota/2026-04-30/", f"en/{QUOTA}{FIRST}/"),
        ("ko/statement/2026-12-31/#p2s1", f"ko/statement/{FIRST}/#p2s1"),
    ],
)
def test_a_day_between_leads_to_the_version_that_stood_then(page: Page, twice: Served, asked: str, right: str) -> None:
    page.goto(twice.address + asked)
    expect(page).to_have_url(twice.address + right)


def test_a_day_before_the_first_version_leads_nowhere(page: Page, twice: Served) -> None:
    page.goto(f"{twice.address}en/{QUOTA}2025-12-31/")
    expect(page.locator("section[lang=en] h1")).to_be_visible()


def test_without_javascript_the_lost_page_leads_to_the_history(browser: Browser, twice: Served) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{twice.address}en/{QUOTA}2026-03-07/")
    plain.locator("section[lang=ko] .histories summary").click()
    plain.locator(f"section[lang=ko] a[href$='/ko/{QUOTA}history/']").click()
    expect(plain.locator(".adjacent ins").first).to_be_visible()
    expect(plain.locator(".compare-any")).to_be_hidden()
    plain.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_histories_and_versions_are_accessible_at_any_width(
    browser: Browser, twice: Served, language: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    for path in (f"{QUOTA}history/", f"{QUOTA}{FIRST}/", f"statement/{FIRST}/"):
        page.goto(f"{twice.address}{language}/{path}")
        if "history" in path:
            page.locator(".compare-any button").click()
            expect(page.locator(".compared .difference").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
        assert [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]] == [], path
    context.close()


def test_what_changed_is_read_without_colour_and_on_paper(page: Page, twice: Served) -> None:
    page.goto(f"{twice.address}en/{QUOTA}{FIRST}/")
    for media in ("screen", "print"):
        page.emulate_media(media=media, forced_colors="active")  # type: ignore[arg-type]
        lines = {
            name: page.locator(f".since-cited {name}").first.evaluate(
                "mark => getComputedStyle(mark).textDecorationLine"
            )
            for name in ("del", "ins")
        }
        assert lines == {"del": "line-through", "ins": "underline"}
    said = page.locator(".difference del").first.evaluate("mark => getComputedStyle(mark, '::before').content")
    assert "taken out" in said
