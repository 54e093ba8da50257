"""Build a preview again in a separate process, which has no threads and so can use all cores.

In the process of MkDocs' server, other threads answer browsers and watch for edits.
"""

import gc
import multiprocessing
import sys
import tempfile
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
    """Builds the preview at each call; shows problems over the pages of the previous build."""

    def __init__(self, root: Path, server: Any) -> None:
        self.root, self.site, self.url = root, Path(server.root), str(server.url)
        self.start()

    def start(self) -> None:
        """Start the process that builds; it ends with this one."""
        context = multiprocessing.get_context("spawn")  # not forked: system libraries for text may be loaded
        self.requests, theirs = context.Pipe()
        arguments = (self.root, self.site, self.url, console.Settings.quiet, theirs)
        self.process = context.Process(target=answer_requests, args=arguments)
        with delay_signals():
            self.process.start()
        theirs.close()

    def end(self) -> None:
        """End the process that builds, and clean up."""
        self.requests.close()
        end_workers([self.process])
        preview.delete_aside(self.site)

    def __call__(self) -> None:
        """Build again. Problems are shown on the console and in the browser, where MkDocs would seem stuck."""
        try:
            self.requests.send(None)
            problems = self.requests.recv()
        except (EOFError, OSError):
            self.end()
            self.start()
            problems = "the build was killed (not enough memory?): save a file to build again"
        if problems:
            print(problems, file=sys.stderr, flush=True)
            preview.show_problems(self.site, urlsplit(self.url).path, problems)


def answer_requests(root: Path, site: Path, url: str, quiet: bool, requests: Connection) -> None:
    """Build at each request and answer with the problems, until the requesting process ends."""
    leave_signals_to_parent()
    console.Settings.quiet, preview.serving = quiet, True
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:  # reads the data and the templates before the first edit
        rebuild_preview(root, Path(folder, "site"), url)
    while True:
        try:
            requests.recv()
            requests.send(rebuild_preview(root, site, url))
        except (EOFError, OSError):
            return
        preview.delete_aside(site)
        gc.unfreeze()  # `run_parallel` freezes existing objects
        gc.collect()  # now, after the reader has the page
