"""Run the tests: `python3 scripts/test.py [--all] [arguments of pytest]`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # PYTHONSAFEPATH would leave it out

import python_version

python_version.check_version("test.py")

from briefs.utils import console

console.start_command()

import os
import shutil

import bootstrap
import steps

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy", "--strict"),
)
PARALLEL = ("--numprocesses", "auto", "--dist", "worksteal")
SHORT = ("-m", "not long")
NO_BROWSER = "no browser: install Chromium, Chrome or Edge, or name one in BROWSER_PATH"


def main(args: list[str]) -> int:
    """Run lint, format, types and the tests, with --all the long ones too; or what the arguments name, by pytest."""
    os.environ["BRIEFS_BROWSER"] = find_browser() or steps.exit_with_error(NO_BROWSER)
    selected = [arg for arg in args if arg != "--all"]
    marks = () if "--all" in args else SHORT
    if selected:
        return run_python("-m", "pytest", *marks, *selected)
    failed = [check for check in CHECKS if run_python("-m", *check)]
    return run_python("-m", "pytest", *PARALLEL, *marks) or bool(failed)


def run_python(*args: str) -> int:
    """Run this Python in the project's folder and return its exit code; Ctrl-C is left to the command."""
    return steps.wait_for_command([sys.executable, *args], folder=bootstrap.ROOT)


def find_browser() -> str | None:
    """Return the path of a browser: the one that BROWSER_PATH names, else one on the search path."""
    return next(filter(None, map(shutil.which, [os.environ.get("BROWSER_PATH") or "", *BROWSERS])), None)


if __name__ == "__main__":
    bootstrap.ensure_environment(HERE / "requirements-test.txt")
    sys.exit(console.run_command(lambda: main(sys.argv[1:])))
