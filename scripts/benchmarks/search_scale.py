"""Measure our search at a thousand and at ten thousand bilingual pages: building, loading and querying."""

import os
import shutil
import statistics
import time
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, sync_playwright

from benchmarks import synthetic
from benchmarks.baseline import ROOT, SCRATCH, serve_folders
from benchmarks.search import QUERIES, ndcg
from briefs.content.loader import load_data
from briefs.content.prose import load_prose
from briefs.outputs import minify
from briefs.outputs.context import BuildContext
from briefs.outputs.search import documents

SIZES = (1_000, 10_000)
WORDS = 500
EVERY = 9  # every ninth of the judged queries is used
# In the page itself instead of a worker, so that its memory can be measured.
ASK = """async ([root, queries]) => {
  const {SearchIndex} = await import(`${root}assets/search/index.js`);
  const {findPages, readPages} = await import(`${root}assets/search/rank.js`);
  const index = await SearchIndex.open("en");
  const answers = [];
  for (const query of queries) {
    const begin = performance.now();
    const pages = await readPages(index, await findPages(index, query), query, "en");
    answers.push([pages.map(({text}) => text.path), performance.now() - begin]);
  }
  gc(); // what is held, not what was thrown away
  return [answers, performance.memory.usedJSHeapSize];
}"""


def main() -> int:
    """Print a table, a row for each size. Return 0."""
    rows = [line.split("\t") for line in QUERIES.read_text("utf-8").splitlines()[1::EVERY]]
    print("| pages | index built, a page | files | fetched for a first result: median, most | ms a query: median, most "
          "| memory | nDCG@10 |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    for size in SIZES:
        site, seconds = _build_index(size)
        with serve_folders(site) as (root,), sync_playwright() as playwright:
            flags = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
            browser = playwright.chromium.launch(executable_path=os.environ["BRIEFS_BROWSER"], args=flags)
            fetched = [_fetched_bytes(browser, root, query) for _, query, _, _ in rows]
            answers, memory = _ask_queries(browser, root, [query for _, query, _, _ in rows])
            browser.close()
        times = [took for _, took in answers]
        found = [ndcg([path.strip("/") for path in paths], {path.strip("/") for path in row[3].split(",")})
                 for row, (paths, _) in zip(rows, answers, strict=True)]  # fmt: skip
        print(
            f"| {size:,} | {1000 * seconds / size:.1f} ms | {sum(1 for _ in site.rglob('*.json')):,} "
            f"| {statistics.median(fetched) / 1000:.0f}, {max(fetched) / 1000:.0f} KB "
            f"| {statistics.median(times):.0f}, {max(times):.0f} "
            f"| {memory / 1e6:.0f} MB | {statistics.mean(found):.2f} |",
            flush=True,
        )
    return 0


def _build_index(size: int) -> tuple[Path, float]:
    """Return the search's files for a number of made-up pages, and the seconds it took to write them."""
    root, site = SCRATCH.parent / f"scale-{size}", SCRATCH.parent / f"scale-{size}" / "site"
    synthetic.make_project(root / "project", size, WORDS)
    data, prose = load_data(root / "project"), load_prose(root / "project")
    shutil.rmtree(site, ignore_errors=True)
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><title>scale</title>", "utf-8")
    shutil.copytree(ROOT / "scripts" / "briefs" / "theme" / "assets" / "search", site / "assets" / "search")
    minify.shorten_assets(site)
    begin = time.perf_counter()
    documents.write_search(BuildContext(root, data, prose, site, data.site.address))
    return site, time.perf_counter() - begin


def _fetched_bytes(browser: Browser, root: str, query: str) -> int:
    """Return the bytes that a first query loads, including scripts, with Brotli."""
    page = browser.new_page()
    page.goto(root)
    bodies: list[bytes] = []
    page.on("response", lambda answer: bodies.append(answer.body()))
    page.evaluate(ASK, [root, [query]])
    page.wait_for_timeout(50)
    page.close()
    return sum(len(brotli.compress(body, quality=9)) for body in bodies)


def _ask_queries(browser: Browser, root: str, queries: list[str]) -> tuple[list[Any], int]:
    """Return each query's pages and milliseconds, loading included, one after the other in one page; and its memory."""
    page = browser.new_page()
    page.goto(root)
    answers, memory = page.evaluate(ASK, [root, queries])
    page.close()
    return answers, memory
