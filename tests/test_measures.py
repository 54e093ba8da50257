"""The benchmarks measure what they claim, and print the tables of scripts/benchmarks/README.md."""

import json
import os
import stat
import sys
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

import bench
from benchmarks import access, baseline, build, documents, lighthouse, search, search_scale
from conftest import make_small


def rows(printed: str) -> list[list[str]]:
    """Return the cells of a Markdown table's rows, without its head."""
    lines = [line for line in printed.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def script(file: Path, text: str) -> Path:
    file.write_text(f"#!{sys.executable}\n{text}", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def apart(measure: Callable[[], int]) -> int:
    """Run in a separate thread: one thread cannot drive two browsers (Playwright), and the tests have theirs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(measure).result()


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["search", "1000"], ["build", "many"]])
def test_a_wrong_call_names_the_measurements(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith("usage: bench.py build") and "|search|search-scale" in told


def test_a_build_is_measured_with_all_its_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "ASIDE", tmp_path / "aside")
    out = tmp_path / "out"
    out.mkdir()
    (out / "old").write_text("from before")
    held = "import time; held = bytearray(60_000_000); time.sleep(3)"
    code = f"""import pathlib, subprocess, sys
folder = pathlib.Path("out/inner"); folder.mkdir(parents=True)
(folder / "new").write_text("ten bytes.")
subprocess.run([sys.executable, "-c", {held!r}])"""
    found = build._measure_build([sys.executable, "-c", code], tmp_path, out)
    assert found["written"] == 10 and 3 < found["seconds"] < 60
    assert 60_000_000 < found["peak"] < 400_000_000
    assert [file.name for file in (tmp_path / "aside").rglob("*") if file.is_file()] == ["old"]


def test_a_build_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="failed"):
        build._measure_build([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, tmp_path / "out")


def test_a_table_gives_medians_and_ratios() -> None:
    runs = {"ours": (2.0, 9.0, 4.0), "hugo": (1.0, 1.0, 7.0)}
    found = {
        f"100 {name} {run}": {"seconds": seconds, "peak": 5e6, "written": 3e6}
        for name, times in runs.items()
        for run, seconds in enumerate(times)
    }
    told = rows("\n".join(build.markdown_table(found)))
    assert told == [["100", "ours", "4.0", "5 MB", "3 MB", "1.00"], ["100", "hugo", "1.0", "5 MB", "3 MB", "0.25"]]


@pytest.mark.long
def test_builds_are_measured_beside_their_peers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"SCRATCH": tmp_path, "ASIDE": tmp_path / "aside", "RUNS": 1}.items():
        monkeypatch.setattr(build, name, value)
    assert build.main(["20"]) == 0
    told = capsys.readouterr().out
    assert {row[1] for row in rows(told)} >= {"ours", "stock"} and "An edit of the real data shows in" in told
    assert build.main(["20"]) == 0  # once more, from what was kept
    assert rows(capsys.readouterr().out) == rows(told)


@pytest.mark.long
def test_documents_are_made_from_nothing_and_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(documents, "ROOT", make_small(tmp_path / "project"))
    monkeypatch.setattr(documents, "RUNS", 1)
    assert documents.main() == 0
    everything, changed, nothing = (int(row[1]) for row in rows(capsys.readouterr().out))
    assert everything > changed > nothing == 0


def test_what_the_tests_of_access_found_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(access, "ROOT", tmp_path)
    monkeypatch.setattr(access, "RECORDS", tmp_path / "records")
    record = {"check": "axe", "tool": "axe-core 4"}
    code = f"""import json, os, pathlib
for number, found in enumerate((["b", "a"], ["a"])):
    file = pathlib.Path(os.environ["BRIEFS_RECORDS"]) / f"{{number}}.json"
    file.write_text(json.dumps({{**{record!r}, "found": found}}))
raise SystemExit(1)"""
    monkeypatch.setattr(sys, "executable", str(script(tmp_path / "python", code)))
    assert access.main() == 1
    (entry,) = yaml.safe_load((tmp_path / "data" / "accessibility.yml").read_text("utf-8"))["checks"]
    assert (entry["check"], entry["tool"], entry["found"]) == ("axe", "axe-core 4", ["a", "b"])


def test_a_run_that_tested_nothing_leaves_what_was_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(access, "ROOT", tmp_path)
    monkeypatch.setattr(access, "RECORDS", tmp_path / "records")
    monkeypatch.setattr(sys, "executable", str(script(tmp_path / "python", "raise SystemExit(2)")))
    assert access.main() == 2
    assert "stays as it was" in capsys.readouterr().err and not (tmp_path / "data").exists()


def test_scores_are_the_medians_of_both_sites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = f"""import json, pathlib, sys
if "install" in sys.argv:
    folder = pathlib.Path(sys.argv[sys.argv.index("--prefix") + 1]) / "node_modules" / ".bin"
    folder.mkdir(parents=True)
    (folder / "lighthouse").write_bytes(pathlib.Path(__file__).read_bytes())
    (folder / "lighthouse").chmod(0o755)
else:
    score = 1 if "/en/" in sys.argv[1] or "/ko/" in sys.argv[1] else 0.5
    print(json.dumps({{"categories": {{name: {{"score": score}} for name in {lighthouse.CATEGORIES!r}}}}}))"""
    (tmp_path / "bin").mkdir()
    script(tmp_path / "bin" / "npm", tool)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(lighthouse, "ROOT", tmp_path)
    monkeypatch.setattr(lighthouse, "RUNS", 1)
    monkeypatch.setattr(lighthouse, "built_sites", lambda: (tmp_path, tmp_path))
    assert lighthouse.main() == 0
    told = rows(capsys.readouterr().out)
    assert len(told) == len(lighthouse.PAGES) and told[0] == ["`/en/`", " / ".join(["100"] * 4), " / ".join(["50"] * 4)]


def test_a_host_sends_pages_compressed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>page</p>" * 100, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"picture")
    with baseline.serve_folders(tmp_path) as (address,):
        with urllib.request.urlopen(address) as answer:
            assert answer.headers["Content-Encoding"] == "br" and len(answer.read()) < 100
        with urllib.request.urlopen(f"{address}picture.png") as answer:
            assert answer.read() == b"picture"


def test_quality_counts_the_first_ten_and_names_the_worst_kind() -> None:
    assert search.ndcg(["a", "b"], {"a"}) == 1.0
    assert search.ndcg(["b", "a", "a"], {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert search.ndcg([], {"a"}) == 0.0 and search.ndcg([*map(str, range(10)), "a"], {"a"}) == 0.0
    queries = [["typo", "a", "en", "policies/a/"], ["plain", "b", "ko", "glossary/#b"]]
    answers: list[Any] = [[["en/policies/b/"], 2.0], [["ko/glossary/"], 4.0]]
    assert rows("|\n|\n" + search._table_row("x", queries, answers, 1500)) == [
        ["x", "0.50", "0.00 (typo)", "3.0", "1.5 KB"]
    ]


@pytest.mark.long
def test_searches_are_compared_over_the_same_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.tsv"
    judged = search.QUERIES.read_text("utf-8").splitlines()
    queries.write_text("\n".join(judged[:1] + judged[1::40]), "utf-8")
    monkeypatch.setattr(search, "QUERIES", queries)
    monkeypatch.setattr(search, "_build_pagefind", lambda site: _stand_in(site))
    assert apart(search.main) == 0
    ours, material, stand_in = rows(capsys.readouterr().out)
    assert float(ours[1]) > 0.9 > float(material[1]) and float(stand_in[1]) == 0.0


def _stand_in(site: Path) -> None:
    """Replace Pagefind, which would have to be installed, by a search that finds nothing."""
    (site / "pagefind").mkdir()
    (site / "pagefind" / "pagefind.js").write_text("export const search = async () => ({results: []});", "utf-8")


@pytest.mark.long
def test_the_search_is_measured_at_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"SIZES": (30,), "EVERY": 60, "SCRATCH": tmp_path / "scratch"}.items():
        monkeypatch.setattr(search_scale, name, value)
    assert apart(search_scale.main) == 0
    ((size, *_, memory, quality),) = rows(capsys.readouterr().out)
    assert size == "30" and float(quality) > 0.9 and json.loads(memory.split()[0]) > 1
