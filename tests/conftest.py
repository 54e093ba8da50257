"""Fixtures: the project, a small copy to modify, the built sites and a browser."""

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

from briefs.build import build_site, read_content
from briefs.content.prose import Prose, prose_files
from briefs.content.site_data import Data
from briefs.utils.deploy import build_lock

ROOT = Path(__file__).parent.parent
AT_ROOT = pytest.mark.parametrize("site", ["/"], indirect=True)
"""For tests that cannot depend on the site's base path."""


@pytest.fixture(scope="session")
def real() -> tuple[Data, dict[str, Prose]]:
    """Return the project's own data."""
    return read_content(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with two policies, and the interface's texts, for tests to modify."""
    return make_small(tmp_path / "project")


def make_small(root: Path) -> Path:
    """Copy the small project to `root`, with its pictures, which take longest to make."""
    copy_small(root)
    shutil.copytree(_small_pictures(), root / ".cache" / "pictures")
    return root


@functools.cache
def _small_pictures() -> Path:
    """Return a cache that holds the small project's pictures, made once for all processes that run tests."""
    folder = Shared.folder / "pictures"
    with build_lock(Shared.folder):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=Shared.folder) as temporary:
                project = copy_small(Path(temporary) / "project")
                for address in (None, "https://briefs.kr/"):
                    build_site(project, project / "site", address, documents=False)
                (project / ".cache" / "pictures").rename(folder)
    return folder


def copy_small(root: Path) -> Path:
    """Copy the small project to `root`, for tests that do not build it."""
    shutil.copytree(ROOT / "tests" / "small", root)
    shutil.copy(ROOT / "data" / "words.yml", root / "data")
    complete_lexicon(root)
    copy_frame(root)
    return root


def complete_lexicon(root: Path) -> None:
    """Add what is about the two languages to data of its own: the lexicon's entries, and the search's words."""
    file = root / "data" / "lexicon.yml"
    file.write_text(_lexicon_entries() + file.read_text("utf-8"), "utf-8")
    words = re.sub(r"(?m)^people: .*\n", "", (ROOT / "data" / "search.yml").read_text("utf-8"))
    (root / "data" / "search.yml").write_text(words, "utf-8")


@functools.cache
def _lexicon_entries() -> str:
    text = (ROOT / "data" / "lexicon.yml").read_text("utf-8")
    return re.sub(r"(?ms)^(?!entries:)[a-z_]+:.*?(?=^\S|\Z)", "", text)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """Build the small project's site, served at the top of a host."""
    folder = tmp_path_factory.mktemp("small")
    build_site(make_small(folder / "project"), folder / "site", "https://briefs.kr/", documents=False)
    with serve(folder / "site") as address:
        yield Served(folder / "site", address)


def copy_frame(root: Path) -> None:
    """Copy what a build needs besides data/: hand-written pages, MkDocs' configuration, scripts."""
    (root / "docs").mkdir()
    for file in prose_files(ROOT):
        shutil.copy(file, root / "docs")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "scripts").symlink_to(ROOT / "scripts")


BASES = ("/", "/sub/")


class Shared:
    """What all processes that run tests share."""

    folder: Path


SHARED = pytest.StashKey[tuple[Path, list[str]]]()
"""The folder of the built sites, and the address of each of BASES."""


def pytest_configure(config: pytest.Config) -> None:
    """Serve the sites from the main process, for all test processes."""
    given = getattr(config, "workerinput", None)
    if given:
        Shared.folder = Path(given["folder"])
        config.stash[SHARED] = Shared.folder, given["addresses"]
        return
    folder = Shared.folder = Path(tempfile.mkdtemp(prefix="briefs-"))
    hosts = contextlib.ExitStack()
    hosts.callback(shutil.rmtree, folder, ignore_errors=True)
    addresses = [hosts.enter_context(serve(_served(folder, base))).rstrip("/") + base for base in BASES]
    config.stash[SHARED] = folder, addresses
    config.add_cleanup(hosts.close)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give a test process the addresses of the sites (a hook of pytest-xdist)."""
    folder, addresses = node.config.stash[SHARED]
    node.workerinput.update(folder=str(folder), addresses=addresses)


BELOW_A_PATH = {"test_journeys", "test_not_found"}
"""The browser's tests that also run on a site below a path; the others would only repeat themselves there."""
AT_ROOT_ONLY = {"test_html", "test_api", "test_citations"}
"""Further tests that cannot differ below a path."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the browser's tests below a path that cannot differ there."""
    repeated = [item for item in items if _is_repeated(item)]
    config.hook.pytest_deselected(items=repeated)
    items[:] = [item for item in items if item not in repeated]


def _is_repeated(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)
    if not isinstance(item, pytest.Function) or not given or given.params.get("site") != "/sub/":
        return False
    name = item.path.stem
    return name in AT_ROOT_ONLY or ("browser" in item.fixturenames and name not in BELOW_A_PATH)


def _served(folder: Path, base: str) -> Path:
    """Return the folder served for a base path: the site itself, or its parent."""
    return folder / "top" / "site" if base == "/" else folder / "below"


@pytest.fixture(scope="session")
def real_root(request: pytest.FixtureRequest) -> Path:
    """A copy of the real project, so that tests do not change docs/ and site/ of the checkout."""
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
    """Build the real site for a base path when it is first needed: with documents at /, without them below."""
    folder, addresses = request.config.stash[SHARED]

    def build_at(base: str) -> Served:
        address = addresses[BASES.index(base)]
        target = _served(folder, base) / base.strip("/")
        with build_lock(folder):
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                build_site(real_root, target, address, documents=base == "/")
        return Served(target, address)

    return build_at


@pytest.fixture(params=BASES)
def site(request: pytest.FixtureRequest, built: Callable[[str], "Served"]) -> "Served":
    """The real site, built for a base path and served there."""
    return built(request.param)


@contextlib.contextmanager
def serve(folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] | None = None) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yield its address."""
    server = Server(("127.0.0.1", 0), functools.partial(handler or Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def record(check: str, tool: str, found: list[str]) -> None:
    """Record the result of an accessibility test if scripts/bench.py asks for it."""
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
        """Ignore browsers that close connections; report other errors."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host with 404.html. Tests may request an asset by its name without the hash."""

    def translate_path(self, path: str) -> str:
        file = Path(super().translate_path(path))
        if len(os.fsencode(file.name)) > 255 or len(os.fsencode(file)) > 4000:  # no file system has such a name
            return str(self.directory) + "/nowhere"
        hashed = file.parent.glob(f"{file.stem}.??????????{file.suffix}") if "assets" in file.parts else iter(())
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
    """A real browser; scripts/test.py finds one or explains how to get it."""
    path = os.environ.get("BRIEFS_BROWSER") or shutil.which("chromium")
    assert path, "no browser: run python3 scripts/test.py, which finds or installs one"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()
