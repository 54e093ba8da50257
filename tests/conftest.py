"""What the tests share: the project, a small copy of it to spoil, the built sites and a browser."""

import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from briefs import build
from briefs.content.prose import Prose, prose_files
from briefs.content.site_data import Data
from briefs.utils.deploy import build_lock

ROOT = Path(__file__).parent.parent
AT_ROOT = pytest.mark.parametrize("site", ["/"], indirect=True)
"""For what cannot depend on the site's base path."""


@pytest.fixture(scope="session")
def real() -> tuple[Data, dict[str, Prose]]:
    """The project's own data."""
    return build.read_content(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with two policies and the real interface words, to be spoilt."""
    return make_small(tmp_path / "project")


def make_small(root: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "small", root)
    for name in ("words.yml", "site.yml", "lexicon.yml"):
        shutil.copy(ROOT / "data" / name, root / "data" / name)
    copy_frame(root)
    return root


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """The small project's site, served at the top of a host."""
    folder = tmp_path_factory.mktemp("small")
    build.build_site(make_small(folder / "project"), folder / "site", "https://briefs.kr/", documents=False)
    with serve(folder / "site") as address:
        yield Served(folder / "site", address)


def copy_frame(root: Path) -> None:
    """What a build needs beside data/: the hand-written prose, MkDocs' configuration, the scripts."""
    (root / "docs").mkdir()
    for file in prose_files(ROOT):
        shutil.copy(file, root / "docs")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "scripts").symlink_to(ROOT / "scripts")


BASES = ("/", "/sub/")
SHARED = pytest.StashKey[tuple[Path, list[str]]]()
"""The folder of the built sites, and where each of BASES is served."""


def pytest_configure(config: pytest.Config) -> None:
    """Serve the sites where all processes that run tests share them: from the process that starts the others."""
    given = getattr(config, "workerinput", None)
    if given:
        config.stash[SHARED] = Path(given["folder"]), given["addresses"]
        return
    folder = Path(tempfile.mkdtemp(prefix="briefs-"))
    hosts = contextlib.ExitStack()
    hosts.callback(shutil.rmtree, folder, ignore_errors=True)
    addresses = [hosts.enter_context(serve(_served(folder, base))).rstrip("/") + base for base in BASES]
    config.stash[SHARED] = folder, addresses
    config.add_cleanup(hosts.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process that runs tests where the sites are (a hook of pytest-xdist)."""
    folder, addresses = node.config.stash[SHARED]
    node.workerinput.update(folder=str(folder), addresses=addresses)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a browser, the reader's walk is gone below a path too; the other tests are at / in the usual run."""
    for item in items:
        if isinstance(item, pytest.Function) and "browser" in item.fixturenames and item.path.stem != "test_reader":
            given = getattr(item, "callspec", None)
            if given and given.params.get("site") == "/sub/":
                item.add_marker(pytest.mark.long)


def _served(folder: Path, base: str) -> Path:
    """What is served for a base path: the site itself, or the folder it stands in."""
    return folder / "top" / "site" if base == "/" else folder / "below"


@pytest.fixture(scope="session")
def real_root(request: pytest.FixtureRequest) -> Path:
    """A copy of the real project, so that the tests leave the checkout's docs/ and site/ alone."""
    folder, _ = request.config.stash[SHARED]
    root = folder / "project"
    with build_lock(folder):
        if not root.exists():
            root.mkdir()
            shutil.copytree(ROOT / "data", root / "data")
            copy_frame(root)
    return root


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest, real_root: Path) -> Callable[[str], "Served"]:
    """Builds the real site for a base path when it is first asked for: with documents at /, without them below."""
    folder, addresses = request.config.stash[SHARED]

    def build_at(base: str) -> Served:
        address = addresses[BASES.index(base)]
        target = _served(folder, base) / base.strip("/")
        with build_lock(folder):
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                build.build_site(real_root, target, address, documents=base == "/")
        return Served(target, address)

    return build_at


@pytest.fixture(params=BASES)
def site(request: pytest.FixtureRequest, built: Callable[[str], "Served"]) -> "Served":
    """The real site, built for a base path and served there."""
    return built(request.param)


@contextlib.contextmanager
def serve(folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] | None = None) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives its address."""
    server = Server(("127.0.0.1", 0), functools.partial(handler or Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def record(check: str, tool: str, found: list[str]) -> None:
    """Keep what a test of accessibility found, when scripts/bench.py asks for it."""
    folder = os.environ.get("BRIEFS_RECORDS")
    if folder:
        entry = {"check": check, "tool": tool, "found": found}
        Path(folder, f"{check}-{uuid.uuid4()}.json").write_text(json.dumps(entry), "utf-8")


class Served:
    """A built site: its folder and its address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self.address = folder, address

    def html(self, path: str) -> str:
        return (self.folder / path / "index.html").read_text("utf-8")

    def assets(self) -> dict[str, Path]:
        """Every asset by its name without the hash."""
        files = [file for file in (self.folder / "assets").rglob("*.*") if file.suffix not in (".br", ".gz")]
        return {re.sub(r"\.[0-9a-f]{10}(?=\.)", "", file.name): file for file in files}


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has had enough is no fault; any other is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host: 404.html for what is not there. Tests may call an asset by its name without the hash."""

    def translate_path(self, path: str) -> str:
        file = Path(super().translate_path(path))
        if len(os.fsencode(file.name)) > 255 or len(os.fsencode(file)) > 4000:  # no file system has such a name
            return str(self.directory) + "/nowhere"
        hashed = file.parent.glob(f"{file.stem}.??????????{file.suffix}") if file.parent.name == "assets" else iter(())
        return str(file if file.exists() else next(hashed, file)) + "/" * path.partition("?")[0].endswith("/")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = next(Path(str(self.directory)).rglob("404.html"), None)
        if code != 404 or page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; scripts/test.py finds one or says how to get it."""
    path = os.environ.get("BRIEFS_BROWSER") or shutil.which("chromium")
    assert path, "no browser: run python3 scripts/test.py, which finds or installs one"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()
