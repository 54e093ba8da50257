"""Run MkDocs: Markdown under docs/ in, the whole site out (scripts/mkdocs_hooks.py does the work)."""

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands import serve as mkdocs_serve
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from briefs.content.prose import Prose
from briefs.content.site_data import Data
from briefs.errors import Problem, Problems
from briefs.utils.deploy import build_lock
from briefs.utils.parallel import ParallelJobs
from briefs.validation import mkdocs_settings

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@dataclass
class BuildOptions:
    """The options of a build: set by build.py, or by the hooks for MkDocs' own commands."""

    root: Path
    data: Any = None
    prose: dict[str, Prose] = field(default_factory=dict)
    documents: bool = True
    precompress: bool = True
    by_build: bool = False
    made: Any = field(default_factory=dict)
    checked: int = 0
    schemes: list[str] = field(default_factory=list)
    outputs: ParallelJobs[None] | None = None
    """The outputs that are written while MkDocs renders the pages."""
    ending: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    """Ends what the build has begun."""

    def docs_lock(self) -> contextlib.AbstractContextManager[None]:
        """Lock docs/ while it is written; build.py locks it for the whole build."""
        return contextlib.nullcontext() if self.by_build else build_lock(self.root)


class WarningCollector(logging.Handler):
    """Collects MkDocs' warnings, so that they are reported like our own problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Record the message of a warning on one line."""
        self.messages.append(" ".join(record.getMessage().split()))


def run_mkdocs(
    root: Path,
    data: Data,
    prose: dict[str, Prose],
    out: Path,
    address: str,
    documents: bool = False,
    precompress: bool = True,
) -> BuildOptions:
    """Build the site into `out` for the web address `address`. Return the options with the results.

    Raises Problems, for any warning too.
    """
    with collect_warnings() as heard:
        try:
            config = load_config(str(root / mkdocs_settings.FILE), site_dir=str(out), site_url=address, strict=True)
            options = BuildOptions(root, data, prose, documents, precompress, by_build=True)
            config.extra["options"] = options
            config.plugins.on_startup(command="build", dirty=False)
            with options.ending:
                build(config)
            config.plugins.on_shutdown()
            return options
        except (Abort, ConfigurationError) as error:
            messages = heard or [" ".join(str(error).split())]
            raise Problems([Problem(mkdocs_settings.FILE, 1, message) for message in messages]) from None


@contextlib.contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Collect MkDocs' warnings during the block, instead of logging them."""
    heard, log = WarningCollector(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate = False
    try:
        yield heard.messages
    finally:
        log.removeHandler(heard)


def serve_preview(root: Path, host: str, port: int) -> None:
    """Serve a preview with MkDocs' own live reload until Ctrl-C. Raises Problems if the first build has any."""
    name = f"[{host}]" if ":" in host else host
    try:
        mkdocs_serve.serve(
            str(root / mkdocs_settings.FILE), dev_addr=f"{name}:{port}", site_url=f"http://{name}:{port}/", strict=True
        )
    except (Abort, ConfigurationError) as error:
        if isinstance(error.__cause__, Problems):
            raise error.__cause__ from None
        raise Problems([Problem(mkdocs_settings.FILE, 1, " ".join(str(error).split()))]) from None


def rebuild_preview(root: Path, site: Path, url: str) -> str:
    """Build a preview again, served at `url`. Return the problems as text; "" if there are none."""
    with collect_warnings() as heard:
        try:
            config = load_config(str(root / mkdocs_settings.FILE), site_dir=str(site), site_url=url, strict=True)
            config.extra["options"] = options = BuildOptions(root, documents=False, precompress=False)
            with options.ending:
                build(config, serve_url=url)
        except (Abort, ConfigurationError, OSError) as error:
            return _format_problems(root, error, heard)
    return ""


def _format_problems(root: Path, error: BaseException, heard: list[str]) -> str:
    """Return why a build ended: our own problems, else MkDocs' warnings, else its error."""
    if isinstance(error.__cause__, Problems):
        return str(error.__cause__)
    try:
        mkdocs_settings.check_settings(root)
    except Problems as problems:
        return str(problems)
    return "\n".join(f"{mkdocs_settings.FILE}:1: {message}" for message in heard or [" ".join(str(error).split())])
