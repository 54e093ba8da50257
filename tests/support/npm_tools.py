"""Programs from npm packages, with the versions and hashes of a lock file."""

import shutil
import subprocess
from pathlib import Path

from conftest import ROOT


def npm_folder(name: str) -> Path:
    """Return a folder with what tests/<name>/package-lock.json names, installed once."""
    folder, lock = ROOT / ".cache" / name, ROOT / "tests" / name / "package-lock.json"
    if not (folder / "node_modules").exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        shutil.copytree(lock.parent, folder, dirs_exist_ok=True)
        npm = shutil.which("npm")
        assert npm, f"{name} needs npm: apt-get install npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder


def npm_program(name: str) -> str:
    """Return the path of the program of that package."""
    return str(npm_folder(name) / "node_modules" / ".bin" / name)
