"""Select which of the user's pip settings apply to `.venv`: package sources and network.

Settings that say where packages are installed (`user`, `target`, `prefix`, …) or which are taken belong to other
installations; `.venv` gets exactly the packages of its lock file.
"""

import ast
import os
import subprocess
from pathlib import Path

KEPT = {
    "cache-dir",
    "cert",
    "client-cert",
    "default-timeout",
    "extra-index-url",
    "find-links",
    "index-url",
    "keyring-provider",
    "no-cache-dir",
    "no-index",
    "proxy",
    "pypi-url",
    "resume-retries",
    "retries",
    "timeout",
    "trusted-host",
}
SECTIONS = ("global", "install", ":env:")
"""Where pip looks for a setting; the last one wins."""


def pip_environment(interpreter: Path) -> dict[str, str]:
    """Return the environment for pip of `interpreter`, with the selected settings as variables.

    Raises OSError if pip cannot read its own settings.
    """
    own = without_python(os.environ)
    others = {name: value for name, value in own.items() if not name.upper().startswith("PIP_")}
    names = {variable_name(name): name for name in KEPT | {"config-file"}}
    given = {name: value for name, value in own.items() if name.upper() in names}
    # Every file, whatever `user` says: these three are options of `pip config` as well.
    everything = {"PIP_USER": "0", "PIP_GLOBAL": "0", "PIP_SITE": "0"}
    asked = [str(interpreter), "-m", "pip", "config", "list"]
    done = subprocess.run(asked, capture_output=True, text=True, errors="replace", env=others | given | everything)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise OSError(f"pip cannot read its settings: {lines[-1]}")
    selected = {variable_name(name): value for name, value in kept_settings(done.stdout).items()}
    return {**others, **selected, "PIP_CONFIG_FILE": os.devnull}


def variable_name(name: str) -> str:
    """Return the environment variable of a pip setting."""
    return f"PIP_{name.upper().replace('-', '_')}"


def kept_settings(listed: str) -> dict[str, str]:
    """Return the selected settings from the output of `pip config list`, a line `section.name='value'` each."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listed.splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.rpartition(".")
        if section in found and name in KEPT:
            found[section][name] = " ".join(str(ast.literal_eval(value)).split())
    return {name: value for section in SECTIONS for name, value in found[section].items()}


def without_python(environ: os._Environ[str] | dict[str, str]) -> dict[str, str]:
    """Return the environment without Python's own variables, by which packages outside `.venv` are imported."""
    return {name: value for name, value in environ.items() if not name.upper().startswith("PYTHON")}
