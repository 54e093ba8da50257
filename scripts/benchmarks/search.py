"""Compare our search with Material's and Pagefind: the same pages and judged queries, in one run, in a browser."""

import math
import os
import shutil
import statistics
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import brotli
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.baseline import ROOT, SCRATCH, build_sites, largest_policy, serve_folders
from briefs import LANGUAGES

PAGEFIND = "pagefind@1.6.0"
QUERIES = ROOT / "tests" / "search" / "real.tsv"
JUDGED = ("questions", "out-of-scope")
OURS = """async ([root, rows]) => {
  const worker = new Worker(`${root}assets/search/worker.js`, {type: "module"});
  const ask = (id, query, lang) => new Promise((done) => {
    worker.onmessage = ({data}) => data.isReady && done(data.results.map(({path}) => `${lang}/${path}`));
    worker.postMessage({id, query, lang, chosen: []});
  });
  await ask(-1, "warm", "en");
  const answers = [];
  for (const [number, [, query, lang]] of rows.entries()) {
    const begin = performance.now();
    answers.push([await ask(number, query, lang), performance.now() - begin]);
  }
  return answers;
}"""
STOCK = """async ([root, rows]) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const index = await (await fetch(`${root}search/search_index.json`)).json();
  const worker = new Worker(new URL(config.search, location.href));
  const say = (message, wanted) => new Promise((done) => {
    worker.onmessage = ({data}) => { if (data.type === wanted) done(data.data); };
    worker.postMessage(message);
  });
  await say({type: 0, data: {...index, options: {suggest: false}}}, 1);
  const answers = [];
  for (const [, query] of rows) {
    const begin = performance.now();
    const {items} = await say({type: 2, data: query.split(/\\s+/).map((word) => `${word}*`).join(" ")}, 3);
    answers.push([items.map(([page]) => page.location), performance.now() - begin]);
  }
  return answers;
}"""
BOX = """async (letters) => {
  const box = document.querySelector("form.search input");
  const said = document.querySelector("form.search [role=status]"); // told anew with every answer
  const shown = () => new Promise((done) => new MutationObserver((_, seen) => { seen.disconnect(); done(); })
    .observe(said, {childList: true}));
  const type = async (text) => {
    const begin = performance.now();
    const answer = shown();
    box.value = text;
    box.dispatchEvent(new Event("input", {bubbles: true}));
    await answer;
    return performance.now() - begin;
  };
  const begin = performance.now();
  const first = shown();
  box.value = letters.slice(0, 3); // fewer may find nothing, and are then not told of
  box.focus();
  await first;
  const ready = performance.now() - begin;
  const times = [];
  for (let end = 3; end <= letters.length; end += 1) times.push(await type(letters.slice(0, end)));
  return [ready, times];
}"""
PAGES = """async ([root, rows]) => {
  const {search} = await import(`${root}pagefind/pagefind.js`);
  await search("warm");
  const answers = [];
  for (const [, query] of rows) {
    const begin = performance.now();
    const {results} = await search(query);
    const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    answers.push([pages.map(({url}) => url.replace(/^\\//, "")), performance.now() - begin]);
  }
  return answers;
}"""


def main() -> int:
    """Print a table: quality, worst kind of query, time and transfer of each search. Return 0."""
    ours, stock = build_sites()
    _build_pagefind(ours)
    rows = [line.split("\t") for line in QUERIES.read_text("utf-8").splitlines()[1:]]
    print("| search | nDCG@10 | worst kind of query | median ms | fetched for the first result |")
    print("|---|---|---|---|---|")
    worker = next((ours / "assets" / "search").glob("worker.*.js")).name
    with serve_folders(ours, stock) as (here, there), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["BRIEFS_BROWSER"], args=["--no-sandbox"])
        for name, root, start, script in (
            ("this site", here, f"{here}en/", OURS.replace("worker.js", worker)),
            ("Material (lunr)", there, there, STOCK),
            ("Pagefind", here, f"{here}en/", PAGES),
        ):
            page = browser.new_page()
            fetched = _fetched_bytes(page, start, root, script, rows)
            answers = page.evaluate(script, [root, rows])
            print(_table_row(name, rows, answers, fetched), flush=True)
            page.close()
        print(_measure_box(browser, here))
        for line in judge_questions(browser, here, worker):
            print(line)
        browser.close()
    return 0


def judge_questions(browser: Browser, root: str, worker: str) -> list[str]:
    """Return how many questions are answered rightly, and how many queries that the site does not cover are told so."""
    page = browser.new_page()
    page.goto(f"{root}en/")
    script = OURS.replace("worker.js", worker).replace("data.results.map(({path}) => `${lang}/${path}`)", "data")
    sets = {name: yaml.safe_load((QUERIES.parent / f"{name}.yml").read_text("utf-8")) for name in JUDGED}
    found = {
        name: [answer for answer, _ in page.evaluate(script, [root, [["", r["query"], r["language"]] for r in rows]])]
        for name, rows in sets.items()
    }
    page.close()
    pairs = list(zip(sets["questions"], (one["answer"] for one in found["questions"]), strict=True))
    shown = [(row, answer) for row, answer in pairs if answer]
    right = sum(is_right(row, answer) for row, answer in shown)
    answerable = sum(1 for row, _ in pairs if row["answer"])
    outside = found["out-of-scope"]
    return [
        f"Questions: {len(pairs)}; of {len(shown)} answers shown {right / len(shown):.3f} are right; "
        f"of {answerable} that the data can answer {right / answerable:.3f} are answered.",
        f"Outside the scope: {len(outside)}; told so {sum(one['isOutside'] for one in outside) / len(outside):.3f}; "
        f"answered {sum(bool(one['answer']) for one in outside)}.",
    ]


def is_right(row: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Return whether an answer is one that the judge expects, at a place that the judge names."""

    def as_list(value: Any) -> list[str]:
        return [str(one) for one in (value if isinstance(value, list) else [value])]

    place = f"{answer['path'].removeprefix('policies/').strip('/')}#{answer['at']}"
    shown = f"{answer.get('value') or answer['text']}".replace(" ", "")
    return place in as_list(row["place"]) and any(one.replace(" ", "") in shown for one in as_list(row["answer"]))


def _measure_box(browser: Browser, root: str) -> str:
    """Return how fast the box of a policy's page answers: the first letter with nothing loaded before, then each
    letter.
    """
    first, later, policy = [], [], largest_policy()
    for language in LANGUAGES * 5:
        page = browser.new_page()
        page.goto(f"{root}{language}/{policy.path}", wait_until="networkidle")
        ready, times = page.evaluate(BOX, policy.title[language])
        first.append(ready)
        later += times
        page.close()
    return (
        f"In the box, from focus to the first results: {statistics.median(first):.0f} ms (median of {len(first)}, "
        f"most {max(first):.0f}); a keystroke: {statistics.median(later):.0f} ms (median of {len(later)})."
    )


def _fetched_bytes(page: Page, start: str, root: str, script: str, rows: list[list[str]]) -> int:
    """Return the bytes that the first query loads beyond the page itself, with Brotli."""
    page.goto(start, wait_until="networkidle")
    bodies: list[bytes] = []
    page.context.on("response", lambda answer: bodies.append(answer.body()))
    page.evaluate(script, [root, rows[:1]])
    page.wait_for_timeout(500)
    return sum(len(brotli.compress(body)) for body in bodies)


def _table_row(name: str, rows: list[list[str]], answers: list[Any], fetched: int) -> str:
    kinds = defaultdict(list)
    for (kind, _, language, wanted), (found, _) in zip(rows, answers, strict=True):
        right = {_page_path(f"{language}/{path}") for path in wanted.split(",")}
        kinds[kind].append(ndcg([_page_path(path) for path in found], right))
    worst = min(kinds, key=lambda kind: statistics.mean(kinds[kind]))
    overall = statistics.mean(score for scores in kinds.values() for score in scores)
    times = statistics.median(time for _, time in answers)
    low = statistics.mean(kinds[worst])
    return f"| {name} | {overall:.2f} | {low:.2f} ({worst}) | {times:.1f} | {fetched / 1000:.1f} KB |"


def _page_path(address: str) -> str:
    return address.removeprefix("en/").split("#")[0].strip("/")


def ndcg(found: list[str], wanted: set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first ten, with equal value of each wanted page (Järvelin
    2002).
    """
    gain = sum(1 / math.log2(rank + 2) for rank, path in enumerate(dict.fromkeys(found[:10])) if path in wanted)
    return gain / sum(1 / math.log2(rank + 2) for rank in range(min(10, len(wanted))))


def _build_pagefind(site: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("bench.py: Pagefind needs node and npm: apt-get install npm")
    folder = SCRATCH.parent / "pagefind"
    if not (folder / "node_modules").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [npm, "install", "--no-save", "--prefix", str(folder), PAGEFIND], check=True, capture_output=True
        )
    tool = folder / "node_modules" / ".bin" / "pagefind"
    subprocess.run([tool, "--site", str(site)], check=True, capture_output=True, text=True)
