"""From nothing but Python to the pinned libraries: what the doors do before anything else.

Only the standard library may be imported here, and rooms that import nothing else. An interpreter that already has
every pinned library is used as it is; any other one makes `.venv` beside pyproject.toml once and hands the same command
over to it.
"""

import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pip_settings
import pythons
from briefs import console
from briefs.signals import block_signals
from briefs.turns import turn
from steps import fail, follow, run

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# What the stamp says until all is installed: a run killed before that is seen by the next.
UNFINISHED = "unfinished\n"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;([^\\]*))?", re.MULTILINE)


# Of Python's variables, those that lead to other libraries than those of `.venv`.
ELSEWHERE = ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE")


def ensure(lock: Path) -> None:
    """Return in an interpreter that has everything `lock` pins, or not at all."""
    try:
        prepare(lock)
    except OSError as error:
        fail(f"cannot prepare {VENV.name}: {error}")


def prepare(lock: Path) -> None:
    """Prepare this interpreter, or hand the command over to one that is. Raises OSError."""
    if prepared(lock):
        return
    if not inside():
        if not stamped(lock):
            with turn(VENV.with_name(f"{VENV.name}-lock"), f"waiting for another run to prepare {VENV.name}"):
                if not stamped(lock):
                    make(lock)
        rerun()
    if any(name in os.environ for name in ELSEWHERE):
        rerun()
    if stamp().exists() and stamped_as() == UNFINISHED:
        fail(f"{VENV.name} was left half made: run this with the Python outside it, which makes it again")
    install(lock)
    importlib.invalidate_caches()
    if not prepared(lock):
        fail(f"{VENV.name} still lacks what {lock.name} pins: delete it and run this again")


def prepared(lock: Path) -> bool:
    """Whether this interpreter can be used as it is."""
    return (stamped(lock) or not inside()) and all(has(*pin) for pin in pins(lock))


def inside() -> bool:
    """Whether this interpreter is the one of our own `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def pins(lock: Path) -> Iterator[tuple[str, str, str]]:
    """Name, version and marker of every library in the lock."""
    for name, version, marker in PIN.findall(lock.read_text(encoding="utf-8")):
        yield name, version, marker.strip()


def has(name: str, version: str, marker: str) -> bool:
    """Whether the library is installed as pinned, or is not meant for this machine."""
    try:
        return metadata.version(name) == version
    except metadata.PackageNotFoundError:
        return bool(marker) and not applies(marker)


def applies(marker: str) -> bool:
    """Whether a marker means this machine; without `packaging`, which every lock pins, it is taken to."""
    try:
        from packaging.markers import Marker
    except ImportError:
        return True
    return Marker(marker).evaluate()


def stamp() -> Path:
    """Where `.venv` keeps the hashes of the locks it fulfils."""
    return VENV / "locks.sha256"


def stamped_as() -> str:
    """What the stamp says."""
    return stamp().read_text(encoding="utf-8", errors="replace")


def digest(lock: Path) -> str:
    """What changes when the lock does, and not when git changes its line ends."""
    return hashlib.sha256(lock.read_text(encoding="utf-8").encode()).hexdigest()


def stamped(lock: Path) -> bool:
    """Whether `.venv` was finished with just this lock."""
    return python().exists() and stamp().exists() and digest(lock) in stamped_as().split()


def python() -> Path:
    """The interpreter of `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make(lock: Path) -> None:
    """Bring `.venv` to what the lock pins, from whatever state it was left in."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        fail(f"this Python lacks {' and '.join(missing)}: install it (on Debian and Ubuntu: python3-venv)")
    if not console.Settings.quiet:
        console.write_notice(f"Preparing {VENV.name} from {lock.name}; this happens once.")
    if not usable():
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir(exist_ok=True)
        stamp().write_text(UNFINISHED)
        run([sys.executable, "-m", "venv", str(VENV)], f"could not make {VENV.name}")
    install(lock)


def usable() -> bool:
    """Whether there is a `.venv` that libraries can be installed into, not the remains of a killed run."""
    if not python().exists() or (stamp().exists() and stamped_as() == UNFINISHED):
        return False
    fit = f"{pythons.FIRST} <= sys.version_info[:2] < {pythons.BEFORE}"
    asked = [str(python()), "-c", f"import sys, pip; sys.exit(not {fit})"]
    return subprocess.run(asked, capture_output=True).returncode == 0


def install(lock: Path) -> None:
    """Install the lock, hashes checked, and write the stamp last."""
    stamp().write_text(UNFINISHED)
    options = ["--disable-pip-version-check", "--no-input", "--require-hashes", "--requirement", str(lock)]
    if not console.is_watched():
        options.append("--quiet")
    command = [str(python()), "-m", "pip", "install", *options]
    run(command, f"could not install {lock.name}", pip_settings.environment(python()), len(list(pins(lock))))
    stamp().write_text("".join(digest(other) + "\n" for other in fulfilled(lock)))


def fulfilled(lock: Path) -> list[Path]:
    """The lock, and each lock beside it that asks for nothing more: who ran the tests can build at once."""
    pinned = set(pins(lock))
    beside = sorted(lock.parent.glob("requirements*.txt"))
    return [lock, *(other for other in beside if other != lock and pinned.issuperset(pins(other)))]


def rerun() -> NoReturn:
    """Give the very same command to the interpreter of `.venv`, as if it had been called from the start."""
    command = [str(python()), *sys.orig_argv[1:]]
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        block_signals()
        os.execve(command[0], command, environment)
    sys.exit(follow(command, environment))
