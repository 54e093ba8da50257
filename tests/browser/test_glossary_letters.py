"""The letters of the glossary's index are shown in a font that contains them."""

from playwright.sync_api import Browser

from conftest import AT_ROOT, Served


@AT_ROOT
def test_a_letter_is_set_in_the_weight_whose_font_holds_it(browser: Browser, site: Served) -> None:
    """It is no element's text, so `outputs/fonts.py` takes it into the Regular font alone."""
    page = browser.new_page()
    page.goto(f"{site.address}ko/glossary/")
    style = "getComputedStyle(document.querySelector('[data-letter]'), '::before')"
    assert page.evaluate(f"{style}.content") == '"ㄱ"'
    assert page.evaluate(f"{style}.fontWeight") == "400"
    page.close()
