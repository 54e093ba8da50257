"""A key that an input method uses to compose a letter is no command of the page, not even Escape, arrows or "/"."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from conftest import Served

COMPOSED = 229
"""The key code of a key that an input method handles (UI Events, W3C)."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def keys(page: Page) -> CDPSession:
    """A keyboard whose events are those of an input method."""
    return page.context.new_cdp_session(page)


def press(keys: CDPSession, name: str, code: int) -> None:
    for kind in ("rawKeyDown", "keyUp"):
        keys.send("Input.dispatchKeyEvent", {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code})


def compose(keys: CDPSession, text: str) -> None:
    keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


def test_keys_of_a_composition_do_nothing_in_the_search(page: Page, keys: CDPSession, small_site: Served) -> None:
    page.goto(f"{small_site.address}ko/policies/")
    box, found = page.locator(".search input"), page.locator(".search .results")
    box.fill("쿼터")
    expect(found.locator("ol a").first).to_be_visible()
    compose(keys, "사")
    assert box.input_value() == "쿼터사"
    for name in ("Escape", "ArrowDown", "ArrowUp", "Enter"):
        press(keys, name, COMPOSED)
        expect(page.locator("form.search")).to_have_class("search open")
        expect(box).to_be_focused()
    keys.send("Input.insertText", {"text": "사"})
    press(keys, "Escape", COMPOSED)  # Safari: the last key comes after the composition
    expect(page.locator("form.search")).to_have_class("search open")
    press(keys, "Escape", 27)
    expect(page.locator("form.search")).not_to_have_class("search open")


def test_keys_of_a_composition_do_nothing_elsewhere(page: Page, keys: CDPSession, small_site: Served) -> None:
    page.goto(f"{small_site.address}ko/policies/quota/")
    view = page.locator("details.view")
    view.locator("summary").click()
    press(keys, "Escape", COMPOSED)
    expect(view).to_have_attribute("open", "")
    press(keys, "Escape", 27)
    expect(view).not_to_have_attribute("open", "")
    page.evaluate("document.activeElement.blur()")
    press(keys, "/", COMPOSED)
    expect(page.locator(".search input")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(".search input")).to_be_focused()


def test_keys_of_a_composition_reach_no_listener_of_the_page(page: Page, keys: CDPSession, small_site: Served) -> None:
    page.goto(f"{small_site.address}ko/search/")
    page.evaluate("""() => {
      window.heard = [];
      for (const target of [window, document, document.querySelector(".search input")]) {
        target.addEventListener("keydown", ({ key }) => heard.push(key));
      }
    }""")
    page.locator(".search input").focus()
    compose(keys, "ㅂ")
    press(keys, "Escape", 27)  # within a composition: isComposing
    keys.send("Input.insertText", {"text": "비"})
    press(keys, "Process", COMPOSED)
    assert page.evaluate("heard.length") == 0
    press(keys, "ArrowUp", 38)
    assert page.evaluate("heard.length") == 3
