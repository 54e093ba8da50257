"""Drive Firefox and WebKit (Safari's engine) with the standard protocol that each supports."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import websocket

SECONDS = 20
MINI_BROWSERS = ("/usr/lib", "webkit2gtk-4.*/MiniBrowser")
SHOWN = "(one => one && one.checkVisibility() && one.getBoundingClientRect().width > 1)"
CENTRE = """(one => {
  one.scrollIntoView({block: "center", behavior: "instant"});
  const {x, y, width, height} = one.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
})"""


class Driver(Protocol):
    """The differences between the engines."""

    def open(self, address: str) -> None: ...

    def run(self, expression: str) -> Any: ...

    def act(self, actions: list[dict[str, Any]]) -> None: ...


class Engine:
    """A browser as a reader uses it: addresses, clicks, keys, and the resulting page."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.open, self.run = driver, driver.open, driver.run

    def until(self, expression: str) -> None:
        """Wait until an expression is true on the page, which may still be loading."""
        end, last = time.monotonic() + SECONDS, ""
        while time.monotonic() < end:
            try:
                if self.run(f"Boolean({expression})"):
                    return
            except (Refused, urllib.error.HTTPError) as error:
                last = str(error)
            time.sleep(0.05)
        raise AssertionError(f"never held: {expression} at {self.run('location.href')} {last}")

    def until_at(self, address: str) -> None:
        self.until(f"location.href === {json.dumps(address)} && document.readyState === 'complete'")

    def click(self, selector: str) -> None:
        """Click on the first part that is shown, as a mouse does."""
        one = f"[...document.querySelectorAll({json.dumps(selector)})].find({SHOWN})"
        self.until(one)
        x, y = self.run(f"{CENTRE}({one})")
        move = {"type": "pointerMove", "x": x, "y": y, "origin": "viewport", "duration": 0}
        press = [{"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")]
        self.driver.act([{"type": "pointer", "id": "mouse", "actions": [move, *press]}])

    def type(self, text: str) -> None:
        self._keys([{"type": f"key{way}", "value": key} for key in text for way in ("Down", "Up")])

    def paste(self) -> None:
        control = "\ue009"
        keys = (("Down", control), ("Down", "v"), ("Up", "v"), ("Up", control))
        self._keys([{"type": f"key{way}", "value": key} for way, key in keys])

    def _keys(self, actions: list[dict[str, Any]]) -> None:
        self.driver.act([{"type": "key", "id": "keyboard", "actions": actions}])


class Refused(Exception):
    """The engine answered with an error."""


class Firefox:
    """WebDriver BiDi (W3C), over the WebSocket that Firefox itself opens."""

    def __init__(self, address: str) -> None:
        self.socket = websocket.create_connection(address, suppress_origin=True, timeout=60)
        self.number = 0
        self.call("session.new", capabilities={})
        # Without a screen, the first window of Firefox never has the focus, so no element gets it.
        self.context = self.call("browsingContext.create", type="window")["context"]
        self.call("browsingContext.activate", context=self.context)

    def call(self, method: str, **params: Any) -> Any:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.number:
            pass
        if answer["type"] == "error":
            raise Refused(answer["message"])
        return answer["result"]

    def open(self, address: str) -> None:
        self.call("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        script = f"JSON.stringify({{value: {expression}}})"
        answer = self.call("script.evaluate", expression=script, target={"context": self.context}, awaitPromise=False)
        if answer["type"] == "exception":
            raise Refused(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"]).get("value")

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.call("input.performActions", context=self.context, actions=actions)


class WebKit:
    """WebDriver (W3C), over HTTP, with WebKitGTK's own driver."""

    def __init__(self, address: str, browser: Path) -> None:
        options = {"binary": str(browser), "args": ["--automation"]}
        self.session = f"{address}/session"
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self.session += "/" + self.call("", capabilities=wanted)["sessionId"]

    def call(self, path: str, **params: Any) -> Any:
        request = urllib.request.Request(self.session + path, json.dumps(params).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, address: str) -> None:
        self.call("/url", url=address)

    def run(self, expression: str) -> Any:
        return self.call("/execute/sync", script=f"return {expression}", args=[])

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.call("/actions", actions=actions)


@contextlib.contextmanager
def firefox(home: Path) -> Iterator[Engine]:
    """Debian's Firefox, without a screen and with a profile of its own."""
    command = [_program("firefox-esr"), "--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"]
    log = home / "log"
    with _started(command, {"HOME": str(home)}, log):
        address = _until_logged(log, r"BiDi listening on (ws://\S+)")
        driver = Firefox(f"{address}/session")
        yield Engine(driver)
        driver.call("browser.close")


@contextlib.contextmanager
def webkit(home: Path) -> Iterator[Engine]:
    """WebKitGTK's small browser on a virtual screen. Its sandbox does not start if root runs tests."""
    found = sorted(Path(MINI_BROWSERS[0]).rglob(MINI_BROWSERS[1]))
    assert found, "no MiniBrowser: install webkit2gtk-driver"
    screen, log = [_program("Xvfb"), "-displayfd", "1", "-screen", "0", "1280x900x24"], home / "screen"
    with _started([*screen, "-nolisten", "tcp"], {}, log):
        display = _until_logged(log, r"^(\d+)\n")
        free = str(_free_port())
        settings = {
            "DISPLAY": f":{display}",
            "HOME": str(home),
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        with _started([_program("WebKitWebDriver"), f"--port={free}"], settings, home / "log"):
            driver = WebKit(_until_answers(f"http://127.0.0.1:{free}"), found[-1])
            yield Engine(driver)
            urllib.request.urlopen(urllib.request.Request(driver.session, method="DELETE"), timeout=60).close()


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"no {name}: .ci/run installs it"
    return found


@contextlib.contextmanager
def _started(command: list[Any], settings: dict[str, str], log: Path) -> Iterator[None]:
    """Run a program until the end of the block, with its output in a file."""
    with (
        log.open("w") as heard,
        subprocess.Popen(command, stdout=heard, stderr=heard, env={**os.environ, **settings}) as program,
    ):
        try:
            yield
        finally:
            program.terminate()


def _until_logged(log: Path, pattern: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if found := re.search(pattern, log.read_text(errors="replace"), re.MULTILINE):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(errors="replace"))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until_answers(address: str) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/status", timeout=5).close()
            return address
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no answer at {address}")
