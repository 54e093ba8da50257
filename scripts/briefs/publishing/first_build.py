"""Wait before the first build of a preview until the data is right, and show its problems in the browser meanwhile."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeVar

from briefs.errors import Problems
from briefs.publishing.preview import problems_page

Content = TypeVar("Content")
PAUSE = 0.2  # seconds


def wait_until_correct(
    read: Callable[[], Content], found: Problems, watched: Iterable[Path], address: tuple[str, int]
) -> Content:
    """Call `read` again after each change of the watched files until it raises no Problems, and return its result.

    `found` are the problems of the first try; `address` is the host and port of the preview.
    """
    shown = [str(found)]
    with _serve_problems(shown, address):
        print(found, f"serve: waits for this to be corrected, at {address[0]}:{address[1]}", sep="\n", file=sys.stderr)
        before = _file_times(watched)
        while True:
            time.sleep(PAUSE)
            now = _file_times(watched)
            if now == before:
                continue
            before = now
            try:
                return read()
            except Problems as error:
                shown[0] = str(error)
                print(error, file=sys.stderr, flush=True)


def _file_times(watched: Iterable[Path]) -> dict[Path, int]:
    """Return when each watched file was last changed, in nanoseconds."""
    files = [file for path in watched for file in ([path] if path.is_file() else path.rglob("*"))]
    return {file: file.stat().st_mtime_ns for file in files if file.is_file()}


@contextmanager
def _serve_problems(shown: list[str], address: tuple[str, int]) -> Iterator[None]:
    """Answer every request with a page of the problems in `shown` during the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = problems_page(shown[0]).encode()
            self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    class Server(ThreadingHTTPServer):
        address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET

    with Server(address, Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": PAUSE})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
