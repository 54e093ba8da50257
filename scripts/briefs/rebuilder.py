"""Builds a preview anew in a process of its own, which has no threads and so may use all cores (`together`).

Where MkDocs' server runs, other threads answer browsers and look for edits.
"""

import gc
import multiprocessing
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer

from briefs import console, preview, settings
from briefs.problem import Problems
from briefs.publisher import heard_warnings
from briefs.signals import delay_signals, leave_signals_to_parent
from briefs.together import end_workers


class Rebuilder:
    """Builds the preview that a server serves, at each call; shows what is wrong over the pages of the build before."""

    def __init__(self, root: Path, server: LiveReloadServer) -> None:
        self.root, self.site, self.url = root, Path(server.root), server.url
        self.start()

    def start(self) -> None:
        """Start the process that builds; it ends when this one does."""
        context = multiprocessing.get_context("spawn")  # not forked: the system's text libraries may be loaded by now
        self.requests, theirs = context.Pipe()
        arguments = (self.root, self.site, self.url, console.Settings.quiet, theirs)
        self.process = context.Process(target=answer_requests, args=arguments)
        with delay_signals():
            self.process.start()
        theirs.close()

    def end(self) -> None:
        """End the process that builds, and what it has begun."""
        self.requests.close()
        end_workers([self.process])
        preview.delete_aside(self.site)

    def __call__(self) -> None:
        """Build once more. Shows complaints on the console and in the browser, where MkDocs would seem stuck."""
        try:
            self.requests.send(None)
            problems = self.requests.recv()
        except (EOFError, OSError):
            self.end()
            self.start()
            problems = "the build was ended from outside (is there memory enough?): save a file to build again"
        if problems:
            print(problems, file=sys.stderr, flush=True)
            preview.show_problems(self.site, urlsplit(self.url).path, problems)


def answer_requests(root: Path, site: Path, url: str, quiet: bool, requests: Connection) -> None:
    """Build at each request, and answer with what is wrong, until the process that asks ends."""
    leave_signals_to_parent()
    console.Settings.quiet, preview.serving = quiet, True
    gc.disable()
    while True:
        try:
            requests.recv()
            requests.send(_rebuild(root, site, url))
        except (EOFError, OSError):
            return
        preview.delete_aside(site)
        gc.unfreeze()  # `together` freezes what stands
        gc.collect()  # now that the reader has the page


def _rebuild(root: Path, site: Path, url: str) -> str:
    """Build the preview once more. Out: what is wrong, or nothing."""
    with heard_warnings() as heard:
        try:
            config = load_config(str(root / settings.FILE), site_dir=str(site), site_url=url, strict=True)
            build(config, serve_url=url)
        except (Abort, ConfigurationError, OSError) as error:
            return _problems(root, error, heard)
    return ""


def _problems(root: Path, error: BaseException, heard: list[str]) -> str:
    """What ended a build: our own complaints, else what MkDocs warned of, else its own words."""
    if isinstance(error.__cause__, Problems):
        return str(error.__cause__)
    try:
        settings.check(root)
    except Problems as problems:
        return str(problems)
    return "\n".join(f"{settings.FILE}:1: {message}" for message in heard or [" ".join(str(error).split())])
