"""The command line, called as a user calls it."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

BUILD = str(ROOT / "scripts" / "build.py")


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, BUILD, "--root", str(root), *arguments]
    plain = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    return subprocess.run(command, capture_output=True, text=True, env=plain | environment, timeout=120)


def spoil(root: Path) -> None:
    file = root / "data" / "policies" / "quota.yml"
    file.write_text(file.read_text("utf-8").replace("theme: pathways", "theme: nowhere"), "utf-8")
