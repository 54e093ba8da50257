"""Measure builds of made-up projects: this one, the stock stack and Hugo, alternating in one run.

The stock stack (MkDocs, Material, static-i18n, default settings) gets the Markdown that our build wrote; Hugo gets the
same pages in the frame of ours. Results are stored, so that an interrupted run can be continued.
"""

import itertools
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import synthetic
from benchmarks.baseline import CONFIG, ROOT
from briefs import LANGUAGES

SCRATCH = ROOT / ".cache" / "bench-build"
ASIDE = SCRATCH / "aside"
"""Where earlier outputs stay until the end: Linux's ext4 is slow to reuse inodes that were freed minutes ago."""
SIZES, MOST_STOCK, RUNS = (100, 1_000, 3_000, 10_000), 1_000, 3
HUGO = """baseURL = "https://briefs.example/"
disableKinds = ["taxonomy", "term", "RSS"]
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
[languages.en]
contentDir = "content/en"
[languages.ko]
contentDir = "content/ko"
"""
THEME = "scripts/briefs/theme/assets/styles/tokens.css"
TEMPLATE = "scripts/briefs/templates/pages/policy.jinja"
POLICY = min(file.stem for file in (ROOT / "data" / "policies").glob("*.yml"))
"""The policy that is edited: the first."""
EDITS = {
    "data": (f"data/policies/{POLICY}.yml", f"en/policies/{POLICY}/", "title: {en: ", "title: {en: MARK "),
    "prose": ("docs/about.en.md", "en/about/", "It does not belong", "It does not belong, MARK,"),
    "template": (TEMPLATE, f"en/policies/{POLICY}/", "</h1>", "</h1><p>MARK</p>"),
    "style": (THEME, "en/about/", "/* Colours,", "body { --MARK: 0; font-family: MARK }\n/* Colours,"),
}
"""The edits: a file, a page that shows it, the old text and the new one."""
FIELDS = ("seconds", "peak", "written")


def main(arguments: list[str]) -> int:
    """Measure at each size (in policies; all of SIZES by default) and print the table. Return 0."""
    results = SCRATCH / f"{_current_commit()}.json"
    found: dict[str, dict[str, float]] = json.loads(results.read_text("utf-8")) if results.exists() else {}
    for size in map(int, arguments or SIZES):
        for run in range(RUNS):
            for name, build in _site_builders(size).items():
                key = f"{size} {name} {run}"
                if key not in found:
                    found[key] = build()
                    print(key, found[key], file=sys.stderr, flush=True)
                    results.write_text(json.dumps(found), "utf-8")
    print("\n".join(markdown_table(found)))
    return measure_edits()


def measure_edits() -> int:
    """Measure how soon a preview shows an edit. Return 0."""
    found = _edit_times()
    median = statistics.median(itertools.chain.from_iterable(found.values()))
    kinds = ", ".join(f"{kind} {statistics.median(times):.1f}" for kind, times in found.items())
    print(f"An edit of the real data shows in {median:.1f} s under `serve` (median of 10; {kinds}).")
    shutil.rmtree(ASIDE, ignore_errors=True)
    return 0


def markdown_table(found: dict[str, dict[str, float]]) -> list[str]:
    """Return the medians as a Markdown table; the last column divides the others' times by ours."""
    lines = [
        "| policies | builder | seconds | peak memory | bytes written | seconds : ours |",
        "|---|---|---|---|---|---|",
    ]
    cases = dict.fromkeys(tuple(key.rsplit(" ", 1)[0].split(" ")) for key in found)
    for size, name in cases:
        runs = [values for key, values in found.items() if key.startswith(f"{size} {name} ")]
        ours = [values["seconds"] for key, values in found.items() if key.startswith(f"{size} ours ")]
        seconds, peak, written = (statistics.median(run[field] for run in runs) for field in FIELDS)
        ratio = seconds / statistics.median(ours)
        row = f"{seconds:.1f} | {peak / 1e6:.0f} MB | {written / 1e6:.0f} MB | {ratio:.2f}"
        lines.append(f"| {int(size):,} | {name} | {row} |")
    return lines


def _current_commit() -> str:
    SCRATCH.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()


def _site_builders(size: int) -> dict[str, Callable[[], dict[str, float]]]:
    """Return the builders of a project of this size, by name; the first makes what the others read."""
    root = SCRATCH / str(size)
    made = root / f"made-{_current_commit()}"
    if not made.exists():
        _put_aside(root)
        print(f"making {size} policies", file=sys.stderr, flush=True)
        synthetic.make_project(root / "ours", size)
        _build_ours(root)
        _lay_stock(root)
        _lay_hugo(root)
        made.touch()
    builders = {"ours": lambda: _build_ours(root)}
    if size <= MOST_STOCK:
        command = [sys.executable, "-m", "mkdocs", "-q", "build"]
        builders["stock"] = lambda: _measure_build(command, root / "stock", root / "stock" / "site")
    if shutil.which("hugo"):
        builders["hugo"] = lambda: _measure_build(["hugo", "--quiet"], root / "hugo", root / "hugo" / "public")
    return builders


def _build_ours(root: Path) -> dict[str, float]:
    """Build without generated pages and without the cache of an earlier build."""
    project = root / "ours"
    _put_aside(project / "docs")
    synthetic.copy_frame(project)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(project), "build", "--no-documents"]
    return _measure_build(command, project, project / "site")


def _lay_stock(root: Path) -> None:
    ignored = shutil.ignore_patterns("*.xx.md", ".written", ".gitignore")
    shutil.copytree(root / "ours" / "docs", root / "stock" / "docs", ignore=ignored, dirs_exist_ok=True)
    (root / "stock" / "mkdocs.yml").write_text(CONFIG.format(site="site"), "utf-8")


def _lay_hugo(root: Path) -> None:
    """Write each page as Hugo's content, and the frame of one of our pages as its template."""
    for file in (root / "ours" / "docs").rglob("*.??.md"):
        language = file.name.split(".")[-2]
        if language in LANGUAGES:
            folder = root / "hugo" / "content" / language / file.parent.relative_to(root / "ours" / "docs")
            folder.mkdir(parents=True, exist_ok=True)
            name = file.name.split(".")[0].replace("index", "_index") + ".html"
            (folder / name).write_text(file.read_text("utf-8"), "utf-8")
    page = (root / "ours" / "site" / "en" / "policies" / POLICY / "index.html").read_text("utf-8")
    before, rest = page.split("<main", 1)
    layout = f"{before}<main>{{{{ .Content }}}}</main>{rest.split('</main>', 1)[1]}"
    layouts = root / "hugo" / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    for name in ("single", "list"):
        (layouts / f"{name}.html").write_text(layout, "utf-8")
    (root / "hugo" / "config.toml").write_text(HUGO, "utf-8")


def _measure_build(command: list[str], folder: Path, out: Path) -> dict[str, float]:
    """Run a build into an empty `out`: wall time, highest memory of all its processes, bytes written."""
    _put_aside(out)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://briefs.example/"}
    begin = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        peaks: list[int] = [0]
        watch = threading.Thread(target=_watch_memory, args=(process, peaks))
        watch.start()
        code = process.wait()
        seconds = time.monotonic() - begin
        watch.join()
    if code:
        raise SystemExit(f"bench.py: {' '.join(command)} failed in {folder}")
    written = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    return {"seconds": seconds, "peak": float(max(peaks)), "written": float(written)}


def _put_aside(folder: Path) -> None:
    if folder.exists():
        ASIDE.mkdir(exist_ok=True)
        folder.rename(ASIDE / uuid.uuid4().hex)


def _watch_memory(process: "subprocess.Popen[Any]", peaks: list[int]) -> None:
    """Measure memory for a twentieth of the time, but at least once a second: measuring takes a core's time and stops
    the measured processes.
    """
    while process.poll() is None:
        begin = time.monotonic()
        peaks.append(sum(map(_process_memory, _session_processes(process.pid))))
        time.sleep(min(1.0, max(0.1, 20 * (time.monotonic() - begin))))


def _session_processes(leader: int) -> list[Path]:
    """Return the processes of a command, itself included (proc(5), stat: the sixth field is the session)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3]) == leader:
                found.append(folder)
        except OSError:
            continue  # it has ended
    return found


def _process_memory(folder: Path) -> int:
    """Return the memory of a process in bytes, with shared memory divided among the processes (PSS)."""
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _edit_times(count: int = 10) -> dict[str, list[float]]:
    """Return the seconds from saving an edit of the real data until `serve` shows it, by edited file, `count` in
    all.
    """
    root, port = SCRATCH / "serve", _free_port()
    _put_aside(root)
    synthetic.make_project(root, 0)
    (root / "scripts").unlink()  # a copy, since templates and styles are edited too
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, str(root / "scripts" / "build.py"), "serve", "--port", str(port)]
    seconds: dict[str, list[float]] = {kind: [] for kind in EDITS}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for number in range(count):
                kind = list(EDITS)[number % len(EDITS)]
                seconds[kind].append(_measure_edit(root, f"http://127.0.0.1:{port}/", kind, "anew" + "x" * number))
        finally:
            server.terminate()
    return seconds


def _measure_edit(root: Path, address: str, kind: str, mark: str) -> float:
    """Write a new word into a file of this kind; return the seconds until its page changes."""
    name, page, before, after = EDITS[kind]
    file, shown = root / name, _visible_page(address + page)
    time.sleep(2)  # a writer looks at the page before going on
    text = file.read_text("utf-8")
    edited = text.replace(before, after.replace("MARK", mark), 1)
    if edited == text:
        raise SystemExit(f"bench.py: nothing to edit in {name}: {before}")
    begin = time.monotonic()
    file.write_text(edited, "utf-8")
    while (now := _visible_page(address + page)) == shown:
        time.sleep(0.02)
    seconds = time.monotonic() - begin
    if 'id="problems"' in now:
        raise SystemExit(f"bench.py: the edit of {name} was refused, not shown")
    return seconds


def _visible_page(address: str) -> str:
    """Return a page of the preview, without the numbers that MkDocs puts into its script at each request."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return re.sub(r"livereload\([0-9, ]+\)", "", answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.02)  # not there yet


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
