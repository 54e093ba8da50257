"""Builds a preview anew in a process of its own, which has no threads and so may use all cores (`together`).

Where MkDocs' server runs, other threads answer browsers and look for edits.
"""

import gc
import multiprocessing
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefs.publishing import preview
from briefs.publishing.mkdocs_build import rebuild_preview
from briefs.utils import console
from briefs.utils.parallel import end_workers
from briefs.utils.signals import delay_signals, leave_signals_to_parent


class Rebuilder:
    """Builds the preview that a server serves, at each call; shows what is wrong over the pages of the build before."""

    def __init__(self, root: Path, server: Any) -> None:
        self.root, self.site, self.url = root, Path(server.root), str(server.url)
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
            requests.send(rebuild_preview(root, site, url))
        except (EOFError, OSError):
            return
        preview.delete_aside(site)
        gc.unfreeze()  # `together` freezes what stands
        gc.collect()  # now that the reader has the page
