"""The baseline: the stock theme with static-i18n and default settings, over the same pages; and a host for both."""

import contextlib
import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import brotli

from briefs.content.loader import load_data
from briefs.content.models import Policy

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".cache" / "bench"
CONFIG = """site_name: Stock
site_url: http://127.0.0.1/
docs_dir: docs
site_dir: {site}
theme: {{name: material, font: false}}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: ko, name: Korean}}
"""


def largest_policy() -> Policy:
    """Return the policy of the data with the longest content."""
    return max(load_data(ROOT).policies.values(), key=lambda policy: len(repr(policy)))


def build_sites() -> tuple[Path, Path]:
    """Build our site and the stock one from the same Markdown. Return their folders."""
    ours, stock = SCRATCH / "ours" / "site", SCRATCH / "stock"
    shutil.rmtree(SCRATCH, ignore_errors=True)
    stock.mkdir(parents=True)
    from briefs import build

    build.build_site(ROOT, ours, "http://127.0.0.1/", documents=False)
    shutil.copytree(ROOT / "docs", stock / "docs", ignore=shutil.ignore_patterns("*.xx.md"))
    (stock / "mkdocs.yml").write_text(CONFIG.format(site=stock / "site"), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "-q", "build"], cwd=stock, check=True, capture_output=True)
    return ours, stock / "site"


@functools.lru_cache(maxsize=10_000)
def brotli_bytes(file: Path) -> bytes:
    """Return the file as Brotli sends it; a good host has it precompressed."""
    return bytes(brotli.compress(file.read_bytes(), quality=9))


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves files like a good host: text with Brotli."""

    def do_GET(self) -> None:
        """Answer with the file, compressed if it is text."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix not in {".html", ".css", ".js", ".json", ".svg"} or not file.is_file():
            super().do_GET()
            return
        body = brotli_bytes(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)) + "; charset=utf-8")
        self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextlib.contextmanager
def serve_folders(*folders: Path) -> Iterator[list[str]]:
    """Serve each folder on a free port of this machine; yield their addresses."""
    servers = [
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(f))) for f in folders
    ]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}/" for server in servers]
    for server in servers:
        server.shutdown()
