"""A copy of the project with another organisation's data in the place of data/, as data/README.md describes it."""

import shutil
from pathlib import Path

from conftest import ROOT, complete_lexicon

GIVEN = ROOT / "tests" / "fixtures" / "other_site" / "data"
KEPT = ("README.md", "schemas", "words.yml")
"""What another organisation keeps of data/, beside the lexicon's entries."""
UNUSED = shutil.ignore_patterns(".git", ".venv*", ".cache", ".*_cache", ".site-*", "site", "__pycache__")


def copy_project(root: Path) -> Path:
    """Copy the project to `root` with the other data, whose locks are still to be written."""
    shutil.copytree(ROOT, root, ignore=UNUSED, symlinks=True)
    for file in (root / "data").iterdir():
        if file.name not in KEPT:
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    shutil.copytree(GIVEN, root / "data", dirs_exist_ok=True)
    complete_lexicon(root)
    return root
