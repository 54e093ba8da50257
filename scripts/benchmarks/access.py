"""Run the accessibility tests and record their results for the accessibility page."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / ".cache" / "accessibility"
TESTS = ("tests/browser/test_accessibility.py", "tests/render/test_html.py")
HEAD = (
    "# yaml-language-server: $schema=schemas/accessibility.json\n# Written by scripts/bench.py access; not by hand.\n"
)


def main() -> int:
    """Run the accessibility tests and record them. Return 0, or pytest's exit code if something else failed."""
    shutil.rmtree(RECORDS, ignore_errors=True)
    RECORDS.mkdir(parents=True)
    environment = {**os.environ, "BRIEFS_RECORDS": str(RECORDS)}
    code = subprocess.run([sys.executable, "-m", "pytest", "-q", *TESTS], cwd=ROOT, env=environment).returncode
    records = [json.loads(file.read_text("utf-8")) for file in sorted(RECORDS.iterdir())]
    if not records:
        print("no test was run; data/accessibility.yml stays as it was", file=sys.stderr)
        return code or 1
    text = yaml.safe_dump({"checks": accessibility_checks(records)}, allow_unicode=True, sort_keys=False, width=110)
    (ROOT / "data" / "accessibility.yml").write_text(HEAD + text, "utf-8", newline="\n")
    print(f"{len(records)} records in data/accessibility.yml")
    return code


def accessibility_checks(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one entry for each kind of check: tool and version, day, and everything found."""
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        entry = found.setdefault(
            record["check"],
            {
                "check": record["check"],
                "tool": record["tool"],
                "date": date.today().isoformat(),
                "found": [],
            },
        )
        entry["found"] = sorted({*entry["found"], *record["found"]})
    return list(found.values())
