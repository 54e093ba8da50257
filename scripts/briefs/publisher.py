"""The one room that knows MkDocs: Markdown under docs/ in, themed HTML out."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from briefs.load import Data
from briefs.problem import Problem, Problems
from briefs.prose import Prose

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class _Heard(logging.Handler):
    """Keeps what MkDocs warns of, so that it is reported as our own complaints are."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def publish(root: Path, data: Data, prose: dict[str, Prose], out: Path, address: str) -> None:
    """Build the HTML of docs/ into `out` for the web address `address`. Raises Problems for any warning."""
    heard, log = _Heard(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(out), site_url=address, strict=True)
        config.extra.update(data=data, prose=prose, by_walk=True)
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
    server = LiveReloadServer(builder=builder, host=host, port=int(port), root=str(site))
    for path in watched:
        server.watch(str(path))
    server.error_handler = _not_found(site)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def _not_found(site: Path) -> Callable[[int], Any]:
    def page(code: int) -> bytes | None:
        file = site / f"{code}.html"
        return file.read_bytes() if file.exists() else None

    return page
