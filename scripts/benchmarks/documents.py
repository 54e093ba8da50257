"""Measure how long documents take: all from nothing, after one policy has changed, and with nothing changed."""

import os
import shutil
import statistics
import time
from dataclasses import replace

from benchmarks.baseline import ROOT

RUNS = 3


def main() -> int:
    """Print one row for each case: files made, seconds (median of the runs, and the best). Return 0."""
    from briefs import build
    from briefs.documents import generator

    data, _ = build.read_content(ROOT)
    first = next(iter(data.policies.values()))
    other = first.model_copy(update={"summary": first.title})
    changed = replace(data, policies={**data.policies, first.id: other})
    folder = ROOT / ".cache" / "documents-measured"
    seconds: dict[str, list[float]] = {"all, from nothing": [], "one policy changed": [], "nothing changed": []}
    made = dict.fromkeys(seconds, 0)
    for _run in range(RUNS):
        shutil.rmtree(folder, ignore_errors=True)
        for case, what in zip(seconds, (data, changed, changed), strict=True):
            before = set(folder.iterdir()) if folder.exists() else set()
            begin = time.perf_counter()
            generator.generate_documents(what, "https://briefs.example/", folder, set())
            seconds[case].append(time.perf_counter() - begin)
            made[case] = len(set(folder.iterdir()) - before)
    print(f"{os.cpu_count()} cores, {RUNS} runs")
    print("| case | files made | seconds (median) | best |\n|---|---|---|---|")
    for case, times in seconds.items():
        print(f"| {case} | {made[case]} | {statistics.median(times):.1f} | {min(times):.1f} |")
    return 0
