"""Prepare the environment: `.venv` with the locked packages, from nothing but Python.

The entry points call this first. So only the standard library may be imported here, and modules that import nothing
else. An interpreter that has every locked package is used as it is; any other one makes `.venv` beside pyproject.toml
once and runs the same command in it.
"""

import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pip_settings
from briefs.utils import console
from briefs.utils.lock import file_lock
from briefs.utils.signals import block_signals
from steps import exit_with_error, run_step, wait_for_command

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# The stamp's content until everything is installed, so that the next run detects a run that was killed.
UNFINISHED = "unfinished\n"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;([^\\]*))?", re.MULTILINE)


# Environment variables by which Python would import packages from outside `.venv`.
ELSEWHERE = ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE")


def ensure_environment(lock: Path) -> None:
    """Return in an interpreter that has every package of `lock`, or end the command."""
    try:
        prepare_environment(lock)
    except OSError as error:
        exit_with_error(f"cannot prepare {VENV.name}: {error}")


def prepare_environment(lock: Path) -> None:
    """Prepare this interpreter, or run the command in a prepared one. Raises OSError."""
    if is_prepared(lock):
        return
    if not in_own_venv():
        if not is_stamped(lock):
            with file_lock(VENV.with_name(f"{VENV.name}-lock"), f"waiting for another run to prepare {VENV.name}"):
                if not is_stamped(lock):
                    make_venv(lock)
        rerun_in_venv()
    if any(name in os.environ for name in ELSEWHERE):
        rerun_in_venv()
    if stamp_path().exists() and stamped_as() == UNFINISHED:
        exit_with_error(f"{VENV.name} is incomplete: run this with the Python outside it, which makes it again")
    install_lock(lock)
    importlib.invalidate_caches()
    if not is_prepared(lock):
        exit_with_error(f"{VENV.name} still lacks what {lock.name} pins: delete it and run this again")


def is_prepared(lock: Path) -> bool:
    """Return whether this interpreter can be used as it is."""
    return (is_stamped(lock) or not in_own_venv()) and all(has_pin(*pin) for pin in read_pins(lock))


def in_own_venv() -> bool:
    """Return whether this interpreter is that of the project's `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def read_pins(lock: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, version and marker of every package in the lock file."""
    for name, version, marker in PIN.findall(lock.read_text(encoding="utf-8")):
        yield name, version, marker.strip()


def has_pin(name: str, version: str, marker: str) -> bool:
    """Return whether a package is installed in the locked version, or not meant for this machine."""
    try:
        return metadata.version(name) == version
    except metadata.PackageNotFoundError:
        return bool(marker) and not marker_applies(marker)


def marker_applies(marker: str) -> bool:
    """Return whether a marker applies to this machine; true without `packaging`, which every lock file contains."""
    try:
        from packaging.markers import Marker
    except ImportError:
        return True
    return Marker(marker).evaluate()


def stamp_path() -> Path:
    """Return the file in `.venv` with the hashes of the lock files that are installed."""
    return VENV / "locks.sha256"


def stamped_as() -> str:
    """Return the content of the stamp."""
    return stamp_path().read_text(encoding="utf-8", errors="replace")


def lock_hash(lock: Path) -> str:
    """Return a hash of the lock file that does not depend on line endings, which Git may change."""
    return hashlib.sha256(lock.read_text(encoding="utf-8").encode()).hexdigest()


def is_stamped(lock: Path) -> bool:
    """Return whether `.venv` was completed with exactly this lock file."""
    return venv_python().exists() and stamp_path().exists() and lock_hash(lock) in stamped_as().split()


def venv_python() -> Path:
    """Return the interpreter of `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv(lock: Path) -> None:
    """Make `.venv` anew, in whatever state it is, and install the lock file."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        exit_with_error(f"this Python lacks {' and '.join(missing)}: install it (on Debian and Ubuntu: python3-venv)")
    if not console.Settings.quiet:
        console.write_notice(f"Preparing {VENV.name} from {lock.name}; this happens once.")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    stamp_path().write_text(UNFINISHED)
    run_step([sys.executable, "-m", "venv", str(VENV)], f"could not make {VENV.name}")
    install_lock(lock)


def install_lock(lock: Path) -> None:
    """Install the lock file with its hashes checked, then write the stamp."""
    stamp_path().write_text(UNFINISHED)
    options = ["--disable-pip-version-check", "--no-input", "--require-hashes", "--requirement", str(lock)]
    if not console.is_watched():
        options.append("--quiet")
    command = [str(venv_python()), "-m", "pip", "install", *options]
    run_step(
        command,
        f"could not install {lock.name}",
        pip_settings.pip_environment(venv_python()),
        len(list(read_pins(lock))),
    )
    stamp_path().write_text("".join(lock_hash(other) + "\n" for other in fulfilled_locks(lock)))


def fulfilled_locks(lock: Path) -> list[Path]:
    """Return the lock file, and those beside it that need nothing more, so that a build can start after the tests."""
    pinned = set(read_pins(lock))
    beside = sorted(lock.parent.glob("requirements*.txt"))
    return [lock, *(other for other in beside if other != lock and pinned.issuperset(read_pins(other)))]


def rerun_in_venv() -> NoReturn:
    """Run the same command in the interpreter of `.venv`."""
    command = [str(venv_python()), *sys.orig_argv[1:]]
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        block_signals()
        os.execve(command[0], command, environment)
    sys.exit(wait_for_command(command, environment))
