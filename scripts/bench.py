"""Run a benchmark: `python3 scripts/bench.py <name>`; each says what it measures and writes."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # PYTHONSAFEPATH would leave it out

import python_version

python_version.check_version("bench.py")

from briefs.utils import console

console.start_command()

import os

import bootstrap
import steps


def main(arguments: list[str]) -> int:
    """Run one benchmark and return the exit code: 0, or 2 for wrong arguments."""
    from benchmarks import access, build, documents, drafts, gates, lighthouse, search, search_scale
    from test import find_browser

    benchmarks = {
        "access": access.main,
        "documents": documents.main,
        "edits": build.measure_edits,
        "lighthouse": lighthouse.main,
        "search": search.main,
        "search-scale": search_scale.main,
    }
    name, *rest = arguments or [""]
    if name == "build" and all(size.isdecimal() for size in rest):
        return build.main(rest)
    if name == "drafts" and not rest:
        return drafts.main()
    if name == "gates" and not rest:
        return gates.main()
    if name not in benchmarks or rest:
        print(f"usage: bench.py build [policies ...]|drafts|gates|{'|'.join(benchmarks)}", file=sys.stderr)
        return 2
    os.environ["BRIEFS_BROWSER"] = str(find_browser() or steps.exit_with_error("no browser: install Chromium"))
    return benchmarks[name]()


if __name__ == "__main__":
    bootstrap.ensure_environment(HERE / "requirements-test.txt")
    sys.exit(console.run_command(lambda: main(sys.argv[1:])))
