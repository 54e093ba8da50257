"""Measure Lighthouse scores, mobile and throttled, of this site and the stock theme with the same pages, in one run."""

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path

from benchmarks.baseline import ROOT, build_sites, largest_policy, serve_folders
from briefs import LANGUAGES

PACKAGE = "lighthouse@13.5.0"
RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def main() -> int:
    """Print one row for each page and site: the four scores, each the median of the runs. Return 0."""
    tool = _install_tool()
    print("| page | " + " | ".join(f"{site}: {' / '.join(CATEGORIES)}" for site in ("this site", "stock")) + " |")
    print("|---|---|---|")
    with serve_folders(*build_sites()) as addresses:
        paths = ("", largest_policy().path, "statement/")
        for page in [f"{language}/{path}" for language in LANGUAGES for path in paths]:
            runs: dict[str, list[dict[str, int]]] = {address: [] for address in addresses}
            for _ in range(RUNS):
                for address in addresses:  # alternating, so that other load of the machine affects both
                    stock = address == addresses[1]  # whose English is at the root
                    runs[address].append(_page_scores(tool, address + (page.removeprefix("en/") if stock else page)))
            rows = [
                " / ".join(str(statistics.median(run[name] for run in runs[a])) for name in CATEGORIES)
                for a in addresses
            ]
            print(f"| `/{page}` | " + " | ".join(rows) + " |", flush=True)
    return 0


def _install_tool() -> Path:
    folder = ROOT / ".cache" / "lighthouse"
    if not (folder / "node_modules").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("bench.py: lighthouse needs node and npm: apt-get install npm")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--no-save", "--prefix", str(folder), PACKAGE], check=True, capture_output=True)
    return folder / "node_modules" / ".bin" / "lighthouse"


def _page_scores(tool: Path, address: str) -> dict[str, int]:
    flags = [
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(CATEGORIES)}",
    ]
    environment = {**os.environ, "CHROME_PATH": os.environ["BRIEFS_BROWSER"]}
    done = subprocess.run([tool, address, *flags], capture_output=True, text=True, check=True, env=environment)
    found = json.loads(done.stdout)["categories"]
    return {name: round(100 * found[name]["score"]) for name in CATEGORIES}
