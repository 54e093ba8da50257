"""Run the tests: `python3 scripts/test.py [--all] [pytest's arguments]`, from nothing but Python."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import bootstrap
import python_version
import steps
from briefs.utils import console

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # PYTHONSAFEPATH would leave it out

python_version.check_version("test.py")

console.start_command()

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
MACOS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
IN_PARALLEL = ("--numprocesses", "auto", "--dist", "worksteal")
SHORT = ("-m", "not long")
NO_BROWSER = "no browser: install Chromium, Chrome or Edge, or name one in BROWSER_PATH"


def main(args: list[str]) -> int:
    """Run the tests; with --all the long ones too, with a minimum of branch coverage."""
    path = find_browser()
    if path is None:
        steps.exit_with_error(NO_BROWSER)
    os.environ["BRIEFS_BROWSER"] = str(path)
    rest = [arg for arg in args if arg != "--all"]
    if rest:
        return run_python("-m", "pytest", *([] if "--all" in args else SHORT), *rest)
    return run_covered() if "--all" in args else run_python("-m", "pytest", *IN_PARALLEL, *SHORT)


def run_covered() -> int:
    """Run all tests and measure branch coverage, in child processes too."""
    shutil.rmtree(bootstrap.ROOT / ".cache/coverage", ignore_errors=True)
    (bootstrap.ROOT / ".cache/coverage").mkdir(parents=True)
    return (
        run_python("-m", "coverage", "run", "-m", "pytest", *IN_PARALLEL)
        or run_python("-m", "coverage", "combine", "--quiet")
        or run_python("-m", "coverage", "report", "--fail-under=90")
    )


def run_python(*args: str) -> int:
    """Run this Python in the project's folder and return its exit code."""
    return steps.wait_for_command([sys.executable, *args], folder=bootstrap.ROOT)


def find_browser() -> Path | None:
    """Return a browser, installed if necessary; None if there is none. Browser tests are never skipped silently."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return Path(named) if browser_works(Path(named)) else None
    ways: tuple[Callable[[], None], ...] = (lambda: None, install_from_debian, install_from_playwright)
    for get in ways:
        get()
        found = next(filter(browser_works, browser_paths()), None)
        if found:
            return found
    return None


def browser_paths() -> Iterator[Path]:
    """Yield where browsers usually are: on the path, in the folders of each system, in Playwright's folder."""
    yield from (Path(found) for found in map(shutil.which, NAMES) if found)
    if sys.platform == "darwin":
        yield from (top / name for top in (Path("/Applications"), home_path("Applications")) for name in MACOS)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(variable):
            yield from (Path(os.environ[variable]) / name for name in WINDOWS)
    yield from playwright_paths()


def home_path(name: str) -> Path:
    """Return a path in the user's home folder."""
    return Path.home() / name


def playwright_paths() -> Iterator[Path]:
    """Yield the browser that Playwright would start, whether it exists or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def browser_works(path: Path) -> bool:
    """Return whether a browser starts: Ubuntu's chromium-browser may only refer to a snap."""
    if not path.is_file():
        return False
    if os.name == "nt":  # --version would open a window
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_from_debian() -> None:
    """Install the distribution's package with its libraries, if this user may."""
    if sys.platform == "win32" or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "chromium"]):
        subprocess.run(["apt-get", "-qq", *step], env=env, stdout=sys.stderr)


def install_from_playwright() -> None:
    """Install Playwright's own build, which needs no rights."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr)


if __name__ == "__main__":
    bootstrap.ensure_environment(HERE / "requirements-test.txt")
    sys.exit(console.run_command(lambda: main(sys.argv[1:])))
