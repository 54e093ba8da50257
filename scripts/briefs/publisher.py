"""The one room that knows MkDocs: Markdown under docs/ in, themed HTML out."""

import logging
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from briefs import LANGUAGES
from briefs.load import Data
from briefs.problem import Problem, Problems
from briefs.prose import Prose
from briefs.together import together

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
UNUSED = ("assets/javascripts", "assets/stylesheets", "assets/images", "search")
"""What Material lays into a site, and no page of ours uses."""


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of, so that it is reported as our own complaints are."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def publish(root: Path, data: Data, prose: dict[str, Prose], out: Path, address: str) -> None:
    """Build the HTML of docs/ into `out` for the web address `address`. Raises Problems for any warning.

    Each language is built at the same time in a folder of its own, together with the neutral front door, which
    static-i18n builds in any case; then they are laid together.
    """
    parts = {language: out.with_name(f"{out.name}-{language}") for language in LANGUAGES}
    for part in parts.values():
        shutil.rmtree(part, ignore_errors=True)
    try:
        together([partial(_publish, root, data, prose, part, address, name) for name, part in parts.items()])
        first, *others = LANGUAGES
        parts[first].rename(out)
        for language in others:
            (parts[language] / language).rename(out / language)
        for name in UNUSED:
            shutil.rmtree(out / name, ignore_errors=True)
        (out / "sitemap.xml.gz").unlink(missing_ok=True)
    finally:
        for part in parts.values():
            shutil.rmtree(part, ignore_errors=True)


def _publish(root: Path, data: Data, prose: dict[str, Prose], out: Path, address: str, language: str) -> None:
    heard, log = _Heard(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate = False
    try:
        others = "\n".join(f"*.{other}.md" for other in LANGUAGES if other != language)  # none of this build's concern
        config = load_config(
            str(root / "mkdocs.yml"), site_dir=str(out), site_url=address, strict=True, exclude_docs=others
        )
        config.extra.update(data=data, prose=prose, by_walk=True)
        for part in config.plugins["i18n"].config.languages:
            part.build = part.default or part.locale == language
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except Abort as error:
        raise Problems([Problem("mkdocs.yml", 1, m) for m in heard.messages or [str(error)]]) from None
    finally:
        log.removeHandler(heard)


def preview(builder: Callable[[], None], site: Path, address: str, watched: list[Path]) -> None:
    """Serve `site` at a local address; on a change of a watched path call `builder` and reload the page."""
    host, _, port = address.removeprefix("http://").strip("/").partition(":")
    server = LiveReloadServer(builder=builder, host=host, port=int(port), root=str(site), polling_interval=0.2)
    let_reload(server)
    for path in watched:
        server.watch(str(path))
    server.error_handler = _not_found(site)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def let_reload(server: LiveReloadServer) -> None:
    """Take the content-security policy out of previewed pages: the script by which they reload stands within them."""
    inject = server._inject_js_into_html

    def reloading(page: bytes, epoch: int) -> bytes:
        return bytes(inject(POLICY.sub(b"", page), epoch))  # type: ignore[no-untyped-call]

    server._inject_js_into_html = reloading  # type: ignore[method-assign]


def _not_found(site: Path) -> Callable[[int], Any]:
    def page(code: int) -> bytes | None:
        file = site / f"{code}.html"
        return file.read_bytes() if file.exists() else None

    return page
